"""What an earlier run made, kept in the user's cache folder to spare the next one the work.

Nothing rests on it: what is missing, damaged or of another program is made again, and where nothing can be written
nothing is kept. Each value is JSON behind a checksum, written whole or not at all, so that runs at the same time do no
harm to one another.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from renkei import __version__
from renkei.ground.errors import CannotWrite

NEWEST = 4
"""So many values of one sort are kept, the newest."""

CHANGES_SHOW = os.name == "posix"
"""Whether the system tells when anything of a file was last changed, which nobody can set back."""

SETTLED = 2.0
"""Files touched within so many seconds are not relied on: they may change again within one tick of their clock."""

_HEAD, _BETWEEN, _END = b'{"check":"', b'","kept":', b"}"
_START = len(_HEAD) + 8 + len(_BETWEEN)


def folder() -> Path | None:
    """Where values are kept; None where there is no place for them."""
    home = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache" if os.environ.get("HOME") else None)
    return Path(home) / "renkei" if home is not None else None


def kept(name: str) -> Any:
    """The value kept under a name; None if there is none, or none that is as it was written."""
    place = folder()
    if place is None:
        return None
    try:
        found = (place / f"{name}.json").read_bytes()
        body = found[_START : -len(_END)]
        return json.loads(body) if found == _whole(body) else None
    except (OSError, ValueError):
        return None


def keep(name: str, value: Any) -> None:
    """Keep a value under a name such as `rules-1f3a`, and of its sort (`rules`) the newest only."""
    from renkei.ground.whole_files import whole_file  # only the first run after a change keeps anything

    place = folder()
    if place is None:
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
        with whole_file(place / f"{name}.json") as beside:
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            beside.write_bytes(_whole(text.encode("utf-8", "surrogatepass")))  # as names of files may need
        alike = place.glob(f"{name.partition('-')[0]}-*")
        for old in sorted(alike, key=lambda each: each.stat().st_mtime, reverse=True)[NEWEST:]:
            old.unlink(missing_ok=True)
    except (OSError, CannotWrite):
        return  # a folder that cannot be written only costs time


def _whole(body: bytes) -> bytes:
    return b"".join((_HEAD, b"%08x" % zlib.crc32(body), _BETWEEN, body, _END))


def made_of(sort: str, place: Path, files: Iterable[tuple[str, os.stat_result]], make: Callable[[], Any]) -> Any:
    """What `make` makes of some files, or made of them when they were last as they are now.

    They are so if their names and sizes are the same, and the times at which their content and anything of them was
    last changed. Where the system does not tell the latter, a change could go unnoticed; there it is made each time.

    Args:
        sort: what is made, in a word without a hyphen.
        place: the folder of the files, which tells the copies of the program apart.
        files: their names and states.
        make: makes a value that JSON can hold.
    """
    found = list(files)
    if not CHANGES_SHOW:
        return make()
    state = [__version__, str(place), [[name, s.st_size, s.st_mtime_ns, s.st_ctime_ns] for name, s in found]]
    name = f"{sort}-{zlib.crc32(os.fsencode(place)):08x}"
    before = kept(name)
    if isinstance(before, list) and len(before) == 2 and before[0] == state:
        return before[1]
    settled = time.time() - SETTLED
    made = make()
    if all(each.st_mtime < settled and each.st_ctime < settled for _, each in found):
        keep(name, [state, made])
    return made
