"""Judging whole tables: the same conditions over columns, in three values, exact at the bounds.

The items are of one kind of goods, in a `Table`. The truth of a condition is a pair of bit sets over them, one bit an
item: for which it surely holds and for which it may. Bit sets are plain integers, so that the logic costs next to
nothing beside the comparisons.

Two decimals of up to 15 digits are equal exactly when their floats are, so figures that are compared as they stand need
no more. Where something is computed, results close to the bound are compared again in exact numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from renkei.controls.conditions import (
    COMPARES,
    All,
    AnyOf,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Constant,
    Figure,
    Flag,
    Has,
    Largest,
    Meets,
    Not,
    NotAtHand,
    Term,
    Within,
    figures,
)
from renkei.controls.facts import Facts
from renkei.controls.in_force import InForce
from renkei.controls.rulebook import PLACES
from renkei.controls.table import UNKNOWN, Codes, Floats, Table
from renkei.controls.three_values import Bits, Node, Truth, any_of, packed

NEAR = 1e-9
"""Computed results within this share of a bound are compared again exactly; floats err by less than 1e-14."""

Exact = dict[Compare, dict[tuple[float, ...], bool]]
"""Comparisons made in exact numbers, by the figures they were made with."""

_MOST_EXACT = 100_000


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A term over the items: its values, for which items a figure is missing, and for which there is none."""

    values: Floats | float
    missing: Bits = 0
    none: Bits = 0


