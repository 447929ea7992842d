"""Text files of comma- or tab-separated values, in UTF-8, UTF-16 or Shift_JIS, read piece by piece."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from renkei.controls.sheets import BadSheet, SheetFault, frame, refuse_twice, unique

_FIRST = 1 << 20
"""So many bytes are looked at to learn the encoding, the separator and the headings."""

_LONE_RETURN = re.compile(rb"\r(?!\n|$)")


class DelimitedSheet:
    """A text file of comma- or tab-separated values, in UTF-8, UTF-16 or Shift_JIS."""

    def __init__(self, path: Path, separator: str | None = None, name: str | None = None) -> None:
        self.name = name or str(path)
        self.faults: list[SheetFault] = []
        self._path = path
        with path.open("rb") as file:
            start = file.read(_FIRST)
        self._encoding = self._guess(start)
        text = start.decode(self._encoding, errors="ignore").lstrip("\ufeff")
        if "\0" in text:
            message = f"`{self.name}` is not text"
            raise BadSheet(message, "save it as CSV, or give the workbook itself")
        head = next((line for line in text.splitlines() if line.strip()), "")
        if not head:
            message = f"`{self.name}` holds no headings"
            raise BadSheet(message, "write a row of headings and a row for each item")
        self._separator = separator or max(",\t;", key=head.count)
        self._head, self.columns = self._headings(text)
        self._fast = self._encoding == "utf-8" and self._head == 1 and not _LONE_RETURN.search(start)
        refuse_twice(self.name, self.columns)

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

    def _headings(self, text: str) -> tuple[int, list[str]]:
        """The row in which the headings stand, and the headings."""
        try:
            for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=self._separator), 1):
                if any(cell.strip() for cell in row):
                    return number, [cell.strip() for cell in row]
        except csv.Error:
            message = f"`{self.name}`: its headings cannot be told apart"
            raise BadSheet(message, "look for a quotation mark that is not closed") from None
        message = f"`{self.name}` holds no headings"
        raise BadSheet(message, "write a row of headings and a row for each item")

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows in pieces; where the fast reader stumbles, the careful one goes on and tells each broken row."""
        first = self._head + 1
        if self._fast:
            scan = pl.scan_csv(
                self._path,
                separator=self._separator,
                infer_schema=False,
                has_header=True,
                new_columns=unique(self.columns),
            )
            try:
                for piece in scan.collect_batches(chunk_size=rows, maintain_order=True):
                    yield first, piece
                    first += piece.height
            except pl.exceptions.PolarsError:
                pass
            else:
                return
        yield from self._carefully(rows, first)

    def _carefully(self, rows: int, first: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """Row by row from a row on, for what the fast reader does not know or cannot read."""
        columns, held = unique(self.columns), []
        for number, row in self._records():
            if number < first:
                continue
            if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
                self._fault(
                    number,
                    f"the row has {len(row)} cells under {len(columns)} headings",
                    "put cells that hold commas in quotation marks",
                )
            held.append([cell.strip() or None for cell in row])
            if len(held) == rows:
                yield first, frame(held, columns)
                first, held = number + 1, []
        if held:
            yield first, frame(held, columns)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Every row with its number, up to one that cannot be read."""
        number, unreadable = 0, False
        with self._path.open(encoding=self._encoding, errors="replace", newline="") as file:
            reader = csv.reader(file, delimiter=self._separator, strict=True)
            try:
                for number, row in enumerate(reader, 1):
                    if not unreadable and any("\ufffd" in cell for cell in row):
                        unreadable = True
                        self._fault(
                            number,
                            f"the row holds characters that are not {_shown(self._encoding)}",
                            "save the file as UTF-8",
                        )
                    yield number, row
            except csv.Error:
                self._fault(
                    number + 1,
                    "the row cannot be told apart into cells",
                    "look for a quotation mark that is not closed or stands within a cell; no row below it was read",
                )

    def _fault(self, row: int, message: str, help_: str) -> None:
        self.faults.append(SheetFault(row, BadSheet(message, help_)))

    def place(self, row: int, column: str) -> str:
        """Row and heading."""
        return f"row {row}, column `{column}`" if column else f"row {row}"


def _shown(encoding: str) -> str:
    return {"cp932": "Shift_JIS"}.get(encoding, encoding.upper())
