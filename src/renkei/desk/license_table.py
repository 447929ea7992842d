"""`license` for a file: typed answers for every row, or the results streamed into another file."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from renkei.controls.catalogue import Catalogue, Piece
from renkei.controls.dictionaries import Answers, places_in_turn, spread
from renkei.controls.facts import Value
from renkei.controls.in_force import InForce
from renkei.controls.reading_sheets import Sheet, open_sheet
from renkei.controls.result_rows import FIELDS
from renkei.controls.rulebook import Rulebook
from renkei.controls.tables import TableJudge
from renkei.controls.wording import Wording
from renkei.desk.license import Item, LicenseAnswer, LicenseCaveat, license_of
from renkei.desk.parquet_answers import Answered, write_parquet
from renkei.ground.errors import BadInput, BadOption
from renkei.ground.whole_files import whole_file
from renkei.ground.words import Words

MOST_ITEMS = 20_000
"""Items answered with every reason, as text, JSON or a comparison table; a longer file is written as CSV or Parquet."""

COLUMNS = ("item", "regime", *FIELDS)
"""What stands in a row of the result."""

_STARTS_FORMULA = r"^([\s\p{C}]*[=+\-@＝＋－＠]|[\t\r\n])"
"""How a cell begins that a spreadsheet may compute."""

_UNUSUAL = r'[",\r\n\t]|^$|^[\s\p{C}]*[=+\-@＝＋－＠]'
"""A name that has to be looked at before it is written: for quotation marks, or as the start of a formula."""

_END = "\x1e"
"""Stands between lines of CSV while they are put together."""


class TooMany(BadInput):
    """More items than can be answered with every reason at once."""

    code = "too-many-items"


@dataclass(frozen=True)
class TableWritten:
    """What came of a file: whether an item is what the caller asked to fail on, and what to bear in mind."""

    failed: bool
    caveats: tuple[LicenseCaveat, ...]


def read_items(
    book: Rulebook, rules: Sequence[InForce], given: Path | Sheet, fixed: Mapping[str, Value]
) -> LicenseAnswer:
    """The answer for every row of a file or a sheet, with every reason.

    Raises:
        BadInput: if the file cannot be read, or has more than MOST_ITEMS rows.
    """
    catalogue = Catalogue(_sheet(given) if isinstance(given, Path) else given, book, dict(fixed))
    called = given if isinstance(given, Path) else given.name
    items = items_of(catalogue, called, "write the answer as CSV or Parquet, such as `-o answers.csv`")
    answer = license_of(book, rules, items)
    return replace(answer, caveats=(*_set_aside(catalogue), *answer.caveats))


def items_of(catalogue: Catalogue, file: Path | str, too_many: str) -> list[Item]:
    """Every item of a file.

    Args:
        catalogue: the file being read.
        file: its name, for messages.
        too_many: what to do if it has more than MOST_ITEMS.

    Raises:
        BadInput: if the file is at fault, has too many items or none.
    """
    items: list[Item] = []
    for piece in catalogue.pieces():
        for place, name in enumerate(piece.names.to_list()):
            items.append(Item(name, int(piece.rows[place]), piece.table.facts(catalogue.book, place)))
        if len(items) > MOST_ITEMS:
            message = f"`{file}` has more than {MOST_ITEMS:,} items"
            raise TooMany(message, too_many)
    catalogue.check()
    if not items:
        message = f"`{file}` holds no items"
        raise BadOption(message, "write a row for each item below the headings")
    return items


def _set_aside(catalogue: Catalogue) -> list[LicenseCaveat]:
    """What to tell of figures that stand in columns which do not apply to their goods."""
    if not catalogue.set_aside:
        return []
    attributes = catalogue.book.attributes
    what = [dict(attributes[name].names) for name in sorted(catalogue.set_aside)]
    return [LicenseCaveat("set_aside", {"n": sum(catalogue.set_aside.values()), "what": what})]


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
) -> TableWritten:
    """Judge a file piece by piece and write the results, whole or not at all.

    Raises:
        BadInput: if the file cannot be read, or the output not be written.
    """
    if form == "parquet" and output is None:
        message = "Parquet is not for a screen"
        raise BadOption(message, "add `-o FILE`")
    catalogue = Catalogue(_sheet(file), book, dict(fixed))
    found = _Results(catalogue, rules, words, fail_on, progress)
    with whole_file(output) if output is not None else _shown() as beside:
        if form == "parquet":
            write_parquet(found.answered(), COLUMNS, beside)
        else:
            _write_csv(found, beside)
        catalogue.check()
        if not found.items:
            message = f"`{file}` holds no items"
            raise BadOption(message, "write a row for each item below the headings")
    return TableWritten(found.failed, tuple(_set_aside(catalogue)))


@contextmanager
def _shown() -> Iterator[Path]:
    """A file to write to, which is put on standard output when all of it is there."""
    with tempfile.TemporaryDirectory(prefix="renkei-") as folder:
        beside = Path(folder) / "answers"
        yield beside
        with beside.open("rb") as made:
            shutil.copyfileobj(made, sys.stdout.buffer, 1 << 20)


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
        self._catalogue, self._rules, self._fail_on, self._progress = catalogue, rules, fail_on, progress
        self._judge = TableJudge(rules, Wording(catalogue.book, words).labels())

    def answered(self) -> Iterator[Answered]:
        """The results by number: the different ones, and which is whose."""
        for names, judged in self._judged():
            yield Answered(self._in_turn(_safe(names)), self._different(judged), places_in_turn(judged))

    def lines(self) -> Iterator[pl.DataFrame]:
        """The results as lines of CSV: a column for the item, and one for all that follows, written as it stands."""
        for names, judged in self._judged():
            text = self._different(judged).write_csv(include_header=False, line_terminator=_END)
            rest = pl.Series("rest", text.removesuffix(_END).split(_END))
            yield pl.DataFrame(
                [
                    self._in_turn(_quoted(_safe(names)) if _are_unusual(names) else names),
                    spread(rest, places_in_turn(judged)),
                ]
            )

    def _judged(self) -> Iterator[tuple[pl.Series, list[Answers]]]:
        """Names and answers; nothing more once a fault was found, though the file is read to its end."""
        for piece in _ahead(self._catalogue.pieces()):
            self.items += piece.table.height
            if not self._catalogue.faults:
                yield piece.names, self._judge.dictionaries(piece.table)
            if self._progress:
                self._progress(self.items, self.items)

    def _different(self, judged: Sequence[Answers]) -> pl.DataFrame:
        """The different answers of each regime, one regime below another."""
        parts = []
        for rules, answers in zip(self._rules, judged, strict=True):
            regime = pl.lit(rules.regime.id, dtype=pl.String).alias("regime")
            parts.append(answers.different().select(regime, pl.all()))
        found = pl.concat(parts)
        if self._fail_on is not None and not self.failed:
            column = "license" if self._fail_on == "required" else "status"
            self.failed = bool((found[column] == self._fail_on).any())
        return found

    def _in_turn(self, names: pl.Series) -> pl.Series:
        """Each name as often as there are regimes."""
        return names.rechunk().gather(pl.Series(np.repeat(np.arange(names.len(), dtype=np.uint32), len(self._rules))))


def _ahead(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces, each read while the one before it is judged."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, pieces, None)
        while (piece := coming.result()) is not None:
            coming = reader.submit(next, pieces, None)
            yield piece


def _are_unusual(names: pl.Series) -> bool:
    """Whether any name cannot be written as it stands."""
    return bool(names.str.contains(_UNUSUAL).any())


def _safe(names: pl.Series) -> pl.Series:
    """Names that no spreadsheet computes."""
    return names.str.replace(_STARTS_FORMULA, "'$1") if _are_unusual(names) else names


def _quoted(names: pl.Series) -> pl.Series:
    """Names as cells of CSV."""
    name = pl.col(names.name)
    special = name.str.contains(r'[",\r\n]') | (name == "")
    return (
        names.to_frame()
        .select(
            pl.when(special)
            .then(pl.concat_str(pl.lit('"'), name.str.replace_all('"', '""', literal=True), pl.lit('"')))
            .otherwise(name)
        )
        .to_series()
    )


def _write_csv(found: _Results, beside: Path) -> None:
    """Write the results as CSV, each piece while the next one is judged."""
    with beside.open("wb") as out, ThreadPoolExecutor(1) as writer:
        out.write(",".join(COLUMNS).encode() + b"\r\n")
        writing: Future[None] | None = None
        for lines in found.lines():
            if writing is not None:
                writing.result()
            writing = writer.submit(
                lines.write_csv, out, include_header=False, line_terminator="\r\n", quote_style="never"
            )
        if writing is not None:
            writing.result()


def _sheet(file: Path) -> Sheet:
    """The file to read; standard input is put into a file first, since it may be read twice."""
    if str(file) != "-":
        return open_sheet(file)
    folder = tempfile.mkdtemp(prefix="renkei-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    held = Path(folder) / "items.csv"
    with held.open("wb") as out:
        while block := sys.stdin.buffer.read(1 << 20):
            out.write(block)
    return open_sheet(held, "standard input")
