"""An update as JSON: the findings, the answers behind it, and the numbered sources."""

from __future__ import annotations

import json
from typing import Any

from renkei.desk.answers import plain
from renkei.desk.brief import Brief
from renkei.report.blocks import Bullets, Cite, Document, Heading, Paragraph, Spans, Table, plain_text


def as_json(brief: Brief, document: Document) -> str:
    """The update's answers as plain values, with its text section by section."""
    answer = {
        "met": brief.met,
        "due": brief.due.rows,
        "coverage": brief.coverage,
        "pairs": brief.pairs.rows,
        "institutions": brief.institutions,
        "followed": brief.followed,
        "changed": brief.changed,
        "controls": brief.controls.answer,
        "gaps": brief.gaps.answer,
        "supply": brief.supply.told,
        "findings": brief.findings,
        "agenda": brief.agenda,
        "planned": [
            {"meeting": p.meeting.id, "date": p.announced.date, "public": p.announced.public}
            for p in brief.view.planned
        ],
        "text": _text(document),
    }
    cited = brief.cited(note.id for note in document.sources)
    shaped = {
        "question": "update",
        "as_of": plain(brief.view.as_of),
        "known_on": plain(brief.view.known_on),
        "since": plain(brief.since),
        "lang": document.lang,
        "answer": plain(answer),
        "summary": plain(brief.due.summary),
        "sources": [
            {"number": n.number, "title": n.title, **plain(c)} for n, c in zip(document.sources, cited, strict=True)
        ],
        "caveats": [{"code": c.code, **plain(c.values)} for c in brief.caveats(cited)],
    }
    return json.dumps(shaped, ensure_ascii=False, indent=2) + "\n"


def _text(document: Document) -> list[dict[str, Any]]:
    """The text as lines under their heading, each with the ids of the rows it rests on."""
    ids = {note.number: note.id for note in document.sources}
    lines: list[dict[str, Any]] = []
    heading = ""

    def line(spans: Spans) -> None:
        rows = [ids[n] for span in spans if isinstance(span, Cite) for n in span.numbers]
        words = plain_text(tuple(s for s in spans if not isinstance(s, Cite))).strip()
        lines.append({"under": heading, "text": words, "rows": rows})

    for block in document.blocks:
        match block:
            case Heading():
                heading = block.anchor
                lines.append({"under": heading, "heading": block.text, "level": block.level})
            case Paragraph():
                line(block.spans)
            case Bullets():
                for item in block.items:
                    line(item)
            case Table():
                for row in block.rows:
                    line(tuple(span for cell in row for span in (*cell, *_gap())))
            case _:
                pass
    return lines


def _gap() -> Spans:
    from renkei.report.blocks import Plain

    return (Plain(" · "),)
