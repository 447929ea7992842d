"""Options every question takes, and what follows from them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.ground.days import parse_day
from renkei.ground.errors import BadOption, CannotWrite
from renkei.ground.texts import Lang
from renkei.ground.words import Words
from renkei.record.keeping import Record, load
from renkei.record.knowing import View


@Parameter(name="*")
@dataclass(frozen=True)
class Asked:
    """What every question of the record may be asked with."""

    as_of: Annotated[str | None, Parameter(help="The day the answer is for, such as 2023-10-15. Default: today.")] = (
        None
    )
    known_on: Annotated[str | None, Parameter(help="Use only what was public by this day.")] = None
    recorded_by: Annotated[str | None, Parameter(help="Use only rows this record held by this day (for audits).")] = (
        None
    )
    data: Annotated[Path | None, Parameter(help="Your own record, laid over the built-in one.")] = None
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en"
    era: Annotated[bool, Parameter(help="Write Japanese days with the era as well.", negative="")] = False
    both_scripts: Annotated[bool, Parameter(help="Write names of people and forums in both scripts.", negative="")] = (
        False
    )
    sources: Annotated[bool, Parameter(help="List the rows and addresses the answer rests on.", negative="")] = False
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None

    def view(self, record: Record) -> View:
        """The record as of the day asked for."""
        known_on = parse_day(self.known_on) if self.known_on else None
        recorded_by = parse_day(self.recorded_by) if self.recorded_by else None
        return View(record, self.day, known_on, recorded_by)

    @property
    def day(self) -> date:
        """The day asked for."""
        return parse_day(self.as_of) if self.as_of else date.today()  # noqa: DTZ011 - the reader's own today

    def record(self) -> Record:
        """The built-in record, with the user's own laid over it."""
        return load(self.data, progress("reading"))

    def words(self) -> Words:
        """The words of the language asked for."""
        return Words(self.lang, era=self.era, both=self.both_scripts)

    def known(self, record: Record, table: str, word: str | None) -> str | None:
        """The id behind a caller's word, if one was given."""
        return record.known(table, word) if word is not None else None


TableFormat = Annotated[
    Literal["text", "json", "csv", "md"],
    Parameter(help="How to write the answer. Default: text, or as the output file ends."),
]


@dataclass
class Written:
    """What a command put out, for its exit status."""

    status: int = 0
    path: Path | None = field(default=None)


def named_form(given: str | None, output: Path | None, endings: tuple[str, ...], otherwise: str = "text") -> str:
    """The format asked for; if none was, the one the output file's ending names; else the usual one."""
    ending = output.suffix.removeprefix(".") if output else ""
    if given or not ending or ending == "txt":
        return given or otherwise
    if ending not in endings and output is not None and (output.is_file() or not output.exists()):
        message = f"no format is called `{ending}`"
        raise BadOption(message, f"end the file in {', '.join(f'`.{each}`' for each in endings)}, or give `--format`")
    return ending if ending in endings else otherwise


def write(content: str | bytes, output: Path | None) -> None:
    """Put the content on the screen or, whole or not at all, into a file.

    Raises:
        CannotWrite: if the file cannot be written.
        BadOption: if the content is no text and there is no file to put it in.
    """
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    if output is None:
        _to_screen(raw, binary=isinstance(content, bytes))
        return
    place = output.resolve()  # a link is written through, not replaced
    beside = place.with_name(f".{place.name}.part")
    try:
        if place.exists() and not place.is_file() and not place.is_dir():
            place.write_bytes(raw)  # a device or pipe cannot be replaced by a file
            return
        beside.write_bytes(raw)
        os.replace(beside, place)  # noqa: PTH105 - replaces an existing file in one step
    except OSError as error:
        beside.unlink(missing_ok=True)
        message = f"`{output}` cannot be written: {(error.strerror or 'unknown reason').lower()}"
        raise CannotWrite(message, "choose another place") from None


def _to_screen(raw: bytes, *, binary: bool) -> None:
    out = sys.stdout
    if out is None:
        message = "standard output is closed"
        raise CannotWrite(message, "add `-o FILE`")
    if binary and out.isatty():
        message = "this format is not for a screen"
        raise BadOption(message, "add `-o FILE`")
    try:
        out.buffer.write(raw)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"standard output cannot be written: {(error.strerror or 'unknown reason').lower()}"
        raise CannotWrite(message, "add `-o FILE`") from None


def screen() -> tuple[int, bool]:
    """The width of the screen and whether it shows color."""
    import shutil

    tty = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size((120, 40)).columns, tty and "NO_COLOR" not in os.environ


def progress(what: str) -> Callable[[int, int], None] | None:
    """Tells how far long work is, on a terminal only."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def tell(done: int, of: int) -> None:
        end = "\n" if done == of else ""
        print(f"\r{what}: {done:,} of {of:,}", end=end, file=sys.stderr, flush=True)

    return tell
