"""`renkei shock` as its users drive it: cuts, scenarios, sweeps, draws, every format, and bad input.

Gallium: the US Geological Survey counts 900,000 of 909,000 kg of primary production in 2025 in China, 99.0099 %.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from renkei.report.shock_data import FIELDS, SWEEP_FIELDS
from renkei.supply.scenarios.files import built_in

DAY = ("--as-of", "2026-11-24")
GALLIUM = ("shock", "--cut", "CN:gallium", "--days", "180", *DAY)
SHARE = 100 * 900_000 / 909_000


def answered(run: Any, *asked: str) -> dict[str, Any]:
    ran = run(*asked, "--format", "json")
    assert ran.status == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def row(answer: dict[str, Any], place: str, good: str, what: str = "made") -> dict[str, Any]:
    (found,) = [r for r in answer["answer"] if (r["place"], r["good"], r["what"]) == (place, good, what)]
    return found


def test_the_first_line_answers_the_question(run) -> None:
    lines = run(*GALLIUM).out.strip().splitlines()
    said = " ".join(lines[:2])
    assert said.startswith(
        "China makes no gallium for 180 days: 99% of the world's output of gallium is lost from day 1"
    )
    assert "gallium arsenide substrates" in said


def test_the_answer_has_the_shape_of_every_answer(run) -> None:
    found = answered(run, *GALLIUM)
    assert {"question", "as_of", "known_on", "answer", "summary", "sources", "caveats"} <= set(found)
    assert (found["question"], found["as_of"], found["known_on"]) == ("shock", "2026-11-24", None)
    assert all({"place", "good", "lost", "day"} <= set(each) for each in found["answer"])
    assert {"usgs-mcs-2026", "gaas-substrates<gallium"} <= {each["id"] for each in found["sources"]}
    assert "stress_test" in {each["code"] for each in found["caveats"]}


def test_what_is_lost_without_stocks_is_the_share(run) -> None:
    found = answered(run, *GALLIUM)
    for place, good in (("world", "gallium"), ("world", "gaas-substrates")):
        loss = row(found, place, good)
        assert loss["lost"]["low"] == pytest.approx(1.8 * SHARE, abs=1e-5)
        assert loss["worst"]["high"] == pytest.approx(SHARE, abs=1e-5)
        assert (loss["day"], loss["back"]) == ({"surely": 1, "possibly": 1}, {"at_best": 181, "at_worst": 181})
    assert row(found, "CN", "gallium")["worst"]["low"] == 100
    summary = found["summary"]
    assert summary["total_lost"]["gallium"]["high"] == pytest.approx(1.8 * SHARE, abs=1e-5)
    assert (summary["first_shortage_day"], summary["recovery_day"]) == ({"surely": 1, "possibly": 1}, 181)


def test_stocks_put_the_shortage_off(run) -> None:
    """30 days of use last 30 / 0.990099 days: they fall short on day 31."""
    found = answered(run, *GALLIUM, "--stocks", "30")
    assert row(found, "world", "gallium", "used")["day"] == {"surely": 31, "possibly": 31}
    assert row(found, "world", "gaas-substrates")["lost"]["high"] == pytest.approx(1.8 * SHARE - 30, abs=1e-5)
    assert found["summary"]["first_shortage_day"]["surely"] == 31


def test_a_link_that_nobody_calls_essential_makes_a_range(run) -> None:
    found = answered(run, *GALLIUM)
    loss = row(found, "world", "analog-discrete-opto")
    assert (loss["lost"]["low"], loss["surely"]) == (0, False)
    assert loss["lost"]["high"] == pytest.approx(1.8 * SHARE, abs=1e-5)


def test_a_place_by_name_and_a_good_in_japanese_are_the_same_question(run) -> None:
    assert answered(run, "shock", "--cut", "中国:ガリウム", *DAY)["answer"] == answered(run, *GALLIUM)["answer"]


def test_exports_that_stop_leave_the_seller_alone(run) -> None:
    found = answered(run, "shock", "--cut", "CN>*:gallium", *DAY)
    (short,) = [each for each in found["answer"] if each["what"] == "used" and each["good"] == "gallium"]
    assert (short["place"], short["worst"]["high"]) == ("abroad", pytest.approx(SHARE, abs=1e-5))
    assert "everybody but China" in run("shock", "--cut", "CN>*:gallium", *DAY).out
    assert not [each for each in found["answer"] if each["what"] == "made" and each["good"] == "gallium"]
    part = answered(run, "shock", "--cut", "CN>JP:gallium", "--reexport", "20%", *DAY)
    assert row(part, "JP", "gallium", "used")["worst"]["high"] == pytest.approx(0.8 * SHARE, abs=1e-5)


def test_a_share_of_a_stage_stops(run) -> None:
    found = answered(run, "shock", "--cut", "*:assembly", "--share", "50%", *DAY)
    assert row(found, "world", "assembly-test-packaging")["worst"] == {"low": 50, "high": 50}
    written = answered(run, "shock", "--cut", "*:assembly=50%", *DAY)
    assert written["answer"] == found["answer"]


def test_the_union_stands_for_its_members(run) -> None:
    found = answered(run, "shock", "--cut", "EU:euv-scanners", *DAY)
    assert row(found, "NL", "euv-scanners")["worst"]["high"] == 100


def test_machines_that_stop_coming_let_capacity_wear_out(run) -> None:
    found = answered(run, "shock", "--cut", "NL:euv-scanners", "--life", "3650", *DAY)
    loss = row(found, "world", "chips-5nm-and-below")
    assert loss["worst"]["high"] == pytest.approx(100 * 180 / 3650, abs=1e-4)
    assert found["summary"]["recovery_day"] is None
    assert "not_back" in {each["code"] for each in found["warnings"]}


def test_figures_not_yet_public_are_not_used(run) -> None:
    found = answered(run, *GALLIUM[:-2], "--as-of", "2026-11-24", "--known-on", "2025-06-30")
    assert found["shares"]["gallium"]["source"] == "usgs-mcs-2025"
    assert "known_on" in {each["code"] for each in found["caveats"]}


def test_stocks_nearly_as_long_as_the_cut_are_warned_of(run) -> None:
    found = answered(run, *GALLIUM, "--stocks", "160")
    assert {each["parameter"] for each in found["warnings"] if each["code"] == "unstable"} == {"days", "stocks"}
    assert "Unstable: with `--stocks` 10%" in " ".join(run(*GALLIUM, "--stocks", "160").out.split())


def test_days_and_weeks_tell_the_same_loss(run) -> None:
    by_week = row(answered(run, *GALLIUM), "world", "gallium")["by"]
    by_day = row(answered(run, *GALLIUM, "--each", "day"), "world", "gallium")["by"]
    assert (len(by_week), len(by_day)) == (26, 180)
    assert sum(each["most"] for each in by_day) == pytest.approx(7 * sum(each["most"] for each in by_week), rel=1e-4)


def test_a_spreadsheet_gets_a_row_for_each_week(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*GALLIUM, "--format", "csv").out)))
    assert tuple(rows[0]) == FIELDS
    first = next(r for r in rows if (r["place"], r["good"], r["what"], r["day"]) == ("world", "gallium", "made", "1"))
    assert float(first["lost"]) == pytest.approx(SHARE, abs=1e-5)
    assert not [r for r in rows if r["good"] == "gallium" and int(r["day"]) > 180]


def test_draws_are_told_with_their_seed_and_repeat(run) -> None:
    asked = (*GALLIUM, "--stocks", "0-120", "--runs", "50", "--seed", "4")
    once = answered(run, *asked)["draws"]
    assert (once["runs"], once["seed"]) == (50, 4)
    assert answered(run, *asked)["draws"] == once
    gaas = next(each for each in once["goods"] if each["good"] == "gaas-substrates")
    assert gaas["hangs_on"] == "stocks"
    assert gaas["lost"]["p5"] < gaas["lost"]["p50"] < gaas["lost"]["p95"] <= 1.8 * SHARE
    assert "50 runs from seed 4" in run(*asked).out


def test_a_sweep_ranks_single_cuts(run) -> None:
    asked = ("shock", "--sweep", "--cut", "CN:minerals", "--days", "30", *DAY)
    found = answered(run, *asked)
    totals = [each["total"]["low"] for each in found["answer"]]
    assert totals == sorted(totals, reverse=True)
    assert {each["place"] for each in found["answer"]} == {"CN"}
    gallium = next(each for each in found["answer"] if each["good"] == "gallium")
    assert gallium["own"]["low"] == pytest.approx(0.3 * SHARE, abs=1e-5)
    assert tuple(next(csv.reader(io.StringIO(run(*asked, "--format", "csv").out)))) == SWEEP_FIELDS
    assert "China and" in run(*asked).out


@pytest.mark.parametrize("name", built_in())
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_built_in_scenario_is_answered(run, name, lang) -> None:
    ran = run("shock", "--scenario", name, "--lang", lang, *DAY)
    assert ran.status == 0, ran.err
    assert ("stress test" if lang == "en" else "ストレステスト") in ran.out
    assert name in run("shock", "--scenario", "list").out


def test_options_stand_above_a_scenario(run) -> None:
    name = "china-gallium-germanium-exports"
    found = answered(run, "shock", "--scenario", name, "--days", "90", *DAY)
    assert found["asked"]["assumed"]["days"] == {"low": 90, "high": 90}
    assert found["asked"]["assumed"]["stocks"] == {"low": 30, "high": 90}


def test_a_scenario_of_the_caller_is_a_file(run, tmp_path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "id: mine\nname: {en: Mine, ja: 私の}\nabout: {en: A stress test}\nengine: chain\ncuts: [CN:gallium]\n"
        "assumed: {days: 180}\n",
        encoding="utf-8",
    )
    assert answered(run, "shock", "--scenario", str(path), *DAY)["answer"] == answered(run, *GALLIUM)["answer"]


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_page_tells_the_answer_its_assumptions_and_sources(run, tmp_path, form, lang) -> None:
    page = tmp_path / f"answer.{form}"
    assert run(*GALLIUM, "--lang", lang, "-o", page).status == 0
    text = page.read_text(encoding="utf-8")
    assert ("gallium arsenide substrates" if lang == "en" else "ガリウムヒ素") in text
    assert "--stocks" in text
    assert "USGS" in text or "Mineral Commodity Summaries" in text
    if form == "html":
        assert text.count("<svg") == 2  # one figure, for wide screens and for phones


def test_a_cut_that_loses_nothing_says_so(run) -> None:
    ran = run("shock", "--cut", "IS:gallium", *DAY)
    assert ran.status == 0
    assert "nothing is lost that can be told" in ran.out
    assert "absence of a share or a link is not proof" in ran.out


def test_figures_of_the_caller_are_laid_over(run, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "shares").mkdir(parents=True)
    (folder / "shares" / "gallium-own.yaml").write_text(
        "id: gallium-own\ngood: gallium\nstatistic: primary-production\nmeasure: {en: made up for a test}\n"
        "basis: place\nyear: 2025\ncomplete: yes\npublic: 2026-06-01\nshares:\n- {place: CN, share: 50}\n"
        "- {place: JP, share: 50}\nsources:\n- {how: memory, note: made up}\n",
        encoding="utf-8",
    )
    found = answered(run, *GALLIUM, "--with", str(folder))
    assert row(found, "world", "gallium")["worst"] == {"low": 50, "high": 50}
    assert "own_supply" in {each["code"] for each in found["caveats"]}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((), "bad-option: nothing is cut; add `--cut CN:gallium`"),
        (("--cut", "XX:gallium"), "bad-cut: `XX` names no place"),
        (("--cut", "CN:galium"), "did you mean `gallium`?"),
        (("--cut", "CN>:gallium"), "bad-scenario: `CN>:gallium` is no cut"),
        (("--cut", "CN>CN:gallium"), "`CN` is cut off from itself"),
        (("--cut", "G20:gallium"), "the members of `G20` are not known here"),
        (("--cut", "CN:gallium=120%"), "bad-cut: a cut of 120 to 120 percent; give 0 to 100"),
        (("--cut", "CN:gallium", "--share", "half"), "bad-scenario: `--share`: `half` is neither a number nor a range"),
        (("--cut", "CN:gallium", "--days", "0"), "bad-parameter: `days` cannot be 0; give 1 to 3650"),
        (("--cut", "CN:gallium", "--days", "1.5"), "give whole days"),
        (("--cut", "CN:gallium", "--stocks=-3"), "`--stocks`: `-3` is neither a number nor a range"),
        (("--cut", "CN:gallium", "--stocks", "60-30"), "`60-30` runs backward"),
        (("--cut", "CN:gallium", "--reexport", "130%"), "`reexport` cannot be 130; give 0 to 100"),
        (("--cut", "CN:gallium", "--runs", "0"), "`--runs 0` draws nothing"),
        (("--cut", "CN:gallium", "--runs", "1000000"), "1,000,000 runs; ask for 1 to 100,000"),
        (("--cut", "CN:gallium", "--seed", "3"), "`--seed 3` seeds no draws"),
        (("--sweep", "--cut", "CN>JP:gallium"), "bad-cut: a sweep cuts places, and `CN>JP:gallium` is a link"),
        (("--sweep", "--runs", "3"), "a sweep is not drawn at random"),
        (("--scenario", "ukrane-neon"), "did you mean `ukraine-neon`?"),
        (("--scenario", "nowhere.yaml"), "no such file"),
        (("--scenario", "ukraine-neon", "--cut", "CN"), "leave out `--cut`"),
        (("--cut", "CN:gallium", "--as-of", "2026-13-01"), "bad-day"),
        (("--cut", "CN:gallium", "-o", "answer.pdf"), "no format is called `pdf`"),
        (("--cut", "CN:gallium", "--with", "nowhere"), "no-supply"),
    ],
    ids=str,
)
def test_bad_input_is_one_clear_line(run, monkeypatch, tmp_path, asked, told) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("shock", *asked)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_every_fault_of_a_scenario_file_is_told(run, tmp_path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("id: bad\nname: {en: Bad}\nabout: {en: x}\nengine: steam\ncuts: [CN>>]\nassumed: {days: soon}\n")
    ran = run("shock", "--scenario", path)
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 3
    assert all("bad-scenario" in line for line in ran.err.strip().splitlines())


# With a table of inputs and outputs

Z = """,A.mines,A.chips,B.mines,B.chips
A.mines,10,40,5,20
A.chips,5,20,5,30
B.mines,5,10,10,20
B.chips,5,10,10,30
"""
Y = """,A,B
A.mines,20,5
A.chips,100,40
B.mines,5,20
B.chips,30,115
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    folder = tmp_path / "made-up"
    folder.mkdir()
    (folder / "Z.csv").write_text(Z)
    (folder / "Y.csv").write_text(Y)
    return folder


