"""The questions about the record: `met`, `due`, `coverage`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from cyclopts import Parameter

from renkei.desk.answers import Answer
from renkei.faces.cli.options import Asked
from renkei.faces.cli.writing import TableFormat, named_form, screen, write
from renkei.ground.errors import BadOption
from renkei.ground.places import known
from renkei.record.forums import Level
from renkei.record.keeping import Record
from renkei.report.naming import Names

Group = Literal["bilateral", "science", "wider"]
Kind = Literal["action", "meeting", "institution", "financial", "legal", "exchange", "principle"]
By = Literal["topic", "forum", "agencies", "institutions", "instruments", "absences"]


def met(
    *,
    forum: Annotated[str | None, Parameter(help="This forum only; `none` for contacts in no forum.")] = None,
    level: Annotated[Level | None, Parameter(help="This level only.")] = None,
    group: Annotated[Group | None, Parameter(help="Forums of this kind only.")] = None,
    party: Annotated[str | None, Parameter(help="Meetings with this country, by its code.")] = None,
    agency: Annotated[str | None, Parameter(help="Meetings this agency took part in.")] = None,
    person: Annotated[str | None, Parameter(help="Meetings this person was at.")] = None,
    topic: Annotated[str | None, Parameter(help="Meetings with this topic in a readout.")] = None,
    each: Annotated[bool, Parameter(help="Every meeting with who was in the room, newest first.", negative="")] = False,
    fail_on: Annotated[Literal["overdue"] | None, Parameter(help="Leave with status 1 if any row is.")] = None,
    format: TableFormat | None = None,  # noqa: A002 - the option's name
    asked: Asked | None = None,
) -> int:
    """Who met whom, when, at which level; who has not met since when; what is overdue."""
    from renkei.desk.met import MetFilter
    from renkei.desk.met import met as ask

    asked = asked or Asked()
    record = asked.record()
    wanted = MetFilter(
        forum="none" if forum == "none" else asked.known(record, "forums", forum),
        level=level,
        group=group,
        party=_party(party),
        agency=asked.known(record, "agencies", agency),
        person=asked.known(record, "people", person),
        topic=asked.known(record, "topics", topic),
    )
    answer = ask(asked.view(record), wanted, each=each)
    show(answer, record, asked, format, each=each)
    return int(fail_on is not None and any(r.overdue_since or r.overdue_since_by_calendar for r in answer.rows))


def due(
    *,
    owner: Annotated[str | None, Parameter(help="Promises of this agency, country or group.")] = None,
    forum: Annotated[str | None, Parameter(help="Promises made in this forum.")] = None,
    topic: Annotated[str | None, Parameter(help="Promises on this topic or a narrower one.")] = None,
    reading: Annotated[
        Literal["met", "partly", "not met", "overtaken", "open", "unknown"] | None,
        Parameter(help="Only with this reading."),
    ] = None,
    kind: Annotated[Kind | None, Parameter(help="Only of this kind.")] = None,
    strength: Annotated[
        Literal["firm", "intention", "aspiration"] | None, Parameter(help="Only as firm as this.")
    ] = None,
    late: Annotated[bool, Parameter(help="Only what is overdue or was late.", negative="")] = False,
    fail_on: Annotated[
        Literal["late", "not met"] | None, Parameter(help="Leave with status 1 if any promise is.")
    ] = None,
    format: TableFormat | None = None,  # noqa: A002 - the option's name
    asked: Asked | None = None,
) -> int:
    """What was promised by whom; met, partly, not met, overtaken, open or unknown, from dated evidence."""
    from renkei.desk.due import DueFilter, is_late
    from renkei.desk.due import due as ask

    asked = asked or Asked()
    record = asked.record()
    wanted = DueFilter(
        _owner(record, owner),
        asked.known(record, "forums", forum),
        asked.known(record, "topics", topic),
        reading,
        kind,
        strength,
        late,
    )
    answer = ask(asked.view(record), wanted)
    show(answer, record, asked, format)
    return int(any(r.reading == fail_on or (fail_on == "late" and is_late(r)) for r in answer.rows))


_TAKEN_BY: dict[str, tuple[str, ...]] = {
    "topic": ("--topic", "--forum", "--silent-days", "--fail-on"),
    "instruments": ("--topic",),
    "absences": ("--forum",),
}
"""Which of its options each kind of `coverage` takes."""


def coverage(
    *,
    by: Annotated[By, Parameter(help="What to set against what; `absences` needs `--forum`.")] = "topic",
    topic: Annotated[str | None, Parameter(help="This topic and its narrower ones only.")] = None,
    forum: Annotated[str | None, Parameter(help="This forum only.")] = None,
    silent_days: Annotated[
        int | None, Parameter(help="Only topics on no table for more than so many days, or never.")
    ] = None,
    fail_on: Annotated[Literal["silent"] | None, Parameter(help="Leave with status 1 if any topic is.")] = None,
    format: TableFormat | None = None,  # noqa: A002 - the option's name
    asked: Asked | None = None,
) -> int:
    """Which topic is on which forum's table, when it last was, and which is on none."""
    asked = asked or Asked()
    if fail_on and silent_days is None:
        message = "`--fail-on silent` needs to know what silent is"
        raise BadOption(message, "add `--silent-days 365`")
    if silent_days is not None and silent_days < 0:
        message = f"`--silent-days {silent_days}` is below zero"
        raise BadOption(message, "give a number of days")
    refused = {"--topic": topic, "--forum": forum, "--silent-days": silent_days, "--fail-on": fail_on}
    for option in _TAKEN_BY.get(by, ()):
        refused.pop(option)
    for option, value in refused.items():
        if value is not None:
            message = f"`{option}` does not go with `--by {by}`"
            raise BadOption(message, "leave one of them out")
    record = asked.record()
    about = asked.known(record, "topics", topic)
    table = asked.known(record, "forums", forum)
    answer, kind, options = _coverage(asked.view(record), by, about, table, silent_days)
    show(answer, record, asked, format, kind=kind, **options)
    return int(fail_on is not None and bool(answer.rows))


