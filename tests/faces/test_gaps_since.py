"""`renkei gaps --since`: how far two regimes were aligned over time, as users ask for it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ASKED = ("gaps", "us", "jp", "--topic", "lithography", "--as-of", "2026-02-14")


def test_the_timeline_is_told_only_if_asked_for(run: Any) -> None:
    assert "Alignment over time" not in run(*ASKED).out
    ran = run(*ASKED, "--since", "2024-01-01")
    assert (ran.status, ran.err) == (0, "")
    assert "Alignment over time: US – Japan" in ran.out


def test_the_timeline_is_told_in_japanese_as_well(run: Any) -> None:
    assert "整合の推移：米国・日本" in run(*ASKED, "--since", "2024-01-01", "--lang", "ja").out


def test_json_holds_the_days_from_the_one_asked_for_to_the_day_of_the_answer(run: Any) -> None:
    (timeline,) = json.loads(run(*ASKED, "--since", "2024-01-01", "--format", "json").out)["alignment"]
    days = [each["day"] for each in timeline["days"]]
    assert (days[0], days[-1]) == ("2024-01-01", "2026-02-14")
    assert all(one < next_ for one, next_ in pairwise(days))


def test_without_a_timeline_json_has_an_empty_list(run: Any) -> None:
    assert json.loads(run(*ASKED, "--format", "json").out)["alignment"] == []


def test_html_draws_the_timeline(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "gaps.html"
    assert run(*ASKED, "--since", "2024-01-01", "-o", str(page)).status == 0
    text = page.read_text(encoding="utf-8")
    assert "Strips of time for each topic from 1 January 2024 to 14 February 2026" in text


def test_of_three_regimes_every_pair_has_a_timeline(run: Any) -> None:
    ran = run("gaps", "us", "jp", "eu", *ASKED[3:], "--since", "2025-01-01", "--format", "json")
    pairs = [(each["left"], each["right"]) for each in json.loads(ran.out)["alignment"]]
    assert pairs == [("us", "jp"), ("us", "eu"), ("jp", "eu")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--since", "2026-02-15"), "is after 2026-02-14"),
        (("--since", "2024-02-30"), "2024-02-30"),
        (("--since", "2024-01-01", "--format", "csv"), "a timeline is not written as csv"),
    ],
)
def test_what_cannot_be_told_is_one_clear_line(run: Any, given: tuple[str, ...], said: str) -> None:
    ran = run(*ASKED, *given)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_the_first_day_both_are_modelled_is_told_where_an_earlier_one_is_asked_for(run: Any) -> None:
    (timeline,) = json.loads(run(*ASKED, "--since", "2020-01-01", "--format", "json").out)["alignment"]
    assert timeline["days"][0]["day"] == timeline["first"] == "2022-12-06"
