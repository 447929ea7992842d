"""The whole record in memory: the built-in rows, and the user's own laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, TypeVar, cast

from renkei.ground.days import When, parse_when
from renkei.ground.errors import BadDay, BadRecord, Fault, UnknownWord
from renkei.ground.reading import line_of
from renkei.ground.texts import Text
from renkei.record.commitments import Commitment
from renkei.record.documents import Document
from renkei.record.events import Event
from renkei.record.files import RawRecord, RawRow, read_folder, typed
from renkei.record.forums import Forum
from renkei.record.instruments import Instrument
from renkei.record.meetings import Meeting
from renkei.record.people import Person
from renkei.record.rows import Row
from renkei.record.tables import TABLES
from renkei.record.vocabulary import Agency, Topic

RowT = TypeVar("RowT", bound=Row)


@dataclass
class Record:
    """Every row, by table and id, in the order of the ids.

    Attributes:
        tables: table name to id to row.
        files: table and id to the file the row was read from.
        checked_through: the day up to which the record was looked after; None for a record that does not say.
        checked_note: what to know about that.
        withdrawn: ids of the rows the user's own record took out.
    """

    tables: dict[str, dict[str, Row]] = field(default_factory=lambda: {name: {} for name in TABLES})
    files: dict[tuple[str, str], Path] = field(default_factory=dict)
    checked_through: When | None = None
    checked_note: Text | None = None
    withdrawn: tuple[str, ...] = ()

    @property
    def forums(self) -> dict[str, Forum]:
        """Forums by id."""
        return cast("dict[str, Forum]", self.tables["forums"])

    @property
    def meetings(self) -> dict[str, Meeting]:
        """Meetings by id."""
        return cast("dict[str, Meeting]", self.tables["meetings"])

    @property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return cast("dict[str, Person]", self.tables["people"])

    @property
    def agencies(self) -> dict[str, Agency]:
        """Agencies by id."""
        return cast("dict[str, Agency]", self.tables["agencies"])

    @property
    def topics(self) -> dict[str, Topic]:
        """Topics by id."""
        return cast("dict[str, Topic]", self.tables["topics"])

    @property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return cast("dict[str, Document]", self.tables["documents"])

    @property
    def commitments(self) -> dict[str, Commitment]:
        """Commitments by id."""
        return cast("dict[str, Commitment]", self.tables["commitments"])

    @property
    def instruments(self) -> dict[str, Instrument]:
        """Instruments by id."""
        return cast("dict[str, Instrument]", self.tables["instruments"])

    @property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return cast("dict[str, Event]", self.tables["events"])

    @cached_property
    def evidence_rows(self) -> dict[str, Row]:
        """Everything a promise's evidence may point at, by id."""
        return {
            i: row
            for name in ("meetings", "documents", "instruments", "events")
            for i, row in self.tables[name].items()
        }

    @cached_property
    def by_id(self) -> dict[str, tuple[str, Row]]:
        """Every row an answer may rest on, with its table, by id; topics are words, not facts."""
        return {row.id: (table, row) for table, row in self.rows() if table != "topics"}

    def rows(self) -> Iterable[tuple[str, Row]]:
        """Every row with its table's name."""
        return ((name, row) for name, table in self.tables.items() for row in table.values())

    def known(self, table: str, word: str) -> str:
        """The id meant by a caller's word: an id, or a name or short name in either language.

        Raises:
            UnknownWord: if the table has no such row.
        """
        rows = self.tables[table]
        if word in rows:
            return word
        wanted = word.strip().casefold()
        for row in rows.values():
            if wanted in _names(row):
                return row.id
        import difflib  # only when somebody mistyped

        near = difflib.get_close_matches(wanted, rows, 3, 0.4)
        what = {"people": "person", "agencies": "agency"}.get(table, table.removesuffix("s"))
        message = f"no {what} is called `{word}`"
        raise UnknownWord(
            message,
            f"did you mean {', '.join(f'`{i}`' for i in near)}?" if near else f"`renkei export {table}` lists all",
        )


def _names(row: Row) -> set[str]:
    texts = [getattr(row, key, None) for key in ("name", "short", "title")]
    names = {form for text in texts if text for form in (text.en, text.ja, text.local) if form}
    return {name.casefold() for name in names | set(getattr(row, "also_called", []))} | {row.id}


