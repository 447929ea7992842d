"""What changed in the rules of the regimes between two days, by regime, day and instrument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from renkei.controls.rulebook import Dated, Provision, Requirement, Rulebook, Version
from renkei.desk.regime import natural
from renkei.desk.rule_texts import spelled

Change = Literal["new", "reworded", "first text", "ended"]
CHANGES: tuple[Change, ...] = ("new", "reworded", "ended", "first text")
"""`first text`: the oldest text at hand begins on this day, and no text settles that nothing stood there before."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What one instrument changed in one regime on one day.

    Attributes:
        day: the first day in force of what is new, or the first without what ended.
        public: the day the text was published, where known.
        instrument: the text behind it; None where something ended on a day with several instruments or none.
        changed: ids of provisions or license requirements by kind of change, in the order of their numbers.
        requirements: whether these are license requirements.
        unsettled_day: how many of them have a first day that no text settles.
    """

    regime: str
    day: date
    public: date | None
    instrument: str | None
    changed: dict[Change, tuple[str, ...]]
    requirements: bool
    unsettled_day: int


@dataclass(frozen=True, slots=True)
class _Single:
    """One change of one provision or license requirement."""

    of: Provision | Requirement
    change: Change
    day: date
    version: Dated


class _Key(NamedTuple):
    """What changes are told together by."""

    regime: str
    day: date
    instrument: str | None
    requirements: bool


def rule_changes(book: Rulebook, after: date, by: date, known_on: date | None = None) -> tuple[RuleChange, ...]:
    """What changed after one day and by another, latest first, as far as was public."""
    return _grouped([each for each in _all(book, known_on) if after < each.day <= by])


def coming_changes(book: Rulebook, as_of: date, known_on: date | None = None) -> tuple[RuleChange, ...]:
    """What had been published by a day and was not yet in force, nearest first."""
    horizon = min(as_of, known_on or as_of)
    found = [each for each in _all(book, horizon) if each.day > as_of and each.version.public is not None]
    return tuple(reversed(_grouped([each for each in found if each.change != "ended"])))


def opens(of: Provision | Requirement) -> bool:
    """Whether its first version is only the oldest text at hand, so that nothing is known of the days before."""
    first = of.versions[0]
    return first.public is None and "since" in first.unverified


def may_be_older(of: Provision | Requirement, day: date) -> bool:
    """Whether it may have stood on a day before its oldest text at hand, so that its absence says nothing."""
    return day < of.versions[0].since and opens(of)


def _all(book: Rulebook, known_on: date | None) -> Iterator[_Single]:
    everything: list[Provision | Requirement] = [*book.provisions.values(), *book.requirements.values()]
    for of in everything:
        versions: Sequence[Dated] = of.versions
        for place, version in enumerate(versions):
            follows = versions[place + 1] if place + 1 < len(versions) else None
            if not _public(version, known_on):
                continue
            yield _Single(of, _beginning(of, place), version.since, version)
            secret = known_on is not None and version.until is not None and version.until > known_on
            if version.until and not secret and (follows is None or follows.since > version.until):
                yield _Single(of, "ended", version.until, version)


def _public(version: Dated, known_on: date | None) -> bool:
    return known_on is None or (version.public or version.since) <= known_on


def _beginning(of: Provision | Requirement, place: int) -> Change:
    if place == 0:
        return "first text" if opens(of) else "new"
    return "reworded" if of.versions[place - 1].until == of.versions[place].since else "new"


def _grouped(found: list[_Single]) -> tuple[RuleChange, ...]:
    groups: dict[_Key, list[_Single]] = {}
    begun: dict[tuple[str, date], set[str]] = {}
    for each in found:
        if each.change != "ended" and isinstance(each.version, Version):
            begun.setdefault((each.of.regime, each.day), set()).add(spelled(each.version.instrument))
    for each in found:
        instruments = begun.get((each.of.regime, each.day), set())
        instrument: str | None
        if isinstance(each.version, Version) and each.change != "ended":
            instrument = spelled(each.version.instrument)
        else:
            # An end, or a license requirement: neither says what brought it; it is told of the day's only instrument.
            instrument = next(iter(instruments)) if len(instruments) == 1 else None
        key = _Key(each.of.regime, each.day, instrument, isinstance(each.of, Requirement))
        groups.setdefault(key, []).append(each)
    made = [_change(key, singles) for key, singles in groups.items()]
    made.sort(key=lambda c: (c.regime, c.requirements, c.instrument or ""))
    return tuple(sorted(made, key=lambda c: c.day, reverse=True))


def _change(key: _Key, singles: list[_Single]) -> RuleChange:
    begun = [each for each in singles if each.change != "ended"]
    changed = {
        change: tuple(sorted((each.of.id for each in singles if each.change == change), key=natural))
        for change in CHANGES
        if any(each.change == change for each in singles)
    }
    public = min((each.version.public for each in begun if each.version.public), default=None)
    unsettled = sum("since" in each.version.unverified for each in begun)
    return RuleChange(key.regime, key.day, public, key.instrument, changed, key.requirements, unsettled)
