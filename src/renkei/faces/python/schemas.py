"""Parameters as JSON Schema, for the descriptions that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from renkei.faces.python.saying import Parameter, described

_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number"}


def schema_of(parameter: Parameter) -> dict[str, Any]:
    """What a parameter takes, with what it means; names of files and folders stand in it as strings."""
    told: dict[str, Any] = {"description": parameter.text}
    if parameter.default is not None:
        told["default"] = parameter.default
    if parameter.choices:
        return {"type": "string", "enum": list(parameter.choices), **told}
    forms = list(_forms(parameter.type))
    if parameter.place == "further":
        return {"type": "array", "items": forms[0], **told}
    return {**(forms[0] if len(forms) == 1 else {"anyOf": forms}), **told}


def inputs_of(question: Callable[..., Any], leave_out: Iterable[str] = ()) -> dict[str, Any]:
    """All parameters of a question as the schema of one object.

    Args:
        question: a function of `renkei`.
        leave_out: names of parameters that are not offered, such as folders of this machine.
    """
    shown = [each for each in described(question).parameters if each.name not in set(leave_out)]
    return {
        "type": "object",
        "properties": {each.name: schema_of(each) for each in shown},
        "required": [each.name for each in shown if each.required],
        "additionalProperties": False,
    }


def _forms(kind: Any) -> list[dict[str, Any]]:
    """The forms that a value may have, each once, the plainest first."""
    if get_origin(kind) in {Union, UnionType}:
        found = [form for each in get_args(kind) for form in _forms(each)]
        day = {"type": "string", "format": "date"}
        if day in found:  # a day is a text of one form
            found = [each for each in found if each != {"type": "string"}]
        return [each for place, each in enumerate(found) if each not in found[:place]]
    if kind is NoneType:
        return []
    if kind is date:
        return [{"type": "string", "format": "date"}]
    if kind in _PLAIN:
        return [{"type": _PLAIN[kind]}]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        number = {"type": "number"}
        return [{"type": "array", "items": number, "minItems": len(inner), "maxItems": len(inner)}]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return [{"type": "object"}]
    if isinstance(origin, type) and issubclass(origin, Iterable):
        items = _forms(inner[0])
        return [{"type": "array", "items": items[0] if len(items) == 1 else {"anyOf": items}}]
    return [{"type": "string"}]
