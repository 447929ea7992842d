"""What is handed to other tools reads back with their own libraries."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from renkei.ground.words import Words
from renkei.report import dictionary, exports
from renkei.report.tabular import rows_csv

WORDS = Words("en")


@pytest.mark.parametrize("table", exports.OUT)
def test_every_column_of_every_table_is_in_the_data_dictionary(on, table: str) -> None:
    rows = list(csv.reader(io.StringIO(str(exports.export(on("2026-06-30"), table, "csv", WORDS)))))
    assert rows[0] == dictionary.columns(table)
    assert all(len(row) == len(rows[0]) for row in rows)
    assert len(rows) > 1


@pytest.mark.parametrize("table", exports.OUT)
def test_csv_and_json_hold_the_same_rows(on, table: str) -> None:
    view = on("2023-10-15")
    rows = list(csv.DictReader(io.StringIO(str(exports.export(view, table, "csv", WORDS)))))
    assert [row["id"] for row in rows] == [
        row["id"] for row in json.loads(str(exports.export(view, table, "json", WORDS)))
    ]


@pytest.mark.parametrize("table", ["meetings", "documents", "events", "instruments", "commitments"])
def test_an_exported_table_holds_nothing_later_than_the_day(on, table: str) -> None:
    view = on("2022-12-31")
    rows = json.loads(str(exports.export(view, table, "json", WORDS)))
    days = {"commitments": "made_on", "instruments": "public"}
    assert rows
    assert all(row[days.get(table, "date")][:10] <= "2022-12-31" for row in rows if days.get(table, "date") in row)
    assert all(e["on"][:4] <= "2022" for row in rows for e in row.get("evidence", []))
    assert all(day[:4] <= "2022" for row in rows for day in row.get("stages", {}).values())


def test_every_meaning_in_the_dictionary_is_written() -> None:
    assert all(row["meaning"] and row["type"] for row in dictionary.rows())


def test_the_calendar_parses_and_holds_the_announced_meeting_as_tentative(on) -> None:
    calendar = Calendar.from_ical(exports.export(on("2023-10-15"), "calendar", "", WORDS))
    events = {str(e["uid"]): e for e in calendar.walk("VEVENT")}
    osaka = events["m-g7t-2023-10@renkei"]
    assert (osaka["dtstart"].dt, osaka["dtend"].dt) == (date(2023, 10, 28), date(2023, 10, 30))
    assert str(osaka["status"]) == "TENTATIVE"
    assert str(events["m-epcc-1@renkei"]["status"]) == "CONFIRMED"
    assert "m-epcc-2@renkei" not in events


def test_a_meeting_to_come_is_handed_out_by_its_announcement_alone(on) -> None:
    view = on("2023-10-15")
    (plan,) = [p for p in view.planned if p.meeting.id == "m-g7t-2023-10"]
    events = {str(e["uid"]): e for e in Calendar.from_ical(exports.export(view, "calendar", "", WORDS)).walk("VEVENT")}
    event = events["m-g7t-2023-10@renkei"]
    assert str(event["url"]) == plan.announced.source
    assert not {"location", "description"} & {str(key).lower() for key in event}
    linked = json.loads(str(exports.export(view, "linked", "", WORDS)))
    (coming,) = [e for e in linked["@graph"] if e["@id"] == "urn:renkei:m-g7t-2023-10"]
    assert coming["subjectOf"]["url"] == plan.announced.source
    assert not {"attendee", "about", "location", "eventAttendanceMode"} & coming.keys()


def test_agencies_people_and_forums_are_cut_by_the_day(on) -> None:
    view = on("2023-10-15")
    tables = {
        name: json.loads(str(exports.export(view, name, "json", WORDS))) for name in ("agencies", "people", "forums")
    }
    assert "kr-motir" not in {row["id"] for row in tables["agencies"]}  # set up in October 2025
    msp = next(row for row in tables["forums"] if row["id"] == "msp")
    assert "succeeded_on" not in msp
    for person in tables["people"]:
        assert person["offices"]
        assert all(office["since"][:7] <= "2023-10" for office in person["offices"])
        assert all(office.get("until", "2023")[:4] <= "2023" for office in person["offices"])


def test_calendar_identifiers_are_unique_and_stable(on) -> None:
    first, again = (exports.export(on("2024-12-31"), "calendar", "", WORDS) for _ in range(2))
    assert first == again
    names = [str(e["uid"]) for e in Calendar.from_ical(first).walk("VEVENT")]
    assert len(names) == len(set(names))


def test_both_readings_of_a_due_day_are_in_the_calendar(on) -> None:
    events = {
        str(e["uid"]): e
        for e in Calendar.from_ical(exports.export(on("2023-05-01"), "calendar", "", WORDS)).walk("VEVENT")
    }
    days = {events[f"c-nl-publish-due-{n}@renkei"]["dtstart"].dt for n in (1, 2)}
    assert days == {date(2023, 6, 21), date(2023, 7, 6)}


def test_linked_meetings_are_events_with_day_place_and_people(on) -> None:
    linked = json.loads(str(exports.export(on("2023-10-15"), "linked", "", WORDS)))
    assert linked["@context"] == "https://schema.org"
    events = {e["@id"]: e for e in linked["@graph"]}
    epcc = events["urn:renkei:m-epcc-1"]
    assert (epcc["@type"], epcc["startDate"], epcc["endDate"]) == ("Event", "2022-07-29", "2022-07-29")
    assert {p["@id"] for p in epcc["attendee"]} == {
        f"urn:renkei:{n}" for n in ("blinken", "raimondo", "hayashi", "hagiuda")
    }
    assert "urn:renkei:m-epcc-2" not in events


def test_scores_leave_unknown_open_and_overtaken_without_a_g7_score(on) -> None:
    rows = json.loads(str(exports.export(on("2026-06-30"), "scores", "json", WORDS)))
    expected = {"met": 1, "partly": 0, "not met": -1, "unknown": None, "open": None, "overtaken": None}
    assert {row["reading"] for row in rows} == set(expected)
    assert all(row["g7"] == expected[row["reading"]] for row in rows)
    assert all((row["ogp"] is None) == (row["reading"] in {"open", "overtaken"}) for row in rows)


def test_everything_at_once_goes_into_a_new_folder_only(on, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    exports.write_all(on("2023-10-15"), folder, WORDS)
    names = {p.name for p in folder.iterdir()}
    assert {f"{t}.{f}" for t in exports.OUT for f in ("csv", "json")} <= names
    assert {"calendar.ics", "linked.jsonld", "dictionary.csv", "scores.csv"} <= names
    with pytest.raises(exports.CannotWrite):
        exports.write_all(on("2023-10-15"), folder, WORDS)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "@SUM(A1)", "-2+3", "\t=1"])
def test_an_exported_cell_cannot_start_a_formula(cell: str) -> None:
    assert list(csv.reader(io.StringIO(rows_csv([{"a": cell}]))))[1] == [f"'{cell}"]


def test_negative_numbers_stay_numbers() -> None:
    assert list(csv.reader(io.StringIO(rows_csv([{"a": -1}]))))[1] == ["-1"]
