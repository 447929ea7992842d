"""Meetings and due days as an iCalendar file (RFC 5545): all-day events with stable identifiers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from renkei.desk.due import DueRow, due
from renkei.ground.days import When
from renkei.ground.sources import to_cite
from renkei.ground.words import Words
from renkei.record.knowing import Planned, View
from renkei.record.meetings import Meeting
from renkei.report.naming import Names

if TYPE_CHECKING:
    from icalendar import Event


def as_calendar(view: View, words: Words) -> bytes:
    """Meetings held and announced, and the due days of promises, as of the view's day.

    A day written only as a month or year is not an event of one day; such meetings and due days are left out of
    the calendar and counted in its description.
    """
    from icalendar import Calendar

    names = Names(view.record, words)
    calendar = Calendar()
    calendar.add("prodid", "-//Renkei//Coordination record//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words("update.title"))
    left_out = 0
    for meeting in view.meetings:
        left_out += not meeting.date.exact
        if meeting.date.exact:
            calendar.add_component(_held(meeting, view, words, names))
    for plan in view.planned:
        left_out += not plan.announced.date.exact
        if plan.announced.date.exact:
            calendar.add_component(_announced(plan, view, words, names))
    for row in due(view).rows:
        for number, day in enumerate(row.due, 1):
            left_out += not day.exact
            if day.exact:
                calendar.add_component(_due(row, number, day, view, words))
    calendar.add("x-wr-caldesc", f"{words('update.as_of', day=view.as_of)} ({left_out})")
    return bytes(calendar.to_ical())


def _event(uid: str, first: date, last: date, summary: str, view: View) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@renkei")
    # The stamp is the day asked for, so that the same question gives the same file.
    event.add("dtstamp", datetime.combine(view.as_of, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _named(meeting: Meeting, day: When, view: View, words: Words, names: Names) -> Event:
    summary = words("export.meeting", forum=names.forum(meeting.forum), level=words.label("level", meeting.level))
    return _event(meeting.id, day.earliest, day.latest, summary, view)


def _held(meeting: Meeting, view: View, words: Words, names: Names) -> Event:
    event = _named(meeting, meeting.date, view, words, names)
    event.add("status", "CONFIRMED")
    event.add("sequence", len(meeting.announced))
    if meeting.place:
        event.add("location", words.text(meeting.place))
    people = words.join(names.person(p) for p in [*meeting.chairs, *meeting.present])
    topics = words.join(names.topic(t) for t in meeting.topics)
    event.add("description", "\n".join(filter(None, (people, topics))))
    source = to_cite(meeting.sources)
    if source and source.address:
        event.add("url", source.address)
    return event


def _announced(plan: Planned, view: View, words: Words, names: Names) -> Event:
    """A meeting to come: only what its announcement says, since the row also holds the later report."""
    event = _named(plan.meeting, plan.announced.date, view, words, names)
    event.add("status", "TENTATIVE")
    event.add("sequence", sum(a.public.latest <= plan.announced.public.latest for a in plan.meeting.announced) - 1)
    event.add("url", plan.announced.source)
    return event


def _due(row: DueRow, number: int, day: When, view: View, words: Words) -> Event:
    event = _event(
        f"{row.id}-due-{number}",
        day.latest,
        day.latest,
        words("export.promise_due", text=words.text(row.text)),
        view,
    )
    event.add("description", words.label("reading", row.reading.value))
    return event
