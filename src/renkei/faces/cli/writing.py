"""Putting answers on the screen or, whole or not at all, into a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from renkei.ground.errors import BadOption, CannotWrite

TableFormat = Annotated[
    Literal["text", "json", "csv", "md"],
    Parameter(help="How to write the answer. Default: text, or as the output file ends."),
]


def named_form(given: str | None, output: Path | None, endings: tuple[str, ...], otherwise: str = "text") -> str:
    """The format asked for; if none was, the one the output file's ending names; else the usual one."""
    ending = output.suffix.removeprefix(".") if output else ""
    if given or not ending or ending == "txt":
        return given or otherwise
    if ending not in endings and output is not None and (output.is_file() or not output.exists()):
        message = f"no format is called `{ending}`"
        raise BadOption(message, f"end the file in {', '.join(f'`.{each}`' for each in endings)}, or give `--format`")
    return ending if ending in endings else otherwise


def as_json(value: Any) -> str:
    """Plain values as JSON, Japanese readable; what is not plain yet goes through `report.tabular`."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


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
    from renkei.ground.whole_files import whole_file

    with whole_file(output) as beside:
        beside.write_bytes(raw)


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
