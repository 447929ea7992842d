"""The parts of a regime's changes in words, English or Japanese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from renkei.controls.comparing.boxes import Box, Space
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.witnesses import Witness
from renkei.controls.comparing.worded import phrases
from renkei.controls.conditions import Condition
from renkei.controls.facts import NOT_APPLICABLE
from renkei.controls.products import products
from renkei.controls.rulebook import Version
from renkei.controls.wording import Wording
from renkei.desk.changes import ChangeRow, ChangesAnswer, Moved
from renkei.desk.moved_items import NO_TEXT, MovedItem, RuleMove
from renkei.desk.reworded import Demand
from renkei.ground.words import Words
from renkei.report.rule_names import topic_heading

MOST_NAMED = 6
"""So many paragraphs, kinds of goods or products are named in running text; of more only the number."""
MOST_VALUES = 6
"""So many values of an example are told; JSON has them all."""
WHOLE = 4
"""A region with at most so many values is told whole; a larger one by what decides."""


class ChangeWords:
    """Words the parts of an answer in one language."""

    def __init__(self, answer: ChangesAnswer, words: Words) -> None:
        self.answer = answer
        self.words = words
        self.wording = Wording(answer.book, words)
        self._names = {each.id: each.name for each in products()}

    @property
    def regime(self) -> str:
        """The regime's name."""
        return self.answer.left.regime.names[self.words.lang]

    @property
    def title(self) -> str:
        """What the answer is about."""
        return self.words("changes.title", regime=self.regime, since=self.answer.left.as_of, until=self.answer.as_of)

    def topic(self, topic: str) -> str:
        """The name of a topic, as a heading."""
        return topic_heading(self.answer.book, topic, self.words)

    def number(self, id_: str) -> str:
        """The official number of a paragraph."""
        return self.answer.book.provisions[id_].number(self.words.lang)

    def few(self, names: Iterable[str], most: int = MOST_NAMED) -> str:
        """A list in running text, the first few of many; each name once."""
        every = list(dict.fromkeys(names))
        told = self.words.join(every[:most])
        return told if len(every) <= most else self.words("changes.and_more", list=told, n=len(every) - most)

    def numbers(self, ids: Iterable[str]) -> str:
        """The official numbers of some paragraphs, the first few of many."""
        return self.few(map(self.number, ids))

    def cites(self, ids: Iterable[str]) -> str:
        """Some license requirements by their sections."""
        requirements = self.answer.book.requirements
        return self.few(requirements[each].cites if each in requirements else each for each in ids)

    def kinds(self, subjects: Sequence[Subject]) -> str:
        """The goods, of software and so on those it is for."""
        names = self.answer.book.kinds
        kind = self.few(names[each.kind].names[self.words.lang] for each in subjects)
        about = [names[each.of_goods].names[self.words.lang] for each in subjects if each.of_goods]
        return kind + self.words.aside(self.few(about)) if about else kind

    def state(self, row: ChangeRow) -> str:
        """What became of the paragraph itself: new, ended, reworded."""
        if row.was is None:
            return self.words("changes.oldest_text" if row.from_oldest_text else "changes.new")
        if row.now is None:
            return self.words("changes.ended")
        return self.words("changes.unchanged" if row.was is row.now else "changes.reworded")

    def condition(self, version: Version | None) -> list[str]:
        """A condition as indented lines; nothing where there is no text in force."""
        if version is None:
            return []
        return ["  " * line.depth + line.text for line in self.wording.lines(version.when)]

    def demand(self, demand: Demand) -> str:
        """A demand that differs: `x less than 300 ms → less than 500 ms`."""
        if demand.was is not None and demand.now is not None:
            return self.words("changes.asked", was=self._asked(demand.was), now=self._asked(demand.now))
        key = "added" if demand.was is None else "dropped"
        key = f"alternative_{key}" if demand.alternative else key
        return self.words(f"changes.{key}", what=self._asked(demand.was or demand.now))

    def _asked(self, node: Condition | None) -> str:
        return "" if node is None else self.wording.phrase(node)

    def reach(self, row: ChangeRow) -> str:
        """What a paragraph by itself reaches more or less; nothing if it is the same."""
        if row.reach is None or not (row.reach.gained or row.reach.lost):
            return ""
        both = row.reach.gained and row.reach.lost
        return self.words("changes.both_ways" if both else "changes.wider" if row.reach.gained else "changes.narrower")

    def values(self, space: Space, box: Box) -> str:
        """The values of a box."""
        return self.words("license.list").join(phrases(space, box, self.wording, self.words))

    def where(self, row: ChangeRow, moved: Moved) -> str:
        """Which goods moved: all their values if they are few, else what decides."""
        region, space = moved.region, moved.comparison.relations[0].space
        if len(region.boxes) == 1 and len(region.boxes[0]) <= WHOLE:
            return self.values(space, region.boxes[0])
        if not region.deciding:
            return self.words("changes.everything")
        told = self.values(space, region.deciding)
        return self.words("changes.own", paragraph=self.number(row.provision.id), what=told)

    def depends(self, moved: Moved) -> str:
        """What a move hangs on."""
        book = self.answer.book
        return self.few(
            self.number(name)
            if name in book.provisions
            else book.sets[name].names[self.words.lang]
            if name in book.sets
            else self.cites([name])
            if name in book.requirements
            else self.wording.attribute(name)
            for name in moved.region.depends_on
        )

    def example(self, moved: Moved) -> str:
        """Real products that moved, or the made-up item by what it has; nothing if none could be judged."""
        if moved.products:
            return self.few((self._names[each] for each in moved.products), 3)
        witness = moved.region.witness
        if witness is None:
            return ""
        return self._names[witness.product] if witness.product else self._made_up(witness, moved)

    def _made_up(self, witness: Witness, moved: Moved) -> str:
        first = [name for name in witness.values if name in moved.region.deciding]
        names = [name for name in dict.fromkeys((*first, *witness.values)) if self._is_something(witness, name)]
        told = [f"{self.wording.attribute(n)} {self.wording.value(n, witness.values[n])}" for n in names]
        shown = self.words("license.list").join(told[:MOST_VALUES])
        return shown + (" …" if len(told) > MOST_VALUES else "")

    def _is_something(self, witness: Witness, name: str) -> bool:
        return witness.values[name] not in (False, NOT_APPLICABLE, frozenset())

    def product(self, id_: str) -> str:
        """A product's maker and model."""
        return self._names[id_]

    def status(self, status: str | None) -> str:
        """A status in words; None: the paragraph is not in force."""
        if status is None or status == NO_TEXT:
            return self.words("changes.not_there" if status is None else "changes.no_text")
        return self.words.label("license", status)

    def rule(self, rule: RuleMove) -> str:
        """What one paragraph said of an item and says now."""
        number = self.number(rule.provision)
        return self.words("changes.rule", paragraph=number, was=self.status(rule.was), now=self.status(rule.now))

    def rules(self, item: MovedItem) -> str:
        """The paragraphs that moved an item: those that settle it on either day, else all that say something else."""
        settle = [each for each in item.rules if "controlled" in {each.was, each.now}]
        return self.few((self.rule(each) for each in settle or item.rules), 4)

    def subjects(self) -> Iterator[str]:
        """The goods of which nothing was certified."""
        return (self.kinds([each]) for each in self.answer.unproved)
