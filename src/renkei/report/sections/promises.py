"""Promises and what came of them."""

from __future__ import annotations

from renkei.desk.due import DueRow
from renkei.record.readings import Reading
from renkei.report.blocks import Block, Heading, Paragraph, Plain, Spans, Table
from renkei.report.sections.writing import Writing
from renkei.report.sheets import due_day

_ORDER = (Reading.NOT_MET, Reading.UNKNOWN, Reading.PARTLY, Reading.OPEN, Reading.OVERTAKEN, Reading.MET)
"""What needs attention first."""


def promises(w: Writing) -> list[Block]:
    """Every promise by reading, those that need attention first."""
    blocks: list[Block] = [
        Heading(w.words("update.promises"), 1, "promises"),
        Paragraph(w.said("update.promises_lead", day=w.brief.view.as_of), "lead"),
    ]
    scores = w.brief.due.summary["g7"]
    if scores["mean"] is not None:
        left = scores["left_out"]
        blocks.append(
            Paragraph(
                w.said(
                    "update.scores",
                    mean=f"{scores['mean']:+.2f}".replace("-", "−"),
                    scored=scores["scored"],
                    **left,
                )
            )
        )
    columns = tuple(w.words(f"column.{key}") for key in ("reading", "promise", "owners", "made", "due"))
    for reading in _ORDER:
        rows = [r for r in w.brief.due.rows if r.reading is reading]
        if rows:
            title = w.words.label("reading", reading.value).capitalize() + w.words.aside(str(len(rows)))
            blocks.append(Heading(title, 2, f"promises-{reading.value.replace(' ', '-')}"))
            blocks.append(Table(columns, tuple(_row(w, r) for r in rows), (0.13, 0.38, 0.17, 0.13, 0.19)))
    return blocks


def _row(w: Writing, row: DueRow) -> tuple[Spans, ...]:
    evidence = [p.ref for p in row.evidence if p.effect != "supports"]
    return (
        (w.reading(row),),
        w.notes.said(w.words.text(row.text), row.id, *evidence),
        (Plain(w.words.join(w.names.owner(o) for o in row.owners)),),
        (Plain(w.words.day(row.made_on)),),
        (Plain(due_day(row, w.words)),),
    )
