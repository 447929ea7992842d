"""An update as a PDF to print and pass on: A4, tagged for screen readers, made to last (PDF/A-2a, PDF/UA-1).

All text reaches the typesetter as data, never as markup. The same document gives the same bytes: fonts come
from the package and the typesetter alone, and every date in the file is the day the document speaks of.
"""

from __future__ import annotations

import json
import re
import struct
import unicodedata
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from renkei.report.blocks import (
    Block,
    Bullets,
    Cite,
    Document,
    Figure,
    Heading,
    Mark,
    Paragraph,
    SourceNote,
    Spans,
    Strong,
    Table,
)

GETA = "〓"
"""Printed for a character no font has, as Japanese printers do for a type they lack."""

LONGEST_ADDRESS = 130
"""Longer addresses are shown by their host; the link always holds the whole."""

_LATIN = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x386, 0x3CE), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x2027),
    (0x2070, 0x208E), (0x2190, 0x2193), (0x25A0, 0x25FF), (0x2715, 0x2717),
)  # fmt: skip
"""What the fonts inside the typesetter add to ours: European letters, raised digits, arrows and signs."""


def as_pdf(document: Document) -> bytes:
    """The document as a PDF file."""
    import typst

    template = files("renkei").joinpath("report/templates/update.typ").read_bytes()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_fonts_folder())])
    day = document.as_of
    return typst.compile(
        template,
        format="pdf",
        font_paths=fonts,
        sys_inputs={"document": json.dumps(_document(document), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )


def _document(document: Document) -> dict[str, Any]:
    day = document.as_of
    return {
        "lang": document.lang,
        "title": visible(document.title),
        "subtitle": [visible(line) for line in document.subtitle],
        "day": [day.year, day.month, day.day],
        "labels": {key: visible(text) for key, text in document.labels.items()},
        "blocks": [_block(block) for block in document.blocks],
        "sources": [_source(note) for note in document.sources],
        "numbers": [note.number for note in document.sources],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": visible(block.text), "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", "spans": _spans(block.spans), "role": block.role}
        case Bullets():
            return {"kind": "bullets", "items": [_spans(item) for item in block.items]}
        case Table():
            return {
                "kind": "table",
                "columns": [visible(column) for column in block.columns],
                "rows": [[_spans(cell) for cell in row] for row in block.rows],
                "widths": list(block.widths),
                "right": sorted(block.right),
            }
        case Figure():
            from renkei.report.charts import as_svg

            alt, caption = visible(block.alt), visible(block.caption)
            return {"kind": "figure", "svg": visible(as_svg(block)), "alt": alt, "caption": caption}


def _spans(spans: Spans) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    for span in spans:
        if isinstance(span, Cite):
            shown.append({"kind": "cite", "numbers": list(span.numbers)})
        elif isinstance(span, Mark):
            shown.append({"kind": "mark", "text": visible(span.text), "tone": span.tone})
        else:
            kind = "strong" if isinstance(span, Strong) else "plain"
            shown.append({"kind": kind, "text": visible(span.text)})
    return shown


def _source(note: SourceNote) -> dict[str, Any]:
    shown = {"number": note.number, "id": visible(note.id), "title": visible(note.title), "own": note.own}
    parts = urlsplit(note.address or "")
    link = note.address if parts.scheme in {"http", "https"} and parts.hostname else None
    rest = readable((note.address or "").removeprefix(f"{parts.scheme}://"))
    printed = rest if len(rest) <= LONGEST_ADDRESS or not link else f"{parts.hostname}/…"
    return {**shown, "mark": visible(note.mark), "link": link, "address": visible(printed)}


def readable(address: str) -> str:
    """The address with other scripts written out; what is escaped for another reason stays so."""
    return re.sub("(?:%[89A-Fa-f][0-9A-Fa-f])+", lambda found: unquote(found[0], errors="replace"), address)


def visible(text: str) -> str:
    """The text with every character one the fonts have: taken apart (㍐ to ユアン) or, failing that, a 〓."""
    return "".join(_shown(char) for char in unicodedata.normalize("NFC", text))


@cache
def _shown(char: str) -> str:
    if ord(char) in _characters():
        return char
    if unicodedata.category(char) == "Cc":
        return " "
    if unicodedata.category(char) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return "".join(each if ord(each) in _characters() else GETA for each in plain)


@cache
def _characters() -> frozenset[int]:
    """Every character the PDF's fonts can show."""
    latin = {code for first, last in _LATIN for code in range(first, last + 1) if unicodedata.name(chr(code), "")}
    ours = _character_map(_fonts_folder().joinpath("NotoSansJP-Regular.ttf").read_bytes())
    return frozenset((latin | ours) - {0xAD})


def _character_map(font: bytes) -> set[int]:
    """The characters of a TrueType font, read from the segments of its `cmap` table (format 4)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(tables)]
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    at = start + struct.unpack_from(">L", font, start + 8)[0]
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    # The last segment is the end mark, not a character.
    return {code for first, last in zip(starts[:-1], ends[:-1], strict=True) for code in range(first, last + 1)}


def _fonts_folder() -> Any:
    return files("renkei").joinpath("data/fonts")
