"""Single values: the number that a key of a box stands for in an item, and values next to the bounds of a box."""

from __future__ import annotations

from fractions import Fraction

from renkei.controls.comparing.boxes import Key
from renkei.controls.comparing.cutting import Values
from renkei.controls.conditions import Compare, Condition
from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.possible_values import Numbers, Words
from renkei.controls.rulebook import Attribute


def quantity(key: Key, atom: Condition, facts: Facts) -> Value | None:
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


def among(values: Numbers, number: Fraction) -> bool:
    """Whether a number is one of some values."""
    return any(
        (each.low is None or each.low < number or (each.low == number and each.low_included))
        and (each.high is None or number < each.high or (each.high == number and each.high_included))
        for each in values.stretches
    )


def word(values: Words, attribute: Attribute) -> Value:
    """The first word a choice may be; that it has none, if it may be none of them."""
    named = [each for each in attribute.values if not values.both(Words(frozenset({each}))).empty]
    return named[0] if named else NOT_APPLICABLE


def nearest(values: Numbers, source: Values | None, attribute: Attribute) -> Value:
    """The number next to the bound by which the values were cut from those of the source, else next to any bound."""
    before = source.stretches if isinstance(source, Numbers) else ()
    known = {end for each in before for end in (each.low, each.high)}
    physical = {attribute.bounds.low, attribute.bounds.high}
    ends = [
        (end, sign) for each in values.stretches for end, sign in ((each.low, 1), (each.high, -1)) if end is not None
    ]
    for end, sign in sorted(ends, key=lambda each: (each[0] in physical, each[0] in known)):
        if attribute.bounds.hold(end) and among(values, end):
            return end
        step = sign * _step(end)
        for n in range(6):
            number: Fraction = end + step / 10**n
            if attribute.bounds.hold(number) and among(values, number):
                return number
    between = ((each.low, each.high) for each in values.stretches)
    return next((low + (high - low) / 2 for low, high in between if low is not None and high is not None), Fraction(1))


def _step(bound: Fraction) -> Fraction:
    """A small step from a bound, one decimal finer than it is written; of large numbers, in their third digit."""
    places = next((n for n in range(12) if (bound * 10**n).denominator == 1), 12)
    if places:
        return Fraction(1, 10 ** (places + 1))
    size = len(str(abs(int(bound))))
    return Fraction(10) ** (size - 3) if size > 2 else Fraction(1, 10) if abs(bound) < 100 and bound else Fraction(1)
