"""The data dictionary: every column of every table that is handed out, from the models themselves."""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from renkei.ground.days import When
from renkei.ground.texts import Text
from renkei.record.tables import TABLES

COLUMNS = ("table", "column", "type", "required", "meaning")

_COMMON = {
    "id": "unique in its table",
    "public": "day a source first said so; empty when not known",
    "recorded": "day this record learned it",
    "unverified": "fields that no text read here settles",
    "disputes": "fields about which sources disagree, with what each says",
    "sources": "pages the row rests on, best first, with how each was checked",
    "reviewed": "second reading against the sources",
    "layer": "built-in, or added or amended by the user's own record",
    "checked": "how well the row is checked: its best source that was read",
}


def tables() -> dict[str, list[dict[str, str]]]:
    """The dictionary by table."""
    listed: dict[str, list[dict[str, str]]] = {}
    for row in rows():
        listed.setdefault(row["table"], []).append(row)
    return listed


def rows() -> list[dict[str, str]]:
    """Every column of every table: name as in the CSV files, type, whether it is always filled, meaning."""
    found = []
    for table, model in TABLES.items():
        if table == "articles":
            continue
        meanings = {**_COMMON, **_attributes(model)}
        for name, info in _fields(model):
            always = {name, f"{name}.en"} if info.is_required() else set()
            found += [
                {
                    "table": table,
                    "column": column,
                    "type": _type(info.annotation),
                    "required": "yes" if column in always else "no",
                    "meaning": meanings.get(name, _plain(name)),
                }
                for column in _columns_of(name, info)
            ]
        found.append(
            {
                "table": table,
                "column": "checked",
                "type": "word",
                "required": "yes",
                "meaning": _COMMON["checked"],
            }
        )
    return found


def columns(table: str) -> list[str]:
    """The columns of a table's CSV file, in order."""
    return [row["column"] for row in rows() if row["table"] == table]


def _fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    last = {"sources", "unverified", "public", "recorded", "disputes", "reviewed", "layer"}
    fields = [(n, f) for n, f in model.model_fields.items() if n != "note"]
    first = [pair for pair in fields if pair[0] == "id"]
    return first + [p for p in fields if p[0] not in {*last, "id"}] + [p for p in fields if p[0] in last]


def _columns_of(name: str, info: FieldInfo) -> list[str]:
    inner = _bare(info.annotation)
    if inner is Text:
        return [f"{name}.en", f"{name}.ja", f"{name}.local"] if name == "name" else [f"{name}.en", f"{name}.ja"]
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return [column for n, f in inner.model_fields.items() for column in (f"{name}.{c}" for c in _columns_of(n, f))]
    return [name]


def _bare(annotation: Any) -> Any:
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        kinds = [each for each in typing.get_args(annotation) if each is not type(None)]
        return _bare(kinds[0])
    if typing.get_origin(annotation) is typing.Annotated:
        return _bare(typing.get_args(annotation)[0])
    return annotation


def _type(annotation: Any) -> str:
    bare = _bare(annotation)
    origin = typing.get_origin(bare)
    if origin is list:
        return f"list of {_type(typing.get_args(bare)[0])}"
    if origin is typing.Literal:
        return "one of " + ", ".join(str(each) for each in typing.get_args(bare))
    if bare is When:
        return "day (EDTF)"
    if bare is Text:
        return "text"
    if bare is bool:
        return "yes or no"
    return "text" if bare is str else "record"


def _attributes(model: type[BaseModel]) -> dict[str, str]:
    """The meanings given in a model's docstring under `Attributes:`."""
    doc = model.__doc__ or ""
    _, _, listed = doc.partition("Attributes:")
    found: dict[str, str] = {}
    name = ""
    for line in listed.splitlines():
        text = line.strip()
        head, colon, rest = text.partition(": ")
        if colon and head.replace("_", "").isalpha() and " " not in head and not line.startswith(" " * 12):
            name = head
            found[name] = rest
        elif text and name:
            found[name] += f" {text}"
    return {key: value.rstrip(".") for key, value in found.items()}


def _plain(name: str) -> str:
    return name.replace("_", " ")
