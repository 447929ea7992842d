"""Two texts of one paragraph side by side: which demands were dropped, added or given another bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renkei.controls.comparing.boxes import Box, Space
from renkei.controls.comparing.fewer import Bits, TooTangled
from renkei.controls.comparing.plainly import Plainly, Subject
from renkei.controls.conditions import All, AnyOf, Choice, Compare, Condition, Flag, Has, Not
from renkei.controls.in_force import InForce
from renkei.controls.rulebook import Version
from renkei.controls.satisfying import normal


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand that differs.

    Attributes:
        was: what was asked; None if it was added.
        now: what is asked; None if it was dropped.
        alternative: it is one of several of which one is enough.
    """

    was: Condition | None
    now: Condition | None
    alternative: bool = False


@dataclass(frozen=True)
class Reach:
    """What a paragraph by itself reaches on one day only, whatever the rest of the regime says.

    Attributes:
        gained: the values that it reaches since; each box only with what takes it out of the old text.
        lost: those that it reached before.
    """

    subject: Subject
    space: Space
    gained: tuple[Box, ...]
    lost: tuple[Box, ...]


def demands(was: Condition, now: Condition) -> tuple[Demand, ...]:
    """The demands of two conditions that differ, those about the same thing put beside each other."""
    return tuple(_differing(_parts(was, All), _parts(now, All)))


def _differing(was: Sequence[Condition], now: Sequence[Condition]) -> Iterator[Demand]:
    gone = [each for each in was if each not in now]
    come = [each for each in now if each not in was]
    for old in gone:
        new = next((each for each in come if _about(old) and _about(old) == _about(each)), None)
        if new is None:
            new = next((each for each in come if _alternatives(old) & _alternatives(each)), None)
        if new is None:
            yield Demand(old, None)
            continue
        come.remove(new)
        if isinstance(old, AnyOf) or isinstance(new, AnyOf):
            yield from _alternatives_differing(_parts(old, AnyOf), _parts(new, AnyOf))
        else:
            yield Demand(old, new)
    yield from (Demand(None, each) for each in come)


def _alternatives_differing(was: Sequence[Condition], now: Sequence[Condition]) -> Iterator[Demand]:
    yield from (Demand(each, None, alternative=True) for each in was if each not in now)
    yield from (Demand(None, each, alternative=True) for each in now if each not in was)


def _parts(node: Condition, of: type[All] | type[AnyOf]) -> tuple[Condition, ...]:
    """The parts of a condition, those of parts that are of the same sort as well."""
    if not isinstance(node, of):
        return (node,)
    return tuple(each for part in node.parts for each in _parts(part, of))


def _about(node: Condition) -> object:
    """What a single demand is about; None of anything else."""
    match node:
        case Compare():
            return normal(node)[0]
        case Flag(name) | Choice(name, _) | Has(name, _, _):
            return name
        case Not(part):
            return _about(part)
        case _:
            return None


def _alternatives(node: Condition) -> frozenset[Condition]:
    return frozenset(_parts(node, AnyOf))


def reach(subject: Subject, left: InForce, was: Version, right: InForce, now: Version) -> Reach | None:
    """What a paragraph by itself gained and lost; None if it is too tangled to enumerate."""
    old = Plainly(left, subject, {})(was.when)
    new = Plainly(right, subject, {})(now.when)
    space = Space(left.rulebook, subject, [old, new])
    try:
        before, after = space.boxes(old), space.boxes(new)
        gained = [_deciding(part, box) for box in after for part in space.minus(box, before)]
        lost = [_deciding(part, box) for box in before for part in space.minus(box, after)]
    except TooTangled:
        return None
    return Reach(subject, space, *(tuple(map(space.values, _once(each))) for each in (gained, lost)))


def _deciding(part: Bits, source: Bits) -> Bits:
    """What was cut from a box."""
    return {key: bits for key, bits in part.items() if bits != source.get(key)}


def _once(boxes: Sequence[Bits]) -> list[Bits]:
    found: dict[frozenset[tuple[int, int]], Bits] = {}
    for each in boxes:
        found.setdefault(frozenset(each.items()), each)
    return list(found.values())
