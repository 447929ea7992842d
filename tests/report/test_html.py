"""Claims about the update as a web page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest

from renkei import __version__
from renkei.desk.brief import brief, default_since
from renkei.ground.sources import How
from renkei.ground.words import Words
from renkei.record.knowing import View
from renkei.report.blocks import (
    Block,
    Bullets,
    Cite,
    Document,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Plain,
    SourceNote,
    Spans,
    Strong,
    Table,
)  # fmt: skip
from renkei.report.charts import as_png, as_svg
from renkei.report.figures import narrow
from renkei.report.html import as_html, parts
from renkei.report.outline import outline

HOSTILE = "<script>alert('1')</script> & \"quoted\" {{ 7 * 7 }}"
VOID = {"meta", "col", "br", "wbr", "img", "link", "hr", "input", "base"}


class Page(HTMLParser):
    """A page read back: its elements, the text inside each, and the text of the whole."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.words: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._heard: dict[int, list[str]] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append((tag, len(self.elements)))
            self._heard[len(self.elements)] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        opened, number = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        self.texts.setdefault(tag, []).append(squeezed("".join(self._heard[number])))

    def handle_data(self, data: str) -> None:
        if any(tag in {"style", "sup"} for tag, _ in self._open):
            return
        self.words.append(data)
        for _, number in self._open:
            self._heard[number].append(data)

    @property
    def text(self) -> str:
        return squeezed("".join(self.words))

    def having(self, name: str) -> list[dict[str, str]]:
        return [attributes for _, attributes in self.elements if name in attributes]

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for each, attributes in self.elements if each == tag]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def words_of(spans: Spans) -> str:
    return squeezed("".join(span.text for span in spans if not isinstance(span, Cite)))


def small(*blocks: Block, address: str | None = "https://example.org/a?b=1&c=2", text: str = "A row") -> Document:
    source = SourceNote(1, "row-1", text, How.OFFICIAL, "●", "official", address, own=True)
    labels = {"sources": "Sources", "contents": "Contents", "key": "● official  ○ press", "foot": "The foot"}
    labels |= {"skip": "Skip", "back": "Back to {n} ({place})"}
    return Document("en", text, (text,), date(2023, 10, 15), blocks, (source,), labels)


def bars(name: str) -> Figure:
    spec: dict[str, object] = {
        "config": {"axis": {}, "legend": {}},
        "width": 300,
        "data": {"values": [{"a": name, "n": 3}]},
        "mark": "bar",
        "encoding": {"y": {"field": "a", "type": "nominal"}, "x": {"field": "n", "type": "quantitative"}},
    }
    return Figure("bars", spec, name, name)


@pytest.fixture(scope="module", params=["en", "ja"])
def document(request: pytest.FixtureRequest, built_in: object) -> Document:
    view = View(built_in, date(2023, 10, 15))  # type: ignore[arg-type]
    return outline(brief(view, default_since(view.as_of)), Words(request.param))


@pytest.fixture(scope="module")
def source(document: Document) -> str:
    return as_html(document)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_headings_stand_in_order_one_level_below_the_title(document: Document, page: Page) -> None:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert page.texts["h1"] == [document.title]
    for level in (1, 2):
        wanted = [squeezed(h.text) for h in headings if h.level == level]
        shown = page.texts[f"h{level + 1}"]
        assert shown[: len(wanted)] == wanted
    assert page.texts["h2"][-1] == document.labels["sources"]


def test_every_paragraph_is_on_the_page(document: Document, page: Page) -> None:
    wanted = [words_of(block.spans) for block in document.blocks if isinstance(block, Paragraph)]
    assert wanted
    assert [text for text in wanted if text not in page.texts["p"]] == []


def test_every_item_of_every_list_is_on_the_page(document: Document, page: Page) -> None:
    wanted = [words_of(item) for block in document.blocks if isinstance(block, Bullets) for item in block.items]
    assert wanted
    assert [text for text in wanted if text not in page.texts["li"]] == []


def test_every_table_is_on_the_page_cell_by_cell(document: Document, page: Page) -> None:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    cells = [words_of(cell) for table in tables for row in table.rows for cell in row]
    columns = [column for table in tables for column in table.columns if column]
    assert len(page.named("table")) == len(tables) > 0
    assert page.texts["th"] == columns
    assert {cell["scope"] for cell in page.named("th")} == {"col"}
    empty_heads = sum(not column for table in tables for column in table.columns)
    assert [text for text in page.texts["td"] if text] == [text for text in cells if text]
    assert len(page.texts["td"]) == len(cells) + empty_heads


