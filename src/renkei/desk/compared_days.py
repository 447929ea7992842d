"""Two regimes set beside each other on many days: each problem that comes again is solved once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from renkei.controls.comparing.covering import Covering, Found
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Relating
from renkei.controls.comparing.sides import SIDES, Paragraph, Side, Which
from renkei.controls.conditions import Condition, Meets, atoms
from renkei.controls.in_force import InForce, in_force
from renkei.controls.rulebook import Regime, Rulebook
from renkei.desk.covered import CoveredDay, counted
from renkei.desk.example_goods import silent_on


@dataclass(frozen=True)
class _Read:
    """The paragraphs of one side for one kind of goods; the number is the same for the same conditions."""

    paragraphs: list[Paragraph]
    number: int


@dataclass(frozen=True)
class ComparedDays:
    """Compares two regimes on one day after the other; what stands as it stood is not asked again.

    Attributes:
        places: where the goods go; empty: what is listed is compared.
        topics: only goods of these; empty: all.
        kept: paragraphs by what stands behind them.
        numbers: one for each list of conditions.
        solved: what was found, by what was asked.
    """

    book: Rulebook
    regimes: tuple[Regime, Regime]
    places: Mapping[str, str]
    topics: tuple[str, ...]
    known_on: date | None
    kept: dict[Hashable, _Read] = field(default_factory=dict)
    numbers: dict[Hashable, int] = field(default_factory=dict)
    solved: dict[Hashable, Mapping[tuple[Which, str], Found]] = field(default_factory=dict)

    @cached_property
    def _covering(self) -> Covering:
        return Covering(self.book)

    def on(self, day: date) -> CoveredDay:
        """Both regimes on a day."""
        left, right = (Side(in_force(self.book, r.id, day, self.known_on), self.places) for r in self.regimes)
        behind = _Behind(left.rules), _Behind(right.rules)
        unsaid = _Unsaid(left.rules), _Unsaid(right.rules)
        told: dict[Hashable, tuple[str, Mapping[tuple[Which, str], Found]]] = {}
        for subject in Relating(self.book, left, right).subjects():
            topic = self.book.kinds[subject.kind].topic
            if not self.topics or topic in self.topics:
                mine, others = (self._read(subject, *each) for each in zip((left, right), behind, strict=True))
                unanswered = frozenset(
                    by for by, other in zip(SIDES, reversed(unsaid), strict=True) if other.on(subject)
                )
                problem = subject.kind, mine.number, others.number, unanswered
                if problem not in told:
                    told[problem] = topic, _unsettled(self._found(subject, mine, others), unanswered)
        return counted(told.values(), self.book.topics)

    def _found(self, subject: Subject, left: _Read, right: _Read) -> Mapping[tuple[Which, str], Found]:
        """What is covered: the same for two days, or for two kinds of goods that software is for, if all is equal.

        It follows from the conditions alone; where the goods that software is for matter, they are in the conditions.
        """
        problem = subject.kind, left.number, right.number
        if problem not in self.solved:
            self.solved[problem] = self._covering.of(subject, left.paragraphs, right.paragraphs)
        return self.solved[problem]

    def _read(self, subject: Subject, side: Side, behind: _Behind) -> _Read:
        """The paragraphs of a side, as they were read before if the same versions still stand behind them."""
        # Sets of places and license requirements change as well, so that with places nothing is carried over.
        key = subject, side.rules.regime.id, side.rules.as_of if self.places else behind.versions(subject)
        if key not in self.kept:
            found = side.paragraphs(subject)
            said = tuple((each.id, each.condition) for each in found)
            self.kept[key] = _Read(found, self.numbers.setdefault(said, len(self.numbers)))
        return self.kept[key]


class _Unsaid:
    """Of which goods older texts of a regime are not at hand on a day, so that its silence says nothing."""

    def __init__(self, rules: InForce) -> None:
        self._rules = rules
        self._kinds: dict[str, bool] = {}

    def on(self, subject: Subject) -> bool:
        """Whether that is so of any of the goods."""
        for kind in subject.kinds:
            if kind not in self._kinds:
                self._kinds[kind] = silent_on(self._rules, kind)
        return any(self._kinds[kind] for kind in subject.kinds)


def _unsettled(
    found: Mapping[tuple[Which, str], Found], unanswered: frozenset[Which]
) -> Mapping[tuple[Which, str], Found]:
    """What was found, with nothing certain where the other side may have had a paragraph whose text is not at hand."""
    return {
        (by, id_): Found("undecided", "may") if by in unanswered and each.differs == "for certain" else each
        for (by, id_), each in found.items()
    }


class _Behind:
    """Which versions of a regime on a day stand behind what it says of some goods."""

    def __init__(self, rules: InForce) -> None:
        self._rules = rules
        self._refers = {id_: _referred(version.when) for id_, version in rules.versions.items()}
        self._reached: dict[str, frozenset[str]] = {}

    def versions(self, subject: Subject) -> frozenset[tuple[str, date]]:
        """Those that say which of the goods are controlled, and those they refer to."""
        reached = set[str]().union(*(self._reaching(kind) for kind in subject.kinds))
        seen: set[str] = set()
        todo = {provision.id for provision, _ in self._rules.provisions(subject.kind)}
        while todo:
            seen |= todo
            todo = (reached & {each for id_ in todo for each in self._refers[id_]}) - seen
        return frozenset((id_, self._rules.versions[id_].since) for id_ in seen)

    def _reaching(self, kind: str) -> frozenset[str]:
        if kind not in self._reached:
            self._reached[kind] = frozenset(id_ for id_ in self._rules.versions if self._rules.reaches(id_, kind))
        return self._reached[kind]


@lru_cache(maxsize=10_000)
def _referred(node: Condition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.provision for each in atoms(node) if isinstance(each, Meets)))
