"""Boxes over cells: joined, one within another, and the same set in fewer boxes."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Sequence

Bits = dict[int, int]
"""A box: for the place of each key that matters, the cells it may lie in, as bits."""

LIMIT = 4_000
"""So many boxes are kept; a condition too tangled for that is not enumerated."""


class TooTangled(Exception):  # a finding, told as such
    """A condition has too many boxes."""


def joined(one: Bits, other: Bits) -> Bits | None:
    """What lies in both boxes; None if nothing does."""
    met = one.copy()
    for place, bits in other.items():
        kept = bits & met.get(place, bits)
        if not kept:
            return None
        met[place] = kept
    return met


def inside(one: Bits, other: Bits) -> bool:
    """Whether a box lies within another."""
    for place, bits in other.items():  # noqa: SIM110  # asked so often that a generator would cost
        if place not in one or one[place] & ~bits:
            return False
    return True


def _inside_any(one: Bits, others: Sequence[Bits]) -> bool:
    for other in others:  # noqa: SIM110  # as above
        if inside(one, other):
            return True
    return False


def fewest(boxes: Sequence[Bits], full: Sequence[int]) -> list[Bits]:
    """The same in fewer boxes: those within others left out, those that differ in one key only made one.

    Args:
        boxes: any.
        full: for each place, all cells.

    Raises:
        TooTangled: if more than LIMIT are left.
    """
    if len(boxes) > 5 * LIMIT:
        raise TooTangled
    if len(boxes) < 2:
        return list(boxes)
    kept: list[Bits] = []
    for box in sorted(boxes, key=len):
        if not _inside_any(box, kept):
            kept.append(box)
    if len({frozenset(box) for box in kept}) < len(kept):  # only boxes of the same keys can differ in one of them
        kept = _merged(kept, full)
    if len(kept) > LIMIT:
        raise TooTangled
    return kept


def _merged(boxes: Sequence[Bits], full: Sequence[int]) -> list[Bits]:
    """The boxes, two that differ in one key only made one, until there are no such two."""
    todo, done = deque(boxes), _Apart()
    while todo:
        box = todo.popleft()
        rests = _rests(box)
        found = done.differing(rests)
        if found is None:
            done.add(box, rests)
            continue
        place, other = found
        whole = {**box, place: other[place] | box[place]}
        if whole[place] == full[place]:
            del whole[place]
        done.drop_inside(whole)
        todo = deque(each for each in todo if not inside(each, whole))
        todo.append(whole)
    return done.boxes


Rest = tuple[int, Hashable]
"""The place of a key, and the rest of a box without it."""


def _rests(box: Bits) -> list[Rest]:
    every = frozenset(box.items())
    return [(each[0], every - {each}) for each in box.items()]


class _Apart:
    """Boxes of which no two differ in one key only."""

    def __init__(self) -> None:
        self._boxes: dict[int, tuple[Bits, list[Rest]]] = {}
        self._by_rest: dict[Rest, int] = {}
        self._added = 0

    @property
    def boxes(self) -> list[Bits]:
        return [box for box, _ in self._boxes.values()]

    def differing(self, rests: Sequence[Rest]) -> tuple[int, Bits] | None:
        """A key and a box that differs from one with these rests in that key only."""
        for rest in rests:
            if rest in self._by_rest:
                return rest[0], self._boxes[self._by_rest[rest]][0]
        return None

    def add(self, box: Bits, rests: list[Rest]) -> None:
        self._boxes[self._added] = box, rests
        self._by_rest.update(dict.fromkeys(rests, self._added))
        self._added += 1

    def drop_inside(self, whole: Bits) -> None:
        for number, (box, rests) in list(self._boxes.items()):
            if inside(box, whole):
                del self._boxes[number]
                for rest in rests:
                    del self._by_rest[rest]
