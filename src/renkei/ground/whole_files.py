"""Writing a file whole or not at all: beside its place first, then in its place in one step."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from renkei.ground.errors import CannotWrite


@contextmanager
def whole_file(output: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `output` when the block ends well; else nothing is left.

    A link is written through, not replaced. A device or a pipe cannot be replaced: it is given the content instead.

    Raises:
        CannotWrite: if the file cannot be written.
    """
    beside: Path | None = None
    try:
        place = output.resolve()
        streams = place.exists() and not place.is_file() and not place.is_dir()
        handle, name = tempfile.mkstemp(prefix=".renkei-", dir=None if streams else place.parent)
        os.close(handle)
        beside = Path(name)
        yield beside
        if streams:
            with beside.open("rb") as made, place.open("wb") as out:
                shutil.copyfileobj(made, out, 1 << 20)
        else:
            beside.chmod(_mode(place))
            os.replace(beside, place)  # noqa: PTH105 - replaces an existing file in one step
    except OSError as error:
        message = f"`{output}` cannot be written: {(error.strerror or 'unknown reason').lower()}"
        raise CannotWrite(message, "choose another place") from None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _mode(place: Path) -> int:
    """The rights of the file that is replaced, or those a new file gets here."""
    if place.is_file():
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
