"""The main job: `update`."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import Asked
from renkei.faces.cli.writing import named_form, screen, write

UpdateFormat = Annotated[
    Literal["text", "md", "html", "json", "pdf", "docx"],
    Parameter(help="How to write it. Default: text, or as the output file ends."),
]


def update(
    *,
    since: Annotated[
        str | None, Parameter(help="Tell what changed after this day. Default: three months before.")
    ] = None,
    format: UpdateFormat | None = None,  # noqa: A002 - the option's name
    asked: Asked | None = None,
) -> int:
    """Write the coordination update as of a day, every line with the rows and addresses it rests on."""
    from renkei.desk.brief import brief, default_since
    from renkei.ground.days import parse_day
    from renkei.report.update import written

    asked = asked or Asked()
    record = asked.record()
    view = asked.view(record)
    start = parse_day(since) if since else default_since(view.as_of)
    form = named_form(format, asked.output, ("md", "html", "json", "pdf", "docx"))
    width, color = screen()
    content = written(brief(view, start), asked.words(), form, width=width, color=color and asked.output is None)
    write(content, asked.output)
    return 0
