"""What every question replies: typed rows, and the answer in every form it can be written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar, cast

from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from typing import Unpack

    import polars as pl

    from renkei.report.blocks import Document
    from renkei.report.sheets import Sheet

RowT = TypeVar("RowT")

ENDINGS = {"text": "txt"}
"""How a file ends where its ending is not the name of its form."""


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer is to look.

    Attributes:
        lang: its language.
        era: write Japanese days with the era as well.
        both_scripts: write names of people and forums in both scripts.
        sources: list the rows and addresses an answer of the record rests on.
        everything: of `license`, tell the conditions of every paragraph that is still open.
        width: columns of a text.
        color: whether a text has color.
    """

    lang: Lang = "en"
    era: bool = False
    both_scripts: bool = False
    sources: bool = False
    everything: bool = False
    width: int = 100
    color: bool = False

    @property
    def words(self) -> Words:
        """The words of the language."""
        return Words(self.lang, era=self.era, both=self.both_scripts)


class Looks(TypedDict, total=False):
    """The parts of a `Look` but the language."""

    era: bool
    both_scripts: bool
    sources: bool
    everything: bool
    width: int
    color: bool


class Writer:
    """Writes the answer to one question.

    Attributes:
        forms: the forms it can be written in.
        documented: whether it makes a document of blocks.
    """

    forms: tuple[str, ...] = ("text", "json", "csv", "md")
    documented: bool = False

    def plain(self, lang: Lang) -> Any:
        """The answer as plain values."""
        raise NotImplementedError

    def written(self, form: str, look: Look) -> str | bytes:
        """The answer in one of its forms."""
        raise NotImplementedError

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as plain values."""
        return list(self.plain("en")["answer"])

    def columns(self) -> tuple[str, ...]:
        """The names of a row's values where they are known without a row."""
        return ()

    def document(self, look: Look) -> Document:
        """The answer as a document of blocks."""
        raise NotImplementedError

    def table(self, look: Look) -> Sheet | None:
        """The answer as a table of words; None: it is shown as its text."""
        del look
        return None

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, as sentences."""
        del look
        return []


@dataclass(frozen=True)
class Reply(Generic[RowT]):
    """The reply to one question.

    Attributes:
        question: the question's word.
        as_of: the day it was asked for; of `lint`, which knows none, today.
        known_on: the second clock, if it was set.
        rows: the answer itself, typed.
        answer: what the desk said, with all that the rows rest on.
        writer: writes it.
    """

    question: str
    as_of: date
    known_on: date | None
    rows: tuple[RowT, ...]
    answer: Any = field(repr=False, compare=False)
    writer: Writer = field(repr=False, compare=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms this answer can be written in."""
        return self.writer.forms

    @cached_property
    def _plain(self) -> Any:
        return self.writer.plain("en")

    def _part(self, name: str, otherwise: Any) -> Any:
        return self._plain.get(name, otherwise) if isinstance(self._plain, dict) else otherwise

    @property
    def summary(self) -> Any:
        """Figures over all rows, as `to_json` has them."""
        return self._part("summary", {})

    @property
    def sources(self) -> tuple[dict[str, Any], ...]:
        """What the answer rests on, each with an address and how well it is checked, as `to_json` has it."""
        return tuple(self._part("sources", ()))

    @property
    def caveats(self) -> tuple[dict[str, Any], ...]:
        """What to bear in mind, by code, as `to_json` has it; `notes` words it."""
        return tuple(self._part("caveats", ()))

    def notes(self, lang: Lang = "en") -> list[str]:
        """What to bear in mind, and what is not modelled, as sentences."""
        return self.writer.notes(Look(lang))

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain values: days as text such as `2023-10-15`, texts as `{"en": …, "ja": …}`."""
        return self.writer.dicts()

    def to_polars(self) -> pl.DataFrame:
        """The rows as a Polars table.

        A text in both languages becomes the columns `name.en` and `name.ja`; a list of words stays a list; anything
        else that is nested becomes JSON text. Days are text. A column of which no row says anything has no type.
        """
        from renkei.desk.frames import frame

        return frame(self.to_dicts(), self.writer.columns())

    def to_json(self, lang: Lang = "en") -> Any:
        """The plain values that `--format json` prints; `lang` matters to those of `update` alone."""
        return self._plain if lang == "en" else self.writer.plain(lang)

    def written(self, form: str, lang: Lang = "en", **look: Unpack[Looks]) -> str | bytes:
        """The answer in a form; `pdf`, `docx`, `xlsx` are bytes.

        Raises:
            BadOption: if this answer is not written so.
        """
        return self.looking(form, Look(lang, **look))

    def looking(self, form: str, look: Look) -> str | bytes:
        """The answer in a form, looking as wanted.

        Raises:
            BadOption: if this answer is not written so.
        """
        if form not in self.forms:
            message = f"`{self.question}` is not written as {form}"
            raise BadOption(message, f"choose {', '.join(self.forms[:-1])} or {self.forms[-1]}")
        return self.writer.written(form, look)

    def text(self, lang: Lang = "en", **look: Unpack[Looks]) -> str:
        """The answer as text, `width` columns wide."""
        return cast("str", self.written("text", lang, **look))

    def json(self, lang: Lang = "en") -> str:
        """The answer as JSON."""
        return cast("str", self.written("json", lang))

    def csv(self, lang: Lang = "en") -> str:
        """The rows as CSV. Cells that a spreadsheet would take for a formula are led by an apostrophe."""
        return cast("str", self.written("csv", lang))

    def markdown(self, lang: Lang = "en", **look: Unpack[Looks]) -> str:
        """The answer as Markdown."""
        return cast("str", self.written("md", lang, **look))

    def html(self, lang: Lang = "en", **look: Unpack[Looks]) -> str:
        """The answer as a web page in one file, which asks nothing of the network."""
        return cast("str", self.written("html", lang, **look))

    def pdf(self, lang: Lang = "en", **look: Unpack[Looks]) -> bytes:
        """The answer as PDF."""
        return cast("bytes", self.written("pdf", lang, **look))

    def docx(self, lang: Lang = "en", **look: Unpack[Looks]) -> bytes:
        """The answer as a Word document."""
        return cast("bytes", self.written("docx", lang, **look))

    def xlsx(self, lang: Lang = "en") -> bytes:
        """The answer as a workbook."""
        return cast("bytes", self.written("xlsx", lang))

    def document(self, lang: Lang = "en", **look: Unpack[Looks]) -> Document:
        """The answer as a document of blocks, for those who write forms of their own.

        Raises:
            BadOption: if this answer is no document.
        """
        if not self.writer.documented:
            message = f"`{self.question}` makes no document"
            raise BadOption(message, f"choose {', '.join(self.forms[:-1])} or {self.forms[-1]}")
        return self.writer.document(Look(lang, **look))

    def save(self, file: str | Path, lang: Lang = "en", **look: Unpack[Looks]) -> Path:
        """Write the answer into a file, whole or not at all, in the form that its ending names.

        Raises:
            BadOption: if its ending names no form of this answer.
            CannotWrite: if the file cannot be written.
        """
        from renkei.ground.whole_files import whole_file

        path = Path(file)
        forms: Mapping[str, str] = {ENDINGS.get(form, form): form for form in self.forms}
        ending = path.suffix.removeprefix(".")
        if ending not in forms:
            message = f"no format is called `{ending}`"
            raise BadOption(message, f"end the file in {', '.join(f'`.{each}`' for each in forms)}")
        content = self.written(forms[ending], lang, **look)
        with whole_file(path) as beside:
            beside.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def _repr_html_(self) -> str:
        from renkei.faces.python.notebook import as_cell

        look = Look()
        return as_cell(self.writer.table(look), lambda: self.text(width=110))


def as_text(value: Any) -> str:
    """Plain values as JSON, Japanese readable."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
