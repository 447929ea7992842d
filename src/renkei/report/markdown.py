"""An update as Markdown: notes as footnotes, charts told in words."""

from __future__ import annotations

from renkei.report.blocks import (
    Block,
    Bullets,
    Cite,
    Document,
    Figure,
    Heading,
    Paragraph,
    Spans,
    Strong,
    Table,
)
from renkei.report.plain_text import escape


def as_markdown(document: Document) -> str:
    """The document as GitHub-flavored Markdown."""
    lines = [f"# {document.title}", "", *(f"**{line}**  " for line in document.subtitle), ""]
    for block in document.blocks:
        lines += [*_block(block), ""]
    lines += [f"## {document.labels['sources']}", "", document.labels["key"], ""]
    for note in document.sources:
        own = "⁺" if note.own else ""
        link = f" <{note.address}>" if note.address else ""
        lines.append(f"[^{note.number}]: {note.mark} `{note.id}`{own} {escape(note.title)}.{link}")
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * (block.level + 1)} {block.text}"]
        case Paragraph():
            text = _spans(block.spans)
            return [f"*{text.strip()}*" if block.role == "lead" and "[^" not in text else text]
        case Bullets():
            return [f"* {_spans(item)}" for item in block.items]
        case Figure():
            return [f"*{escape(block.caption)}*", "", escape(block.alt)]
        case Table():
            marks = ["---:" if i in block.right else "---" for i in range(len(block.columns))]
            rows = [[_spans(cell).replace("\n", " ") for cell in row] for row in block.rows]
            return [_row(list(block.columns)), _row(marks), *(_row(row) for row in rows)]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _spans(spans: Spans) -> str:
    shown = []
    for span in spans:
        if isinstance(span, Cite):
            shown.append("".join(f"[^{n}]" for n in span.numbers))
        elif isinstance(span, Strong):
            shown.append(f"**{escape(span.text)}**")
        else:
            shown.append(escape(span.text))
    return "".join(shown).strip()
