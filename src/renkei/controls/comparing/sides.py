"""One side of a comparison: the paragraphs of a regime on a day that can control a kind of goods, rewritten for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from renkei.controls.comparing.plainly import Plainly, Rewritten, Subject, all_of, any_of, without
from renkei.controls.conditions import ALWAYS, NEVER, All, AnyOf, Condition, Meets
from renkei.controls.in_force import InForce
from renkei.controls.rulebook import Provision, Version

Which = Literal["left", "right"]

SIDES: tuple[Which, Which] = ("left", "right")

OTHER: Mapping[Which, Which] = {"left": "right", "right": "left"}

MINOR = frozenset({"AT"})
"""Reasons for control that the lists of the allies do not share; paragraphs with no other are left out."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A provision in force, with its condition for one subject."""

    provision: Provision
    version: Version
    condition: Condition

    @property
    def id(self) -> str:
        """The id of the provision."""
        return self.provision.id


@dataclass(frozen=True)
class Side:
    """The rules of one regime on one day.

    Attributes:
        rules: the regime on its day.
        places: where the goods go, by `destination` and `headquarters`. If given, a paragraph counts only where a
            license is needed for that place; else every listed paragraph counts.
    """

    rules: InForce
    places: Mapping[str, str] = field(default_factory=dict)
    _before: Rewritten = field(default_factory=Rewritten, repr=False, compare=False)

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[Provision, Version]]]:
        """What is compared, by kind of goods."""
        return {}

    @property
    def by_license(self) -> bool:
        """Whether it is compared by who needs a license, and not by what is listed."""
        return bool(self.places)

    def paragraphs(self, subject: Subject) -> list[Paragraph]:
        """What can control the subject, without what never can."""
        plainly = Plainly(self.rules, subject, self.places, self._before)
        compared = self._compared(subject)
        licensed = {p.id: self._licensed(v, plainly) if self.by_license else ALWAYS for p, v in compared}
        found = []
        for provision, version, alone in self._alone(subject.kind, licensed):
            condition = plainly(alone)
            condition = all_of(condition, licensed[provision.id]) if self.by_license else condition
            if condition != NEVER:
                found.append(Paragraph(provision, version, condition))
        return found

    def _alone(self, kind: str, licensed: Mapping[str, Condition]) -> list[tuple[Provision, Version, Condition]]:
        """What is compared of a kind of goods, each without what its text leaves to the others.

        That is not cut out: together they control the same, and each reads by itself.
        """
        if kind in self._apart and not self.by_license:
            return self._apart[kind]
        found = []
        for provision, version in self._compared(Subject(kind)):
            others = _standing_for(provision.id, licensed)
            if not _within(version.when, others):
                not_at_hand = version.state == "not at hand"
                alone = Meets(provision.id) if not_at_hand else without(version.when, others)
                found.append((provision, version, alone))
        self._apart[kind] = found
        return found

    @cached_property
    def _apart(self) -> dict[str, list[tuple[Provision, Version, Condition]]]:
        """The same, by kind of goods, where no license is asked for."""
        return {}

    def texts(self, subject: Subject) -> list[Condition]:
        """The conditions of all compared paragraphs as they stand, each with its own exclusions."""
        plainly = Plainly(self.rules, subject, self.places, self._before)
        found = []
        for provision, version in self._compared(subject):
            condition = plainly(Meets(provision.id) if version.state == "not at hand" else version.when)
            found.append(all_of(condition, self._licensed(version, plainly)) if self.by_license else condition)
        return found

    def compared(self, subject: Subject) -> tuple[str, ...]:
        """Ids of the paragraphs in force on such goods that are compared."""
        return tuple(provision.id for provision, _ in self._compared(subject))

    def left_out(self, subject: Subject) -> tuple[str, ...]:
        """Paragraphs in force on such goods that are not compared: controlled for a minor reason alone."""
        compared = {provision.id for provision, _ in self._compared(subject)}
        return tuple(p.id for p, _ in self.rules.provisions(subject.kind) if p.id not in compared)

    def minor(self, version: Version) -> bool:
        """Whether nothing but a minor reason stands behind a control."""
        reasons = {
            reason
            for id_ in version.license
            if id_ in self.rules.rulebook.requirements
            for reason in self.rules.rulebook.requirements[id_].reasons
        }
        return bool(reasons) and reasons <= MINOR

    def _compared(self, subject: Subject) -> list[tuple[Provision, Version]]:
        if subject.kind not in self._by_kind:
            found = self.rules.provisions(subject.kind)
            self._by_kind[subject.kind] = [(p, v) for p, v in found if self.by_license or not self.minor(v)]
        return self._by_kind[subject.kind]

    def _licensed(self, version: Version, plainly: Plainly) -> Condition:
        """Where a license is needed for what a paragraph controls; a requirement not at hand stands by its id."""
        in_force = self.rules.requirements
        wheres = [plainly(in_force[id_][1].when) if id_ in in_force else Meets(id_) for id_ in version.license]
        return any_of(*wheres) if wheres else Meets("")


def _standing_for(id_: str, licensed: Mapping[str, Condition]) -> set[str]:
    """The other paragraphs for whose goods a license is needed wherever it is for those of this one."""
    return {other for other, where in licensed.items() if where in (ALWAYS, licensed[id_])} - {id_}


def _within(when: Condition, others: set[str]) -> bool:
    """Whether a paragraph only takes up goods that others already control, so that it adds nothing to them."""
    parts = when.parts if isinstance(when, All) else (when,)
    return any(_named(part) and _named(part) <= others for part in parts)


def _named(part: Condition) -> set[str]:
    """The paragraphs of which a part asks that one at least is met; empty if it asks for anything else."""
    parts = part.parts if isinstance(part, AnyOf) else (part,)
    ids = {each.provision for each in parts if isinstance(each, Meets)}
    return ids if len(ids) == len(parts) else set()
