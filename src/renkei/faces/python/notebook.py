"""An answer as a cell of a notebook: a table of words, or its text."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renkei.report.sheets import Sheet

MOST_ROWS = 60
"""So many rows at most are shown in a cell."""


def as_cell(sheet: Sheet | None, text: Callable[[], str]) -> str:
    """The table as HTML without style or script of its own; the text where there is no table."""
    if sheet is None:
        return f"<pre>{escape(text())}</pre>"
    lines = [f"<p><strong>{escape(sheet.title)}</strong></p>", *(f"<p>{escape(line)}</p>" for line in sheet.lead)]
    if sheet.rows:
        head = "".join(f"<th>{escape(column)}</th>" for column in sheet.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in sheet.rows[:MOST_ROWS]
        )
        lines.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    if len(sheet.rows) > MOST_ROWS:
        lines.append(f"<p>{MOST_ROWS:,} / {len(sheet.rows):,}</p>")
    if sheet.notes:
        lines.append(f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in sheet.notes)}</ul>")
    return "\n".join(lines)
