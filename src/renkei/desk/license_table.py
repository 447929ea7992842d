"""`license` for a file: typed answers for every row, or the results streamed into another file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from renkei.controls.catalogue import Catalogue
from renkei.controls.columns import Exact
from renkei.controls.facts import Value
from renkei.controls.in_force import InForce
from renkei.controls.reading_sheets import open_sheet
from renkei.controls.rulebook import Rulebook
from renkei.controls.table import Table
from renkei.controls.tables import FIELDS, Labels, table_answers
from renkei.desk.license import Item, LicenseAnswer, license_of
from renkei.ground.errors import BadInput, BadOption, CannotWrite
from renkei.ground.words import Words

MOST_ITEMS = 20_000
"""Items answered with every reason, as text, JSON or a comparison table; a longer file is written as CSV or Parquet."""


class TooMany(BadInput):
    """More items than can be answered with every reason at once."""

    code = "too-many-items"


def read_items(book: Rulebook, rules: Sequence[InForce], file: Path, fixed: Mapping[str, Value]) -> LicenseAnswer:
    """The answer for every row of a file, with every reason.

    Raises:
        BadInput: if the file cannot be read, or has more than MOST_ITEMS rows.
    """
    catalogue = Catalogue(open_sheet(_file(file)), book, dict(fixed))
    items: list[Item] = []
    for piece in catalogue.pieces():
        for place, name in enumerate(piece.names.to_list()):
            items.append(Item(name, int(piece.rows[place]), piece.table.facts(book, place)))
        if len(items) > MOST_ITEMS:
            message = f"`{file}` has more than {MOST_ITEMS:,} items"
            raise TooMany(message, "write the answer as CSV or Parquet, such as `-o answers.csv`")
    catalogue.check()
    if not items:
        message = f"`{file}` holds no items"
        raise BadOption(message, "write a row for each item below the headings")
    return license_of(book, rules, items)


def write_table(
    book: Rulebook,
    rules: Sequence[InForce],
    file: Path,
    fixed: Mapping[str, Value],
    words: Words,
    form: str,
    output: Path | None,
    fail_on: str | None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Judge a file piece by piece and write the results, whole or not at all.

    Returns:
        1 if an item is what `fail_on` names, else 0.

    Raises:
        BadInput: if the file cannot be read, or the output not be written.
    """
    if form == "parquet" and output is None:
        message = "Parquet is not for a screen"
        raise BadOption(message, "add `-o FILE`")
    catalogue = Catalogue(open_sheet(_file(file)), book, dict(fixed))
    found = _Results(catalogue, rules, words, fail_on, progress)
    target = output.resolve() if output is not None else None
    folder = target.parent if target is not None else Path(tempfile.gettempdir())
    beside = folder / f".renkei-{os.getpid()}.part"
    try:
        if form == "parquet":
            _sink_parquet(found, beside)
        else:
            with beside.open("wb") as out:
                for number, piece in enumerate(found.pieces()):
                    piece.write_csv(out, include_header=number == 0, line_terminator="\r\n", include_bom=False)
        catalogue.check()
        if not found.items:
            message = f"`{file}` holds no items"
            raise BadOption(message, "write a row for each item below the headings")
        if target is not None:
            os.replace(beside, target)  # noqa: PTH105 - replaces an existing file in one step
        else:
            with beside.open("rb") as made:
                while block := made.read(1 << 20):
                    sys.stdout.buffer.write(block)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"`{output or beside}` cannot be written: {(error.strerror or 'unknown reason').lower()}"
        raise CannotWrite(message, "choose another place") from None
    finally:
        beside.unlink(missing_ok=True)
    return int(found.failed)


class _Results:
    """The results of a catalogue, piece by piece: a row for each item and regime, items in their order."""

    def __init__(
        self,
        catalogue: Catalogue,
        rules: Sequence[InForce],
        words: Words,
        fail_on: str | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.items = 0
        self.failed = False
        self._exact: Exact = {}
        self._catalogue, self._rules, self._fail_on, self._progress = catalogue, rules, fail_on, progress
        book, lang = catalogue.book, words.lang
        self._labels = Labels(
            lambda provision: provision.number(lang),
            lambda name: book.attributes[name].names[lang] if name in book.attributes else words(f"controls.{name}"),
            lambda word: word,
        )

    def pieces(self) -> Iterator[pl.DataFrame]:
        """The results; nothing more once a fault was found, though the file is read to its end."""
        for piece in self._catalogue.pieces():
            self.items += piece.table.height
            if not self._catalogue.faults:
                yield self._of(piece.names, piece.table)
            if self._progress:
                self._progress(self.items, self.items)

    def _of(self, names: pl.Series, table: Table) -> pl.DataFrame:
        answers = table_answers(self._rules, table, self._labels, self._exact)
        safe = names.str.replace(r"^([=+\-@\t\r])", "'$1")
        parts = []
        for rules, answer in zip(self._rules, answers, strict=True):
            head = [safe.alias("item"), pl.Series("regime", [rules.regime.id]).new_from_index(0, names.len())]
            parts.append(pl.DataFrame(head).hstack(answer))
        if self._fail_on is not None and not self.failed:
            column = "license" if self._fail_on == "required" else "status"
            self.failed = any((part[column] == self._fail_on).any() for part in parts)
        if len(parts) == 1:
            return parts[0]
        height, count = names.len(), len(parts)
        turns = pl.select(
            (pl.int_range(height * count) % count) * height + pl.int_range(height * count) // count
        ).to_series()
        return pl.concat(parts)[turns]


def _sink_parquet(found: _Results, beside: Path) -> None:
    """Write the pieces as one Parquet file, without holding them all."""
    from polars.io.plugins import register_io_source

    schema = dict.fromkeys(("item", "regime", *FIELDS), pl.String)

    def source(*_: object) -> Iterator[pl.DataFrame]:
        yield from found.pieces()

    register_io_source(source, schema=schema).sink_parquet(beside)


def _file(file: Path) -> Path:
    """The file to read; standard input is put into a file first, since it may be read twice."""
    if str(file) != "-":
        return file
    held = Path(tempfile.mkdtemp(prefix="renkei-")) / "items.csv"
    with held.open("wb") as out:
        while block := sys.stdin.buffer.read(1 << 20):
            out.write(block)
    return held
