"""`renkei supply import` as its users drive it: their own copies in, a folder out, every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from supply.importing.own_copies import BACI, CLASSIC, PROVISION, eto_copy


@pytest.mark.parametrize(("lang", "word"), [("en", "License: CC BY-NC 4.0"), ("ja", "利用条件：CC BY-NC 4.0")])
def test_a_copy_becomes_a_folder_and_its_license_is_told(run, tmp_path: Path, lang: str, word: str) -> None:
    folder = eto_copy(tmp_path / "copy")
    ran = run("supply", "import", "eto", folder, "--into", tmp_path / "mine", "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    assert word in ran.out
    assert (tmp_path / "mine" / "releases" / "eto-2026-place" / "figures.csv").is_file()


def test_the_figures_answer_a_question_laid_over_the_built_in_ones(run, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    asked = ("supply", "import", "eto", eto_copy(tmp_path / "copy"), "--into", mine, "--published", "2026-08-12")
    assert run(*asked).status == 0
    ran = run("exposure", "--good", "euv-scanners", "--with", mine, "--as-of", "2026-11-24", "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    assert "eto-2026-headquarters" in ran.out
    before = run("exposure", "--good", "euv-scanners", "--with", mine, "--known-on", "2026-08-11", "--format", "json")
    assert "eto-2026-headquarters" not in before.out


def test_trade_is_read_for_the_codes_asked_for(run, tmp_path: Path) -> None:
    (tmp_path / "baci.csv").write_text(BACI)
    (tmp_path / "classic.csv").write_text(CLASSIC)
    for name in ("baci", "comtrade"):
        copy = tmp_path / ("baci.csv" if name == "baci" else "classic.csv")
        ran = run("supply", "import", name, copy, "--goods", "8486.20", "--into", tmp_path / name, "--importers", "JP")
        assert (ran.status, ran.err) == (0, "")
    table = (tmp_path / "baci" / "releases" / "baci" / "figures.csv").read_text(encoding="utf-8")
    assert ",imports,2022,thousand USD,NL,528,70.5,no,JP,," in table
    assert ",JP," in table
    assert ",842,300.25" not in table


def test_every_fault_is_told_on_a_line_and_nothing_is_written(run, tmp_path: Path) -> None:
    folder = eto_copy(tmp_path / "copy", provision=PROVISION.replace("70.5", "=1").replace("29.5", "-2"))
    ran = run("supply", "import", "eto", folder, "--into", tmp_path / "mine")
    assert (ran.status, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert "provision.csv:4: bad-value" in first
    assert "provision.csv:5: bad-value" in second
    assert {each.name for each in tmp_path.iterdir()} == {"copy"}


def test_of_very_many_faults_the_first_twenty_are_told_and_the_rest_counted(run, tmp_path: Path) -> None:
    copy = tmp_path / "baci.csv"
    copy.write_text("t,i,j,k,v,q\n" + "2022,999,392,848620,1,1\n" * 50)
    ran = run("supply", "import", "baci", copy, "--goods", "8486.20", "--into", tmp_path / "mine")
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 21
    assert "30 more" in ran.err.splitlines()[-1]


def test_a_folder_of_somebody_else_is_left_alone_unless_forced(run, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letters.txt").write_text("mine")
    asked = ("supply", "import", "eto", eto_copy(tmp_path / "copy"), "--into", mine)
    ran = run(*asked)
    assert (ran.status, "--force" in ran.err) == (2, True)
    assert (mine / "letters.txt").read_text() == "mine"
    ran = run(*asked, "--force")
    assert ran.status == 0
    assert "mine.before-1" in ran.out
    assert (tmp_path / "mine.before-1" / "letters.txt").read_text() == "mine"


BAD = [
    (["eto"], "bad-option"),
    (["eto", "nowhere", "--into", "{t}/x"], "bad-import"),
    (["baci", "nowhere.csv", "--into", "{t}/x"], "bad-import"),
    (["comtrade", "nowhere.csv", "--into", "{t}/x"], "bad-import"),
    (["usgs", "nowhere.csv", "--into", "{t}/x"], "bad-import"),
    (["baci", "{t}/b.csv", "{t}/b.csv", "--into", "{t}/x"], "bad-option"),
    (["baci", "{t}/b.csv", "--goods", "nothing-such", "--into", "{t}/x"], "unknown-word"),
    (["baci", "{t}/b.csv", "--goods", ",", "--into", "{t}/x"], "bad-option"),
    (["baci", "{t}/b.csv", "--goods", "8486.20", "--importers", "Atlantis", "--into", "{t}/x"], "bad-cell"),
    (["baci", "{t}/b.csv", "--goods", "8486.20", "--importers", ",", "--into", "{t}/x"], "bad-option"),
    (["baci", "{t}/b.csv", "--published", "2026-02-30", "--into", "{t}/x"], "bad-day"),
    (["baci", "{t}/b.csv", "--goods", "8486.20", "--into", "{t}/b.csv/x"], "cannot-write"),
    (["other", "{t}/b.csv", "--into", "{t}/x"], "bad-option"),
]


@pytest.mark.parametrize(("given", "code"), BAD, ids=[" ".join(given) for given, _ in BAD])
def test_bad_input_is_told_with_what_to_do(run, tmp_path: Path, given: list[str], code: str) -> None:
    (tmp_path / "b.csv").write_text(BACI)
    ran = run("supply", "import", *[each.replace("{t}", str(tmp_path)) for each in given])
    assert ran.status == 2
    assert ran.err.startswith(f"renkei: {code}: ")
    assert "Traceback" not in ran.err
    assert not (tmp_path / "x").exists()
