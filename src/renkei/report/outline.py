"""The order of an update: which sections, with which charts between them."""

from __future__ import annotations

from renkei.desk.brief import Brief
from renkei.ground.words import Words
from renkei.report.blocks import Block, Document
from renkei.report.figures import matrix, promise_states, timeline
from renkei.report.naming import Names
from renkei.report.notes import Notes
from renkei.report.sections.annex import annex
from renkei.report.sections.changes import changes
from renkei.report.sections.controls import controls
from renkei.report.sections.forums import forum_group
from renkei.report.sections.instruments import instruments
from renkei.report.sections.meaning import meaning, proposed
from renkei.report.sections.opening import opening
from renkei.report.sections.promises import promises
from renkei.report.sections.supply import supply
from renkei.report.sections.writing import Writing


def outline(brief: Brief, words: Words) -> Document:
    """The whole update as blocks."""
    names = Names(brief.view.record, words)
    w = Writing(brief, words, names, Notes())
    blocks: list[Block] = [*opening(w), timeline(w), *changes(w)]
    blocks += [*forum_group(w, "bilateral"), *forum_group(w, "science"), *forum_group(w, "wider"), matrix(w)]
    told = promises(w)
    blocks += [*told[:2], promise_states(w), *told[2:]]
    blocks += [*instruments(w), *controls(w), *supply(w), *meaning(w), *proposed(w), *annex(w)]
    subtitle = [words("update.as_of", day=brief.view.as_of), words("update.since", day=brief.since)]
    if brief.view.known_on:
        subtitle.append(words("update.known_on", day=brief.view.known_on))
    labels = {key: words(f"update.{key}") for key in ("sources", "contents", "key")} | {
        "foot": words("update.page_foot", day=brief.view.as_of),
        "skip": words("page.skip"),
        "back": words("page.back", n="{n}", place="{place}"),
    }
    title = words("update.title")
    sources = w.notes.listed(brief, words, names)
    return Document(words.lang, title, tuple(subtitle), brief.view.as_of, tuple(blocks), sources, labels)
