"""How a comparison table looks: fonts, tints and borders, and how tall a cell must be."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from renkei.report.comparison_words import Pair

MOST_CHARACTERS = 32_767
"""Characters an Excel cell can have."""
TALLEST = 409
"""The height in points an Excel row can have."""

ACCENT, PALE, INK, QUIET, LINE = "#1D4E89", "#E8EEF5", "#1F2A37", "#5B6673", "#CFD5DD"
WHITE = "#FFFFFF"
TINTS = {"bad": "#F8E3E3", "half": "#FBF0D5", "open": "#E0EAF6", "good": "#E3F1E8", "quiet": "#EEF0F2"}
LABEL = {"bg_color": PALE, "font_color": ACCENT, "valign": "vcenter"}
_FONTS = {"en": "Calibri", "ja": "Yu Gothic"}
_LEADING = {"en": 1.3, "ja": 1.6}
"""The height of a line by the size of its letters; lines of Yu Gothic stand far apart."""
_FORBIDDEN = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids, and control characters that it allows but nobody can see."""
_WITHIN_CODE = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Where to part `_x000D_`, which a workbook would otherwise read as the character of that number."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a cell looks.

    Attributes:
        cell: the format of the cell.
        runs: the letters of the first and the second language.
        fonts: the same, as a part of a rich text names them.
        sizes: how large these are.
        spread: how much wider the letters of the first language are than plain ones.
        indent: how far the text stands in, in columns of digits.
    """

    cell: Any
    runs: tuple[Any, Any]
    fonts: Pair
    sizes: tuple[int, int]
    spread: float
    indent: float


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it stands in a cell.

    Attributes:
        text: plain, or as a rich text is written.
        tall: how tall the cell must be.
        parts: what a rich text says in either language, where it is too long to be written so.
    """

    text: str
    tall: float
    parts: Pair | None = None


class Styles:
    """The looks of one workbook, and the cells written in them: each is made once."""

    def __init__(self, book: Any, langs: tuple[str, str]) -> None:
        self._book, self._langs = book, langs
        self._looks: dict[tuple[tuple[str, Any], ...], Look] = {}
        self.written = lru_cache(maxsize=20_000)(self._written)

    def look(self, **own: Any) -> Look:
        """A look by what is particular to it."""
        key = tuple(sorted(own.items()))
        if key not in self._looks:
            self._looks[key] = self._look(own)
        return self._looks[key]

    def _look(self, own: dict[str, Any]) -> Look:
        base = {"font_name": _FONTS[self._langs[0]], "font_size": 10, "font_color": INK}
        ruled = {"text_wrap": True, "valign": "top", "border": 1, "border_color": LINE}
        bold, size, color = bool(own.get("bold")), int(own.get("font_size", 10)), str(own.get("font_color", INK))
        quiet = {"bold": False, "font_size": max(8, size - 1), "font_color": color if color == WHITE else QUIET}
        loud = {"bold": bold, "font_size": size, "font_color": color}
        letters = [{**each, "font_name": _FONTS[lang]} for each, lang in zip((loud, quiet), self._langs, strict=True)]
        return Look(
            cell=self._book.add_format({**base, **ruled, **own}),
            runs=(self._book.add_format(letters[0]), self._book.add_format(letters[1])),
            fonts=(_font(letters[0]), _font(letters[1])),
            sizes=(size, max(8, size - 1)),
            spread=1.06 if bold else 1,
            indent=1.4 * own.get("indent", 0),
        )

    def _written(self, pair: Pair, width: float, look: Look) -> Written:
        """A text in both languages, the second one quieter below the first."""
        first, second = (clean(each)[: MOST_CHARACTERS // 2 - 1] for each in pair)
        tall = self._tall(first, second if second != first else "", width, look)
        if first and second and first != second:
            rich = _part(look.fonts[0], first) + _part(look.fonts[1], f"\n{second}")
            # Written by ourselves, a rich text may have no more characters than a cell, tags included.
            return Written(rich, tall, None if len(rich) <= MOST_CHARACTERS // 2 else (first, f"\n{second}"))
        if second and not first:
            return Written(_part(look.fonts[1], second), tall)
        return Written(single(first, look), tall)

    def _tall(self, first: str, second: str, width: float, look: Look) -> float:
        """How tall a cell must be; wrapped parts and merged cells do not find their height by themselves everywhere."""
        tall, room = 3.0, width - 0.5 - look.indent
        for text, lang, size in zip((first, second), self._langs, look.sizes, strict=True):
            spread = size / 10 * look.spread
            lines = sum(max(1, -(-_wide(part) * spread // room)) for part in text.split("\n")) if text else 0
            tall += lines * size * _LEADING[lang]
        return tall


def _font(letters: dict[str, Any]) -> str:
    """The letters of a part of a rich text, as SpreadsheetML names them."""
    name, color = letters["font_name"], letters["font_color"]
    scheme = '<scheme val="minor"/>' if name == "Calibri" else ""
    return (
        f'<rPr>{"<b/>" if letters["bold"] else ""}<sz val="{letters["font_size"]}"/><color rgb="FF{color[1:]}"/>'
        f'<rFont val="{name}"/><family val="2"/>{scheme}</rPr>'
    )


def single(text: str, look: Look) -> str:
    """A clean text in one language, so written that it is read back as it is."""
    parts = uncoded(text)
    rich = _part(look.fonts[0], text)
    # Taken for a rich one, tags and all; or with codes that overlap, of which the library marks only every other one.
    misread = (text.startswith("<r>") and text.endswith("</r>")) or len(parts) > 1
    return rich if misread and len(rich) <= MOST_CHARACTERS else text


def uncoded(text: str) -> list[str]:
    """A text in parts none of which holds what a workbook reads as the code of a character, such as `_x000D_`."""
    return _WITHIN_CODE.split(text)


def _part(font: str, text: str) -> str:
    """A part of a rich text, as SpreadsheetML writes it."""
    parts = []
    for each in uncoded(text):
        keep = ' xml:space="preserve"' if each != each.strip() else ""
        parts.append(f"<r>{font}<t{keep}>{escape(each, quote=False)}</t></r>")
    return "".join(parts)


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """A text without characters that no workbook can hold."""
    return _FORBIDDEN.sub("", text)


@lru_cache(maxsize=20_000)
def _wide(text: str) -> float:
    """How many columns of digits a text of 10 points takes, breaks between words included."""
    return sum(1.92 if unicodedata.east_asian_width(each) in "WF" else 0.84 for each in text)
