"""The section on export controls: it stands before what it means, cites the rules, and words dashes and silence with care."""

from __future__ import annotations

import json
from datetime import date

import pytest

from renkei.controls.products import products
from renkei.desk.brief import Brief
from renkei.ground.words import Words
from renkei.report.blocks import Bullets, Cite, Document, Heading, Paragraph, Table, plain_text
from renkei.report.outline import outline
from renkei.report.rule_names import instrument_name
from renkei.report.update import written
from renkei.supply.loading import built_in

PRODUCTS = {each.id for each in products()}
SUPPLY = built_in()


def document(on, day: str, since: str, lang: str = "en", **more: str) -> Document:
    return outline(Brief(on(day, **more), date.fromisoformat(since)), Words(lang))  # type: ignore[arg-type]


def section(made: Document) -> list[object]:
    """The blocks between the heading of the section and that of the next."""
    heads = [i for i, block in enumerate(made.blocks) if isinstance(block, Heading) and block.level == 1]
    first = next(i for i in heads if made.blocks[i].anchor == "controls")  # type: ignore[union-attr]
    return list(made.blocks[first : min(i for i in heads if i > first)])


def told(blocks: list[object]) -> str:
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(plain_text(block.spans))
        elif isinstance(block, Bullets):
            lines += [plain_text(item) for item in block.items]
        elif isinstance(block, Table):
            lines += ["|".join(plain_text(cell) for cell in row) for row in block.rows]
    return "\n".join(lines)


def test_the_section_stands_before_what_it_means(on) -> None:
    anchors = [
        b.anchor for b in document(on, "2024-12-31", "2024-09-30").blocks if isinstance(b, Heading) and b.level == 1
    ]
    assert anchors[anchors.index("controls") :][:3] == ["controls", "supply", "means"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_change_and_every_product_is_cited(on, lang: str) -> None:
    blocks = section(document(on, "2024-12-31", "2024-09-30", lang))
    anchor = ""
    seen = 0
    for block in blocks:
        if isinstance(block, Heading):
            anchor = block.anchor
        if isinstance(block, Bullets) and anchor in {"controls-changed", "controls-unsettled", "controls-gaps"}:
            assert all(any(isinstance(s, Cite) for s in item) for item in block.items)
            seen += len(block.items)
        if isinstance(block, Table) and anchor == "controls-goods" and len(block.rows) > 4:
            assert all(any(isinstance(s, Cite) for s in row[0]) for row in block.rows)
            seen += len(block.rows)
    assert seen > 12


def test_the_sources_name_the_rules_and_the_products_beside_the_record(on) -> None:
    sources = {note.id: note for note in document(on, "2024-12-31", "2024-09-30").sources}
    assert sources["us 89 FR 96790"].title == "United States: 89 FR 96790"
    assert sources["micron-hbm3e-24gb"].title == "Micron HBM3E 24 GB"
    assert not sources["us 89 FR 96790"].own


def test_the_rule_of_december_2024_is_told_with_its_days_and_its_title_in_the_record(on) -> None:
    text = told(section(document(on, "2024-12-31", "2024-09-30")))
    line = next(x for x in text.splitlines() if x.startswith("United States, 2 December 2024, 89 FR 96790"))
    assert "published 5 December 2024" in line
    assert "foreign direct product rule" in line


def test_where_nothing_changed_the_twelve_months_before_are_told(on) -> None:
    # The Dutch regulation of September and the Japanese order of July 2023; nothing in May and June 2024.
    text = told(section(document(on, "2024-06-30", "2024-05-01")))
    assert "Nothing that changed since 1 May 2024 is in the rules at hand." in text
    assert "Netherlands, 1 September 2023" in text  # within the twelve months
    assert "Japan, 23 July 2023" in text


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_before_the_oldest_texts_the_section_is_one_sentence(on, lang: str) -> None:
    blocks = section(document(on, "2021-06-30", "2021-03-30", lang))
    assert len(blocks) == 2
    assert Words(lang).label("license", "not controlled") not in told(blocks)  # type: ignore[arg-type]


def test_a_regime_whose_texts_do_not_reach_back_is_a_dash_for_every_product(on) -> None:
    tables = [b for b in section(document(on, "2022-11-01", "2022-10-01")) if isinstance(b, Table)]
    products = tables[-1]
    japan = products.columns.index("Japan")
    assert {plain_text(row[japan]) for row in products.rows} == {"—"}


def test_an_update_of_2024_does_not_tell_what_was_unsettled_later(on) -> None:
    blocks = section(document(on, "2024-12-31", "2024-09-30"))
    text = told([block for block in blocks if not isinstance(block, Table)])  # a table has the days texts were read
    assert "2025" not in text
    assert "the matter speaks of later days" in text


@pytest.mark.parametrize(
    ("instrument", "english"),
    [
        ("令和7年経済産業省令第34号", "METI Order No. 34 of 2025"),
        ("貨物等省令（2022年12月6日施行の版）", "Goods Order as in force on 6 December 2022"),
        ("88 FR 73424", "88 FR 73424"),
    ],
)
def test_an_ordinance_has_its_english_name_in_english_alone(instrument: str, english: str) -> None:
    assert instrument_name(instrument, Words("en")) == english
    assert instrument_name(instrument, Words("ja")) == instrument


def test_the_json_update_carries_the_state_of_the_controls(on) -> None:
    made = json.loads(str(written(Brief(on("2024-12-31"), date(2024, 9, 30)), Words("en"), "json")))
    controls = made["answer"]["controls"]
    assert [each["regime"] for each in controls["regimes"]] == ["us", "jp", "nl", "eu"]
    assert controls["goods"]["products"] == sum(
        n for w, n in controls["goods"]["counts"]["jp"].items() if w != "license"
    )
    assert {s["table"] for s in made["sources"]} >= {"rules", "products"}


def test_the_annex_counts_rows_of_the_record_apart_from_rules_and_products(on) -> None:
    made = document(on, "2024-12-31", "2024-09-30")
    text = told([b for b in made.blocks if isinstance(b, Paragraph)])
    assert f"It also rests on {sum(' ' in n.id for n in made.sources)} texts of the rules" in text
    publications = [n for n in made.sources if n.id in SUPPLY.releases or n.id in SUPPLY.shares]
    assert f"It also rests on {len(publications)} publications on the supply" in text
    beside = sum(" " in n.id for n in made.sources) + sum(n.id in PRODUCTS for n in made.sources) + len(publications)
    assert f"This update rests on {len(made.sources) - beside} rows" in text
