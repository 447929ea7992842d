"""The version of the rules: a hash over the content of every file that can change an answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from renkei.ground.kept import made_of


def known_hash(folder: Path) -> str:
    """The hash of `content_hash`, as it was last computed of these files if none of them has been touched since."""
    try:
        files = sorted(_states(folder, ""))
    except OSError:
        return content_hash(folder)  # which says what it cannot read
    found: str = made_of("hash", folder.absolute(), files, lambda: content_hash(folder))
    return found


def content_hash(folder: Path) -> str:
    """A hash over the names and contents of all rule files; some hundred files take about 20 ms."""
    import hashlib  # loading it takes as long as looking at the states of all files

    found = hashlib.sha256()
    for path in rule_files(folder):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def rule_files(folder: Path) -> Iterator[Path]:
    """Every file that can change an answer, in order of name; cases and notes cannot."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if _is_rule(name):
                yield Path(place) / name


def _states(folder: Path, within: str) -> Iterator[tuple[str, os.stat_result]]:
    """The same files, in any order, with their states."""
    with os.scandir(folder / within) as found:
        for each in found:
            name = f"{within}{each.name}"
            if each.is_dir(follow_symlinks=False):
                yield from _states(folder, f"{name}/")
            elif _is_rule(each.name):
                yield name, each.stat()


def _is_rule(name: str) -> bool:
    return name.endswith(".yaml") and not name.endswith(".cases.yaml")
