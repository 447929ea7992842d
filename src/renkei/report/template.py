"""An empty sheet for one kind of goods, to be filled in: as CSV, or as a workbook that explains its columns."""

from __future__ import annotations

import csv
import io
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from renkei.controls.cells import plain_number, read_cell
from renkei.controls.headings import Headings
from renkei.controls.in_force import in_force
from renkei.controls.rulebook import PLACES, Attribute, Rulebook
from renkei.ground.errors import BadInput
from renkei.ground.words import Words

ROWS = 1000
"""So many rows of the workbook offer their choices."""

_ACCENT, _PALE, _INK, _LINE = "#1D4E89", "#E8EEF5", "#1F2A37", "#CFD5DD"
_FONTS = {"en": "Calibri", "ja": "Yu Gothic"}
_EXPLAINED = ("heading", "name_en", "name_ja", "word", "unit", "help", "allowed", "bounds", "read_by")
_WIDTHS = (34, 30, 30, 24, 10, 60, 48, 24, 22)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet.

    Attributes:
        name: the attribute, or a word such as `item`.
        heading: how it is headed, with its unit.
        choices: what may be chosen, as the sheet is read again; empty where anything is written.
        several: more than one choice may stand in a cell.
        read_by: the regimes whose rules read it.
    """

    name: str
    heading: str
    choices: tuple[str, ...] = ()
    several: bool = False
    read_by: tuple[str, ...] = ()


def template_csv(book: Rulebook, kind: str, words: Words, as_of: date | None = None) -> str:
    """A row of headings, and a first row that names the goods."""
    found = columns(book, kind, words, as_of)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([each.heading for each in found])
    writer.writerow([_first(each, book, kind, words) for each in found])
    return out.getvalue()


def template_xlsx(book: Rulebook, kind: str, words: Words, as_of: date | None = None) -> bytes:
    """The same as a workbook with choices to pick from, and a second sheet that explains each column."""
    return _Template(book, kind, words, as_of or _today()).written()


def columns(book: Rulebook, kind: str, words: Words, as_of: date | None = None) -> list[Column]:
    """What the item is, then every figure of such goods that any regime's rules in force read."""
    readers: dict[str, dict[str, None]] = {}
    for regime in book.regimes:
        for name in in_force(book, regime, as_of or _today()).attributes(kind):
            if name in PLACES or _has(book, kind, name):
                readers.setdefault(name, {})[regime] = None
    headings = Headings(book)
    kinds = tuple(each.names[words.lang] for each in book.kinds.values() if not each.of_goods)
    found = [
        Column("item", words("template.item")),
        Column("goods", words("template.goods"), (book.kinds[kind].names[words.lang],)),
    ]
    if book.kinds[kind].of_goods:
        found.append(Column("of_goods", words("template.of_goods"), kinds))
    ranked = {name: place for place, name in enumerate(book.attributes)}
    for name in sorted(readers, key=lambda each: ranked.get(each, -1)):
        read_by = tuple(book.regimes[each].names[words.lang] for each in readers[name])
        if name in PLACES:
            found.append(Column(name, words(f"controls.{name}"), read_by=read_by))
            continue
        attribute = book.attributes[name]
        choices = _choices(attribute, book, words)
        found.append(
            Column(name, _heading(attribute, kind, book, words, headings), choices, attribute.type == "set", read_by)
        )
    return found


def _has(book: Rulebook, kind: str, name: str) -> bool:
    """Whether such goods can have a figure; goods about others may have all of theirs."""
    return kind in book.attributes[name].kinds or book.kinds[kind].of_goods


def _heading(attribute: Attribute, kind: str, book: Rulebook, words: Words, headings: Headings) -> str:
    """A heading that stands for this attribute alone: its name, or where such goods share that, its short name."""
    unit = "" if attribute.unit == "1" else f" ({attribute.unit})"
    for text in (f"{attribute.names[words.lang]}{unit}", f"{attribute.name}{unit}"):
        try:
            read = headings.read(text)
        except BadInput:
            continue
        meant = [name for name in read.names if name not in book.attributes or _has(book, kind, name)]
        if meant == [attribute.name] and (read.unit or attribute.unit) == attribute.unit:
            return text
    return attribute.name


def _choices(attribute: Attribute, book: Rulebook, words: Words) -> tuple[str, ...]:
    """The values as people write them; a short name where the long one holds a comma that would part it."""
    if attribute.type in {"flag", "judgement"}:
        return (words("yes"), words("no"))
    found = []
    for value, names in attribute.values.items():
        try:
            read = read_cell(names[words.lang], attribute, book)
        except BadInput:
            read = None
        found.append(names[words.lang] if read in (value, frozenset({value})) else value)
    return tuple(found)


def _first(column: Column, book: Rulebook, kind: str, words: Words) -> str:
    return book.kinds[kind].names[words.lang] if column.name == "goods" else ""


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the reader's own today


