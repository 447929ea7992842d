"""What an update says of the supply: from the figures known on its day, and of nothing that is not on a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from renkei.desk.supply_state import MOST, OLD, SupplyState, supply_state
from renkei.record.keeping import Record
from renkei.record.knowing import View


@pytest.fixture(scope="module")
def state(built_in: Record) -> SupplyState:
    return supply_state(View(built_in, date(2026, 11, 23)))


def test_gallium_leads_the_minerals_with_the_share_usgs_gives(state: SupplyState) -> None:
    """Mineral Commodity Summaries 2026: China 900,000 kg, Russia 6,000, Japan 3,000 of primary gallium in 2025."""
    first = state.sharpest("critical-minerals")[0]
    assert first.good.id == "gallium"
    assert first.found is not None
    assert first.found.top is not None
    assert first.found.top.place == "CN"
    assert first.found.top.told == Decimal(900_000) / 909_000 * 100
    assert first.together_told == Decimal(3_000) / 909_000 * 100


@pytest.mark.parametrize("topic", ["critical-minerals", "semiconductors"])
def test_a_topic_tells_few_goods_each_once_and_none_too_old(state: SupplyState, topic: str) -> None:
    rows = state.sharpest(topic)
    assert 0 < len(rows) <= MOST
    assert len({each.good.id for each in rows}) == len(rows)
    assert all(each.figures.year >= 2026 - OLD for each in rows)


def test_minerals_are_told_that_are_critical_or_go_into_the_chain(state: SupplyState) -> None:
    """Mercury is most concentrated in China but neither on the list of 2025 nor in the chain."""
    counted = {each.good.id for each in state.answer.rows}
    assert "mercury" in counted
    assert "mercury" not in {each.good.id for each in state.sharpest("critical-minerals")}


def test_partners_are_parties_of_forums_with_the_union_as_its_members(state: SupplyState) -> None:
    assert {"US", "JP", "KR", "NL", "DE", "AU", "IN"} <= state.partners.places
    assert not {"CN", "RU", "EU"} & state.partners.places


def test_the_stress_test_is_worked_out_where_somebody_is_known_to_make_what_is_cut(state: SupplyState) -> None:
    assert state.stress is not None
    lost = {row["good"]: row for row in state.told["stress_test"]["lost"]}
    assert lost["gaas-substrates"]["worst"].high == pytest.approx(99.01, abs=0.01)
    assert lost["gaas-substrates"]["worst"].low == 0


def test_before_any_figures_were_out_there_is_no_stress_test(built_in: Record) -> None:
    early = supply_state(View(built_in, date(2022, 6, 1), known_on=date(2022, 6, 1)))
    assert early.stress is None
    assert early.told["stress_test"] is None


def test_what_is_told_rests_on_publications_that_can_be_cited(state: SupplyState) -> None:
    for row in state.told["concentrations"]:
        cited = state.cited(row["source"])
        assert cited is not None
        assert cited.address
