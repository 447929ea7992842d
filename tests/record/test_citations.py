from typing import Any

import pytest

from renkei.record.citations import years_in
from sample_world import World, instrument, seen, text


@pytest.mark.parametrize(
    ("address", "years"),
    [
        ("https://example.org/news/2019/05/page", {2019}),
        ("https://example.org/20230516001/20230516001.html", {2023}),
        ("https://example.org/press/20220729.html", {2022}),
        ("https://example.org/2022-07-29-statement", {2022}),
        ("https://example.org/a_202307/b", {2023}),
        ("https://example.org/2014/05/compared-with-2021/page", {2014, 2021}),
        ("https://example.org/doc/1234567", set()),
        ("https://example.org/vision2030", set()),
        ("https://example.org/id/92022123", set()),
        ("https://example.org/page#2019/05", set()),
        ("https://example.org/about", set()),
    ],
)
def test_a_year_in_an_address_is_one_that_stands_for_a_date(address: str, years: set[int]) -> None:
    assert years_in(address) == years


def source(dated: str | None, address: str = "https://example.org/page", **more: str) -> dict[str, Any]:
    return {"address": address, "how": "press", "read": "yes"} | ({"dated": dated} if dated else {}) | more


def told(sample: World) -> list[tuple[str, str]]:
    return [(fault.file.stem, fault.code) for fault in sample.faults()]


@pytest.mark.parametrize(
    ("dated", "address", "faulty"),
    [
        ("2020-09-02", "https://example.org/2020/09/page", False),
        ("2020-09-02", "https://example.org/2019/09/page", True),
        ("2020-09-02", "https://example.org/2019/to/2020/page", False),
        ("2019/2020", "https://example.org/2019/09/page", False),
        ("2020-09-02", "https://example.org/page", False),
        (None, "https://example.org/2019/09/page", False),
    ],
)
def test_the_year_a_source_bears_must_be_one_in_its_address(
    sample: World, dated: str | None, address: str, faulty: bool
) -> None:
    sample.change("events", "e-money", sources=[source(dated, address)])
    assert told(sample) == ([("e-money", "citation-year")] if faulty else [])


def test_a_fact_whose_sources_are_all_older_is_told(sample: World) -> None:
    sample.change("events", "e-money", sources=[source("2020-08-30"), source("2020-07-01")])
    (fault,) = sample.faults()
    assert (fault.code, fault.message) == (
        "citation-older",
        "a source of 2020-08-30 cannot show what happened on 2020-09-01",
    )


@pytest.mark.parametrize(
    "sources",
    [
        [source("2020-08-30"), source("2020-09-01")],
        [source("2020-08-30"), source(None)],
        [source("2020-08-31")],  # the same moment bears two dates in Washington and Tokyo
        [source("2020")],
    ],
)
def test_one_source_that_could_have_seen_it_is_enough(sample: World, sources: list[dict[str, Any]]) -> None:
    sample.change("events", "e-money", sources=sources)
    assert told(sample) == []


def test_a_source_without_a_day_takes_that_of_the_row_it_is(sample: World) -> None:
    sample.change("events", "e-money", sources=[source(None, cites="d-n1")])
    assert told(sample) == [("e-money", "citation-older")]


def test_a_planned_meeting_rests_on_older_sources_by_nature(sample: World) -> None:
    sample.change("meetings", "m-s3", sources=[source("2024-01-15")])
    assert told(sample) == []


@pytest.mark.parametrize(("forum", "faulty"), [("north", False), ("south", True), (None, True)])
def test_a_consultation_is_cited_only_for_its_own_forum(sample: World, forum: str | None, faulty: bool) -> None:
    own = {"forum": forum} if forum else {}
    sample.put("instruments", instrument("i-ask", {"published": "2019-01-01", "comment_until": "2019-03-01"}, **own))
    sample.change("meetings", "m-n1", sources=[seen()[0] | {"cites": "i-ask"}, source("2019-03-11")])
    assert told(sample) == ([("m-n1", "citation-consultation")] if faulty else [])


def test_a_rule_without_consultation_may_be_cited_anywhere(sample: World) -> None:
    sample.change("meetings", "m-n2", sources=[seen()[0] | {"cites": "i-rule"}])
    assert told(sample) == []


def article(**fields: Any) -> dict[str, Any]:
    claim = {
        "number": "1",
        "text": text("they met"),
        "kind": "event",
        "on": "2020-02-20",
        "forum": "north",
        "citations": ["1"],
    }
    note = {
        "number": "1",
        "title": "a page",
        "dated": "2020-02-21",
        "address": "https://example.org/2020/02/page",
    }
    return {
        "id": "essay",
        "title": text("essay"),
        "claims": [claim | fields.pop("claim", {})],
        "citations": [note | fields],
    }


@pytest.mark.parametrize(
    ("fields", "code", "message"),
    [
        ({}, None, ""),
        ({"dated": "2021-02-21"}, "citation-year", "the source says 2021-02-21, its address says 2020"),
        (
            {"dated": "2020-02-18"},
            "citation-older",
            "note 1, given for claim 1: a source of 2020-02-18 cannot show",
        ),
        ({"claim": {"citations": ["7"]}}, "unknown-reference", "claim 1 cites note 7, which does not exist"),
        ({"cites": "e-none"}, "unknown-reference", "`e-none` is not among"),
        (
            {"cites": "i-ask"},
            "citation-consultation",
            "note 1, given for claim 1: the consultation `i-ask` belongs to `south`",
        ),
    ],
)
def test_a_footnote_that_contradicts_itself_or_its_claim_is_told(
    sample: World, fields: dict[str, Any], code: str | None, message: str
) -> None:
    sample.put(
        "instruments",
        instrument("i-ask", {"published": "2019-01-01", "comment_until": "2019-03-01"}, forum="south"),
    )
    sample.put("articles", article(**fields))
    found = sample.faults()
    assert [(fault.file.stem, fault.code) for fault in found] == ([("essay", code)] if code else [])
    assert all(fault.message.startswith(message) for fault in found)
