"""`renkei changes` as its users drive it: a regime on two days, with and without a table of items; and bad input.

The story asked for is that of October 2022 and October 2023: an aggregate bidirectional transfer rate of 600 GB/s was
asked for beside a performance of 4800, and then no longer.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renkei.report.change_data import CHANGE_COLUMNS, ITEM_COLUMNS

ASKED = ["changes", "us", "2022-10-21", "2023-11-17", "--topic", "integrated_circuits"]
TABLE = """item,goods,tpp,aggregate bidirectional transfer rate
slow,integrated circuit,4800,599 GB/s
fast,integrated circuit,4800,600 GB/s
small,integrated circuit,1599,599 GB/s
blank,integrated circuit,4800,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "items.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def told(ran: Any) -> dict[str, Any]:
    assert ran.status == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_interconnect_story_is_told_with_its_products(run: Callable[..., Any]) -> None:
    ran = run(*ASKED)
    assert ran.status == 0
    lines = " ".join(ran.out.split())
    assert (
        "total processing performance (TPP) 4800 or more; aggregate bidirectional transfer rate less than 600" in lines
    )
    assert "NVIDIA A800" in lines
    assert "NVIDIA H800" in lines
    assert "88 FR 73458" in lines
    assert "certified" in lines


def test_japanese_tells_the_same(run: Callable[..., Any]) -> None:
    ran = run(*ASKED, "--lang", "ja")
    assert ran.status == 0
    assert "非該当から該当へ" in ran.out
    assert "600GB/s未満" in "".join(ran.out.split())


def test_json_has_the_shape_of_every_answer(run: Callable[..., Any]) -> None:
    found = told(run(*ASKED, "--format", "json"))
    assert {"question", "as_of", "known_on", "answer", "sources", "caveats"} <= found.keys()
    assert (found["since"], found["as_of"], found["proved"]) == ("2022-10-21", "2023-11-17", True)
    new = next(each for each in found["answer"] if each["provision"] == "us-3A090.a.1")
    assert {"provision", "was", "is", "regions"} <= new.keys()
    assert new["was"] is None
    assert new["is"]["since"] == "2023-11-17"
    region = next(each for each in new["regions"] if "600" in each["deciding"]["en"])
    assert region["way"] == "free to controlled"
    assert {"nvidia-a800-80gb-sxm", "nvidia-h800-sxm-80gb"} <= set(region["products"])
    assert set(region["text"]) == {"en", "ja"}


def test_items_are_told_with_what_moves_them(run: Callable[..., Any], table: Path) -> None:
    """At 4800 a circuit of 599 GB/s was free and one of 600 GB/s was not; below 1600 all stay free."""
    found = told(run(*ASKED, "--items", table, "--format", "json"))
    assert {each["item"]: each["move"] for each in found["items"]} == {
        "slow": "free to controlled",
        "fast": "reason changed",
        "small": "stays undecided",
        "blank": "undecided to controlled",
    }


def test_only_items_that_move_are_listed_and_the_others_counted(run: Callable[..., Any], table: Path) -> None:
    ran = run(*ASKED, "--items", table)
    assert ran.status == 0
    assert "Of 4 items, 3 move. Stay undecided: 1" in " ".join(ran.out.split())
    assert "slow" in ran.out
    assert "small" not in ran.out


def test_csv_has_a_row_for_each_region_or_for_each_item(run: Callable[..., Any], table: Path) -> None:
    regions = run(*ASKED, "--format", "csv")
    assert regions.out.splitlines()[0] == ",".join(CHANGE_COLUMNS)
    rows = list(csv.DictReader(io.StringIO(regions.out)))
    assert {"us-3A090.a", "us-3A090.a.1"} <= {each["provision"] for each in rows}
    items = run(*ASKED, "--items", table, "--format", "csv")
    assert items.out.splitlines()[0] == ",".join(ITEM_COLUMNS)
    assert len(list(csv.DictReader(io.StringIO(items.out)))) == 4


@pytest.mark.parametrize("form", ["json", "csv", "md", "html", "text"])
def test_every_form_goes_to_the_screen_and_to_a_file(run: Callable[..., Any], tmp_path: Path, form: str) -> None:
    shown = run(*ASKED, "--format", form)
    assert shown.status == 0, shown.err
    target = tmp_path / f"changes.{'txt' if form == 'text' else form}"
    assert run(*ASKED, "-o", target).status == 0
    assert target.read_bytes() == shown.out.encode()


def test_the_page_fetches_nothing(run: Callable[..., Any]) -> None:
    page = run(*ASKED, "--format", "html").out
    assert "<script" not in page
    assert "600 GB/s" in page


def test_who_needs_a_license_is_asked_with_a_place(run: Callable[..., Any], table: Path) -> None:
    found = told(run(*ASKED, "--to", "CN", "--hq", "CN", "--items", table, "--format", "json"))
    assert found["places"] == {"destination": "CN", "headquarters": "CN"}
    slow = next(each for each in found["items"] if each["item"] == "slow")
    assert slow["is"] == "required"
    assert slow["move"] == "free to controlled"


def test_known_on_leaves_out_what_was_not_public_yet(run: Callable[..., Any]) -> None:
    """The rule in force on 17 November 2023 was published on 25 October 2023."""
    found = told(run(*ASKED, "--known-on", "2023-10-24", "--format", "json"))
    assert found["known_on"] == "2023-10-24"
    assert "us-3A090.a.1" not in {each["provision"] for each in found["answer"]}


BAD = [
    (["us", "2023-11-17", "2022-10-21"], "bad-option", "`2023-11-17` is after `2022-10-21`"),
    (["us", "2023-11-17", "2023-11-17"], "bad-option", "same day"),
    (["us", "2023-02-30", "2023-11-17"], "bad-day", "2023-02-30"),
    (["us", "2000-01-01", "2023-11-17"], "bad-option", "modelled from 2022-10-07"),
    (["xx", "2022-10-21", "2023-11-17"], "bad-option", "xx"),
    (["us", "2022-10-21"], "bad-option", "UNTIL"),
    (["us", "2022-10-21", "2023-11-17", "--topic", "cheese"], "bad-option", "`cheese`"),
    (["us", "2022-10-21", "2023-11-17", "--topic", ","], "bad-option", "no topic"),
    (["us", "2022-10-21", "2023-11-17", "--to", "Narnia"], "bad-cell", "`--to Narnia`"),
    (["us", "2022-10-21", "2023-11-17", "--hq", ""], "bad-option", "names no place"),
    (["us", "2022-10-21", "2023-11-17", "--items", "nowhere.csv"], "bad-table", "nowhere.csv"),
    (["us", "2022-10-21", "2023-11-17", "--format", "xlsx"], "bad-option", "xlsx"),
]


@pytest.mark.parametrize(("asked", "code", "part"), BAD)
def test_bad_input_is_one_line_and_status_2(run: Callable[..., Any], asked: list[str], code: str, part: str) -> None:
    ran = run("changes", *asked)
    assert ran.status == 2
    assert ran.out == ""
    (line,) = ran.err.splitlines()
    assert line.startswith(f"renkei: {code}: ")
    assert part in line


def test_a_table_without_items_is_refused(run: Callable[..., Any], tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("item,goods,tpp\n", encoding="utf-8")
    ran = run(*ASKED, "--items", empty)
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
