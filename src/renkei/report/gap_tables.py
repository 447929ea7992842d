"""The verdicts of a comparison as tables: by topic, by pair of regimes, and both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from renkei.desk.gaps import Gap
from renkei.report.blocks import Block, Paragraph, Plain, Spans, Strong, Table
from renkei.report.gap_report import Count, by_topic, counted, differs, verdicts
from renkei.report.gap_words import GapWords


def verdict_table(said: GapWords) -> Iterator[Block]:
    """The verdicts of a pair by topic; nothing if there are none."""
    gaps, words = said.answer.gaps, said.words
    if not gaps:
        return
    columns = verdicts(gaps)
    topics = by_topic(said.answer)
    rows = [(said.topic(topic), counted(each)) for topic, each in topics.items()]
    if len(rows) > 1:
        rows.append((words("gaps.all_topics"), counted(gaps)))
    heads = (words("gaps.topic"), *map(said.verdict, columns))
    shown = tuple(
        (_cell(name, last=name is rows[-1][0] and len(rows) > 1), *(_count(c[v]) for v in columns)) for name, c in rows
    )
    yield Table(heads, shown, _widths(0.28, len(columns)), frozenset(range(1, len(heads))))
    if any(count.may for _, counts in rows for count in counts.values()):
        yield Paragraph((Plain(words("gaps.mark_note")),), "note")


def pair_table(every: Sequence[GapWords]) -> Table:
    """The verdicts of every pair."""
    words = every[0].words
    columns = verdicts([gap for said in every for gap in said.answer.gaps])
    names = {"left": words("gaps.first"), "right": words("gaps.second")}
    heads = (words("gaps.pair_column"), *(words(f"gaps.verdict.{each}", **names) for each in columns))
    rows = [((Strong(said.pair),), *(_count(counted(said.answer.gaps)[v]) for v in columns)) for said in every]
    return Table(heads, tuple(rows), _widths(0.28, len(columns)), frozenset(range(1, len(heads))))


def topic_pair_table(every: Sequence[GapWords]) -> Table:
    """Of each topic and pair, how many groups differ of all."""
    split = [by_topic(said.answer) for said in every]
    topics = [topic for topic in every[0].answer.book.topics if any(topic in each for each in split)]
    heads = (every[0].words("gaps.topic"), *(said.pair for said in every))
    rows = [
        ((Plain(every[0].topic(topic)),), *((Plain(_share(each.get(topic, []))),) for each in split))
        for topic in topics
    ]
    return Table(heads, tuple(rows), _widths(0.3, len(every)), frozenset(range(1, len(heads))))


def _share(gaps: Iterable[Gap]) -> str:
    """So many groups differ, of so many; of these so many may only."""
    every = list(gaps)
    if not every:
        return "–"
    differing = [gap for gap in every if differs(gap)]
    may = sum(not gap.relation.certain for gap in differing)
    return f"{len(differing)} / {len(every)}" + (f" ({may}◇)" if may else "")


def _count(count: Count) -> Spans:
    return (Plain(count.shown),)


def _cell(name: str, *, last: bool) -> Spans:
    return (Strong(name),) if last else (Plain(name),)


def _widths(first: float, others: int) -> tuple[float, ...]:
    return (first, *((1 - first) / others,) * others)
