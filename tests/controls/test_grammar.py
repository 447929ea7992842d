"""Every form of a condition that `data/controls/README.md` names, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from controls.sample_rules import grammar
from renkei.controls.conditions import (
    All,
    AnyOf,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Constant,
    Figure,
    Flag,
    Has,
    Largest,
    Meets,
    Not,
    NotAtHand,
    Within,
)
from renkei.controls.grammar import BadCondition

IDS = ("xx-3B001.f", "xx-3B001.f.1", "xx-3B001.f.2", "xx-3B001.fa", "xx-4A003")
NM_45 = Constant(Fraction(45), "45", "nm")
RESOLUTION = Arithmetic(
    "/", Arithmetic("*", Constant(Fraction(1, 4), "0.25"), Figure("wavelength")), Figure("aperture")
)  # 0.25 * wavelength / aperture, from the left


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("overlay <= 2.4 nm", Compare(Figure("overlay"), "<=", Constant(Fraction(12, 5), "2.4", "nm"))),
        ("overlay < 2.4nm", Compare(Figure("overlay"), "<", Constant(Fraction(12, 5), "2.4", "nm"))),
        ("overlay > 0.0024 µm", Compare(Figure("overlay"), ">", Constant(Fraction(12, 5), "0.0024", "µm"))),
        ("width >= 1,200", Compare(Figure("width"), ">=", Constant(Fraction(1200), "1,200"))),
        ("width = 16_000", Compare(Figure("width"), "=", Constant(Fraction(16000), "16_000"))),
        ("width != 3e2", Compare(Figure("width"), "!=", Constant(Fraction(300), "3e2"))),
        (
            "heat <= -452 °F",
            Compare(Figure("heat"), "<=", Constant(Fraction(767, 180) - Fraction("273.15"), "-452", "°F")),
        ),
        (
            "20 °C < heat < 500 °C",
            All(
                (
                    Compare(Constant(Fraction(20), "20", "°C"), "<", Figure("heat")),
                    Compare(Figure("heat"), "<", Constant(Fraction(500), "500", "°C")),
                )
            ),
        ),
        ("0.25 * wavelength / aperture <= 45 nm", Compare(RESOLUTION, "<=", NM_45)),
        (
            "2 * (width + height) >= 10",
            Compare(
                Arithmetic("*", Constant(Fraction(2), "2"), Arithmetic("+", Figure("width"), Figure("height"))),
                ">=",
                Constant(Fraction(10), "10"),
            ),
        ),
        (
            "width + 2 * height > 10",
            Compare(
                Arithmetic("+", Figure("width"), Arithmetic("*", Constant(Fraction(2), "2"), Figure("height"))),
                ">",
                Constant(Fraction(10), "10"),
            ),
        ),
        (
            "largest(width, height) > 1",
            Compare(Largest((Figure("width"), Figure("height"))), ">", Constant(Fraction(1), "1")),
        ),
        ("fast", Flag("fast")),
        ("not fast", Not(Flag("fast"))),
        ("meant_for_war", Flag("meant_for_war")),
        ("chemistry is wet", Choice("chemistry", ("wet",))),
        ("chemistry in {wet, dry}", Choice("chemistry", ("wet", "dry"))),
        ("films has cobalt", Has("films", ("cobalt",))),
        ("films has any {cobalt, tin}", Has("films", ("cobalt", "tin"))),
        ("films has all {cobalt, tin}", Has("films", ("cobalt", "tin"), every=True)),
        ("meets xx-4A003", Meets("xx-4A003")),
        ("meets any xx-3B001.f.*", AnyOf((Meets("xx-3B001.f"), Meets("xx-3B001.f.1"), Meets("xx-3B001.f.2")))),
        ("not meets xx-4A003", Not(Meets("xx-4A003"))),
        ("destination in us.D5", Within("destination", "us.D5")),
        ("destination is MO", Choice("destination", ("MO",))),
        ("not at hand", NotAtHand()),
        (["fast", "not fast"], All((Flag("fast"), Not(Flag("fast"))))),
        ({"all": ["fast", "chemistry is wet"]}, All((Flag("fast"), Choice("chemistry", ("wet",))))),
        ({"any": ["fast", "chemistry is wet"]}, AnyOf((Flag("fast"), Choice("chemistry", ("wet",))))),
        ({"none": ["fast"]}, Not(AnyOf((Flag("fast"),)))),
        ([{"any": ["fast", {"all": ["fast"]}]}], All((AnyOf((Flag("fast"), All((Flag("fast"),)))),))),
    ],
    ids=str,
)
def test_every_form_is_read(written: Any, read: Condition) -> None:
    assert grammar(IDS).read(written) == read


def test_a_star_stands_for_the_rest_of_an_id_and_not_for_another_paragraph() -> None:
    found = grammar(IDS).read("meets xx-3B001.f*")
    assert isinstance(found, AnyOf)
    assert Meets("xx-3B001.fa") not in found.parts


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("overlap <= 2.4 nm", "`overlap` is no attribute"),
        ("slow", "`slow` is no attribute"),
        ("overlay <= 2.4", "needs a unit, such as nm"),
        ("overlay <= 2.4 GB/s", "does not measure"),
        ("width <= 2.4 nm", "does not measure"),
        ("overlay <= 2.4 nm wide", "`wide` is left over"),
        ("overlay <= 2.4 nmm", "left over"),
        ("overlay <= 2.4 parsec", "left over"),
        ("(width + height >= 3", "`)` is missing"),
        ("width + >= 3", "a number or an attribute is wanted"),
        ("width >= ", "a number or an attribute is wanted"),
        ("3 < 4", "at least one attribute"),
        ("fast > 3", "only numbers are compared"),
        ("chemistry = 3", "only numbers are compared"),
        ("overlay", "neither a flag nor a judgement"),
        ("chemistry is damp", "no value `damp`"),
        ("films is cobalt", "`films` is a set"),
        ("chemistry has wet", "`chemistry` is a choice"),
        ("films has any {cobalt, gold}", "no value `gold`"),
        ("meets xx-9Z999", "which is no provision"),
        ("meets any xx-9Z999.*", "which is no provision"),
        ("fast and furious", "cannot be read"),
        ("", "cannot be read"),
        ({"all": ["fast"], "any": ["fast"]}, "one key"),
        ({"some": ["fast"]}, "`some` is none of"),
        ({"any": []}, "needs a list"),
        ({"any": "fast"}, "needs a list"),
    ],
    ids=str,
)
def test_what_cannot_be_read_says_why(written: Any, told: str) -> None:
    with pytest.raises(BadCondition, match=r".*") as error:
        grammar(IDS).read(written)
    assert told in str(error.value)


def test_a_formula_is_read_to_its_end() -> None:
    assert grammar().term("bits * ops") == Arithmetic("*", Figure("bits"), Figure("ops"))
    with pytest.raises(BadCondition, match="left over"):
        grammar().term("bits * ops = 3")
