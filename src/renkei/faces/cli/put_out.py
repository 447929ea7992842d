"""What is not a question: `export` hands the record to other tools, `lint` checks it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import Asked, look_of, put, told_by
from renkei.faces.cli.writing import TableFormat, named_form, progress
from renkei.faces.python import export as exporting
from renkei.faces.python import lint as linting
from renkei.faces.python.progress import telling


@told_by(exporting.export)
def export(
    what: exporting.What,
    /,
    *,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["csv", "json"] | None, Parameter(help="How to write a table. Default: csv, or as the output file ends.")
    ] = None,
    asked: Asked | None = None,
) -> int:
    """Hand the record to other tools, as of a day: tables, calendar, linked data, scores."""
    asked = asked or Asked()
    with telling(progress):
        if what == "all" and asked.output is not None:
            exporting.export_all(
                asked.output, lang=asked.lang, era=asked.era, both_scripts=asked.both_scripts, **asked.clocks
            )
            return 0
        reply = exporting.export(what, **asked.clocks)
    form = exporting.OWN_FORM.get(what) or named_form(format, asked.output, ("csv", "json"), "csv")
    put(reply, form, asked.look, asked.output)
    return 0


@told_by(linting.lint)
def lint(
    folder: Path | None = None,
    /,
    *,
    format: TableFormat | None = None,  # noqa: A002 - the option's name
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Is the data sound? Every fault of every file, with file, line and what to do; status 2 if there is any."""
    reply = linting.lint(folder)
    put(reply, named_form(format, output, ("json", "csv", "md")), look_of("en", output), output)
    return 2 if reply.rows else 0