class Columns:
    """Judges conditions in force of one regime over items of one kind.

    Args:
        rules: the regime on its day.
        kind: the kind of goods of every item looked at.
        table: the items.
        rows: which of them are looked at.
        of_goods: for software, technology or a part: the goods it is for; None if not said.
        read: columns already read from the same table, shared between regimes.
        exact: comparisons already made in exact numbers, shared between tables.
    """

    def __init__(
        self,
        rules: InForce,
        kind: str,
        table: Table,
        rows: npt.NDArray[np.intp],
        of_goods: str | None = None,
        read: dict[Any, Any] | None = None,
        exact: Exact | None = None,
    ) -> None:
        self.height = len(rows)
        self.all: Bits = (1 << self.height) - 1
        self._rules = rules
        self._kind = kind
        self._table = table
        self._rows = rows
        # Goods that are themselves about goods say nothing of what those are.
        self._of_goods = None if of_goods and rules.rulebook.kinds[of_goods].of_goods else of_goods
        self._about = rules.rulebook.kinds[kind].of_goods
        self._met: dict[str, Node] = {}
        self._read = {} if read is None else read
        self._exact = {} if exact is None else exact
        self._unknown = Truth(0, self.all)
        self._false = Truth(0, 0)

    def condition(self, node: Condition) -> Node:
        """A condition over the items and where they go."""
        return self._node(node, about=self._about)

    def _node(self, node: Condition, *, about: bool) -> Node:
        match node:
            case All(parts):
                found = tuple(self._node(part, about=about) for part in parts)
                return Node(self.all_of([each.truth for each in found]), found)
            case AnyOf(parts):
                found = tuple(self._node(part, about=about) for part in parts)
                return Node(any_of([each.truth for each in found]), found)
            case Not(part):
                inner = self._node(part, about=about)
                return Node(self.opposite(inner.truth), (inner,))
            case Meets(id_):
                return self._meets(id_, about=about)
            case NotAtHand():
                return Node(self._unknown, wants=(("", self.all),))
            case Compare():
                return self._compare(node, about=about)
            case _:
                return self._feature(node, about=about)

    def all_of(self, truths: Sequence[Truth]) -> Truth:
        """Whether all of several things hold."""
        sure = may = self.all
        for each in truths:
            sure &= each.sure
            may &= each.may
        return Truth(sure, may)

    def opposite(self, truth: Truth) -> Truth:
        """Whether something does not hold."""
        return Truth(self.all & ~truth.may, self.all & ~truth.sure)

    def _meets(self, id_: str, *, about: bool) -> Node:
        version = self._rules.versions.get(id_)
        if version is None:
            return Node(self._false)
        if about and self._of_goods is None:
            return Node(self._unknown, wants=(("of_goods", self.all),))
        if not self._rules.reaches(id_, self._of_goods if self._about else self._kind):
            return Node(self._false)
        if id_ not in self._met:
            self._met[id_] = self._node(version.when, about=False)
        inner = self._met[id_]
        return Node(inner.truth, (inner,))

    def _applies(self, name: str, *, about: bool) -> bool | None:
        """Whether the goods can have an attribute; None where it is not said what they are for."""
        kinds = self._rules.rulebook.attributes[name].kinds
        if self._about and not about:
            return self._of_goods in kinds
        if self._kind in kinds or (self._of_goods is not None and self._of_goods in kinds):
            return True
        return None if self._about and self._of_goods is None else False

    def _feature(self, node: Flag | Choice | Has | Within, *, about: bool) -> Node:
        name = node.name
        judgement = isinstance(node, Flag) and self._rules.rulebook.attributes[name].type == "judgement"
        if name not in PLACES and (applies := self._applies(name, about=about)) is not True:
            if applies is False:
                return Node(self._false)
            return Node(self._unknown, wants=((name, self.all),), judgement=judgement)
        match node:
            case Flag():
                truth = self._flag(name)
            case Choice(_, values):
                truth = self._among(name, values)
            case Has(_, values, every):
                truth = self._holds(name, values, every=every)
            case Within(_, set_id):
                return self._within(name, set_id)
        return Node(truth, wants=((name, truth.open),), judgement=judgement)

    def _codes(self, name: str) -> Codes | None:
        """The codes of a flag, choice, set or place; None where the table has no such column."""
        key = ("codes", name)
        if key not in self._read:
            found = self._table.codes.get(name)
            if found is None:
                found = self._table.places.get(name)
            self._read[key] = None if found is None else found[self._rows]
        held: Codes | None = self._read[key]
        return held

    def _flag(self, name: str) -> Truth:
        return self._coded(("flag", name), name, lambda codes: codes == 1)

    def _among(self, name: str, values: Sequence[str]) -> Truth:
        listed = self._table.place_names if name in PLACES else list(self._rules.rulebook.attributes[name].values)
        among = np.array([value in values for value in (*listed, "", "")])  # the last two are for UNKNOWN and NONE
        return self._coded(("among", name, *values), name, lambda codes: among[codes])

    def _holds(self, name: str, values: Sequence[str], *, every: bool) -> Truth:
        listed = list(self._rules.rulebook.attributes[name].values)
        mask = sum(1 << listed.index(value) for value in values)
        if every:
            return self._coded(("all", name, mask), name, lambda codes: codes & mask == mask)
        return self._coded(("any", name, mask), name, lambda codes: codes & mask != 0)

    def _coded(self, key: tuple[object, ...], name: str, holds: Callable[[Codes], Any]) -> Truth:
        """For which items a column of codes is as wanted."""
        if key not in self._read:
            codes = self._codes(name)
            if codes is None:
                self._read[key] = self._unknown
            else:
                missing = self._missing(name)
                sure = packed(holds(codes)) & ~missing
                self._read[key] = Truth(sure, sure | missing)
        found: Truth = self._read[key]
        return found

    def _missing(self, name: str) -> Bits:
        key = ("missing", name)
        if key not in self._read:
            codes = self._codes(name)
            self._read[key] = self.all if codes is None else packed(codes == UNKNOWN)
        found: Bits = self._read[key]
        return found

    def _within(self, name: str, set_id: str) -> Node:
        places, day = self._rules.rulebook.sets[set_id], self._rules.as_of
        wants = ((name, self._missing(name)),)
        if name not in self._table or places.holds("", day) is None:
            return Node(self._unknown, wants=wants)
        return Node(self._among(name, [m.place for m in places.members if places.holds(m.place, day)]), wants=wants)

    def _compare(self, node: Compare, *, about: bool) -> Node:
        used = tuple(dict.fromkeys((*figures(node.left), *figures(node.right))))
        applies = [self._applies(name, about=about) for name in used]
        if False in applies:
            return Node(self._false)
        if None in applies:
            return Node(self._unknown, wants=tuple((name, self.all) for name in used))
        key = ("compare", node)
        if key not in self._read:
            self._read[key] = self._compared(node, used)
        found: Node = self._read[key]
        return found

    def _compared(self, node: Compare, used: tuple[str, ...]) -> Node:
        left, right = self._term(node.left), self._term(node.right)
        none = left.none | right.none
        missing = (left.missing | right.missing) & ~none
        wants = tuple((name, self._figure(name).missing) for name in used)
        if missing == self.all:
            return Node(self._unknown, wants=wants)
        with np.errstate(invalid="ignore"):
            holds = COMPARES[node.operator](left.values, right.values)
            if not (self._as_it_stands(node.left) and self._as_it_stands(node.right)):
                apart = np.abs(np.subtract(left.values, right.values))
                near = np.flatnonzero(apart <= NEAR * np.maximum(np.abs(left.values), np.abs(right.values)))
                if near.size:
                    holds[near] = self._exactly(node, used, near)
        sure = packed(holds) & ~missing & ~none
        return Node(Truth(sure, sure | missing), wants=wants)

    def _exactly(self, node: Compare, used: tuple[str, ...], rows: npt.NDArray[np.intp]) -> list[bool]:
        """A comparison of computed figures, in exact numbers, for a few items; equal figures are computed once."""
        names = [name for name in self._inputs(used) if name in self._table.numbers]
        compares, attributes = COMPARES[node.operator], self._rules.rulebook.attributes
        known: dict[tuple[float, ...], bool] = self._exact.setdefault(node, {})
        if len(known) > _MOST_EXACT:
            known.clear()
        found = []
        for row in zip(*(self._table.numbers[name][self._rows[rows]].tolist() for name in names), strict=True):
            if row not in known:
                values = {n: _fraction(v) for n, v in zip(names, row, strict=True) if isfinite(v)}
                facts = Facts(None, values, attributes)
                left, right = facts.number(node.left), facts.number(node.right)
                known[row] = isinstance(left, Fraction) and isinstance(right, Fraction) and compares(left, right)
            found.append(known[row])
        return found

    def _inputs(self, names: tuple[str, ...]) -> list[str]:
        """The figures, and those they are computed from."""
        found: dict[str, None] = {}
        for name in names:
            found[name] = None
            formula = self._rules.rulebook.attributes[name].formula
            if formula is not None:
                found |= dict.fromkeys(self._inputs(tuple(figures(formula))))
        return list(found)

    def _as_it_stands(self, term: Term) -> bool:
        match term:
            case Constant(value, _, _):
                return Fraction(repr(float(value))) == value
            case Figure(name):
                return self._rules.rulebook.attributes[name].formula is None
            case _:
                return False

    def _figure(self, name: str) -> _Numbers:
        key = ("figure", name)
        if key not in self._read:
            self._read[key] = self._number(name)
        found: _Numbers = self._read[key]
        return found

    def _number(self, name: str) -> _Numbers:
        formula = self._rules.rulebook.attributes[name].formula
        given = self._given(name)
        if formula is None or (given is not None and not given.missing):
            return given or _Numbers(np.nan, self.all)
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
        values = numbers[self._rows]
        return _Numbers(values, packed(np.isnan(values)), packed(np.isinf(values)))

    def _term(self, term: Term) -> _Numbers:
        match term:
            case Constant(value, _, _):
                return _Numbers(float(value))
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
            lacks &= each.missing | each.none
        return _Numbers(values, lacks)

    def _computed(self, sign: str, left: _Numbers, right: _Numbers) -> _Numbers:
        none = left.none | right.none
        missing = left.missing | right.missing
        with np.errstate(divide="ignore", invalid="ignore"):
            match sign:
                case "+":
                    values = np.add(left.values, right.values)
                case "-":
                    values = np.subtract(left.values, right.values)
                case "*":
                    values = np.multiply(left.values, right.values)
                case _:
                    values = np.divide(left.values, right.values)
                    missing |= packed(np.equal(right.values, 0)) if isinstance(right.values, np.ndarray) else 0
        return _Numbers(values, missing & ~none, none)


@lru_cache(maxsize=100_000)
def _fraction(value: float) -> Fraction:
    """A number by its shortest decimal."""
    return Fraction(repr(value))
