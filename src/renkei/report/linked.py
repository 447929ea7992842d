"""Meetings as schema.org events in JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from renkei.ground.days import When
from renkei.ground.sources import to_cite
from renkei.record.knowing import Planned, View
from renkei.record.meetings import Meeting

_MODES = {
    "in-person": "https://schema.org/OfflineEventAttendanceMode",
    "online": "https://schema.org/OnlineEventAttendanceMode",
    "telephone": "https://schema.org/OnlineEventAttendanceMode",
    "hybrid": "https://schema.org/MixedEventAttendanceMode",
}


def as_linked(view: View) -> str:
    """Every meeting held or announced by the view's day."""
    graph = [_held(view, meeting) for meeting in view.meetings if meeting.date.exact]
    graph += [_announced(view, plan) for plan in view.planned if plan.announced.date.exact]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _event(view: View, meeting: Meeting, day: When) -> dict[str, Any]:
    forum = view.record.forums.get(meeting.forum or "")
    name = f"{forum.name.en}: {meeting.level} meeting" if forum else f"{meeting.level} contact"
    event: dict[str, Any] = {
        "@type": "Event",
        "@id": f"urn:renkei:{meeting.id}",
        "name": [{"@value": name, "@language": "en"}],
        "startDate": day.earliest.isoformat(),
        "endDate": day.latest.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
    }
    if forum:
        event["superEvent"] = {"@type": "EventSeries", "@id": f"urn:renkei:{forum.id}", "name": _language(forum.name)}
    if forum and forum.name.ja:
        event["name"].append({"@value": forum.name.ja, "@language": "ja"})
    return event


def _held(view: View, meeting: Meeting) -> dict[str, Any]:
    event = _event(view, meeting, meeting.date)
    event["eventAttendanceMode"] = _MODES[meeting.mode]
    event["attendee"] = [_person(view, name) for name in [*meeting.chairs, *meeting.present]]
    topics = (view.record.topics.get(name) for name in meeting.topics)
    event["about"] = [_language(topic.name) for topic in topics if topic]
    if meeting.place:
        event["location"] = {"@type": "Place", "name": _language(meeting.place)}
    source = to_cite(meeting.sources)
    if source and source.address:
        event["subjectOf"] = {"@type": "WebPage", "url": source.address}
    return event


def _announced(view: View, plan: Planned) -> dict[str, Any]:
    """A meeting to come: only what its announcement says, since the row also holds the later report."""
    event = _event(view, plan.meeting, plan.announced.date)
    return event | {"subjectOf": {"@type": "WebPage", "url": plan.announced.source}}


def _person(view: View, name: str) -> dict[str, Any]:
    person = view.record.people.get(name)
    return {"@type": "Person", "@id": f"urn:renkei:{name}"} | ({"name": _language(person.name)} if person else {})


def _language(text: Any) -> list[dict[str, str]]:
    values = [{"@value": text.en, "@language": "en"}]
    return values + ([{"@value": text.ja, "@language": "ja"}] if text.ja else [])
