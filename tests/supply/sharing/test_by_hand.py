"""Small cases worked out with pencil and paper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from renkei.supply.sharing.case import Case
from renkei.supply.sharing.rules import RULES, Rule
from renkei.supply.sharing.sharing import Shared, share
from supply.sharing.made_up_cases import capacity, case, closed, need, pledge, stock


def shared(of: Case, rule: Rule) -> Shared:
    (found,) = share(of, [rule])
    assert found.proved
    return found


def given(of: Case, rule: Rule) -> dict[tuple[str, int], float]:
    return {(each.need.place, each.need.month): float(each.given) for each in shared(of, rule).given}


@pytest.mark.parametrize("rule", RULES)
def test_where_there_is_enough_everybody_gets_what_they_ask(rule: Rule) -> None:
    of = case(need("A", 0, "5"), need("B", 1, "7", order=2), stock("C", "12"))
    assert given(of, rule) == {("A", 0): 5, ("B", 1): 7}


@pytest.mark.parametrize("rule", RULES)
def test_where_nobody_has_anything_nobody_gets_anything(rule: Rule) -> None:
    of = case(need("A", 0, "5"), need("B", 1, "7"))
    assert given(of, rule) == {("A", 0): 0, ("B", 1): 0}


def test_proportional_gives_everybody_the_same_part() -> None:
    # 30 for 20 + 40: one half each.
    of = case(need("A", 0, "20"), need("B", 0, "40"), stock("C", "30"))
    assert given(of, "proportional") == {("A", 0): 10, ("B", 0): 20}


def test_a_stock_is_spread_over_the_months_and_what_comes_late_helps_only_later() -> None:
    # 10 in stock for the first month's 20: one half. 30 more come for the second month's 40: three quarters.
    of = case(need("A", 0, "20"), need("A", 1, "40"), stock("B", "10"), capacity("B", 1, "30"))
    assert given(of, "proportional") == given(of, "max-min") == {("A", 0): 10, ("A", 1): 30}


def test_a_stock_is_kept_for_a_month_in_which_more_is_missing() -> None:
    # 30 in stock for 20 and 40: one half each month, not all of it at once.
    of = case(need("A", 0, "20"), need("A", 1, "40"), stock("B", "30"))
    assert given(of, "max-min") == {("A", 0): 10, ("A", 1): 20}


def test_priority_serves_the_first_class_before_the_second() -> None:
    of = case(need("A", 0, "20", order=2), need("B", 0, "20", order=1), need("C", 0, "10", order=2), stock("D", "26"))
    # 20 to the first class; 6 for the 30 of the second: one fifth each.
    assert given(of, "priority") == {("A", 0): 4, ("B", 0): 20, ("C", 0): 2}


def test_a_minimum_of_a_later_class_is_kept_before_the_first_class_is_served() -> None:
    of = case(need("A", 0, "20", least="8", order=2), need("B", 0, "20", order=1), stock("C", "20"))
    assert given(of, "priority") == {("A", 0): 8, ("B", 0): 12}


def test_max_min_goes_on_after_the_first_level() -> None:
    # B can be reached by nobody but D, who has 2: one tenth. A and C share the 18 of E: 6 of 12 and 12 of 24.
    of = case(
        need("A", 0, "12"), need("B", 0, "20"), need("C", 0, "24"), stock("D", "2"), stock("E", "18"), closed("E", "B")
    )  # fmt: skip
    found = shared(of, "max-min")
    assert {each.need.place: each.given for each in found.given} == {"A": 6, "B": 2, "C": 12}
    assert found.measures.worst == pytest.approx(0.1)


def test_proportional_holds_everybody_to_the_place_that_can_get_least() -> None:
    of = case(
        need("A", 0, "12"), need("B", 0, "20"), need("C", 0, "24"), stock("D", "2"), stock("E", "18"), closed("E", "B")
    )  # fmt: skip
    # B can have 2 of 20 at most; the same tenth for A and C, although 16.4 stay unused.
    assert given(of, "proportional") == {("A", 0): 1.2, ("B", 0): 2, ("C", 0): 2.4}


def test_a_place_that_nobody_can_give_anything_does_not_hold_the_others_back() -> None:
    of = case(need("A", 0, "12"), need("B", 0, "20"), stock("E", "6"), closed("E", "B"))
    assert given(of, "proportional") == {("A", 0): 6, ("B", 0): 0}


def test_least_harm_serves_the_need_whose_lack_does_most_harm_per_unit() -> None:
    # Missing quarters of A weigh 3, 6, 9, 12 a unit, those of B 1, 2, 3, 4. With 10: A's quarters of 2 each come at
    # 12, 9, 6, then B's at 4, so that A gets 6 and B the first 4 (its quarters are 4 wide).
    of = case(need("A", 0, "8", harm="3"), need("B", 0, "16", harm="1"), stock("C", "10"))
    found = shared(of, "least-harm")
    assert [each.given for each in found.given] == [6, 4]
    # A misses its first quarter, 2 units at 3. B misses three: 4 units each at 1, 2 and 3.
    assert found.measures.harm == pytest.approx(2 * 3 + 4 * (1 + 2 + 3))


def test_among_sharings_with_the_same_harm_the_fairest_is_taken() -> None:
    # All weigh the same, and the whole shortage falls into the first quarter of each: any split does the same harm.
    of = case(need("A", 0, "40"), need("B", 0, "40"), stock("C", "70"))
    assert given(of, "least-harm") == {("A", 0): 35, ("B", 0): 35}


def test_what_is_kept_is_never_given() -> None:
    of = case(need("A", 0, "20"), stock("B", "30", keep="18"))
    assert given(of, "max-min") == {("A", 0): 12}


def test_a_pledge_is_kept_and_the_rest_goes_where_it_is_fair() -> None:
    # D promised A 15 of 20; 5 are left for B's 10 and C's 10: a quarter each, while A stands at three quarters.
    of = case(need("A", 0, "20"), need("B", 0, "10"), need("C", 0, "10"), stock("D", "20"), pledge("D", "A", 0, "15"))
    assert given(of, "max-min") == {("A", 0): 15, ("B", 0): 2.5, ("C", 0): 2.5}


def test_what_is_pledged_for_later_is_not_given_away_before() -> None:
    of = case(need("A", 0, "20"), need("B", 1, "20"), stock("D", "20"), pledge("D", "B", 1, "20"))
    assert given(of, "max-min") == {("A", 0): 0, ("B", 1): 20}


def test_a_third_is_given_down_to_a_millionth_of_the_last_digit_and_never_more_than_there_is() -> None:
    of = case(need("A", 0, "1"), need("B", 0, "1"), need("C", 0, "1"), stock("D", "1"))
    found = shared(of, "max-min")
    assert {each.given for each in found.given} == {Decimal("0.333333")}
    assert sum(each.amount for each in found.deliveries) <= 1


def test_a_place_serves_its_own_need_before_anybody_elses() -> None:
    of = case(need("A", 0, "10"), need("B", 0, "10"), stock("A", "10"), stock("B", "10"))
    assert {(each.giver, each.to) for each in shared(of, "max-min").deliveries} == {("A", "A"), ("B", "B")}


def test_a_place_keeps_for_its_own_later_need_what_others_can_have_from_elsewhere() -> None:
    of = case(need("A", 1, "10"), need("B", 0, "10"), stock("A", "10"), stock("C", "10"))
    assert {(each.giver, each.to) for each in shared(of, "max-min").deliveries} == {("A", "A"), ("C", "B")}


def test_a_place_gives_now_and_is_given_later_where_that_is_the_only_way() -> None:
    of = case(need("A", 1, "10"), need("B", 0, "10"), stock("A", "10"), capacity("C", 1, "10"))
    sent = {(each.giver, each.to, each.month) for each in shared(of, "max-min").deliveries}
    assert sent == {("A", "B", 0), ("C", "A", 1)}


def test_goods_do_not_stand_in_for_each_other() -> None:
    of = case(need("A", 0, "10"), need("A", 0, "10", good="valve"), stock("B", "10"))
    assert [float(each.given) for each in shared(of, "max-min").given] == [10, 0]


# What one more unit brings


def test_the_price_of_a_stock_is_the_part_of_the_need_that_a_unit_covers() -> None:
    of = case(need("A", 0, "20"), need("B", 0, "30"), stock("C", "10"))
    (price,) = shared(of, "max-min").prices
    assert (price.kind, price.places, price.price, price.claims) == ("supply", ("C",), Fraction(1, 50), 2)


def test_the_price_of_a_stock_under_least_harm_is_the_harm_of_the_next_unit() -> None:
    of = case(need("A", 0, "8", harm="3"), need("B", 0, "16", harm="1"), stock("C", "9"))
    (price,) = shared(of, "least-harm").prices
    assert price.price == 4  # B's last quarter, which is filled next


def test_a_closed_way_has_the_price_of_what_is_wanted_behind_it() -> None:
    of = case(need("A", 0, "10"), need("B", 0, "10"), stock("C", "10"), stock("D", "10"), closed("D", "A"), closed("C", "B"), closed("D", "B"))  # fmt: skip
    found = {(each.kind, each.places, each.to): each.price for each in shared(of, "max-min").prices}
    # Nobody can give B anything; D has 10 that nobody can be given, and each of its units would cover a tenth of B.
    assert found["closed", ("D",), "B"] == Fraction(1, 10)


def test_a_minimum_and_a_pledge_that_cost_others_have_a_price() -> None:
    of = case(
        need("A", 0, "10", least="8"), need("B", 0, "10"), need("C", 0, "10"), stock("D", "16"), pledge("D", "B", 0, "6")
    )  # fmt: skip
    found = {each.kind: each for each in shared(of, "max-min").prices}
    assert found["minimum"].places == ("A",)
    assert found["pledge"].to == "B"
    assert {found[kind].price for kind in ("minimum", "pledge", "supply")} == {Fraction(1, 10)}  # all for C alone


def test_what_a_place_keeps_has_the_price_of_its_stock() -> None:
    of = case(need("A", 0, "20"), need("B", 1, "30"), stock("C", "10", keep="4"))
    found = {each.kind: each for each in shared(of, "max-min").prices}
    assert found["keep"].price == found["supply"].price == Fraction(1, 50)
    assert found["keep"].places == ("C",)


def test_what_is_not_scarce_has_no_price() -> None:
    assert shared(case(need("A", 0, "10"), stock("B", "11")), "least-harm").prices == ()
