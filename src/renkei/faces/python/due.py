"""`due`: what was promised by whom, and what came of it."""

from __future__ import annotations

from typing import Annotated, Literal

from renkei.desk.due import DueFilter, DueRow
from renkei.desk.due import due as ask
from renkei.faces.python.record import known_id, record_of, reply_of, view_of
from renkei.faces.python.reply import Reply
from renkei.faces.python.saying import AsOf, Data, KnownOn, RecordedBy, Says, question
from renkei.ground.places import known
from renkei.record.keeping import Record

Reading = Literal["met", "partly", "not met", "overtaken", "open", "unknown"]
Kind = Literal["action", "meeting", "institution", "financial", "legal", "exchange", "principle"]
Strength = Literal["firm", "intention", "aspiration"]


@question
def due(
    *,
    owner: Annotated[str | None, Says("Promises of this agency, country or group.")] = None,
    forum: Annotated[str | None, Says("Promises made in this forum.")] = None,
    topic: Annotated[str | None, Says("Promises on this topic or a narrower one.")] = None,
    reading: Annotated[Reading | None, Says("Only with this reading.")] = None,
    kind: Annotated[Kind | None, Says("Only of this kind.")] = None,
    strength: Annotated[Strength | None, Says("Only as firm as this.")] = None,
    late: Annotated[bool, Says("Only what is overdue or was late.")] = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    recorded_by: RecordedBy = None,
    data: Data = None,
) -> Reply[DueRow]:
    """What was promised by whom; met, partly, not met, overtaken, open or unknown, from dated evidence.

    A row for each promise made by the day. The summary counts the readings, and gives them on the scales of the G7
    research groups (from -1 to +1) and of the Open Government Partnership.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if a word is not among the choices.
        UnknownWord: if the record knows no owner, forum or topic of that name.
        BadRecord: if your own record cannot be used.
    """
    record = record_of(data)
    wanted = DueFilter(
        _owner(record, owner),
        known_id(record, "forums", forum),
        known_id(record, "topics", topic),
        reading,
        kind,
        strength,
        late,
    )
    return reply_of(ask(view_of(record, as_of, known_on, recorded_by), wanted), record)


def _owner(record: Record, word: str | None) -> str | None:
    if word is None or known(word):
        return word
    if known(word.upper()) and word not in record.agencies:
        return word.upper()
    return record.known("agencies", word)
