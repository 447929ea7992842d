"""`renkei gaps` as its users drive it: verdicts, differences, examples, saved answers, and bad input.

The bounds are those of the laws on 14 February 2026: overlay below 1.5 nm in 3B001.f.5 and above 1.5 nm in 3B993.f.2,
4.0 nm or less in item 17 te, so that exactly 1.5 nm is in no American paragraph; an overlay below 27 nm in 3B001.f.4.b,
27 nm or less in item 17 he (4) 2.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from renkei.faces.cli import gaps as face
from renkei.report.gap_data import FIELDS

DAY = ("--as-of", "2026-02-14")
LITHOGRAPHY = ("gaps", "us", "jp", "--topic", "lithography")
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "gaps.md"


def answered(run: Any, *asked: str) -> dict[str, Any]:
    ran = run(*asked, "--format", "json")
    assert ran.status == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def regions(answer: dict[str, Any], provision: str) -> list[dict[str, Any]]:
    return [each for row in answer["answer"] for each in row["regions"] if each["provision"] == provision]


def test_exactly_1_5_nm_is_controlled_by_japan_alone(run) -> None:
    (found,) = regions(answered(run, *LITHOGRAPHY, *DAY), "jp-6.17.テ")
    (bound,) = found["deciding"]
    (stretch,) = bound["from_to"]
    assert (bound["about"], bound["unit"], stretch["low"], stretch["high"]) == ("overlay_accuracy", "nm", "1.5", "1.5")
    assert stretch["low_included"]
    assert stretch["high_included"]
    assert (found["controlled_by"], found["certain"]) == ("jp", True)
    assert found["witness"]["values"]["overlay_accuracy"] == "1.5 nm"


def test_an_example_put_to_license_is_told_apart_by_it(run) -> None:
    (found,) = regions(answered(run, *LITHOGRAPHY, *DAY), "jp-6.17.テ")
    given = [part for name, value in found["witness"]["values"].items() for part in ("--set", f"{name}={value}")]
    asked = ("license", "--goods", "imprint_tool", *given, *DAY, "--regime", "us,jp")
    statuses = {}
    for row in answered(run, *asked)["answer"]:
        settled = {each["id"] for each in row["provisions"] if each["status"] == "controlled"}
        statuses[row["regime"]] = settled
    assert "jp-6.17.テ" in statuses["jp"]
    assert not statuses["us"] & {"us-3B001.f.5", "us-3B993.f.2"}


def test_less_than_27_nm_and_27_nm_or_less_differ_at_27_nm_alone(run) -> None:
    found = regions(answered(run, *LITHOGRAPHY, *DAY), "jp-6.17.ヘ.4.2")
    bounds = [bound for each in found for bound in each["deciding"] if bound["about"] == "overlay_error"]
    assert [(s["low"], s["high"]) for bound in bounds for s in bound["from_to"]] == [("27", "27")]


def test_japan_and_the_us_list_euv_scanners_alike(run) -> None:
    (row,) = [each for each in answered(run, *LITHOGRAPHY, *DAY)["answer"] if each["left"] == ["us-3B001.f.1.a"]]
    assert (row["right"], row["verdict"], row["proof"], row["regions"]) == (["jp-6.17.ヘ.1.1"], "same", "proved", [])


def test_the_answer_carries_its_days_sources_and_caveats(run) -> None:
    found = answered(run, *LITHOGRAPHY, *DAY, "--known-on", "2026-01-01")
    assert (found["question"], found["as_of"], found["known_on"]) == ("gaps", "2026-02-14", "2026-01-01")
    assert {"us-3B001.f.5", "jp-6.17.テ"} <= {each["id"] for each in found["sources"]}
    assert "no_advice" in {each["code"] for each in found["caveats"]}
    assert found["not_compared"][0]["left"] == "us"


def test_on_a_day_before_the_japanese_paragraph_only_the_us_lists_imprint_tools_of_1_4_nm(run) -> None:
    # 3B001.f.5 is in force from 2 December 2024, item 17 te from 28 May 2025.
    rows = answered(run, *LITHOGRAPHY, "--as-of", "2025-01-15")["answer"]
    (row,) = [each for each in rows if "us-3B001.f.5" in each["left"]]
    assert "jp-6.17.テ" not in row["right"]
    assert {each["controlled_by"] for each in row["regions"]} == {"us"}


def test_swapping_the_regimes_mirrors_the_verdicts_and_keeps_the_ids(run) -> None:
    there = answered(run, *LITHOGRAPHY, *DAY)["answer"]
    back = answered(run, "gaps", "jp", "us", "--topic", "lithography", *DAY)["answer"]
    mirrored = {"stricter": "looser", "looser": "stricter", "only left": "only right", "only right": "only left"}
    expected = sorted((mirrored.get(each["verdict"], each["verdict"]), each["right"], each["left"]) for each in there)
    assert sorted((each["verdict"], each["left"], each["right"]) for each in back) == expected
    ids = [{region["id"] for row in rows for region in row["regions"]} for rows in (there, back)]
    assert ids[0] == ids[1]


# Words


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            ("Japan stricter", "overlay accuracy of exactly 1.5 nm", "Differs for certain", "Sources", "METI Order"),
        ),
        ("ja", ("日本が厳しい", "重ね合わせ精度が1.5 nm", "確実に相違", "出典", "経済産業省令")),
    ],
)
def test_the_text_names_the_stricter_regime_the_bound_and_the_sources(run, lang: str, said: tuple[str, ...]) -> None:
    ran = run(*LITHOGRAPHY, *DAY, "--lang", lang)
    assert ran.status == 0, ran.err
    whole = " ".join(ran.out.split())
    assert all(each in whole for each in said), [each for each in said if each not in whole]
    assert not [word for word in ("stricter left", "left stricter", "looser", "only left") if word in whole]


def test_what_depends_on_a_judgement_is_not_called_certain(run) -> None:
    found = answered(run, "gaps", "us", "jp", "--topic", "masks", *DAY)
    (region,) = regions(found, "us-3B001.g")
    assert not region["certain"]
    assert region["depends_on"] == ["for_ic_of_us_3a001"]
    out = " ".join(run("gaps", "us", "jp", "--topic", "masks", *DAY).out.split())
    assert "May differ, depending on: for an integrated circuit controlled by US 3A001" in out


def test_what_was_not_compared_is_told(run) -> None:
    out = " ".join(run(*LITHOGRAPHY, *DAY).out.split())
    assert "Not compared" in out
    assert "Art. 6 item 17 sa, not modelled:" in out


def test_three_regimes_are_compared_pair_by_pair(run) -> None:
    found = answered(run, "gaps", "us", "jp", "eu", "--topic", "etch", *DAY)
    assert [(each["left"], each["right"]) for each in found["summary"]] == [("us", "jp"), ("us", "eu"), ("jp", "eu")]
    assert {tuple(row["regimes"]) for row in found["answer"]} == {("us", "jp"), ("us", "eu"), ("jp", "eu")}
    out = run("gaps", "us", "jp", "eu", "--topic", "etch", *DAY).out
    assert all(pair in out for pair in ("US – Japan", "US – EU", "Japan – EU"))


def test_with_a_place_the_need_of_a_license_is_compared(run) -> None:
    ran = run(*LITHOGRAPHY, *DAY, "--to", "China", "--hq", "CN")
    assert "requires a license" in ran.out
    found = answered(run, *LITHOGRAPHY, *DAY, "--to", "China", "--hq", "CN")
    assert found["asked"]["places"] == {"destination": "CN", "headquarters": "CN"}


# Formats


def test_csv_has_one_row_for_each_difference_and_each_pair_without(run) -> None:
    found = answered(run, *LITHOGRAPHY, *DAY)
    rows = list(csv.DictReader(io.StringIO(run(*LITHOGRAPHY, *DAY, "--format", "csv").out)))
    assert tuple(rows[0]) == FIELDS
    assert len(rows) == sum(len(each["regions"]) or 1 for each in found["answer"])
    (at,) = [row for row in rows if row["paragraph"] == "jp-6.17.テ"]
    assert (at["controlled_by"], at["certain"], at["verdict"]) == ("jp", "yes", "Japan stricter")


def test_every_column_of_the_csv_is_told_in_the_guide() -> None:
    page = GUIDE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in FIELDS)


@pytest.mark.parametrize("ending", ["md", "html", "json", "csv", "xlsx"])
def test_the_ending_of_the_file_names_the_format(run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"gaps.{ending}"
    ran = run(*LITHOGRAPHY, *DAY, "-o", file)
    assert (ran.status, ran.out) == (0, ""), ran.err
    starts = {"md": b"# Export", "html": b"<!doctype html>", "json": b"{", "csv": b"as_of", "xlsx": b"PK"}
    assert file.read_bytes().startswith(starts[ending])


def test_the_workbook_has_a_front_sheet_and_one_for_each_topic(run, tmp_path: Path) -> None:
    file = tmp_path / "gaps.xlsx"
    assert run("gaps", "us", "jp", "--topic", "lithography,etch", *DAY, "-o", file).status == 0
    names = python_calamine.CalamineWorkbook.from_path(str(file)).sheet_names
    assert names == ["Overview", "Lithography", "Etch"]


def test_topics_are_listed(run) -> None:
    assert "lithography  露光" in run("gaps", "us", "jp", "--topic", "list", "--lang", "ja").out


def test_progress_is_told_on_a_terminal_only(run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(*LITHOGRAPHY, *DAY).err == ""
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(face, "progress", lambda what: lambda done, of: told.append((done, of)))
    assert run(*LITHOGRAPHY, *DAY).status == 0
    assert told
    assert told[-1][0] == told[-1][1]


# A saved answer


@pytest.fixture
def saved(run, tmp_path: Path) -> Path:
    """The answer for a day on which neither regime had the paragraphs of December 2024 and May 2025."""
    file = tmp_path / "saved.json"
    assert run(*LITHOGRAPHY, "--as-of", "2024-10-01", "-o", file).status == 0
    return file


def test_a_new_difference_fails_and_is_told(run, saved: Path) -> None:
    ran = run(*LITHOGRAPHY, *DAY, "--against", saved, "--fail-on", "new")
    assert ran.status == 1
    assert "New: Japan: Art. 6 item 17 te, imprint lithography tool: overlay accuracy of exactly 1.5 nm" in ran.out


def test_a_difference_that_closed_is_told_and_fails_nothing(run, tmp_path: Path) -> None:
    # On 15 January 2025 the American paragraphs on imprint tools stood alone; from 28 May 2025 item 17 te stands beside.
    file = tmp_path / "before.json"
    assert run(*LITHOGRAPHY, "--as-of", "2025-01-15", "-o", file).status == 0
    ran = run(*LITHOGRAPHY, *DAY, "--against", file)
    assert ran.status == 0
    assert "Closed: US: 3B001.f.5, imprint lithography tool" in ran.out


def test_the_same_answer_has_no_news_in_either_order(run, saved: Path) -> None:
    for pair in (("us", "jp"), ("jp", "us")):
        asked = ("gaps", *pair, "--topic", "lithography", "--as-of", "2024-10-01")
        ran = run(*asked, "--against", saved, "--fail-on", "new")
        assert (ran.status, ran.out) == (0, "Since the saved answer of 1 October 2024: 0 new, 0 closed.\n")


def test_the_news_are_in_the_json_and_on_standard_error(run, saved: Path) -> None:
    ran = run(*LITHOGRAPHY, *DAY, "--against", saved, "--fail-on", "new", "--format", "json")
    assert ran.status == 1
    assert "jp-6.17.テ" in {each["provision"] for each in json.loads(ran.out)["news"]["new"]}
    assert "overlay accuracy of exactly 1.5 nm" in ran.err


def test_a_saved_answer_to_another_question_is_refused(run, saved: Path) -> None:
    for asked, said in (
        (("gaps", "us", "eu", "--topic", "lithography"), "compares `us`, `jp`, not `us`, `eu`"),
        (("gaps", "us", "jp", "--topic", "etch"), "another `--topic`"),
        ((*LITHOGRAPHY, "--to", "CN"), "another `--to` and `--hq`"),
    ):
        ran = run(*asked, *DAY, "--against", saved, "--fail-on", "new")
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err
        assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "content", ["", "[]", "null", "{", '{"question": "gaps"}', '{"question": "license", "answer": []}', "[" * 100_000]
)
def test_a_foreign_file_is_refused_in_one_line(run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "foreign.json"
    file.write_text(content, encoding="utf-8")
    ran = run(*LITHOGRAPHY, *DAY, "--against", file, "--fail-on", "new")
    assert ran.status == 2
    assert ran.err.startswith("renkei: bad-option: `")
    assert ran.err.count("\n") == 1


# Bad input


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("us", "us"), "`us` is given twice"),
        (("us", "jp", "US"), "`us` is given twice"),
        (("us", "kr"), "`kr` is no regime"),
        (("us", "jp", "--topic", "litography"), "did you mean `lithography`?"),
        (("us", "jp", "--topic", ","), "is no topic"),
        (("us", "jp", "--to", "Atlantis"), "`--to Atlantis`: `Atlantis` is no place"),
        (
            ("us", "jp", "--as-of", "2022-12-05"),
            "`jp` is modelled from 2022-12-06; of 2022-12-05 nothing can be compared",
        ),
        (("us", "jp", "eu", "--as-of", "2023-01-11"), "`eu` is modelled from 2023-01-12"),
        (("us", "jp", "--format", "pdf"), 'invalid value "pdf"'),
        (("us", "jp", "-o", "gaps.pdf"), "no format is called `pdf`"),
        (("us", "jp", "--fail-on", "new"), "add `--against SAVED.json`"),
        (("us", "jp", "--against", "no-such-file.json"), "`no-such-file.json` cannot be read"),
        (("us",), "RIGHT"),
    ],
)
def test_bad_input_is_told_in_one_line_with_what_to_do(run, asked: tuple[str, ...], said: str) -> None:
    ran = run("gaps", *asked)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "; " in ran.err
