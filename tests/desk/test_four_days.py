"""What the built-in record answers on the four days, against the published facts."""

from collections.abc import Callable
from datetime import date

import pytest

from renkei.desk.coverage import absences
from renkei.desk.findings import findings
from renkei.desk.institutions import institutions
from renkei.desk.met import MetFilter, MetRow, met
from renkei.desk.pairs import pairs
from renkei.record.knowing import View

On = Callable[..., View]
DAYS = ("2023-10-15", "2023-11-20", "2024-12-31", "2026-11-23")


def ministers(view: View, forum: str) -> MetRow:
    (row,) = met(view, MetFilter(forum=forum, level="ministerial")).rows
    return row


@pytest.mark.parametrize(
    ("forum", "as_of", "last", "days"),
    [
        ("epcc", "2023-10-15", "2022-07-29", 443),
        ("epcc", "2023-11-20", "2023-11-14", 6),
        ("epcc", "2024-12-31", "2023-11-14", 413),
        ("epcc", "2026-11-23", "2023-11-14", 1105),
        ("jucip", "2023-10-15", "2023-05-26", 142),
        ("jucip", "2023-11-20", "2023-05-26", 178),
        ("jucip", "2024-12-31", "2024-06-26", 188),
        ("jucip", "2026-11-23", "2024-06-26", 880),
        ("jhlc", "2023-10-15", "2023-05-16", 152),
        ("jhlc", "2026-11-23", "2023-05-16", 1287),
    ],
)
def test_the_ministers_last_met_on_the_published_day(on: On, forum: str, as_of: str, last: str, days: int) -> None:
    row = ministers(on(as_of), forum)
    assert (str(row.last_met), row.days_since) == (last, days)
    assert days == (date.fromisoformat(as_of) - date.fromisoformat(last)).days


@pytest.mark.parametrize("as_of", DAYS)
def test_the_15th_committee_on_science_came_1475_days_after_the_14th(on: On, as_of: str) -> None:
    assert ministers(on(as_of), "jhlc").gap_before == 1475


def test_the_second_economic_committee_came_473_days_after_the_first(on: On) -> None:
    assert ministers(on("2023-11-20"), "epcc").gap_before == 473


def test_the_four_ministers_of_july_2022_are_named_with_their_offices(on: On) -> None:
    people = ministers(on("2023-10-15"), "epcc").people
    assert [(p.person, p.agency, p.then) for p in people] == [
        ("blinken", "us-state", False),
        ("raimondo", "us-doc", False),
        ("hayashi", "jp-mofa", True),
        ("hagiuda", "jp-meti", True),
    ]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2023-10-15", "not set up"),
        ("2024-02-08", "not set up"),
        ("2024-02-09", "standing"),
        ("2024-12-31", "standing"),
    ],
)
def test_the_chip_research_centre_was_set_up_on_9_february_2024(on: On, as_of: str, state: str) -> None:
    (row,) = institutions(on(as_of), "nstc").rows
    assert row.state == state


@pytest.mark.parametrize("as_of", DAYS)
def test_chips_supply_chains_export_controls_and_minerals_are_absent_from_the_science_readouts(
    on: On, as_of: str
) -> None:
    answer = absences(on(as_of), "jhlc")
    assert {row.topic for row in answer.rows if row.absent == "checked"} == {
        "semiconductors", "supply-chains", "export-controls", "critical-minerals",
    }  # fmt: skip
    assert {row.meeting for row in answer.rows} == {"m-jhlc-15"}
    assert len(answer.summary["readouts"]) == 2


def test_the_absent_topics_were_on_other_tables_by_that_day(on: On) -> None:
    elsewhere = {row.topic: row.elsewhere for row in absences(on("2023-10-15"), "jhlc").rows}
    assert {"epcc", "jucip"} <= set(elsewhere["semiconductors"])


def test_meti_and_commerce_own_12_of_the_13_promises_that_two_agencies_share(on: On) -> None:
    first = pairs(on("2023-10-15", recorded_by="2026-11-01")).rows[0]
    assert (first.agencies, first.shared, first.of) == (("jp-meti", "us-doc"), 12, 13)
    assert len(set(first.promises)) == 12


@pytest.mark.parametrize(
    ("as_of", "interval", "calendar"),
    [
        ("2025-06-26", None, None),
        ("2025-06-27", "2025-06-26", None),
        ("2025-12-31", "2025-06-26", None),
        ("2026-11-23", "2025-06-26", "2025-12-31"),
    ],
)
def test_the_three_commerce_ministers_are_overdue_since_26_june_2025(
    on: On, as_of: str, interval: str | None, calendar: str | None
) -> None:
    row = ministers(on(as_of), "tri-commerce")
    told = [str(day) if day else None for day in (row.overdue_since, row.overdue_since_by_calendar)]
    assert (str(row.last_met), told) == ("2024-06-26", [interval, calendar])


def test_the_broken_rhythm_of_the_commerce_ministers_is_a_finding(on: On) -> None:
    kinds = {(f.kind, f.subject) for f in findings(on("2026-11-23"))}
    assert ("overdue_both", "tri-commerce") in kinds
    assert ("overdue_both", "tri-commerce") not in {(f.kind, f.subject) for f in findings(on("2024-12-31"))}


@pytest.mark.parametrize(("as_of", "told"), [("2023-10-15", False), ("2024-12-31", False), ("2026-11-23", True)])
def test_an_answer_for_a_day_after_the_record_was_looked_after_says_so(on: On, as_of: str, told: bool) -> None:
    assert ("past_checked" in {caveat.code for caveat in met(on(as_of)).caveats}) == told


@pytest.mark.parametrize("as_of", DAYS)
def test_an_answer_always_says_what_absence_means(on: On, as_of: str) -> None:
    assert "absence" in {caveat.code for caveat in met(on(as_of)).caveats}
