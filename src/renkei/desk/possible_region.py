"""Whether goods can have the values of a region: a figure that is the largest of others is at least each of them."""

from __future__ import annotations

from fractions import Fraction

from renkei.controls.comparing.boxes import Box
from renkei.controls.conditions import Figure, Largest
from renkei.controls.possible_values import Numbers, Stretch
from renkei.controls.rulebook import Rulebook

End = tuple[Fraction, bool]
"""A bound, and whether it is itself among the values."""


def can_be(book: Rulebook, box: Box) -> bool:
    """Whether no figure of a box is below one of those that it is the largest of.

    The comparison takes every figure as one of its own; an item that states the whole to be less than a part of it
    would be a mistake, and no goods.
    """
    return all(_can_be(book, box, key, values) for key, values in box.items() if isinstance(values, Numbers))


def _can_be(book: Rulebook, box: Box, key: object, values: Numbers) -> bool:
    formula = book.attributes[key].formula if isinstance(key, str) and key in book.attributes else None
    if not isinstance(formula, Largest):
        return True
    found = (box.get(term.name) for term in formula.terms if isinstance(term, Figure))
    parts = [part for part in found if isinstance(part, Numbers) and not part.none]
    if not values.stretches:  # no whole, and so no parts
        return not parts
    high = _ending(values.stretches[-1])
    lows = [low for part in parts if (low := _lowest(part)) is not None]
    return high is None or not any(_below(high, low) for low in lows)


def _below(high: End, low: End) -> bool:
    """Whether everything up to one bound is less than everything from the other."""
    return high[0] < low[0] or (high[0] == low[0] and not (high[1] and low[1]))


def _ending(stretch: Stretch) -> End | None:
    return None if stretch.high is None else (stretch.high, stretch.high_included)


def _lowest(values: Numbers) -> End | None:
    if not values.stretches or values.stretches[0].low is None:
        return None
    return values.stretches[0].low, values.stretches[0].low_included
