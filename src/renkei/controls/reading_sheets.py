"""Files of rows as text, piece by piece: CSV, TSV, Excel and Parquet, without guessing at what the cells mean."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

import polars as pl

from renkei.ground.errors import BadInput

MOST_UNPACKED = 2_000_000_000
"""A workbook that unpacks to more bytes than this is refused."""

_FIRST = 1 << 20


class BadSheet(BadInput):
    """A file that is no table at all."""

    code = "bad-table"


class Sheet(Protocol):
    """A file with one row of headings and rows of text."""

    name: str
    columns: list[str]

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows in pieces of text columns, with the number of the first row as a spreadsheet counts."""

    def place(self, row: int, column: str) -> str:
        """How a reader finds a cell."""


def open_sheet(path: Path) -> Sheet:
    """The table in a file, by its ending.

    Raises:
        BadSheet: if it is no table: missing, empty, of another sort, damaged.
    """
    _check(path)
    ending = path.suffix.lower()
    if ending in {".csv", ".tsv", ".txt"}:
        return DelimitedSheet(path, "\t" if ending == ".tsv" else None)
    if ending in {".xlsx", ".xlsm"}:
        return ExcelSheet(path)
    if ending in {".parquet", ".pq"}:
        return ParquetSheet(path)
    message = f"`{path}` is not a table this tool reads"
    raise BadSheet(message, "give a file ending in `.csv`, `.tsv`, `.xlsx` or `.parquet`")


def _check(path: Path) -> None:
    try:
        if not path.is_file():
            message = f"`{path}` is not a file"
            raise BadSheet(message, "give a file ending in `.csv`, `.tsv`, `.xlsx` or `.parquet`")
        if path.stat().st_size == 0:
            message = f"`{path}` is empty"
            raise BadSheet(message, "write a row of headings and a row for each item")
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        message = f"`{path}` cannot be read: {(error.strerror or 'unknown reason').lower()}"
        raise BadSheet(message, "check the file") from None