class _Template:
    """One workbook in the making."""

    def __init__(self, book: Rulebook, kind: str, words: Words, day: date) -> None:
        import xlsxwriter

        self._rules, self._kind, self._words = book, kind, words
        self._columns = columns(book, kind, words, day)
        self._out = io.BytesIO()
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
        self._book: Any = xlsxwriter.Workbook(self._out, plain)
        made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, not a moment
        self._book.set_properties({"title": book.kinds[kind].names[words.lang], "author": "Renkei", "created": made})
        letters = {
            "font_name": _FONTS[words.lang],
            "font_size": 10,
            "font_color": _INK,
            "text_wrap": True,
            "valign": "top",
        }
        ruled = {**letters, "border": 1, "border_color": _LINE}
        self._plain = self._book.add_format(ruled)
        self._bold = self._book.add_format({**ruled, "bold": True, "bg_color": _PALE, "font_color": _ACCENT})
        self._head = self._book.add_format(
            {**ruled, "bold": True, "bg_color": _ACCENT, "font_color": "#FFFFFF", "valign": "vcenter"}
        )
        self._note = self._book.add_format({**letters, "text_wrap": False})
        self._open = self._book.add_format({**letters, "num_format": "@"})

    def written(self) -> bytes:
        """The bytes of the workbook."""
        items = self._sheet("items")
        explained = self._sheet("columns")
        values = self._sheet("values")
        self._items(items, self._values(values))
        self._explained(explained)
        self._book.close()
        return self._out.getvalue()

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(self._words(f"template.{name}"))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _values(self, sheet: Any) -> dict[str, str]:
        """The choices of each column below each other; where they stand, for the cells that offer them."""
        where = {}
        chosen = [each for each in self._columns if each.choices]
        name = self._words("template.values")
        for place, column in enumerate(chosen):
            sheet.set_column(place, place, 30)
            sheet.write_string(0, place, column.heading, self._head)
            for row, value in enumerate(column.choices, 1):
                sheet.write_string(row, place, value, self._plain)
            letter = _letters(place)
            where[column.name] = f"='{name}'!${letter}$2:${letter}${len(column.choices) + 1}"
        sheet.freeze_panes(1, 0)
        return where

    def _items(self, sheet: Any, choices: dict[str, str]) -> None:
        sheet.set_row(0, 64)
        sheet.set_row(1, 34)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, 24 if column.name in {"item", "goods", "of_goods"} else 18, self._open)
            sheet.write_string(0, place, column.heading, self._head)
            first = _first(column, self._rules, self._kind, self._words)
            if first:
                sheet.write_string(1, place, first, self._plain)
            source = choices.get(column.name)
            if source:
                offered = {"validate": "list", "source": source, "ignore_blank": True}
                # A cell may hold several values, `unknown` or `none`; the list helps and never refuses.
                sheet.data_validation(1, place, ROWS, place, {**offered, "show_error": False})
        sheet.freeze_panes(1, 1)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _explained(self, sheet: Any) -> None:
        for place, (name, width) in enumerate(zip(_EXPLAINED, _WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, self._words(f"template.{name}"), self._head)
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, 1)
        row = 1
        for column in self._columns:
            texts = tuple(self._explanation(column))
            sheet.set_row(row, min(409, 4 + 16 * max(map(_lines, texts, _WIDTHS))))
            for place, text in enumerate(texts):
                sheet.write_string(row, place, text, self._bold if place == 0 else self._plain)
            row += 1
        sheet.write_string(row + 1, 0, self._words("template.empty"), self._note)

    def _explanation(self, column: Column) -> Iterator[str]:
        words, attribute = self._words, self._rules.attributes.get(column.name)
        if attribute is None:
            key = f"template.{column.name}_help"
            names = (Words("en"), Words("ja"))
            own = "template" if column.name not in PLACES else "controls"
            yield column.heading
            yield from (each(f"{own}.{column.name}") for each in names)
            yield from (column.name, "", words(key) if words.has(key) else "")
            yield (
                words("template.choice", values="; ".join(column.choices))
                if column.choices
                else words("template.place" if column.name in PLACES else "template.text")
            )
            yield from ("", "")
            return
        yield column.heading
        yield from (attribute.names["en"], attribute.names["ja"], attribute.name)
        yield "" if attribute.unit == "1" else attribute.unit
        computed = words("template.computed") if attribute.formula is not None else ""
        yield "\n".join(filter(None, (attribute.help.get(words.lang, ""), attribute.ask.get(words.lang, ""), computed)))
        yield self._allowed(attribute, column)
        yield self._bounds(attribute)
        yield words.join(column.read_by)

    def _allowed(self, attribute: Attribute, column: Column) -> str:
        match attribute.type:
            case "flag" | "judgement":
                return self._words("template.flag")
            case "choice" | "set":
                shown = []
                for value, written in zip(attribute.values, column.choices, strict=True):
                    name = attribute.values[value][self._words.lang]
                    shown.append(written if written == name else written + self._words.aside(name))
                return self._words(f"template.{attribute.type}", values="\n" + "\n".join(shown))
            case "place":
                return self._words("template.place")
            case _:
                return self._words("template.number")

    def _bounds(self, attribute: Attribute) -> str:
        bounds, words = attribute.bounds, self._words
        parts = []
        if bounds.low is not None:
            parts.append(
                words(
                    f"template.{'at_least' if bounds.low_included else 'more_than'}",
                    value=_with_unit(bounds.low, attribute),
                )
            )
        if bounds.high is not None:
            parts.append(
                words(
                    f"template.{'at_most' if bounds.high_included else 'less_than'}",
                    value=_with_unit(bounds.high, attribute),
                )
            )
        limits = words("template.and").join(parts)
        return words("template.whole", limits=words.aside(limits) if limits else "") if bounds.whole else limits


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    wide = [
        sum(1.95 if unicodedata.east_asian_width(each) in "WF" else 0.9 for each in line) for line in text.split("\n")
    ]
    return sum(max(1, math.ceil(each / width)) for each in wide)


def _with_unit(value: Fraction, attribute: Attribute) -> str:
    return plain_number(value) if attribute.unit == "1" else f"{plain_number(value)} {attribute.unit}"


def _letters(place: int) -> str:
    """The letters of a column, counted from 0."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))
