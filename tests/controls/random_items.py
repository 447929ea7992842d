"""Random items with gaps: figures on, just under and just over every bound that the rules set."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from renkei.controls.conditions import Compare, Constant, Figure, atoms, figures
from renkei.controls.facts import NOT_APPLICABLE, Value
from renkei.controls.rulebook import Rulebook

GAPS = 0.2
"""The share of figures left out."""


class RandomItems:
    """Makes items of every kind; the same seed makes the same items."""

    def __init__(self, book: Rulebook, seed: int) -> None:
        self._book = book
        self._random = random.Random(seed)  # noqa: S311 - the same seed must make the same items
        self._bounds = _bounds(book)
        self._of_kind = {kind: [a for a in book.attributes.values() if kind in a.kinds] for kind in book.kinds}

    def items(self, kind: str, number: int, of_goods: str | None = None) -> list[dict[str, Value]]:
        """So many items of a kind, by attribute; what is left out is not known."""
        names = {a.name: a for k in (kind, of_goods) if k for a in self._of_kind[k]}
        return [self._item(list(names.values())) for _ in range(number)]

    def _item(self, attributes: list[Any]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for attribute in attributes:
            if self._random.random() >= GAPS:
                found[attribute.name] = self._value(attribute)
        return found

    def _value(self, attribute: Any) -> Value:
        pick = self._random
        match attribute.type:
            case "number":
                if pick.random() < 0.02:
                    return NOT_APPLICABLE
                bound = pick.choice(self._bounds.get(attribute.name, [Fraction(1)]))
                value = bound + pick.choice([0, 0, Fraction(1, 100), Fraction(-1, 100), bound, -bound / 2])
                fitting = [v for v in (_six(value), bound, Fraction(1)) if attribute.bounds.hold(v)]
                return fitting[0]
            case "flag" | "judgement":
                return pick.random() < 0.6
            case "choice":
                return pick.choice(list(attribute.values))
            case "set":
                return frozenset(v for v in attribute.values if pick.random() < 0.5)
            case _:
                return pick.choice(["CN", "US", "JP", "MO", "TW"])


def _bounds(book: Rulebook) -> dict[str, list[Fraction]]:
    """For every figure, the bounds it is compared with, alone or in arithmetic."""
    found: dict[str, set[Fraction]] = {}
    for provision in book.provisions.values():
        for version in provision.versions:
            for atom in atoms(version.when):
                if isinstance(atom, Compare):
                    for one, other in ((atom.left, atom.right), (atom.right, atom.left)):
                        if isinstance(other, Constant):
                            for name in figures(one):
                                fits = isinstance(one, Figure)
                                found.setdefault(name, set()).add(_six(other.value) if fits else Fraction(27, 20))
    return {name: sorted(values) for name, values in found.items()}


def _six(value: Fraction) -> Fraction:
    """A bound that a table can hold: decimals only."""
    return Fraction(repr(float(value)))
