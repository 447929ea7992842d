"""What the PDF of an update holds, read back from the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pymupdf
import pytest

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
from renkei.report.outline import outline
from renkei.report.pdf import GETA, as_pdf, readable, visible

LANGS: tuple[Lang, ...] = ("en", "ja")
MARKUP = r"""#set $x$ *a* _b_ [c] @d <e> \f "g" 'h' `i` // /* = - + ~ {j} %k"""


@cache
def update(lang: Lang) -> Document:
    return outline(brief(View(load(), date(2023, 10, 15)), date(2023, 7, 15)), Words(lang))


@cache
def printed(lang: Lang) -> bytes:
    return as_pdf(update(lang))


def opened(content: bytes) -> Any:
    return pymupdf.open(stream=content, filetype="pdf")


def words_of(content: bytes) -> str:
    return squeezed("".join(page.get_text() for page in opened(content)))


def squeezed(text: str) -> str:
    """Without spaces, line breaks and joiners: what a typesetter may change."""
    return "".join(char for char in text if not char.isspace() and char not in "\u200b\u2060")


def small(**changed: Any) -> Document:
    labels = {"sources": "Sources", "contents": "Contents", "key": "● official", "foot": "Renkei"}
    spans = (Plain("It met."), Cite((1, 2)))
    made = Document(
        "en",
        "An update",
        ("As of a day",),
        date(2023, 10, 15),
        (Heading("First", 1, "first"), Paragraph(spans), Bullets((spans,))),
        (
            SourceNote(1, "m-one", "A meeting", How.OFFICIAL, "●", "official", "https://example.org/one", False),
            SourceNote(2, "m-two", "Another", How.MEMORY, "✕", "not looked up", None, True),
        ),
        labels,
    )
    return replace(made, **changed)


@pytest.mark.parametrize("lang", LANGS)
def test_headings_stand_in_the_text_and_in_the_outline_in_their_order(lang: Lang) -> None:
    file = opened(printed(lang))
    heads = [(b.level, squeezed(b.text)) for b in update(lang).blocks if isinstance(b, Heading)]
    heads.append((1, squeezed(update(lang).labels["sources"])))
    assert [(level, squeezed(text)) for level, text, _ in file.get_toc()] == heads
    text, at = words_of(printed(lang)), 0
    for _, head in heads:
        at = text.index(head, at)


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_of_the_update_is_printed(lang: Lang) -> None:
    text = words_of(printed(lang))
    for block in update(lang).blocks:
        runs = {
            Paragraph: lambda b: [b.spans],
            Bullets: lambda b: b.items,
            Table: lambda b: [cell for row in b.rows for cell in row],
        }.get(type(block), lambda b: [])(block)
        for span in (span for spans in runs for span in spans if not isinstance(span, Cite)):
            for part in squeezed(visible(span.text)).split("。"):
                # A page may end in the middle of a sentence: its beginning or its end is enough.
                assert part[:12] in text or part[-12:] in text


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_a4_and_has_several_pages(lang: Lang) -> None:
    file = opened(printed(lang))
    assert file.page_count > 1
    assert {(round(page.rect.width), round(page.rect.height)) for page in file} == {(595, 842)}


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_page_lists_the_sections_with_their_pages(lang: Lang) -> None:
    file = opened(printed(lang))
    links = [link for link in file[0].get_links() if link["kind"] == pymupdf.LINK_GOTO]
    first = squeezed(file[0].get_text())
    sections = [(text, page) for level, text, page in file.get_toc() if level == 1]
    assert all(f"{squeezed(text)}{page}" in first for text, page in sections)
    assert len(links) >= len(sections)


@pytest.mark.parametrize("lang", LANGS)
def test_every_font_is_embedded_and_comes_from_the_package_or_the_typesetter(lang: Lang) -> None:
    file = opened(printed(lang))
    fonts = {(font[0], font[3].partition("+")[2]) for page in file for font in page.get_fonts(full=True)}
    known = ("NotoSansJP-", "DejaVuSansMono") + (("LibertinusSerif-",) if lang == "en" else ())
    assert all(name.startswith(known) for _, name in fonts)
    assert all(file.extract_font(number)[3] for number, _ in fonts)


@pytest.mark.parametrize("lang", LANGS)
def test_every_source_is_listed_and_links_to_its_page(lang: Lang) -> None:
    file = opened(printed(lang))
    linked = {link["uri"] for page in file for link in page.get_links() if link["kind"] == pymupdf.LINK_URI}
    assert linked == {note.address for note in update(lang).sources if note.address}
    text = words_of(printed(lang))
    assert all(squeezed(visible(f"{note.id}{note.title}")) in text for note in update(lang).sources)


@pytest.mark.parametrize("lang", LANGS)
def test_every_note_links_to_its_own_place_in_the_source_list(lang: Lang) -> None:
    file = opened(printed(lang))
    list_begins = next(page for _, text, page in file.get_toc() if text == update(lang).labels["sources"])
    inside = [link for page in file for link in page.get_links() if link["kind"] == pymupdf.LINK_GOTO]
    # The other links inside are the lines of the table of contents, which are wide.
    notes = [link for link in inside if link["from"].width < 40]
    assert all(link["page"] >= list_begins - 1 for link in notes)
    assert len({(link["page"], link["to"]) for link in notes}) == len(update(lang).sources)


