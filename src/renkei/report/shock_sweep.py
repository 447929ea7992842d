"""A sweep as a document: what each single cut does, the greatest certain loss first."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.desk.shock import SweepAnswer
from renkei.ground.words import Words
from renkei.report.blocks import Block, Bullets, Document, Heading, Paragraph, Plain, Strong
from renkei.report.shock_parts import SHOWN, ShockNotes, assumed, cropped, document_of
from renkei.report.shock_words import ShockWords


def sweep_document(answer: SweepAnswer, words: Words, *, everything: bool = True) -> Document:
    """A sweep as blocks; only the first rows, unless `everything`."""
    said = ShockWords(answer, words)
    title = words("shock.sweep_title", n=answer.tried, days=said.days(answer.assumed["days"]))
    notes = ShockNotes(answer.sources, said)
    blocks = list(_blocks(answer, said, notes, None if everything else SHOWN))
    return document_of(answer, title, [], blocks, notes, words)


def _blocks(answer: SweepAnswer, said: ShockWords, notes: ShockNotes, shown: int | None) -> Iterator[Block]:
    words, rows = said.words, answer.rows
    if rows:
        yield from _table(answer, said, notes, shown)
    else:
        yield Paragraph((Plain(words("shock.sweep_none")),))
    yield from assumed(answer, said)
    yield Heading(words("shock.caveats"), 1, "caveats")
    yield Bullets(tuple((Plain(said.caveat(each)),) for each in answer.caveats))


def _table(answer: SweepAnswer, said: ShockWords, notes: ShockNotes, shown: int | None) -> Iterator[Block]:
    words, first = said.words, answer.rows[0]
    told = words(
        "shock.sweep_lead",
        place=said.place(first.place),
        good=said.good(first.good),
        total=said.lost(first.total),
        n=first.hit[0],
    )
    yield Paragraph((Strong(told),))
    yield Paragraph((Plain(words("shock.sweep_read")),), "note")
    rows = [
        (
            (Plain(said.place(row.place)),),
            (Plain(said.good(row.good)), notes.cite(answer.publications.get(row.good, answer.table or ""))),
            (Plain(said.lost(row.own)),),
            (Plain(_hit(row.hit, words)),),
            (Plain(said.good(row.hardest) if row.hardest else words("shock.never")),),
            (Plain(said.lost(row.total)),),
        )
        for row in (answer.rows if shown is None else answer.rows[:shown])
    ]
    hidden = len(answer.rows) - len(rows)
    names = ("place", "good", "own", "hit", "hardest", "total")
    yield from cropped(words, names, rows, (0.16, 0.22, 0.13, 0.13, 0.2, 0.16), frozenset({2, 3, 5}), hidden)


def _hit(hit: tuple[int, int], words: Words) -> str:
    sure, possible = hit
    return str(sure) if sure == possible else words("shock.hit_both", sure=sure, may=possible - sure)
