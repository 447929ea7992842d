"""Four rules for one good: who gets how much, before anybody asks from whom.

proportional  every place gets the same covered share in a month; the months are raised alike, the poorest first
priority      the classes of the needs in order; inside a class as `max-min`
max-min       the smallest covered share of any claim is as large as can be, then the next smallest, to the end
least-harm    the sum of harm is as small as can be; among equals as `max-min`

A claim is what one place asks of one good in one month. Minimums and pledges are kept under every rule.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from renkei.supply.sharing.cuts import Cut, Weighed, exact_sum
from renkei.supply.sharing.fine import STEPS, Network, pooled
from renkei.supply.sharing.levels import Filling, Level
from renkei.supply.sharing.routing import Flow, routed
from renkei.supply.sharing.solving import Solver, Unsolved

Rule = Literal["proportional", "priority", "max-min", "least-harm"]
RULES: tuple[Rule, ...] = ("proportional", "priority", "max-min", "least-harm")


@dataclass(frozen=True)
class Outcome:
    """What one rule gives of one good.

    Attributes:
        given: what each claim gets, in grains, exact.
        levels: how the shares were raised.
        bound: for `least-harm` the cuts, weighed in parts of the harm's divisor, that no sharing can pass.
        flow: which hub serves which profile.
    """

    network: Network
    rule: Rule
    given: tuple[Fraction, ...]
    levels: tuple[Level, ...]
    bound: tuple[Weighed, ...] = ()
    flow: Flow | None = None


def outcome(network: Network, rule: Rule) -> Outcome:
    """Share one good by one rule; its promises must be known to be kept."""
    if len(network.hubs) > 1:
        # With every way open there is more to share: what is best there, and still possible here, is best here.
        found = _outcome(pooled(network), rule)
        flow = routed(network, whole(found.given))
        if flow is not None:
            bound = _spread(found.bound, network)
            return Outcome(network, rule, found.given, _spread_levels(found, network), bound, flow)
    found = _outcome(network, rule)
    return replace(found, flow=routed(network, whole(found.given)))


def whole(given: Sequence[Fraction]) -> tuple[int, ...]:
    """Exact amounts down to what is handed out, a whole number of grains that makes a short decimal."""
    return tuple(each.numerator // (each.denominator * STEPS) * STEPS for each in given)


def _spread_levels(found: Outcome, network: Network) -> tuple[Level, ...]:
    wide = len(network.hubs)
    return tuple(replace(each, cut=each.cut and Cut(each.cut.last * wide)) for each in found.levels)


def _spread(bound: tuple[Weighed, ...], network: Network) -> tuple[Weighed, ...]:
    return tuple((weight, Cut(cut.last * len(network.hubs))) for weight, cut in bound)


def _outcome(network: Network, rule: Rule) -> Outcome:
    if rule == "least-harm":
        return _least_harm(network)
    filling = Filling(network, network.least, network.asked)
    orders = [need.order if rule == "priority" else 1 for need in network.supplied.needs]
    for order in sorted(set(orders)):
        claims = [claim for claim, of in enumerate(orders) if of == order]
        filling.fill(order, claims, together=rule == "proportional")
    return Outcome(network, rule, _given(filling), tuple(filling.levels))


def _given(filling: Filling) -> tuple[Fraction, ...]:
    return tuple(Fraction(each) for each in filling.given if each is not None)


@dataclass(frozen=True, slots=True)
class HarmScale:
    """What a missing grain of each claim does in its mildest step, as whole numbers with one divisor."""

    mild: tuple[int, ...]
    divisor: int


def harm_scale(network: Network) -> HarmScale:
    """The harm of a missing grain.

    Where the needs say nothing, everything asked of the good together counts 1 if the mildest step went all the way.
    """
    needs = network.supplied.needs
    told = [need.harm for need in needs if need.harm is not None]
    if not told:
        return HarmScale((1,) * len(needs), sum(network.asked))
    places = max(max(-int(each.normalize().as_tuple().exponent), 0) for each in told)
    mild = tuple(int((need.harm or 0) * 10**places) for need in needs)
    return HarmScale(mild, 10**places * network.supplied.grain)


def harm(network: Network, given: Sequence[Fraction | int]) -> Fraction:
    """The harm of what is missing: the first quarter of a need counts once, the second twice, and so on."""
    scale = harm_scale(network)
    found = []
    for asked, got, mild in zip(network.asked, given, scale.mild, strict=True):
        under = got.denominator  # whole numbers until the end: fractions would take ten times as long
        missing, step, total = asked * under - got.numerator, asked // STEPS * under, 0
        while missing > 0:
            total += missing
            missing -= step
        found.append(Fraction(mild * total, under) if under > 1 else mild * total)
    return exact_sum(found) / scale.divisor


def _least_harm(network: Network) -> Outcome:
    """By the optimiser's prices, if they are borne out exactly; else step by step."""
    mild = harm_scale(network).mild
    worth = _worth(network, mild) if network.hubs else []
    if worth is not None:
        with suppress(Unsolved):
            found = _by_prices(network, mild, worth)
            met = all(_used_up(network, cut, found.given) for _, cut in found.bound)
            if met and routed(network, whole(found.given)) is not None:
                return found
    return _step_by_step(network, mild)


