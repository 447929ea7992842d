"""Documents: statements, readouts, plans and agreements."""

from __future__ import annotations

from pydantic import Field

from renkei.ground.days import When, WrittenDay
from renkei.ground.texts import Text
from renkei.record.rows import Id, Row, YesNo


class Document(Row):
    """A paper issued at or after a meeting; `binding` only for agreements that say so."""

    title: Text
    kind: str
    date: WrittenDay
    meeting: Id | None = None
    forum: Id | None = None
    issuers: list[Id] = Field(default_factory=list)
    binding: YesNo = False

    @property
    def happened(self) -> When | None:
        """The day it was issued."""
        return self.date

    @property
    def title_text(self) -> Text:
        """Its title, in our words."""
        return self.title
