from datetime import date

import pytest

from renkei.record.cadence import Cadence, cadence
from sample_world import World, meeting


def kept(sample: World, promise: str, as_of: str) -> Cadence:
    view = sample.view(as_of)
    return cadence(view.record.commitments[promise], view)


def test_before_the_first_meeting_a_rhythm_runs_from_the_promise(sample: World) -> None:
    found = kept(sample, "c-yearly", "2019-12-31")
    assert (found.last, found.next_due, found.overdue_since) == (None, date(2020, 3, 10), None)


def test_afterwards_it_runs_from_each_meeting(sample: World) -> None:
    found = kept(sample, "c-yearly", "2020-12-31")
    assert (str(found.last), found.next_due) == ("2020-02-20", date(2021, 2, 20))


def test_the_day_a_meeting_falls_due_is_not_late_yet(sample: World) -> None:
    assert kept(sample, "c-yearly", "2021-02-20").overdue_since is None
    assert kept(sample, "c-yearly", "2021-02-21").overdue_since == date(2021, 2, 20)


def test_by_calendar_every_year_needs_a_meeting_of_its_own(sample: World) -> None:
    assert kept(sample, "c-yearly", "2022-12-31").overdue_since_by_calendar is None
    assert kept(sample, "c-yearly", "2023-01-01").overdue_since_by_calendar == date(2022, 12, 31)


def test_the_year_of_the_promise_needs_no_meeting(sample: World) -> None:
    sample.change("commitments", "c-yearly", made_on="2018-12-30")
    for gone in ("m-n1", "m-n2"):
        sample.change("meetings", gone, status="cancelled")
    assert kept(sample, "c-yearly", "2019-12-31").overdue_since_by_calendar is None
    assert kept(sample, "c-yearly", "2020-01-01").overdue_since_by_calendar == date(2019, 12, 31)


def test_a_meeting_later_in_the_next_year_keeps_the_calendar_reading_alone(sample: World) -> None:
    """Promised on 10 March 2019: by interval due on 10 March 2020, by calendar at the end of 2020."""
    sample.change("meetings", "m-n2", date="2020-11-30")
    waiting = kept(sample, "c-yearly", "2020-11-29")
    assert (waiting.overdue_since, waiting.overdue_since_by_calendar) == (date(2020, 3, 10), None)
    assert waiting.overdue_on_one
    assert kept(sample, "c-yearly", "2020-11-30").late == ("m-n2",)


def test_a_two_year_rhythm_bears_a_gap_that_breaks_a_yearly_one(sample: World) -> None:
    """Last met on 15 September 2021."""
    sample.change("commitments", "c-yearly", every="P24M")
    assert kept(sample, "c-yearly", "2023-01-01").overdue_since is None
    sample.change("commitments", "c-yearly", every="P12M")
    assert kept(sample, "c-yearly", "2023-01-01").overdue_on_all


def test_meetings_that_came_too_late_are_named(sample: World) -> None:
    assert kept(sample, "c-yearly", "2024-01-01").late == ("m-n3", "m-n5")


def test_reported_cancelled_and_other_levels_meetings_do_not_keep_a_rhythm(sample: World) -> None:
    sample.put("meetings", meeting("m-nv9", "north", "vice-ministerial", "2022-09-01"))
    assert str(kept(sample, "c-yearly", "2023-01-01").last) == "2021-09-15"


def test_the_meeting_at_which_it_was_promised_does_not_keep_it(sample: World) -> None:
    assert kept(sample, "c-yearly", "2019-06-01").last is None


def test_a_rhythm_of_two_years_has_no_calendar_reading(sample: World) -> None:
    found = kept(sample, "c-now-and-then", "2021-07-04")
    assert (found.yearly, found.overdue_since_by_calendar) == (False, None)
    assert (found.overdue_since, found.overdue_on_all, found.overdue_on_one) == (
        date(2021, 7, 3),
        True,
        False,
    )


def test_one_year_is_twelve_months(sample: World) -> None:
    sample.change("commitments", "c-yearly", every="P1Y")
    assert kept(sample, "c-yearly", "2023-01-01").overdue_on_all


def test_a_promise_that_does_not_recur_has_no_rhythm(sample: World) -> None:
    with pytest.raises(ValueError, match="c-kept does not recur"):
        kept(sample, "c-kept", "2020-01-01")
