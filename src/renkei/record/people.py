"""People, and the offices they held."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from renkei.ground.days import WrittenDay
from renkei.ground.sources import How, Sourced, best
from renkei.ground.texts import Text
from renkei.record.rows import Id, Party, Row


class Office(Sourced):
    """One office held by one person.

    Attributes:
        since: first day in office.
        until: first day no longer in office; None while no end is known.
        seen: last day a source shows the holder in office.
    """

    office: Text
    agency: Id | None = None
    since: WrittenDay
    until: WrittenDay | None = None
    seen: WrittenDay | None = None
    note: Text | None = None

    def held_on(self, day: date) -> bool:
        """Whether the office was held on `day`, as far as the written days allow it."""
        return self.since.earliest <= day and (
            self.until is None or day < self.until.latest or day < self.until.earliest
        )

    def ended_by(self, day: date) -> bool | None:
        """Whether the term was over on `day`; None when the written end leaves it open."""
        if self.until is None or self.until.earliest > day:
            return False
        return True if self.until.latest <= day else None


class Person(Row):
    """Somebody who took part, with every office the record needs."""

    name: Text
    short: Text | None = None
    country: Party
    offices: list[Office] = Field(min_length=1)

    @property
    def title_text(self) -> Text:
        """The name."""
        return self.name

    @property
    def checked(self) -> How:
        """How well the offices are checked: as the best of their sources."""
        return best([*self.sources, *(source for office in self.offices for source in office.sources)])

    def offices_on(self, day: date) -> list[Office]:
        """The offices held on `day`."""
        return [office for office in self.offices if office.held_on(day)]
