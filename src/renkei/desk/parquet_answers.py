"""Answers as one Parquet file, each text once for a block of rows; memory does not grow with the file."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

MOST = 128_000_000
"""So many bytes of different texts are numbered for one part of a file."""

VARIED = 32_000_000
"""With more bytes of different texts a piece is written text by text: too few of them come again."""


@dataclass(frozen=True)
class Answered:
    """Rows of texts, of which the same ones stand in many rows.

    Attributes:
        names: what stands first in each row.
        different: the texts of the other columns, once for each sort of row.
        places: for each row its sort, by its place in `different`.
    """

    names: pl.Series
    different: pl.DataFrame
    places: pl.Series


def write_parquet(pieces: Iterable[Answered], columns: Sequence[str], path: Path) -> None:
    """Write the pieces one below another, every column as strings; where there are no pieces nothing is written.

    Texts are numbered through all that is written at once, and held until it is. Where they become too many, a new
    part is begun, and the parts are put together in the end.
    """
    with tempfile.TemporaryDirectory(prefix=".renkei-", dir=path.parent) as folder:
        parts: list[Path] = []
        for (number, numbered), group in groupby(pieces, _Parts()):
            parts.append(Path(folder) / f"{number}.parquet")
            _write_part(group, columns, parts[-1], numbered=numbered)
        if len(parts) == 1:
            parts[0].replace(path)
        elif parts:
            pl.scan_parquet(parts).sink_parquet(path, statistics=False)


class _Parts:
    """Which part of the file a piece belongs to, and whether texts are numbered there."""

    def __init__(self) -> None:
        self._part, self._numbered, self._size = 0, True, 0
        self._seen: set[str] = set()

    def __call__(self, piece: Answered) -> tuple[int, bool]:
        texts = pl.concat(piece.different.get_columns()).unique()
        size = int(texts.str.len_bytes().sum())
        numbered = size <= VARIED
        new = set(texts.to_list()) - self._seen if numbered else set()
        size_of_new = sum(len(text.encode()) for text in new)
        if numbered != self._numbered or self._size + size_of_new > MOST:
            self._part, self._numbered = self._part + 1, numbered
            self._seen, self._size = set(texts.to_list()) if numbered else set(), size if numbered else 0
        else:
            self._seen |= new
            self._size += size_of_new
        return self._part, numbered


def _write_part(pieces: Iterable[Answered], columns: Sequence[str], path: Path, *, numbered: bool) -> None:
    """Write pieces to a file of their own, texts as categories or as they are."""
    kind = pl.Categorical(pl.Categories.random("renkei")) if numbered else pl.String()
    first, *others = columns

    def source(*_: object) -> Iterator[pl.DataFrame]:
        for piece in pieces:
            texts = [piece.different[name].cast(kind).gather(piece.places) for name in others]
            yield pl.DataFrame([piece.names.alias(first), *texts])

    schema = {first: pl.String(), **dict.fromkeys(others, kind)}
    register_io_source(source, schema=schema).sink_parquet(path, statistics=False, metadata=_told_as_strings(columns))


def _told_as_strings(columns: Sequence[str]) -> dict[str, str]:
    """What a Parquet file of strings says of its columns; the same bytes are written for categories."""
    held = io.BytesIO()
    pl.DataFrame(schema=dict.fromkeys(columns, pl.String)).write_parquet(held)
    held.seek(0)
    return dict(pl.read_parquet_metadata(held))
