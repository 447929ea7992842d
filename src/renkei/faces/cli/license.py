"""`license`: are these items controlled, and is a license needed, under each regime, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.options import look_of, put, told_by
from renkei.faces.cli.writing import named_form, progress, write
from renkei.faces.python import license as asking
from renkei.faces.python.choices import choices
from renkei.faces.python.progress import telling
from renkei.faces.python.reply import Look
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang

Form = Literal["text", "json", "csv", "parquet", "xlsx"]


@told_by(asking.license)
def license(  # noqa: A001 - the question's word; one option each
    file: Annotated[
        Path | None,
        Parameter(
            help="A table of items: .csv, .tsv, .xlsx or .parquet; `-` reads CSV from standard input.",
            allow_leading_hyphen=True,
        ),
    ] = None,
    /,
    *,
    goods: str | None = None,
    set_: Annotated[
        list[str] | None,
        Parameter(
            name="--set",
            help="A figure, such as `NA=1.35`, of an item or of all rows of a table without it. Repeat as needed.",
            negative="",
        ),
    ] = None,
    of_goods: str | None = None,
    to: str | None = None,
    hq: str | None = None,
    regime: str = "us,jp,nl,eu",
    as_of: str | None = None,
    known_on: str | None = None,
    template: Annotated[
        str | None,
        Parameter(help="Write an empty sheet for this kind of goods, to be filled in; `list` lists the kinds."),
    ] = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    everything: Annotated[
        bool, Parameter(name="--all", help="Tell the conditions of every paragraph that is still open.", negative="")
    ] = False,
    fail_on: Annotated[
        Literal["controlled", "undecided", "required"] | None, Parameter(help="Leave with status 1 if any item is.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Form | None, Parameter(help="How to write the answer. Default: text, or as the output file ends.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Are these items controlled, is a license needed to this place on this day, under each regime, and why."""
    if file is not None and str(file).startswith("-") and str(file) != "-":
        message = f"no option is called `{file}`"
        raise BadOption(message, "`renkei license --help` shows what there is")
    look = look_of(lang, output, everything=everything)
    if template is not None:
        return _template(template, look, format, output)
    asked = asking.asked(file, goods, set_, of_goods, to, hq, regime, as_of, known_on)
    form = named_form(format, output, ("json", "csv", "parquet", "xlsx"))
    if file is not None and form in {"csv", "parquet"}:
        return _streamed(asked, form, look, output, fail_on)
    reply = asked.reply()
    if form == "parquet":
        message = f"a single item is not written as {form}"
        raise BadOption(message, "choose text, json, csv or xlsx")
    put(reply, form, look, output)
    return int(fail_on is not None and any(fail_on in {row.found.status, row.found.license} for row in reply.rows))


def _streamed(asked: asking.Asked, form: str, look: Look, output: Path | None, fail_on: str | None) -> int:
    """A file of any length, judged piece by piece; what to bear in mind goes to standard error."""
    from renkei.report.licensing import caveat_words

    with telling(progress):
        written = asked.into(output, form, look.words, fail_on)
    for caveat in written.caveats:
        print(f"renkei: {caveat_words(caveat, look.words)}", file=sys.stderr)
    return int(written.failed)


def _template(kind: str, look: Look, form: str | None, output: Path | None) -> int:
    from renkei.faces.python.template import template

    if kind == "list":
        write("".join(f"{name}  {each[look.lang]}\n" for name, each in choices("goods").items()), output)
        return 0
    reply = template(kind)
    chosen = named_form(form, output, ("csv", "xlsx"), "csv")
    if chosen not in {"csv", "xlsx"}:
        message = f"a template is not written as {chosen}"
        raise BadOption(message, "choose csv or xlsx")
    put(reply, chosen, look, output)
    return 0
