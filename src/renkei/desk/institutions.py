"""Institutions set up or undone: was there such a body on the day?"""

from __future__ import annotations

from dataclasses import dataclass

from renkei.desk.answers import Answer, answered
from renkei.ground.days import When
from renkei.ground.texts import Text
from renkei.record.knowing import View


@dataclass(frozen=True)
class InstitutionRow:
    """An institution and whether it stood on the day.

    Attributes:
        state: `not set up`, `standing` or `undone`, from the events up to the day.
        set_up, undone: the days, where the record has them by then.
        events: the events it follows from.
    """

    institution: str
    name: Text
    state: str
    set_up: When | None
    undone: When | None
    events: tuple[str, ...]


def institutions(view: View, institution: str | None = None) -> Answer[InstitutionRow]:
    """Every institution that an event of the record sets up or undoes, and its state on the day."""
    touched = {each for event in view.record.events.values() for each in (*event.sets_up, *event.undoes)}
    rows = [_row(view, each) for each in sorted(touched) if institution in {None, each}]
    return answered("coverage", view, rows, [i for r in rows for i in (*r.events, r.institution)])


def _row(view: View, institution: str) -> InstitutionRow:
    known = view.record.agencies.get(institution)
    made = [e for e in view.events if institution in e.sets_up]
    ended = [e for e in view.events if institution in e.undoes]
    state = "not set up"
    if made:
        state = "undone" if ended and ended[-1].date.latest >= made[-1].date.latest else "standing"
    elif ended:
        state = "undone"
    return InstitutionRow(
        institution=institution,
        name=known.name if known else Text(en=institution),
        state=state,
        set_up=made[-1].date if made else None,
        undone=ended[-1].date if ended else None,
        events=tuple(e.id for e in (*made, *ended)),
    )
