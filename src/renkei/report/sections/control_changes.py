"""What changed in the rules of the regimes, told instrument by instrument."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from renkei.controls.rulebook import Version
from renkei.desk.regimes_state import RegimesState
from renkei.desk.rule_changes import RuleChange
from renkei.desk.rule_texts import spelled, text_id
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Plain, Spans
from renkei.report.rule_names import instrument_name
from renkei.report.sections.writing import Writing

MOST_NUMBERS = 3
"""So many paragraphs at most are named; `regime` lists all."""


def rule_changes_told(w: Writing, state: RegimesState) -> list[Block]:
    """What changed since the last update; where that is nothing, what changed in the year before."""
    blocks: list[Block] = [Heading(w.words("controls_state.changed"), 2, "controls-changed")]
    if state.changed:
        lead = w.words("controls_state.since", day=state.since)
        blocks += [Paragraph((Plain(lead),)), Bullets(tuple(_change(w, state, each) for each in state.changed))]
    else:
        key = "controls_state.unchanged" if state.before_since else "controls_state.unchanged_year"
        blocks.append(Paragraph((Plain(w.words(key, day=state.since)),)))
        if state.before_since:
            blocks.append(Bullets(tuple(_change(w, state, each) for each in state.before_since)))
    if state.coming:
        blocks.append(Paragraph((Plain(w.words("controls_state.coming", day=w.brief.view.as_of)),)))
        blocks.append(Bullets(tuple(_change(w, state, each) for each in state.coming)))
    return blocks


def _change(w: Writing, state: RegimesState, each: RuleChange) -> Spans:
    lang = w.words.lang
    parts = []
    for change, ids in each.changed.items():
        key = f"controls_state.change_{change.replace(' ', '_')}"
        parts.append(w.words(key, n=len(ids), about=numbers(w, state, ids)))
    told = [w.words.join(parts)]
    if each.unsettled_day:
        told.append(w.words("controls_state.day_unverified", n=each.unsettled_day))
    row = state.in_record.get(each.instrument or "")
    sentence = w.words(
        "controls_state.change",
        regime=state.book.regimes[each.regime].names[lang],
        day=each.day,
        instrument=_instrument(w, each, row),
        what=w.words("controls_state.requirements" if each.requirements else "controls_state.paragraphs"),
        parts=w.words("controls_state.then").join(told),
    )
    about = [i for ids in each.changed.values() for i in ids]
    cited: list[str] = [text_id(each.regime, each.instrument)] if each.instrument else ended(state, about, each.day)
    if each.requirements:
        cited += [text_id(each.regime, spelled(state.book.requirements[i].cites)) for i in about]
    return w.notes.said(sentence, *cited, row)


def _instrument(w: Writing, each: RuleChange, row: str | None) -> str:
    """The instrument with its title, if the record has one, and the day it was published."""
    if each.instrument is None:
        return ""
    asides = [w.title(row)] if row else []
    if each.public:
        asides.append(w.words("controls_state.public", day=each.public))
    name = instrument_name(each.instrument, w.words)
    between = w.words("controls_state.then")
    return w.words("controls_state.by", name=name, aside=w.words.aside(between.join(asides)) if asides else "")


def numbers(w: Writing, state: RegimesState, ids: Iterable[str]) -> str:
    """The first few paragraphs by their official numbers, or license requirements by their section; how many more."""
    lang, book = w.words.lang, state.book
    told_by = (book.provisions[i].number(lang) if i in book.provisions else book.requirements[i].cites for i in ids)
    found = list(dict.fromkeys(told_by))
    told = w.words.join(found[:MOST_NUMBERS])
    more = len(found) - MOST_NUMBERS
    return w.words("controls_state.and_more", list=told, n=more) if more > 0 else told


def resting(state: RegimesState, ids: Iterable[str], as_of: date, known_on: date | None) -> list[str]:
    """The texts on which provisions and license requirements rest on a day."""
    found: dict[str, None] = {}
    for id_ in ids:
        of = state.book.provisions.get(id_) or state.book.requirements[id_]
        version = of.at(as_of, known_on)
        if version is not None:
            text = version.instrument if isinstance(version, Version) else state.book.requirements[id_].cites
            found[text_id(of.regime, spelled(text))] = None
    return list(found)


def ended(state: RegimesState, ids: Iterable[str], day: date) -> list[str]:
    """The texts of provisions that ended on a day."""
    of = [state.book.provisions[i] for i in ids if i in state.book.provisions]
    return list({text_id(p.regime, spelled(v.instrument)): None for p in of for v in p.versions if v.until == day})
