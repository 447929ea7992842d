"""What a regime says of an item: its status, the license, how an application is reviewed, what would decide."""

from __future__ import annotations

from typing import Any

import pytest

from controls.sample_rules import asked, book, item, provision, requirement, ruled, rules_of, version
from renkei.controls.answering import answer

DENIAL, CASE, APPROVAL = "presumption of denial", "case by case", "presumption of approval"


def sets(*written: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(each.split()) for each in written)


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ({"fast": True}, "controlled"),  # though the others are open
        ({"fast": False}, "undecided"),  # a missing figure goes before a judgement
        ({"fast": False, "width": 1}, "judgement"),
        ({"fast": False, "width": 1, "meant_for_war": False}, "not controlled"),
        ({"fast": False, "width": 1, "meant_for_war": True}, "controlled"),
    ],
)
def test_the_status_is_the_strongest_of_its_paragraphs(known: dict[str, Any], status: str) -> None:
    assert asked(ruled({"a": "fast", "b": "width > 1", "c": "meant_for_war"}), **known).status == status


def test_a_paragraph_that_wants_a_figure_as_well_as_a_judgement_is_undecided() -> None:
    found = asked(ruled({"a": ["width > 1", "meant_for_war"]}))
    assert (found.status, found.missing, found.judgement) == ("undecided", ("width",), ("meant_for_war",))


def test_an_unknown_kind_is_undecided_and_one_outside_the_rules_not_modelled() -> None:
    rules = ruled({"a": "fast"})
    assert (asked(rules, None).status, asked(rules, None).missing) == ("undecided", ("goods",))
    assert (asked(rules, "spoon").status, asked(rules, "spoon").license) == ("not modelled", "undecided")
    assert asked(rules, "oven").status == "not controlled"


def test_a_text_that_is_not_at_hand_leaves_the_item_undecided_and_nothing_would_decide() -> None:
    found = asked(ruled({"a": "not at hand"}))
    assert (found.status, found.missing, found.brings_under, found.rules_out) == ("undecided", (), sets(), sets())


def test_paragraphs_that_do_not_control_it_are_left_out() -> None:
    found = asked(ruled({"a": "fast", "b": "width > 1"}), fast=False)
    assert [each.provision.id for each in found.provisions] == ["xx-b"]


def test_what_would_decide_is_named_for_the_whole_regime() -> None:
    found = asked(ruled({"a": ["fast", "width > 1"], "b": ["fast", "height > 1"]}), fast=True)
    assert found.brings_under == sets("width", "height")
    assert found.rules_out == sets("width height")
    assert set(found.missing) == {"width", "height"}


def test_a_decided_item_needs_nothing_more() -> None:
    found = asked(ruled({"a": "fast", "b": "width > 1"}), fast=True)
    assert (found.brings_under, found.rules_out) == (sets(), sets())


def licensed(when: Any = "destination in xx.far", review: Any = ((None, CASE),)):
    return book([provision("xx-a", version("fast", license=("xx-need",)))], [requirement("xx-need", when, review)])


@pytest.mark.parametrize(
    ("known", "license_"),
    [
        ({"fast": True, "destination": "CN"}, "required"),
        ({"fast": True, "destination": "DE"}, "not required"),
        ({"fast": True}, "undecided"),
        ({"destination": "CN"}, "undecided"),
        ({"destination": "DE"}, "not required"),
        ({}, "undecided"),
        ({"fast": False, "destination": "CN"}, "not required"),
    ],
)
def test_a_license_has_three_values(known: dict[str, Any], license_: str) -> None:
    assert asked(licensed(), **known).license == license_


def test_a_paragraph_without_a_license_rule_leaves_the_license_undecided() -> None:
    assert asked(ruled({"a": "fast"}), fast=True, destination="DE").license == "undecided"
    assert asked(ruled({"a": "fast"}), fast=False, destination="DE").license == "not required"


def test_headquarters_can_require_a_license_where_the_destination_does_not() -> None:
    rules = licensed({"any": ["destination in xx.far", "headquarters in xx.far"]})
    assert asked(rules, fast=True, destination="DE", headquarters="CN").license == "required"
    assert asked(rules, fast=True, destination="DE", headquarters="DE").license == "not required"
    assert asked(rules, fast=True, destination="DE").license == "undecided"
    assert asked(rules, fast=True, destination="CN").license == "required"


REVIEW = (("headquarters in xx.far", DENIAL), ("width > 1", APPROVAL), (None, CASE))


@pytest.mark.parametrize(
    ("known", "policies"),
    [
        ({"headquarters": "CN", "width": 2}, (DENIAL,)),
        ({"headquarters": "DE", "width": 2}, (APPROVAL,)),
        ({"headquarters": "DE", "width": 1}, (CASE,)),
        ({"headquarters": "DE"}, (CASE, APPROVAL)),
        ({"width": 2}, (DENIAL, APPROVAL)),
        ({"width": 1}, (DENIAL, CASE)),
        ({}, (DENIAL, CASE, APPROVAL)),
    ],
)
def test_the_first_line_that_is_met_tells_the_policy_and_open_lines_leave_several(
    known: dict[str, Any], policies: tuple[str, ...]
) -> None:
    (found,) = asked(licensed(review=REVIEW), fast=True, destination="CN", **known).requirements
    assert found.policies == policies


def test_a_requirement_that_is_out_of_the_question_is_left_out() -> None:
    assert asked(licensed(), fast=True, destination="DE").requirements == ()


def test_missing_facts_come_in_the_order_of_their_definition() -> None:
    rules = ruled({"a": ["height > 1", "width > 1", "aperture > 1"]})
    assert answer(rules_of(rules), item(rules)).missing == ("aperture", "width", "height")
