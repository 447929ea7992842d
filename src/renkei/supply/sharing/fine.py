"""One good in whole numbers: every amount of the files as a count of grains, so that nothing is ever rounded.

A grain is a small part of the last decimal place that the files use for the good: FINENESS grains and the steps of the
harm go into it. Shares such as one third are given down to the grain.

What one place pledged to another is set aside before anything is shared: what it can still give by a month is what it
has by then, less what it pledged, and never more than in any later month, since what is promised for later must stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from renkei.supply.sharing.case import Capacity, Case, Closed, Need, Pledge, Stock

FINENESS = 10**6
"""Grains in one unit of the last decimal place used, before the steps of the harm."""

STEPS = 4
"""Equal parts of a need, each of which does more harm than the one before if it is missing."""


@dataclass(frozen=True)
class Supplied:
    """What the files say of one good.

    Attributes:
        months: how many months there are.
    """

    good: str
    months: int
    needs: tuple[Need, ...]
    stocks: tuple[Stock, ...]
    capacities: tuple[Capacity, ...]
    pledges: tuple[Pledge, ...]
    closed: tuple[Closed, ...]

    @cached_property
    def grain(self) -> int:
        """How many grains make one unit."""
        amounts = [each.asked for each in self.needs] + [each.least for each in self.needs]
        amounts += [each.amount for each in self.stocks] + [each.keep for each in self.stocks]
        amounts += [each.amount for each in self.capacities] + [each.amount for each in self.pledges]
        places = max((-int(each.normalize().as_tuple().exponent) for each in amounts), default=0)
        return int(10 ** max(places, 0)) * FINENESS * STEPS


def by_good(case: Case) -> list[Supplied]:
    """The case, good by good; goods nobody asks for are left out."""
    needs, stocks = _of_good(case.needs), _of_good(case.stocks)
    capacities, pledges = _of_good(case.capacities), _of_good(case.pledges)
    return [
        Supplied(
            good,
            len(case.months),
            tuple(needs[good]),
            tuple(stocks.get(good, ())),
            tuple(capacities.get(good, ())),
            tuple(pledges.get(good, ())),
            tuple(each for each in case.closed if each.good in {None, good}),
        )
        for good in case.goods
    ]


_Row = TypeVar("_Row", Need, Stock, Capacity, Pledge)


def _of_good(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for each in rows:
        found.setdefault(each.good, []).append(each)
    return found


@dataclass(frozen=True, slots=True)
class Hub:
    """Places that can give to the same others: what they have together goes through one gate.

    Attributes:
        givers: the places, by number.
        free: what they can give by the end of each month beyond their pledges, in grains.
    """

    givers: tuple[int, ...]
    free: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Claims of one month that the same hubs can serve."""

    month: int
    hubs: tuple[int, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True)
class Network:
    """One good, ready to be shared; all amounts in grains.

    Attributes:
        givers: the places that have anything.
        has: what each has by the end of each month, less what it keeps.
        pledged: what each has pledged away by the end of each month.
        free: what each can still give by the end of each month.
        asked: what each claim asks for; claims are the needs, in their order.
        promised: what is pledged to each claim.
        least: what each claim must get: its minimum, or what is pledged to it.
        shut: the claims each giver cannot give to.
    """

    supplied: Supplied
    givers: tuple[str, ...]
    has: tuple[tuple[int, ...], ...]
    pledged: tuple[tuple[int, ...], ...]
    free: tuple[tuple[int, ...], ...]
    asked: tuple[int, ...]
    promised: tuple[int, ...]
    least: tuple[int, ...]
    shut: tuple[frozenset[int], ...]
    hubs: tuple[Hub, ...]
    profiles: tuple[Profile, ...]
    profile_of: tuple[int, ...] = field(repr=False)

    @property
    def sound(self) -> bool:
        """Whether nobody has pledged more than it has, or more than is asked for."""
        return all(each[0] >= 0 for each in self.free) and all(
            promised <= asked for promised, asked in zip(self.promised, self.asked, strict=True)
        )


