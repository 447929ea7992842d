"""Forums: the bodies, dialogues and frameworks in which governments meet."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from renkei.ground.days import When, WrittenDay
from renkei.ground.texts import Text
from renkei.record.rows import Id, Party, Row

Level = Literal[
    "leaders",
    "ministerial",
    "vice-ministerial",
    "senior-officials",
    "working-level",
    "working-group",
    "committee",
    "council",
]
"""The rank at which people meet, highest first."""

LEVELS: tuple[str, ...] = Level.__args__  # type: ignore[attr-defined]


class Joined(BaseModel):
    """A party that joined after the start."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    party: Party
    since: WrittenDay


class Cadence(BaseModel):
    """How often the forum is said to meet, in words; only a promise (`every`) makes it overdue."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Text


class Forum(Row):
    """A body in which governments meet."""

    name: Text
    short: Text
    also_called: list[str] = Field(default_factory=list)
    group: Literal["bilateral", "science", "wider"]
    kind: str
    parties: list[Party] = Field(min_length=2)
    joined: list[Joined] = Field(default_factory=list)
    observers: list[Party] = Field(default_factory=list)
    since: WrittenDay | None = None
    until: WrittenDay | None = None
    succeeded_on: WrittenDay | None = None
    origin: Text | None = None
    levels: list[Level] = Field(min_length=1)
    agencies: list[Id] = Field(default_factory=list)
    working_groups: list[Id] = Field(default_factory=list)
    topics: list[Id] = Field(default_factory=list)
    parent: Id | None = None
    related: list[Id] = Field(default_factory=list)
    disclosure: Literal["published", "unpublished"] = "published"
    cadence: Cadence | None = None

    @property
    def happened(self) -> When | None:
        """The day it was set up, if known."""
        return self.since

    @property
    def title_text(self) -> Text:
        """Its short name."""
        return self.short
