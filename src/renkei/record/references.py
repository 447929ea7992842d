"""Do all references of the record lead somewhere, and do chains end?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
                    yield Trouble(table, row.id, keys, "unknown-reference", f"no agency or place is called `{name}`", advice)
            elif wanted == "place":
                if not places.known(name):
                    yield Trouble(table, row.id, keys, "unknown-reference", f"no place is called `{name}`", "use an ISO 3166-1 code")
            elif name not in (record.evidence_rows if wanted == "evidence" else record.tables[wanted]):
                what = "meetings, documents, instruments or events" if wanted == "evidence" else wanted
                advice = "correct the id, or add the row"
                yield Trouble(table, row.id, keys, "unknown-reference", f"`{name}` is not among the {what}", advice)


def _many(field: str, table: str, names: list[str]) -> Iterator[tuple[Keys, str, str]]:
    yield from (((field, i), table, name) for i, name in enumerate(names))


def _one(field: str, table: str, name: str | None) -> Iterator[tuple[Keys, str, str]]:
    if name:
        yield (field,), table, name


def _references(row: Row) -> Iterator[tuple[Keys, str, str]]:
    match row:
        case Forum():
            yield from _many("agencies", "agencies", row.agencies)
            yield from _many("topics", "topics", row.topics)
            yield from _many("working_groups", "topics", row.working_groups)
            yield from _many("related", "forums", row.related)
            yield from _one("parent", "forums", row.parent)
            yield from _many("parties", "place", row.parties)
            yield from _many("observers", "place", row.observers)
        case Meeting():
            yield from _one("forum", "forums", row.forum)
            yield from _many("chairs", "people", row.chairs)
            yield from _many("present", "people", row.present)
            yield from _many("agencies", "agencies", row.agencies)
            yield from _many("topics", "topics", row.topics)
            yield from _many("absent_topics", "topics", row.absent_topics)
        case Person():
            yield from _one("country", "place", row.country)
            for i, office in enumerate(row.offices):
                if office.agency:
                    yield ("offices", i, "agency"), "agencies", office.agency
        case Document():
            yield from _one("meeting", "meetings", row.meeting)
            yield from _one("forum", "forums", row.forum)
            yield from _many("issuers", "agencies", row.issuers)
        case Commitment():
            yield from _of_commitment(row)
        case Instrument():
            yield from _one("issuer", "agencies", row.issuer)
            yield from _many("topics", "topics", row.topics)
            yield from _one("forum", "forums", row.forum)
            yield from _many("amends", "instruments", row.amends)
            yield from _one("document", "documents", row.document)
        case Event():
            yield from _many("actors", "agencies", row.actors)
            yield from _many("topics", "topics", row.topics)
            yield from _many("sets_up", "agencies", row.sets_up)
            yield from _many("undoes", "agencies", row.undoes)
        case Agency():
            yield from _one("parent", "agencies", row.parent)
            yield from _one("succeeded_by", "agencies", row.succeeded_by)
            yield from _one("country", "place", row.country)
        case Topic():
            yield from _one("broader", "topics", row.broader)
        case Article():
            for i, claim in enumerate(row.claims):
                if claim.forum:
                    yield ("claims", i, "forum"), "forums", claim.forum
            for i, citation in enumerate(row.citations):
                if citation.cites:
                    yield ("citations", i, "cites"), "evidence", citation.cites
    for i, source in enumerate(row.sources):
        if source.cites:
            yield ("sources", i, "cites"), "evidence", source.cites


def _of_commitment(row: Commitment) -> Iterator[tuple[Keys, str, str]]:
    yield from _many("owners", "owner", row.owners)
    yield from _many("topics", "topics", row.topics)
    yield from _one("meeting", "meetings", row.meeting)
    yield from _one("document", "documents", row.document)
    yield from _one("forum", "forums", row.forum)
    if row.counts:
        yield ("counts", "forum"), "forums", row.counts.forum
    for i, evidence in enumerate(row.evidence):
        yield ("evidence", i, "ref"), "evidence", evidence.ref
        if evidence.part:
            yield ("evidence", i, "part"), "owner", evidence.part


def loops(record: Record) -> Iterator[Trouble]:
    """Every chain of `parent`, `broader`, `succeeded_by` or `amends` that comes back to its start."""
    chains: dict[str, tuple[str, dict[str, list[str]]]] = {
        "forums": ("parent", {f.id: [f.parent] if f.parent else [] for f in record.forums.values()}),
        "topics": ("broader", {t.id: [t.broader] if t.broader else [] for t in record.topics.values()}),
        "agencies": ("parent", {a.id: [a.parent] if a.parent else [] for a in record.agencies.values()}),
        "instruments": ("amends", {i.id: list(i.amends) for i in record.instruments.values()}),
    }
    for table, (field, next_of) in chains.items():
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
