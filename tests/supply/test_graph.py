"""What goes into a good, by which way, and where one place stands alone."""

from __future__ import annotations

from renkei.ground.texts import Text
from renkei.supply.concentration import concentration
from renkei.supply.graph import downstream, needs, single_points, upstream
from renkei.supply.rows import Good, Need, Needed
from supply.figures_by_hand import figures


def good(id_: str, *links: tuple[str, Needed], type_of: str | None = None) -> Good:
    made = [Need(good=name, role=Text(en="part"), essential=essential) for name, essential in links]
    return Good(id=id_, name=Text(en=id_), family="material", stage="materials", needs=made, type_of=type_of)


CHAIN = {
    each.id: each
    for each in (
        good("ore"),
        good("gas", ("ore", "yes")),
        good("film", ("gas", "unknown"), ("ore", "no")),
        good("chips", ("film", "yes"), ("gas", "yes")),
        good("small-chips", ("mask", "yes"), type_of="chips"),
        good("mask"),
        good("phones", ("small-chips", "yes")),
    )
}


def test_a_sort_needs_what_the_wider_good_needs() -> None:
    assert [each.good for each in needs(CHAIN, "small-chips")] == ["mask", "film", "gas"]


def test_each_input_is_reached_by_its_shortest_way() -> None:
    ways = {route.good: route.goods for route in upstream(CHAIN, "phones")}
    assert ways["gas"] == ("phones", "small-chips", "gas")
    assert ways["ore"] == ("phones", "small-chips", "gas", "ore")


def test_of_equally_short_ways_the_binding_one_counts() -> None:
    routes = {route.good: route for route in upstream(CHAIN, "small-chips")}
    assert routes["ore"].goods == ("small-chips", "gas", "ore")
    assert routes["ore"].essential == "yes"


def test_one_step_that_can_do_without_frees_the_way() -> None:
    routes = {route.good: route.essential for route in upstream({**CHAIN, "gas": good("gas")}, "film")}
    assert routes == {"film": "yes", "gas": "unknown", "ore": "no"}


def test_everything_it_goes_into_is_found() -> None:
    assert downstream(CHAIN, "ore") == ["gas", "film", "chips", "small-chips", "phones"]


def test_a_place_that_holds_what_cannot_be_spared_is_a_single_point() -> None:
    held = {"ore": [concentration(figures(CN="90", JP="10"))], "film": [concentration(figures(JP="70", KR="30"))]}
    found = list(single_points(upstream(CHAIN, "chips"), held))
    assert [(each.route.good, each.share.place, each.certain) for each in found] == [("ore", "CN", True)]


def test_untold_amounts_make_a_single_point_uncertain() -> None:
    held = {"ore": [concentration(figures(CN="90", JP="10", US="withheld"))]}
    (found,) = single_points(upstream(CHAIN, "chips"), held)
    assert not found.certain


def test_what_can_be_spared_is_no_single_point() -> None:
    chain = {"ore": good("ore"), "film": good("film", ("ore", "no"))}
    held = {"ore": [concentration(figures(CN="100"))]}
    assert list(single_points(upstream(chain, "film"), held)) == []
