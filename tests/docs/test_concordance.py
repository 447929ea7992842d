"""The concordance holds: every row says what it says, and where it says something else than a reader, it says why."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from renkei.controls.in_force import in_force
from renkei.controls.loading import built_in
from renkei.controls.products import products
from renkei.desk.gaps import Gap, GapsAnswer, gaps

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import concordance_page  # noqa: E402
from concordance_page import Row  # noqa: E402

ROWS = concordance_page.rows()
NAMES = [f"{'+'.join(row.us) or 'none'} | {'+'.join(row.jp) or 'none'}" for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_verdict_agrees_with_the_reading_where_the_row_says_so(row: Row) -> None:
    assert row.holds is row.agrees, (row.relation, row.found_alone, row.found)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_solver_certifies_the_row(row: Row) -> None:
    assert row.proof == "yes"


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_goods_that_one_regime_leaves_free_are_shown_by_an_item(row: Row) -> None:
    assert all(region.witness is not None for _, region in row.regions)
    assert bool(row.regions) is (row.found != "same")


def test_a_row_that_disagrees_says_why_and_no_other() -> None:
    assert [row for row in ROWS if bool(row.because) is row.agrees] == []


def test_every_paragraph_of_a_row_was_in_force_on_the_day() -> None:
    for regime, side in (("us", "us"), ("jp", "jp")):
        versions = in_force(built_in(), regime, concordance_page.ON).versions
        assert [id_ for row in ROWS for id_ in getattr(row, side) if id_ not in versions] == []


def test_every_item_on_equipment_that_japan_added_since_2023_stands_in_a_row() -> None:
    rules = in_force(built_in(), "jp", concordance_page.ON)
    named = {id_ for row in ROWS for id_ in row.jp}
    added = {id_ for id_ in rules.versions if id_.startswith("jp-6.17.") and _since(id_) >= date(2023, 7, 23)}
    assert added - named == set()


def _since(id_: str) -> date:
    return min(version.since for version in built_in().provisions[id_].versions)


def test_a_relation_that_no_longer_holds_stands_on_the_page() -> None:
    row = next(row for row in ROWS if row.relation == "same" and row.holds)
    wrong = replace(row, relation="jp wider")
    assert not wrong.holds
    assert concordance_page.table([wrong])[-1].endswith("| **no** |")


# Other days and another regime


def _compared(left: str, right: str, day: str) -> GapsAnswer:
    book, on = built_in(), date.fromisoformat(day)
    return gaps(book, in_force(book, left, on), in_force(book, right, on), products())


def _without_a_text(answer: GapsAnswer, found: Sequence[Gap]) -> list[str]:
    """Regions that nobody can show because either side has a paragraph on such goods whose text is not at hand."""
    sides = (answer.left, answer.right)
    return [
        region.provision
        for gap in found
        for region in gap.relation.regions
        if region.witness is None
        and not region.certain
        and any(v.state == "not at hand" for s in sides for k in gap.relation.subject.kinds for _, v in s.provisions(k))
    ]


@pytest.mark.parametrize(
    ("left", "right", "day"), [("us", "jp", "2023-07-23"), ("us", "jp", "2025-05-28"), ("us", "eu", "2026-02-14")]
)
def test_other_days_and_regimes_are_compared_and_proved_as_well(left: str, right: str, day: str) -> None:
    answer = _compared(left, right, day)
    assert {gap.proof for gap in answer.gaps} == {"proved"}
    assert {*answer.proofs.values()} == {"proved"}
    unshown = [region for gap in answer.gaps for region in gap.relation.regions if region.witness is None]
    assert len(unshown) == len(_without_a_text(answer, answer.gaps))
