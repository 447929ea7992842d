"""Conditions as boxes: an item lies in one of them if, and only if, it meets the condition."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controls import random_regimes
from controls.sample_rules import DAY
from controls.two_regimes import PRINTER, condition, items, lies, two
from renkei.controls.comparing.boxes import Space, TooTangled
from renkei.controls.conditions import All, AnyOf, Condition, Meets
from renkei.controls.in_force import in_force
from renkei.controls.judging import Judge
from renkei.controls.possible_values import Numbers, Stretch, Words

YES, NO = Words(frozenset({"yes"})), Words(frozenset({"no"}))


def space(*conditions: Any) -> Space:
    return Space(two({}, {}), PRINTER, [condition(each) for each in conditions])


def boxes(written: Any, *also: Any) -> list[dict[Any, Any]]:
    """The boxes of a condition where the others are asked about as well."""
    made = space(written, *also)
    return [dict(made.values(each)) for each in made.boxes(condition(written))]


def left_over(one: Any, other: Any) -> list[dict[Any, Any]]:
    """What lies in the boxes of one condition and in none of the other's."""
    made = space(one, other)
    against = made.boxes(condition(other))
    return [dict(made.values(rest)) for box in made.boxes(condition(one)) for rest in made.minus(box, against)]


def exactly(number: int) -> Numbers:
    return Numbers((Stretch(Fraction(number), low_included=True, high=Fraction(number), high_included=True),))


simple = random_regimes.conditions()


RULES = in_force(two({}, {}), "xx", DAY)


def judged(facts: Any, node: Condition) -> bool:
    return bool(Judge(RULES, facts).condition(node).truth)


@settings(max_examples=40)
@given(simple, simple, st.integers(0, 100))
def test_an_item_lies_in_a_box_if_and_only_if_it_meets_the_condition(one: Any, other: Any, seed: int) -> None:
    book = two({"a": one}, {"b": other})
    made = Space(book, PRINTER, [one, other])
    holds, fails = ([made.values(each) for each in made.boxes(one, holds=truth)] for truth in (True, False))
    for facts in items(book, PRINTER, most=60, seed=seed):
        meets = judged(facts, one)
        assert any(lies(made, box, facts) for box in holds) is meets
        assert any(lies(made, box, facts) for box in fails) is not meets


@settings(max_examples=40)
@given(simple, simple, st.integers(0, 100))
def test_what_is_left_of_a_box_is_what_lies_in_none_of_the_others(one: Any, other: Any, seed: int) -> None:
    book = two({"a": one}, {"b": other})
    made = Space(book, PRINTER, [one, other])
    against = made.boxes(other)
    left = [made.values(rest) for box in made.boxes(one) for rest in made.minus(box, against)]
    for facts in items(book, PRINTER, most=60, seed=seed):
        alone = judged(facts, one) and not judged(facts, other)
        assert any(lies(made, box, facts) for box in left) is alone


def test_what_lies_between_under_and_up_to_is_the_bound_itself() -> None:
    assert left_over("width <= 3", "width < 3") == [{"width": exactly(3)}]


def test_an_item_without_the_figure_is_in_no_bound_and_in_every_opposite() -> None:
    for written, none in (("width < 3", False), ("not width < 3", True), ("width >= 3", False)):
        assert [box["width"].none for box in boxes(written)] == [none]


def test_of_what_counts_things_there_is_nothing_between_two_whole_numbers() -> None:
    assert left_over("layers > 2", "layers >= 3") == []
    assert left_over("layers >= 2", "layers > 2") == [{"layers": exactly(2)}]
    assert boxes("2 < layers < 3") == []


def test_values_no_goods_can_have_are_in_no_box() -> None:
    assert boxes("aperture >= 2") == []
    assert boxes("wavelength <= 0 nm") == []


def test_quotients_that_differ_by_a_factor_are_one_quantity() -> None:
    assert left_over("wavelength / aperture <= 100 nm", "0.25 * wavelength / aperture <= 25 nm") == []
    assert len(space("wavelength / aperture <= 100 nm", "0.25 * wavelength / aperture < 9 nm").atoms) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("films has any {cobalt, tin}", {"any": ["films has any {cobalt}", "films has any {tin}"]}),
        ("films has all {cobalt, tin}", ["films has any {cobalt}", "films has any {tin}"]),
        ("width != 3", {"any": ["width < 3", "width > 3"]}),
        ({"none": ["fast", "width < 3"]}, ["not fast", "not width < 3"]),
        ("chemistry in {wet, dry}", {"any": ["chemistry is wet", "chemistry is dry"]}),
    ],
)
def test_the_same_written_otherwise_leaves_nothing(one: Any, other: Any) -> None:
    assert left_over(one, other) == []
    assert left_over(other, one) == []


def test_a_choice_may_be_none_of_its_values() -> None:
    assert boxes("not chemistry in {wet, dry}") == [{"chemistry": Words(frozenset(), none=True)}]


def test_what_is_left_is_told_in_the_largest_boxes() -> None:
    found = left_over("width < 3", ["fast", "meant_for_war"])
    assert [{k: v for k, v in box.items() if k != "width"} for box in found] == [{"fast": NO}, {"meant_for_war": NO}]


def test_boxes_that_together_leave_nothing_open_are_one() -> None:
    assert boxes({"any": [["fast", "width < 3"], ["fast", "not width < 3"]]}) == [{"fast": YES}]
    assert boxes({"any": ["fast", "not fast"]}) == [{}]


def test_a_condition_too_tangled_is_not_enumerated(monkeypatch: pytest.MonkeyPatch) -> None:
    def enumerated(several: int) -> int:
        node = All(tuple(AnyOf((Meets(f"xx-{n}"), Meets(f"yy-{n}"))) for n in range(several)))
        return len(Space(two({}, {}), PRINTER, [node]).boxes(node))

    monkeypatch.setattr("renkei.controls.comparing.fewer.LIMIT", 8)
    assert enumerated(3) == 8
    with pytest.raises(TooTangled):
        enumerated(4)
