"""Looking up of whole columns what conditions ask of the items: in three values, exact at the bounds.

The items are of one kind of goods, in a `Table`. What holds is a pair of bit sets over them, one bit an item: for which
it surely does and for which it may. All bounds of one figure are compared in one call, and each value of a choice is
looked for once; joining the sets costs little beside that.

Two decimals of up to 15 digits are equal exactly when their floats are, so figures that are compared as they stand need
no more. Where something is computed, results close to the bound are compared again in exact numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from math import isfinite
from operator import or_
from typing import Any

import numpy as np
import numpy.typing as npt

from renkei.controls.conditions import (
    COMPARES,
    Arithmetic,
    Choice,
    Compare,
    Constant,
    Figure,
    Flag,
    Has,
    Largest,
    Operator,
    Term,
    Within,
    figures,
)
from renkei.controls.facts import Facts
from renkei.controls.programs import Leaf
from renkei.controls.rulebook import PLACES, Rulebook
from renkei.controls.table import UNKNOWN, Codes, Floats, Table
from renkei.controls.three_values import Bits, Looked, Truth, packed, packed_rows

NEAR = 1e-9
"""Computed results within this share of a bound are compared again exactly; floats err by less than 1e-14."""

Exact = dict[Compare, dict[tuple[float, ...], bool]]
"""Comparisons made in exact numbers, by the figures they were made with."""

_MOST_EXACT = 100_000

_FEW = 6
"""So many values of a choice are looked for one by one."""

_NARROW = np.iinfo(np.int8).max
"""Codes up to this fit into a byte."""


Rows = range | npt.NDArray[np.intp]
"""Rows of a table, from the first to the last."""


def at(rows: Rows) -> slice | npt.NDArray[np.intp]:
    """Where rows stand in an array; those that follow one another are a slice, which need not be copied."""
    if len(rows) and rows[-1] - rows[0] == len(rows) - 1:
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return np.asarray(rows, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A term over the items: its values, for which items a figure is missing, and for which there is none."""

    values: Floats | float
    missing: Bits
    none: Bits


