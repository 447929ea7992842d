"""What a heading of a spreadsheet, or a name at the prompt, stands for: an attribute, and the unit of its column."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from renkei.controls.rulebook import Rulebook
from renkei.controls.spelling import folded
from renkei.ground.errors import BadInput

SPECIAL: dict[str, tuple[str, ...]] = {
    "item": (
        "item",
        "product",
        "model",
        "name",
        "part number",
        "品名",
        "型番",
        "型式",
        "品目",
        "製品",
        "製品名",
        "貨物名",
        "品番",
    ),
    "goods": ("goods", "kind", "kind of goods", "type of goods", "貨物の種類", "種類", "区分", "品目分類"),
    "of_goods": ("of goods", "for goods", "made for", "対象貨物", "対象の貨物", "用途貨物"),
    "destination": ("destination", "to", "ship to", "country of destination", "仕向地", "仕向国", "輸出先"),
    "headquarters": ("headquarters", "hq", "ultimate parent", "本社所在地", "本社", "最終親会社の所在地"),
}
"""Columns that are no attributes of goods, with the headings they go by."""

_UNIT = re.compile(r"^(?P<name>.*?)\s*[(\[【〔](?P<unit>[^()\[\]]+(?:\([^)]*\))?)[)\]】〕]\s*$")


class UnknownHeading(BadInput):
    """A heading that stands for nothing the rules read."""

    code = "unknown-column"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading stands for.

    Attributes:
        written: as it stands in the file.
        names: the attributes it may stand for, depending on the kind of goods; or one word of SPECIAL.
        unit: the unit in the heading, if it names one.
        ignored: it begins with `#`: a remark for people.
    """

    written: str
    names: tuple[str, ...]
    unit: str | None = None
    ignored: bool = False


class Headings:
    """Every heading the rules understand, in English and Japanese."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book

    @cached_property
    def _by_spelling(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for name, spellings in SPECIAL.items():
            for each in (name, *spellings):
                found.setdefault(folded(each), {})[name] = None
        for name, attribute in self._book.attributes.items():
            for each in (name, *attribute.names.values(), *attribute.also):
                found.setdefault(folded(each), {})[name] = None
        exact = {folded(name): (name,) for name in (*self._book.attributes, *SPECIAL)}
        return {key: tuple(names) for key, names in found.items()} | exact

    def read(self, written: str) -> Heading:
        """What a heading stands for.

        Raises:
            UnknownHeading: if nothing is called so, or its unit cannot be.
        """
        text = unicodedata.normalize("NFKC", written).strip()
        if text.startswith("#"):
            return Heading(written, (), ignored=True)
        found = self._by_spelling.get(folded(text))
        if found:
            return Heading(written, found)
        match = _UNIT.match(text)
        found = self._by_spelling.get(folded(match["name"])) if match else None
        if match and found:
            return self._with_unit(written, found, match["unit"].strip())
        message = f"no figure is called `{written}`"
        raise UnknownHeading(message, self._advice(text))

    def _with_unit(self, written: str, names: tuple[str, ...], text: str) -> Heading:
        if text in {"-", "1"}:
            return Heading(written, names)
        unit = self._book.units.named(text)
        fitting = tuple(name for name in names if self._fits(name, unit.symbol)) if unit else ()
        if unit is None or not fitting:
            wanted = [self._book.attributes[n].unit for n in names if n in self._book.attributes]
            message = f"`{written}` cannot be in `{text}`"
            raise UnknownHeading(
                message, f"give it in {wanted[0]}" if wanted and wanted[0] != "1" else "leave the unit out"
            )
        return Heading(written, fitting, unit.symbol)

    def _fits(self, name: str, symbol: str) -> bool:
        attribute = self._book.attributes.get(name)
        if attribute is None or attribute.unit == "1":
            return False
        units = self._book.units.by_symbol
        return units[attribute.unit].dimension == units[symbol].dimension

    def _advice(self, text: str) -> str:
        near = get_close_matches(folded(text), list(self._by_spelling), n=1, cutoff=0.75)
        ignored = "to have a column ignored, begin its heading with `#`"
        if near:
            return f"did you mean `{self._by_spelling[near[0]][0]}`? {ignored[:1].upper()}{ignored[1:]}"
        return f"`renkei license --template KIND` writes a sheet with the headings; {ignored}"
