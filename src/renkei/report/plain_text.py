"""Tables of words for the terminal and as Markdown."""

from __future__ import annotations

import re

from renkei.report.screen import screen, shown
from renkei.report.sheets import Sheet


def terminal(sheet: Sheet, *, width: int, color: bool) -> str:
    """The table laid out for a terminal of `width` columns; wide (Japanese) characters counted as two."""
    from rich import box
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = screen(width=width, color=color)
    console.print(Text(sheet.title, style="bold"))
    for line in sheet.lead:
        console.print(Text(line))
    if sheet.rows:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False, show_edge=False)
        for i, column in enumerate(sheet.columns):
            table.add_column(Text(column), justify="right" if i in sheet.right else "left", overflow="fold")
        for row in sheet.rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(Padding(table, (1, 0, 1, 0)))
    for note in sheet.notes:
        console.print(Text(f"· {note}", style="dim"))
    for source in sheet.sources:
        console.print(Text(source), soft_wrap=True)
    return shown(console)


def markdown(sheet: Sheet) -> str:
    """The table as GitHub-flavored Markdown."""
    lines = [f"# {sheet.title}", "", *(f"{escape(line)}\n" for line in sheet.lead)]
    if sheet.rows:
        marks = ["---:" if i in sheet.right else "---" for i in range(len(sheet.columns))]
        lines += [
            _row(sheet.columns),
            _row(marks),
            *(_row(tuple(escape(c) for c in row)) for row in sheet.rows),
            "",
        ]
    lines += [f"* {escape(note)}" for note in sheet.notes]
    lines += ["", *(f"* {escape(source)}" for source in sheet.sources)]
    return "\n".join(lines).rstrip() + "\n"


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>|])", r"\\\1", text).replace("\n", " ")
