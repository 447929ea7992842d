"""What the comparison table of `renkei license` holds, read back from the workbook."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
import python_calamine

from renkei.controls.facts import Value
from renkei.controls.loading import built_in as rules
from renkei.controls.rulebook import REGIMES
from renkei.desk.license import Item, LicenseAnswer, facts, license_of, regimes_in_force
from renkei.ground.texts import Lang
from renkei.ground.words import Words
from renkei.report import comparison
from renkei.report.comparison import comparison_table, sheet_name

DAY = date(2026, 7, 1)
LANGS: tuple[Lang, ...] = ("en", "ja")
SCANNER: dict[str, Value] = {
    "wavelength": Fraction(193),
    "numerical_aperture": Fraction("1.35"),
    "dedicated_chuck_overlay": Fraction(2),
    "destination": "CN",
    "headquarters": "CN",
}


def asked(*items: tuple[str, str | None, dict[str, Value]]) -> LicenseAnswer:
    book = rules()
    made = [Item(name, row, facts(book, kind, values)) for row, (name, kind, values) in enumerate(items, 2)]
    return license_of(book, regimes_in_force(book, REGIMES, DAY), made)


def sheets(answer: LicenseAnswer, lang: Lang = "en") -> list[list[list[str]]]:
    raw = comparison_table(answer, Words(lang))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    found = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    return [[[str(cell) for cell in row] for row in sheet] for sheet in found]


def table(sheet: list[list[str]], head: str = "Paragraph") -> list[list[str]]:
    start = next(at for at, row in enumerate(sheet) if row[0].startswith(head))
    end = next((at for at, row in enumerate(sheet) if row[0].startswith("Sign-off")), len(sheet))
    return sheet[start + 1 : end]


def test_every_paragraph_of_the_kind_of_goods_is_compared_the_unmet_ones_too() -> None:
    answer = asked(("NXT", "scanner", SCANNER))
    shown = {row[0].split("\n")[0] for row in table(sheets(answer)[1])}
    for each in answer.rules:
        numbers = {provision.number("en") for provision, _ in each.provisions("scanner")}
        assert numbers
        assert numbers <= shown


def test_each_threshold_stands_beside_the_items_own_figure() -> None:
    rows = table(sheets(asked(("NXT", "scanner", SCANNER)))[1])
    overlay = [row for row in rows if row[0] == "3B001.f.1.b" and row[2] == "≤ 1.50 nm"]
    assert [(row[3], row[4].split("\n")[0]) for row in overlay] == [("2 nm", "× not met")]


def test_a_missing_figure_is_said_to_be_missing() -> None:
    known = {name: value for name, value in SCANNER.items() if name != "dedicated_chuck_overlay"}
    answer = asked(("NXT", "scanner", known))
    overlay = next(row for row in table(sheets(answer)[1]) if row[0] == "3B001.f.1.b" and row[2] == "≤ 1.50 nm")
    assert overlay[3].split("\n") == ["not given", "記載なし"]
    assert overlay[4].split("\n") == ["？ figure missing", "？ 数値不足"]


def test_each_paragraph_names_its_source_and_since_when_it_stands_so() -> None:
    title = next(row for row in table(sheets(asked(("NXT", "scanner", SCANNER)))[1]) if row[0] == "3B001.f.1.b")
    assert "https://www.ecfr.gov/" in title[6]
    assert title[7] == "2024-12-02"


@pytest.mark.parametrize("lang", LANGS)
def test_the_head_names_the_rules_by_their_hash_and_the_item_in_both_languages(lang: Lang) -> None:
    _, sheet = sheets(asked(("NXT", "scanner", SCANNER)), lang)
    head = "\n".join(cell for row in sheet[:5] for cell in row)
    assert rules().hash in head
    for text in ("NXT", "China", "中国", "1 July 2026", "2026年7月1日", *rules().kinds["scanner"].names.values()):
        assert text in head


@pytest.mark.parametrize("lang", LANGS)
def test_the_readers_own_language_stands_first(lang: Lang) -> None:
    summary = sheets(asked(("NXT", "scanner", SCANNER)), lang)[0]
    wanted = ["Status", "該否"] if lang == "en" else ["該否", "Status"]
    assert wanted in [cell.split("\n") for row in summary for cell in row]


def test_the_summary_has_a_row_for_each_item_and_regime() -> None:
    answer = asked(("one", "scanner", SCANNER), ("two", "etcher", {}), ("one", None, {}))
    rows = table(sheets(answer)[0], "No.")
    assert [row[1] for row in rows if row[0]] == [row.item.name for row in answer.rows]
    said = [row[5].split("\n")[0].split(" ", 1)[1] for row in rows if row[0]]
    assert said == [Words("en").label("license", row.found.status) for row in answer.rows]


def test_there_is_empty_space_for_three_people_to_sign() -> None:
    for sheet in sheets(asked(("NXT", "scanner", SCANNER))):
        start = next(at for at, row in enumerate(sheet) if row[0].startswith("Sign-off"))
        people = [cell.split("\n")[1] for cell in sheet[start][1:] if cell]
        assert people == ["作成者", "確認者", "承認者"]
        for row, label in zip(
            sheet[start + 1 : start + 5], ("部署・役職", "氏名", "署名又は押印", "日付"), strict=True
        ):
            assert row[0].split("\n")[1] == label
            assert not any(row[1:])


def test_every_caveat_of_a_single_item_is_told_on_its_sheet_in_both_languages() -> None:
    from renkei.report.licensing import LicenseWords

    answer = asked(("NXT", "scanner", SCANNER))
    told = "\n".join(cell for row in sheets(answer)[1] for cell in row)
    for lang in LANGS:
        for line in LicenseWords(answer, Words(lang)).caveats():
            assert line in told


def test_no_cell_is_a_formula_whatever_the_item_is_called() -> None:
    names = ("=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "https://example.org", "12.0")
    answer = asked(*((name, "scanner", SCANNER) for name in names))
    raw = comparison_table(answer, Words("en"))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        written = [archive.read(each) for each in archive.namelist() if "worksheets/sheet" in each]
    assert not any(b"<f>" in each or b"<f " in each for each in written)
    assert [row[1] for row in table(sheets(answer)[0], "No.") if row[0]][:: len(REGIMES)] == list(names)


ODD = {
    "a\ufffeb\uffff": "ab",  # XML 1.0 has no such characters
    "\x0bc\x1f\ud800": "c",
    "_x000D_": "_x000D_",  # a workbook's own way to write a character
    "_x0041_x0041_": "_x0041_x0041_",
    "<r>x</r>": "<r>x</r>",
    "<r>_x0041_</r>": "<r>_x0041_</r>",
    "=1+1": "=1+1",
    "a & b < c": "a & b < c",
    "😀\u3000露光": "😀\u3000露光",
}
"""Names, and what of them a workbook can hold."""


@pytest.mark.parametrize("most_sheets", [len(ODD), 1], ids=["sheets of their own", "long sheets"])
def test_any_name_is_read_back_as_it_was_given(monkeypatch: pytest.MonkeyPatch, most_sheets: int) -> None:
    monkeypatch.setattr(comparison, "MOST_SHEETS", most_sheets)
    answer = asked(*((name, "scanner", SCANNER) for name in ODD))
    with zipfile.ZipFile(io.BytesIO(comparison_table(answer, Words("en")))) as archive:
        for part in archive.namelist():
            ET.fromstring(archive.read(part))  # noqa: S314 - written a moment ago
    summary, *others = sheets(answer)
    assert [row[1] for row in table(summary, "No.") if row[0]][:: len(REGIMES)] == list(ODD.values())
    if most_sheets == 1:
        assert list(dict.fromkeys(row[1] for sheet in others for row in sheet[1:])) == list(ODD.values())
    else:
        assert [sheet[1][1] for sheet in others] == list(ODD.values())
        assert [sheet[0][0].split(" — ", 1)[1] for sheet in others] == list(ODD.values())


def test_no_name_of_a_sheet_can_be_read_as_a_code_of_characters() -> None:
    assert sheet_name(1, "_x000D_") == "1 x000D_"
    assert sheet_name(2, "_x0041_x0041_") == "2 x0041 x0041_"


def test_items_of_one_name_and_names_excel_refuses_get_sheets_of_their_own() -> None:
    names = ["a/b:c*[d]?\\", "a/b:c*[d]?\\", "'quoted'", "露光装置" * 20, "😀" * 40, "\x00\x07", ""]
    found = [sheet_name(number, name) for number, name in enumerate(names, 1)]
    assert len(set(found)) == len(names)
    assert all(len(each.encode("utf-16-le")) <= 62 and not set(each) & set("[]:*?/\\\0\7") for each in found)
    assert len(sheets(asked(*((name, None, {}) for name in names)))) == 1 + len(names)


def test_many_items_share_long_sheets_and_none_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [(f"item {number}", "scanner", SCANNER) for number in range(5)]
    alone = table(sheets(asked(items[0]))[1])
    monkeypatch.setattr(comparison, "MOST_SHEETS", 4)
    monkeypatch.setattr(comparison, "MOST_ROWS", 50)
    _, *long = sheets(asked(*items))
    assert len(long) > 1
    assert all(len(sheet) <= 50 for sheet in long)
    rows = [row for sheet in long for row in sheet[1:]]
    for name, _, _ in items:
        assert [row[3:] for row in rows if row[1] == name] == [row for row in alone if any(row)]


def test_the_same_answer_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(("NXT", "scanner", SCANNER), ("two", "etcher", {}))
    assert comparison_table(answer, Words("ja")) == comparison_table(answer, Words("ja"))
    monkeypatch.setattr(comparison, "MOST_SHEETS", 1)
    assert comparison_table(answer, Words("ja")) == comparison_table(answer, Words("ja"))
