"""What it means, and the agenda that follows: findings computed from the record, worded one by one."""

from __future__ import annotations

from typing import Any

from renkei.desk.agenda import AgendaItem
from renkei.desk.findings import Finding
from renkei.ground.texts import Text
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Plain, Spans, Table
from renkei.report.sections.writing import Writing

_KINDS = {
    "silent": ("silent", "silent_turnover"),
    "overdue": ("overdue_both", "overdue", "overdue_one"),
    "late": ("not_met", "met_late", "met_by_reading"),
    "lapsed": ("lapsed",),
    "uncovered": ("uncovered", "never_covered"),
    "moved": ("moved",),
    "unconfirmed": ("unconfirmed",),
}


def meaning(w: Writing) -> list[Block]:
    """The findings by kind, and who carries the work."""
    blocks: list[Block] = [
        Heading(w.words("update.means"), 1, "means"),
        Paragraph(w.said("update.means_lead"), "lead"),
    ]
    blocks += _carriers(w)
    for head, kinds in _KINDS.items():
        found = [f for f in w.brief.findings if f.kind in kinds]
        blocks.append(Heading(w.words(f"findings.head_{head}"), 2, f"means-{head}"))
        if found:
            blocks.append(Bullets(tuple(_finding(w, f) for f in found)))
        else:
            blocks.append(Paragraph(w.said("findings.none")))
    return blocks


def _carriers(w: Writing) -> list[Block]:
    blocks: list[Block] = []
    rows = w.brief.pairs.rows
    if len(rows) > 1:
        (first, second), (third, fourth) = rows[0].agencies, rows[1].agencies
        agency = w.names.agency
        blocks.append(
            Paragraph(
                w.said(
                    "update.pairs",
                    first=agency(first),
                    second=agency(second),
                    shared=rows[0].shared,
                    of=rows[0].of,
                    third=agency(third),
                    fourth=agency(fourth),
                    next=rows[1].shared,
                )
            )
        )
    if w.brief.institutions:
        shown = []
        for row in w.brief.institutions:
            day = row.undone if row.state == "undone" else row.set_up
            when = f" {w.words.day(day)}" if day else ""
            shown.append(
                w.words("update.institution", name=row.name, state=w.words.label("state", row.state), day=when)
            )
        events = [event for row in w.brief.institutions for event in row.events]
        blocks.append(Paragraph(w.said("update.institutions", *events, list=w.words.join(shown))))
    return blocks


def _finding(w: Writing, finding: Finding) -> Spans:
    key = "not_met_due" if finding.kind == "not_met" and finding.values.get("day") else finding.kind
    return w.notes.said(w.words(f"findings.{key}", **_values(w, finding.values)), *finding.why)


def _values(w: Writing, values: dict[str, Any]) -> dict[str, Any]:
    shown = dict(values)
    if "forum" in values:
        shown["forum"] = w.names.forum(values["forum"])
    if "level" in values:
        shown["level"] = w.level(values["level"]) if values.get("every") else w.at_level(values["level"])
    if "topic" in values:
        shown["topic"] = w.names.topic(values["topic"])
    if values.get("every"):
        shown["every"] = w.words.label("every", values["every"])
    if "topics" in values:
        shown["topics"] = w.words.join(w.names.topic(t) for t in values["topics"])
    for key in ("forums", "bodies"):
        if key in values:
            shown[key] = w.words.join(w.names.forum(f) for f in values[key])
    if isinstance(values.get("text"), Text):
        shown["text"] = w.stop(w.words.text(values["text"]))
    return shown


def proposed(w: Writing) -> list[Block]:
    """The proposed agenda as a table: what, where it could be taken up, by whom."""
    blocks: list[Block] = [
        Heading(w.words("update.agenda"), 1, "agenda"),
        Paragraph(w.said("update.agenda_lead"), "lead"),
    ]
    if not w.brief.agenda:
        return [*blocks, Paragraph(w.said("findings.none"))]
    columns = ("", w.words("column.item"), w.words("column.table"), w.words("column.owners"))
    rows = tuple(_agenda_row(w, number, item) for number, item in enumerate(w.brief.agenda, 1))
    return [*blocks, Table(columns, rows, (0.05, 0.55, 0.18, 0.22), frozenset({0}))]


def _agenda_row(w: Writing, number: int, item: AgendaItem) -> tuple[Spans, ...]:
    forum = w.names.forum(item.forum) if item.forum else w.words("agenda.no_forum")
    return (
        (Plain(str(number)),),
        w.notes.said(w.words(f"agenda.{item.kind}", **_values(w, item.values)), *item.why),
        (Plain(forum),),
        (Plain(w.words.join(w.names.owner(o) for o in item.owners)),),
    )
