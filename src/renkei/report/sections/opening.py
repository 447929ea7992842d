"""The top of the update: what a reader with one minute should know."""

from __future__ import annotations

from renkei.desk.example_goods import DESTINATION
from renkei.desk.findings import SILENT_DAYS
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Spans
from renkei.report.sections.writing import Writing


def opening(w: Writing) -> list[Block]:
    """In brief, led by a warning if the day asked for is later than what the record was looked after for."""
    return [Heading(w.words("update.brief"), 1, "brief"), *_warning(w), Bullets(tuple(_items(w)))]


def _warning(w: Writing) -> list[Block]:
    record = w.brief.view.record
    past = [c for c in w.brief.caveats(()) if c.code == "past_checked"]
    told = [w.words(f"caveats.{c.code}", **c.values) for c in past]
    if told and record.checked_note:
        told.append(w.words.text(record.checked_note))
    return [Paragraph(w.notes.said(w.sentence(told)), "note")] if told else []


def _items(w: Writing) -> list[Spans]:
    items = [_last(w, forum.id) for forum in w.brief.forums("bilateral") if w.brief.met_of(forum.id)]
    items = [item for item in items if item]
    counts = w.brief.due.summary["readings"]
    items.append(
        w.said(
            "update.brief_promises",
            n=len(w.brief.due.rows),
            met=counts["met"],
            partly=counts["partly"],
            notmet=counts["not met"],
            overtaken=counts["overtaken"],
            open=counts["open"],
            unknown=counts["unknown"],
        )
    )
    if w.brief.pairs.rows:
        top = w.brief.pairs.rows[0]
        first, second = (w.names.agency(a) for a in top.agencies)
        items.append(w.said("update.brief_pairs", first=first, second=second, shared=top.shared, of=top.of))
    quiet = [r for r in w.brief.coverage if r.days_since is not None and r.days_since > SILENT_DAYS]
    if quiet:
        items.append(w.said("update.brief_uncovered", n=len(quiet)))
    items += _controls(w)
    items.append(_next(w))
    items.append(w.said("update.brief_changed", n=len(w.brief.changed), day=w.brief.since))
    return items


def _last(w: Writing, forum: str) -> Spans:
    held = [r for r in w.brief.met_of(forum) if r.last_met]
    if not held:
        return ()
    top = held[0]
    name = w.names.forum(forum)
    return w.said(
        "update.brief_last",
        top.meeting,
        forum=name,
        level=w.at_level(top.level),
        day=top.last_met,
        n=top.days_since,
    )


def _controls(w: Writing) -> list[Spans]:
    """Where the two countries differ on example products; nothing where no text reaches back to the day."""
    goods = w.brief.controls.goods
    found = [each for each in goods.differences if each.regimes == ("us", "jp") and each.licenses] if goods else []
    place = w.names.place(DESTINATION)
    return [
        w.said(
            "controls_state.brief_license",
            n=each.licenses,
            differ=len(each.first_license) + len(each.second_license),
            place=place,
        )
        for each in found
    ]


def _next(w: Writing) -> Spans:
    planned = w.brief.view.planned
    if not planned:
        return w.said("update.brief_noplan", day=w.brief.view.as_of)
    first = planned[0]
    forum, level = w.names.forum(first.meeting.forum), w.level(first.meeting.level)
    return w.said("update.brief_planned", first.meeting.id, forum=forum, level=level, day=first.announced.date)
