"""Files as users hand them in: every sort that is read, and every way of being broken told in a line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from controls.sheets_to_read import GOOD, HEAD, csv_file, faults, read, repacked, workbook
from controls.two_regimes import two
from renkei.controls import workbooks
from renkei.controls.catalogue import BadTable
from renkei.controls.delimited import DelimitedSheet
from renkei.controls.facts import NOT_APPLICABLE
from renkei.controls.reading_sheets import BadSheet, open_sheet
from renkei.controls.workbooks import column_letter

ONE = [(2, "A", {"goods": "printer", "wavelength": 193.0, "aperture": 1.35, "overlay": 2.4})]
TABLE = [["item", "goods", "wavelength", "aperture", "overlay"], ["A", "printer", 193, 1.35, 2.4]]
JAPANESE = "品名,貨物の種類,波長,開口数,重ね合わせ精度\nA,露光装置,１９３,1.35,2.4\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_csv_is_read_in_the_encodings_offices_use(tmp_path: Path, encoding: str) -> None:
    assert read(csv_file(tmp_path, JAPANESE, encoding)) == ONE


def test_utf_16_with_tabs_is_read_as_spreadsheets_write_it(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, GOOD.replace(",", "\t"), "utf-16", "items.txt")) == ONE


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_lines_end_as_any_system_ends_them(tmp_path: Path, ending: str) -> None:
    assert read(csv_file(tmp_path, GOOD.replace("\n", ending))) == ONE


@pytest.mark.parametrize(("separator", "name"), [(";", "items.csv"), ("\t", "items.tsv"), ("\t", "items.csv")])
def test_other_separators_are_recognized(tmp_path: Path, separator: str, name: str) -> None:
    assert read(csv_file(tmp_path, GOOD.replace(",", separator), name=name)) == ONE


def test_an_ending_in_capitals_is_the_same_ending(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, GOOD, name="ITEMS.CSV")) == ONE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path, encoding: str) -> None:
    text = f'{HEAD}\n"A\nB",printer,193,,\n\n,,,,\nC,printer,193,,\n'
    assert [(row, name) for row, name, _ in read(csv_file(tmp_path, text, encoding))] == [(2, "A\nB"), (5, "C")]


def test_empty_rows_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    text = f"\n,,,,\n{GOOD}"
    assert [(row, name) for row, name, _ in read(csv_file(tmp_path, text))] == [(4, "A")]


def test_a_heading_may_be_broken_into_lines(tmp_path: Path) -> None:
    text = 'item,goods,"wavelength\n(nm)"\nA,printer,x\n'
    assert faults(csv_file(tmp_path, text)) == ["row 2, column `wavelength\n(nm)`: not-a-number: `x` is not a number"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
def test_every_row_with_too_many_cells_is_told_beside_other_faults(tmp_path: Path, encoding: str) -> None:
    text = f"{HEAD}\nA,printer,193,1.35,2.4,5\nB,printer,193 kg,1.35,2.4\nC,printer,1,200,1.35,2.4,9\n"
    assert faults(csv_file(tmp_path, text, encoding)) == [
        "row 2: bad-table: the row has 6 cells under 5 headings",
        "row 3, column `wavelength`: wrong-unit: `kg` in `193 kg` is not a unit this tool knows",
        "row 4: bad-table: the row has 7 cells under 5 headings",
        "row 4, column `aperture`: impossible-value: `200` is no possible aperture",
    ]


def test_a_short_row_leaves_its_last_figures_unknown(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, f"{HEAD}\nA,printer,193\n")) == [(2, "A", {"goods": "printer", "wavelength": 193.0})]


def test_a_quotation_mark_left_open_is_told_with_its_row(tmp_path: Path) -> None:
    text = GOOD + '"B,printer,193,1.35,2.4\n' + "C,printer,193,1.35,2.4\n" * 3
    assert faults(csv_file(tmp_path, text)) == ["row 3: bad-table: the row cannot be told apart into cells"]


def test_bytes_that_are_no_utf_8_are_told_with_their_row(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_bytes((GOOD + "B,printer,193,1.35,2.4\n" * 60_000).encode() + b"caf\xe9 A,printer,193,1.35,2.4\n")
    assert faults(path) == ["row 60003: bad-table: the row holds characters that are not UTF-8"]


def test_a_file_of_many_pieces_is_counted_through(tmp_path: Path) -> None:
    path = csv_file(tmp_path, GOOD + "B,printer,193,1.35,2.4\n" * 2500 + "C,printer,no,1.35,2.4\n")
    for name in ("items.csv", "items.txt"):
        if name == "items.txt":
            path = csv_file(tmp_path, path.read_text(encoding="utf-8"), "utf-16", name)
        firsts = [(first, piece.height) for first, piece in open_sheet(path).pieces(1000)]
        assert firsts[0][0] == 2
        assert all(after == first + height for (first, height), (after, _) in pairwise(firsts))
        assert sum(height for _, height in firsts) == 2502
        assert faults(path) == ["row 2503, column `wavelength`: not-a-number: `no` is not a number"]


BROKEN = [
    ("items.csv", b"", "is empty"),
    ("items.csv", b"\n  \n\n", "holds no headings"),
    ("items.csv", b",,,\n,,\n", "holds no headings"),
    ("items.csv", bytes(range(256)) * 8, "is not text"),
    ("items.csv", b"PK\x03\x04\0\0\0\0items", "is not text"),
    ("items.csv", GOOD.encode("utf-16-le"), "is not text"),
    ("items.csv", b"caf\xe9 ,goods\nx,printer\n", "is not text"),
    ("items.csv", b'item,"goods\n' + b"A,printer\n" * 20_000, "headings cannot be told apart"),
    ("items.csv", b"item,goods,goods,item\nA,printer,oven,B\n", "the heading `item`, `goods`"),
    ("items.xlsx", b"hello", "is no Excel workbook"),
    ("items.xlsx", b"PK\x03\x04 and no more", "is no Excel workbook"),
    ("items.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old workbook or has a password"),
    ("items.parquet", b"PAR1 and no more PAR1", "is no Parquet file"),
    ("items.parquet", b"hello", "is no Parquet file"),
    ("items.ods", b"hello", "is not a table this tool reads"),
    ("items", b"hello", "is not a table this tool reads"),
]


@pytest.mark.parametrize(("name", "content", "told"), BROKEN, ids=[f"{n} {t}" for n, _, t in BROKEN])
def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadSheet) as error:
        read(path)
    assert told in error.value.message
    assert str(path) in error.value.message
    assert error.value.help
    assert "\n" not in error.value.line()


@pytest.mark.parametrize("name", ["items.csv", "items.xlsx", "items.parquet"])
def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSheet, match="is not a file"):
        open_sheet(tmp_path / name)
    (tmp_path / name).mkdir()
    with pytest.raises(BadSheet, match="is not a file"):
        open_sheet(tmp_path / name)


def test_a_huge_file_of_nothing_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    with pytest.raises(BadSheet, match="is not text"):
        open_sheet(path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a process is read from /proc")
def test_a_file_is_read_in_pieces_and_never_whole(tmp_path: Path) -> None:
    """What two threads hold levels off near 320 MB, here and for a file twice as large; the file has 620 MB."""
    path = tmp_path / "items.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD + ",#note\n")
        for _ in range(1280):
            file.write(("A,printer,193,1.35,2.4," + "x" * 460 + "\n") * 1000)
    program = (
        "import re, sys; from pathlib import Path; from renkei.controls.reading_sheets import open_sheet\n"
        "held = lambda: int(re.search(r'RssAnon:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) * 1024\n"
        "sheet = open_sheet(Path(sys.argv[1])); before = held(); most = rows = 0\n"
        "for _, piece in sheet.pieces(10_000):\n"
        "    rows += piece.height; most = max(most, held() - before)\n"
        "print(rows, most)\n"
    )
    env = {**os.environ, "POLARS_MAX_THREADS": "2"}
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True, env=env)
    size = path.stat().st_size
    path.unlink()
    rows, most = map(int, done.stdout.split())
    assert rows == 1_280_000
    assert most < size


def test_a_workbook_is_read_as_it_looks(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "items.xlsx", TABLE)) == ONE


def test_a_workbook_may_begin_anywhere_on_its_sheet(tmp_path: Path) -> None:
    rows = [[], [], *[["", "", *row] for row in TABLE], [], ["", "", "B", "printer", "=1+1"]]
    path = workbook(tmp_path / "items.xlsx", rows)
    assert faults(path) == ["cell E6, column `wavelength`: formula-cell: `=1+1` is a formula"]


def test_figures_in_a_workbook_have_the_digits_it_shows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "items.xlsx", [*TABLE, ["B", "printer", 193, 1.1, 0.1 + 0.2]])
    assert read(path)[1][2]["overlay"] == 0.3


def test_a_formula_is_told_by_its_own_cell(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "items.xlsx", [*TABLE, ["B", "printer", None, "=A1", 2.4], ["=A2", "printer", "=SUM(C2)", 1.35, 2]]
    )
    assert faults(path) == [
        "cell D3, column `aperture`: formula-cell: `=A1` is a formula",
        "cell A4, column `item`: formula-cell: `=A2` is a formula",
        "cell C4, column `wavelength`: formula-cell: `=SUM(C2)` is a formula",
    ]


def prefixed(parts: dict[str, bytes]) -> None:
    """Every element of the first sheet under a prefix of its own, as some programs write it."""
    part = "xl/worksheets/sheet1.xml"
    raw = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", parts[part])
    parts[part] = raw.replace(b'xmlns="', b'xmlns:x="', 1)


def nameless(parts: dict[str, bytes]) -> None:
    """No cell of the first sheet says where it stands."""
    part = "xl/worksheets/sheet1.xml"
    parts[part] = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", parts[part])


@pytest.mark.parametrize("block", [1, 2, 3, 7, 50, 300, 1 << 22])
@pytest.mark.parametrize("change", [prefixed, lambda _: None], ids=["prefixed", "plain"])
def test_no_formula_is_missed_wherever_a_block_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, change: Callable[[dict[str, bytes]], None]
) -> None:
    rows = [*TABLE, ["B", "printer", "=A1", "=1+1", 2.4], ["C", "printer", 193, "=2", 2]]
    path = repacked(workbook(tmp_path / "items.xlsx", rows), change)
    monkeypatch.setattr(workbooks, "_BLOCK", block)
    assert faults(path) == [
        "cell C3, column `wavelength`: formula-cell: `=A1` is a formula",
        "cell D3, column `aperture`: formula-cell: `=1+1` is a formula",
        "cell D4, column `aperture`: formula-cell: `=2` is a formula",
    ]


def test_cells_need_not_say_where_they_stand_unless_they_hold_formulas(tmp_path: Path) -> None:
    assert read(repacked(workbook(tmp_path / "one.xlsx", TABLE), nameless)) == ONE
    path = repacked(workbook(tmp_path / "two.xlsx", [*TABLE, ["B", "printer", "=1+1", 1.35, 2.4]]), nameless)
    with pytest.raises(BadSheet) as error:
        open_sheet(path)
    assert error.value.message == f"`{path}` holds a formula in a cell that does not say where it stands"


def test_formulas_on_other_sheets_are_nobodys_business(tmp_path: Path) -> None:
    """The sheet that stands first counts, whatever its part of the file is called."""

    def swap(parts: dict[str, bytes]) -> None:
        one, other = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
        parts[one], parts[other] = parts[other], parts[one]
        links = parts["xl/_rels/workbook.xml.rels"]
        parts["xl/_rels/workbook.xml.rels"] = (
            links.replace(b"sheet1.xml", b"sheet0.xml")
            .replace(b"sheet2.xml", b"sheet1.xml")
            .replace(b"sheet0.xml", b"sheet2.xml")
        )

    def after(path: Path, formulas: bool) -> Path:
        import xlsxwriter

        made = xlsxwriter.Workbook(str(path))
        first, second = made.add_worksheet("Items"), made.add_worksheet("Other")
        for row, cells in enumerate(TABLE):
            first.write_row(row, 0, cells)
        (first if formulas else second).write_formula(1, 2, "=1+1", None, 193)
        made.close()
        return repacked(path, swap)

    assert read(after(tmp_path / "one.xlsx", formulas=False)) == ONE
    assert faults(after(tmp_path / "two.xlsx", formulas=True)) == [
        "cell C2, column `wavelength`: formula-cell: `=1+1` is a formula"
    ]


def test_a_date_in_a_workbook_is_no_figure(tmp_path: Path) -> None:
    path = workbook(tmp_path / "items.xlsx", [*TABLE, ["B", "printer", date(2024, 1, 2), 1.35, 2.4]])
    assert faults(path) == ["cell C3, column `wavelength`: bad-cell: `2024-01-02` is a date"]


def test_an_error_value_in_a_workbook_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "items.xlsx", [*TABLE, ["B", "printer", "#N/A", True, 2.4]])
    assert faults(path) == [
        "cell C3, column `wavelength`: not-a-number: `#N/A` is not a number",
        "cell D3, column `aperture`: not-a-number: `yes` is not a number",
    ]


def test_a_cell_beside_the_table_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "items.xlsx", [*TABLE, ["B", "printer", 193, 1.35, 2.4, "see note"]])
    assert faults(path) == ["cell F3: bad-cell: `see note` stands in a column without a heading"]


def test_a_workbook_that_unpacks_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "items.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(20_000_000))
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 10_000_000)
    with pytest.raises(BadSheet, match="unpacks to 20,000,000 bytes"):
        open_sheet(path)


def test_a_workbook_that_hides_how_large_it_is_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(
        tmp_path / "items.xlsx", [*TABLE, *[[f"item {n}" * 50, "printer", 193, 1.35, 2.4] for n in range(2000)]]
    )
    with zipfile.ZipFile(path) as archive:
        true = archive.getinfo("xl/sharedStrings.xml").file_size
    raw = path.read_bytes()
    lie = raw.replace(true.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lie != raw
    path.write_bytes(lie)
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 2_000_000)
    with pytest.raises(BadSheet, match="is no Excel workbook"):
        open_sheet(path)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "items.xlsx", TABLE)
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    raw = bytearray(path.read_bytes())
    raw[start + 60 : start + 160] = b"\xff" * 100
    path.write_bytes(raw)
    with pytest.raises(BadSheet, match="is no Excel workbook"):
        open_sheet(path)


def test_parquet_is_read_and_what_is_no_number_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "items.parquet"
    frame = pl.DataFrame(
        {"item": ["A", "B"], "goods": ["printer"] * 2, "overlay": [0.1 + 0.2, float("nan")], "fast": [True, None]}
    )
    frame.write_parquet(path)
    assert read(path) == [
        (1, "A", {"goods": "printer", "overlay": 0.1 + 0.2, "fast": True}),
        (2, "B", {"goods": "printer"}),
    ]


def test_a_32_bit_figure_in_parquet_is_the_decimal_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "items.parquet"
    pl.DataFrame({"goods": ["printer"], "overlay": pl.Series([2.4], dtype=pl.Float32)}).write_parquet(path)
    assert read(path)[0][2]["overlay"] == 2.4


def test_lists_and_raw_bytes_in_parquet_are_refused(tmp_path: Path) -> None:
    for values in ([[193.0]], [b"\xff\xfe"]):
        pl.DataFrame({"goods": ["printer"], "wavelength": values}).write_parquet(tmp_path / "items.parquet")
        with pytest.raises(BadSheet, match="the column `wavelength`"):
            open_sheet(tmp_path / "items.parquet")


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "items.parquet"
    pl.DataFrame({"goods": ["printer"] * 1000, "overlay": [n / 7 for n in range(1000)]}).write_parquet(path)
    raw = bytearray(path.read_bytes())
    raw[8:80] = b"\xff" * 72
    path.write_bytes(raw)
    with pytest.raises(BadSheet, match="damaged"):
        read(path)


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_a_spreadsheet(place: int, letters: str) -> None:
    assert column_letter(place) == letters


def test_the_name_of_standard_input_is_told_instead_of_a_temporary_file(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "\n")
    with pytest.raises(BadSheet, match="`standard input` holds no headings"):
        DelimitedSheet(path, None, "standard input")


@pytest.mark.parametrize("cells", [["2.5", "3"], ["0.5"], ["1,000.5", "2"], ["2", "", "1e-1"]])
def test_half_a_thing_is_refused_in_a_column_that_counts_things(tmp_path: Path, cells: list[str]) -> None:
    rows = "\n".join(f'{n},printer,"{cell}"' for n, cell in enumerate(cells))
    path = csv_file(tmp_path, f"item,goods,layers\n{rows}\n")
    place, wrong = next((n, cell) for n, cell in enumerate(cells) if "." in cell or "e" in cell)
    with pytest.raises(BadTable) as told:
        read(path, rules=two({}, {}))
    (fault,) = told.value.faults
    refused = f"row {place + 2}, column `layers`: impossible-value: `{wrong}` is no possible layers"
    assert fault.text() == f"{refused}; it must be a whole number, at least 1"


def test_whole_numbers_are_read_in_a_column_that_counts_things(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, 'item,goods,layers\nA,printer,2\nB,printer,3.0\nC,printer,"1,000"\nD,printer,\nE,printer,none\n'
    )
    found = [values.get("layers") for _, _, values in read(path, rules=two({}, {}))]
    assert found == [2.0, 3.0, 1000.0, None, NOT_APPLICABLE]
