"""Every kind of fault, each made on purpose in the made-up world."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import renkei
from renkei.desk.lint import lint
from renkei.ground.errors import Fault
from renkei.ground.reading import MAX_BYTES
from sample_world import (
    World,
    announced,
    due_by,
    event,
    forum,
    instrument,
    meeting,
    office,
    person,
    promise,
    proof,
    seen,
    topic,
)

Break = Callable[[World], Any]
SOURCES = [{"address": "https://example.org/2019/05/page", "how": "press", "read": "yes", "dated": "2021-05-02"}]
OLD = [{"address": "https://example.org/page", "how": "press", "read": "yes", "dated": "2018-01-01"}]
CONSULTATION = [seen()[0] | {"cites": "i-ask"}]

BREAKS: dict[str, Break] = {
    "alias": lambda w: w.raw("events/x.yaml", "id: &x x\nkind: *x\n"),
    "bad-form": lambda w: w.change("meetings", "m-n1", ordinal="first"),
    "bad-value": lambda w: w.change("meetings", "m-n1", chairs="anna"),
    "broken-yaml": lambda w: w.raw("events/x.yaml", "id: [x\n"),
    "citation-consultation": lambda w: (
        w.put(
            "instruments",
            instrument("i-ask", {"published": "2019-01-01", "comment_until": "2019-03-01"}, forum="south"),
        ),
        w.change("meetings", "m-n1", sources=CONSULTATION),
    ),
    "citation-older": lambda w: w.change("events", "e-money", sources=OLD),
    "citation-year": lambda w: w.change("meetings", "m-n1", sources=SOURCES),
    "duplicate-id": lambda w: w.put("events", event("e-money", "2020-01-01"), name="other"),
    "duplicate-key": lambda w: w.raw("events/x.yaml", "id: x\nid: y\n"),
    "duplicate-meeting": lambda w: w.put("meetings", meeting("m-n0", "north", "ministerial", "2019-03-10")),
    "empty-file": lambda w: w.raw("events/x.yaml", "\n"),
    "file-name": lambda w: w.put("events", event("e-x", "2020-01-01"), name="e-y"),
    "file-too-large": lambda w: w.raw("events/x.yaml", "#" * (MAX_BYTES + 1)),
    "impossible-date": lambda w: w.change("meetings", "m-n1", date="2019-02-29"),
    "loop": lambda w: w.put("topics", topic("food", broader="fish")),
    "missing-field": lambda w: w.change("meetings", "m-n1", level=None),
    "no-address": lambda w: w.change("meetings", "m-n1", sources=[{"how": "press"}]),
    "no-id": lambda w: w.raw("events/x.yaml", "kind: other\n"),
    "no-office": lambda w: w.change("meetings", "m-n5", chairs=["anna"]),
    "no-owner": lambda w: w.change("commitments", "c-kept", owners=[]),
    "no-reason": lambda w: w.put("events", {"id": "e-money", "change": "withdraw"}, name="other"),
    "no-source": lambda w: w.change("events", "e-money", sources=None),
    "not-a-mapping": lambda w: w.raw("events/x.yaml", "- x\n"),
    "not-text": lambda w: w.raw("events/x.yaml", b"\xff\x00"),
    "overlapping-terms": lambda w: w.change(
        "people", "bjorn", offices=[office("Minister of Trade", "is-trade", "2022-02-28")]
    ),
    "placeholder": lambda w: w.change("meetings", "m-n1", note={"en": "TODO"}),
    "stray-file": lambda w: w.raw("events/x.txt", "x"),
    "tag": lambda w: w.raw("events/x.yaml", "id: !x y\n"),
    "unknown-change": lambda w: w.put("events", {"id": "e-x", "change": "replace"}),
    "unknown-field": lambda w: w.change("meetings", "m-n1", mood="good"),
    "unknown-id": lambda w: w.put("events", {"id": "e-x", "change": "amend"}),
    "unknown-reference": lambda w: w.change("meetings", "m-n1", chairs=["nobody"]),
    "unknown-word": lambda w: w.change("meetings", "m-n1", level="royal"),
    "unreadable-file": lambda w: (w.folder / "events" / "x.yaml").symlink_to("x.yaml"),
}


def codes_in_source() -> Iterator[str]:
    """The kinds of fault the code can tell of a record: whatever stands where a fault or a trouble takes its code."""
    place = {"Fault": 2, "_Refused": 1, "Trouble": 3}
    rooms = Path(renkei.__file__).parent
    others = {"controls", "supply"}
    for path in (each for each in rooms.rglob("*.py") if not others & set(each.relative_to(rooms).parts)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in place:
                yield from _words(node.args[place[node.func.id]])
            elif isinstance(node, ast.FunctionDef):  # `code = ...` on a class is the code of an error
                for each in ast.walk(node):
                    if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "code":
                        yield from _words(each.value)


def _words(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _words(node.body)
        yield from _words(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_kind_of_fault_the_code_can_tell_is_made_here() -> None:
    assert set(codes_in_source()) == set(BREAKS)


@pytest.mark.parametrize("code", sorted(BREAKS))
def test_a_fault_made_on_purpose_is_found_and_says_what_to_do(sample: World, code: str) -> None:
    BREAKS[code](sample)
    found = [fault for fault in sample.faults() if fault.code == code]
    assert found
    assert all(fault.file.is_relative_to(sample.folder) and fault.message and fault.help for fault in found)


def test_the_command_line_tells_all_faults_at_once_and_leaves_with_2(sample: World, run: Callable[..., Any]) -> None:
    """Laid over the built-in record, every row of the made-up world is new, so the same faults are found."""
    made = ("stray-file", "unknown-id", "citation-older", "no-office", "overlapping-terms", "unreadable-file")
    for code in made:
        BREAKS[code](sample)
    ran = run("lint", sample.folder)
    assert ran.status == 2
    assert [code for code in made if f": {code}: " not in ran.out] == []


def the_fault(sample: World) -> Fault:
    (fault,) = sample.faults()
    return fault


def line(fault: Fault) -> str:
    return fault.file.read_text().splitlines()[fault.line - 1].strip()


@pytest.mark.parametrize(
    ("table", "name", "fields", "told"),
    [
        ("meetings", "m-n4", {"forum": "east"}, "`east` is not among the forums"),
        ("meetings", "m-n4", {"present": ["nobody"]}, "`nobody` is not among the people"),
        ("meetings", "m-n4", {"topics": ["gold"]}, "`gold` is not among the topics"),
        ("meetings", "m-n4", {"absent_topics": ["gold"]}, "`gold` is not among the topics"),
        ("forums", "north", {"parties": ["IS", "QQ"]}, "no place is called `QQ`"),
        ("forums", "north", {"joined": [{"party": "ZZ", "since": "2020"}]}, "no place is called `ZZ`"),
        ("forums", "north", {"parent": "east"}, "`east` is not among the forums"),
        ("people", "anna", {"country": "QQ"}, "no place is called `QQ`"),
        ("documents", "d-n1", {"issuers": ["nobody"]}, "`nobody` is not among the agencies"),
        ("commitments", "c-kept", {"owners": ["nobody"]}, "no agency or place is called `nobody`"),
        ("commitments", "c-kept", {"owners": ["QQ"]}, "no agency or place is called `QQ`"),
        ("commitments", "c-kept", {"meeting": "m-none"}, "`m-none` is not among the meetings"),
        (
            "commitments",
            "c-yearly",
            {"counts": {"forum": "east", "level": "leaders"}},
            "`east` is not among the forums",
        ),
        (
            "commitments",
            "c-kept",
            {"evidence": [proof("e-none", "2020-01-01", "fulfills")]},
            "`e-none` is not among the meetings, documents",
        ),
        ("instruments", "i-rule", {"amends": ["i-none"]}, "`i-none` is not among the instruments"),
        ("instruments", "i-rule", {"issuer": "nobody"}, "`nobody` is not among the agencies"),
        ("events", "e-money", {"sets_up": ["nobody"]}, "`nobody` is not among the agencies"),
        ("agencies", "uy-trade", {"succeeded_by": "nobody"}, "`nobody` is not among the agencies"),
        ("topics", "fish", {"broader": "nothing"}, "`nothing` is not among the topics"),
        (
            "events",
            "e-money",
            {"sources": [{"how": "memory", "cites": "d-none"}]},
            "`d-none` is not among the meetings, documents",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_on_its_line(
    sample: World, table: str, name: str, fields: dict[str, Any], told: str
) -> None:
    sample.change(table, name, **fields)
    fault = the_fault(sample)
    assert (fault.code, fault.file.stem) == ("unknown-reference", name)
    assert fault.message.startswith(told)
    assert told.split("`")[1] in line(fault)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "forums",
            [
                forum("a", ["IS", "NZ"], ["leaders"], parent="b"),
                forum("b", ["IS", "NZ"], ["leaders"], parent="a"),
            ],
        ),
        ("topics", [topic("a", broader="b"), topic("b", broader="c"), topic("c", broader="a")]),
        (
            "agencies",
            [{"id": "a", "name": {"en": "a"}, "short": {"en": "a"}, "sources": seen(), "parent": "a"}],
        ),
        (
            "agencies",
            [
                {"id": i, "name": {"en": i}, "short": {"en": i}, "sources": seen(), "succeeded_by": j}
                for i, j in ("ab", "ba")
            ],
        ),
        (
            "instruments",
            [
                instrument("a", {"published": "2020"}, amends=["b"]),
                instrument("b", {"published": "2020"}, amends=["a"]),
            ],
        ),
    ],
)
def test_a_chain_that_comes_back_to_its_start_is_told_for_every_row_in_it(
    sample: World, table: str, rows: list[dict[str, Any]]
) -> None:
    for row in rows:
        sample.put(table, row)
    assert [(fault.code, fault.file.stem) for fault in sample.faults()] == [("loop", row["id"]) for row in rows]


def test_a_chain_that_runs_into_a_circle_without_being_in_it_is_not_told(sample: World) -> None:
    for row in (topic("a", broader="b"), topic("b", broader="c"), topic("c", broader="b")):
        sample.put("topics", row)
    assert [fault.file.stem for fault in sample.faults()] == ["b", "c"]


@pytest.mark.parametrize(
    ("table", "name", "fields", "told"),
    [
        ("meetings", "m-n1", {"date": "2019-03-09"}, "before `north` was set up"),
        ("meetings", "m-s2", {"announced": [announced("2022-10-11", "2022-10-10")]}, "after the meeting"),
        (
            "people",
            "paz",
            {
                "offices": [
                    office("Envoy", "uy-trade", "2018-03-01", until="2018-03-01"),
                    office("President", "uy-trade", "2018-03-01"),
                ]
            },
            "not after 2018-03-01",
        ),
        (
            "commitments",
            "c-kept",
            {"evidence": [proof("m-n2", "2019-03-09", "fulfills")]},
            "older than the promise",
        ),
        ("commitments", "c-open", {"due": due_by("2019-03-09")}, "before it was made"),
        ("documents", "d-s1", {"public": "2019-07-01"}, "before it happened"),
        (
            "instruments",
            "i-rule",
            {"stages": {"proposed": "2020-02-01", "enacted": "2020-01-01"}},
            "`enacted` (2020-01-01) is before",
        ),
        (
            "instruments",
            "i-rule",
            {"stages": {"suspended_from": "2020-02", "suspended_until": "2019"}},
            "`suspended_until` (2019)",
        ),
        (
            "instruments",
            "i-rule",
            {"stages": {"announced": "2020-02-01", "compliance": "2019-12-31"}},
            "`compliance` (2019-12-31)",
        ),
    ],
)
def test_days_that_cannot_both_be_right_are_told(
    sample: World, table: str, name: str, fields: dict[str, Any], told: str
) -> None:
    sample.change(table, name, **fields)
    fault = the_fault(sample)
    assert (fault.code, fault.file.stem) == ("impossible-date", name)
    assert told in fault.message


def test_a_document_may_be_public_the_day_before_it_is_dated(sample: World) -> None:
    sample.change("documents", "d-s1", public="2019-07-02")
    assert sample.faults() == []


def test_days_at_both_ends_of_the_calendar_do_not_stop_the_check(sample: World) -> None:
    sample.change("documents", "d-s1", date="0001-01-01", public="0001-01-01")
    sample.change("events", "e-money", sources=[seen()[0] | {"dated": "9999-12-31"}])
    assert "impossible-date" not in sample.codes() - {"citation-older"}


def test_a_planned_meeting_may_name_people_and_come_before_anything(sample: World) -> None:
    sample.change("meetings", "m-s3", chairs=["anna"])
    assert sample.faults() == []


def test_two_meetings_of_one_number_are_told(sample: World) -> None:
    sample.change("meetings", "m-n1", ordinal="1")
    sample.change("meetings", "m-n2", ordinal="1")
    fault = the_fault(sample)
    assert (fault.code, fault.file.stem, line(fault)) == ("duplicate-meeting", "m-n2", "ordinal: 1")


def test_two_meetings_in_no_forum_on_one_day_are_two_meetings(sample: World) -> None:
    sample.put("meetings", meeting("m-b2", None, "ministerial", "2022-01-12"))
    assert sample.faults() == []


def test_a_successor_may_begin_on_the_day_the_predecessor_left(sample: World) -> None:
    assert sample.record().people["bjorn"].offices[0].since == sample.record().people["anna"].offices[0].until
    assert sample.faults() == []


def test_terms_known_only_by_month_overlap_only_if_they_must(sample: World) -> None:
    sample.put("people", person("ana", "NZ", office("Minister for Trade", "nz-trade", "2023-09")))
    assert sample.faults() == []
    sample.put("people", person("ana", "NZ", office("Minister for Trade", "nz-trade", "2023-08")))
    assert sample.codes() == {"overlapping-terms"}


def test_a_term_without_known_end_lasts_as_long_as_it_was_seen(sample: World) -> None:
    sample.put("people", person("pia", "UY", office("President", "uy-trade", "2020-03-01")))
    assert sample.faults() == []
    sample.change("people", "paz", offices=[office("President", "uy-trade", "2018-03-01", seen="2020-03-02")])
    assert sample.codes() == {"overlapping-terms"}


def test_an_office_needs_a_source_of_its_own(sample: World) -> None:
    sample.change("people", "paz", offices=[office("President", "uy-trade", "2018-03-01") | {"sources": []}])
    assert the_fault(sample).code == "no-source"


def test_memory_is_a_source_if_it_is_said(sample: World) -> None:
    sample.change("events", "e-money", sources=[{"how": "memory"}])
    assert sample.faults() == []


def test_only_fields_of_the_row_can_be_unverified(sample: World) -> None:
    sample.change("events", "e-money", unverified=["date"])
    sample.change("instruments", "i-rule", unverified=["effective", "stages.published"])
    assert sample.faults() == []
    sample.change("events", "e-money", unverified=["weather"])
    assert the_fault(sample).code == "unknown-field"


def test_a_part_must_be_one_of_the_owners(sample: World) -> None:
    sample.change("commitments", "c-kept", evidence=[proof("m-n2", "2020-02-20", "fulfills", part="uy-trade")])
    assert the_fault(sample).message == "`uy-trade` is not among the owners"


def test_an_instrument_without_any_day_is_told(sample: World) -> None:
    sample.change("instruments", "i-rule", stages={})
    sample.change("commitments", "c-late", evidence=[])
    assert the_fault(sample).message == "no stage has a day"


def test_only_the_users_own_files_are_told_when_laid_over_the_built_in_record(own: World) -> None:
    own.put("commitments", promise("c-own", "2023-01-01", owners=["nobody"], topics=["semiconductors"]))
    assert {(fault.file.stem, fault.code) for fault in lint(own.folder)} == {("c-own", "unknown-reference")}


def test_the_built_in_record_is_sound() -> None:
    assert lint() == []
