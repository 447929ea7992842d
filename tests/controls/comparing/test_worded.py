"""What decides a difference, in words, as a reader of both texts would write it."""

from __future__ import annotations

from typing import Any

import pytest

from controls.two_regimes import PRINTER, Rule, compared, regions, two
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.worded import phrases
from renkei.controls.conditions import NotAtHand
from renkei.controls.wording import Wording
from renkei.ground.words import Words


def told(left: dict[str, Any], right: dict[str, Any], lang: Any, subject: Subject = PRINTER) -> list[list[str]]:
    """What decides, of every difference of the left."""
    found = compared(left, right, subject, prove=False)
    assert found is not None
    wording, words = Wording(two(left, right), Words(lang)), Words(lang)
    space = found.relations[0].space
    return [phrases(space, each.deciding, wording, words) for each in regions(found, "left")]


@pytest.mark.parametrize(
    ("left", "right", "en", "ja"),
    [
        ("width <= 3", "width < 3", "width of exactly 3", "幅が3"),
        ("width < 5", "width <= 3", "width more than 3 and less than 5", "幅が3超5未満"),
        ("width <= 5", "width < 3", "width at least 3 and at most 5", "幅が3以上5以下"),
        ("overlay <= 2.4 nm", "overlay <= 1.5 nm", "overlay more than 1.5 nm and at most 2.4 nm", None),
        ("width > 1", ["width > 1", "fast"], "not: fast", "高速でない"),
        (["fast", "width > 1"], ["fast", "not width > 3"], "width more than 3", "幅が3超"),
        ("width != 3", "width < 3", "width more than 3", "幅が3超"),
        ("layers >= 2", "layers > 2", "layers of exactly 2", "層数が2"),
        ("chemistry in {wet, dry}", "chemistry is wet", "chemistry: dry", "方式：乾式"),
        ("films has any {tin}", ["films has any {tin}", "films has any {zinc}"], "not: films: zinc", None),
        (
            "wavelength / aperture <= 180 nm",
            "wavelength / aperture <= 120 nm",
            "wavelength ÷ aperture more than 120 nm and wavelength ÷ aperture 180 nm or less",
            None,
        ),
        ("not bits > 0", "bits <= 0", "no bits", None),
        ("width + height > 1", "width + height > 3", "width + height more than 1 and width + height 3 or less", None),
    ],
)
def test_what_decides_is_said_in_both_languages(left: Any, right: Any, en: str, ja: str | None) -> None:
    assert told({"a": left}, {"b": right}, "en") == [[en]]
    in_japanese = told({"a": left}, {"b": right}, "ja")
    assert in_japanese == [[ja]] if ja is not None else len(in_japanese) == 1


def test_physical_limits_are_no_part_of_what_decides() -> None:
    """An aperture lies between 0 and 2 by nature."""
    assert told({"a": "aperture > 0.5"}, {"b": "0.5 < aperture <= 1"}, "en") == [["aperture more than 1"]]


def test_a_text_that_is_not_at_hand_is_named_by_its_paragraph() -> None:
    """Kits are judged by what is said of printers, too."""
    left = {"a": Rule(["fast", "width > 1"], goods=("kit",))}
    right = {
        "lost": Rule(NotAtHand(), state="not at hand"),
        "b": Rule(["fast", "width > 1", "meets yy-lost"], goods=("kit",)),
    }
    assert told(left, right, "en", Subject("kit")) == [["does not meet lost"]]


def test_goods_that_are_referred_to_are_named_by_their_paragraphs() -> None:
    left = {"s": Rule("secret", goods=("software",))}
    right = {"c": "fast", "s": Rule(["secret", "meets yy-c"], goods=("software",))}
    assert told(left, right, "en", Subject("software", "printer")) == [["for goods that do not meet c"]]
