"""Commitments: who promised what by when, under which guideline it is judged, and the evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from renkei.ground.days import Period, When, WrittenDay, add_months, business_days_after, exact
from renkei.ground.texts import Text
from renkei.record.forums import Level
from renkei.record.rows import Id, Owner, Row, YesNo

Effect = Literal["fulfills", "advances", "supports", "undercuts", "overtakes"]
"""What a piece of evidence does to a promise; see the data README."""


_LAST_YEAR = 9000
"""Counting from a later year could leave the calendar."""


class Amount(BaseModel):
    """Money, with the word that qualifies it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: Decimal
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    basis: str


class DueReading(BaseModel):
    """One way to turn the promise's words into a day: written, or counted from another day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: Text
    by: WrittenDay | None = None
    after: WrittenDay | None = None
    count: int | None = Field(default=None, gt=0, le=3660)
    unit: Literal["days", "business days", "months"] | None = None
    calendar: Literal["US", "JP", "US+JP"] | None = None

    @model_validator(mode="after")
    def _written_or_counted(self) -> Self:
        counted = (self.after, self.count, self.unit)
        if (self.by is None) == any(part is None for part in counted):
            message = "a due reading needs either `by`, or all of `after`, `count` and `unit`"
            raise ValueError(message)
        if self.unit == "business days" and self.calendar is None:
            message = "business days need a `calendar`: `US`, `JP` or `US+JP`"
            raise ValueError(message)
        if self.after and self.after.latest.year > _LAST_YEAR:
            message = f"`{self.after}` is too late to count from; correct the year"
            raise ValueError(message)
        return self

    @property
    def day(self) -> When:
        """The day the promise falls due on this reading."""
        if self.by is not None:
            return self.by
        start = self.after.latest if self.after else date.max
        count = self.count or 0
        if self.unit == "business days":
            return exact(business_days_after(start, count, self.calendar or "US"))
        if self.unit == "months":
            return exact(add_months(start, count))
        return exact(date.fromordinal(start.toordinal() + count))


class Due(BaseModel):
    """When the promise falls due: its words, every reading of them, and a day before which it cannot be late."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Text | None = None
    readings: list[DueReading] = Field(default_factory=list)
    not_before: WrittenDay | None = None


class Counts(BaseModel):
    """Which meetings keep a recurring promise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    forum: Id
    level: Level


class Evidence(BaseModel):
    """Something that bears on a promise: a row of the record, the day it took effect, and what it does.

    Attributes:
        part: the owner it speaks of, when a promise has several.
        by: `machine` marks a candidate that no person has judged; such evidence never counts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    ref: Id
    on: WrittenDay
    effect: Effect
    part: Owner | None = None
    note: Text | None = None
    by: Literal["person", "machine"] = "person"


class Commitment(Row):
    """A promise, in our words.

    Attributes:
        every: how often a recurring promise falls due; `interval` says whether the promise itself names that interval
            (`promised`) or names none and is read so (`read`).
        silence: what it means when the due day passes and nothing is found.
        guideline: written before judging: what counts as met, as partly, as not met.
    """

    text: Text
    owners: list[Owner] = Field(min_length=1)
    topics: list[Id] = Field(min_length=1)
    kind: Literal["action", "meeting", "institution", "financial", "legal", "exchange", "principle"]
    strength: Literal["firm", "intention", "aspiration"]
    meeting: Id | None = None
    document: Id | None = None
    forum: Id | None = None
    disclosure: Literal["published", "reported-only"] = "published"
    made_on: WrittenDay
    due: Due | None = None
    every: Period | None = None
    counts: Counts | None = None
    interval: Literal["promised", "read"] = "promised"
    standing: YesNo = False
    silence: Literal["unknown", "not met"] = "unknown"
    guideline: Text
    amount: Amount | None = None
    evidence: list[Evidence] = Field(default_factory=list)

    @model_validator(mode="after")
    def _recurring_says_what_counts(self) -> Self:
        if (self.every is None) != (self.counts is None):
            message = "a recurring promise needs both `every` and `counts`"
            raise ValueError(message)
        return self

    @property
    def happened(self) -> When | None:
        """The day it was made."""
        return self.made_on

    @property
    def title_text(self) -> Text:
        """The promise."""
        return self.text
