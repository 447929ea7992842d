"""What cannot be asked is refused in one clear line each, everything at once."""

from __future__ import annotations

import pytest

from renkei.supply.stopping.chain import BadChain, Chain, Link
from renkei.supply.stopping.cuts import BadCut, Cut
from renkei.supply.stopping.losses import stopped
from renkei.supply.stopping.parameters import BadParameter, Parameters
from renkei.supply.stopping.ranges import Range, exactly
from renkei.supply.stopping.steadiness import warnings

ORE = Chain(("ore", "chip"), {"ore": {"CN": exactly(60), "JP": exactly(40)}}, (Link("chip", "ore"),))


def test_every_fault_of_a_chain_is_told_at_once() -> None:
    with pytest.raises(BadChain) as caught:
        Chain(
            ("ore", "ore", "chip"),
            {"ore": {"CN": exactly(130)}, "chip": {"CN": exactly(60), "JP": exactly(50)}, "sand": {"US": Range(-1, 2)}},
            (Link("chip", "dust"), Link("chip", "ore"), Link("chip", "ore")),
        )
    told = caught.value.lines()
    assert len(told) == 7
    assert all(line.startswith("bad-chain: ") and "; " in line for line in told)
    parts = ("stands twice", "130 percent", "add up to 110", "no good of the chain", "-1 to 2", "`dust`", "twice")
    assert all(any(part in line for line in told) for part in parts)


def test_a_circle_is_named() -> None:
    with pytest.raises(BadChain, match=r"circle: `a` > `b` > `a`|circle: `b` > `a` > `b`"):
        Chain(("a", "b"), {}, (Link("a", "b"), Link("b", "a")))


def test_a_circle_by_way_of_a_substitute_is_one() -> None:
    with pytest.raises(BadChain, match="circle"):
        Chain(("a", "b", "c"), {}, (Link("a", "b", "yes", ("c",)), Link("c", "a")))


def test_shares_rounded_up_are_taken_as_the_whole() -> None:
    chain = Chain(("ore",), {"ore": {"CN": exactly(61), "JP": exactly(41)}})
    assert stopped(chain, [Cut("CN", "ore")], Parameters(days=exactly(102))).of("ore").lost.low == pytest.approx(61)


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        (lambda: Cut("CN", share=exactly(101.0)), "101 to 101 percent"),
        (lambda: Cut("CN", share=Range(-1.0, 5.0)), "-1 to 5 percent"),
        (lambda: Cut("CN", share=exactly(float("nan"))), "nan"),
        (lambda: Cut("CN", to="CN"), "cut off from itself"),
        (lambda: stopped(ORE, [], Parameters()), "nothing is cut"),
        (lambda: stopped(ORE, [Cut("CN", "sand")], Parameters()), "`sand`"),
    ],
)
def test_a_cut_that_is_none_is_refused(cut, told) -> None:
    with pytest.raises(BadCut, match=told):
        cut()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"days": exactly(0.0)}, "`days` cannot be 0"),
        ({"days": exactly(1.5)}, "whole days"),
        ({"days": exactly(4000.0)}, "give 1 to 3650"),
        ({"stocks": exactly(-1.0)}, "`stocks` cannot be -1"),
        ({"stocks": Range(30.0, 20.0)}, "smaller number first"),
        ({"reexport": exactly(101.0)}, "give 0 to 100"),
        ({"substitutes": exactly(float("inf"))}, "`substitutes` cannot be inf"),
        ({"extra": exactly(float("nan"))}, "`extra` cannot be nan"),
        ({"life": exactly(0.0)}, "give 1 or more"),
    ],
)
def test_a_parameter_outside_of_its_bounds_is_refused(values, told) -> None:
    with pytest.raises(BadParameter) as caught:
        Parameters(**values)
    assert told in caught.value.line()


def test_stocks_nearly_as_long_as_the_cut_are_warned_of() -> None:
    """100 days at 60 % draw 60 days of stocks: with 55 of them five are lost, with 55 x 0.9 twice as much."""
    given = Parameters(days=exactly(100.0), stocks=exactly(55.0))
    cuts = [Cut("CN", "ore")]
    told = warnings(ORE, cuts, given, stopped(ORE, cuts, given))
    names = {each.unsteady.parameter for each in told if each.unsteady}
    assert names == {"stocks", "days"}
    stocks = next(each.unsteady for each in told if each.unsteady and each.unsteady.parameter == "stocks")
    assert stocks.lost == (pytest.approx(5.0), pytest.approx(10.5))


def test_without_stocks_nothing_is_unsteady() -> None:
    cuts = [Cut("CN", "ore")]
    assert not warnings(ORE, cuts, Parameters(), stopped(ORE, cuts, Parameters()))


def test_help_that_comes_after_the_cut_is_warned_of() -> None:
    given = Parameters(days=exactly(30.0), extra=exactly(20.0), ramp=exactly(90.0))
    cuts = [Cut("CN", "ore")]
    assert "slow_ramp" in {each.code for each in warnings(ORE, cuts, given, stopped(ORE, cuts, given))}
