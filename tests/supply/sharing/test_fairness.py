"""The measures, against figures worked out by hand or in closed form."""

from __future__ import annotations

from fractions import Fraction

import pytest

from renkei.supply.sharing.fairness import gini, jain, measures


def test_equal_shares_are_perfectly_fair_by_either_measure() -> None:
    assert jain([0.4] * 7) == pytest.approx(1)
    assert gini([0.4] * 7) == pytest.approx(0)


@pytest.mark.parametrize("n", [2, 5, 20])
def test_if_one_has_everything_jain_is_one_over_n_and_gini_one_less_that(n: int) -> None:
    assert jain([1.0] + [0.0] * (n - 1)) == pytest.approx(1 / n)
    assert gini([1.0] + [0.0] * (n - 1)) == pytest.approx(1 - 1 / n)


def test_gini_of_one_to_four_is_a_quarter() -> None:
    # Mean absolute difference of 1, 2, 3, 4 over all 16 pairs: 20 / 16; over twice the mean of 2.5: 0.25.
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)


def test_where_nobody_has_anything_all_are_alike() -> None:
    assert (jain([0.0, 0.0]), gini([0.0, 0.0])) == (1.0, 0.0)


def test_goods_of_any_size_count_alike_in_what_is_covered() -> None:
    found = measures([([1000, 1000], [Fraction(1000), Fraction(0)]), ([4], [Fraction(4)])], Fraction(3, 2))
    assert found.covered == pytest.approx((0.5 + 1) / 2)
    assert (found.worst, found.short, found.harm) == (0, 1, 1.5)
