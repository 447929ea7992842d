"""`renkei license` as its users drive it: an item, a table, a template; answers, statuses, and bad input.

The figures are those of 3B001.f.1.b and of its neighbors as the law gives them: 193 nm, 45 nm, an overlay of 1.50 nm.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import python_calamine

DAY = "2026-07-01"
OVERLAYS = {"under": "1.49", "at": "1.50", "over": "1.51"}
HEAD = "item,goods,wavelength,numerical_aperture,dedicated_chuck_overlay"
TABLE = HEAD + "\n" + "".join(f"{name},scanner,193 nm,1.35,{each}\n" for name, each in OVERLAYS.items())
JAPANESE = "品名,種類,光源の波長,開口数（最大）,同一装置による重ね合わせ精度\n露光機,露光装置（ステッパー・スキャナー）,１９３ｎｍ,１．３５,１．５\n"
EUV = ["--goods", "scanner", "--set", "wavelength=13.5nm"]
ASKED = ["--to", "CN", "--as-of", DAY]


def found(ran: Any) -> list[dict[str, Any]]:
    assert ran.status == 0, ran.err
    return json.loads(ran.out)["answer"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "items.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_an_item_at_the_prompt_is_answered_under_every_regime(run) -> None:
    rows = found(run("license", *EUV, *ASKED, "--format", "json"))
    assert [row["regime"] for row in rows] == ["us", "jp", "nl", "eu"]
    assert {row["regime"]: row["status"] for row in rows}["us"] == "controlled"
    assert rows[0]["license"] == "required"
    assert "us-3B001.f.1.a" in [each["id"] for each in rows[0]["provisions"]]


@pytest.mark.parametrize(
    ("overlay", "inside"), [("1.49", True), ("1.50", True), ("1.500", True), ("1.51", False), ("0.0015µm", True)]
)
def test_the_overlay_of_1_50_nm_itself_is_inside(run, overlay: str, inside: bool) -> None:
    figures = [
        "--set",
        "wavelength=193nm",
        "--set",
        "numerical_aperture=1.35",
        "--set",
        f"dedicated_chuck_overlay={overlay}",
    ]
    (row,) = found(run("license", "--goods", "scanner", *figures, *ASKED, "--regime", "us", "--format", "json"))
    assert ("us-3B001.f.1.b" in [each["id"] for each in row["provisions"] if each["status"] == "controlled"]) is inside


def test_a_missing_overlay_is_named_as_what_would_decide(run) -> None:
    figures = ["--set", "wavelength=193nm", "--set", "numerical_aperture=1.35"]
    (row,) = found(run("license", "--goods", "scanner", *figures, *ASKED, "--regime", "us", "--format", "json"))
    assert row["status"] == "undecided"
    assert "dedicated_chuck_overlay" in row["missing"]
    assert ["dedicated_chuck_overlay"] in row["brings_under"]


def test_goods_of_which_nothing_is_modelled_are_not_called_free(run) -> None:
    for row in found(run("license", "--goods", "scanner", "--as-of", "2015-01-01", "--format", "json")):
        assert (row["status"], row["license"]) == ("not modelled", "undecided")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_text_names_paragraph_source_and_what_is_no_advice(run, lang: str) -> None:
    ran = run("license", *EUV, *ASKED, "--lang", lang)
    assert ran.status == 0
    assert "3B001.f.1.a" in ran.out
    assert "https://" in ran.out
    assert ("露光装置" in ran.out) is (lang == "ja")


def test_a_table_is_answered_row_by_row_in_each_form(run, table: Path, tmp_path: Path) -> None:
    asked = [table, *ASKED, "--regime", "us,jp"]
    for ending in ("csv", "parquet", "json", "xlsx", "txt"):
        ran = run("license", *asked, "-o", tmp_path / f"answers.{ending}")
        assert (ran.status, ran.out, ran.err) == (0, "", "")
    with (tmp_path / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["item"], row["regime"]) for row in rows] == [
        (name, regime) for name in OVERLAYS for regime in ("us", "jp")
    ]
    inside = {
        row["item"]: "3B001.f.1.b" in row["provisions"].replace("3B001.f.1.b.", "")
        for row in rows
        if row["regime"] == "us"
    }
    assert (inside["under"], inside["at"]) == (True, True)
    parquet = pl.read_parquet(tmp_path / "answers.parquet").rows(named=True)
    assert [{key: value or "" for key, value in row.items()} for row in parquet] == rows
    answers = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))["answer"]
    assert [(row["item"], row["regime"], row["status"], row["row"]) for row in answers] == [
        (row["item"], row["regime"], row["status"], 2 + place // 2) for place, row in enumerate(rows)
    ]
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "answers.xlsx"))
    cells = {
        str(cell) for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row
    }
    assert set(OVERLAYS) <= cells
    assert "at" in (tmp_path / "answers.txt").read_text(encoding="utf-8")


def test_the_same_table_gives_the_same_answer_in_whatever_file_it_stands(run, table: Path, tmp_path: Path) -> None:
    from controls.sheets_to_read import workbook

    rows = [line.split(",") for line in TABLE.splitlines()]
    workbook(tmp_path / "items.xlsx", [rows[0], *[[r[0], r[1], r[2], float(r[3]), float(r[4])] for r in rows[1:]]])
    pl.read_csv(table, infer_schema=False).write_parquet(tmp_path / "items.parquet")
    (tmp_path / "items.tsv").write_text(TABLE.replace(",", "\t"), encoding="utf-8")
    (tmp_path / "wide.csv").write_bytes(TABLE.encode("utf-16"))
    answers = {
        name: run("license", tmp_path / name, *ASKED, "--format", "csv").out
        for name in ("items.csv", "items.tsv", "items.xlsx", "items.parquet", "wide.csv")
    }
    assert len(answers["items.csv"].splitlines()) == 1 + 3 * 4
    assert set(answers.values()) == {answers["items.csv"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_japanese_sheet_with_full_width_digits_is_read(run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "品目.csv"
    path.write_bytes(JAPANESE.encode(encoding))
    (row,) = found(run("license", path, *ASKED, "--regime", "us", "--format", "json"))
    assert (row["item"], row["status"]) == ("露光機", "controlled")


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_filled_in_is_answered(run, tmp_path: Path, lang: str, form: str) -> None:
    template = tmp_path / f"sheet.{form}"
    assert run("license", "--template", "scanner", "--lang", lang, "-o", template).status == 0
    if form == "xlsx":
        sheet = python_calamine.CalamineWorkbook.from_path(str(template)).get_sheet_by_index(0)
        head, first = [[str(cell) for cell in row] for row in sheet.to_python()[:2]]
    else:
        head, first = list(csv.reader(io.StringIO(template.read_text(encoding="utf-8-sig"))))[:2]
    figures = {
        "en": ("wavelength of", "numerical aperture", "dedicated chuck"),
        "ja": ("光源の波長", "開口数", "同一装置による"),
    }[lang]
    filled = dict(zip(head, [*first, *[""] * len(head)], strict=False))
    for stem, value in zip(figures, ("193", "1.35", "1.50"), strict=True):
        (heading,) = [each for each in head if each.startswith(stem)]
        filled[heading] = value
    made = tmp_path / "filled.csv"
    with made.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, [filled[each] for each in head]])
    (row,) = found(run("license", made, *ASKED, "--regime", "us", "--format", "json"))
    assert row["status"] == "controlled"


def test_the_kinds_of_goods_are_listed(run) -> None:
    ran = run("license", "--template", "list")
    assert ran.status == 0
    assert "scanner" in ran.out


@pytest.mark.parametrize(("fail_on", "status"), [("controlled", 1), ("required", 1), ("undecided", 0)])
def test_fail_on_leaves_with_status_1_if_any_item_is_so(run, tmp_path: Path, fail_on: str, status: int) -> None:
    asked = [*EUV, *ASKED, "--regime", "us", "--fail-on", fail_on]
    assert run("license", *asked).status == status
    path = tmp_path / "items.csv"
    path.write_text("item,goods,wavelength\nA,scanner,13.5\n", encoding="utf-8")
    table = [path, *ASKED, "--regime", "us", "--fail-on", fail_on]
    for form in ("text", "json", "csv"):
        assert run("license", *table, "--format", form).status == status, form


def piped(content: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "renkei", "license", "-", "--as-of", DAY, *arguments]
    return subprocess.run(
        command, input=content, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"}
    )


def test_a_table_is_read_from_standard_input(tmp_path: Path) -> None:
    done = piped(TABLE.encode(), "--format", "csv", "--regime", "us")
    assert done.returncode == 0, done.stderr
    assert [line.split(b",")[0] for line in done.stdout.splitlines()] == [b"item", b"under", b"at", b"over"]


def test_a_fault_in_standard_input_names_no_temporary_file() -> None:
    done = piped(HEAD.encode() + b"\nA,scanner,193 kg,1.35,1.5\n", "--format", "csv")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"renkei: standard input: row 2, column `wavelength`: wrong-unit: ")


BAD = [
    (["license"], "bad-option", "--goods"),
    (["license", "--goods", "toaster"], "bad-cell", "toaster"),
    (["license", "--goods", "scanner", "--set", "wavelength"], "bad-option", "--set wavelength"),
    (["license", "--goods", "scanner", "--set", "wavelenght=193"], "unknown-column", "`wavelength`"),
    (["license", "--goods", "scanner", "--set", "wavelength=193kg"], "wrong-unit", "kg"),
    (["license", "--goods", "scanner", "--set", "wavelength=long"], "not-a-number", "long"),
    (["license", "--goods", "scanner", "--set", "wavelength=-193"], "impossible-value", "-193"),
    (["license", "--goods", "scanner", "--set", "wavelength=1e999"], "impossible-value", "1e999"),
    (["license", "--goods", "scanner", "--set", "wavelength==193"], "formula-cell", "=193"),
    (["license", "--goods", "scanner", "--set", "goods=etcher"], "bad-option", "--goods"),
    (["license", "--goods", "scanner", "--set", "qubits=100"], None, "qubits"),
    (["license", "--goods", "scanner", "--to", "Atlantis"], "bad-cell", "Atlantis"),
    (["license", "--goods", "scanner", "--hq", "EU"], "bad-cell", "EU"),
    (["license", "--goods", "scanner", "--regime", "us,xx"], "bad-option", "`xx`"),
    (["license", "--goods", "scanner", "--regime", ","], "bad-option", "--regime"),
    (["license", "--goods", "scanner", "--as-of", "2026-02-30"], "bad-day", "2026-02-30"),
    (["license", "--goods", "scanner", "--known-on", "soon"], "bad-day", "soon"),
    (["license", "--goods", "scanner", "--fail-on", "free"], "bad-option", "free"),
    (["license", "--goods", "scanner", "--format", "odt"], "bad-option", "odt"),
    (["license", "--goods", "scanner", "--format", "parquet"], "bad-option", "csv"),
    (["license", "--goods", "scanner", "-o", "answers.doc"], "bad-option", "doc"),
    (["license", "--template", "toaster"], "bad-cell", "toaster"),
    (["license", "--template", "scanner", "--format", "json"], "bad-option", "json"),
    (["license", "--frobnicate"], "bad-option", "--frobnicate"),
    (["license", "--goods", "scanner", "--frob=3"], "bad-option", "--frob"),
    (["license", "items.csv", "--frobnicate"], "bad-option", "--frobnicate"),
    (["license", "no-such-file.csv"], "bad-table", "no-such-file.csv"),
    (["license", "--lang", "fr", "--goods", "scanner"], "bad-option", "fr"),
]


@pytest.mark.parametrize(("arguments", "code", "shown"), BAD, ids=[" ".join(a) for a, _, _ in BAD])
def test_bad_input_is_one_line_with_its_code_and_exit_status_2(
    run, arguments: list[str], code: str | None, shown: str
) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"renkei: {code}: " if code else "renkei: ")
    assert ran.err.count("\n") == 1
    assert shown in ran.err
    assert "Traceback" not in ran.err


def test_every_fault_at_the_prompt_has_a_line(run) -> None:
    ran = run("license", "--goods", "scanner", "--set", "wavelength=193kg", "--set", "foo=1", "--to", "Atlantis")
    assert (ran.status, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["wrong-unit", "unknown-column", "bad-cell"]
    assert ["--set wavelength=193kg" in lines[0], "--set foo=1" in lines[1], "--to Atlantis" in lines[2]] == [True] * 3


@pytest.mark.parametrize("form", ["text", "json", "csv", "parquet", "xlsx"])
def test_every_fault_of_a_table_has_a_line_and_nothing_is_written(run, tmp_path: Path, form: str) -> None:
    path, output = tmp_path / "items.csv", tmp_path / "out" / "answers"
    path.write_text(
        TABLE + "B,scanner,193 kg,9,=A1\nC,toaster,193,1.35,1.5\nD,scanner,193,1.35,1.5,extra\n", encoding="utf-8"
    )
    output.parent.mkdir()
    output.write_text("as it was", encoding="utf-8")
    ran = run("license", path, *ASKED, "--format", form, "-o", output)
    assert (ran.status, ran.out) == (2, "")
    assert [line.removeprefix(f"renkei: {path}: ").split(": ")[:2] for line in ran.err.splitlines()] == [
        ["row 5, column `wavelength`", "wrong-unit"],
        ["row 5, column `numerical_aperture`", "impossible-value"],
        ["row 5, column `dedicated_chuck_overlay`", "formula-cell"],
        ["row 6, column `goods`", "bad-cell"],
        ["row 7", "bad-table"],
    ]
    assert output.read_text(encoding="utf-8") == "as it was"
    assert [each.name for each in output.parent.iterdir()] == ["answers"]


@pytest.mark.parametrize("form", ["text", "csv", "parquet"])
def test_a_table_without_items_is_refused(run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "items.csv"
    path.write_text(f"{HEAD}\n,,,,\n", encoding="utf-8")
    ran = run("license", path, "--format", form, "-o", tmp_path / "answers")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "holds no items" in ran.err
    assert not (tmp_path / "answers").exists()


def test_parquet_is_not_put_on_the_screen(run, table: Path) -> None:
    ran = run("license", table, "--format", "parquet")
    assert (ran.status, ran.out) == (2, "")
    assert "-o FILE" in ran.err


def test_an_unwritable_output_is_refused_and_leaves_nothing(run, table: Path, tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "json", "xlsx"):
        ran = run("license", table, *ASKED, "-o", tmp_path / "no" / f"answers.{ending}")
        assert (ran.status, ran.err.startswith("renkei: cannot-write: ")) == (2, True), ending
    assert [each.name for each in tmp_path.iterdir()] == ["items.csv"]


def test_a_name_that_a_spreadsheet_would_compute_is_not_passed_on(run, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("item,goods\n-1+1,scanner\n", encoding="utf-8")
    ran = run("license", path, *ASKED, "--regime", "us", "--format", "csv")
    assert ran.status == 0
    assert ran.out.splitlines()[1].split(",")[0] == "'-1+1"
