"""Promises that cannot be kept together are named, and none too many."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from renkei.supply.sharing.case import Case
from renkei.supply.sharing.fine import by_good, network
from renkei.supply.sharing.promises import Promise, conflict, told
from renkei.supply.sharing.sharing import CannotKeep, share
from supply.sharing.made_up_cases import at_random, capacity, case, closed, need, pledge, stock

second = pytest.importorskip("supply.sharing.second_solver", reason="OR-Tools is not installed", exc_type=ImportError)


def broken(of: Case) -> tuple[Promise, ...]:
    (good,) = by_good(of)
    found = conflict(network(good))
    assert found is not None
    return found.promises


def with_only(of: Case, promises: tuple[Promise, ...]) -> Case:
    """The case without any other promise."""
    return replace(
        of,
        needs=tuple(e if e in promises else replace(e, least=Decimal(0)) for e in of.needs),
        stocks=tuple(e if e in promises else replace(e, keep=Decimal(0)) for e in of.stocks),
        pledges=tuple(e for e in of.pledges if e in promises),
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_promises_named_cannot_be_kept_and_without_any_one_of_them_the_others_can(seed: int) -> None:
    of = at_random(seed, kept=False)
    if second.possible(of):
        return
    promises = broken(of)
    assert not second.possible(with_only(of, promises))
    for each in promises:
        assert second.possible(with_only(of, tuple(other for other in promises if other is not each)))


def test_a_promise_that_has_nothing_to_do_with_it_is_not_named() -> None:
    a, b, c = need("A", 0, "10", least="6"), need("B", 0, "10", least="6"), need("C", 1, "10", least="1")
    of = case(a, b, c, stock("D", "11"), capacity("E", 1, "5"))
    assert set(broken(of)) == {a, b}


def test_minimums_that_are_too_much_are_told_with_the_sum() -> None:
    of = case(need("A", 0, "10", least="6"), need("B", 0, "10", least="6"), stock("D", "13", keep="2"))
    (good,) = by_good(of)
    found = conflict(network(good))
    assert found is not None
    first, *rest = told(found, of)
    assert "12 t is guaranteed beyond pledges, and by 2027-01 `D` can give 11 t" in first
    assert sorted(line.split(": ", 1)[1] for line in rest) == [
        "`A` is guaranteed 6 t in 2027-01",
        "`B` is guaranteed 6 t in 2027-01",
        "`D` keeps 2 t of its 13 t",
    ]


def test_a_pledge_above_the_need_is_told() -> None:
    of = case(need("A", 0, "10"), stock("D", "30"), pledge("D", "A", 0, "11"))
    with pytest.raises(CannotKeep) as error:
        share(of, ["max-min"])
    assert "`A` asks for 10 t in 2027-01 and is pledged 11 t" in error.value.lines()[0]


def test_a_place_that_pledges_more_than_it_has_by_then_is_told() -> None:
    of = case(need("A", 0, "10"), need("B", 1, "10"), capacity("D", 1, "30"), pledge("D", "A", 0, "4"))
    with pytest.raises(CannotKeep) as error:
        share(of, ["max-min"])
    assert "`D` pledged 4 t by 2027-01 and has 0 t" in error.value.lines()[0]


def test_a_minimum_behind_closed_ways_is_told() -> None:
    of = case(need("A", 0, "10", least="1"), stock("D", "30"), closed("D", "A"))
    with pytest.raises(CannotKeep) as error:
        share(of, ["max-min"])
    assert "nobody can give anything" in error.value.lines()[0]


def test_every_good_with_such_promises_is_told() -> None:
    of = case(need("A", 0, "10", least="1"), need("A", 0, "10", least="1", good="valve"))
    with pytest.raises(CannotKeep) as error:
        share(of, ["max-min"])
    assert [each.good for each in error.value.conflicts] == ["resin", "valve"]
