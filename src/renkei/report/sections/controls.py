"""Export controls: the state of each regime, what is unsettled, and what is not modelled."""

from __future__ import annotations

from collections.abc import Iterable

from renkei.desk.regimes_state import RegimesState, RegimeState, Unsettled
from renkei.desk.rule_texts import text_id
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Plain, Spans, Strong, Table
from renkei.report.notes import flat
from renkei.report.rule_names import instrument_name
from renkei.report.sections.control_changes import numbers, resting, rule_changes_told
from renkei.report.sections.control_gaps import gaps_told
from renkei.report.sections.control_goods import goods_told
from renkei.report.sections.writing import Writing


def controls(w: Writing) -> list[Block]:
    """The section; one sentence where no text at hand reaches back to the day."""
    state = w.brief.controls
    head = Heading(w.words("controls_state.head"), 1, "controls")
    if not any(each.in_force for each in state.regimes):
        told = w.words("controls_state.nothing", day=w.brief.view.as_of)
        return [head, Paragraph((Plain(told),))]
    lead = w.words("controls_state.lead", day=w.brief.view.as_of, hash=state.book.hash[:12])
    return [
        head,
        Paragraph((Plain(lead),), "lead"),
        *_regimes(w, state),
        *rule_changes_told(w, state),
        *gaps_told(w),
        *goods_told(w, state),
        *_unsettled(w, state),
        *_not_modelled(w, state),
    ]


def _regimes(w: Writing, state: RegimesState) -> list[Block]:
    keys = ("regime", "in_force", "in_part", "unverified", "latest", "read")
    columns = tuple(w.words(f"controls_state.column_{key}") for key in keys)
    rows = tuple(_regime(w, each) for each in state.regimes)
    return [
        Heading(w.words("controls_state.regimes"), 2, "controls-regimes"),
        Table(columns, rows, (0.15, 0.09, 0.09, 0.11, 0.4, 0.16), frozenset({1, 2, 3})),
        Paragraph((Plain(w.words("controls_state.read_until")),), "note"),
    ]


def _regime(w: Writing, each: RegimeState) -> tuple[Spans, ...]:
    name: Spans = (Strong(each.names[w.words.lang]),)
    if not each.in_force:
        none = (Plain(w.words("none")),)
        return name, none, none, none, (Plain(w.words("controls_state.no_text")),), none
    latest: list[Spans] = []
    for day, instrument in each.latest:
        between = w.words("license.list") if latest else ""
        told = f"{between}{instrument_name(instrument, w.words)}{w.words.aside(w.words.day(day))}"
        latest.append(w.notes.said(told, text_id(each.regime, instrument)))
    figures = (each.in_force, each.partly + each.not_at_hand, each.unverified)
    counted = tuple((Plain(w.words.number(n)),) for n in figures)
    return name, *counted, flat(latest), (Plain(w.words.day(each.read)),)


def _unsettled(w: Writing, state: RegimesState) -> list[Block]:
    if not state.unsettled:
        return []
    items = tuple(_matter(w, state, each) for each in state.unsettled)
    return [Heading(w.words("controls_state.unsettled"), 2, "controls-unsettled"), Bullets(items)]


def _matter(w: Writing, state: RegimesState, each: Unsettled) -> Spans:
    regime = state.book.regimes[each.regime].names[w.words.lang]
    about = numbers(w, state, each.of)
    cited = resting(state, each.of, w.brief.view.as_of, w.brief.view.known_on)
    if not each.text:
        told = w.words("controls_state.matter_later", regime=regime, about=about, name=each.regime)
    else:
        told = w.words("controls_state.matter", regime=regime, about=about, what=each.text[w.words.lang])
    return w.notes.said(told, *cited)


def _not_modelled(w: Writing, state: RegimesState) -> list[Block]:
    items = tuple(_missing(w, each) for each in state.regimes if each.in_force and each.not_modelled)
    caveat = Paragraph((Plain(w.words("controls_state.no_permission")),), "note")
    return [Heading(w.words("controls_state.not_modelled"), 2, "controls-not-modelled"), Bullets(items), caveat]


def _missing(w: Writing, each: RegimeState) -> Spans:
    what = _listed(w, (part[w.words.lang] for part in each.not_modelled))
    return (Strong(each.names[w.words.lang]), Plain(w.words("controls_state.missing", what=what)))


def _listed(w: Writing, parts: Iterable[str]) -> str:
    return w.words("license.list").join(w.stop(part) for part in parts)
