"""Cases small enough to be worked out on paper."""

from __future__ import annotations

import pytest

from renkei.supply.stopping.chain import Chain, Link
from renkei.supply.stopping.cuts import Cut
from renkei.supply.stopping.losses import WORLD, stopped
from renkei.supply.stopping.parameters import Parameters
from renkei.supply.stopping.ranges import Range, exactly

THREE = Chain(
    ("ore", "metal", "chip"),
    {
        "ore": {"CN": exactly(60), "JP": exactly(40)},
        "metal": {"CN": exactly(50), "JP": exactly(50)},
        "chip": {"JP": exactly(100)},
    },
    (Link("metal", "ore"), Link("chip", "metal")),
)


def given(**values: float | Range) -> Parameters:
    return Parameters(**{n: v if isinstance(v, Range) else exactly(float(v)) for n, v in values.items()})


def test_three_goods_two_places_and_stocks_of_four_days() -> None:
    """14 days without the 60 % that China makes, four days of stocks with every buyer.

    Ore: 0.4 a day instead of 1, so 14 x 0.6 = 8.4 days are lost from the first day on. Makers of metal draw 0.6 a day
    from 4: 3.6 by day 6; on day 7 they have 0.4 + 0.4 = 0.8, from day 8 on 0.4: lost 0.2 + 7 x 0.6 = 4.4. Makers of
    chips draw 0.2 on day 7, then 0.6 a day: 3.8 by day 13 (0.2 + 6 x 0.6); on day 14 they have 0.2 + 0.4 = 0.6: lost 0.4.
    """
    found = stopped(THREE, [Cut("CN", "ore")], given(days=14, stocks=4))
    expected = {"ore": (8.4, 1, 60.0), "metal": (4.4, 7, 60.0), "chip": (0.4, 14, 40.0)}
    for good, (lost, first, worst) in expected.items():
        loss = found.of(good)
        assert loss is not None
        assert (loss.lost.low, loss.lost.high) == (pytest.approx(lost), pytest.approx(lost))
        assert loss.worst.high == pytest.approx(worst)
        assert (loss.first, loss.back) == ((first, first), (15, 15))
    assert found.of("ore", "JP") is None
    assert found.of("ore", "CN").lost.high == pytest.approx(14)
    assert found.of("metal", "JP").of_world.high == pytest.approx(2.2)


def test_a_link_that_is_cut_hurts_its_buyer_alone() -> None:
    """Japan gets the 40 % it makes itself; a fifth of the rest comes by way of third places: 0.4 + 0.6 x 0.2 = 0.52."""
    found = stopped(THREE, [Cut("CN", "ore", to="JP")], given(days=10, reexport=20))
    assert found.of("ore") is None
    assert found.of("ore", "JP", "used").worst.high == pytest.approx(48)
    assert found.of("metal", "JP").lost.high == pytest.approx(4.8)
    assert found.of("metal", "CN") is None
    assert found.of("metal").lost.high == pytest.approx(2.4)
    assert found.of("chip").lost.high == pytest.approx(2.4)


def test_exports_that_stop_leave_the_seller_supplied() -> None:
    found = stopped(THREE, [Cut("CN", "ore", to="*")], given(days=10))
    assert found.of("metal", "CN") is None
    assert found.of("metal", "JP").lost.high == pytest.approx(6)


def test_machines_that_do_not_come_let_what_is_installed_wear_out() -> None:
    """A hundredth wears out a day: on day d of the ten 0.01 x (d - 1) is missing, in all 0.45; then 0.1 for 40 days."""
    chain = Chain(("machine", "chip"), {"machine": {"NL": exactly(100)}}, (Link("chip", "machine", lasting=True),))
    found = stopped(chain, [Cut("NL")], given(days=10, life=100))
    assert found.days == 50
    assert found.of("chip").lost.high == pytest.approx(0.45 + 4.0)
    assert found.of("chip").back == (None, None)
    caught_up = stopped(chain, [Cut("NL")], given(days=10, life=100, extra=50, ramp=0))
    assert caught_up.of("chip").back == (31, 31)  # the tenth that is missing comes back at half a hundredth a day


