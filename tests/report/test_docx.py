"""What the Word document of an update holds, read back from the file."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from renkei.desk.brief import brief
from renkei.ground.sources import How
from renkei.ground.texts import Lang
from renkei.ground.words import Words
from renkei.record.keeping import load
from renkei.record.knowing import View
from renkei.report.blocks import (
    Bullets,
    Cite,
    Document,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Plain,
    SourceNote,
    Strong,
    Table,
)
from renkei.report.docx import as_docx
from renkei.report.outline import outline

LANGS: tuple[Lang, ...] = ("en", "ja")
MARKUP = r"""#set $x$ *a* _b_ [c] @d <e> & \f "g" 'h' {j} &amp; ]]>"""


@cache
def update(lang: Lang) -> Document:
    return outline(brief(View(load(), date(2023, 10, 15)), date(2023, 7, 15)), Words(lang))


@cache
def written(lang: Lang) -> bytes:
    return as_docx(update(lang))


@cache
def read(lang: Lang) -> Any:
    return docx.Document(io.BytesIO(written(lang)))


def small(lang: Lang, text: str) -> Document:
    spans = (Plain(text), Strong(text), Mark(text, "bad"), Cite((1, 9)))
    blocks = (
        Heading(text, 1, "one"),
        Paragraph(spans),
        Bullets((spans,)),
        Table((text, "n"), ((spans, (Plain("1"),)),), (0.8, 0.2), frozenset({1})),
    )
    note = SourceNote(1, text, text, How.PRESS, "○", "press", "https://example.org/?a=[b]&c=#d", True)
    labels = dict.fromkeys(("sources", "contents", "key", "foot"), text)
    return Document(lang, text, (text,), date(2023, 10, 15), blocks, (note,), labels)


@pytest.mark.parametrize("lang", LANGS)
def test_headings_have_the_styles_of_their_level_in_their_order(lang: Lang) -> None:
    heads = [(f"Heading {b.level}", b.text) for b in update(lang).blocks if isinstance(b, Heading)]
    heads.append(("Heading 1", update(lang).labels["sources"]))
    found = [(p.style.name, p.text) for p in read(lang).paragraphs if p.style.name.startswith("Heading")]
    assert found == heads
    assert read(lang).paragraphs[0].style.name == "Title"
    assert read(lang).paragraphs[0].text == update(lang).title


@pytest.mark.parametrize("lang", LANGS)
def test_tables_hold_every_row_and_repeat_their_head(lang: Lang) -> None:
    tables = [block for block in update(lang).blocks if isinstance(block, Table)]
    assert len(read(lang).tables) == len(tables) > 0
    for grid, table in zip(read(lang).tables, tables, strict=True):
        assert grid.style.name == "Update Table"
        assert [cell.text for cell in grid.rows[0].cells] == list(table.columns)
        assert len(grid.rows) == len(table.rows) + 1
        assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in grid.rows] == [True] + [False] * len(
            table.rows
        )
        assert all(row._tr.findall(f".//{qn('w:cantSplit')}") for row in grid.rows)


@pytest.mark.parametrize("lang", LANGS)
def test_charts_have_a_description_and_a_caption_and_fit_the_page(lang: Lang) -> None:
    figures = [block for block in update(lang).blocks if isinstance(block, Figure)]
    shapes = list(read(lang).inline_shapes)
    section = read(lang).sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [figure.alt for figure in figures]
    assert [p.text for p in read(lang).paragraphs if p.style.name == "Caption"] == [f.caption for f in figures]
    assert all(shape.width <= room + 1000 for shape in shapes)


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_inside_leads_to_a_bookmark_and_every_source_is_linked(lang: Lang) -> None:
    body = read(lang).element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    inside = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert inside <= set(marks)
    assert {f"source_{note.number}" for note in update(lang).sources} <= inside