class DelimitedSheet:
    """A text file of comma- or tab-separated values, in UTF-8, UTF-16 or Shift_JIS."""

    def __init__(self, path: Path, separator: str | None = None) -> None:
        self.name = str(path)
        self._path = path
        with path.open("rb") as file:
            start = file.read(_FIRST)
        self._encoding = self._guess(start)
        text = start.decode(self._encoding, errors="ignore").lstrip("\ufeff")
        if "\0" in text:
            message = f"`{path}` is not text"
            raise BadSheet(message, "save it as CSV, or give the workbook itself")
        head = next((line for line in text.splitlines() if line.strip()), "")
        if not head:
            message = f"`{path}` holds no headings"
            raise BadSheet(message, "write a row of headings and a row for each item")
        self._separator = separator or max(",\t;", key=head.count)
        self.columns = [each.strip() for each in next(csv.reader(io.StringIO(text), delimiter=self._separator), [])]
        twice = {each for each in self.columns if each and self.columns.count(each) > 1}
        if twice:
            message = f"{path}: the heading `{sorted(twice)[0]}` stands twice"
            raise BadSheet(message, "give each column its own heading")

    def _guess(self, start: bytes) -> str:
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        for encoding in ("utf-8", "cp932"):
            try:
                start[: len(start) - 4 if len(start) == _FIRST else None].decode(encoding)
            except UnicodeDecodeError as error:
                if len(start) == _FIRST and error.start > len(start) - 16:
                    return encoding
                continue
            return encoding
        message = f"`{self.name}` is not text this tool reads"
        raise BadSheet(message, "save it as CSV in UTF-8")

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows in pieces; a row with too many cells refuses the file."""
        if self._encoding != "utf-8" or not self._regular():
            yield from self._slowly(rows)
            return
        scan = pl.scan_csv(
            self._path,
            separator=self._separator,
            infer_schema=False,
            has_header=True,
            new_columns=self._unique(),
        )
        first = 2
        try:
            for piece in scan.collect_batches(chunk_size=rows, maintain_order=True):
                yield first, piece
                first += piece.height
        except pl.exceptions.PolarsError as error:
            self._tell(error)

    def _regular(self) -> bool:
        """Whether headings stand on the first line, as the fast reader wants."""
        with self._path.open("rb") as file:
            return bool(file.readline().strip(b"\xef\xbb\xbf \t\r\n,;")) and len(set(self.columns)) == len(self.columns)

    def _unique(self) -> list[str]:
        return [each or f" {place}" for place, each in enumerate(self.columns)]

    def _tell(self, error: Exception) -> None:
        """Say in which row a file is broken."""
        with self._path.open(encoding=self._encoding, errors="replace", newline="") as file:
            reader = csv.reader(file, delimiter=self._separator)
            for row in reader:
                if len(row) > len(self.columns):
                    message = (
                        f"{self.name}: row {reader.line_num} has {len(row)} cells under {len(self.columns)} headings"
                    )
                    raise BadSheet(message, "put cells that hold commas in quotation marks") from None
                if any("\ufffd" in cell for cell in row):
                    message = (
                        f"{self.name}: row {reader.line_num} holds characters that are not {self._encoding.upper()}"
                    )
                    raise BadSheet(message, "save the file as UTF-8") from None
        message = f"{self.name}: {str(error).splitlines()[0][:200].lower()}"
        raise BadSheet(message, "save the table as CSV again") from None

    def _slowly(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """For encodings the fast reader does not know: row by row."""
        columns, first, held = self._unique(), 0, []
        with self._path.open(encoding=self._encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self._separator)
            try:
                for row in reader:
                    if not any(cell.strip() for cell in row):
                        continue
                    if not first:
                        first = reader.line_num + 1
                        continue
                    if len(row) > len(columns):
                        message = (
                            f"{self.name}: row {reader.line_num} has {len(row)} cells under {len(columns)} headings"
                        )
                        raise BadSheet(message, "put cells that hold commas in quotation marks")
                    held.append([cell.strip() or None for cell in row] + [None] * (len(columns) - len(row)))
                    if len(held) == rows:
                        yield first, _frame(held, columns)
                        first, held = first + rows, []
            except (csv.Error, UnicodeDecodeError) as error:
                message = f"{self.name}: row {reader.line_num}: {error}"
                raise BadSheet(message, "save the file as UTF-8") from None
        if held:
            yield first, _frame(held, columns)

    def place(self, row: int, column: str) -> str:
        """Row and heading."""
        return f"row {row}, column `{column}`" if column else f"row {row}"


class ExcelSheet:
    """The first sheet of an Excel workbook."""

    def __init__(self, path: Path) -> None:
        from python_calamine import CalamineError, CalamineWorkbook

        self.name = str(path)
        self._formulas = _formulas(path)
        try:
            book = CalamineWorkbook.from_path(str(path))
            sheet = book.get_sheet_by_index(0)
            self._rows = iter(sheet.iter_rows())
        except (CalamineError, OSError, IndexError) as error:
            message = f"`{path}` is no Excel workbook: {str(error).splitlines()[0][:100]}"
            raise BadSheet(message, "save it as .xlsx again") from None
        self._start = 1 + (sheet.start[0] if sheet.start else 0)
        self._left = sheet.start[1] if sheet.start else 0
        head: list[str] = []
        for row in self._rows:
            head = [_as_text(cell) or "" for cell in row]
            if any(head):
                break
            self._start += 1
        if not any(head):
            message = f"`{path}` holds no headings on its first sheet"
            raise BadSheet(message, "write a row of headings and a row for each item")
        self.columns = [each.strip() for each in head]
        twice = {each for each in self.columns if each and self.columns.count(each) > 1}
        if twice:
            message = f"{path}: the heading `{sorted(twice)[0]}` stands twice"
            raise BadSheet(message, "give each column its own heading")

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows in pieces; formula cells carry their formula, so that they are told."""
        columns = [each or f" {place}" for place, each in enumerate(self.columns)]
        number, first, held = self._start, self._start + 1, []
        for row in self._rows:
            number += 1
            cells = [self._cell(number, place, cell) for place, cell in enumerate(row[: len(columns)])]
            held.append(cells + [None] * (len(columns) - len(cells)))
            if len(held) == rows:
                yield first, _frame(held, columns)
                first, held = number + 1, []
        while held and not any(held[-1]):
            held.pop()
        if held:
            yield first, _frame(held, columns)

    def _cell(self, row: int, place: int, cell: object) -> str | None:
        formula = self._formulas.get((row, self._left + place))
        return "=" + formula if formula is not None else _as_text(cell)

    def place(self, row: int, column: str) -> str:
        """Row, heading and the cell's own name."""
        if not column:
            return f"row {row}"
        return f"cell {column_letter(self._left + self.columns.index(column))}{row}, column `{column}`"


