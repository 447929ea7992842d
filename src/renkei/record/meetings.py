"""Meetings: who met whom, where, at which level, on which topics."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from renkei.ground.days import When, WrittenDay
from renkei.ground.texts import Text
from renkei.record.forums import Level
from renkei.record.rows import Id, Row


class Announced(BaseModel):
    """An announcement made before the meeting."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    public: WrittenDay
    date: WrittenDay
    source: str


class Meeting(Row):
    """A meeting, or one that was announced.

    Attributes:
        forum: the forum it belongs to; None for a contact that no readout gives to a forum.
        ordinal: its number, counted per forum and level.
        date: local day at the venue; an online meeting takes the US day.
        chairs: who led it, all sides.
        present: others named in a readout.
        topics: what the readouts that were read say was discussed.
        absent_topics: looked for in those readouts and not there.
    """

    forum: Id | None = None
    ordinal: str | None = Field(default=None, pattern=r"^\d+$")
    level: Level
    date: WrittenDay
    place: Text | None = None
    mode: Literal["in-person", "online", "hybrid", "telephone"]
    status: Literal["held", "planned", "reported-only", "cancelled"]
    announced: list[Announced] = Field(default_factory=list)
    chairs: list[Id] = Field(default_factory=list)
    present: list[Id] = Field(default_factory=list)
    agencies: list[Id] = Field(default_factory=list)
    topics: list[Id] = Field(default_factory=list)
    absent_topics: list[Id] = Field(default_factory=list)
    format: Text | None = None

    @property
    def happened(self) -> When | None:
        """The day of the meeting."""
        return self.date

    @property
    def took_place(self) -> bool:
        """Whether it was held, or at least reported to have been."""
        return self.status in {"held", "reported-only"}
