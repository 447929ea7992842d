"""Is the record sound? Dates that cannot be, terms that overlap, chairs without office, rows without source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from renkei.ground.errors import Fault
from renkei.ground.reading import line_of
from renkei.record.citations import citation_troubles
from renkei.record.commitments import Commitment
from renkei.record.instruments import Instrument, Stages
from renkei.record.keeping import Record
from renkei.record.meetings import Meeting
from renkei.record.people import Person
from renkei.record.references import Trouble, loops, unknown_references
from renkei.record.rows import Row

_PLACEHOLDERS = ("TO WRITE", "TODO", "TBD", "FIXME", "XXX", "lorem ipsum")


def faults(record: Record, folder: Path | None = None) -> list[Fault]:
    """Every fault of the rows that came from files below `folder` (or of all rows)."""
    found = []
    for trouble in troubles(record):
        path = record.files.get((trouble.table, trouble.id))
        if path is not None and (folder is None or path.is_relative_to(folder)):
            found.append(Fault(path, line_of(path, trouble.keys), trouble.code, trouble.message, trouble.help))
    return sorted(set(found))


def troubles(record: Record) -> Iterator[Trouble]:
    """Every fault of every row, whatever file it came from."""
    yield from unknown_references(record)
    yield from loops(record)
    for table, row in record.rows():
        yield from _of_any(table, row, record)
    for meeting in record.meetings.values():
        yield from _of_meeting(meeting, record)
    yield from _twice(record)
    for person in record.people.values():
        yield from _of_person(person)
    yield from _same_office(record)
    for promise in record.commitments.values():
        yield from _of_commitment(promise)
    for instrument in record.instruments.values():
        yield from _of_instrument(instrument)
    yield from citation_troubles(record)


def _of_any(table: str, row: Row, record: Record) -> Iterator[Trouble]:
    path = record.files.get((table, row.id))
    if path is not None and path.stem != row.id:
        yield Trouble(
            table,
            row.id,
            ("id",),
            "file-name",
            f"`{row.id}` stands in `{path.name}`",
            f"name the file `{row.id}.yaml`",
        )
    if table not in {"topics", "articles"} and not row.sources and not isinstance(row, Person):
        yield Trouble(
            table,
            row.id,
            (),
            "no-source",
            f"`{row.id}` has no source",
            "add `sources`, or `how: memory` if none was looked up",
        )
    for name in row.unverified:
        if name.split(".")[0] not in {
            *type(row).model_fields,
            *(Stages.model_fields if isinstance(row, Instrument) else ()),
        }:
            message = f"`{name}` is not a field that could be unverified"
            yield Trouble(table, row.id, ("unverified",), "unknown-field", message, "name a field of the row")
    for keys, text in _texts(row.model_dump(exclude={"sources"}), ()):
        if any(word in text for word in _PLACEHOLDERS):
            yield Trouble(
                table,
                row.id,
                keys,
                "placeholder",
                f"`{text[:40]}` is a placeholder",
                "write the text or remove the field",
            )
    told, happened = row.public, row.happened if table in {"documents", "commitments"} else None
    if told and happened and happened.exact and happened.earliest - told.latest > timedelta(days=1):
        message = f"public on {row.public}, before it happened on {row.happened}"
        yield Trouble(table, row.id, ("public",), "impossible-date", message, "correct one of the two days")


def _texts(value: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*keys, key))
    elif isinstance(value, list):
        for i, each in enumerate(value):
            yield from _texts(each, (*keys, i))
    elif isinstance(value, str):
        yield keys, value


def _of_meeting(meeting: Meeting, record: Record) -> Iterator[Trouble]:
    forum = record.forums.get(meeting.forum or "")
    if forum and forum.since and meeting.took_place and meeting.date.latest < forum.since.earliest:
        message = f"held on {meeting.date}, before `{forum.id}` was set up on {forum.since}"
        yield Trouble("meetings", meeting.id, ("date",), "impossible-date", message, "correct one of the two days")
    if not meeting.took_place:
        return
    for field in ("chairs", "present"):
        for i, name in enumerate(getattr(meeting, field)):
            person = record.people.get(name)
            if person and not person.offices_on(meeting.date.earliest):
                message = f"`{name}` held no recorded office on {meeting.date}"
                advice = "correct the person or the day, or add the office to the person's file"
                yield Trouble("meetings", meeting.id, (field, i), "no-office", message, advice)
    for announced in meeting.announced:
        if announced.public.earliest > meeting.date.latest:
            message = f"announced on {announced.public}, after the meeting"
            yield Trouble(
                "meetings",
                meeting.id,
                ("announced",),
                "impossible-date",
                message,
                "correct one of the two days",
            )


def _twice(record: Record) -> Iterator[Trouble]:
    seen: dict[tuple[Any, ...], str] = {}
    for meeting in record.meetings.values():
        if meeting.forum is None:
            continue
        keys = [("date", meeting.forum, meeting.level, meeting.date.text)]
        if meeting.ordinal:
            keys.append(("ordinal", meeting.forum, meeting.level, meeting.ordinal))
        for key in keys:
            other = seen.setdefault(key, meeting.id)
            if other != meeting.id:
                message = f"`{other}` has the same forum, level and {key[0]}"
                yield Trouble(
                    "meetings",
                    meeting.id,
                    (key[0],),
                    "duplicate-meeting",
                    message,
                    "merge the two or correct one",
                )


def _of_person(person: Person) -> Iterator[Trouble]:
    for i, office in enumerate(person.offices):
        if office.until and office.until.latest <= office.since.earliest:
            message = f"in office until {office.until}, not after {office.since}"
            yield Trouble(
                "people",
                person.id,
                ("offices", i, "until"),
                "impossible-date",
                message,
                "correct one of the two days",
            )
        if not office.sources:
            message = f"`{office.office.en}` has no source"
            yield Trouble("people", person.id, ("offices", i), "no-source", message, "add `sources`")
        for name in office.unverified:
            if name not in type(office).model_fields:
                message = f"`{name}` is not a field that could be unverified"
                yield Trouble(
                    "people",
                    person.id,
                    ("offices", i, "unverified"),
                    "unknown-field",
                    message,
                    "name a field of the office",
                )


def _same_office(record: Record) -> Iterator[Trouble]:
    """Two terms in one office that overlap for certain: the later began before the earlier ended."""
    held: dict[tuple[str, str], list[tuple[Any, str, int, Any]]] = {}
    for person in record.people.values():
        for i, office in enumerate(person.offices):
            held.setdefault((office.agency or "", office.office.en), []).append((office.since, person.id, i, office))
    for (_, title), terms in held.items():
        terms.sort(key=lambda term: (term[0], term[1]))
        for (_, first, _, one), (start, second, i, _) in pairwise(terms):
            known_end = one.until or one.seen or one.since
            if start.latest >= known_end.earliest:
                continue
            end = (
                one.until.text
                if one.until
                else f"an unknown day (last seen {one.seen})"
                if one.seen
                else "an unknown day"
            )
            message = f"`{title}` is held from {start} by `{second}` and until {end} by `{first}`"
            yield Trouble(
                "people",
                second,
                ("offices", i, "since"),
                "overlapping-terms",
                message,
                "correct `since` or `until` of one of them",
            )


def _of_commitment(promise: Commitment) -> Iterator[Trouble]:
    for i, evidence in enumerate(promise.evidence):
        if evidence.on.latest < promise.made_on.earliest:
            message = f"evidence of {evidence.on} is older than the promise of {promise.made_on}"
            yield Trouble(
                "commitments",
                promise.id,
                ("evidence", i, "on"),
                "impossible-date",
                message,
                "correct the day or remove it",
            )
        if evidence.part and evidence.part not in promise.owners:
            message = f"`{evidence.part}` is not among the owners"
            yield Trouble(
                "commitments",
                promise.id,
                ("evidence", i, "part"),
                "unknown-reference",
                message,
                "name one of the owners",
            )
    for i, reading in enumerate(promise.due.readings if promise.due else []):
        if reading.day.latest < promise.made_on.earliest:
            message = f"due on {reading.day}, before it was made on {promise.made_on}"
            yield Trouble(
                "commitments",
                promise.id,
                ("due", "readings", i),
                "impossible-date",
                message,
                "correct one of the two days",
            )


def _of_instrument(instrument: Instrument) -> Iterator[Trouble]:
    stages = instrument.stages
    order = (
        ("proposed", "comment_until"),
        ("suspended_from", "suspended_until"),
        ("proposed", "enacted"),
        ("announced", "compliance"),
    )
    for first, second in order:
        early, late = getattr(stages, first), getattr(stages, second)
        if early and late and late.latest < early.earliest:
            message = f"`{second}` ({late}) is before `{first}` ({early})"
            yield Trouble(
                "instruments",
                instrument.id,
                ("stages", second),
                "impossible-date",
                message,
                "correct one of the two days",
            )
    if not stages.days():
        yield Trouble(
            "instruments",
            instrument.id,
            ("stages",),
            "missing-field",
            "no stage has a day",
            "add at least one",
        )
