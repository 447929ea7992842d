"""The proof does not believe what it is shown."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from renkei.supply.sharing.cuts import Cut
from renkei.supply.sharing.delivering import Grain, deliveries
from renkei.supply.sharing.fine import Network, by_good, network
from renkei.supply.sharing.proving import Proof, Rows, proof
from renkei.supply.sharing.rules import RULES, Outcome, Rule, outcome, whole
from supply.sharing.made_up_cases import case, closed, need, pledge, stock

OF = case(
    need("A", 0, "20"), need("B", 0, "10", least="3", order=2), need("C", 0, "10", order=3),
    stock("D", "22", keep="2"), pledge("D", "A", 0, "4"), stock("E", "3"), closed("E", "A"),
)  # fmt: skip


def found(rule: Rule) -> tuple[Network, Outcome, tuple[int, ...], list[Grain]]:
    (good,) = by_good(OF)
    of = network(good)
    outcome_ = outcome(of, rule)
    given = whole(outcome_.given)
    assert outcome_.flow is not None
    return of, outcome_, given, deliveries(of, given, outcome_.flow)


def proved(outcome_: Outcome, given: tuple[int, ...], sent: list[Grain]) -> Proof:
    return proof(Rows(outcome_.network.supplied), outcome_, given, sent)


@pytest.mark.parametrize("rule", RULES)
def test_a_right_answer_is_proved(rule: Rule) -> None:
    _, right, given, sent = found(rule)
    assert proved(right, given, sent).kept
    assert proved(right, given, sent).optimal


@pytest.mark.parametrize("rule", RULES)
def test_a_little_less_for_everybody_is_not_proved(rule: Rule) -> None:
    of, right, _, _ = found(rule)
    less = tuple(
        max(Fraction(low), each * Fraction(999, 1000)) for each, low in zip(right.given, of.least, strict=True)
    )
    levels = tuple(replace(each, share=each.share * Fraction(999, 1000)) for each in right.levels)
    wrong = replace(right, given=less, levels=levels)
    shown = proved(wrong, whole(less), [])
    assert not shown.optimal


@pytest.mark.parametrize("rule", RULES)
def test_a_unit_moved_from_the_poor_to_the_rich_is_not_proved(rule: Rule) -> None:
    of, right, _, _ = found(rule)
    unit = of.supplied.grain
    order = sorted(range(len(right.given)), key=lambda claim: right.given[claim] / of.asked[claim])
    moved = list(right.given)
    moved[order[-1]] += unit
    moved[order[0]] -= min(Fraction(unit), moved[order[0]])
    shown = proved(replace(right, given=tuple(moved)), whole(moved), [])
    assert not (shown.kept and shown.optimal)


def test_a_cut_that_leaves_out_a_giver_proves_nothing() -> None:
    _, right, given, sent = found("max-min")
    cut = Cut(tuple(-1 for _ in right.network.hubs))
    wrong = replace(right, levels=tuple(replace(each, cut=cut) for each in right.levels))
    assert not proved(wrong, given, sent).optimal


def test_deliveries_that_leave_out_a_pledge_are_not_possible() -> None:
    _, right, given, sent = found("max-min")
    assert not proved(right, given, [each for each in sent if not each.pledged]).kept


def test_deliveries_on_a_closed_way_are_not_possible() -> None:
    of, right, given, sent = found("max-min")
    closed_giver = of.givers.index("E")
    wrong = [replace(each, giver=closed_giver) if each.claim == 0 and not each.pledged else each for each in sent]
    assert wrong != sent
    assert not proved(right, given, wrong).kept


def test_deliveries_of_more_than_there_is_are_not_possible() -> None:
    of, right, given, sent = found("max-min")
    poor = of.givers.index("E")
    wrong = [replace(each, giver=poor) if each.claim != 0 else each for each in sent]
    assert not proved(right, given, wrong).kept


def test_the_bound_is_a_sum_that_can_be_repeated_by_hand() -> None:
    # D has 20 beyond what it keeps, E has 3; 23 for 40 asked.
    _, right, given, sent = found("max-min")
    (bound,) = proved(right, given, sent).bounds
    assert bound.room == bound.stands == 23
    assert bound.share == Fraction(23, 40)
    assert {at.place for at in bound.cut} == {"D", "E"}
