"""One side of a comparison: which paragraphs count, and what each controls when it is read with the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from controls.sample_rules import DAY
from controls.two_regimes import PRINTER, Rule, condition, requirements, two
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.sides import Side
from renkei.controls.conditions import ALWAYS, Flag, Meets, Not, NotAtHand, Within
from renkei.controls.in_force import in_force


def side(rules: Mapping[str, Any], **places: str) -> Side:
    return Side(in_force(two(rules, {}, requirements()), "xx", DAY), places)


def conditions(rules: Mapping[str, Any], subject: Subject = PRINTER, **places: str) -> dict[str, Any]:
    return {each.id: each.condition for each in side(rules, **places).paragraphs(subject)}


FAST, WIDE = Flag("fast"), condition("width > 1")


def test_paragraphs_on_the_goods_that_can_hold_are_taken() -> None:
    rules = {"a": "fast", "b": Rule("fast", goods=("oven",)), "c": "heat > 20 °C"}
    assert conditions(rules) == {"xx-a": FAST}


def test_what_a_paragraph_leaves_to_another_that_counts_is_not_cut_out() -> None:
    """Together they control the same as before: a, or b without a."""
    rules = {"a": "fast", "b": Rule("width > 1", unless=["meets xx-a"])}
    assert conditions(rules) == {"xx-a": FAST, "xx-b": WIDE}
    assert side(rules).texts(PRINTER)[1] == condition(["width > 1", "not fast"])


def test_a_paragraph_that_only_takes_up_what_others_control_adds_nothing() -> None:
    rules = {"a": "fast", "b": "bits > 1", "c": [{"any": ["meets xx-a", "meets xx-b"]}, "width > 1"]}
    assert list(conditions(rules)) == ["xx-a", "xx-b"]


def test_a_paragraph_on_what_a_minor_one_controls_stands_by_itself() -> None:
    rules = {"a": Rule("fast", license=("xx-minor",)), "b": ["meets xx-a", "width > 1"]}
    assert conditions(rules) == {"xx-b": condition(["fast", "width > 1"])}


WITH_A_MINOR_ONE = {
    "a": Rule("fast", license=("xx-minor",)),
    "b": Rule("width > 1", unless=["meets xx-a"], license=("xx-minor", "xx-far")),
    "c": Rule("height > 1", license=()),
}


class TestMinorReasons:
    def test_a_paragraph_with_no_other_reason_is_left_out_and_named(self) -> None:
        assert list(conditions(WITH_A_MINOR_ONE)) == ["xx-b", "xx-c"]
        assert side(WITH_A_MINOR_ONE).left_out(PRINTER) == ("xx-a",)

    def test_what_another_leaves_to_it_stays_cut_out(self) -> None:
        assert conditions(WITH_A_MINOR_ONE)["xx-b"] == condition(["width > 1", "not fast"])

    def test_it_counts_where_a_license_is_asked_for(self) -> None:
        assert list(conditions(WITH_A_MINOR_ONE, destination="CN")) == ["xx-a", "xx-b", "xx-c"]
        assert side(WITH_A_MINOR_ONE, destination="CN").left_out(PRINTER) == ()


class TestWhereLicensesAreCompared:
    def test_a_paragraph_counts_only_for_places_it_needs_a_license_for(self) -> None:
        rules = {"a": Rule("fast", license=("xx-far",)), "b": Rule("width > 1", license=("xx-wide",))}
        assert conditions(rules, destination="CN") == {"xx-a": FAST, "xx-b": WIDE}
        assert conditions(rules, destination="NL") == {"xx-b": WIDE}

    def test_what_is_left_to_a_paragraph_with_weaker_consequences_stays_cut_out(self) -> None:
        """b needs a license everywhere, and a, which b leaves some goods to, only for far places."""
        rules = {
            "a": Rule("fast", license=("xx-far",)),
            "b": Rule("width > 1", unless=["meets xx-a"], license=("xx-wide",)),
        }
        assert conditions(rules, destination="NL") == {"xx-b": condition(["width > 1", "not fast"])}
        rules["a"] = Rule("fast", license=("xx-far", "xx-wide"))
        assert conditions(rules, destination="NL") == {"xx-a": FAST, "xx-b": WIDE}

    def test_where_only_the_headquarters_are_said_the_destination_stays_open(self) -> None:
        found = conditions({"a": Rule("fast", license=("xx-far",))}, headquarters="CN")
        assert found == {"xx-a": condition(["fast", "destination in xx.far"])}

    def test_a_license_requirement_that_is_not_at_hand_stays_open(self) -> None:
        found = conditions({"a": Rule("fast", license=("xx-lost",)), "b": Rule("fast")}, destination="CN")
        assert found["xx-a"].parts == (FAST, Meets("xx-lost"))
        assert found["xx-b"].parts[0] == FAST
        assert found["xx-b"].parts[1] != ALWAYS


def test_a_text_that_is_not_at_hand_stands_by_its_id() -> None:
    rules = {"a": Rule(NotAtHand(), state="not at hand"), "b": Rule("fast", unless=["meets xx-a"])}
    assert conditions(rules) == {"xx-a": Meets("xx-a"), "xx-b": FAST}
    assert side(rules).texts(PRINTER) == [Meets("xx-a"), condition(["fast", Not(Meets("xx-a"))])]


def test_with_no_place_said_every_listed_paragraph_counts() -> None:
    rules = {"a": Rule(["fast", Within("destination", "xx.far")])}
    assert conditions(rules) == {"xx-a": condition(["fast", "destination in xx.far"])}
