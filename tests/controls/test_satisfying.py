"""Whether a condition can hold at all is searched exactly: the search agrees with trying every kind of value."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controls.random_conditions import combined
from controls.sample_rules import DAY, book, grammar, item, ruled, rules_of
from renkei.controls.conditions import Compare, Condition, Constant, Figure, Flag, Has
from renkei.controls.facts import NOT_APPLICABLE
from renkei.controls.judging import Judge
from renkei.controls.satisfying import Satisfying

BOUNDS = [Fraction(0), Fraction(1), Fraction(2)]
NUMBERS: list[Any] = [NOT_APPLICABLE, *(Fraction(n, 2) for n in range(-1, 6))]
"""A value for every way to stand to the bounds: under, on, between and over them, and no figure at all."""

comparisons = st.builds(
    Compare,
    st.sampled_from(["width", "height"]).map(Figure),
    st.sampled_from(["<", "<=", ">", ">=", "=", "!="]),
    st.sampled_from(BOUNDS).map(lambda bound: Constant(bound, str(bound))),
)
features = st.sampled_from([Flag("fast"), Has("films", ("cobalt", "tin")), Has("films", ("cobalt", "tin"), every=True)])


def possible(*conditions: Any, kind: str | None = "printer", given: bool = False) -> bool | None:
    read = grammar().read
    rules = rules_of(book())
    return Satisfying(rules, kind, given).possible(
        *(each if isinstance(each, Condition) else read(each) for each in conditions)
    )


def items() -> Iterator[dict[str, Any]]:
    films = [frozenset(), frozenset({"cobalt"}), frozenset({"tin"}), frozenset({"cobalt", "tin"})]
    for width, height, fast, deposited in product(NUMBERS, NUMBERS, (True, False), films):
        yield {"width": width, "height": height, "fast": fast, "films": deposited}


@given(combined(comparisons | features))
def test_a_condition_is_possible_if_and_only_if_some_item_meets_it(condition: Condition) -> None:
    rules = book()
    meets = any(Judge(rules_of(rules), item(rules, **each)).condition(condition).truth for each in items())
    assert possible(condition) is meets


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (("width < 1", "width > 1"), False),
        (("width <= 1", "width >= 1"), True),
        (("width != 1", "1 <= width <= 1"), False),
        (("aperture >= 2",), False),  # an aperture is below 2
        (("width < height", "width > height"), False),
        (("-2 * width < 4", "width <= -2"), False),
        (("wavelength / aperture < 90 nm", "0.5 * wavelength / aperture >= 45 nm"), False),
        (("width + 1 < 4", "width + 1 >= 4"), False),
        (("chemistry is wet", "chemistry is dry"), False),
        (("not chemistry is wet", "not chemistry is dry"), True),  # it may have no chemistry at all
        (("heat > 5 °C",), False),  # a printer has no such figure
        (("not heat > 5 °C",), True),
        (("destination in xx.far", "destination is JP"), False),
        (("destination in xx.far", "destination is NI"), True),
        (("destination in xx.far", "destination is RU"), False),  # it had left by then
    ],
)
def test_what_rules_each_other_out_is_impossible(conditions: tuple[str, ...], expected: bool) -> None:
    assert possible(*conditions) is expected


def test_with_all_figures_given_nothing_is_without_one() -> None:
    assert possible("not chemistry is wet", "not chemistry is dry", given=True) is False
    assert possible({"none": ["width < 1", "width >= 1"]}, given=True) is False


def test_outside_the_days_known_any_place_may_belong_to_a_set() -> None:
    rules = rules_of(book(), DAY.replace(year=2026))
    both = grammar().read(["destination in xx.far", "destination is JP"])
    assert Satisfying(rules, "printer").possible(both) is True


def test_a_reference_is_what_it_refers_to_for_goods_it_can_reach() -> None:
    rules = rules_of(ruled({"a": "width < 1"}))
    meets = grammar(["xx-a"]).read(["meets xx-a", "width > 3"])
    assert Satisfying(rules, "printer").possible(meets) is False
    assert Satisfying(rules, "kit").possible(meets) is False  # a kit is judged by the figures of its printer
    assert Satisfying(rules, "oven").possible(meets) is False  # no printer at all
    assert Satisfying(rules, "software").possible(meets) is True  # the figures may be those of other goods


def test_a_reference_to_a_text_not_at_hand_may_hold_or_not() -> None:
    rules = rules_of(ruled({"a": "not at hand"}))
    read = grammar(["xx-a"]).read
    assert Satisfying(rules, "printer").possible(read("meets xx-a")) is True
    assert Satisfying(rules, "printer").possible(read("not meets xx-a")) is True
    assert Satisfying(rules, "printer").possible(read(["meets xx-a", "not meets xx-a"])) is False


def test_a_condition_too_tangled_to_search_is_not_spoken_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renkei.controls.satisfying.STEPS", 3)
    assert possible(["width < 1", "height < 1", "fast", "chemistry is wet"]) is None
