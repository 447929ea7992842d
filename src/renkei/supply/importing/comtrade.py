"""UN Comtrade, from the reader's own download: rows of imports and exports by reporter and partner.

Two sets of columns: the classic one (`Year`, `Trade Flow`, `Reporter Code`, ..., `Trade Value (US$)`) and that of the
service since 2023 (`refYear`, `flowCode`, `reporterCode` or `reporterISO`, ..., `primaryValue`).

* Imports by partner give who the imports of the reporter come from. The partner World is a total, never a partner.
* Exports to World give the exports of the reporter; they hold re-exports, which nothing is taken off for.
* Rows of one mode of transport, customs procedure or second partner are parts of another row and are left out.
* Months are added up to years; which months there are is told where it is not all twelve.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from renkei.ground.errors import Fault
from renkei.ground.places import find_place
from renkei.supply.figures import OTHER, WORLD
from renkei.supply.importing.country_codes import by_letters
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.importing.tables import ENOUGH, Row, Table, is_formula
from renkei.supply.importing.trade import (
    EXPORTS,
    IMPORTS,
    STATISTICS,
    TAIWAN_NOTE,
    Codes,
    Flows,
    names_of,
    place_of,
)

PAGE = "https://comtradeplus.un.org/"

CLASSIC = {
    "year": "Year",
    "period": "Period",
    "flow": "Trade Flow",
    "reporter_number": "Reporter Code",
    "reporter_letters": "Reporter ISO",
    "reporter": "Reporter",
    "partner_number": "Partner Code",
    "partner_letters": "Partner ISO",
    "partner": "Partner",
    "code": "Commodity Code",
    "value": "Trade Value (US$)",
    "classification": "Classification",
    "second": "2nd Partner Code",
    "customs": "Customs Proc. Code",
    "transport": "Mode of Transport Code",
}
SINCE_2023 = {
    "year": "refYear",
    "period": "period",
    "flow": "flowCode",
    "reporter_number": "reporterCode",
    "reporter_letters": "reporterISO",
    "reporter": "reporterDesc",
    "partner_number": "partnerCode",
    "partner_letters": "partnerISO",
    "partner": "partnerDesc",
    "code": "cmdCode",
    "value": "primaryValue",
    "classification": "classificationCode",
    "second": "partner2Code",
    "customs": "customsCode",
    "transport": "motCode",
}
_NEEDED = ("year", "flow", "code", "value")

_FLOWS = {"import": IMPORTS, "m": IMPORTS, "imports": IMPORTS, "export": EXPORTS, "x": EXPORTS, "exports": EXPORTS}
_OTHER_FLOWS = frozenset("re-export re-import rx rm dx fm mip mop xip xop".split())  # noqa: SIM905 - a list of words
_WHOLE = {"second": {"", "0"}, "customs": {"", "0", "C00"}, "transport": {"", "0"}}
"""What stands in these columns where a row is not a part of another."""

_OWN_LETTERS = {"S19": "TW", "W00": WORLD, "WLD": WORLD, "ZA1": "BW-LS-NA-SZ-ZA"}
_UNION = re.compile(r"EU-\d+|European Union|ASEAN", re.IGNORECASE)
"""Partners that are unions of others, whose rows stand in the file as well."""

_VALUE = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class _Partner:
    place: str
    printed: str


def read_comtrade(
    paths: Sequence[Path], codes: Codes, published: date, importers: Collection[str] | None = None
) -> Imported:
    """The flows of the wanted codes in one or several downloads.

    Args:
        paths: the downloads.
        codes: those wanted, and the goods they stand for.
        published: the day from which the figures count as known.
        importers: codes of places whose imports are wanted; None for all.

    Raises:
        BadImport: with the faults of all files.
    """
    faults: list[Fault] = []
    reading = _Reading(codes, importers, faults)
    for path in paths:
        reading.file(path)
    flows = Flows("USD")
    if not faults:
        reading.into(flows, rows_told=len(paths) == 1)
    if not faults and not flows:
        message = f"no imports by partner and no exports to World have one of {names_of(codes.good_of)}"
        faults.append(Fault(paths[0], 0, "bad-table", message, "download annual trade in these codes by partner"))
    if faults:
        raise BadImport(faults)
    missing = [code for code in codes.good_of if code not in reading.found]
    left_out = dict(reading.left_out) | ({f"no-trade: {names_of(missing)}": len(missing)} if missing else {})
    source = {
        "address": PAGE,
        "how": "mirror",
        "read": "yes",
        "title": "UN Comtrade Database (United Nations Statistics Division)",
        "note": f"read from your own download: {', '.join(path.name for path in paths)}",
    }
    kept = {codes.good_of[code] for code in reading.found}
    return Imported(
        release=_release(published, source),
        figures=flows.lines(),
        goods=[good | {"sources": [source]} for good in codes.goods if good["id"] in kept],
        statistics=STATISTICS,
        left_out=left_out,
    )


def _release(published: date, source: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "comtrade",
        "title": {"en": "UN Comtrade", "ja": "国連商品貿易統計（UN Comtrade）"},
        "publisher": {"en": "United Nations Statistics Division", "ja": "国際連合統計部"},
        "public": published.isoformat(),
        "license": {
            "en": "UN Comtrade policy on use and re-dissemination: your own download; not to be passed on with Renkei",
            "ja": "UN Comtradeの利用・再配布方針による。利用者自身のダウンロードであり、Renkeiとともに配布しないこと",
        },
        "basis": "place",
        "sources": [source],
        "note": {
            "en": "As reported: imports with freight and insurance; exports hold re-exports, which are not taken off",
            "ja": "申告のとおり。輸入は運賃・保険料を含み、輸出は再輸出を含む（差し引いていない）",
        },
    }


Key = tuple[str, str, int, str, str, str]
"""Statistic, code, year, reporter, place of the partner, partner as printed."""


class _Reading:
    """Rows of several files as amounts by year and month.

    Attributes:
        found: the wanted codes that give figures.
        left_out: rows that were not wanted, by reason.
    """

    def __init__(self, codes: Codes, importers: Collection[str] | None, faults: list[Fault]) -> None:
        self.found: set[str] = set()
        self.left_out: dict[str, int] = defaultdict(int)
        self._codes, self._importers, self._faults = codes, importers, faults
        self._amounts: dict[Key, dict[int, tuple[Decimal | None, Path, Row]]] = {}
        self._columns: Mapping[str, str] = CLASSIC
        self._path = Path()

    def file(self, path: Path) -> None:
        """Read one file."""
        self._path = path
        table = Table(path, (), self._faults, any_western=True)
        for place, row in enumerate(table.rows()):
            if not place and not self._fits(table.headings):
                return
            self._row(row)
            if len(self._faults) >= ENOUGH:
                return

    def _fits(self, headings: list[str]) -> bool:
        """Whether the columns are those of a download; chosen once for each file."""
        self._columns = SINCE_2023 if SINCE_2023["year"] in headings or SINCE_2023["code"] in headings else CLASSIC
        missing = [self._columns[each] for each in _NEEDED if self._columns[each] not in headings]
        missing += [
            self._columns[f"{who}_number"]
            for who in ("reporter", "partner")
            if not any(self._columns[f"{who}_{each}"] in headings for each in ("number", "letters"))
        ]
        if missing:
            message = f"there is no column {', '.join(f'`{each}`' for each in missing)}"
            advice = "give a CSV as UN Comtrade hands it out, classic or new"
            self._faults.append(Fault(self._path, 1, "missing-column", message, advice))
        return not missing

    def _cell(self, row: Row, name: str) -> str:
        return row[self._columns[name]]

    def _row(self, row: Row) -> None:
        code = self._code(row)
        if code is None:
            return
        flow = self._cell(row, "flow").casefold()
        if flow in _OTHER_FLOWS:
            self.left_out["re-exports"] += 1
            return
        if any(self._cell(row, name) not in whole for name, whole in _WHOLE.items()):
            self.left_out["parts"] += 1
            return
        if flow not in _FLOWS:
            self._fault(row, f"`{flow[:40]}` is no flow of trade", "flows are Import and Export, or M and X")
            return
        reporter, partner = (self._partner(row, who) for who in ("reporter", "partner"))
        when, amount = self._when(row), self._amount(row)
        if reporter is None or partner is None or when is None or amount is None:
            return
        if "union" in {reporter.place, partner.place}:
            self.left_out["unions"] += 1
            return
        self._put(
            row,
            (_FLOWS[flow], code, when[0], reporter.place, partner.place, partner.printed),
            reporter,
            when[1],
            amount,
        )

    def _put(self, row: Row, key: Key, reporter: _Partner, month: int, amount: Decimal | str) -> None:
        statistic, code, year, place, partner, _ = key
        if statistic == EXPORTS and partner != WORLD:
            self.left_out["exports-by-partner"] += 1
            return
        if statistic == EXPORTS:
            key = statistic, code, year, "", place, reporter.printed
        elif self._importers is not None and place not in self._importers:
            self.left_out["other-importers"] += 1
            return
        months = self._amounts.setdefault(key, {})
        if month in months or (months and (0 in months or month == 0)):
            before = months.get(month) or next(iter(months.values()))
            message = f"the same trade stands twice, first on line {before[2].line}"
            if month not in months:
                message = f"a whole year stands beside its months, first on line {before[2].line}"
            self._faults.append(Fault(self._path, row.line, "duplicate", message, "keep one of the two"))
            return
        months[month] = (amount if isinstance(amount, Decimal) else None, self._path, row)

    def _code(self, row: Row) -> str | None:
        """The code, if it is wanted."""
        code = self._cell(row, "code").replace(".", "")
        code = code.zfill(6) if len(code) == 5 else code
        if code not in self._codes.good_of:
            return None
        kind = self._cell(row, "classification")
        if kind and not kind.upper().startswith("H"):
            self._fault(row, f"`{kind[:40]}` is not the Harmonized System", "download trade by its codes")
            return None
        return code

    def _partner(self, row: Row, who: str) -> _Partner | None:
        number, letters, name = (self._cell(row, each) for each in (f"{who}_number", f"{who}_letters", who))
        printed = name or letters or number
        if is_formula(printed):
            self._fault(row, f"`{printed[:40]}` is a formula", "give the file as downloaded")
            return None
        if number.isdigit() and not number.strip("0"):
            return _Partner(WORLD, printed)
        place = place_of(number) if number else _by_letters(letters)
        if place is None and _UNION.fullmatch(name):
            place = "union"
        if place is None and not number and not letters:
            place = find_place(name)
        if place is None:
            message = f"`{(number or letters)[:40]}` is no place" + (f" (`{name[:40]}`)" if name else "")
            advice = "places are numbers or letters of UN Comtrade's list of areas"
            self._faults.append(Fault(self._path, row.line, "unknown-place", message, advice))
            return None
        return _Partner(place, printed)

    def _when(self, row: Row) -> tuple[int, int] | None:
        """Year and month; the month is 0 for a whole year."""
        year, period = self._cell(row, "year"), self._cell(row, "period")
        if not (year.isascii() and year.isdigit() and 1980 <= int(year) <= 2100):
            self._fault(row, f"`{year[:40]}` is no year", "write it in four digits")
            return None
        if period in {"", year}:
            return int(year), 0
        if not re.fullmatch(r"\d{6}", period, re.ASCII) or period[:4] != year or not 1 <= int(period[4:]) <= 12:
            self._fault(row, f"`{period[:40]}` is no month of {year}", "a month is written such as `202301`")
            return None
        return int(year), int(period[4:])

    def _amount(self, row: Row) -> Decimal | str | None:
        """The value; an empty text if it is not told; None if it cannot be read."""
        value = self._cell(row, "value")
        if not value:
            return ""
        if _VALUE.fullmatch(value):
            return Decimal(value)
        if value.startswith("-") and _VALUE.fullmatch(value[1:]):
            self._fault(row, f"the value `{value}` is negative", "a flow is at least 0")
        else:
            what = "a formula" if is_formula(value) else "no value"
            self._fault(row, f"`{value[:40]}` is {what}", "a value is a number of dollars")
        return None

    def _fault(self, row: Row, message: str, advice: str) -> None:
        self._faults.append(Fault(self._path, row.line, "bad-value", message, advice))

    def into(self, flows: Flows, *, rows_told: bool) -> None:
        """Add up what was read.

        Args:
            flows: where the sums go.
            rows_told: whether rows are named, which only one file leaves no doubt about.
        """
        shared = {key[:4] for key in self._amounts if key[4] != WORLD}
        for key, months in self._amounts.items():
            statistic, code, year, importer, place, printed = key
            if statistic == IMPORTS and key[:4] not in shared:
                self.left_out["only-world"] += 1
                continue
            self.found.add(code)
            good = self._codes.good_of[code]
            told = [TAIWAN_NOTE] if place == "TW" else []
            if 0 not in months and len(months) < 12:
                told.append(f"only months {', '.join(map(str, sorted(months)))}")
            for amount, _, row in months.values():
                number = row.number if rows_told else None
                at = place, printed
                flows.add(statistic, good, year, at, amount, row=number, importer=importer, note="; ".join(told))


def _by_letters(letters: str) -> str | None:
    if letters in _OWN_LETTERS:
        return _OWN_LETTERS[letters]
    if letters and not (len(letters) == 3 and letters.isalpha()):
        return OTHER  # `_X`, `XX`, `E19`, `R20`: areas that are not named
    return by_letters(letters)
