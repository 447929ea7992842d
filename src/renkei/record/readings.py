"""The reading of a promise as of a day, from dated evidence alone.

In this order (see docs/method/reading.md):

1. for a promise to be kept once: whole fulfillment, or fulfillment for every owner: *met* (and on time, late, or
  late on one reading);
2. otherwise, evidence that what was promised is gone or replaced: *overtaken*;
3. a recurring promise: by its last meeting and both readings of "every so often" (`cadence`), whatever the evidence;
4. fulfillment for some owners, or a step that delivers part of it: *partly*;
5. due on every reading and nothing found: what silence means for this promise, *unknown* or *not met*;
6. not yet due, or a standing duty: *open*;
7. no due day: *open* for twelve months, *unknown* afterwards.

Evidence that merely `supports` or `undercuts` never changes a reading by itself; it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from renkei.ground.days import When, add_months
from renkei.record.cadence import Cadence, cadence
from renkei.record.commitments import Commitment, Evidence
from renkei.record.knowing import View

GRACE_MONTHS = 12
"""How long a promise without a due day stays open when nothing is heard: a rule of reading, not of the promise."""


class Reading(StrEnum):
    """What came of a promise, as far as the record shows."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not met"
    OVERTAKEN = "overtaken"
    OPEN = "open"
    UNKNOWN = "unknown"

    @property
    def g7(self) -> int | None:
        """The score of the G7 research groups: +1, 0, -1; none for readings the scale has no place for."""
        return {Reading.MET: 1, Reading.PARTLY: 0, Reading.NOT_MET: -1}.get(self)


class Timing(StrEnum):
    """Whether a promise that was met was met in time."""

    ON_TIME = "on time"
    LATE = "late"
    BY_READING = "late on one reading"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Judged:
    """A promise's reading as of a day.

    Attributes:
        reading: what came of it.
        rule: which numbered rule gave the reading.
        evidence: everything that counted as evidence by the day, oldest first.
        since: the day of the evidence that settled it; None where none did.
        timing: for a promise that was met and had a due day.
        due: every reading of the due day, earliest first.
        overdue_since: the day after which it was due on every reading, if that has passed and it is neither met
            nor overtaken.
        cadence: for recurring promises.
    """

    reading: Reading
    rule: int
    evidence: tuple[Evidence, ...] = ()
    since: When | None = None
    timing: Timing | None = None
    due: tuple[When, ...] = ()
    overdue_since: date | None = None
    cadence: Cadence | None = None

    @property
    def ogp(self) -> str | None:
        """The completion step of the Open Government Partnership's reports, where the scale has one."""
        whole_part = any(e.effect == "fulfills" for e in self.evidence)
        steps = {
            Reading.MET: "complete",
            Reading.PARTLY: "substantial" if whole_part else "limited",
            Reading.NOT_MET: "not started",
            Reading.UNKNOWN: "no evidence available",
        }
        return steps.get(self.reading)


def judge(promise: Commitment, view: View) -> Judged:
    """The reading of `promise` in `view`."""
    evidence = tuple(view.evidence(promise))
    due = tuple(sorted(reading.day for reading in promise.due.readings)) if promise.due else ()
    last_due = max((day.latest for day in due), default=None)
    missed = last_due if last_due is not None and last_due < view.as_of else None
    whole = None if promise.every else _fulfilled(promise, evidence)
    if whole is not None:
        return Judged(Reading.MET, 1, evidence, whole.on, _timing(whole.on, due), due)
    overtaking = [e for e in evidence if e.effect == "overtakes"]
    if overtaking:
        return Judged(Reading.OVERTAKEN, 2, evidence, overtaking[-1].on, None, due)
    if promise.every:
        return _recurring(promise, view, evidence)
    steps = [e for e in evidence if e.effect in {"fulfills", "advances"}]
    if steps:
        return Judged(Reading.PARTLY, 4, evidence, steps[-1].on, None, due, missed)
    if missed:
        return Judged(Reading(promise.silence), 5, evidence, None, None, due, missed)
    if due or promise.standing:
        return Judged(Reading.OPEN, 6, evidence, None, None, due)
    waited = add_months(promise.made_on.latest, GRACE_MONTHS)
    return Judged(Reading.OPEN if view.as_of <= waited else Reading.UNKNOWN, 7, evidence)


def _fulfilled(promise: Commitment, evidence: tuple[Evidence, ...]) -> Evidence | None:
    """The evidence that completed the promise: a whole fulfillment, or the last owner's part."""
    done: set[str] = set()
    for each in evidence:
        if each.effect != "fulfills":
            continue
        if each.part is None:
            return each
        done.add(each.part)
        if done >= set(promise.owners):
            return each
    return None


def _timing(on: When, due: tuple[When, ...]) -> Timing | None:
    if not due:
        return None
    late = {on.earliest > day.latest for day in due}
    if any(on.earliest <= day.latest < on.latest for day in due):
        return Timing.UNSURE
    if late == {True}:
        return Timing.LATE
    return Timing.ON_TIME if late == {False} else Timing.BY_READING


def _recurring(promise: Commitment, view: View, evidence: tuple[Evidence, ...]) -> Judged:
    kept = cadence(promise, view)
    if kept.overdue_on_all:
        since = max(day for day in (kept.overdue_since, kept.overdue_since_by_calendar) if day)
        return Judged(Reading(promise.silence), 3, evidence, None, None, (), since, kept)
    if kept.overdue_on_one:
        return Judged(Reading.PARTLY, 3, evidence, kept.last, None, (), None, kept)
    return Judged(Reading.MET if kept.last else Reading.OPEN, 3, evidence, kept.last, None, (), None, kept)
