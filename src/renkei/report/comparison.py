"""The comparison table an exporter files (項目別対比表): every paragraph and threshold beside the item's own figure.

A workbook holds a summary, then one sheet for each item; of very many items, long sheets hold all of them. Every text
stands in both languages, the reader's own first. The same answer gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, groupby
from typing import Any

from renkei import __version__
from renkei.desk.license import LicenseAnswer, LicenseRow
from renkei.ground.words import Words
from renkei.report.comparison_rows import ComparisonRows
from renkei.report.comparison_sheet import COLUMNS, WIDTHS, Sheet, tint
from renkei.report.comparison_style import ACCENT, Styles, clean
from renkei.report.comparison_words import NOTHING, STATUS, BothLanguages, Pair, beside

MOST_SHEETS = 200
"""Up to so many items get a sheet each; more share long sheets."""
MOST_ROWS = 1_048_576
"""Rows an Excel sheet can have; a long sheet that is full is continued on another."""

_SUMMARY = {
    "number": 5,
    "item": 22,
    "goods": 20,
    "route": 18,
    "regime": 14,
    "status": 15,
    "paragraphs": 24,
    "license": 14,
    "policy": 18,
    "missing": 34,
    "judgement": 28,
}
_BEFORE = {"number": 5, "item": 24, "regime": 16}
"""What stands before the other columns on a long sheet."""


def comparison_table(answer: LicenseAnswer, words: Words) -> bytes:
    """The answer as a workbook to be checked, signed and filed."""
    return _Workbook(answer, words).written()


class _Workbook:
    """One workbook in the making; every sheet is written from top to bottom."""

    def __init__(self, answer: LicenseAnswer, words: Words) -> None:
        import xlsxwriter

        self._answer, self._says = answer, BothLanguages(answer, words)
        self._rows = ComparisonRows(self._says)
        self._items = [list(rows) for _, rows in groupby(answer.rows, key=lambda row: id(row.item))]
        self._long = len(self._items) > MOST_SHEETS
        self._out = io.BytesIO()
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book: Any = xlsxwriter.Workbook(
            self._out, {**plain, "constant_memory": self._long, "in_memory": not self._long}
        )
        first, second = self._says.words
        self._styles = Styles(self._book, (first.lang, second.lang))
        day = answer.as_of
        made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, not a moment
        self._title = " · ".join(self._says.both("comparison.title"))
        self._book.set_properties({"title": self._title, "author": "Renkei", "created": made})
        self._names = [] if self._long else [sheet_name(n, rows[0].item.name) for n, rows in enumerate(self._items, 1)]
        self._version = (f"Renkei {__version__} · {answer.book.hash}",) * 2

    def written(self) -> bytes:
        """The bytes of the workbook."""
        self._summary()
        if self._long:
            self._long_sheets()
        else:
            for name, rows in zip(self._names, self._items, strict=True):
                self._item(name, rows)
        self._book.close()
        return self._out.getvalue()

    def _sheet(self, name: str, widths: Sequence[int]) -> Sheet:
        return Sheet(self._book, name, widths, self._says, self._styles)

    def _summary(self) -> None:
        says, name = self._says, " ".join(self._says.both("comparison.summary"))
        sheet = self._sheet(name, tuple(_SUMMARY.values()))
        sheet.title(f"{self._title} — {name}")
        sheet.fields(1, [("as_of", says.day(), (0, 1), (2, 3)), ("read", says.read(), (4, 5), (6, 10))])
        sheet.fields(2, [("rules", self._version, (0, 1), (2, 10))])
        sheet.headings(3, [*_SUMMARY], 2)
        at = 4
        for number, rows in enumerate(self._items, 1):
            for row in rows:
                self._summary_row(sheet, at, number, row, first=row is rows[0])
                at += 1
        sheet.raw.autofilter(3, 0, at - 1, len(_SUMMARY) - 1)
        sheet.ending(at + 1, ((0, 1), (2, 4), (5, 7), (8, 10)), self._answer.rows)

    def _summary_row(self, sheet: Sheet, at: int, number: int, row: LicenseRow, *, first: bool) -> None:
        line = {"top": 1, "top_color": ACCENT} if first else {}
        for column, (name, (pair, tone)) in enumerate(self._summary_cells(number, row).items()):
            own = {**tint(tone), **line, **({"bold": True} if name in {"item", "status"} else {})}
            sheet.put(at, column, pair, self._styles.look(**own))
            if name == "number" and self._names:
                place = self._names[number - 1].replace("'", "''")
                look = self._styles.look(**own, font_color=ACCENT, underline=1)
                sheet.link(at, column, f"internal:'{place}'!A1", str(number), look)
        sheet.fit(at)

    def _summary_cells(self, number: int, row: LicenseRow) -> dict[str, tuple[Pair, str]]:
        """What the summary says of an item under a regime, and how each cell is tinted."""
        says, found = self._says, row.found
        modelled = found.status != "not modelled"
        route = beside(says.place(row, "destination"), says.place(row, "headquarters"), " / ")
        return {
            "number": ((str(number),) * 2, "plain"),
            "item": ((row.item.name,) * 2, "plain"),
            "goods": (says.kind(row), "plain"),
            "route": (route, "plain"),
            "regime": (says.regime(row), "plain"),
            "status": (says.status(found.status), STATUS[found.status][1]),
            "paragraphs": (says.some(says.deciding(row)), "plain"),
            "license": (says.status(found.license), STATUS[found.license][1]) if modelled else (NOTHING, "plain"),
            "policy": (says.policies(found.requirements), "plain"),
            "missing": (says.some(says.attributes(found.missing)), "plain"),
            "judgement": (says.some(says.attributes(found.judgement)), "plain"),
        }

    def _item(self, name: str, rows: list[LicenseRow]) -> None:
        says, row = self._says, rows[0]
        sheet = self._sheet(name, WIDTHS)
        sheet.title(f"{self._title} — {row.item.name}")
        left, middle, right = ((0, 0), (1, 1)), ((2, 2), (3, 4)), ((5, 5), (6, 7))
        destination, headquarters = (says.place(row, each) for each in ("destination", "headquarters"))
        heads: tuple[tuple[tuple[str, Pair], ...], ...] = (
            (("item", (row.item.name,) * 2), ("destination", destination), ("as_of", says.day())),
            (("goods", says.kind(row)), ("headquarters", headquarters), ("rules", self._version)),
            (("maker", NOTHING), ("document", NOTHING), ("read", says.read())),
        )
        for at, fields in enumerate(heads, 1):
            places = zip(fields, (left, middle, right), strict=True)
            sheet.fields(at, [(field, pair, *place) for (field, pair), place in places])
        sheet.headings(4, COLUMNS, 1)
        at = 5
        for each in (*self._rows.given(row), *(line for one in rows for line in self._rows.compared(one))):
            for part in sheet.continued(each):
                sheet.row(at, part, 0)
                at += 1
        sheet.ending(at + 1, ((0, 0), (1, 1), (2, 4), (5, 7)), rows)

    def _long_sheets(self) -> None:
        """All items below each other, on as many sheets as they need."""
        sheet, at = self._long_sheet(1), 1
        part = 1
        for number, rows in enumerate(self._items, 1):
            for row in rows:
                before = (str(number),) * 2, (row.item.name,) * 2, self._says.regime(row)
                lines = chain(self._rows.given(row) if row is rows[0] else (), self._rows.compared(row))
                for line in chain.from_iterable(map(sheet.continued, lines)):
                    if at == MOST_ROWS:
                        part += 1
                        sheet, at = self._long_sheet(part), 1
                    for column, pair in enumerate(before):
                        sheet.put(at, column, pair, self._styles.look())
                    sheet.row(at, line, len(before))
                    at += 1

    def _long_sheet(self, part: int) -> Sheet:
        name = " ".join(self._says.both("comparison.all_items"))
        sheet = self._sheet(f"{name} {part}", (*_BEFORE.values(), *WIDTHS))
        sheet.headings(0, (*_BEFORE, *COLUMNS), 2)
        return sheet


def sheet_name(number: int, name: str) -> str:
    """A name for an item's sheet: its number, and as much of its name as Excel takes."""
    # The underscore before `x000D_` goes as well: Excel would read it as the character of that number.
    plain = re.sub(r"\s+", " ", re.sub(r"[\[\]:*?/\\]|_(?=x[0-9A-Fa-f]{4}_)", " ", clean(name)))
    kept = f"{number} {plain.strip()}".strip()
    while len(kept.encode("utf-16-le")) // 2 > 31:
        kept = kept[:-1]
    return kept.strip().rstrip("'")
