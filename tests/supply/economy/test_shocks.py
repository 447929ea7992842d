"""What shocks do, on tables small enough to say beforehand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from renkei.supply.economy.bound import loss_bound
from renkei.supply.economy.compiling import compiled
from renkei.supply.economy.engine import run, simulate, simulate_block
from renkei.supply.economy.errors import BadEconomicParameter, BadEconomicScenario
from renkei.supply.economy.parameters import Parameters, warnings
from renkei.supply.economy.prepared import Precision, prepare
from renkei.supply.economy.rationing import FINAL, INDUSTRIES, Rationing
from renkei.supply.economy.shocks import (
    CapacityLoss,
    CapitalLoss,
    DemandChange,
    EconomicScenario,
    LinkCut,
    Rebuilding,
    Shock,
    export_ban,
)
from renkei.supply.economy.table import EconomicTable, economic_table

from .small_economies import economy


def only_final() -> EconomicTable:
    """Two regions that each make one good for both, of nothing: only final demand."""
    return economic_table(["A", "B"], ["good"], np.zeros((2, 2)), np.array([[365.0, 365.0], [365.0, 0.0]]))


def once(table: EconomicTable, *shocks: Shock, days: int = 20, **how: object) -> object:
    return simulate(table, EconomicScenario(shocks), days, parameters=Parameters(**how), keep="full")  # type: ignore[arg-type]


def test_a_loss_of_capacity_is_lost_on_its_days_and_recovers_as_said() -> None:
    for recovery, expected in (
        ("at once", [0, 0.5, 0.5, 0, 0, 0]),
        ("linear", [0, 0.5, 0.5, 0.25, 0, 0]),
        ("exponential", [0, 0.5, 0.5, 0.5 * math.exp(-0.5), 0.5 * math.exp(-1), 0.5 * math.exp(-1.5)]),
        ("never", [0, 0.5, 0.5, 0.5, 0.5, 0.5]),
    ):
        loss = CapacityLoss(0.5, 1, 2, ("A",), (), recovery, 2)  # type: ignore[arg-type]
        found = once(only_final(), loss, days=6, alpha_max=1.0)
        np.testing.assert_allclose(found.production[:, 0], 2 * (1 - np.array(expected)), rtol=1e-12)  # type: ignore[attr-defined]
        assert found.lost.sum() == pytest.approx(2 * sum(expected))  # type: ignore[attr-defined]


def test_losses_of_one_industry_are_lost_in_turn() -> None:
    found = once(only_final(), CapacityLoss(0.5, 0, 9), CapacityLoss(0.5, 0, 9, ("A",)), days=5, alpha_max=1.0)
    np.testing.assert_allclose(found.production, [[0.5, 0.5]] * 5, rtol=1e-12)  # type: ignore[attr-defined]


def test_capital_lost_in_money_is_a_share_of_value_added_times_the_ratio() -> None:
    table = only_final()
    found = once(table, CapitalLoss(730.0, 0, 3, ("A",), recovery="never"), days=3, alpha_max=1.0)
    np.testing.assert_allclose(found.production[:, 0], 1.5, rtol=1e-12)  # type: ignore[attr-defined]  # 730 of 4 * 730
    with pytest.raises(BadEconomicScenario, match="`amount` is 3000, the industries named have capital of 2920"):
        once(table, CapitalLoss(3000.0, 0, 3, ("A",)))


def test_who_is_cut_off_orders_elsewhere_or_goes_without() -> None:
    table = economic_table(
        ["A", "B", "C"], ["good"], np.zeros((3, 3)), np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 0.0], [0.0, 3.0, 1.0]]) * 365
    )
    cut = LinkCut("A", 1, 5, ("good",), ("B",))
    replaced = once(table, cut, days=4, alpha_base=2.0, alpha_max=2.0)
    # B wants 2 of A: now of B and C as 1 to 3.
    np.testing.assert_allclose(replaced.production[2], [1.0, 1.5, 5.5], rtol=1e-12)  # type: ignore[attr-defined]
    assert replaced.unmet.sum() == pytest.approx(0, abs=1e-12)  # type: ignore[attr-defined]
    without = once(table, LinkCut("A", 1, 5, ("good",), ("B",), replace=False), days=4)
    np.testing.assert_allclose(without.production[2], [1.0, 1.0, 4.0], rtol=1e-12)  # type: ignore[attr-defined]
    np.testing.assert_allclose(without.unmet_by_region, [0, 6, 0], atol=1e-12)  # type: ignore[attr-defined]
    passed = once(table, LinkCut("A", 1, 5, ("good",), ("B",), replace=False, passed_on=0.75), days=4)
    np.testing.assert_allclose(passed.unmet_by_region, [0, 1.5, 0], atol=1e-12)  # type: ignore[attr-defined]


def test_an_export_ban_cuts_everybody_abroad_and_nobody_at_home() -> None:
    table = economy(3, 2)
    ban = export_ban("R0", 3, 30, ["s1"])
    assert ban.cut_off(table) == ("R1", "R2")
    one = simulate(table, EconomicScenario((ban,)), 60)
    two = simulate(table, EconomicScenario(tuple(LinkCut("R0", 3, 30, ("s1",), (each,)) for each in ("R1", "R2"))), 60)
    assert one.production is not None
    assert two.production is not None
    np.testing.assert_allclose(one.production, two.production, rtol=1e-12)
    assert one.first_day == 3
    assert one.lost[1] > 0  # the seller loses its customers


def test_buyers_without_any_other_seller_run_down_their_stocks_and_stop() -> None:
    flows = np.zeros((4, 4))
    flows[0, 3] = 365.0  # only A makes iron; B makes metal of it
    final = np.zeros((4, 2))
    final[0, 0], final[3, 1] = 365.0, 730.0
    table = economic_table(["A", "B"], ["iron", "metal"], flows, final)
    found = simulate(
        table, EconomicScenario((export_ban("A", 0, 100, ["iron"]),)), 40, parameters=Parameters(inventory_days=10)
    )
    metal = table.industries.index(("B", "metal"))
    assert found.production is not None
    made = found.production[:, metal] / found.usual[metal]
    # Stock of 10 days; below psi times that it makes stock / (psi * 10) of the usual: 7 more days lose little, then it fades.
    stock, expected = 10.0, []
    for _ in range(40):
        now = min(1.0, stock / (0.8 * 10))
        expected.append(now)
        stock -= now
    np.testing.assert_allclose(made, expected, rtol=1e-9)


def test_consumers_who_want_less_are_made_less_for() -> None:
    found = once(only_final(), DemandChange(-0.5, 1, 2, ("B",)), days=5)
    np.testing.assert_allclose(found.production[:, 0], [2, 1.5, 1.5, 2, 2], rtol=1e-12)  # type: ignore[attr-defined]
    assert found.unmet.sum() == 0  # type: ignore[attr-defined]
    more = once(only_final(), DemandChange(0.5, 1, 2, made_in=("A",)), days=3, alpha_max=1.0)
    np.testing.assert_allclose(more.unmet_daily[1], [1.0, 0.0], atol=1e-12)  # type: ignore[attr-defined]


def test_rebuilding_is_ordered_and_restores_capacity() -> None:
    table = economy(2, 2)
    lost = CapitalLoss(0.2, 3, 1, ("R0",), recovery="never")
    built = Rebuilding(0.2, 3, {"s1": 1.0}, 1, 30, ("R0",))
    without, found = simulate(table, EconomicScenario((lost,)), 200), simulate(table, EconomicScenario((built,)), 200)
    assert without.production is not None
    assert found.production is not None
    np.testing.assert_allclose(found.production[3], without.production[3], rtol=1e-12)
    assert without.recovered_on is None
    assert found.lost_days < without.lost_days
    assert found.above[table.industries.index(("R0", "s1"))] > 0


def test_priority_serves_the_first_class_first_and_a_minimum_everybody() -> None:
    flows = np.zeros((2, 2))
    flows[0, 1] = 365.0
    table = economic_table(["A"], ["parts", "cars"], flows, np.array([[365.0], [730.0]]))
    half = CapacityLoss(0.5, 0, 5, (), ("parts",))
    by_rule = {
        "proportional": (Rationing(), 0.5),
        "industries first": (Rationing("priority"), 1.0),
        "consumers first": (Rationing("priority", ((FINAL,), (INDUSTRIES,))), 0.0),
        "a fifth for all": (Rationing("guaranteed", ((INDUSTRIES,), (FINAL,)), 0.2), 0.8),
    }
    for rule, unmet in by_rule.values():
        found = once(table, half, days=1, rationing=rule)
        assert found.unmet[0] == pytest.approx(unmet), rule  # type: ignore[attr-defined]


def test_priority_for_a_region_serves_its_consumers_better() -> None:
    table = economy(3, 3, empty=0)
    hit = EconomicScenario((CapacityLoss(0.6, 0, 40, ("R0",)),))
    even = simulate(table, hit, 60)
    for region in ("R1", "R2"):
        first = simulate(table, hit, 60, parameters=Parameters(rationing=Rationing("priority", ((region,),))))
        place = table.regions.index(region)
        assert first.unmet_by_region[place] < even.unmet_by_region[place]


def test_the_bound_of_a_stopped_industry_is_what_it_alone_makes_when_all_else_can_go_on() -> None:
    found = loss_bound(only_final(), EconomicScenario((CapacityLoss(1.0, 0, 10, ("A",)),)), 10)
    assert found.optimal
    assert found.lost == pytest.approx(20.0)
    assert found.lost_days == pytest.approx(20 / 3)


def test_a_shock_that_does_not_fit_the_table_is_refused_with_all_its_faults() -> None:
    table = economy()
    wrong = EconomicScenario(
        (
            CapacityLoss(1.2, -1, 0, ("R9",), ("s0", "s00"), "linear", 0),
            LinkCut("R0", 0, 5, buyers=("R0",), passed_on=2),
            DemandChange(-2, 0, 5),
            Rebuilding(-1, 0, {"bricks": 0.5}),
            CapitalLoss(math.inf, 0, 1, recovery="soon"),  # type: ignore[arg-type]
        ),
        "wrong",
    )
    with pytest.raises(BadEconomicScenario) as caught:
        simulate(table, wrong)
    told = caught.value.faults
    assert len(told) == 14
    assert all(each.startswith("wrong, shock ") for each in told)
    assert any("no region `R9`" in each for each in told)
    assert any("no sector `s00`; did you mean `s0`?" in each for each in told)
    assert all("\n" not in each for each in caught.value.lines())


def test_outcomes_of_a_sweep_come_in_order_and_lazily() -> None:
    table = economy()
    asked: list[str] = []

    def scenarios() -> object:
        for region in table.regions:
            asked.append(region)
            yield EconomicScenario((CapacityLoss(0.5, 0, 5, (region,)),), region)

    found = simulate_block(table, scenarios(), 30, block=1)  # type: ignore[arg-type]
    assert next(found).scenario.name == "R0"
    assert asked == ["R0"]
    assert [each.scenario.name for each in found] == ["R1", "R2"]


def test_single_precision_differs_by_less_than_a_millionth_of_a_usual_day() -> None:
    table = economy(4, 4, seed=3)
    scenarios = [
        EconomicScenario((CapacityLoss(0.7, 3, 30, ("R1",), ("s2",), "linear", 20),)),
        EconomicScenario((export_ban("R2", 3, 50, ["s1"]),)),
        EconomicScenario((LinkCut("R2", 3, 50, ("s1",), ("R0",), replace=False),)),
        EconomicScenario(),
    ]
    double = simulate_block(prepare(table), scenarios, 365, keep="production")
    single = simulate_block(prepare(table, precision="single"), scenarios, 365, keep="production")
    for one, other in zip(double, single, strict=True):
        assert one.production is not None
        assert other.production is not None
        assert (np.abs(one.production - other.production) / one.usual).max() < 1e-6
        assert other.lost_days == pytest.approx(one.lost_days, abs=1e-5)
    assert (np.abs(other.production - other.usual) <= 1e-12 * other.usual).all()  # type: ignore[operator]


def test_a_year_of_two_day_steps_is_near_a_year_of_days() -> None:
    table = economy(3, 3, seed=2)
    hit = EconomicScenario((CapacityLoss(0.6, 10, 60, ("R0",), ("s0",)),))
    fine, coarse = simulate(table, hit), simulate(table, hit, parameters=Parameters(step=2))
    assert len(coarse.world) == 183
    assert coarse.lost_days == pytest.approx(fine.lost_days, rel=0.1)


def test_days_of_the_first_shortage_and_of_recovery_are_days_of_the_simulation() -> None:
    found = once(only_final(), CapacityLoss(0.5, 3, 4, ("A",)), days=20)
    assert found.first_day == 3  # type: ignore[attr-defined]
    assert found.recovered_on == 7  # type: ignore[attr-defined]
    assert found.lowest_day == 3  # type: ignore[attr-defined]
    cut_short = once(only_final(), CapacityLoss(0.5, 3, 40, ("A",)), days=20)
    assert cut_short.recovered_on is None  # type: ignore[attr-defined]


def test_parameters_no_simulation_can_run_with_are_refused_together() -> None:
    with pytest.raises(BadEconomicParameter) as caught:
        Parameters(psi=2, alpha_max=0.5, restoration_days=0.1, inventory_days={"s0": 0.2}, capital_ratio=-1, step=1)
    assert len(caught.value.faults) == 5
    with pytest.raises(BadEconomicParameter, match="no sector `steel`"):
        prepare(economy(), Parameters(inventory_days={"steel": 5}))
    with pytest.raises(BadEconomicParameter, match="no region `Mars`"):
        prepare(economy(), Parameters(rationing=Rationing("priority", (("Mars",),))))
    with pytest.raises(BadEconomicParameter):
        Rationing("guaranteed")


def test_parameters_that_make_the_answer_unstable_are_warned_of() -> None:
    assert warnings(Parameters()) == []
    echo = warnings(Parameters(restoration_days=1))
    assert any("echo" in each for each in echo)
    assert any("psi" in each for each in warnings(Parameters(psi=1.0)))
    assert any("alpha_days" in each for each in warnings(Parameters(alpha_days=10)))
    assert any("near a step" in each for each in warnings(Parameters(inventory_days={"s0": 2.0})))


def test_stocks_restored_at_once_do_echo() -> None:
    """The warning is deserved: what is asked of an industry peaks far above the usual."""
    hit = EconomicScenario((CapacityLoss(0.9, 5, 20, ("R0",), ("s0",)),))

    def peak(days: float) -> float:
        ready = prepare(economy(3, 3, seed=1), Parameters(restoration_days=days))
        asked: list[float] = []
        run(
            [compiled(ready, hit)],
            ready,
            200,
            "summed",
            watch=lambda step: asked.append(float((step.demand / ready.usual).max())),
        )
        return max(asked)

    assert peak(1.0) > 1.5 * peak(60.0)


@pytest.mark.parametrize("precision", ["double", "single"])
def test_nothing_comes_of_a_sole_seller_that_stands_still(precision: Precision) -> None:
    flows = np.zeros((6, 6))
    flows[0, 4], flows[0, 5], flows[1, 2] = 3.0, 5.0, 2.0  # the only iron is of A
    table = economic_table(["A", "B"], ["iron", "metal", "cars"], flows, np.full((6, 2), 10.0))
    hit = EconomicScenario((CapacityLoss(1.0, 3, 40, ("A",), ("iron",)),))
    ready = prepare(table, precision=precision)
    iron: list[float] = []
    run([compiled(ready, hit)], ready, 60, "summed", watch=lambda step: iron.append(float(step.received[0, 0])))
    assert iron[2] == pytest.approx(8 / 365)
    assert iron[3:43] == [0.0] * 40
    assert iron[43] == 0  # ordered the day before, when nobody had any
    assert iron[44] > 8 / 365
