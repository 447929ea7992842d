from datetime import date

import pytest

from renkei.desk.brief import brief, default_since
from renkei.desk.changed import KINDS, changed
from renkei.ground.errors import BadOption
from sample_world import World, office, person


def told(sample: World, since: str, as_of: str, known_on: str | None = None) -> list[tuple[str, str, str]]:
    rows = changed(sample.view(as_of, known_on), date.fromisoformat(since)).rows
    return [(row.kind, str(row.day), row.id) for row in rows]


def test_everything_that_happened_between_two_days_is_told(sample: World) -> None:
    assert told(sample, "2020-08-31", "2020-11-30") == [
        ("reading", "2020-09-01", "c-between"),
        ("reading", "2020-09-01", "c-late"),
        ("meeting", "2020-11", "m-nv1"),
        ("instrument", "2020-09-01", "i-rule"),
        ("event", "2020-09-01", "e-money"),
    ]


def test_the_day_looked_back_to_is_itself_not_told(sample: World) -> None:
    assert told(sample, "2020-09-01", "2020-09-02") == []
    assert {kind for kind, _, _ in told(sample, "2020-08-31", "2020-09-01")} == {
        "reading",
        "instrument",
        "event",
    }


def test_a_reading_that_changes_because_a_day_passed_is_told_with_that_day(sample: World) -> None:
    rows = [row for row in changed(sample.view("2021-02-01"), date(2021, 1, 31)).rows if row.kind == "reading"]
    assert [(row.id, str(row.day), row.was, row.now) for row in rows] == [
        ("c-lapsed", "2021-01-31", "open", "unknown"),
        ("c-missed", "2021-01-31", "open", "not met"),
    ]


def test_a_reading_that_changes_by_evidence_names_it(sample: World) -> None:
    rows = [row for row in changed(sample.view("2023-08-01"), date(2023, 7, 31)).rows if row.kind == "reading"]
    assert [(row.id, row.was, row.now, row.why) for row in rows] == [
        ("c-gone", "unknown", "overtaken", ("e-lab-gone",))
    ]


def test_a_promise_that_falls_due_is_told_for_every_reading_of_its_day(sample: World) -> None:
    rows = [row for row in told(sample, "2020-06-01", "2020-12-31") if row[0] == "due"]
    assert rows == [
        ("due", "2020-06-30", "c-between"),
        ("due", "2020-06-30", "c-late"),
        ("due", "2020-12-31", "c-between"),
    ]


def test_announcements_are_told_once_for_every_new_day(sample: World) -> None:
    assert ("announced", "2022-08-01", "m-s2") in told(sample, "2022-07-31", "2022-08-15")
    assert ("announced", "2022-09-10", "m-s2") in told(sample, "2022-08-15", "2022-09-15")
    assert not [row for row in told(sample, "2022-09-15", "2022-09-30") if row[0] == "announced"]


def test_offices_are_told_when_taken_up_and_left(sample: World) -> None:
    rows = [row for row in changed(sample.view("2022-03-01"), date(2022, 2, 28)).rows if row.kind == "office"]
    assert [(row.id, row.was, row.now) for row in rows] == [
        ("anna", "Minister of Trade", None),
        ("bjorn", None, "Minister of Trade"),
    ]


def test_kinds_stand_in_the_order_an_update_tells_them(sample: World) -> None:
    kinds = [KINDS.index(kind) for kind, _, _ in told(sample, "2018-01-01", "2024-01-01")]
    assert kinds == sorted(kinds)


def test_an_update_looks_back_three_months_unless_told_otherwise() -> None:
    assert default_since(date(2023, 10, 15)) == date(2023, 7, 15)
    assert default_since(date(2024, 5, 31)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("as_of", "since"),
    [("2023-10-15", "2023-10-15"), ("2023-10-15", "2023-10-16"), ("0001-01-01", "0001-01-01")],
)
def test_an_update_cannot_look_back_to_a_day_that_is_not_before(sample: World, as_of: str, since: str) -> None:
    with pytest.raises(BadOption, match="is not before the day asked for"):
        brief(sample.view(as_of), date.fromisoformat(since))


def test_an_office_of_somebody_not_yet_public_is_not_told(sample: World) -> None:
    sample.put("people", person("eva", "IS", office("Envoy", "is-trade", "2020-05-05"), public="2022-01-01"))
    assert ("office", "2020-05-05", "eva") not in told(sample, "2020-01-01", "2021-01-01", known_on="2021-01-01")
