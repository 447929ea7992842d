"""One sheet of a comparison table in the making, written from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from renkei import __version__
from renkei.desk.license import LicenseRow
from renkei.report.comparison_rows import Row
from renkei.report.comparison_style import (
    ACCENT,
    LABEL,
    MOST_CHARACTERS,
    PALE,
    QUIET,
    TALLEST,
    TINTS,
    WHITE,
    Look,
    Styles,
    clean,
    single,
    uncoded,
)
from renkei.report.comparison_words import NOTHING, BothLanguages, Pair, pieces

COLUMNS = ("paragraph", "condition", "bound", "figure", "result", "remark", "source", "since")
WIDTHS = (19, 58, 16, 16, 16, 36, 38, 12)

Span = tuple[int, int]
"""The first and the last of some columns."""

_BAND = {"bold": True, "bg_color": PALE, "font_color": ACCENT, "top": 2, "top_color": ACCENT}
_ROWS: dict[str, dict[str, Any]] = {"band": _BAND, "paragraph": {"bold": True}, "condition": {}}


class Sheet:
    """A sheet with its columns, its headings and, where it is signed, the space for that."""

    def __init__(self, book: Any, name: str, widths: Sequence[int], says: BothLanguages, styles: Styles) -> None:
        self._says, self._styles, self._widths = says, styles, tuple(widths)
        self._looks: dict[tuple[str, str, int], tuple[Look, ...]] = {}
        self._tall = 0.0
        self.raw = book.add_worksheet(name)
        for column, width in enumerate(widths):
            self.raw.set_column(column, column, width)
        self.raw.hide_gridlines(2)
        self.raw.set_landscape()
        self.raw.set_paper(9)
        self.raw.fit_to_pages(1, 0)
        self.raw.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
        day = says.answer.as_of.isoformat()
        self.raw.set_footer(f"&L&8Renkei {__version__} · {says.answer.book.hash[:12]} · {day}&C&8&A&R&8&P / &N")
        self.raw.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def title(self, text: str) -> None:
        """The first row, across all columns."""
        self.raw.set_row(0, 26)
        look = self._styles.look(
            bold=True, font_size=14, font_color=ACCENT, border=0, text_wrap=False, valign="vcenter"
        )
        self.raw.write_string(0, 0, single(clean(text)[:MOST_CHARACTERS], look), look.cell)

    def headings(self, at: int, names: Sequence[str], fixed: int) -> None:
        """The headings of the columns; they and the first `fixed` columns stay in sight."""
        look = self._styles.look(bold=True, bg_color=ACCENT, font_color=WHITE, valign="vcenter")
        for column, name in enumerate(names):
            self.put(at, column, self._says.both(f"comparison.{name}"), look)
        self.fit(at)
        self.raw.freeze_panes(at + 1, fixed)
        self.raw.repeat_rows(at)

    def fields(self, at: int, fields: Sequence[tuple[str, Pair, Span, Span]]) -> None:
        """A row of labels with what stands beside them."""
        label = self._styles.look(**LABEL)
        for name, pair, where, box in fields:
            self.merged(at, where, self._says.both(f"comparison.{name}"), label)
            self.merged(at, box, pair, self._styles.look(valign="vcenter", bold=name == "item"))
        self.fit(at, 30)

    def row(self, at: int, row: Row, first: int) -> None:
        """A row of the comparison, from column `first` on."""
        for place, (pair, look) in enumerate(zip(row.cells, self._row_looks(row), strict=True), first):
            self.put(at, place, pair, look)
        self.fit(at)

    def continued(self, row: Row) -> Iterator[Row]:
        """The row; what of its remark is taller than a row can be follows in rows of its own."""
        look, width = self._row_looks(row)[COLUMNS.index("remark")], WIDTHS[COLUMNS.index("remark")]
        first, *more = pieces(row.remark, lambda pair: self._styles.written(pair, width, look).tall <= TALLEST)
        yield replace(row, remark=first) if more else row
        for piece in more:
            yield Row("condition", (row.paragraph[0],) * 2, NOTHING, remark=piece)

    def _row_looks(self, row: Row) -> tuple[Look, ...]:
        key = row.style, row.tone, row.depth
        if key not in self._looks:
            self._looks[key] = tuple(self._styles.look(**_row_look(row, name)) for name in COLUMNS)
        return self._looks[key]

    def ending(self, at: int, spans: Sequence[Span], rows: Sequence[LicenseRow]) -> None:
        """The space to sign, the legend and what to bear in mind."""
        says, styles = self._says, self._styles
        for name, span in zip(("sign_off", "prepared", "checked", "approved"), spans, strict=True):
            self.merged(at, span, says.both(f"comparison.{name}"), styles.look(**LABEL, bold=True))
        self.fit(at)
        for name, height in (("department", 32), ("name", 32), ("signature", 52), ("date", 32)):
            at += 1
            self.merged(at, spans[0], says.both(f"comparison.{name}"), styles.look(**LABEL))
            for span in spans[1:]:
                self.merged(at, span, NOTHING, styles.look())
            self.fit(at, height)
        at += 2
        legend = [
            says.both(f"comparison.legend_{each}") for each in ("met", "not_met", "missing", "judge", "other", "all")
        ]
        head = styles.look(bold=True, font_color=ACCENT, border=0, text_wrap=False)
        for name, lines in (("legend", legend), ("caveats", says.caveats(rows))):
            self.raw.write_string(at, 0, " ".join(says.both(f"comparison.{name}")), head.cell)
            for pair in lines:
                at += 1
                self.merged(at, (0, len(self._widths) - 1), pair, styles.look(border=0, font_size=9))
                self.fit(at)
            at += 2

    def merged(self, at: int, span: Span, pair: Pair, look: Look) -> None:
        """A text over several columns."""
        if span[0] != span[1]:
            self.raw.merge_range(at, span[0], at, span[1], "", look.cell)
        self._write(at, span[0], pair, sum(self._widths[span[0] : span[1] + 1]), look)

    def put(self, at: int, column: int, pair: Pair, look: Look) -> None:
        """A text in both languages."""
        self._write(at, column, pair, self._widths[column], look)

    def link(self, at: int, column: int, target: str, text: str, look: Look) -> None:
        """A short text that leads to another sheet; a long one would not be wrapped everywhere."""
        self.raw.write_url(at, column, target, look.cell, text)

    def _write(self, at: int, column: int, pair: Pair, width: int, look: Look) -> None:
        """Always as text, never as a formula."""
        written = self._styles.written(pair, width, look)
        if written.tall > self._tall:
            self._tall = written.tall
        if written.parts:
            runs = zip(look.runs, map(uncoded, written.parts), strict=True)
            parts = [part for run, texts in runs for text in texts for part in (run, text)]
            self.raw.write_rich_string(at, column, *parts, look.cell)
        elif written.text:
            self.raw.write_string(at, column, written.text, look.cell)
        else:
            self.raw.write_blank(at, column, None, look.cell)

    def fit(self, at: int, least: float = 0) -> None:
        """Give a row, now that its cells are written, the height they need."""
        self.raw.set_row(at, min(TALLEST, round(max(self._tall, least), 1)))
        self._tall = 0.0


def _row_look(row: Row, name: str) -> dict[str, Any]:
    """How one cell of a row looks."""
    look = dict(_ROWS[row.style])
    if name == "result":
        look |= tint(row.tone)
    elif name in {"remark", "source", "since"}:
        look |= {"bold": False, "font_size": 8}
    elif row.style == "condition" and name == "paragraph":
        look |= {"font_color": QUIET, "font_size": 8}
    elif row.style == "condition" and name == "condition":
        look["indent"] = row.depth + 1
    return look


def tint(tone: str) -> dict[str, str]:
    """The ground of a cell by what it says."""
    return {"bg_color": TINTS[tone]} if tone in TINTS else {}
