"""Every way of sharing whole units is tried out, by plain enumeration: none is better than what the rules give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

from renkei.supply.sharing.case import Case
from renkei.supply.sharing.sharing import CannotKeep, Shared, share
from supply.sharing.made_up_cases import at_random

SEEDS = range(30)


def small(seed: int, *, kept: bool = True) -> Case:
    return at_random(seed, places=3, months=2, most=4, kept=kept)


def possible(case: Case) -> Iterator[tuple[int, ...]]:
    """All whole amounts the claims can get together, each with some way to deliver it."""
    places = sorted({e.place for e in (*case.stocks, *case.capacities)} | {e.giver for e in case.pledges})
    for got in product(*(range(int(each.asked) + 1) for each in case.needs)):
        if all(amount >= need.least for amount, need in zip(got, case.needs, strict=True)) and delivered(
            case, got, places
        ):
            yield got


def delivered(case: Case, got: tuple[int, ...], places: list[str]) -> bool:  # noqa: C901 - plain on purpose
    """Whether some way to deliver these amounts exists: claims are served one unit at a time, trying every giver."""
    left = {}
    for place in places:
        keep = sum(int(each.amount - each.keep) for each in case.stocks if each.place == place)
        for month in range(len(case.months)):
            keep += sum(int(c.amount) for c in case.capacities if (c.place, c.month) == (place, month))
            left[place, month] = keep
    wanted = list(got)
    for each in case.pledges:
        (claim,) = (n for n, need in enumerate(case.needs) if (need.place, need.month) == (each.to, each.month))
        wanted[claim] -= int(each.amount)
        for month in range(each.month, len(case.months)):
            left[each.giver, month] -= int(each.amount)
    if min(wanted) < 0 or min(left.values(), default=0) < 0:
        return False
    dead: set[tuple[object, ...]] = set()

    def serve(claim: int, missing: int) -> bool:
        while claim < len(wanted) and not missing:
            claim += 1
            missing = wanted[claim] if claim < len(wanted) else 0
        if claim == len(wanted):
            return True
        state = (claim, missing, *left.values())
        if state in dead:
            return False
        need = case.needs[claim]
        for place in places:
            shut = any(w.giver == place and w.to == need.place and w.closes(need.good, need.month) for w in case.closed)
            months = range(need.month, len(case.months))
            if not shut and all(left[place, month] > 0 for month in months):
                for month in months:
                    left[place, month] -= 1
                if serve(claim, missing - 1):
                    return True
                for month in months:
                    left[place, month] += 1
        dead.add(state)
        return False

    return serve(-1, 0)


def harm_by_unit(case: Case, got: tuple[int, ...]) -> Fraction:
    """The harm, added up in quarters of units."""
    whole = sum(int(each.asked) for each in case.needs)
    total = Fraction(0)
    for need, amount in zip(case.needs, got, strict=True):
        weight = Fraction(1, whole) if need.harm is None else Fraction(need.harm)
        quarter = Fraction(int(need.asked), 4)
        for step in range(4):  # of the missing, what lies beyond `step` quarters counts once more
            total += weight * max(Fraction(0), int(need.asked) - amount - step * quarter)
    return total


def exact(shared: Shared) -> list[float]:
    return [each.share for each in shared.given]


def below(left: list[float], right: list[float]) -> bool:
    """Whether one list of shares, poorest first, is worse than another at the first place where they differ."""
    for a, b in zip(sorted(left), sorted(right), strict=True):
        if abs(a - b) > 1e-5:
            return a < b
    return False


@pytest.mark.parametrize("seed", SEEDS)
def test_no_whole_sharing_does_better_by_any_rule(seed: int) -> None:
    case = small(seed)
    fair, ordered, harm = share(case, ["max-min", "priority", "least-harm"])
    shares = exact(fair)
    first = [n for n, each in enumerate(case.needs) if each.order == 1]
    served = sum(float(ordered.given[n].given) for n in first)
    tried = 0
    for got in possible(case):
        tried += 1
        theirs = [amount / float(need.asked) for amount, need in zip(got, case.needs, strict=True)]
        assert not below(shares, theirs)
        assert sum(got[n] for n in first) <= served + 1e-4
        assert float(harm_by_unit(case, got)) >= harm.measures.harm - 1e-9
    assert tried


@pytest.mark.parametrize("seed", SEEDS)
def test_where_no_whole_sharing_keeps_what_is_promised_it_is_refused(seed: int) -> None:
    # Amounts are whole, so that if anything keeps the promises, something whole does.
    case = small(seed, kept=False)
    can = next(possible(case), None) is not None
    if can:
        assert share(case, ["max-min"])
    else:
        with pytest.raises(CannotKeep):
            share(case, ["max-min"])


@pytest.mark.parametrize("seed", SEEDS)
def test_least_harm_is_reached_by_a_whole_sharing_where_needs_are_in_fours(seed: int) -> None:
    case = at_random(seed, places=2, months=2, most=1)
    from dataclasses import replace

    case = replace(
        case,
        needs=tuple(replace(e, asked=4 * e.asked, least=4 * e.least) for e in case.needs),
        pledges=tuple(replace(e, amount=4 * e.amount) for e in case.pledges),
        stocks=tuple(replace(e, amount=4 * e.amount + 1, keep=4 * e.keep) for e in case.stocks),
        capacities=tuple(replace(e, amount=4 * e.amount) for e in case.capacities),
    )
    (found,) = share(case, ["least-harm"])
    assert found.measures.harm == pytest.approx(float(min(harm_by_unit(case, got) for got in possible(case))))
