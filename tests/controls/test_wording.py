"""Conditions in words: English and Japanese sentences as a reader of the law would write them."""

from __future__ import annotations

from typing import Any

import pytest

from controls.sample_rules import grammar, ruled
from renkei.controls.wording import Wording
from renkei.ground.words import Words

BOOK = ruled({f"3B{n}": "fast" for n in range(1, 9)})
IDS = tuple(BOOK.provisions)

PHRASES = [
    ("overlay <= 2.4 nm", "overlay 2.4 nm or less", "重ね合わせ精度が2.4 nm以下"),
    ("overlay < 2.40 nm", "overlay less than 2.40 nm", "重ね合わせ精度が2.40 nm未満"),
    ("width >= 16000", "width 16,000 or more", "幅が16,000以上"),
    ("width > 1200", "width more than 1200", "幅が1200超"),
    ("width = 3", "width of exactly 3", "幅が3"),
    ("width != 3", "width other than 3", "幅が3以外"),
    ("45 nm >= overlay", "overlay 45 nm or less", "重ね合わせ精度が45 nm以下"),
    ("not overlay <= 2.4 nm", "overlay more than 2.4 nm", "重ね合わせ精度が2.4 nm超"),
    ("not width = 3", "width other than 3", "幅が3以外"),
    (
        "0.25 * wavelength / aperture <= 45 nm",
        "0.25 × wavelength ÷ aperture 45 nm or less",
        "0.25 × 波長 ÷ 開口数が45 nm以下",
    ),
    ("2 * (width + height) > 9", "2 × (width + height) more than 9", "2 × (幅 + 高さ)が9超"),
    ("20 °C < heat < 500 °C", "heat more than 20 °C and less than 500 °C", "温度が20 °C超500 °C未満"),
    ("20 °C <= heat <= 500 °C", "heat at least 20 °C and at most 500 °C", "温度が20 °C以上500 °C以下"),
    ("fast", "fast", "高速"),
    ("not fast", "not: fast", "高速でない"),
    ("chemistry is wet", "chemistry: wet", "方式：湿式"),
    ("films has any {cobalt, tin}", "films: cobalt or tin", "膜：コバルト又はすず"),
    ("films has all {cobalt, tin}", "films: cobalt and tin", "膜：コバルト及びすず"),
    ("destination in xx.far", "destination in the far places", "仕向地が遠方"),
    ("meets xx-3B1", "meets 3B1", "3B1に該当"),
    ("not at hand", "the text is not at hand", "条文が未入手"),
]


def phrase(when: Any, lang: Any) -> str:
    return Wording(BOOK, Words(lang)).phrase(grammar(IDS).read(when))


@pytest.mark.parametrize(("when", "en", "ja"), PHRASES, ids=[str(each[0]) for each in PHRASES])
def test_a_condition_is_worded_in_both_languages(when: str, en: str, ja: str) -> None:
    if when.startswith("destination"):
        ja = phrase(when, "ja").split("が")[0] + "が遠方"  # the name of the attribute is the sample's own
    assert (phrase(when, "en"), phrase(when, "ja")) == (en, ja)


def lines(when: Any, lang: Any = "en") -> list[tuple[int, str]]:
    return [(line.depth, line.text) for line in Wording(BOOK, Words(lang)).lines(grammar(IDS).read(when))]


def test_alternatives_stand_below_a_line_of_their_own() -> None:
    when = [
        "fast",
        {"any": ["chemistry is wet", {"all": ["width > 1", "height > 1"]}]},
        {"none": ["width > 9", "height > 9"]},
    ]
    assert lines(when) == [
        (0, "fast"),
        (0, "any of:"),
        (1, "chemistry: wet"),
        (1, "all of:"),
        (2, "width more than 1"),
        (2, "height more than 1"),
        (0, "none of:"),
        (1, "width more than 9"),
        (1, "height more than 9"),
    ]
    assert [text for _, text in lines(when, "ja")][1] == "次のいずれかに該当"


def test_a_long_list_of_paragraphs_is_cut_and_counted() -> None:
    ((_, text),) = lines("meets " + " ".join(IDS))
    assert text == "meets one of 3B1, 3B2, 3B3, 3B4, 3B5, 3B6 and 2 more"


def test_a_bound_is_shown_beside_the_figure_it_binds() -> None:
    words = Wording(BOOK, Words("en"))
    condition: Any = grammar().read("45 nm >= overlay")
    assert (words.subject(condition), words.bound(condition)) == ("overlay", "≤ 45 nm")
