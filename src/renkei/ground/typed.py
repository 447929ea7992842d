"""What stands in a file, as its model has it, or every fault that keeps it from being so."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from renkei.ground.errors import BadInput, Fault
from renkei.ground.reading import fault_at

Model = TypeVar("Model", bound=BaseModel)


def typed_as(
    model: type[Model], data: Any, path: Path, keys: tuple[str | int, ...], advice: str
) -> tuple[Model | None, list[Fault]]:
    """What stands at `keys` of a file, as its model has it; or nothing, and every fault that keeps it from being so."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        faults = []
        for each in error.errors():
            where = (*keys, *(part for part in each["loc"] if not isinstance(part, str) or "[" not in part))
            message = each["msg"].removeprefix("Value error, ")
            told = f"{'.'.join(map(str, where))}: {message[:1].lower()}{message[1:]}"
            faults.append(fault_at(path, where, "bad-value", told, advice))
        return None, faults
    except BadInput as error:
        return None, [fault_at(path, keys, error.code, error.message, error.help)]
