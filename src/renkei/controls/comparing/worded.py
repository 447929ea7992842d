"""The values of a box in words, English or Japanese, by way of the conditions they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from renkei.controls.cells import plain_number
from renkei.controls.comparing.boxes import Box, Key, Space
from renkei.controls.comparing.cutting import Values
from renkei.controls.comparing.plainly import Referred
from renkei.controls.conditions import (
    All,
    AnyOf,
    Arithmetic,
    Choice,
    Compare,
    Constant,
    Figure,
    Meets,
    Not,
    Operator,
    Term,
)
from renkei.controls.possible_values import Numbers, Stretch, Words
from renkei.controls.wording import Wording
from renkei.ground.words import Words as Phrases


def phrases(space: Space, box: Box, wording: Wording, words: Phrases) -> list[str]:
    """What an item in a box has, one phrase for each key."""
    return [_phrase(space, key, values, wording, words) for key, values in box.items()]


def _phrase(space: Space, key: Key, values: Values, wording: Wording, words: Phrases) -> str:
    atom = space.atoms[key]
    if isinstance(values, Numbers) and isinstance(atom, Compare):
        return _numbers(space, key, atom, values, wording, words)
    assert isinstance(values, Words)  # noqa: S101  # a key of numbers is a comparison
    yes = "yes" in values.words
    match atom:
        case Choice(name, _):
            return _choice(name, values, wording, words)
        case Referred(provisions, _):
            return words(
                "controls.for_goods" if yes else "controls.not_for_goods",
                paragraphs=wording.paragraphs(AnyOf(tuple(map(Meets, provisions)))),
            )
        case _:
            return wording.phrase(atom if yes else Not(atom))


def _choice(name: str, values: Words, wording: Wording, words: Phrases) -> str:
    named = tuple(sorted(values.words))
    if not named:
        return words("controls.has_nothing", what=wording.attribute(name))
    node = Choice(name, named)
    return wording.phrase(Not(node) if values.others else node)


def _numbers(space: Space, key: Key, atom: Compare, values: Numbers, wording: Wording, words: Phrases) -> str:
    term, unit = _term(space, key, atom)
    if not values.stretches:
        return words("controls.has_nothing", what=wording.term(term))
    stretches = _next_to_each_other(values.stretches) if _counts(space, key) else values.stretches
    ways = [All(tuple(_bounds(space, key, term, unit, each))) for each in stretches]
    return words("controls.or").join(wording.phrase(way) for way in ways)


def _counts(space: Space, key: Key) -> bool:
    """Whether a key counts things."""
    return isinstance(key, str) and key in space.book.attributes and space.book.attributes[key].bounds.whole


def _next_to_each_other(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches of whole numbers with nothing between them made one: exactly 10, and 11 to 19."""
    found: list[Stretch] = []
    for each in stretches:
        last = found[-1] if found else None
        if last is not None and last.high is not None and each.low == last.high + 1:
            found[-1] = Stretch(last.low, last.low_included, each.high, each.high_included)
        else:
            found.append(each)
    return found


def _bounds(space: Space, key: Key, term: Term, unit: str, stretch: Stretch) -> Iterator[Compare]:
    if stretch.low is not None and stretch.low == stretch.high:
        yield Compare(term, "=", _constant(stretch.low, unit))
        return
    bounds = space.book.attributes[key].bounds if isinstance(key, str) and key in space.book.attributes else None
    if stretch.low is not None and not (bounds and stretch.low == bounds.low):
        operator: Operator = ">=" if stretch.low_included else ">"
        yield Compare(term, operator, _constant(stretch.low, unit))
    if stretch.high is not None and not (bounds and stretch.high == bounds.high):
        operator = "<=" if stretch.high_included else "<"
        yield Compare(term, operator, _constant(stretch.high, unit))


def _term(space: Space, key: Key, atom: Compare) -> tuple[Term, str]:
    """The quantity a key stands for, and its unit."""
    attributes = space.book.attributes
    if isinstance(key, str) and key in attributes:
        return Figure(key), attributes[key].unit
    if isinstance(key, frozenset):
        powers = sorted(key, key=lambda each: (-each[1], each[0]))
        term: Term = Figure(powers[0][0])
        for name, power in powers[1:]:
            term = Arithmetic("*" if power > 0 else "/", term, Figure(name))
        units = [attributes[name].unit for name, _ in powers if attributes[name].unit != "1"]
        return term, units[0] if len(units) == 1 else "1"
    if isinstance(key, tuple):
        return Arithmetic("-", atom.left, atom.right), "1"
    return atom.left, "1"


def _constant(value: Fraction, unit: str) -> Constant:
    return Constant(value, plain_number(value), unit)