def _by_prices(network: Network, mild: tuple[int, ...], worth: list[list[int]]) -> Outcome:
    """The fairest sharing among those that fit some prices."""
    prices = [
        min((worth[hub][need.month] for hub in network.profiles[place].hubs), default=-1)
        for need, place in zip(network.supplied.needs, network.profile_of, strict=True)
    ]
    low, high = [], []
    for asked, least, price, one in zip(network.asked, network.least, prices, mild, strict=True):
        # A step is covered for certain if it does more harm than the price, and may be if it does as much.
        over = 0 if price < 0 else sum(one * step > price for step in range(1, STEPS + 1))
        even = 0 if price < 0 else sum(one * step >= price for step in range(1, STEPS + 1))
        low.append(max(least, asked * over // STEPS))
        high.append(max(least, asked * even // STEPS))
    filling = Filling(network, low, high)
    for order, price in enumerate(sorted(set(prices), reverse=True), 1):
        filling.fill(order, [claim for claim, of in enumerate(prices) if of == price])
    return Outcome(network, "least-harm", _given(filling), tuple(filling.levels), _bound(network, worth, mild))


def _used_up(network: Network, cut: Cut, given: Sequence[Fraction]) -> bool:
    """Whether the claims of a cut get all that its places have for them."""
    held = cut.holds(network)
    inside = [claim for claim, place in enumerate(network.profile_of) if held[place]]
    return exact_sum(given[claim] - network.promised[claim] for claim in inside) == cut.room(network)


def _step_by_step(network: Network, mild: tuple[int, ...]) -> Outcome:
    """The step that does most harm is covered first, as far as can be, then the next: slower, and exact throughout.

    What stops a claim stays used up, and so does all that stopped others before; together they are its cut.
    """
    now: list[Fraction | int] = list(network.least)
    stopped: set[int] = set()
    levels: list[Level] = []
    cuts: list[tuple[int, Cut]] = []
    heights = sorted({one * step for one in set(mild) for step in range(1, STEPS + 1)}, reverse=True)
    for order, height in enumerate(heights, 1):
        ends: list[Fraction | int] = list(now)
        for claim, one in enumerate(mild):
            if claim not in stopped and height % one == 0 and 1 <= height // one <= STEPS:
                # The step that is missed last is covered first: the dearest is the first quarter that is given.
                ends[claim] = max(now[claim], network.asked[claim] * (STEPS + 1 - height // one) // STEPS)
        rising = [claim for claim, end in enumerate(ends) if end > now[claim]]
        if not rising:
            continue
        filling = Filling(network, now, ends)
        filling.fill(order, rising)
        levels += filling.levels
        for claim in rising:
            now[claim] = filling.given[claim] or 0
        short = {claim for claim in rising if now[claim] < ends[claim]}
        stopped |= short
        cuts += [(height, level.cut) for level in filling.levels if level.cut and short & set(level.settled)]
    given = tuple(Fraction(each) for each in now)
    return Outcome(network, "least-harm", given, tuple(levels), _nested(cuts))


def _nested(cuts: Sequence[tuple[int, Cut]]) -> tuple[Weighed, ...]:
    """Cuts and the height at which each was met, the highest first, as cuts inside one another, with weights."""
    wider: list[tuple[int, Cut]] = []
    for height, cut in cuts:
        before = wider[-1][1].last if wider else cut.last
        wider.append((height, Cut(tuple(max(pair) for pair in zip(before, cut.last, strict=True)))))
    below = [*(height for height, _ in wider), 0][1:]
    return tuple((height - low, cut) for (height, cut), low in zip(wider, below, strict=True) if height > low)


def _worth(network: Network, mild: tuple[int, ...]) -> list[list[int]] | None:
    """What a grain at each hub and month is worth in harm: the optimiser's prices, as the worths of steps they are."""
    fixed = [0] * len(network.profiles)
    pieces: dict[tuple[int, int], int] = {}
    for claim, place in enumerate(network.profile_of):
        asked, least = network.asked[claim], network.least[claim]
        fixed[place] += least - network.promised[claim]
        for part in range(STEPS):
            width = asked * (part + 1) // STEPS - max(least, asked * part // STEPS)
            if width > 0:
                key = (place, mild[claim] * (STEPS - part))
                pieces[key] = pieces.get(key, 0) + width
    possible = sorted({0, *(worth for _, worth in pieces)})
    top = possible[-1] or 1
    handed = [(place, width, worth / top) for (place, worth), width in pieces.items()]
    found = Solver(network).worth(fixed, handed)
    if found is None:
        return None
    scaled = [each / top for each in possible]
    exact = [[possible[_nearest(scaled, price)] for price in of_hub] for of_hub in found]
    for of_hub in exact:  # what can be given now can also be kept, so that it is never worth less
        for month in range(len(of_hub) - 2, -1, -1):
            of_hub[month] = max(of_hub[month], of_hub[month + 1])
    return exact


def _nearest(values: list[float], value: float) -> int:
    place = bisect(values, value)
    around = [each for each in (place - 1, place) if 0 <= each < len(values)]
    return min(around, key=lambda each: abs(values[each] - value))


def _bound(network: Network, worth: list[list[int]], mild: tuple[int, ...]) -> tuple[Weighed, ...]:
    """Prices as cuts with weights: a price of 5 is a cut of weight 2 inside one of weight 3.

    Claims that nobody can reach are in a cut without any place, which weighs as much as harm can.
    """
    heights = [*sorted({price for of_hub in worth for price in of_hub if price > 0}, reverse=True), 0]
    found: list[Weighed] = []
    if not all(profile.hubs for profile in network.profiles):
        found.append((max(mild) * STEPS, Cut((-1,) * len(worth))))
    for height, below in pairwise(heights):
        last = tuple(max((m for m, price in enumerate(of_hub) if price >= height), default=-1) for of_hub in worth)
        found.append((height - below, Cut(last)))
    return tuple(found)
