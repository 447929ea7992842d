"""`gaps`: where do two regimes differ, with an example item for every difference."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from cyclopts import Parameter

from renkei.faces.cli.options import look_of, put, told_by
from renkei.faces.cli.writing import named_form, progress, write
from renkei.faces.python import gaps as asking
from renkei.faces.python.choices import choices
from renkei.faces.python.gaps_writing import GapsWriter, no_timeline
from renkei.faces.python.progress import telling
from renkei.faces.python.reply import Look, Reply
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang

Form = Literal["text", "json", "csv", "xlsx", "md", "html"]


@told_by(asking.gaps)
def gaps(
    left: str,
    right: str,
    /,
    *more: str,
    as_of: str | None = None,
    known_on: str | None = None,
    to: str | None = None,
    hq: str | None = None,
    topic: Annotated[
        str | None, Parameter(help="Only these topics, such as `lithography,etch`; `list` lists them.")
    ] = None,
    since: str | None = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    against: Path | None = None,
    fail_on: Annotated[
        Literal["new"] | None, Parameter(help="Leave with status 1 if any difference is new; needs `--against`.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Form | None, Parameter(help="How to write the answer. Default: text, or as the output file ends.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Where do regimes differ: every difference proved, worded, and shown by an item judged under both."""
    if fail_on and against is None:
        message = "`--fail-on new` needs an answer to set this one against"
        raise BadOption(message, "add `--against SAVED.json`")
    if topic == "list":
        write("".join(f"{name}  {each[lang]}\n" for name, each in choices("topics of goods").items()), output)
        return 0
    form = named_form(format, output, ("json", "csv", "xlsx", "md", "html"))
    if since is not None and form in {"csv", "xlsx"}:
        raise no_timeline(form)
    with telling(progress):
        reply = asking.gaps(
            left, right, *more, as_of=as_of, known_on=known_on, to=to, hq=hq, topic=topic, since=since, against=against
        )
    _put(reply, form, look_of(lang, output), output)
    news = reply.answer.news
    return int(fail_on is not None and news is not None and bool(news.new))


def _put(reply: Reply[Any], form: str, look: Look, output: Path | None) -> None:
    """Write the answer; where its format has no room for them, the news go to standard error."""
    told = cast("GapsWriter", reply.writer).news(look.words)
    if told and form in {"json", "csv", "xlsx"}:
        for line in told:
            print(line, file=sys.stderr)
    if form == "text" and told:
        write("".join(f"{line}\n" for line in told), output)
    else:
        put(reply, form, look, output)
