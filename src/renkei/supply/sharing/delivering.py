"""Who gives what to whom, once it is settled who gets how much.

The rules settle what each claim gets; from whom is free where several could give. Here what a place has serves its own
needs first, later ones too as long as nobody else needs it sooner, and the rest goes from those with most to spare to
those who miss most. All in whole grains; what is given is exactly what the claims get.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renkei.supply.sharing.fine import Network
from renkei.supply.sharing.routing import Flow


@dataclass(frozen=True, slots=True)
class Grain:
    """A delivery in grains: who gives, by number among the givers, which claim gets it, and whether it was pledged."""

    giver: int
    claim: int
    grains: int
    pledged: bool = False


def deliveries(network: Network, given: Sequence[int], flow: Flow) -> list[Grain]:
    """Every delivery, pledges first, then month by month.

    Args:
        network: the good.
        given: what each claim gets, pledges among it.
        flow: which hub serves which profile, adding up to what the claims get beyond pledges.
    """
    found = list(_pledged(network))
    takes = _takes(network, given, flow)
    for number, hub in enumerate(network.hubs):
        found += _Gate(network, hub.givers, takes[number]).deliveries()
    return found


def _pledged(network: Network) -> list[Grain]:
    supplied = network.supplied
    at = {(need.place, need.month): number for number, need in enumerate(supplied.needs)}
    givers = {giver: number for number, giver in enumerate(network.givers)}
    found = ((each, int(each.amount * supplied.grain)) for each in supplied.pledges)
    return [Grain(givers[p.giver], at[p.to, p.month], grains, True) for p, grains in found if grains]


def _takes(network: Network, given: Sequence[int], flow: Flow) -> list[dict[int, int]]:
    """What each claim takes from each hub; from its own hub first."""
    home = {network.givers[giver]: number for number, hub in enumerate(network.hubs) for giver in hub.givers}
    takes: list[dict[int, int]] = [{} for _ in network.hubs]
    for place, profile in enumerate(network.profiles):
        left = dict(flow[place])
        wants = {claim: given[claim] - network.promised[claim] for claim in profile.claims}
        for own in (True, False):
            for claim in profile.claims:
                hubs = [home.get(network.supplied.needs[claim].place, -1)] if own else list(left)
                for hub in hubs:
                    taken = min(wants[claim], left.get(hub, 0))
                    if taken:
                        takes[hub][claim] = takes[hub].get(claim, 0) + taken
                        wants[claim] -= taken
                        left[hub] -= taken
    return takes


class _Gate:
    """One hub: its givers are alike to everybody they can reach."""

    def __init__(self, network: Network, givers: tuple[int, ...], takes: dict[int, int]) -> None:
        self.network, self.givers = network, givers
        self.months = network.supplied.months
        self.takes: list[dict[int, int]] = [{} for _ in range(self.months)]
        for claim, grains in takes.items():
            self.takes[network.supplied.needs[claim].month][claim] = grains
        self.used = dict.fromkeys(givers, 0)
        own = {network.givers[giver]: giver for giver in givers}
        self.own = {claim: own.get(network.supplied.needs[claim].place) for claim in takes}
        self.reserved = {giver: [0] * self.months for giver in givers}
        for month in range(self.months):
            for claim, grains in self.takes[month].items():
                giver = self.own[claim]
                if giver is not None:
                    self.reserved[giver][month] = min(grains, self._spare(giver, month))

    def _has(self, giver: int, month: int) -> int:
        return self.network.free[giver][month] - self.used[giver]

    def _spare(self, giver: int, month: int) -> int:
        """What a giver can give in a month without touching what it reserved for itself, in that month or later."""
        free, reserved = self.network.free[giver], self.reserved[giver]
        ahead, most = sum(reserved[:month]), None
        for later in range(month, self.months):
            ahead += reserved[later]
            left = free[later] - self.used[giver] - ahead
            most = left if most is None else min(most, left)
        return max(most or 0, 0)

    def deliveries(self) -> list[Grain]:
        found: list[Grain] = []
        for month, takes in enumerate(self.takes):
            wants = {}
            for claim, grains in takes.items():
                giver = self.own[claim]
                kept = 0 if giver is None else self.reserved[giver][month]
                if giver is not None and kept:
                    found.append(Grain(giver, claim, kept))
                    self.used[giver] += kept
                    self.reserved[giver][month] = 0
                if grains > kept:
                    wants[claim] = grains - kept
            found += self._from_others(month, wants)
        return found

    def _from_others(self, month: int, wants: dict[int, int]) -> list[Grain]:
        if not wants:
            return []
        spare = {giver: self._spare(giver, month) for giver in self.givers}
        short = sum(wants.values()) - sum(spare.values())
        if short > 0:
            self._release(month, short)
            spare = {giver: self._spare(giver, month) for giver in self.givers}
        givers = sorted((giver for giver in self.givers if spare[giver]), key=lambda giver: -spare[giver])
        found = []
        for claim, wanted in sorted(wants.items(), key=lambda each: -each[1]):
            missing = wanted
            while missing:
                giver = givers[0]
                sent = min(missing, spare[giver])
                found.append(Grain(giver, claim, sent))
                self.used[giver] += sent
                spare[giver] -= sent
                missing -= sent
                if not spare[giver]:
                    givers.pop(0)
        return found

    def _release(self, month: int, short: int) -> None:
        """Give up reservations, the latest first, since others need it sooner."""
        for later in range(self.months - 1, month, -1):
            for giver in self.givers:
                if short <= 0:
                    return
                before = self._spare(giver, month)
                self.reserved[giver][later] -= (given_up := min(short, self.reserved[giver][later]))
                gained = self._spare(giver, month) - before
                self.reserved[giver][later] += given_up - gained
                short -= gained
