from datetime import date

import pytest

from renkei.desk.met import MetFilter, MetRow, met
from renkei.record.knowing import View
from sample_world import World, forum, meeting, text


def row(view: View, of: str | None, level: str) -> MetRow:
    (found,) = [each for each in met(view).rows if (each.forum, each.level) == (of, level)]
    return found


def test_each_forum_and_level_has_one_row_with_its_last_meeting(sample: World) -> None:
    rows = met(sample.view("2024-01-01")).rows
    assert {(r.forum, r.level): r.meeting for r in rows} == {
        ("north", "ministerial"): "m-n5",
        ("north", "vice-ministerial"): "m-nv2",
        ("north", "working-level"): "m-nw1",
        ("south", "leaders"): "m-s2",
        (None, "ministerial"): "m-b1",
    }


def test_the_gap_is_counted_between_the_last_two_meetings(sample: World) -> None:
    assert row(sample.view("2021-01-01"), "north", "ministerial").gap_before == 347  # 10 March 2019 to 20 February 2020
    assert row(sample.view("2023-01-01"), "south", "leaders").gap_before == 1195  # 3 July 2019 to 10 October 2022
    assert row(sample.view("2020-01-01"), "north", "ministerial").gap_before is None


def test_days_are_counted_from_the_last_day_of_a_meeting(sample: World) -> None:
    assert row(sample.view("2019-07-10"), "south", "leaders").days_since == 7


def test_a_forum_that_never_met_has_one_row_without_a_day_at_its_highest_level(sample: World) -> None:
    sample.put("forums", forum("all", ["IS", "NZ"], ["working-level", "leaders", "senior-officials"]))
    (found,) = [each for each in met(sample.view("2024-01-01")).rows if each.forum == "all"]
    assert (found.level, found.last_met, found.days_since, found.met) == ("leaders", None, None, 0)


def test_a_level_a_forum_took_up_later_has_no_row_before(sample: World) -> None:
    levels = {each.level for each in met(sample.view("2018-06-01")).rows if each.forum == "north"}
    assert "working-level" not in levels


def test_a_forum_that_was_not_there_yet_has_no_row(sample: World) -> None:
    assert {each.forum for each in met(sample.view("2019-06-30")).rows} == {"north"}


def test_a_promise_gives_the_rhythm_and_when_it_broke(sample: World) -> None:
    found = row(sample.view("2023-01-01"), "north", "ministerial")
    assert (found.promise, found.promised_every) == ("c-yearly", "P12M")
    # The reported meeting of December 2022 is the last one told, but it does not keep the promise.
    assert (found.meeting, found.status) == ("m-n4", "reported-only")
    assert (found.overdue_since, found.overdue_since_by_calendar) == (date(2022, 9, 15), date(2022, 12, 31))


def test_an_interval_only_read_into_a_promise_is_not_called_promised(sample: World) -> None:
    found = row(sample.view("2022-01-01"), "south", "leaders")
    assert (found.promise, found.promised_every, found.overdue_since) == (None, None, None)
    sample.change("commitments", "c-now-and-then", interval="promised")
    assert row(sample.view("2022-01-01"), "south", "leaders").overdue_since == date(2021, 7, 3)


def test_a_forum_s_own_words_make_nothing_overdue(sample: World) -> None:
    sample.change("forums", "south", cadence={"text": text("yearly")})
    sample.change("commitments", "c-now-and-then", interval="read")
    found = row(sample.view("2021-01-01"), "south", "leaders")
    assert (found.promised_every, found.overdue_since) == (None, None)


def test_the_next_plan_stands_beside_the_last_meeting(sample: World) -> None:
    assert str(row(sample.view("2022-08-01"), "south", "leaders").next_planned) == "2022-09-20"
    assert row(sample.view("2022-07-31"), "south", "leaders").next_planned is None


def test_a_plan_for_a_level_that_never_met_has_a_row(sample: World) -> None:
    sample.change("meetings", "m-s1", status="cancelled")
    found = row(sample.view("2022-08-01"), "south", "leaders")
    assert (found.last_met, str(found.next_planned)) == (None, "2022-09-20")


@pytest.mark.parametrize(
    ("wanted", "meetings"),
    [
        (MetFilter(forum="south"), {"m-s1", "m-s2"}),
        (MetFilter(forum="none"), {"m-b1"}),
        (MetFilter(level="vice-ministerial"), {"m-nv1", "m-nv2"}),
        (MetFilter(group="wider"), {"m-s1", "m-s2"}),
        (MetFilter(party="UY"), {"m-s1", "m-s2", "m-b1"}),
        (MetFilter(agency="uy-trade"), {"m-s1", "m-s2", "m-b1"}),
        (MetFilter(person="paz"), {"m-s1", "m-s2", "m-b1"}),
        (MetFilter(person="bjorn"), {"m-n5", "m-s2"}),
        (MetFilter(topic="fish"), {"m-n1", "m-n2", "m-n5", "m-b1"}),
        (MetFilter(topic="food"), {"m-n1", "m-n2", "m-n3", "m-n5", "m-b1"}),
        (MetFilter(topic="wool", forum="south", person="bjorn"), {"m-s2"}),
    ],
)
def test_only_meetings_that_fit_are_told(sample: World, wanted: MetFilter, meetings: set[str]) -> None:
    assert {each.meeting for each in met(sample.view("2024-01-01"), wanted, each=True).rows} == meetings


def test_a_country_that_joined_counts_from_the_day_it_joined(sample: World) -> None:
    sample.change("meetings", "m-s2", chairs=["paz"])
    told = {
        each.meeting for each in met(sample.view("2024-01-01"), MetFilter(party="IS", forum="south"), each=True).rows
    }
    assert told == {"m-s2"}


def test_each_meeting_is_told_newest_first_with_its_number_and_gap(sample: World) -> None:
    rows = met(sample.view("2022-01-01"), MetFilter(forum="north", level="ministerial"), each=True).rows
    assert [(r.meeting, r.met, r.gap_before) for r in rows] == [
        ("m-n3", 3, 573),
        ("m-n2", 2, 347),
        ("m-n1", 1, None),
    ]


def test_people_stand_with_the_office_of_that_day(sample: World) -> None:
    rows = met(sample.view("2024-01-01"), MetFilter(forum="south"), each=True).rows
    assert [(p.person, p.office.en if p.office else None) for p in rows[0].people] == [
        ("paz", "President"),
        ("bjorn", "Minister of Trade"),
    ]


def test_an_answer_names_every_row_it_rests_on(sample: World) -> None:
    answer = met(sample.view("2020-01-01"), MetFilter(forum="north", level="ministerial"))
    assert {source.id for source in answer.sources} == {"m-n1", "c-yearly", "north", "anna", "ria"}


def test_levels_stand_in_order_of_rank(sample: World) -> None:
    for name, level in (("m-w", "working-level"), ("m-l", "leaders")):
        sample.put("meetings", meeting(name, "north", level, "2023-03-03"))
    levels = [each.level for each in met(sample.view("2024-01-01")).rows if each.forum == "north"]
    assert levels == ["leaders", "ministerial", "vice-ministerial", "working-level"]


def test_a_plan_is_not_found_by_people_named_only_after_the_meeting(sample: World) -> None:
    rows = met(sample.view("2022-08-01"), MetFilter(person="bjorn")).rows
    assert [each.next_planned for each in rows if each.forum == "south"] == []
