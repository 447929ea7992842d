"""The rules of one regime as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from renkei.controls.conditions import Condition, Meets, atoms, names
from renkei.controls.rulebook import (
    Provision,
    Regime,
    Requirement,
    RequirementVersion,
    Rulebook,
    Version,
)


@dataclass(frozen=True)
class InForce:
    """A regime on a day, as far as was public on another.

    Attributes:
        as_of: the day asked for.
        known_on: use only versions public by then; None: all.
    """

    rulebook: Rulebook
    regime: Regime
    as_of: date
    known_on: date | None = None

    @cached_property
    def versions(self) -> dict[str, Version]:
        """The version of every provision of the regime that is in force, by id."""
        found = ((each.id, each.at(self.as_of, self.known_on)) for each in self.rulebook.of(self.regime.id))
        return {id_: version for id_, version in found if version is not None}

    @cached_property
    def requirements(self) -> dict[str, tuple[Requirement, RequirementVersion]]:
        """The license requirements in force, by id."""
        found = {}
        for each in self.rulebook.requirements.values():
            version = each.at(self.as_of, self.known_on) if each.regime == self.regime.id else None
            if version is not None:
                found[each.id] = (each, version)
        return found

    def says_where(self, version: Version) -> bool:
        """Whether it is known where a license is needed for what a provision controls: all its requirements stand."""
        return bool(version.license) and all(id_ in self.requirements for id_ in version.license)

    def provisions(self, kind: str) -> list[tuple[Provision, Version]]:
        """The provisions in force that can control a kind of goods."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[Provision, Version]]]:
        found: dict[str, list[tuple[Provision, Version]]] = {}
        for id_, version in self.versions.items():
            provision = self.rulebook.provisions[id_]
            for kind in provision.goods:
                found.setdefault(kind, []).append((provision, version))
        return found

    def models(self, kind: str | None) -> bool:
        """Whether anything can be said of a kind of goods on the day asked for."""
        return kind in self.regime.goods and self.as_of >= self.regime.since

    def reaches(self, id_: str, kind: str | None) -> bool:
        """Whether a provision can speak of a kind of goods, or of what such goods contain or work on."""
        found = self._reached.get((id_, kind))
        if found is None:
            goods = self.rulebook.provisions[id_].goods
            found = kind in goods or (kind is not None and any(k in goods for k in self.rulebook.kinds[kind].also_of))
            self._reached[id_, kind] = found
        return found

    @cached_property
    def _reached(self) -> dict[tuple[str, str | None], bool]:
        """What `reaches` has found so far; it is asked of the same few pairs again and again."""
        return {}

    def in_order(self, found: set[str]) -> tuple[str, ...]:
        """Names of attributes in the order in which they are defined; what the goods are, and where they go, first."""
        return tuple(sorted(found, key=lambda name: self._place.get(name, -1)))

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.rulebook.attributes)}

    def atoms(self, ids: Iterable[str]) -> Iterator[Condition]:
        """Every comparison and feature that provisions in force read, and those they refer to, each of these once."""
        seen: set[str] = set()

        def walk(id_: str) -> Iterator[Condition]:
            if id_ in seen or id_ not in self.versions:
                return
            seen.add(id_)
            found = list(atoms(self.versions[id_].when))
            yield from (atom for atom in found if not isinstance(atom, Meets))
            for atom in found:
                if isinstance(atom, Meets):
                    yield from walk(atom.provision)

        for id_ in ids:
            yield from walk(id_)

    def attributes(self, kind: str) -> list[str]:
        """The attributes that the provisions in force read of a kind of goods."""
        ids = [provision.id for provision, _ in self.provisions(kind)]
        return list(dict.fromkeys(name for atom in self.atoms(ids) for name in names(atom)))


def in_force(rulebook: Rulebook, regime: str, as_of: date, known_on: date | None = None) -> InForce:
    """A regime on a day."""
    return InForce(rulebook, rulebook.regimes[regime], as_of, known_on)
