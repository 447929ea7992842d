"""A sheet of an Excel workbook as rows of text; formulas are shown as formulas, so that they are refused."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from renkei.supply.sharing.case import Role
from renkei.supply.sharing.faults import Wrong

MOST_UNPACKED = 500_000_000
"""A workbook that unpacks to more bytes is refused."""

_FORMULA = re.compile(rb"<c\s[^>]*?\br=\"([A-Z]{1,3})(\d+)\"[^>]*>(?:(?!</c>).)*?<f[\s/>]", re.DOTALL)


def sheet_records(path: Path, role: Role) -> Iterator[tuple[int, list[str]]]:
    """The rows of the sheet that is named after the role of the file, such as `stocks`; else of the first sheet.

    Raises:
        Wrong: if it is no workbook, or too large.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
                message = "the workbook unpacks to too many bytes"
                raise Wrong(message, "save the sheet as CSV", code="bad-table")
            book = CalamineWorkbook.from_path(str(path))
            number = next((n for n, name in enumerate(book.sheet_names) if name.strip().casefold() == role), 0)
            sheet = book.get_sheet_by_index(number)
            top, left = sheet.start or (0, 0)
            formulas = _formulas(archive, book.sheet_names[number])
            rows = sheet.to_python(skip_empty_area=True)
    except (zipfile.BadZipFile, CalamineError, OSError, IndexError, NotImplementedError) as error:
        message = f"it is no Excel workbook: {' '.join(str(error).split())[:80].lower()}"
        raise Wrong(message, "save it as .xlsx again, without a password", code="bad-table") from None
    for row, cells in enumerate(rows, top + 1):
        yield (
            row,
            ["=formula" if (row, left + column) in formulas else _text(cell) for column, cell in enumerate(cells)],
        )


def _formulas(archive: zipfile.ZipFile, name: str) -> set[tuple[int, int]]:
    """Row (from 1) and column (from 0) of every cell with a formula."""
    book = archive.read("xl/workbook.xml").decode("utf-8", errors="replace")
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    sheets = {_attribute(tag, "name"): _attribute(tag, "r:id") for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book)}
    from html import unescape

    wanted = next((link for each, link in sheets.items() if unescape(each) == name), "")
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links):
        if _attribute(tag, "Id") == wanted:
            target = _attribute(tag, "Target").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            return {(int(row), _column(column.decode())) for column, row in _FORMULA.findall(archive.read(part))}
    return set()


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{re.escape(name)}\s*=\s*"([^"]*)"', tag)
    return found[1] if found else ""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _text(cell: object) -> str:
    """A cell as its reader sees it: a first of a month, as workbooks keep months, is that month."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float():
            shown = float(f"{cell:.15g}")
            return str(int(shown)) if shown.is_integer() and abs(shown) < 1e15 else f"{shown:.15f}".rstrip("0")
        case datetime() | date():
            return f"{cell:%Y-%m}" if cell.day == 1 else f"{cell:%Y-%m-%d}"
        case _:
            return str(cell)
