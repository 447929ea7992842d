"""A catalogue of items out of a CSV, TSV, Excel or Parquet file: typed in pieces, every fault with row and column.

Pieces of at most CELLS cells are read, so that memory does not grow with the file. The file is read to its end even
when faults are found, so that all of them are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.controls.cells import BadCell, read_cell, read_kind, read_place
from renkei.controls.facts import Value
from renkei.controls.headings import Heading, Headings
from renkei.controls.reading_columns import MOST_FAULTS, Asked, Reader, rows_where
from renkei.controls.rulebook import PLACES, Rulebook
from renkei.controls.sheets import BadSheet, Sheet, unique
from renkei.controls.table import UNKNOWN, Codes, Table, encoded
from renkei.ground.errors import BadInput

CELLS = 12_000_000
"""Cells held at once, as text; a piece has so many rows that this is not passed."""

ROWS = (10_000, 250_000)
"""The fewest and the most rows of a piece."""


@dataclass(frozen=True, order=True)
class CellFault:
    """One thing wrong in one place of a table."""

    row: int
    column: int
    place: str
    code: str
    message: str
    help: str

    def text(self) -> str:
        """The fault as one line, even where a heading or a cell is broken into several."""
        return " ".join(f"{self.place}: {self.code}: {self.message}; {self.help}".split())


class BadTable(BadSheet):
    """A table that cannot be used; carries every fault found."""

    def __init__(self, path: str, faults: list[CellFault], more: int = 0) -> None:
        self.path, self.faults, self.more = path, sorted(faults), more
        first = self.faults[0]
        rest = len(self.faults) + more - 1
        super().__init__(f"{path}: {first.text()}" + (f" (and {rest:,} more)" if rest else ""))

    def lines(self) -> list[str]:
        """One line for every fault."""
        found = [f"{self.path}: {fault.text()}" for fault in self.faults]
        return [*found, f"{self.path}: {self.more:,} more faults are not listed"] if self.more else found


@dataclass
class Piece:
    """Some rows of a catalogue, typed.

    Attributes:
        rows: the row of the file in which each stands, counted as a spreadsheet does.
        names: what the items are called.
        table: what is known of them.
    """

    rows: Codes
    names: pl.Series
    table: Table


@dataclass
class Catalogue:
    """A file of items, read piece by piece.

    Attributes:
        fixed: values that hold for every item, such as the destination asked for.
        set_aside: how many figures stand in columns that do not apply to their goods, by attribute.
        spelled: words already read, by attribute, so that the next piece need not read them again.
    """

    sheet: Sheet
    book: Rulebook
    fixed: dict[str, Value] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)
    uncounted: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)
    spelled: dict[str, dict[str, int]] = field(default_factory=dict)
    _told: set[CellFault] = field(default_factory=set)
    _nameless: set[str] = field(default_factory=set)

    def pieces(self) -> Iterator[Piece]:
        """The catalogue in pieces; after the last one `check` tells whether all of it could be read."""
        headings = self._headings()
        if not any(heading.names == ("goods",) for heading in headings.values()) and "goods" not in self.fixed:
            return
        kinds_only = [written for written, heading in headings.items() if heading.names == ("goods",)]
        if not self._is_form(headings):
            kinds_only = []
        rows = min(max(CELLS // max(len(self.sheet.columns), 1), ROWS[0]), ROWS[1])
        for first, texts in self.sheet.pieces(rows):
            numbers, filled = _filled(first, texts, kinds_only)
            if filled.height:
                yield self._typed(numbers, filled, headings)
        for broken in self.sheet.faults:
            self.fault(broken.row, "", broken.error)

    def _is_form(self, headings: dict[str, Heading]) -> bool:
        """Whether the table has a column for names and one for figures, as a template has."""
        sorts = [heading.names for heading in headings.values() if not heading.ignored]
        return ("item",) in sorts and any(names not in {("item",), ("goods",), ("of_goods",)} for names in sorts)

    def check(self) -> None:
        """Refuse the file if anything in it could not be read.

        Raises:
            BadTable: with every fault.
        """
        if self.faults:
            raise BadTable(self.sheet.name, self.faults, self.uncounted)

    def fault(self, row: int, column: str, error: BadInput) -> None:
        """Note one thing wrong in one cell."""
        order = self._order.get(column, -1)
        fault = CellFault(row, order, self.sheet.place(row, column), error.code, error.message, error.help)
        if fault in self._told:
            return
        self._told.add(fault)
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
        else:
            self.uncounted += 1

    @cached_property
    def _order(self) -> dict[str, int]:
        return {column: place for place, column in enumerate(unique(self.sheet.columns))}

    def _headings(self) -> dict[str, Heading]:
        reader, found = Headings(self.book), {}
        seen: dict[str, str] = {}
        for written in self.sheet.columns:
            try:
                if not written.strip():
                    continue
                heading = reader.read(written)
                for name in heading.names:
                    if len(heading.names) == 1 and name in seen:
                        message = f"`{written}` stands for the same as `{seen[name]}`"
                        raise BadCell(message, "keep one of the two columns")
                    if name in self.fixed and name in self.book.attributes and name not in PLACES:
                        message = f"`{written}` is a column, and given with `--set` as well"
                        raise BadCell(message, "leave one of the two out")
                    seen.setdefault(name, written)
                found[written] = heading
            except BadInput as error:
                self.fault(1, written, error)
        names = {name for heading in found.values() for name in heading.names}
        if "goods" not in names and "goods" not in self.fixed:
            message = "no column says what kind of goods each item is"
            self.fault(1, "", BadCell(message, "add a column `goods`, or give `--goods`"))
        return found

    def _typed(self, rows: Codes, texts: pl.DataFrame, headings: dict[str, Heading]) -> Piece:
        reader = Reader(self, rows, texts)
        self._refuse_nameless(reader, texts)
        kinds = self._kinds("goods", reader, headings)
        of_goods = self._kinds("of_goods", reader, headings)
        table = Table(texts.height, kinds, of_goods)
        names: pl.Series | None = None
        applies: dict[frozenset[str], npt.NDArray[np.bool_]] = {}
        numbers: list[Asked] = []
        words: list[Asked] = []
        for written, heading in headings.items():
            if heading.ignored or written not in texts.columns or heading.names[0] in {"goods", "of_goods"}:
                continue
            if heading.names == ("item",):
                column = texts[written]
                names = column.zip_with(column.is_not_null(), _row_names(rows)) if column.null_count() else column
                reader.refuse_formulas(column)
                continue
            for name in heading.names:
                kinds_with = frozenset() if name in PLACES else self.book.attributes[name].kinds
                if kinds_with not in applies:
                    applies[kinds_with] = self._applies(name, table)
                asked = Asked(name, written, heading.unit, applies[kinds_with], alone=len(heading.names) == 1)
                number = name not in PLACES and self.book.attributes[name].type == "number"
                (numbers if number else words).append(asked)
        self._put(table, reader, numbers, words)
        for name, value in self.fixed.items():
            if name not in table and name not in {"goods", "of_goods"}:
                table.put(self.book, name, value)
        return Piece(rows, (_row_names(rows) if names is None else names).alias("item"), table)

    def _refuse_nameless(self, reader: Reader, texts: pl.DataFrame) -> None:
        """Tell the first cell of a column that has no heading."""
        for column in texts.columns:
            if column.startswith(" ") and column not in self._nameless and texts[column].null_count() < texts.height:
                for row, text in rows_where(texts[column], texts[column].str.strip_chars() != ""):
                    self._nameless.add(column)
                    message = f"`{text.strip()[:40]}` stands in a column without a heading"
                    self.fault(
                        reader.row(row), column, BadCell(message, "write its heading, or `#` to have it ignored")
                    )
                    break

    def _put(self, table: Table, reader: Reader, numbers: list[Asked], words: list[Asked]) -> None:
        """Put what the columns hold into the table; where two columns say the same, the first that is known counts."""
        for asked, read in zip(numbers, reader.numbers(numbers), strict=True):
            aside = ~asked.where & (read == read)  # NaN alone differs from itself
            self._count_aside(asked, aside)
            found = np.where(aside, np.nan, read) if aside.any() else read
            earlier = table.numbers.get(asked.name)
            table.numbers[asked.name] = found if earlier is None else np.where(np.isnan(earlier), found, earlier)
        reads = [self._word_reader(each.name, table) for each in words]
        for asked, codes in zip(words, reader.words(words, reads), strict=True):
            aside = ~asked.where & (codes != UNKNOWN)
            self._count_aside(asked, aside)
            codes[aside] = UNKNOWN
            into = table.places if asked.name in PLACES else table.codes
            before = into.get(asked.name)
            into[asked.name] = codes if before is None else np.where(before == UNKNOWN, codes, before)

    def _count_aside(self, asked: Asked, aside: npt.NDArray[np.bool_]) -> None:
        if asked.alone and (number := int(np.count_nonzero(aside))):
            self.set_aside[asked.name] = self.set_aside.get(asked.name, 0) + number

    def _word_reader(self, name: str, table: Table) -> Callable[[str], int]:
        if name in PLACES:
            return lambda text: _coded_place(text, table)
        attribute = self.book.attributes[name]
        return lambda text: encoded(read_cell(text, attribute, self.book), attribute)

    def _kinds(self, name: str, reader: Reader, headings: dict[str, Heading]) -> Codes:
        place = {kind: number for number, kind in enumerate(self.book.kinds)}
        written = next((w for w, heading in headings.items() if heading.names == (name,)), None)
        fixed = place[str(self.fixed[name])] if name in self.fixed else UNKNOWN
        everywhere = np.ones(reader.height, dtype=np.bool_)
        if written is None:
            return np.full(reader.height, fixed, dtype=np.int64)

        def read(text: str) -> int:
            kind = read_kind(text, self.book)
            return UNKNOWN if kind is None else place[kind]

        (found,) = reader.words([Asked(name, written, None, everywhere)], [read])
        return np.where(found == UNKNOWN, fixed, found)

    def _applies(self, name: str, table: Table) -> npt.NDArray[np.bool_]:
        """For which items an attribute can be given; the last place of each list stands for what is unknown."""
        if name in PLACES:
            return np.ones(table.height, dtype=np.bool_)
        kinds = self.book.kinds
        allowed = np.array([kind in self.book.attributes[name].kinds for kind in kinds] + [True])
        about = np.array([each.of_goods for each in kinds.values()] + [False])
        return np.asarray(allowed[table.kinds] | (about[table.kinds] & allowed[table.of_goods]))


def _filled(first: int, texts: pl.DataFrame, kinds: Sequence[str]) -> tuple[Codes, pl.DataFrame]:
    """The rows in which something is written, with their numbers; a row with only a kind of goods is a blank form."""
    numbers = np.arange(first, first + texts.height, dtype=np.int64)
    looked_at = [name for name in texts.columns if name not in kinds] or texts.columns
    if not texts.width or not texts.height:
        return numbers, texts
    head, *rest = looked_at
    maybe = texts.select(pl.all_horizontal(pl.col(name).is_null() for name in rest)).to_series() if rest else None
    if maybe is not None and not maybe.any():
        return numbers, texts
    empty = texts[head].fill_null("").str.strip_chars() == ""
    blank = empty if maybe is None else maybe & empty
    return (numbers[~blank.to_numpy()], texts.filter(~blank)) if blank.any() else (numbers, texts)


def _row_names(rows: Codes) -> pl.Series:
    return pl.Series([f"row {row}" for row in rows.tolist()], dtype=pl.String)


def _coded_place(text: str, table: Table) -> int:
    place = read_place(text)
    return UNKNOWN if place is None else table.place(place)
