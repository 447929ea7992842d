"""How the answer to `shock` is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from renkei.desk.shock import ShockAnswer, SweepAnswer
from renkei.faces.python.reply import Look, Writer, as_text
from renkei.ground.languages import Lang

if TYPE_CHECKING:
    from renkei.report.blocks import Document

FORMS = ("text", "json", "csv", "md", "html")

TEXT_WIDTH = 110
"""Columns at most that the text takes."""


@dataclass(frozen=True)
class ShockWriter(Writer):
    """Writes what is lost; a text tells the most of it, unless everything is to be told.

    Attributes:
        each: the steps of time in JSON and CSV.
    """

    asked: ShockAnswer
    each: Literal["day", "week"]
    forms = FORMS
    documented = True

    def plain(self, lang: Lang) -> Any:
        """The answer as plain values."""
        from renkei.report.shock_data import shock_json

        del lang
        return shock_json(self.asked, self.each)

    def written(self, form: str, look: Look) -> str | bytes:
        """The answer in one of its forms."""
        if form == "json":
            return as_text(self.plain(look.lang))
        if form == "csv":
            from renkei.report.shock_data import FIELDS, shock_rows
            from renkei.report.tabular import rows_csv

            return rows_csv(shock_rows(self.asked, self.each), FIELDS)
        return _document_written(self._document(look, figures=form == "html", everything=form != "text"), form, look)

    def document(self, look: Look) -> Document:
        """The answer as a document of blocks."""
        return self._document(look, figures=True, everything=True)

    def _document(self, look: Look, *, figures: bool, everything: bool) -> Document:
        from renkei.report.shock_outline import shock_document

        return shock_document(self.asked, look.words, figures=figures, everything=everything)

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, as sentences."""
        return _notes(self.asked, look)


@dataclass(frozen=True)
class SweepWriter(Writer):
    """Writes what each cut of a sweep does."""

    asked: SweepAnswer
    forms = FORMS
    documented = True

    def plain(self, lang: Lang) -> Any:
        """The sweep as plain values."""
        from renkei.report.shock_data import sweep_json

        del lang
        return sweep_json(self.asked)

    def written(self, form: str, look: Look) -> str | bytes:
        """The sweep in one of its forms."""
        if form == "json":
            return as_text(self.plain(look.lang))
        if form == "csv":
            from renkei.report.shock_data import SWEEP_FIELDS, sweep_rows
            from renkei.report.tabular import rows_csv

            return rows_csv(sweep_rows(self.asked), SWEEP_FIELDS)
        return _document_written(self._document(look, everything=form != "text"), form, look)

    def document(self, look: Look) -> Document:
        """The sweep as a document of blocks."""
        return self._document(look, everything=True)

    def _document(self, look: Look, *, everything: bool) -> Document:
        from renkei.report.shock_sweep import sweep_document

        return sweep_document(self.asked, look.words, everything=everything)

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, as sentences."""
        return _notes(self.asked, look)


def _document_written(document: Document, form: str, look: Look) -> str | bytes:
    from renkei.report.written import written

    return written(document, form, width=min(look.width, TEXT_WIDTH), color=look.color)


def _notes(answer: ShockAnswer | SweepAnswer, look: Look) -> list[str]:
    from renkei.report.shock_words import ShockWords

    said = ShockWords(answer, look.words)
    return [said.caveat(each) for each in answer.caveats]
