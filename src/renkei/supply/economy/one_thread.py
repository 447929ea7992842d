"""Keeps the linear algebra of NumPy on one thread while a simulation runs.

The products of a day are small, and threads that wait for each other over each of them were measured to make a run
three to ten times slower on two shared processors. Several simulations side by side belong in processes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np

NAMES = (("scipy_openblas", "64_"), ("openblas", "64_"), ("scipy_openblas", ""), ("openblas", ""))
"""How the builds of OpenBLAS that come with NumPy call their functions: what stands before and after."""


@contextmanager
def one_thread() -> Iterator[None]:
    """One thread inside; as many as before afterwards. Does nothing where NumPy came without OpenBLAS of its own."""
    library = _library()
    if library is None:
        yield
        return
    ask, tell = library
    before = int(ask())
    tell(1)
    try:
        yield
    finally:
        tell(before)


@cache
def _library() -> tuple[ctypes._NamedFuncPointer, ctypes._NamedFuncPointer] | None:
    """The functions that ask for and set the number of threads, of the library NumPy brought along."""
    inside = Path(np.__file__).parent
    for folder in (inside.parent / "numpy.libs", inside / ".dylibs", inside / ".libs"):
        for path in sorted(folder.glob("*openblas*")):
            try:
                library = ctypes.CDLL(str(path))
            except OSError:
                continue
            for before, after in NAMES:
                ask = getattr(library, f"{before}_get_num_threads{after}", None)
                tell = getattr(library, f"{before}_set_num_threads{after}", None)
                if ask is not None and tell is not None:
                    return ask, tell
    return None
