"""Sets of places and reviews of licenses hold together."""

from __future__ import annotations

from typing import Any

import pytest

from controls.rule_folder import RuleFolder, version

MEMORY = [{"how": "memory"}]


@pytest.mark.parametrize(
    ("members", "more", "code"),
    [
        ([{"place": "CN"}, {"place": "Q9"}], {}, "unknown-reference"),
        ([{"place": "EU"}], {}, "unknown-reference"),
        ([{"place": "RU"}, {"place": "CN", "since": "2025-01-01", "until": "2024-01-01"}], {}, "impossible-date"),
        (
            [{"place": "RU"}, {"place": "CN", "until": "2023-01-01"}],
            {"known": {"since": "2023-06-01"}},
            "impossible-date",
        ),
        ([{"place": "CN", "since": "2025-01-01"}], {"known": {"until": "2024-12-31"}}, "impossible-date"),
        ([{"place": "CN"}], {"known": {"since": "2025-01-01", "until": "2024-12-31"}}, "impossible-date"),
        ([{"place": "CN", "until": "2025-01-01"}, {"place": "CN", "since": "2024-01-01"}], {}, "overlapping-versions"),
        ([{"place": "CN"}], {"sources": MEMORY}, "unread-source"),
    ],
)
def test_a_set_of_places_that_cannot_be_is_told(
    rules: RuleFolder, members: list[dict[str, str]], more: dict[str, Any], code: str
) -> None:
    rules.set("us.D5", members, **more)
    assert (rules.only().code, rules.only().file.name) == (code, "D5.yaml")


def test_a_place_may_leave_a_set_and_come_back(rules: RuleFolder) -> None:
    rules.set("us.D5", [{"place": "CN", "until": "2024-01-01"}, {"place": "CN", "since": "2024-01-01"}])
    assert rules.faults() == []


@pytest.mark.parametrize("when", ["destination in us.E9", "destination is Q9"])
def test_a_requirement_for_nowhere_is_told(rules: RuleFolder, when: str) -> None:
    rules.requirement("us-all", version(when))
    assert rules.only().code == "unknown-reference"


@pytest.mark.parametrize(
    ("review", "code"),
    [
        ([("headquarters is CN", "presumption of denial")], "open-review"),
        ([(None, "case by case"), ("headquarters is CN", "presumption of denial")], "shadowed-condition"),
        (
            [
                ("headquarters is {CN, RU}", "case by case"),
                ("headquarters is CN", "presumption of denial"),
                (None, "case by case"),
            ],
            "shadowed-condition",
        ),
        ([("destination is JP", "presumption of approval"), (None, "case by case")], "shadowed-condition"),
    ],
)
def test_a_review_that_leaves_a_gap_or_is_never_reached_is_told(
    rules: RuleFolder, review: list[tuple[str | None, str]], code: str
) -> None:
    lines = [{"policy": policy, "cites": "1"} | ({"when": [when]} if when else {}) for when, policy in review]
    rules.requirement("us-all", version("destination in us.D5", review=lines))
    assert code in rules.codes()


def test_a_gap_in_a_review_may_be_named_as_unverified(rules: RuleFolder) -> None:
    review = [{"when": ["headquarters is CN"], "policy": "case by case", "cites": "1"}]
    rules.requirement("us-all", version("destination in us.D5", review=review, unverified=["review"]))
    assert rules.faults() == []
