"""Sweeps and draws: what they say, and that neither order nor workers change it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import pytest

from renkei.supply.scenarios.drawing import draws, rank_correlation, spreads
from renkei.supply.scenarios.model import chain_parameters
from renkei.supply.scenarios.scenario import BadScenario
from renkei.supply.scenarios.spreading import spread
from renkei.supply.scenarios.sweeping import sweep
from renkei.supply.stopping.ranges import Range, exactly
from supply.scenarios.small_model import CUT, MODEL

PLAIN = replace(CUT, assumed={"days": exactly(10.0)})


def test_a_sweep_cuts_every_place_from_everything_it_makes() -> None:
    rows = sweep(MODEL, PLAIN)
    assert {(row.place, row.good) for row in rows} == {
        ("CN", "ore"), ("JP", "ore"), ("CN", "metal"), ("JP", "metal"), ("JP", "chip"), ("US", "chip"),
    }  # fmt: skip
    first = rows[0]
    # 60 % of ore for ten days, of metal and chips with it, and of toys if these cannot do without chips
    assert (first.place, first.good, first.own) == ("CN", "ore", Range(pytest.approx(6), pytest.approx(6)))
    chips = next(row for row in rows if (row.place, row.good) == ("JP", "chip"))
    assert chips.own.high == pytest.approx(9)
    assert (chips.hit, chips.hardest, chips.hardest_lost.low) == ((0, 1), "toy", 0)
    assert (chips.total.low, chips.total.high) == (pytest.approx(9), pytest.approx(18))


def test_a_sweep_is_the_same_whoever_runs_it() -> None:
    alone = sweep(MODEL, PLAIN)
    with ThreadPoolExecutor(3) as threads:
        assert sweep(MODEL, PLAIN, executor=threads) == alone
    with ProcessPoolExecutor(2) as processes:
        assert sweep(MODEL, PLAIN, executor=processes) == alone


def test_draws_depend_on_the_seed_and_on_nothing_else() -> None:
    alone = draws(MODEL, CUT, 40, seed=7)
    assert draws(MODEL, CUT, 40, seed=7) == alone
    assert draws(MODEL, CUT, 40, seed=8) != alone
    assert draws(MODEL, CUT, 10, seed=7) == alone[:10]
    with ThreadPoolExecutor(3) as threads:
        assert draws(MODEL, CUT, 40, seed=7, executor=threads) == alone


def test_every_draw_lies_within_the_range() -> None:
    ends = MODEL.outcome(CUT)
    for each in draws(MODEL, CUT, 60, seed=1):
        assert all(
            CUT.assumed[name].low <= value <= CUT.assumed[name].high
            for name, value in each.assumed.items()
            if name in CUT.assumed
        )
        for good, lost in each.lost.items():
            bounds = ends.of(good).lost
            assert bounds.low - 1e-9 <= lost <= bounds.high + 1e-9


def test_what_the_draws_say_of_a_good_is_ranked_and_explained() -> None:
    rows = spreads(draws(MODEL, CUT, 200, seed=3))
    assert [row.good for row in rows][:1] == ["ore"]
    ore = rows[0]
    assert ore.lost[0] < ore.lost[1] < ore.lost[2]
    assert (ore.hangs_on, ore.strength > 0.5, ore.hit) == ("days", True, 1.0)
    toy = next(row for row in rows if row.good == "toy")
    assert 0.2 < toy.hit < 0.6  # a coin decides whether toys need chips, and stocks of 10 days may last


def test_rank_correlation_is_spearmans() -> None:
    # by hand: ranks 1 2 3 4 against 1 3 2 4: 1 - 6 * 2 / (4 * 15) = 0.8
    assert rank_correlation([1, 2, 3, 4], [10, 30, 20, 40]) == pytest.approx(0.8)
    assert rank_correlation([1, 1, 1], [1, 2, 3]) == 0


def test_progress_is_told_and_the_order_kept() -> None:
    told: list[tuple[int, int]] = []
    with ThreadPoolExecutor(2) as threads:
        found = spread(pow, 2, range(50), executor=threads, progress=lambda done, of: told.append((done, of)))
    assert found == [2**each for each in range(50)]
    assert told[-1] == (50, 50)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize(("runs", "seed"), [(0, 1), (-1, 1), (1_000_000, 1), (5, -1)])
def test_numbers_of_runs_and_seeds_that_are_none_are_refused(runs, seed) -> None:
    with pytest.raises(BadScenario):
        draws(MODEL, CUT, runs, seed)


def test_a_parameter_the_engine_does_not_have_is_refused_with_a_near_one() -> None:
    with pytest.raises(BadScenario, match="no parameter `stock`") as caught:
        chain_parameters(replace(CUT, assumed={"stock": exactly(1.0)}))
    assert caught.value.help == "did you mean `stocks`?"
