"""The coordination update in the format asked for."""

from __future__ import annotations

from renkei.desk.brief import Brief
from renkei.ground.words import Words
from renkei.report.outline import outline
from renkei.report.written import written as document_written


def written(brief: Brief, words: Words, form: str, *, width: int = 100, color: bool = False) -> str | bytes:
    """The update as `text`, `md`, `html`, `json`, `pdf` or `docx`; the last two are bytes."""
    document = outline(brief, words)
    if form == "json":
        from renkei.report.json import as_json

        return as_json(brief, document)
    return document_written(document, form, width=min(width, 110), color=color)
