"""Python: the same words as functions of `renkei`, which say what the command line says."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import renkei
from renkei.desk.frames import frame
from renkei.faces.cli.commands import app
from renkei.faces.python import FUNCTIONS, QUESTIONS, record
from renkei.faces.python.progress import telling
from renkei.faces.python.saying import described
from renkei.faces.python.schemas import inputs_of

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = "2023-10-15"
RULES = "2026-07-23"
LATE = "2026-11-24"
SCANNER = {"goods": "scanner", "wavelength": "193 nm", "NA": 1.35, "DCO": 2.0}

SAME: list[tuple[str, list[str], Callable[[], renkei.Reply[Any]]]] = [
    ("met", ["met", "--as-of", DAY], lambda: renkei.met(as_of=DAY)),
    (
        "met, filtered, on a second clock",
        ["met", "--party", "jp", "--level", "ministerial", "--each", "--as-of", DAY, "--known-on", "2023-08-01"],
        lambda: renkei.met(party="jp", level="ministerial", each=True, as_of=date(2023, 10, 15), known_on="2023-08-01"),
    ),
    (
        "met, of one's own record",
        ["met", "--forum", "jucip", "--as-of", DAY, "--data", str(EXAMPLES / "own-record")],
        lambda: renkei.met(forum="jucip", as_of=DAY, data=EXAMPLES / "own-record"),
    ),
    ("due", ["due", "--late", "--as-of", DAY], lambda: renkei.due(late=True, as_of=DAY)),
    ("coverage", ["coverage", "--as-of", DAY], lambda: renkei.coverage(as_of=DAY)),
    (
        "coverage, absences",
        ["coverage", "--by", "absences", "--forum", "jhlc", "--as-of", DAY],
        lambda: renkei.coverage(by="absences", forum="jhlc", as_of=DAY),
    ),
    (
        "license, one item",
        ["license", "--goods", "scanner", "--set", "wavelength=193nm", "--to", "CN", "--as-of", RULES],
        lambda: renkei.license(goods="scanner", figures={"wavelength": "193nm"}, to="CN", as_of=RULES),
    ),
    (
        "license, a file",
        ["license", str(EXAMPLES / "tools.csv"), "--regime", "jp,us", "--to", "CN", "--as-of", RULES],
        lambda: renkei.license(EXAMPLES / "tools.csv", regime=["jp", "us"], to="CN", as_of=RULES),
    ),
    (
        "regime",
        ["regime", "us", "3B001.f", "--as-of", RULES],
        lambda: renkei.regime("us", "3B001.f", as_of=RULES),
    ),
    (
        "gaps",
        ["gaps", "us", "jp", "--topic", "lithography", "--as-of", RULES],
        lambda: renkei.gaps("us", "jp", topic=["lithography"], as_of=RULES),
    ),
    (
        "changes",
        ["changes", "jp", "2023-07-23", "2026-02-14", "--topic", "lithography"],
        lambda: renkei.changes("jp", date(2023, 7, 23), date(2026, 2, 14), topic=("lithography",)),
    ),
    (
        "exposure",
        ["exposure", "--good", "gallium", "--together", "us,jp", "--as-of", LATE],
        lambda: renkei.exposure(good=["gallium"], together=["us", "jp"], as_of=LATE),
    ),
    ("exposure, all goods", ["exposure", "--as-of", LATE], lambda: renkei.exposure(as_of=LATE)),
    (
        "shock",
        ["shock", "--cut", "CN:gallium", "--days", "90-180", "--extra", "20%", "--as-of", LATE],
        lambda: renkei.shock(cut="CN:gallium", days=(90, 180), extra=20, as_of=LATE),
    ),
    (
        "shock, a sweep",
        ["shock", "--sweep", "--cut", "CN:gallium", "--as-of", LATE],
        lambda: renkei.shock(sweep=True, cut=["CN:gallium"], as_of=LATE),
    ),
    (
        "share",
        ["share", str(EXAMPLES / "share" / "needs.csv"), str(EXAMPLES / "share" / "stocks.csv"), "--as-of", LATE],
        lambda: renkei.share(EXAMPLES / "share" / "needs.csv", EXAMPLES / "share" / "stocks.csv", as_of=LATE),
    ),
    ("update", ["update", "--as-of", DAY], lambda: renkei.update(DAY)),
    ("lint", ["lint", str(EXAMPLES / "own-record")], lambda: renkei.lint(EXAMPLES / "own-record")),
    ("export", ["export", "forums", "--as-of", DAY], lambda: renkei.export("forums", as_of=DAY)),
]


@pytest.mark.parametrize(("command", "ask"), [each[1:] for each in SAME], ids=[each[0] for each in SAME])
def test_a_reply_says_what_the_command_line_says_in_every_form(
    run, command: list[str], ask: Callable[[], renkei.Reply[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    reply = ask()
    assert reply.to_json() == json.loads(run(*command, "--format", "json").out)
    for form in {"text", "csv", "md"} & set(reply.forms):
        if not (form == "csv" and command[0] == "license" and command[1].endswith(".csv")):
            assert reply.written(form) == run(*command, "--format", form).out, form


def test_a_file_answered_with_every_reason_says_the_same_as_one_written_row_by_row(tmp_path: Path) -> None:
    written = tmp_path / "answers.csv"
    renkei.license_file(EXAMPLES / "tools.csv", written, to="CN", as_of=RULES)
    by_row = list(csv.DictReader(written.read_text(encoding="utf-8").splitlines()))
    reply = renkei.license(EXAMPLES / "tools.csv", to="CN", as_of=RULES)
    assert list(csv.DictReader(reply.csv().splitlines())) == by_row


FAULTS: list[tuple[list[str], Callable[[], Any]]] = [
    (["met", "--as-of", "2023-02-30"], lambda: renkei.met(as_of="2023-02-30")),
    (["met", "--forum", "jhlk"], lambda: renkei.met(forum="jhlk")),
    (["met", "--level", "kings"], lambda: renkei.met(level="kings")),  # type: ignore[arg-type]
    (["met", "--party", "Atlantis"], lambda: renkei.met(party="Atlantis")),
    (["met", "--data", "/nonexistent"], lambda: renkei.met(data="/nonexistent")),
    (["due", "--owner", "XX"], lambda: renkei.due(owner="XX")),
    (["coverage", "--by", "absences"], lambda: renkei.coverage(by="absences")),
    (["coverage", "--silent-days", "-1"], lambda: renkei.coverage(silent_days=-1)),
    (["coverage", "--by", "forum", "--forum", "jhlc"], lambda: renkei.coverage(by="forum", forum="jhlc")),
    (["update", "--as-of", DAY, "--since", DAY], lambda: renkei.update(DAY, since=DAY)),
    (["license"], renkei.license),
    (["license", "--goods", "cake"], lambda: renkei.license(goods="cake")),
    (["license", "--goods", "scanner", "--regime", "xx"], lambda: renkei.license(goods="scanner", regime="xx")),
    (["license", "nowhere.csv"], lambda: renkei.license("nowhere.csv")),
    (
        ["license", "--goods", "scanner", "--set", "NA=x", "--to", "Atlantis"],
        lambda: renkei.license(goods="scanner", figures={"NA": "x"}, to="Atlantis"),
    ),
    (["license", "--template", "cake"], lambda: renkei.template("cake")),
    (["regime", "xx"], lambda: renkei.regime("xx")),  # type: ignore[arg-type]
    (["regime", "us", "9Z"], lambda: renkei.regime("us", "9Z")),
    (["gaps", "us", "us"], lambda: renkei.gaps("us", "us")),
    (["gaps", "us", "jp", "--topic", "litography"], lambda: renkei.gaps("us", "jp", topic=["litography"])),
    (["gaps", "us", "jp", "--as-of", "2000-01-01"], lambda: renkei.gaps("us", "jp", as_of=date(2000, 1, 1))),
    (["changes", "us", "2023-01-02", "2023-01-02"], lambda: renkei.changes("us", "2023-01-02", "2023-01-02")),
    (["exposure", "--good", "cake"], lambda: renkei.exposure(good=["cake"])),
    (["exposure", "--counted", "imports"], lambda: renkei.exposure(counted="imports")),
    (["shock"], renkei.shock),
    (["shock", "--cut", "CN:gallium", "--days", "60-30"], lambda: renkei.shock(cut="CN:gallium", days=(60, 30))),
    (["shock", "--scenario", "nowhere"], lambda: renkei.shock(scenario="nowhere")),
    (["share", "nowhere.csv", "nothing.csv"], lambda: renkei.share("nowhere.csv", "nothing.csv")),
    (["lint", "/nonexistent"], lambda: renkei.lint("/nonexistent")),
    (["export", "all"], lambda: renkei.export("all")),
]


@pytest.mark.parametrize(("command", "ask"), FAULTS, ids=[" ".join(command) for command, _ in FAULTS])
def test_a_fault_is_told_as_the_command_line_tells_it(run, command: list[str], ask: Callable[[], Any]) -> None:
    with pytest.raises(renkei.BadInput) as raised:
        ask()
    told = raised.value.lines() if hasattr(raised.value, "lines") else [raised.value.line()]
    assert run(*command).err == "".join(f"renkei: {line}\n" for line in told)
    assert raised.value.code
    assert raised.value.message


@pytest.mark.parametrize("day", [date(2023, 10, 15), datetime(2023, 10, 15, 18, 30, tzinfo=UTC), "2023-10-15"])
def test_a_day_may_be_a_text_or_a_date(day: Any) -> None:
    reply = renkei.met(as_of=day)
    assert reply.as_of == date(2023, 10, 15)
    assert type(reply.as_of) is date


# Items as values


def test_items_as_values_are_judged_as_those_of_a_file_are() -> None:
    with (EXAMPLES / "tools.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    listed = renkei.license(rows, to="CN", as_of=RULES)
    filed = renkei.license(EXAMPLES / "tools.csv", to="CN", as_of=RULES)
    assert listed.csv() == filed.csv()
    assert [row.item.row for row in listed.rows] != [row.item.row for row in filed.rows]  # items count from 1


def test_a_table_with_to_dicts_is_taken_as_its_rows() -> None:
    table = pl.read_csv(EXAMPLES / "tools.csv", infer_schema=False)
    assert renkei.license(table, as_of=RULES).csv() == renkei.license(EXAMPLES / "tools.csv", as_of=RULES).csv()


def test_a_scanner_given_as_values_is_controlled_by_japan() -> None:
    # Item 17 wo: 193 nm or longer, 0.25 × 193 ÷ 1.35 = 35.7 nm against 45 nm, overlay 2 nm against 2.4 nm.
    (row,) = renkei.license(SCANNER, to="CN", regime="jp", as_of=RULES).rows
    assert (row.found.status, row.found.license) == ("controlled", "required")


@pytest.mark.parametrize("nothing", [None, float("nan"), "", "unknown"], ids=str)
def test_a_figure_that_is_missing_is_never_zero(nothing: Any) -> None:
    (row,) = renkei.license([SCANNER | {"DCO": nothing}], regime="jp", as_of=RULES).rows
    assert row.found.status == "undecided"


def test_every_fault_of_the_items_is_told_with_its_item_and_heading() -> None:
    with pytest.raises(renkei.BadInput) as raised:
        renkei.license([SCANNER, SCANNER | {"NA": "broad", "wavelength": "-1 nm"}, {"goods": "cake"}])
    told = "\n".join(raised.value.lines())
    assert told.count("item 2, `NA`: not-a-number: ") == 1
    assert told.count("item 2, `wavelength`: impossible-value: ") == 1
    assert told.count("item 3, `goods`: bad-cell: ") == 1


def test_items_as_values_are_followed_between_two_days() -> None:
    # Item 17 wo is in force from 23 July 2023; the day before nothing of Japan's list spoke of 193 nm and 2 nm.
    moved = renkei.changes("jp", "2023-07-22", "2023-07-24", topic="lithography", items=[SCANNER]).to_json()["items"]
    assert [(each["item"], each["is"]) for each in moved] == [("row 1", "controlled")]


# Replies


def test_rows_become_a_table_with_texts_in_two_columns_lists_as_lists_and_the_rest_as_json() -> None:
    rows = [
        {
            "id": "a",
            "n": 1,
            "share": 1,
            "name": {"en": "one", "ja": "一"},
            "tags": ["x"],
            "of": {"k": 1},
            "never": None,
        },
        {"id": "b", "n": None, "share": 0.5, "name": None, "tags": [], "of": None, "never": None},
    ]
    made = frame(rows)
    assert dict(made.schema) == {
        "id": pl.String,
        "n": pl.Int64,
        "share": pl.Float64,
        "name.en": pl.String,
        "name.ja": pl.String,
        "tags": pl.List(pl.String),
        "of": pl.String,
        "never": pl.Null,
    }
    assert made["name.ja"].to_list() == ["一", None]
    assert [each and json.loads(each) for each in made["of"]] == [{"k": 1}, None]


def test_a_table_holds_a_row_for_each_row_of_the_reply() -> None:
    reply = renkei.due(forum="epcc", as_of=DAY)
    table = reply.to_polars()
    assert table["id"].to_list() == [row.id for row in reply.rows]
    assert table["owners"].to_list() == [list(row.owners) for row in reply.rows]


def test_a_reply_carries_its_sources_and_what_to_bear_in_mind() -> None:
    reply = renkei.met(forum="epcc", as_of=DAY)
    assert {each["id"] for each in reply.sources} >= {"epcc", "m-epcc-1"}
    assert any("chosen by hand" in note for note in reply.notes())
    assert {each["code"] for each in reply.caveats} >= {"absence", "checked"}


def test_a_form_an_answer_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(renkei.BadOption, match="`met` is not written as html") as raised:
        renkei.met(as_of=DAY).html()
    assert raised.value.help == "choose text, json, csv or md"
    with pytest.raises(renkei.BadOption, match="`regime` makes no document"):
        renkei.regime("nl").document()


def test_a_reply_is_saved_in_the_form_its_ending_names(tmp_path: Path) -> None:
    reply = renkei.gaps("us", "jp", topic="lithography", as_of=RULES)
    assert reply.save(tmp_path / "gaps.html").read_text(encoding="utf-8") == reply.html()
    assert reply.save(str(tmp_path / "gaps.txt"), "ja").read_text(encoding="utf-8") == reply.text("ja")
    assert reply.save(tmp_path / "gaps.xlsx").read_bytes()[:2] == b"PK"
    with pytest.raises(renkei.BadOption, match="`odt`"):
        reply.save(tmp_path / "gaps.odt")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["gaps.html", "gaps.txt", "gaps.xlsx"]


def test_an_update_is_a_document_and_a_page_and_a_pdf_in_either_language() -> None:
    reply = renkei.update(DAY)
    assert reply.document("ja").lang == "ja"
    assert '<html lang="ja"' in reply.html("ja")
    assert reply.pdf().startswith(b"%PDF-")
    assert {(row.kind, row.subject) for row in reply.rows} >= {("silent", "epcc")}


def test_a_cell_of_a_notebook_shows_the_table_and_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reply = renkei.license([SCANNER | {"item": "<script>alert(1)</script>"}], as_of=RULES)
    shown = reply._repr_html_()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script" not in shown
    assert shown.count("<tr>") == 1 + 4  # the headings and four regimes
    assert renkei.regime("nl", as_of=RULES)._repr_html_().startswith("<pre>")


def test_an_answer_cannot_be_changed() -> None:
    reply = renkei.regime("nl")
    with pytest.raises(AttributeError):
        reply.rows = ()  # type: ignore[misc]


# What callers know


def test_the_words_a_parameter_knows_are_listed_in_both_languages() -> None:
    assert list(renkei.choices("regimes")) == ["us", "jp", "nl", "eu"]
    assert renkei.choices("topics of goods")["lithography"] == {"en": "lithography", "ja": "露光"}
    assert "scanner" in renkei.choices("goods")
    assert "epcc" in renkei.choices("forums")
    with pytest.raises(renkei.BadOption, match="cakes"):
        renkei.choices("cakes")  # type: ignore[arg-type]


def test_a_template_holds_the_headings_that_license_reads() -> None:
    headings = renkei.template("scanner").rows
    assert headings[:2] == ("item", "goods")
    row = dict.fromkeys(headings, None) | {"item": "mine", "goods": "scanner"}
    assert renkei.license([row], regime="jp", as_of=RULES).rows[0].found.status == "undecided"


def test_long_work_is_told_to_whoever_wants_to_know() -> None:
    told: dict[str, list[tuple[int, int]]] = {}

    def tell(what: str) -> Callable[[int, int], None]:
        return lambda done, of: told.setdefault(what, []).append((done, of))

    with telling(tell):
        renkei.gaps("us", "jp", topic="lithography", as_of=RULES)
    (steps,) = told.values()
    assert [done for done, _ in steps] == list(range(1, len(steps) + 1))
    renkei.gaps("us", "jp", topic="lithography", as_of=RULES)
    assert len(told) == 1


def test_the_built_in_record_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[None] = []
    load = record.load
    monkeypatch.setattr(record, "load", lambda: times.append(None) or load())
    record.built_in.cache_clear()
    for _ in range(2):
        renkei.met(as_of=DAY)
        renkei.due(as_of=DAY, data=EXAMPLES / "own-record")
    assert len(times) == 1


# The front door


def test_importing_renkei_loads_nothing_else_of_it() -> None:
    code = "import sys, renkei; print([m for m in sys.modules if m.startswith(('renkei.', 'polars', 'pydantic'))])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout.strip() == "[]"


def test_every_public_name_is_there_sorted_and_documented() -> None:
    assert renkei.__all__ == sorted(renkei.__all__)
    assert set(FUNCTIONS) | set(QUESTIONS) < set(renkei.__all__) <= set(dir(renkei))
    assert all(getattr(renkei, name).__doc__ for name in renkei.__all__)
    with pytest.raises(AttributeError, match="`cake`"):
        renkei.cake  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_parameter_says_what_it_means(name: str) -> None:
    question = getattr(renkei, name)
    said = described(question)
    assert said.summary.endswith(".")
    for each in said.parameters:
        assert each.text, each.name
        assert f"    {each.name}: {each.text}" in question.__doc__


def test_parameters_are_told_to_other_programs_as_a_schema() -> None:
    told = inputs_of(renkei.met, leave_out=["data"])["properties"]
    assert told["as_of"] == {
        "type": "string",
        "format": "date",
        "description": "The day the answer is for, such as 2023-10-15. Default: today.",
    }
    assert (told["each"]["type"], told["group"]["enum"]) == ("boolean", ["bilateral", "science", "wider"])
    assert "data" not in told
    assert inputs_of(renkei.gaps)["required"] == ["left", "right"]
    assert inputs_of(renkei.gaps)["properties"]["more"]["items"] == {"type": "string"}
    assert inputs_of(renkei.coverage)["properties"]["silent_days"]["type"] == "integer"


def test_parameters_that_may_name_a_file_of_this_machine_say_so() -> None:
    opening = {
        f"{word} {each.name}"
        for word in QUESTIONS
        for each in described(getattr(renkei, word)).parameters
        if each.opens_files
    }
    assert opening >= {"met data", "license items", "changes items", "gaps against", "lint folder", "shock scenario"}
    assert not opening & {"met forum", "license to", "regime name", "export what"}


OF_THE_FACE = {"format", "output", "lang", "era", "both_scripts", "sources", "fail_on", "template", "all", "help"}
"""Options about how an answer is shown, which a reply takes when it is written."""

OTHERWISE = {"file": "items", "set": "figures", "with": "own"}
"""What the command line calls by another name."""


AT_THE_PROMPT = {"by", "good", "place", "scenario", "sweep", "topic"}
"""Options whose help tells of the prompt's own ways of writing, such as `list`."""


@pytest.mark.parametrize("word", QUESTIONS)
def test_every_parameter_of_a_question_is_an_option_of_its_command_with_the_same_meaning(word: str) -> None:
    said = {each.name: each for each in described(getattr(renkei, word)).parameters}
    options = {
        OTHERWISE.get(name, name): argument
        for argument in app[word].assemble_argument_collection()
        if "*" not in argument.names
        for name in [argument.names[0].removeprefix("--").lower().replace("-", "_")]
    }
    assert set(said) == set(options) - OF_THE_FACE
    for name, each in said.items():
        assert set(each.choices) == set(options[name].get_choices() or ())
        if name not in {*OTHERWISE.values(), *AT_THE_PROMPT}:
            assert options[name].parameter.help == each.text
