"""Some paragraphs beside others by themselves, whatever else both regimes control."""

from __future__ import annotations

from typing import Any

import pytest

from controls.two_regimes import PRINTER, Rule, relating, two
from renkei.controls.comparing.pairs import Pair, pair
from renkei.controls.comparing.plainly import Subject


def paired(left: dict[str, Any], right: dict[str, Any], left_ids: str, right_ids: str, **more: Any) -> Pair:
    asked = relating(two(left, right))
    ids = [[f"{regime}-{each}" for each in named.split()] for regime, named in (("xx", left_ids), ("yy", right_ids))]
    return pair(asked.left, asked.right, more.get("subject", PRINTER), *ids)


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("width < 3", "width < 3", "same"),
        ("width < 3", "not width >= 3", "right wider"),  # what has no width at all meets the second
        ("width < 27", "width <= 27", "right wider"),
        ("width <= 27", "width < 27", "left wider"),
        ("2 < width <= 5", "3 < width <= 6", "each wider"),
        ("width < 3", "width > 5", "nothing shared"),
        ("0.25 * wavelength / aperture <= 45 nm", "wavelength / aperture <= 180 nm", "same"),
    ],
)
def test_two_paragraphs_are_related_by_what_they_ask_for(left: Any, right: Any, verdict: str) -> None:
    found = paired({"a": left}, {"b": right}, "a", "b")
    assert (found.verdict, found.proof) == (verdict, "proved")


def test_only_the_paragraphs_named_count() -> None:
    left, right = {"a": "width < 3"}, {"b": "width < 2", "rest": "2 <= width < 5"}
    assert paired(left, right, "a", "b").verdict == "left wider"
    assert paired(left, right, "a", "b rest").verdict == "right wider"


def test_what_a_text_leaves_to_another_paragraph_of_its_regime_is_still_its_own() -> None:
    left = {"a": Rule("width < 3", unless=["meets xx-other"]), "other": "fast"}
    assert paired(left, {"b": "width < 3"}, "a", "b").verdict == "same"


def test_so_is_what_it_leaves_to_several_by_one_name() -> None:
    left = {"a": Rule("width < 3", unless=["meets any xx-other.*", "layers > 5"]), "other.1": "fast", "other.2": "fast"}
    (excess,) = paired(left, {"b": "width < 3"}, "a", "b").excesses
    assert excess.by == "right"
    assert list(excess.deciding) == ["layers"]


def test_an_excess_says_what_decides_and_where_it_was_cut_from() -> None:
    (excess,) = paired({"a": "width <= 3"}, {"b": "width < 3"}, "a", "b").excesses
    assert (excess.by, excess.provision, list(excess.deciding)) == ("left", "xx-a", ["width"])


def test_nothing_named_on_one_side_leaves_everything_of_the_other() -> None:
    found = paired({"a": "width < 3"}, {"b": "width < 3"}, "a", "")
    assert (found.verdict, [each.deciding for each in found.excesses]) == ("nothing shared", [{}])


def test_paragraphs_on_other_goods_count_for_nothing() -> None:
    found = paired({"a": "width < 3"}, {"b": "width < 3"}, "a", "b", subject=Subject("scanner"))
    assert (found.verdict, found.excesses) == ("nothing shared", ())


def test_a_pair_too_tangled_to_enumerate_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renkei.controls.comparing.fewer.LIMIT", 1)
    found = paired({"a": {"any": ["width < 3", "fast"]}}, {"b": "width < 3"}, "a", "b")
    assert (found.verdict, found.proof) == ("too tangled", None)