def test_a_table_is_asked_with_the_same_cuts(run, table) -> None:
    """A makes 200 chips a year and nothing for thirty days: 30 / 365 of it, which nobody makes up for within days."""
    found = answered(run, "shock", "--table", table, "--cut", "A:chips", "--days", "30", "--extra", "0", *DAY)
    loss = row(found, "A", "chips")
    assert loss["lost"]["low"] >= 30
    assert loss["worst"] == {"low": 100, "high": 100}
    assert loss["of_world"]["low"] == pytest.approx(loss["lost"]["low"] / 2, rel=1e-6)
    assert found["summary"]["lost_in_units_of_the_table"]["low"] > 0
    assert (found["asked"]["engine"], found["asked"]["table"]) == ("economy", "made-up")
    assert {"economy_test", "economy_table"} <= {each["code"] for each in found["caveats"]}


def test_ranges_of_a_table_are_runs_at_their_ends(run, table) -> None:
    asked = ("shock", "--table", table, "--cut", "A>B:mines", "--days", "30", *DAY)
    ends = [answered(run, *asked, "--stocks", days)["summary"]["lost_days_of_output"]["low"] for days in ("5", "60")]
    both = answered(run, *asked, "--stocks", "5-60")
    assert both["summary"]["runs"] == 2
    assert both["summary"]["lost_days_of_output"] == {"low": min(ends), "high": max(ends)}
    assert "economy_runs" in {each["code"] for each in both["caveats"]}