def network(supplied: Supplied, dropped: Collection[Need | Pledge | Stock] = ()) -> Network:
    """The good as a network.

    Args:
        supplied: what the files say of it.
        dropped: promises left out to see whether the rest can be kept: the minimum of a need, a pledge, what is kept.
    """
    gone = {each.line for each in dropped}
    grain = supplied.grain
    last = supplied.months

    def grains(amount: Decimal) -> int:
        return int(amount * grain)

    added: dict[str, list[int]] = {}
    for stock in supplied.stocks:
        kept = Decimal(0) if stock.line in gone else stock.keep
        added.setdefault(stock.place, [0] * last)[0] += grains(stock.amount - kept)
    for capacity in supplied.capacities:
        added.setdefault(capacity.place, [0] * last)[capacity.month] += grains(capacity.amount)
    pledges = [each for each in supplied.pledges if each.line not in gone]
    away: dict[str, list[int]] = {}
    at = {(need.place, need.month): number for number, need in enumerate(supplied.needs)}
    promised = [0] * len(supplied.needs)
    for pledge in pledges:
        added.setdefault(pledge.giver, [0] * last)
        away.setdefault(pledge.giver, [0] * last)[pledge.month] += grains(pledge.amount)
        promised[at[pledge.to, pledge.month]] += grains(pledge.amount)
    givers = tuple(added)
    has = tuple(tuple(accumulate(each)) for each in added.values())
    pledged = tuple(tuple(accumulate(away.get(giver, [0] * last))) for giver in givers)
    free = tuple(_still_free(*each) for each in zip(has, pledged, strict=True))
    minimums = [0 if need.line in gone else grains(need.least) for need in supplied.needs]
    shut = _shut(supplied, givers)
    hubs, profiles, profile_of = _gates(supplied, shut, free)
    return Network(
        supplied=supplied,
        givers=givers,
        has=has,
        pledged=pledged,
        free=free,
        asked=tuple(grains(each.asked) for each in supplied.needs),
        promised=tuple(promised),
        least=tuple(max(each) for each in zip(minimums, promised, strict=True)),
        shut=shut,
        hubs=hubs,
        profiles=profiles,
        profile_of=profile_of,
    )


def pooled(network: Network) -> Network:
    """The same good as if every way were open: one hub, and one profile for each month."""
    free = tuple(map(sum, zip(*network.free, strict=True)))
    claims: dict[int, list[int]] = {}
    for number, need in enumerate(network.supplied.needs):
        claims.setdefault(need.month, []).append(number)
    places = {month: place for place, month in enumerate(claims)}
    return replace(
        network,
        hubs=(Hub(tuple(range(len(network.givers))), free),),
        profiles=tuple(Profile(month, (0,), tuple(each)) for month, each in claims.items()),
        profile_of=tuple(places[need.month] for need in network.supplied.needs),
    )


def _still_free(has: tuple[int, ...], pledged: tuple[int, ...]) -> tuple[int, ...]:
    left = [a - b for a, b in zip(has, pledged, strict=True)]
    return tuple(reversed(list(accumulate(reversed(left), min))))


def _shut(supplied: Supplied, givers: tuple[str, ...]) -> tuple[frozenset[int], ...]:
    """For each giver the claims it cannot give to, by number."""
    at: dict[str, list[int]] = {}
    for number, need in enumerate(supplied.needs):
        at.setdefault(need.place, []).append(number)
    found: dict[str, set[int]] = {giver: set() for giver in givers}
    for way in supplied.closed:
        if way.giver in found:
            claims = at.get(way.to, [])
            found[way.giver] |= {each for each in claims if way.closes(supplied.good, supplied.needs[each].month)}
    return tuple(frozenset(each) for each in found.values())


def _gates(
    supplied: Supplied, shut: tuple[frozenset[int], ...], free: tuple[tuple[int, ...], ...]
) -> tuple[tuple[Hub, ...], tuple[Profile, ...], tuple[int, ...]]:
    gates: dict[frozenset[int], list[int]] = {}
    for number, claims in enumerate(shut):
        gates.setdefault(claims, []).append(number)
    hubs = tuple(
        Hub(tuple(members), tuple(map(sum, zip(*(free[each] for each in members), strict=True))))
        for members in gates.values()
    )
    alike: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for number, need in enumerate(supplied.needs):
        reached = tuple(hub for hub, behind in enumerate(gates) if number not in behind)
        alike.setdefault((need.month, reached), []).append(number)
    profiles = tuple(Profile(month, reached, tuple(claims)) for (month, reached), claims in alike.items())
    found = {claim: place for place, each in enumerate(profiles) for claim in each.claims}
    return hubs, profiles, tuple(found[number] for number in range(len(supplied.needs)))
