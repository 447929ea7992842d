"""What the solver says of one subject's regions: whether anything lies in them, and whether they are the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from renkei.controls.comparing.boxes import Box
from renkei.controls.comparing.sides import OTHER, Paragraph, Which
from renkei.controls.conditions import Condition
from renkei.controls.facts import Value

if TYPE_CHECKING:
    from renkei.controls.comparing.proving import Proof, Prover

ProofT = TypeVar("ProofT", bound="Proof | None")


class Difference(Protocol):
    """Boxes in which one side controls and the other does not."""

    @property
    def by(self) -> Which:
        """The side that controls."""

    @property
    def boxes(self) -> Sequence[Box]:
        """The values."""


Group = tuple[Mapping[Which, Sequence[str]], Sequence[Difference]]
"""Ids of the paragraphs of both sides that are related, and where they differ."""


class Certifying:
    """Asks the solver about the paragraphs of both sides as a whole, which it is told once.

    Two things of which it is asked whether they are the same are read on their own: paragraphs from their conditions,
    regions from their boxes.
    """

    def __init__(self, prover: Prover, paragraphs: Mapping[Which, Mapping[str, Paragraph]]) -> None:
        self._prover, self._paragraphs = prover, paragraphs
        self._free: dict[Which, object] = {}

    def possible(self, boxes: Sequence[Box], by: Which) -> bool:
        """Whether some item may lie in one of the boxes that the other side leaves free."""
        return self._prover.possible(self._prover.boxes(boxes), given=self._left_free(OTHER[by])) is not False

    def example(self, boxes: Sequence[Box], by: Which) -> Mapping[str, Value] | None:
        """An item in one of the boxes that the other side leaves free; None if none was found."""
        return self._prover.example(self._prover.boxes(boxes), given=self._left_free(OTHER[by]))

    def meeting(self, by: Which, ids: Sequence[str]) -> list[str]:
        """The paragraphs of the other side that some item may meet together with one of these."""
        mine = self._any(by, ids)
        return [
            id_
            for id_, each in self._paragraphs[OTHER[by]].items()
            if self._prover.possible(mine, self._prover.condition(each.condition)) is not False
        ]

    def exact(self, groups: Sequence[Group]) -> list[Proof]:
        """For each group, whether its regions are what its paragraphs control and nothing on the other side does.

        All are asked in one question for each side; one by one only if that is not answered by a proof.
        """
        whole = [self._exactly(by, groups) for by in OTHER]
        if all(each == "proved" for each in whole):
            return ["proved" for _ in groups]
        return [worst([self._exactly(by, [group]) for by in OTHER]) for group in groups]

    def whole(self, texts: Mapping[Which, Sequence[Condition]], regions: Sequence[Difference]) -> Proof:
        """Whether all regions together are the difference of both sides, read from their texts as they stand."""
        prover = self._prover
        every = {by: prover.any_of(nodes) for by, nodes in texts.items()}
        pairs = []
        for by, theirs in OTHER.items():
            free = prover.without(every[theirs])
            boxes = prover.boxes(box for each in regions if each.by == by for box in each.boxes)
            pairs.append((prover.both(every[by], free), prover.both(boxes, free)))
        together = prover.all_same(pairs)
        return together if together == "proved" else worst([prover.same(*each) for each in pairs])

    def _exactly(self, by: Which, groups: Sequence[Group]) -> Proof:
        """Whether that is so of every group, as far as the paragraphs of one side go."""
        pairs = [
            (self._any(by, ids[by]), self._prover.boxes(box for each in regions if each.by == by for box in each.boxes))
            for ids, regions in groups
        ]
        return self._prover.all_same(pairs, given=self._left_free(OTHER[by]))

    def _left_free(self, which: Which) -> object:
        """That none of the paragraphs of a side reaches an item."""
        if which not in self._free:
            self._free[which] = self._prover.without(self._any(which, tuple(self._paragraphs[which])))
        return self._free[which]

    def _any(self, which: Which, ids: Sequence[str]) -> object:
        return self._prover.any_of(self._paragraphs[which][id_].condition for id_ in ids)


def worst(proofs: Sequence[ProofT]) -> ProofT | Literal["proved"]:
    """What is to be said of several proofs together; None: not all were asked for."""
    said: tuple[ProofT, ...] = ("refuted", "timed out", None)  # type: ignore[assignment]
    return next((each for each in said if each in proofs), "proved")
