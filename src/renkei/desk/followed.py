"""Instruments that followed a promise on the same topic by one of the same owners: an order of time, never a cause."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.desk.answers import Answer, answered
from renkei.ground.days import When
from renkei.record.commitments import Commitment
from renkei.record.instruments import Instrument
from renkei.record.knowing import View


@dataclass(frozen=True)
class FollowedRow:
    """An instrument that took effect (or was published) after a promise.

    Attributes:
        stage: which day of the instrument is counted: `effective`, else `published`, `enacted` or `announced`.
        days_after: days from the promise to that day.
    """

    promise: str
    made_on: When
    topic: str
    instrument: str
    issuer: str
    stage: str
    day: When
    days_after: int


def followed(view: View, topic: str | None = None, promise: str | None = None) -> Answer[FollowedRow]:
    """Every pair of a promise and a later instrument on the same topic by an owner of the promise, in order of time."""
    rows = []
    for made in view.commitments:
        if promise in {None, made.id}:
            rows += [r for i in view.instruments if (r := _row(view, made, i, topic))]
    rows.sort(key=lambda r: (r.made_on, r.promise, r.day))
    return answered("coverage", view, rows, [i for r in rows for i in (r.promise, r.instrument)])


def _row(view: View, promise: Commitment, instrument: Instrument, topic: str | None) -> FollowedRow | None:
    shared = [t for t in promise.topics if t in instrument.topics and topic in {None, t}]
    owners = view.departments(o for o in promise.owners if o in view.record.agencies)
    if not shared or not instrument.issuer or not (view.departments([instrument.issuer]) & owners):
        return None
    days = dict(view.stages(instrument))
    stage = next((s for s in ("effective", "published", "enacted", "announced") if s in days), None)
    if stage is None or days[stage].earliest <= promise.made_on.latest:
        return None
    gap = (days[stage].earliest - promise.made_on.latest).days
    return FollowedRow(
        promise.id, promise.made_on, shared[0], instrument.id, instrument.issuer, stage, days[stage], gap
    )
