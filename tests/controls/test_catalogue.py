"""A catalogue of items: what its columns and cells say, and every fault told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from controls.sample_rules import book
from controls.sheets_to_read import GOOD, HEAD, csv_file, faults, read
from renkei.controls import catalogue
from renkei.controls.catalogue import BadTable, Catalogue
from renkei.controls.facts import NOT_APPLICABLE
from renkei.controls.reading_sheets import open_sheet


def only(folder: Path, heading: str, cell: str, goods: str = "printer") -> object:
    """The single value that a file of one item gives."""
    ((_, _, values),) = read(csv_file(folder, f'goods,"{heading}"\n{goods},"{cell}"\n'))
    del values["goods"]
    return next(iter(values.values()), None)


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("overlay", "2.4 nm", 2.4),
        ("overlay (nm)", "2.4", 2.4),
        ("overlay [µm]", "0.0024", 2.4),
        ("overlay（um）", "0.0024", 2.4),
        ("overlay (um)", "2.4 nm", 2.4),  # the unit of the cell goes first
        ("重ね合わせ精度", "２．４", 2.4),
        ("DCO", "2.4", 2.4),
        ("Overlay ", "2.4", 2.4),
        ("heat (K)", "4.5", -268.65),
        ("fast", "はい", True),
        ("fast", "×", False),
        ("chemistry", "湿式", "wet"),
        ("chemistry", "none", NOT_APPLICABLE),
        ("films", "cobalt; tin", frozenset({"cobalt", "tin"})),
        ("膜", "コバルト、すず", frozenset({"cobalt", "tin"})),
        ("films", "none", frozenset()),
        ("overlay", "none", NOT_APPLICABLE),
        ("overlay", "該当なし", NOT_APPLICABLE),
        ("destination", "China", "CN"),
        ("仕向地", "中国", "CN"),
    ],
)
def test_a_cell_says_what_its_reader_sees(tmp_path: Path, heading: str, cell: str, value: object) -> None:
    assert only(tmp_path, heading, cell, "oven" if heading.startswith("heat") else "printer") == value


@pytest.mark.parametrize("cell", ["", " ", "-", "?", "unknown", "TBD", "不明", "n/a"])
@pytest.mark.parametrize("heading", ["overlay", "fast", "films", "destination"])
def test_what_is_not_known_is_neither_zero_nor_no(tmp_path: Path, heading: str, cell: str) -> None:
    assert only(tmp_path, heading, cell) is None


FAULTS = [
    ("overlap", "2.4", "row 1, column `overlap`: unknown-column: no figure is called `overlap`"),
    ("overlay (kg)", "2.4", "row 1, column `overlay (kg)`: unknown-column: `overlay (kg)` cannot be in `kg`"),
    ("overlay (°C)", "2.4", "row 1, column `overlay (°C)`: unknown-column: `overlay (°C)` cannot be in `°C`"),
    ("aperture (nm)", "1", "row 1, column `aperture (nm)`: unknown-column: `aperture (nm)` cannot be in `nm`"),
    ("overlay", "2.4 GB/s", "row 2, column `overlay`: wrong-unit: `GB/s` is not a unit of length"),
    (
        "overlay",
        "2.4 parsec",
        "row 2, column `overlay`: wrong-unit: `parsec` in `2.4 parsec` is not a unit this tool knows",
    ),
    ("aperture", "1.35 nm", "row 2, column `aperture`: wrong-unit: `1.35 nm` has a unit, but a plain number is wanted"),
    ("overlay", "small", "row 2, column `overlay`: not-a-number: `small` is not a number"),
    ("overlay", "<2.4", "row 2, column `overlay`: not-a-number: `<2.4` is not a number"),
    ("overlay", "2024-01-02", "row 2, column `overlay`: bad-cell: `2024-01-02` is a date"),
    ("overlay", "2024/1/2", "row 2, column `overlay`: bad-cell: `2024/1/2` is a date"),
    ("wavelength", "-193", "row 2, column `wavelength`: impossible-value: `-193` is no possible wavelength"),
    ("wavelength", "0", "row 2, column `wavelength`: impossible-value: `0` is no possible wavelength"),
    ("wavelength", "0 µm", "row 2, column `wavelength`: impossible-value: `0 µm` is no possible wavelength"),
    ("aperture", "2", "row 2, column `aperture`: impossible-value: `2` is no possible aperture"),
    ("overlay", "1e400", "row 2, column `overlay`: impossible-value: `1e400` is no possible overlay"),
    ("overlay", "1e-400", "row 2, column `overlay`: impossible-value: `1e-400` is no possible overlay"),
    ("overlay", "1234567890123456", "row 2, column `overlay`: bad-cell: `1234567890123456` has more than 15 digits"),
    (
        "overlay",
        "2.4000000000000001",
        "row 2, column `overlay`: bad-cell: `2.4000000000000001` has more than 15 digits",
    ),
    ("overlay", "=1+1", "row 2, column `overlay`: formula-cell: `=1+1` is a formula"),
    ("overlay", "@SUM(A1)", "row 2, column `overlay`: formula-cell: `@SUM(A1)` is a formula"),
    ("overlay", "+A1", "row 2, column `overlay`: formula-cell: `+A1` is a formula"),
    ("fast", "=TRUE()", "row 2, column `fast`: formula-cell: `=TRUE()` is a formula"),
    ("item", "=A1", "row 2, column `item`: formula-cell: `=A1` is a formula"),
    ("fast", "maybe", "row 2, column `fast`: bad-cell: `maybe` is neither yes nor no"),
    ("chemistry", "damp", "row 2, column `chemistry`: bad-cell: `damp` is no value of chemistry"),
    ("films", "tin, gold", "row 2, column `films`: bad-cell: `gold` is no value of films"),
    ("destination", "Atlantis", "row 2, column `destination`: bad-cell: `Atlantis` is no place"),
    ("destination", "EU", "row 2, column `destination`: bad-cell: `EU` is a group of places"),
]


@pytest.mark.parametrize(("heading", "cell", "told"), FAULTS, ids=[f"{h}: {c}" for h, c, _ in FAULTS])
def test_what_cannot_be_is_told_with_row_and_column(tmp_path: Path, heading: str, cell: str, told: str) -> None:
    assert faults(csv_file(tmp_path, f'goods,"{heading}"\nprinter,"{cell}"\n')) == [told]


def test_an_unknown_kind_of_goods_is_told(tmp_path: Path) -> None:
    told = faults(csv_file(tmp_path, "goods,overlay\ntoaster,2.4\n,2.4\n"))
    assert told == ["row 2, column `goods`: bad-cell: `toaster` is no kind of goods"]


def test_a_file_that_never_says_what_the_goods_are_is_refused_unless_it_was_said_before(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "item,overlay\nA,2.4\n")
    assert faults(path) == ["row 1: bad-cell: no column says what kind of goods each item is"]
    assert read(path, {"goods": "printer"}) == [(2, "A", {"goods": "printer", "overlay": 2.4})]


def test_two_columns_for_the_same_figure_are_refused(tmp_path: Path) -> None:
    told = faults(csv_file(tmp_path, "goods,overlay,DCO\nprinter,2.4,2.5\n"))
    assert told == ["row 1, column `DCO`: bad-cell: `DCO` stands for the same as `overlay`"]


def test_every_fault_is_told_at_once_in_reading_order(tmp_path: Path) -> None:
    text = f"{HEAD}\nA,printer,193 kg,9,2.4\nB,toaster,193,1.35,=A1\nC,printer,193,1.35,tiny\n"
    assert faults(csv_file(tmp_path, text)) == [
        "row 2, column `wavelength`: wrong-unit: `kg` in `193 kg` is not a unit this tool knows",
        "row 2, column `aperture`: impossible-value: `9` is no possible aperture",
        "row 3, column `goods`: bad-cell: `toaster` is no kind of goods",
        "row 3, column `overlay`: formula-cell: `=A1` is a formula",
        "row 4, column `overlay`: not-a-number: `tiny` is not a number",
    ]


def test_the_same_wrong_cell_is_told_for_every_row(tmp_path: Path) -> None:
    told = faults(csv_file(tmp_path, f"{HEAD}\n" + "A,printer,x,1.35,2.4\n" * 3))
    assert [each.split(",")[0] for each in told] == ["row 2", "row 3", "row 4"]


def test_faults_in_every_piece_of_a_file_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "ROWS", (1000, 1000))
    text = f"{HEAD}\nA,printer,x,1.35,2.4\n" + "B,printer,193,1.35,2.4\n" * 5000 + "C,printer,y,1.35,2.4\n"
    assert [each.split(",")[0] for each in faults(csv_file(tmp_path, text))] == ["row 2", "row 5003"]


def test_of_very_many_faults_the_rest_is_told_as_a_number(tmp_path: Path) -> None:
    path = csv_file(tmp_path, f"{HEAD}\n" + "".join(f"A,printer,x{n},1.35,2.4\n" for n in range(1200)))
    with pytest.raises(BadTable) as error:
        read(path)
    assert len(error.value.lines()) == 1001
    assert error.value.lines()[-1] == f"{path}: 200 more faults are not listed"


def test_a_column_marked_as_a_remark_is_passed_over(tmp_path: Path) -> None:
    path = csv_file(tmp_path, f"{HEAD},# note,#\nA,printer,193,1.35,2.4,=A1,whatever\n")
    assert read(path) == read(csv_file(tmp_path, GOOD, name="good.csv"))


def test_a_figure_that_does_not_apply_to_the_goods_is_set_aside_and_counted(tmp_path: Path) -> None:
    sheet = Catalogue(open_sheet(csv_file(tmp_path, "goods,overlay,heat\nprinter,2.4,20\noven,,500\n")), book(), {})
    (piece,) = sheet.pieces()
    sheet.check()
    assert sheet.set_aside == {"heat": 1}
    assert set(piece.table.facts(book(), 0).values) == {"overlay"}


def test_what_holds_for_all_items_gives_way_to_their_own_column(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "goods,destination\nprinter,CN\nprinter,JP\n")
    assert [values["destination"] for _, _, values in read(path, {"destination": "DE"})] == ["CN", "JP"]
    path = csv_file(tmp_path, "goods,overlay\nprinter,2.4\n")
    assert [values["destination"] for _, _, values in read(path, {"destination": "DE"})] == ["DE"]


def test_an_item_without_a_name_is_called_by_its_row(tmp_path: Path) -> None:
    assert [name for _, name, _ in read(csv_file(tmp_path, "item,goods\n,printer\nB,printer\n"))] == ["row 2", "B"]
