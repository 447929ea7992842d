"""`due`: what was promised by whom, and what came of it, read from dated evidence as of the day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from renkei.desk.answers import Answer, answered
from renkei.ground.days import When
from renkei.ground.sources import How
from renkei.ground.texts import Text
from renkei.record.commitments import Amount, Commitment
from renkei.record.knowing import View
from renkei.record.readings import Judged, Reading, judge


@dataclass(frozen=True)
class Proof:
    """A piece of evidence, with what it is called."""

    ref: str
    on: When
    effect: str
    part: str | None
    title: Text


@dataclass(frozen=True)
class DueRow:
    """A promise and its reading.

    Attributes:
        due: every reading of the due day.
        reading: what came of it; `rule` is the numbered rule that gave it (docs/method/reading.md).
        since: day of the evidence that settled it.
        timing: whether a promise that was met was met in time.
        overdue_since: due on every reading and neither met nor overtaken.
        g7, ogp: the same reading on the scales of the G7 research groups and of the Open Government Partnership.
        not_before: a day before which it cannot be late.
        kept_by: for a recurring promise, the meetings that count.
        candidates: evidence proposed by a machine that nobody has judged; it never counts.
    """

    id: str
    forum: str | None
    owners: tuple[str, ...]
    made_on: When
    due: tuple[When, ...]
    reading: Reading
    evidence: tuple[Proof, ...]
    text: Text
    topics: tuple[str, ...]
    kind: str
    strength: str
    guideline: Text
    rule: int
    since: When | None
    timing: str | None
    overdue_since: date | None
    overdue_since_by_calendar: date | None
    every: str | None
    interval: str | None
    phrase: Text | None
    not_before: When | None
    amount: Amount | None
    disclosure: str
    g7: int | None
    ogp: str | None
    checked: How
    candidates: int
    kept_by: tuple[str, ...]


@dataclass(frozen=True)
class DueFilter:
    """Which promises to look at; every given part must fit."""

    owner: str | None = None
    forum: str | None = None
    topic: str | None = None
    reading: str | None = None
    kind: str | None = None
    strength: str | None = None
    late: bool = False


def due(view: View, wanted: DueFilter | None = None) -> Answer[DueRow]:
    """Every promise made by the day, with its reading.

    The summary holds the count of each reading, and the two scores with what they leave out.
    """
    chosen = wanted or DueFilter()
    judged = [(promise, judge(promise, view)) for promise in view.commitments if _fits(view, promise, chosen)]
    rows = [row(view, promise, verdict) for promise, verdict in judged]
    rows = [r for r in rows if _reads(r, chosen)]
    used = (
        [r.id for r in rows] + [proof.ref for r in rows for proof in r.evidence] + [m for r in rows for m in r.kept_by]
    )
    return answered("due", view, rows, used, **scores(rows))


def row(view: View, promise: Commitment, verdict: Judged) -> DueRow:
    """The row of one promise."""
    proofs = tuple(
        Proof(e.ref, e.on, e.effect, e.part, view.record.evidence_rows[e.ref].title_text) for e in verdict.evidence
    )
    return DueRow(
        id=promise.id,
        forum=view.forum_of(promise),
        owners=tuple(promise.owners),
        made_on=promise.made_on,
        due=verdict.due,
        reading=verdict.reading,
        evidence=proofs,
        text=promise.text,
        topics=tuple(promise.topics),
        kind=promise.kind,
        strength=promise.strength,
        guideline=promise.guideline,
        rule=verdict.rule,
        since=verdict.since,
        timing=verdict.timing.value if verdict.timing else None,
        overdue_since=verdict.overdue_since or (verdict.cadence.overdue_since if verdict.cadence else None),
        overdue_since_by_calendar=verdict.cadence.overdue_since_by_calendar if verdict.cadence else None,
        every=promise.every,
        interval=promise.interval if promise.every else None,
        phrase=promise.due.text if promise.due else None,
        not_before=promise.due.not_before if promise.due else None,
        amount=promise.amount,
        disclosure=promise.disclosure,
        g7=verdict.reading.g7,
        ogp=verdict.ogp,
        checked=promise.checked,
        candidates=len(view.candidates(promise)),
        kept_by=verdict.cadence.held if verdict.cadence else (),
    )


def scores(rows: list[DueRow]) -> dict[str, Any]:
    """Counts of each reading, the G7-style mean with what it leaves out, and the OGP-style steps."""
    counts = Counter(r.reading for r in rows)
    scored = [r.g7 for r in rows if r.g7 is not None]
    steps = Counter(r.ogp for r in rows if r.ogp)
    return {
        "readings": {reading.value: counts.get(reading, 0) for reading in Reading},
        "g7": {
            "mean": round(sum(scored) / len(scored), 3) if scored else None,
            "scored": len(scored),
            "left_out": {r.value: counts.get(r, 0) for r in (Reading.UNKNOWN, Reading.OPEN, Reading.OVERTAKEN)},
        },
        "ogp": {
            "steps": dict(sorted(steps.items())),
            "left_out": {r.value: counts.get(r, 0) for r in (Reading.OPEN, Reading.OVERTAKEN)},
        },
    }


def _fits(view: View, promise: Commitment, wanted: DueFilter) -> bool:
    owners = set(promise.owners)
    return (
        (wanted.owner is None or wanted.owner in owners | view.departments(owners) | countries(view, owners))
        and (wanted.forum is None or view.forum_of(promise) == wanted.forum)
        and (wanted.topic is None or any(wanted.topic in view.topic_and_broader(t) for t in promise.topics))
        and (wanted.kind is None or promise.kind == wanted.kind)
        and (wanted.strength is None or promise.strength == wanted.strength)
    )


def countries(view: View, owners: set[str]) -> set[str]:
    """The countries of the agencies among `owners`."""
    rows = (view.record.agencies.get(owner) for owner in owners)
    return {row.country for row in rows if row and row.country}


def is_late(each: DueRow) -> bool:
    """Whether a promise is overdue, or was met late, on any reading."""
    overdue = each.overdue_since is not None or each.overdue_since_by_calendar is not None
    return overdue or each.timing in {"late", "late on one reading"}


def _reads(each: DueRow, wanted: DueFilter) -> bool:
    return (wanted.reading is None or each.reading == wanted.reading) and (is_late(each) or not wanted.late)
