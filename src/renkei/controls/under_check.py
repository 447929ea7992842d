"""The rules under check: as the program has built them, and where each of them stands in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from renkei.controls.conditions import Condition, Meets, Within, atoms
from renkei.controls.files import CasesFile
from renkei.controls.in_force import InForce, in_force
from renkei.controls.rulebook import Dated, Rulebook, Version

Keys = tuple[str | int, ...]
"""Where a value stands in a file: keys of mappings and places in lists."""


@dataclass(frozen=True)
class UnderCheck:
    """The rules of a folder.

    Attributes:
        paths: the file of every provision, license requirement and set of places, by id.
        cases: the cases of every provision that has some, with their file.
        raw: what stands in each file, before anything was made of it.
        faulty: files that could not be read as they should.
        broken: provisions that cannot be judged, because their file, or one they refer to, has a fault of its own.
    """

    book: Rulebook
    folder: Path
    paths: Mapping[str, Path]
    cases: Mapping[str, tuple[Path, CasesFile]]
    raw: Mapping[Path, Any]
    faulty: frozenset[Path] = frozenset()
    broken: frozenset[str] = frozenset()
    _days: dict[tuple[str, date], InForce] = field(default_factory=dict)

    def dated(self) -> Iterator[tuple[Sequence[Dated], Path]]:
        """The versions of every rule that has some, with its file."""
        for provision in self.book.provisions.values():
            yield provision.versions, self.paths[provision.id]
        for requirement in self.book.requirements.values():
            yield requirement.versions, self.paths[requirement.id]

    def on(self, regime: str, day: date) -> InForce:
        """A regime on a day."""
        key = (regime, day)
        if key not in self._days:
            self._days[key] = in_force(self.book, regime, day)
        return self._days[key]


def held(version: Dated, day: date) -> bool:
    """Whether a version is in force on a day."""
    return version.since <= day and (version.until is None or day < version.until)


def overlap(one: Version, other: Version) -> bool:
    """Whether two versions are in force on some day together."""
    return held(one, other.since) or held(other, one.since)


def met(node: Condition) -> list[str]:
    """The provisions that a condition refers to."""
    return list(dict.fromkeys(atom.provision for atom in atoms(node) if isinstance(atom, Meets)))


def refers(node: Condition) -> bool:
    """Whether a condition leaves something to another provision or to a set of places, as the law does.

    What such a condition adds may be nothing today; it is none the less what the law says.
    """
    return any(isinstance(atom, Meets | Within) for atom in atoms(node))


def leaning_on(book: Rulebook, wrong: Iterable[str]) -> frozenset[str]:
    """These provisions and every one that refers to them, by however many steps."""
    meeting: dict[str, set[str]] = {}
    for provision in book.provisions.values():
        for version in provision.versions:
            for other in met(version.when):
                meeting.setdefault(other, set()).add(provision.id)
    found: set[str] = set()
    left = list(wrong)
    while left:
        id_ = left.pop()
        if id_ not in found:
            found.add(id_)
            left += meeting.get(id_, ())
    return frozenset(found)
