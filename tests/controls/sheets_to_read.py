"""Writes the files that users hand in, sound and unsound, and reads them as the catalogue does."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from controls.sample_rules import book
from renkei.controls.catalogue import BadTable, Catalogue
from renkei.controls.facts import Value
from renkei.controls.reading_sheets import open_sheet
from renkei.controls.rulebook import Rulebook

HEAD = "item,goods,wavelength,aperture,overlay"
GOOD = f"{HEAD}\nA,printer,193,1.35,2.4\n"


def read(
    path: Path, fixed: dict[str, Value] | None = None, rules: Rulebook | None = None
) -> list[tuple[int, str, dict[str, Any]]]:
    """Row, name and known values of every item; numbers as floats."""
    rules = rules or book()
    catalogue = Catalogue(open_sheet(path), rules, dict(fixed or {}))
    found = []
    for piece in catalogue.pieces():
        for place, name in enumerate(piece.names.to_list()):
            facts = piece.table.facts(rules, place)
            values = {
                key: float(each) if hasattr(each, "numerator") and not isinstance(each, bool) else each
                for key, each in facts.values.items()
            }
            found.append((int(piece.rows[place]), name, {"goods": facts.kind, **values}))
    catalogue.check()
    return found


def faults(path: Path, fixed: dict[str, Value] | None = None) -> list[str]:
    """What is told of a file that cannot be used: place, kind of fault and message, without the advice."""
    told = _refusal(path, fixed)
    if told is None:
        return []
    assert told.lines() == [f"{path}: {each.text()}" for each in told.faults]
    assert all("\n" not in line for line in told.lines())
    assert all(each.help for each in told.faults)
    return [f"{each.place}: {each.code}: {each.message}" for each in told.faults]


def _refusal(path: Path, fixed: dict[str, Value] | None) -> BadTable | None:
    try:
        read(path, fixed)
    except BadTable as error:
        return error
    return None


def csv_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "items.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, rows: Sequence[Sequence[object]], *, before: Callable[[Any], None] | None = None) -> Path:
    """A workbook; texts that begin with `=` are formulas, dates are dates, None is a formatted but empty cell."""
    made = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    if before:
        before(made)
    sheet = made.add_worksheet("Items")
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            match cell:
                case date():
                    sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
                case None:
                    sheet.write_blank(row, column, None, day)
                case str() if cell.startswith("="):
                    sheet.write_formula(row, column, cell, None, 193)
                case _:
                    sheet.write(row, column, cell)
    made.close()
    return path


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The workbook with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
