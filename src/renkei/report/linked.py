"""Meetings as schema.org events in JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from renkei.ground.sources import to_cite
from renkei.record.knowing import View
from renkei.record.meetings import Meeting

_MODES = {
    "in-person": "https://schema.org/OfflineEventAttendanceMode",
    "online": "https://schema.org/OnlineEventAttendanceMode",
    "telephone": "https://schema.org/OnlineEventAttendanceMode",
    "hybrid": "https://schema.org/MixedEventAttendanceMode",
}


def as_linked(view: View) -> str:
    """Every meeting held or announced by the view's day."""
    graph = [
        _event(view, m, m.date.earliest.isoformat(), m.date.latest.isoformat()) for m in view.meetings if m.date.exact
    ]
    for plan in view.planned:
        day = plan.announced.date
        if day.exact:
            graph.append(_event(view, plan.meeting, day.earliest.isoformat(), day.latest.isoformat(), announced=True))
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _event(view: View, meeting: Meeting, start: str, end: str, *, announced: bool = False) -> dict[str, Any]:
    forum = view.record.forums.get(meeting.forum or "")
    name = f"{forum.name.en}: {meeting.level} meeting" if forum else f"{meeting.level} contact"
    event: dict[str, Any] = {
        "@type": "Event",
        "@id": f"urn:renkei:{meeting.id}",
        "name": [{"@value": name, "@language": "en"}],
        "startDate": start,
        "endDate": end,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": _MODES[meeting.mode],
        "attendee": [] if announced else [_person(view, p) for p in [*meeting.chairs, *meeting.present]],
        "about": [_language(view.record.topics[t].name) for t in meeting.topics] if not announced else [],
    }
    if forum and forum.name.ja:
        event["name"].append({"@value": f"{forum.name.ja}", "@language": "ja"})
    if meeting.place:
        event["location"] = {"@type": "Place", "name": _language(meeting.place)}
    if forum:
        event["superEvent"] = {
            "@type": "EventSeries",
            "@id": f"urn:renkei:{forum.id}",
            "name": _language(forum.name),
        }
    source = to_cite(meeting.sources)
    if source and source.address:
        event["subjectOf"] = {"@type": "WebPage", "url": source.address}
    return event


def _person(view: View, name: str) -> dict[str, Any]:
    person = view.record.people[name]
    return {"@type": "Person", "@id": f"urn:renkei:{name}", "name": _language(person.name)}


def _language(text: Any) -> list[dict[str, str]]:
    values = [{"@value": text.en, "@language": "en"}]
    return values + ([{"@value": text.ja, "@language": "ja"}] if text.ja else [])
