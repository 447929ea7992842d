"""What the update tells of differences between the lists, and what became of them since the last one."""

from __future__ import annotations

from datetime import date

from renkei.desk.gaps_state import PAIRS, gaps_state


def test_no_difference_moves_while_no_paragraph_does() -> None:
    state = gaps_state(date(2026, 7, 20), None, date(2026, 6, 1))
    assert state.opened == ()
    assert state.closed == ()
    assert set(state.answers) == set(PAIRS)


def test_a_difference_closes_on_the_day_japan_drops_the_transfer_rate() -> None:
    # From 2026-02-14 Japan's item on circuits asks for TPP of 6,000 alone; the day before it also asked for 600 GB/s.
    state = gaps_state(date(2026, 2, 14), None, date(2026, 2, 13))
    asked_for_rate = [
        region
        for _, region in state.closed
        if region.by == "left" and any("transfer_rate" in str(key) for key in region.deciding)
    ]
    assert asked_for_rate
    assert not any("transfer_rate" in str(key) for _, region in state.told.regions() for key in region.deciding)


def test_every_difference_told_as_certain_has_an_example_and_a_proof() -> None:
    state = gaps_state(date(2026, 7, 20), None, date(2026, 6, 1))
    certain = state.certain()
    assert len(certain) > 30
    assert all(region.witness is not None for _, region in certain)
    assert all(gap.proof == "proved" for gap in state.told.gaps)


def test_software_technology_and_parts_are_left_to_the_question() -> None:
    state = gaps_state(date(2026, 7, 20), None, date(2026, 6, 1))
    assert not {"software", "technology", "part"} & {gap.topic for gap in state.told.gaps}
