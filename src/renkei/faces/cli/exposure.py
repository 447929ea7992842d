"""`exposure`: who supplies what; concentration; where one place stands alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import look_of, put, told_by
from renkei.faces.cli.writing import named_form, write
from renkei.faces.python import exposure as asking
from renkei.faces.python.supply import supply_with
from renkei.ground.languages import Lang

Form = Literal["text", "json", "csv", "md", "html"]


@told_by(asking.exposure)
def exposure(
    *,
    good: Annotated[
        str | None,
        Parameter(help="Only these goods, by id or name, such as `gallium,photoresists`; `list` lists them."),
    ] = None,
    place: Annotated[
        str | None,
        Parameter(help="Only what this place supplies, with `--importer` to that buyer: a country code or name."),
    ] = None,
    importer: str | None = None,
    together: str | None = None,
    stage: asking.Stage | None = None,
    counted: asking.Counted | None = None,
    regime: str | None = None,
    all: Annotated[bool, Parameter(help="List every good, not only the first thirty.", negative="")] = False,  # noqa: A002
    with_: Annotated[
        list[Path] | None,
        Parameter(
            name="--with", help="A folder of your own figures, as `renkei supply import` makes it; may be repeated."
        ),
    ] = None,
    as_of: str | None = None,
    known_on: str | None = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    format: Annotated[  # noqa: A002 - the option's name
        Form | None, Parameter(help="How to write the answer. Default: text, or as the output file ends.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Who supplies what; how concentrated it is; where one place holds a step of the chain alone."""
    form = named_form(format, output, ("json", "csv", "md", "html"))
    if good == "list":
        asking.refuse_unfit(good, importer, stage, counted)
        goods = supply_with(with_).goods.values()
        write("".join(f"{each.id}  {each.name[lang]}\n" for each in goods), output)
        return 0
    reply = asking.exposure(
        good=good,
        place=place,
        importer=importer,
        together=together,
        stage=stage,
        counted=counted,
        regime=regime,
        own=with_,
        as_of=as_of,
        known_on=known_on,
    )
    put(reply, form, look_of(lang, output, everything=all), output)
    return 0
