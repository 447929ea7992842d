"""Articles about the record: their claims and citations, kept so that the citations can be checked against the record.

The built-in record holds none. A user's own record may, under `articles/`: `renkei lint` then tells which citations
contradict themselves.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from renkei.ground.days import When, WrittenDay
from renkei.ground.texts import Text
from renkei.record.rows import Id, Row


class Citation(BaseModel):
    """A footnote: what it says of itself, and the row of the record it points at, if any."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str = Field(pattern=r"^\d+$")
    title: str
    dated: WrittenDay | None = None
    address: str | None = None
    cites: Id | None = None


class Claim(BaseModel):
    """One thing an article says, in our words.

    Attributes:
        kind: event, participant, commitment, legal, judgement, forecast, recommendation or opinion.
        on: the day of what is claimed.
        forum: the forum it is claimed of.
        citations: numbers of the footnotes given for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str = Field(pattern=r"^\d+$")
    text: Text
    kind: str = Field(pattern=r"^(event|participant|commitment|legal|judgement|forecast|recommendation|opinion)$")
    on: WrittenDay | None = None
    forum: Id | None = None
    citations: list[str] = Field(default_factory=list)


class Article(Row):
    """An article, its claims and its citations."""

    title: Text
    author: str | None = None
    date: WrittenDay | None = None
    citations: list[Citation] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)

    @property
    def happened(self) -> When | None:
        """The day it was written as of."""
        return self.date

    @property
    def title_text(self) -> Text:
        """Its title."""
        return self.title
