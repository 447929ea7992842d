from collections.abc import Callable
from datetime import date

import pytest

from renkei.record.knowing import View
from sample_world import World, announced, document, event, meeting, office, person, view_of, world

On = Callable[..., View]


def plans(view: View) -> list[tuple[str, str]]:
    return [(plan.meeting.id, plan.announced.date.text) for plan in view.planned]


def unheard(view: View) -> list[tuple[str, str]]:
    return [(plan.meeting.id, plan.announced.date.text) for plan in view.unconfirmed]


def ids(rows: object) -> list[str]:
    return [row.id for row in rows]  # type: ignore[attr-defined]


def test_nothing_that_happened_later_is_used(sample: World) -> None:
    assert ids(sample.view("2020-02-19").meetings) == ["m-n1", "m-s1"]
    assert ids(sample.view("2020-02-20").meetings) == ["m-n1", "m-s1", "m-n2"]


def test_a_meeting_of_several_days_counts_from_its_last_day(sample: World) -> None:
    assert "m-s1" not in ids(sample.view("2019-07-02").meetings)
    assert "m-s1" in ids(sample.view("2019-07-03").meetings)


def test_a_cancelled_or_planned_meeting_is_never_among_those_held(sample: World) -> None:
    assert {"m-n-off", "m-s3"}.isdisjoint(ids(sample.view("2030-01-01").meetings))


def test_a_meeting_that_was_only_reported_is_among_those_held(sample: World) -> None:
    assert "m-n4" in ids(sample.view("2023-01-01").meetings)


@pytest.mark.parametrize(
    ("as_of", "held", "undated"),
    [
        ("2020-10-31", False, False),
        ("2020-11-01", False, True),
        ("2020-11-29", False, True),
        ("2020-11-30", True, False),
    ],
)
def test_a_partial_date_is_neither_in_nor_out_while_it_runs(
    sample: World, as_of: str, held: bool, undated: bool
) -> None:
    view = sample.view(as_of)
    assert ("m-nv1" in ids(view.meetings), "m-nv1" in view.undated) == (held, undated)


def test_about_a_month_is_open_for_a_month_on_either_side(sample: World) -> None:
    for as_of, undated in (
        ("2021-03-31", False),
        ("2021-04-01", True),
        ("2021-06-29", True),
        ("2021-06-30", False),
    ):
        view = sample.view(as_of)
        assert ("m-nw1" in ids(view.meetings), "m-nw1" in view.undated) == (as_of == "2021-06-30", undated)


def test_the_second_clock_hides_what_was_not_yet_public() -> None:
    rows = world() | {
        "events": [
            event("e-secret", "2020-01-01", public="2022-03-03"),
            event("e-lab", "2021-05-01"),
            event("e-money", "2020-09-01"),
            event("e-lab-gone", "2023-08-01"),
        ]
    }
    assert "e-secret" in ids(view_of(rows, "2020-01-01").events)
    assert "e-secret" not in ids(view_of(rows, "2022-03-03", "2022-03-02").events)
    assert "e-secret" in ids(view_of(rows, "2022-03-03", "2022-03-03").events)


def test_a_row_without_a_public_day_counts_as_public_from_its_last_day() -> None:
    rows = world()
    assert "m-nv1" not in ids(view_of(rows, "2024-01-01", "2020-11-29").meetings)
    assert "m-nv1" in ids(view_of(rows, "2024-01-01", "2020-11-30").meetings)


def test_a_partial_public_day_counts_from_its_last_day() -> None:
    rows = world()
    rows["documents"].append(document("d-slow", "2020-01-01", public="2020-05"))
    assert "d-slow" not in ids(view_of(rows, "2024-01-01", "2020-05-30").documents)
    assert "d-slow" in ids(view_of(rows, "2024-01-01", "2020-05-31").documents)


def test_a_hidden_row_is_not_named_among_the_undated_either() -> None:
    rows = world()
    rows["events"].append(event("e-vague", "2023", public="2024-03-01"))
    view = view_of(rows, "2023-06-01", "2023-06-01")
    assert "e-vague" not in ids(view.events)
    assert "e-vague" not in view.undated


