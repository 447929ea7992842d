"""The alignment of two regimes over time as blocks: shares by day and topic, and since when each difference is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from renkei.controls.comparing.sides import SIDES, Which
from renkei.desk.alignment import AlignedDay, AlignmentAnswer, Open
from renkei.desk.covered import Covered
from renkei.ground.words import Words
from renkei.report.alignment_figure import alignment_figure
from renkei.report.alignment_words import directions, regime, share_words, shown_topics
from renkei.report.blocks import Block, Heading, Paragraph, Plain, Spans, Strong, Table
from renkei.report.rule_names import topic_heading

MOST_NAMED = 24
"""So many paragraphs are named in one cell; JSON has them all."""


def alignment_blocks(answer: AlignmentAnswer, words: Words, *, figures: bool = False, level: int = 1) -> list[Block]:
    """The whole section; nothing but a sentence if the day is before both regimes are modelled."""
    anchor = f"alignment-{answer.left.id}-{answer.right.id}"
    names = [words.label("gaps.regime", each.id) for each in (answer.left, answer.right)]
    pair = words("gaps.pair", left=names[0], right=names[1])
    head = Heading(words("alignment.title", pair=pair), level, anchor)
    if not answer.days:
        return [head, Paragraph((Plain(words("alignment.none", day=answer.first)),))]
    blocks: list[Block] = [
        head,
        Paragraph((Plain(words("alignment.lead_license" if answer.places else "alignment.lead")),), "note"),
    ]
    blocks += [Paragraph((Plain(words("alignment.first", day=answer.first)),), "note")]
    if figures:
        blocks.append(alignment_figure(answer, words))
    blocks.append(_shares(answer, words))
    blocks += [Heading(words("alignment.open"), level + 1, f"{anchor}-open"), *_opened(answer, words)]
    return blocks


def alignment_json(answer: AlignmentAnswer) -> dict[str, Any]:
    """The same as plain values: numerators, denominators, and the paragraphs behind the counts of all topics."""
    return {
        "left": answer.left.id,
        "right": answer.right.id,
        "first": answer.first.isoformat(),
        "days": [
            {"day": each.day.isoformat(), "shares": [_share_json(answer, one) for one in each.covered.counts]}
            for each in answer.days
        ],
        "open": [
            {
                "regime": regime(answer, each.by),
                "provision": each.provision,
                "since": each.since.isoformat(),
                "certain_since": each.certain_since.isoformat() if each.certain_since else None,
                "at_least": each.at_least,
            }
            for each in answer.open
        ],
    }


def _share_json(answer: AlignmentAnswer, one: Covered) -> dict[str, Any]:
    found: dict[str, Any] = {
        "regime": regime(answer, one.by),
        "topic": one.topic,
        **{str(cover): len(ids) for cover, ids in one.ids.items()},
        "numerator": one.covered,
        "denominator": one.decided,
        "share": None if one.share is None else float(one.share),
    }
    return found if one.topic else {**found, "provisions": {str(cover): list(ids) for cover, ids in one.ids.items()}}


def _shares(answer: AlignmentAnswer, words: Words) -> Table:
    """A row for each topic and day on which one of its counts is not what it was before."""
    rows: list[tuple[Spans, ...]] = []
    for topic in shown_topics(answer):
        shown: Spans = (
            (Plain(topic_heading(answer.book, topic, words)),) if topic else (Strong(words("gaps.all_topics")),)
        )
        before = None
        for day in answer.days:
            now = tuple(day.covered.of(by, topic) for by in SIDES)
            if now != before:
                rows.append((shown, (Plain(str(day.day)),), *_cells(day, topic, words)))
                before, shown = now, (Plain(""),)
    left, right = directions(answer, words)
    open_ = words("alignment.undecided")
    heads = (words("gaps.topic"), words("alignment.from_day"), left, open_, right, open_)
    return Table(heads, tuple(rows), (0.24, 0.14, 0.2, 0.11, 0.2, 0.11), frozenset({2, 3, 4, 5}))


def _cells(day: AlignedDay, topic: str | None, words: Words) -> Iterator[Spans]:
    for by in SIDES:
        one = day.covered.of(by, topic)
        yield (Plain("–" if one is None else share_words(one, words)),)
        yield (Plain("–" if one is None else words.number(len(one.ids["undecided"]))),)


def _opened(answer: AlignmentAnswer, words: Words) -> Iterator[Block]:
    """The differences that hold for certain, by the day since which they have been open."""
    sure = [each for each in answer.open if each.certain_since is not None]
    may = len(answer.open) - len(sure)
    yield Paragraph((Plain(words("alignment.open_lead")),), "note")
    days = sorted({(each.since, each.at_least) for each in sure})
    rows: list[tuple[Spans, ...]] = []
    for since, at_least in days:
        same = [each for each in sure if (each.since, each.at_least) == (since, at_least)]
        day = words("alignment.at_least", day=str(since)) if at_least else str(since)
        told = words("alignment.days_open", n=(answer.as_of - since).days)
        rows.append(((Plain(day),), (Plain(told),), *((Plain(_named(answer, same, by, words)),) for by in SIDES)))
    names = [words.label("gaps.regime", each.id) for each in (answer.left, answer.right)]
    heads = (
        words("alignment.open_since"),
        words("alignment.open_for"),
        *(words("alignment.more_by", regime=name) for name in names),
    )
    if rows:
        yield Table(heads, tuple(rows), (0.17, 0.11, 0.36, 0.36), frozenset({1}))
    else:
        yield Paragraph((Plain(words("gaps.none_differ")),))
    if may:
        yield Paragraph((Plain(words("alignment.may", n=may)),), "note")


def _named(answer: AlignmentAnswer, same: list[Open], by: Which, words: Words) -> str:
    """The paragraphs of one side; with the day from which it is certain, where that is later."""
    told = []
    for each in same:
        if each.by == by:
            number = answer.book.provisions[each.provision].number(words.lang)
            later = each.certain_since is not None and each.certain_since > each.since
            since = words.aside(words("alignment.certain_since", day=str(each.certain_since))) if later else ""
            told.append(number + since)
    more = len(told) - MOST_NAMED
    shown = words("license.list").join(told[:MOST_NAMED])
    return shown + (words("gaps.more", n=more) if more > 0 else "") if told else "–"
