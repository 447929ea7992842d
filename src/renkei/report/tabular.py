"""Answers and tables as CSV and JSON: ids and ISO days, for machines and spreadsheets."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from renkei.desk.answers import Answer

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(value: Any) -> str:
    """Plain values as JSON, Japanese readable."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"


def answer_csv(answer: Answer[Any]) -> str:
    """An answer's rows as CSV: one column per field, texts as `field.en` and `field.ja`, lists joined by `; `."""
    names: list[str] = []
    if answer.rows:
        names = [f.name for f in dataclasses.fields(answer.rows[0])]
    return rows_csv([{name: getattr(row, name) for name in names} for row in answer.rows])


def rows_csv(rows: Iterable[dict[str, Any]], columns: Sequence[str] | None = None) -> str:
    """Rows of named values as CSV. Cells that a spreadsheet would take for a formula are led by an apostrophe."""
    flat = [flatten(row) for row in rows]
    names = list(columns) if columns is not None else list(dict.fromkeys(key for row in flat for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in row.items()} for row in flat)
    return out.getvalue()


def flatten(row: dict[str, Any]) -> dict[str, str]:
    """One level of named cells: mappings become `a.b`, lists are joined, what is missing is empty."""
    flat: dict[str, str] = {}
    for key, given in row.items():
        value = given if isinstance(given, str) else _plain(given)
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}": each for inner, each in flatten(value).items()}
        elif isinstance(value, list):
            flat[key] = "; ".join(_cell(each) for each in value)
        else:
            flat[key] = _cell(value)
    return flat


def _plain(value: Any) -> Any:
    from renkei.desk.answers import plain  # rows of nothing but text do without the record

    return plain(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        if "en" in value:  # a text inside a list: its English; JSON holds both languages
            return str(value["en"])
        return ", ".join(f"{k}={_cell(v)}" for k, v in value.items() if v is not None)
    if isinstance(value, list):
        return ", ".join(_cell(each) for each in value)
    return str(value)


def _safe(cell: str) -> str:
    if cell.startswith(_FORMULA):
        try:
            float(cell)
        except ValueError:
            return f"'{cell}"
    return cell
