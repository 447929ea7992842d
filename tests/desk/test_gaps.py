"""Where the United States and Japan differ on 2026-02-14, told from their texts: each number below stands in the law.

The American numbers are those of 15 CFR part 774, Supplement No. 1; the Japanese those of Article 6 of the Ordinance
of the Ministry of Trade and Industry No. 49 of 1991.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from renkei.controls.answering import answer
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Region
from renkei.controls.comparing.sides import Side
from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.in_force import InForce, in_force
from renkei.controls.loading import built_in
from renkei.controls.possible_values import Numbers, Stretch
from renkei.controls.products import products
from renkei.controls.rulebook import Attribute, Rulebook
from renkei.desk.gaps import Gap, GapsAnswer, gaps
from renkei.desk.license import facts

DAY = date(2026, 2, 14)
TOPICS = ("lithography", "deposition", "etch", "integrated_circuits", "memory", "quantum", "cryogenics")
TORR = Fraction(101325, 760)
"""One Torr in pascals, by definition."""


def regime(name: str, day: date = DAY) -> InForce:
    return in_force(built_in(), name, day)


@pytest.fixture(scope="module")
def found() -> GapsAnswer:
    return gaps(built_in(), regime("us"), regime("jp"), products(), topics=TOPICS)


def gap(found: GapsAnswer, provision: str) -> Gap:
    """The one gap in which a paragraph stands."""
    (one,) = [each for each in found.gaps if provision in (*each.relation.left, *each.relation.right)]
    return one


def region(found: GapsAnswer, provision: str, **deciding: Numbers) -> Region:
    """The difference that is cut from a paragraph by just these values."""
    (one,) = [r for _, r in found.regions() if r.provision == provision and dict(r.deciding) == deciding]
    return one


def exactly(number: Any) -> Numbers:
    value = Fraction(number)
    return Numbers((Stretch(value, low_included=True, high=value, high_included=True),))


def from_up_to(low: Any, high: Any) -> Numbers:
    return Numbers((Stretch(Fraction(low), low_included=True, high=Fraction(high)),))


def stands(kind: str, **values: Any) -> tuple[str, str]:
    """Whether the United States and Japan list an item that has this and nothing else the rules ask about.

    What is listed for anti-terrorism reasons alone does not count.
    """
    book, sides = built_in(), (Side(regime("us")), Side(regime("jp")))
    reads = {name for side in sides for name in side.rules.attributes(kind)} & set(book.attributes)
    known = {name: Fraction(v) if _number(book, name, v) else v for name, v in values.items()}
    item = facts(book, kind, {name: _nothing(book.attributes[name]) for name in reads} | known)
    us, jp = (_status(side, item) for side in sides)
    return us, jp


def _status(side: Side, item: Facts) -> str:
    found = [each for each in answer(side.rules, item, ways=False).provisions if not side.minor(each.version)]
    return "controlled" if any(each.judged.truth for each in found) else "undecided" if found else "not controlled"


def _number(book: Rulebook, name: str, value: Any) -> bool:
    return book.attributes[name].type == "number" and isinstance(value, str)


def _nothing(attribute: Attribute) -> Value:
    if attribute.type in {"flag", "judgement"}:
        return False
    return frozenset() if attribute.type == "set" else NOT_APPLICABLE


BOTH, NEITHER = ("controlled", "controlled"), ("not controlled", "not controlled")
US, JP = ("controlled", "not controlled"), ("not controlled", "controlled")


class TestImprint:
    """3B001.f.5 has an overlay below 1.5, 3B993.f.2 one above 1.5 up to 4.0 nm; item 17 te all up to 4.0 nm."""

    def test_exactly_one_and_a_half_nanometers_is_in_no_american_paragraph(self, found: GapsAnswer) -> None:
        one = gap(found, "jp-6.17.テ")
        assert (one.verdict, one.relation.left) == ("looser", ("us-3B001.f.5", "us-3B993.f.2"))
        assert [each.deciding for each in one.relation.regions] == [{"overlay_accuracy": exactly("1.5")}]
        assert one.relation.regions[0].by == "right"

    @pytest.mark.parametrize(
        ("overlay", "expected"), [("1.49", BOTH), ("1.5", JP), ("1.51", BOTH), ("4.0", BOTH), ("4.01", NEITHER)]
    )
    def test_the_plain_answers_say_the_same(self, overlay: str, expected: tuple[str, str]) -> None:
        assert stands("imprint_tool", overlay_accuracy=overlay) == expected


def test_a_gain_in_throughput_of_exactly_one_percent_is_enough_in_japan_alone(found: GapsAnswer) -> None:
    """3B993.f.3 says more than 1 %, item 17 e (2) 1 % or more."""
    one = region(found, "jp-6.17.エ.2", throughput_gain=exactly(1))
    assert (one.by, one.certain) == ("right", True)


def test_an_overlay_error_of_exactly_27_nm_is_in_japan_alone(found: GapsAnswer) -> None:
    """3B001.f.4 says less than 27 nm, item 17 he (4) 27 nm or less; both also a beam of 15 nm or less."""
    (one,) = [
        r
        for _, r in found.regions()
        if r.provision == "jp-6.17.ヘ.4.2" and r.deciding.get("overlay_error") == exactly(27)
    ]
    beam = one.deciding["minimum_beam_size"]
    assert beam == Numbers(beam.stretches, none=True)
    assert [(each.low, each.low_included, each.high) for each in beam.stretches] == [(15, False, None)]


def test_thirty_torr_is_a_little_less_than_four_kilopascals(found: GapsAnswer) -> None:
    """3B001.d.18 says 30 Torr or more (and gives 4 kPa beside it), item 17 ki (2) 4 kPa or more."""
    one = gap(found, "us-3B001.d.18")
    assert (one.verdict, one.relation.right) == ("stricter", ("jp-6.17.キ.2",))
    assert [each.deciding for each in one.relation.regions] == [
        {"reducing_agent_pressure": from_up_to(30 * TORR, 4000)},
    ]


def test_two_metal_precursors_are_enough_in_japan_alone(found: GapsAnswer) -> None:
    """3B001.d.19 and 3B993.d.4 say more than two, item 17 ki (5) two or more."""
    one = gap(found, "jp-6.17.キ.5")
    assert (one.verdict, one.relation.left) == ("looser", ("us-3B001.d.19", "us-3B993.d.4"))
    assert [each.deciding for each in one.relation.regions] == [
        {"liquid_injected_metal_precursor_count": exactly(2)},
    ]


def test_tungsten_on_tungsten_nitride_is_in_japan_alone(found: GapsAnswer) -> None:
    """Item 17 so; 3B001.d.11 is reserved."""
    assert {region.by for _, region in found.regions() if region.provision == "jp-6.17.ソ"} == {"right"}
    assert not [id_ for each in found.gaps for id_ in each.relation.left if id_.startswith("us-3B001.d.11")]


@pytest.mark.parametrize(
    ("us", "jp"),
    [
        ("us-3A904.a", "jp-6.16-3.イ"),
        ("us-3A904.b", "jp-6.16-3.ロ"),
        ("us-3B001.d.6", "jp-6.17.レ.9"),
        ("us-3B001.d.9", "jp-6.17.ナ"),
        ("us-3B001.n", "jp-6.17.ワ"),
        ("us-3B001.f.2", "jp-6.17.ヘ.2"),
        ("us-3B993.c.3", "jp-6.17.カ.2"),
        ("us-4A906.b", "jp-7.6.ロ"),
    ],
)
def test_what_says_the_same_is_the_same_and_proved(found: GapsAnswer, us: str, jp: str) -> None:
    one = gap(found, us)
    assert jp in one.relation.right
    assert (one.verdict, one.proof, one.relation.regions) == ("same", "proved", ())


@pytest.mark.parametrize(
    ("power", "hours", "expected"), [("600", "49", BOTH), ("599", "49", NEITHER), ("600", "48", NEITHER)]
)
def test_a_cooler_is_controlled_by_both_or_neither(power: str, hours: str, expected: tuple[str, str]) -> None:
    """3A904.a and item 16-3 i: 600 µW or more at 0.1 K or less, for more than 48 hours."""
    assert stands("cryocooler", cooling_power_at_100mk=power, cooling_duration=hours) == expected


class TestCircuits:
    def test_a_performance_of_4800_up_to_6000_is_in_the_united_states_alone(self, found: GapsAnswer) -> None:
        """3A090.a: 4800 or more; item 1 yo since 2026-02-14: 6000 or more."""
        one = region(found, "us-3A090.a.1", tpp=from_up_to(4800, 6000))
        assert (one.by, one.certain, one.depends_on) == ("left", True, ())

    @pytest.mark.parametrize(("tpp", "expected"), [("4799", NEITHER), ("4800", US), ("5999", US), ("6000", BOTH)])
    def test_the_plain_answers_say_the_same(self, tpp: str, expected: tuple[str, str]) -> None:
        assert stands("integrated_circuit", tpp=tpp) == expected

    def test_high_bandwidth_memory_is_in_the_united_states_alone(self, found: GapsAnswer) -> None:
        """3A090.c; a stack of 1,200 GB/s on 121 mm² has more than 2 GB/s for each."""
        one = gap(found, "us-3A090.c")
        assert (one.verdict, one.relation.right) == ("only left", ())
        (all_of_it,) = one.relation.regions
        assert all_of_it.deciding == {}
        assert all_of_it.witness is not None
        assert all_of_it.witness.product == "micron-hbm3e-24gb"


def test_an_amplifier_for_exactly_two_gigahertz_is_in_the_united_states_alone(found: GapsAnswer) -> None:
    """3A901.b says from 2 GHz, item 2 yo over 2 GHz."""
    one = gap(found, "us-3A901.b")
    assert (one.verdict, one.relation.right) == ("stricter", ("jp-6.2.ヨ",))
    assert [each.deciding for each in one.relation.regions] == [{"operating_frequency_max": exactly(2)}]


def test_every_difference_is_proved_and_has_an_item_that_both_judge_differently(found: GapsAnswer) -> None:
    assert {each.proof for each in found.gaps} == {"proved"}
    assert set(found.proofs.values()) == {"proved"}
    real = {each.id: each for each in products()}
    for each, difference in found.regions():
        witness = difference.witness
        assert witness is not None, each.id
        kind = each.relation.subject.kind
        assert witness.product is None or real[witness.product].goods == kind
        if witness.product is None:
            expected = US if difference.by == "left" else JP
            assert stands(kind, **witness.values) == expected, (each.id, witness)


def test_every_gap_has_a_name_of_its_own_that_does_not_hang_on_the_day(found: GapsAnswer) -> None:
    names = [each.id for each in found.gaps]
    assert len(set(names)) == len(names)
    later = gaps(
        built_in(), regime("us", date(2026, 3, 1)), regime("jp", date(2026, 3, 1)), (), topics=["quantum"], prove=False
    )
    assert {each.id for each in later.gaps} <= set(names)


def test_only_the_topics_asked_for_are_compared_and_each_is_told() -> None:
    told: list[Subject] = []
    found = gaps(built_in(), regime("us"), regime("jp"), (), topics=["quantum"], prove=False, progress=told.append)
    kinds = {kind for kind, each in built_in().kinds.items() if each.topic == "quantum"}
    assert {each.topic for each in found.gaps} == {"quantum"}
    assert {each.kind for each in told} == kinds
    assert {each.proof for each in found.gaps} == {None}


def test_coolers_were_in_the_united_states_alone_until_japan_followed() -> None:
    """3A904 came with the rule of 2024-09-06, item 16-3 with the ordinance in force since 2025-05-28."""
    for day, verdict in (("2025-05-27", "only left"), ("2025-05-28", "same")):
        on = date.fromisoformat(day)
        found = gaps(built_in(), regime("us", on), regime("jp", on), (), topics=["cryogenics"])
        assert {each.verdict for each in found.gaps} == {verdict}, day


def test_to_a_place_a_license_is_compared() -> None:
    """Coolers need one for China under both: § 742.4(a)(5), and Japan asks for one for every destination."""
    places = {"destination": "CN", "headquarters": "CN"}
    found = gaps(built_in(), regime("us"), regime("jp"), (), places=places, topics=["cryogenics"])
    assert found.places == places
    assert {each.verdict for each in found.gaps} == {"same"}
    assert {each.proof for each in found.gaps} == {"proved"}


def test_one_regime_on_two_days_is_told_by_what_changed() -> None:
    """Until 2026-02-14 item 1 yo also asked for 600 GB/s or more: a circuit with less is controlled since then."""
    before = regime("jp", date(2026, 2, 13))
    found = gaps(built_in(), before, regime("jp"), (), topics=["integrated_circuits"])
    one = gap(found, "jp-6.1.ヨ")
    new = [dict(each.deciding) for each in one.relation.regions if each.by == "right"]
    (rate,) = [each["aggregate_bidirectional_transfer_rate"] for each in new if "tpp_all_units" not in each]
    assert isinstance(rate, Numbers)
    assert ([(each.high, each.high_included) for each in rate.stretches], rate.none) == ([(600, False)], True)
    assert (found.as_of, one.proof) == (DAY, "proved")
    assert {each.verdict for each in found.gaps if each is not one} == {"same"}
