"""BACI, the reconciled trade flows of CEPII, from the reader's own copy: six columns, a file for each year.

`t` year, `i` exporter, `j` importer, `k` code of the Harmonized System, `v` value in thousand US dollars, `q` tonnes. A
year has eleven million rows: only those with a code that is wanted are ever held. Values give, for every importer, who
its imports come from, and the exports of each place; tonnes are not used. Flows are net of freight and insurance; those
below a thousand dollars are not in the data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from renkei.ground.errors import BadOption, Fault
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.importing.tables import ENOUGH, Table, is_formula
from renkei.supply.importing.trade import (
    EXPORTS,
    IMPORTS,
    STATISTICS,
    TAIWAN,
    TAIWAN_NOTE,
    Codes,
    Flows,
    names_of,
    place_of,
)

COLUMNS = ("t", "i", "j", "k", "v", "q")
PAGE = "http://www.cepii.fr/CEPII/en/bdd_modele/presentation.asp?id=37"
_NAME = re.compile(r"BACI_(HS\d\d)_Y\d{4}_V(\d{4})(\d{2})[a-z]?\.csv", re.IGNORECASE)
_VALUE = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?|\.\d+", re.ASCII)

MOST = 3_000_000
"""So many rows are held at most, wanted ones and faulty ones together."""

Line = tuple[int, str, str, str, str, str]
"""Line of the file, year, exporter, importer, code, value."""


def read_baci(
    paths: Sequence[Path], codes: Codes, published: date, importers: Collection[str] | None = None
) -> Imported:
    """The flows of the wanted codes in one or several years.

    Args:
        paths: a file for each year.
        codes: those wanted, and the goods they stand for.
        published: the day from which the figures count as known, unless the files' own names tell their version.
        importers: codes of places whose imports are wanted; None for all. Exports are those to everywhere.

    Raises:
        BadImport: with the faults of all files.
        BadOption: if the files are of different versions of BACI, which are not to be mixed.
    """
    version = _version(paths)
    faults: list[Fault] = []
    flows = Flows("thousand USD")
    found: set[str] = set()
    for path in paths:
        reading = _Reading(path, codes, importers, faults)
        reading.into(flows)
        found |= reading.found
    if not faults and not found:
        message = f"no row has one of the codes {names_of(codes.good_of)}"
        advice = "name goods whose codes the file's edition of the Harmonized System has"
        faults.append(Fault(paths[0], 0, "bad-table", message, advice))
    if faults:
        raise BadImport(faults)
    missing = [code for code in codes.good_of if code not in found]
    source = {
        "address": PAGE,
        "how": "mirror",
        "read": "yes",
        "title": "BACI: International Trade Database at the Product-Level (CEPII)",
        "note": f"read from your own copy: {', '.join(path.name for path in paths)}",
    }
    kept = {codes.good_of[code] for code in found}
    return Imported(
        release=_release(version, published, source),
        figures=flows.lines(),
        goods=[good | {"sources": [source]} for good in codes.goods if good["id"] in kept],
        statistics=STATISTICS,
        left_out={f"no-trade: {names_of(missing)}": len(missing)} if missing else {},
    )


def _version(paths: Sequence[Path]) -> tuple[str, str, str] | None:
    """Edition, year and month of the version that the files' names tell; None if they tell none."""
    found = {match.groups() if (match := _NAME.fullmatch(path.name)) else None for path in paths}
    if len(found) > 1:
        message = "the files are of different versions of BACI, or some are not named as published"
        raise BadOption(message, "give years of one version; CEPII advises against mixing them")
    groups = found.pop()
    return (groups[0].upper(), groups[1], groups[2]) if groups else None


def _release(version: tuple[str, str, str] | None, published: date, source: dict[str, Any]) -> dict[str, Any]:
    edition = f", {version[0]}, version {version[1]}{version[2]}" if version else ""
    return {
        "id": f"baci-{version[0].lower()}-{version[1]}{version[2]}" if version else "baci",
        "title": {"en": f"BACI{edition}", "ja": f"BACI{edition}"},
        "publisher": {"en": "CEPII", "ja": "フランス国際経済予測研究センター（CEPII）"},
        "public": f"{version[1]}-{version[2]}" if version else published.isoformat(),
        "license": {
            "en": "Etalab Open Licence 2.0: any use, with BACI and CEPII named; your own copy",
            "ja": "Etalabオープンライセンス2.0。BACIとCEPIIを明記すれば利用は自由。利用者自身の写し",
        },
        "basis": "place",
        "sources": [source],
    }


