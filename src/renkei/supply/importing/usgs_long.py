"""The layout of 2026: one value in a row, for the world's tables and those of the United States alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from renkei.ground.errors import Fault
from renkei.supply.importing.tables import Row
from renkei.supply.importing.usgs_cells import amount_of, place_of, said
from renkei.supply.importing.usgs_names import (
    Subject,
    capacity_of,
    imports_of,
    plain,
    production_of,
    reliance_of,
    reserves_of,
    unit_of,
)
from renkei.supply.importing.usgs_rows import IMPORTER, Found

COLUMNS = ("Section", "Commodity", "Country", "Statistics", "Statistics_detail", "Unit", "Year", "Value", "Notes")
"""The columns read."""

_MEASURES = {"Production": production_of, "Capacity": capacity_of, "Reserves": reserves_of}

_SAID_BY_GOOD = (
    r"|(?:mine )?production|reserves|bentonite|fuller.s earth|kaolin|ilmenite|rutile|ilmenite and rutile"
    r"|palladium|platinum|natural|synthetic|natural and synthetic|usable ore|iron content"
)
"""What stands behind a colon or a dash and is told by the good or the statistic already."""

OTHER_TABLES = "other tables of the United States (trade, prices, stocks, consumption, employment)"


def edition_of(rows: Sequence[Row]) -> int | None:
    """The year in the publication's name: the one after the last it has figures of."""
    years = [int(each["Year"]) for each in rows if re.fullmatch(r"20\d\d", each["Year"])]
    return max(years) + 1 if years else None


def read(rows: Sequence[Row], path: Path) -> tuple[list[Found], list[Fault], Counter[str]]:
    """Every figure of production, capacity, reserves, import sources and reliance; faults; rows of other tables."""
    found: list[Found] = []
    faults: list[Fault] = []
    left_out: Counter[str] = Counter()
    seen: Counter[tuple[str, str, str]] = Counter()
    for cells in rows:
        subject = _subject(cells, seen)
        if subject is None:
            if cells["Section"].startswith("Salient Statistics"):
                left_out[OTHER_TABLES] += 1
            else:
                message = f"nothing is known of a table called `{plain(cells['Statistics'])}`"
                faults.append(Fault(path, cells.line, "unknown-table", message, "take the row out"))
            continue
        found += _figure(cells, subject, path, faults)
    return found, faults, left_out


def _subject(cells: Row, seen: Counter[tuple[str, str, str]]) -> Subject | None:
    commodity, detail, statistics = cells["Commodity"], cells["Statistics_detail"], plain(cells["Statistics"])
    if cells["Section"] == "Import Sources":
        return imports_of(commodity, detail)
    if statistics == "Net import reliance":
        key = commodity, detail, cells["Year"]
        seen[key] += 1
        return reliance_of(commodity, detail, seen[key] - 1)
    if cells["Section"].startswith("World ") and statistics in _MEASURES:
        return _MEASURES[statistics](commodity, detail)
    return None


def _figure(cells: Row, subject: Subject, path: Path, faults: list[Fault]) -> Iterator[Found]:
    """The figure of a row; or a fault more."""

    def fault(code: str, message: str, advice: str) -> None:
        faults.append(Fault(path, cells.line, code, message, advice))

    place = place_of(cells["Country"])
    if place is None:
        fault("unknown-place", f"`{plain(cells['Country'])}` is no place known here", "write the country's usual name")
    year = re.fullmatch(r"(20\d\d)(?:[-–](\d\d|20\d\d))?", cells["Year"])
    if year is None:
        fault("bad-year", f"`{plain(cells['Year'])}` is no year", "write it in four digits, or as `2021-24`")
    note = plain(cells["Notes"])
    amount = amount_of(cells["Value"], note)
    if amount is None:
        fault("bad-amount", f"`{plain(cells['Value'])}` is no amount", "write a number, or the publication's own sign")
    if place is None or year is None or amount is None:
        return
    unit, doubt = unit_of(subject, cells["Unit"])
    trade = subject.statistic in {"import-sources", "net-import-reliance"}
    span = f"years {year[1]}-{year[2]}" if year[2] else ""
    yield Found(
        good=subject.good,
        statistic=subject.statistic,
        form=subject.form,
        called=_called(cells["Statistics_detail"]),
        year=int(year[1][: 4 - len(year[2])] + year[2]) if year[2] else int(year[1]),
        unit=unit,
        place=place.code,
        printed=place.printed,
        amount=amount[0],
        estimated="estimated" in note.casefold().split("--")[0],
        importer=IMPORTER if trade else "",
        notes=(
            span,
            amount[1],
            doubt,
            "" if trade else _qualifier(cells["Statistics_detail"], subject),
            place.beside,
            *said(note),
        ),
        row=cells.number,
    )


def _called(detail: str) -> str:
    """The form imported, as a table calls it."""
    words = re.sub(r"^.*net import reliance[^:]*(?:: )?", "", plain(detail), flags=re.IGNORECASE)
    return words[:1].lower() + words[1:]


def _qualifier(detail: str, subject: Subject) -> str:
    """What a table says of one row, behind a colon or a dash: `Mine production: processed`."""
    words = plain(detail)
    if words.startswith("Australia, Canada, China, and Namibia"):
        return "Australia, Canada, China and Namibia together"
    rest = "".join(re.split(r": |—", words, maxsplit=1)[1:])
    rest = re.sub(r"[,:]? ?\b(?:rounded|All forms)$", "", rest)
    told = subject.statistic in {"reserves-ore", "reserves-content"} or re.fullmatch(_SAID_BY_GOOD, rest.casefold())
    return "" if told else rest
