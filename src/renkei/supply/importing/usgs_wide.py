"""The layout of 2025: one place in a row, with columns for two years of production and capacity, and for reserves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from renkei.ground.errors import Fault
from renkei.supply.importing.tables import Row
from renkei.supply.importing.usgs_cells import Place, amount_of, place_of, said
from renkei.supply.importing.usgs_names import (
    Subject,
    capacity_of,
    plain,
    production_of,
    reserves_of,
    unit_of,
)
from renkei.supply.importing.usgs_rows import Found

COLUMNS = ("SOURCE", "COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS", "PROD_NOTES", "CAP_NOTES", "RESERVE_NOTES")
"""The columns read, beside those of the years."""

_YEARLY = re.compile(r"(?P<what>PROD|CAP|RESERVES)_(?P<est>EST_ ?)?(?P<year>20\d\d)")
_NOTES = {"PROD": "PROD_NOTES", "CAP": "CAP_NOTES", "RESERVES": "RESERVE_NOTES"}
_SUBJECTS: dict[str, Callable[[str, str], Subject]] = {
    "PROD": production_of,
    "CAP": capacity_of,
    "RESERVES": reserves_of,
}
_CAPACITY_AS_RESERVES = {"indium"}
"""Goods whose refinery capacity stands in the column of reserves; the next edition has the same figures as capacity."""

_COPIED_CAPACITY = {"magnesium-metal"}
"""Goods whose column of reserves repeats the capacity, as its own note says."""

EMPTY = "cells of columns that the publication does not fill for a good"
COPIED = "capacity printed a second time, as reserves"


def edition_of(rows: Sequence[Row]) -> int | None:
    """The year in the publication's name."""
    found = {each["SOURCE"] for each in rows if each["SOURCE"]}
    name = re.fullmatch(r"MCS(20\d\d)", next(iter(found), "")) if len(found) == 1 else None
    return int(name[1]) if name else None


def read(rows: Sequence[Row], path: Path) -> tuple[list[Found], list[Fault], Counter[str]]:
    """Every figure of production, capacity and reserves; faults; cells that say nothing new."""
    found: list[Found] = []
    faults: list[Fault] = []
    copied = empty = 0
    columns = [(name, match) for name in rows[0].cells if (match := _YEARLY.fullmatch(name))]
    filled = {(each["COMMODITY"], each["TYPE"], name) for each in rows for name, _ in columns if each[name]}
    for cells in rows:
        place = place_of(cells["COUNTRY"])
        if place is None:
            message = f"`{plain(cells['COUNTRY'])}` is no place known here"
            faults.append(Fault(path, cells.line, "unknown-place", message, "write the country's usual name"))
            continue
        for name, column in columns:
            if (cells["COMMODITY"], cells["TYPE"], name) not in filled:
                empty += 1
                continue
            told = _subject(cells, column["what"])
            if column["what"] == "RESERVES" and told.good in _COPIED_CAPACITY:
                copied += bool(cells[name])
                continue
            found += _figure(cells, cells[name], column, told, place, path, faults)
    return found, faults, +Counter({COPIED: copied, EMPTY: empty})


def _subject(cells: Row, what: str) -> Subject:
    # a total over two kinds says so beside the place, not in the table's name
    beside = plain(cells["COUNTRY"]).casefold()
    detail = beside if beside.startswith("world total") and "and" in beside else cells["TYPE"]
    subject = _SUBJECTS["CAP" if "clinker" in detail.casefold() else what](cells["COMMODITY"], detail)
    if what == "RESERVES" and subject.good in {"palladium", "platinum"}:
        return Subject("platinum-group-metals", "reserves")
    if what == "RESERVES" and subject.good in _CAPACITY_AS_RESERVES:
        return Subject(subject.good, "capacity")
    if what == "RESERVES" and subject.good in {"iron-ore", "chromium", "potash"}:
        ore = re.search(r"usable ore|recoverable ore|marketable chromite", cells["TYPE"], re.IGNORECASE)
        return Subject(subject.good, "reserves-ore" if ore else "reserves-content")
    return subject


def _figure(
    cells: Row,
    value: str,
    column: re.Match[str],
    subject: Subject,
    place: Place,
    path: Path,
    faults: list[Fault],
) -> Iterator[Found]:
    what, year, note = column["what"], int(column["year"]), plain(cells[_NOTES[column["what"]]])
    printed, reason = plain(value), _reason(note, year)
    amount = amount_of(printed or reason, note)
    if amount is None:
        advice = "write a number, or the publication's own sign"
        faults.append(Fault(path, cells.line, "bad-amount", f"`{printed}` is no amount", advice))
        return
    unit, doubt = unit_of(subject, cells["UNIT_MEAS"])
    table = plain(cells["TYPE"]).casefold()
    own = "reported" in note.casefold() or "reproted" in note.casefold()
    yield Found(
        good=subject.good,
        statistic=subject.statistic,
        form="",
        called="",
        year=year,
        unit=unit,
        place=place.code,
        printed=place.printed,
        amount=amount[0],
        estimated=not own and bool(what != "RESERVES" and (column["est"] or "estimated" in table + note.casefold())),
        importer="",
        notes=(amount[1], "" if what == "RESERVES" else doubt, place.beside, _form(note), *said(note)),
        row=cells.number,
    )


def _reason(note: str, year: int) -> str:
    """Why a cell is empty, as the column of notes says, in the sign that the printed tables use."""
    words = note.casefold()
    if re.match(r"w for \d\d-\d\d", words):
        return "W"
    only = re.fullmatch(r"na for (20\d\d)", words)
    if only:
        return "NA" if int(only[1]) == year else ""
    if re.match(r"na\b", words):
        return "NA"
    if words == "xx":
        return "XX"
    size = re.fullmatch(r"(large|moderate to large|moderate|small|very small)", words)
    return size[1] if size else ""


def _form(note: str) -> str:
    """The form a place counts in, where the notes name nothing else."""
    forms = r"ulexite|boric oxide equivalent|compounds|crude borates|crude ore|datolite ore|refined borates"
    return note.casefold() if re.fullmatch(forms, note, re.IGNORECASE) else ""