def test_the_audit_clock_hides_what_the_record_learned_later(sample: World) -> None:
    sample.change("meetings", "m-n1", recorded="2026-11-01")
    sample.change("meetings", "m-n2", recorded="2026-11-02")
    record = sample.record()
    view = View(record, date(2024, 1, 1), recorded_by=date(2026, 11, 1))
    assert ids(view.meetings) == ["m-n1"]


def test_the_osaka_sakai_meeting_is_planned_on_15_october_2023_and_held_on_20_november(on: On) -> None:
    before, after = on("2023-10-15"), on("2023-11-20")
    assert ("m-g7t-2023-10", "2023-10-28/2023-10-29") in plans(before)
    assert "m-g7t-2023-10" not in ids(before.meetings)
    assert "m-g7t-2023-10" in ids(after.meetings)
    assert "m-g7t-2023-10" not in [name for name, _ in plans(after)]


def test_the_osaka_sakai_meeting_is_still_planned_on_its_first_day(on: On) -> None:
    assert "m-g7t-2023-10" in [name for name, _ in plans(on("2023-10-28"))]
    assert "m-g7t-2023-10" in ids(on("2023-10-29").meetings)


def test_a_meeting_is_planned_from_the_day_it_was_announced(sample: World) -> None:
    assert plans(sample.view("2024-01-14")) == []
    assert plans(sample.view("2024-01-15")) == [("m-s3", "2024-05-20")]
    assert plans(sample.view("2024-05-19")) == [("m-s3", "2024-05-20")]
    assert plans(sample.view("2024-05-20")) == []


def test_the_last_announcement_made_by_the_day_counts(sample: World) -> None:
    assert plans(sample.view("2022-08-01")) == [("m-s2", "2022-09-20")]
    assert plans(sample.view("2022-09-10")) == [("m-s2", "2022-10-10")]


def test_a_plan_announced_after_the_second_clock_is_not_known() -> None:
    assert plans(view_of(world(), "2022-09-15", "2022-09-09")) == [("m-s2", "2022-09-20")]
    assert plans(view_of(world(), "2022-09-15", "2022-07-31")) == []


def test_a_planned_meeting_of_which_nothing_was_heard_is_unconfirmed(sample: World) -> None:
    assert unheard(sample.view("2024-05-19")) == []
    assert unheard(sample.view("2024-05-20")) == [("m-s3", "2024-05-20")]
    assert unheard(sample.view("2026-01-01")) == [("m-s3", "2024-05-20")]


def test_a_cancelled_or_held_meeting_is_not_unconfirmed(sample: World) -> None:
    named = {name for name, _ in unheard(sample.view("2026-01-01"))}
    assert named.isdisjoint({"m-n-off", "m-s2"})


def test_plans_come_nearest_first() -> None:
    rows = world()
    rows["meetings"] = [
        meeting(
            "m-far",
            None,
            "ministerial",
            "2025-09-01",
            status="planned",
            announced=[announced("2025-01-01", "2025-09-01")],
        ),
        meeting(
            "m-near",
            None,
            "ministerial",
            "2025-08-01",
            status="planned",
            announced=[announced("2025-01-01", "2025-08-01")],
        ),
    ]
    rows["commitments"], rows["documents"] = [], []
    assert plans(view_of(rows, "2025-02-01")) == [("m-near", "2025-08-01"), ("m-far", "2025-09-01")]


def seats(view: View, name: str) -> dict[str, bool | None]:
    return {seat.person: seat.then for seat in view.in_room(view.record.meetings[name])}


def test_hagiuda_and_hayashi_are_then_ministers_on_15_october_2023_and_their_counterparts_are_not(
    on: On,
) -> None:
    assert seats(on("2023-10-15"), "m-epcc-1") == {
        "blinken": False,
        "raimondo": False,
        "hayashi": True,
        "hagiuda": True,
    }


