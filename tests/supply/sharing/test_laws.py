"""What holds for every case, whatever the figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.supply.sharing.case import Case
from renkei.supply.sharing.rules import RULES
from renkei.supply.sharing.sharing import Shared, share
from supply.sharing.made_up_cases import at_random

CASES = st.builds(at_random, st.integers(0, 10_000), places=st.integers(2, 5), months=st.integers(1, 4))
SAME = 1e-9


def by_rule(case: Case) -> dict[str, Shared]:
    return {each.rule: each for each in share(case, RULES)}


@given(CASES)
def test_everything_is_proved(case: Case) -> None:
    assert all(each.proved for each in share(case, RULES))


@given(CASES, st.integers(2, 9), st.randoms(use_true_random=False))
def test_everything_is_proved_where_amounts_and_weights_are_far_apart(case: Case, apart: int, chance: Random) -> None:
    # The optimiser reckons to nine digits or so; what it cannot tell apart is settled exactly.
    def far(amount: Decimal) -> Decimal:
        return amount * Decimal(10) ** chance.randint(-apart, apart)

    case = replace(
        case,
        needs=tuple(replace(e, asked=far(e.asked), least=Decimal(0), harm=e.harm and far(e.harm)) for e in case.needs),
        stocks=tuple(replace(e, amount=far(e.amount), keep=Decimal(0)) for e in case.stocks),
        capacities=tuple(replace(e, amount=far(e.amount)) for e in case.capacities),
        pledges=(),
    )
    assert all(each.proved for each in share(case, RULES))


@given(CASES)
def test_nobody_gets_more_than_asked_or_less_than_promised(case: Case) -> None:
    for shared in share(case, RULES):
        for each in shared.given:
            assert each.need.least <= each.given <= each.need.asked


@given(CASES)
def test_what_is_given_is_delivered_and_nobody_gives_what_it_has_not(case: Case) -> None:
    for shared in share(case, RULES):
        got: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
        sent: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * len(case.months))
        for each in shared.deliveries:
            assert each.amount > 0
            got[each.to, each.month] += each.amount
            sent[each.giver][each.month] += each.amount
        assert all(got[each.need.place, each.need.month] == each.given for each in shared.given)
        for giver, months in sent.items():
            left = sum(each.amount - each.keep for each in case.stocks if each.place == giver)
            for month, amount in enumerate(months):
                left += sum(c.amount for c in case.capacities if (c.place, c.month) == (giver, month)) - amount
                assert left >= 0


@given(CASES)
def test_every_pledge_is_delivered_and_no_closed_way_is_used(case: Case) -> None:
    for shared in share(case, RULES):
        sums: dict[tuple[str, str, int], Decimal] = defaultdict(Decimal)
        for each in shared.deliveries:
            sums[each.giver, each.to, each.month] += each.amount
            assert not any(
                way.giver == each.giver and way.to == each.to and way.closes(each.good, each.month)
                for way in case.closed
            )
        assert all(sums[each.giver, each.to, each.month] >= each.amount for each in case.pledges)


@given(CASES)
def test_max_min_has_the_best_worst_share_and_least_harm_the_least_harm(case: Case) -> None:
    found = {rule: each.measures for rule, each in by_rule(case).items()}
    assert all(each.worst <= found["max-min"].worst + SAME for each in found.values())
    assert all(each.harm >= found["least-harm"].harm * (1 - SAME) for each in found.values())


@given(CASES)
def test_under_max_min_priority_and_least_harm_nothing_that_somebody_could_use_is_left(case: Case) -> None:
    found = by_rule(case)
    sums = [sum(each.given for each in found[rule].given) for rule in ("max-min", "priority", "least-harm")]
    assert max(sums) - min(sums) <= Decimal("0.001")
    assert sum(each.given for each in found["proportional"].given) <= max(sums) + Decimal("0.001")


@given(CASES, st.integers(1, 9))
def test_more_in_stock_never_does_more_harm_nor_lowers_the_worst_share(case: Case, more: int) -> None:
    if not case.stocks:
        return
    first, *others = case.stocks
    richer = replace(case, stocks=(replace(first, amount=first.amount + more), *others))
    before, after = by_rule(case), by_rule(richer)
    assert after["least-harm"].measures.harm <= before["least-harm"].measures.harm + SAME
    assert after["max-min"].measures.worst >= before["max-min"].measures.worst - SAME


@given(CASES, st.integers(1, 5))
def test_a_price_is_at_least_what_more_in_stock_brings(case: Case, more: int) -> None:
    if not case.stocks:
        return
    first, *others = case.stocks
    richer = replace(case, stocks=(replace(first, amount=first.amount + more), *others))
    before, after = by_rule(case)["least-harm"], by_rule(richer)["least-harm"]
    price = max((float(p.price) for p in before.prices if p.kind == "supply" and first.place in p.places), default=0.0)
    assert before.measures.harm - after.measures.harm <= more * price + 1e-6


@given(CASES, st.sampled_from([Decimal("0.001"), Decimal(1000)]))
@settings(max_examples=30)
def test_another_unit_changes_nothing(case: Case, by: Decimal) -> None:
    def scaled(rows: tuple[object, ...], *names: str) -> tuple[object, ...]:
        return tuple(replace(r, **{n: getattr(r, n) * by for n in names}) for r in rows)  # type: ignore[type-var]

    other = replace(
        case,
        needs=tuple(
            replace(n, harm=None if n.harm is None else n.harm / by) for n in scaled(case.needs, "asked", "least")
        ),
        stocks=scaled(case.stocks, "amount", "keep"),
        capacities=scaled(case.capacities, "amount"),
        pledges=scaled(case.pledges, "amount"),
    )
    for left, right in zip(share(case, RULES), share(other, RULES), strict=True):
        assert right.measures.harm == pytest.approx(left.measures.harm, rel=1e-9, abs=1e-12)
        for a, b in zip(left.given, right.given, strict=True):
            assert b.share == pytest.approx(a.share, abs=1e-5)


@given(CASES, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_the_rows_changes_nothing(case: Case, chance: object) -> None:
    def mixed(rows: tuple[object, ...]) -> tuple[object, ...]:
        left = list(rows)
        chance.shuffle(left)  # type: ignore[attr-defined]
        return tuple(left)

    other = replace(
        case, needs=mixed(case.needs), stocks=mixed(case.stocks), closed=mixed(case.closed), pledges=mixed(case.pledges)
    )
    for left, right in zip(share(case, RULES), share(other, RULES), strict=True):
        assert {each.need: each.given for each in left.given} == {each.need: each.given for each in right.given}
