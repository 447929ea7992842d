"""Shares of places and how concentrated they are; what is not told makes an interval, never a zero.

Notation: v_i an amount, K the sum of those told, s_i = 100 v_i / K a share in percent, H = sum of s_i squared the
Herfindahl-Hirschman index, from 0 (countless places) to 10,000 (one). `other` is the amount of places that the
source does not name: they may be countless (adding nothing to H) or one (adding its square).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Literal

from renkei.ground.places import GROUPS
from renkei.supply.figures import OTHER, Figure, Figures

Band = Literal["competitive", "moderate", "high"]

MODERATE, HIGH = 1500, 2500
"""Below the first the index is called competitive, above the second high, as in the US merger guidelines of 2010."""

WHOLE = Decimal(100)
_ZERO = Decimal(0)
_NEAR = Decimal("1e-15")
_MANY = 12
"""With more unknown amounts than this the upper bound of the index is not searched for but 10,000."""


@dataclass(frozen=True)
class Interval:
    """A value that is at least `low` and at most `high`."""

    low: Decimal
    high: Decimal

    @property
    def exact(self) -> Decimal | None:
        """The value, if the interval leaves no choice."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True)
class Share:
    """The share of one place in percent.

    Attributes:
        between: what it can be, whatever the amounts are that nobody tells.
        told: its share of what is told; None if its own amount is not.
    """

    place: str
    between: Interval
    told: Decimal | None
    figure: Figure


