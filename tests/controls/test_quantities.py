"""Quantities as people write them become exact numbers; expected values are worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controls.sample_rules import units
from renkei.controls.loading import built_in
from renkei.controls.quantities import NotANumber, WrongUnit, exact


@pytest.mark.parametrize(
    ("written", "wanted", "number"),
    [
        ("2.4 nm", "nm", Fraction(12, 5)),
        ("2.4nm", "nm", Fraction(12, 5)),
        ("2.4", "nm", Fraction(12, 5)),
        ("0.0024 µm", "nm", Fraction(12, 5)),
        ("0.0024 μm", "nm", Fraction(12, 5)),  # Greek mu instead of the micro sign
        ("0.0024 um", "nm", Fraction(12, 5)),
        ("0.0024 マイクロメートル", "nm", Fraction(12, 5)),
        ("24 Å", "nm", Fraction(12, 5)),
        ("１９３ ｎｍ", "nm", Fraction(193)),
        ("１，２００", "1", Fraction(1200)),
        ("1,200", "1", Fraction(1200)),
        ("1,234,567.5", "1", Fraction(2469135, 2)),
        ("2×10^8", "1", Fraction(200000000)),
        ("2 x 10^8", "1", Fraction(200000000)),
        ("2*10^-3", "1", Fraction(1, 500)),
        ("5×10⁸", "1", Fraction(500000000)),
        ("1.5e3", "1", Fraction(1500)),
        ("1.5E-3", "1", Fraction(3, 2000)),
        (".5", "1", Fraction(1, 2)),
        ("+7", "1", Fraction(7)),
        ("-268.65 °C", "K", Fraction(9, 2)),
        ("−268.65 ℃", "K", Fraction(9, 2)),  # the minus sign of printed texts
        ("マイナス268.65℃", "K", Fraction(9, 2)),
        ("4.5 K", "°C", Fraction(-26865, 100)),
        ("-452 °F", "K", Fraction(767, 180)),  # (-452 + 459.67) * 5 / 9
        ("32 °F", "°C", Fraction(0)),
        ("30 Torr", "kPa", Fraction(30 * 101325, 760 * 1000)),
    ],
)
def test_a_quantity_is_read_exactly(written: str, wanted: str, number: Fraction) -> None:
    assert units().read(written, wanted) == number


def test_30_torr_is_just_less_than_4_kpa() -> None:
    assert units().read("30 Torr", "kPa") < 4 < units().read("30.01 Torr", "kPa")


@pytest.mark.parametrize("written", ["2.4 kg", "2.4 nmm", "2.4 GB/s", "2.4 °C", "2–3", "193 nm 5", "1.234,5"])
def test_a_unit_that_measures_something_else_is_refused(written: str) -> None:
    with pytest.raises(WrongUnit) as error:
        units().read(written, "nm")
    assert "nm" in error.value.help


@pytest.mark.parametrize(("written", "pointed"), [("1,5", "1.5"), ("193,0 nm", "193.0 nm"), ("2,4", "2.4")])
def test_a_decimal_comma_is_told_from_a_separator_of_thousands(written: str, pointed: str) -> None:
    with pytest.raises(NotANumber) as error:
        units().read(written, "nm")
    assert f"write {pointed};" in error.value.help
    assert units().read("1,500 nm", "nm") == 1500


def test_a_plain_number_takes_no_unit() -> None:
    with pytest.raises(WrongUnit, match="plain number"):
        units().read("1.35 nm", "1")


@pytest.mark.parametrize(
    "written", ["", "nm", "about 2", "<2.4 nm", "≤ 2.4", "two", "nan", "inf", "x10^3", "-", "±3", "．"]
)
def test_what_holds_no_number_is_refused(written: str) -> None:
    with pytest.raises(NotANumber):
        units().read(written, "nm")


def test_an_exponent_of_four_digits_is_no_number() -> None:
    with pytest.raises((NotANumber, WrongUnit)):
        units().read("1e9999999", "nm")


def test_a_fraction_in_a_rule_file_is_exact() -> None:
    assert exact("20265/152") == Fraction(101325, 760)
    assert exact("1,200") == 1200


LENGTHS = ["nm", "µm", "Å"]
TEMPERATURES = ["K", "°C", "°F"]


@given(
    value=st.fractions(min_value=-10_000, max_value=10_000, max_denominator=1000),
    pair=st.sampled_from([(a, b) for group in (LENGTHS, TEMPERATURES) for a in group for b in group]),
)
def test_converting_there_and_back_changes_nothing(value: Fraction, pair: tuple[str, str]) -> None:
    one, other = pair
    assert units().convert(units().convert(value, one, other), other, one) == value


def test_every_unit_of_the_rules_is_read_by_each_of_its_spellings() -> None:
    found = built_in().units
    for symbol in found.by_symbol:
        assert found.named(symbol) is found.by_symbol[symbol], symbol


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 Torr", "101325/760 Pa"),
        ("1 inch", "25.4 mm"),
        ("1 TB/s", "8000 Gbit/s"),
        ("1 min", "60 s"),
        ("1 h", "3600 s"),
        ("1 cm²", "100 mm²"),
        ("1 g/cm³", "1000 kg/m³"),
        ("1 µm/min", "1000 nm/min"),
        ("10 mbar", "1 kPa"),
        ("1 kV", "1000 V"),
        ("1 PFLOPS", "1000 TOPS"),
        ("10000 ppm", "1 %"),
        ("1 GHz", "1000 MHz"),
        ("1 MeV", "1000 keV"),
    ],
)
def test_the_units_of_the_rules_have_their_textbook_factors(one: str, other: str) -> None:
    found = built_in().units
    amount, unit = one.split(" ")
    value, wanted = other.split(" ")
    named = found.named(unit)
    assert named is not None
    assert found.convert(Fraction(amount), named.symbol, wanted) == Fraction(value)
