"""The section on supply: the sharpest concentrations, what partners hold, one standing stress test."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.desk.exposure import Exposed
from renkei.desk.shock import world_losses
from renkei.desk.supply_state import TWO
from renkei.ground.places import place_name
from renkei.report.blocks import Block, Heading, Paragraph, Plain, Spans, Strong, Table
from renkei.report.exposure_words import percent
from renkei.report.sections.writing import Writing
from renkei.report.shock_words import ShockWords
from renkei.supply.concentration import Concentration
from renkei.supply.graph import ALONE

MOST_LOSSES = 10
"""So many goods of the stress test are told."""


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
    return [*blocks, *_stress(w)]


def _stress(w: Writing) -> list[Block]:
    """The standing stress test: what it asks, what it finds, and the goods that lose most."""
    found = w.brief.supply.stress
    if found is None:
        return []
    said = ShockWords(found, w.words)
    scenario = found.scenario
    blocks: list[Block] = [Heading(w.words("supply_state.stress"), 2, "supply-stress")]
    cited = [each.id for each in found.sources if each.table != "links"]
    if scenario.about is not None:
        blocks.append(Paragraph((Plain(scenario.about[w.words.lang]),)))
    blocks.append(Paragraph((Strong(said.headline(found) + w.words("supply_state.stop")), w.notes.cite(*cited))))
    losses = sorted(world_losses(found.found), key=lambda each: (-each.lost.high, each.good))[:MOST_LOSSES]
    if losses:
        columns = tuple(w.words(f"supply_state.columns.{each}") for each in ("good", "worst", "days", "first"))
        rows = tuple(
            (
                (Plain(said.good(each.good)),),
                (Plain(said.percent(each.worst)),),
                (Plain(said.lost(each.lost)),),
                (Plain(said.day(each.first)),),
            )
            for each in losses
        )
        blocks.append(Table(columns, rows, (0.46, 0.18, 0.18, 0.18), frozenset({1, 2, 3})))
    return [*blocks, Paragraph((Plain(w.words("supply_state.stress_note")),), "note")]


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
    mark = "*" if found.untold else ""
    measure = row.figures.measure[w.words.lang] + ("†" if row.figures.basis == "headquarters" else "")
    name = row.good.name[w.words.lang]
    return (
        (Plain(name + w.words.aside(measure)), w.notes.cite(row.figures.publication)),
        (Plain(place_name(found.top.place, w.words.lang)),),
        (Plain(f"{percent(found.top.told)}%{mark}"),),
        (Plain(_together(w, found, TWO)),),
        (Plain(_together(w, found, w.brief.supply.partners.places)),),
        (Plain(str(row.figures.year)),),
    )


def _together(w: Writing, found: Concentration, places: frozenset[str]) -> str:
    """What some places hold together: of what is told, or between bounds; never nothing where it is not told."""
    between, told = found.of(places), found.told_of(places)
    if between.exact is not None:
        return f"{percent(between.exact)}%"
    if told is None or set(found.untold) & places:
        return w.words("supply_state.not_told")
    if found.figures.in_percent:
        return w.words("exposure.span", low=percent(between.low), high=f"{percent(between.high)}%")
    return f"{percent(told)}%*"