class ParquetSheet:
    """A Parquet file; numbers keep their shortest decimal."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        try:
            self._scan = pl.scan_parquet(path)
            self._schema = self._scan.collect_schema()
        except (pl.exceptions.PolarsError, OSError) as error:
            message = f"`{path}` is no Parquet file: {str(error).splitlines()[0][:100].lower()}"
            raise BadSheet(message, "write it again") from None
        self.columns = list(self._schema)
        nested = [name for name, kind in self._schema.items() if kind.is_nested()]
        if nested:
            message = f"{path}: the column `{nested[0]}` holds lists or structures"
            raise BadSheet(message, "write plain columns")

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows in pieces of text."""
        first = 1
        for piece in self._scan.collect_batches(chunk_size=rows, maintain_order=True):
            yield first, piece.select(pl.all().cast(pl.String))
            first += piece.height

    def place(self, row: int, column: str) -> str:
        """Row and column."""
        return f"row {row}, column `{column}`" if column else f"row {row}"


def column_letter(place: int) -> str:
    """The letters a spreadsheet gives a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _frame(rows: list[list[str | None]], columns: list[str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _as_text(cell: object) -> str | None:
    """A cell as its reader sees it; a date stays a date, for a figure it is a fault."""
    match cell:
        case None | "":
            return None
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime() | date() | time() | timedelta():
            return f"{cell} (a date)"
        case _:
            return str(cell).strip() or None


_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?>(?:(?!</c>).)*?<f\b[^>]*?(?:/>|>([^<]*)</f>)', re.DOTALL)


def _formulas(path: Path) -> dict[tuple[int, int], str]:
    """The formulas on a workbook's first sheet, by row and column; the workbook is refused where it unpacks too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
            if unpacked > MOST_UNPACKED:
                message = f"`{path}` unpacks to {unpacked:,} bytes"
                raise BadSheet(message, "split it, or save it as CSV")
            sheets = sorted(n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", n))
            found: dict[tuple[int, int], str] = {}
            for name in (
                sheets[:1] if len(sheets) == 1 else [n for n in sheets if n.endswith("/sheet1.xml")] or sheets[:1]
            ):
                with archive.open(name) as file:
                    _scan_formulas(file, found)
            return found
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        message = f"`{path}` is no Excel workbook: {str(error)[:100].lower()}"
        raise BadSheet(message, "save it as .xlsx again") from None


def _scan_formulas(file: io.BufferedIOBase, found: dict[tuple[int, int], str]) -> None:
    """Collect formulas from a sheet's XML, a block at a time."""
    rest = b""
    while block := file.read(1 << 22):
        rest += block
        cut = rest.rfind(b"</c>") + 4
        if cut < 4:
            rest = rest[-(1 << 16) :]
            continue
        for letters, row, formula in _CELL.findall(rest[:cut]):
            place = 0
            for letter in letters:
                place = place * 26 + letter - 64
            found[int(row), place - 1] = formula.decode("utf-8", "replace") or "…"
        rest = rest[cut:]
