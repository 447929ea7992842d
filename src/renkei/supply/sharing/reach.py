"""A cut told by places: up to which month it takes in what each of them gives, and until when that is reckoned."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.supply.sharing.cuts import Cut
from renkei.supply.sharing.fine import Network


@dataclass(frozen=True, slots=True)
class Reach:
    """One place in a cut.

    Attributes:
        last: what it gives until this month, the month included, is in the cut.
        reckoned: the month by which what it has is added up: `last`, or a later one for which it pledged so much
            that no more is free before.
    """

    place: str
    last: int
    reckoned: int


def reaches(network: Network, cut: Cut) -> tuple[Reach, ...]:
    """The cut, place by place."""
    found = []
    for hub, last in zip(network.hubs, cut.last, strict=True):
        if last < 0:
            continue
        for giver in hub.givers:
            left = [a - b for a, b in zip(network.has[giver], network.pledged[giver], strict=True)]
            reckoned = min(range(last, len(left)), key=lambda month: left[month])
            found.append(Reach(network.givers[giver], last, reckoned))
    return tuple(found)