def test_others_make_more_along_the_ramp() -> None:
    """Japan goes from 40 to 60 % in four days by 5 % of the world a day: 0.55 + 0.5 + 0.45 + 0.4 are lost, then 0.4."""
    found = stopped(THREE, [Cut("CN", "ore")], given(days=10, extra=50, ramp=4))
    assert found.of("ore").lost.high == pytest.approx(0.55 + 0.5 + 0.45 + 7 * 0.4)


def test_a_place_starts_again_in_even_steps() -> None:
    """After the ten days three quarters, a half and a quarter of the 60 % are still missing."""
    found = stopped(THREE, [Cut("CN", "ore")], given(days=10, restart=3))
    assert found.of("ore").lost.high == pytest.approx(6 + 0.6 * 1.5)
    assert found.of("ore").back == (14, 14)


def test_a_substitute_takes_over_its_part() -> None:
    chain = Chain(
        ("ore", "glass", "chip"),
        {"ore": {"CN": exactly(60), "JP": exactly(40)}},
        (Link("chip", "ore", "yes", ("glass",)),),
    )
    found = stopped(chain, [Cut("CN", "ore")], given(days=10, substitutes=25, ramp=0))
    assert found.of("chip").lost.high == pytest.approx(3.5)
    spared = stopped(chain, [Cut("CN", "ore")], given(days=10, substitutes=25, ramp=0, stocks=3.5))
    assert spared.of("chip") is None  # used from the first day on, so that the stock has to cover 0.35 a day alone


def test_doubt_about_a_link_makes_a_range() -> None:
    chain = Chain(("ore", "chip"), {"ore": THREE.shares["ore"]}, (Link("chip", "ore", "unknown"),))
    loss = stopped(chain, [Cut("CN", "ore")], given(days=10)).of("chip")
    assert (loss.lost.low, loss.lost.high, loss.surely) == (0, pytest.approx(6), False)


def test_doubt_about_shares_makes_a_range() -> None:
    chain = Chain(("ore",), {"ore": {"CN": Range(50, 90), "JP": Range(20, 40)}})
    loss = stopped(chain, [Cut("CN", "ore")], given(days=10)).of("ore")
    assert (loss.lost.low, loss.lost.high) == (pytest.approx(6), pytest.approx(8))  # Japan leaves 60 to 80


def test_a_place_nobody_names_may_have_what_the_unnamed_have() -> None:
    chain = Chain(("ore",), {"ore": {"CN": exactly(70), "other": exactly(30)}})
    loss = stopped(chain, [Cut("JP", "ore")], given(days=10)).of("ore")
    assert (loss.lost.low, loss.lost.high) == (0, pytest.approx(3))


def test_what_goes_in_but_is_dispensable_stops_nothing_and_is_told() -> None:
    chain = Chain(("ore", "chip"), {"ore": {"CN": exactly(60), "JP": exactly(40)}}, (Link("chip", "ore", "no"),))
    found = stopped(chain, [Cut("CN", "ore")], given(days=10))
    assert found.of("chip") is None
    assert found.dispensable == ("chip",)


def test_a_cut_of_a_whole_place_leaves_out_goods_whose_makers_nobody_tells() -> None:
    chain = Chain(("ore", "dust"), {"ore": {"CN": exactly(60), "JP": exactly(40)}})
    found = stopped(chain, [Cut("CN")], given(days=10))
    assert found.untold == ("dust",)
    assert found.of("dust") is None
    named = stopped(chain, [Cut("CN", "dust")], given(days=10))
    assert (named.of("dust").lost.low, named.of("dust").lost.high) == (0, 10)


def test_the_world_stands_before_its_places() -> None:
    found = stopped(THREE, [Cut("CN", "ore")], given(days=10))
    assert [each.place for each in found.losses if each.good == "ore"] == [WORLD, "CN", WORLD]
