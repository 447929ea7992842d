"""The values a figure may still take: everything else, either of two, and both, exact at every end."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.controls.possible_values import Numbers, Stretch, Words, numbers, within, words
from renkei.controls.rulebook import Bounds

ENDS = [Fraction(n) for n in (0, 1, 2)]
TRIED = [Fraction(n, 2) for n in range(-1, 6)]
"""A number on, between and beyond the ends."""

ends = st.sampled_from([*ENDS, None])
stretches = st.builds(Stretch, ends, st.booleans(), ends, st.booleans()).filter(lambda each: not each.empty)
some_numbers = st.builds(
    lambda found, none: Numbers(tuple(found), none), st.lists(stretches, max_size=3), st.booleans()
)
WORDS = ["dry", "wet", "mixed"]
some_words = st.builds(Words, st.frozensets(st.sampled_from(WORDS[:2])), st.booleans(), st.booleans())


def among(values: Numbers, number: Fraction) -> bool:
    """Read off the ends, one stretch after the other."""
    return any(
        (s.low is None or s.low < number or (s.low == number and s.low_included))
        and (s.high is None or number < s.high or (s.high == number and s.high_included))
        for s in values.stretches
    )


def taken(values: Numbers) -> tuple[list[bool], bool]:
    return [among(values, number) for number in TRIED], values.none


def told(values: Words) -> tuple[list[bool], bool]:
    return [(word in values.words) is not values.others for word in WORDS], values.none


@given(some_numbers)
def test_everything_else_is_what_is_not_among_the_values(values: Numbers) -> None:
    held, none = taken(values)
    assert taken(values.rest()) == ([not each for each in held], not none)


@given(some_numbers, some_numbers)
def test_either_and_both_are_read_number_by_number(one: Numbers, other: Numbers) -> None:
    (mine, none), (theirs, also_none) = taken(one), taken(other)
    assert taken(one.either(other)) == ([a or b for a, b in zip(mine, theirs, strict=True)], none or also_none)
    assert taken(one.both(other)) == ([a and b for a, b in zip(mine, theirs, strict=True)], none and also_none)


@given(some_numbers, some_numbers)
def test_what_is_joined_stands_in_as_few_stretches_as_can_be(one: Numbers, other: Numbers) -> None:
    found = one.either(other).stretches
    for before, after in pairwise(found):
        assert not before.reaches(after)


@given(some_words, some_words)
def test_words_are_joined_and_turned_word_by_word(one: Words, other: Words) -> None:
    (mine, none), (theirs, also_none) = told(one), told(other)
    assert told(one.rest()) == ([not each for each in mine], not none)
    assert told(one.either(other)) == ([a or b for a, b in zip(mine, theirs, strict=True)], none or also_none)
    assert told(one.both(other)) == ([a and b for a, b in zip(mine, theirs, strict=True)], none and also_none)


@pytest.mark.parametrize(
    ("stretch", "beyond"),
    [
        (Stretch(), ()),
        (Stretch(high=Fraction(2)), (Stretch(Fraction(2), low_included=True),)),
        (Stretch(high=Fraction(2), high_included=True), (Stretch(Fraction(2)),)),
        (
            Stretch(Fraction(1), low_included=True, high=Fraction(2)),
            (Stretch(high=Fraction(1)), Stretch(Fraction(2), low_included=True)),
        ),
    ],
)
def test_beyond_a_stretch_an_end_belongs_to_one_side_only(stretch: Stretch, beyond: tuple[Stretch, ...]) -> None:
    assert stretch.beyond() == beyond


def test_stretches_that_share_an_end_become_one_and_others_do_not() -> None:
    below, above = numbers("<", Fraction(2)), numbers(">", Fraction(2))
    assert below.either(above) == numbers("!=", Fraction(2))
    assert below.either(numbers(">=", Fraction(2))).stretches == (Stretch(),)


def test_of_no_figure_no_comparison_holds_and_every_opposite_does() -> None:
    assert not numbers("!=", Fraction(2)).none
    assert numbers("!=", Fraction(2), holds=False).none
    assert words(frozenset({"wet"}), holds=False).none


def test_everything_else_of_the_possible_values_is_impossible() -> None:
    possible = within(Bounds(Fraction(0), low_included=False), none=True)
    assert possible.both(possible.rest()).empty
    assert not among(possible, Fraction(0))
