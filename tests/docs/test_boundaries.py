"""The boundary page holds: at every bound, Renkei answers what was read from the texts by hand."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import boundary_page  # noqa: E402
from boundary_page import Row, Witness  # noqa: E402

ROWS = [row for name in ("anomalies.yaml", "relations.yaml") for row in boundary_page.rows(name)]
WITNESSES = [(row.paragraphs, witness) for row in ROWS for witness in row.witnesses]


@pytest.mark.parametrize(
    "witness", [each for _, each in WITNESSES], ids=[f"{row}: {each.says}" for row, each in WITNESSES]
)
def test_renkei_answers_at_the_bound_as_the_texts_do(witness: Witness) -> None:
    assert witness.answered() == witness.expected


def test_every_row_shows_an_item_or_says_why_none_can() -> None:
    assert all(bool(row.witnesses) != bool(row.untested) for row in ROWS)


def test_every_row_that_compares_two_lists_asks_both() -> None:
    for row in ROWS:
        if row.relation:
            asked = {key[:2] for witness in row.witnesses for key in witness.expected}
            assert asked == {"us", "jp"}, row.paragraphs


def test_a_bound_is_shown_from_both_sides() -> None:
    for row in ROWS:
        if row.relation and row.relation != "United States only":
            answers = {tuple(witness.expected.values()) for witness in row.witnesses}
            assert len(answers) > 1, row.paragraphs


def test_a_disagreement_stands_on_the_page() -> None:
    row = next(row for row in ROWS if row.paragraphs == "3B001.f.5, 3B993.f.2")
    wrong = replace(row.witnesses[1], expect={"us-3B001.f.5": "controlled"})
    lines = boundary_page.section(Row(row.paragraphs, row.claim, witnesses=(wrong,)))
    assert any("**not so:** controlled: 3B001.f.5" in line for line in lines)
