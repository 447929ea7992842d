"""Items given as values in a program, read as the rows of a sheet are: the same headings, units, and faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from renkei.controls.sheets import BadSheet, SheetFault, frame


class ListedSheet:
    """Items by heading, as a sheet; a place in it is the number of the item, counted from 1, and the heading."""

    def __init__(self, items: Sequence[Mapping[str, str | None]]) -> None:
        self.name = "items"
        self.faults: list[SheetFault] = []
        self.columns = list(dict.fromkeys(name for item in items for name in item))
        self._rows = [[item.get(name) for name in self.columns] for item in items]
        if not self.columns:
            message = "no item is given"
            raise BadSheet(message, "give each as its figures by name, such as `goods` and `wavelength`")

    def pieces(self, rows: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The items in pieces of text."""
        for first in range(0, len(self._rows), rows):
            yield first + 1, frame(self._rows[first : first + rows], self.columns)

    def place(self, row: int, column: str) -> str:
        """Item and heading."""
        return f"item {row}, `{column}`" if column else f"item {row}"