@pytest.mark.parametrize(
    ("as_of", "hagiuda", "hayashi"),
    [
        ("2022-08-09", False, False),
        ("2022-08-10", True, False),
        ("2023-09-12", True, False),
        ("2023-09-13", True, True),
    ],
)
def test_a_minister_becomes_then_minister_on_the_first_day_out_of_office(
    on: On, as_of: str, hagiuda: bool, hayashi: bool
) -> None:
    then = seats(on(as_of), "m-epcc-1")
    assert (then["hagiuda"], then["hayashi"]) == (hagiuda, hayashi)


@pytest.mark.parametrize(
    ("as_of", "then"),
    [("2023-08-31", False), ("2023-09-01", None), ("2023-09-29", None), ("2023-09-30", True)],
)
def test_an_end_known_only_by_month_leaves_then_open_during_that_month(
    sample: World, as_of: str, then: bool | None
) -> None:
    assert seats(sample.view(as_of), "m-n1")["ria"] is then


def test_somebody_who_still_holds_one_of_two_offices_is_not_then() -> None:
    rows = world()
    rows["people"][0] = person(
        "anna",
        "IS",
        office("Minister of Trade", "is-trade", "2018-01-01", until="2022-03-01"),
        office("Member of Parliament", "is-trade", "2017-01-01"),
    )
    assert seats(view_of(rows, "2024-01-01"), "m-n1")["anna"] is False


def test_nobody_can_tell_of_somebody_without_an_office_that_day() -> None:
    rows = world()
    rows["people"][0] = person("anna", "IS", office("Minister of Trade", "is-trade", "2020-01-01"))
    assert seats(view_of(rows, "2024-01-01"), "m-n1")["anna"] is None


def test_agencies_at_a_meeting_are_those_named_and_those_of_the_people_there() -> None:
    rows = world()
    rows["meetings"][0]["agencies"] = ["is-customs"]
    view = view_of(rows, "2024-01-01")
    agencies = view.agencies_at(view.record.meetings["m-n1"])
    assert agencies == {"is-customs", "is-trade", "nz-trade"}
    assert view.departments(agencies) == {"is-trade", "nz-trade"}


def test_a_topic_rolls_up_to_every_broader_one(sample: World) -> None:
    assert sample.view("2024-01-01").topic_and_broader("fish") == ["fish", "food"]


def test_a_promise_belongs_to_its_own_forum_else_its_meetings_else_its_documents(sample: World) -> None:
    view = sample.view("2024-01-01")
    of = {promise.id: view.forum_of(promise) for promise in view.commitments}
    assert (of["c-gone"], of["c-kept"], of["c-now-and-then"]) == ("north", "north", "south")


def test_an_instrument_has_only_the_stages_it_had_reached(sample: World) -> None:
    rule = sample.record().instruments["i-rule"]
    assert [name for name, _ in sample.view("2020-08-31").stages(rule)] == ["published"]
    assert [name for name, _ in sample.view("2020-09-01").stages(rule)] == ["published", "effective"]
    assert ids(sample.view("2020-01-09").instruments) == []


def test_days_inside_a_row_are_cut_by_both_clocks(on) -> None:
    view = on("2023-12-31", known_on="2023-08-31")
    guardrails = view.record.instruments["i-chips-guardrails"]
    assert {name for name, _ in view.stages(guardrails)} <= {"proposed", "comment_until"}
    hayashi = next(s for s in view.in_room(view.record.meetings["m-epcc-1"]) if s.person == "hayashi")
    assert hayashi.then is False  # he left on 13 September 2023, which was not known yet


def test_an_announced_meeting_without_any_report_is_unconfirmed_once_its_day_has_passed(on) -> None:
    before, after = on("2026-06-01"), on("2026-11-23")
    assert "m-g7-2026" in {plan.meeting.id for plan in before.planned}
    assert "m-g7-2026" in {plan.meeting.id for plan in after.unconfirmed}
    assert "m-g7-2026" not in {meeting.id for meeting in after.meetings}
