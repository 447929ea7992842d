"""What it means: findings computed from the record, each with the rule that found it and the rows it rests on.

* *silent*: a forum whose highest level that ever met has not met for more than a year;
* *overdue*: a promised rhythm that is broken on one or both readings;
* *late*: promises not met, or met after their day;
* *lapsed*: promises whose due day has passed without any evidence found;
* *uncovered*: a topic of some forum's field that was on no table for more than a year, or on none;
* *moved*: agencies of a forum that fell silent, from two countries, met elsewhere afterwards with the same
  governments only, on a topic of the forum's field;
* *unconfirmed*: a meeting announced for a day now past, of which the record has no report;
* *turnover*: everybody who led the forum's last meeting has left that office.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from renkei.desk.coverage import coverage
from renkei.desk.due import DueRow, due
from renkei.desk.met import MetRow, met, parties
from renkei.ground.days import months_in
from renkei.record.knowing import View
from renkei.record.meetings import Meeting

SILENT_DAYS = 365
"""More days than this without a meeting, or without a topic on any table, is called silent: a rule of reading."""


@dataclass(frozen=True)
class Finding:
    """One finding; worded under `findings.<kind>`.

    Attributes:
        subject: id of the forum, promise or topic it is about.
        values: what the sentence needs.
        why: ids of the rows it rests on.
    """

    kind: str
    subject: str
    values: dict[str, Any] = field(default_factory=dict)
    why: tuple[str, ...] = ()


def findings(view: View) -> list[Finding]:
    """Every finding as of the day, in the order of the list above."""
    standing = {name for name, forum in view.forums.items() if not view.succeeded(forum)}
    rows = tuple(row for row in met(view).rows if row.forum in standing)
    promises = due(view).rows
    found = [*_silent(rows), *_overdue(rows), *_late(promises), *_lapsed(promises), *_uncovered(view)]
    return found + _moved(view, rows) + _unconfirmed(view)


def silent(rows: tuple[MetRow, ...]) -> list[MetRow]:
    """The forums whose highest level that ever met has been silent for too long, in the order of `rows`."""
    highest: dict[str, MetRow] = {}
    for row in rows:
        if row.forum and row.days_since is not None:
            highest.setdefault(row.forum, row)
    return [row for row in highest.values() if (row.days_since or 0) > SILENT_DAYS]


def _silent(rows: tuple[MetRow, ...]) -> list[Finding]:
    found = []
    for row in silent(rows):
        gone = len({p.agency for p in row.people}) > 1 and all(p.then for p in row.people)
        values = {
            "forum": row.forum,
            "level": row.level,
            "day": row.last_met,
            "n": row.days_since,
            "planned": row.next_planned,
        }
        why = (row.meeting or "",) + (tuple(p.person for p in row.people) if gone else ())
        found.append(Finding("silent_turnover" if gone else "silent", row.forum or "", values, why))
    return found


def _overdue(rows: tuple[MetRow, ...]) -> list[Finding]:
    found = []
    for row in rows:
        if row.overdue_since is None and row.overdue_since_by_calendar is None:
            continue
        both = row.overdue_since is not None and row.overdue_since_by_calendar is not None
        kind = "overdue_both" if both else "overdue_one" if months_in(row.promised_every or "P12M") == 12 else "overdue"
        values = {
            "forum": row.forum,
            "level": row.level,
            "every": row.promised_every,
            "last": row.last_met,
            "day": row.overdue_since or row.overdue_since_by_calendar,
            "calendar": row.overdue_since_by_calendar,
        }
        why = tuple(i for i in (row.promise, row.meeting, row.forum) if i)
        found.append(Finding(kind, row.forum or "", values, why))
    return found


def _late(promises: tuple[DueRow, ...]) -> list[Finding]:
    found = []
    for row in promises:
        if row.reading == "not met" and not row.every:
            found.append(Finding("not_met", row.id, {"text": row.text, "day": row.overdue_since}, (row.id,)))
        elif row.timing in {"late", "late on one reading"}:
            kind = "met_late" if row.timing == "late" else "met_by_reading"
            values = {"text": row.text, "day": row.since, "due": row.due[0]}
            found.append(
                Finding(kind, row.id, values, (row.id, *(e.ref for e in row.evidence if e.effect == "fulfills")))
            )
    return found


def _lapsed(promises: tuple[DueRow, ...]) -> list[Finding]:
    gone = [row for row in promises if row.reading == "unknown" and row.overdue_since and not row.every]
    return [Finding("lapsed", row.id, {"text": row.text, "day": row.overdue_since}, (row.id,)) for row in gone]


def _uncovered(view: View) -> list[Finding]:
    found = []
    for row in coverage(view, silent_days=SILENT_DAYS).rows:
        fields = tuple(t.forum for t in row.forums if t.mandate and t.forum)
        if row.last_on_a_table:
            values = {"topic": row.topic, "day": row.last_on_a_table, "n": row.days_since}
            found.append(Finding("uncovered", row.topic, values, (row.meeting or "",)))
        elif fields:
            found.append(Finding("never_covered", row.topic, {"topic": row.topic, "forums": fields}, fields))
    return found


def _moved(view: View, rows: tuple[MetRow, ...]) -> list[Finding]:
    """Where agencies of a forum silent at every level met afterwards, the same governments alone, on its field."""
    found = []
    for forum in dict.fromkeys(r.forum for r in silent(rows) if r.forum):
        last = max(m.date.latest for m in view.meetings if m.forum == forum)
        if view.as_of - last <= timedelta(days=SILENT_DAYS):
            continue
        agencies = view.departments(view.forums[forum].agencies)
        field = {broad for t in view.forums[forum].topics for broad in view.topic_and_broader(t)}
        later = [m for m in view.meetings if m.date.earliest > last and m.forum != forum]
        elsewhere = [m for m in later if _same_hands(view, m, agencies) and _same_table(view, m, forum, field)]
        if elsewhere:
            bodies = tuple(dict.fromkeys(m.forum or "none" for m in elsewhere))
            values = {
                "forum": forum,
                "bodies": bodies,
                "n": len(elsewhere),
                "day": elsewhere[-1].date,
                "last": last,
            }
            found.append(Finding("moved", forum, values, tuple(m.id for m in elsewhere)))
    return found


def _same_table(view: View, meeting: Meeting, forum: str, field: set[str]) -> bool:
    same = parties(view, meeting) == set(view.forums[forum].parties)
    return same and any(broad in field for t in meeting.topics for broad in view.topic_and_broader(t))


def _same_hands(view: View, meeting: Meeting, agencies: set[str]) -> bool:
    there = view.departments(view.agencies_at(meeting)) & agencies
    return len({view.record.agencies[a].country for a in there if a in view.record.agencies}) >= 2


def _unconfirmed(view: View) -> list[Finding]:
    found = []
    for plan in view.unconfirmed:
        values = {"forum": plan.meeting.forum, "level": plan.meeting.level, "day": plan.announced.date}
        found.append(Finding("unconfirmed", plan.meeting.id, values, (plan.meeting.id,)))
    return found
