"""Do all references of the record lead somewhere, and do chains end?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from renkei.ground import places
from renkei.record.articles import Article
from renkei.record.commitments import Commitment
from renkei.record.documents import Document
from renkei.record.events import Event
from renkei.record.forums import Forum
from renkei.record.instruments import Instrument
from renkei.record.keeping import Record
from renkei.record.meetings import Meeting
from renkei.record.people import Person
from renkei.record.rows import Row
from renkei.record.vocabulary import Agency, Topic

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Trouble:
    """A fault of one row, not yet told its line: the table and id, the field, what is wrong, and what to do."""

    table: str
    id: str
    keys: Keys
    code: str
    message: str
    help: str


def unknown_references(record: Record) -> Iterator[Trouble]:
    """Every reference to a row that does not exist, and every place or owner nobody knows."""
    for table, row in record.rows():
        for keys, wanted, name in _references(row):
            if wanted == "owner":
                if name not in record.agencies and not places.known(name):
                    advice = "use an agency's id, a country code or a known group"
                    yield Trouble(
                        table,
                        row.id,
                        keys,
                        "unknown-reference",
                        f"no agency or place is called `{name}`",
                        advice,
                    )
            elif wanted == "place":
                if not places.known(name):
                    yield Trouble(
                        table,
                        row.id,
                        keys,
                        "unknown-reference",
                        f"no place is called `{name}`",
                        "use an ISO 3166-1 code",
                    )
            elif name not in (record.evidence_rows if wanted == "evidence" else record.tables[wanted]):
                what = "meetings, documents, instruments or events" if wanted == "evidence" else wanted
                advice = "correct the id, or add the row"
                yield Trouble(table, row.id, keys, "unknown-reference", f"`{name}` is not among the {what}", advice)


_POINTS: dict[type[Row], dict[str, str]] = {
    Forum: {
        "agencies": "agencies",
        "topics": "topics",
        "working_groups": "topics",
        "related": "forums",
        "parent": "forums",
        "parties": "place",
        "observers": "place",
        "joined.party": "place",
    },
    Meeting: {
        "forum": "forums",
        "chairs": "people",
        "present": "people",
        "agencies": "agencies",
        "topics": "topics",
        "absent_topics": "topics",
    },
    Person: {"country": "place", "offices.agency": "agencies"},
    Document: {"meeting": "meetings", "forum": "forums", "issuers": "agencies"},
    Commitment: {
        "owners": "owner",
        "topics": "topics",
        "meeting": "meetings",
        "document": "documents",
        "forum": "forums",
        "counts.forum": "forums",
        "evidence.ref": "evidence",
        "evidence.part": "owner",
    },
    Instrument: {
        "issuer": "agencies",
        "topics": "topics",
        "forum": "forums",
        "amends": "instruments",
        "document": "documents",
    },
    Event: {"actors": "agencies", "topics": "topics", "sets_up": "agencies", "undoes": "agencies"},
    Agency: {"parent": "agencies", "succeeded_by": "agencies", "country": "place"},
    Topic: {"broader": "topics"},
    Article: {"claims.forum": "forums", "citations.cites": "evidence"},
}
"""What each field of a row points at: a table, `evidence` (any row that can be one), a `place`, or an `owner`."""


def _references(row: Row) -> Iterator[tuple[Keys, str, str]]:
    """Every name a row gives, with where it stands and what it should be among."""
    for path, wanted in (_POINTS[type(row)] | {"sources.cites": "evidence"}).items():
        for keys, name in _named(row, path.split("."), ()):
            yield keys, wanted, name


def _named(value: Any, path: list[str], keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, list):
        for i, each in enumerate(value):
            yield from _named(each, path, (*keys, i))
    elif isinstance(value, str):
        yield keys, value
    elif value is not None:
        yield from _named(getattr(value, path[0]), path[1:], (*keys, path[0]))


def loops(record: Record) -> Iterator[Trouble]:
    """Every chain of `parent`, `broader`, `succeeded_by` or `amends` that comes back to its start."""
    agencies = record.agencies.values()
    chains: tuple[tuple[str, str, dict[str, list[str]]], ...] = (
        ("forums", "parent", {f.id: [f.parent] if f.parent else [] for f in record.forums.values()}),
        ("topics", "broader", {t.id: [t.broader] if t.broader else [] for t in record.topics.values()}),
        ("agencies", "parent", {a.id: [a.parent] if a.parent else [] for a in agencies}),
        ("agencies", "succeeded_by", {a.id: [a.succeeded_by] if a.succeeded_by else [] for a in agencies}),
        ("instruments", "amends", {i.id: list(i.amends) for i in record.instruments.values()}),
    )
    for table, field, next_of in chains:
        for start in next_of:
            if _returns(start, next_of):
                message = f"following `{field}` from `{start}` comes back to it"
                yield Trouble(table, start, (field,), "loop", message, "break the circle")


def _returns(start: str, next_of: dict[str, list[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(next_of[start])
    while ahead:
        name = ahead.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            ahead.extend(next_of.get(name, []))
    return False
