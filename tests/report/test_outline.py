"""The update's text: every line rests on rows, both languages say the same, and the article's judgements stand in it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from renkei.desk.brief import brief, default_since
from renkei.ground.words import Words
from renkei.report.blocks import Bullets, Cite, Document, Figure, Heading, Paragraph, Table, plain_text
from renkei.report.markdown import as_markdown
from renkei.report.outline import outline
from renkei.report.update import written

DAYS = ("2023-10-15", "2023-11-20", "2024-12-31", "2026-11-23")


def document(on, day: str, lang: str = "en", **more: str) -> Document:
    view = on(day, **more)
    return outline(brief(view, default_since(view.as_of)), Words(lang))  # type: ignore[arg-type]


def spans_of(made: Document) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for block in made.blocks:
        if isinstance(block, Paragraph):
            found.append(block.spans)
        elif isinstance(block, Bullets):
            found.extend(block.items)
        elif isinstance(block, Table):
            found.extend(cell for row in block.rows for cell in row)
    return found


def text_of(made: Document) -> str:
    return "\n".join(plain_text(spans) for spans in spans_of(made))  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("day", DAYS)
def test_every_note_leads_to_a_source_and_every_source_is_cited(on, day: str, lang: str) -> None:
    made = document(on, day, lang)
    cited = {n for spans in spans_of(made) for span in spans if isinstance(span, Cite) for n in span.numbers}
    assert cited == {note.number for note in made.sources} == set(range(1, len(made.sources) + 1))


@pytest.mark.parametrize("day", DAYS)
def test_both_languages_have_the_same_sections_and_rest_on_the_same_rows(on, day: str) -> None:
    english, japanese = document(on, day), document(on, day, "ja")
    anchors = [[b.anchor for b in made.blocks if isinstance(b, Heading)] for made in (english, japanese)]
    assert anchors[0] == anchors[1]
    assert {n.id for n in english.sources} == {n.id for n in japanese.sources}


def test_every_line_about_forums_promises_and_findings_rests_on_rows(on) -> None:
    made = document(on, "2023-10-15")
    section = ""
    for block in made.blocks:
        if isinstance(block, Heading) and block.level == 1:
            section = block.anchor
        if section in {"bilateral", "science", "wider"} and isinstance(block, Paragraph):
            assert any(isinstance(s, Cite) for s in block.spans), plain_text(block.spans)
        if section in {"changed", "means", "bilateral"} and isinstance(block, Bullets):
            for item in block.items:
                assert any(isinstance(s, Cite) for s in item), plain_text(item)
        if section in {"promises", "instruments", "agenda"} and isinstance(block, Table):
            for row in block.rows:
                assert any(isinstance(s, Cite) for cell in row for s in cell)


def test_the_three_charts_stand_in_the_update_with_words_beside_them(on) -> None:
    figures = [b for b in document(on, "2024-12-31").blocks if isinstance(b, Figure)]
    assert [f.name for f in figures] == ["timeline", "matrix", "promises"]
    assert all(f.alt and f.caption for f in figures)


def test_the_update_of_october_2023_says_what_the_article_says_and_where_it_is_wrong(on) -> None:
    text = text_of(document(on, "2023-10-15"))
    assert "EPCC last met at ministerial level on 29 July 2022, 443 days before." in text
    assert "then Minister of Economy, Trade and Industry" in text
    assert "National Semiconductor Technology Center (not set up)" in text
    absent = next(
        line
        for line in text.splitlines()
        if "Looked for in those readouts and not there: " in line and "Semiconductors" in line
    )
    for topic in ("Supply-chain resilience", "Critical minerals", "Export controls"):
        assert topic in absent
    assert "1,475 days earlier" in text
    assert "28–29 October 2023" in text


def test_later_updates_answer_otherwise(on) -> None:
    november, december, now = (text_of(document(on, day)) for day in DAYS[1:])
    assert "EPCC last met at ministerial level on 14 November 2023, 6 days before." in november
    assert "JUCIP last met at ministerial level on 26 June 2024" in december
    assert "National Semiconductor Technology Center (standing 9 February 2024)" in december
    assert "National Center for the Advancement of Semiconductor Technology (undone 25 August 2025)" in now
    assert "The same governments' agencies have met elsewhere since the last meeting of JUCIP" in now


def test_a_later_day_than_was_checked_is_led_by_a_warning(on) -> None:
    first = next(b for b in document(on, "2026-11-23").blocks if isinstance(b, Paragraph))
    assert first.role == "note"
    assert "may be missing" in plain_text(first.spans)
    assert not any(
        isinstance(b, Paragraph) and "may be missing" in plain_text(b.spans) for b in document(on, "2023-10-15").blocks
    )


@pytest.mark.parametrize("day", ["2021-06-30", "2022-12-31", *DAYS[:3]])
def test_an_update_never_speaks_of_a_later_year(on, day: str) -> None:
    # Days to come may be named as such: announced meetings, due days, and how far the record was looked after.
    to_come = ("announced", "looked after up to")
    made = document(on, day)
    tables = {id(cell) for b in made.blocks if isinstance(b, Table) for row in b.rows for cell in row}
    lines = [plain_text(spans) for spans in spans_of(made) if id(spans) not in tables]  # type: ignore[arg-type]
    year = date.fromisoformat(day).year
    later = [line for line in lines if any(int(y) > year for y in re.findall(r"(?<![\d,/-])20[0-3]\d(?![\d,])", line))]
    assert lines
    assert [line for line in later if not any(word in line for word in to_come)] == []


def test_what_was_not_public_yet_is_left_out(on) -> None:
    known = document(on, "2023-05-20", known_on="2023-05-20")
    assert "d-jhlc-15-mofa" not in {n.id for n in known.sources}  # the notice of 23 May on the meeting of 16 May
    assert "Only what was public by 20 May 2023" in " ".join(known.subtitle)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_markdown_defines_every_footnote_once(on, lang: str) -> None:
    text = as_markdown(document(on, "2023-10-15", lang))
    used, defined = (
        set(re.findall(r"\[\^(\d+)\](?!:)", text)),
        re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE),
    )
    assert used == set(defined)
    assert len(defined) == len(set(defined))


def test_the_json_update_gives_each_line_the_rows_it_rests_on(on) -> None:
    view = on("2023-10-15")
    told = json.loads(str(written(brief(view, date(2023, 7, 15)), Words("en"), "json")))
    assert (told["as_of"], told["since"]) == ("2023-10-15", "2023-07-15")
    line = next(x for x in told["answer"]["text"] if "EPCC last met at ministerial" in x.get("text", ""))
    assert line["rows"] == ["m-epcc-1"]
    assert {s["id"] for s in told["sources"]} >= {"m-epcc-1", "m-jhlc-15"}


def test_the_terminal_update_keeps_to_its_width(on) -> None:
    from rich.cells import cell_len

    view = on("2023-10-15")
    for lang in ("en", "ja"):
        text = str(written(brief(view, date(2023, 7, 15)), Words(lang), "text", width=100))  # type: ignore[arg-type]
        wide = [line for line in text.splitlines() if cell_len(line) > 102 and "http" not in line]
        assert wide == []


def test_the_same_question_gives_the_same_words(on) -> None:
    first, again = (as_markdown(document(on, "2024-12-31", "ja")) for _ in range(2))
    assert first == again
