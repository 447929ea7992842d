"""The empty sheets that `renkei license --template` writes, read back."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import python_calamine

from renkei.controls.cells import read_cell
from renkei.controls.headings import Headings
from renkei.controls.loading import built_in as rules
from renkei.controls.rulebook import PLACES, REGIMES
from renkei.desk.license import regimes_in_force
from renkei.desk.license_table import read_items
from renkei.ground.errors import BadInput
from renkei.ground.texts import Lang
from renkei.ground.words import Words
from renkei.report.template import columns, template_csv, template_xlsx

DAY = date(2026, 7, 1)
LANGS: tuple[Lang, ...] = ("en", "ja")


def sheets(raw: bytes) -> dict[str, list[list[str]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return {
        name: [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


@pytest.mark.parametrize("lang", LANGS)
def test_every_heading_of_every_kind_stands_for_its_own_column(lang: Lang) -> None:
    book, headings = rules(), Headings(rules())
    for kind in book.kinds:
        for column in columns(book, kind, Words(lang), DAY):
            read = headings.read(column.heading)
            about = book.kinds[kind].of_goods
            meant = [n for n in read.names if n not in book.attributes or about or kind in book.attributes[n].kinds]
            assert meant == [column.name], (kind, column.heading)
            if column.name in book.attributes:
                assert (read.unit or book.attributes[column.name].unit) == book.attributes[column.name].unit


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_is_read_as_the_value_it_names(lang: Lang) -> None:
    book = rules()
    for kind in book.kinds:
        for column in columns(book, kind, Words(lang), DAY):
            attribute = book.attributes.get(column.name)
            if attribute is None or not column.choices:
                continue
            read = [read_cell(choice, attribute, book) for choice in column.choices]
            # A value called `none` and the empty set say the same of the goods.
            read = [each - {"none"} if isinstance(each, frozenset) else each for each in read]
            wanted: list[object] = {
                "choice": list(attribute.values),
                "set": [frozenset({value} - {"none"}) for value in attribute.values],
            }.get(attribute.type, [True, False])
            assert read == wanted, (kind, column.name)


def test_a_template_asks_for_nothing_the_goods_cannot_have() -> None:
    book = rules()
    names = [each.name for each in columns(book, "scanner", Words("en"), DAY)]
    assert names[:2] == ["item", "goods"]
    assert "wavelength" in names
    assert all(name in PLACES or "scanner" in book.attributes[name].kinds for name in names[2:])


def test_software_is_asked_which_goods_it_is_for() -> None:
    assert "of_goods" in [each.name for each in columns(rules(), "software", Words("en"), DAY)]
    assert "of_goods" not in [each.name for each in columns(rules(), "scanner", Words("en"), DAY)]


def test_a_heading_names_the_unit_in_parentheses() -> None:
    head, first = csv.reader(io.StringIO(template_csv(rules(), "scanner", Words("en"), DAY)))
    assert "wavelength of the light source (nm)" in head
    assert first[1] == rules().kinds["scanner"].names["en"]
    assert not any(first[2:])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_empty_template_holds_no_items(lang: Lang, form: str, tmp_path: Path) -> None:
    book = rules()
    regimes = regimes_in_force(book, REGIMES, DAY)
    for kind in ("scanner", "integrated_circuit", "software"):
        made = (
            template_csv(book, kind, Words(lang), DAY).encode()
            if form == "csv"
            else template_xlsx(book, kind, Words(lang), DAY)
        )
        file = tmp_path / f"{kind}.{form}"
        file.write_bytes(made)
        with pytest.raises(BadInput, match="holds no items"):
            read_items(book, regimes, file, {})


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_explains_each_of_its_columns(lang: Lang) -> None:
    items, explained, _ = sheets(template_xlsx(rules(), "etcher", Words(lang), DAY)).values()
    assert items[0] == [row[0] for row in explained[1 : len(items[0]) + 1]]
    medium = next(row for row in explained if row[3] == "etch_media")
    assert medium[1] == rules().attributes["etch_media"].names["en"]
    assert medium[2] == rules().attributes["etch_media"].names["ja"]


@pytest.mark.parametrize(("lang", "told"), [("en", "a whole number (at least 0)"), ("ja", "整数（0以上）")])
def test_the_workbook_says_which_figure_counts_things(lang: Lang, told: str) -> None:
    explained = sheets(template_xlsx(rules(), "deposition_tool", Words(lang), DAY))
    rows = [row for each in explained.values() for row in each if "liquid_injected_metal_precursor_count" in row]
    assert [row for row in rows if told in row]


def test_the_same_day_gives_the_same_bytes() -> None:
    first, second = (template_xlsx(rules(), "scanner", Words("ja"), DAY) for _ in range(2))
    assert first == second
