"""Paragraphs on the same goods find each other by what they ask for, whatever they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from controls.two_regimes import PRINTER, condition, two
from renkei.controls.comparing.boxes import Space
from renkei.controls.comparing.matching import Matches, groups, matched


def pairs(left: Mapping[str, Any], right: Mapping[str, Any]) -> Matches:
    read = [{id_: condition(each) for id_, each in side.items()} for side in (left, right)]
    space = Space(two({}, {}), PRINTER, [each for side in read for each in side.values()])
    ours, theirs = ({id_: space.boxes(each) for id_, each in side.items()} for side in read)
    return matched(space, ours, theirs)


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        (["fast", "width > 1"], ["fast", "width > 5"], True),
        (["fast"], ["fast", "width > 5", "height > 5"], True),
        (["fast", "width < 1"], ["fast", "width > 5"], False),
        (["fast"], ["width > 5"], False),
        (["fast", "not meant_for_war"], ["fast", "width > 5"], True),
        (["not fast"], ["not meant_for_war"], True),
        (["not fast"], ["width > 5"], False),
        ({"any": ["fast", "width < 1"]}, ["width < 2", "height > 1"], True),
    ],
)
def test_paragraphs_match_that_can_meet_and_ask_for_the_same_things(one: Any, other: Any, *, match: bool) -> None:
    """What an item may also lack, as with `not`, is not asked of it."""
    assert (pairs({"a": one}, {"b": other}) == {("a", "b")}) is match


def test_what_few_ask_for_says_more_than_what_all_ask_for() -> None:
    """Three demands are shared, and each has one of its own: shared by two of five paragraphs, 3 log(1 + 5/2) of
    3 log(1 + 5/2) + 2 log(1 + 5/1), 0.51; shared by all five, 3 log 2 of 3 log 2 + 2 log 6, 0.37."""
    shared = ["fast", "chemistry is wet", "films has any {tin}"]
    one, other = [*shared, "width > 1"], [*shared, "height > 1"]
    rivals = {f"c{n}": f"{name} > 9" for n, name in enumerate(("bits", "ops", "power"))}
    assert pairs({"a": one}, {"b": other, **rivals}) == {("a", "b")}
    rivals = {id_: [*shared, each] for id_, each in rivals.items()}
    assert ("a", "b") not in pairs({"a": one}, {"b": other, **rivals})


def test_a_paragraph_matches_itself_on_another_day_and_its_own_parts() -> None:
    assert pairs({"a": "fast"}, {"a": "width > 1", "a.1": "height > 1", "ab": "bits > 1"}) == {("a", "a"), ("a", "a.1")}


def test_paragraphs_hang_together_through_each_other() -> None:
    found = groups(["a", "b", "c", "d"], ["x", "y", "z"], {("a", "x"), ("c", "x"), ("c", "y")})
    assert found == [(["a", "c"], ["x", "y"]), (["b"], []), (["d"], []), ([], ["z"])]


def test_where_nothing_matches_every_paragraph_stands_alone() -> None:
    assert groups(["a", "b"], ["x"], set()) == [(["a"], []), (["b"], []), ([], ["x"])]
