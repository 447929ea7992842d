"""Writing what was imported as a folder of supply data: whole or not at all, and never over somebody else's files."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

from renkei.ground.errors import BadInput, CannotWrite
from renkei.ground.shipped import shipped
from renkei.supply.checking import faults_of
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.reading import COLUMNS, MAX_BYTES, read_supply

LIST = "imported.yaml"
"""The file that lists what an import wrote, by which a later one knows its own folder."""


class TooManyFigures(BadInput):
    """More figures than a table of the supply may hold."""

    code = "too-many-figures"


@dataclass(frozen=True)
class Written:
    """What became of a folder.

    Attributes:
        replaced: whether an earlier import stood there, which is gone now.
        kept: where what stood there before was put; None if nothing had to be kept.
    """

    replaced: bool
    kept: Path | None


def write_imported(parts: Sequence[Imported], folder: Path, what: str, day: date, *, force: bool = False) -> Written:
    """Write a folder that lies over the built-in data.

    It is written beside its place, read back and checked, then moved there in one step. A folder that an earlier import
    wrote, and nobody touched since, is replaced. Any other is left alone; with `force` it is moved aside and kept.

    Args:
        parts: publications, each with figures of its own.
        folder: where to.
        what: what was imported, in a word, such as `eto`.
        day: the day of the import.
        force: whether to write where something else stands.

    Raises:
        BadImport: if rows could not be placed, or the folder does not hold together with the built-in data.
        CannotWrite: if the folder cannot be written, or is not one that an import wrote.
        TooManyFigures: if a table would be larger than is read.
    """
    faults = [fault for part in parts for fault in part.faults]
    if faults:
        raise BadImport(faults)
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - a link is replaced, not what it leads to
    before = _standing(place)
    if before == "strange" and not force:
        message = f"`{folder}` was not written by an import, or was changed since"
        raise CannotWrite(message, "name a new folder, or add `--force`: what stands there is then kept beside it")
    with _beside(place, folder) as made:
        _put_all(parts, made, what, day)
        _check(made)
        kept = _aside(place) if before == "strange" else None
        if before == "ours":
            shutil.rmtree(place)
        elif before == "empty":
            place.rmdir()
        made.rename(place)
    return Written(before == "ours", kept)


@contextmanager
def _beside(place: Path, folder: Path) -> Iterator[Path]:
    """A new folder beside `place`, gone afterward if it is still there."""
    made: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".renkei-", dir=place.parent))
        made.chmod(0o755)
        yield made
    except OSError as error:
        message = f"`{folder}` cannot be written: {(error.strerror or 'unknown reason').lower()}"
        raise CannotWrite(message, "choose another place") from None
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _standing(place: Path) -> str:
    """What stands at a place: `nothing`, an `empty` folder, one of `ours` as it was written, or something `strange`."""
    if not place.exists() and not place.is_symlink():
        return "nothing"
    if place.is_symlink() or not place.is_dir():
        return "strange"
    try:
        found = {str(path.relative_to(place)) for path in place.rglob("*") if not path.is_dir()}
        if not found:
            return "empty" if not any(place.iterdir()) else "strange"
        listed = yaml.safe_load((place / LIST).read_text(encoding="utf-8"))["files"]
        same = found == {*listed, LIST} and all(_hash(place / name) == listed[name] for name in listed)
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError):
        return "strange"
    return "ours" if same else "strange"


def _aside(place: Path) -> Path:
    """Move what stands at a place to the first free name beside it."""
    number = 1
    while (kept := place.with_name(f"{place.name}.before-{number}")).exists():
        number += 1
    place.rename(kept)
    return kept


def _put_all(parts: Sequence[Imported], made: Path, what: str, day: date) -> None:
    statistics = {name: each for part in parts for name, each in part.statistics.items()}
    if statistics:
        _put(made / "statistics.yaml", statistics)
    for part in parts:
        for good in part.goods:
            _put(made / "goods" / f"{good['id']}.yaml", good)
        release = made / "releases" / str(part.release["id"])
        _put(release / "release.yaml", part.release)
        text = _table(part.figures)
        if len(text) > MAX_BYTES:
            message = f"{len(part.figures):,} figures are more than one table may hold ({MAX_BYTES:,} bytes)"
            raise TooManyFigures(message, "import fewer goods or importers at once, each into a folder of its own")
        (release / "figures.csv").write_bytes(text)
    files = sorted(path for path in made.rglob("*") if path.is_file())
    hashes = {str(path.relative_to(made)): _hash(path) for path in files}
    _put(made / LIST, {"imported": what, "on": day.isoformat(), "files": hashes})


def _put(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


class _Plain(yaml.SafeDumper):
    """Writes the same thing twice rather than pointing back to it, which the reader of the data refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _table(figures: Sequence[dict[str, str]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(figures)
    return text.getvalue().encode("utf-8")


def _check(made: Path) -> None:
    """Read the folder back and see whether it holds together with the built-in data.

    Raises:
        BadImport: with every fault of the folder; those of the built-in data are not its own.
    """
    own = read_supply(made)
    parts = [read_supply(shipped("supply")), own]
    faults = own.faults + [each for each in faults_of(parts) if made in each.file.parents]
    if faults:
        raise BadImport(faults)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
