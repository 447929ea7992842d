"""The alignment of two regimes as table, chart and plain values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from renkei.controls.loading import built_in
from renkei.desk.alignment import AlignmentAnswer, alignment
from renkei.desk.covered import Covered
from renkei.ground.words import Words
from renkei.report.alignment import alignment_blocks, alignment_json
from renkei.report.alignment_words import percent, share_words
from renkei.report.blocks import Block, Figure, Heading, Paragraph, Table, plain_text
from renkei.report.charts import as_svg
from renkei.report.figures import narrow

DAY = date(2026, 2, 14)


@pytest.fixture(scope="module")
def answer() -> AlignmentAnswer:
    return alignment(built_in(), "us", "jp", DAY, since=date(2024, 12, 2), topics=("lithography",))


def covered(wholly: int, partly: int, undecided: int = 0) -> Covered:
    named = tuple(f"p{each}" for each in range(wholly + partly + undecided))
    ids = {
        "covered": named[:wholly],
        "partly": named[wholly : wholly + partly],
        "not": (),
        "undecided": named[wholly + partly :],
    }
    return Covered("left", None, ids)  # type: ignore[arg-type]


def tables(blocks: list[Block]) -> list[list[list[str]]]:
    return [[[plain_text(cell) for cell in row] for row in b.rows] for b in blocks if isinstance(b, Table)]


@pytest.mark.parametrize(
    ("wholly", "partly", "expected"), [(0, 3, 0), (3, 0, 100), (1, 999, 1), (999, 1, 99), (1, 2, 33), (1, 1, 50)]
)
def test_zero_and_a_hundred_percent_are_told_only_where_exact(wholly: int, partly: int, expected: int) -> None:
    assert percent(covered(wholly, partly)) == expected


def test_a_share_of_nothing_is_told_as_unknown() -> None:
    assert share_words(covered(0, 0, undecided=2), Words("en")) == "unknown"
    assert share_words(covered(0, 0, undecided=2), Words("ja")) == "不明"


def test_a_share_keeps_its_numerator_and_denominator() -> None:
    assert share_words(covered(1, 2, undecided=4), Words("en")) == "1 / 3 (33%)"


def test_a_row_stands_for_each_day_on_which_a_count_changed(answer: AlignmentAnswer) -> None:
    shares, _ = tables(alignment_blocks(answer, Words("en")))
    assert [row[:2] for row in shares] == [["Lithography", "2024-12-02"], ["", "2025-05-28"]]


def test_differences_are_told_by_the_day_since_which_they_are_open(answer: AlignmentAnswer) -> None:
    _, opened = tables(alignment_blocks(answer, Words("en")))
    days = {row[0]: row for row in opened}
    # Item 17 te of Japan came on 2025-05-28, 262 days before the day asked for.
    assert days["2025-05-28"][1] == "262"
    assert "Art. 6 item 17 te" in days["2025-05-28"][3]
    assert days["2024-12-02"][2:] == ["3B993.f.3", "–"]


def test_a_difference_from_before_the_first_day_says_so(answer: AlignmentAnswer) -> None:
    _, opened = tables(alignment_blocks(answer, Words("en")))
    assert opened[0][0] == "2022-12-06 or earlier"


def test_before_both_regimes_are_modelled_one_sentence_says_from_when() -> None:
    early = alignment(built_in(), "us", "jp", date(2022, 11, 1), topics=("lithography",))
    head, line = alignment_blocks(early, Words("en"))
    assert isinstance(head, Heading)
    assert isinstance(line, Paragraph)
    assert "6 December 2022" in plain_text(line.spans)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_chart_names_topics_and_both_directions(answer: AlignmentAnswer, lang: Any) -> None:
    words = Words(lang)
    figure = next(b for b in alignment_blocks(answer, words, figures=True) if isinstance(b, Figure))
    for drawn in (as_svg(figure), as_svg(narrow(figure))):
        assert {"en": "Lithography", "ja": "露光"}[lang] in drawn
        assert {"en": "Japan covered by US", "ja": "米国も規制する日本の条項"}[lang] in drawn
        assert {"en": "92%", "ja": "92％"}[lang] in drawn  # 12 of the 13 American paragraphs on the last day


def test_plain_values_hold_what_stands_behind_every_share(answer: AlignmentAnswer) -> None:
    plain = alignment_json(answer)
    assert (plain["left"], plain["right"], plain["first"]) == ("us", "jp", "2022-12-06")
    for day in plain["days"]:
        for share in day["shares"]:
            if share["topic"] is None:
                ids = share["provisions"]
                assert share["numerator"] == len(ids["covered"])
                assert share["denominator"] == len(ids["covered"]) + len(ids["partly"]) + len(ids["not"])
    imprint = next(each for each in plain["open"] if each["provision"] == "jp-6.17.テ")
    assert imprint == {
        "regime": "jp",
        "provision": "jp-6.17.テ",
        "since": "2025-05-28",
        "certain_since": "2025-05-28",
        "at_least": False,
    }


def test_with_a_place_the_share_is_told_as_one_of_licenses() -> None:
    places = {"destination": "CN", "headquarters": "CN"}
    found = alignment(built_in(), "us", "jp", DAY, since=DAY, topics=("etch",), places=places)
    _, lead, *_ = alignment_blocks(found, Words("en"))
    assert isinstance(lead, Paragraph)
    assert "needs one there too" in plain_text(lead.spans)
