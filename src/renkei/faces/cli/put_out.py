"""What is not a question: `export` hands the record to other tools, `lint` checks it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import Asked
from renkei.faces.cli.writing import TableFormat, named_form, write
from renkei.ground.errors import BadOption

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


def export(
    what: Annotated[
        What,
        Parameter(
            help="A table; `calendar` (iCalendar); `linked` (JSON-LD); `scores` (G7 and OGP scales); "
            "`dictionary`; `all` (every table into a folder)."
        ),
    ],
    /,
    *,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["csv", "json"] | None, Parameter(help="How to write a table. Default: csv, or as the output file ends.")
    ] = None,
    asked: Asked | None = None,
) -> int:
    """Hand the record to other tools, as of a day: tables, calendar, linked data, scores."""
    from renkei.report import exports

    asked = asked or Asked()
    record = asked.record()
    view = asked.view(record)
    if what == "all":
        if asked.output is None:
            message = "`export all` writes a folder"
            raise BadOption(message, "add `-o FOLDER`")
        exports.write_all(view, asked.output, asked.words())
        return 0
    own_form = {"calendar": "ics", "linked": "jsonld"}.get(what)  # these have one format each
    form = own_form or named_form(format, asked.output, ("csv", "json"), "csv")
    write(exports.export(view, what, form, asked.words()), asked.output)
    return 0


def lint(
    folder: Annotated[Path | None, Parameter(help="Your own record. Default: the built-in one.")] = None,
    /,
    *,
    format: TableFormat | None = None,  # noqa: A002 - the option's name
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Is the data sound? Every fault of every file, with file, line and what to do; status 2 if there is any."""
    from renkei.desk.lint import lint as check
    from renkei.report.faults import faults_as

    found = check(folder)
    write(faults_as(found, named_form(format, output, ("json", "csv", "md"))), output)
    return 2 if found else 0
