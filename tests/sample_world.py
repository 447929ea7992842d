"""A tiny made-up world, and the builder that writes it, or any other rows, as the YAML files of a record.

Three countries (Iceland, New Zealand, Uruguay), two forums (`north`, `south`), a dozen meetings, promises of every kind.
Nothing in it ever happened.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import yaml

from renkei.ground.errors import Fault
from renkei.record.checking import faults
from renkei.record.files import RawRecord, RawRow, read_folder
from renkei.record.keeping import Record, assemble, lay_over, overlaid
from renkei.record.knowing import View

Fields = dict[str, Any]
Rows = dict[str, list[Fields]]


def text(words: str) -> Fields:
    return {"en": words, "ja": f"（{words}）"}


def seen() -> list[Fields]:
    return [{"address": "https://example.org/page", "how": "official", "read": "yes"}]


def topic(name: str, **more: Any) -> Fields:
    return {"id": name, "name": text(name)} | more


def agency(name: str, country: str, **more: Any) -> Fields:
    return {"id": name, "name": text(name), "short": text(name), "country": country, "sources": seen()} | more


def office(title: str, of: str, since: str, **more: Any) -> Fields:
    return {"office": text(title), "agency": of, "since": since, "sources": seen()} | more


def person(name: str, country: str, *offices: Fields, **more: Any) -> Fields:
    return {"id": name, "name": text(name), "country": country, "offices": list(offices)} | more


def forum(name: str, parties: list[str], levels: list[str], **more: Any) -> Fields:
    named = {"id": name, "name": text(name), "short": text(name), "group": "bilateral", "kind": "dialogue"}
    return named | {"parties": parties, "levels": levels, "sources": seen()} | more


def meeting(name: str, of: str | None, level: str, on: str, **more: Any) -> Fields:
    row = {"id": name, "level": level, "date": on, "mode": "in-person", "status": "held", "sources": seen()}
    return row | ({"forum": of} if of else {}) | more


def document(name: str, on: str, **more: Any) -> Fields:
    return {"id": name, "title": text(name), "kind": "statement", "date": on, "sources": seen()} | more


def event(name: str, on: str, **more: Any) -> Fields:
    return {"id": name, "title": text(name), "kind": "other", "date": on, "sources": seen()} | more


def instrument(name: str, stages: Fields, **more: Any) -> Fields:
    row = {"id": name, "jurisdiction": "IS", "title": text(name), "kind": "rule", "stages": stages}
    return row | {"sources": seen()} | more


def promise(name: str, made_on: str, **more: Any) -> Fields:
    row = {
        "id": name,
        "text": text(name),
        "owners": ["is-trade", "nz-trade"],
        "topics": ["fish"],
        "kind": "action",
    }
    rest = {"strength": "firm", "made_on": made_on, "guideline": text("met when done"), "sources": seen()}
    return row | rest | more


def proof(ref: str, on: str, effect: str, **more: Any) -> Fields:
    return {"ref": ref, "on": on, "effect": effect} | more


def due_by(*days: str) -> Fields:
    return {"text": text("by then"), "readings": [{"rule": text("as written"), "by": day} for day in days]}


def announced(public: str, day: str) -> Fields:
    return {"public": public, "date": day, "source": "https://example.org/news"}


def world() -> Rows:
    """The rows of the made-up world."""
    return deepcopy(
        {
            "topics": [topic("food"), topic("fish", broader="food"), topic("wool"), topic("ports")],
            "agencies": [
                agency("is-trade", "IS"),
                agency("is-customs", "IS", parent="is-trade"),
                agency("nz-trade", "NZ"),
                agency("uy-trade", "UY"),
                agency("harbour-lab", "NZ"),
            ],
            "people": [
                person("anna", "IS", office("Minister of Trade", "is-trade", "2018-01-01", until="2022-03-01")),
                person("bjorn", "IS", office("Minister of Trade", "is-trade", "2022-03-01")),
                person("ria", "NZ", office("Minister for Trade", "nz-trade", "2018-06-01", until="2023-09")),
                person("paz", "UY", office("President", "uy-trade", "2018-03-01")),
            ],
            "forums": [
                forum(
                    "north",
                    ["IS", "NZ"],
                    ["ministerial", "vice-ministerial", "working-level"],
                    since="2019-03-10",
                    agencies=["is-trade", "nz-trade"],
                    topics=["food", "ports"],
                ),
                forum(
                    "south",
                    ["NZ", "UY"],
                    ["leaders"],
                    since="2019-07-01",
                    group="wider",
                    joined=[{"party": "IS", "since": "2020-01-01"}],
                    agencies=["nz-trade", "uy-trade"],
                    topics=["wool"],
                ),
            ],
            "meetings": [
                meeting("m-n1", "north", "ministerial", "2019-03-10", chairs=["anna", "ria"], topics=["fish"]),
                meeting("m-n2", "north", "ministerial", "2020-02-20", chairs=["anna", "ria"], topics=["fish"]),
                meeting(
                    "m-n3",
                    "north",
                    "ministerial",
                    "2021-09-15",
                    chairs=["anna", "ria"],
                    topics=["food"],
                    mode="online",
                ),
                meeting("m-n4", "north", "ministerial", "2022-12-01", status="reported-only"),
                meeting(
                    "m-n5",
                    "north",
                    "ministerial",
                    "2023-06-30",
                    chairs=["bjorn", "ria"],
                    topics=["fish"],
                    absent_topics=["ports"],
                ),
                meeting(
                    "m-n-off",
                    "north",
                    "ministerial",
                    "2020-04-01",
                    status="cancelled",
                    announced=[announced("2020-03-05", "2020-04-01")],
                ),
                meeting("m-nv1", "north", "vice-ministerial", "2020-11"),
                meeting("m-nv2", "north", "vice-ministerial", "2022-05-05"),
                meeting("m-nw1", "north", "working-level", "2021-05~"),
                meeting(
                    "m-s1",
                    "south",
                    "leaders",
                    "2019-07-01/2019-07-03",
                    chairs=["ria", "paz"],
                    topics=["wool"],
                ),
                meeting(
                    "m-s2",
                    "south",
                    "leaders",
                    "2022-10-10",
                    chairs=["paz", "bjorn"],
                    topics=["wool"],
                    announced=[announced("2022-08-01", "2022-09-20"), announced("2022-09-10", "2022-10-10")],
                ),
                meeting(
                    "m-s3",
                    "south",
                    "leaders",
                    "2024-05-20",
                    status="planned",
                    announced=[announced("2024-01-15", "2024-05-20")],
                ),
                meeting("m-b1", None, "ministerial", "2022-01-12", chairs=["anna", "paz"], topics=["fish", "wool"]),
            ],
            "documents": [
                document("d-n1", "2019-03-10", meeting="m-n1"),
                document("d-s1", "2019-07-03", forum="south"),
            ],
            "events": [
                event("e-lab", "2021-05-01", sets_up=["harbour-lab"]),
                event("e-lab-gone", "2023-08-01", undoes=["harbour-lab"]),
                event("e-money", "2020-09-01"),
            ],
            "instruments": [
                instrument(
                    "i-rule",
                    {"published": "2020-01-10", "effective": "2020-09-01"},
                    issuer="is-customs",
                    topics=["fish"],
                ),
            ],
            "commitments": world_promises(),
        }
    )


def world_promises() -> list[Fields]:
    """Promises of every kind and every reading; who keeps them and when is told in each line."""
    made = {"meeting": "m-n1", "document": "d-n1"}
    lapsed = due_by("2021-01-31")
    return [
        promise(
            "c-kept",
            "2019-03-10",
            **made,
            due=due_by("2020-03-31"),
            evidence=[proof("m-n2", "2020-02-20", "fulfills")],
        ),
        promise(
            "c-late",
            "2019-03-10",
            **made,
            kind="legal",
            due=due_by("2020-06-30"),
            evidence=[proof("i-rule", "2020-09-01", "fulfills")],
        ),
        promise(
            "c-between",
            "2019-03-10",
            **made,
            kind="financial",
            due=due_by("2020-06-30", "2020-12-31"),
            evidence=[proof("e-money", "2020-09-01", "fulfills")],
        ),
        promise(
            "c-parts",
            "2019-03-10",
            **made,
            kind="exchange",
            evidence=[
                proof("m-n2", "2020-02-20", "fulfills", part="is-trade"),
                proof("m-n3", "2021-09-15", "fulfills", part="nz-trade"),
            ],
        ),
        promise("c-step", "2019-03-10", **made, evidence=[proof("m-nv2", "2022-05-05", "advances")]),
        promise("c-lapsed", "2019-03-10", **made, due=lapsed),
        promise("c-missed", "2019-03-10", **made, kind="meeting", due=lapsed, silence="not met"),
        promise("c-open", "2019-03-10", **made, due=due_by("2030-01-01")),
        promise("c-standing", "2019-03-10", **made, kind="principle", standing="yes"),
        promise("c-dayless", "2019-03-10", **made, strength="aspiration"),
        promise(
            "c-gone",
            "2021-06-01",
            kind="institution",
            owners=["NZ"],
            topics=["ports"],
            forum="north",
            evidence=[proof("e-lab-gone", "2023-08-01", "overtakes")],
        ),
        promise("c-machine", "2019-03-10", **made, evidence=[proof("m-n2", "2020-02-20", "fulfills", by="machine")]),
        promise(
            "c-nudged",
            "2019-03-10",
            **made,
            standing="yes",
            evidence=[
                proof("m-n2", "2020-02-20", "supports"),
                proof("m-n3", "2021-09-15", "undercuts"),
            ],
        ),
        promise(
            "c-yearly",
            "2019-03-10",
            **made,
            kind="meeting",
            every="P12M",
            silence="not met",
            counts={"forum": "north", "level": "ministerial"},
        ),
        promise(
            "c-now-and-then",
            "2019-07-03",
            document="d-s1",
            owners=["NZ", "uy-trade"],
            topics=["wool"],
            kind="meeting",
            every="P24M",
            interval="read",
            counts={"forum": "south", "level": "leaders"},
        ),
    ]


def record_of(rows: Rows) -> Record:
    """The record of these rows, without files; for tests that need many of them."""
    raw = [RawRow(table, Path(f"{row['id']}.yaml"), "add", row) for table, many in rows.items() for row in many]
    record, found = overlaid(Record(), RawRecord(Path("nowhere"), raw), "built-in")
    assert not found, found
    return record


def view_of(rows: Rows, as_of: str, known_on: str | None = None) -> View:
    known = date.fromisoformat(known_on) if known_on else None
    return View(record_of(rows), date.fromisoformat(as_of), known)


class _Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every scalar without quotes where YAML allows it, as a person would, and never an alias."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(row: Fields) -> str:
    """A row as the text of its file."""
    return str(yaml.dump(row, Dumper=_Plain, allow_unicode=True, sort_keys=False))


class World:
    """A folder of a record that tests may add to, change and break.

    Args:
        folder: where the files are written.
        rows: what to begin with, by table.
    """

    def __init__(self, folder: Path, rows: Rows | None = None) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for table, many in (rows or {}).items():
            (folder / table).mkdir()
            for row in many:
                self.put(table, row)

    def put(self, table: str, row: Fields, name: str | None = None) -> Path:
        """Write one row as a file, named by its id unless told otherwise."""
        return self.raw(f"{table}/{name or row['id']}.yaml", written(row))

    def raw(self, place: str, content: str | bytes) -> Path:
        """Write a file as it stands."""
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def change(self, table: str, name: str, **fields: Any) -> Path:
        """Write a row of the made-up world again with other fields; a field given as None is left out."""
        row = next(r for r in world()[table] if r["id"] == name) | fields
        return self.put(table, {key: value for key, value in row.items() if value is not None})

    def record(self) -> Record:
        return assemble(read_folder(self.folder))

    def over(self, below: Record) -> Record:
        return lay_over(below, read_folder(self.folder))

    def view(self, as_of: str, known_on: str | None = None) -> View:
        return View(self.record(), date.fromisoformat(as_of), date.fromisoformat(known_on) if known_on else None)

    def faults(self) -> list[Fault]:
        """Every fault of the folder: of its files, and of its rows as far as they could be read."""
        record, found = overlaid(Record(), read_folder(self.folder), "built-in")
        return sorted({*found, *faults(record)})

    def codes(self) -> set[str]:
        return {fault.code for fault in self.faults()}
