"""The faults of a record as text, JSON, CSV or Markdown."""

from __future__ import annotations

from renkei.ground.errors import Fault
from renkei.report.plain_text import markdown
from renkei.report.sheets import Sheet
from renkei.report.tabular import as_json, rows_csv


def faults_as(found: list[Fault], form: str) -> str:
    """Every fault, one per line or row; a sentence if there is none."""
    rows = [{"file": str(f.file), "line": f.line, "code": f.code, "message": f.message, "help": f.help} for f in found]
    if form == "json":
        return as_json({"question": "lint", "answer": rows})
    if form == "csv":
        return rows_csv(rows, ("file", "line", "code", "message", "help"))
    if form == "md":
        cells = tuple(tuple(str(value) for value in row.values()) for row in rows)
        return markdown(Sheet("Faults", ("File", "Line", "Code", "Fault", "What to do"), cells, frozenset({1})))
    if not found:
        return "no faults\n"
    return "".join(f"{fault.text()}\n" for fault in found) + f"{len(found)} fault{'' if len(found) == 1 else 's'}\n"
