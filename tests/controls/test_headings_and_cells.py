"""What headings and cells stand for, in English and Japanese, and how numbers are shown again."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controls.sample_rules import book
from controls.two_regimes import words
from renkei.controls.cells import (
    BadCell,
    FormulaCell,
    Impossible,
    bounds_in_words,
    plain_number,
    read_cell,
    read_kind,
    read_place,
    refuse_formula,
)
from renkei.controls.headings import Headings, UnknownHeading
from renkei.controls.rulebook import Bounds

BOOK = book()


@pytest.mark.parametrize(
    ("written", "names", "unit"),
    [
        ("overlay", ("overlay",), None),
        ("OVERLAY", ("overlay",), None),
        ("Over lay", ("overlay",), None),
        ("ＤＣＯ", ("overlay",), None),
        ("重ね合わせ精度", ("overlay",), None),
        ("overlay (nm)", ("overlay",), "nm"),
        ("overlay（ｎｍ）", ("overlay",), "nm"),
        ("overlay [um]", ("overlay",), "µm"),
        ("波長【nm】", ("wavelength",), "nm"),
        ("heat (℃)", ("heat",), "°C"),
        ("aperture (-)", ("aperture",), None),
        ("meant-for war", ("meant_for_war",), None),
        ("品名", ("item",), None),
        ("Part Number", ("item",), None),
        ("貨物の種類", ("goods",), None),
        ("仕向地", ("destination",), None),
        ("本社所在地", ("headquarters",), None),
    ],
)
def test_a_heading_stands_for_a_figure_in_either_language(
    written: str, names: tuple[str, ...], unit: str | None
) -> None:
    found = Headings(BOOK).read(written)
    assert (found.names, found.unit, found.ignored) == (names, unit, False)


@pytest.mark.parametrize("written", ["#", "# remarks", "＃備考"])
def test_a_heading_with_a_hash_is_for_people(written: str) -> None:
    assert Headings(BOOK).read(written).ignored


@pytest.mark.parametrize(
    ("written", "told", "advice"),
    [
        ("wavelenght", "no figure is called `wavelenght`", "did you mean `wavelength`?"),
        ("price", "no figure is called `price`", "`renkei license --template KIND`"),
        ("price (nm)", "no figure is called `price (nm)`", "#"),
        ("overlay (K)", "`overlay (K)` cannot be in `K`", "give it in nm"),
        ("overlay (parsec)", "`overlay (parsec)` cannot be in `parsec`", "give it in nm"),
        ("aperture (nm)", "`aperture (nm)` cannot be in `nm`", "leave the unit out"),
    ],
)
def test_an_unknown_heading_says_what_to_do(written: str, told: str, advice: str) -> None:
    with pytest.raises(UnknownHeading) as error:
        Headings(BOOK).read(written)
    assert told in error.value.message
    assert advice in error.value.help


YES = ["yes", "Y", "TRUE", "1", "はい", "○", "有", "あり", "該当", "✓"]
NO = ["no", "N", "false", "0", "いいえ", "×", "無", "なし", "非該当"]


@pytest.mark.parametrize(("cell", "truth"), [*((each, True) for each in YES), *((each, False) for each in NO)])
def test_yes_and_no_are_read_as_people_write_them(cell: str, truth: bool) -> None:
    assert read_cell(cell, BOOK.attributes["fast"], BOOK) is truth
    assert read_cell(f" {cell} ", BOOK.attributes["meant_for_war"], BOOK) is truth


@pytest.mark.parametrize("cell", ["maybe", "x-yes", "yes and no", "2"])
def test_what_is_neither_yes_nor_no_is_refused(cell: str) -> None:
    with pytest.raises(BadCell, match="neither yes nor no"):
        read_cell(cell, BOOK.attributes["fast"], BOOK)


@pytest.mark.parametrize(
    "cell", ["cobalt, tin", "cobalt;tin", "コバルト、すず", "Cobalt / TIN", "tin\ncobalt", "tin + cobalt"]
)
def test_the_values_of_a_set_are_parted_as_people_part_them(cell: str) -> None:
    assert read_cell(cell, BOOK.attributes["films"], BOOK) == {"cobalt", "tin"}


@pytest.mark.parametrize("cell", ["=1+1", " =A1", "@SUM(A1)", "+A1", "-A1", "-(3)"])
def test_what_a_spreadsheet_would_compute_is_refused(cell: str) -> None:
    with pytest.raises(FormulaCell):
        refuse_formula(cell)


@pytest.mark.parametrize("cell", ["-268.65 °C", "+7", "- 3", "a=b", "1=1"])
def test_a_sign_before_a_number_is_no_formula(cell: str) -> None:
    refuse_formula(cell)


@pytest.mark.parametrize(
    ("cell", "place"), [("CN", "CN"), ("cn", "CN"), ("China", "CN"), ("中国", "CN"), ("", None), ("不明", None)]
)
def test_a_place_is_read_by_code_and_name(cell: str, place: str | None) -> None:
    assert read_place(cell) == place


@pytest.mark.parametrize(
    ("cell", "kind"), [("printer", "printer"), ("Printer", "printer"), ("露光装置", "printer"), ("-", None)]
)
def test_a_kind_of_goods_is_read_by_id_and_name(cell: str, kind: str | None) -> None:
    assert read_kind(cell, BOOK) == kind


def test_a_unit_in_the_cell_goes_before_that_of_the_column() -> None:
    overlay = BOOK.attributes["overlay"]
    assert read_cell("2", overlay, BOOK, "µm") == 2000
    assert read_cell("2 nm", overlay, BOOK, "µm") == 2
    assert read_cell("-268.65 °C", BOOK.attributes["heat"], BOOK, "K") == Fraction("-268.65")


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        ("123456789012345", True),
        ("1234567890123456", False),
        ("0.30000000000000004", True),
        ("1.50000000000000001", False),
        ("1500000000000000000", True),
    ],
)
def test_more_digits_than_a_table_tells_apart_are_refused(cell: str, fits: bool) -> None:
    if fits:
        assert read_cell(cell, BOOK.attributes["width"], BOOK) == Fraction(cell)
    else:
        with pytest.raises(BadCell, match="15 digits"):
            read_cell(cell, BOOK.attributes["width"], BOOK)


def test_bounds_are_told_in_words() -> None:
    assert bounds_in_words(BOOK.attributes["aperture"]) == "more than 0 and less than 2"
    assert bounds_in_words(BOOK.attributes["wavelength"]) == "more than 0 nm"
    assert bounds_in_words(words()["layers"]) == "a whole number, at least 1"
    assert bounds_in_words(replace(words()["layers"], bounds=Bounds(whole=True))) == "a whole number"


@pytest.mark.parametrize("cell", ["2.5", "0", "-1", "2.000001"])
def test_what_counts_things_is_a_whole_number(cell: str) -> None:
    layers = words()["layers"]
    with pytest.raises(Impossible, match=re.escape(f"`{cell}` is no possible layers")) as told:
        read_cell(cell, layers, BOOK)
    assert told.value.help == "it must be a whole number, at least 1"


@pytest.mark.parametrize("cell", ["2", "2.0", "2e0", "1,000"])
def test_a_count_may_be_written_like_any_number(cell: str) -> None:
    assert read_cell(cell, words()["layers"], BOOK) == Fraction(cell.replace(",", ""))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(3, 2), "1.5"),
        (Fraction(1200), "1200"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(0), "0"),
        (Fraction(-26865, 100), "-268.65"),
        (Fraction(10) ** 14, "1" + "0" * 14),
    ],
)
def test_a_number_is_shown_as_a_decimal(value: Fraction, shown: str) -> None:
    assert plain_number(value) == shown


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=6))
def test_a_decimal_that_is_shown_reads_back_as_itself(value) -> None:
    assert Fraction(plain_number(Fraction(value))) == Fraction(value)
