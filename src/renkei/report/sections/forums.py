"""The forums, one after the other: when they last met, who was there, what was on the table, what was promised."""

from __future__ import annotations

import re
from collections import Counter

from renkei.desk.due import DueRow
from renkei.desk.met import MetFilter, MetRow, met
from renkei.ground.days import months_in
from renkei.ground.texts import Text
from renkei.record.forums import Forum
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Plain, Spans
from renkei.report.notes import flat
from renkei.report.sections.writing import Writing


def forum_group(w: Writing, group: str) -> list[Block]:
    """A section with every forum of a group; contacts in no forum stand with the bilateral ones."""
    blocks: list[Block] = [Heading(w.words(f"update.{group}"), 1, group)]
    for forum in w.brief.forums(group):
        blocks += _forum(w, forum)
    if group == "bilateral":
        blocks += _contacts(w)
    return blocks


def _forum(w: Writing, forum: Forum) -> list[Block]:
    head = Heading(f"{w.names.forum_in_full(forum.id)}", 2, f"forum-{forum.id}")
    told = ([_introduction(w, forum), *_meetings(w, forum)], [*_table(w, forum.id), *_outcome(w, forum.id)])
    gap: Spans = () if w.words.lang == "ja" else (Plain(" "),)
    paragraphs = [Paragraph(flat((*part, *gap) for part in parts if part)) for parts in told if any(parts)]
    return [head, *paragraphs]


def _introduction(w: Writing, forum: Forum) -> Spans:
    parties = w.words.join(w.names.place(p) for p in w.brief.view.parties(forum))
    agencies = w.words.join(w.names.agency(a) for a in forum.agencies)
    shown = w.words("update.forum_agencies", agencies=agencies) if agencies else ""
    parts = [w.words("update.forum_is", short=forum.short, parties=parties, agencies=shown)]
    if forum.origin and latest_year(forum.origin) <= w.brief.view.as_of.year:
        parts.append(w.words("update.forum_origin", origin=w.stop(w.words.text(forum.origin))))
    elif forum.since:
        parts.append(w.words("update.forum_since", day=forum.since))
    if forum.disclosure == "unpublished":
        parts.append(w.words("update.forum_unpublished"))
    if forum.succeeded_on and forum.succeeded_on.by(w.brief.view.horizon):
        parts.append(w.words("update.forum_succeeded", day=forum.succeeded_on))
    return w.notes.said(w.sentence(parts), forum.id)


def latest_year(text: Text) -> int:
    """The latest year a text speaks of; a text that speaks of years after the update's day is not printed in it."""
    return max((int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text.en)), default=0)


def _meetings(w: Writing, forum: Forum) -> list[Spans]:
    rows = w.brief.met_of(forum.id)
    held = [r for r in rows if r.last_met]
    if not held:
        return [w.said("update.forum_no_meeting", forum.id)]
    parts = [_level(w, row, first=index == 0) for index, row in enumerate(held)]
    for row in rows:
        if row.next_planned:
            planned = next(
                p.meeting.id
                for p in w.brief.view.planned
                if p.meeting.forum == forum.id and p.meeting.level == row.level
            )
            parts.append(w.said("update.next", planned, level=w.at_level(row.level), day=row.next_planned))
        parts += _rhythm(w, row)
    return parts


def _level(w: Writing, row: MetRow, *, first: bool) -> Spans:
    key = (
        "update.reported_met" if row.status == "reported-only" else "update.last_met" if first else "update.other_level"
    )
    text = w.words(
        key,
        level=w.at_level(row.level),
        day=row.last_met,
        place=w.place(row),
        n=row.days_since,
        who=w.people(row.people),
    )
    if first and row.gap_before is not None:
        text = w.sentence((text, w.words("update.before", n=row.gap_before)))
    return w.notes.said(text, row.meeting)


def _rhythm(w: Writing, row: MetRow) -> list[Spans]:
    if not row.promised_every:
        return []
    parts = [w.words("update.rhythm", every=w.words.label("every", row.promised_every))]
    both = row.overdue_since and row.overdue_since_by_calendar
    day = row.overdue_since or row.overdue_since_by_calendar
    if day:
        key = "overdue_both" if both else "overdue_one" if months_in(row.promised_every) == 12 else "overdue"
        parts.append(w.words(f"update.{key}", day=day, calendar=row.overdue_since_by_calendar))
    return [w.notes.said(w.sentence(parts), row.promise)]


def _table(w: Writing, forum: str) -> list[Spans]:
    """What was on the table of the last meeting with a readout, what was looked for and absent, and its format."""
    held = [m for m in w.brief.view.meetings if m.forum == forum and m.topics]
    if not held:
        return []
    last = held[-1]
    topics = w.words.join(w.names.topic(t) for t in last.topics)
    parts = [w.said("update.topics", last.id, day=last.date, topics=topics)]
    absent = w.brief.absent(forum)
    if absent:
        parts.append(w.said("update.absent", last.id, topics=w.words.join(w.names.topic(t) for t in absent)))
    if last.format:
        parts.append(w.said("update.format", last.id, format=w.stop(w.words.text(last.format))))
    return parts


def _outcome(w: Writing, forum: str) -> list[Spans]:
    meetings = {m.id for m in w.brief.view.meetings if m.forum == forum}
    issued = [d for d in w.brief.view.documents if d.meeting in meetings or d.forum == forum][-3:]
    parts = []
    if issued:
        titles = w.words.join(w.stop(w.words.text(d.title)) + w.words.aside(w.words.day(d.date)) for d in issued)
        parts.append(w.said("update.issued", *(d.id for d in issued), documents=titles))
    promises = w.brief.due_of(forum)
    if promises:
        key = "update.made_there_one" if len(promises) == 1 else "update.made_there"
        parts.append(w.said(key, n=len(promises), readings=readings(w, promises)))
    return parts


def readings(w: Writing, promises: list[DueRow]) -> str:
    """Counts of readings in words: `3 met, 1 open`."""
    counts = Counter(row.reading.value for row in promises)
    order = ("met", "partly", "not met", "overtaken", "open", "unknown")
    told = (
        w.words("update.reading_count", n=counts[name], reading=w.words.label("reading", name))
        for name in order
        if counts[name]
    )
    return w.words.join(told)


def _contacts(w: Writing) -> list[Block]:
    rows = met(w.brief.view, MetFilter(forum="none"), each=True).rows
    if not rows:
        return []
    items = []
    for row in rows:
        topics = (
            w.words("update.contact_topics", topics=w.words.join(w.names.topic(t) for t in row.topics))
            if row.topics
            else ""
        )
        people = w.words.join(w.names.person(p.person) for p in row.people) or w.level(row.level)
        items.append(
            w.said(
                "update.contact",
                row.meeting,
                day=row.last_met,
                people=people,
                place=w.place_note(row),
                topics=topics,
            )
        )
    return [Heading(w.words("update.no_forum"), 2, "no-forum"), Bullets(tuple(items))]
