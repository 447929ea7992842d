"""The main job: `update`."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import Asked, put, told_by
from renkei.faces.cli.writing import named_form, progress
from renkei.faces.python import update as asking
from renkei.faces.python.progress import telling

UpdateFormat = Annotated[
    Literal["text", "md", "html", "json", "pdf", "docx"],
    Parameter(help="How to write it. Default: text, or as the output file ends."),
]


@told_by(asking.update)
def update(
    *,
    since: str | None = None,
    format: UpdateFormat | None = None,  # noqa: A002 - the option's name
    asked: Asked | None = None,
) -> int:
    """Write the coordination update as of a day, every line with the rows and addresses it rests on."""
    asked = asked or Asked()
    with telling(progress):
        reply = asking.update(since=since, **asked.clocks)
    put(reply, named_form(format, asked.output, ("md", "html", "json", "pdf", "docx")), asked.look, asked.output)
    return 0
