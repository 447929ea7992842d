"""What is covered, asked of the solver paragraph by paragraph, beside the regions of the comparison."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from controls.sample_rules import DAY, grammar, ruled, rules_of
from renkei.controls.comparing.covering import Covering, possibly, surely
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Relating
from renkei.controls.comparing.sides import Paragraph, Side
from renkei.controls.conditions import ALWAYS, NEVER
from renkei.controls.in_force import in_force
from renkei.controls.loading import built_in

GOODS = Subject("printer")
RULES = ruled({})


def read(when: Any) -> Any:
    return grammar().read(when)


def paragraphs(**conditions: Any) -> list[Paragraph]:
    return Side(rules_of(ruled(conditions), DAY)).paragraphs(GOODS)


@pytest.mark.parametrize(
    ("when", "sure", "possible"),
    [
        ("fast", "fast", "fast"),
        ("meant_for_war", None, "always"),
        ({"any": ["fast", "meant_for_war"]}, "fast", "always"),
        (["fast", "meant_for_war"], None, "fast"),
    ],
)
def test_a_judgement_is_taken_for_the_worse_on_one_side_and_for_the_better_on_the_other(
    when: Any, sure: str | None, possible: str
) -> None:
    assert surely(RULES, read(when)) == (NEVER if sure is None else read(sure))
    assert possibly(RULES, read(when)) == (ALWAYS if possible == "always" else read(possible))


def test_two_open_exclusions_do_not_hide_what_is_free_anyway() -> None:
    left = paragraphs(a="width > 1")
    right = paragraphs(b=["width > 1", "meant_for_war"], c=["width > 5", "meant_for_war"])
    found = Covering(RULES).of(GOODS, left, right)
    assert found["left", "xx-a"].cover == "undecided"
    assert found["right", "xx-b"].cover == "covered"


def test_a_paragraph_that_nothing_can_meet_is_left_out() -> None:
    left = paragraphs(a=["width > 2", "width < 1"], b="fast")
    assert set(Covering(RULES).of(GOODS, left, [])) == {("left", "xx-b")}


def test_what_was_asked_before_is_answered_alike() -> None:
    covering = Covering(RULES)
    left, right = paragraphs(a="width > 1"), paragraphs(b="width > 2")
    assert covering.of(GOODS, left, right) == covering.of(GOODS, left, right) == Covering(RULES).of(GOODS, left, right)


@pytest.mark.parametrize("day", [date(2023, 11, 17), date(2024, 12, 2), date(2026, 2, 14)])
@pytest.mark.parametrize("topic", ["lithography", "masks", "etch", "implant"])
def test_a_paragraph_is_not_covered_exactly_where_the_comparison_finds_a_region(topic: str, day: date) -> None:
    book = built_in()
    left, right = (Side(in_force(book, each, day)) for each in ("us", "jp"))
    relating, covering = Relating(book, left, right, prove=False), Covering(book)
    compared = 0
    for subject in relating.subjects():
        if book.kinds[subject.kind].topic == topic:
            comparison = relating.of(subject)
            regions = (
                {(r.by, r.provision) for each in comparison.relations for r in each.regions} if comparison else set()
            )
            found = covering.of(subject, left.paragraphs(subject), right.paragraphs(subject))
            assert {key for key, each in found.items() if each.differs} == regions
            compared += len(found)
    assert compared > 0
