"""Shares of covered paragraphs and the days since which differences are open, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from controls.sample_rules import book, provision, version
from renkei.controls.loading import built_in
from renkei.controls.rulebook import Provision, Rulebook
from renkei.desk.alignment import AlignmentAnswer, Open, alignment, change_days, moved_shares
from renkei.desk.covered import Covered, together

JANUARY, MARCH, MAY, JULY = (date(2024, month, 1) for month in (1, 3, 5, 7))


def said(name: str, *texts: tuple[Any, ...], goods: Sequence[str] = ("printer",), **more: Any) -> Provision:
    """A provision; each text as its condition, its first day and the first day it no longer holds."""
    versions = [version(when, since=since, until=until, **more) for when, since, until in texts]
    return replace(provision(name, *versions, goods=goods), regime=name[:2])


def regimes(*provisions: Provision) -> Rulebook:
    """Two regimes, `xx` and `yy`, both modelled from 2023."""
    made = book(provisions)
    here = replace(made.regimes["xx"], since=date(2023, 1, 1))
    return replace(made, regimes={"xx": here, "yy": replace(here, id="yy")})


def asked(*provisions: Provision, as_of: date = JULY, **more: Any) -> AlignmentAnswer:
    return alignment(regimes(*provisions), "xx", "yy", as_of, **more)


def counts(answer: AlignmentAnswer, day: date, by: Any) -> dict[str, tuple[str, ...]]:
    """What is covered on a day, without the covers of which there is none."""
    covered = next(each for each in reversed(answer.days) if each.day <= day).covered.of(by)
    assert covered is not None
    return {cover: ids for cover, ids in covered.ids.items() if ids}


def share(answer: AlignmentAnswer, day: date, by: Any) -> Fraction | None:
    covered = next(each for each in reversed(answer.days) if each.day <= day).covered.of(by)
    return covered.share if covered else None


WIDENED = (
    said("xx-a", ("wavelength < 200 nm", JANUARY, None)),
    said("yy-a", ("wavelength < 193 nm", JANUARY, MARCH), ("wavelength < 300 nm", MARCH, None)),
)
"""The right side is narrower at first, and wider from March."""


def test_a_paragraph_is_covered_where_the_other_side_controls_all_it_controls() -> None:
    answer = asked(*WIDENED)
    assert counts(answer, JANUARY, "left") == {"partly": ("xx-a",)}
    assert counts(answer, JANUARY, "right") == {"covered": ("yy-a",)}
    assert counts(answer, MARCH, "left") == {"covered": ("xx-a",)}
    assert counts(answer, MARCH, "right") == {"partly": ("yy-a",)}


def test_the_days_are_those_on_which_either_side_changed() -> None:
    answer = asked(*WIDENED)
    assert [each.day for each in answer.days] == [date(2023, 1, 1), JANUARY, MARCH, JULY]
    assert [each.day for each in answer.moved()] == [date(2023, 1, 1), JANUARY, MARCH]


def test_a_difference_is_open_from_the_day_it_began() -> None:
    assert asked(*WIDENED).open == (Open("right", "yy-a", MARCH, MARCH, at_least=False),)
    assert asked(*WIDENED, as_of=date(2024, 2, 1)).open == (Open("left", "xx-a", JANUARY, JANUARY, at_least=False),)


def test_a_difference_that_closed_and_came_back_is_open_from_its_return() -> None:
    narrow = "wavelength < 193 nm"
    texts = (narrow, JANUARY, MARCH), ("wavelength < 200 nm", MARCH, MAY), (narrow, MAY, None)
    answer = asked(said("xx-a", ("wavelength < 200 nm", JANUARY, None)), said("yy-a", *texts))
    assert answer.open == (Open("left", "xx-a", MAY, MAY, at_least=False),)


def test_a_difference_of_the_first_day_modelled_has_been_open_at_least_since_then() -> None:
    old = date(2020, 1, 1)
    answer = asked(said("xx-a", ("fast", old, None)), said("yy-a", ("width > 1", old, None)))
    assert {(each.provision, each.since, each.at_least) for each in answer.open} == {
        ("xx-a", date(2023, 1, 1), True),
        ("yy-a", date(2023, 1, 1), True),
    }


def test_a_difference_of_the_oldest_text_at_hand_has_been_open_at_least_since_that() -> None:
    answer = asked(
        said("xx-a", ("fast", MARCH, None), unverified=("since",)),
        said("yy-a", (["fast", "width > 1"], JANUARY, None)),
    )
    assert answer.since("left", "xx-a") == Open("left", "xx-a", MARCH, MARCH, at_least=True)


def test_two_paragraphs_together_cover_a_third() -> None:
    answer = asked(
        said("xx-a", ("wavelength < 200 nm", JANUARY, None)),
        said("yy-a", ("wavelength <= 100 nm", JANUARY, None)),
        said("yy-b", (["wavelength > 100 nm", "wavelength < 200 nm"], JANUARY, None)),
    )
    assert counts(answer, JULY, "left") == {"covered": ("xx-a",)}
    assert counts(answer, JULY, "right") == {"covered": ("yy-a", "yy-b")}


def test_exactly_the_bound_is_enough_to_differ() -> None:
    answer = asked(
        said("xx-a", ("wavelength <= 27 nm", JANUARY, None)), said("yy-a", ("wavelength < 27 nm", JANUARY, None))
    )
    assert counts(answer, JULY, "left") == {"partly": ("xx-a",)}
    assert counts(answer, JULY, "right") == {"covered": ("yy-a",)}


def test_a_paragraph_on_goods_on_which_the_other_side_has_none_is_not_covered() -> None:
    answer = asked(
        said("xx-a", ("fast", JANUARY, None)),
        said("xx-b", ("wavelength < 200 nm", JANUARY, None)),
        said("yy-a", ("wavelength < 200 nm", JANUARY, None)),
    )
    assert counts(answer, JULY, "left") == {"covered": ("xx-b",), "not": ("xx-a",)}
    assert share(answer, JULY, "left") == Fraction(1, 2)


def test_a_paragraph_on_several_kinds_of_goods_counts_once() -> None:
    answer = asked(
        said("xx-a", ("width > 1", JANUARY, None), goods=("printer", "kit")),
        said("yy-a", ("width > 1", JANUARY, None), goods=("printer",)),
    )
    assert counts(answer, JULY, "left") == {"partly": ("xx-a",)}
    assert counts(answer, JULY, "right") == {"covered": ("yy-a",)}


def test_where_a_judgement_decides_nothing_is_counted() -> None:
    answer = asked(
        said("xx-a", ("fast", JANUARY, None)),
        said("xx-b", ("width > 1", JANUARY, None)),
        said("yy-a", (["fast", "meant_for_war"], JANUARY, None)),
        said("yy-b", ("width > 1", JANUARY, None)),
    )
    assert counts(answer, JULY, "left") == {"covered": ("xx-b",), "undecided": ("xx-a",)}
    assert share(answer, JULY, "left") == 1
    assert counts(answer, JULY, "right") == {"covered": ("yy-a", "yy-b")}
    assert answer.since("left", "xx-a") == Open("left", "xx-a", JANUARY, None, at_least=False)


def test_a_judgement_that_changes_nothing_leaves_the_difference_certain() -> None:
    answer = asked(
        said("xx-a", ("width > 1", JANUARY, None)), said("yy-a", (["width > 2", "meant_for_war"], JANUARY, None))
    )
    assert counts(answer, JULY, "left") == {"partly": ("xx-a",)}


def test_a_text_not_at_hand_is_undecided_and_so_is_what_it_may_cover() -> None:
    answer = asked(
        said("xx-a", ("fast", JANUARY, None)),
        said("yy-a", ("not at hand", JANUARY, MARCH), state="not at hand"),
        said("yy-b", ("fast", MARCH, None)),
    )
    assert counts(answer, JANUARY, "left") == {"undecided": ("xx-a",)}
    assert counts(answer, JANUARY, "right") == {"undecided": ("yy-a",)}
    assert share(answer, JANUARY, "left") is None
    assert share(answer, MARCH, "left") == 1


def test_before_the_oldest_text_at_hand_silence_covers_nothing_and_denies_nothing() -> None:
    oldest = said("yy-a", ("fast", MARCH, None), unverified=("since",))
    answer = asked(said("xx-a", ("fast", JANUARY, None)), oldest)
    assert counts(answer, JANUARY, "left") == {"undecided": ("xx-a",)}
    assert counts(answer, MARCH, "left") == {"covered": ("xx-a",)}


def test_a_share_of_nothing_is_unknown() -> None:
    assert share(asked(*WIDENED), date(2023, 6, 1), "left") is None
    nothing = Covered("left", None, {"covered": (), "partly": (), "not": (), "undecided": ("xx-a",)})
    assert (nothing.covered, nothing.decided, nothing.share) == (0, 0, None)


def test_a_day_from_which_to_show_leaves_the_walk_back_whole() -> None:
    answer = asked(*WIDENED, since=MAY)
    assert [each.day for each in answer.days] == [MAY, JULY]
    assert answer.open == (Open("right", "yy-a", MARCH, MARCH, at_least=False),)


def test_before_both_regimes_are_modelled_there_is_no_day() -> None:
    answer = asked(*WIDENED, as_of=date(2022, 6, 1))
    assert (answer.days, answer.open) == ((), ())


def test_a_version_published_later_is_not_used() -> None:
    late = said("yy-a", ("wavelength < 193 nm", JANUARY, MARCH), ("wavelength < 300 nm", MARCH, None))
    late = replace(late, versions=(late.versions[0], replace(late.versions[1], public=MAY)))
    answer = asked(WIDENED[0], late, as_of=date(2024, 4, 1), known_on=date(2024, 4, 1))
    assert counts(answer, date(2024, 4, 1), "left") == {"partly": ("xx-a",)}


def test_the_other_way_around_the_shares_change_sides() -> None:
    rules = regimes(*WIDENED)
    there, back = alignment(rules, "xx", "yy", JULY), alignment(rules, "yy", "xx", JULY)
    for one, other in zip(there.days, back.days, strict=True):
        for by, swapped in (("left", "right"), ("right", "left")):
            mine, theirs = one.covered.of(by), other.covered.of(swapped)  # type: ignore[arg-type]
            assert (mine and mine.ids) == (theirs and theirs.ids)


def test_with_places_the_days_of_sets_of_places_count_as_well() -> None:
    rules = regimes(*WIDENED)
    both = tuple(rules.regimes.values())
    assert date(2024, 3, 15) in change_days(rules, both, JANUARY, JULY, {"destination": "NI"})
    assert date(2024, 3, 15) not in change_days(rules, both, JANUARY, JULY, {})


def test_since_the_last_update_the_shares_have_moved() -> None:
    moved = moved_shares(regimes(*WIDENED), "xx", "yy", date(2024, 2, 1), JULY)
    shares = [(each.before and each.before.share, each.now and each.now.share) for each in moved]
    assert shares == [(Fraction(0), Fraction(1)), (Fraction(1), Fraction(0))]


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        ({"covered"}, "covered"),
        ({"covered", "not"}, "partly"),
        ({"partly", "undecided"}, "partly"),
        ({"not", "undecided"}, "not"),
        ({"covered", "undecided"}, "undecided"),
    ],
)
def test_what_is_free_for_some_goods_is_not_covered(covers: set[Any], expected: str) -> None:
    assert together(covers) == expected


@pytest.fixture(scope="module")
def lithography() -> AlignmentAnswer:
    return alignment(built_in(), "us", "jp", date(2026, 2, 14), topics=("lithography",))


def test_japan_reached_further_than_america_until_its_bound_on_overlay(lithography: AlignmentAnswer) -> None:
    # Item 17 wo had no bound on overlay in the text of 2023-07-23; that of 2024-09-08 added 2.4 nm, as 3B001.f.1.b had.
    assert "jp-6.17.ヲ" in counts(lithography, date(2023, 7, 23), "right")["partly"]
    assert "jp-6.17.ヲ" in counts(lithography, date(2024, 9, 8), "right")["covered"]


def test_japan_caught_up_on_imprint_lithography_in_may_2025(lithography: AlignmentAnswer) -> None:
    # 3B001.f.5 and 3B993.f.2 of 2024-12-02 have their counterpart, item 17 te, since 2025-05-28.
    caught_up = {"us-3B001.f.5", "us-3B993.f.2"}
    assert not caught_up & set(counts(lithography, date(2024, 12, 2), "left").get("covered", ()))
    assert caught_up <= set(counts(lithography, date(2025, 5, 28), "left")["covered"])


def test_exactly_one_and_a_half_nanometers_has_been_open_since_japan_listed_imprint(
    lithography: AlignmentAnswer,
) -> None:
    # 3B001.f.5 asks for less than 1.5 nm and 3B993.f.2 for more than 1.5 nm; item 17 te for 4.0 nm or less.
    day = date(2025, 5, 28)
    assert lithography.since("right", "jp-6.17.テ") == Open("right", "jp-6.17.テ", day, day, at_least=False)
