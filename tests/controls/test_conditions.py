"""Conditions as values: written into a file and read back, walked through, joined."""

from __future__ import annotations

import json
from fractions import Fraction

from hypothesis import given

from controls.random_conditions import conditions
from controls.sample_rules import grammar
from renkei.controls.conditions import All, Condition, Flag, Not, atoms, both, from_plain, names, to_plain


@given(conditions)
def test_a_condition_survives_a_file(condition: Condition) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(condition)))) == condition


def test_a_bound_survives_a_file_exactly() -> None:
    condition = grammar().read("heat < 1 °F")
    again = from_plain(json.loads(json.dumps(to_plain(condition))))
    assert again.right.value == Fraction(5, 9) + Fraction(45967, 180) - Fraction("273.15")


def test_atoms_come_in_reading_order() -> None:
    condition = grammar().read(["fast", {"any": ["chemistry is wet", {"none": ["meant_for_war"]}]}, "films has tin"])
    assert [getattr(atom, "name", None) for atom in atoms(condition)] == ["fast", "chemistry", "meant_for_war", "films"]


def test_names_are_all_that_a_condition_reads() -> None:
    condition = grammar(("xx-a",)).read(
        ["0.25 * wavelength / aperture <= 45 nm", "largest(width, height) > 1", "not fast", "meets xx-a"]
    )
    assert list(names(condition)) == ["wavelength", "aperture", "width", "height", "fast"]


def test_joining_flattens_and_one_part_stays_itself() -> None:
    one, other, third = Flag("fast"), Flag("meant_for_war"), Not(Flag("fast"))
    assert both(one) is one
    assert both(All((one, other)), third) == All((one, other, third))
