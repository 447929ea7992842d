"""Proves an answer from the files' rows alone, in whole numbers and fractions; the optimiser has no say here.

Two things are shown. What is given keeps every promise and takes nothing from nowhere. And nobody could do better by
the rule: what the claims of a cut get together cannot be more than what the places in it have by then, less what they
pledged to others; where the two sums are equal, nothing raises one of these claims without lowering another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from renkei.supply.sharing.case import Line
from renkei.supply.sharing.cuts import exact_sum
from renkei.supply.sharing.delivering import Grain
from renkei.supply.sharing.fine import STEPS, Supplied
from renkei.supply.sharing.reach import Reach, reaches
from renkei.supply.sharing.rules import Outcome, harm_scale, whole


@dataclass(frozen=True, slots=True)
class Bound:
    """One sum that anybody can repeat from the files.

    Attributes:
        share: the covered share at which the claims inside stop; None in a sum of harm.
        weight: what a unit counts in a sum of harm; 1 otherwise.
        cut: the places whose supply is added up, and until when.
        claims: the rows of the needs that nobody else can serve in time.
        room: the most these claims can get together, in the unit of the good.
        stands: what they get, or are promised, when the level is reached; equal to `room` where the bound is met.
    """

    share: Fraction | None
    weight: Fraction
    cut: tuple[Reach, ...]
    claims: tuple[Line, ...]
    room: Fraction
    stands: Fraction


@dataclass(frozen=True, slots=True)
class Proof:
    """What was shown of one good under one rule.

    Attributes:
        kept: every delivery is possible, and every minimum, pledge and reserve is kept.
        optimal: every level, or the harm, equals its bound.
        bounds: the sums that show it.
        gap: the largest distance from a bound: in covered share, or in harm; 0 where it is optimal.
    """

    kept: bool
    optimal: bool
    bounds: tuple[Bound, ...]
    gap: Fraction


def proof(rows: Rows, outcome: Outcome, given: Sequence[int], delivered: Sequence[Grain]) -> Proof:
    """Prove one good under one rule.

    Args:
        rows: what the files say of the good.
        outcome: what the rule gives, exact.
        given: the same in whole grains, as handed out.
        delivered: who gives it.
    """
    kept = tuple(given) == whole(outcome.given) and rows.possible(outcome.network.givers, given, delivered)
    if outcome.rule == "least-harm":
        gap, bounds = _harm_gap(outcome, rows)
        return Proof(kept, gap == 0, bounds, gap)
    gaps, bounds, sound = _level_gaps(outcome, rows)
    return Proof(kept, sound and not any(gaps), bounds, max(gaps, default=Fraction(0)))


class Rows:
    """The rows of one good, added up anew, in grains."""

    def __init__(self, supplied: Supplied) -> None:
        self.supplied, self.grain = supplied, supplied.grain
        self.asked = [int(each.asked * self.grain) for each in supplied.needs]
        self.least = [int(each.least * self.grain) for each in supplied.needs]
        self.at = {(need.place, need.month): number for number, need in enumerate(supplied.needs)}
        promised: dict[int, Decimal] = {}
        for pledge in supplied.pledges:
            claim = self.at[pledge.to, pledge.month]
            promised[claim] = promised.get(claim, Decimal(0)) + pledge.amount
        for claim, amount in promised.items():
            self.least[claim] = max(self.least[claim], int(amount * self.grain))
        self.has = self._what_places_have()
        self.shut: list[set[str]] = [set() for _ in supplied.needs]
        for way in supplied.closed:
            for claim, need in enumerate(supplied.needs):
                if way.to == need.place and way.closes(need.good, need.month):
                    self.shut[claim].add(way.giver)

    def _what_places_have(self) -> dict[str, list[int]]:
        """For every place what it has by the end of each month, less what it keeps."""
        having: dict[str, list[int]] = {}
        for pledge in self.supplied.pledges:
            having.setdefault(pledge.giver, [0] * self.supplied.months)
        for stock in self.supplied.stocks:
            having.setdefault(stock.place, [0] * self.supplied.months)
            for month in range(self.supplied.months):
                having[stock.place][month] += int((stock.amount - stock.keep) * self.grain)
        for capacity in self.supplied.capacities:
            having.setdefault(capacity.place, [0] * self.supplied.months)
            for month in range(capacity.month, self.supplied.months):
                having[capacity.place][month] += int(capacity.amount * self.grain)
        return having

    def possible(self, givers: Sequence[str], given: Sequence[int], delivered: Sequence[Grain]) -> bool:
        """Whether the deliveries are possible, add up to what is given, and keep every promise."""
        got = [0] * len(self.asked)
        sent: dict[tuple[int, int], int] = {}
        pair: dict[tuple[int, int], int] = {}
        for each in delivered:
            month = self.supplied.needs[each.claim].month
            if each.grains <= 0 or givers[each.giver] in self.shut[each.claim]:
                return False
            got[each.claim] += each.grains
            sent[each.giver, month] = sent.get((each.giver, month), 0) + each.grains
            pair[each.giver, each.claim] = pair.get((each.giver, each.claim), 0) + each.grains
        if got != list(given) or not all(low <= g <= a for low, g, a in zip(self.least, got, self.asked, strict=True)):
            return False
        number = {place: giver for giver, place in enumerate(givers)}
        for pledge in self.supplied.pledges:
            claim = self.at[pledge.to, pledge.month]
            if pair.get((number[pledge.giver], claim), 0) < int(pledge.amount * self.grain):
                return False
        return self._never_overdrawn(givers, sent)

    def _never_overdrawn(self, givers: Sequence[str], sent: dict[tuple[int, int], int]) -> bool:
        for giver, place in enumerate(givers):
            gone = 0
            for month in range(self.supplied.months):
                gone += sent.get((giver, month), 0)
                if gone > self.has[place][month]:
                    return False
        return True

    def inside(self, cut: Sequence[Reach]) -> set[int]:
        """The claims that only places of the cut, within its months, can serve."""
        last = {each.place: each.last for each in cut}
        outside = [
            {place for place in self.has if last.get(place, -1) < month} for month in range(self.supplied.months)
        ]
        return {claim for claim, need in enumerate(self.supplied.needs) if outside[need.month] <= self.shut[claim]}

    def bound(
        self,
        share: Fraction | None,
        weight: Fraction,
        cut: tuple[Reach, ...],
        inside: set[int],
        sums: tuple[Fraction, Fraction],
    ) -> Bound:
        """The bound as it is told, its two sums in the unit of the good."""
        lines = tuple(self.supplied.needs[claim].line for claim in sorted(inside))
        return Bound(share, weight, cut, lines, sums[0] / self.grain, sums[1] / self.grain)

    def room(self, cut: Sequence[Reach], inside: set[int]) -> int:
        """The most the claims inside can get: what the places have, less what they must give to others."""
        room = 0
        for each in cut:
            if each.reckoned < each.last:
                message = "a cut must not end before what is in it"
                raise ValueError(message)
            elsewhere = sum(
                pledge.amount
                for pledge in self.supplied.pledges
                if pledge.giver == each.place
                and pledge.month <= each.reckoned
                and self.at[pledge.to, pledge.month] not in inside
            )
            room += self.has[each.place][each.reckoned] - int(elsewhere * self.grain)
        return room


def _level_gaps(outcome: Outcome, rows: Rows) -> tuple[list[Fraction], tuple[Bound, ...], bool]:
    """For every level how far it is from its bound, the bound, and whether the levels are what the rule says."""
    gaps: list[Fraction] = []
    bounds: list[Bound] = []
    settled: dict[int, Fraction] = {}
    sound, before = True, (0, Fraction(0))
    for level in outcome.levels:
        sound &= (level.order, level.share) >= before
        before = (level.order, level.share)
        over, under = level.share.numerator, level.share.denominator
        sound &= all(
            outcome.given[claim].numerator * under >= over * rows.asked[claim] * outcome.given[claim].denominator
            for claim in level.raised
        )
        inside: set[int] = set()
        settled |= {claim: outcome.given[claim] for claim in level.settled}
        if level.cut is not None:
            cut = reaches(outcome.network, level.cut)
            inside = rows.inside(cut)
            stand = exact_sum(settled.get(claim, rows.least[claim]) for claim in inside)
            growing = sum(rows.asked[claim] for claim in level.raised if claim in inside)
            room = rows.room(cut, inside)
            gaps.append((room - stand) / (growing or 1))
            bounds.append(rows.bound(level.share, Fraction(1), cut, inside, (Fraction(room), stand)))
        sound &= _stopped_rightly(outcome, level.share, level.settled, inside)
    full = {claim for claim, (got, asked) in enumerate(zip(outcome.given, rows.asked, strict=True)) if got == asked}
    return gaps, tuple(bounds), sound and full | set(settled) == set(range(len(rows.asked)))


def _stopped_rightly(outcome: Outcome, share: Fraction, settled: Sequence[int], inside: set[int]) -> bool:
    """Whether each claim stopped because it is in the cut, has all it asks, or shares a month with one that stopped."""
    needs = outcome.network.supplied.needs
    held = {claim for claim in settled if claim in inside or share == 1}
    if outcome.rule == "proportional" and share > 0:
        months = {needs[claim].month for claim in held if outcome.given[claim] == share * outcome.network.asked[claim]}
        held = {claim for claim in settled if needs[claim].month in months}
    return len(held) == len(settled)


def _harm_gap(outcome: Outcome, rows: Rows) -> tuple[Fraction, tuple[Bound, ...]]:
    """The harm of what is given, less the least harm that the bounds leave possible."""
    bounds: list[Bound] = []
    scale = harm_scale(outcome.network)
    price = [0] * len(rows.asked)
    worth = 0
    for weight, at in outcome.bound:
        cut = reaches(outcome.network, at)
        inside = rows.inside(cut)
        room = rows.room(cut, inside)
        worth += weight * room
        stand = exact_sum(outcome.given[claim] for claim in inside)
        bounds.append(
            rows.bound(None, Fraction(weight * rows.grain, scale.divisor), cut, inside, (Fraction(room), stand))
        )
        for claim in inside:
            price[claim] += weight
    done, least = [], 0
    for claim, (asked, low, mild) in enumerate(zip(rows.asked, rows.least, scale.mild, strict=True)):
        got = outcome.given[claim]
        under = got.denominator
        done.append(
            Fraction(_harm_of(asked * under, got.numerator, mild), under)
            if under > 1
            else _harm_of(asked, int(got), mild)
        )
        corners = {low, *(part for part in range(0, asked + 1, asked // STEPS) if part >= low)}
        least += min(_harm_of(asked, corner, mild) + price[claim] * corner for corner in corners)
    return (exact_sum(done) - (least - worth)) / scale.divisor, tuple(bounds)


def _harm_of(asked: int, got: int, mild: int) -> int:
    missing, step, harm = asked - got, asked // STEPS, 0
    while missing > 0:
        harm += missing
        missing -= step
    return mild * harm
