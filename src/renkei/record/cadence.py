"""How often a forum promised to meet, and whether it is overdue, under both readings of "at least annually".

*Interval*: from the promise, and then from each meeting, at most the promised interval. *Calendar*: each calendar
year after the year of the promise holds a meeting (only for promises of a year).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renkei.ground.days import When, add_months, months_in
from renkei.record.commitments import Commitment
from renkei.record.knowing import View


@dataclass(frozen=True)
class Cadence:
    """A promised rhythm, and where it stands.

    Attributes:
        promise: id of the promise.
        every: the promised interval, as an ISO 8601 period.
        last: day of the last meeting that counts, after the promise; None if there was none.
        next_due: day by which the interval reading asks for the next meeting.
        overdue_since: that day, once it has passed without a meeting.
        overdue_since_by_calendar: last day of the first calendar year without a meeting since the last one; None
            if there is none, or if the promise is not yearly.
        yearly: whether the calendar reading exists at all.
        held: the meetings that count, oldest first.
        late: meetings that came later than the interval reading asked.
    """

    promise: str
    every: str
    last: When | None
    next_due: date
    overdue_since: date | None
    overdue_since_by_calendar: date | None
    late: tuple[str, ...]
    yearly: bool
    held: tuple[str, ...] = ()

    @property
    def overdue_on_all(self) -> bool:
        """Whether it is overdue under every reading there is."""
        return self.overdue_since is not None and (self.overdue_since_by_calendar is not None or not self.yearly)

    @property
    def overdue_on_one(self) -> bool:
        """Whether it is overdue under one of the two readings only."""
        return not self.overdue_on_all and (
            self.overdue_since is not None or self.overdue_since_by_calendar is not None
        )


def cadence(promise: Commitment, view: View) -> Cadence:
    """Where a recurring promise stands in `view`.

    Raises:
        ValueError: if the promise does not recur.
    """
    if promise.every is None or promise.counts is None:
        message = f"{promise.id} does not recur"
        raise ValueError(message)
    months = months_in(promise.every)
    counts = promise.counts
    made = promise.made_on.latest
    held = [
        m
        for m in view.meetings
        if m.forum == counts.forum and m.level == counts.level and m.date.latest > made and m.status == "held"
    ]
    due, late = add_months(made, months), []
    for meeting in held:
        if meeting.date.earliest > due:
            late.append(meeting.id)
        due = add_months(meeting.date.latest, months)
    last = held[-1].date if held else None
    by_calendar = _calendar(made, {m.date.latest.year for m in held}, view.as_of) if months == 12 else None
    overdue = due if due < view.as_of else None
    return Cadence(
        promise.id, promise.every, last, due, overdue, by_calendar, tuple(late), months == 12, tuple(m.id for m in held)
    )


def _calendar(made: date, years: set[int], as_of: date) -> date | None:
    """The end of the first year without a meeting in the run of empty years that reaches up to `as_of`."""
    last = max([made.year, *years])
    end = date(last + 1, 12, 31)
    return end if end < as_of else None
