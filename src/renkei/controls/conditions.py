"""The one expression in which every rule is written: judged, worded and compared by other modules.

Terms are arithmetic over figures, in the figures' own units. Conditions are comparisons, flags, choices, sets, places,
references to other provisions, and their combinations. Every value is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Literal

Operator = Literal["<", "<=", ">", ">=", "=", "!="]

COMPARES: dict[Operator, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "!=": ne}
"""What each operator computes, of numbers and of columns of numbers alike."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, with the text and unit in which the rule writes it."""

    value: Fraction = field(hash=False)  # slow to hash, and the text says as much
    written: str
    unit: str = "1"


@dataclass(frozen=True, slots=True)
class Figure:
    """The number an attribute has."""

    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left sign right`."""

    sign: Literal["+", "-", "*", "/"]
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest of those terms that are known."""

    terms: tuple[Term, ...]


Term = Constant | Figure | Arithmetic | Largest


@dataclass(frozen=True, slots=True)
class Compare:
    """`left operator right`."""

    left: Term
    operator: Operator
    right: Term


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes-or-no feature, or a judgement, that holds."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An attribute with one value, which is one of these."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """An attribute with a set of values, which holds one (or, if `every`, all) of these."""

    name: str
    values: tuple[str, ...]
    every: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """A place that belongs to a set of places."""

    name: str
    set_id: str


@dataclass(frozen=True, slots=True)
class Meets:
    """The item also meets another provision, at the same day."""

    provision: str


@dataclass(frozen=True, slots=True)
class NotAtHand:
    """A rule whose text is not at hand: nobody can say."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Compare | Flag | Choice | Has | Within | Meets | NotAtHand | All | AnyOf | Not

_SORTS: dict[type, str] = {
    Constant: "number",
    Figure: "figure",
    Arithmetic: "arithmetic",
    Largest: "largest",
    Compare: "compare",
    Flag: "flag",
    Choice: "choice",
    Has: "has",
    Within: "within",
    Meets: "meets",
    NotAtHand: "not at hand",
    All: "all",
    AnyOf: "any",
    Not: "not",
}
_NODES = {sort: node for node, sort in _SORTS.items()}

ALWAYS = All(())
NEVER = AnyOf(())


def to_plain(node: Condition | Term) -> list[Any]:
    """A node as nested lists, for a file: its sort, then its fields in their order."""
    return [_SORTS[type(node)], *(_plain(getattr(node, each.name)) for each in fields(node))]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Fraction):
        return str(value)
    return to_plain(value) if type(value) in _SORTS else value


def from_plain(plain: list[Any]) -> Any:
    """The node that `to_plain` wrote."""
    sort, *values = plain
    if sort == "number":
        value, written, unit = values
        return Constant(Fraction(value), written, unit)
    return _NODES[sort](*map(_value, values))


def _value(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    if plain and isinstance(plain[0], str) and plain[0] in _NODES:
        return from_plain(plain)
    return tuple(_value(each) for each in plain)


def atoms(node: Condition) -> Iterator[Condition]:
    """Every condition that has no parts, in reading order."""
    match node:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)
        case _:
            yield node


def figures(term: Term) -> Iterator[str]:
    """The attributes a term is computed from."""
    match term:
        case Figure(name):
            yield name
        case Arithmetic(_, left, right):
            yield from figures(left)
            yield from figures(right)
        case Largest(terms):
            for each in terms:
                yield from figures(each)


def names(node: Condition) -> Iterator[str]:
    """Every attribute a condition reads, with repeats, in reading order."""
    for atom in atoms(node):
        match atom:
            case Compare(left, _, right):
                yield from figures(left)
                yield from figures(right)
            case Flag(name) | Choice(name, _) | Has(name, _, _) | Within(name, _):
                yield name


def both(*parts: Condition) -> Condition:
    """All of the parts, flattened; one part stays itself."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, All) else (part,))
    return flat[0] if len(flat) == 1 else All(tuple(flat))
