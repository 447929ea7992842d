"""Looking for a witness of one region, item by item; who asks again goes on where the search stood."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from renkei.controls.comparing.boxes import Box
from renkei.controls.comparing.sides import Which
from renkei.controls.comparing.telling import Cut
from renkei.controls.comparing.witnesses import Witness, Witnesses
from renkei.controls.facts import Facts

FIRST = 3
"""So many items are tried before the solver is asked whether there can be one."""


class Looking:
    """Looks for an item in a region.

    Args:
        witnesses: of the subject.
        cuts: what is left of a paragraph's boxes, and these.
        boxes: what is left, with its values.
        by: the side that controls it.
    """

    def __init__(self, witnesses: Witnesses, cuts: Sequence[Cut], boxes: Sequence[Box], by: Which) -> None:
        self._witnesses, self._box = witnesses, boxes[0]
        self._first, *others = (witnesses.tried(cut, box, by) for cut, box in zip(cuts, boxes, strict=True))
        self._others = chain.from_iterable(others)
        self._found: tuple[Witness, Facts] | None = None

    def at_once(self) -> Witness | None:
        """A witness, if there is one among the first tried and it surely lies in the region."""
        for found, facts in islice(self._first, FIRST):
            if found is not None:
                self._found = found, facts
                return found if self._witnesses.lies(self._box, facts) else None
        return None

    def any(self) -> Witness | None:
        """The first witness of all that can be tried; None if there is none."""
        if self._found is not None:
            return self._found[0]
        return next((found for found, _ in chain(self._first, self._others) if found is not None), None)
