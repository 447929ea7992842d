"""Input-output tables from files: three plain tables, or what the optional library `pymrio` reads."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from renkei.supply.economy.errors import MOST_TOLD, BadEconomicTable, NoTableReader
from renkei.supply.economy.table import TOLERANCE, EconomicTable, Floats, Negative, economic_table

GZIP = b"\x1f\x8b"


@dataclass
class _Labelled:
    """A table of numbers as it stands in a file.

    Attributes:
        rows: labels of the rows that could be read.
        columns: labels of the columns.
        values: [rows, columns].
        faults: what is wrong, each with its line.
    """

    name: str
    columns: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def fault(self, line: int, text: str) -> None:
        """Write a fault down with where it stands; line 0 is the whole file."""
        self.faults.append(f"{self.name}:{line}: {text}" if line else f"{self.name}: {text}")


def read_tables(
    flows: Path,
    final: Path,
    output: Path | None = None,
    *,
    unit: str = "USD",
    factor: float = 1e6,
    year: int | None = None,
    name: str = "",
    negative_final: Negative = "zero",
    negative_flows: Negative = "refuse",
    tolerance: float = TOLERANCE,
) -> EconomicTable:
    """A table from two or three CSV files, plain or gzipped; commas, semicolons or tabs between the cells.

    Flows carry `REGION.sector` in their first row (buyers) and first column (sellers), final demand `REGION.sector` in
    the first column and `REGION` or `REGION.category` in the first row, outputs `REGION.sector` and one number. The
    order of rows and columns is free.

    Args:
        flows: the file of Z.
        final: the file of Y.
        output: the file of x, to check the rows against.
        unit: of the money.
        factor: how many of the unit one stands for.
        year: of the table.
        name: what to call it; the name of the file of flows otherwise.
        negative_final: see `economic_table`.
        negative_flows: see `economic_table`.
        tolerance: see `economic_table`.

    Raises:
        BadEconomicTable: with every fault of all the files.
    """
    z, y = _labelled(flows), _labelled(final)
    x = _labelled(output) if output else None
    faults = [*z.faults, *y.faults, *(x.faults if x else [])]
    industries = _industries(z, z.rows, faults)
    regions = list(dict.fromkeys(region for region, _ in industries))
    sectors = list(dict.fromkeys(sector for _, sector in industries))
    if len(z.rows) == len(z.values):
        _same_sectors(z, industries, regions, sectors, faults)
    wanted = [f"{region}.{sector}" for region in regions for sector in sectors]
    if not faults:
        _match(z, "column", z.columns, wanted, faults)
        _match(y, "row", y.rows, wanted, faults)
        if x:
            _match(x, "row", x.rows, wanted, faults)
    categories = _categories(y, regions, faults) if not faults else []
    if faults:
        raise BadEconomicTable(faults)
    made = None
    if x:
        if len(x.columns) != 1:
            raise BadEconomicTable([f"{x.name}: {len(x.columns)} columns of numbers; outputs are one"])
        made = _ordered(x, wanted, x.columns)
    consumers = [
        f"{region}.{category}" if category else region for region in regions for category in categories or [""]
    ]
    return economic_table(
        regions,
        sectors,
        _ordered(z, wanted, wanted),
        _ordered(y, wanted, consumers),
        made,
        categories=[each or "final" for each in categories],
        unit=unit,
        factor=factor,
        year=year,
        name=name or flows.name,
        negative_final=negative_final,
        negative_flows=negative_flows,
        tolerance=tolerance,
    )


def from_pymrio(
    system: Any,
    *,
    unit: str = "USD",
    factor: float = 1e6,
    year: int | None = None,
    name: str = "",
    negative_final: Negative = "zero",
    negative_flows: Negative = "refuse",
    tolerance: float = TOLERANCE,
) -> EconomicTable:
    """A table from a `pymrio.IOSystem` with flows `Z`, final demand `Y` and, if it is there, output `x`.

    Args:
        system: the system; `calc_all` need not have run if it has Z.
        unit: of the money; tables differ, and the system does not always say.
        factor: how many of the unit one stands for.
        year: of the table.
        name: what to call it; the system's own name otherwise.
        negative_final: see `economic_table`.
        negative_flows: see `economic_table`.
        tolerance: see `economic_table`.

    Raises:
        BadEconomicTable: if flows or final demand are missing, or their labels do not match.
    """
    called = name or str(getattr(system, "name", "") or "pymrio system")
    z, y, x = (getattr(system, each, None) for each in ("Z", "Y", "x"))
    if z is None or y is None:
        raise BadEconomicTable([f"{called}: the system has no flows Z or no final demand Y; run its `calc_all` first"])
    industries = [(str(each[0]), str(each[1])) for each in z.index]
    faults: list[str] = []
    regions = list(dict.fromkeys(region for region, _ in industries))
    sectors = list(dict.fromkeys(sector for _, sector in industries))
    _same_sectors(_Labelled(called), industries, regions, sectors, faults)
    if [tuple(map(str, each)) for each in z.columns] != industries:
        faults.append(f"{called}: the columns of Z are not its rows in the same order; sort both alike")
    if [tuple(map(str, each)) for each in y.index] != industries:
        faults.append(f"{called}: the rows of Y are not those of Z in the same order; sort both alike")
    labels = [(str(each[0]), str(each[-1])) for each in y.columns]
    categories = list(dict.fromkeys(category for _, category in labels))
    if sorted(labels) != sorted((region, category) for region in regions for category in categories):
        faults.append(f"{called}: the columns of Y are not the same kinds of final demand for each region of Z")
    if faults:
        raise BadEconomicTable(faults)
    place = {each: i for i, each in enumerate(industries)}
    order = [place[region, sector] for region in regions for sector in sectors]
    bought = {each: i for i, each in enumerate(labels)}
    columns = [bought[region, category] for region in regions for category in categories]
    flows = np.asarray(z.to_numpy(), dtype=np.float64)
    if order != list(range(len(order))):
        flows = flows[np.ix_(order, order)]
    return economic_table(
        regions,
        sectors,
        flows,
        np.asarray(y.to_numpy(), dtype=np.float64)[np.ix_(order, columns)],
        None if x is None else np.asarray(x.to_numpy(), dtype=np.float64).reshape(-1)[order],
        categories=categories,
        unit=unit,
        factor=factor,
        year=year,
        name=called,
        negative_final=negative_final,
        negative_flows=negative_flows,
        tolerance=tolerance,
    )


READERS = {
    "wiod": "parse_wiod",
    "exiobase3": "parse_exiobase3",
    "oecd": "parse_oecd",
    "eora26": "parse_eora26",
    "gloria": "parse_gloria",
    "saved": "load_all",
}
"""Layouts of published tables, and the reader of `pymrio` for each; `saved` is a folder the library itself wrote."""


def read_published(path: Path, layout: str, **how: Any) -> EconomicTable:
    """A published table in its own layout, read by `pymrio`.

    Args:
        path: the file or folder.
        layout: one of `READERS`.
        how: unit, factor, year and so on, as `from_pymrio` takes them; `year` also tells some readers which file to
            read.

    Raises:
        NoTableReader: if the library is not installed.
        BadEconomicTable: if it cannot read the file.
    """
    if layout not in READERS:
        raise BadEconomicTable([f"{path}: no layout `{layout}`; there are {', '.join(READERS)}"])
    try:
        library = import_module("pymrio")
    except ImportError as error:
        message = f"`{path}` in the layout `{layout}` is read by the library pymrio, which is not installed"
        raise NoTableReader(message, "install it with `pip install pymrio`, or give plain tables of Z and Y") from error
    reader = getattr(library, READERS[layout])
    dated = layout in {"wiod", "oecd", "eora26", "gloria"} and how.get("year")
    try:
        system = reader(path, year=how["year"]) if dated else reader(path)
        if getattr(system, "Z", None) is None:
            system.calc_all()
    except Exception as error:
        told = " ".join(str(error).split())[:200]
        raise BadEconomicTable(
            [f"{path}: pymrio cannot read it as `{layout}` ({told}); check file and layout"]
        ) from error
    return from_pymrio(system, **how)


def _open(path: Path) -> TextIO:
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP
    if packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _labelled(path: Path) -> _Labelled:
    """A file of numbers with labels around them; what cannot be read is written down as a fault."""
    table = _Labelled(path.name)
    try:
        with _open(path) as file:
            _fill(table, file)
    except FileNotFoundError:
        table.fault(0, f"there is no file `{path}`; check the path")
    except IsADirectoryError:
        table.fault(0, "it is a folder; give a CSV file")
    except (UnicodeDecodeError, csv.Error) as error:
        table.fault(0, f"it is no UTF-8 CSV ({error}); save it as such")
    except (EOFError, gzip.BadGzipFile, OSError) as error:
        table.fault(0, f"it cannot be read ({error}); check the file")
    return table


def _fill(table: _Labelled, file: TextIO) -> None:
    first = file.readline()
    if not first.strip():
        table.fault(0, "the file is empty; its first row holds the labels of the columns")
        return
    mark = max(",;\t", key=first.count)
    rows: Iterator[list[str]] = csv.reader(file, delimiter=mark)
    table.columns = [each.strip() for each in next(csv.reader([first], delimiter=mark))[1:]]
    if not table.columns:
        table.fault(1, "the first row has no labels; put commas, semicolons or tabs between the cells")
        return
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        if not row or not any(cell.strip() for cell in row):
            continue
        label = row[0].strip()
        if label in seen:
            table.fault(line, f"`{label}` stands already in line {seen[label]}; give each industry one row")
        seen.setdefault(label, line)
        table.rows.append(label)
        if len(row) - 1 != len(table.columns):
            table.fault(line, f"{len(row) - 1} numbers; the first row has {len(table.columns)} labels")
        elif (values := _numbers(table, line, row[1:])) is not None:
            table.values.append(values)
    if not table.rows:
        table.fault(0, "there are no rows below the labels")
    for each in {each for each in table.columns if table.columns.count(each) > 1} if _twice(table.columns) else ():
        table.fault(1, f"`{each}` stands more than once in the first row; give each column its own label")


def _twice(labels: Sequence[str]) -> bool:
    return len(set(labels)) < len(labels)


def _numbers(table: _Labelled, line: int, cells: list[str]) -> Floats | None:
    """The cells of a row as numbers; a fault for each that is none."""
    try:
        values = np.array(cells, dtype=np.float64)
        if np.isfinite(values).all() and "_" not in "".join(cells):
            return values
    except ValueError:
        pass
    for column, cell in zip(table.columns, cells, strict=True):
        if len(table.faults) > MOST_TOLD:  # counted no further: one wrong decimal mark makes a million faults
            break
        if not _is_number(cell):
            shown = cell.strip()[:40]
            what = f"`{shown}` is no number" if shown else "the cell is empty"
            table.fault(line, f"column `{column}`: {what}; write it like 1234.5, and 0 where nothing is sold")
    return None


def _is_number(cell: str) -> bool:
    try:
        return "_" not in cell and bool(np.isfinite(float(cell)))
    except ValueError:
        return False


def _industries(table: _Labelled, labels: Sequence[str], faults: list[str]) -> list[tuple[str, str]]:
    """Region and sector of each label; a fault for each that is not written as the two."""
    found = []
    for label in labels:
        region, dot, sector = label.partition(".")
        if not (region and dot and sector):
            faults.append(f"{table.name}: `{label}` is no label of an industry; write it as REGION.sector")
        found.append((region, sector))
    return found


def _same_sectors(
    table: _Labelled, industries: list[tuple[str, str]], regions: list[str], sectors: list[str], faults: list[str]
) -> None:
    """A fault for each region without some sector that others have."""
    held = set(industries)
    for region in regions:
        missing = [sector for sector in sectors if (region, sector) not in held]
        if missing:
            named = ", ".join(f"`{each}`" for each in missing[:5]) + (" ..." if len(missing) > 5 else "")
            faults.append(
                f"{table.name}: region `{region}` has no row for {len(missing)} sectors ({named}); "
                "every region needs the same sectors, with zeros where nothing is made"
            )


def _match(table: _Labelled, kind: str, labels: Sequence[str], wanted: Sequence[str], faults: list[str]) -> None:
    """A fault for each label that is missing or not among those of the rows of flows."""
    held, asked = set(labels), set(wanted)
    faults += [
        f"{table.name}: no {kind} `{label}`, which is a row of the flows; add it"
        for label in wanted
        if label not in held
    ]
    faults += [
        f"{table.name}: {kind} `{label}` is no row of the flows; correct the label"
        for label in labels
        if label not in asked
    ]


def _categories(table: _Labelled, regions: Sequence[str], faults: list[str]) -> list[str]:
    """Kinds of final demand, the same for each region; one without a name if the columns are regions."""
    split = [label.partition(".") for label in table.columns]
    for region, _, _ in split:
        if region not in regions:
            faults.append(f"{table.name}: column of `{region}`, which has no industries; correct the label")
    categories = list(dict.fromkeys(category for _, _, category in split))
    held = {(region, category) for region, _, category in split}
    for region in regions:
        for category in categories:
            if (region, category) not in held:
                missing = f"{region}.{category}" if category else region
                faults.append(f"{table.name}: no column `{missing}`; give every region the same kinds of final demand")
    return categories


def _ordered(table: _Labelled, rows: Sequence[str], columns: Sequence[str]) -> Floats:
    """The numbers with rows and columns in an order; the rows read are let go of, so that the table is held once."""
    values = np.empty((len(rows), len(columns)))
    at = {label: i for i, label in enumerate(rows)}
    across = {label: i for i, label in enumerate(table.columns)}
    order = np.array([across[label] for label in columns])
    straight = bool((order == np.arange(len(order))).all())
    for label in reversed(table.rows):
        row = table.values.pop()
        values[at[label]] = row if straight else row[order]
    return values
