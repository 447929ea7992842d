"""Many runs, in this process or spread over others; the order of the answers never depends on who ran what."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Common = TypeVar("Common")

LONG = 4.0
"""Work expected to take more seconds than this in one process is worth the start of others."""

PIECES = 8
"""So many pieces of work for each worker, so that the last ones end at nearly the same time."""


def spread(
    function: Callable[[Common, Item], Result],
    common: Common,
    items: Sequence[Item],
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Result]:
    """The results of a function for every item, in the order of the items.

    Args:
        function: at the top of a module, so that other processes find it.
        common: its first argument, the same every time; sent once for each piece of work.
        items: its second argument.
        executor: runs the work, such as that of a cluster; None: this process, or processes of its own if it is long.
        progress: told how many of how many are done.
    """
    if executor is not None:
        return _spread(function, common, items, executor, _workers(executor), [], progress)
    done: list[Result] = []
    began = time.monotonic()
    for item in items:
        done.append(function(common, item))
        if progress is not None:
            progress(len(done), len(items))
        spent = time.monotonic() - began
        if (os.cpu_count() or 1) > 1 and spent > LONG / 8 and spent / len(done) * (len(items) - len(done)) > LONG:
            with ProcessPoolExecutor() as pool:
                return _spread(function, common, items, pool, _workers(pool), done, progress)
    return done


def _spread(
    function: Callable[[Common, Item], Result],
    common: Common,
    items: Sequence[Item],
    executor: Executor,
    workers: int,
    done: list[Result],
    progress: Callable[[int, int], None] | None,
) -> list[Result]:
    """The results, the first of which are there already."""
    size = max(1, (len(items) - len(done)) // (workers * PIECES))
    starts = range(len(done), len(items), size)
    futures = {executor.submit(piece, function, common, items[start : start + size]): start for start in starts}
    found: dict[int, list[Result]] = {}
    ready = len(done)
    try:
        for future in as_completed(futures):
            found[futures[future]] = future.result()
            ready += len(found[futures[future]])
            if progress is not None:
                progress(ready, len(items))
    except BaseException:
        _cancel(futures)
        raise
    return done + [each for start in starts for each in found[start]]


def piece(function: Callable[[Common, Item], Result], common: Common, items: Sequence[Item]) -> list[Result]:
    """One piece of the work."""
    return [function(common, each) for each in items]


def _cancel(futures: Iterable[Future[list[Result]]]) -> None:
    for each in futures:
        each.cancel()


def _workers(executor: Executor) -> int:
    """How many workers an executor has, where it tells."""
    found = getattr(executor, "_max_workers", None)
    return found if isinstance(found, int) and found > 0 else os.cpu_count() or 1
