"""The rules of one regime as they stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from renkei.controls.conditions import Meets, atoms
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
        goods = self.rulebook.provisions[id_].goods
        return kind in goods or (kind is not None and any(k in goods for k in self.rulebook.kinds[kind].also_of))

    def in_order(self, found: set[str]) -> tuple[str, ...]:
        """Names of attributes in the order in which they are defined; what the goods are, and where they go, first."""
        return tuple(sorted(found, key=lambda name: self._place.get(name, -1)))

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.rulebook.attributes)}

    def attributes(self, kind: str) -> list[str]:
        """The attributes that the provisions in force read of a kind of goods, in their order."""
        from renkei.controls.conditions import names

        found: dict[str, None] = {}
        seen: set[str] = set()

        def walk(version: Version) -> None:
            found.update(dict.fromkeys(names(version.when)))
            for atom in atoms(version.when):
                if isinstance(atom, Meets) and atom.provision not in seen and atom.provision in self.versions:
                    seen.add(atom.provision)
                    walk(self.versions[atom.provision])

        for _, version in self.provisions(kind):
            walk(version)
        return list(found)


def in_force(rulebook: Rulebook, regime: str, as_of: date, known_on: date | None = None) -> InForce:
    """A regime on a day."""
    return InForce(rulebook, rulebook.regimes[regime], as_of, known_on)