@pytest.mark.parametrize("lang", LANGS)
def test_charts_are_drawings_with_a_description(lang: Lang) -> None:
    file = opened(printed(lang))
    assert not any(page.get_images() for page in file)
    objects = "".join(file.xref_object(number) for number in range(1, file.xref_length()))
    figures = [block for block in update(lang).blocks if isinstance(block, Figure)]
    assert objects.count("/S /Figure") >= len(figures) > 0
    assert objects.count("/Alt ") >= len(figures)


@pytest.mark.parametrize("lang", LANGS)
def test_title_language_and_day_are_in_the_file(lang: Lang) -> None:
    file = opened(printed(lang))
    assert file.metadata["title"] == update(lang).title
    assert file.metadata["author"] == "Renkei"
    assert file.metadata["creationDate"].startswith("D:20231015")
    catalog = file.xref_object(file.pdf_catalog())
    assert f"/Lang ({lang}" in catalog
    assert "/Marked true" in catalog
    meta = file.get_xml_metadata()
    assert "pdfuaid:part" in meta
    assert "pdfaid:part" in meta


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_update_gives_the_same_bytes(lang: Lang) -> None:
    assert as_pdf(update(lang)) == printed(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_characters_that_mean_something_to_the_typesetter_are_printed_as_they_are(lang: Lang) -> None:
    spans = (Plain(MARKUP), Strong(MARKUP), Mark(MARKUP, "bad"))
    blocks = (
        Heading(f"H {MARKUP}", 1, "h"),
        Paragraph(spans, "lead"),
        Bullets((spans,)),
        Table((MARKUP, "n"), ((spans, (Plain("1"),)),), (0.8, 0.2), frozenset({1})),
    )
    note = SourceNote(1, MARKUP, MARKUP, How.PRESS, "○", "press", "https://example.org/?a=[b]&c=#d", False)
    labels = dict.fromkeys(("sources", "contents", "key", "foot"), MARKUP)
    made = as_pdf(small(lang=lang, title=MARKUP, subtitle=(MARKUP,), blocks=blocks, sources=(note,), labels=labels))
    assert words_of(made).count(squeezed(MARKUP)) >= 13
    assert opened(made).metadata["title"] == MARKUP


def test_a_table_repeats_its_head_on_every_page() -> None:
    rows = tuple(((Plain(f"row {n}"),), (Plain("words " * 20),)) for n in range(60))
    blocks = (Heading("First", 1, "first"), Table(("Number", "Content"), rows, (0.3, 0.7)))
    pages = [page.get_text() for page in opened(as_pdf(small(blocks=blocks)))]
    with_rows = [text for text in pages if "row " in text]
    assert len(with_rows) > 1
    assert all("Content" in text for text in with_rows)


def test_a_character_no_font_has_is_taken_apart_or_printed_as_a_geta() -> None:
    assert visible("株式会社") == "株式会社"
    assert visible("e\u0301") == "é"
    assert visible("㍐") == "ユアン"
    assert visible("강") == GETA
    assert visible("a\x00b\u200ec") == "a bc"
    shown = words_of(as_pdf(small(title="강 ㍐ č Š ① ㈱ ⁺ ✕ \U0001f600 \ue000")))
    assert f"{GETA}ユアンčŠ①㈱⁺✕{GETA}{GETA}" in shown


@pytest.mark.parametrize("weight", ["plain", "strong", "lead", "cell"])
def test_every_character_taken_for_visible_can_be_set_in_every_font(weight: str) -> None:
    candidates = [chr(code) for code in range(0x20, 0x3100) if visible(chr(code)) == chr(code)]
    text = " ".join(candidates)
    spans = (Strong(text),) if weight == "strong" else (Plain(text),)
    block = (
        Table(("a",), ((spans,),), (1.0,))
        if weight == "cell"
        else Paragraph(spans, "lead" if weight == "lead" else "body")
    )
    # The standards the file keeps to forbid missing characters, so that it would not have been made.
    assert as_pdf(small(blocks=(Heading("First", 1, "first"), block)))


def test_notes_of_rows_that_are_not_listed_are_printed_without_a_link() -> None:
    blocks = (Heading("First", 1, "first"), Paragraph((Plain("It met."), Cite((7,)))))
    assert "Itmet.7" in words_of(as_pdf(small(blocks=blocks, sources=())))


def test_only_web_addresses_become_links() -> None:
    note = SourceNote(1, "x", "X", How.PRESS, "○", "press", "javascript:alert(1)", False)
    made = opened(as_pdf(small(sources=(note,))))
    assert not [link for page in made for link in page.get_links() if link["kind"] == pymupdf.LINK_URI]


def test_an_address_shows_other_scripts_and_keeps_its_spaces_escaped() -> None:
    assert readable("a.jp/%E6%97%A5%E6%9C%AC%20x") == "a.jp/日本%20x"


def test_a_long_address_is_shown_by_its_host() -> None:
    address = "https://example.org/" + "long/" * 60
    note = SourceNote(1, "x", "X", How.PRESS, "○", "press", address, False)
    made = as_pdf(small(sources=(note,)))
    assert "example.org/…" in words_of(made)
    assert address in {link.get("uri") for page in opened(made) for link in page.get_links()}
