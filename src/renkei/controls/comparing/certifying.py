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

    def proofs(
        self, groups: Sequence[Group], texts: Mapping[Which, Sequence[Condition]] | None
    ) -> tuple[list[Proof], Proof | None]:
        """For each group, whether its regions are what its paragraphs control and nothing on the other side does.

        Besides, whether the regions of all groups are the difference of both sides, read from their texts as they
        stand. All is asked in one question; one by one only if that is not answered by a proof.

        Args:
            groups: all of them.
            texts: every text of both sides; None: not to be asked.
        """
        never = self._prover.never
        wrong = [self._wrong(by, groups) for by in OTHER]
        missed = [] if texts is None else [self._missed(by, groups, texts) for by in OTHER]
        if never([*wrong, *missed]) == "proved":
            return ["proved" for _ in groups], None if texts is None else "proved"
        each = [worst([never([self._wrong(by, [group])]) for by in OTHER]) for group in groups]
        return each, None if texts is None else worst([never([one]) for one in missed])

    def _wrong(self, by: Which, groups: Sequence[Group]) -> object:
        """That the regions of some group are something else, as far as the paragraphs of one side go."""
        prover = self._prover
        apart = [prover.apart(self._any(by, ids[by]), self._within(by, [(ids, regions)])) for ids, regions in groups]
        return prover.both(self._left_free(OTHER[by]), prover.one_of(apart))

    def _missed(self, by: Which, groups: Sequence[Group], texts: Mapping[Which, Sequence[Condition]]) -> object:
        """That the regions of all groups are not what one side controls and the other does not, by their texts."""
        prover = self._prover
        apart = prover.apart(prover.any_of(texts[by]), self._within(by, groups))
        return prover.both(prover.without(prover.any_of(texts[OTHER[by]])), apart)

    def _within(self, by: Which, groups: Sequence[Group]) -> object:
        """That an item lies in a region of one side."""
        regions = (each for _, found in groups for each in found if each.by == by)
        return self._prover.boxes(box for each in regions for box in each.boxes)

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
