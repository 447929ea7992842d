"""The words the other tables use: topics, and agencies with their institutions."""

from __future__ import annotations

from renkei.ground.days import When, WrittenDay
from renkei.ground.texts import Text
from renkei.record.rows import Id, Party, Row


class Topic(Row):
    """A subject of talks; `broader` rolls it up."""

    name: Text
    broader: Id | None = None

    @property
    def title_text(self) -> Text:
        """Its name."""
        return self.name


class Agency(Row):
    """A department, bureau, center or company named in the record."""

    name: Text
    short: Text
    country: Party | None = None
    parent: Id | None = None
    kind: str | None = None
    since: WrittenDay | None = None
    until: WrittenDay | None = None
    succeeded_by: Id | None = None

    @property
    def happened(self) -> When | None:
        """The day it was set up, if known."""
        return self.since

    @property
    def title_text(self) -> Text:
        """Its short name."""
        return self.short
