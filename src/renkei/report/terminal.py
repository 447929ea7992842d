"""An update for the terminal: headings, wrapped text, tables; a chart as bars and dots of characters."""

from __future__ import annotations

from typing import Any

from renkei.report.blocks import (
    Block,
    Bullets,
    Cite,
    Document,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Spans,
    Strong,
    Table,
)
from renkei.report.screen import screen, shown

_STYLES = {"good": "green", "half": "yellow", "bad": "red", "open": "blue", "quiet": "bright_black"}


def as_terminal(document: Document, *, width: int, color: bool) -> str:
    """The document as text at most `width` columns wide."""
    from rich.text import Text

    console = screen(width=width, color=color)
    console.print()
    console.print(Text(document.title, style="bold"))
    for line in document.subtitle:
        console.print(Text(line, style="bright_black"))
    for block in document.blocks:
        _block(console, block)
    console.print()
    console.print(Text(document.labels["sources"], style="bold underline"))
    console.print(Text(document.labels["key"], style="bright_black"))
    for note in document.sources:
        own = "⁺" if note.own else ""
        console.print(Text(f"[{note.number}] {note.mark} {note.id}{own}  {note.title}"))
        if note.address:
            console.print(Text(f"     {note.address}", style="bright_black"), soft_wrap=True)
    return shown(console)


def _block(console: Any, block: Block) -> None:
    from rich.text import Text

    match block:
        case Heading():
            console.print()
            console.print(Text(block.text, style="bold underline" if block.level == 1 else "bold"))
        case Paragraph():
            for line in _lines(
                _text(block.spans, "bright_black" if block.role == "note" else ""), console.width - 2, console
            ):
                console.print(line, soft_wrap=True)
        case Bullets():
            for item in block.items:
                for i, line in enumerate(_lines(_text(item), console.width - 2, console)):
                    console.print(Text("• " if i == 0 else "  ").append_text(line), soft_wrap=True)
        case Table():
            _table(console, block)
        case Figure():
            _figure(console, block)


_NOT_FIRST = "、。，．）」』】：；・ー々！？"


def _lines(text: Any, width: int, console: Any) -> list[Any]:
    """The text in lines: between words, or, where a run is longer than a line (Japanese), between characters."""
    from rich.cells import cell_len

    if max((cell_len(word) for word in text.plain.split()), default=0) <= width // 2:
        return list(text.wrap(console, width))
    breaks: list[int] = []
    start = used = 0
    for i, sign in enumerate(text.plain):
        if used + cell_len(sign) > width:
            cut = i
            while cut > start + 1 and text.plain[cut] in _NOT_FIRST:
                cut -= 1  # what may not begin a line takes the sign before it along
            breaks.append(cut)
            start, used = cut, cell_len(text.plain[cut:i])
        used += cell_len(sign)
    return list(text.divide(breaks))


def _text(spans: Spans, style: str = "") -> Any:
    from rich.text import Text

    text = Text(style=style)
    for span in spans:
        if isinstance(span, Cite):
            text.append(f"[{','.join(str(n) for n in span.numbers)}]" if span.numbers else "", style="bright_black")
        elif isinstance(span, Mark):
            text.append(span.text, style=_STYLES[span.tone])
        elif isinstance(span, Strong):
            text.append(span.text, style="bold")
        else:
            text.append(span.text)
    return text


def _table(console: Any, block: Table) -> None:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False, expand=True)
    for i, column in enumerate(block.columns):
        grid.add_column(
            Text(column),
            justify="right" if i in block.right else "left",
            ratio=max(1, round(block.widths[i] * 100)),
            overflow="fold",
        )
    for row in block.rows:
        grid.add_row(*(_text(cell) for cell in row))
    console.print(grid)


def _figure(console: Any, figure: Figure) -> None:
    """A chart in characters, where one line per row tells it; otherwise its caption alone."""
    from rich.text import Text

    from renkei.report.character_charts import drawn

    console.print()
    lines = drawn(figure, console.width)
    for line in lines:
        console.print(Text(line))
    for line in _lines(Text(figure.caption if lines else figure.alt, style="bright_black"), console.width - 2, console):
        console.print(line, soft_wrap=True)
