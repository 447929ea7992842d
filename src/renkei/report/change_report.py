"""A regime's changes as a document: what every format shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from renkei.controls.rulebook import Version
from renkei.desk.changes import WAYS, ChangeRow, ChangesAnswer, Moved
from renkei.desk.moved_items import STAYS, Move, MovedItem
from renkei.desk.rule_changes import RuleChange
from renkei.desk.rule_texts import rule_texts, spelled, text_id
from renkei.ground.sources import How
from renkei.ground.words import Words
from renkei.report.blocks import (
    MARKS,
    Block,
    Bullets,
    Cite,
    Document,
    Heading,
    Mark,
    Paragraph,
    Plain,
    SourceNote,
    Spans,
    Strong,
    Table,
)
from renkei.report.change_caveats import caveats
from renkei.report.change_words import ChangeWords
from renkei.report.rule_names import instrument_name

MOST_MOVES = 4
"""So many moves of one paragraph are told; JSON and CSV have them all."""

KINDS = ("free to controlled", "controlled to free", "reason changed", "became undecided", "no goods moved")
TONES = {
    "free to controlled": "bad",
    "controlled to free": "good",
    "reason changed": "half",
    "became undecided": "open",
    "undecided to controlled": "bad",
    "undecided to free": "good",
}
"""How a change is tinted."""


def document(answer: ChangesAnswer, words: Words) -> Document:
    """The whole answer as blocks."""
    return _Report(answer, words).document()


class _Report:
    def __init__(self, answer: ChangesAnswer, words: Words) -> None:
        self._answer, self._words = answer, words
        self._said = ChangeWords(answer, words)
        self._texts = rule_texts(answer.book)
        self._numbers: dict[str, int] = {}

    def document(self) -> Document:
        """Title, what came into force, what moved, the items, caveats, sources."""
        said, words, answer = self._said, self._words, self._answer
        blocks = [*self._lead(), *self._items(), *self._steps(), *self._moves()]
        blocks += [*self._listed("reason changed", "reasons"), *self._listed("became undecided", "undecided_head")]
        blocks += [*self._still(), *self._caveats()]
        labels = {
            "sources": words("changes.sources"),
            "contents": words("update.contents"),
            "key": words("changes.key"),
            "foot": words("changes.foot", regime=said.regime, since=answer.left.as_of, until=answer.as_of),
            "skip": words("page.skip"),
            "back": words("page.back", n="{n}", place="{place}"),
        }
        subtitle = tuple(self._subtitle())
        return Document(words.lang, said.title, subtitle, answer.as_of, tuple(blocks), self._sources(), labels)

    def _subtitle(self) -> Iterator[str]:
        words, answer = self._words, self._answer
        if answer.places:
            route = words.join(
                words(f"license.{name}", place=self._said.wording.value(name, place))
                for name, place in answer.places.items()
            )
            yield words("changes.by_license", route=route)
        else:
            yield words("changes.by_list")
        if answer.right.known_on:
            yield words("changes.known_on", day=answer.right.known_on)
        yield words("changes.rules", hash=answer.book.hash[:12])

    def _lead(self) -> Iterator[Block]:
        words, rows = self._words, self._answer.rows
        if not rows:
            yield Paragraph((Plain(words("changes.nothing")),))
            return
        counts = Counter(kind for row in rows for kind in row.kinds)
        taken, freed, reason, undecided, still = (counts[kind] for kind in KINDS)
        sentence = words(
            "changes.lead", n=len(rows), taken=taken, freed=freed, reason=reason, undecided=undecided, still=still
        )
        yield Paragraph((Plain(sentence),), "lead")
        topics = list(dict.fromkeys(row.provision.topic for row in rows))
        columns = (words("changes.topic"), *(words(f"changes.{kind}") for kind in KINDS))
        table = tuple(
            (
                (Plain(self._said.topic(topic)),),
                *(_counted(sum(kind in r.kinds for r in rows if r.provision.topic == topic)) for kind in KINDS),
            )
            for topic in topics
        )
        yield Table(columns, table, (0.25, *(0.15 for _ in KINDS)), frozenset(range(1, len(columns))))

    def _steps(self) -> Iterator[Block]:
        if self._answer.steps:
            yield Heading(self._words("changes.steps"), 1, "steps")
            yield Bullets(tuple(self._step(each) for each in self._answer.steps))

    def _step(self, step: RuleChange) -> Spans:
        words = self._words
        told = []
        for change, ids in step.changed.items():
            about = self._said.cites(ids) if step.requirements else self._said.numbers(ids)
            told.append(words(f"changes.change_{change.replace(' ', '_')}", n=len(ids), about=about))
        parts = words.join(told)
        by = ""
        if step.instrument:
            aside = words.aside(words("changes.published", day=step.public)) if step.public else ""
            by = words("changes.by", name=instrument_name(step.instrument, words) + aside)
        parts = words("changes.requirements", parts=parts) if step.requirements else parts
        cited = [text_id(step.regime, step.instrument)] if step.instrument else []
        return (Plain(words("changes.step", day=step.day, instrument=by, parts=parts)), self._cite(cited))

    def _moves(self) -> Iterator[Block]:
        rows = [row for row in self._answer.rows if row.moved]
        if not rows:
            return
        yield Heading(self._words("changes.moves"), 1, "moves")
        for topic in dict.fromkeys(row.provision.topic for row in rows):
            yield Heading(self._said.topic(topic), 2, f"moves-{topic.replace('_', '-')}")
            for row in rows:
                if row.provision.topic == topic:
                    yield self._headed(row)
                    yield Bullets(tuple(self._told(row)))

    def _headed(self, row: ChangeRow) -> Paragraph:
        lang, said = self._words.lang, self._said
        state = self._words.aside(said.state(row))
        spans = (Strong(said.number(row.provision.id)), Plain(f"  {row.provision.title[lang]}{state}"))
        return Paragraph((*spans, self._cite(_texts(row))))

    def _told(self, row: ChangeRow) -> Iterator[Spans]:
        """What is told of one paragraph: its goods first, then its words, then its license requirements."""
        said, words = self._said, self._words
        ordered = sorted(row.moved, key=lambda m: (not m.region.certain, not m.products))
        ordered = [each for way in WAYS.values() for each in ordered if each.way == way]
        for each in ordered[:MOST_MOVES]:
            yield self._move(row, each)
        if len(ordered) > MOST_MOVES:
            yield (Plain(words("changes.more_moves", n=len(ordered) - MOST_MOVES)),)
        yield from self._own(row)
        if row.others:
            yield (Plain(words("changes.also_by", paragraphs=said.numbers(row.others))),)

    def _move(self, row: ChangeRow, moved: Moved) -> Spans:
        said, words = self._said, self._words
        way = words(f"changes.{moved.way}")
        certain = moved.region.certain and not row.from_oldest_text
        key = "changes.move" if certain else "changes.may"
        sentence = words(key, way="\0", what=said.where(row, moved))
        before, _, after = sentence.partition("\0")
        rest = [after]
        if moved.subjects[0].of_goods or len(moved.subjects) > 1 or len(row.provision.goods) > 1:
            rest.append(words("changes.for_goods", kinds=said.kinds(moved.subjects)))
        if example := said.example(moved):
            rest.append(words("changes.example", example=example))
        if not moved.region.certain and moved.region.depends_on:
            rest.append(words("changes.depends", what=said.depends(moved)))
        between = "" if words.lang == "ja" else " "
        return (Plain(before), Mark(way, TONES[moved.way]), Plain(between.join(rest)))

    def _own(self, row: ChangeRow) -> Iterator[Spans]:
        """What changed in the words of a paragraph and in who needs a license."""
        said, words = self._said, self._words
        if row.demands:
            told = [said.demand(each) for each in row.demands]
            reach = said.reach(row)
            text = words("changes.text", what=words("license.list").join([*told, *([reach] if reach else [])]))
            yield (Plain(text),)
        for key, ids in (("license_added", row.license_added), ("license_dropped", row.license_dropped)):
            if ids:
                yield (Plain(words(f"changes.{key}", what=said.cites(ids))),)
        if row.judgements:
            asked = words.join(map(said.wording.attribute, row.judgements))
            yield (Plain(words("changes.judgements", what=asked)),)
        if row.now is not None and row.now.state == "not at hand":
            yield (Plain(words("changes.not_at_hand")),)

    def _listed(self, kind: str, head: str) -> Iterator[Block]:
        """The paragraphs of a kind of change that is told apart."""
        rows = [row for row in self._answer.of(kind) if not row.moved]
        if rows:
            yield Heading(self._words(f"changes.{head}"), 1, head.replace("_", "-"))
            yield from self._in_lines(rows)

    def _still(self) -> Iterator[Block]:
        rows = self._answer.of("no goods moved")
        if rows:
            yield Heading(self._words("changes.still_head"), 1, "still")
            yield Paragraph((Plain(self._words("changes.still_lead")),))
            yield from self._in_lines(rows)

    def _in_lines(self, rows: Sequence[ChangeRow]) -> Iterator[Block]:
        for row in rows:
            lines = [*self._own(row)]
            if row.others:
                lines.append((Plain(self._words("changes.also_by", paragraphs=self._said.numbers(row.others))),))
            yield self._headed(row)
            if lines:
                yield Bullets(tuple(lines))

    def _items(self) -> Iterator[Block]:
        items, words = self._answer.items, self._words
        if items is None:
            return
        yield Heading(words("changes.items"), 1, "items")
        moved = [each for each in items if each.move not in STAYS]
        counts = Counter(each.move for each in items if each.move in STAYS)
        stay = [words("changes.count", move=words(f"changes.{move}"), n=n) for move, n in counts.items()]
        told = words("license.list").join(stay)
        lead = words("changes.items_lead", n=len(items), moved=len(moved), stay=told[:1].upper() + told[1:])
        yield Paragraph((Plain(lead),))
        if any(each.open_on_both for each in moved):
            yield Paragraph((Plain(words("changes.items_open")),), "note")
        for move in [each for each in get_args(Move) if any(one.move == each for one in moved)]:
            yield Heading(words(f"changes.{move}"), 2, f"items-{move.replace(' ', '-')}")
            yield self._item_table([each for each in moved if each.move == move])

    def _item_table(self, items: Iterable[MovedItem]) -> Table:
        words, said = self._words, self._said
        rows = tuple(
            (
                (Plain(each.item.name),),
                (Plain(said.status(each.stood) + ("*" if each.open_on_both else "")),),
                (Plain(said.status(each.stands)),),
                (Plain(said.rules(each)),),
            )
            for each in items
        )
        columns = tuple(words(f"changes.columns.{each}") for each in ("item", "was", "now", "rules"))
        return Table(columns, rows, (0.28, 0.16, 0.16, 0.4))

    def _caveats(self) -> Iterator[Block]:
        yield Heading(self._words("changes.caveats"), 1, "caveats")
        yield Bullets(tuple((Plain(each.text),) for each in caveats(self._answer, self._words)))

    def _cite(self, ids: Iterable[str]) -> Cite:
        known = [each for each in ids if each in self._texts]
        return Cite(tuple(sorted({self._numbers.setdefault(each, len(self._numbers) + 1) for each in known})))

    def _sources(self) -> tuple[SourceNote, ...]:
        notes = []
        for id_, number in self._numbers.items():
            text = self._texts[id_]
            how = How(text.how)
            title = f"{self._said.regime}, {instrument_name(text.text, self._words)}"
            label = self._words.label("license", how.value)
            notes.append(SourceNote(number, id_, title, how, MARKS[how], label, text.address, own=False))
        return tuple(notes)


def _counted(n: int) -> Spans:
    return (Plain(str(n) if n else "–"),)


def _texts(row: ChangeRow) -> list[str]:
    versions: list[Version] = [each for each in (row.was, row.now) if each is not None]
    return [text_id(row.provision.regime, spelled(each.instrument)) for each in versions]
