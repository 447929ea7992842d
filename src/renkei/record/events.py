"""Events outside meetings and rules: institutions set up or undone, money, acknowledgements, foreign measures."""

from __future__ import annotations

from pydantic import Field

from renkei.ground.days import When, WrittenDay
from renkei.ground.texts import Text
from renkei.record.commitments import Amount
from renkei.record.rows import Id, Row


class Event(Row):
    """Something that happened on a day; `sets_up` and `undoes` name institutions."""

    title: Text
    date: WrittenDay
    kind: str
    actors: list[Id] = Field(default_factory=list)
    topics: list[Id] = Field(default_factory=list)
    amount: Amount | None = None
    sets_up: list[Id] = Field(default_factory=list)
    undoes: list[Id] = Field(default_factory=list)

    @property
    def happened(self) -> When | None:
        """The day it happened."""
        return self.date

    @property
    def title_text(self) -> Text:
        """What happened."""
        return self.title
