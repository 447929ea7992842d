from datetime import date

import pytest

from renkei.desk.due import DueFilter, DueRow, due, is_late
from renkei.desk.findings import findings
from renkei.record.readings import Reading
from sample_world import World, promise, proof


def rows(sample: World, as_of: str, wanted: DueFilter | None = None) -> dict[str, DueRow]:
    return {row.id: row for row in due(sample.view(as_of), wanted).rows}


def test_the_readings_of_all_promises_are_counted(sample: World) -> None:
    summary = due(sample.view("2024-01-01")).summary
    assert summary["readings"] == {
        "met": 6,
        "partly": 1,
        "not met": 1,
        "overtaken": 1,
        "open": 3,
        "unknown": 3,
    }
    assert summary["g7"] == {
        "mean": round(5 / 8, 3),
        "scored": 8,
        "left_out": {"unknown": 3, "open": 3, "overtaken": 1},
    }
    assert summary["ogp"]["steps"] == {
        "complete": 6,
        "limited": 1,
        "no evidence available": 3,
        "not started": 1,
    }


def test_a_mean_over_nothing_is_none(sample: World) -> None:
    assert due(sample.view("2019-03-10")).summary["g7"]["mean"] is None


def test_a_promise_not_yet_made_has_no_row(sample: World) -> None:
    assert "c-now-and-then" not in rows(sample, "2019-07-02")
    assert "c-now-and-then" in rows(sample, "2019-07-03")


@pytest.mark.parametrize(
    ("wanted", "promises"),
    [
        (DueFilter(owner="NZ"), None),
        (DueFilter(owner="uy-trade"), {"c-now-and-then"}),
        (DueFilter(owner="UY"), {"c-now-and-then"}),
        (DueFilter(forum="south"), {"c-now-and-then"}),
        (DueFilter(topic="ports"), {"c-gone"}),
        (DueFilter(kind="meeting"), {"c-missed", "c-yearly", "c-now-and-then"}),
        (DueFilter(strength="aspiration"), {"c-dayless"}),
        (DueFilter(reading="overtaken"), {"c-gone"}),
        (DueFilter(reading="not met"), {"c-missed"}),
        (DueFilter(late=True), {"c-late", "c-between", "c-lapsed", "c-missed"}),
    ],
)
def test_only_promises_that_fit_are_told(sample: World, wanted: DueFilter, promises: set[str] | None) -> None:
    assert set(rows(sample, "2024-01-01", wanted)) == (promises or set(rows(sample, "2024-01-01")))


def test_a_narrower_topic_counts_for_the_broader_one(sample: World) -> None:
    assert set(rows(sample, "2024-01-01", DueFilter(topic="food"))) == set(
        rows(sample, "2024-01-01", DueFilter(topic="fish"))
    )


def test_a_bureau_s_promise_is_its_department_s(sample: World) -> None:
    sample.put("commitments", promise("c-bureau", "2020-01-01", owners=["is-customs"]))
    assert "c-bureau" in rows(sample, "2024-01-01", DueFilter(owner="is-trade"))


def test_a_promise_late_on_one_reading_is_told_among_the_late_and_says_so(sample: World) -> None:
    row = rows(sample, "2024-01-01")["c-between"]
    assert (row.timing, is_late(row)) == ("late on one reading", True)


def test_a_rhythm_broken_on_one_reading_is_late_and_partly(sample: World) -> None:
    row = rows(sample, "2022-10-01")["c-yearly"]
    assert (row.reading, row.overdue_since, row.overdue_since_by_calendar) == (
        Reading.PARTLY,
        date(2022, 9, 15),
        None,
    )
    assert is_late(row)


def test_a_lapsed_promise_is_told_as_lapsed_and_not_as_late(sample: World) -> None:
    kinds = {f.subject: f.kind for f in findings(sample.view("2024-01-01"))}
    assert (kinds["c-lapsed"], kinds["c-missed"]) == ("lapsed", "not_met")
    assert (kinds["c-late"], kinds["c-between"]) == ("met_late", "met_by_reading")


def test_an_interval_read_into_a_promise_is_told_as_read(sample: World) -> None:
    told = rows(sample, "2024-01-01")
    assert (told["c-yearly"].interval, told["c-now-and-then"].interval, told["c-kept"].interval) == (
        "promised",
        "read",
        None,
    )


def test_candidates_of_a_machine_are_counted_beside_the_evidence(sample: World) -> None:
    row = rows(sample, "2024-01-01")["c-machine"]
    assert (row.candidates, row.evidence) == (1, ())
    assert rows(sample, "2020-02-19")["c-machine"].candidates == 0


def test_evidence_stands_with_its_title_and_day(sample: World) -> None:
    (proved,) = rows(sample, "2024-01-01")["c-late"].evidence
    assert (proved.ref, str(proved.on), proved.effect, proved.title.en) == (
        "i-rule",
        "2020-09-01",
        "fulfills",
        "i-rule",
    )


def test_an_answer_rests_on_the_promises_and_their_evidence(sample: World) -> None:
    sources = [source.id for source in due(sample.view("2024-01-01"), DueFilter(kind="legal")).sources]
    assert sources == ["c-late", "i-rule"]


def test_a_candidate_whose_row_was_not_yet_public_is_not_counted(sample: World) -> None:
    sample.change("events", "e-money", public="2022-01-01")
    sample.change("commitments", "c-machine", evidence=[proof("e-money", "2020-09-01", "fulfills", by="machine")])
    assert {row.id: row.candidates for row in due(sample.view("2021-01-01", "2021-01-01")).rows}["c-machine"] == 0
