"""Downloads from UN Comtrade in the classic and the new columns; the flows are made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from renkei.supply.importing.comtrade import read_comtrade
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.importing.trade import Codes
from supply.importing.own_copies import CLASSIC, NEW

CODES = Codes({"848620": "machines"}, [])
MONTH = "C,M,2023,{m},2023{m:02},392,JPN,Japan,M,528,NLD,Netherlands,0,H6,848620,C00,0,1,{m},True,\n"


def read(path: Path, text: str, encoding: str = "utf-8", **asked: set[str]) -> Imported:
    path.write_bytes(text.encode(encoding))
    return read_comtrade([path], CODES, date(2026, 1, 1), **asked)


def told(imported: Imported) -> dict[tuple[str, str, str], str]:
    return {(row["statistic"], row["importer"], row["printed"]): row["amount"] for row in imported.figures}


def faults(path: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadImport) as caught:
        read(path, text)
    return [(each.line, each.code) for each in caught.value.faults]


def test_classic_columns_give_imports_by_partner_and_exports_to_the_world(tmp_path: Path) -> None:
    imported = read(tmp_path / "classic.csv", CLASSIC)
    assert told(imported) == {
        ("imports", "JP", "World"): "1000",
        ("imports", "JP", "Netherlands"): "600",
        ("imports", "JP", "Other Asia, nes"): "300",
        ("imports", "JP", "Areas, nes"): "unknown",
        ("exports", "", "Netherlands"): "7000",
    }
    assert {row["printed"]: row["place"] for row in imported.figures} == {
        "World": "world",
        "Netherlands": "NL",
        "Other Asia, nes": "TW",
        "Areas, nes": "other",
    }


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    left_out = read(tmp_path / "classic.csv", CLASSIC).left_out
    assert left_out == {"re-exports": 1, "exports-by-partner": 1, "only-world": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_new_columns_are_read_with_their_trailing_comma_and_in_the_portals_encoding(
    tmp_path: Path, encoding: str
) -> None:
    imported = read(tmp_path / "new.csv", NEW, encoding)
    assert told(imported) == {
        ("imports", "JP", "World"): "100.5",
        ("imports", "JP", "Netherlands"): "60.25",
        ("imports", "JP", "Other Asia, nes"): "40.25",
        ("exports", "", "Türkiye"): "5",
    }
    assert imported.left_out == {"parts": 1, "unions": 1, "re-exports": 1}


def test_partners_may_be_named_by_letters_alone(tmp_path: Path) -> None:
    heads, *rows = NEW.splitlines()
    drop = [heads.split(",").index(each) for each in ("reporterCode", "partnerCode")]
    text = "\n".join(
        ",".join(
            cell for place, cell in enumerate(row.replace('"Other Asia, nes"', "x").split(",")) if place not in drop
        )
        for row in [heads, *rows]
    )
    imported = read(tmp_path / "letters.csv", text)
    assert {row["place"] for row in imported.figures} == {"world", "NL", "TW", "TR"}


def test_months_are_added_up_in_any_order_and_missing_ones_told(tmp_path: Path) -> None:
    heads = NEW.splitlines()[0] + "\n"
    (row,) = read(tmp_path / "months.csv", heads + "".join(MONTH.format(m=m) for m in (3, 1, 2))).figures
    assert (row["amount"], row["note"], row["row"]) == ("6", "only months 1, 2, 3", "")
    (row,) = read(tmp_path / "months.csv", heads + "".join(MONTH.format(m=m) for m in range(1, 13))).figures
    assert (row["amount"], row["note"]) == ("78", "")


def test_a_month_that_stands_twice_or_beside_its_year_is_a_fault(tmp_path: Path) -> None:
    heads = NEW.splitlines()[0] + "\n"
    assert faults(tmp_path / "m.csv", heads + MONTH.format(m=1) * 2) == [(3, "duplicate")]
    whole = MONTH.format(m=1).replace("202301", "2023")
    assert faults(tmp_path / "m.csv", heads + MONTH.format(m=1) + whole) == [(3, "duplicate")]
    assert faults(tmp_path / "m.csv", heads + MONTH.format(m=13)) == [(2, "bad-value")]


def test_only_importers_asked_for_are_kept(tmp_path: Path) -> None:
    with pytest.raises(BadImport):
        read(tmp_path / "c.csv", CLASSIC.replace("Export", "Re-Export"), importers={"KR"})
    imported = read(tmp_path / "c.csv", CLASSIC, importers={"KR"})
    assert {row["statistic"] for row in imported.figures} == {"exports"}


def test_rows_of_several_downloads_are_not_numbered(tmp_path: Path) -> None:
    for name, text in (("a.csv", CLASSIC), ("b.csv", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    imported = read_comtrade([tmp_path / "a.csv", tmp_path / "b.csv"], CODES, date(2026, 1, 1))
    assert {row["year"] for row in imported.figures} == {"2020", "2023"}
    assert {row["row"] for row in imported.figures} == {""}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",600\n", ",-600\n", (3, "bad-value")),
        (",600\n", ",=600\n", (3, "bad-value")),
        (",600\n", ",many\n", (3, "bad-value")),
        ("528,Netherlands,NLD,,,,848620,1,600", "999,Atlantis,NLD,,,,848620,1,600", (3, "unknown-place")),
        ("528,Netherlands,NLD,,,,848620,1,600", "528,=cmd(),NLD,,,,848620,1,600", (3, "bad-value")),
        ("H5,2020,2020,Import,392,Japan,JPN,528", "S3,2020,2020,Import,392,Japan,JPN,528", (3, "bad-value")),
        ("H5,2020,2020,Import,392,Japan,JPN,528", "H5,2020,2020,Gift,392,Japan,JPN,528", (3, "bad-value")),
        ("H5,2020,2020,Import,392,Japan,JPN,528", "H5,last,2020,Import,392,Japan,JPN,528", (3, "bad-value")),
        ('490,"Other Asia, nes",,', "528,Netherlands,NLD,", (4, "duplicate")),
        ("Trade Value (US$)", "Trade Value", (1, "missing-column")),
        ("Partner Code,Partner,Partner ISO,2nd", "a,b,c,2nd", (1, "missing-column")),
        (",1,600\n", ",1\n", (3, "bad-table")),
    ],
)
def test_faults_are_told_with_their_lines(tmp_path: Path, old: str, new: str, expected: tuple[int, str]) -> None:
    assert expected in faults(tmp_path / "c.csv", CLASSIC.replace(old, new))


def test_a_file_with_none_of_the_codes_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path / "c.csv", CLASSIC.replace("848620", "848610")) == [(0, "bad-table")]


def test_so_many_faults_that_nobody_reads_them_end_the_reading(tmp_path: Path) -> None:
    rows = CLASSIC.splitlines()
    bad = rows[2].replace(",600", ",-1")
    text = "\n".join([rows[0], *[bad] * 3000])
    assert len(faults(tmp_path / "c.csv", text)) == 1000
    with pytest.raises(BadImport) as caught:
        read(tmp_path / "c.csv", text)
    lines = caught.value.lines()
    assert len(lines) == 21
    assert "980 more" in lines[-1]
