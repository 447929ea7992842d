"""The paragraphs of two regimes on a day, counted by how much of each the other regime controls as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from renkei.controls.comparing.covering import Cover, Found
from renkei.controls.comparing.sides import SIDES, Which

COVERS: tuple[Cover, ...] = ("covered", "partly", "not", "undecided")


@dataclass(frozen=True, slots=True)
class Covered:
    """The paragraphs of one regime on one topic.

    Attributes:
        by: the side whose paragraphs are counted.
        topic: None: all topics; a paragraph on goods of several topics counts once.
        ids: the provisions, by how much of each the other side controls.
    """

    by: Which
    topic: str | None
    ids: Mapping[Cover, tuple[str, ...]]

    @property
    def covered(self) -> int:
        """The numerator: how many the other side controls wholly."""
        return len(self.ids["covered"])

    @property
    def decided(self) -> int:
        """The denominator: all but the undecided."""
        return sum(len(ids) for cover, ids in self.ids.items() if cover != "undecided")

    @property
    def share(self) -> Fraction | None:
        """The part that is covered; None: unknown, since there is none of which it can be said."""
        return Fraction(self.covered, self.decided) if self.decided else None


@dataclass(frozen=True)
class CoveredDay:
    """Both regimes on one day.

    Attributes:
        counts: of all topics together first, then by topic; the left side before the right.
        differs: by side and provision, whether it differs for certain; only of those that differ or may.
    """

    counts: tuple[Covered, ...]
    differs: Mapping[tuple[Which, str], bool]

    def of(self, by: Which, topic: str | None = None) -> Covered | None:
        """The counts of one side; None if it has no paragraph on the topic."""
        return next((each for each in self.counts if (each.by, each.topic) == (by, topic)), None)


@dataclass
class _Paragraph:
    """What was found of one paragraph over all the goods it controls."""

    covers: dict[str, set[Cover]] = field(default_factory=dict)
    differs: set[str] = field(default_factory=set)


def counted(found: Iterable[tuple[str, Mapping[tuple[Which, str], Found]]], topics: Iterable[str]) -> CoveredDay:
    """What was found of each kind of goods, put together.

    Args:
        found: for each kind of goods its topic, and what was found of every paragraph.
        topics: in the order in which to count.
    """
    paragraphs: dict[tuple[Which, str], _Paragraph] = {}
    for topic, each in found:
        for key, one in each.items():
            told = paragraphs.setdefault(key, _Paragraph())
            told.covers.setdefault(topic, set()).add(one.cover)
            if one.differs is not None:
                told.differs.add(one.differs)
    counts = (_count(paragraphs, by, topic) for topic in (None, *topics) for by in SIDES)
    differs = {key: "for certain" in one.differs for key, one in paragraphs.items() if one.differs}
    return CoveredDay(tuple(each for each in counts if any(each.ids.values())), differs)


def _count(paragraphs: Mapping[tuple[Which, str], _Paragraph], by: Which, topic: str | None) -> Covered:
    ids: dict[Cover, list[str]] = {each: [] for each in COVERS}
    for (side, id_), each in paragraphs.items():
        covers = set().union(*each.covers.values()) if topic is None else each.covers.get(topic)
        if side == by and covers:
            ids[together(covers)].append(id_)
    return Covered(by, topic, {cover: tuple(several) for cover, several in ids.items()})


def together(covers: set[Cover]) -> Cover:
    """What is covered of a paragraph over all its goods.

    If anything is left free for certain for some of them, that decides, whatever cannot be said of others.
    """
    decided = covers - {"undecided"}
    if decided <= {"covered"}:
        return "undecided" if "undecided" in covers else "covered"
    return "not" if decided == {"not"} else "partly"
