"""What every file of rows has in common: headings, pieces of text, and where a cell stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from renkei.ground.errors import BadInput


class BadSheet(BadInput):
    """A file that is no table at all, or a row of it that is broken."""

    code = "bad-table"


@dataclass(frozen=True, slots=True)
class SheetFault:
    """A row that could not be read as it stands."""

    row: int
    error: BadSheet


class Sheet(Protocol):
    """A file with one row of headings and rows of text.

    Attributes:
        faults: rows that could not be read, found so far.
    """

    name: str
    columns: list[str]
    faults: list[SheetFault]

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows in pieces of text columns, with the number of the first row as a spreadsheet counts."""

    def place(self, row: int, column: str) -> str:
        """How a reader finds a cell."""


def unique(columns: list[str]) -> list[str]:
    """The headings, with a name of its own for each column that has none."""
    return [each or f" {place}" for place, each in enumerate(columns)]


def refuse_twice(name: str, columns: list[str]) -> None:
    """Refuse headings that stand twice.

    Raises:
        BadSheet: naming all of them.
    """
    twice = [each for each in dict.fromkeys(columns) if each and columns.count(each) > 1]
    if twice:
        named = ", ".join(f"`{each}`" for each in twice)
        message = f"{name}: more than one column has the heading {named}"
        raise BadSheet(message, "give each column its own heading")


def frame(rows: list[list[str | None]], columns: list[str]) -> pl.DataFrame:
    """Rows of text as columns; a short row is filled up."""
    wide = len(columns)
    held = [row if len(row) == wide else (row + [None] * wide)[:wide] for row in rows]
    return pl.DataFrame(held, schema=dict.fromkeys(columns, pl.String), orient="row")
