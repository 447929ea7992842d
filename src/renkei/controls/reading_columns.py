"""Columns of text into figures and codes: plain decimals all at once, any other cell by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.controls.cells import DIGITS, LEAST, MOST, read_cell, refuse_formula
from renkei.controls.rulebook import PLACES, Attribute, Rulebook
from renkei.controls.table import UNKNOWN, Codes, Floats, as_float
from renkei.ground.errors import BadInput

MOST_SPELLED = 20_000
"""So many different words of one attribute are remembered from piece to piece."""

MOST_FAULTS = 1000
"""So many faults are told one by one; of more only the number."""


class Holder(Protocol):
    """What the columns belong to: it knows the rules and the words already read, and notes the faults."""

    book: Rulebook
    spelled: dict[str, dict[str, int]]

    def fault(self, row: int, column: str, error: BadInput) -> None:
        """Note one thing wrong in one cell."""


@dataclass
class Asked:
    """A column wanted as an attribute, and for which items it counts; `alone`: its heading means nothing else."""

    name: str
    column: str
    unit: str | None
    where: npt.NDArray[np.bool_]
    alone: bool = True


class Reader:
    """Reads the columns of one piece, all at once; what cannot be read becomes a fault of the catalogue."""

    def __init__(self, catalogue: Holder, rows: Codes, texts: pl.DataFrame) -> None:
        self.height = texts.height
        self._catalogue = catalogue
        self._rows = rows
        self._texts = texts

    def row(self, place: int) -> int:
        """The row of the file, by the place in this piece."""
        return int(self._rows[place])

    def words(self, wanted: list[Asked], reads: list[Callable[[str], int]]) -> list[Codes]:
        """Columns of words as codes: each different text is read once."""
        if not wanted:
            return []
        columns = self._frame(wanted).get_columns()
        return [self._coded(*each) for each in zip(wanted, columns, reads, strict=True)]

    def _coded(self, asked: Asked, column: pl.Series, read: Callable[[str], int]) -> Codes:
        """One column of words as codes; words known from earlier pieces are recognized as the categories they are."""
        known = self._catalogue.spelled.setdefault(asked.name, {})
        if asked.name in PLACES:  # each table numbers its places anew
            known.update({text: read(text) for text in known})
        places = _among(column, list(known))
        if places.null_count() > column.null_count():
            for text in column.filter(places.is_null() & column.is_not_null()).unique().to_list():
                try:
                    known[text] = read(text)
                except BadInput as error:
                    self._tell(asked.column, self._texts[asked.column] == text, error)
            places = _among(column, list(known))
        codes = np.array([*known.values(), UNKNOWN], dtype=np.int64)
        found: Codes = codes[places.fill_null(len(known)).to_numpy()]
        if len(known) > MOST_SPELLED:
            known.clear()
        return found

    def numbers(self, wanted: list[Asked]) -> list[Floats]:
        """Columns of numbers: short decimals all at once, any other cell by itself.

        A text of at most DIGITS characters that is a number has no more digits than a 64-bit float keeps apart.
        """
        if not wanted:
            return []
        frame = self._frame(wanted)
        longest = frame.select(pl.all().str.len_bytes().max()).row(0)
        short = [(longest[place] or 0) <= DIGITS for place in range(frame.width)]
        cast = frame.select(
            (pl.col(name) if fits else pl.when(pl.col(name).str.len_bytes() <= DIGITS).then(pl.col(name)))
            .cast(pl.Float64, strict=False)
            .alias(name)
            for name, fits in zip(frame.columns, short, strict=True)
        )
        odd, least, most = (
            cast.select(ask).row(0) for ask in (pl.all().is_nan().any(), pl.all().min(), pl.all().max())
        )
        filled = cast.fill_null(float("nan"))
        found = []
        for place, asked in enumerate(wanted):
            attribute = self._catalogue.book.attributes[asked.name]
            column = frame.to_series(place)
            numbers = filled.to_series(place).to_numpy()  # shown as Polars holds them, not to be written into
            if asked.unit is not None and asked.unit != attribute.unit:
                numbers = np.full(self.height, np.nan)
                numbers = self._odd(asked, column, column.is_not_null().to_numpy(), attribute, numbers)
            elif not odd[place] and _all_plain(least[place], most[place]):
                if not _hold(attribute, least[place], most[place]):
                    self._bounds(asked, numbers, attribute)
                if cast.to_series(place).null_count() > column.null_count():
                    odd_ones = column.is_not_null().to_numpy() & np.isnan(numbers)
                    numbers = self._odd(asked, column, odd_ones, attribute, numbers)
            else:
                plain = _plain(numbers)
                self._bounds(asked, numbers, attribute)
                if np.count_nonzero(plain) != len(column) - column.null_count():
                    odd_ones = column.is_not_null().to_numpy() & ~plain
                    numbers = self._odd(asked, column, odd_ones, attribute, numbers)
            found.append(numbers)
        return found

    def _frame(self, wanted: list[Asked]) -> pl.DataFrame:
        """The columns wanted; of a heading that means several things, each as far as it counts."""
        columns = []
        for place, asked in enumerate(wanted):
            column = self._texts[asked.column]
            if not asked.alone and not asked.where.all():
                column = column.zip_with(pl.Series(asked.where), _nothing(column))
            columns.append(column.alias(str(place)))
        return pl.DataFrame(columns)

    def _odd(
        self,
        asked: Asked,
        column: pl.Series,
        where: npt.NDArray[np.bool_],
        attribute: Attribute,
        numbers: Floats,
    ) -> Floats:
        """The numbers, with those read from cells that are no plain decimals of the attribute's own unit."""
        chosen = column.filter(pl.Series(where))
        found: dict[str, float] = {}
        for text in chosen.unique().to_list():
            try:
                found[text] = as_float(read_cell(text, attribute, self._catalogue.book, asked.unit))
            except BadInput as error:
                found[text] = np.nan
                self._tell(asked.column, self._texts[asked.column] == text, error)
        if not found:
            return numbers
        read = numbers.copy()
        read[where] = chosen.replace_strict(found, return_dtype=pl.Float64).to_numpy()
        return read

    def refuse_formulas(self, column: pl.Series) -> None:
        """Names of items that a spreadsheet would compute."""
        for row, text in rows_where(column, column.str.contains(r"^\s*[=@]")):
            try:
                refuse_formula(text)
            except BadInput as error:
                self._catalogue.fault(self.row(row), column.name, error)

    def _bounds(self, asked: Asked, numbers: Floats, attribute: Attribute) -> None:
        bounds = attribute.bounds
        outside = np.zeros(len(numbers), dtype=np.bool_)
        with np.errstate(invalid="ignore"):
            if bounds.low is not None:
                low = float(bounds.low)
                outside |= numbers < low if bounds.low_included else numbers <= low
            if bounds.high is not None:
                high = float(bounds.high)
                outside |= numbers > high if bounds.high_included else numbers >= high
            if bounds.whole:
                outside |= (numbers != np.floor(numbers)) & ~np.isnan(numbers)
        if outside.any():
            for row, text in rows_where(self._texts[asked.column], pl.Series(outside & asked.where)):
                try:
                    read_cell(text, attribute, self._catalogue.book)
                except BadInput as error:
                    self._catalogue.fault(self.row(row), asked.column, error)

    def _tell(self, name: str, where: pl.Series, error: BadInput) -> None:
        for row, _ in rows_where(self._texts[name], where):
            self._catalogue.fault(self.row(row), name, error)


