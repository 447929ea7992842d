from typing import Any

import pytest

from renkei.desk.agenda import AgendaItem, agenda
from renkei.desk.findings import Finding, findings
from sample_world import World, meeting, office, person, seen, text


def found(sample: World, as_of: str) -> dict[tuple[str, str], Finding]:
    return {(f.kind, f.subject): f for f in findings(sample.view(as_of))}


def items(sample: World, as_of: str) -> dict[tuple[str, str], AgendaItem]:
    view = sample.view(as_of)
    return {(i.kind, i.subject): i for i in agenda(view, findings(view))}


def test_a_forum_is_silent_when_its_highest_level_has_not_met_for_more_than_a_year(sample: World) -> None:
    assert ("silent", "south") not in found(sample, "2020-07-02")
    assert ("silent", "south") in found(sample, "2020-07-03")  # 366 days after 3 July 2019


def test_a_forum_that_ended_is_not_called_silent(sample: World) -> None:
    sample.change("forums", "south", until="2020-01-01")
    assert {("silent", "south"), ("silent_turnover", "south")}.isdisjoint(found(sample, "2021-01-01"))


def test_a_silent_forum_whose_whole_room_has_left_office_is_told_so(sample: World) -> None:
    sample.change("meetings", "m-n5", chairs=["ria", "bjorn"])
    gone = {"office": text("Minister of Trade"), "agency": "is-trade", "since": "2022-03-01", "until": "2024-01-01"}
    sample.change("people", "bjorn", offices=[gone | {"sources": seen()}])
    told = found(sample, "2024-07-01")
    assert told["silent_turnover", "north"].values["n"] == 367
    assert set(told["silent_turnover", "north"].why) == {"m-n5", "ria", "bjorn"}


def test_one_name_alone_is_not_told_as_a_whole_room_gone(sample: World) -> None:
    sample.change("meetings", "m-n5", chairs=["ria"])
    assert ("silent", "north") in found(sample, "2024-07-01")


def test_one_person_still_in_office_is_enough_not_to_say_so(sample: World) -> None:
    assert ("silent", "north") in found(sample, "2024-07-01")


@pytest.mark.parametrize(("as_of", "kind"), [("2021-02-21", "overdue_one"), ("2023-01-01", "overdue_both")])
def test_a_broken_rhythm_is_told_by_how_many_readings_it_broke(sample: World, as_of: str, kind: str) -> None:
    assert (kind, "north") in found(sample, as_of)


def test_a_two_year_rhythm_has_one_reading_alone(sample: World) -> None:
    sample.change("commitments", "c-now-and-then", interval="promised")
    assert ("overdue", "south") in found(sample, "2021-07-04")


def test_a_topic_of_a_field_that_no_readout_ever_had_is_told_with_the_forums(sample: World) -> None:
    assert found(sample, "2024-01-01")["never_covered", "ports"].values["forums"] == ("north",)


def test_a_topic_is_uncovered_after_more_than_a_year(sample: World) -> None:
    assert ("uncovered", "wool") not in found(sample, "2023-10-10")
    assert ("uncovered", "wool") in found(sample, "2023-10-11")


def test_work_moved_when_the_same_governments_agencies_met_elsewhere_on_its_field(sample: World) -> None:
    elsewhere = meeting(
        "m-b2",
        None,
        "ministerial",
        "2024-08-01",
        agencies=["is-trade", "nz-trade"],
        chairs=["bjorn"],
        topics=["fish"],
    )
    sample.put("meetings", elsewhere | {"present": ["tui"]})
    sample.put("people", person("tui", "NZ", office("Envoy", "nz-trade", "2024-01-01")))
    told = found(sample, "2024-09-01")
    assert told["moved", "north"].why == ("m-b2",)
    assert ("moved", "north") not in found(sample, "2024-07-31")


@pytest.mark.parametrize(
    "other",
    [
        {"topics": ["wool"]},
        {"present": ["paz"]},
        {"agencies": ["is-trade"], "present": []},
        {"forum": "north"},
    ],
)
def test_work_did_not_move_on_another_topic_with_others_or_alone(sample: World, other: dict[str, Any]) -> None:
    elsewhere = meeting(
        "m-b2",
        None,
        "working-level",
        "2024-08-01",
        agencies=["is-trade", "nz-trade"],
        chairs=["bjorn"],
        topics=["fish"],
    )
    sample.put("meetings", elsewhere | {"present": ["tui"]} | other)
    sample.put("people", person("tui", "NZ", office("Envoy", "nz-trade", "2024-01-01")))
    assert ("moved", "north") not in found(sample, "2024-09-01")


def test_every_finding_rests_on_rows_of_the_record(sample: World) -> None:
    record = sample.record()
    known = {row.id for _, row in record.rows()}
    for finding in found(sample, "2024-07-01").values():
        assert finding.why
        assert set(finding.why) <= known


@pytest.mark.parametrize("as_of", ["2020-07-03", "2022-10-01", "2023-01-01", "2024-07-01"])
def test_every_line_of_the_agenda_follows_from_a_finding(sample: World, as_of: str) -> None:
    told, lines = found(sample, as_of), items(sample, as_of)
    silent = {subject for kind, subject in told if kind in {"uncovered", "never_covered"}}
    assert {line for line in lines if line[0] != "topics"} <= set(told)
    named = [topic for line in lines.values() if line.kind == "topics" for topic in line.values["topics"]]
    assert sorted(named) == sorted(silent)


def test_a_silent_topic_goes_to_the_forum_whose_field_it_is(sample: World) -> None:
    lines = items(sample, "2024-01-01")
    assert lines["topics", "south"].values["topics"] == ("wool",)
    assert lines["topics", "north"].values["topics"] == ("ports",)


def test_a_missed_promise_goes_back_to_its_own_forum_while_that_meets(sample: World) -> None:
    item = items(sample, "2024-01-01")["not_met", "c-missed"]
    assert (item.forum, item.owners, item.rank) == ("north", ("is-trade", "nz-trade"), 1)


def test_where_its_forum_fell_silent_another_with_the_same_agencies_takes_it(sample: World) -> None:
    sample.change("forums", "south", agencies=["is-trade", "nz-trade", "uy-trade"])
    sample.change("meetings", "m-s3", status="held", date="2024-05-20")
    assert items(sample, "2024-07-01")["lapsed", "c-lapsed"].forum == "south"


def test_where_no_other_forum_fits_it_stays_with_its_own(sample: World) -> None:
    assert items(sample, "2024-07-01")["lapsed", "c-lapsed"].forum == "north"


def test_the_most_pressing_lines_come_first(sample: World) -> None:
    view = sample.view("2024-07-01")
    ranks = [item.rank for item in agenda(view, findings(view))]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_a_forum_that_ends_later_is_silent_all_the_same(sample: World) -> None:
    sample.change("forums", "south", until="2025-01-01")
    assert ("silent", "south") in found(sample, "2021-01-01")


def test_a_withdrawn_forum_does_not_stop_the_findings(sample: World, own: World) -> None:
    own.put("forums", {"change": "withdraw", "id": "south", "reason": "not one of ours"})
    below = sample.view("2024-07-01")
    below.record = own.over(below.record)
    assert {f.subject for f in findings(below)} >= {"north"}
