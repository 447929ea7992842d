"""`lint`: is the data sound? Every fault of every file at once."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from renkei.ground.errors import Fault
from renkei.record.checking import faults
from renkei.record.files import read_folder
from renkei.record.keeping import Record, assemble, overlaid


def lint(folder: Path | None = None) -> list[Fault]:
    """Every fault of the built-in record, or of the user's own record laid over it, sorted by file and line.

    Raises:
        BadInput: if `folder` is no record at all.
    """
    with as_file(files("renkei").joinpath("data/record")) as place:
        if folder is None:
            record, found = overlaid(Record(), read_folder(place), "built-in")
            return sorted({*found, *faults(record)})
        record, found = overlaid(assemble(read_folder(place)), read_folder(folder), "added")
    return sorted({*found, *faults(record, folder)})
