"""Which paragraphs of two regimes speak of the same goods: computed from what they ask for, not written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import product
from math import log

from renkei.controls.comparing.boxes import Key, Space
from renkei.controls.comparing.fewer import Bits, joined
from renkei.controls.comparing.plainly import Referred

ALIKE = 0.5
"""So large a part of what two paragraphs ask for must be shared, rare demands weighing more than common ones."""

_GOODS = "the goods it is for"
"""What software, technology and parts share whose goods fall under whichever paragraphs of a regime."""

Matches = set[tuple[str, str]]
"""Pairs of ids, left and right."""


def matched(space: Space, left: Mapping[str, Sequence[Bits]], right: Mapping[str, Sequence[Bits]]) -> Matches:
    """The pairs of paragraphs that can control the same goods.

    Two paragraphs match if some item meets both, and either asks for nothing that the other does not speak of, or
    they share at least ALIKE of what both ask for. A paragraph matches itself on another day, and its own parts.

    Args:
        space: what the goods can be.
        left: the boxes of each paragraph of one side, by id.
        right: those of the other side.
    """
    # By side, since one regime on two days has the same paragraphs on both.
    ours, theirs = (
        {id_: [(box, _asked(space, box)) for box in boxes] for id_, boxes in side.items()} for side in (left, right)
    )
    weight = _weights([[asked for _, asked in boxes] for side in (ours, theirs) for boxes in side.values()])
    found: Matches = set()
    for one, other in product(left, right):
        pairs = product(ours[one], theirs[other])
        if _kin(one, other) or any(
            _match(box, mine, against, yours, weight) for (box, mine), (against, yours) in pairs
        ):
            found.add((one, other))
    return found


def _kin(one: str, other: str) -> bool:
    """Whether two ids are of one paragraph, or of one and a part of it, as on two days of one regime."""
    return one == other or other.startswith(f"{one}.") or one.startswith(f"{other}.")


def _match(
    box: Bits, mine: frozenset[Hashable], other: Bits, theirs: frozenset[Hashable], weight: Mapping[Hashable, float]
) -> bool:
    shared = mine & theirs
    if joined(box, other) is None:
        return False
    if not mine or not theirs:
        return mine == theirs
    if not shared:
        return False
    if shared in (mine, theirs):
        return True
    return sum(weight[each] for each in shared) >= ALIKE * sum(weight[each] for each in mine | theirs)


def _asked(space: Space, box: Bits) -> frozenset[Hashable]:
    """What an item must have to lie in a box."""
    return frozenset(_name(space, key) for key in space.demands(box))


def _name(space: Space, key: Key) -> Hashable:
    """What a demand is about; of a figure that is part of another, about the whole."""
    if isinstance(space.atoms[key], Referred):
        return _GOODS
    attribute = space.book.attributes.get(key) if isinstance(key, str) else None
    return (attribute.at_most if attribute is not None else None) or key


def _weights(asked: Sequence[Sequence[frozenset[Hashable]]]) -> dict[Hashable, float]:
    """The rarer a demand is among the paragraphs, the more it says."""
    counts = Counter(each for boxes in asked for each in frozenset().union(*boxes))
    return {each: log(1 + len(asked) / count) for each, count in counts.items()}


def groups(left: Sequence[str], right: Sequence[str], matches: Matches) -> list[tuple[list[str], list[str]]]:
    """The paragraphs of both sides put together as the matches hang together, in the order of the left side."""
    unseen_left, unseen_right = dict.fromkeys(left), dict.fromkeys(right)
    found: list[tuple[list[str], list[str]]] = []
    while unseen_left or unseen_right:
        ours = {next(iter(unseen_left))} if unseen_left else set()
        theirs = set() if ours else {next(iter(unseen_right))}
        grown = -1
        while grown != len(ours) + len(theirs):
            grown = len(ours) + len(theirs)
            theirs |= {b for a, b in matches if a in ours}
            ours |= {a for a, b in matches if b in theirs}
        found.append(([each for each in left if each in ours], [each for each in right if each in theirs]))
        for each in ours:
            unseen_left.pop(each, None)
        for each in theirs:
            unseen_right.pop(each, None)
    return found
