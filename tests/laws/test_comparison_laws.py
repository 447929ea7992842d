"""Laws of the comparison that hold for any two regimes: every item of a region, and no other, is judged differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from controls.random_regimes import conditions, rivals, rules
from controls.two_regimes import (
    PRINTER,
    Rule,
    controls,
    fact,
    in_some,
    items,
    lies,
    needs_license,
    nothing,
    regions,
    relating,
    requirements,
    two,
)
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Comparison, Region, Relating, Relation, Verdict
from renkei.controls.comparing.sides import Which
from renkei.controls.facts import Facts
from renkei.controls.judging import Judge
from renkei.controls.rulebook import Rulebook

Made = tuple[Rulebook, Subject]

OTHER: Mapping[Which, Which] = {"left": "right", "right": "left"}
MIRRORED: Mapping[Verdict, Verdict] = {
    "stricter": "looser",
    "looser": "stricter",
    "only left": "only right",
    "only right": "only left",
}
FEW = 80
"""So many items are judged for one pair of regimes; there are many pairs."""

seeds = st.integers(0, 10_000)


def related(comparison: Comparison | None) -> tuple[Relation, ...]:
    return comparison.relations if comparison is not None else ()


def in_regions(comparison: Comparison | None, by: Which, facts: Facts) -> bool:
    return any(in_some(each.space, [r for r in each.regions if r.by == by], facts) for each in related(comparison))


def every_item(made: Made, seed: int = 0) -> Iterator[Facts]:
    return items(*made, most=FEW, seed=seed)


@settings(max_examples=80)
@given(rivals(), seeds)
def test_what_one_side_alone_controls_is_just_what_lies_in_its_regions(made: Made, seed: int) -> None:
    """Of all items the other side leaves free: it may reach an item by a paragraph that a region is not set against."""
    asked = relating(made[0], prove=False)
    comparison = asked.of(made[1])
    for facts in every_item(made, seed):
        held = {by: controls(asked, by, facts) for by in OTHER}
        for by, other in OTHER.items():
            inside = in_regions(comparison, by, facts)
            assert held[by] or not inside
            assert (held[by] and not held[other]) == (inside and not held[other])


@settings(max_examples=40)
@given(rivals(), seeds)
def test_no_item_of_a_region_is_controlled_by_a_paragraph_it_is_set_against(made: Made, seed: int) -> None:
    asked = relating(made[0], prove=False)
    for each in related(asked.of(made[1])):
        for facts in every_item(made, seed):
            for by, ids, side in (("left", each.right, asked.right), ("right", each.left, asked.left)):
                if in_some(each.space, [region for region in each.regions if region.by == by], facts):
                    assert not any(Judge(side.rules, facts).provision(id_).truth for id_ in ids)


@settings(max_examples=40)
@given(rivals(), seeds)
def test_what_decides_says_no_more_than_what_differs(made: Made, seed: int) -> None:
    """Of what a paragraph controls, all that has the deciding values is left by those the region is set against."""
    asked = relating(made[0], prove=False)
    for each in related(asked.of(made[1])):
        for facts in every_item(made, seed):
            judges: dict[Which, Judge] = {
                "left": Judge(asked.left.rules, facts),
                "right": Judge(asked.right.rules, facts),
            }
            for region in each.regions:
                ids = each.right if region.by == "left" else each.left
                if judges[region.by].holds(region.provision) and lies(each.space, region.deciding, facts):
                    assert not any(judges[OTHER[region.by]].holds(id_) for id_ in ids)


@settings(max_examples=60)
@given(rivals(), st.sampled_from(["CN", "NL", "NL"]), seeds)
def test_where_the_goods_go_the_regions_are_what_one_side_alone_needs_a_license_for(
    made: Made, place: str, seed: int
) -> None:
    asked = relating(made[0], {"destination": place}, prove=False)
    comparison = asked.of(made[1])
    for each in every_item(made, seed):
        facts = replace(each, values={**each.values, "destination": place})
        held = {by: needs_license(asked, by, facts) for by in OTHER}
        for by, other in OTHER.items():
            assert (held[by] and not held[other]) == (not held[other] and in_regions(comparison, by, facts))


@settings(max_examples=60)
@given(rivals(), st.sampled_from(["", "CN", "NL"]))
def test_the_solver_finds_no_fault_in_the_regions(made: Made, place: str) -> None:
    comparison = relating(made[0], {"destination": place} if place else {}).of(made[1])
    if comparison is not None:
        assert {each.proof for each in comparison.relations} <= {"proved"}
        assert comparison.proof == "proved"


@settings(max_examples=60)
@given(rivals())
def test_every_region_has_a_witness_that_both_sides_judge_differently(made: Made) -> None:
    book, subject = made
    asked = relating(book, prove=False)
    comparison = asked.of(subject)
    missing = {name: nothing(each) for name, each in book.attributes.items()}
    for by, other in OTHER.items():
        for region in regions(comparison, by):
            assert region.witness is not None
            facts = fact(book, subject, {**missing, **region.witness.values})
            assert controls(asked, by, facts)
            assert not controls(asked, other, facts)
            assert in_regions(comparison, by, facts)


@settings(max_examples=30)
@given(rivals())
def test_a_regime_against_itself_is_the_same(made: Made) -> None:
    asked = relating(made[0])
    for side in (asked.left, asked.right):
        for each in related(Relating(made[0], side, side).of(made[1])):
            assert (each.verdict, each.regions, each.left, each.proof) == ("same", (), each.right, "proved")


@settings(max_examples=40)
@given(rivals())
def test_the_other_way_round_every_verdict_and_region_is_mirrored(made: Made) -> None:
    book, subject = made
    asked = relating(book, prove=False)
    back = Relating(book, asked.right, asked.left, prove=False).of(subject)
    assert told(asked.of(subject)) == {
        (right, left, MIRRORED.get(verdict, verdict), frozenset((OTHER[by], *rest) for by, *rest in found))
        for left, right, verdict, found in told(back)
    }


def told(comparison: Comparison | None) -> set[Any]:
    """Every relation with its regions, in no order."""
    return {
        (frozenset(each.left), frozenset(each.right), each.verdict, frozenset(map(region_told, each.regions)))
        for each in related(comparison)
    }


def region_told(region: Region) -> tuple[Any, ...]:
    boxes = frozenset(frozenset(box.items()) for box in region.boxes)
    return region.by, region.provision, frozenset(region.deciding.items()), boxes, region.certain


@settings(max_examples=30)
@given(rules("xx"), rules("yy"), st.data())
def test_one_more_paragraph_of_the_left_adds_to_the_left_alone(
    left: dict[str, Rule], right: dict[str, Rule], data: st.DataObject
) -> None:
    more = {**left, "more": Rule(data.draw(conditions([f"xx-{name}" for name in left])), license=("xx-far",))}
    before, after = (relating(two(each, right, requirements()), prove=False) for each in (left, more))
    was, now = before.of(PRINTER), after.of(PRINTER)
    for facts in every_item((after.book, PRINTER)):
        free = {by: not controls(after, by, facts) for by in OTHER}
        old, new = (
            {by: in_regions(each, by, facts) and free[other] for by, other in OTHER.items()} for each in (was, now)
        )
        assert new["left"] >= old["left"]
        assert new["right"] <= old["right"]
        assert new["left"] == old["left"] or Judge(after.left.rules, facts).provision("xx-more").truth
