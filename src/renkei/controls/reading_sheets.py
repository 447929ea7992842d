"""Files of rows as text, piece by piece: CSV, TSV, Excel and Parquet, without guessing at what the cells mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from renkei.controls.delimited import DelimitedSheet
from renkei.controls.sheets import BadSheet, Sheet, SheetFault, refuse_twice

ENDINGS = "give a file ending in `.csv`, `.tsv`, `.xlsx` or `.parquet`"


def open_sheet(path: Path, name: str | None = None) -> Sheet:
    """The table in a file, by its ending; `name` is what it is called in complaints, if not by its path.

    Raises:
        BadSheet: if it is no table: missing, empty, of another sort, damaged.
    """
    _check(path, name or str(path))
    ending = path.suffix.lower()
    if ending in {".csv", ".tsv", ".txt"}:
        return DelimitedSheet(path, "\t" if ending == ".tsv" else None, name)
    if ending in {".xlsx", ".xlsm"}:
        from renkei.controls.workbooks import ExcelSheet

        return ExcelSheet(path)
    if ending in {".parquet", ".pq"}:
        return ParquetSheet(path)
    message = f"`{path}` is not a table this tool reads"
    raise BadSheet(message, ENDINGS)


def _check(path: Path, name: str) -> None:
    try:
        if not path.is_file():
            message = f"`{name}` is not a file"
            raise BadSheet(message, ENDINGS)
        if path.stat().st_size == 0:
            message = f"`{name}` is empty"
            raise BadSheet(message, "write a row of headings and a row for each item")
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        message = f"`{name}` cannot be read: {(error.strerror or 'unknown reason').lower()}"
        raise BadSheet(message, "check the file") from None


class ParquetSheet:
    """A Parquet file; numbers keep their shortest decimal, and a number that is none (NaN) is not known."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self.faults: list[SheetFault] = []
        try:
            self._scan = pl.scan_parquet(path)
            self._schema = self._scan.collect_schema()
        except (pl.exceptions.PolarsError, OSError) as error:
            message = f"`{path}` is no Parquet file: {str(error).splitlines()[0][:100].lower()}"
            raise BadSheet(message, "write it again") from None
        self.columns = list(self._schema)
        refuse_twice(str(path), [each.strip() for each in self.columns])
        odd = [n for n, kind in self._schema.items() if kind.is_nested() or kind in {pl.Binary, pl.Object}]
        if odd:
            message = f"{path}: the column `{odd[0]}` holds lists, structures or raw bytes"
            raise BadSheet(message, "write plain columns")

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows in pieces of text."""
        first = 1
        try:
            for piece in self._scan.collect_batches(chunk_size=rows, maintain_order=True):
                yield first, piece.with_columns(pl.selectors.float().fill_nan(None)).select(pl.all().cast(pl.String))
                first += piece.height
        except (pl.exceptions.PolarsError, OSError) as error:
            message = f"`{self.name}` is damaged: {str(error).splitlines()[0][:100].lower()}"
            raise BadSheet(message, "write it again") from None

    def place(self, row: int, column: str) -> str:
        """Row and column."""
        return f"row {row}, column `{column}`" if column else f"row {row}"


__all__ = ["BadSheet", "Sheet", "open_sheet"]
