"""What changed in a regime between two days: expected values are those of the law's own texts.

United States: the rule of 7 October 2022 asked of 3A090 an aggregate bidirectional transfer rate of 600 GB/s or more
and a sum of 4800 or more; the rule of 25 October 2023, in force on 17 November 2023, asks for 4800 alone. The A800 and
the H800 were made with a lower rate for China. Japan: the order of 23 May 2023 (in force on 23 July 2023), as amended
until 14 February 2026; the bounds of each item are named in the table below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from controls.sample_rules import book as sample_book
from controls.sample_rules import grammar, provision, version
from renkei.controls.answering import answer as judge
from renkei.controls.comparing.sides import Side
from renkei.controls.facts import NOT_APPLICABLE, Value
from renkei.controls.in_force import in_force
from renkei.controls.loading import built_in
from renkei.controls.products import products
from renkei.controls.rulebook import Rulebook
from renkei.controls.wording import Wording
from renkei.desk.changes import ChangeRow, ChangesAnswer, Moved, changes, in_short
from renkei.desk.license import Item, facts
from renkei.desk.moved_items import NO_TEXT, items_of, moved_items
from renkei.desk.reworded import Demand, demands
from renkei.ground.words import Words
from renkei.report.change_words import ChangeWords

CATALOGUE = Path(__file__).parents[2] / "examples" / "catalogue.csv"
BEFORE, AFTER = date(2024, 1, 1), date(2024, 6, 1)


def between(regime: str, since: str, until: str, *topics: str, **more: object) -> ChangesAnswer:
    book = built_in()
    days = (in_force(book, regime, date.fromisoformat(day)) for day in (since, until))
    return changes(book, *days, products(), topics=topics, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def us() -> ChangesAnswer:
    return between("us", "2022-10-21", "2023-11-17", "integrated_circuits", items=items_of(built_in(), CATALOGUE, {}))


@pytest.fixture(scope="module")
def jp() -> ChangesAnswer:
    return between("jp", "2023-07-23", "2026-02-14", "lithography", "epitaxy", "deposition", "etch")


def row(answer: ChangesAnswer, id_: str) -> ChangeRow:
    return next(each for each in answer.rows if each.provision.id == id_)


def moves(answer: ChangesAnswer, id_: str, way: str) -> list[Moved]:
    return [each for each in row(answer, id_).moved if each.way == way]


def told(answer: ChangesAnswer, id_: str) -> list[str]:
    """The demands that differ, in English."""
    said = ChangeWords(answer, Words("en"))
    return [said.demand(each) for each in row(answer, id_).demands]


# The interconnect story


def test_circuits_of_4800_and_more_below_600_gb_s_came_under_control(us: ChangesAnswer) -> None:
    found = [
        each
        for each in moves(us, "us-3A090.a.1", "free to controlled")
        if "aggregate_bidirectional_transfer_rate" in each.region.deciding
    ]
    assert len(found) == 1
    (box,) = found[0].region.boxes
    (rate,) = box["aggregate_bidirectional_transfer_rate"].stretches
    (tpp,) = box["tpp"].stretches
    assert (rate.high, rate.high_included) == (600, False)
    assert (tpp.low, tpp.low_included, tpp.high) == (4800, True, None)
    assert found[0].region.certain


def test_no_goods_are_told_whose_whole_performance_is_below_a_part_of_it(us: ChangesAnswer) -> None:
    """The old rule asked for the sum over digital and analog units, the new one for the digital units alone."""
    deciding = [each.region.deciding for each in moves(us, "us-3A090.a.1", "free to controlled")]
    assert [set(each) for each in deciding] == [{"aggregate_bidirectional_transfer_rate"}]


@pytest.mark.parametrize("product", ["nvidia-a800-80gb-sxm", "nvidia-h800-sxm-80gb"])
def test_the_circuits_made_for_china_are_the_witnesses(us: ChangesAnswer, product: str) -> None:
    assert any(product in each.products for each in moves(us, "us-3A090.a.1", "free to controlled"))


@pytest.mark.parametrize("product", ["nvidia-a100-80gb-sxm", "nvidia-h100-sxm5-80gb"])
def test_a_circuit_that_was_controlled_before_is_no_witness(us: ChangesAnswer, product: str) -> None:
    assert not any(product in each.products for _, each in us.moved())


def test_the_rule_is_dated_and_named(us: ChangesAnswer) -> None:
    step = next(each for each in us.steps if "us-3A090.a.1" in each.changed.get("new", ()))
    assert (step.day, step.public, step.instrument) == (date(2023, 11, 17), date(2023, 10, 25), "88 FR 73458")


def test_what_is_told_is_certified(us: ChangesAnswer, jp: ChangesAnswer) -> None:
    assert (us.unproved, us.not_compared) == ((), ())
    assert (jp.unproved, jp.not_compared) == ((), ())


@pytest.mark.parametrize("name", ["NVIDIA A800 80GB SXM", "NVIDIA H800 SXM 80GB"])
def test_the_callers_a800_and_h800_move_by_the_new_paragraph(us: ChangesAnswer, name: str) -> None:
    item = next(each for each in us.items or () if each.item.name == name)
    assert item.move == "free to controlled"
    assert ("us-3A090.a.1", None, "controlled") in [(r.provision, r.was, r.now) for r in item.rules]
    # Other paragraphs ask for figures that the table does not give, on both days alike.
    assert (item.stood, item.stands) == ("undecided", "controlled")
    assert item.open_on_both


def test_an_item_under_another_paragraph_has_another_reason(us: ChangesAnswer) -> None:
    item = next(each for each in us.items or () if each.item.name == "NVIDIA H100 SXM5 80GB")
    assert item.move == "reason changed"
    assert {("us-3A090.a", "controlled", None), ("us-3A090.a.1", None, "controlled")} <= {
        (r.provision, r.was, r.now) for r in item.rules
    }


def test_an_item_whose_rate_is_not_given_was_undecided(us: ChangesAnswer) -> None:
    item = next(each for each in us.items or () if each.item.name == "NVIDIA GeForce RTX 4090")
    assert item.move == "undecided to controlled"
    assert ("us-3A090.a", "undecided", None) in [(r.provision, r.was, r.now) for r in item.rules]


def whole(answer: ChangesAnswer, kind: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """A made-up item with everything else the rules read of such goods: it has none of it."""
    nothing: dict[str, Value] = {"flag": False, "judgement": False, "set": frozenset()}
    attributes = answer.book.attributes
    reads = {*answer.left.attributes(kind), *answer.right.attributes(kind)} & attributes.keys()
    return {name: nothing.get(attributes[name].type, NOT_APPLICABLE) for name in reads} | dict(values)


def test_every_made_up_witness_is_judged_differently_on_the_two_days(jp: ChangesAnswer) -> None:
    sides = Side(jp.left), Side(jp.right)
    for _, moved in jp.moved():
        witness = moved.region.witness
        if witness is None or witness.product or moved.subjects[0].of_goods:
            continue
        item = facts(jp.book, moved.subjects[0].kind, whole(jp, moved.subjects[0].kind, witness.values))
        statuses = [
            [p.provision.id for p in judge(side.rules, item, ways=False).provisions if p.judged.truth] for side in sides
        ]
        assert bool(statuses[0]) != bool(statuses[1]), moved


# The Japanese table: what was asked of 23 July 2023, and what is asked on 14 February 2026

ZONES = "temperature zones of the electrostatic chuck"
VESSEL = "highest temperature of a metal precursor vessel or source"
THICKNESS = "thickness of the carbon film (largest)"

TABLE = {
    "jp-6.17.ヲ": ["added: dedicated chuck overlay 2.4 nm or less"],
    "jp-6.17.カ.2": [
        "gas valve switching time less than 300 ms → gas valve switching time less than 500 ms",
        f"{ZONES} 20 or more → {ZONES} 10 or more",
    ],
    "jp-6.17.レ.1": [
        "how cobalt is deposited: electroplating → how cobalt is deposited: electroplating or electroless plating"
    ],
    "jp-6.17.レ.2": ["dropped: largest void or seam in the fill metal 3 nm or less"],
    "jp-6.17.レ.4": [
        "dropped: pressure kept between process steps 0.01 Pa or less or inert environment kept between process steps"
    ],
    "jp-6.17.レ.6": [f"{VESSEL} more than 45 °C → {VESSEL} more than 30 °C"],
    "jp-6.17.レ.10": [
        "dropped: aspect ratio of the feature it fills or coats (depth : width, largest) more than 5",
        "dropped: fills gaps without voids",
    ],
    "jp-6.17.ソ": ["dropped: deposits metal in a vacuum of 0.01 Pa or less or in inert gas"],
    "jp-6.17.ツ": ["dropped: deposits metal in a vacuum of 0.01 Pa or less or in inert gas"],
    "jp-6.17.ラ.2": [
        "added: number of vertical injectors 2 or more",
        "added: boat that holds wafers stacked vertically",
    ],
    "jp-6.17.ウ": ["dropped: where multistep processing takes place: steps in several chambers of one system"],
    "jp-6.17.ヰ": [
        f"{THICKNESS} more than 100 nm → {THICKNESS} more than 2 µm",
        "dropped: stress of the carbon film (smallest amount) less than 450 MPa",
        "added: density of the carbon film (largest) more than 1.7 g/cm³",
    ],
    "jp-6.17.オ": [
        "dropped: depth of the gap, channel or opening it fills or coats (largest) more than 50 nm",
        "added: aspect ratio of the feature it fills or coats (depth : width, largest) 1 or more",
    ],
}


@pytest.mark.parametrize("id_", TABLE)
def test_the_old_and_the_new_bounds_of_a_japanese_item_stand_side_by_side(jp: ChangesAnswer, id_: str) -> None:
    assert set(TABLE[id_]) <= set(told(jp, id_))


WAYS = {
    "jp-6.17.ヲ": {"controlled to free"},
    "jp-6.17.カ.2": {"free to controlled"},
    "jp-6.17.レ.1": {"free to controlled"},
    "jp-6.17.レ.4": {"free to controlled"},
    "jp-6.17.レ.6": {"free to controlled"},
    "jp-6.17.レ.10": {"free to controlled", "controlled to free"},
    "jp-6.17.ツ": {"free to controlled", "controlled to free"},
    "jp-6.17.ラ.2": {"controlled to free"},
    "jp-6.17.ヰ": {"free to controlled", "controlled to free"},
    "jp-6.17.オ": {"free to controlled", "controlled to free"},
}


@pytest.mark.parametrize("id_", WAYS)
def test_goods_move_the_way_the_bounds_moved(jp: ChangesAnswer, id_: str) -> None:
    assert {each.way for each in row(jp, id_).moved} == WAYS[id_]


def test_an_overlay_of_exactly_2_4_nm_stays_controlled(jp: ChangesAnswer) -> None:
    (moved,) = moves(jp, "jp-6.17.ヲ", "controlled to free")
    (overlay,) = moved.region.deciding["dedicated_chuck_overlay"].stretches
    assert (overlay.low, overlay.low_included, overlay.high) == (Fraction("2.4"), False, None)


def test_a_vessel_of_exactly_30_degrees_stays_free(jp: ChangesAnswer) -> None:
    (moved,) = moves(jp, "jp-6.17.レ.6", "free to controlled")
    ((_, values),) = moved.region.deciding.items()
    (stretch,) = values.stretches
    assert (stretch.low, stretch.low_included) == (30, False)
    assert (stretch.high, stretch.high_included) == (45, True)


def test_what_others_reach_is_told_of_the_paragraph_by_itself_and_moves_no_goods(jp: ChangesAnswer) -> None:
    """The imprint tools of item he (2) that item te took over were controlled before and are so still."""
    imprint = row(jp, "jp-6.17.ヘ.2")
    assert imprint.reach is not None
    assert imprint.reach.lost
    assert not imprint.reach.gained
    assert imprint.kinds == ("no goods moved",)


def test_the_short_form_has_one_certain_move_for_each_paragraph_and_way(jp: ChangesAnswer) -> None:
    short = in_short(jp)
    keys = [(each.provision.id, moved.way) for each, moved in short]
    assert len(keys) == len(set(keys))
    assert ("jp-6.17.カ.2", "free to controlled") in keys
    assert all(moved.region.certain and moved.region.witness for _, moved in short)


def test_a_paragraph_that_may_have_stood_before_is_not_told_as_certain() -> None:
    """The oldest text of Article 6 item 1 ro at hand is that of 28 May 2025; nobody says it was new."""
    found = between("jp", "2023-07-23", "2026-02-14", "integrated_circuits")
    assert row(found, "jp-6.1.ロ.1").from_oldest_text
    assert not row(found, "jp-6.1.ヨ").from_oldest_text
    assert "jp-6.1.ロ.1" not in {each.provision.id for each, _ in in_short(found)}


def test_a_text_that_is_not_at_hand_leaves_what_moved_uncertain() -> None:
    """3B090 of October 2022 is not at hand; what it left free is not known."""
    found = between("us", "2022-10-21", "2023-11-17", "deposition")
    assert moves(found, "us-3B001.d.1", "free to controlled")
    assert not any(each.region.certain for _, each in found.moved())
    assert in_short(found) == ()


def test_a_topic_asked_for_is_all_that_is_told(us: ChangesAnswer) -> None:
    kinds = {kind for kind, each in us.book.kinds.items() if each.topic == "integrated_circuits"}
    assert all(kinds & set(each.provision.goods) for each in us.rows)
    ids = {id_ for step in us.steps if not step.requirements for ids in step.changed.values() for id_ in ids}
    assert all(kinds & set(us.book.provisions[id_].goods) for id_ in ids)


def test_before_the_new_rule_was_public_nothing_had_changed() -> None:
    book = built_in()
    days = [in_force(book, "us", date.fromisoformat(day), date(2023, 10, 1)) for day in ("2022-12-01", "2023-11-17")]
    found = changes(book, *days, products(), topics=("integrated_circuits",), prove=False)
    assert "us-3A090.a.1" not in {each.provision.id for each in found.rows}


# Small made-up regimes


def two_days(was: object, now: object, **more: object) -> Rulebook:
    versions = (
        version(was, since=date(2023, 6, 1), until=date(2024, 3, 1)),
        version(now, since=date(2024, 3, 1), **more),
    )
    return sample_book([provision("xx-a", *versions)])


def asked(book: Rulebook, **more: object) -> ChangesAnswer:
    return changes(book, in_force(book, "xx", BEFORE), in_force(book, "xx", AFTER), (), **more)  # type: ignore[arg-type]


def of(values: str | None) -> Callable[[Rulebook], Item]:
    def made(book: Rulebook) -> Item:
        known = {} if values is None else {"wavelength": Fraction(values)}
        return Item("it", 0, facts(book, "printer", known))

    return made


@pytest.mark.parametrize(
    ("item", "move"),
    [
        (of("150"), "stays controlled"),
        (of("200"), "free to controlled"),
        (of("201"), "stays free"),
        (of(None), "stays undecided"),
    ],
)
def test_an_item_moves_as_its_figure_lies_beside_both_bounds(item: Callable[[Rulebook], Item], move: str) -> None:
    """Controlled below 193 nm, then up to 200 nm; of an item without a figure nothing is known on either day."""
    book = two_days("wavelength < 193 nm", "wavelength <= 200 nm")
    sides = (Side(in_force(book, "xx", day)) for day in (BEFORE, AFTER))
    assert moved_items(*sides, [item(book)])[0].move == move


def test_a_lower_bound_lets_goods_go() -> None:
    found = asked(two_days("wavelength <= 200 nm", "wavelength < 193 nm"))
    assert found.rows[0].kinds == ("controlled to free",)
    (moved,) = found.rows[0].moved
    (stretch,) = moved.region.deciding["wavelength"].stretches
    assert (stretch.low, stretch.low_included, stretch.high, stretch.high_included) == (193, True, 200, True)


def test_the_same_condition_in_other_words_moves_no_goods() -> None:
    found = asked(two_days("wavelength < 193 nm", "wavelength < 0.193 µm"))
    assert found.rows[0].kinds == ("no goods moved",)
    assert found.rows[0].moved == ()


def test_a_judgement_asked_for_anew_leaves_things_undecided() -> None:
    found = asked(two_days("wavelength < 193 nm", {"all": ["wavelength < 193 nm", "meant_for_war"]}))
    assert found.rows[0].judgements == ("meant_for_war",)
    assert "became undecided" in found.rows[0].kinds


def test_another_license_requirement_alone_is_another_reason() -> None:
    found = asked(two_days("wavelength < 193 nm", "wavelength < 193 nm", license=("xx-other",)))
    assert found.rows[0].kinds == ("reason changed",)
    assert (found.rows[0].license_added, found.rows[0].license_dropped) == (("xx-other",), ())


def test_a_paragraph_split_in_two_hands_its_goods_over() -> None:
    old = provision("xx-a", version("wavelength < 193 nm", since=date(2023, 6, 1), until=date(2024, 3, 1)))
    parts = [
        provision(f"xx-a.{place}", version(when, since=date(2024, 3, 1), public=date(2024, 2, 1)))
        for place, when in enumerate(("wavelength < 100 nm", {"all": ["wavelength >= 100 nm", "wavelength < 193 nm"]}))
    ]
    found = asked(sample_book([old, *parts]))
    assert [each.kinds for each in found.rows] == [("reason changed",)] * 3
    assert row(found, "xx-a").others == ("xx-a.0", "xx-a.1")


def test_nothing_changed_means_no_rows() -> None:
    book = sample_book([provision("xx-a", version("wavelength < 193 nm", since=date(2023, 6, 1)))])
    assert asked(book).rows == ()


def test_demands_about_the_same_thing_are_put_side_by_side() -> None:
    read = grammar().read
    was = read({"all": ["wavelength < 193 nm", "aperture > 1.1", "fast"]})
    now = read({"all": ["fast", "wavelength < 200 nm", "overlay <= 2 nm"]})
    wording = Wording(sample_book(), Words("en"))
    shown = [tuple(each and wording.phrase(each) for each in (d.was, d.now)) for d in demands(was, now)]
    assert shown == [
        ("wavelength less than 193 nm", "wavelength less than 200 nm"),
        ("aperture more than 1.1", None),
        (None, "overlay 2 nm or less"),
    ]


def test_an_alternative_added_is_told_as_one() -> None:
    read = grammar().read
    was = read({"any": ["wavelength < 193 nm", "fast"]})
    now = read({"any": ["wavelength < 193 nm", "fast", "aperture > 1.1"]})
    assert demands(was, now) == (Demand(None, read("aperture > 1.1"), alternative=True),)


def test_whole_numbers_next_to_each_other_are_told_as_one_stretch(jp: ChangesAnswer) -> None:
    """From 20 zones or more to 10 zones or more: what came under control has 10 to 19."""
    said = ChangeWords(jp, Words("en"))
    found = [said.where(row(jp, "jp-6.17.カ.2"), each) for each in moves(jp, "jp-6.17.カ.2", "free to controlled")]
    assert any(each.endswith("at least 10 and at most 19") for each in found)


def test_an_item_under_a_paragraph_of_unknown_age_was_undecided() -> None:
    """Article 6 item 1 ro (1), whose oldest text at hand is of 28 May 2025, may have held before."""
    book = built_in()
    sides = [Side(in_force(book, "jp", date.fromisoformat(day))) for day in ("2023-07-23", "2026-02-14")]
    (moved,) = moved_items(*sides, [Item("it", 0, facts(book, "integrated_circuit", {}))])
    assert moved.move == "stays undecided"
    assert ("jp-6.1.ロ.1", NO_TEXT) in [(rule.provision, rule.was) for rule in moved.rules]
