"""Raising shares level by level: everybody's covered share grows alike until a cut holds some back; the rest goes on.

This is the lexicographic maximum of the smallest shares. At every level the optimiser names a cut, and the level is
the exact fraction at which the claims of that cut use up what there is; an exact flow confirms it or mends it. Claims
that are promised more than the level stand at what they are promised.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from renkei.supply.sharing.cuts import Cut, exact_sum
from renkei.supply.sharing.fine import Network
from renkei.supply.sharing.routing import violated
from renkei.supply.sharing.solving import Solver, Unsolved


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the filling.

    Attributes:
        order: the class that was being filled.
        share: the covered share at which it stops.
        cut: what stops it; None if nothing but its claims' own bounds does.
        settled: the claims whose amount is settled here, by number.
        raised: the claims that were still rising, those settled here among them.
    """

    order: int
    share: Fraction
    cut: Cut | None
    settled: tuple[int, ...]
    raised: tuple[int, ...]


class Filling:
    """Fills the claims of one good, class by class.

    Args:
        network: the good.
        low: what each claim gets in any case, in grains.
        high: what each claim gets at most, in grains.
    """

    def __init__(self, network: Network, low: Sequence[int | Fraction], high: Sequence[int | Fraction]) -> None:
        self.network, self.low, self.high = network, low, high
        self.given: list[Fraction | int | None] = [None] * len(network.asked)
        self.levels: list[Level] = []
        self._solver = Solver(network) if network.hubs else None
        width = len(network.profiles)
        self._settled: list[Fraction] = [Fraction(0)] * width
        for claim, place in enumerate(network.profile_of):
            self._settled[place] -= network.promised[claim]

    def fill(self, order: int, claims: Sequence[int], *, together: bool = False) -> None:
        """Fill one class; those not filled yet wait at what they get in any case.

        Args:
            order: its number.
            claims: its claims.
            together: whether the claims of a month stop as soon as one of them is stopped; those that can get nothing
                at all stop alone.
        """
        bound = [claim for claim in claims if self.low[claim] == self.high[claim]]
        for claim in bound:
            self._settle(claim, self.high[claim])
        rising = self._without_the_unreached(order, [claim for claim in claims if self.given[claim] is None])
        while rising:
            rising = self._raise(order, rising, together=together)

    def _without_the_unreached(self, order: int, claims: list[int]) -> list[int]:
        """Settle the claims that nobody can give anything beyond pledges; what is left."""
        network = self.network
        empty = Cut(
            tuple(max((month for month, free in enumerate(hub.free) if free == 0), default=-1) for hub in network.hubs)
        )
        held = empty.holds(network)
        unreached = tuple(claim for claim in claims if held[network.profile_of[claim]])
        if unreached:
            for claim in unreached:
                self._settle(claim, self.low[claim])
            self.levels.append(Level(order, Fraction(0), empty, unreached, unreached))
        return [claim for claim in claims if self.given[claim] is None]

    def _raise(self, order: int, rising: list[int], *, together: bool) -> list[int]:
        """One level; what is left to raise after it."""
        asked, high = self.network.asked, self.high
        ends = {(high[claim], asked[claim]) for claim in rising if high[claim] < asked[claim]}
        most = min((Fraction(end) / whole for end, whole in ends), default=Fraction(1))
        share, cut = self._level(rising, most)
        held = self._held(cut)
        stopped = {claim for claim in rising if held[self.network.profile_of[claim]]}
        if share == most:
            stopped |= {claim for claim in rising if high[claim] * share.denominator == share.numerator * asked[claim]}
        if together and share > 0:
            stopped = self._months_of(stopped, rising, share)
        self._stop(stopped, share)
        settled = tuple(claim for claim in rising if claim in stopped)
        self.levels.append(Level(order, share, cut, settled, tuple(rising)))
        return [claim for claim in rising if claim not in stopped]

    def _months_of(self, stopped: set[int], rising: list[int], share: Fraction) -> set[int]:
        """All claims of the months in which one is stopped; who stands at a promise above the share stops nobody."""
        needs, asked = self.network.supplied.needs, self.network.asked
        months = {
            needs[claim].month
            for claim in stopped
            if asked[claim] * share.numerator >= self.low[claim] * share.denominator
        }
        return {claim for claim in rising if needs[claim].month in months}

    def _held(self, cut: Cut | None) -> list[bool]:
        return cut.holds(self.network) if cut else [False] * len(self.network.profiles)

    def _stop(self, claims: Collection[int], share: Fraction) -> None:
        """Settle claims at a share, or at what they get in any case if that is more."""
        over, under = share.numerator, share.denominator
        grown: dict[int, int] = {}
        for claim in claims:
            asked = self.network.asked[claim]
            if asked * over > self.low[claim] * under:
                self.given[claim] = share * asked
                place = self.network.profile_of[claim]
                grown[place] = grown.get(place, 0) + asked
            else:
                self._settle(claim, self.low[claim])
        for place, asked in grown.items():
            self._settled[place] += share * asked

    def _settle(self, claim: int, amount: int | Fraction) -> None:
        self.given[claim] = amount
        self._settled[self.network.profile_of[claim]] += amount

    def _level(self, rising: Sequence[int], most: Fraction) -> tuple[Fraction, Cut | None]:
        """The highest share all of `rising` can have together, and the cut that keeps them from more.

        The optimiser's guess is never too low, since any cut bounds the share. If it is too high, the flow that does
        not come about shows a tighter cut, until one is met exactly.
        """
        share, cut = self._guess(rising, most)
        while True:
            growing, fixed = self._wanted(rising, share)
            tighter = violated(self.network, [a * share + b for a, b in zip(growing, fixed, strict=True)])
            if tighter is None:
                return share, cut
            lower = self._share_at(tighter, growing, fixed)
            if lower is None or not 0 <= lower < share:
                message = f"{self.network.supplied.good}: what is promised leaves no share"
                raise Unsolved(message)
            share, cut = lower, tighter

    def _guess(self, rising: Sequence[int], most: Fraction) -> tuple[Fraction, Cut | None]:
        """The share by the cut that the optimiser names.

        What a claim takes, the larger of its share and its promise, is bent: it is straightened at a guess that is too
        high, which gives a lower guess, until the guess stands (Newton's method).
        """
        share, cut = most, None
        while True:
            growing, fixed = self._wanted(rising, share)
            found = self._solver.bottleneck(growing, fixed, most) if self._solver else None
            lower = self._share_at(found, growing, fixed) if found else None
            if found is None or lower is None or not 0 <= lower <= share:
                return share, cut
            same = lower == share or self._wanted(rising, lower) == (growing, fixed)
            share, cut = lower, found
            if same:
                return share, cut

    def _share_at(self, cut: Cut, growing: Sequence[int], fixed: Sequence[Fraction]) -> Fraction | None:
        """The share at which the claims of a cut use up its room; None if none of them is rising."""
        held = cut.holds(self.network)
        grows = sum(each for each, inside in zip(growing, held, strict=True) if inside)
        stands = exact_sum(each for each, inside in zip(fixed, held, strict=True) if inside)
        return (cut.room(self.network) - stands) / grows if grows else None

    def _wanted(self, rising: Sequence[int], share: Fraction) -> tuple[list[int], list[Fraction]]:
        """For each profile what grows with the share, and what is wanted beyond pledges whatever the share."""
        of, asked = self.network.profile_of, self.network.asked
        growing = [0] * len(self.network.profiles)
        fixed: list[int | Fraction] = [0] * len(self.network.profiles)
        waiting = {*rising}
        over, under = share.numerator, share.denominator
        for claim, place in enumerate(of):
            if self.given[claim] is not None:
                continue
            if claim in waiting and asked[claim] * over > self.low[claim] * under:
                growing[place] += asked[claim]
            elif self.low[claim]:
                fixed[place] += self.low[claim]
        return growing, [of + low for of, low in zip(self._settled, fixed, strict=True)]
