"""How the answer to `license` is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from renkei.desk.license import LicenseAnswer
from renkei.faces.python.reply import Look, Writer, as_text
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from renkei.report.sheets import Sheet

FORMS = ("text", "json", "csv", "xlsx")
"""The forms of an answer with every reason; a file of any length is written as CSV or Parquet as well."""

MOST_COMPARED = 500
"""Items of one comparison table, which sets every paragraph of their kind beside each."""


@dataclass(frozen=True)
class LicenseWriter(Writer):
    """Writes the answer with every reason.

    Attributes:
        single: whether one item was asked about by itself, of which all conditions may be told.
    """

    asked: LicenseAnswer
    single: bool
    forms = FORMS

    def plain(self, lang: Lang) -> Any:
        """The answer as plain values, with the words in both languages."""
        from renkei.report.license_data import license_json

        del lang
        return license_json(self.asked, {"en": Words("en"), "ja": Words("ja")})

    def written(self, form: str, look: Look) -> str | bytes:
        """The answer in one of its forms."""
        if form == "json":
            return as_text(self.plain(look.lang))
        if form == "xlsx":
            return self._workbook(look.words)
        if form == "csv":
            from renkei.report.license_data import license_rows
            from renkei.report.tabular import rows_csv

            return rows_csv(license_rows(self.asked, look.words))
        from renkei.report.licensing import license_text

        everything = look.everything and self.single
        return license_text(self.asked, look.words, width=look.width, color=look.color, everything=everything)

    def _workbook(self, words: Words) -> bytes:
        from renkei.report.comparison import comparison_table

        if len(self.asked.rows) > MOST_COMPARED * len(self.asked.rules):
            message = f"a comparison table of more than {MOST_COMPARED} items would take too long"
            raise BadOption(message, "split the file, or write the answer as CSV or Parquet")
        return comparison_table(self.asked, words)

    def table(self, look: Look) -> Sheet:
        """The answer as a table of words."""
        from renkei.report.license_data import license_rows
        from renkei.report.sheets import Sheet

        shown = ("item", "regime", "status", "provisions", "license", "policy", "missing")
        words = look.words
        rows = tuple(tuple(row[name] for name in shown) for row in license_rows(self.asked, words))
        heads = tuple(words(f"license.columns.{name}") for name in shown)
        return Sheet(words("license.title", day=self.asked.as_of), heads, rows, notes=tuple(self.notes(look)))

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, and what is not modelled, as sentences."""
        from renkei.report.licensing import LicenseWords

        return LicenseWords(self.asked, look.words).caveats()
