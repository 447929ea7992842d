"""What one more unit would bring: the price of every limit that binds.

Under `least-harm` a price is the harm avoided for each unit. Under the other rules it is the rise of the covered
share of the claims that the limit holds back, for each unit; a limit counts at the first level at which it binds. A
price is the most that a unit brings: where several limits bind at once, easing one of them may bring less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from renkei.supply.sharing.case import Line
from renkei.supply.sharing.cuts import Weighed
from renkei.supply.sharing.fine import STEPS, Network
from renkei.supply.sharing.levels import Level
from renkei.supply.sharing.reach import reaches
from renkei.supply.sharing.rules import Outcome, harm_scale

Kind = Literal["supply", "keep", "pledge", "minimum", "closed"]


@dataclass(frozen=True)
class Price:
    """The price of one limit.

    Attributes:
        kind: `supply`: what these places have by the end of the month; `keep`: what one keeps of its stock; `pledge`,
            `minimum`: a promise that costs others something; `closed`: a way on which more could be given.
        places: who has too little, who promised, or from where the way is closed.
        to: who was promised something, or to where the way is closed.
        month: the month by which it is needed, by number.
        price: harm avoided, or covered share gained, for each unit.
        share: the covered share at which it binds; None for harm.
        claims: how many claims it holds back.
        lines: the rows of the files it comes from.
    """

    good: str
    kind: Kind
    places: tuple[str, ...]
    to: str | None
    month: int
    price: Fraction
    share: Fraction | None
    claims: int
    lines: tuple[Line, ...]


def prices(outcome: Outcome) -> list[Price]:
    """The prices of one good under one rule, the dearest first."""
    network = outcome.network
    if outcome.rule == "least-harm":
        scale = harm_scale(network)
        each_grain = Fraction(network.supplied.grain, scale.divisor)
        marginal = {
            claim: _eased(network, claim, mild)
            for claim, mild in enumerate(scale.mild)
            if network.least[claim] and outcome.given[claim] == network.least[claim]
        }
        short = [claim for claim, got in enumerate(outcome.given) if got < network.asked[claim]]
        found = list(_Limits(network, outcome.bound, marginal, each_grain, None, short).found())
    else:
        found = []
        told: set[tuple[object, ...]] = set()
        for level in outcome.levels:
            for price in _of_level(outcome, level):
                key = (price.kind, price.places, price.to, price.month)
                if key not in told:
                    told.add(key)
                    found.append(price)
    return sorted(found, key=lambda each: (-each.price, each.month, each.kind, each.places))


def _eased(network: Network, claim: int, mild: int) -> int:
    """The harm of the last grain of what a claim is promised, if it were missing."""
    return mild * (STEPS - (network.least[claim] - 1) * STEPS // network.asked[claim])


def _of_level(outcome: Outcome, level: Level) -> Iterator[Price]:
    network = outcome.network
    if level.cut is None or level.share >= 1:
        return
    held = level.cut.holds(network)
    stands = {c for c in level.raised if network.least[c] and network.least[c] >= level.share * network.asked[c]}
    grows = sum(
        network.asked[claim] for claim in level.raised if held[network.profile_of[claim]] and claim not in stands
    )
    if not grows:
        return
    later = outcome.rule == "priority"
    marginal = dict.fromkeys(stands, 0) | {
        claim: 0 for claim, need in enumerate(network.supplied.needs) if later and need.order > level.order
    }
    each_unit = Fraction(network.supplied.grain, grows)
    held_back = [claim for claim in level.raised if held[network.profile_of[claim]] and claim not in stands]
    yield from _Limits(network, ((1, level.cut),), marginal, each_unit, level.share, held_back).found()


class _Limits:
    """The limits that bind by some cuts."""

    def __init__(
        self,
        network: Network,
        cuts: tuple[Weighed, ...],
        marginal: Mapping[int, int],
        unit: Fraction,
        share: Fraction | None,
        held_back: Sequence[int],
    ) -> None:
        self.network, self.marginal, self.unit, self.share = network, marginal, unit, share
        months = network.supplied.months
        self.now = {giver: [0] * months for giver in network.givers}  # a grain more to give by this month
        self.had = {giver: [0] * months for giver in network.givers}  # a grain less pledged in this month
        self.worth = [0] * len(network.asked)
        for weight, cut in cuts:
            for each in reaches(network, cut):
                for month in range(each.last + 1):
                    self.now[each.place][month] += weight
                for month in range(each.reckoned + 1):
                    self.had[each.place][month] += weight
            for claim, place in enumerate(network.profile_of):
                if all(cut.last[hub] >= network.profiles[place].month for hub in network.profiles[place].hubs):
                    self.worth[claim] += weight
        self.claims = sum(self.worth[claim] > 0 for claim in held_back)

    def found(self) -> Iterator[Price]:
        yield from self._supply()
        yield from self._kept()
        yield from self._pledges()
        yield from self._minimums()
        yield from self._closed()

    def _price(
        self, kind: Kind, places: tuple[str, ...], to: str | None, month: int, grain: int, lines: tuple[Line, ...]
    ) -> Price:
        good = self.network.supplied.good
        return Price(good, kind, places, to, month, grain * self.unit, self.share, self.claims, lines)

    def _supply(self) -> Iterator[Price]:
        """Places with the same price until the same month, together."""
        alike: dict[tuple[int, int], list[str]] = {}
        for giver, price in self.had.items():
            for month, each in enumerate(price):
                if each and (month + 1 == len(price) or price[month + 1] < each):
                    alike.setdefault((month, each), []).append(giver)
        supplied = self.network.supplied
        for (month, grain), places in alike.items():
            lines = [each.line for each in supplied.stocks if each.place in places]
            lines += [each.line for each in supplied.capacities if each.place in places and each.month <= month]
            if lines:
                yield self._price("supply", tuple(places), None, month, grain, tuple(lines))

    def _kept(self) -> Iterator[Price]:
        """What is kept of a stock throughout, told with the last month for which it would be wanted."""
        for each in self.network.supplied.stocks:
            price = self.had[each.place]
            if each.keep and price[0]:
                last = max(month for month, grain in enumerate(price) if grain)
                yield self._price("keep", (each.place,), None, last, price[0], (each.line,))

    def _pledges(self) -> Iterator[Price]:
        supplied = self.network.supplied
        at = {(need.place, need.month): number for number, need in enumerate(supplied.needs)}
        for each in supplied.pledges:
            claim = at[each.to, each.month]
            value = self.marginal.get(claim, self.worth[claim])
            cost = self.had[each.giver][each.month] - value
            if each.amount and cost > 0:
                yield self._price("pledge", (each.giver,), each.to, each.month, cost, (each.line,))

    def _minimums(self) -> Iterator[Price]:
        needs = self.network.supplied.needs
        for claim, eased in self.marginal.items():
            need = needs[claim]
            cost = self.worth[claim] - eased
            if need.least and self.network.least[claim] > self.network.promised[claim] and cost > 0:
                yield self._price("minimum", (need.place,), None, need.month, cost, (need.line,))

    def _closed(self) -> Iterator[Price]:
        network = self.network
        for number, giver in enumerate(network.givers):
            for claim in sorted(network.shut[number]):
                need = network.supplied.needs[claim]
                gain = self.worth[claim] - self.now[giver][need.month]
                if gain > 0 and network.free[number][need.month] > 0:
                    ways = network.supplied.closed
                    lines = tuple(
                        w.line
                        for w in ways
                        if (w.giver, w.to) == (giver, need.place) and w.closes(need.good, need.month)
                    )
                    yield self._price("closed", (giver,), need.place, need.month, gain, lines)
