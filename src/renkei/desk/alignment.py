"""How far the lists of two regimes were aligned, day by day, and since when each difference of today has been open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from renkei.controls.comparing.sides import SIDES, Which
from renkei.controls.rulebook import Dated, Regime, Rulebook
from renkei.desk.compared_days import ComparedDays
from renkei.desk.covered import Covered, CoveredDay
from renkei.desk.rule_changes import opens


@dataclass(frozen=True, slots=True)
class AlignedDay:
    """How far two regimes cover each other from a day on, until the next."""

    day: date
    covered: CoveredDay


@dataclass(frozen=True, slots=True)
class Open:
    """A paragraph that differs on the day asked for, and since when.

    Attributes:
        by: the side that controls more by it.
        provision: its id.
        since: the first day from which it has differed, or may have, on every day until the day asked for.
        certain_since: the first day from which it has done so for certain; None: it only may differ.
        at_least: whether nothing is known of the day before `since`, so that it may have been open for longer.
    """

    by: Which
    provision: str
    since: date
    certain_since: date | None
    at_least: bool


@dataclass(frozen=True)
class AlignmentAnswer:
    """Two regimes set beside each other on every day on which either changed.

    Attributes:
        as_of, known_on: the day asked for, and the day by which the rules were public.
        first: the first day on which both are modelled.
        days: from the first day shown to the day asked for, oldest first.
        open: the differences of the day asked for, the oldest first.
    """

    book: Rulebook
    left: Regime
    right: Regime
    places: Mapping[str, str]
    as_of: date
    known_on: date | None
    first: date
    days: tuple[AlignedDay, ...]
    open: tuple[Open, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics on which either has a paragraph on any of the days, in the order of the rules."""
        seen = {each.topic for day in self.days for each in day.covered.counts}
        return tuple(topic for topic in self.book.topics if topic in seen)

    def share(self, day: AlignedDay, by: Which, topic: str | None = None) -> Covered | None:
        """The counts of one side on a day; None if it has no paragraph on the topic."""
        return day.covered.of(by, topic)

    def since(self, by: Which, provision: str) -> Open | None:
        """Since when a paragraph has differed; None if it does not."""
        return next((each for each in self.open if (each.by, each.provision) == (by, provision)), None)

    def moved(self) -> Iterator[AlignedDay]:
        """The first day, and those on which any count is not what it was before."""
        before: tuple[Covered, ...] | None = None
        for each in self.days:
            if each.covered.counts != before:
                yield each
            before = each.covered.counts


def alignment(
    book: Rulebook,
    left: str,
    right: str,
    as_of: date,
    *,
    known_on: date | None = None,
    since: date | None = None,
    places: Mapping[str, str] | None = None,
    topics: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> AlignmentAnswer:
    """Two regimes by day.

    Args:
        book: all rules.
        left: id of one regime.
        right: id of the other.
        as_of: the last day.
        known_on: only rules public by then; None: all.
        since: the first day shown; None: the first on which both are modelled, as if it is earlier than that.
        places: `destination` and `headquarters`, to compare who needs a license; None: what is listed.
        topics: only goods of these; empty: all.
        progress: told how many of the days have been compared, of how many.

    Returns:
        The answer; without days if `as_of` is before the first day on which both are modelled.
    """
    regimes = book.regimes[left], book.regimes[right]
    first = max(each.since for each in regimes)
    shown = max(first, since or first)
    placed = dict(places or {})
    compared = ComparedDays(book, regimes, placed, tuple(topics), known_on)
    days = []
    every = change_days(book, regimes, first, as_of, placed, also=(shown, as_of))
    for day in every:
        days.append(AlignedDay(day, compared.on(day)))
        if progress is not None:
            progress(len(days), len(every))
    return AlignmentAnswer(
        book,
        *regimes,
        placed,
        as_of,
        known_on,
        first,
        tuple(each for each in days if each.day >= shown),
        _open(book, days),
    )


def change_days(
    book: Rulebook,
    regimes: Sequence[Regime],
    first: date,
    last: date,
    places: Mapping[str, str],
    also: Sequence[date] = (),
) -> list[date]:
    """The days from a first to a last on which a version begins or ends; with places, also those of what licenses ask.

    Args:
        book: all rules.
        regimes: whose rules.
        first: the first day, which is always among them.
        last: no day after it.
        places: where the goods go; if empty, licenses are left out.
        also: further days.
    """
    ids = {each.id for each in regimes}
    dated: list[Dated] = [v for p in book.provisions.values() if p.regime in ids for v in p.versions]
    found = {first, *also}
    if places:
        dated += [v for each in book.requirements.values() if each.regime in ids for v in each.versions]
        for group in book.sets.values():
            found |= {day for day in (group.known_since, group.known_until) if day}
            found |= {day for m in group.members for day in (m.since, m.until) if day}
    found |= {day for each in dated for day in (each.since, each.until) if day}
    return sorted(day for day in found if first <= day <= last)


def _open(book: Rulebook, days: Sequence[AlignedDay]) -> tuple[Open, ...]:
    """The differences of the last day, each walked back to where it began."""
    if not days:
        return ()
    found = []
    for (by, id_), certain in days[-1].covered.differs.items():
        before = list(takewhile(lambda each, key=(by, id_): key in each.covered.differs, reversed(days)))  # type: ignore[misc]
        sure = list(takewhile(lambda each, key=(by, id_): each.covered.differs.get(key), reversed(days)))  # type: ignore[misc]
        since = before[-1].day
        provision = book.provisions[id_]
        oldest = opens(provision) and provision.versions[0].since == since
        at_least = before[-1] is days[0] or oldest
        found.append(Open(by, id_, since, sure[-1].day if certain else None, at_least))
    return tuple(sorted(found, key=lambda each: each.since))


@dataclass(frozen=True, slots=True)
class Moved:
    """The share of one side of all topics on two days; None: no paragraph, or a day before both are modelled."""

    by: Which
    before: Covered | None
    now: Covered | None


def moved_shares(
    book: Rulebook,
    left: str,
    right: str,
    before: date,
    as_of: date,
    *,
    known_on: date | None = None,
    topics: Sequence[str] = (),
) -> tuple[Moved, ...]:
    """The shares of both sides on a day and on one before it, such as that of the last update; left before right.

    Args:
        book: all rules.
        left: id of one regime.
        right: id of the other.
        before: the earlier day.
        as_of: the day asked for.
        known_on: only rules public by then; None: all.
        topics: only goods of these; empty: all.
    """
    regimes = book.regimes[left], book.regimes[right]
    first = max(each.since for each in regimes)
    compared = ComparedDays(book, regimes, {}, tuple(topics), known_on)
    then, now = (compared.on(day) if day >= first else None for day in (before, as_of))
    return tuple(Moved(by, then.of(by) if then else None, now.of(by) if now else None) for by in SIDES)