@pytest.mark.parametrize(("stocks", "warned"), [("90", False), ("30", False), ("29", True)])
def test_stock_that_lasts_less_than_half_as_long_as_its_order_takes_is_warned_of(run, table, stocks, warned) -> None:
    """Missing stock is ordered again within 60 days unless told otherwise."""
    ran = run("shock", "--table", table, "--cut", "A:chips", "--days", "10", "--stocks", stocks, *DAY)
    assert ("crowd out all others" in " ".join(ran.out.split())) == warned


def test_a_sweep_of_a_table_gives_what_single_cuts_give(run, table) -> None:
    asked = ("--days", "20", "--extra", "0", *DAY)
    swept = answered(run, "shock", "--table", table, "--sweep", *asked)["answer"]
    assert {(each["place"], each["good"]) for each in swept} == {(r, s) for r in "AB" for s in ("mines", "chips")}
    for each in swept:
        cut = f"{each['place']}:{each['good']}"
        one = answered(run, "shock", "--table", table, "--cut", cut, *asked)
        world = row(one, "world", each["good"])
        assert each["own"]["low"] == pytest.approx(world["lost"]["low"], rel=0.02)  # below a thousandth is not counted


def test_a_scenario_file_of_the_economy_engine_needs_a_table(run, table, tmp_path) -> None:
    path = tmp_path / "ban.yaml"
    path.write_text(
        "id: ban\nname: {en: A ban}\nabout: {en: A stress test of nothing real}\nengine: economy\ncuts: ['A>*:chips=50%']\n"
        "assumed: {days: 20, psi: 70-90%}\n"
    )
    assert answered(run, "shock", "--scenario", path, "--table", table, *DAY)["summary"]["runs"] == 2
    assert "add `--table FOLDER`" in run("shock", "--scenario", path).err
    assert "leave out `--table`" in run("shock", "--scenario", "ukraine-neon", "--table", table).err


