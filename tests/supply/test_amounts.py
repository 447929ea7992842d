"""Amounts as publications print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.supply.amounts import Amount, read_amount


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("69", "69", "69"),
        ("99.3", "99.3", "99.3"),
        ("1,234,567", "1234567", "1234567"),
        ("0", "0", "0"),
        (">90", "90", None),
        (">= 90", "90", None),
        ("<1", "0", "1"),
        ("85-90", "85", "90"),
        ("85–90", "85", "90"),
    ],
)
def test_numbers_bounds_and_ranges_are_read(text: str, low: str, high: str | None) -> None:
    found = read_amount(text)
    assert (found.low, found.high) == (Decimal(low), None if high is None else Decimal(high))
    assert found.why is None


@pytest.mark.parametrize("why", ["withheld", "unknown", "made"])
def test_what_is_not_told_is_bounded_by_nothing(why: str) -> None:
    found = read_amount(why)
    assert (found.low, found.high, found.exact, found.why) == (0, None, None, why)


def test_a_number_the_source_calls_approximate_says_so() -> None:
    assert read_amount("~80").about
    assert not read_amount("80").about


@pytest.mark.parametrize("text", ["", "-3", "90-85", "1,23", "12 %", "many", "=1+1", ">85-90", "1e3", "NaN", "٣"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_amount(text)


@given(st.decimals(0, 10**9, places=3), st.none() | st.decimals(0, 10**6, places=2), st.booleans())
def test_an_amount_reads_as_it_was_written(low: Decimal, more: Decimal | None, about: bool) -> None:
    amount = Amount(low, None if more is None else low + more, about and more == 0)
    assert read_amount(amount.text) == amount
