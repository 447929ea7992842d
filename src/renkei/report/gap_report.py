"""Everything a report on the differences between regimes is written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renkei.controls.comparing.relating import Verdict
from renkei.controls.in_force import InForce
from renkei.controls.rulebook import Rulebook
from renkei.desk.alignment import AlignmentAnswer
from renkei.desk.gaps import Gap, GapsAnswer

COLUMNS: tuple[Verdict, ...] = (
    "same",
    "stricter",
    "looser",
    "incomparable",
    "only left",
    "only right",
    "not compared",
)
"""The verdicts, in the order of the tables."""

TONES: dict[Verdict, str] = {
    "same": "good",
    "stricter": "half",
    "looser": "half",
    "incomparable": "bad",
    "only left": "open",
    "only right": "open",
    "not compared": "quiet",
}
"""How a verdict is tinted."""


@dataclass(frozen=True)
class News:
    """What became of the differences of a saved answer.

    Attributes:
        day: the day the saved answer was for.
        new: differences it did not have; the goods, the regimes, the paragraph and the words of each.
        closed: those it had and that are gone.
    """

    day: date
    new: tuple[Mapping[str, Any], ...]
    closed: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class GapReport:
    """The answers for some regimes, one for each pair.

    Attributes:
        rules: the regimes on their day, in the order asked for.
        topics: only these were asked about; empty: all.
        news: how it differs from a saved answer, if one was given.
        alignments: how far the regimes of each pair were aligned over time, if that was asked.
    """

    answers: tuple[GapsAnswer, ...]
    rules: tuple[InForce, ...]
    topics: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    news: News | None = None
    alignments: tuple[AlignmentAnswer, ...] = ()

    @property
    def book(self) -> Rulebook:
        """All rules."""
        return self.rules[0].rulebook

    @property
    def as_of(self) -> date:
        """The day asked for."""
        return self.rules[0].as_of

    @property
    def known_on(self) -> date | None:
        """The day by which rules had to be public; None: all count."""
        return self.rules[0].known_on


@dataclass(frozen=True)
class Count:
    """So many gaps of one verdict; of these, so many may differ only."""

    all: int
    may: int

    @property
    def shown(self) -> str:
        """As it stands in a table."""
        return f"{self.all} ({self.may}◇)" if self.may else str(self.all or "–")


def counted(gaps: Sequence[Gap]) -> dict[Verdict, Count]:
    """The gaps by verdict."""
    every = Counter(gap.verdict for gap in gaps)
    may = Counter(gap.verdict for gap in gaps if differs(gap) and not gap.relation.certain)
    return {verdict: Count(every[verdict], may[verdict]) for verdict in COLUMNS}


def by_topic(answer: GapsAnswer) -> dict[str, list[Gap]]:
    """The gaps by topic, in the order of the topics; those that differ for certain first."""
    found: dict[str, list[Gap]] = {}
    for gap in sorted(answer.gaps, key=lambda each: (each.verdict == "same", not each.relation.certain)):
        found.setdefault(gap.topic, []).append(gap)
    return {topic: found[topic] for topic in answer.book.topics if topic in found}


def differs(gap: Gap) -> bool:
    """Whether a gap was compared and is not the same."""
    return gap.verdict not in {"same", "not compared"}


def verdicts(gaps: Sequence[Gap]) -> list[Verdict]:
    """The verdicts there are, `same` always among them, in the order of the tables."""
    found = {gap.verdict for gap in gaps} | {"same"}
    return [verdict for verdict in COLUMNS if verdict in found]