class _Reading:
    """One file.

    Attributes:
        found: the wanted codes that it has.
    """

    def __init__(self, path: Path, codes: Codes, importers: Collection[str] | None, faults: list[Fault]) -> None:
        self.found: set[str] = set()
        self._path, self._codes, self._importers, self._faults = path, codes, importers, faults
        self._places: dict[str, str | None] = {}

    def into(self, flows: Flows) -> None:
        """Add every wanted flow."""
        headings = self._headings()
        if headings is None:
            return
        seen: set[tuple[str, ...]] = set()
        for line, *cells in self._lines(headings):
            if len(self._faults) >= ENOUGH:
                return
            year, exporter, importer, code, value = cells
            read = self._read(line, year, (exporter, importer), value)
            if read is None:
                continue
            if tuple(cells[:4]) in seen:
                self._fault(line, "duplicate", "the same flow stands twice", "give the file as published")
                continue
            seen.add(tuple(cells[:4]))
            self._add(flows, line, code, exporter, *read)

    def _add(
        self, flows: Flows, line: int, code: str, exporter: str, year: int, place: str, importer: str, amount: Decimal
    ) -> None:
        self.found.add(code)
        good, note = self._codes.good_of[code], TAIWAN_NOTE if exporter == TAIWAN else ""
        if self._importers is None or importer in self._importers:
            flows.add(IMPORTS, good, year, (place, exporter), amount, row=line, importer=importer, note=note)
        flows.add(EXPORTS, good, year, (place, exporter), amount, row=line, note=note)

    def _headings(self) -> list[str] | None:
        told: list[Fault] = []
        table = Table(self._path, COLUMNS, told)
        next(table.rows(), None)
        told = [each for each in told if each.line <= 1]
        self._faults += told
        return None if told else table.headings

    def _lines(self, headings: list[str]) -> Iterator[Line]:
        """Rows with a wanted code, and every row that is none at all, which is told.

        Whole lines are looked at, so that a row with a cell too many is seen even where nobody wants its code.
        """
        import polars as pl

        before, after = (r"[^,]*," * headings.index("k"), r"(?:,[^,]*)" * (len(headings) - headings.index("k") - 1))
        form = r'^{}[ "]*{}[ "]*{},?\s*$'
        sound = form.format(before, r"(?:[0-9]{5,6}|[0-9]{4}[A-Z]{2})", after)
        wanted = form.format(before, f"(?:{'|'.join(self._spellings())})", after)
        text = pl.col("text")
        held = (
            pl.scan_csv(
                self._path,
                separator="\x01",  # stands nowhere in the file: a row is one text
                has_header=False,
                new_columns=["text"],
                infer_schema=False,
                quote_char=None,
                encoding="utf8-lossy",
                row_index_name="line",
                row_index_offset=1,
                low_memory=True,
            )
            .filter((pl.col("line") > 1) & (text.str.strip_chars() != ""))
            .filter(text.str.contains(wanted) | ~text.str.contains(sound))
            .head(MOST)
            .collect(engine="streaming")
        )
        if held.height == MOST:
            message = f"more than {MOST:,} rows are wanted or faulty"
            self._fault(0, "file-too-large", message, "name fewer goods, or give the file as published")
            return
        places = [headings.index(each) for each in ("t", "i", "j", "k", "v")]
        right = re.compile(sound)
        for line, row in held.iter_rows():
            if right.fullmatch(row) is None:
                self._fault(
                    line, "bad-table", f"`{_shown(row)}` is no row of six cells with a code", "give it as published"
                )
                if len(self._faults) >= ENOUGH:
                    return
                continue
            cells = [each.strip(' "') for each in row.split(",")]
            year, exporter, importer, code, value = (cells[place] for place in places)
            yield line, year, exporter, importer, code.zfill(6), value

    def _spellings(self) -> list[str]:
        """The wanted codes with and without their leading zero."""
        return [code.replace("0", "0?", 1) if code.startswith("0") else code for code in self._codes.good_of]

    def _read(self, line: int, year: str, ends: tuple[str, str], value: str) -> tuple[int, str, str, Decimal] | None:
        """Year, exporter, importer and amount; None if a cell cannot be read, which is told."""
        before = len(self._faults)
        if not (year.isascii() and year.isdigit() and 1980 <= int(year) <= 2100):
            self._fault(line, "bad-value", f"`{_shown(year)}` is no year", "write it in four digits")
        places = [self._place(line, each) for each in ends]
        amount = Decimal(0)
        if _VALUE.fullmatch(value):
            amount = Decimal(value)
        elif value.startswith("-") and _VALUE.fullmatch(value[1:]):
            self._fault(line, "bad-value", f"the value `{value}` is negative", "a flow is at least 0")
        else:
            what = "a formula" if is_formula(value) else "no value"
            self._fault(line, "bad-value", f"`{_shown(value)}` is {what}", "a value is a number of thousand dollars")
        if len(self._faults) > before:
            return None
        return int(year), places[0] or "", places[1] or "", amount

    def _place(self, line: int, number: str) -> str | None:
        if number not in self._places:
            self._places[number] = place_of(number)
        place = self._places[number]
        if place is None:
            advice = "places are numbers of the file `country_codes` that comes with the data"
            self._fault(line, "unknown-place", f"`{_shown(number)}` is no place", advice)
        return place

    def _fault(self, line: int, code: str, message: str, advice: str) -> None:
        self._faults.append(Fault(self._path, line, code, message, advice))


def _shown(text: str) -> str:
    return text[:40]
