"""A document in the format asked for; each writer is loaded only for its own."""

from __future__ import annotations

from renkei.report.blocks import Document


def written(document: Document, form: str, *, width: int, color: bool) -> str | bytes:
    """A document as `text`, `md`, `html`, `pdf` or `docx`; the last two are bytes."""
    if form == "text":
        from renkei.report.terminal import as_terminal

        return as_terminal(document, width=width, color=color)
    if form == "md":
        from renkei.report.markdown import as_markdown

        return as_markdown(document)
    if form == "html":
        from renkei.report.html import as_html

        return as_html(document)
    if form == "pdf":
        from renkei.report.pdf import as_pdf

        return as_pdf(document)
    from renkei.report.docx import as_docx

    return as_docx(document)
