"""Rows of text files of comma-separated values as publishers hand them out, read one by one; every fault collected."""

from __future__ import annotations

import csv
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from renkei.ground.errors import Fault

ENOUGH = 1000
"""After so many faults the rest of a file is not read."""

_FIRST = 1 << 20
_FORMULA = re.compile(r"\s*(=|@|\+[A-Za-z(]|-[A-Za-z(])")
_BYTES_KEPT = re.compile("[\udc80-\udcff]")
"""Bytes that are not UTF-8, as Python keeps them for later."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        number: the row as a spreadsheet counts, the headings being the first.
        line: the line of the file on which it begins.
    """

    number: int
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Table:
    """A file of rows under headings.

    Attributes:
        columns: the headings that it must have.
        faults: what was found wrong so far.
        headings: those it has; empty if it cannot be read.
        any_western: whether text that is not UTF-8 is read as Windows-1252, which some publishers' portals write.
        most: the largest file read, in bytes; None for a file of any size, which is read row by row.
    """

    path: Path
    columns: Sequence[str]
    faults: list[Fault]
    any_western: bool = False
    most: int | None = None
    headings: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """The rows, each as text without blanks around it; empty rows are passed over."""
        if not self._sound():
            return
        try:
            with self.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
                yield from self._rows(file)
        except OSError as error:
            message = (error.strerror or "cannot be read").lower()
            self.faults.append(Fault(self.path, 0, "unreadable-file", message, "check the file"))

    def _sound(self) -> bool:
        """Whether it is a file of text at all."""
        try:
            found = self.path.stat()
            if not stat.S_ISREG(found.st_mode):
                self.faults.append(Fault(self.path, 0, "unreadable-file", "it is not a file", "give a CSV file"))
                return False
            with self.path.open("rb") as file:
                start = file.read(_FIRST)
        except OSError as error:
            message = (error.strerror or "cannot be opened").lower()
            self.faults.append(Fault(self.path, 0, "unreadable-file", message, "check the path"))
            return False
        if self.most is not None and found.st_size > self.most:
            message, advice = f"the file has {found.st_size:,} bytes", f"at most {self.most:,} are read; check the file"
            self.faults.append(Fault(self.path, 0, "file-too-large", message, advice))
            return False
        if not start.strip():
            self.faults.append(Fault(self.path, 0, "empty-file", "the file holds nothing", "give the published file"))
            return False
        if b"\0" in start or start.startswith((b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04")):
            advice = "unpack it, or save it as CSV in UTF-8"
            self.faults.append(Fault(self.path, 0, "not-text", "the file is not CSV text", advice))
            return False
        return True

    def _rows(self, file: IO[str]) -> Iterator[Row]:
        reader = csv.reader(file, strict=True)
        number, line = 0, 1
        try:
            for number, cells in enumerate(reader, 1):
                begins, line = line, reader.line_num + 1
                if not self.headings:
                    if not self._heads(cells):
                        return
                    continue
                row = self._row(number, begins, cells)
                if row is not None:
                    yield row
                if len(self.faults) >= ENOUGH:
                    return
        except csv.Error:
            message = "the row cannot be told apart into cells"
            advice = "look for a quotation mark that is not closed; no row below it was read"
            self.faults.append(Fault(self.path, line, "bad-table", message, advice))
            return
        if number < 2:
            message = "there is no row under the headings"
            self.faults.append(Fault(self.path, 0, "empty-file", message, "give the published file"))

    def _heads(self, cells: list[str]) -> bool:
        heads = [_as_western(cell).strip() for cell in cells]
        missing = [each for each in self.columns if each not in heads]
        twice = [each for each in self.columns if heads.count(each) > 1]
        if missing:
            message = f"there is no column {', '.join(f'`{each}`' for each in missing)}"
            advice = f"give the file as published, with the columns {', '.join(self.columns)}"
            self.faults.append(Fault(self.path, 1, "missing-column", message, advice))
        if twice:
            message = f"the heading {', '.join(f'`{each}`' for each in twice)} stands twice"
            self.faults.append(Fault(self.path, 1, "bad-table", message, "give the file as published"))
        self.headings = heads
        return not missing and not twice

    def _row(self, number: int, line: int, cells: list[str]) -> Row | None:
        if not any(cell.strip() for cell in cells):
            return None
        wide = len(self.headings)
        if len(cells) < wide or any(cell.strip() for cell in cells[wide:]):
            message = f"the row has {len(cells)} cells under {wide} headings"
            advice = "put cells that hold commas in quotation marks"
            self.faults.append(Fault(self.path, line, "bad-table", message, advice))
            return None
        if any(_BYTES_KEPT.search(cell) for cell in cells):
            if not self.any_western:
                message = "the row holds characters that are not UTF-8"
                self.faults.append(Fault(self.path, line, "not-text", message, "save the file as UTF-8"))
                return None
            cells = [_as_western(cell) for cell in cells]
        return Row(number, line, dict(zip(self.headings, (cell.strip() for cell in cells), strict=False)))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute the text."""
    return _FORMULA.match(text) is not None


def _as_western(text: str) -> str:
    """The text with bytes that are not UTF-8 read as Windows-1252."""
    if not _BYTES_KEPT.search(text):
        return text
    return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
