"""Where the regimes' lists of goods differ on a day, and which differences opened or closed since another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from renkei.controls.comparing.relating import Region, Verdict
from renkei.controls.in_force import in_force
from renkei.controls.loading import built_in
from renkei.controls.products import products
from renkei.desk.gaps import Gap, GapsAnswer, gaps

PAIRS = (("us", "jp"), ("us", "eu"), ("jp", "eu"))
"""The pairs of regimes an update compares; of the Dutch list too little of the text is at hand."""

TOLD = ("us", "jp")
"""The pair of which each difference is told."""


@dataclass(frozen=True)
class GapsState:
    """The comparisons of an update; software, technology and parts are left to the question itself.

    Attributes:
        answers: by pair of regimes.
        since: the day of the last update.
        opened: regions of the pair TOLD that were no difference then.
        closed: those that are none any more.
    """

    answers: Mapping[tuple[str, str], GapsAnswer]
    since: date
    opened: tuple[tuple[Gap, Region], ...]
    closed: tuple[tuple[Gap, Region], ...]

    @property
    def told(self) -> GapsAnswer:
        """The comparison of which each difference is told."""
        return self.answers[TOLD]

    @property
    def answer(self) -> dict[str, Any]:
        """What it says, without the rules it was worked out from."""
        return {
            "pairs": [
                {"left": left, "right": right, "verdicts": dict(self.counts((left, right)))}
                for left, right in self.answers
            ],
            "differences": [_row(gap, each) for gap, each in self.told.regions()],
            "opened": [_row(gap, each) for gap, each in self.opened],
            "closed": [_row(gap, each) for gap, each in self.closed],
        }

    def certain(self) -> list[tuple[Gap, Region]]:
        """The differences that hold without anybody's judgement, one for each paragraph and side."""
        found: dict[tuple[str, str], tuple[Gap, Region]] = {}
        for gap, region in self.told.regions():
            if region.certain:
                found.setdefault((region.by, region.provision), (gap, region))
        return list(found.values())

    def counts(self, pair: tuple[str, str]) -> Counter[Verdict]:
        """How many groups of paragraphs have each verdict."""
        return Counter(gap.verdict for gap in self.answers[pair].gaps)

    def matrix(self) -> dict[str, Counter[Verdict]]:
        """The same of the pair TOLD, by topic."""
        found: dict[str, Counter[Verdict]] = {}
        for gap in self.told.gaps:
            found.setdefault(gap.topic, Counter())[gap.verdict] += 1
        return found


def gaps_state(as_of: date, known_on: date | None, since: date) -> GapsState:
    """The comparisons on a day, and what became of the differences since another."""
    answers = {pair: _compared(pair, as_of, known_on) for pair in PAIRS}
    now = _named(answers[TOLD])
    before = _named(_compared(TOLD, since, known_on)) if _changed(since, as_of, known_on) else now
    return GapsState(
        answers,
        since,
        tuple(each for name, each in now.items() if name not in before),
        tuple(each for name, each in before.items() if name not in now),
    )


@lru_cache(maxsize=32)
def _compared(pair: tuple[str, str], as_of: date, known_on: date | None) -> GapsAnswer:
    """Two regimes on a day; the rules that come with the program do not change while it runs."""
    book = built_in()
    about_goods = {each.topic for each in book.kinds.values() if each.of_goods}
    topics = [topic for topic in book.topics if topic not in about_goods]
    left, right = (in_force(book, regime, as_of, known_on) for regime in pair)
    return gaps(book, left, right, products(), topics=topics)


def _changed(since: date, as_of: date, known_on: date | None) -> bool:
    """Whether a paragraph of the pair TOLD came, went or was reworded between two days."""
    book = built_in()
    return any(in_force(book, r, since, known_on).versions != in_force(book, r, as_of, known_on).versions for r in TOLD)


def _named(answer: GapsAnswer) -> dict[tuple[object, ...], tuple[Gap, Region]]:
    """The differences by what they are: the side, the paragraph, and the values that decide."""
    return {
        (gap.relation.subject, each.by, each.provision, frozenset(each.deciding.items())): (gap, each)
        for gap, each in answer.regions()
    }


def _row(gap: Gap, region: Region) -> dict[str, Any]:
    return {
        "topic": gap.topic,
        "left": gap.relation.left,
        "right": gap.relation.right,
        "verdict": gap.verdict,
        "proof": gap.proof,
        "controlled_by": region.by,
        "provision": region.provision,
        "certain": region.certain,
        "depends_on": region.depends_on,
        "product": region.witness.product if region.witness else None,
    }
