"""How much of a paragraph the other side controls as well: all, some or nothing, asked of the solver directly."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from renkei.controls.comparing.boxes import Space
from renkei.controls.comparing.fewer import Bits, TooTangled
from renkei.controls.comparing.matching import matched
from renkei.controls.comparing.plainly import Referred, Subject, all_of, any_of, opposite
from renkei.controls.comparing.sides import Paragraph, Which
from renkei.controls.conditions import ALWAYS, NEVER, All, AnyOf, Choice, Condition, Flag, Meets, Not, NotAtHand, Within
from renkei.controls.rulebook import PLACES, Rulebook

if TYPE_CHECKING:
    from renkei.controls.comparing.proving import Prover
    from renkei.controls.comparing.translating import Translation

Cover = Literal["covered", "partly", "not", "undecided"]
"""What the other side controls of what a paragraph controls.

`partly`: something is left free, and some paragraph of the other side is on the same goods; `not`: none is;
`undecided`: a judgement or a text not at hand decides, or the solver came to no end.
"""

Differs = Literal["for certain", "may"]
"""Whether something that the paragraph controls is left free whatever anybody judges."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one paragraph for one kind of goods; `differs` is None where nothing is left free."""

    cover: Cover
    differs: Differs | None


Answer = Differs | Literal["too long"] | None

Problem = tuple[Condition, frozenset[Condition]]
"""A condition of one side, and all of the other."""


@dataclass(frozen=True)
class Covering:
    """Asks of each paragraph whether an item can meet it that meets no paragraph of the other side.

    That is the same question to which the regions of a comparison are the answer, without enumerating them. What was
    asked once is kept, also for other days.
    """

    book: Rulebook
    _asked: dict[Problem, Answer] = field(default_factory=dict)

    def of(
        self, subject: Subject, left: Sequence[Paragraph], right: Sequence[Paragraph]
    ) -> dict[tuple[Which, str], Found]:
        """What was found of every paragraph of both sides; those that nothing can meet are left out."""
        sides: dict[Which, tuple[Sequence[Paragraph], Sequence[Paragraph]]] = {
            "left": (left, right),
            "right": (right, left),
        }
        answers = {
            (by, each.id): self._differs(subject, each.condition, frozenset(other.condition for other in others))
            for by, (mine, others) in sides.items()
            for each in mine
        }
        unmatched: set[tuple[Which, str]] = set()
        if "for certain" in answers.values():
            unmatched = _unmatched(self.book, subject, left, right)
        found: dict[tuple[Which, str], Found] = {}
        for by, (mine, _) in sides.items():
            for each in mine:
                key = by, each.id
                if answers[key] is not None or self._possible(subject, each.condition):
                    found[key] = _found(each, answers[key], unmatched=key in unmatched)
        return found

    def _differs(self, subject: Subject, mine: Condition, others: frozenset[Condition]) -> Answer:
        if mine in others:
            return None
        problem = mine, others
        if problem not in self._asked:
            self._asked[problem] = self._solved(subject, mine, others)
        return self._asked[problem]

    def _solved(self, subject: Subject, mine: Condition, others: frozenset[Condition]) -> Answer:
        found = self._left_free(subject, mine, others)
        if not found:
            return "too long" if found is None else None
        sure, most = surely(self.book, mine), frozenset(possibly(self.book, each) for each in others)
        if (sure, most) != (mine, others):
            found = self._left_free(subject, sure, most)
        return "for certain" if found else "may"

    def _left_free(self, subject: Subject, mine: Condition, others: frozenset[Condition]) -> bool | None:
        """Whether an item can meet one condition and none of the others; None if that took too long."""
        prover = self._prover(subject)
        return prover.possible(prover.condition(mine), prover.without(prover.any_of(others)))

    def _possible(self, subject: Subject, condition: Condition) -> bool:
        """Whether anything can meet a condition at all."""
        return self._differs(subject, condition, frozenset()) is not None

    def _prover(self, subject: Subject) -> Prover:
        """The solver for a subject, as long as it is asked about the same."""
        if subject not in self._provers:
            from renkei.controls.comparing.proving import Prover  # the solver takes long to import

            self._provers.clear()
            self._provers[subject] = Prover(Space(self.book, subject, ()), translation=self._translation)
        return self._provers[subject]

    @cached_property
    def _provers(self) -> dict[Subject, Prover]:
        return {}

    @cached_property
    def _translation(self) -> Translation:
        from renkei.controls.comparing.translating import Translation

        return Translation(self.book.attributes)


def _found(paragraph: Paragraph, differs: Answer, *, unmatched: bool) -> Found:
    if differs == "too long":
        return Found("undecided", None)
    if paragraph.version.state == "not at hand" or differs == "may":
        return Found("undecided", differs)
    if differs is None:
        return Found("covered", None)
    return Found("not" if unmatched else "partly", differs)


def _unmatched(
    book: Rulebook, subject: Subject, left: Sequence[Paragraph], right: Sequence[Paragraph]
) -> set[tuple[Which, str]]:
    """The paragraphs on whose goods the other side has none; of one too tangled to say, it is taken to have some."""
    space = Space(book, subject, [each.condition for each in (*left, *right)])
    mine, others = _enumerable(space, left), _enumerable(space, right)
    matches = matched(space, mine, others)
    ours: set[tuple[Which, str]] = {("left", id_) for id_ in mine} - {("left", one) for one, _ in matches}
    theirs: set[tuple[Which, str]] = {("right", id_) for id_ in others} - {("right", other) for _, other in matches}
    return ours | theirs


def _enumerable(space: Space, paragraphs: Sequence[Paragraph]) -> dict[str, list[Bits]]:
    found = {}
    for each in paragraphs:
        with suppress(TooTangled):
            found[each.id] = space.boxes(each.condition)
    return found


def surely(book: Rulebook, node: Condition) -> Condition:
    """A condition that holds only where the given one does whatever is judged, and whatever a text not at hand says."""
    return _settled(book, node, holds=False)


def possibly(book: Rulebook, node: Condition) -> Condition:
    """A condition that holds wherever the given one does for some judgement and some reading of a text not at hand."""
    return _settled(book, node, holds=True)


def _settled(book: Rulebook, node: Condition, *, holds: bool) -> Condition:
    """A condition with everything open in it taken to hold, or not; the other way around under a negation."""
    match node:
        case All(parts):
            return all_of(*(_settled(book, part, holds=holds) for part in parts))
        case AnyOf(parts):
            return any_of(*(_settled(book, part, holds=holds) for part in parts))
        case Not(part):
            return opposite(_settled(book, part, holds=not holds))
        case Referred(_, meaning):
            return _settled(book, meaning, holds=holds)
        case Meets() | Within() | NotAtHand():
            return ALWAYS if holds else NEVER
        case Choice(name, _) if name in PLACES:
            return ALWAYS if holds else NEVER
        case Flag(name) if book.attributes[name].type == "judgement":
            return ALWAYS if holds else NEVER
        case _:
            return node
