"""Excel workbooks as rows of text: the first sheet, with the formulas its cells hold."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from posixpath import join, normpath
from typing import IO

import polars as pl

from renkei.controls.sheets import BadSheet, SheetFault, frame, refuse_twice, unique

MOST_UNPACKED = 2_000_000_000
"""A workbook that unpacks to more bytes than this is refused."""

_TIGHTEST = 1032
"""So many bytes come out of one packed byte at most."""

_OLD = b"\xd0\xcf\x11\xe0"
"""How old workbooks (.xls) and those with a password begin."""


class ExcelSheet:
    """The first sheet of an Excel workbook."""

    def __init__(self, path: Path) -> None:
        from python_calamine import CalamineError, CalamineWorkbook

        self.name = str(path)
        self.faults: list[SheetFault] = []
        self._formulas = _formulas(path)
        try:
            book = CalamineWorkbook.from_path(str(path))
            sheet = book.get_sheet_by_index(0)
            self._rows = iter(sheet.iter_rows())
        except (CalamineError, OSError, IndexError) as error:
            raise _no_workbook(path, error) from None
        self._left = sheet.start[1] if sheet.start else 0
        self._head = 0
        self.columns: list[str] = []
        for row in self._rows:
            self._head += 1
            self.columns = [(_as_text(cell) or "").strip() for cell in row]
            if any(self.columns):
                break
        if not any(self.columns):
            message = f"`{path}` holds no headings on its first sheet"
            raise BadSheet(message, "write a row of headings and a row for each item")
        refuse_twice(str(path), self.columns)

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows in pieces; formula cells carry their formula, so that they are told."""
        columns = unique(self.columns)
        number, first, held = self._head, self._head + 1, []
        for row in self._rows:
            number += 1
            held.append([self._cell(number, place, cell) for place, cell in enumerate(row)])
            if len(held) == rows:
                yield first, frame(held, columns)
                first, held = number + 1, []
        if held:
            yield first, frame(held, columns)

    def _cell(self, row: int, place: int, cell: object) -> str | None:
        formula = self._formulas.get((row, self._left + place)) if self._formulas else None
        return "=" + formula if formula is not None else _as_text(cell)

    def place(self, row: int, column: str) -> str:
        """Row, heading and the cell's own name."""
        if not column:
            return f"row {row}"
        place = unique(self.columns).index(column)
        cell = f"cell {column_letter(self._left + place)}{row}"
        return f"{cell}, column `{column}`" if self.columns[place] else cell


def column_letter(place: int) -> str:
    """The letters a spreadsheet gives a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _as_text(cell: object) -> str | None:
    """A cell as its reader sees it; a date stays a date, for a figure it is a fault."""
    match cell:
        case None | "":
            return None
        case bool():
            return "yes" if cell else "no"
        case float():
            # A workbook shows and compares 15 digits; `=0.1+0.2` pasted as a value is 0.3 to everybody who sees it.
            shown = float(f"{cell:.15g}")
            return str(int(shown)) if shown.is_integer() and abs(shown) < 1e15 else repr(shown)
        case datetime() | date() | time() | timedelta():
            return f"{cell} (a date)"
        case _:
            return str(cell).strip() or None


def _no_workbook(path: Path, error: Exception) -> BadSheet:
    with path.open("rb") as file:
        old = file.read(4) == _OLD
    if old:
        return BadSheet(f"`{path}` is an old workbook or has a password", "save it as .xlsx, without a password")
    why = " ".join(str(error).split())[:100].lower()
    return BadSheet(f"`{path}` is no Excel workbook: {why}", "save it as .xlsx again")


_CELL = re.compile(
    rb"<(?:\w+:)?c(\s[^>]*)?(?<!/)>(?:(?!</(?:\w+:)?c\s*>).)*?<(?:\w+:)?f(?=[\s/>])[^>]*?(?:/>|>([^<]*)<)", re.DOTALL
)
"""A cell with a formula: its attributes, and the formula."""
_NAME = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d+)["']""")
_CELL_END = re.compile(rb"</(?:\w+:)?c\s*>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_BLOCK = 1 << 22
_LONGEST_CELL = 1 << 20
"""No cell takes more bytes: a formula has at most 8192 characters, a text 32767."""


def _formulas(path: Path) -> dict[tuple[int, int], str]:
    """The formulas on a workbook's first sheet, by row and column; one that unpacks too large is refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            unpacked = sum(each.file_size for each in members)
            if unpacked > MOST_UNPACKED:
                message = f"`{path}` unpacks to {unpacked:,} bytes"
                raise BadSheet(message, "split it, or save it as CSV")
            first = _first_sheet(archive)
            if sum(each.compress_size for each in members) * _TIGHTEST > MOST_UNPACKED:
                _refuse_lies(archive, [each.filename for each in members if each.filename != first])
            found: dict[tuple[int, int], str] = {}
            if first is not None:
                with archive.open(first) as file:
                    _scan_formulas(file, found, path)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _no_workbook(path, error) from None


def _refuse_lies(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Unpack every part once: one that holds more than it says fails its checksum."""
    for name in names:
        with archive.open(name) as file:
            while file.read(_BLOCK):
                pass


def _first_sheet(archive: zipfile.ZipFile) -> str | None:
    """The part that holds the sheet which stands first, whatever its file is called."""
    names = archive.namelist()
    try:
        book = archive.read("xl/workbook.xml")
        links = archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return None  # then it is no workbook, which its reader says
    sheet = re.search(rb"<(?:\w+:)?sheet\s[^>]*", book)
    wanted = re.search(rb'\b\w+:id="([^"]*)"', sheet[0]) if sheet else None
    for link in re.findall(rb"<(?:\w+:)?Relationship\s[^>]*", links):
        target = re.search(rb'\bTarget="([^"]*)"', link)
        if wanted and target and re.search(rb'\bId="' + re.escape(wanted[1]) + rb'"', link):
            part = target[1].decode("utf-8", "replace")
            part = part.lstrip("/") if part.startswith("/") else normpath(join("xl", part))
            return part if part in names else None
    return None


def _scan_formulas(file: IO[bytes], found: dict[tuple[int, int], str], path: Path) -> None:
    """Collect formulas from a sheet's XML, a block at a time; each block is cut after its last whole cell."""
    rest = b""
    while block := file.read(_BLOCK):
        rest += block
        cut = _after_last_cell(rest)
        if cut and _FORMULA.search(rest, 0, cut):
            for attributes, formula in _CELL.findall(rest[:cut]):
                found[_where(attributes, path)] = formula.decode("utf-8", "replace") or "…"
        rest = rest[cut:] if cut else rest[-_LONGEST_CELL:]


def _after_last_cell(xml: bytes) -> int:
    """Where the last whole cell ends; 0 where none does."""
    for start in (max(0, len(xml) - (1 << 16)), 0):
        ends = [each.end() for each in _CELL_END.finditer(xml, start)]
        if ends:
            return ends[-1]
    return 0


def _where(attributes: bytes, path: Path) -> tuple[int, int]:
    """The row, counted from 1, and the column, counted from 0, of a cell."""
    name = _NAME.search(attributes)
    if name is None:
        message = f"`{path}` holds a formula in a cell that does not say where it stands"
        raise BadSheet(message, "paste values instead of formulas, or save it in Excel again")
    place = 0
    for letter in name[1]:
        place = place * 26 + letter - 64
    return int(name[2]), place - 1
