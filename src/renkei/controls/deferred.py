"""Conditions kept as text and built when they are first read: of some hundred, one question needs a few."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from renkei.controls.conditions import Condition, from_plain, to_plain

T = TypeVar("T")


class Deferred:
    """A condition as it is kept."""

    __slots__ = ("_built", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._built: Condition | None = None

    @property
    def built(self) -> Condition:
        """The condition itself; the same one each time."""
        if self._built is None:
            found: Condition = from_plain(json.loads(self._text))
            self._built = found
        return self._built


def as_text(condition: Condition) -> str:
    """A condition as `Deferred` takes it."""
    return json.dumps(to_plain(condition), ensure_ascii=False, separators=(",", ":"))


def takes_deferred(made: type[T]) -> type[T]:
    """Lets the slot `when` of a class hold a deferred condition; whoever reads it finds the condition itself."""
    slot: Any = vars(made)["when"]

    def read(row: T) -> Condition:
        value: Condition | Deferred = slot.__get__(row)
        if isinstance(value, Deferred):
            value = value.built
            slot.__set__(row, value)
        return value

    made.when = property(read, slot.__set__)  # type: ignore[attr-defined]
    return made
