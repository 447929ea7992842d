"""Some paragraphs of one side beside some of the other, by themselves: what one asks for and the other does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from renkei.controls.comparing.boxes import Bits, Box, Space, TooTangled
from renkei.controls.comparing.fewer import joined
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.sides import Paragraph, Side, Which

if TYPE_CHECKING:
    from renkei.controls.comparing.proving import Proof, Prover

PairVerdict = Literal["same", "left wider", "right wider", "each wider", "nothing shared", "too tangled"]
"""Which of both asks for less, so that more goods meet it."""


@dataclass(frozen=True)
class Excess:
    """Goods that meet one of the paragraphs and none of the other side's.

    Attributes:
        by: the side they meet.
        provision: id of the provision they were cut from.
        deciding: the values that keep them out of the other side's, beyond what the provision asks for; empty:
            everything that meets the provision.
        boxes: the values they have.
    """

    by: Which
    provision: str
    deciding: Box
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Pair:
    """Paragraphs of both sides on one subject, whatever other paragraphs reach the same goods.

    Attributes:
        proof: whether the solver found the excesses to be exactly the difference; None: too tangled to enumerate.
    """

    subject: Subject
    space: Space
    verdict: PairVerdict
    excesses: tuple[Excess, ...]
    proof: Proof | None


def pair(left: Side, right: Side, subject: Subject, left_ids: Sequence[str], right_ids: Sequence[str]) -> Pair:
    """Some paragraphs beside others, each without what its text leaves to other paragraphs of its own regime.

    Args:
        left: the regime that the first paragraphs are of.
        right: the regime of the others.
        subject: the goods.
        left_ids: ids of provisions of the first regime; those that do not reach the goods count for nothing.
        right_ids: the same of the other.
    """
    mine = [each for each in left.paragraphs(subject) if each.id in left_ids]
    theirs = [each for each in right.paragraphs(subject) if each.id in right_ids]
    return _Paired(left, subject, mine, theirs).result()


class _Paired:
    def __init__(self, side: Side, subject: Subject, left: list[Paragraph], right: list[Paragraph]) -> None:
        from renkei.controls.comparing.proving import Prover  # the solver takes long to import

        self._subject = subject
        self._sides: dict[Which, list[Paragraph]] = {"left": left, "right": right}
        self._space = Space(side.rules.rulebook, subject, [each.condition for each in (*left, *right)])
        self._prover: Prover = Prover(self._space)

    def result(self) -> Pair:
        try:
            boxes: dict[Which, dict[str, list[Bits]]] = {
                which: {each.id: self._space.boxes(each.condition) for each in paragraphs}
                for which, paragraphs in self._sides.items()
            }
            excesses = (
                *self._excesses("left", boxes["left"], boxes["right"]),
                *self._excesses("right", boxes["right"], boxes["left"]),
            )
        except TooTangled:
            return Pair(self._subject, self._space, "too tangled", (), None)
        return Pair(self._subject, self._space, self._verdict(boxes, excesses), excesses, self._proof(excesses))

    def _excesses(self, by: Which, mine: dict[str, list[Bits]], other: dict[str, list[Bits]]) -> Iterator[Excess]:
        against = self._space.fewest([box for boxes in other.values() for box in boxes])
        for id_, sources in mine.items():
            cut: dict[frozenset[tuple[int, int]], list[Bits]] = {}
            for source in sources:
                for part in self._space.minus(source, against):
                    deciding = frozenset((key, bits) for key, bits in part.items() if bits != source.get(key))
                    cut.setdefault(deciding, []).append(part)
            for deciding, parts in cut.items():
                spelled = tuple(map(self._space.values, parts))
                if self._prover.possible(self._prover.boxes(spelled)) is not False:
                    yield Excess(by, id_, self._space.values(dict(deciding)), spelled)

    def _verdict(self, boxes: dict[Which, dict[str, list[Bits]]], excesses: Sequence[Excess]) -> PairVerdict:
        left, right = ([box for each in found.values() for box in each] for found in (boxes["left"], boxes["right"]))
        shared = any(joined(one, other) is not None for one in left for other in right)
        if not shared or not self._prover.possible(self._met("left"), self._met("right")):
            return "nothing shared"
        wider = {each.by for each in excesses}
        return "each wider" if len(wider) > 1 else f"{next(iter(wider))} wider" if wider else "same"  # type: ignore[return-value]

    def _met(self, which: Which) -> object:
        return self._prover.any_of(each.condition for each in self._sides[which])

    def _proof(self, excesses: Sequence[Excess]) -> Proof:
        prover = self._prover
        found = []
        ways: tuple[tuple[Which, Which], ...] = (("left", "right"), ("right", "left"))
        for by, other in ways:
            beyond = prover.both(self._met(by), prover.without(self._met(other)))
            found.append(prover.same(beyond, prover.boxes(box for e in excesses if e.by == by for box in e.boxes)))
        return next((each for each in ("refuted", "timed out") if each in found), "proved")
