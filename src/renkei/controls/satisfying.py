"""Can a condition hold at all? Searched through exactly: each figure keeps the values that are still possible."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

from renkei.controls.conditions import (
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
    Meets,
    Not,
    NotAtHand,
    Operator,
    Term,
    Within,
)
from renkei.controls.in_force import InForce
from renkei.controls.possible_values import MIRRORED, Numbers, Stretch, Words, numbers, within, words

Box = dict[Hashable, Numbers | Words]
"""For everything a condition asks about, the values still possible."""

Wanted = tuple[Condition, bool]
"""A condition, and whether it is to hold."""

STEPS = 20_000
"""So many steps are searched; a condition too tangled for that is not spoken of."""

_YES, _BOTH = frozenset({"yes"}), frozenset({"yes", "no"})


class _TooTangled(Exception):
    """The search took too many steps."""


@dataclass
class Satisfying:
    """Searches the conditions of a regime on a day, for one kind of goods.

    What is asked about different figures is taken to be independent, so that a condition found impossible is so; one
    found possible may still be ruled out by arithmetic between its figures.

    Attributes:
        kind: the kind of goods; None for goods of any kind.
        given: every item has every figure its kind can have.
    """

    rules: InForce
    kind: str | None
    given: bool = False
    _steps: int = 0

    def possible(self, *conditions: Condition) -> bool | None:
        """Whether all of these can hold together; None if that is too tangled to say."""
        self._steps = 0
        try:
            return self._search([(each, True) for each in conditions], [], {})
        except _TooTangled:
            return None

    def _search(self, todo: list[Wanted], ways: list[list[Wanted]], box: Box) -> bool:
        """Takes what must hold into the box, then tries one way after the other where there are several."""
        ways, todo, box = [*ways], [*todo], {**box}
        while todo:
            self._steps += 1
            if self._steps > STEPS:
                raise _TooTangled
            node, holds = todo.pop()
            match self._unfolded(node):
                case Not(part):
                    todo.append((part, not holds))
                case All(parts) | AnyOf(parts) as several:
                    branches = [(part, holds) for part in parts]
                    if isinstance(several, All) is holds:
                        todo += branches
                    else:
                        ways.append(branches)
                case atom:
                    if not self._narrow(box, atom, holds=holds):
                        return False
        if not ways:
            return True
        ways.sort(key=len)
        return any(self._search([branch], ways[1:], box) for branch in ways[0])

    def _unfolded(self, node: Condition) -> Condition:
        """A reference as what it refers to, and a set asked for several values as one question for each."""
        match node:
            case Has(name, values, every) if len(values) > 1:
                each = tuple(Has(name, (value,)) for value in values)
                return All(each) if every else AnyOf(each)
            case Meets(provision) if not self._about_others:
                version = self.rules.versions.get(provision)
                if version is None or not self.rules.reaches(provision, self.kind):
                    return AnyOf(())
                return node if isinstance(version.when, NotAtHand) else version.when
        return node

    @property
    def _about_others(self) -> bool:
        """Whether the goods are about other goods of a kind nobody has named."""
        return self.kind is None or self.rules.rulebook.kinds[self.kind].of_goods

    def _narrow(self, box: Box, atom: Condition, *, holds: bool) -> bool:
        """Keeps the values with which the atom holds, or does not; False if there are none."""
        key: Hashable
        kept: Numbers | Words
        all_values: Numbers | Words
        match atom:
            case Compare():
                key, kept, all_values = self._compared(atom, holds=holds)
            case Choice(name, values):
                key, kept, all_values = name, words(frozenset(values), holds=holds), self._choices(name)
            case Flag(name):
                key, kept, all_values = name, words(_YES, holds=holds), self._flag(name)
            case Has(name, values):
                key, kept, all_values = (name, *values), words(_YES, holds=holds), self._member(name)
            case Within(name, set_id):
                members = self._members(set_id)
                if members is None:
                    key, kept, all_values = atom, words(_YES, holds=holds), Words(_BOTH)
                else:
                    key, kept, all_values = name, words(members, holds=holds), self._choices(name)
            case _:
                key, kept, all_values = repr(atom), words(_YES, holds=holds), Words(_BOTH)
        left = box.get(key, all_values).both(kept)  # type: ignore[arg-type]  # a key always has values of one sort
        box[key] = left
        return not left.empty

    def _can_have(self, name: str) -> bool:
        attribute = self.rules.rulebook.attributes.get(name)
        return attribute is None or self._about_others or self.kind in attribute.kinds

    def _flag(self, name: str) -> Words:
        can = self._can_have(name)
        return Words(_BOTH if can else frozenset(), none=not can or self._about_others)

    def _member(self, name: str) -> Words:
        return Words(_BOTH if self._can_have(name) else frozenset({"no"}))

    def _choices(self, name: str) -> Words:
        attribute = self.rules.rulebook.attributes.get(name)
        if attribute is None or attribute.type == "place":
            return Words(frozenset(), others=True)
        can = self._can_have(name)
        return Words(frozenset(attribute.values) if can else frozenset(), none=not can or not self.given)

    def _members(self, set_id: str) -> frozenset[str] | None:
        """The places in a set on the day; None where that is not known."""
        places = self.rules.rulebook.sets[set_id]
        inside = {m.place: places.holds(m.place, self.rules.as_of) for m in places.members}
        return None if None in inside.values() else frozenset(place for place, held in inside.items() if held)

    def _compared(self, atom: Compare, *, holds: bool) -> tuple[Hashable, Numbers, Numbers]:
        key, operator, bound, used = normal(atom)
        can = all(map(self._can_have, used))
        none = not can or not self.given
        everything = Numbers((Stretch(),), none)
        if isinstance(key, str) and key in self.rules.rulebook.attributes:
            everything = within(self.rules.rulebook.attributes[key].bounds, none=none)
        return key, numbers(operator, bound, holds=holds), everything if can else Numbers((), none=True)


def normal(atom: Compare) -> tuple[Hashable, Operator, Fraction, tuple[str, ...]]:
    """A comparison as one quantity beside one number: the quantity, the operator, the number, the figures used.

    Products and quotients of figures lose their factor, so that `0.25 * a / b <= 45` and `0.35 * a / b > 60` ask
    about the same quantity.
    """
    left, right, operator = _product(atom.left), _product(atom.right), atom.operator
    if left is not None and not left[1] and right is not None:
        left, right, operator = right, left, MIRRORED[operator]
    if left is None and right is not None and not right[1]:
        return repr(atom.left), operator, right[0], ()
    if left is None or not left[0] or right is None or right[1]:
        return (repr(atom.left), repr(atom.right)), operator, Fraction(0), ()
    factor, powers = left
    key = next(iter(powers)) if set(powers.values()) == {1} and len(powers) == 1 else frozenset(powers.items())
    return key, operator if factor > 0 else MIRRORED[operator], right[0] / factor, tuple(powers)


def _product(term: Term) -> tuple[Fraction, dict[str, int]] | None:
    """A term as a factor and the powers of figures; None if it is no such product."""
    match term:
        case Constant(value):
            return value, {}
        case Figure(name):
            return Fraction(1), {name: 1}
        case Arithmetic("*" | "/" as sign, left, right):
            one, other = _product(left), _product(right)
            if one is None or other is None or (sign == "/" and not other[0]):
                return None
            turn = 1 if sign == "*" else -1
            powers = dict(one[1])
            for name, power in other[1].items():
                powers[name] = powers.get(name, 0) + turn * power
            factor = one[0] * other[0] if sign == "*" else one[0] / other[0]
            return factor, {name: power for name, power in powers.items() if power}
    return None
