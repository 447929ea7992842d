"""A condition as a rule file writes it."""

from __future__ import annotations

from collections.abc import Sequence

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
    Largest,
    Meets,
    Not,
    NotAtHand,
    Term,
    Within,
)


def as_written(node: Condition) -> str:
    """A condition in the form of the rule files, on one line."""
    match node:
        case Compare(left, operator, right):
            return f"{term_as_written(left)} {operator} {term_as_written(right)}"
        case Flag(name):
            return name
        case Choice(name, values):
            return f"{name} is {values[0]}" if len(values) == 1 else f"{name} in {_braced(values)}"
        case Has(name, values, every):
            how = "has" if len(values) == 1 else "has all" if every else "has any"
            return f"{name} {how} {values[0] if len(values) == 1 else _braced(values)}"
        case Within(name, set_id):
            return f"{name} in {set_id}"
        case Meets(provision):
            return f"meets {provision}"
        case NotAtHand():
            return "not at hand"
        case Not(All() | AnyOf() as part):
            return f"{{none: [{as_written(part)}]}}"
        case Not(part):
            return f"not {as_written(part)}"
        case All(parts) | AnyOf(parts):
            return f"{{{'all' if isinstance(node, All) else 'any'}: [{', '.join(map(as_written, parts))}]}}"


def term_as_written(term: Term) -> str:
    """A term in the form of the rule files."""
    match term:
        case Constant(_, written, unit):
            return written if unit == "1" else f"{written} {unit}"
        case Figure(name):
            return name
        case Arithmetic(sign, left, right):
            return f"{_grouped(left)} {sign} {_grouped(right)}"
        case Largest(terms):
            return f"largest({', '.join(map(term_as_written, terms))})"


def _grouped(term: Term) -> str:
    sums = isinstance(term, Arithmetic) and term.sign in {"+", "-"}
    return f"({term_as_written(term)})" if sums else term_as_written(term)


def _braced(values: Sequence[str]) -> str:
    return f"{{{', '.join(values)}}}"
