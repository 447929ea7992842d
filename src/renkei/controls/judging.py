"""Judging one item, exactly and in three values, with the reason kept: the plain reading all others are held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from renkei.controls.conditions import (
    COMPARES,
    All,
    AnyOf,
    Choice,
    Compare,
    Condition,
    Flag,
    Has,
    Meets,
    Not,
    NotAtHand,
    Within,
    figures,
)
from renkei.controls.facts import NOT_APPLICABLE, Facts
from renkei.controls.in_force import InForce

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition judged for one item.

    Attributes:
        truth: holds, does not hold, or None: cannot be said.
        parts: the judged parts, all of them.
        wants: attributes whose absence keeps this very comparison open.
        judgement: it is open because a person must judge.
    """

    node: Condition
    truth: Truth
    parts: tuple[Judged, ...] = ()
    wants: tuple[str, ...] = ()
    judgement: bool = False

    def open(self) -> Iterator[Judged]:
        """The comparisons, flags and missing texts on which an open result still hangs."""
        if self.truth is not None:
            return
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.open()


class Judge:
    """Judges one item under the rules of one regime on one day; a provision referred to twice is judged once."""

    def __init__(self, rules: InForce, facts: Facts) -> None:
        self._rules = rules
        # Goods that are themselves about goods say nothing of what those are.
        self._facts = replace(facts, of_goods=None) if facts.of_goods in facts.about else facts
        self._met: dict[tuple[str, bool], Judged] = {}
        self._truths: dict[tuple[str, bool], Truth] = {}

    def provision(self, id_: str) -> Judged:
        """A provision in force, for goods it can control."""
        return self._condition(self._rules.versions[id_].when, self._facts)

    def condition(self, node: Condition) -> Judged:
        """Any condition over the item and where it goes."""
        return self._condition(node, self._facts)

    def holds(self, id_: str) -> Truth:
        """Whether a provision in force holds, without the reason: stops at the first part that decides."""
        return self._holds(self._rules.versions[id_].when, self._facts)

    def _holds(self, node: Condition, facts: Facts) -> Truth:
        if isinstance(node, (All, AnyOf)):
            decides = isinstance(node, AnyOf)
            found: Truth = not decides
            for part in node.parts:
                truth = self._holds(part, facts)
                if truth is decides:
                    return decides
                found = None if truth is None else found
            return found
        if isinstance(node, Not):
            truth = self._holds(node.part, facts)
            return None if truth is None else not truth
        if isinstance(node, Meets):
            key = (node.provision, facts.kind in facts.about)
            if key not in self._truths:
                referred = self._referred(node.provision, facts)
                self._truths[key] = self._holds(*referred) if isinstance(referred, tuple) else referred
            return self._truths[key]
        return self._condition(node, facts).truth

    def _referred(self, id_: str, facts: Facts) -> tuple[Condition, Facts] | Truth:
        """The condition of another provision and the facts it is judged by, or the truth where that is settled before.

        Software, technology and parts meet it by the goods they are for; None: those are not said.
        """
        version = self._rules.versions.get(id_)
        about = facts.kind in facts.about
        if version is None:
            return False
        if about and facts.of_goods is None:
            return None
        if not self._rules.reaches(id_, facts.of_goods if about else facts.kind):
            return False
        return version.when, self._of_goods if about else facts

    @cached_property
    def _of_goods(self) -> Facts:
        """The goods that the item is for, as an item."""
        return replace(self._facts, kind=self._facts.of_goods, of_goods=None)

    def _condition(self, node: Condition, facts: Facts) -> Judged:
        match node:
            case All(parts):
                judged = tuple(self._condition(part, facts) for part in parts)
                return Judged(node, _all(judged), judged)
            case AnyOf(parts):
                judged = tuple(self._condition(part, facts) for part in parts)
                return Judged(node, _any(judged), judged)
            case Not(part):
                inner = self._condition(part, facts)
                return Judged(node, None if inner.truth is None else not inner.truth, (inner,))
            case Meets(provision):
                return self._meets(node, provision, facts)
            case NotAtHand():
                return Judged(node, None)
            case Compare():
                return _compare(node, facts)
            case _:
                return self._feature(node, facts)

    def _feature(self, node: Flag | Choice | Has | Within, facts: Facts) -> Judged:
        value = facts.value(node.name)
        if value is NOT_APPLICABLE:
            return Judged(node, truth=False)
        if value is None:
            judgement = isinstance(node, Flag) and facts.attributes[node.name].type == "judgement"
            return Judged(node, None, (), (node.name,), judgement)
        match node:
            case Flag():
                return Judged(node, value is True)
            case Choice(_, values):
                return Judged(node, value in values)
            case Has(_, values, every):
                held = value if isinstance(value, frozenset) else frozenset()
                return Judged(node, held.issuperset(values) if every else not held.isdisjoint(values))
            case Within(_, set_id):
                return Judged(node, self._rules.rulebook.sets[set_id].holds(str(value), self._rules.as_of))

    def _meets(self, node: Meets, id_: str, facts: Facts) -> Judged:
        key = (id_, facts.kind in facts.about)
        if key not in self._met:
            referred = self._referred(id_, facts)
            if not isinstance(referred, tuple):
                return Judged(node, referred, (), ("of_goods",) if referred is None else ())
            self._met[key] = self._condition(*referred)
        inner = self._met[key]
        return Judged(node, inner.truth, (inner,))


def _all(parts: tuple[Judged, ...]) -> Truth:
    truths = [part.truth for part in parts]
    return False if False in truths else None if None in truths else True


def _any(parts: tuple[Judged, ...]) -> Truth:
    truths = [part.truth for part in parts]
    return True if True in truths else None if None in truths else False


def _compare(node: Compare, facts: Facts) -> Judged:
    left, right = facts.number(node.left), facts.number(node.right)
    if left is NOT_APPLICABLE or right is NOT_APPLICABLE:
        return Judged(node, truth=False)
    if not isinstance(left, Fraction) or not isinstance(right, Fraction):
        used = dict.fromkeys((*figures(node.left), *figures(node.right)))
        return Judged(node, None, (), tuple(name for name in used if facts.value(name) is None) or tuple(used))
    return Judged(node, bool(COMPARES[node.operator](left, right)))
