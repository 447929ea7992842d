"""A result as Parquet says what the same result as CSV says, row by row, in however many parts it was written."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import polars as pl
import pytest

from renkei.controls import catalogue
from renkei.desk import parquet_answers
from renkei.desk.license_table import COLUMNS
from renkei.desk.parquet_answers import Answered, write_parquet

NAMES = ("plain", "a, b", 'say "hi"', "-1+1", "＝２", "露光機", " padded ", "two\nlines")


@pytest.fixture
def items(tmp_path: Path) -> Path:
    """Items of several kinds with figures about their bounds and gaps; some names need care."""
    draw = random.Random(7)  # noqa: S311 - the same items each time
    path = tmp_path / "items.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["item", "goods", "wavelength", "numerical_aperture", "dedicated_chuck_overlay", "TPP"])
        for number in range(900):
            goods = draw.choice(["scanner", "integrated_circuit", "computer"])
            figures = [draw.choice(["", "193 nm", "13.5 nm"]), draw.choice(["", "0.9", "1.35"])]
            writer.writerow(
                [
                    NAMES[number] if number < len(NAMES) else f"item {number}",
                    goods,
                    *(figures if goods == "scanner" else ["", ""]),
                    draw.choice(["", "1.49", "1.50", "1.51"]) if goods == "scanner" else "",
                    "" if goods == "scanner" else draw.choice(["", "1600", "4800", "2400"]),
                ]
            )
    return path


@pytest.mark.parametrize(
    ("most", "varied"),
    [(parquet_answers.MOST, parquet_answers.VARIED), (1, parquet_answers.VARIED), (parquet_answers.MOST, 0)],
    ids=["in one part", "a part for each piece", "text by text"],
)
def test_parquet_says_row_by_row_what_csv_says(
    run, items: Path, monkeypatch: pytest.MonkeyPatch, most: int, varied: int
) -> None:
    monkeypatch.setattr(catalogue, "ROWS", (100, 250))
    monkeypatch.setattr(parquet_answers, "MOST", most)
    monkeypatch.setattr(parquet_answers, "VARIED", varied)
    for ending in ("csv", "parquet"):
        ran = run("license", items, "--to", "CN", "--as-of", "2026-07-01", "-o", items.with_name(f"answers.{ending}"))
        assert (ran.status, ran.err) == (0, "")
    with items.with_name("answers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = pl.read_parquet(items.with_name("answers.parquet"))
    assert len(rows) == 900 * 4
    assert found.schema == dict.fromkeys(COLUMNS, pl.String)
    assert found.rows(named=True) == rows
    assert sorted(each.name for each in items.parent.iterdir()) == ["answers.csv", "answers.parquet", "items.csv"]


def pieces(*texts: list[str]) -> list[Answered]:
    """A piece for each list of texts: every text stands in two rows."""
    found = []
    for different in texts:
        places = pl.Series([place for place in range(len(different)) for _ in range(2)], dtype=pl.UInt32)
        names = pl.Series([f"n{place}" for place in range(len(places))])
        found.append(Answered(names, pl.DataFrame({"text": different}), places))
    return found


def test_a_part_ends_where_its_texts_would_become_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[bool, int]] = []
    plain = parquet_answers._write_part

    def noted(group, columns, path, *, numbered) -> None:
        plain(group, columns, path, numbered=numbered)
        written.append((numbered, pl.scan_parquet(path).select(pl.len()).collect().item()))

    monkeypatch.setattr(parquet_answers, "_write_part", noted)
    monkeypatch.setattr(parquet_answers, "MOST", 10)
    monkeypatch.setattr(parquet_answers, "VARIED", 8)
    again, other, varied = ["aaaa", "bbbb"], ["cccc"], ["d" * 9]
    texts = [again, again, again, other, again, varied, varied, other]
    write_parquet(pieces(*texts), ("item", "text"), tmp_path / "out.parquet")
    assert written == [(True, 12), (True, 2), (True, 4), (False, 4), (True, 2)]
    found = pl.read_parquet(tmp_path / "out.parquet")
    assert found["text"].to_list() == [text for each in texts for text in each for _ in range(2)]


def test_who_looks_for_one_text_in_a_parquet_result_finds_its_rows_only(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    write_parquet(pieces(["z", "b"], ["a", "m", "b"]), ("item", "text"), path)
    for text, rows in (("a", 2), ("b", 4), ("m", 2), ("y", 0), ("z", 2)):
        assert pl.scan_parquet(path).filter(pl.col("text") == text).collect().height == rows
    assert pl.scan_parquet(path).filter(pl.col("text") > "b").collect().height == 4
