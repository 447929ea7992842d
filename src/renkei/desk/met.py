"""`met`: who met whom, when, at which level; who has not met since when; what is overdue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from renkei.desk.answers import Answer, answered
from renkei.ground.days import When, months_in
from renkei.ground.texts import Text
from renkei.record.cadence import Cadence, cadence
from renkei.record.forums import LEVELS
from renkei.record.knowing import InRoom, Planned, View
from renkei.record.meetings import Meeting


@dataclass(frozen=True)
class Attendee:
    """Somebody in the room, with the office held that day.

    Attributes:
        then: whether the office had ended by the day asked for; None when the record cannot tell.
    """

    person: str
    name: Text
    office: Text | None
    agency: str | None
    then: bool | None


@dataclass(frozen=True)
class MetRow:
    """The last meeting of a forum at a level, or one meeting when each is asked for.

    Attributes:
        forum: id; None for contacts that no readout gives to a forum.
        last_met: None when the record holds no meeting at that level.
        days_since: from the last day of that meeting to the day asked for.
        gap_before: days between that meeting and the one before it.
        next_planned: the nearest announced day.
        promised_every: the promised interval.
        overdue_since: by the interval reading; `overdue_since_by_calendar` by the calendar-year reading.
        met: how many meetings of that forum and level the record holds by the day.
        promise: the promise the rhythm comes from.
        planned: the meeting announced for `next_planned`.
    """

    forum: str | None
    level: str
    last_met: When | None
    days_since: int | None
    next_planned: When | None = None
    promised_every: str | None = None
    overdue_since: date | None = None
    overdue_since_by_calendar: date | None = None
    meeting: str | None = None
    status: str | None = None
    gap_before: int | None = None
    met: int = 0
    place: Text | None = None
    mode: str | None = None
    topics: tuple[str, ...] = ()
    people: tuple[Attendee, ...] = ()
    promise: str | None = None
    planned: str | None = None


@dataclass(frozen=True)
class MetFilter:
    """Which meetings to look at; every given part must fit. Ids, already known to the record."""

    forum: str | None = None
    level: str | None = None
    group: str | None = None
    party: str | None = None
    agency: str | None = None
    person: str | None = None
    topic: str | None = None


def met(view: View, wanted: MetFilter | None = None, *, each: bool = False) -> Answer[MetRow]:
    """The last meeting per forum and level, or every meeting.

    Args:
        view: the record as of a day.
        wanted: which meetings to look at.
        each: one row per meeting, newest first, instead of the last one per forum and level.
    """
    chosen = wanted or MetFilter()
    meetings = [m for m in view.meetings if fits(view, m, chosen)]
    rows = _each(view, meetings) if each else _last(view, meetings, chosen)
    rows = list(rows)
    used = [name for row in rows for name in (row.meeting, row.planned, row.promise, row.forum) if name]
    used += [seat.person for row in rows for seat in row.people]
    return answered("met", view, rows, used, meetings=len(meetings))


def fits(view: View, meeting: Meeting, wanted: MetFilter) -> bool:
    """Whether a meeting is one of those asked for."""
    forum = view.record.forums.get(meeting.forum or "")
    return (
        (wanted.forum is None or meeting.forum == wanted.forum or (wanted.forum == "none" and meeting.forum is None))
        and (wanted.level is None or meeting.level == wanted.level)
        and (wanted.group is None or (forum is not None and forum.group == wanted.group))
        and (wanted.party is None or wanted.party in parties(view, meeting))
        and (
            wanted.agency is None
            or wanted.agency in view.departments(view.agencies_at(meeting)) | view.agencies_at(meeting)
        )
        and (wanted.person is None or wanted.person in {*meeting.chairs, *meeting.present})
        and (wanted.topic is None or any(wanted.topic in view.topic_and_broader(t) for t in meeting.topics))
    )


def _announced_fits(view: View, meeting: Meeting, wanted: MetFilter) -> bool:
    """Whether an announced meeting is one of those asked for, by what an announcement says: not by its later report."""
    if wanted.agency or wanted.person or wanted.topic:
        return False
    announced = meeting.model_copy(update={"chairs": [], "present": [], "agencies": [], "topics": []})
    return fits(view, announced, wanted)


def parties(view: View, meeting: Meeting) -> set[str]:
    """The parties to a meeting: its forum's, and the countries of the people in the room."""
    forum = view.record.forums.get(meeting.forum or "")
    found = set(forum.parties) if forum else set()
    if forum:
        found |= {j.party for j in forum.joined if j.since.by(meeting.date.latest)}
    people = (view.record.people.get(p) for p in [*meeting.chairs, *meeting.present])
    return found | {p.country for p in people if p}


