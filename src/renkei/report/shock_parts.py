"""What documents about shocks are put together from: notes, tables that may be cropped, what is assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from renkei.desk.answers import Cited
from renkei.desk.shock import ShockAnswer, SweepAnswer
from renkei.ground.words import Words
from renkei.report.blocks import MARKS, Block, Cite, Document, Heading, Paragraph, Plain, SourceNote, Spans, Table
from renkei.report.shock_words import ShockWords

SHOWN = 20
"""So many rows of a table are shown on a screen."""


class ShockNotes:
    """Sources, numbered as they are cited."""

    def __init__(self, sources: Sequence[Cited], said: ShockWords) -> None:
        self.said = said
        self._sources = {each.id: each for each in sources}
        self._numbers: dict[str, int] = {}

    def cite(self, *ids: str) -> Cite:
        """Notes for some sources."""
        known = [each for each in ids if each in self._sources]
        return Cite(tuple(self._numbers.setdefault(each, len(self._numbers) + 1) for each in known))

    def listed(self) -> tuple[SourceNote, ...]:
        """Every source cited, in the order of its number."""
        return tuple(self._note(self._sources[id_], number) for id_, number in self._numbers.items())

    def _note(self, cited: Cited, number: int) -> SourceNote:
        label = self.said.words.label("how", cited.how.value)
        title = self.said.source(cited.id, cited.table)
        own = cited.layer != "built-in"
        return SourceNote(number, cited.id, title, cited.how, MARKS[cited.how], label, cited.address, own=own)


def document_of(
    answer: ShockAnswer | SweepAnswer,
    title: str,
    subtitle: Sequence[str],
    blocks: Sequence[Block],
    notes: ShockNotes,
    words: Words,
) -> Document:
    """Blocks as a document, with its subtitle, labels and sources."""
    lines = [*subtitle, words("shock.as_of", day=answer.as_of)]
    if answer.known_on:
        lines.append(words("update.known_on", day=answer.known_on))
    return Document(
        words.lang, title, tuple(lines), answer.as_of, tuple(blocks), notes.listed(), _labels(words, answer.as_of)
    )


def _labels(words: Words, day: date) -> dict[str, str]:
    return {key: words(f"update.{key}") for key in ("sources", "contents", "key")} | {
        "foot": words("update.page_foot", day=day),
        "skip": words("page.skip"),
        "back": words("page.back", n="{n}", place="{place}"),
    }


def cropped(
    words: Words,
    names: Sequence[str],
    rows: Sequence[tuple[Spans, ...]],
    widths: tuple[float, ...],
    right: frozenset[int],
    hidden: int = 0,
) -> Iterator[Block]:
    """A table, and how many of its rows are left out where room is short."""
    yield Table(tuple(words(f"shock.columns.{each}") for each in names), tuple(rows), widths, right)
    if hidden:
        yield Paragraph((Plain(words("shock.more_rows", n=hidden)),), "note")


def assumed(answer: ShockAnswer | SweepAnswer, said: ShockWords) -> Iterator[Block]:
    """What is assumed, each with its meaning, and with what it rests on where a scenario says so."""
    words = said.words
    yield Heading(words("shock.assumed"), 1, "assumed")
    lead = "assumed_lead" if answer.table is None else "assumed_lead_table"
    yield Paragraph((Plain(words(f"shock.{lead}")),), "note")
    rows: list[tuple[Spans, ...]] = []
    for name, value in answer.assumed.items():
        told = said.parameter(name)
        if name in answer.scenario.why:
            told += words.aside(answer.scenario.why[name][words.lang])
        rows.append(((Plain(f"--{name}"),), (Plain(said.value(name, value)),), (Plain(told),)))
    columns = tuple(words(f"shock.columns.{each}") for each in ("parameter", "value", "meaning"))
    yield Table(columns, tuple(rows), (0.18, 0.17, 0.65), frozenset({1}))
