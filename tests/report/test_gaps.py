"""How a comparison of regimes is written: document, pictures, workbook; and what differences are called."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
import python_calamine

from renkei.controls.in_force import in_force
from renkei.controls.loading import built_in as rules
from renkei.controls.products import products
from renkei.desk.gaps import GapsAnswer, gaps
from renkei.ground.languages import Lang
from renkei.ground.words import Words
from renkei.report.blocks import Bullets, Document, Figure, Heading, Paragraph, Table, plain_text
from renkei.report.charts import as_svg
from renkei.report.figures import narrow
from renkei.report.gap_data import gap_rows
from renkei.report.gap_ids import exact
from renkei.report.gap_left_out import not_compared
from renkei.report.gap_outline import gap_document
from renkei.report.gap_report import GapReport, counted
from renkei.report.gap_words import GapWords
from renkei.report.gap_workbook import gap_workbook
from renkei.report.html import as_html
from renkei.report.markdown import as_markdown

DAY = date(2026, 2, 14)
LANGS: tuple[Lang, ...] = ("en", "ja")


@cache
def report(regimes: tuple[str, ...] = ("us", "jp"), topics: tuple[str, ...] = ("lithography", "masks")) -> GapReport:
    book = rules()
    asked = tuple(in_force(book, name, DAY) for name in regimes)
    answers = tuple(gaps(book, *pair, products(), topics=topics) for pair in combinations(asked, 2))
    return GapReport(answers, asked, topics)


def lines(document: Document) -> list[str]:
    found = []
    for block in document.blocks:
        match block:
            case Heading(text):
                found.append(text)
            case Paragraph(spans):
                found.append(plain_text(spans))
            case Bullets(items):
                found += map(plain_text, items)
            case Table(columns, rows):
                found += [" | ".join(columns), *(" | ".join(map(plain_text, row)) for row in rows)]
            case _:
                pass
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_every_paragraph_of_the_answer_is_cited_with_its_first_day(lang: Lang) -> None:
    asked = report()
    document = gap_document(asked, Words(lang))
    compared = {id_ for gap in asked.answers[0].gaps for id_ in (*gap.relation.left, *gap.relation.right)}
    assert {each.id for each in document.sources} == compared
    assert [each.number for each in document.sources] == list(range(1, len(compared) + 1))
    since = Words(lang).day(asked.rules[0].versions["us-3B001.f.5"].since)
    (source,) = [each for each in document.sources if each.id == "us-3B001.f.5"]
    assert since in source.title


def test_the_matrix_adds_up_to_all_groups() -> None:
    asked = report()
    (table,) = [block for block in gap_document(asked, Words("en")).blocks if isinstance(block, Table)]
    numbers = [[int((re.match(r"\d+", plain_text(cell)) or ["0"])[0]) for cell in row[1:]] for row in table.rows]
    *topics, every = numbers
    assert [sum(column) for column in zip(*topics, strict=True)] == every
    assert sum(every) == len(asked.answers[0].gaps)


def test_what_may_differ_only_is_counted_apart() -> None:
    counts = counted(report().answers[0].gaps)
    # 3B001.g and 3B001.i hang on whether the circuit they are for is one of 3A001.
    assert (counts["only left"].all, counts["only left"].may) == (2, 2)
    assert counts["only left"].shown == "2 (2◇)"
    assert counts["same"].may == 0


def test_headings_have_addresses_of_their_own() -> None:
    for asked in (report(), report(("us", "jp", "eu"))):
        anchors = [each.anchor for each in gap_document(asked, Words("en")).blocks if isinstance(each, Heading)]
        assert len(anchors) == len(set(anchors))
        assert "sources" not in anchors


def test_of_several_regimes_only_certain_differences_are_told() -> None:
    told = "\n".join(lines(gap_document(report(("us", "jp", "eu")), Words("en"))))
    assert "Differs for certain" in told
    assert "May differ" not in told


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("regimes", [("us", "jp"), ("us", "jp", "eu")])
def test_the_page_shows_the_matrix_as_a_picture_with_its_words(lang: Lang, regimes: tuple[str, ...]) -> None:
    document = gap_document(report(regimes), Words(lang), figures=True)
    (figure,) = [block for block in document.blocks if isinstance(block, Figure)]
    for each in (figure, narrow(figure)):
        shown = "".join(ET.fromstring(as_svg(each)).itertext())  # noqa: S314 - drawn by our own engine
        book = rules()
        assert all(book.topics[topic][lang].casefold() in shown.casefold() for topic in ("lithography", "masks"))
    page = as_html(document)
    assert "<svg" in page
    assert figure.caption in page
    assert "<script" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_no_placeholder_is_left_in_any_line(lang: Lang) -> None:
    for asked in (report(), report(("us", "jp", "eu"))):
        document = gap_document(asked, Words(lang))
        assert not [line for line in lines(document) if re.search(r"\{\w*\}|None|gaps\.", line)]
        assert as_markdown(document).startswith("# ")


def test_paragraphs_left_out_and_parts_not_modelled_are_listed() -> None:
    found = not_compared(report().answers[0])
    assert "jp-6.17.サ" in found["parts"]  # it leaves out what falls under the paragraphs on etchers
    assert found["unproved"] == found["unproved_whole"] == found["unshown"] == []


# What differences are called


@pytest.mark.parametrize(
    ("value", "written"),
    [(Fraction(3, 2), "1.5"), (Fraction(27), "27"), (Fraction(900, 7), "900/7"), (Fraction(1, 3), "1/3")],
)
def test_a_bound_is_written_exactly(value: Fraction, written: str) -> None:
    assert exact(value) == written


def test_regions_that_differ_in_the_same_are_told_once() -> None:
    asked = report(topics=("integrated_circuits",)).answers[0]
    said = GapWords(asked, Words("en"))
    for gap in asked.gaps:
        told = [(each.by, each.where, each.certain, each.depends) for each in said.differences(gap)]
        assert len(told) == len(set(told))
        provisions = {id_ for each in said.differences(gap) for id_ in each.provisions}
        assert provisions == {each.provision for each in gap.relation.regions}


# The workbook


def sheets(asked: GapReport, lang: Lang = "en") -> dict[str, list[list[str]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(gap_workbook(asked, Words(lang))))
    every = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {name: [[str(cell) for cell in row] for row in rows] for name, rows in every.items()}


def column(rows: list[list[str]], head: str) -> list[str]:
    at = rows[1].index(head)
    return [row[at] for row in rows[2:]]


def test_the_workbook_sets_every_paragraph_of_both_sides_in_a_row() -> None:
    asked = report()
    answer: GapsAnswer = asked.answers[0]
    number: Callable[[str], str] = lambda id_: answer.book.provisions[id_].number("en")  # noqa: E731
    rows = sheets(asked)["Lithography"]
    for head, side in (("US: paragraph", "left"), ("Japan: paragraph", "right")):
        expected = {
            number(id_) for gap in answer.gaps if gap.topic == "lithography" for id_ in getattr(gap.relation, side)
        }
        assert {each for each in column(rows, head) if each} == expected


def test_a_row_of_the_workbook_tells_condition_first_day_bound_and_example() -> None:
    rows = sheets(report())["Lithography"]
    at = column(rows, "Japan: paragraph").index("Art. 6 item 17 te")
    told = {head: column(rows, head)[at] for head in rows[1]}
    assert told["Japan: since"] == "2025-05-28"
    assert told["US: since"] == "2024-12-02"
    assert told["Japan: condition"] == "– overlay accuracy 4.0 nm or less"
    assert told["US: condition"] == "– overlay accuracy less than 1.5 nm"
    assert told["Verdict"] == "Japan stricter"
    assert "overlay accuracy of exactly 1.5 nm" in told["Differs where"]
    assert (told["Example"], told["Proof"]) == ("overlay accuracy 1.5 nm", "proved")


def test_the_front_sheet_tells_day_regimes_and_the_hash_of_the_rules() -> None:
    front = "\n".join(" ".join(row) for row in sheets(report())["Overview"])
    assert all(each in front for each in ("14 February 2026", "United States, Japan", rules().hash, "How to read"))


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    raw = zipfile.ZipFile(io.BytesIO(gap_workbook(report(), Words("ja"))))
    for name in raw.namelist():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in raw.read(name)


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert gap_workbook(report(), Words("en")) == gap_workbook(report(), Words("en"))


def test_sheets_of_several_pairs_have_names_of_their_own() -> None:
    names = list(sheets(report(("us", "jp", "eu")), "ja"))
    assert len(names) == len(set(names)) == 1 + 3 * 2
    assert all(len(name) <= 31 for name in names)


# What is not settled


def unsettled(**change: object) -> GapReport:
    """The answer with its first group, which is the same on both sides, changed."""
    asked = report()
    (answer,) = asked.answers
    first = next(gap for gap in answer.gaps if gap.verdict == "same")
    changed = replace(first, **change)  # type: ignore[arg-type]
    gaps_ = tuple(changed if gap is first else gap for gap in answer.gaps)
    return replace(asked, answers=(replace(answer, gaps=gaps_),))


@pytest.mark.parametrize(("proof", "said"), [("refuted", "proof failed"), ("timed out", "proof timed out")])
def test_a_proof_that_fails_is_told_as_such(proof: str, said: str) -> None:
    asked = unsettled(proof=proof)
    told = "\n".join(lines(gap_document(asked, Words("en"))))
    assert "Not proved: 1." in told
    assert "All of it is proved" not in told
    assert f"({said})" in told
    assert len(not_compared(asked.answers[0])["unproved"]) == 1
    assert said in {cell for rows in sheets(asked).values() for row in rows for cell in row}


def test_what_is_too_tangled_is_neither_the_same_nor_a_difference() -> None:
    first = next(gap for gap in report().answers[0].gaps if gap.verdict == "same")
    asked = unsettled(relation=replace(first.relation, verdict="not compared"), proof=None)
    before, after = counted(report().answers[0].gaps), counted(asked.answers[0].gaps)
    assert (after["same"].all, after["not compared"].all) == (before["same"].all - 1, 1)
    told = "\n".join(lines(gap_document(asked, Words("en"))))
    assert "Too tangled to enumerate: 3B001.f.1.a, Art. 6 item 17 he (1) 1" in told
    (row,) = [each for each in gap_rows(asked, Words("en")) if each["verdict"] == "not compared"]
    assert row["left_paragraphs"] == ["us-3B001.f.1.a"]


def test_a_difference_without_an_example_is_told_as_that() -> None:
    asked = report()
    (answer,) = asked.answers
    gap = next(each for each in answer.gaps if each.relation.regions)
    bare = tuple(replace(each, witness=None) for each in gap.relation.regions)
    changed = replace(gap, relation=replace(gap.relation, regions=bare))
    answer = replace(answer, gaps=tuple(changed if each is gap else each for each in answer.gaps))
    told = "\n".join(lines(gap_document(replace(asked, answers=(answer,)), Words("en"))))
    assert "No example could be judged." in told
    assert len(not_compared(answer)["unshown"]) == len(bare)


def test_where_older_texts_are_missing_nothing_is_certain_and_the_reason_is_told() -> None:
    (answer,) = report().answers
    answer = replace(answer, silent={"left": frozenset({"imprint_tool"}), "right": frozenset()})
    gap = next(each for each in answer.gaps if "jp-6.17.テ" in each.relation.right)
    (region,) = gap.relation.regions
    said = GapWords(answer, Words("en"))
    assert said.depends(gap, region) == ""
    assert said.depends(gap, replace(region, certain=False)) == "older texts of US, not at hand"


def test_a_real_product_is_an_example_by_its_name() -> None:
    # 3A090.c begins at a memory bandwidth density of 2 GB/s/mm²; Japan's list has no paragraph on memory stacks.
    (answer,) = report(topics=("memory",)).answers
    (gap,) = answer.gaps
    assert gap.verdict == "only left"
    (region,) = gap.relation.regions
    names = {each.id: each.name for each in products()}
    assert region.witness is not None
    assert region.witness.product is not None
    assert GapWords(answer, Words("en")).example(gap, region).startswith(names[region.witness.product])
