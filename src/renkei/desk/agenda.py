"""A proposed agenda: what is open, late or on nobody's table, each with a forum whose members could take it up.

A line is proposed for (1) every rhythm that is broken, (2) every promise not met or lapsed, (3) every forum of the
two governments that has fallen silent, (4) the topics that were on no table for more than a year, together for the
forum that met last of those with the topic, or else a broader one, in their field; topics in no forum's field stand in
one line without a forum. For a promise the forum proposed is the one it was made in if that still meets, else another
with the same agencies that met within a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from renkei.desk.findings import SILENT_DAYS, Finding
from renkei.record.commitments import Commitment
from renkei.record.knowing import View


@dataclass(frozen=True)
class AgendaItem:
    """One line of the proposed agenda; worded under `agenda.<kind>`.

    Attributes:
        forum: where it could be taken up; None where no forum of the record fits.
        owners: who would have to take it up.
        rank: 1 most pressing.
    """

    kind: str
    subject: str
    forum: str | None
    owners: tuple[str, ...]
    values: dict[str, Any]
    why: tuple[str, ...]
    rank: int


_RANK = {"overdue_both": 1, "overdue": 1, "not_met": 1, "lapsed": 2, "overdue_one": 3}
_RANK |= {"silent": 4, "silent_turnover": 4}
_TOPICS = 5


def agenda(view: View, found: list[Finding]) -> list[AgendaItem]:
    """The proposed agenda that follows from the findings, most pressing first."""
    broken = {f.subject for f in found if f.kind.startswith("overdue")}
    items = [_item(view, f) for f in found if f.kind in _RANK and _worth(view, f, broken)]
    return sorted([*items, *_topics(view, found)], key=lambda i: (i.rank, i.forum is None, i.subject))


def _worth(view: View, finding: Finding, broken: set[str]) -> bool:
    """A silent forum is proposed if it is a standing one between the two governments and not proposed already."""
    if not finding.kind.startswith("silent"):
        return True
    return finding.subject not in broken and view.forums[finding.subject].group in {"bilateral", "science"}


def _topics(view: View, found: list[Finding]) -> list[AgendaItem]:
    """The topics on no table, together for each forum that could take them up."""
    by: dict[str | None, list[Finding]] = {}
    for finding in found:
        if finding.kind in {"uncovered", "never_covered"}:
            by.setdefault(_field_of(view, finding.subject), []).append(finding)
    items = []
    for forum, each in by.items():
        topics = tuple(f.subject for f in each)
        owners = tuple(view.forums[forum].agencies) if forum else ()
        why = tuple(dict.fromkeys(row for f in each for row in f.why if row))
        items.append(AgendaItem("topics", forum or "", forum, owners, {"topics": topics}, why, _TOPICS))
    return items


def _item(view: View, finding: Finding) -> AgendaItem:
    owners: tuple[str, ...] = ()
    if finding.kind in {"not_met", "lapsed"}:
        promise = view.record.commitments[finding.subject]
        owners = tuple(promise.owners)
        forum = _table_for(view, promise)
    else:
        forum = finding.subject
        owners = tuple(view.forums[forum].agencies)
    kind = "silent" if finding.kind.startswith("silent") else finding.kind
    return AgendaItem(kind, finding.subject, forum, owners, finding.values, finding.why, _RANK[finding.kind])


def _field_of(view: View, topic: str) -> str | None:
    """The forum with the topic in its field, else with the next broader one, that met last."""
    for each in view.topic_and_broader(topic):
        forum = _active(view, {f.id for f in view.forums.values() if each in f.topics})
        if forum:
            return forum
    return None


def _last(view: View, forum: str) -> date | None:
    days = [m.date.latest for m in view.meetings if m.forum == forum]
    return max(days, default=None)


def _active(view: View, forums: set[str]) -> str | None:
    """Of these forums, the one that met last; one that never met only if no other is left."""
    met = [(day, f) for f in forums if (day := _last(view, f))]
    return max(met)[1] if met else min(forums, default=None)


def _table_for(view: View, promise: Commitment) -> str | None:
    own = view.forum_of(promise)
    if own and (day := _last(view, own)) and (view.as_of - day).days <= SILENT_DAYS:
        return own
    owners = view.departments(o for o in promise.owners if o in view.record.agencies)
    same = {
        f.id
        for f in view.forums.values()
        if len(owners) > 1
        and owners <= view.departments(f.agencies)
        and (day := _last(view, f.id))
        and (view.as_of - day).days <= SILENT_DAYS
    }
    return _active(view, same) or own
