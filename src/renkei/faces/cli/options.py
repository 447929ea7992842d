"""Options every question takes, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from renkei.faces.cli.writing import progress
from renkei.ground.days import day_asked, parse_day
from renkei.ground.languages import Lang
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
        return day_asked(self.as_of)

    def record(self) -> Record:
        """The built-in record, with the user's own laid over it."""
        return load(self.data, progress("reading"))

    def words(self) -> Words:
        """The words of the language asked for."""
        return Words(self.lang, era=self.era, both=self.both_scripts)

    def known(self, record: Record, table: str, word: str | None) -> str | None:
        """The id behind a caller's word, if one was given."""
        return record.known(table, word) if word is not None else None
