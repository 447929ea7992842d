"""Whether an item, by the figures that are known of it, has the values of a region."""

from __future__ import annotations

from fractions import Fraction

from renkei.controls.comparing.boxes import Box, Key, Space
from renkei.controls.comparing.cutting import Values
from renkei.controls.comparing.plainly import Referred
from renkei.controls.conditions import Choice, Compare, Condition
from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.in_force import InForce
from renkei.controls.judging import Judge
from renkei.controls.possible_values import Numbers, Stretch, Words


def lies_in(space: Space, box: Box, rules: InForce, facts: Facts) -> bool:
    """Whether an item is known to have all values of a box."""
    judge = Judge(rules, facts)
    return all(_has(space.atoms[key], key, values, facts, judge) for key, values in box.items())


def _has(atom: Condition, key: Key, values: Values, facts: Facts, judge: Judge) -> bool:
    match values:
        case Numbers(_, none):
            number = _quantity(atom, key, facts) if isinstance(atom, Compare) else None
            if number is NOT_APPLICABLE:
                return none
            if not isinstance(number, Fraction):
                return False
            point = Stretch(number, low_included=True, high=number, high_included=True)
            return not values.both(Numbers((point,))).empty
        case Words(words):
            if isinstance(atom, Referred):
                return False
            if isinstance(atom, Choice):
                chosen = facts.value(atom.name)
                return isinstance(chosen, str) and not values.both(Words(frozenset({chosen}))).empty
            truth = judge.condition(atom).truth
            return truth is not None and ("yes" if truth else "no") in words


def _quantity(atom: Compare, key: Key, facts: Facts) -> Value | None:
    """What a key comes to: a figure, a product of powers of figures, a difference, or a term by itself."""
    if isinstance(key, str) and key in facts.attributes:
        return facts.value(key)
    if isinstance(key, frozenset):
        found = Fraction(1)
        for name, power in key:
            number = facts.value(name)
            if not isinstance(number, Fraction) or (not number and power < 0):
                return number if number is NOT_APPLICABLE else None
            found *= Fraction(number**power)
        return found
    left, right = facts.number(atom.left), facts.number(atom.right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left - right if isinstance(key, tuple) else left
    return NOT_APPLICABLE if NOT_APPLICABLE in (left, right) else None