def test_every_figure_is_drawn_for_both_widths_with_words_for_those_who_do_not_see_it(
    document: Document, page: Page
) -> None:
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    drawings = page.named("svg")
    assert len(figures) == 3
    assert [d["aria-label"] for d in drawings] == [f.alt for f in figures for _ in range(2)]
    assert {d["role"] for d in drawings} == {"img"}
    assert page.texts["figcaption"] == [squeezed(f.caption) for f in figures]


def test_charts_name_every_forum_and_topic_whole(document: Document, page: Page) -> None:
    drawn = [squeezed(text) for text in page.texts["text"]]
    for figure in document.blocks:
        if isinstance(figure, Figure):
            encoding: dict[str, dict[str, list[str]]] = figure.spec["encoding"]  # type: ignore[assignment]
            assert [name for name in encoding["y"]["sort"] if squeezed(name) not in drawn] == []
    assert [text for text in drawn if text.endswith("…")] == []


def test_every_note_leads_to_a_source_and_back(document: Document, page: Page) -> None:
    ids = [attributes["id"] for attributes in page.having("id")]
    inside = [link for link in page.named("a") if link["href"].startswith("#")]
    notes = [link for link in inside if link.get("role") == "doc-noteref"]
    back = [link["href"] for link in inside if link.get("role") == "doc-backlink"]
    assert len(ids) == len(set(ids))
    assert [link["href"] for link in inside if link["href"][1:] not in ids] == []
    assert sorted(back) == sorted(f"#{note['id']}" for note in notes)
    assert {note["href"] for note in notes} == {f"#source-{source.number}" for source in document.sources}


def test_every_source_is_listed_with_its_sign_its_site_and_its_address(document: Document, page: Page) -> None:
    outside = [link["href"] for link in page.named("a") if not link["href"].startswith("#")]
    signs = [each for each in page.named("span") if each.get("class") == "sign"]
    assert outside == [source.address for source in document.sources if source.address]
    assert [sign["aria-label"] for sign in signs] == [source.label for source in document.sources]
    for source in document.sources:
        assert squeezed(source.title) in page.text


def test_the_contents_name_every_section(document: Document, page: Page) -> None:
    sections = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    for section in sections:
        assert [link["href"] for link in page.named("a")].count(f"#{section.anchor}") == 2
    assert [nav["aria-label"] for nav in page.named("nav")] == [document.labels["contents"]] * 2