@pytest.mark.parametrize("form", ["text", "csv", "html"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_table_is_told_in_every_format(run, table, tmp_path, form, lang) -> None:
    page = tmp_path / f"answer.{form.replace('text', 'txt')}"
    asked = ("shock", "--table", table, "--cut", "A:chips", "--days", "30", "--runs", "5", "--lang", lang, *DAY)
    assert run(*asked, "-o", page).status == 0
    assert "chips" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--cut", "C:chips"), "bad-cut: the table has no region `C`"),
        (("--cut", "A:chip"), "did you mean `chips`?"),
        (("--cut", "A:chips", "--life", "100"), "the economy engine has no parameter `life`"),
        (("--cut", "A:chips", "--psi", "0"), "bad-parameter: `psi` cannot be 0; give 1 to 100"),
        (("--cut", "A:chips", "--known-on", "2025-01-01"), "speak of the figures on record"),
    ],
    ids=str,
)
def test_bad_input_for_a_table_is_one_clear_line(run, table, asked, told) -> None:
    ran = run("shock", "--table", table, *asked)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_a_table_that_does_not_hold_together_tells_every_fault(run, table) -> None:
    (table / "Z.csv").write_text(Z.replace("40", "forty").replace("30\nB.mines", "x\nB.mines"))
    ran = run("shock", "--table", table, "--cut", "A:chips")
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) >= 2


def test_what_is_of_a_table_alone_needs_one(run) -> None:
    assert "the chain engine has no parameter `psi`" in run("shock", "--cut", "CN:gallium", "--psi", "50%").err
    assert "add `--table FOLDER`" in run("shock", "--cut", "CN:gallium", "--rationing", "priority").err
