"""Rows of plain values as a Polars table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

_TYPES: dict[type, pl.DataType] = {bool: pl.Boolean(), int: pl.Int64(), float: pl.Float64(), str: pl.String()}


def frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> pl.DataFrame:
    """Rows as a table.

    A text in both languages becomes `name.en` and `name.ja`, a list of words stays a list, anything else that is nested
    becomes JSON text. A column that is nothing but missing has the type Null, which goes together with any.

    Args:
        rows: plain values by name, as JSON has them.
        columns: names of columns to have even where no row has them.
    """
    texts = _texts(rows)
    found: dict[str, list[Any]] = {}
    for name in dict.fromkeys(name for row in rows for name in row) or columns:
        values = [row.get(name) for row in rows]
        if name in texts:
            found |= {f"{name}.{lang}": [each and each.get(lang) for each in values] for lang in texts[name]}
        else:
            found[name] = values
    return pl.DataFrame([_column(name, values) for name, values in found.items()])


def _texts(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, None]]:
    """The names whose values are texts, with the languages there are."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, value in row.items():
            if isinstance(value, Mapping) and "en" in value and set(value) <= {"en", "ja", "local"}:
                found.setdefault(name, {}).update(dict.fromkeys(value))
    return found


def _column(name: str, values: list[Any]) -> pl.Series:
    kinds = {type(value) for value in values if value is not None}
    if not kinds:
        return pl.Series(name, values, dtype=pl.Null)
    if kinds == {list} and all(isinstance(each, str) for value in values for each in value or ()):
        return pl.Series(name, values, dtype=pl.List(pl.String))
    if kinds == {int, float}:
        kinds = {float}
    if len(kinds) == 1 and (kind := kinds.pop()) in _TYPES:
        return pl.Series(name, values, dtype=_TYPES[kind], strict=False)
    told = [None if value is None else json.dumps(value, ensure_ascii=False) for value in values]
    return pl.Series(name, told, dtype=pl.String)
