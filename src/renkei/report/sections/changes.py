"""What changed since the last update."""

from __future__ import annotations

from renkei.desk.changed import KINDS, ChangedRow
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Spans
from renkei.report.sections.writing import Writing


def changes(w: Writing) -> list[Block]:
    """Every change by kind; a sentence that nothing is in the record if there is none."""
    blocks: list[Block] = [Heading(w.words("update.changed"), 1, "changed")]
    rows = w.brief.changed
    if not rows:
        through = w.brief.view.record.checked_through
        text = w.words("update.nothing_changed", since=w.brief.since, day=w.brief.view.as_of, through=through)
        return [*blocks, Paragraph(w.notes.said(text))]
    blocks.append(Paragraph(w.said("update.since", day=w.brief.since), "lead"))
    for kind in KINDS:
        items = tuple(_item(w, row) for row in rows if row.kind == kind)
        if items:
            blocks += [Heading(w.words(f"update.kind_{kind}"), 2, f"changed-{kind}"), Bullets(items)]
    return blocks


def _item(w: Writing, row: ChangedRow) -> Spans:
    record = w.brief.view.record
    if row.kind in {"reading", "due", "promise"}:
        promise = record.commitments[row.id]
        owners = w.words.join(w.names.owner(o) for o in promise.owners)
        was, now = (w.words.label("reading", word) if word else "" for word in (row.was, row.now))
        values = {
            "text": w.stop(w.words.text(promise.text)),
            "owners": owners,
            "was": was,
            "now": now,
            "day": row.day,
        }
        return w.said(f"update.changed_{row.kind}", row.id, *row.why, **values)
    if row.kind in {"meeting", "announced"}:
        meeting = record.meetings[row.id]
        day = (
            meeting.date
            if row.kind == "meeting"
            else next(p.announced.date for p in w.brief.view.planned if p.meeting.id == row.id)
        )
        forum = w.names.forum(meeting.forum)
        level = w.at_level(meeting.level) if row.kind == "meeting" else w.level(meeting.level)
        return w.said(
            f"update.changed_{row.kind}",
            row.id,
            forum=forum,
            level=level,
            day=day,
            place=w.place_note(meeting),
        )
    if row.kind == "instrument":
        instrument = record.instruments[row.id]
        place, stage = w.names.place(instrument.jurisdiction), w.words.label("stage", row.now or "")
        return w.said(
            "update.changed_instrument",
            row.id,
            jurisdiction=place,
            title=instrument.title,
            stage=stage,
            day=row.day,
        )
    if row.kind == "office":
        return _office(w, row)
    return w.said(f"update.changed_{row.kind}", row.id, title=w.names.title(row.id), day=row.day)


def _office(w: Writing, row: ChangedRow) -> Spans:
    person = w.brief.view.record.people[row.id]
    wanted = row.now or row.was
    office = next(o.office for o in person.offices if o.office.en == wanted)
    key = "update.changed_office_taken" if row.now else "update.changed_office_left"
    return w.said(key, row.id, person=w.names.person(row.id), office=office, day=row.day)