class Bounds:
    """Comparisons of figures as they stand with constants, by figure and operator: each group is made at once."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        found: dict[tuple[str, Operator], dict[int, float]] = {}
        for leaf in leaves:
            node = leaf.node
            if leaf.as_it_stands and isinstance(node, Compare):
                match node.left, node.right:
                    case Figure(name), Constant(value, _, _):
                        found.setdefault((name, node.operator), {})[leaf.place] = float(value)
        self.groups = [(*key, list(bounds), np.array(list(bounds.values()))) for key, bounds in found.items()]


class Columns:
    """Looks leaves up of some items of one kind.

    Args:
        book: the rules.
        table: the items.
        rows: which of them are looked at, from the first to the last.
        bounds: comparisons that will be asked for.
        exact: comparisons already made in exact numbers, shared between tables.
    """

    def __init__(self, book: Rulebook, table: Table, rows: Rows, bounds: Bounds, exact: Exact | None = None) -> None:
        self.height = len(rows)
        self.all: Bits = packed(np.ones(self.height, dtype=np.bool_))
        self.nothing: Bits = np.zeros_like(self.all)
        self._book = book
        self._table = table
        self._where = at(rows)
        self._exact = {} if exact is None else exact
        self._figures: dict[str, _Numbers] = {}
        self._held: dict[str, Codes | None] = {}
        self._lacks: dict[str, Bits] = {}
        self._are: dict[tuple[str, int], Truth] = {}
        self._looked: dict[int, Looked] = {}
        for group in bounds.groups:
            self._bounds(*group)

    def leaf(self, leaf: Leaf) -> Looked:
        """For which items a leaf holds, and what keeps it open for which."""
        if leaf.place not in self._looked:
            self._looked[leaf.place] = self._look(leaf)
        return self._looked[leaf.place]

    def _look(self, leaf: Leaf) -> Looked:
        match leaf.node:
            case None:
                return Looked(Truth(self.nothing, self.all), tuple((name, self.all) for name in leaf.names))
            case Compare():
                return self._compared(leaf.node, leaf)
            case Flag(name):
                truth = self._is(name, 1)
            case Choice(name, values):
                truth = self._among(name, values)
            case Has(name, values, every):
                truth = self._holds(name, values, every=every)
            case Within(name, set_id):
                places = self._book.sets[set_id]
                if name not in self._table or places.holds("", leaf.day) is None:
                    return Looked(Truth(self.nothing, self.all), ((name, self._missing(name)),))
                truth = self._among(name, [m.place for m in places.members if places.holds(m.place, leaf.day)])
        return Looked(truth, ((leaf.names[0], truth.open),))

    def _listed(self, name: str) -> Sequence[str]:
        """The values of a choice or set, or the places, in the order of their codes."""
        return self._table.place_names if name in PLACES else list(self._book.attributes[name].values)

    def _codes(self, name: str) -> Codes | None:
        """The codes of a flag, choice, set or place; None where the table has no such column."""
        if name not in self._held:
            found = (self._table.places if name in PLACES else self._table.codes).get(name)
            if found is not None:
                found = found[self._where]
                wide = name not in PLACES and self._book.attributes[name].type == "set"
                found = found if wide or len(self._listed(name)) > _NARROW else found.astype(np.int8)
            self._held[name] = found
        return self._held[name]

    def _missing(self, name: str) -> Bits:
        if name not in self._lacks:
            codes = self._codes(name)
            self._lacks[name] = self.all if codes is None else self._packed(codes == UNKNOWN)
        return self._lacks[name]

    def _is(self, name: str, code: int) -> Truth:
        if (name, code) not in self._are:
            codes = self._codes(name)
            self._are[name, code] = self._known(name, None if codes is None else codes == code)
        return self._are[name, code]

    def _among(self, name: str, values: Sequence[str]) -> Truth:
        listed, codes = self._listed(name), self._codes(name)
        wanted = [code for code, value in enumerate(listed) if value in values]
        if codes is not None and len(wanted) > _FEW:
            among = np.zeros(len(listed) + 2, dtype=np.bool_)  # the last two are for UNKNOWN and NONE
            among[wanted] = True
            return self._known(name, among[codes])
        each = [self._is(name, code).sure for code in wanted]
        sure = reduce(or_, each) if each else self.nothing
        return Truth(sure, self._either(sure, self._missing(name)))

    def _holds(self, name: str, values: Sequence[str], *, every: bool) -> Truth:
        listed, codes = self._listed(name), self._codes(name)
        mask = sum(1 << listed.index(value) for value in values)
        if codes is None:
            return self._known(name, None)
        return self._known(name, codes & mask == mask if every else codes & mask != 0)

    def _known(self, name: str, holds: npt.NDArray[np.bool_] | None) -> Truth:
        """What holds of a column of codes, where the code is known."""
        if holds is None:
            return Truth(self.nothing, self.all)
        missing = self._missing(name)
        sure = self._without(packed(holds), missing)
        return Truth(sure, self._either(sure, missing))

    def _packed(self, truths: npt.NDArray[np.bool_]) -> Bits:
        """The items for which an array says yes; none of them is always the same set."""
        return packed(truths) if truths.any() else self.nothing

    def _either(self, left: Bits, right: Bits) -> Bits:
        """The items of both sets."""
        if right is self.nothing or left is right:
            return left
        return right if left is self.nothing else left | right

    def _without(self, left: Bits, right: Bits) -> Bits:
        """The items of the first set that are not in the second."""
        return left if right is self.nothing or left is self.nothing else left & ~right

    def _bounds(self, name: str, operator: Operator, places: list[int], bounds: Floats) -> None:
        """All comparisons of one figure by one operator."""
        figure = self._figure(name)
        if not isinstance(figure.values, np.ndarray):
            return
        with np.errstate(invalid="ignore"):
            sure = packed_rows(COMPARES[operator](figure.values, bounds[:, None]))
        if figure.none is not self.nothing:
            sure &= ~figure.none
        if operator == "!=":  # any other comparison with NaN fails
            sure &= ~figure.missing
        may = sure if figure.missing is self.nothing else sure | figure.missing
        wants = ((name, figure.missing),)
        for row, place in enumerate(places):
            self._looked[place] = Looked(Truth(sure[row], sure[row] if may is sure else may[row]), wants)

    def _compared(self, node: Compare, leaf: Leaf) -> Looked:
        left, right = self._term(node.left), self._term(node.right)
        none = self._either(left.none, right.none)
        missing = self._without(self._either(left.missing, right.missing), none)
        lacks = [(name, self._figure(name).missing) for name in leaf.names]
        if np.array_equal(missing, self.all):
            return Looked(Truth(self.nothing, self.all), tuple(lacks))
        with np.errstate(invalid="ignore"):
            holds = COMPARES[node.operator](left.values, right.values)
            if not leaf.as_it_stands:
                apart = np.abs(np.subtract(left.values, right.values))
                near = np.flatnonzero(apart <= NEAR * np.maximum(np.abs(left.values), np.abs(right.values)))
                if near.size:
                    holds[near] = self._exactly(node, leaf.names, near)
        sure = self._without(self._without(packed(holds), none), missing)
        wants = tuple((name, lack if lack is missing else lack & missing) for name, lack in lacks)
        return Looked(Truth(sure, self._either(sure, missing)), wants)

    def _exactly(self, node: Compare, used: tuple[str, ...], rows: npt.NDArray[np.intp]) -> list[bool]:
        """A comparison of computed figures, in exact numbers, for a few items; equal figures are computed once."""
        names = [name for name in self._inputs(used) if name in self._table.numbers]
        compares, attributes = COMPARES[node.operator], self._book.attributes
        known: dict[tuple[float, ...], bool] = self._exact.setdefault(node, {})
        if len(known) > _MOST_EXACT:
            known.clear()
        found = []
        for row in zip(*(self._table.numbers[name][self._where][rows].tolist() for name in names), strict=True):
            holds = known.get(row)
            if holds is None:
                values = {n: _fraction(v) for n, v in zip(names, row, strict=True) if isfinite(v)}
                facts = Facts(None, values, attributes)
                left, right = facts.number(node.left), facts.number(node.right)
                holds = isinstance(left, Fraction) and isinstance(right, Fraction) and bool(compares(left, right))
                known[row] = holds
            found.append(holds)
        return found

    def _inputs(self, names: tuple[str, ...]) -> list[str]:
        """The figures, and those they are computed from."""
        found: dict[str, None] = {}
        for name in names:
            found[name] = None
            formula = self._book.attributes[name].formula
            if formula is not None:
                found |= dict.fromkeys(self._inputs(tuple(figures(formula))))
        return list(found)

    def _figure(self, name: str) -> _Numbers:
        if name not in self._figures:
            self._figures[name] = self._number(name)
        return self._figures[name]

    def _number(self, name: str) -> _Numbers:
        formula = self._book.attributes[name].formula
        given = self._given(name)
        if formula is None or (given is not None and given.missing is self.nothing):
            return given or _Numbers(np.nan, self.all, self.nothing)
        computed = self._term(formula)
        if given is None:
            return computed
        lacks = given.missing
        values = np.where(np.isnan(given.values), computed.values, given.values)
        return _Numbers(values, lacks & computed.missing, given.none | (lacks & computed.none))

    def _given(self, name: str) -> _Numbers | None:
        numbers = self._table.numbers.get(name)
        if numbers is None:
            return None
        values = numbers[self._where]
        # NaN alone differs from itself; this is several times as fast as asking for it.
        return _Numbers(values, self._packed(values != values), self._packed(values == np.inf))

    def _term(self, term: Term) -> _Numbers:
        match term:
            case Constant(value, _, _):
                return _Numbers(float(value), self.nothing, self.nothing)
            case Figure(name):
                return self._figure(name)
            case Largest(terms):
                return self._largest([self._term(each) for each in terms])
            case Arithmetic(sign, left, right):
                return self._computed(sign, self._term(left), self._term(right))

    def _largest(self, terms: list[_Numbers]) -> _Numbers:
        """The largest of the figures there are."""
        values: Floats | float = np.nan
        lacks = self.all
        for each in terms:
            values = np.fmax(values, np.where(np.isinf(each.values), np.nan, each.values))
            lacks = lacks & (each.missing | each.none)
        return _Numbers(values, lacks, self.nothing)

    def _computed(self, sign: str, left: _Numbers, right: _Numbers) -> _Numbers:
        none = self._either(left.none, right.none)
        missing = self._either(left.missing, right.missing)
        with np.errstate(divide="ignore", invalid="ignore"):
            match sign:
                case "+":
                    values: Any = np.add(left.values, right.values)
                case "-":
                    values = np.subtract(left.values, right.values)
                case "*":
                    values = np.multiply(left.values, right.values)
                case _:
                    values = np.divide(left.values, right.values)
                    if isinstance(right.values, np.ndarray):
                        missing = self._either(missing, self._packed(np.equal(right.values, 0)))
        return _Numbers(values, self._without(missing, none), none)


@lru_cache(maxsize=100_000)
def _fraction(value: float) -> Fraction:
    """A number by its shortest decimal."""
    return Fraction(repr(value))
