"""The data that comes with the program."""

from __future__ import annotations

from pathlib import Path

import renkei


def shipped(place: str) -> Path:
    """A file or folder of `data`; it stands beside the program, which holds parts that only run from files."""
    return Path(renkei.__path__[0], "data", place)
