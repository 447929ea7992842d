"""What changed between two days: everything that happened, and every promise whose reading is another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renkei.desk.answers import Answer, answered
from renkei.ground.days import When
from renkei.record.knowing import View
from renkei.record.readings import judge

KINDS = ("reading", "due", "meeting", "announced", "promise", "instrument", "event", "office", "document")
"""The kinds of change, in the order an update tells them."""


@dataclass(frozen=True)
class ChangedRow:
    """One change.

    Attributes:
        kind: one of `KINDS`.
        day: when it happened; for a reading, the day of the evidence or the due day behind it.
        id: the row it is about.
        was, now: for readings the two readings; for instruments the stage reached; for offices the office, taken
            up or left.
        why: ids of the rows behind it.
    """

    kind: str
    day: When | date
    id: str
    was: str | None = None
    now: str | None = None
    why: tuple[str, ...] = ()


def changed(view: View, since: date) -> Answer[ChangedRow]:
    """Everything that changed after `since` and by the day of `view`, by kind and day."""
    before = View(view.record, since, view.known_on, view.recorded_by)
    rows = [
        *_readings(before, view),
        *_fell_due(before, view),
        *_happened(before, view),
        *_stages(before, view),
        *_offices(before, view),
    ]
    rows.sort(key=lambda r: (KINDS.index(r.kind), _latest(r.day), r.id))
    used = [i for r in rows for i in (r.id, *r.why)]
    return answered("update", view, rows, used, since=since)


def _latest(day: When | date) -> date:
    return day if isinstance(day, date) else day.latest


def _readings(before: View, view: View) -> list[ChangedRow]:
    rows = []
    old = {c.id: judge(c, before) for c in before.commitments}
    for promise in view.commitments:
        if promise.id not in old:
            continue
        was, now = old[promise.id], judge(promise, view)
        if was.reading != now.reading:
            new = tuple(e.ref for e in now.evidence if e not in was.evidence)
            day = now.since or now.overdue_since or view.as_of
            rows.append(ChangedRow("reading", day, promise.id, was.reading.value, now.reading.value, new))
    return rows


def _fell_due(before: View, view: View) -> list[ChangedRow]:
    return [
        ChangedRow("due", reading.day, promise.id, now=judge(promise, view).reading.value)
        for promise in view.commitments
        for reading in (promise.due.readings if promise.due else ())
        if before.as_of < reading.day.latest <= view.as_of
    ]


def _happened(before: View, view: View) -> list[ChangedRow]:
    rows = []
    for kind, now, was in (
        ("meeting", view.meetings, before.meetings),
        ("promise", view.commitments, before.commitments),
        ("event", view.events, before.events),
        ("document", view.documents, before.documents),
    ):
        known = {row.id for row in was}
        rows += [ChangedRow(kind, row.happened, row.id) for row in now if row.id not in known and row.happened]
    announced = {(p.meeting.id, p.announced.date) for p in before.planned}
    for plan in view.planned:
        if (plan.meeting.id, plan.announced.date) not in announced:
            rows.append(ChangedRow("announced", plan.announced.public, plan.meeting.id))
    return rows


def _stages(before: View, view: View) -> list[ChangedRow]:
    rows = []
    for instrument in view.instruments:
        old = set(before.stages(instrument)) if before.visible(instrument) else set()
        new = [pair for pair in view.stages(instrument) if pair not in old]
        rows += [ChangedRow("instrument", day, instrument.id, now=stage) for stage, day in new]
    return rows


def _offices(before: View, view: View) -> list[ChangedRow]:
    rows = []
    for person in filter(view.visible, view.record.people.values()):
        for office in person.offices:
            if office.since.by(view.as_of) and not office.since.by(before.as_of) and office.since.exact:
                rows.append(ChangedRow("office", office.since, person.id, now=office.office.en))
            if (
                office.until
                and office.until.by(view.as_of)
                and not office.until.by(before.as_of)
                and office.until.exact
            ):
                rows.append(ChangedRow("office", office.until, person.id, was=office.office.en))
    return rows
