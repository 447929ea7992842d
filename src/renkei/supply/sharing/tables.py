"""A file of rows as text: CSV or a sheet of a workbook, with known headings, the line of every row, and every fault."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from renkei.ground.errors import Fault
from renkei.supply.sharing.case import Role
from renkei.supply.sharing.cells import plain, refuse_formula
from renkei.supply.sharing.faults import Wrong

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
"""A larger file, or one with more rows, is refused."""

COLUMNS: dict[Role, tuple[str, ...]] = {
    "needs": ("place", "good", "month", "amount", "unit", "priority", "minimum", "harm"),
    "stocks": ("place", "good", "amount", "unit", "keep"),
    "capacities": ("place", "good", "month", "amount", "unit"),
    "pledges": ("from", "to", "good", "month", "amount", "unit"),
    "closed": ("from", "to", "good", "month"),
}
"""What each file may hold."""

MUST: dict[Role, tuple[str, ...]] = {
    "needs": ("place", "good", "month", "amount", "unit"),
    "stocks": ("place", "good", "amount", "unit"),
    "capacities": ("place", "good", "month", "amount"),
    "pledges": ("from", "to", "good", "month", "amount"),
    "closed": ("from", "to"),
}
"""What each file must hold."""

_ALSO = {
    "country": "place",
    "need": "amount",
    "asked": "amount",
    "stock": "amount",
    "capacity": "amount",
    "min": "minimum",
    "guaranteed": "minimum",
    "reserve": "keep",
    "weight": "harm",
    "giver": "from",
    "国": "place",
    "国・地域": "place",
    "国名": "place",
    "品目": "good",
    "物資": "good",
    "年月": "month",
    "月": "month",
    "数量": "amount",
    "量": "amount",
    "単位": "unit",
    "優先順位": "priority",
    "最低量": "minimum",
    "最低保証量": "minimum",
    "被害": "harm",
    "備蓄": "keep",
    "戦略備蓄": "keep",
    "提供元": "from",
    "提供先": "to",
    "受取先": "to",
}
"""Other headings, English and Japanese."""

_REMARKS = {"note", "notes", "remark", "remarks", "source", "備考", "注", "出典"}
"""Headings of columns that are not read; so is one that begins with `#`."""


@dataclass
class SheetOfRows:
    """The rows of one file.

    Attributes:
        rows: line and cells by column; a cell that is not there is an empty text.
        columns: the known columns the file has.
        faults: what is wrong with it as a table.
    """

    role: Role
    name: str
    sha256: str = ""
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, error: Wrong) -> None:
        """Note something wrong."""
        self.faults.append(error.at(Path(self.name), line))


def read_sheet(path: Path, role: Role) -> SheetOfRows:
    """The rows of a file, with every fault found in its form."""
    found = SheetOfRows(role, str(path))
    try:
        size = path.stat().st_size
        if not path.is_file():
            message = "it is not a file"
            raise Wrong(message, "give a CSV file or a workbook", code="bad-table")
        if size > MOST_BYTES:
            message = f"the file has {size:,} bytes"
            raise Wrong(message, f"give at most {MOST_BYTES:,}", code="bad-table")
        raw = path.read_bytes()
        found.sha256 = hashlib.sha256(raw).hexdigest()
        records = (
            _workbook_records(path, role) if raw[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} else _csv_records(raw)
        )
        _take(found, records)
    except Wrong as error:
        found.fault(0, error)
    except OSError as error:
        found.fault(
            0, Wrong((error.strerror or "it cannot be opened").lower(), "check the name of the file", code="bad-table")
        )
    return found


def _take(found: SheetOfRows, records: Iterator[tuple[int, list[str]]]) -> None:
    """Take the headings from the first row with anything in it, and the rows below."""
    headings: dict[int, str] | None = None
    width = 0
    for line, record in records:
        cells = [plain(cell) for cell in record]
        if not any(cells):
            continue
        if headings is None:
            headings = _headings(found, line, cells)
            width = len(cells)
            if not headings:
                return
            continue
        if any(cells[width:]):
            told = f"the row has {len(cells)} cells under {width} headings"
            found.fault(line, Wrong(told, "put cells that hold commas in quotation marks", code="bad-table"))
            continue
        if len(found.rows) == MOST_ROWS:
            message = f"the file has more than {MOST_ROWS:,} rows"
            raise Wrong(message, "leave out what is not shared", code="bad-table")
        found.rows.append((line, _row(found, line, cells, headings)))
    if headings is None:
        message = "the file holds nothing"
        raise Wrong(message, f"write the headings {_told(MUST[found.role])} and rows below", code="bad-table")
    if not found.rows and not found.faults:
        message = "there is no row below the headings"
        raise Wrong(message, "write a row for each", code="bad-table")


def _headings(found: SheetOfRows, line: int, cells: list[str]) -> dict[int, str]:
    """Which column stands where; empty if one that is needed is missing."""
    place: dict[int, str] = {}
    allowed = COLUMNS[found.role]
    for number, cell in enumerate(cells):
        written = cell.casefold().replace(" ", "")
        if not written or written in _REMARKS or written.startswith("#"):
            continue
        name = written if written in allowed else _ALSO.get(written, written)
        if name not in allowed:
            near = get_close_matches(written, allowed, 1)
            advice = f"did you mean `{near[0]}`?" if near else f"the columns are {_told(allowed)}; `#` before others"
            found.fault(line, Wrong(f"`{cell}` is no column of a file of {found.role}", advice, code="unknown-column"))
        elif name in place.values():
            found.fault(
                line,
                Wrong(
                    f"`{cell}` stands for `{name}`, which is there already",
                    "keep one of the two",
                    code="unknown-column",
                ),
            )
        else:
            place[number] = name
    missing = [name for name in MUST[found.role] if name not in place.values()]
    if missing:
        message = f"the column {_told(missing)} is missing" if len(missing) == 1 else f"{_told(missing)} are missing"
        found.fault(
            line,
            Wrong(message, f"a file of {found.role} has the columns {_told(MUST[found.role])}", code="unknown-column"),
        )
        return {}
    found.columns = set(place.values())
    return place


def _row(found: SheetOfRows, line: int, cells: list[str], headings: dict[int, str]) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS[found.role], "")
    for number, cell in enumerate(cells):
        name = headings.get(number)
        if name is None:
            continue
        try:
            refuse_formula(cell)
        except Wrong as error:
            found.fault(line, error)
            row["!" + name] = "!"  # told already: the cell is not read again
        row[name] = cell
    return row


def _csv_records(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _text(raw)
    head = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=head.count), strict=True)
    begun = 1
    try:
        for record in reader:
            yield begun, record
            begun = reader.line_num + 1
    except csv.Error:
        message = f"line {begun} cannot be told apart into cells"
        raise Wrong(message, "look for a quotation mark that is not closed", code="bad-table") from None


def _text(raw: bytes) -> str:
    for encoding in ("utf-16",) if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp932"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    message = "the file is not text this tool reads"
    raise Wrong(message, "save it as CSV in UTF-8, or as .xlsx", code="bad-table")


def _workbook_records(path: Path, role: Role) -> Iterator[tuple[int, list[str]]]:
    from renkei.supply.sharing.workbook import sheet_records

    return sheet_records(path, role)


def _told(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{each}`" for each in names)
