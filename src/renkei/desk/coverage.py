"""`coverage`: which topic is on which forum's table, when it last was, and which is on none."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.desk.answers import Answer, answered
from renkei.ground.days import When
from renkei.record.knowing import View
from renkei.record.meetings import Meeting


@dataclass(frozen=True)
class OnTable:
    """One forum that took a topic up, or is meant to.

    Attributes:
        meetings: how many of its meetings had the topic (or a narrower one) in a readout.
        last: the last of them.
        promises: promises made in it on the topic.
        mandate: whether the topic belongs to the forum's own field.
    """

    forum: str | None
    meetings: int
    last: When | None
    promises: int
    mandate: bool


@dataclass(frozen=True)
class CoverageRow:
    """A topic and the tables it was on.

    Attributes:
        forums: those where it was on the table, most meetings first, then those whose field it is but where no
            readout has it.
        last_on_a_table: day of the last meeting with the topic or a narrower one.
        meeting: that meeting.
        days_since: from it to the day asked for.
        narrower: narrower topics counted in.
    """

    topic: str
    forums: tuple[OnTable, ...]
    last_on_a_table: When | None
    meeting: str | None
    days_since: int | None
    meetings: int
    promises: int
    narrower: tuple[str, ...]


def coverage(
    view: View, *, topic: str | None = None, forum: str | None = None, silent_days: int | None = None
) -> Answer[CoverageRow]:
    """Topics against forums.

    Args:
        view: the record as of a day.
        topic: this topic and its narrower ones only.
        forum: topics of this forum only.
        silent_days: only topics that were on no table for more than so many days, or never.
    """
    rows = [_row(view, each) for each in view.record.topics]
    if topic:
        rows = [r for r in rows if topic in view.topic_and_broader(r.topic)]
    if forum:
        rows = [r for r in rows if any(t.forum == forum for t in r.forums)]
    if silent_days is not None:
        rows = [r for r in rows if r.days_since is None or r.days_since > silent_days]
    rows.sort(key=lambda r: (r.days_since is None, r.days_since or 0, r.topic))
    told = {row.topic for row in rows}
    used = [m.id for m in view.meetings if any(told & set(view.topic_and_broader(t)) for t in m.topics)]
    used += [c.id for c in view.commitments if any(told & set(view.topic_and_broader(t)) for t in c.topics)]
    used += [table.forum for row in rows for table in row.forums if table.mandate and table.forum]
    none = [r.topic for r in rows if r.last_on_a_table is None]
    return answered("coverage", view, rows, used, on_no_table=none, meetings=len(view.meetings))


def _row(view: View, topic: str) -> CoverageRow:
    meetings = [m for m in view.meetings if on_table(view, m, topic)]
    promises = [c for c in view.commitments if any(topic in view.topic_and_broader(t) for t in c.topics)]
    mandates = {f.id for f in view.forums.values() if any(topic in view.topic_and_broader(t) for t in f.topics)}
    where = {m.forum for m in meetings} | {view.forum_of(c) for c in promises} | mandates
    tables = []
    for forum in where:
        held = [m for m in meetings if m.forum == forum]
        made = sum(view.forum_of(c) == forum for c in promises)
        tables.append(OnTable(forum, len(held), held[-1].date if held else None, made, forum in mandates))
    tables.sort(key=lambda t: (-t.meetings, -t.promises, t.forum or "~"))
    last = meetings[-1] if meetings else None
    return CoverageRow(
        topic=topic,
        forums=tuple(tables),
        last_on_a_table=last.date if last else None,
        meeting=last.id if last else None,
        days_since=(view.as_of - last.date.latest).days if last else None,
        meetings=len(meetings),
        promises=len(promises),
        narrower=tuple(sorted(t for t in view.record.topics if t != topic and topic in view.topic_and_broader(t))),
    )


def on_table(view: View, meeting: Meeting, topic: str) -> bool:
    """Whether a readout of the meeting has the topic or a narrower one."""
    return any(topic in view.topic_and_broader(each) for each in meeting.topics)


@dataclass(frozen=True)
class AbsentRow:
    """A topic that could have been expected at a forum's last meeting, and whether its readouts have it.

    Attributes:
        absent: looked for in the readouts and not there (`checked`), or merely not among the topics the record
            notes (`not noted`).
        elsewhere: forums where it was on the table by that day.
    """

    topic: str
    meeting: str
    absent: str
    elsewhere: tuple[str, ...]


def absences(view: View, forum: str) -> Answer[AbsentRow]:
    """Topics of a forum's field, and topics other forums took up, that the readouts of its last meeting do not have."""
    held = [m for m in view.meetings if m.forum == forum]
    if not held:
        return answered("coverage", view, [], [forum])
    last = held[-1]
    noted = {broad for t in last.topics for broad in view.topic_and_broader(t)}
    elsewhere: dict[str, set[str]] = {}
    for meeting in view.meetings:
        for topic in meeting.topics:
            if meeting.forum and meeting.forum != forum:
                elsewhere.setdefault(topic, set()).add(meeting.forum)
    wanted = set(view.record.forums[forum].topics) | set(elsewhere) | set(last.absent_topics)
    rows = [
        AbsentRow(
            topic,
            last.id,
            "checked" if topic in last.absent_topics else "not noted",
            tuple(sorted(elsewhere.get(topic, ()))),
        )
        for topic in wanted - noted
    ]
    rows.sort(key=lambda r: (r.absent != "checked", -len(r.elsewhere), r.topic))
    readouts = [d.id for d in view.documents if d.meeting == last.id]
    used = [last.id, *readouts, forum, *(other for row in rows for other in row.elsewhere)]
    return answered("coverage", view, rows, used, readouts=readouts, meeting=last.id)


@dataclass(frozen=True)
class ForumRow:
    """What a forum has to show: meetings, documents, promises, and promises with fulfilling evidence."""

    forum: str
    meetings: int
    last_met: When | None
    documents: int
    promises: int
    fulfilled: int
    parties: tuple[str, ...]
    agencies: tuple[str, ...]


def by_forum(view: View) -> Answer[ForumRow]:
    """Every forum with what it has to show by the day."""
    rows = [_forum(view, forum) for forum in view.forums]
    rows.sort(key=lambda r: (-r.promises, -r.meetings, r.forum))
    used = [*view.forums, *(row.id for row in (*view.meetings, *view.documents, *view.commitments))]
    return answered("coverage", view, rows, used)


def _forum(view: View, forum: str) -> ForumRow:
    row = view.forums[forum]
    held = [m for m in view.meetings if m.forum == forum]
    ids = {m.id for m in held}
    promises = [c for c in view.commitments if view.forum_of(c) == forum]
    fulfilled = sum(any(e.effect == "fulfills" for e in view.evidence(c)) for c in promises)
    return ForumRow(
        forum=forum,
        meetings=len(held),
        last_met=held[-1].date if held else None,
        documents=sum(d.meeting in ids or d.forum == forum for d in view.documents),
        promises=len(promises),
        fulfilled=fulfilled,
        parties=tuple(view.parties(row)),
        agencies=tuple(row.agencies),
    )
