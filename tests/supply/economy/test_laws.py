"""What must hold whatever the table, the shocks and the rule of rationing are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.supply.economy.bound import loss_bound
from renkei.supply.economy.compiling import compiled
from renkei.supply.economy.days import Step
from renkei.supply.economy.engine import run, simulate, simulate_block
from renkei.supply.economy.parameters import Parameters
from renkei.supply.economy.prepared import prepare
from renkei.supply.economy.rationing import FINAL, INDUSTRIES, Rationing
from renkei.supply.economy.shocks import (
    CapacityLoss,
    CapitalLoss,
    DemandChange,
    EconomicScenario,
    LinkCut,
    Rebuilding,
    Shock,
)
from renkei.supply.economy.table import economic_table

from .small_economies import economy

FEW = settings(max_examples=20, deadline=None)
REGIONS, SECTORS = ("R0", "R1", "R2"), ("s0", "s1", "s2")
places = st.sampled_from(REGIONS)
goods = st.sampled_from(SECTORS)
days = st.integers(0, 20)
long = st.integers(1, 60)
share = st.floats(0.05, 1.0)


@st.composite
def shocks(draw: st.DrawFn) -> Shock:
    place, good, day, duration, part = draw(places), draw(goods), draw(days), draw(long), draw(share)
    other = draw(st.sampled_from([each for each in REGIONS if each != place]))
    return draw(
        st.sampled_from(
            [
                CapacityLoss(part, day, duration, (place,), (good,)),
                CapacityLoss(part, day, duration, (place,), (), "linear", 20),
                CapacityLoss(part, day, duration, (place,), (good,), "exponential", 15),
                CapitalLoss(part * 0.1, day, duration, (place,), (good,)),
                Rebuilding(part * 0.1, day, {good: 1.0}, 1, 30, (place,)),
                LinkCut(place, day, duration, (good,), (other,), part),
                LinkCut(place, day, duration, (good,), (), 1.0, replace=False),
                LinkCut(place, day, duration, (), (other,), part, passed_on=0.3),
                DemandChange(-part, day, duration, (place,)),
                DemandChange(part, day, duration, (place,), (good,)),
            ]
        )
    )


scenarios = st.lists(shocks(), min_size=1, max_size=3).map(lambda some: EconomicScenario(tuple(some)))
rules = st.sampled_from(
    [
        Rationing(),
        Rationing("priority"),
        Rationing("priority", (("R1",),)),
        Rationing("priority", ((FINAL,), (INDUSTRIES,))),
        Rationing("priority", (("R2",), ("R0:industries",))),
        Rationing("guaranteed", (("R1",), (INDUSTRIES,)), 0.3),
    ]
)
parameters = st.builds(
    Parameters,
    rationing=rules,
    orders=st.sampled_from(["capacity", "fixed"]),
    slack=st.sampled_from(["scarcity", "published"]),
    inventory_days=st.sampled_from([90.0, 5.0, {"s0": float("inf"), "s1": 3.0}]),
)
seeds = st.integers(0, 10)


def steps(seed: int, scenario: EconomicScenario, how: Parameters, number: int = 80) -> list[Step]:
    ready = prepare(economy(seed=seed), how)
    seen: list[Step] = []
    run([compiled(ready, scenario)], ready, number, "summed", 1e-3, seen.append)
    return seen


@FEW
@given(seeds, parameters)
def test_nothing_happens_in_a_year_without_a_shock(seed: int, how: Parameters) -> None:
    found = simulate(economy(seed=seed), EconomicScenario(), 365, parameters=how)
    assert found.production is not None
    assert np.abs(found.production / found.usual - 1).max() <= 1e-12
    assert found.first_day is None
    assert found.recovered_on == 0


@FEW
@given(seeds, scenarios, parameters)
def test_nobody_makes_more_than_capacity_or_demand(seed: int, scenario: EconomicScenario, how: Parameters) -> None:
    for step in steps(seed, scenario, how):
        assert (step.made >= 0).all()
        assert (step.made <= step.capacity * (1 + 1e-12)).all()
        assert (step.made <= step.demand * (1 + 1e-12)).all()


@FEW
@given(seeds, scenarios, parameters)
def test_what_is_delivered_is_what_was_made(seed: int, scenario: EconomicScenario, how: Parameters) -> None:
    for step in steps(seed, scenario, how):
        assert (step.delivered <= step.made * (1 + 1e-9) + 1e-12).all()
        np.testing.assert_allclose(step.delivered, step.made, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(step.delivered + step.unmet, step.demand, rtol=1e-12, atol=1e-12)
        assert (step.unmet >= -1e-9 * step.demand).all()


@FEW
@given(seeds, scenarios, parameters)
def test_buyers_receive_what_sellers_delivered_them(seed: int, scenario: EconomicScenario, how: Parameters) -> None:
    for step in steps(seed, scenario, how, 60):
        by_good = step.to_industries.reshape(1, len(SECTORS), len(REGIONS)).sum(axis=2)
        np.testing.assert_allclose(step.received, by_good, rtol=1e-9, atol=1e-12)
        assert (step.stocks >= -1e-9).all()


@FEW
@given(seeds, scenarios, parameters, st.sampled_from([2.0, 1e-6, 1e9]))
def test_other_units_of_money_change_nothing(
    seed: int, scenario: EconomicScenario, how: Parameters, unit: float
) -> None:
    table = economy(seed=seed)
    other = economic_table(REGIONS, SECTORS, table.flows * unit, table.final * unit)
    again = tuple(
        replace(each, amount=each.amount * unit) if hasattr(each, "amount") else each for each in scenario.shocks
    )
    one = simulate(table, scenario, 100, parameters=how)
    two = simulate(other, EconomicScenario(again), 100, parameters=how)
    assert one.production is not None
    assert two.production is not None
    np.testing.assert_allclose(two.production, one.production * unit, rtol=1e-9, atol=1e-9 * unit)
    assert two.lost_days == pytest.approx(one.lost_days, rel=1e-9, abs=1e-9)


@FEW
@given(seeds, st.sampled_from(["capacity", "fixed"]), share, long)
def test_a_region_split_into_two_halves_makes_what_the_whole_made(
    seed: int, orders: str, part: float, last: int
) -> None:
    table = economy(seed=seed)
    s = len(SECTORS)
    halves = np.zeros((12, 9))
    halves[:9] = np.eye(9)
    halves[9:, 6:] = np.eye(s)  # the third region again
    part_of = np.ones(12)
    part_of[6:] = 0.5
    sold = halves * part_of[:, None]
    flows = sold @ table.flows @ sold.T
    consumers = np.zeros((4, 3))
    consumers[:3] = np.eye(3)
    consumers[3, 2] = 1.0
    consumers[2:] *= 0.5
    final = sold @ table.final @ consumers.T
    split = economic_table((*REGIONS, "R3"), SECTORS, flows, final)
    how = Parameters(orders=orders)  # type: ignore[arg-type]
    one = simulate(table, EconomicScenario((CapacityLoss(part, 3, last, ("R2",), ("s1",)),)), 120, parameters=how)
    two = simulate(split, EconomicScenario((CapacityLoss(part, 3, last, ("R2", "R3"), ("s1",)),)), 120, parameters=how)
    assert one.production is not None
    assert two.production is not None
    merged = two.production @ halves
    np.testing.assert_allclose(merged, one.production, rtol=1e-9, atol=1e-12)


@FEW
@given(seeds, st.lists(scenarios, min_size=2, max_size=5), parameters)
def test_a_block_of_scenarios_is_each_of_them_alone(seed: int, some: list[EconomicScenario], how: Parameters) -> None:
    ready = prepare(economy(seed=seed), how)
    together = list(simulate_block(ready, some, 80, block=3, keep="full"))
    for scenario, found in zip(some, together, strict=True):
        alone = simulate(ready, scenario, 80, keep="full")
        assert found.production is not None
        assert alone.production is not None
        assert found.unmet_daily is not None
        np.testing.assert_allclose(found.production, alone.production, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(found.unmet_daily, alone.unmet_daily, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(found.unmet_by_region.sum(), found.unmet.sum(), rtol=1e-9, atol=1e-9)


@settings(max_examples=12, deadline=None)
@given(seeds, scenarios, parameters, st.sampled_from([1, 10, 60]))
def test_no_rule_of_rationing_loses_less_than_the_bound(
    seed: int, scenario: EconomicScenario, how: Parameters, number: int
) -> None:
    ready = prepare(economy(seed=seed), how)
    found = simulate(ready, scenario, number)
    kept = loss_bound(ready, scenario, number, links="kept")
    pooled = loss_bound(ready, scenario, number, links="pooled")
    usual = float(ready.usual.sum())
    assert kept.optimal
    assert pooled.optimal
    assert pooled.lost <= kept.lost + 1e-6 * usual
    assert kept.lost <= found.short.sum() + 1e-6 * usual


@FEW
@given(seeds, places, goods, long)
def test_a_deeper_cut_loses_no_less(seed: int, place: str, good: str, last: int) -> None:
    ready = prepare(economy(seed=seed))
    lost = [
        simulate(ready, EconomicScenario((CapacityLoss(part, 2, last, (place,), (good,)),)), 60).short.sum()
        for part in (0.2, 0.5, 0.8)
    ]
    assert lost[0] <= lost[1] * (1 + 1e-9)
    assert lost[1] <= lost[2] * (1 + 1e-9)