def _all_plain(least: float | None, most: float | None) -> bool:
    """Whether all numbers of a column stand as they were cast, by the least and the most of them."""
    return least is not None and most is not None and least > float(LEAST) and most < float(MOST)


def _hold(attribute: Attribute, least: float, most: float) -> bool:
    """Whether all numbers between two can be values of an attribute; of one that counts things they never all can."""
    if attribute.bounds.whole:
        return False
    low, high = attribute.bounds.low, attribute.bounds.high
    return (low is None or least > float(low)) and (high is None or most < float(high))


def _plain(numbers: Floats) -> npt.NDArray[np.bool_]:
    """Which numbers stand as they were cast; zeros are read again, since `1e-400` is none, and so are huge ones."""
    with np.errstate(invalid="ignore"):
        size = np.abs(numbers)
        return (size > float(LEAST)) & (size < float(MOST))


def _among(column: pl.Series, words: list[str]) -> pl.Series:
    """For every text its place among some words; null where it is none of them."""
    if not words:
        return pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(column))
    return column.cast(pl.Enum(words), strict=False).to_physical().cast(pl.UInt32)


def _nothing(column: pl.Series) -> pl.Series:
    return pl.Series(column.name, [None], dtype=column.dtype).new_from_index(0, len(column))


def rows_where(column: pl.Series, where: pl.Series) -> Iterator[tuple[int, str]]:
    """The places of a column where something holds, and what stands there; not endlessly many."""
    rows = where.fill_null(value=False).arg_true().head(MOST_FAULTS + 1)
    for row in rows.to_list():
        yield row, str(column[row])
