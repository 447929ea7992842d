"""Exposure in words and pictures: no decimals of our own, names that fit, and pictures for wide and narrow pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from renkei.desk.exposure import ExposureAnswer, ExposureFilter, exposure
from renkei.ground.words import Words
from renkei.report.blocks import Figure
from renkei.report.exposure_drawing import folded, wide_of, words_on
from renkei.report.exposure_outline import exposure_document
from renkei.report.exposure_words import ExposureWords, percent, plainly, sign
from renkei.report.figures import INK, NIGHT, PAGE, narrow
from renkei.supply.amounts import read_amount
from renkei.supply.loading import built_in

DAY = date(2026, 11, 24)


def answer(*goods: str) -> ExposureAnswer:
    return exposure(built_in(), DAY, None, ExposureFilter(goods=goods))


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        ("0", "0"), ("100", "100"), ("99.009901", "99.0"), ("0.04", "<0.1"), ("99.97", ">99.9"), ("69", "69.0"),
    ],
)  # fmt: skip
def test_only_nothing_and_the_whole_read_as_such(share: str, shown: str) -> None:
    assert percent(Decimal(share)) == shown


def test_thirds_that_add_up_to_the_whole_are_the_whole() -> None:
    assert percent(sum([Decimal(100) / 3] * 3, Decimal(0))) == "100"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("69", "69%"), ("93.3", "93.3%"), ("100.0", "100%"), ("~90", "~90%"), (">90", "≥90%"), ("<1", "≤1%"),
        ("85-90", "85–90%"), ("withheld", "–"), ("0", "0%"),
    ],
)  # fmt: skip
def test_a_share_of_a_source_is_shown_as_the_source_writes_it(written: str, shown: str) -> None:
    assert sign(read_amount(written)) == shown


@pytest.mark.parametrize(("number", "shown"), [("900000", "900,000"), ("1E+2", "100"), ("0.50", "0.5"), ("0", "0")])
def test_numbers_have_no_more_decimals_than_they_need(number: str, shown: str) -> None:
    assert plainly(Decimal(number)) == shown


@pytest.mark.parametrize(
    ("lang", "names"),
    [("en", "the Netherlands, Japan and the United States"), ("ja", "オランダ、日本、米国")],
)
def test_places_in_a_sentence_have_their_article(lang: str, names: str) -> None:
    said = ExposureWords(answer("gallium"), Words(lang))  # type: ignore[arg-type]
    told = said.places(["NL", "JP", "US"])
    assert told == names


def test_a_long_list_names_eight_and_counts_the_rest_and_never_counts_one() -> None:
    said = ExposureWords(answer("gallium"), Words("en"))
    names = [f"n{i}" for i in range(12)]
    assert said.few(names) == "n0, n1, n2, n3, n4, n5, n6, n7 and 4 more"
    assert said.few(names[:9]) == ", ".join(names[:9])


@pytest.mark.parametrize(
    "text",
    ["scanning electron microscopes that measure line widths (CD-SEM)", "半導体用高純度フッ化水素酸の製造装置一式"],
)
def test_a_folded_name_keeps_to_its_width_and_its_lines(text: str) -> None:
    for most in (1, 2, 3):
        lines = folded(text, 110, most=most).split("\n")
        assert len(lines) <= most
        assert all(wide_of(line) <= 118 for line in lines)
        assert all(lines)


def test_a_name_that_fits_is_left_alone() -> None:
    assert folded("gallium", 110) == "gallium"


def test_words_are_light_on_dark_and_change_with_the_page_on_its_own_ground() -> None:
    assert words_on(PAGE) == INK
    assert INK in NIGHT
    for ground in ("#1d4e88", "#e3ebf5"):
        assert words_on(ground) not in NIGHT
        assert ground not in NIGHT  # a box keeps its color on a dark page, so must the words on it
    assert words_on("#1d4e88") != words_on("#e3ebf5")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_picture_has_words_for_those_who_do_not_see_it_and_one_for_phones(lang: str) -> None:
    document = exposure_document(answer("gallium", "euv-scanners"), Words(lang), figures=True)  # type: ignore[arg-type]
    pictures = [each for each in document.blocks if isinstance(each, Figure)]
    assert [each.name for each in pictures] == ["chain-gallium", "chain-euv-scanners"]
    for each in pictures:
        assert each.alt
        assert each.caption
        assert narrow(each).spec["width"] <= 340  # type: ignore[operator]


def test_a_document_without_pictures_has_none() -> None:
    assert not [each for each in exposure_document(answer("gallium"), Words("en")).blocks if isinstance(each, Figure)]


def test_every_source_is_numbered_in_the_order_it_is_cited() -> None:
    document = exposure_document(answer("chips-below-10nm"), Words("en"))
    assert [each.number for each in document.sources] == list(range(1, len(document.sources) + 1))
    assert len({each.id for each in document.sources}) == len(document.sources)
