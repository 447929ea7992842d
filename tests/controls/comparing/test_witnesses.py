"""An item for every difference: next to the bound that decides, possible, real where one will do, and judged again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from controls.sample_rules import requirement
from controls.two_regimes import PRINTER, Rule, compared, regions, relating, requirements, two
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Comparison
from renkei.controls.comparing.witnesses import Witness
from renkei.controls.facts import NOT_APPLICABLE
from renkei.controls.products import Product, ProductFigure


def product(name: str, goods: str = "printer", **values: Any) -> Product:
    figures = {
        key: ProductFigure(
            str(each), Fraction(each) if isinstance(each, (int, str)) and not isinstance(each, bool) else each, ()
        )
        for key, each in values.items()
    }
    return Product(name, "Maker", name, "NL", goods, figures)


def witnesses(comparison: Comparison | None) -> list[Witness | None]:
    return [each.witness for by in ("left", "right") for each in regions(comparison, by)]  # type: ignore[arg-type]


def one(left: Any, right: Any, products: Sequence[Product] = (), subject: Subject = PRINTER) -> Witness:
    """The witness of the one difference between two paragraphs."""
    (found,) = witnesses(compared({"a": left}, {"b": right}, subject, products=products))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        ("width <= 3", "width < 3", {"width": 3}),
        ("width >= 3", "width > 3", {"width": 3}),
        ("width < 5", "width < 3", {"width": 3}),
        ("width > 1.5", "width > 3", {"width": 3}),
        ("1 < width < 3", "1 < width <= 2", {"width": "2.1"}),
        ("layers >= 2", "layers > 2", {"layers": 2}),
        ("layers > 2", "layers > 3", {"layers": 3}),
        (
            ["fast", "width > 1"],
            ["fast", "width > 1", "chemistry is wet"],
            {"fast": True, "width": "1.1", "chemistry": "dry"},
        ),
    ],
)
def test_it_lies_next_to_the_bound_that_decides(left: Any, right: Any, values: Mapping[str, Any]) -> None:
    expected = {k: v if isinstance(v, bool) or k == "chemistry" else Fraction(v) for k, v in values.items()}
    assert one(left, right).values == expected


def test_a_quotient_comes_to_lie_between_the_bounds() -> None:
    found = one("wavelength / aperture <= 180 nm", "wavelength / aperture <= 120 nm")
    wavelength, aperture = found.values["wavelength"], found.values["aperture"]
    assert isinstance(wavelength, Fraction)
    assert isinstance(aperture, Fraction)
    assert 120 < wavelength / aperture <= 180
    assert 0 < aperture < 2


def test_figures_are_those_that_real_products_have_where_these_do_not_decide() -> None:
    known = [
        product("P1", wavelength=193, width=9),
        product("P2", wavelength=193, width=9),
        product("P3", wavelength=248, width=9),
    ]
    found = one(["wavelength < 300 nm", "width <= 3"], ["wavelength < 300 nm", "width < 3"], known)
    assert found.values == {"wavelength": 193, "width": 3}


class TestRealProducts:
    IN = product("in", fast=True, width=4)

    def told(self, *products: Product) -> Witness:
        return one(["fast", "width >= 3"], ["fast", "width >= 5"], products)

    def test_one_that_lies_in_the_difference_is_taken(self) -> None:
        found = self.told(product("out", fast=True, width=9), self.IN)
        assert (found.product, found.values) == ("in", {"fast": True, "width": 4})

    @pytest.mark.parametrize(
        "other",
        [
            product("out", fast=True, width=5),
            product("slow", fast=False, width=4),
            product("unsaid", width=4),
            product("oven", goods="oven", fast=True, width=4),
        ],
        ids=lambda each: each.id,
    )
    def test_one_that_does_not_or_of_which_too_little_is_known_is_not(self, other: Product) -> None:
        found = self.told(other)
        assert found.product is None
        assert found.values == {"fast": True, "width": Fraction("4.9")}


class TestWhatItIsToldToHave:
    def test_it_has_nothing_else_that_the_rules_ask_about(self) -> None:
        """Were the bits left open, the right might control it."""
        left, right = (
            {"a": ["fast", "width > 1"]},
            {"b": ["fast", "width > 1", "not bits > 0"], "c": ["fast", "bits > 9"]},
        )
        for found in witnesses(compared(left, right)):
            assert found is not None
            assert found.values.keys() <= {"fast", "width", "bits"}

    def test_where_having_no_figure_decides_it_has_none(self) -> None:
        found = one(["fast", "not bits > 0"], ["fast", "bits <= 0"])
        assert found.values == {"fast": True, "bits": NOT_APPLICABLE}

    def test_it_has_the_members_that_are_asked_for_and_no_others(self) -> None:
        found = one("films has any {tin}", ["films has any {tin}", "films has any {zinc}"])
        assert found.values == {"films": frozenset({"tin"})}

    def test_software_says_what_the_goods_it_is_for_are(self) -> None:
        left = {"a": ["fast", "width > 3"], "s": Rule(["secret", "meets xx-a"], goods=("software",))}
        (found,) = witnesses(compared(left, {}, Subject("software", "printer")))
        assert found is not None
        assert found.values == {"secret": True, "fast": True, "width": Fraction("3.1")}

    def test_it_names_the_paragraphs_that_reach_it(self) -> None:
        (found, *_) = witnesses(compared({"a": "width >= 3", "b": ["width >= 3", "not fast"]}, {}))
        assert found is not None
        assert found.provisions == ("xx-a", "xx-b")


class TestWhereLicensesAreCompared:
    BOOK = two(
        {"a": Rule("fast", license=("xx-far",)), "b": Rule(["fast", "width > 1"], license=("xx-wide",))},
        {},
        requirements(),
    )

    @pytest.mark.parametrize(("place", "told"), [("CN", ["xx-a", "xx-b"]), ("NL", ["xx-b"])])
    def test_it_names_the_paragraphs_for_which_a_license_is_needed(self, place: str, told: list[str]) -> None:
        found = witnesses(relating(self.BOOK, {"destination": place}).of(PRINTER))
        assert sorted({id_ for each in found if each is not None for id_ in each.provisions}) == told

    def test_it_says_how_an_application_would_be_reviewed(self) -> None:
        policy = requirement("xx-far", "destination in xx.far", [(None, "case by case")])
        book = two({"a": Rule("fast", license=("xx-far",))}, {}, [policy])
        (found,) = witnesses(relating(book, {"destination": "CN"}).of(PRINTER))
        assert found is not None
        assert found.policies == ("case by case",)
