"""The record as of a day: what had happened by then (first clock), and what was public by then (second clock).

`as_of` cuts by the day things happened. `known_on`, if given, also hides every row that was not public by that
day. A row whose `public` day nobody recorded counts as public from the last day of its own date; answers list
those rows under the caveat `assumed_public`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from renkei.ground.days import When
from renkei.record.commitments import Commitment, Evidence
from renkei.record.documents import Document
from renkei.record.events import Event
from renkei.record.forums import Forum
from renkei.record.instruments import Instrument
from renkei.record.keeping import Record
from renkei.record.meetings import Announced, Meeting
from renkei.record.people import Office, Person
from renkei.record.rows import Row
from renkei.record.vocabulary import Agency

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True)
class InRoom:
    """Somebody at a meeting, with the offices held that day.

    Attributes:
        then: whether every one of those offices had ended by the day asked for ("then-minister").
            None when the record cannot tell.
    """

    person: str
    offices: tuple[Office, ...]
    then: bool | None


@dataclass(frozen=True)
class Planned:
    """A meeting announced by the day asked for, for a later day."""

    meeting: Meeting
    announced: Announced


@dataclass
class View:
    """The record as of a day.

    Args:
        record: all of it.
        as_of: nothing that happened after this day is used.
        known_on: if given, nothing that became public after this day is used either.
        recorded_by: if given, nothing that this record learned after this day is used (for audits).
    """

    record: Record
    as_of: date
    known_on: date | None = None
    recorded_by: date | None = None

    @property
    def horizon(self) -> date:
        """The last day of which anything is known: the earlier of the two clocks."""
        return min(self.as_of, self.known_on or self.as_of)

    def visible(self, row: Row) -> bool:
        """Whether the second clock and the audit clock let the row through."""
        if not self._recorded(row):
            return False
        if self.known_on is None or row.public_day is None:
            return True
        return row.public_day <= self.known_on

    def _recorded(self, row: Row) -> bool:
        return self.recorded_by is None or (row.recorded is not None and row.recorded.latest <= self.recorded_by)

    def _past(self, rows: Iterable[RowT]) -> list[RowT]:
        kept = []
        for row in rows:
            when = row.happened
            came = when.by(self.as_of) if when else True
            if came and self.visible(row):
                kept.append(row)
        return sorted(kept, key=lambda row: (row.happened.latest if row.happened else date.min, row.id))

    @cached_property
    def undated(self) -> list[str]:
        """Rows whose written day, or the day of one of their stages or evidence, leaves open whether it had come."""
        open_days = []
        for table in ("forums", "meetings", "documents", "events", "commitments", "instruments"):
            for row in filter(self.visible, self.record.tables[table].values()):
                days = [row.happened] if row.happened else []
                if isinstance(row, Instrument):
                    days += [day for _, day in row.stages.days()]
                if isinstance(row, Commitment):
                    days += [evidence.on for evidence in row.evidence]
                if any(day.by(self.as_of) is None for day in days):
                    open_days.append(row.id)
        return sorted(open_days)

    @cached_property
    def forums(self) -> dict[str, Forum]:
        """Forums that existed, or whose beginning nobody recorded."""
        return {row.id: row for row in self._past(self.record.forums.values())}

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Meetings held, or reported to have been, oldest first."""
        return self._past(m for m in self.record.meetings.values() if m.took_place)

    @cached_property
    def documents(self) -> list[Document]:
        """Documents issued, oldest first."""
        return self._past(self.record.documents.values())

    @cached_property
    def events(self) -> list[Event]:
        """Events, oldest first."""
        return self._past(self.record.events.values())

    @cached_property
    def commitments(self) -> list[Commitment]:
        """Promises made, oldest first."""
        return self._past(self.record.commitments.values())

    @cached_property
    def instruments(self) -> list[Instrument]:
        """Instruments that had reached their first stage, oldest first."""
        return self._past(self.record.instruments.values())

    @cached_property
    def agencies(self) -> list[Agency]:
        """Agencies that existed, or whose beginning nobody recorded."""
        return self._past(self.record.agencies.values())

    @cached_property
    def people(self) -> list[Person]:
        """People who had taken up one of their offices."""
        rows = filter(self.visible, self.record.people.values())
        return [row for row in rows if any(office.since.by(self.horizon) for office in row.offices)]

    @cached_property
    def announced(self) -> list[Planned]:
        """Meetings announced by the day of which the record has no report by then, by their last announcement."""
        reported = {meeting.id for meeting in self.meetings}
        found = []
        for meeting in self.record.meetings.values():
            made = [a for a in meeting.announced if a.public.latest <= self.horizon]
            if made and meeting.id not in reported and self._recorded(meeting):
                found.append(Planned(meeting, max(made, key=lambda a: a.public.latest)))
        return sorted(found, key=lambda p: (p.announced.date.earliest, p.meeting.id))

    @cached_property
    def planned(self) -> list[Planned]:
        """Meetings announced for a later day, nearest first."""
        return [plan for plan in self.announced if plan.announced.date.latest > self.as_of]

    @cached_property
    def unconfirmed(self) -> list[Planned]:
        """Meetings announced for a day now past, of which the record has no report."""
        past = (plan for plan in self.announced if plan.announced.date.latest <= self.as_of)
        return [plan for plan in past if plan.meeting.status != "cancelled" or not self.visible(plan.meeting)]

    def succeeded(self, forum: Forum) -> bool:
        """Whether a forum had ended or been succeeded by the day."""
        ends = [day for day in (forum.until, forum.succeeded_on) if day]
        return any(day.by(self.horizon) for day in ends)

    def parties(self, forum: Forum) -> list[str]:
        """A forum's parties by the day: those at the start, and those that had joined."""
        joined = {each.party: bool(each.since.by(self.horizon)) for each in forum.joined}
        return [party for party in dict.fromkeys([*forum.parties, *joined]) if joined.get(party, True)]

    def evidence(self, promise: Commitment) -> list[Evidence]:
        """The evidence that counts: judged by a person, dated by the day, its row visible; oldest first."""
        return [each for each in self._known_evidence(promise) if each.by == "person"]

    def candidates(self, promise: Commitment) -> list[Evidence]:
        """What a machine proposed as evidence by the day and nobody has judged; it never counts."""
        return [each for each in self._known_evidence(promise) if each.by == "machine"]

    def _known_evidence(self, promise: Commitment) -> list[Evidence]:
        kept = []
        for each in promise.evidence:
            row = self.record.evidence_rows.get(each.ref)
            if each.on.by(self.horizon) and row is not None and self.visible(row):
                kept.append(each)
        return sorted(kept, key=lambda e: (e.on.latest, e.ref))

    def stages(self, instrument: Instrument) -> list[tuple[str, When]]:
        """The stages an instrument had reached, in order of time."""
        return [(name, day) for name, day in instrument.stages.days() if day.by(self.horizon)]

    def in_room(self, meeting: Meeting) -> list[InRoom]:
        """Who was at a meeting, chairs first, with the offices held that day."""
        return [self._seat(person, meeting.date.earliest) for person in [*meeting.chairs, *meeting.present]]

    def _seat(self, person: str, day: date) -> InRoom:
        found = self.record.people.get(person)
        offices = tuple(found.offices_on(day)) if found else ()
        ended = {office.ended_by(self.horizon) for office in offices}
        then = None if not offices or None in ended else ended == {True}
        return InRoom(person, offices, then)

    def agencies_at(self, meeting: Meeting) -> set[str]:
        """The agencies at a meeting: those a readout names, and those of the people in the room."""
        named = {office.agency for seat in self.in_room(meeting) for office in seat.offices if office.agency}
        return named | set(meeting.agencies)

    def departments(self, agencies: Iterable[str]) -> set[str]:
        """The same agencies with every bureau told as its department."""
        return {self._department(agency) for agency in agencies}

    def _department(self, agency: str) -> str:
        seen = set()
        while agency not in seen and (row := self.record.agencies.get(agency)) and row.parent:
            seen.add(agency)
            agency = row.parent
        return agency

    def topic_and_broader(self, topic: str) -> list[str]:
        """A topic and everything it rolls up to."""
        chain = []
        current: str | None = topic
        while current and current not in chain:
            chain.append(current)
            row = self.record.topics.get(current)
            current = row.broader if row else None
        return chain

    def forum_of(self, promise: Commitment) -> str | None:
        """The forum a promise was made in."""
        meeting = self.record.meetings.get(promise.meeting or "")
        document = self.record.documents.get(promise.document or "")
        return promise.forum or (meeting.forum if meeting else None) or (document.forum if document else None)
