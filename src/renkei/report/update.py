"""The coordination update in the format asked for."""

from __future__ import annotations

from renkei.desk.brief import Brief
from renkei.ground.words import Words
from renkei.report.outline import outline


def written(brief: Brief, words: Words, form: str, *, width: int = 100, color: bool = False) -> str | bytes:
    """The update as `text`, `md`, `html`, `json`, `pdf` or `docx`; the last two are bytes."""
    document = outline(brief, words)
    if form == "text":
        from renkei.report.terminal import as_terminal

        return as_terminal(document, width=min(width, 110), color=color)
    if form == "md":
        from renkei.report.markdown import as_markdown

        return as_markdown(document)
    if form == "html":
        from renkei.report.html import as_html

        return as_html(document)
    if form == "json":
        from renkei.report.json import as_json

        return as_json(brief, document)
    if form == "pdf":
        from renkei.report.pdf import as_pdf

        return as_pdf(document)
    from renkei.report.docx import as_docx

    return as_docx(document)
