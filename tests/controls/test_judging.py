"""Judging one item: three values, exact bounds, and what is missing kept apart from what does not apply."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from controls.random_conditions import judged_conditions, values
from controls.sample_rules import asked, book, grammar, item, judged, provision, ruled, rules_of, version
from renkei.controls.conditions import Condition, Not
from renkei.controls.facts import NOT_APPLICABLE
from renkei.controls.judging import Judge

T, U, N = True, None, False
"""True, unknown, not."""

KLEENE = [  # one, other, both, either (Kleene 1952, strong tables)
    (T, T, T, T),
    (T, U, U, T),
    (T, N, N, T),
    (U, T, U, T),
    (U, U, U, U),
    (U, N, N, U),
    (N, T, N, T),
    (N, U, N, U),
    (N, N, N, N),
]


def stated(**truths: bool | None) -> dict[str, Any]:
    return {name: truth for name, truth in truths.items() if truth is not None}


@pytest.mark.parametrize(("one", "other", "both", "either"), KLEENE)
def test_all_and_any_follow_the_tables_of_kleene(one: Any, other: Any, both: Any, either: Any) -> None:
    known = stated(fast=one, meant_for_war=other)
    assert judged({"all": ["fast", "meant_for_war"]}, **known).truth is both
    assert judged({"any": ["fast", "meant_for_war"]}, **known).truth is either
    assert judged({"none": ["fast", "meant_for_war"]}, **known).truth is {T: N, N: T, U: U}[either]


@pytest.mark.parametrize(("given_", "negated"), [(T, N), (U, U), (N, T)])
def test_not_turns_truth_around_and_leaves_the_unknown(given_: Any, negated: Any) -> None:
    assert judged("not fast", **stated(fast=given_)).truth is negated


def test_nothing_to_meet_is_met_and_no_alternative_is_not() -> None:
    assert judged([]).truth is True


@given(condition=judged_conditions, known=values)
def test_what_is_unknown_stays_unknown_when_negated(condition: Condition, known: dict[str, Any]) -> None:
    rules = book()
    judge = Judge(rules_of(rules), item(rules, **known))
    one, other = judge.condition(condition).truth, judge.condition(Not(condition)).truth
    assert (one, other) in {(True, False), (False, True), (None, None)}


@pytest.mark.parametrize(
    ("value", "truths"),
    [
        ("2.39", {"<": T, "<=": T, ">": N, ">=": N, "=": N, "!=": T}),
        ("2.4", {"<": N, "<=": T, ">": N, ">=": T, "=": T, "!=": N}),
        ("2.400000000000001", {"<": N, "<=": N, ">": T, ">=": T, "=": N, "!=": T}),
    ],
)
def test_a_bound_is_exact(value: str, truths: dict[str, bool]) -> None:
    assert {sign: judged(f"overlay {sign} 2.4 nm", overlay=value).truth for sign in truths} == truths


def test_a_quotient_is_exact_at_its_bound() -> None:
    at = Fraction(193) * Fraction(1, 4) / 45  # 193/180: the aperture at which 0.25 * 193 / NA is 45 exactly
    for sign, truth in (("<=", True), ("<", False), (">=", True), (">", False), ("=", True)):
        assert judged(f"0.25 * wavelength / aperture {sign} 45 nm", wavelength=193, aperture=str(at)).truth is truth
    just_less = str(at - Fraction(1, 10**15))
    assert judged("0.25 * wavelength / aperture <= 45 nm", wavelength=193, aperture=just_less).truth is False


def test_a_bound_in_another_unit_is_the_same_bound() -> None:
    assert judged("overlay <= 0.0024 µm", overlay="2.4").truth is True
    assert judged("overlay < 24 Å", overlay="2.4").truth is False
    assert judged("heat <= -268.65 °C", "oven", heat="-268.65").truth is True
    assert judged("heat < 4.5 K", "oven", heat="-268.65").truth is False


def test_both_ends_of_a_range_count_as_written() -> None:
    found = [judged("20 °C < heat <= 500 °C", "oven", heat=each).truth for each in (20, 21, 500, 501)]
    assert found == [False, True, True, False]


def test_a_missing_figure_is_never_zero() -> None:
    found = judged("width < 1")
    assert (found.truth, found.wants) == (None, ("width",))
    assert judged("width < 1", width=0).truth is True


def test_only_the_figures_that_are_missing_are_wanted() -> None:
    found = judged("0.25 * wavelength / aperture <= 45 nm", wavelength=193)
    assert (found.truth, found.wants) == (None, ("aperture",))


def test_dividing_by_zero_is_unknown() -> None:
    assert judged("width / height > 1", width=1, height=0).truth is None


@pytest.mark.parametrize("when", ["heat > 0 °C", "heat < 0 °C", "not heat > 0 °C", "width > heat"])
def test_what_the_kind_of_goods_cannot_have_makes_a_comparison_false(when: str) -> None:
    assert judged(when, "printer", width=1).truth is when.startswith("not")


def test_a_feature_the_kind_of_goods_cannot_have_is_false() -> None:
    assert [judged(when, "oven").truth for when in ("fast", "chemistry is wet", "films has tin", "meant_for_war")] == [
        False
    ] * 4


@pytest.mark.parametrize("when", ["width > 0", "width <= 0", "width != 3", "width * height > 0"])
def test_a_figure_the_item_is_stated_not_to_have_makes_a_comparison_false(when: str) -> None:
    assert judged(when, width=NOT_APPLICABLE, height=1).truth is False


def test_a_choice_the_item_is_stated_not_to_have_is_none_of_the_values() -> None:
    assert judged("chemistry in {wet, dry}", chemistry=NOT_APPLICABLE).truth is False


def test_an_unstated_judgement_stays_a_judgement() -> None:
    found = judged("meant_for_war")
    assert (found.truth, found.judgement, found.wants) == (None, True, ("meant_for_war",))
    assert judged("meant_for_war", meant_for_war=False).truth is False
    assert judged("fast").judgement is False


def test_a_set_is_asked_for_any_or_all_of_its_values() -> None:
    films = frozenset({"cobalt", "tin"})
    assert judged("films has any {tin, zinc}", films=films).truth is True
    assert judged("films has all {tin, zinc}", films=films).truth is False
    assert judged("films has all {tin, cobalt}", films=films).truth is True
    assert judged("films has zinc", films=frozenset()).truth is False
    assert judged("films has zinc").truth is None


def test_a_text_that_is_not_at_hand_is_unknown_and_wants_nothing() -> None:
    found = judged("not at hand")
    assert (found.truth, found.wants, found.judgement) == (None, (), False)


def test_a_computed_figure_gives_way_to_the_one_stated() -> None:
    assert judged("power >= 4800", bits=8, ops=600).truth is True
    assert judged("power >= 4800", bits=8, ops=600, power=4000).truth is False
    assert judged("power >= 4800", bits=8).truth is None


def test_the_largest_is_taken_of_what_is_known() -> None:
    assert judged("largest(width, height) >= 5", width=5).truth is True
    assert judged("largest(width, height) >= 5", width=4, height=6).truth is True
    assert judged("largest(width, height) >= 5").truth is None


def test_a_place_belongs_to_a_set_on_the_day_and_not_before_or_after() -> None:
    assert judged("destination in xx.far", destination="CN").truth is True
    assert judged("destination in xx.far", destination="NI").truth is True  # joined on 15 March 2024
    assert judged("destination in xx.far", destination="RU").truth is False  # left on 1 April 2024
    assert judged("destination in xx.far", destination="DE").truth is False
    assert judged("destination in xx.far").truth is None


def test_software_meets_a_rule_by_the_goods_it_is_for() -> None:
    rules = ruled({"a": "overlay <= 2.4 nm"})
    rules = book(
        [*rules.provisions.values(), provision("xx-d", version("meets xx-a", names=["xx-a"]), goods=["software"])]
    )
    assert asked(rules, "software", "printer", overlay="2.4").status == "controlled"
    assert asked(rules, "software", "printer", overlay="2.5").status == "not controlled"
    assert asked(rules, "software", "oven", overlay="2.4").status == "not controlled"
    assert asked(rules, "software", "printer").missing == ("overlay",)
    assert asked(rules, "software", overlay="2.4").missing == ("of_goods",)


def test_a_rule_for_other_goods_is_not_met_but_what_a_kit_works_on_counts() -> None:
    rules = ruled({"a": "overlay <= 2.4 nm"})
    judge = {kind: Judge(rules_of(rules), item(rules, kind, overlay="2.4")) for kind in ("kit", "oven")}
    meets = grammar(("xx-a",)).read("meets xx-a")
    assert judge["kit"].condition(meets).truth is True
    assert judge["oven"].condition(meets).truth is False


def test_an_exclusion_takes_the_item_out_and_an_open_one_leaves_it_open() -> None:
    rules = ruled({"a": "overlay <= 2.4 nm"}, unless=["chemistry is dry", "meant_for_war"])
    assert asked(rules, overlay="2.4", chemistry="dry").status == "not controlled"
    assert asked(rules, overlay="2.4", chemistry="wet", meant_for_war=False).status == "controlled"
    assert asked(rules, overlay="2.4", chemistry="wet").status == "judgement"
    assert asked(rules, overlay="2.4", meant_for_war=False).status == "undecided"
