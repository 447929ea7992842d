"""Why a provision controls an item or not: each condition beside the item's own figure, met or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from renkei.controls.conditions import (
    All,
    AnyOf,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Figure,
    Flag,
    Has,
    Meets,
    Not,
    NotAtHand,
    Within,
    figures,
)
from renkei.controls.facts import Facts
from renkei.controls.judging import Judged
from renkei.controls.wording import Wording

Mark = Literal["met", "not met", "missing", "judge", "not at hand"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition, judged.

    Attributes:
        depth: how deep it stands among alternatives.
        text: the condition in words.
        subject: what it speaks of, the bound it sets, and what the item has; empty where it is not a comparison.
        mark: met or not, missing, for a person to judge, or of a text not at hand.
        heading: it only introduces the lines below it.
    """

    depth: int
    text: str
    mark: Mark
    subject: str = ""
    bound: str = ""
    figure: str = ""
    heading: bool = False


def reasons(judged: Judged, facts: Facts, wording: Wording) -> list[Reason]:
    """Every condition of a provision, in reading order."""
    return list(_of(judged, facts, wording, 0))


def _of(judged: Judged, facts: Facts, wording: Wording, depth: int) -> Iterator[Reason]:
    match judged.node:
        case All() if judged.parts:
            for part in judged.parts:
                yield from _of(part, facts, wording, depth)
        case AnyOf() | Not() if _only_meets(judged.node):
            yield Reason(depth, next(wording.lines(judged.node, 1)).text, _mark(judged))
        case AnyOf() if len(judged.parts) > 1:
            yield Reason(depth, next(wording.lines(judged.node)).text, _mark(judged), heading=True)
            for part in judged.parts:
                yield from _alternative(part, facts, wording, depth + 1)
        case Not() if isinstance(judged.parts[0].node, (AnyOf, All)) and len(judged.parts[0].parts) > 1:
            yield Reason(depth, next(wording.lines(judged.node)).text, _mark(judged), heading=True)
            for part in judged.parts[0].parts:
                yield from _of(part, facts, wording, depth + 1)
        case _:
            yield _single(judged, facts, wording, depth)


def _only_meets(node: Condition) -> bool:
    """Whether a list speaks of other provisions only; then one line says enough."""
    listed = node.part if isinstance(node, Not) else node
    return isinstance(listed, AnyOf) and len(listed.parts) > 1 and all(isinstance(part, Meets) for part in listed.parts)


def _alternative(judged: Judged, facts: Facts, wording: Wording, depth: int) -> Iterator[Reason]:
    """One of several ways; a way with several conditions is introduced by a line of its own."""
    if isinstance(judged.node, All) and len(judged.parts) > 1:
        joined = wording.phrase(judged.node)
        if all(isinstance(part.node, Compare) for part in judged.parts) and len(judged.parts) == 2:
            yield Reason(depth, joined, _mark(judged), figure=_figure(judged.parts[0], facts, wording))
            return
        yield Reason(depth, next(wording.lines(judged.node, 1)).text, _mark(judged), heading=True)
        for part in judged.parts:
            yield from _of(part, facts, wording, depth + 1)
    else:
        yield from _of(judged, facts, wording, depth)


def _single(judged: Judged, facts: Facts, wording: Wording, depth: int) -> Reason:
    node = judged.node
    inner = node.part if isinstance(node, Not) else node
    subject = bound = ""
    if isinstance(inner, Compare):
        subject = wording.subject(inner)
        bound = wording.bound(inner) if inner is node else ""
    return Reason(depth, wording.phrase(node), _mark(judged), subject, bound, _figure(judged, facts, wording))


def _figure(judged: Judged, facts: Facts, wording: Wording) -> str:
    """What the item has of what is compared."""
    node = judged.node.part if isinstance(judged.node, Not) else judged.node
    match node:
        case Compare(left, _, right):
            term = left if list(figures(left)) else right
            value = facts.number(term)
            if not isinstance(value, Fraction):
                return ""
            unit_of = next(figures(term)) if isinstance(term, Figure) else ""
            shown = wording.value(unit_of, value)
            return f"= {shown}" if isinstance(term, Arithmetic) else shown
        case Flag(name) | Choice(name, _) | Has(name, _, _) | Within(name, _):
            stated = facts.value(name)
            return wording.value(name, stated) if isinstance(stated, bool | str | frozenset) else ""
        case _:
            return ""


def _mark(judged: Judged) -> Mark:
    if judged.truth is not None:
        return "met" if judged.truth else "not met"
    still = list(judged.open())
    if still and all(each.judgement for each in still):
        return "judge"
    if still and all(isinstance(each.node, NotAtHand) for each in still):
        return "not at hand"
    return "missing"
