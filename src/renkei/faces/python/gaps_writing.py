"""How the answer to `gaps` is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from renkei.faces.python.reply import Look, Writer, as_text
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from renkei.report.blocks import Document
    from renkei.report.gap_report import GapReport

FORMS = ("text", "json", "csv", "xlsx", "md", "html")

TEXT_WIDTH = 110
"""Columns at most that the text takes."""


@dataclass(frozen=True)
class GapsWriter(Writer):
    """Writes the differences between regimes."""

    report: GapReport
    forms = FORMS
    documented = True

    def plain(self, lang: Lang) -> Any:
        """The answer as plain values, with the words in both languages."""
        from renkei.report.gap_data import gap_json

        del lang
        return gap_json(self.report, {"en": Words("en"), "ja": Words("ja")})

    def written(self, form: str, look: Look) -> str | bytes:
        """The answer in one of its forms."""
        if form == "json":
            return as_text(self.plain(look.lang))
        if form in {"csv", "xlsx"}:
            return self._rows(form, look.words)
        from renkei.report.written import written

        document = self.document(look, figures=form == "html")
        return written(document, form, width=min(look.width, TEXT_WIDTH), color=look.color)

    def _rows(self, form: str, words: Words) -> str | bytes:
        if self.report.alignments:
            raise no_timeline(form)
        if form == "xlsx":
            from renkei.report.gap_workbook import gap_workbook

            return gap_workbook(self.report, words)
        from renkei.report.gap_data import FIELDS, gap_rows
        from renkei.report.tabular import rows_csv

        return rows_csv(gap_rows(self.report, words), FIELDS)

    def document(self, look: Look, *, figures: bool = True) -> Document:
        """The answer as a document of blocks."""
        from renkei.report.gap_outline import gap_document

        return gap_document(self.report, look.words, figures=figures)

    def news(self, words: Words) -> list[str]:
        """What became of the differences of a saved answer, in lines; none if there was none."""
        from renkei.report.gap_news import news_counts, news_lines

        news = self.report.news
        return [news_counts(news, words), *news_lines(news, words, self.report.book)] if news else []

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, and what is not modelled, as sentences."""
        from renkei.desk.license import general_caveats
        from renkei.report.licensing import caveat_words

        return [caveat_words(each, look.words) for each in general_caveats(self.report.rules)]


def no_timeline(form: str) -> BadOption:
    """That a form has no room for a timeline."""
    message = f"a timeline is not written as {form}"
    return BadOption(message, "leave out `--since`, or choose text, json, md or html")
