"""The command line as its users drive it: answers, formats, filters, exit statuses, bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

BAD = [
    (["met", "--as-of", "2023-02-30"], "bad-day", "2023-02-30"),
    (["met", "--as-of", "tomorrow"], "bad-day", "tomorrow"),
    (["met", "--as-of", "2023-10"], "bad-day", "2023-10"),
    (["met", "--known-on", "15/10/2023"], "bad-day", "15/10/2023"),
    (["met", "--forum", "jhlk"], "unknown-word", "`jhlc`"),
    (["met", "--level", "kings"], "bad-option", "kings"),
    (["met", "--party", "Atlantis"], "bad-option", "Atlantis"),
    (["met", "--person", "nobody"], "unknown-word", "nobody"),
    (["due", "--owner", "XX"], "unknown-word", "XX"),
    (["due", "--reading", "done"], "bad-option", "done"),
    (["due", "--kind", "wish"], "bad-option", "wish"),
    (["due", "--topic", "chips"], "unknown-word", "chips"),
    (["coverage", "--by", "absences"], "bad-option", "--forum"),
    (["coverage", "--silent-days", "-1"], "bad-option", "-1"),
    (["coverage", "--fail-on", "silent"], "bad-option", "--silent-days"),
    (["coverage", "--by", "agencies", "--silent-days", "3"], "bad-option", "--silent-days"),
    (["coverage", "--by", "forum", "--forum", "jhlc"], "bad-option", "--forum"),
    (["met", "--forum", ""], "unknown-word", "``"),
    (["met", "-o", "no-such-file.xlsx"], "bad-option", "xlsx"),
    (["update", "--as-of", "2023-10-15", "--since", "2023-10-15"], "bad-option", "2023-10-15"),
    (["update", "--format", "odt"], "bad-option", "odt"),
    (["export", "all"], "bad-option", "-o FOLDER"),
    (["export", "secrets"], "bad-option", "secrets"),
    (["lint", "/nonexistent"], "bad-input", "/nonexistent"),
    (["met", "--data", "/nonexistent"], "bad-input", "/nonexistent"),
    (["frobnicate"], "bad-option", "frobnicate"),
    (["met", "--frobnicate"], "bad-option", "frobnicate"),
]


@pytest.mark.parametrize(("arguments", "code", "shown"), BAD, ids=[" ".join(a) for a, _, _ in BAD])
def test_bad_input_is_one_line_with_its_code_and_exit_status_2(
    run, arguments: list[str], code: str, shown: str
) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith(f"renkei: {code}: ")
    assert ran.err.count("\n") == 1
    assert shown in ran.err
    assert "Traceback" not in ran.err


def test_an_unwritable_output_is_refused_and_leaves_nothing(run, tmp_path: Path) -> None:
    ran = run("met", "-o", tmp_path / "no" / "such" / "folder.txt")
    assert (ran.status, ran.err.startswith("renkei: cannot-write: ")) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_written_through(run, tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert run("met", "-o", link).status == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("forum,")


def test_a_pipe_is_written_into_and_stays_a_pipe(run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_text, encoding="utf-8")
        assert run("met", "--format", "csv", "-o", pipe).status == 0
        assert read.result(timeout=20).startswith("forum,")
    assert pipe.is_fifo()


def test_a_full_disk_is_told_in_one_line() -> None:
    code = "from renkei.faces.cli import main\nmain(['met'])"
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith("renkei: cannot-write: ")
    assert ran.stderr.count("\n") == 1


def test_an_output_file_is_replaced_whole(run, tmp_path: Path) -> None:
    path = tmp_path / "met.csv"
    path.write_text("old", encoding="utf-8")
    assert run("met", "--format", "csv", "-o", path).status == 0
    assert "old" not in path.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["met.csv"]


@pytest.mark.parametrize("question", ["met", "due", "coverage"])
def test_every_json_answer_has_the_same_five_parts(run, question: str) -> None:
    answer = json.loads(run(question, "--as-of", "2023-10-15", "--format", "json").out)
    assert {"as_of", "known_on", "answer", "sources", "caveats"} <= answer.keys()
    assert answer["as_of"] == "2023-10-15"
    assert answer["answer"]
    assert all({"id", "how", "address"} <= source.keys() for source in answer["sources"])


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        (
            "met",
            {"forum", "level", "last_met", "days_since", "next_planned", "promised_every", "overdue_since"},
        ),
        ("due", {"id", "forum", "owners", "made_on", "due", "reading", "evidence"}),
        ("coverage", {"topic", "forums", "last_on_a_table"}),
    ],
)
def test_rows_carry_at_least_what_the_plan_names(run, question: str, keys: set[str]) -> None:
    rows = json.loads(run(question, "--format", "json").out)["answer"]
    assert all(keys <= row.keys() for row in rows)


@pytest.mark.parametrize("by", ["topic", "forum", "agencies", "institutions", "instruments"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_coverage_table_is_told_in_both_languages(run, by: str, lang: str) -> None:
    ran = run("coverage", "--by", by, "--as-of", "2024-12-31", "--lang", lang, "--format", "md")
    assert ran.status == 0
    assert ran.out.startswith("# ")
    assert ran.out.count("\n| ") > 2
    assert any("぀" <= sign <= "ヿ" for sign in ran.out) == (lang == "ja")


def test_the_csv_of_met_reads_back_to_the_days_of_the_record(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("met", "--as-of", "2023-10-15", "--format", "csv").out)))
    epcc = next(r for r in rows if (r["forum"], r["level"]) == ("epcc", "ministerial"))
    assert (epcc["last_met"], epcc["days_since"]) == ("2022-07-29", "443")


def test_a_forum_may_be_named_in_japanese(run) -> None:
    by_name = run("met", "--forum", "日米経済政策協議委員会", "--as-of", "2023-10-15", "--format", "json")
    assert {row["forum"] for row in json.loads(by_name.out)["answer"]} == {"epcc"}


def test_then_stands_before_the_offices_that_have_ended(run) -> None:
    out = run("met", "--forum", "epcc", "--each", "--as-of", "2023-10-15", "--format", "md").out
    line = next(row for row in out.splitlines() if "29 July 2022" in row)
    assert "Hayashi Yoshimasa (then Minister for Foreign Affairs" in line
    assert "Hagiuda Koichi (then Minister of Economy" in line
    assert "Blinken (US Secretary of State)" in line


def test_japanese_days_may_be_written_with_the_era(run) -> None:
    out = run("met", "--forum", "epcc", "--as-of", "2023-10-15", "--lang", "ja", "--era", "--format", "md").out
    assert "2022年（令和4年）7月29日" in out or "2022年(令和4年)7月29日" in out


@pytest.mark.parametrize(
    ("name", "start"), [("a.json", "{"), ("a.csv", "forum,"), ("a.md", "# "), ("a.txt", "Who met")]
)
def test_the_ending_of_the_output_file_chooses_the_format(run, tmp_path: Path, name: str, start: str) -> None:
    assert run("met", "-o", tmp_path / name).status == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_rows_and_addresses_behind_a_table_are_listed_on_request(run) -> None:
    plain = run("met", "--forum", "epcc", "--as-of", "2023-10-15").out
    cited = run("met", "--forum", "epcc", "--as-of", "2023-10-15", "--sources").out
    assert "m-epcc-1" not in plain
    assert any(line.startswith("● m-epcc-1 ") and "https://www.state.gov/" in line for line in cited.splitlines())


def test_names_may_be_written_in_both_scripts(run) -> None:
    english = run("met", "--forum", "epcc", "--each", "--both-scripts", "--format", "md").out
    japanese = run("met", "--forum", "epcc", "--each", "--both-scripts", "--lang", "ja", "--format", "md").out
    assert "Hayashi Yoshimasa (林芳正)" in english
    assert "林芳正（Hayashi Yoshimasa）" in japanese


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["met", "--as-of", "2026-06-30", "--fail-on", "overdue"], 1),
        (["met", "--as-of", "2022-01-01", "--forum", "jucip", "--fail-on", "overdue"], 0),
        (["due", "--as-of", "2026-06-30", "--fail-on", "not met"], 1),
        (["due", "--as-of", "2021-05-01", "--fail-on", "late"], 0),
        (["coverage", "--as-of", "2026-06-30", "--silent-days", "365", "--fail-on", "silent"], 1),
    ],
)
def test_a_finding_the_caller_asked_to_fail_on_gives_status_1(run, arguments: list[str], status: int) -> None:
    assert run(*arguments).status == status


def test_a_users_row_is_told_apart_in_the_answer(run, own) -> None:
    own.raw(
        "meetings/m-own-1.yaml",
        "id: m-own-1\nforum: epcc\nlevel: ministerial\ndate: 2026-05-01\nmode: online\nstatus: held\n"
        "sources:\n- {address: 'https://example.org/x', how: press, read: yes}\n",
    )
    answer = json.loads(
        run("met", "--forum", "epcc", "--as-of", "2026-06-01", "--data", own.folder, "--format", "json").out
    )
    row = next(r for r in answer["answer"] if r["level"] == "ministerial")
    assert (row["last_met"], row["meeting"]) == ("2026-05-01", "m-own-1")
    assert {s["id"]: s["layer"] for s in answer["sources"]}["m-own-1"] == "added"
    assert {"code": "own_added", "n": 1, "ids": ["m-own-1"]} in answer["caveats"]


def test_a_row_taken_out_by_the_users_record_is_counted_in_the_answer(run, own) -> None:
    own.raw("meetings/m-epcc-2.yaml", "id: m-epcc-2\nchange: withdraw\nreason: a test\n")
    answer = json.loads(
        run("met", "--forum", "epcc", "--as-of", "2024-12-31", "--data", own.folder, "--format", "json").out
    )
    assert next(r for r in answer["answer"] if r["level"] == "ministerial")["last_met"] == "2022-07-29"
    assert {"code": "own_withdrawn", "n": 1, "ids": ["m-epcc-2"]} in answer["caveats"]


def test_a_faulty_record_of_ones_own_stops_the_answer_with_file_and_line(run, own) -> None:
    path = own.raw("meetings/m-own-1.yaml", "id: m-own-1\nlevel: kings\ndate: 2026-01-01\nmode: online\nstatus: held\n")
    ran = run("met", "--data", own.folder)
    assert (ran.status, ran.out) == (2, "")
    assert f"{path}:2: unknown-word" in ran.err
    assert ran.err.count("\n") == 1


def test_a_day_past_what_was_checked_is_answered_with_a_warning(run) -> None:
    late = json.loads(run("met", "--as-of", "2030-01-01", "--format", "json").out)
    early = json.loads(run("met", "--as-of", "2023-10-15", "--format", "json").out)
    assert "past_checked" in {c["code"] for c in late["caveats"]}
    assert "past_checked" not in {c["code"] for c in early["caveats"]}


def test_the_built_in_record_has_no_fault(run) -> None:
    ran = run("lint")
    assert (ran.status, ran.out) == (0, "no faults\n")


def test_faults_of_a_record_are_all_listed_with_exit_status_2(run, own) -> None:
    own.raw("forums/a.yaml", "id: a\n")
    own.raw("topics/b.yaml", "id: b\nname: {en: B}\nname: {en: C}\n")
    ran = run("lint", own.folder, "--format", "json")
    assert ran.status == 2
    found = json.loads(ran.out)["answer"]
    assert {Path(f["file"]).name for f in found} == {"a.yaml", "b.yaml"}
    assert {f["code"] for f in found} >= {"missing-field", "duplicate-key"}


def test_the_command_runs_as_a_program_and_minds_closed_pipes() -> None:
    environment = {**os.environ, "COLUMNS": "100"}
    command = f"{sys.executable} -m renkei due | head -1"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, check=False)  # noqa: S602
    assert ran.returncode == 0
    assert ran.stderr == ""
    assert ran.stdout.startswith("What was promised")


def test_start_up_does_not_load_what_only_documents_need() -> None:
    code = (
        "import sys\nfrom renkei.faces.cli import run\nassert run(['met', '--forum', 'epcc', '--format', 'json']) == 0\n"
        "heavy = {'vl_convert', 'typst', 'docx', 'jinja2', 'icalendar', 'holidays', 'lxml'} & set(sys.modules)\nassert not heavy, heavy"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
