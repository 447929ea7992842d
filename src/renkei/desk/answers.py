"""The shape of every answer: rows, the sources they rest on, and what to bear in mind."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from renkei.ground.days import When
from renkei.ground.sources import How, to_cite
from renkei.record.knowing import Planned, View
from renkei.record.people import Person
from renkei.record.rows import Row

RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Cited:
    """A row of the record that an answer rests on.

    Attributes:
        id: its id.
        table: its table.
        how: how well it is checked.
        address: the page to cite; None if the row has none.
        layer: built-in, added or amended by the user's own record.
        unverified: its fields that no text read here settles.
        announced: for a meeting to come, the day its announcement gives; then the address is the announcement's.
    """

    id: str
    table: str
    how: How
    address: str | None
    layer: str
    unverified: tuple[str, ...]
    announced: When | None = None


@dataclass(frozen=True)
class Caveat:
    """Something to bear in mind; worded under `caveats.<code>`."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer(Generic[RowT]):
    """An answer to one question.

    Attributes:
        question: the question word.
        as_of: the day asked for.
        known_on: the second clock, if it was set.
        rows: the answer itself.
        sources: every row of the record it rests on.
        caveats: what to bear in mind.
        summary: figures over all rows, by name.
    """

    question: str
    as_of: date
    known_on: date | None
    rows: tuple[RowT, ...]
    sources: tuple[Cited, ...]
    caveats: tuple[Caveat, ...]
    summary: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The answer as plain values, the same shape for every question."""
        plain_answer: dict[str, Any] = {
            "question": self.question,
            "as_of": plain(self.as_of),
            "known_on": plain(self.known_on),
            "answer": plain(self.rows),
        }
        if self.summary:
            plain_answer["summary"] = plain(self.summary)
        return plain_answer | {
            "sources": plain(self.sources),
            "caveats": [{"code": c.code, **plain(c.values)} for c in self.caveats],
        }


def plain(value: Any) -> Any:
    """Any value of an answer as JSON knows it: days as text, tuples as lists, texts as `{en, ja}`."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, When):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(v) for v in value)
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value


def answered(question: str, view: View, rows: Iterable[RowT], used: Iterable[str], **summary: Any) -> Answer[RowT]:
    """An answer with its sources looked up and its caveats worked out.

    Args:
        question: the question word.
        view: the record as of the day asked for.
        rows: the answer's rows.
        used: ids of every row of the record the answer rests on.
        summary: figures over all rows.
    """
    sources = cite(view, used)
    return Answer(question, view.as_of, view.known_on, tuple(rows), sources, caveats(view, sources), summary)


def cite(view: View, used: Iterable[str]) -> tuple[Cited, ...]:
    """The rows behind an answer, in the order first used; a meeting to come by its announcement alone."""
    index = view.record.by_id
    coming = {plan.meeting.id: plan for plan in view.announced}
    found = ((index[each], coming.get(each)) for each in dict.fromkeys(used) if each in index)
    return tuple(_cited(table, row, plan) for (table, row), plan in found)


def _cited(table: str, row: Row, plan: Planned | None) -> Cited:
    sources = list(row.sources)
    unverified = list(row.unverified)
    if isinstance(row, Person):
        for office in row.offices:
            sources += office.sources
            unverified += office.unverified
    source = to_cite(sources)
    address = plan.announced.source if plan else source.address if source else None
    day = plan.announced.date if plan else None
    return Cited(row.id, table, row.checked, address, row.layer, tuple(dict.fromkeys(unverified)), day)


def caveats(view: View, sources: tuple[Cited, ...]) -> tuple[Caveat, ...]:
    """What to bear in mind about an answer that rests on `sources`."""
    found = []
    through = view.record.checked_through
    if through and through.latest < view.as_of:
        found.append(Caveat("past_checked", {"through": through, "as_of": view.as_of}))
    if view.known_on:
        found.append(Caveat("known_on", {"known_on": view.known_on}))
        index = view.record.by_id
        assumed = [s for s in sources if index[s.id][1].public is None and index[s.id][1].public_day is not None]
        if assumed:
            found.append(Caveat("assumed_public", {"n": len(assumed), "ids": [s.id for s in assumed]}))
    if sources:
        by = Counter(s.how for s in sources)
        counts = {how.value: by.get(how, 0) for how in How}
        fields = sum(len(s.unverified) for s in sources)
        found.append(Caveat("checked", {"n": len(sources), **counts, "fields": fields}))
    for layer in ("added", "amended"):
        own = [s.id for s in sources if s.layer == layer]
        if own:
            found.append(Caveat(f"own_{layer}", {"n": len(own), "ids": own}))
    if view.record.withdrawn:
        gone = view.record.withdrawn
        found.append(Caveat("own_withdrawn", {"n": len(gone), "ids": list(gone)}))
    if view.undated:
        found.append(Caveat("undated", {"n": len(view.undated), "ids": view.undated}))
    found.append(Caveat("absence"))
    return tuple(found)
