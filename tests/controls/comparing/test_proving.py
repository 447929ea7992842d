"""The solver reads the conditions by itself: it proves what is so, refutes what is not, and says when it gave up."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controls import random_regimes
from controls.sample_rules import DAY
from controls.two_regimes import PRINTER, condition, fact, items, lies, nothing, two
from renkei.controls.comparing.boxes import Box, Space
from renkei.controls.comparing.proving import Proof, Prover
from renkei.controls.conditions import ALWAYS, NEVER, Condition
from renkei.controls.facts import NOT_APPLICABLE
from renkei.controls.in_force import in_force
from renkei.controls.judging import Judge
from renkei.controls.possible_values import Numbers, Stretch, Words

BOOK = two({}, {})


def prover(*conditions: Condition, **more: Any) -> Prover:
    return Prover(Space(BOOK, PRINTER, conditions), **more)


def same(one: Any, other: Any) -> Proof:
    left, right = condition(one), condition(other)
    made = prover(left, right)
    return made.same(made.condition(left), made.condition(right))


def possible(*written: Any) -> bool | None:
    read = [condition(each) for each in written]
    made = prover(*read)
    return made.possible(*map(made.condition, read))


@pytest.mark.parametrize(
    ("one", "other", "proof"),
    [
        ("width <= 3", {"any": ["width < 3", "width = 3"]}, "proved"),
        ("width <= 3", "width < 3", "refuted"),
        ("not width < 3", "width >= 3", "refuted"),
        ("not width < 3", {"any": ["width >= 3", {"none": ["width < 3", "width >= 3"]}]}, "proved"),
        ("layers > 2", "layers >= 3", "proved"),
        ("width > 2", "width >= 3", "refuted"),
        ("aperture >= 2", NEVER, "proved"),
        ("width > -1", {"any": ["width > 0", "width > -1"]}, "proved"),
        ("films has any {tin, zinc}", {"none": [{"none": ["films has any {tin}", "films has any {zinc}"]}]}, "proved"),
        ("films has all {tin, zinc}", "films has any {tin, zinc}", "refuted"),
        ("chemistry in {wet, dry}", {"any": ["chemistry is wet", "chemistry is dry"]}, "proved"),
        ("chemistry in {wet, dry}", ALWAYS, "refuted"),
        (["chemistry is wet", "chemistry is dry"], NEVER, "proved"),
        ("0.25 * wavelength / aperture <= 45 nm", "wavelength / aperture <= 180 nm", "proved"),
        ("0.25 * wavelength / aperture <= 45 nm", "wavelength / aperture <= 181 nm", "refuted"),
        (["width + height > 3", "width < 1"], ["width + height > 3", "width < 1", "height > 2"], "proved"),
        (["width > height", "height > bits"], ["width > height", "height > bits", "width > bits"], "proved"),
        (["fast", {"any": ["not fast", "meant_for_war"]}], ["fast", "meant_for_war"], "proved"),
    ],
)
def test_two_conditions_are_the_same_or_not(one: Any, other: Any, proof: Proof) -> None:
    """Of an item without a figure no comparison holds, so that the opposite of `<` is more than `>=`."""
    assert same(one, other) == proof


def test_arithmetic_between_figures_is_kept_in_mind() -> None:
    """Boxes take a product and its figures to be independent; the solver does not."""
    assert possible("width * height > 10", "0 < width < 2", "0 < height < 2") is False
    assert possible("width * height > 10", "0 < width < 2", "0 < height < 9") is True
    assert possible("wavelength / aperture <= 90 nm", "wavelength >= 193 nm") is False


def test_what_counts_things_has_no_half_of_one() -> None:
    assert possible("2 < layers < 3") is False
    assert possible("layers < 1") is False
    assert possible("2 < width < 3") is True


def test_a_question_that_takes_too_long_is_told_as_such() -> None:
    hard = [
        "width * width * width + height * height * height = bits * bits * bits",
        "width > 1",
        "height > 1",
        "bits > 1",
        "layers * layers * layers * width = bits * height + 7",
    ]
    read = condition(hard)
    made = prover(read, milliseconds=1)
    assert made.same(made.condition(read), made.condition(NEVER)) == "timed out"
    assert made.possible(made.condition(read)) is None
    assert made.example(made.condition(read)) is None


def test_what_was_asked_before_changes_no_later_answer() -> None:
    one, other = condition("width < 3"), condition("width > 3")
    made = prover(one, other)
    assert made.possible(made.condition(one), made.condition(other)) is False
    assert made.possible(made.condition(one)) is True
    assert made.possible(made.condition(other)) is True


THREE = Fraction(3)
UP_TO_THREE = Numbers((Stretch(high=THREE, high_included=True),))
FAST = Words(frozenset({"yes"}))


class TestBoxes:
    CONDITION = condition(["fast", "width <= 3"])

    @pytest.mark.parametrize(
        ("boxes", "proof"),
        [
            ([{"fast": FAST, "width": UP_TO_THREE}], "proved"),
            ([], "refuted"),
            ([{"fast": FAST}], "refuted"),
            ([{"fast": FAST, "width": Numbers((Stretch(high=THREE),))}], "refuted"),
            ([{"fast": FAST, "width": Numbers(UP_TO_THREE.stretches, none=True)}], "refuted"),
            (
                [{"fast": FAST, "width": Numbers((Stretch(high=THREE),))}, {"fast": FAST, "width": UP_TO_THREE}],
                "proved",
            ),
        ],
        ids=["just these", "left out", "too large", "too small by the bound", "too large by no figure", "overlapping"],
    )
    def test_boxes_are_held_against_the_condition(self, boxes: list[Box], proof: Proof) -> None:
        made = prover(self.CONDITION)
        assert made.same(made.condition(self.CONDITION), made.boxes(boxes)) == proof

    def test_an_item_may_have_none_of_the_values_of_a_choice(self) -> None:
        wet = condition("chemistry is wet")
        made = prover(wet)
        box = {"chemistry": Words(frozenset({"dry"}), none=True)}
        assert made.same(made.without(made.condition(wet)), made.box(box)) == "proved"


class TestExamples:
    def test_an_example_meets_what_was_asked(self) -> None:
        wanted = condition(
            ["fast", "wavelength / aperture = 100 nm", "layers > 2", "films has any {tin}", "not bits > 0"]
        )
        made = prover(wanted)
        found = made.example(made.condition(wanted))
        assert found is not None
        assert judged(wanted, found)

    def test_a_figure_the_item_must_not_have_it_does_not_have(self) -> None:
        wanted = condition({"none": ["width < 3", "width >= 3"]})
        made = prover(wanted)
        assert made.example(made.condition(wanted)) == {"width": NOT_APPLICABLE}

    def test_of_what_cannot_be_there_is_no_example(self) -> None:
        never = condition(["width < 3", "width > 3"])
        made = prover(never)
        assert made.example(made.condition(never)) is None


def judged(node: Condition, values: Mapping[str, Any]) -> bool | None:
    rest = {name: nothing(each) for name, each in BOOK.attributes.items()}
    return Judge(in_force(BOOK, "xx", DAY), fact(BOOK, PRINTER, {**rest, **values})).condition(node).truth


simple = random_regimes.conditions()


@settings(max_examples=40)
@given(simple, st.integers(0, 100))
def test_the_solver_and_the_judge_read_a_condition_alike(node: Condition, seed: int) -> None:
    """What the solver calls impossible no item meets, and its examples are judged to meet it."""
    book = two({"a": node}, {})
    made = Prover(Space(book, PRINTER, [node]))
    found = made.example(made.condition(node))
    if found is not None:
        assert judged(node, found) is True
    else:
        assert made.possible(made.condition(node)) is False
        assert not any(judged(node, facts.values) for facts in items(book, PRINTER, most=60, seed=seed))


@settings(max_examples=40)
@given(simple)
def test_the_solver_and_the_judge_read_a_box_alike(node: Condition) -> None:
    book = two({"a": node}, {})
    space = Space(book, PRINTER, [node])
    made = Prover(space)
    for box in map(space.values, space.boxes(node)[:3]):
        found = made.example(made.box(box))
        rest = {name: nothing(each) for name, each in book.attributes.items()}
        assert found is None or lies(space, box, fact(book, PRINTER, {**rest, **found}))
