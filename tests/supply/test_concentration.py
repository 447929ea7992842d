"""Shares and the index against figures that publications print, sums done by hand, and every filling of what is not told."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.supply.concentration import Interval, band, concentration
from renkei.supply.figures import OTHER
from supply.figures_by_hand import figures


def test_two_places_with_the_whole_have_an_exact_index() -> None:
    """Chips below 10 nm in 2022 as SIA and BCG give them in May 2024: 69 and 31 percent; 69² + 31² = 5,722."""
    found = concentration(figures("%", complete=True, TW="69", KR="31"))
    assert found.hhi == Interval(Decimal(5722), Decimal(5722))
    assert found.hhi_told == 5722
    assert found.bands == ("high",)


def test_places_not_named_may_be_countless_or_one() -> None:
    """The same for 2019, in their report of 2021: 92 percent and others 8; 92² = 8,464, and 8² more at most."""
    found = concentration(figures("%", TW="92", other="8"))
    assert found.hhi == Interval(Decimal(8464), Decimal(8528))


def test_what_is_missing_to_the_whole_is_elsewhere() -> None:
    found = concentration(figures("%", TW="92"))
    assert found.hhi == Interval(Decimal(8464), Decimal(8528))
    assert found.of({"KR"}) == Interval(Decimal(0), Decimal(8))
    assert found.of({"TW"}) == Interval(Decimal(92), Decimal(92))


def test_a_withheld_amount_is_unknown_and_not_nothing() -> None:
    """With shares 86 and 14 of what is told, h = 0.7592; one free amount lowers it at most to h / (1 + h)."""
    found = concentration(figures(CN="86", JP="14", US="withheld"))
    h = Decimal("0.7592")
    assert found.hhi_told == 7592
    assert found.hhi.low == pytest.approx(10_000 * h / (1 + h), abs=Decimal("1e-6"))
    assert found.hhi.high == 10_000
    assert found.untold == ("US",)
    between = {each.place: each.between for each in found.shares}
    assert between["CN"] == Interval(Decimal(0), Decimal(86))
    assert between["US"] == Interval(Decimal(0), Decimal(100))


def test_a_bound_is_not_taken_for_the_amount() -> None:
    found = concentration(figures("%", JP=">90", KR="made"))
    between = {each.place: each.between for each in found.shares}
    assert between["JP"] == Interval(Decimal(90), Decimal(100))
    assert between["KR"] == Interval(Decimal(0), Decimal(10))


def test_joint_figures_count_for_a_place_only_in_part() -> None:
    found = concentration(figures(US_CA="30", CN="70"))
    assert found.of({"US"}) == Interval(Decimal(0), Decimal(30))
    assert found.of({"US", "CA"}) == Interval(Decimal(30), Decimal(30))


def test_places_not_named_may_belong_to_allies() -> None:
    found = concentration(figures(CN="60", JP="30", other="10"))
    assert found.of({"JP", "KR"}) == Interval(Decimal(30), Decimal(40))
    assert found.told_of({"JP", "KR"}) == 30


def test_the_largest_comes_first_and_others_last() -> None:
    found = concentration(figures(JP="30", other="50", CN="20", US="unknown"))
    assert [each.place for each in found.shares] == ["JP", "CN", "US", OTHER]
    assert found.first(2) == 50


def test_a_table_of_nothing_has_no_leader() -> None:
    found = concentration(figures(JP="0", CN="0"))
    assert found.top is None
    assert found.hhi_told is None


@pytest.mark.parametrize(
    ("hhi", "name"),
    [("1499.9", "competitive"), ("1500", "moderate"), ("2500", "moderate"), ("2500.1", "high")],
)
def test_bands_begin_where_the_guidelines_say(hhi: str, name: str) -> None:
    assert band(Decimal(hhi)) == name


numbers = st.integers(0, 20)
amounts = st.one_of(
    numbers.map(str),
    st.tuples(numbers, numbers).map(lambda pair: f"{min(pair)}-{max(pair)}"),
    numbers.map("<{}".format),
)
tables = st.dictionaries(st.sampled_from(["CN", "JP", "US", "KR"]), amounts, min_size=1)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_no_filling_of_what_is_not_told_leaves_the_interval(table: dict[str, str]) -> None:
    given_figures = figures(**table)
    found = concentration(given_figures)
    choices = [range(int(row.amount.low), int(row.amount.high or 0) + 1) for row in given_figures.rows]
    places = [row.place for row in given_figures.rows]
    for filled in product(
        *(choice if len(choice) < 4 else (choice[0], choice[len(choice) // 2], choice[-1]) for choice in choices)
    ):
        total = sum(filled)
        if not total:
            continue
        index = sum(Decimal(each) ** 2 for each in filled) * 10_000 / total**2
        assert found.hhi.low - Decimal("1e-9") <= index <= found.hhi.high + Decimal("1e-9")
        for place, each in zip(places, filled, strict=True):
            share = Decimal(100 * each) / total
            between = next(one.between for one in found.shares if one.place == place)
            assert between.low - Decimal("1e-9") <= share <= between.high + Decimal("1e-9")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 1000), min_size=2, max_size=8), st.integers(1, 10**6))
def test_the_index_does_not_depend_on_the_unit(values: list[int], factor: int) -> None:
    places = ("CN", "JP", "US", "KR", "DE", "FR", "GB", "AU")
    small = concentration(figures(**dict(zip(places, map(str, values), strict=False))))
    large = concentration(figures(**dict(zip(places, (str(each * factor) for each in values), strict=False))))
    assert small.hhi_told is not None
    assert small.hhi_told == pytest.approx(large.hhi_told, rel=Decimal("1e-20"))
    assert Decimal(10_000) / len(values) - Decimal("1e-9") <= small.hhi_told <= 10_000


@settings(max_examples=40, deadline=None)
@given(tables)
def test_complementary_places_share_the_whole(table: dict[str, str]) -> None:
    found = concentration(figures(**table))
    if not any(each.figure.amount.high for each in found.shares):
        return
    some = {each.place for each in found.shares[::2]}
    rest = {each.place for each in found.shares} - some
    if not any(each.figure.amount.low for each in found.shares):
        return
    assert found.of(some).low + found.of(rest).high == pytest.approx(Decimal(100), abs=Decimal("1e-9"))
