"""`regime`: read a regime as it stands on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import look_of, put, told_by
from renkei.faces.cli.writing import named_form
from renkei.faces.python import regime as asking
from renkei.ground.languages import Lang


@told_by(asking.regime)
def regime(
    name: asking.Regime,
    paragraph: str | None = None,
    /,
    *,
    as_of: str | None = None,
    known_on: str | None = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    format: Annotated[  # noqa: A002 - the option's name
        Literal["text", "json", "md"] | None,
        Parameter(help="How to write the answer. Default: text, or as the output file ends."),
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Read a regime: its paragraphs, versions, conditions in words, sources, what is modelled and what is not."""
    reply = asking.regime(name, paragraph, as_of=as_of, known_on=known_on)
    put(reply, named_form(format, output, ("json", "md")), look_of(lang, output), output)
    return 0
