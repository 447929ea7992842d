"""Many items as arrays: what is known of each, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.rulebook import PLACES, Attribute, Rulebook

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

UNKNOWN = -1
"""The code of what is not known; in numbers it is NaN."""

NONE = -2
"""The code of a choice that an item does not have; in numbers it is infinity."""


@dataclass
class Table:
    """Items, one a row.

    Attributes:
        height: how many.
        kinds: index of each item's kind of goods in the rulebook.
        of_goods: index of the kind it is for, where it is about other goods.
        numbers: 64-bit floats by attribute.
        codes: flags and judgements as 0 or 1; choices as the index of their value; sets as one bit a value.
        places: index into `place_names`.
    """

    height: int
    kinds: Codes
    of_goods: Codes
    numbers: dict[str, Floats] = field(default_factory=dict)
    codes: dict[str, Codes] = field(default_factory=dict)
    places: dict[str, Codes] = field(default_factory=dict)
    place_names: list[str] = field(default_factory=list)

    def __contains__(self, name: str) -> bool:
        return name in self.numbers or name in self.codes or name in self.places

    def facts(self, book: Rulebook, row: int) -> Facts:
        """What is known of one item, numbers by their shortest decimal."""
        values: dict[str, Value] = {}
        for name, numbers in self.numbers.items():
            number = float(numbers[row])
            if not np.isnan(number):
                values[name] = NOT_APPLICABLE if np.isinf(number) else Fraction(repr(number))
        for name, codes in self.codes.items():
            code = int(codes[row])
            if code != UNKNOWN:
                values[name] = decoded(code, book.attributes[name])
        for name, codes in self.places.items():
            if codes[row] != UNKNOWN:
                values[name] = self.place_names[codes[row]]
        kinds = [*book.kinds, None]  # UNKNOWN finds the last
        return Facts(kinds[self.kinds[row]], values, book.attributes, kinds[self.of_goods[row]], book.about)

    def put(self, book: Rulebook, name: str, value: Value) -> None:
        """Give every item the same value."""
        if name in PLACES:
            self.places[name] = np.full(self.height, self.place(str(value)), dtype=np.int64)
        elif book.attributes[name].type == "number":
            number = float(value) if isinstance(value, Fraction) else np.inf
            self.numbers[name] = np.full(self.height, number)
        else:
            self.codes[name] = np.full(self.height, encoded(value, book.attributes[name]), dtype=np.int64)

    def place(self, code: str) -> int:
        """The index of a place, which is added where it is new."""
        if code not in self.place_names:
            self.place_names.append(code)
        return self.place_names.index(code)


def encoded(value: Value | None, attribute: Attribute) -> int:
    """A value as a code."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return int(value)
    values = list(attribute.values)
    if isinstance(value, frozenset):
        return sum(1 << values.index(each) for each in value)
    return NONE if value is NOT_APPLICABLE else values.index(str(value))


def decoded(code: int, attribute: Attribute) -> Value:
    """The value a code stands for."""
    if attribute.type == "set":
        return frozenset(each for place, each in enumerate(attribute.values) if code >> place & 1)
    if attribute.type == "choice":
        return NOT_APPLICABLE if code == NONE else list(attribute.values)[code]
    return code == 1


def table_of(
    book: Rulebook, items: Sequence[Mapping[str, Value]], kinds: Sequence[str | None], of_goods: Sequence[str | None]
) -> Table:
    """A table of items given one by one."""
    table = Table(len(items), _indices(book, kinds), _indices(book, of_goods))
    for name in dict.fromkeys(name for item in items for name in item):
        values = [item.get(name) for item in items]
        if name in PLACES:
            places = [UNKNOWN if value is None else table.place(str(value)) for value in values]
            table.places[name] = np.array(places, dtype=np.int64)
        elif book.attributes[name].type == "number":
            table.numbers[name] = np.array([as_float(value) for value in values])
        else:
            coded = [encoded(value, book.attributes[name]) for value in values]
            table.codes[name] = np.array(coded, dtype=np.int64)
    return table


def as_float(value: Value | None) -> float:
    """A number as a table holds it: NaN if unknown, infinity if the item has none."""
    return np.nan if value is None else float(value) if isinstance(value, Fraction) else np.inf


def _indices(book: Rulebook, names: Iterable[str | None]) -> Codes:
    place = {name: number for number, name in enumerate(book.kinds)}
    return np.array([UNKNOWN if name is None else place[name] for name in names], dtype=np.int64)
