"""`export`: the record for other tools."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from renkei.faces.python.record import record_of, view_of
from renkei.faces.python.reply import Look, Reply, Writer
from renkei.faces.python.saying import AsOf, Data, KnownOn, RecordedBy, Says, question
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words
from renkei.record.knowing import View

What = Literal[
    "forums",
    "meetings",
    "people",
    "agencies",
    "topics",
    "documents",
    "commitments",
    "instruments",
    "events",
    "calendar",
    "linked",
    "scores",
    "dictionary",
    "all",
]

OWN_FORM: Mapping[str, str] = {"calendar": "ics", "linked": "jsonld"}
"""What has one form of its own."""


@dataclass(frozen=True)
class ExportWriter(Writer):
    """Writes one table of the record, or the record in a form of other tools."""

    view: View
    what: str

    @cached_property
    def forms(self) -> tuple[str, ...]:  # type: ignore[override]
        """The one form it has, or those of a table."""
        return (OWN_FORM[self.what],) if self.what in OWN_FORM else ("csv", "json")

    def plain(self, lang: Lang) -> Any:
        """The rows as plain values; linked data as they are; of a calendar nothing."""
        if self.what == "calendar":
            return []
        return json.loads(self.written(self.forms[-1], Look(lang)))

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as plain values."""
        plain = self.plain("en")
        if isinstance(plain, list):
            return plain
        if self.what == "linked":
            return list(plain["@graph"])
        return [{"table": name, **row} for name, rows in plain.items() if isinstance(rows, list) for row in rows]

    def written(self, form: str, look: Look) -> str | bytes:
        """The table in one of its forms."""
        from renkei.report.exports import export as made

        return made(self.view, self.what, form, look.words)


@question
def export(
    what: Annotated[
        What,
        Says(
            "A table; `calendar` (iCalendar); `linked` (JSON-LD); `scores` (G7 and OGP scales); "
            "`dictionary`; `all` (every table into a folder)."
        ),
    ],
    *,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    recorded_by: RecordedBy = None,
    data: Data = None,
) -> Reply[dict[str, Any]]:
    """Hand the record to other tools, as of a day: tables, calendar, linked data, scores.

    The rows are plain values; what they mean is in `dictionary`. `all` is a folder, which `export_all` writes.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if there is no such table, or all are asked for.
        BadRecord: if your own record cannot be used.
    """
    view = view_of(record_of(data), as_of, known_on, recorded_by)
    if what == "all":
        message = "`export all` writes a folder"
        raise BadOption(message, "add `-o FOLDER`")
    writer = ExportWriter(view, what)
    return Reply("export", view.as_of, view.known_on, tuple(writer.dicts()), view, writer)


@question
def export_all(
    folder: Annotated[str | Path, Says("The folder to write, which must not exist yet.")],
    *,
    lang: Annotated[Lang, Says("The language of what is worded.")] = "en",
    era: Annotated[bool, Says("Write Japanese days with the era as well.")] = False,
    both_scripts: Annotated[bool, Says("Write names of people and forums in both scripts.")] = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    recorded_by: RecordedBy = None,
    data: Data = None,
) -> None:
    """Write every table as CSV and JSON with the data dictionary, calendar, linked data and scores into a new folder.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadRecord: if your own record cannot be used.
        CannotWrite: if the folder exists already or cannot be made; then nothing is left behind.
    """
    from renkei.report.exports import write_all

    write_all(
        view_of(record_of(data), as_of, known_on, recorded_by), Path(folder), Words(lang, era=era, both=both_scripts)
    )
