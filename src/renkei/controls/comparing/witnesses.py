"""An item for every difference: possible, as near as can be to the bound that decides, and judged again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import ceil, floor
from typing import Literal

from renkei.controls.answering import answer
from renkei.controls.comparing.boxes import YES, Box, Key, Space, TooTangled, Values, both
from renkei.controls.comparing.plainly import Referred
from renkei.controls.comparing.sides import Side, Which
from renkei.controls.conditions import Choice, Compare, Condition, Flag, Has, figures
from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.judging import Judge
from renkei.controls.possible_values import Numbers, Stretch, Words
from renkei.controls.products import Product
from renkei.controls.rulebook import Attribute

Finding = Literal["yes", "no", "open"]
"""Whether one side's rules reach an item."""

TRIES = 60
"""So many items are made up for one region before the solver is asked for one."""


@dataclass(frozen=True, slots=True)
class Witness:
    """An item on which two sets of rules differ.

    Attributes:
        values: what matters of it; it has nothing else that the rules ask about.
        product: the id of the real product it is; None: made up.
        provisions: ids of the provisions that reach it, on the side that does.
        policies: how an application would be reviewed, where licenses are compared.
    """

    values: Mapping[str, Value]
    product: str | None
    provisions: tuple[str, ...]
    policies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Witnesses:
    """Finds witnesses for the regions of one subject.

    Args:
        space: what goods of the subject can be.
        left, right: the two sides.
        reads: every attribute that either side reads of the subject.
        products: real products of the kind.
        usual: values that real products have, by attribute; the best known first.
    """

    space: Space
    left: Side
    right: Side
    reads: Sequence[str]
    products: Sequence[Product]
    usual: Mapping[str, Sequence[Fraction]]

    def of(self, box: Box, source: Box, by: Which) -> Witness | None:
        """A witness in a box that was cut from a source box; None if none was found."""
        for product_ in self.products:
            if self._lies(box, facts := self._facts(product_.values)):
                found = self.judged(product_.values, by, product_.id, facts)
                if found is not None:
                    return found
        for values in islice(self._made_up(box, source), TRIES):
            found = self.judged(values, by)
            if found is not None:
                return found
        return None

    def judged(
        self, values: Mapping[str, Value], by: Which, product_: str | None = None, facts: Facts | None = None
    ) -> Witness | None:
        """The item as a witness, if both rules judge it as they should: one reaches it, the other does not."""
        mine, other = (self.left, self.right) if by == "left" else (self.right, self.left)
        facts = facts or self._facts(self.complete(values))
        if reached(other, facts)[0] != "no":
            return None
        finding, provisions, policies = reached(mine, facts)
        return Witness(dict(values), product_, provisions, policies) if finding == "yes" else None

    def without_judgement(self, witness: Witness, by: Which) -> bool:
        """Whether the rules differ on the item even if nobody states a judgement."""
        attributes = self.space.book.attributes
        stated = self.complete(witness.values) if witness.product is None else witness.values
        kept = {n: v for n, v in stated.items() if n in attributes and attributes[n].type != "judgement"}
        return self.judged(witness.values, by, None, self._facts(kept)) is not None

    def complete(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """The item with everything else the rules read of such goods: it has none of it."""
        attributes = self.space.book.attributes
        return {name: values.get(name, _nothing(attributes[name])) for name in self.reads if name in attributes} | dict(
            values
        )

    def _facts(self, values: Mapping[str, Value]) -> Facts:
        book, subject = self.space.book, self.space.subject
        places = {**self.right.places, **self.left.places}
        return Facts(subject.kind, {**values, **places}, book.attributes, subject.of_goods, book.about)

    def _lies(self, box: Box, facts: Facts) -> bool:
        judge = Judge(self.left.rules, facts)
        return all(self._has(key, values, facts, judge) for key, values in box.items())

    def _has(self, key: Key, values: Values, facts: Facts, judge: Judge) -> bool:
        atom = self.space.atoms[key]
        if isinstance(values, Numbers):
            number = _quantity(key, atom, facts)
            if number is None:
                return False
            return values.none if number is NOT_APPLICABLE else _among(values, number)  # type: ignore[arg-type]
        if isinstance(atom, Choice) and atom.name in self.space.book.attributes:
            chosen = facts.value(atom.name)
            return chosen is not None and not values.both(Words(frozenset({str(chosen)}))).empty
        truth = None if isinstance(atom, Referred) else judge.condition(atom).truth
        return truth is not None and ("yes" if truth else "no") in values.words

    def _made_up(self, box: Box, source: Box) -> Iterator[dict[str, Value]]:
        for spelled in self._spelled_out(box):
            yield from islice(self._items(spelled, source), TRIES // 4)

    def _spelled_out(self, box: Box) -> Iterator[Box]:
        """The box with the goods it refers to spelled out."""
        own = {key: values for key, values in box.items() if not isinstance(key, Referred)}
        met = [key.meaning for key, values in box.items() if isinstance(key, Referred) and values == YES]
        try:
            for way in product(*(self.space.boxes(meaning) for meaning in met)):
                spelled: dict[Key, Values] | None = dict(own)
                for each in map(self.space.values, way):
                    spelled = _joined(spelled, each)
                if spelled is not None:
                    yield spelled
        except TooTangled:
            return

    def _items(self, box: Box, source: Box) -> Iterator[dict[str, Value]]:
        attributes = self.space.book.attributes
        values: dict[str, Value] = {}
        members: dict[str, set[str]] = {}
        composite: list[tuple[Key, Numbers]] = []
        for key, kept in box.items():
            atom = self.space.atoms[key]
            if isinstance(kept, Numbers):
                if isinstance(key, str) and key in attributes:
                    values[key] = self._number(key, kept, source.get(key))
                else:
                    composite.append((key, kept))
            elif isinstance(atom, Choice) and atom.name in attributes:
                values[atom.name] = _word(kept, attributes[atom.name])
            elif isinstance(atom, Flag):
                values[atom.name] = "yes" in kept.words
            elif isinstance(atom, Has):
                held = members.setdefault(atom.name, set())
                held.update(atom.values if "yes" in kept.words else ())
        values |= {name: frozenset(each) for name, each in members.items()}
        free = [
            name
            for key, _ in composite
            for name in self._used(self.space.atoms[key])
            if name not in values or box.get(name) != source.get(name) or self._several(box.get(name))
        ]
        free = list(dict.fromkeys(free))
        if not free:
            yield values
            return
        choices = [self._candidates(name, box, composite, values) for name in free]
        for chosen in islice(product(*choices), 2_000):
            item = {**values, **dict(zip(free, chosen, strict=True))}
            facts = self._facts(item)
            if all(self._number_in(key, kept, facts) for key, kept in box.items() if isinstance(kept, Numbers)):
                yield item

    def _number(self, name: str, values: Numbers, source: Values | None) -> Value:
        """A value that real products have, unless the values were cut; else one next to a bound."""
        if not values.stretches:
            return NOT_APPLICABLE
        if values == source:
            usual = next((each for each in self.usual.get(name, ()) if _among(values, each)), None)
            if usual is not None:
                return usual
        return _nearest(values, source, self.space.book.attributes[name])

    def _several(self, values: Values | None) -> bool:
        return isinstance(values, Numbers) and any(
            s.low is None or s.high is None or s.low != s.high for s in values.stretches
        )

    def _used(self, atom: Condition) -> list[str]:
        return [*figures(atom.left), *figures(atom.right)] if isinstance(atom, Compare) else []

    def _number_in(self, key: Key, kept: Numbers, facts: Facts) -> bool:
        number = _quantity(key, self.space.atoms[key], facts)
        if number is NOT_APPLICABLE:
            return kept.none
        return isinstance(number, Fraction) and _among(kept, number)

    def _candidates(
        self, name: str, box: Box, composite: Sequence[tuple[Key, Numbers]], values: Mapping[str, Value]
    ) -> list[Value]:
        """Values that real products have, then some about the bounds."""
        attribute = self.space.book.attributes[name]
        own = box.get(name)
        found: list[Value] = [values[name]] if name in values else []
        found += [v for v in self.usual.get(name, ()) if not isinstance(own, Numbers) or _among(own, v)]
        for key, kept in composite:
            found += self._solved(name, key, kept, values)
        found += map(Fraction, ("1", "2", "0.5", "10", "100", "1000"))
        if any(not kept.stretches for key, kept in composite if isinstance(key, frozenset) and name in dict(key)):
            found.insert(0, NOT_APPLICABLE)
        return [
            v
            for v in dict.fromkeys(found)
            if v is NOT_APPLICABLE or (isinstance(v, Fraction) and attribute.bounds.hold(v))
        ]

    def _solved(self, name: str, key: Key, kept: Numbers, values: Mapping[str, Value]) -> Iterator[Fraction]:
        """Values with which a quotient or product of two figures comes to lie next to a bound."""
        powers = dict(key) if isinstance(key, frozenset) else {}
        if len(powers) != 2 or abs(powers.get(name, 0)) != 1:
            return
        (other, power) = next((each, p) for each, p in powers.items() if each != name)
        own = values.get(other)
        beside = [own] if isinstance(own, Fraction) else []
        for second in (*beside, *self.usual.get(other, ())):
            for end in (end for each in kept.stretches for end in (each.low, each.high) if end):
                if second:
                    exact = end / second**power
                    exact = exact if powers[name] == 1 else 1 / exact
                    digits = Fraction(10) ** (2 - (len(str(int(exact))) if exact >= 1 else 0) + 1)
                    yield Fraction(floor(exact * digits)) / digits
                    yield Fraction(ceil(exact * digits)) / digits


def reached(side: Side, facts: Facts) -> tuple[Finding, tuple[str, ...], tuple[str, ...]]:
    """Whether the rules of a side reach an item, by which provisions, and with which review policy."""
    found = answer(side.rules, facts, ways=False)
    if side.by_license:
        finding: Finding = {"required": "yes", "not required": "no", "undecided": "open"}[found.license]  # type: ignore[assignment]
        needed = [each for each in found.requirements if each.needed]
        ids = {each.requirement.id for each in needed}
        provisions = tuple(p.provision.id for p in found.provisions if p.judged.truth and ids & set(p.version.license))
        return finding, provisions, tuple(dict.fromkeys(policy for each in needed for policy in each.policies))
    compared = [each for each in found.provisions if not side.minor(each.version)]
    met = tuple(each.provision.id for each in compared if each.judged.truth)
    return ("yes" if met else "open" if compared else "no"), met, ()


def _joined(one: dict[Key, Values] | None, other: Box) -> dict[Key, Values] | None:
    met = None if one is None else {**one}
    for key, values in other.items():
        if met is not None:
            met[key] = both(met[key], values) if key in met else values
            met = None if met[key].empty else met
    return met


def _quantity(key: Key, atom: Condition, facts: Facts) -> Value | None:
    """The number a key stands for; None if it is missing."""
    if isinstance(key, str) and key in facts.attributes:
        return facts.value(key)
    if isinstance(key, frozenset):
        found = Fraction(1)
        for name, power in key:
            number = facts.value(name)
            if not isinstance(number, Fraction):
                return number
            if not number and power < 0:
                return None
            found *= Fraction(number**power)
        return found
    if not isinstance(atom, Compare):
        return None
    left, right = facts.number(atom.left), facts.number(atom.right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left - right if isinstance(key, tuple) else left
    return NOT_APPLICABLE if left is NOT_APPLICABLE or right is NOT_APPLICABLE else None


def _among(values: Numbers, number: Fraction) -> bool:
    point = Numbers((Stretch(number, low_included=True, high=number, high_included=True),))
    return not values.both(point).empty


def _nothing(attribute: Attribute) -> Value:
    match attribute.type:
        case "flag" | "judgement":
            return False
        case "set":
            return frozenset()
        case _:
            return NOT_APPLICABLE


def _word(values: Words, attribute: Attribute) -> Value:
    named = [each for each in attribute.values if not values.both(Words(frozenset({each}))).empty]
    return named[0] if named else NOT_APPLICABLE


def _nearest(values: Numbers, source: Values | None, attribute: Attribute) -> Value:
    """The number next to the bound by which the values were cut from those of the source, else next to any bound."""
    before = source.stretches if isinstance(source, Numbers) else ()
    known = {end for each in before for end in (each.low, each.high)}
    physical = {attribute.bounds.low, attribute.bounds.high}
    ends = [
        (end, sign) for each in values.stretches for end, sign in ((each.low, 1), (each.high, -1)) if end is not None
    ]
    for end, sign in sorted(ends, key=lambda each: (each[0] in physical, each[0] in known)):
        for number in (end, *(end + sign * _step(end) / 10**n for n in range(6))):
            if attribute.bounds.hold(number) and _among(values, number):
                return number
    middles = [
        (each.low + each.high) / 2 for each in values.stretches if each.low is not None and each.high is not None
    ]
    return middles[0] if middles else Fraction(1)


def _step(bound: Fraction) -> Fraction:
    """A small step from a bound, one decimal finer than it is written; of large numbers, in their third digit."""
    places = next((n for n in range(12) if (bound * 10**n).denominator == 1), 12)
    if places:
        return Fraction(1, 10 ** (places + 1))
    size = len(str(abs(int(bound))))
    return Fraction(10) ** (size - 3) if size > 2 else Fraction(1, 10) if abs(bound) < 100 and bound else Fraction(1)
