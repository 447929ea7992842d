"""Draws the picture of the README: every meeting up to 15 October 2023, as `renkei update` shows it."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from pathlib import Path

from renkei.desk.brief import brief, default_since
from renkei.ground.words import Words
from renkei.record.keeping import load
from renkei.record.knowing import View
from renkei.report.blocks import Figure
from renkei.report.charts import as_svg
from renkei.report.outline import outline

AS_OF = date(2023, 10, 15)
PICTURE = Path(__file__).parent / "picture.svg"
MARGIN = 20

_HEAD = re.compile(r"<svg[^>]*?>")
_SIZE = re.compile(r'\b(width|height)="([\d.]+)"')


def picture() -> str:
    """The timeline on a white rounded ground, so that it reads on light and on dark pages."""
    document = outline(brief(View(load(), AS_OF), default_since(AS_OF)), Words("en"))
    figure = next(block for block in document.blocks if isinstance(block, Figure) and block.name == "timeline")
    return _on_white(as_svg(figure), figure.alt)


def _on_white(svg: str, alt: str) -> str:
    head = _HEAD.search(svg)
    assert head is not None
    size = dict(_SIZE.findall(head[0]))
    width, height = float(size["width"]), float(size["height"])
    wide, high = width + 2 * MARGIN, height + 2 * MARGIN
    # Readers without the package's font see their own.
    inner = svg.replace('font-family="Noto Sans JP"', 'font-family="Noto Sans JP, Helvetica, Arial, sans-serif"')
    placed = inner.replace("<svg", f'<svg x="{MARGIN}" y="{MARGIN}"', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}" role="img">\n'
        f"<title>{escape(alt)}</title>\n"
        f'<rect width="{wide:g}" height="{high:g}" rx="10" fill="#ffffff"/>\n'
        f"{placed}\n</svg>\n"
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
