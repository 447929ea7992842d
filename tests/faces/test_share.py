"""`renkei share` as its users drive it: the example, every format, both languages, and bad input."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renkei.report.share_data import FIELDS
from renkei.supply.sharing.rules import RULES

EXAMPLE = Path(__file__).parents[2] / "examples" / "share"
FILES = [
    EXAMPLE / "needs.csv", EXAMPLE / "stocks.csv", "--capacities", EXAMPLE / "capacities.csv",
    "--closed", EXAMPLE / "closed.csv", "--as-of", "2026-11-24",
]  # fmt: skip
ASKED = [*FILES, "--pledges", EXAMPLE / "pledges.csv"]


def told(ran: Any) -> dict[str, Any]:
    assert ran.status == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_text_tells_who_gets_what_and_that_it_is_proved(run: Callable[..., Any]) -> None:
    ran = run("share", *ASKED)
    assert ran.status == 0
    lines = " ".join(ran.out.split())
    # JP can be given only what it and KR have: 40 + 20 + 20 of 240, a third.
    assert "Japan example resin 2027-01 120 t 40 t 80 t 33.3 %" in lines
    assert "Proved exactly" in lines
    assert "an open way from United States to Japan" in lines
    assert "SHA-256" in lines


def test_japanese_tells_the_same(run: Callable[..., Any]) -> None:
    ran = run("share", *ASKED, "--lang", "ja")
    assert ran.status == 0
    assert "厳密に証明済み" in ran.out
    assert "33.3%" in ran.out
    assert not re.search(r"\bshare\.\w", ran.out)


def test_json_has_the_shape_of_every_answer(run: Callable[..., Any]) -> None:
    found = told(run("share", *ASKED, "--rules", "all", "--format", "json"))
    assert {"question", "as_of", "known_on", "answer", "sources", "caveats"} <= found.keys()
    assert (found["question"], found["as_of"], found["known_on"]) == ("share", "2026-11-24", None)
    assert {row["rule"] for row in found["answer"]} == set(RULES)
    assert {"to", "good", "asked", "given", "unmet"} <= found["answer"][0].keys()
    assert [each["role"] for each in found["sources"]] == ["needs", "stocks", "capacities", "pledges", "closed"]
    assert all(each["kept"] and each["optimal"] and each["gap"] == 0 for each in found["proofs"])
    assert all({"code", "en", "ja"} <= each.keys() for each in found["caveats"])


def test_json_tells_deliveries_that_add_up_to_what_is_given(run: Callable[..., Any]) -> None:
    found = told(run("share", *ASKED, "--rule", "priority", "--format", "json"))
    for row in found["answer"]:
        sent = [d for d in found["deliveries"] if all(d[key] == row[key] for key in ("to", "good", "month"))]
        assert sum(each["amount"] for each in sent) == pytest.approx(row["given"])


def test_every_bound_in_json_is_met(run: Callable[..., Any]) -> None:
    found = told(run("share", *ASKED, "--rule", "max-min", "--format", "json"))
    bounds = [bound for proof in found["proofs"] for bound in proof["bounds"]]
    assert bounds
    assert all(each["room"] == each["stands"] for each in bounds)


def test_csv_has_a_row_for_each_claim_and_rule(run: Callable[..., Any]) -> None:
    ran = run("share", *ASKED, "--rules", "all", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert tuple(rows[0]) == FIELDS
    assert len(rows) == 11 * 4


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_html_has_one_picture_and_asks_nothing_of_the_network(
    run: Callable[..., Any], tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "share.html"
    assert run("share", *ASKED, "--rules", "all", "--lang", lang, "-o", path).status == 0
    page = path.read_text(encoding="utf-8")
    assert page.count("<figure") == 1
    assert not re.search(r"<script[^>]+src=|<link[^>]+href=\"http", page)


def test_markdown_has_the_rules_side_by_side(run: Callable[..., Any]) -> None:
    page = run("share", *ASKED, "--rules", "all", "--format", "md").out
    assert all(f"| {name} |" in page for name in ("proportional", "priority", "max-min", "least harm"))
    assert "Priority leaves the worst covered claim 33.3 points lower than max-min" in page


def test_the_worst_share_of_every_rule_is_at_most_that_of_max_min(run: Callable[..., Any]) -> None:
    summary = {e["rule"]: e for e in told(run("share", *ASKED, "--rules", "all", "--format", "json"))["summary"]}
    assert all(each["worst"] <= summary["max-min"]["worst"] for each in summary.values())
    assert all(each["harm"] >= summary["least-harm"]["harm"] for each in summary.values())


def test_it_leaves_with_one_if_asked_to_fail_on_a_shortage(run: Callable[..., Any]) -> None:
    assert run("share", *ASKED, "--fail-on", "short").status == 1


def test_promises_that_cannot_be_kept_are_named_with_file_and_line(run: Callable[..., Any]) -> None:
    ran = run("share", *FILES, "--pledges", EXAMPLE / "too-much.csv")
    assert (ran.status, ran.out) == (2, "")
    first, *rest = ran.err.splitlines()
    # JP's minimums of 30 + 30 against 40 + 20 + 20 less the 20 and 15 that JP and KR pledged to NL.
    assert "60 t is guaranteed beyond pledges, and by 2027-02 `JP`, `KR` can give 45 t" in first
    assert [re.search(r"([\w-]+\.csv:\d+)", line)[1] for line in rest] == [  # type: ignore[index]
        "needs.csv:2", "needs.csv:3", "too-much.csv:4", "too-much.csv:5",
    ]  # fmt: skip


def test_every_fault_is_told_on_a_line_of_its_own(run: Callable[..., Any], tmp_path: Path) -> None:
    bad = tmp_path / "needs.csv"
    bad.write_text("place,good,month,amount,unit\nNowhere,resin,2027-13,-1,t\n", encoding="utf-8")
    ran = run("share", bad, tmp_path / "none.csv")
    assert (ran.status, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert [re.search(r": ([a-z-]+): ", line)[1] for line in lines] == [  # type: ignore[index]
        "unknown-place", "bad-month", "impossible-value", "bad-table",
    ]  # fmt: skip
    assert all(line.startswith("renkei: ") and "Traceback" not in line for line in lines)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--rule", "fair"],
        ["--rules", "some"],
        ["--rule", "max-min", "--rules", "all"],
        ["-o", "x.docx"],
        ["--as-of", "x"],
    ],
)
def test_options_that_do_not_fit_are_refused_in_one_line(run: Callable[..., Any], wrong: list[str]) -> None:
    ran = run("share", *FILES, *wrong)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_nothing_is_printed_besides_the_answer(run: Callable[..., Any]) -> None:
    # The optimiser would print a banner past Python's own output.
    command = [sys.executable, "-m", "renkei", "share", *map(str, ASKED), "--format", "csv"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ran.stdout.splitlines() == run("share", *ASKED, "--format", "csv").out.splitlines()


def test_the_optimiser_is_loaded_only_where_something_is_shared() -> None:
    check = (
        "import sys; import renkei.supply, renkei.faces.cli.share; assert not {'highspy', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", check], check=True)
