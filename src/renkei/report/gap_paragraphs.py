"""The differences between two regimes as paragraphs: what is the same in a line, each difference with its example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renkei.controls.comparing.sides import OTHER
from renkei.desk.gaps import Gap
from renkei.ground.words import Words
from renkei.report.blocks import Block, Bullets, Cite, Heading, Mark, Paragraph, Plain, Spans, Strong
from renkei.report.gap_notes import GapNotes
from renkei.report.gap_report import TONES
from renkei.report.gap_words import Difference, GapWords


def topic_blocks(said: GapWords, notes: GapNotes, topic: str, gaps: Sequence[Gap]) -> Iterator[Block]:
    """What is the same in one line, then the differences of a topic."""
    same = [gap for gap in gaps if gap.verdict == "same"]
    if same:
        yield Paragraph(_same(said, notes, same))
    for place, gap in enumerate((gap for gap in gaps if gap.verdict != "same"), 1):
        yield Heading(said.title(gap), 2, f"{topic}-{place}")
        yield from gap_blocks(said, notes, gap)


def gap_blocks(said: GapWords, notes: GapNotes, gap: Gap, *, only_certain: bool = False) -> Iterator[Block]:
    """The paragraphs of both sides with their verdict, and where they differ; with `only_certain`, for certain."""
    relation = gap.relation
    spans: list[Plain | Strong | Mark | Cite] = []
    for place, ids in enumerate((relation.left, relation.right)):
        spans += [Plain(" | ")] if place else []
        spans += [Strong(said.numbers(ids)), notes.cite(ids)] if ids else [Strong("–")]
    spans += [Plain("  "), Mark(said.verdict(gap.verdict), TONES[gap.verdict]), Plain(" · ")]
    spans += [Mark(said.proof(gap.proof), "good" if gap.proof == "proved" else "bad")]
    spans += [Plain(f" · {said.goods(gap.subjects)}")]
    yield Paragraph(tuple(spans))
    shown = [each for each in said.differences(gap) if each.certain or not only_certain]
    if shown:
        yield Bullets(tuple(_difference(said, gap, each) for each in shown))


def _same(said: GapWords, notes: GapNotes, gaps: Sequence[Gap]) -> Spans:
    before, after = said.words("gaps.same_line", list="\0").split("\0")
    spans: list[Plain | Cite] = [Plain(before)]
    for place, gap in enumerate(gaps):
        sides = (gap.relation.left, gap.relation.right)
        told_ = said.words("gaps.equals", left=said.numbers(sides[0]), right=said.numbers(sides[1]))
        proof = "" if gap.proof == "proved" else said.words.aside(said.proof(gap.proof))
        spans += [Plain(f"{said.words('license.list') if place else ''}{told_}{proof}")]
        spans += [notes.cite((*sides[0], *sides[1]))]
    return (*spans, Plain(after))


def _difference(said: GapWords, gap: Gap, each: Difference) -> Spans:
    words = said.words
    key = "gaps.region_license" if said.answer.places else "gaps.region"
    where = words(key, by=said.side(each.by), other=said.side(OTHER[each.by]), where=each.where)
    mine = gap.relation.left if each.by == "left" else gap.relation.right
    if len(mine) > len(each.provisions):
        where += words.aside(said.numbers(each.provisions))
    spans: list[Plain | Mark] = [Plain(f"{where}. " if words.lang == "en" else f"{where}。")]
    example = words("gaps.example", item=each.example) if each.example else words("gaps.no_example")
    policies = words.aside(words("gaps.policy", policies=each.policies)) if each.policies else ""
    spans.append(Plain(f"{example}{policies}. " if words.lang == "en" else f"{example}{policies}。"))
    spans.append(_certainty(each, words))
    return tuple(spans)


def _certainty(each: Difference, words: Words) -> Mark:
    if each.certain:
        return Mark(words("gaps.certain"), "bad")
    return Mark(words("gaps.depends", what=each.depends) if each.depends else words("gaps.may"), "half")
