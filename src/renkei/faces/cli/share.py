"""`share`: who gets what when there is not enough, by which rule, proved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import look_of, put, told_by
from renkei.faces.cli.writing import named_form, progress
from renkei.faces.python import share as asking
from renkei.faces.python.progress import telling
from renkei.ground.languages import Lang

Form = Literal["text", "json", "csv", "md", "html"]


@told_by(asking.share)
def share(
    needs: Path,
    stocks: Path,
    /,
    *,
    capacities: Path | None = None,
    pledges: Path | None = None,
    closed: Path | None = None,
    rule: asking.RuleAsked | None = None,
    rules: Literal["all"] | None = None,
    as_of: str | None = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    fail_on: Annotated[Literal["short"] | None, Parameter(help="Leave with status 1 if anybody is left short.")] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Form | None, Parameter(help="How to write the answer. Default: text, or as the output file ends.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Who gets what when there is not enough: shared by a rule, proved, with what one more unit would bring."""
    form = named_form(format, output, ("json", "csv", "md", "html"))
    with telling(progress):
        reply = asking.share(
            needs,
            stocks,
            capacities=capacities,
            pledges=pledges,
            closed=closed,
            rule=rule,
            rules=rules,
            as_of=as_of,
        )
    put(reply, form, look_of(lang, output), output)
    return int(fail_on is not None and reply.answer.short)
