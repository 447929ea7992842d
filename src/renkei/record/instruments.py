"""Instruments: laws, rules, orders, bills and agreements, each stage with its own day."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from renkei.ground.days import When, WrittenDay
from renkei.ground.texts import Text
from renkei.record.rows import Id, Row


class Stages(BaseModel):
    """The days in an instrument's life; most disputes are about which one is meant."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    proposed: WrittenDay | None = None
    announced: WrittenDay | None = None
    published: WrittenDay | None = None
    enacted: WrittenDay | None = None
    effective: WrittenDay | None = None
    compliance: WrittenDay | None = None
    comment_until: WrittenDay | None = None
    suspended_from: WrittenDay | None = None
    suspended_until: WrittenDay | None = None
    rescission_announced: WrittenDay | None = None

    def days(self) -> list[tuple[str, When]]:
        """Every stage that has a day, in order of time."""
        pairs = [(name, getattr(self, name)) for name in Stages.model_fields]
        return sorted(((n, d) for n, d in pairs if d), key=lambda pair: (pair[1].earliest, pair[1].latest))


class Instrument(Row):
    """A legal or regulatory text."""

    jurisdiction: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,5}(-[A-Z][A-Z0-9]{1,5})*$")
    issuer: Id | None = None
    title: Text
    kind: str
    citation: str | None = None
    status: str | None = None
    stages: Stages
    topics: list[Id] = Field(default_factory=list)
    forum: Id | None = None
    amends: list[Id] = Field(default_factory=list)
    document: Id | None = None
    detail: Text | None = None

    @property
    def happened(self) -> When | None:
        """The first stage it reached."""
        days = self.stages.days()
        return days[0][1] if days else None

    @property
    def title_text(self) -> Text:
        """Its title, in our words."""
        return self.title
