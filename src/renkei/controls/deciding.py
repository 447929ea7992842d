"""Which missing figures would decide: the smallest sets that could bring an item under a rule, or rule it out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from renkei.controls.conditions import All, AnyOf, Not
from renkei.controls.judging import Judged

Sets = frozenset[frozenset[str]]
"""Sets of attributes, none of which holds another."""

NOTHING: Sets = frozenset({frozenset()})
"""No figure is needed."""

NEVER: Sets = frozenset()
"""No figure can do it."""

LIMIT = 200
"""So many sets are followed at most; beyond it the smallest are kept."""


def smallest(sets: Iterable[frozenset[str]]) -> Sets:
    """The sets of which no part is among them as well."""
    kept: list[frozenset[str]] = []
    for each in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        if not any(other <= each for other in kept):
            kept.append(each)
        if len(kept) == LIMIT:
            break
    return frozenset(kept)


def either(ways: Iterable[Sets]) -> Sets:
    """Ways to reach one of several ends."""
    return smallest(s for way in ways for s in way)


def together(ways: Iterable[Sets]) -> Sets:
    """Ways to reach all of several ends."""
    found = NOTHING
    for way in ways:
        found = smallest(a | b for a, b in product(found, way))
    return found


def deciding(judged: Judged, *, holds: bool) -> Sets:
    """The smallest sets of missing attributes whose values could make an open condition hold (or not hold).

    Known values stay as they are. A rule whose text is not at hand cannot be decided by any figure.
    """
    if judged.truth is not None:
        return NOTHING if judged.truth is holds else NEVER
    match judged.node:
        case Not():
            return deciding(judged.parts[0], holds=not holds)
        case All() if judged.parts:
            ways = [deciding(part, holds=holds) for part in judged.parts]
            return together(ways) if holds else either(ways)
        case AnyOf() if judged.parts:
            ways = [deciding(part, holds=holds) for part in judged.parts]
            return either(ways) if holds else together(ways)
        case _ if judged.parts:
            return deciding(judged.parts[0], holds=holds)
        case _:
            return frozenset({frozenset(judged.wants)}) if judged.wants else NEVER
