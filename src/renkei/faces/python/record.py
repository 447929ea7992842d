"""The record as the questions about it see it, and how their answers are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from renkei.desk.answers import Answer
from renkei.faces.python.given import day_of, day_or_none
from renkei.faces.python.progress import progress
from renkei.faces.python.reply import Look, Reply, Writer
from renkei.faces.python.saying import Day
from renkei.ground.languages import Lang
from renkei.record.files import read_folder
from renkei.record.keeping import Record, lay_over, load
from renkei.record.knowing import View

if TYPE_CHECKING:
    from renkei.report.sheets import Sheet

RowT = TypeVar("RowT")


@cache
def built_in() -> Record:
    """The built-in record, read once."""
    return load()


def record_of(data: str | Path | None) -> Record:
    """The built-in record, with the caller's own laid over it.

    Raises:
        BadRecord: if a file of it cannot be used.
        BadInput: if it is no record.
    """
    return built_in() if data is None else lay_over(built_in(), read_folder(Path(data), progress("reading")))


def view_of(record: Record, as_of: Day | None, known_on: Day | None, recorded_by: Day | None) -> View:
    """The record as of the day asked for.

    Raises:
        BadDay: if one of the days is none.
    """
    known, recorded = day_or_none(known_on), day_or_none(recorded_by)
    return View(record, day_of(as_of), known, recorded)


def known_id(record: Record, table: str, word: str | None) -> str | None:
    """The id behind a caller's word, if one was given.

    Raises:
        UnknownWord: if the table has no such row.
    """
    return record.known(table, word) if word is not None else None


@dataclass(frozen=True)
class RecordWriter(Writer):
    """Writes an answer of the record.

    Attributes:
        kind: which table of words it is; None: that of its question.
        options: what this table needs besides.
    """

    asked: Answer[Any]
    record: Record
    kind: str | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def plain(self, lang: Lang) -> Any:
        """The answer as plain values."""
        del lang
        return self.asked.as_json()

    def written(self, form: str, look: Look) -> str | bytes:
        """The answer in one of its forms."""
        from renkei.report import plain_text, tabular

        if form == "json":
            return tabular.as_json(self.asked.as_json())
        if form == "csv":
            return tabular.answer_csv(self.asked)
        made = self.table(look)
        return (
            plain_text.markdown(made) if form == "md" else plain_text.terminal(made, width=look.width, color=look.color)
        )

    def table(self, look: Look) -> Sheet:
        """The answer as a table of words."""
        from renkei.report import sheets
        from renkei.report.naming import Names

        words = look.words
        names = Names(self.record, words)
        kind = {} if self.kind is None else {"kind": self.kind}
        made = sheets.sheet(self.asked, words, names, **kind, **self.options)
        return sheets.with_sources(made, self.asked, words, names) if look.sources else made

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, as sentences."""
        from renkei.report.sheets import caveat_lines

        return list(caveat_lines(self.asked, look.words))


def reply_of(answer: Answer[RowT], record: Record, kind: str | None = None, **options: Any) -> Reply[RowT]:
    """The reply that an answer of the record makes."""
    writer = RecordWriter(answer, record, kind, options)
    return Reply(answer.question, answer.as_of, answer.known_on, answer.rows, answer, writer)
