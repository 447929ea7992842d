"""The chain on record as the engine takes it: which figures speak for a good, what lasts, what a cut means."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from renkei.desk.shock import shock
from renkei.desk.shock_chain import counted, lasts, on_record
from renkei.desk.shock_cuts import meant, sorts
from renkei.desk.shock_economy import EconomyModel
from renkei.supply.economy.table import economic_table
from renkei.supply.loading import Supply, built_in, laid_over
from renkei.supply.scenarios.scenario import Scenario, read_cut
from renkei.supply.scenarios.sweeping import sweep
from renkei.supply.stopping.cuts import BadCut, Cut
from renkei.supply.stopping.ranges import Range, exactly

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def supply() -> Supply:
    return built_in()


def test_the_built_in_goods_make_a_chain_with_shares_that_can_be_shares(supply) -> None:
    chain = on_record(supply, counted(supply, DAY, None), ()).chain
    for good, shares in chain.shares.items():
        assert sum(each.low for each in shares.values()) <= 100 + 1e-9, good
        assert all(0 <= each.low <= each.high <= 100 + 1e-9 for each in shares.values()), good


def own_shares(folder: Path, good: str, statistic: str, year: int, shares: str) -> Supply:
    """The built-in figures with one made-up table of shares laid over them."""
    (folder / "shares").mkdir()
    (folder / "shares" / f"{good}-own.yaml").write_text(
        f"id: {good}-own\ngood: {good}\nstatistic: {statistic}\nmeasure: {{en: made up for a test}}\nbasis: place\n"
        f"year: {year}\ncomplete: yes\npublic: 2026-06-01\nshares: [{shares}]\nsources:\n- {{how: memory, note: made up}}\n",
        encoding="utf-8",
    )
    return laid_over([folder])


def test_figures_that_name_the_place_asked_about_speak_for_a_good(tmp_path: Path) -> None:
    own = own_shares(tmp_path, "neon", "output", 2024, "{place: IS, share: 60}, {place: other, share: 40}")
    counts = counted(own, DAY, None)
    assert on_record(own, counts, ("IS",)).counted["neon"].figures.publication == "neon-own"
    assert on_record(own, counts, ("US",)).counted["neon"].figures.publication == "usgs-mcs-2026"
    assert on_record(own, counts, ()).counted["neon"].figures.publication == "usgs-mcs-2026"


def test_machines_and_programs_last_but_not_in_machines(supply) -> None:
    goods = supply.goods
    assert lasts(goods["euv-scanners"], goods["chips-below-10nm"])
    assert lasts(goods["eda-software"], goods["chip-design"])
    assert lasts(goods["chip-design"], goods["chip-fabrication"])
    assert not lasts(goods["euv-optics"], goods["euv-scanners"])
    assert not lasts(goods["photoresists"], goods["chip-fabrication"])


def test_a_good_brings_its_sorts_and_a_sort_not_the_wider_good(supply) -> None:
    assert {"chips-below-10nm", "dram"} <= set(sorts(supply.goods, "chip-fabrication"))
    assert "chip-fabrication" not in sorts(supply.goods, "chips-below-10nm")


def test_goods_of_a_stage_whose_makers_nobody_tells_are_left_out_and_told(supply) -> None:
    counts = counted(supply, DAY, None)
    (found,) = meant(supply, counts, [read_cut("JP:materials")], DAY)
    assert found.speaks == "stage"
    assert all(each.good in counts for each in found.cuts)
    assert found.untold
    assert not set(found.untold) & set(counts)
    (alone,) = meant(supply, {}, [read_cut("JP:gallium")], DAY)
    assert (alone.cuts, alone.untold) == ((Cut("JP", "gallium"),), ())
    with pytest.raises(BadCut, match="it is known who makes them"):
        meant(supply, {}, [read_cut("JP:materials")], DAY)


def test_a_part_is_kept_by_every_cut_that_it_means(supply) -> None:
    (found,) = meant(supply, counted(supply, DAY, None), [read_cut("eu>CN:gallium=20-40%")], DAY)
    assert {each.share for each in found.cuts} == {Range(20.0, 40.0)}
    assert {"NL", "DE", "EU"} <= {each.place for each in found.cuts}
    assert {each.to for each in found.cuts} == {"CN"}


def test_before_there_are_figures_all_or_nothing_may_be_lost(supply) -> None:
    found = shock(supply, date(2019, 1, 1), None, Scenario("", "chain", (Cut("CN", "gallium"),), {"days": exactly(10)}))
    assert found.found.of("gallium").lost == Range(0.0, 10.0)
    assert "made_anywhere" in {each.code for each in found.caveats}


def test_shares_that_a_source_rounded_are_scaled(tmp_path: Path) -> None:
    own = own_shares(tmp_path, "gallium", "primary-production", 2025, "{place: CN, share: 51}, {place: JP, share: 51}")
    shares = on_record(own, counted(own, DAY, None), ()).chain.shares["gallium"]
    assert shares["CN"].low == pytest.approx(50)


def test_a_sweep_of_a_table_is_the_same_in_other_processes() -> None:
    flows = np.array(
        [[10.0, 40.0, 5.0, 20.0], [5.0, 20.0, 5.0, 30.0], [5.0, 10.0, 10.0, 20.0], [5.0, 10.0, 10.0, 30.0]]
    )
    final = np.array([[20.0, 5.0], [100.0, 40.0], [5.0, 20.0], [30.0, 115.0]])
    model = EconomyModel(economic_table(["A", "B"], ["mines", "chips"], flows, final), block=1)
    scenario = Scenario("", "economy", (), {"days": exactly(10)})
    with ProcessPoolExecutor(2) as processes:
        assert sweep(model, scenario, executor=processes) == sweep(model, scenario)
