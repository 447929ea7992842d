"""`lint`: is the data sound? Every fault of every file at once."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from renkei.ground.errors import Fault
from renkei.record.checking import faults
from renkei.record.files import RawRecord, read_folder
from renkei.record.keeping import Record, assemble, overlaid
from renkei.record.references import unknown_references


def lint(folder: Path | None = None) -> list[Fault]:
    """Every fault of what comes with the program, or of the user's own record laid over it, sorted by file and line.

    What comes with the program is the record, the rules with their cases, the example products, and the supply.

    Raises:
        BadInput: if `folder` is no record at all.
    """
    with as_file(files("renkei").joinpath("data")) as place:
        if folder is None:
            from renkei.controls.checking import rule_faults
            from renkei.supply.checking import faults_of
            from renkei.supply.reading import read_supply

            record, found = overlaid(Record(), read_folder(place / "record"), "built-in")
            of_rules = rule_faults(place / "controls", place / "products")
            of_supply = read_supply(place / "supply")
            return sorted({*found, *faults(record), *of_rules, *of_supply.faults, *faults_of([of_supply])})
        raw = read_folder(folder)
        record, found = overlaid(assemble(read_folder(place / "record")), raw, "added")
    return sorted({*found, *faults(record, folder), *left_behind(record, raw)})


def left_behind(record: Record, raw: RawRecord) -> list[Fault]:
    """Rows that still point at a row the user's record withdraws, told at the file that withdraws it."""
    gone = {(row.table, row.data["id"]): row.path for row in raw.rows if row.change == "withdraw"}
    found = []
    for trouble in unknown_references(record) if gone else ():
        path = next((path for (_, name), path in gone.items() if f"`{name}`" in trouble.message), None)
        if path:
            message = f"`{trouble.id}` ({trouble.table}) still points at the withdrawn row: {trouble.message}"
            found.append(Fault(path, 1, trouble.code, message, "withdraw or amend that row as well"))
    return found
