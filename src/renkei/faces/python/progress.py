"""How far long work is: whoever asks may have it told, on a screen or to another program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Told = Callable[[int, int], None]
"""Is told how much is done, and of how much."""

Telling = Callable[[str], Told | None]
"""Makes a `Told` for work of a name; None: it is not to be told."""

_telling: ContextVar[Telling | None] = ContextVar("telling", default=None)


@contextmanager
def telling(to: Telling) -> Iterator[None]:
    """Have the progress of everything asked in this block told."""
    token = _telling.set(to)
    try:
        yield
    finally:
        _telling.reset(token)


def progress(what: str) -> Told | None:
    """What is to be told of some work; None: nothing."""
    to = _telling.get()
    return to(what) if to is not None else None
