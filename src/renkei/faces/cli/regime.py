"""`regime`: read a regime as it stands on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.writing import as_json, named_form, screen, write
from renkei.ground.days import day_asked, parse_day
from renkei.ground.languages import Lang
from renkei.ground.words import Words


def regime(
    name: Annotated[Literal["us", "jp", "nl", "eu"], Parameter(help="The regime.")],
    paragraph: Annotated[str | None, Parameter(help="A paragraph, or the beginning of one, such as `3B001.f`.")] = None,
    /,
    *,
    as_of: Annotated[str | None, Parameter(help="The day the answer is for. Default: today.")] = None,
    known_on: Annotated[str | None, Parameter(help="Use only versions that were public by this day.")] = None,
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
    from renkei.controls.loading import built_in
    from renkei.desk.regime import regime as ask
    from renkei.report import regimes

    found = ask(built_in(), name, day_asked(as_of), parse_day(known_on) if known_on else None, paragraph)
    form = named_form(format, output, ("json", "md"))
    if form == "json":
        write(as_json(regimes.regime_json(found, {"en": Words("en"), "ja": Words("ja")})), output)
    elif form == "md":
        write(regimes.regime_markdown(found, Words(lang)), output)
    else:
        width, color = screen()
        write(regimes.regime_text(found, Words(lang), width=width, color=color and output is None), output)
    return 0
