"""`changes`: what changed in a regime between two days, and for which items."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import look_of, put, told_by
from renkei.faces.cli.writing import named_form, progress
from renkei.faces.python import changes as asking
from renkei.faces.python.progress import telling
from renkei.faces.python.regime import Regime
from renkei.ground.languages import Lang


@told_by(asking.changes)
def changes(
    name: Regime,
    since: str,
    until: str,
    /,
    *,
    items: Path | None = None,
    topic: str | None = None,
    to: str | None = None,
    hq: str | None = None,
    known_on: str | None = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    format: Annotated[  # noqa: A002 - the option's name
        Literal["text", "json", "csv", "md", "html"] | None,
        Parameter(
            help="How to write the answer. Default: text, or as the output file ends. With items, CSV is about them."
        ),
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """What changed in a regime between two days: free to controlled, controlled to free, and which of your items."""
    form = named_form(format, output, ("json", "csv", "md", "html"))
    with telling(progress):
        reply = asking.changes(name, since, until, items=items, topic=topic, to=to, hq=hq, known_on=known_on)
    put(reply, form, look_of(lang, output), output)
    return 0
