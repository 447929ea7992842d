"""`template`: an empty sheet for a kind of goods, to be filled in and asked about with `license`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from renkei.controls.loading import built_in
from renkei.controls.rulebook import Rulebook
from renkei.faces.python.given import day_of
from renkei.faces.python.reply import Look, Reply, Writer
from renkei.faces.python.saying import Says, question
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang


@dataclass(frozen=True)
class TemplateWriter(Writer):
    """Writes an empty sheet."""

    book: Rulebook
    kind: str
    forms = ("csv", "xlsx")

    def plain(self, lang: Lang) -> Any:
        """The headings."""
        return {
            "question": "template",
            "goods": self.kind,
            "answer": [{"heading": each} for each in self.headings(lang)],
        }

    def headings(self, lang: Lang) -> list[str]:
        """The headings of the sheet, with units."""
        import csv

        return next(csv.reader(str(self.written("csv", Look(lang))).splitlines()))

    def written(self, form: str, look: Look) -> str | bytes:
        """The sheet as CSV or as a workbook that explains its columns."""
        from renkei.report.template import template_csv, template_xlsx

        make = template_xlsx if form == "xlsx" else template_csv
        return make(self.book, self.kind, look.words)


@question
def template(
    goods: Annotated[str, Says("The kind of goods, by its name or id.")],
) -> Reply[str]:
    """An empty sheet for a kind of goods: `csv`, or `xlsx` with an explanation of every column. The rows are headings.

    Raises:
        BadCell: if there is no such kind of goods.
        BadOption: if none is named.
    """
    from renkei.controls.cells import read_kind

    book = built_in()
    found = read_kind(goods, book)
    if found is None:
        message = "no kind of goods is named"
        raise BadOption(message, "`renkei license --template list` lists the kinds")
    writer = TemplateWriter(book, found)
    today: date = day_of(None)
    return Reply("template", today, None, tuple(writer.headings("en")), found, writer)
