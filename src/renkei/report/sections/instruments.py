"""Laws, rules and orders, and what followed a promise in order of time."""

from __future__ import annotations

from renkei.record.instruments import Instrument
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Plain, Spans, Strong, Table
from renkei.report.sections.writing import Writing

MOST_FOLLOWED = 12
"""So many pairs at most are told; `coverage --by instruments` lists all."""


def instruments(w: Writing) -> list[Block]:
    """Every instrument by the day, newest stage first."""
    blocks: list[Block] = [
        Heading(w.words("update.instruments"), 1, "instruments"),
        Paragraph(w.said("update.instruments_lead", day=w.brief.view.as_of), "lead"),
    ]
    rows = sorted(w.brief.view.instruments, key=lambda i: (w.brief.view.stages(i)[-1][1].latest, i.id), reverse=True)
    columns = tuple(w.words(f"column.{key}") for key in ("jurisdiction", "instrument", "stage"))
    blocks.append(Table(columns, tuple(_row(w, each) for each in rows), (0.14, 0.56, 0.3)))
    followed = [f for f in w.brief.followed if f.stage == "effective"][-MOST_FOLLOWED:]
    if followed:
        blocks.append(Heading(w.words("update.followed_head"), 2, "followed"))
        items = []
        for f in followed:
            text = w.stop(w.names.title(f.promise))
            title, stage = w.names.title(f.instrument), w.words.label("stage", f.stage)
            items.append(
                w.said(
                    "update.followed",
                    f.promise,
                    f.instrument,
                    instrument=title,
                    stage=stage,
                    n=f.days_after,
                    day=f.made_on,
                    text=text,
                )
            )
        blocks.append(Bullets(tuple(items)))
    return blocks


def _row(w: Writing, each: Instrument) -> tuple[Spans, ...]:
    title = w.words.text(each.title)
    cited = w.words.aside(each.citation) if each.citation else ""
    stages = "; ".join(f"{w.words.label('stage', name)} {w.words.day(day)}" for name, day in w.brief.view.stages(each))
    return (
        (Plain(w.names.place(each.jurisdiction)),),
        (Strong(title), *w.notes.said(cited, each.id)),
        (Plain(stages),),
    )