def load(folder: Path | None = None, progress: Callable[[int, int], None] | None = None) -> Record:
    """The built-in record, with the user's own laid over it.

    Args:
        folder: the user's own record, if any.
        progress: told how far the reading of a large record is.

    Raises:
        BadRecord: if a file cannot be used; it carries every fault of every file.
        BadInput: if `folder` is no record.
    """
    with as_file(files("renkei").joinpath("data/record")) as built_in:
        record = assemble(read_folder(built_in))
    if folder is not None:
        record = lay_over(record, read_folder(folder, progress))
    return record


def assemble(raw: RawRecord) -> Record:
    """A record made of one folder alone.

    Raises:
        BadRecord: with every fault, if there is any.
    """
    return _laid(Record(), raw, "built-in")


def lay_over(record: Record, raw: RawRecord) -> Record:
    """The record with the user's rows added, amended and withdrawn; `record` itself stays as it is.

    Raises:
        BadRecord: with every fault, if there is any.
    """
    return _laid(record, raw, "added")


def _laid(below: Record, raw: RawRecord, layer: str) -> Record:
    record, faults = overlaid(below, raw, layer)
    if faults:
        raise BadRecord(faults)
    return record


def overlaid(below: Record, raw: RawRecord, layer: str) -> tuple[Record, list[Fault]]:
    """The record laid over another as far as its files can be used, and every fault of the others."""
    faults = list(raw.faults)
    tables = {name: dict(rows) for name, rows in below.tables.items()}
    where = dict(below.files)
    seen: dict[tuple[str, str], Path] = {}
    for each in raw.rows:
        key = (each.table, each.data["id"])
        if key in seen:
            message = f"the id `{key[1]}` is also in {seen[key]}"
            faults.append(
                Fault(
                    each.path,
                    line_of(each.path, ("id",)),
                    "duplicate-id",
                    message,
                    "give one of them another id",
                )
            )
            continue
        seen[key] = each.path
        faults += _apply(each, tables[each.table], where, layer)
    record = Record(
        {name: dict(sorted(rows.items())) for name, rows in tables.items()},
        where,
        below.checked_through,
        below.checked_note,
        (*below.withdrawn, *_withdrawn(below, raw)),
    )
    faults += _read_checked(record, raw)
    return record, faults


def _withdrawn(below: Record, raw: RawRecord) -> list[str]:
    """The rows that are gone for the reader; taking out one's own addition leaves no trace."""
    gone = [(row.table, row.data["id"]) for row in raw.rows if row.change == "withdraw"]
    return [name for table, name in gone if name in below.tables[table] and below.tables[table][name].layer != "added"]


def _apply(each: RawRow, table: dict[str, Row], where: dict[tuple[str, str], Path], layer: str) -> list[Fault]:
    name = each.data["id"]
    line = line_of(each.path, ("id",)) if (name in table) == (each.change == "add") else 0
    if each.change == "add" and name in table:
        advice = "write `change: amend` to change that row, or choose another id"
        return [Fault(each.path, line, "duplicate-id", f"the id `{name}` is already in the record below", advice)]
    if each.change != "add" and name not in table:
        advice = "check the id; only rows of the record below can be changed"
        return [Fault(each.path, line, "unknown-id", f"there is no `{name}` to {each.change}", advice)]
    if each.change == "withdraw":
        del table[name]
        where.pop((each.table, name), None)
        return []
    if each.change == "amend":
        data = {**table[name].model_dump(mode="json", exclude_unset=True, exclude={"layer"}), **each.data}
        row, faults = typed(RawRow(each.table, each.path, "add", _as_text(data)), "amended")
    else:
        row, faults = typed(each, layer)
    if row is not None:
        table[name] = row
        where[each.table, name] = each.path
    return faults


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return value


def _read_checked(record: Record, raw: RawRecord) -> list[Fault]:
    if not raw.checked:
        return []
    path = raw.folder / "checked.yaml"
    try:
        record.checked_through = parse_when(str(raw.checked.get("through", "")))
        record.checked_note = Text.model_validate(raw.checked["note"]) if "note" in raw.checked else None
    except BadDay as error:
        return [Fault(path, line_of(path, ("through",)), "impossible-date", error.message, error.help)]
    except ValueError:
        return [
            Fault(
                path,
                line_of(path, ("note",)),
                "bad-value",
                "`note` is not a text",
                "write `en:` and `ja:` below it",
            )
        ]
    return []
