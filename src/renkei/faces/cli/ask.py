"""The questions about the record: `met`, `due`, `coverage`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from cyclopts import Parameter

from renkei.desk.due import is_late
from renkei.faces.cli.options import Asked, put, told_by
from renkei.faces.cli.writing import TableFormat, named_form, progress
from renkei.faces.python import coverage as coverage_asked
from renkei.faces.python import due as due_asked
from renkei.faces.python import met as met_asked
from renkei.faces.python.progress import telling
from renkei.faces.python.reply import Reply
from renkei.ground.errors import BadOption
from renkei.record.forums import Level


@told_by(met_asked.met)
def met(
    *,
    forum: str | None = None,
    level: Level | None = None,
    group: met_asked.Group | None = None,
    party: str | None = None,
    agency: str | None = None,
    person: str | None = None,
    topic: str | None = None,
    each: Annotated[bool, Parameter(negative="")] = False,
    fail_on: Annotated[Literal["overdue"] | None, Parameter(help="Leave with status 1 if any row is.")] = None,
    format: TableFormat | None = None,  # noqa: A002 - the option's name
    asked: Asked | None = None,
) -> int:
    """Who met whom, when, at which level; who has not met since when; what is overdue."""
    asked = asked or Asked()
    with telling(progress):
        reply = met_asked.met(
            forum=forum,
            level=level,
            group=group,
            party=party,
            agency=agency,
            person=person,
            topic=topic,
            each=each,
            **asked.clocks,
        )
    show(reply, asked, format)
    return int(fail_on is not None and any(map(met_asked.is_overdue, reply.rows)))


@told_by(due_asked.due)
def due(
    *,
    owner: str | None = None,
    forum: str | None = None,
    topic: str | None = None,
    reading: due_asked.Reading | None = None,
    kind: due_asked.Kind | None = None,
    strength: due_asked.Strength | None = None,
    late: Annotated[bool, Parameter(negative="")] = False,
    fail_on: Annotated[
        Literal["late", "not met"] | None, Parameter(help="Leave with status 1 if any promise is.")
    ] = None,
    format: TableFormat | None = None,  # noqa: A002 - the option's name
    asked: Asked | None = None,
) -> int:
    """What was promised by whom; met, partly, not met, overtaken, open or unknown, from dated evidence."""
    asked = asked or Asked()
    with telling(progress):
        reply = due_asked.due(
            owner=owner,
            forum=forum,
            topic=topic,
            reading=reading,
            kind=kind,
            strength=strength,
            late=late,
            **asked.clocks,
        )
    show(reply, asked, format)
    return int(any(r.reading == fail_on or (fail_on == "late" and is_late(r)) for r in reply.rows))


@told_by(coverage_asked.coverage)
def coverage(
    *,
    by: Annotated[coverage_asked.By, Parameter(help="What to set against what; `absences` needs `--forum`.")] = "topic",
    topic: str | None = None,
    forum: str | None = None,
    silent_days: int | None = None,
    fail_on: Annotated[Literal["silent"] | None, Parameter(help="Leave with status 1 if any topic is.")] = None,
    format: TableFormat | None = None,  # noqa: A002 - the option's name
    asked: Asked | None = None,
) -> int:
    """Which topic is on which forum's table, when it last was, and which is on none."""
    asked = asked or Asked()
    if fail_on and silent_days is None:
        message = "`--fail-on silent` needs to know what silent is"
        raise BadOption(message, "add `--silent-days 365`")
    with telling(progress):
        reply = coverage_asked.coverage(by=by, topic=topic, forum=forum, silent_days=silent_days, **asked.clocks)
    show(reply, asked, format)
    return int(fail_on is not None and bool(reply.rows))


def show(reply: Reply[Any], asked: Asked, given: str | None) -> None:
    """Write a reply in the format asked for, else in the one the output file's ending names, else as text."""
    put(reply, named_form(given, asked.output, ("json", "csv", "md")), asked.look, asked.output)
