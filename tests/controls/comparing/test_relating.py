"""Two sets of rules related: who controls more, where, whether for certain, and whether that is proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from controls.sample_rules import DAY
from controls.two_regimes import PRINTER, Rule, compared, condition, regions, relating, requirements, two
from renkei.controls.comparing.boxes import Space
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Relating, Relation
from renkei.controls.comparing.sides import Side
from renkei.controls.conditions import NotAtHand
from renkei.controls.in_force import in_force
from renkei.controls.possible_values import Numbers, Stretch, Words


def relations(left: dict[str, Any], right: dict[str, Any], subject: Subject = PRINTER, **more: Any) -> list[Relation]:
    found = compared(left, right, subject, **more)
    return [] if found is None else list(found.relations)


def only(left: Any, right: Any, **more: Any) -> Relation:
    """The one relation between one paragraph on each side."""
    (found,) = relations({"a": left}, {"b": right}, **more)
    return found


@pytest.mark.parametrize(
    ("left", "right", "verdict", "by"),
    [
        ("width < 3", "width < 3", "same", []),
        ("width < 3", "not width >= 3", "looser", ["right"]),
        ("width <= 3", "width < 3", "stricter", ["left"]),
        ("width < 27", "width <= 27", "looser", ["right"]),
        ("2 < width <= 5", "3 < width <= 6", "incomparable", ["left", "right"]),
        (["fast", "width > 1"], "width > 1", "looser", ["right"]),
        (["width > 1", "not fast"], ["width > 1", "fast"], None, None),
        ("layers > 2", "layers >= 3", "same", []),
        ("layers > 2", "layers >= 2", "looser", ["right"]),
        ("0.25 * wavelength / aperture <= 45 nm", "wavelength / aperture <= 180 nm", "same", []),
        ("0.25 * wavelength / aperture <= 45 nm", "0.35 * wavelength / aperture <= 45 nm", "stricter", ["left"]),
        ("films has any {tin, zinc}", "films has all {tin, zinc}", "stricter", ["left", "left"]),
        ("chemistry is wet", "chemistry in {wet, dry}", "looser", ["right"]),
    ],
)
def test_the_verdict_says_who_controls_more(left: Any, right: Any, verdict: Any, by: Any) -> None:
    """Without a width at all `not width >= 3` holds and `width < 3` does not."""
    found = relations({"a": left}, {"b": right})
    if verdict is None:
        assert [each.verdict for each in found] == ["only left", "only right"]
        return
    assert [(each.verdict, [region.by for region in each.regions]) for each in found] == [(verdict, by)]
    assert found[0].proof == "proved"


def test_where_one_side_says_nothing_all_of_the_other_is_its_own() -> None:
    (found,) = relations({"a": "width > 3"}, {})
    assert (found.left, found.right, found.verdict) == (("xx-a",), (), "only left")
    assert [(each.deciding, each.provision) for each in found.regions] == [({}, "xx-a")]
    (mirrored,) = relations({}, {"a": "width > 3"})
    assert mirrored.verdict == "only right"


def test_where_neither_side_controls_such_goods_there_is_nothing_to_compare() -> None:
    assert compared({"a": Rule("fast", goods=("oven",))}, {"b": "heat > 9 °C"}) is None


def test_only_the_values_that_decide_are_told_apart_from_all() -> None:
    (region,) = only(["fast", "width <= 3"], ["fast", "width < 3"]).regions
    three = Fraction(3)
    bound = Numbers((Stretch(three, low_included=True, high=three, high_included=True),))
    assert region.deciding == {"width": bound}
    assert region.boxes == ({"fast": Words(frozenset({"yes"})), "width": bound},)


def test_several_paragraphs_together_may_be_the_same_as_one() -> None:
    left = {"a": ["fast", "width <= 3"], "b": ["fast", "3 < width <= 5"]}
    (found,) = relations(left, {"c": ["fast", "width <= 5"]})
    assert (found.left, found.right, found.verdict) == (("xx-a", "xx-b"), ("yy-c",), "same")


def test_a_chain_of_exclusions_leaves_the_whole_as_it_was() -> None:
    left = {
        "a": "width > 3",
        "b": Rule("fast", unless=["meets xx-a"]),
        "c": Rule("bits > 1", unless=["meets xx-a", "meets xx-b"]),
    }
    found = compared(left, {"a": "width > 3", "b": "fast", "c": "bits > 1"})
    assert found is not None
    assert {each.verdict for each in found.relations} == {"same"}
    assert found.proof == "proved"


def test_what_is_controlled_on_other_grounds_is_no_difference() -> None:
    """The right has no paragraph like a, but its two, which look unlike it, reach all goods there are."""
    found = compared({"a": ["fast", "width > 3"]}, {"b": "bits > 1", "c": "not bits > 1"})
    assert regions(found, "left") == []
    assert found is not None
    assert [(each.left, each.right, each.verdict) for each in found.relations] == [
        (("xx-a",), ("yy-b", "yy-c"), "looser"),
    ]


def test_paragraphs_apart_are_not_cut_against_each_other_yet_proved() -> None:
    """Two grounds that share nothing: each is told as a whole, and is a difference where the other does not reach."""
    found = compared({"a": "width > 3"}, {"b": "fast"})
    assert found is not None
    assert [(each.verdict, [dict(r.deciding) for r in each.regions]) for each in found.relations] == [
        ("only left", [{}]),
        ("only right", [{}]),
    ]
    assert found.proof == "proved"


class TestWhatNobodyCanSay:
    def test_a_judgement_makes_a_difference_one_that_may_be(self) -> None:
        (region,) = only(["fast", "meant_for_war"], ["fast", "meant_for_war", "width > 3"]).regions
        assert (region.certain, region.depends_on) == (False, ("meant_for_war",))

    def test_a_bound_differs_for_certain_only_where_both_sides_are_decided(self) -> None:
        (region,) = only(["meant_for_war", "width >= 3"], ["meant_for_war", "width > 3"]).regions
        assert (region.certain, region.depends_on) == (False, ("meant_for_war",))

    def test_a_judgement_decides_nothing_where_another_way_is_open(self) -> None:
        found = only(["fast", {"any": ["meant_for_war", "width > 1"]}], ["fast", "width > 5"])
        assert [(each.certain, each.depends_on) for each in found.regions] == [(True, ("meant_for_war",)), (True, ())]

    def test_a_text_that_is_not_at_hand_may_make_any_difference(self) -> None:
        left = {"a": ["fast", "width > 3"]}
        lost = Rule(NotAtHand(), state="not at hand")
        (first, *_) = relations(left, {"b": ["fast", "width > 5"], "lost": lost})
        assert first.verdict == "stricter"
        found = relations({"a": ["fast", "width > 3"], "lost": lost}, {"b": ["fast", "width > 3"]})
        alone = next(each for each in found if each.left == ("xx-lost",))
        assert [(r.certain, r.depends_on) for r in alone.regions] == [(False, ("xx-lost",))]
        assert not alone.certain

    def test_a_verdict_is_certain_if_each_side_it_names_differs_for_certain(self) -> None:
        found = only("width <= 3", "width < 3")
        (sure,) = found.regions
        unsure = replace(sure, certain=False)
        assert replace(found, regions=(sure, unsure)).certain
        assert not replace(found, regions=(sure, replace(unsure, by="right"))).certain


class TestTooTangled:
    TANGLED = ("bits", "ops", "height")

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("renkei.controls.comparing.fewer.LIMIT", 6)

    def test_what_is_too_tangled_is_told_and_nothing_is_called_proved(self) -> None:
        ways = [
            {"any": [f"{name} > 1", f"films has any {{{film}}}"]}
            for name, film in zip(self.TANGLED, ("tin", "zinc", "cobalt"), strict=True)
        ]
        found = compared({"a": ["fast", *ways], "b": "width > 1"}, {"c": "width > 1"})
        assert found is not None
        assert [(each.left, each.right, each.verdict, each.proof) for each in found.relations] == [
            (("xx-b",), ("yy-c",), "same", "proved"),
            (("xx-a",), (), "not compared", None),
        ]
        assert found.proof is None


class TestGoodsAboutGoods:
    FOR_PRINTERS = Subject("software", "printer")

    def test_software_differs_where_the_goods_it_is_for_do(self) -> None:
        def software(bound: str) -> dict[str, Any]:
            return {"a": bound, "s": Rule(["secret", "meets {}-a"], goods=("software",))}

        left, right = (
            {k: _of(r, v) for k, v in software(b).items()} for r, b in (("xx", "width >= 3"), ("yy", "width > 3"))
        )
        (found,) = relations(left, right, self.FOR_PRINTERS)
        assert (found.verdict, found.proof) == ("stricter", "proved")
        (region,) = found.regions
        assert region.witness is not None
        assert region.witness.values == {"secret": True, "width": 3}

    def test_software_for_the_same_goods_under_other_numbers_is_the_same(self) -> None:
        left = {"a": "width > 3", "b": "fast", "s": Rule({"any": ["meets xx-a", "meets xx-b"]}, goods=("software",))}
        right = {"c": {"any": ["fast", "width > 3"]}, "s": Rule("meets yy-c", goods=("software",))}
        (found,) = relations(left, right, self.FOR_PRINTERS)
        assert (found.verdict, found.proof) == ("same", "proved")

    def test_each_kind_of_goods_it_is_for_is_a_subject_of_its_own(self) -> None:
        found = list(relating(two({"a": "fast"}, {})).subjects())
        goods = {each.of_goods for each in found if each.kind == "software"}
        assert goods == {"printer", "oven", "kit"}
        assert {each.kind for each in found if each.of_goods is None} == {"printer", "oven", "kit"}


def _of(regime: str, rule: Any) -> Any:
    if isinstance(rule, Rule):
        return replace(rule, when=[part.format(regime) for part in rule.when])
    return rule


class TestWhereTheGoodsGo:
    def rules(self, needed: str) -> dict[str, Any]:
        return {"a": Rule("fast", license=(needed,))}

    @pytest.mark.parametrize(("place", "verdict"), [("CN", "same"), ("NL", "only right")])
    def test_a_difference_is_a_license_that_only_one_side_asks_for(self, place: str, verdict: str) -> None:
        book = two(self.rules("xx-far"), self.rules("yy-wide"), requirements())
        found = relating(book, {"destination": place}).of(PRINTER)
        assert found is not None
        assert [each.verdict for each in found.relations] == [verdict]
        assert found.proof == "proved"

    def test_without_a_place_only_what_is_listed_counts(self) -> None:
        found = relating(two(self.rules("xx-far"), self.rules("yy-wide"), requirements())).of(PRINTER)
        assert found is not None
        assert [each.verdict for each in found.relations] == ["same"]

    def test_what_is_controlled_for_a_minor_reason_is_left_out_and_named(self) -> None:
        book = two(self.rules("xx-minor"), {"b": "width > 1"}, requirements())
        found = relating(book).of(PRINTER)
        assert found is not None
        assert found.left_out == ("xx-a",)
        assert [each.left for each in found.relations] == [()]


def test_one_regime_on_two_days_differs_by_what_changed() -> None:
    book = two({"a": "width > 5"}, {})
    (provision,) = book.provisions.values()
    early = replace(provision.versions[0], until=date(2024, 9, 1))
    late = replace(provision.versions[0], since=date(2024, 9, 1), when=condition("width >= 5"))
    book = replace(book, provisions={"xx-a": replace(provision, versions=(early, late))})
    sides = [Side(in_force(book, "xx", day)) for day in (DAY, date(2024, 9, 1))]
    found = Relating(book, *sides).of(PRINTER)
    assert found is not None
    assert [(each.left, each.right, each.verdict) for each in found.relations] == [(("xx-a",), ("xx-a",), "looser")]
    (region,) = regions(found, "right")
    assert region.witness is not None
    assert region.witness.values == {"width": 5}


def test_a_region_that_is_left_out_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver reads the conditions by itself: boxes cut wrongly do not pass."""
    monkeypatch.setattr(Space, "minus", lambda _self, _box, _others: [])
    found = compared({"a": "width <= 3"}, {"b": "width < 3"})
    assert found is not None
    assert [(each.verdict, each.proof) for each in found.relations] == [("same", "refuted")]
    assert found.proof == "refuted"


def test_a_paragraph_enumerated_too_large_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Space, "boxes", lambda _self, _node, **_: [{}])
    found = compared({"a": ["fast", "width <= 3"]}, {})
    assert found is not None
    assert (found.relations[0].proof, found.proof) == ("refuted", "refuted")
