"""`coverage`: which topic is on which forum's table, and which is on none."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from renkei.desk import coverage as topics
from renkei.desk import followed, institutions, pairs
from renkei.desk.answers import Answer
from renkei.desk.coverage import AbsentRow, CoverageRow, ForumRow
from renkei.desk.followed import FollowedRow
from renkei.desk.institutions import InstitutionRow
from renkei.desk.pairs import PairRow
from renkei.faces.python.record import known_id, record_of, reply_of, view_of
from renkei.faces.python.reply import Reply
from renkei.faces.python.saying import AsOf, Data, KnownOn, RecordedBy, Says, question
from renkei.ground.errors import BadOption
from renkei.record.knowing import View

By = Literal["topic", "forum", "agencies", "institutions", "instruments", "absences"]
Row = CoverageRow | ForumRow | PairRow | InstitutionRow | FollowedRow | AbsentRow

_TAKEN_BY: dict[str, tuple[str, ...]] = {
    "topic": ("--topic", "--forum", "--silent-days"),
    "instruments": ("--topic",),
    "absences": ("--forum",),
}
"""Which of its options each kind of `coverage` takes."""


@question
def coverage(
    *,
    by: Annotated[By, Says("What to set against what; `absences` needs a forum.")] = "topic",
    topic: Annotated[str | None, Says("This topic and its narrower ones only.")] = None,
    forum: Annotated[str | None, Says("This forum only.")] = None,
    silent_days: Annotated[int | None, Says("Only topics on no table for more than so many days, or never.")] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    recorded_by: RecordedBy = None,
    data: Data = None,
) -> Reply[Row]:
    """Which topic is on which forum's table, when it last was, and which is on none.

    By `topic` a row for each topic; by `forum` what each forum has to show; by `agencies` the pairs that share
    promises; by `institutions` what was set up and whether it stands; by `instruments` what followed promises in
    time; by `absences` what the readouts of a forum's last meeting do not have.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if a parameter does not go with `by`, or a word is not among the choices.
        UnknownWord: if the record knows no forum or topic of that name.
        BadRecord: if your own record cannot be used.
    """
    if silent_days is not None and silent_days < 0:
        message = f"`--silent-days {silent_days}` is below zero"
        raise BadOption(message, "give a number of days")
    refuse_unfit(by, {"--topic": topic, "--forum": forum, "--silent-days": silent_days})
    record = record_of(data)
    about = known_id(record, "topics", topic)
    table = known_id(record, "forums", forum)
    answer, kind, options = _answer(view_of(record, as_of, known_on, recorded_by), by, about, table, silent_days)
    return reply_of(answer, record, kind, **options)


def refuse_unfit(by: By, given: dict[str, Any]) -> None:
    """Refuse an option that a kind of `coverage` does not take.

    Raises:
        BadOption: naming the first.
    """
    for option, value in given.items():
        if value is not None and option not in _TAKEN_BY.get(by, ()):
            message = f"`{option}` does not go with `--by {by}`"
            raise BadOption(message, "leave one of them out")


def _answer(
    view: View, by: By, topic: str | None, forum: str | None, silent_days: int | None
) -> tuple[Answer[Any], str, dict[str, Any]]:
    if by == "absences":
        if forum is None:
            message = "`--by absences` needs a forum"
            raise BadOption(message, "add `--forum jhlc`")
        return topics.absences(view, forum), "absences", {"forum": forum}
    if by == "agencies":
        return pairs.pairs(view), "pairs", {}
    if by == "institutions":
        return institutions.institutions(view), "institutions", {}
    if by == "instruments":
        return followed.followed(view, topic), "followed", {}
    if by == "forum":
        return topics.by_forum(view), "by_forum", {}
    return topics.coverage(view, topic=topic, forum=forum, silent_days=silent_days), "coverage", {}
