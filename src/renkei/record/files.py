"""Finding and reading the files of a record: one folder per table, one row per file, every fault collected."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from renkei.ground.errors import BadInput, BadRecord, Fault
from renkei.ground.reading import line_of, read_mapping
from renkei.record.rows import Row
from renkei.record.tables import TABLES

Change = Literal["add", "amend", "withdraw"]

Reading = tuple[dict[str, Any] | None, list[Fault]]
"""What reading one file gives: its mapping, or the faults that kept it from being read."""

SUFFIXES = {".yaml", ".yml"}
"""The endings of files that hold a row."""

MANY = 5000
"""From so many files on, several processes read them."""

OTHER_FILES = {"README.md", "checked.yaml"}
"""Files of a record's top folder that are not rows."""


@dataclass(frozen=True)
class RawRow:
    """One file of a record, read but not yet typed.

    Attributes:
        change: what the file does to the record it is laid over.
        data: the keys and values to use, all text; without `change` and `reason`.
    """

    table: str
    path: Path
    change: Change
    data: dict[str, Any]


@dataclass
class RawRecord:
    """Every file of a record folder, and the faults found on the way."""

    folder: Path
    rows: list[RawRow] = field(default_factory=list)
    checked: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def paths(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files below the table folders, with the table's name, in order of name. Links are not followed."""
    for table in TABLES:
        for place, folders, names in os.walk(folder / table):
            folders.sort()
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from ((table, Path(place) / name) for name in sorted(names) if not name.startswith("."))


def read_folder(folder: Path, progress: Callable[[int, int], None] | None = None) -> RawRecord:
    """Read every file of a record folder.

    Args:
        folder: holds one folder per table.
        progress: told how many files of how many were read, for large records.

    Raises:
        BadInput: if the folder does not exist or holds no table at all.
    """
    if not folder.is_dir():
        message = f"`{folder}` is not a folder"
        raise BadInput(message, "give the folder of a record")
    raw = RawRecord(folder)
    if not any((folder / table).is_dir() for table in TABLES):
        message = f"`{folder}` holds no record"
        raise BadInput(message, f"it needs at least one of the folders {', '.join(TABLES)}")
    found = list(paths(folder))
    rows = [(table, path) for table, path in found if path.suffix in SUFFIXES]
    for number, ((table, path), read) in enumerate(zip(rows, _read_all([path for _, path in rows]), strict=True), 1):
        _take(raw, table, path, read)
        if progress and (number % 500 == 0 or number == len(rows)):
            progress(number, len(rows))
    for _, path in found:
        if path.suffix not in SUFFIXES and path.name != "README.md":
            advice = "rows end in `.yaml`; move other files out of the record"
            raw.faults.append(Fault(path, 0, "stray-file", f"`{path.name}` is not a row", advice))
    _strays(raw)
    if (folder / "checked.yaml").exists():
        checked, faults = read_mapping(folder / "checked.yaml")
        raw.checked, raw.faults = checked or {}, raw.faults + faults
    return raw


def _strays(raw: RawRecord) -> None:
    for path in sorted(raw.folder.iterdir()):
        if path.name in TABLES or path.name in OTHER_FILES or path.name.startswith("."):
            continue
        advice = f"the folders of a record are {', '.join(TABLES)}"
        raw.faults.append(Fault(path, 0, "stray-file", f"`{path.name}` belongs to no table", advice))


def _read_all(found: list[Path]) -> Iterator[Reading]:
    """The content of every file, in order; a large record is read by several processes."""
    if len(found) < MANY:
        yield from map(read_mapping, found)
        return
    from concurrent.futures import ProcessPoolExecutor  # only worth its start for many files

    with ProcessPoolExecutor() as pool:
        yield from pool.map(read_mapping, found, chunksize=500)


def _take(raw: RawRecord, table: str, path: Path, read: Reading) -> None:
    data, faults = read
    raw.faults.extend(faults)
    if data is None:
        return
    change = data.pop("change", "add")
    reason = data.pop("reason", None)
    if change not in {"add", "amend", "withdraw"}:
        advice = "write `change: amend` or `change: withdraw`, or leave it out to add a row"
        line = line_of(path, ("change",))
        raw.faults.append(Fault(path, line, "unknown-change", f"`change: {change}` is not known", advice))
        return
    if change == "withdraw" and not reason:
        advice = "add `reason: ...`, so that others can follow"
        raw.faults.append(Fault(path, 1, "no-reason", "a row is withdrawn without a reason", advice))
    if not isinstance(data.get("id"), str) or not data["id"]:
        raw.faults.append(Fault(path, 1, "no-id", "the row has no `id`", "give it one; see the data README"))
        return
    if "layer" in data:
        line = line_of(path, ("layer",))
        raw.faults.append(Fault(path, line, "unknown-field", "`layer` is set by the program", "remove it"))
        return
    raw.rows.append(RawRow(table, path, change, data))


def typed(raw: RawRow, layer: str = "built-in") -> tuple[Row | None, list[Fault]]:
    """The typed row, or the faults that keep it from being one."""
    try:
        return TABLES[raw.table].model_validate({**raw.data, "layer": layer}), []
    except ValidationError as error:
        return None, [_fault(raw.path, each) for each in error.errors()]


def _fault(path: Path, error: Any) -> Fault:
    keys = tuple(key for key in error["loc"] if isinstance(key, int) or not key.endswith("]"))
    where = ".".join(str(key) for key in keys) or "the row"
    line = line_of(path, keys)
    kind, given = error["type"], error.get("input")
    shown = f"`{given}`" if isinstance(given, str) else "this value"
    context = error.get("ctx") or {}
    if kind == "extra_forbidden":
        return Fault(path, line, "unknown-field", f"`{where}` is not a field here", "remove it or correct its name")
    if kind == "missing":
        return Fault(path, line, "missing-field", f"`{where}` is missing", "add it; see the data README")
    if kind == "too_short":
        code = "no-owner" if where == "owners" else "missing-field"
        return Fault(
            path,
            line,
            code,
            f"`{where}` is empty",
            "a promise needs somebody who made it" if code == "no-owner" else "name at least one",
        )
    if kind in {"enum", "literal_error"}:
        return Fault(
            path,
            line,
            "unknown-word",
            f"`{where}` cannot be {shown}",
            f"use {context.get('expected', 'a listed word')}",
        )
    if kind == "string_pattern_mismatch":
        return Fault(path, line, "bad-form", f"`{where}` cannot be {shown}", f"its form is `{context.get('pattern')}`")
    if kind == "value_error":
        message, _, advice = str(context.get("error")).partition("; ")
        if "without address" in message:
            return Fault(path, line, "no-address", message, advice)
        code = (
            "impossible-date"
            if "in the calendar" in message or "is not a day" in message or "ends before" in message
            else "bad-value"
        )
        return Fault(path, line, code, f"`{where}`: {message}", advice or "correct it")
    wanted = {
        "list_type": "a list",
        "model_type": "a mapping",
        "dict_type": "a mapping",
        "string_type": "text",
    }
    if kind in wanted:
        return Fault(path, line, "bad-value", f"`{where}` is not {wanted[kind]}", "see the data README for its form")
    return Fault(path, line, "bad-value", f"`{where}` cannot be {shown}", "see the data README for its form")


def load_or_raise(raw: RawRecord) -> None:
    """Stop with all faults found while reading.

    Raises:
        BadRecord: if there were any.
    """
    if raw.faults:
        raise BadRecord(raw.faults)