@pytest.mark.parametrize("lang", LANGS)
def test_every_source_has_its_line_and_its_address(lang: Lang) -> None:
    lines = [p.text for p in read(lang).paragraphs if p.style.name == "Source"]
    for line, note in zip(lines, update(lang).sources, strict=True):
        assert line.startswith(f"{note.number}\t{note.mark}\t{note.id}")
        assert note.title in line
    outside = {rel.target_ref for rel in read(lang).part.rels.values() if rel.is_external}
    assert outside == {note.address for note in update(lang).sources if note.address}


@pytest.mark.parametrize("lang", LANGS)
def test_notes_are_raised_numbers(lang: Lang) -> None:
    style = read(lang).styles["Note Number"]
    assert style.font.superscript
    cites = [s for b in update(lang).blocks if isinstance(b, Paragraph) for s in b.spans if isinstance(s, Cite)]
    runs = [r for p in read(lang).paragraphs for r in p._p.iter(qn("w:rStyle")) if r.get(qn("w:val")) == style.style_id]
    assert len(runs) >= len(cites) > 0


@pytest.mark.parametrize("lang", LANGS)
def test_fonts_and_languages_are_set_for_both_scripts(lang: Lang) -> None:
    styles = read(lang).styles
    for name in ("Title", "Heading 1", "Heading 2", "Body Text", "List Bullet", "Caption", "Table Text"):
        fonts = styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == "Yu Gothic"
        assert fonts.get(qn("w:asciiTheme")) is None
    language = styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == {"en": "en-US", "ja": "ja-JP"}[lang]
    assert language.get(qn("w:eastAsia")) == "ja-JP"


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_a4_with_page_numbers_in_the_footer(lang: Lang) -> None:
    for section in read(lang).sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("lang", LANGS)
def test_title_language_and_day_are_in_the_file(lang: Lang) -> None:
    about = read(lang).core_properties
    assert about.title == update(lang).title
    assert about.author == "Renkei"
    assert about.language == {"en": "en-US", "ja": "ja-JP"}[lang]
    assert about.created.date() == about.modified.date() == update(lang).as_of


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_update_gives_the_same_bytes_whenever_it_is_written(lang: Lang) -> None:
    assert as_docx(update(lang)) == written(lang)
    with zipfile.ZipFile(io.BytesIO(written(lang))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2023, 10, 15, 0, 0, 0)}


@pytest.mark.parametrize("lang", LANGS)
def test_characters_that_mean_something_to_xml_are_written_as_they_are(lang: Lang) -> None:
    file = docx.Document(io.BytesIO(as_docx(small(lang, MARKUP))))
    by_style = {p.style.name: p.text for p in file.paragraphs}
    assert by_style["Title"] == by_style["Heading 1"] == MARKUP
    assert by_style["Body Text"] == by_style["List Bullet"] == f"{MARKUP}{MARKUP}\u00a0{MARKUP}\u00a01,9"
    assert file.tables[0].rows[0].cells[0].text == MARKUP
    assert MARKUP in by_style["Source"]


def test_what_xml_forbids_becomes_a_space() -> None:
    file = docx.Document(io.BytesIO(as_docx(small("en", "a\x00b\x1bc\nd\ufffe"))))
    assert file.paragraphs[0].text == "a b c d "


def test_a_note_without_a_source_is_no_link() -> None:
    body = docx.Document(io.BytesIO(as_docx(small("en", "x")))).element.body
    assert "source_9" not in {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}


def test_labels_can_be_told_apart_without_color() -> None:
    looks = []
    for tone in ("good", "half", "bad", "open", "quiet"):
        labels = dict.fromkeys(("sources", "contents", "key", "foot"), "x")
        made = Document("en", "x", (), date(2023, 1, 1), (Paragraph((Mark("met", tone),)),), (), labels)
        run = next(p for p in docx.Document(io.BytesIO(as_docx(made))).paragraphs if p.style.name == "Body Text").runs[
            0
        ]
        border, shade = run._r.rPr.find(qn("w:bdr")), run._r.rPr.find(qn("w:shd"))
        looks.append(
            (
                None if border is None else (border.get(qn("w:val")), border.get(qn("w:sz"))),
                None if shade is None else shade.get(qn("w:fill")),
            )
        )
    assert len(set(looks)) == 5
