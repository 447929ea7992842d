"""A condition rewritten for one kind of goods means the same of every such item, and names nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controls.random_regimes import rules
from controls.sample_rules import DAY, START
from controls.two_regimes import PRINTER, Rule, condition, items, two
from renkei.controls.comparing.plainly import Plainly, Referred, Subject, all_of, any_of, opposite, without
from renkei.controls.conditions import ALWAYS, NEVER, Choice, Condition, Flag, Meets, Not, NotAtHand, Within
from renkei.controls.in_force import in_force
from renkei.controls.judging import Judge

PLACE = Within("destination", "xx.far")


def plain(
    when: Any,
    others: Mapping[str, Any] | None = None,
    subject: Subject = PRINTER,
    day: Any = DAY,
    **places: str,
) -> Condition:
    """A condition of the left regime, which has these other provisions as well."""
    book = two(others or {}, {})
    names = tuple(book.provisions)
    return Plainly(in_force(book, "xx", day), subject, places)(condition(when, names))


@settings(max_examples=40)
@given(rules("xx"), st.sampled_from(["printer", "kit"]), st.integers(0, 100))
def test_the_rewritten_condition_is_judged_like_the_text(left: dict[str, Rule], kind: str, seed: int) -> None:
    book, subject = two(left, {}), Subject(kind)
    in_force_now = in_force(book, "xx", DAY)
    plainly = Plainly(in_force_now, subject, {})
    rewritten = {id_: plainly(version.when) for id_, version in in_force_now.versions.items()}
    for facts in items(book, subject, most=40, seed=seed):
        judge = Judge(in_force_now, facts)
        for id_, node in rewritten.items():
            assert judge.condition(node).truth is judge.provision(id_).truth


def test_a_reference_becomes_what_it_refers_to() -> None:
    assert plain("meets xx-a", {"a": "fast"}) == Flag("fast")
    assert plain(["meets xx-b", "not fast"], {"a": "fast", "b": "meets xx-a"}) == all_of(
        Flag("fast"), Not(Flag("fast"))
    )


def test_a_paragraph_on_other_goods_is_met_by_none() -> None:
    oven = {"a": Rule("fast", goods=("oven",))}
    assert plain("meets xx-a", oven) == NEVER
    assert plain("not meets xx-a", oven) == ALWAYS


def test_goods_meet_what_is_said_of_goods_they_are_made_for() -> None:
    assert plain("meets xx-a", {"a": "fast"}, Subject("kit")) == Flag("fast")


def test_what_the_goods_cannot_have_never_holds() -> None:
    assert plain("heat > 20 °C") == NEVER
    assert plain("not heat > 20 °C") == ALWAYS
    assert plain({"any": ["secret", "fast"]}) == Flag("fast")
    assert plain("fast", subject=Subject("oven")) == NEVER


@pytest.mark.parametrize(
    ("when", "places", "expected"),
    [
        ("destination in xx.far", {"destination": "CN"}, ALWAYS),
        ("destination in xx.far", {"destination": "NL"}, NEVER),
        ("destination in xx.far", {"headquarters": "CN"}, PLACE),
        ("destination is NL", {"destination": "NL"}, ALWAYS),
        ("destination is NL", {}, Choice("destination", ("NL",))),
    ],
)
def test_a_place_is_settled_where_it_is_said(when: str, places: dict[str, str], expected: Condition) -> None:
    assert plain(when, **places) == expected


def test_a_set_whose_members_are_not_known_on_the_day_is_left_as_it_stands() -> None:
    """The sample set is known from 2023-01-01."""
    book = two({}, {})
    before = START.replace(year=2022)
    assert Plainly(in_force(book, "xx", before), PRINTER, {"destination": "NL"})(PLACE) == PLACE


def test_a_text_not_at_hand_stands_by_its_id() -> None:
    assert plain("meets xx-a", {"a": NotAtHand()}) == Meets("xx-a")
    assert plain(NotAtHand()) == NotAtHand()


class TestGoodsAboutGoods:
    FOR_PRINTERS = Subject("software", "printer")

    def test_a_reference_stands_as_one_thing_with_its_meaning(self) -> None:
        found = plain(["secret", "meets xx-a"], {"a": ["fast", "width > 1"]}, self.FOR_PRINTERS)
        assert found == all_of(Flag("secret"), Referred((), condition(["fast", "width > 1"])))

    def test_two_references_that_mean_the_same_are_one(self) -> None:
        found = plain({"any": ["meets xx-a", "meets xx-b"]}, {"a": "fast", "b": "fast"}, self.FOR_PRINTERS)
        assert found == Referred((), Flag("fast"))
        assert isinstance(found, Referred)
        assert found.provisions == ("xx-a", "xx-b")

    def test_what_one_of_several_leaves_to_another_is_not_cut_out(self) -> None:
        others = {"a": "fast", "b": Rule("width > 1", unless=["meets xx-a"])}
        found = plain({"any": ["meets xx-a", "meets xx-b"]}, others, self.FOR_PRINTERS)
        assert found == Referred((), any_of(Flag("fast"), condition("width > 1")))

    def test_goods_that_no_paragraph_reaches_meet_none(self) -> None:
        assert plain("meets xx-a", {"a": "fast"}, Subject("software", "oven")) == NEVER

    def test_the_goods_have_nothing_that_only_the_software_has(self) -> None:
        others = {"a": Rule("secret", goods=("printer", "software"))}
        assert plain("meets xx-a", others, self.FOR_PRINTERS) == NEVER

    def test_where_the_goods_are_not_said_the_paragraph_stands_by_its_id(self) -> None:
        assert plain("meets xx-a", {"a": "fast"}, Subject("software")) == Meets("xx-a")


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        (["fast", "not meets xx-a"], ["fast"]),
        (["fast", {"none": ["meets xx-a", "meets xx-b"]}], ["fast", {"none": ["meets xx-b"]}]),
        (["fast", {"none": ["meets xx-a", "width > 1"]}], ["fast", {"none": ["width > 1"]}]),
        (["fast", "meets xx-a"], ["fast", "meets xx-a"]),
        (["fast", {"any": ["not meets xx-a", "width > 1"]}], ["fast", {"any": ["not meets xx-a", "width > 1"]}]),
    ],
)
def test_only_what_a_paragraph_excludes_as_a_whole_is_left_to_others(when: Any, kept: Any) -> None:
    names = ("xx-a", "xx-b")
    assert without(condition(when, names), {"xx-a"}) == condition(kept, names)


def test_parts_that_say_nothing_are_left_out() -> None:
    fast = Flag("fast")
    assert all_of(fast, ALWAYS) == fast
    assert all_of(fast, NEVER) == NEVER
    assert all_of(fast, fast) == any_of(fast, NEVER, fast) == fast
    assert any_of(fast, ALWAYS) == ALWAYS
    assert opposite(opposite(fast)) == fast
