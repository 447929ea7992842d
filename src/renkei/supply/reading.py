"""The files of a supply folder: goods, shares, statistics and whole tables; every fault collected."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from renkei.ground.errors import BadInput, Fault
from renkei.ground.places import known
from renkei.ground.reading import read_mapping
from renkei.ground.typed import Model, typed_as
from renkei.supply.amounts import Amount, read_amount
from renkei.supply.figures import OTHER, WORLD
from renkei.supply.rows import Good, Grouping, Release, Shares, Statistic

README = "see the README of the supply data"
MAX_BYTES = 20_000_000
"""The largest table read, in bytes."""

COLUMNS = (
    "good",
    "statistic",
    "year",
    "unit",
    "place",
    "printed",
    "amount",
    "estimated",
    "importer",
    "note",
    "row",
)
"""The headings of `figures.csv`."""


class NoSupply(BadInput):
    """A folder that holds no supply data."""

    code = "no-supply"


@dataclass(frozen=True)
class TableLine:
    """One line of a `figures.csv`, typed.

    Attributes:
        importer: of whose imports it speaks; None for making and capacity.
        row: the row in the publication's own table.
        file, line: where it stands.
    """

    good: str
    statistic: str
    year: int
    unit: str
    place: str
    printed: str
    amount: Amount
    estimated: bool
    importer: str | None
    note: str
    row: int | None
    file: Path
    line: int


@dataclass
class SupplyFiles:
    """What the files of a folder hold, and the faults found on the way."""

    folder: Path
    goods: dict[Path, Good] = field(default_factory=dict)
    shares: dict[Path, Shares] = field(default_factory=dict)
    groupings: dict[Path, Grouping] = field(default_factory=dict)
    statistics: dict[str, Statistic] = field(default_factory=dict)
    releases: dict[Path, Release] = field(default_factory=dict)
    lines: dict[Path, list[TableLine]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_supply(folder: Path) -> SupplyFiles:
    """Every file of a supply folder.

    Raises:
        NoSupply: if it is no folder, or holds none of the folders `goods`, `shares` and `releases`.
    """
    if not any((folder / each).is_dir() for each in ("goods", "shares", "releases")):
        message = f"`{folder}` holds no supply data"
        raise NoSupply(message, "give a folder with `goods`, `shares` or `releases`; `renkei supply import` makes one")
    found = SupplyFiles(folder)
    for path in _yaml(folder / "goods"):
        _put(found, path, Good, found.goods)
    for path in _yaml(folder / "shares"):
        _put(found, path, Shares, found.shares)
    for path in _yaml(folder / "groupings"):
        _put(found, path, Grouping, found.groupings)
    path = folder / "statistics.yaml"
    if path.is_file():
        _read_statistics(found, path)
    for path in sorted((folder / "releases").glob("*/release.yaml")):
        _put(found, path, Release, found.releases)
        table = path.with_name("figures.csv")
        found.lines[path] = list(_table(found, table))
    return found


def _yaml(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*.yaml")) if not path.name.startswith("."))


def _put(found: SupplyFiles, path: Path, model: type[Model], into: dict[Path, Model]) -> None:
    data, faults = read_mapping(path)
    found.faults += faults
    if data is None:
        return
    row, faults = typed_as(model, data, path, (), README)
    found.faults += faults
    if row is None:
        return
    into[path] = row
    name = path.parent.name if path.name == "release.yaml" else path.stem
    if getattr(row, "id", name) != name:
        message = f"the id is `{getattr(row, 'id', '')}`, the file says `{name}`"
        found.faults.append(Fault(path, 1, "id-not-file", message, "give both the same name"))


def _read_statistics(found: SupplyFiles, path: Path) -> None:
    data, faults = read_mapping(path)
    found.faults += faults
    for name, each in (data or {}).items():
        row, faults = typed_as(Statistic, each, path, (name,), README)
        found.faults += faults
        if row is not None:
            found.statistics[name] = row


def _table(found: SupplyFiles, path: Path) -> Iterator[TableLine]:
    """The lines of a table; a line at fault is told and left out."""
    text, fault = _text(path)
    if fault is not None:
        found.faults.append(fault)
        return
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        heads = next(reader, [])
        if tuple(heads) != COLUMNS:
            message, advice = "the headings are not those of a table of figures", f"use `{','.join(COLUMNS)}`"
            found.faults.append(Fault(path, 1, "bad-table", message, advice))
            return
        for cells in reader:
            try:
                yield _line(dict(zip(COLUMNS, cells, strict=True)), path, reader.line_num)
            except ValueError as error:
                message, _, advice = str(error).partition("; ")
                told = message if len(cells) == len(COLUMNS) else f"the line has {len(cells)} cells, not {len(COLUMNS)}"
                found.faults.append(Fault(path, reader.line_num, "bad-value", told, advice or README))
    except csv.Error as error:
        message = f"the line cannot be read: {error}"
        found.faults.append(Fault(path, reader.line_num, "bad-table", message, "write it as CSV with commas"))


def _text(path: Path) -> tuple[str, Fault | None]:
    """The text of a table, or why it cannot be read."""
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            message, advice = f"the table has {size:,} bytes", f"keep tables below {MAX_BYTES:,} bytes"
            return "", Fault(path, 0, "file-too-large", message, advice)
        return path.read_bytes().decode("utf-8-sig"), None
    except OSError as error:
        message = (error.strerror or "cannot be opened").lower()
        return "", Fault(path, 0, "unreadable-file", message, "put `figures.csv` beside it")
    except UnicodeDecodeError:
        return "", Fault(path, 0, "not-text", "the table is not UTF-8 text", "save it as UTF-8")


def _line(cells: dict[str, str], path: Path, line: int) -> TableLine:
    """One line, typed.

    Raises:
        ValueError: if a cell cannot be read.
    """
    for name in ("good", "statistic", "unit", "place", "printed"):
        if not cells[name]:
            message = f"`{name}` is empty; fill it in"
            raise ValueError(message)
    place, importer = cells["place"], cells["importer"] or None
    for each in (place, importer):
        if each is not None and not known_place(each):
            message = f"`{each}` is no place; use a country code, `other` or `world`"
            raise ValueError(message)
    if cells["estimated"] not in {"yes", "no"}:
        message = f"`{cells['estimated']}` is neither `yes` nor `no`; say whether it is an estimate"
        raise ValueError(message)
    year = cells["year"]
    if not (year.isascii() and year.isdigit() and 1900 <= int(year) <= 2100):
        message = f"`{year}` is no year; write it in four digits"
        raise ValueError(message)
    row = cells["row"]
    if row and not (row.isascii() and row.isdigit()):
        message = f"`{row}` is no row number; count as a spreadsheet does, or leave it empty"
        raise ValueError(message)
    return TableLine(
        good=cells["good"],
        statistic=cells["statistic"],
        year=int(year),
        unit=cells["unit"],
        place=place,
        printed=cells["printed"],
        amount=read_amount(cells["amount"]),
        estimated=cells["estimated"] == "yes",
        importer=importer,
        note=cells["note"],
        row=int(row) if row else None,
        file=path,
        line=line,
    )


def known_place(code: str) -> bool:
    """Whether a code stands for a place here: a country, a group, several joined by hyphens, `other` or `world`."""
    return code in {OTHER, WORLD} or all(known(part) for part in code.split("-"))
