"""What is known of one item and of where it goes: given figures, computed ones, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Final, Literal

from renkei.controls.conditions import Arithmetic, Constant, Figure, Largest, Term
from renkei.controls.rulebook import PLACES, Attribute


class NotApplicable(Enum):
    """Stands for an attribute that a kind of goods cannot have, or that an item is stated not to have."""

    NOT_APPLICABLE = "not applicable"


NOT_APPLICABLE: Final = NotApplicable.NOT_APPLICABLE

Value = Fraction | bool | str | frozenset[str] | Literal[NotApplicable.NOT_APPLICABLE]
"""A number, a flag or judgement, a choice or place, a set; or that the item has no such thing."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One item.

    Attributes:
        kind: the kind of goods; None if not said.
        values: what is given, by attribute, in the attributes' own units.
        attributes: every attribute there is.
        of_goods: the goods that software, technology or a part is for; None if not said or not about goods.
    """

    kind: str | None
    values: Mapping[str, Value]
    attributes: Mapping[str, Attribute]
    of_goods: str | None = None
    about: frozenset[str] = field(default=frozenset())

    def value(self, name: str) -> Value | Literal[NotApplicable.NOT_APPLICABLE] | None:
        """The value of an attribute; None if missing, NOT_APPLICABLE if this kind of goods has none."""
        if name in PLACES:
            return self.values.get(name)
        attribute = self.attributes[name]
        if (
            self.kind is not None
            and self.kind not in attribute.kinds
            and (self.of_goods is None or self.of_goods not in attribute.kinds)
        ):
            if self.kind in self.about and self.of_goods is None:
                return None
            return NOT_APPLICABLE
        given = self.values.get(name)
        if given is None and attribute.formula is not None:
            return self.number(attribute.formula)
        return given

    def number(self, term: Term) -> Fraction | Literal[NotApplicable.NOT_APPLICABLE] | None:
        """The value of a term; None if a figure it needs is missing."""
        match term:
            case Constant(value, _, _):
                return value
            case Figure(name):
                return self.value(name)  # type: ignore[return-value]
            case Largest(terms):
                known = [v for v in map(self.number, terms) if isinstance(v, Fraction)]
                return max(known, default=None)
            case Arithmetic(sign, left, right):
                return _computed(sign, self.number(left), self.number(right))


def _computed(
    sign: str,
    left: Fraction | Literal[NotApplicable.NOT_APPLICABLE] | None,
    right: Fraction | Literal[NotApplicable.NOT_APPLICABLE] | None,
) -> Fraction | Literal[NotApplicable.NOT_APPLICABLE] | None:
    if left is NOT_APPLICABLE or right is NOT_APPLICABLE:
        return NOT_APPLICABLE
    if left is None or right is None:
        return None
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right if right else None
