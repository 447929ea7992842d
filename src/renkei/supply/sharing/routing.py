"""Which gate serves which claims: an exact flow in whole grains, a first guess mended along shortest paths."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm

from renkei.supply.sharing.cuts import Cut
from renkei.supply.sharing.fine import Network

Flow = list[dict[int, int]]
"""For each profile, how many grains each hub sends it."""


def routed(network: Network, given: Sequence[int]) -> Flow | None:
    """How the hubs can send every profile what its claims take; None if they cannot.

    What a place has goes to its own claims first, as far as nobody else is left without.

    Args:
        network: the good.
        given: what each claim gets, pledges among it, in grains.
    """
    wanted = [0] * len(network.profiles)
    for claim, place in enumerate(network.profile_of):
        wanted[place] += given[claim] - network.promised[claim]
    routing = _Routing(network)
    if len(network.hubs) > 1:
        routing.serve_own(given, wanted)
    return routing.all_served(wanted)


def violated(network: Network, wanted: Sequence[Fraction | int]) -> Cut | None:
    """A cut that has less room than its claims want; None if what is wanted can be sent. Exact.

    Args:
        network: the good.
        wanted: what each profile wants beyond its pledges, in grains or parts of them.
    """
    if len(network.hubs) == 1:
        return _overdrawn_month(network, wanted)
    parts = lcm(*(each.denominator for each in wanted))
    routing = _Routing(network, parts)
    if routing.all_served([int(each * parts) for each in wanted]) is not None:
        return None
    return Cut(tuple(routing.looked.get(hub, -1) for hub in range(len(network.hubs))))


def _overdrawn_month(network: Network, wanted: Sequence[Fraction | int]) -> Cut | None:
    """With a single hub: the month by which most more is wanted than there is."""
    (hub,) = network.hubs
    by_month: list[Fraction | int] = [0] * len(hub.free)
    for profile, amount in zip(network.profiles, wanted, strict=True):
        if profile.hubs:
            by_month[profile.month] += amount
        elif amount > 0:
            return Cut((-1,))
    over = [sent - free for sent, free in zip(accumulate(by_month), hub.free, strict=True)]
    worst = max(range(len(over)), key=over.__getitem__)
    return Cut((worst,)) if over[worst] > 0 else None


class _Routing:
    """Flows of one good; all amounts in grains, or in equal parts of them."""

    def __init__(self, network: Network, parts: int = 1) -> None:
        self.network = network
        self.left = [[free * parts for free in hub.free] for hub in network.hubs]  # after what is sent, by month
        self.looked: dict[int, int] = {}  # in the last search: of each hub, until which month it was looked at
        self.flow: Flow = [{} for _ in network.profiles]
        self.fed: list[set[int]] = [set() for _ in network.hubs]

    def serve_own(self, given: Sequence[int], wanted: list[int]) -> None:
        """Let each place serve its own claims from what it has, month by month."""
        network = self.network
        home = {network.givers[giver]: (giver, hub) for hub, each in enumerate(network.hubs) for giver in each.givers}
        used = dict.fromkeys(network.givers, 0)
        for claim in sorted(range(len(given)), key=lambda claim: network.supplied.needs[claim].month):
            need = network.supplied.needs[claim]
            if need.place in home:
                giver, hub = home[need.place]
                own = min(given[claim] - network.promised[claim], network.free[giver][need.month] - used[need.place])
                if own > 0:
                    used[need.place] += own
                    wanted[network.profile_of[claim]] -= own
                    self._send(hub, network.profile_of[claim], own)

    def all_served(self, wanted: Sequence[int]) -> Flow | None:
        """Serve the rest."""
        profiles = self.network.profiles
        order = sorted(range(len(profiles)), key=lambda place: (profiles[place].month, len(profiles[place].hubs)))
        missing = list(wanted)
        serves = [0] * len(self.left)  # those that can serve few are asked first
        for profile in profiles:
            for hub in profile.hubs:
                serves[hub] += 1
        for place in order:
            if missing[place] <= 0:
                continue
            for hub in sorted(profiles[place].hubs, key=serves.__getitem__):
                sent = min(missing[place], *self.left[hub][profiles[place].month :])
                if sent > 0:
                    self._send(hub, place, sent)
                    missing[place] -= sent
                    if not missing[place]:
                        break
        for place in order:
            while missing[place] > 0:
                mended = self._mend(place, missing[place])
                if not mended:
                    return None
                missing[place] -= mended
        return self.flow

    def _send(self, hub: int, place: int, grains: int) -> None:
        left = self.left[hub]
        for month in range(self.network.profiles[place].month, len(left)):
            left[month] -= grains
        total = self.flow[place].get(hub, 0) + grains
        if total:
            self.flow[place][hub] = total
            self.fed[hub].add(place)
        else:
            del self.flow[place][hub]
            self.fed[hub].discard(place)

    def _mend(self, start: int, missing: int) -> int:
        """Serve a profile more by serving others from elsewhere; how many grains more, 0 if none."""
        profiles = self.network.profiles
        came: dict[int, tuple[int, int]] = {start: (-1, -1)}  # profile: the hub taken over, and for which profile
        looked: dict[int, int] = {}
        self.looked = looked
        queue = deque([start])
        while queue:
            place = queue.popleft()
            month = profiles[place].month
            for hub in profiles[place].hubs:
                try:
                    tight = self.left[hub].index(0, month)
                except ValueError:
                    return self._shift(place, hub, came, missing)
                if looked.get(hub, -1) >= tight:
                    continue
                looked[hub] = tight
                for other in self.fed[hub]:
                    if other not in came and profiles[other].month <= tight:
                        came[other] = (hub, place)
                        queue.append(other)
        return 0

    def _shift(self, place: int, hub: int, came: dict[int, tuple[int, int]], missing: int) -> int:
        """Move as much as goes along the path that ends with a hub that has something left."""
        month = self.network.profiles[place].month
        grains = min(missing, *self.left[hub][month:])
        moves = [(hub, place, 1)]
        while came[place][1] >= 0:
            taken, wanting = came[place]
            first, until = (self.network.profiles[each].month for each in (wanting, place))
            grains = min([grains, self.flow[place][taken], *self.left[taken][first:until]])
            moves += [(taken, place, -1), (taken, wanting, 1)]
            place = wanting
        for at, to, sign in moves:
            self._send(at, to, sign * grains)
        return grains