def _coverage(
    view: Any, by: By, topic: str | None, forum: str | None, silent_days: int | None
) -> tuple[Answer[Any], str, dict[str, Any]]:
    from renkei.desk import coverage, followed, institutions, pairs

    if by == "absences":
        if forum is None:
            message = "`--by absences` needs a forum"
            raise BadOption(message, "add `--forum jhlc`")
        return coverage.absences(view, forum), "absences", {"forum": forum}
    if by == "agencies":
        return pairs.pairs(view), "pairs", {}
    if by == "institutions":
        return institutions.institutions(view), "institutions", {}
    if by == "instruments":
        return followed.followed(view, topic), "followed", {}
    if by == "forum":
        return coverage.by_forum(view), "by_forum", {}
    return coverage.coverage(view, topic=topic, forum=forum, silent_days=silent_days), "coverage", {}


def show(answer: Answer[Any], record: Record, asked: Asked, given: str | None, **options: Any) -> None:
    """Write an answer in the format asked for, else in the one the output file's ending names, else as text."""
    from renkei.report import plain_text, sheets, tabular

    form = named_form(given, asked.output, ("json", "csv", "md"))
    if form == "json":
        content = tabular.as_json(answer.as_json())
    elif form == "csv":
        content = tabular.answer_csv(answer)
    else:
        words = asked.words()
        made = sheets.sheet(answer, words, Names(record, words), **options)
        if asked.sources:
            made = sheets.with_sources(made, answer, words, Names(record, words))
        width, color = screen()
        if form == "md":
            content = plain_text.markdown(made)
        else:
            content = plain_text.terminal(made, width=width, color=color and asked.output is None)
    write(content, asked.output)


def _party(code: str | None) -> str | None:
    if code is None:
        return None
    if not known(code.upper()):
        message = f"`{code}` is no country or group"
        raise BadOption(message, "use a code such as `JP`, `NL` or `EU`")
    return code.upper()


def _owner(record: Record, word: str | None) -> str | None:
    if word is None or known(word):
        return word
    if known(word.upper()) and word not in record.agencies:
        return word.upper()
    return record.known("agencies", word)
