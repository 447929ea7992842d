"""`met`: who met whom, when, at which level."""

from __future__ import annotations

from typing import Annotated, Literal

from renkei.desk.met import MetFilter, MetRow
from renkei.desk.met import met as ask
from renkei.faces.python.record import known_id, record_of, reply_of, view_of
from renkei.faces.python.reply import Reply
from renkei.faces.python.saying import AsOf, Data, KnownOn, RecordedBy, Says, question
from renkei.ground.errors import BadOption
from renkei.ground.places import known
from renkei.record.forums import Level

Group = Literal["bilateral", "science", "wider"]


@question
def met(
    *,
    forum: Annotated[str | None, Says("This forum only; `none` for contacts in no forum.")] = None,
    level: Annotated[Level | None, Says("This level only.")] = None,
    group: Annotated[Group | None, Says("Forums of this kind only.")] = None,
    party: Annotated[str | None, Says("Meetings with this country, by its code.")] = None,
    agency: Annotated[str | None, Says("Meetings this agency took part in.")] = None,
    person: Annotated[str | None, Says("Meetings this person was at.")] = None,
    topic: Annotated[str | None, Says("Meetings with this topic in a readout.")] = None,
    each: Annotated[bool, Says("Every meeting with who was in the room, newest first.")] = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    recorded_by: RecordedBy = None,
    data: Data = None,
) -> Reply[MetRow]:
    """Who met whom, when, at which level; who has not met since when; what is overdue.

    A row for each forum and level with its last meeting, or with `each` one for every meeting. Forums, agencies, people
    and topics may be named by id, or by name in English or Japanese. Intervals are days.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if a country is not known, or a word is not among the choices.
        UnknownWord: if the record knows no forum, agency, person or topic of that name.
        BadRecord: if your own record cannot be used.
    """
    record = record_of(data)
    wanted = MetFilter(
        forum="none" if forum == "none" else known_id(record, "forums", forum),
        level=level,
        group=group,
        party=_party(party),
        agency=known_id(record, "agencies", agency),
        person=known_id(record, "people", person),
        topic=known_id(record, "topics", topic),
    )
    answer = ask(view_of(record, as_of, known_on, recorded_by), wanted, each=each)
    return reply_of(answer, record, each=each)


def is_overdue(row: MetRow) -> bool:
    """Whether a promised rhythm is overdue, on either reading."""
    return bool(row.overdue_since or row.overdue_since_by_calendar)


def _party(code: str | None) -> str | None:
    if code is None:
        return None
    if not known(code.upper()):
        message = f"`{code}` is no country or group"
        raise BadOption(message, "use a code such as `JP`, `NL` or `EU`")
    return code.upper()