def attendees(view: View, meeting: Meeting) -> tuple[Attendee, ...]:
    """Everybody the readouts name, chairs first, with the office held that day."""
    return tuple(attendee(view, seat) for seat in view.in_room(meeting))


def attendee(view: View, seat: InRoom) -> Attendee:
    """One seat with names; somebody whose office that day is not recorded stands without one."""
    person = view.record.people.get(seat.person)
    name = person.name if person else Text(en=seat.person)
    office = seat.offices[0] if seat.offices else None
    return Attendee(seat.person, name, office.office if office else None, office.agency if office else None, seat.then)


def _row(view: View, meeting: Meeting, before: Meeting | None) -> MetRow:
    return MetRow(
        forum=meeting.forum,
        level=meeting.level,
        last_met=meeting.date,
        days_since=(view.as_of - meeting.date.latest).days,
        meeting=meeting.id,
        status=meeting.status,
        gap_before=(meeting.date.earliest - before.date.latest).days if before else None,
        place=meeting.place,
        mode=meeting.mode,
        topics=tuple(meeting.topics),
        people=attendees(view, meeting),
    )


def _each(view: View, meetings: list[Meeting]) -> Iterable[MetRow]:
    last: dict[tuple[str | None, str], Meeting] = {}
    count: dict[tuple[str | None, str], int] = {}
    rows = []
    for meeting in meetings:
        key = (meeting.forum, meeting.level)
        count[key] = count.get(key, 0) + 1
        rows.append(replace(_row(view, meeting, last.get(key)), met=count[key]))
        last[key] = meeting
    return reversed(rows)


def _last(view: View, meetings: list[Meeting], wanted: MetFilter) -> Iterable[MetRow]:
    by: dict[tuple[str | None, str], list[Meeting]] = {}
    for meeting in meetings:
        by.setdefault((meeting.forum, meeting.level), []).append(meeting)
    planned: dict[tuple[str | None, str], Planned] = {}
    for plan in view.planned:
        if _announced_fits(view, plan.meeting, wanted):
            planned.setdefault((plan.meeting.forum, plan.meeting.level), plan)
    keys = set(by) | set(planned) | _promised_levels(view, wanted)
    rhythm = {key: _rhythm(view, *key) for key in keys}
    for key in sorted(keys, key=lambda k: _order(view, k)):
        held = by.get(key, [])
        row = _row(view, held[-1], held[-2] if len(held) > 1 else None) if held else MetRow(key[0], key[1], None, None)
        coming = planned.get(key)
        if coming:
            row = replace(row, next_planned=coming.announced.date, planned=coming.meeting.id)
        yield _with_rhythm(replace(row, met=len(held)), rhythm[key])


def _promised_levels(view: View, wanted: MetFilter) -> set[tuple[str | None, str]]:
    """Levels that never met: those a promise names, and the highest of a forum that never met at all.

    Only where the filter speaks of forums alone.
    """
    if wanted.agency or wanted.person or wanted.topic or wanted.forum == "none":
        return set()
    met_at_all = {m.forum for m in view.meetings}
    promised = {(c.counts.forum, c.counts.level) for c in view.commitments if c.counts}
    first = {(f.id, min(f.levels, key=LEVELS.index)) for f in view.forums.values() if f.id not in met_at_all}
    return {
        (name, level)
        for name, level in promised | first
        if (forum := view.forums.get(name))
        and wanted.forum in {None, name}
        and wanted.level in {None, level}
        and wanted.group in {None, forum.group}
        and (wanted.party is None or wanted.party in forum.parties)
    }


def _order(view: View, key: tuple[str | None, str]) -> tuple[int, str, int]:
    forum = view.record.forums.get(key[0] or "")
    groups = ("bilateral", "science", "wider")
    return (groups.index(forum.group) if forum else 0, key[0] or "~", LEVELS.index(key[1]))


def _rhythm(view: View, forum: str | None, level: str) -> Cadence | None:
    """The strictest rhythm promised for a forum and level."""
    promised = [
        cadence(c, view)
        for c in view.commitments
        if c.every and c.interval == "promised" and c.counts and (c.counts.forum, c.counts.level) == (forum, level)
    ]
    return min(promised, key=lambda c: (months_in(c.every), c.next_due, c.promise), default=None)


def _with_rhythm(row: MetRow, rhythm: Cadence | None) -> MetRow:
    if rhythm is None:
        return row
    return replace(
        row,
        promised_every=rhythm.every,
        overdue_since=rhythm.overdue_since,
        overdue_since_by_calendar=rhythm.overdue_since_by_calendar,
        promise=rhythm.promise,
    )
