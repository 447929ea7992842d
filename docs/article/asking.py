"""What the claims of the article are compared with, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from renkei.desk.coverage import absences, by_forum, coverage
from renkei.desk.due import due
from renkei.desk.followed import followed
from renkei.desk.institutions import institutions
from renkei.desk.met import MetFilter, met
from renkei.desk.pairs import pairs
from renkei.record.keeping import Record, load
from renkei.record.knowing import View

AS_OF = date(2023, 10, 15)
"""The article names no day; it cites 27 September 2023 and calls 28 October 2023 upcoming."""


@dataclass(frozen=True)
class Verdict:
    """How a claim stands against the record.

    Attributes:
        verdict: `agrees`, `in part`, `wrong`, `not in the record` or `not a matter of record`.
        answer: what Renkei says, in one sentence.
        asked: the question on the command line.
        rows: the rows the answer rests on.
    """

    verdict: str
    answer: str
    asked: str = ""
    rows: tuple[str, ...] = ()


@cache
def record() -> Record:
    """The built-in record."""
    return load()


@cache
def view(day: date = AS_OF, recorded_by: date | None = None) -> View:
    """The built-in record as of a day."""
    return View(record(), day, None, recorded_by)


def compared(claimed: Any, found: Any, answer: str, asked: str, *rows: str, otherwise: str = "wrong") -> Verdict:
    """Agrees if what the article claims is what the record holds; otherwise the given verdict."""
    return Verdict("agrees" if claimed == found else otherwise, answer, asked, tuple(rows))


def meeting(name: str) -> Any:
    """A meeting that had been held by the day."""
    return next(m for m in view().meetings if m.id == name)


def last(forum: str, level: str | None = None, day: date = AS_OF) -> Any:
    """The last meeting of a forum, at a level or at any."""
    rows = [r for r in met(view(day), MetFilter(forum=forum, level=level)).rows if r.last_met]
    return max(rows, key=lambda r: r.last_met.latest)


def promise(name: str, day: date = AS_OF) -> Any:
    """A promise with its reading on the day."""
    return next(r for r in due(view(day)).rows if r.id == name)


def topic(name: str) -> Any:
    """A topic and the tables it was on."""
    return next(r for r in coverage(view()).rows if r.topic == name)


def topics_of(name: str) -> set[str]:
    """The topics of a meeting's readouts, with what they roll up to."""
    return {broad for t in meeting(name).topics for broad in view().topic_and_broader(t)}


__all__ = [
    "AS_OF",
    "Callable",
    "MetFilter",
    "Verdict",
    "absences",
    "by_forum",
    "compared",
    "coverage",
    "due",
    "followed",
    "institutions",
    "last",
    "meeting",
    "met",
    "pairs",
    "promise",
    "record",
    "topic",
    "topics_of",
    "view",
]