def test_nothing_is_fetched_and_nothing_runs(source: str, page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {
        "script",
        "link",
        "img",
        "image",
        "iframe",
        "object",
        "embed",
        "use",
        "base",
        "form",
        "audio",
        "video",
    }
    assert page.having("src") == []
    assert {tag for tag, attributes in page.elements if "href" in attributes} == {"a"}
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on") or "xlink" in name
    ]
    assert "url(" not in source
    assert "@import" not in source
    policy = next(meta["content"] for meta in page.named("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_the_head_tells_language_title_program_and_day(document: Document, page: Page) -> None:
    meta = {each["name"]: each["content"] for each in page.named("meta") if "name" in each}
    assert page.named("html") == [{"lang": document.lang}]
    assert page.texts["title"][0].startswith(document.title)
    assert meta["generator"] == f"Renkei {__version__}"
    assert meta["date"] == "2023-10-15"
    assert meta["viewport"] == "width=device-width, initial-scale=1"
    assert page.texts["footer"] == [squeezed(document.labels["foot"])]


def test_the_page_is_the_same_every_time(document: Document, source: str) -> None:
    assert as_html(document) == source


def test_keyboard_readers_can_skip_to_the_text(page: Page) -> None:
    first = page.named("a")[0]
    assert first == {"class": "skip", "href": "#text"}
    assert [main["id"] for main in page.named("main")] == ["text"]


def test_colors_of_charts_have_a_night_color_each(document: Document, source: str) -> None:
    """Bars keep their own colors at night, with figures on them that fit."""
    kept = {"#2d6e4e", "#d0a03c", "#8fb0d4", "#7c6599", "#c9ced6", "#a4343a", "#fffffe", "#1b2531"}
    used = {
        color.lower()
        for drawing in re.findall(r"<svg.*?</svg>", source, re.DOTALL)
        for color in re.findall(r"#[0-9a-f]{6}", drawing)
    }
    changed = set(re.findall(r'\[fill="(#[0-9a-f]{6})"\]', source))
    assert used
    assert used - changed - kept == set()


def test_text_is_escaped_wherever_it_stands() -> None:
    spans: Spans = (
        Plain(HOSTILE),
        Strong(HOSTILE),
        Mark(HOSTILE, "good"),
        Mark(HOSTILE, HOSTILE),
        Cite((1,)),
    )
    blocks: tuple[Block, ...] = (
        Heading(HOSTILE, 1, 'x" onclick="y'),
        Paragraph(spans),
        Bullets((spans,)),
        Table((HOSTILE, ""), ((spans, ()),), (0.5, 0.5)),
        bars(HOSTILE),
    )
    source = as_html(small(*blocks, text=HOSTILE))
    page = Page(source)
    assert "<script" not in source
    assert "49" not in page.text
    assert not page.named("script")
    assert page.having("onclick") == []
    assert page.texts["h1"] == [HOSTILE]
    assert page.texts["strong"] == [HOSTILE] * 3
    assert page.texts["td"][1] == HOSTILE * 4
    assert page.named("svg")[0]["aria-label"] == HOSTILE


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", "//example.org/x", None]
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    page = Page(as_html(small(Paragraph((Plain("Said."), Cite((1,)))), address=address)))
    assert [link["href"] for link in page.named("a") if not link["href"].startswith("#")] == []


def test_a_web_address_keeps_its_query_and_shows_its_site() -> None:
    page = Page(as_html(small(Paragraph((Plain("Said."), Cite((1,)))), address="https://www.example.org/a?b=1&c=2")))
    assert [link["href"] for link in page.named("a") if link.get("class") == "site"] == [
        "https://www.example.org/a?b=1&c=2"
    ]
    assert "example.org" in page.texts["a"]


def test_rows_of_the_readers_own_record_are_marked() -> None:
    page = Page(as_html(small(Paragraph((Plain("Said."), Cite((1,)))))))
    assert page.texts["code"] == ["row-1⁺"]


@pytest.mark.parametrize("tone", ["good", "half", "bad", "open", "quiet"])
def test_each_tone_has_a_sign_of_its_own(tone: str) -> None:
    source = as_html(small(Paragraph((Mark("label", tone),))))
    assert f'<span class="mark {tone}">label</span>' in source
    assert f".mark.{tone} {{ --tone:" in source
    assert tone == "open" or f".mark.{tone}::before" in source


def test_headings_make_sections_inside_sections() -> None:
    text = Paragraph((Plain("x"),))
    made = parts((text, Heading("A", 1, "a"), text, Heading("B", 2, "b"), text, text, Heading("C", 1, "c")))
    assert [(p.heading.text if p.heading else "", len(p.blocks), len(p.parts)) for p in made] == [
        ("", 1, 0),
        ("A", 1, 1),
        ("C", 0, 0),
    ]
    assert len(made[1].parts[0].blocks) == 2


def test_charts_are_pictures_without_the_network(on: Callable[..., View]) -> None:
    view = on("2023-10-15")
    figures = [b for b in outline(brief(view, default_since(view.as_of)), Words("en")).blocks if isinstance(b, Figure)]
    assert as_png(figures[0], 1.0).startswith(b"\x89PNG")
    assert len(as_png(figures[0], 2.0)) > len(as_png(figures[0], 1.0))
    for figure in figures:
        for drawn in (figure, narrow(figure)):
            assert as_svg(drawn).startswith("<svg")
    wide, phone = (int(re.findall(r'width="(\d+)"', as_svg(each))[0]) for each in (figures[1], narrow(figures[1])))
    assert phone <= 370 < wide


def test_an_update_before_the_first_meeting_still_makes_a_page(on: Callable[..., View]) -> None:
    view = on("1950-01-01")
    page = Page(as_html(outline(brief(view, default_since(view.as_of)), Words("ja"))))
    assert len(page.named("svg")) == 6


def test_a_chart_that_asks_for_outside_data_gets_none() -> None:
    figure = bars("x")
    outside = Figure(figure.name, {**figure.spec, "data": {"url": "https://example.org/data.json"}}, "x", "x")
    with pytest.raises(ValueError, match=r"allowed|URL"):
        as_svg(outside)