@dataclass(frozen=True)
class Concentration:
    """Who has how much of one table of figures.

    Attributes:
        shares: largest first, `other` last; places of which nothing is told after those with an amount.
        hhi: the index, whatever the untold amounts are.
        hhi_told: the index over what is told, lumps counted as countless places; None if nothing is told.
    """

    figures: Figures
    shares: tuple[Share, ...]
    hhi: Interval
    hhi_told: Decimal | None

    @property
    def single(self) -> tuple[Share, ...]:
        """The shares of single places, without `other`, groups and joint figures."""
        return tuple(each for each in self.shares if not lumped(each.place))

    @property
    def top(self) -> Share | None:
        """The single place with the largest share told; None if no such place's amount is told."""
        first = next(iter(self.single), None)
        return first if first is not None and first.told else None

    @property
    def untold(self) -> tuple[str, ...]:
        """Places that are known to take part, with no amount told."""
        return tuple(each.place for each in self.shares if each.told is None)

    @property
    def partial(self) -> bool:
        """Whether the sum of what is told is no measure of the whole: what all others have is not told.

        Never where the source gives shares: those are of the whole whatever the others have.
        """
        return OTHER in self.untold and not self.figures.in_percent

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands that the index can lie in."""
        every: tuple[Band, ...] = ("competitive", "moderate", "high")
        low, high = (every.index(band(value)) for value in (self.hhi.low, self.hhi.high))
        return every[low : high + 1]

    @cached_property
    def _whole(self) -> _Whole:
        return _whole(self.figures)

    def of(self, places: Iterable[str]) -> Interval:
        """The share of several places together, in percent."""
        wanted = set(places)
        within = [_within(each.place, wanted) for each in self._whole.rows]
        elsewhere = wanted - {each.place for each in self._whole.rows}
        return self._whole.together(within, beyond=bool(elsewhere))

    def told_of(self, places: Iterable[str]) -> Decimal | None:
        """The share of several places in what is told."""
        wanted = set(places)
        told = [each.told for each in self.shares if each.told is not None and _within(each.place, wanted) == "in"]
        return sum(told, _ZERO) if self.hhi_told is not None else None

    def first(self, n: int) -> Decimal | None:
        """The share of the `n` largest places in what is told."""
        told = sorted((each.told for each in self.single if each.told is not None), reverse=True)
        return sum(told[:n], _ZERO) if told else None


def band(hhi: Decimal) -> Band:
    """The band of an index."""
    return "competitive" if hhi < MODERATE else "moderate" if hhi <= HIGH else "high"


def concentration(figures: Figures) -> Concentration:
    """Who has how much.

    Raises:
        ValueError: if the figures count no shares of a whole, such as a reliance on imports.
    """
    whole = _whole(figures)
    shares = [Share(row.place, whole.between(place), whole.told(place), row) for place, row in enumerate(whole.rows)]
    shares.sort(key=lambda each: (each.place == OTHER, each.told is None, -(each.told or _ZERO), each.place))
    return Concentration(figures, tuple(shares), whole.hhi, whole.hhi_told)


def _within(place: str, wanted: set[str]) -> Literal["in", "out", "part"]:
    """Whether what is counted under a code belongs to some places; a joint or unnamed figure may in part."""
    if place in wanted:
        return "in"
    parts = place.split("-")
    if len(parts) > 1 and all(part in wanted for part in parts):
        return "in"
    if place == OTHER or place in GROUPS or any(part in wanted for part in parts):
        return "part"
    return "out"


def lumped(place: str) -> bool:
    """Whether a code stands for several places whose own amounts are not told."""
    return place == OTHER or place in GROUPS or "-" in place


@dataclass(frozen=True)
class _Whole:
    """The amounts of one table, in percent of the whole or in units.

    Attributes:
        lows, highs: bounds of each row's amount; None: nothing bounds it.
        beyond: the most that places without a row can have, in the same unit.
        fixed: the whole, where it is given (100 percent); None: the sum of the amounts.
    """

    rows: tuple[Figure, ...]
    lows: tuple[Decimal, ...]
    highs: tuple[Decimal | None, ...]
    beyond: Decimal
    fixed: Decimal | None

    def told(self, place: int) -> Decimal | None:
        """The share of a row in what is told; of a bound the lower one."""
        row = self.rows[place]
        if row.amount.why is not None or (row.amount.exact is None and not row.amount.low):
            return None
        base = self.fixed or self._sum
        return WHOLE * row.amount.low / base if base else None

    @property
    def _sum(self) -> Decimal:
        return sum((row.amount.low for row in self.rows), _ZERO)

    def between(self, place: int) -> Interval:
        """What the share of a row can be."""
        return self.together(["in" if each == place else "out" for each in range(len(self.rows))])

    def together(self, within: Sequence[Literal["in", "out", "part"]], *, beyond: bool = False) -> Interval:
        """What the share of several rows together can be; of a `part` nothing or all may belong to them.

        Args:
            within: for each row whether its amount belongs to them.
            beyond: whether what places without a row have may belong to them as well.
        """
        inside = [place for place, each in enumerate(within) if each == "in"]
        outside = [place for place, each in enumerate(within) if each != "in"]
        least = sum((self.lows[each] for each in inside), _ZERO)
        if self.fixed is not None:
            most = self._most([p for p, each in enumerate(within) if each != "out"], beyond=beyond)
            rest = self._most(outside, beyond=True)
            low = max(least, self.fixed - rest if rest is not None else _ZERO)
            others = sum((self.lows[p] for p, each in enumerate(within) if each == "out"), _ZERO)
            room = max(self.fixed - others, least)
            high = room if most is None else min(most, room)
            return Interval(min(low, WHOLE), min(max(high, low), WHOLE))
        most_inside = self._most([p for p, each in enumerate(within) if each != "out"], beyond=beyond)
        most_outside = self._most(outside, beyond=True)
        least_outside = sum((self.lows[p] for p, each in enumerate(within) if each == "out"), _ZERO)
        low = _part(least, most_outside)
        high = WHOLE if most_inside is None else _part(most_inside, least_outside)
        return Interval(low, high)

    def _most(self, places: Sequence[int], *, beyond: bool) -> Decimal | None:
        highs = [self.highs[each] for each in places]
        if any(each is None for each in highs):
            return None
        return sum((each for each in highs if each is not None), self.beyond if beyond else _ZERO)

    @cached_property
    def hhi_told(self) -> Decimal | None:
        """The index over what is told, with lumps as countless places."""
        told = [self.told(each) for each, row in enumerate(self.rows) if not lumped(row.place)]
        if not any(told):
            return None
        return sum((each * each for each in told if each is not None), _ZERO)

    @cached_property
    def hhi(self) -> Interval:
        """The least and the greatest index that the untold amounts allow."""
        return Interval(self._least(), self._greatest())

    def _least(self) -> Decimal:
        """Every free amount at the common level at which a further unit no longer lowers the index."""
        single = [place for place, row in enumerate(self.rows) if not lumped(row.place)]
        in_lumps = sum((self.lows[place] for place, row in enumerate(self.rows) if lumped(row.place)), _ZERO)
        lows = [self.lows[each] for each in single]
        if self.fixed is not None:
            slack = self.fixed - sum(lows, _ZERO) - in_lumps
            spread = self.beyond > 0 or any(lumped(row.place) for row in self.rows)
            filled = lows if spread or slack <= 0 else _level(lows, [self.highs[p] for p in single], slack)
            return sum((each * each for each in filled), _ZERO) * (WHOLE / self.fixed) ** 2
        filled = lows
        for _ in range(1000):  # each round brings the level nearer its fixed point, sum of squares over sum
            total = sum(filled, in_lumps)
            if not total:
                return _ZERO
            level = sum((each * each for each in filled), _ZERO) / total
            before = filled
            filled = [_clip(level, low, self.highs[place]) for place, low in zip(single, lows, strict=True)]
            if max((abs(a - b) for a, b in zip(filled, before, strict=True)), default=_ZERO) <= total * _NEAR:
                break
        total = sum(filled, in_lumps)
        return sum((each * each for each in filled), _ZERO) * (WHOLE / total) ** 2

    def _greatest(self) -> Decimal:
        """The index is greatest with each free amount at one of its bounds; lumps taken as one place."""
        most = Decimal(10_000)
        free = [place for place, low in enumerate(self.lows) if self.highs[place] != low]
        if self.fixed is not None:
            return min(self._greatest_of_fixed(self.fixed), most)
        if len(free) > _MANY or any(self.highs[place] is None for place in free):
            return most
        found = _ZERO
        for chosen in product((False, True), repeat=len(free)):
            taken = list(self.lows)
            for place, up in zip(free, chosen, strict=True):
                high = self.highs[place]
                taken[place] = high if up and high is not None else taken[place]
            total = sum(taken, _ZERO)
            if total:
                found = max(found, sum((each * each for each in taken), _ZERO) * (WHOLE / total) ** 2)
        return found or most

    def _greatest_of_fixed(self, fixed: Decimal) -> Decimal:
        """What is left of the whole goes to the rows in some order, each as full as it may be but the last."""
        lows = [*self.lows, _ZERO]
        highs = [*self.highs, self.beyond]
        free = [place for place, low in enumerate(lows) if highs[place] != low]
        if len(free) > _MANY:
            return Decimal(10_000)
        best = _ZERO
        for chosen in product((False, True), repeat=len(free)):
            for last in free or [0]:
                taken, left = list(lows), max(fixed - sum(lows, _ZERO), _ZERO)
                full = [place for place, up in zip(free, chosen, strict=True) if up and place != last]
                for place in (*full, last):
                    more = _room(lows[place], highs[place], left)
                    taken[place] += more
                    left -= more
                best = max(best, sum((each * each for each in taken), _ZERO))
        return best * (WHOLE / fixed) ** 2


def _whole(figures: Figures) -> _Whole:
    lows = tuple(row.amount.low for row in figures.rows)
    highs = tuple(row.amount.high for row in figures.rows)
    if not figures.in_percent:
        return _Whole(figures.rows, lows, highs, _ZERO, None)
    left = max(WHOLE - sum(lows, _ZERO), _ZERO)
    capped = tuple(low + left if high is None else min(high, low + left) for low, high in zip(lows, highs, strict=True))
    whole = max(WHOLE, sum(lows, _ZERO)) if figures.complete else WHOLE
    beyond = _ZERO if figures.complete or any(row.place == OTHER for row in figures.rows) else left
    return _Whole(figures.rows, lows, capped, beyond, whole)


def _part(some: Decimal, rest: Decimal | None) -> Decimal:
    """What percent `some` is of itself and the rest; nothing of a rest that nothing bounds."""
    if rest is None or not some + rest:
        return _ZERO
    return WHOLE * some / (some + rest)


def _room(low: Decimal, high: Decimal | None, left: Decimal) -> Decimal:
    """How much of what is left a row can take."""
    return left if high is None else min(high - low, left)


def _clip(level: Decimal, low: Decimal, high: Decimal | None) -> Decimal:
    return max(low, level if high is None else min(level, high))


def _level(lows: Sequence[Decimal], highs: Sequence[Decimal | None], more: Decimal) -> list[Decimal]:
    """The amounts nearest to one another that take up `more` above their lower bounds."""
    taken = list(lows)
    for _ in range(4 * len(taken) + 1):
        free = [p for p, high in enumerate(highs) if high is None or taken[p] < high]
        if more <= 0 or not free:
            break
        least = min(taken[p] for p in free)
        lowest = [p for p in free if taken[p] == least]
        steps = [min((taken[p] for p in free if taken[p] > least), default=least + more) - least]
        steps += [high - least for p in lowest if (high := highs[p]) is not None]
        step = min(*steps, more / len(lowest))
        for p in lowest:
            taken[p] += step
        more -= step * len(lowest)
    return taken
