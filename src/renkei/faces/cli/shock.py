"""`shock`: what happens when a place, a link or a share of a stage stops."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import look_of, put, told_by
from renkei.faces.cli.writing import named_form, progress, write
from renkei.faces.python import shock as asking
from renkei.faces.python.progress import telling
from renkei.ground.languages import Lang

Form = Literal["text", "json", "csv", "md", "html"]


@told_by(asking.shock)
def shock(
    *,
    cut: list[str] | None = None,
    days: str | None = None,
    share: str | None = None,
    stocks: str | None = None,
    extra: str | None = None,
    ramp: str | None = None,
    reexport: str | None = None,
    substitutes: str | None = None,
    restart: str | None = None,
    life: str | None = None,
    scenario: Annotated[
        str | None, Parameter(help="A scenario file, or the name of a built-in one; `list` lists them.")
    ] = None,
    sweep: Annotated[
        bool,
        Parameter(
            help="Cut every place from everything it makes, one at a time; with `--cut`, only what that speaks of.",
            negative="",
        ),
    ] = False,
    runs: int | None = None,
    seed: int | None = None,
    table: Path | None = None,
    layout: asking.Layout | None = None,
    rationing: asking.Rationing | None = None,
    guaranteed: str | None = None,
    psi: str | None = None,
    restoration: str | None = None,
    each: asking.Step = "week",
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
    """What happens when a place, a link or a share of a stage stops: what is lost where and when along the chain."""
    form = named_form(format, output, ("json", "csv", "md", "html"))
    if scenario == "list":
        write(_listed(lang), output)
        return 0
    with telling(progress):
        reply = asking.shock(
            cut=cut,
            days=days,
            share=share,
            stocks=stocks,
            extra=extra,
            ramp=ramp,
            reexport=reexport,
            substitutes=substitutes,
            restart=restart,
            life=life,
            scenario=scenario,
            sweep=sweep,
            runs=runs,
            seed=seed,
            table=table,
            layout=layout,
            rationing=rationing,
            guaranteed=guaranteed,
            psi=psi,
            restoration=restoration,
            each=each,
            own=with_,
            as_of=as_of,
            known_on=known_on,
        )
    put(reply, form, look_of(lang, output), output)
    return 0


def _listed(lang: Lang) -> str:
    """The built-in scenarios with their names."""
    from renkei.supply.scenarios.files import built_in, read

    found = [read(path) for path in built_in().values()]
    return "".join(f"{each.id}  {each.title[lang] if each.title else ''}\n" for each in found)
