"""What tells a difference says neither less than what decides nor more than what differs."""

from __future__ import annotations

from typing import Any

from controls.two_regimes import compared, regions
from renkei.controls.possible_values import Words

NO = Words(frozenset({"no"}))


def deciding(left: Any, right: Any) -> list[dict[Any, Any]]:
    """What decides of each difference of the left."""
    return [dict(each.deciding) for each in regions(compared({"a": left}, {"b": right}, prove=False), "left")]


WIDE_OR_HIGH = ["fast", {"any": ["width > 3", "height > 3"]}]


def test_of_a_paragraph_the_other_side_leaves_wholly_nothing_need_be_said() -> None:
    assert deciding(WIDE_OR_HIGH, ["fast", "not fast"]) == [{}]


def test_where_one_of_two_ways_is_controlled_by_both_the_other_way_is_named() -> None:
    """Not all that a controls is a difference: what is wide, both control."""
    (found,) = deciding(["fast", {"any": ["chemistry is wet", "chemistry is dry"]}], ["fast", "chemistry is wet"])
    assert found == {"chemistry": Words(frozenset({"dry"}))}
    (found,) = deciding(
        {"any": [["fast", "not meant_for_war"], ["meant_for_war", "width > 3"]]}, ["fast", "not meant_for_war"]
    )
    assert found.keys() == {"meant_for_war", "width"}


def test_a_value_that_decides_in_one_way_only_is_told_with_that_way() -> None:
    """More than two bits decide of what is narrow; what is wide and fast both control, however many bits it has."""
    wide = ["width >= 3", "fast"]
    (found,) = deciding({"any": ["width < 3", wide]}, {"any": [["width < 3", "bits <= 2"], wide]})
    assert found.keys() == {"width", "bits"}
    assert [(each.high, each.high_included) for each in found["width"].stretches] == [(3, False)]


def test_ways_of_which_each_is_left_by_another_value_are_told_apart() -> None:
    found = deciding(WIDE_OR_HIGH, ["fast", "width > 3", "meant_for_war"])
    assert [sorted(each) for each in found] == [["meant_for_war"], ["width"]]


def test_a_value_that_decides_in_every_way_is_told_by_itself() -> None:
    assert deciding(WIDE_OR_HIGH, [*WIDE_OR_HIGH, "meant_for_war"]) == [{"meant_for_war": NO}]
