"""Items made up for a box: nothing in them but what the box asks, next to the bounds by which it was cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import ceil, floor

from renkei.controls.comparing.boxes import Box, Key, Space
from renkei.controls.comparing.cutting import Values
from renkei.controls.comparing.fewer import Bits, TooTangled
from renkei.controls.comparing.points import among, nearest, quantity, word
from renkei.controls.conditions import Choice, Compare, Condition, Flag, Has, figures
from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.possible_values import Numbers

TRIES = 60
"""So many items are made up for one region before the solver is asked for one."""


@dataclass(frozen=True)
class MakingUp:
    """Makes up items of one subject.

    Args:
        space: what goods of the subject can be.
        usual: values that real products have, by attribute; the best known first.
        facts: an item as rules read it.
    """

    space: Space
    usual: Mapping[str, Sequence[Fraction]]
    facts: Callable[[Mapping[str, Value]], Facts]

    def items(self, box: Bits, source: Bits) -> Iterator[dict[str, Value]]:
        """Items that lie in a box that was cut from a source box, as far as single values can tell."""
        before = self.space.values(source)
        try:
            ways = map(self.space.values, self.space.ways(box))
            every = (item for way in ways for item in islice(self._items(way, before), TRIES // 4))
            yield from islice(every, TRIES)
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
                values[atom.name] = word(kept, attributes[atom.name])
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
            facts = self.facts(item)
            if all(self._number_in(key, kept, facts) for key, kept in box.items() if isinstance(kept, Numbers)):
                yield item

    def _number(self, name: str, values: Numbers, source: Values | None) -> Value:
        """A value that real products have, unless the values were cut; else one next to a bound."""
        if not values.stretches:
            return NOT_APPLICABLE
        if values == source:
            usual = next((each for each in self.usual.get(name, ()) if among(values, each)), None)
            if usual is not None:
                return usual
        return nearest(values, source, self.space.book.attributes[name])

    def _several(self, values: Values | None) -> bool:
        return isinstance(values, Numbers) and any(
            s.low is None or s.high is None or s.low != s.high for s in values.stretches
        )

    def _used(self, atom: Condition) -> list[str]:
        return [*figures(atom.left), *figures(atom.right)] if isinstance(atom, Compare) else []

    def _number_in(self, key: Key, kept: Numbers, facts: Facts) -> bool:
        number = quantity(key, self.space.atoms[key], facts)
        if number is NOT_APPLICABLE:
            return kept.none
        return isinstance(number, Fraction) and among(kept, number)

    def _candidates(
        self, name: str, box: Box, composite: Sequence[tuple[Key, Numbers]], values: Mapping[str, Value]
    ) -> list[Value]:
        """Values that real products have, then some about the bounds."""
        attribute = self.space.book.attributes[name]
        own = box.get(name)
        found: list[Value] = [values[name]] if name in values else []
        found += [v for v in self.usual.get(name, ()) if not isinstance(own, Numbers) or among(own, v)]
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
