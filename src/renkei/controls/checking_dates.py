"""Are the versions of the rules sound? Days in order, texts read, license requirements in force as long as the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from renkei.controls.rulebook import Dated, Requirement, Version
from renkei.controls.under_check import Keys, UnderCheck
from renkei.ground.errors import Fault
from renkei.ground.reading import fault_at
from renkei.ground.sources import How

LATE = timedelta(days=92)
"""A rule may be printed after the day from which it holds, by weeks; a quarter of a year is a slip of the pen."""


_CORRECT = "correct one of the two days"


def date_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Versions out of order, overlapping or impossible, and versions that rest on no text."""
    for versions, path in rules.dated():
        yield from _in_order(versions, path)
        for place, version in enumerate(versions):
            keys = ("versions", place)
            yield from _days(version, path, keys)
            if _unread(version):
                message = (
                    "no official text, and no copy of one, was read for it, yet `when` does not stand as unverified"
                )
                advice = "read the text, or name `when` under `unverified`"
                yield fault_at(path, (*keys, "sources"), "unread-source", message, advice)


def _in_order(versions: Sequence[Dated], path: Path) -> Iterator[Fault]:
    for place, (one, after) in enumerate(pairwise(versions), start=1):
        if after.since <= one.since:
            message = f"the version of {after.since} stands after the one of {one.since}"
            advice = "put the oldest first; two versions never begin on the same day"
            yield fault_at(path, ("versions", place, "since"), "out-of-order", message, advice)
        elif one.until and one.until > after.since:
            message = f"a version holds until {one.until}, the next from {after.since}"
            yield fault_at(path, ("versions", place - 1, "until"), "overlapping-versions", message, _CORRECT)
        elif one.until and one.until <= one.since:
            yield _ended_before(one, path, place - 1)
    last = versions[-1]
    if last.until and last.until <= last.since:
        yield _ended_before(last, path, len(versions) - 1)


def _ended_before(version: Dated, path: Path, place: int) -> Fault:
    message = f"it holds until {version.until}, not after {version.since}, when it begins"
    return fault_at(path, ("versions", place, "until"), "impossible-date", message, _CORRECT)


def _days(version: Dated, path: Path, keys: Keys) -> Iterator[Fault]:
    if version.verified and version.verified < version.since:
        message = f"seen to stand so on {version.verified}, before it began on {version.since}"
        yield fault_at(path, (*keys, "verified"), "impossible-date", message, _CORRECT)
    if version.verified and version.until and version.since < version.until <= version.verified:
        message = f"seen to stand so on {version.verified}, though it ended on {version.until}"
        yield fault_at(path, (*keys, "verified"), "impossible-date", message, _CORRECT)
    if version.public and version.public > version.since + LATE:
        message = f"published on {version.public}, {(version.public - version.since).days} days after it began"
        yield fault_at(path, (*keys, "public"), "impossible-date", message, _CORRECT)


def _unread(version: Dated) -> bool:
    at_hand = not isinstance(version, Version) or version.state != "not at hand"
    return at_hand and not How(version.how).verified and "when" not in version.unverified


def license_faults(rules: UnderCheck) -> Iterator[Fault]:
    """License requirements of another regime, or that do not hold on every day on which the provision does."""
    for provision in rules.book.provisions.values():
        path = rules.paths[provision.id]
        for place, version in enumerate(provision.versions):
            for id_ in version.license:
                requirement = rules.book.requirements.get(id_)
                keys = ("versions", place, "license")
                if requirement and requirement.regime != provision.regime:
                    message = f"`{id_}` belongs to another regime"
                    yield fault_at(path, keys, "unknown-reference", message, "name a requirement of the same regime")
                elif requirement and (day := _uncovered(version, requirement)):
                    message = f"`{id_}` does not hold on {day}, when this version does"
                    advice = "end the version there, or correct the days of the requirement"
                    yield fault_at(path, keys, "license-not-in-force", message, advice)


def _uncovered(version: Version, requirement: Requirement) -> date | None:
    """The first day on which the version holds and the requirement does not."""
    day = version.since
    for each in sorted(requirement.versions, key=lambda v: v.since):
        if each.since <= day and (each.until is None or day < each.until):
            if each.until is None:
                return None
            day = each.until
    return day if version.until is None or day < version.until else None
