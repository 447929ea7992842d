"""Small random worlds for the laws: two forums, a few people, meetings, promises and what came of them.

Days lie in 2020 to 2025; some are known only by month. `later_rows` makes rows that all begin after a day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from renkei.desk.agenda import agenda
from renkei.desk.answers import Answer, plain
from renkei.desk.changed import changed
from renkei.desk.coverage import absences, by_forum, coverage
from renkei.desk.due import due
from renkei.desk.findings import findings
from renkei.desk.followed import followed
from renkei.desk.institutions import institutions
from renkei.desk.met import met
from renkei.desk.pairs import pairs
from renkei.record.keeping import Record
from renkei.record.knowing import View
from sample_world import (
    Fields,
    Rows,
    agency,
    announced,
    document,
    due_by,
    event,
    forum,
    instrument,
    meeting,
    office,
    person,
    promise,
    proof,
    topic,
)

FIRST, LAST = date(2020, 1, 1), date(2025, 12, 31)
LEVELS = ["ministerial", "working-level"]
FORUMS = ["north", "south"]
TOPICS = ["food", "fish", "ports"]
AGENCIES = ["is-trade", "is-customs", "nz-trade"]
EFFECTS = ["fulfills", "advances", "supports", "undercuts", "overtakes"]

days = st.dates(FIRST, LAST)


def some(of: list[str], *, least: int = 0) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(of), min_size=least, max_size=2, unique=True)


@st.composite
def written_days(draw: DrawFn, after: date | None = None) -> str:
    """A whole day, or a month; after a day if one is given, even at its earliest."""
    day = draw(st.dates(after + timedelta(days=1), LAST + timedelta(days=900)) if after else days)
    if draw(st.integers(0, 4)) == 0:
        month = day.isoformat()[:7]
        if after is None or date.fromisoformat(f"{month}-01") > after:
            return month
    return day.isoformat()


@st.composite
def meetings(draw: DrawFn, name: str, when: SearchStrategy[str], *, plans: SearchStrategy[str] | None = None) -> Fields:
    more: Fields = {
        "topics": draw(some(TOPICS)),
        "agencies": draw(some(AGENCIES)),
        "chairs": draw(some(["anna", "ria"])),
    }
    on, status = (
        draw(when),
        draw(st.sampled_from(["held", "held", "held", "reported-only", "planned", "cancelled"])),
    )
    if plans is not None and draw(st.booleans()):
        more["announced"] = [announced(draw(plans), on)]
    return meeting(
        name, draw(st.sampled_from([*FORUMS, None])), draw(st.sampled_from(LEVELS)), on, status=status, **more
    )


@st.composite
def promises(draw: DrawFn, name: str, when: SearchStrategy[str], refs: list[str]) -> Fields:
    more: Fields = {"owners": draw(some([*AGENCIES, "NZ"], least=1)), "topics": draw(some(TOPICS, least=1))}
    more["forum"] = draw(st.sampled_from(FORUMS))
    if draw(st.integers(0, 3)) == 0:
        counts = {"forum": draw(st.sampled_from(FORUMS)), "level": draw(st.sampled_from(LEVELS))}
        more |= {"every": draw(st.sampled_from(["P12M", "P6M"])), "counts": counts}
    elif draw(st.booleans()):
        more["due"] = due_by(*draw(st.lists(written_days(), min_size=1, max_size=2)))
    more["silence"] = draw(st.sampled_from(["unknown", "not met"]))
    if refs:
        more["evidence"] = draw(st.lists(evidence(refs, more["owners"]), max_size=3))
    return promise(name, draw(when), **more)


@st.composite
def evidence(draw: DrawFn, refs: list[str], owners: list[str]) -> Fields:
    part = draw(st.sampled_from([None, *owners]))
    by = draw(st.sampled_from(["person", "person", "machine"]))
    found = proof(draw(st.sampled_from(refs)), draw(written_days()), draw(st.sampled_from(EFFECTS)), by=by)
    return found | ({"part": part} if part else {})


@st.composite
def instruments(draw: DrawFn, name: str, when: SearchStrategy[str]) -> Fields:
    stages = draw(
        st.dictionaries(st.sampled_from(["published", "effective", "announced"]), when, min_size=1, max_size=2)
    )
    return instrument(name, stages, issuer=draw(st.sampled_from(AGENCIES)), topics=draw(some(TOPICS)))


@st.composite
def events(draw: DrawFn, name: str, when: SearchStrategy[str]) -> Fields:
    return event(name, draw(when), sets_up=draw(some(["nz-lab"])), undoes=draw(some(["nz-lab"])))


def several(make: Callable[[str], SearchStrategy[Fields]], prefix: str, most: int) -> SearchStrategy[list[Fields]]:
    return st.integers(0, most).flatmap(lambda n: st.tuples(*(make(f"{prefix}{i}") for i in range(n))).map(list))


def frame() -> Rows:
    """What every small world has: its topics, agencies, people and forums."""
    return {
        "topics": [topic("food"), topic("fish", broader="food"), topic("ports")],
        "agencies": [agency("is-trade", "IS"), agency("is-customs", "IS", parent="is-trade"), agency("nz-trade", "NZ"), agency("nz-lab", "NZ")],
        "people": [
            person("anna", "IS", office("Minister", "is-trade", "2019-01-01", until="2022-06")),
            person("ria", "NZ", office("Minister", "nz-trade", "2021-05-05")),
        ],
        "forums": [
            forum("north", ["IS", "NZ"], ["ministerial"], since="2020-03-03", agencies=["is-trade", "nz-trade"], topics=["food"]),
            forum("south", ["IS", "NZ"], ["working-level"], agencies=["nz-trade"], topics=["ports"]),
        ],
    }  # fmt: skip


@st.composite
def small_worlds(draw: DrawFn) -> Rows:
    rows = frame()
    when = written_days()
    rows["meetings"] = draw(several(lambda n: meetings(n, when, plans=written_days()), "m-", 4))
    rows["events"] = draw(several(lambda n: events(n, when), "e-", 3))
    rows["instruments"] = draw(several(lambda n: instruments(n, when), "i-", 2))
    rows["documents"] = draw(several(lambda n: when.map(lambda on: document(n, on, forum="north")), "d-", 2))
    refs = [row["id"] for table in ("meetings", "events", "instruments", "documents") for row in rows[table]]
    rows["commitments"] = draw(several(lambda n: promises(n, when, refs), "c-", 4))
    return rows


@st.composite
def later_rows(draw: DrawFn, after: date) -> Rows:
    """Rows of every dated table that all begin after a day, even at their earliest."""
    when = written_days(after=after)
    rows: Rows = {
        "meetings": draw(several(lambda n: meetings(n, when, plans=when), "m-later-", 3)),
        "events": draw(several(lambda n: events(n, when), "e-later-", 2)),
        "instruments": draw(several(lambda n: instruments(n, when), "i-later-", 2)),
        "documents": draw(several(lambda n: when.map(lambda on: document(n, on, forum="south")), "d-later-", 2)),
        "commitments": draw(several(lambda n: promises(n, when, []), "c-later-", 2)),
        "forums": [forum("later", ["IS", "NZ"], ["leaders"], since=draw(when), topics=["ports"])],
        "agencies": [agency("later-lab", "IS", since=draw(when))],
        "people": [person("zoe", "IS", office("Minister", "is-trade", draw(when)))],
    }
    return rows


def joined(*parts: Rows) -> Rows:
    return {table: [row for part in parts for row in part.get(table, [])] for part in parts for table in part}


def answers(record: Record, as_of: date, known_on: date | None = None) -> dict[str, Any]:
    """The answers to every question, each asked of a view of its own, as plain values."""

    def view() -> View:
        return View(record, as_of, known_on)

    since = as_of - timedelta(days=200) if as_of > FIRST else as_of
    asked: dict[str, Any] = {
        "met": met(view()),
        "met each": met(view(), each=True),
        "due": due(view()),
        "coverage": coverage(view()),
        "coverage by forum": by_forum(view()),
        "pairs": pairs(view()),
        "followed": followed(view()),
        "changed": changed(view(), since),
        "institutions": [row for row in institutions(view()).rows if row.state != "not set up"],
        "findings": findings(view()),
        "agenda": agenda(view(), findings(view())),
        "planned": [(plan.meeting.id, plan.announced) for plan in view().planned],
        "unconfirmed": [(plan.meeting.id, plan.announced) for plan in view().unconfirmed],
    }
    asked |= {f"absences {name}": absences(view(), name) for name in view().forums}
    return {name: plain(each.as_json() if isinstance(each, Answer) else each) for name, each in asked.items()}
