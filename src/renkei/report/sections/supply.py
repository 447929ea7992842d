"""The section on supply: the sharpest concentrations, what partners hold, one standing stress test."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.desk.exposure import Exposed
from renkei.ground.places import place_name
from renkei.report.blocks import Block, Heading, Paragraph, Plain, Spans, Strong, Table
from renkei.report.exposure_words import percent
from renkei.report.sections.writing import Writing
from renkei.supply.graph import ALONE


def supply(w: Writing) -> list[Block]:
    """The section; one sentence where no figures are at hand for the day."""
    state = w.brief.supply
    head = Heading(w.words("supply_state.title"), 1, "supply")
    day = w.brief.view.as_of
    told = [(topic, rows) for topic in state.topics if (rows := state.sharpest(topic))]
    if not told:
        return [head, Paragraph((Plain(w.words("supply_state.none", day=day)),))]
    blocks: list[Block] = [head, Paragraph((Plain(w.words("supply_state.lead", day=day)),), "lead")]
    for topic, rows in told:
        blocks.append(Paragraph(_topic(w, topic, rows)))
        blocks.append(_table(w, rows))
    blocks.append(Paragraph((Plain(w.words("supply_state.partners", n=len(state.partners.places))),), "note"))
    return blocks


def _topic(w: Writing, topic: str, rows: Sequence[Exposed]) -> Spans:
    tops = [each.found.top for each in rows if each.found is not None]
    alone = sum(top is not None and top.told is not None and top.told >= ALONE for top in tops)
    name = w.brief.view.record.topics[topic].name[w.words.lang]
    return (Strong(name), Plain(w.words("supply_state.topic", n=alone, of=len(rows))))


def _table(w: Writing, rows: Sequence[Exposed]) -> Table:
    names = ("good", "top", "share", "two", "partners", "year")
    columns = tuple(w.words(f"supply_state.columns.{each}") for each in names)
    widths = (0.34, 0.2, 0.12, 0.12, 0.12, 0.1)
    return Table(columns, tuple(_cells(w, each) for each in rows), widths, frozenset({2, 3, 4, 5}))


def _cells(w: Writing, row: Exposed) -> tuple[Spans, ...]:
    found = row.found
    if found is None or found.top is None or found.top.told is None:
        return ()
    partners = found.told_of(w.brief.supply.partners.places)
    mark = "*" if found.untold else ""
    measure = row.figures.measure[w.words.lang] + ("†" if row.figures.basis == "headquarters" else "")
    name = row.good.name[w.words.lang]
    return (
        (Plain(name + w.words.aside(measure)), w.notes.cite(row.figures.publication)),
        (Plain(place_name(found.top.place, w.words.lang)),),
        (Plain(f"{percent(found.top.told)}%{mark}"),),
        (Plain(f"{percent(row.together_told)}%" if row.together_told is not None else "–"),),
        (Plain(f"{percent(partners)}%" if partners is not None else "–"),),
        (Plain(str(row.figures.year)),),
    )
