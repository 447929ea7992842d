"""Laying text out for a terminal, without writing to one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def screen(*, width: int, color: bool) -> Console:
    """A terminal of `width` columns that keeps what is printed on it; wide (Japanese) characters count as two."""
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        emoji=False,
        markup=False,
    )


def shown(console: Console) -> str:
    """What stands on the screen, without spaces at the ends of lines."""
    assert isinstance(console.file, io.StringIO)  # noqa: S101 - made by `screen`
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"
