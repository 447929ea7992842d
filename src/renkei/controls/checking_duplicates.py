"""Does every provision say something of its own? None says on the same day what another says of the same goods."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from renkei.controls.conditions import All, AnyOf, Compare, Condition, Not, NotAtHand, atoms
from renkei.controls.rulebook import Provision, Version
from renkei.controls.satisfying import normal
from renkei.controls.under_check import UnderCheck, overlap
from renkei.ground.errors import Fault
from renkei.ground.reading import fault_at


def duplicate_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Provisions of one regime that on some day say the same of the same goods."""
    alike: dict[object, list[tuple[Provision, Version]]] = {}
    for provision in rules.book.provisions.values():
        for version in provision.versions:
            if NotAtHand() not in atoms(version.when):
                key = (provision.regime, frozenset(provision.goods), _shape(version.when))
                alike.setdefault(key, []).append((provision, version))
    for group in alike.values():
        told: set[str] = set()
        for (one, a), (other, b) in combinations(group, 2):
            if one.id != other.id and overlap(a, b) and other.id not in told:
                told.add(other.id)
                message = f"`{one.id}` says the same of the same goods on {max(a.since, b.since)}"
                advice = "merge the two, or read the law again for what tells them apart"
                keys = ("versions", other.versions.index(b))
                yield fault_at(rules.paths[other.id], keys, "duplicate-provision", message, advice)


def _shape(node: Condition) -> object:
    """A condition without the order of its parts and the manner in which its numbers are written."""
    match node:
        case All(parts) | AnyOf(parts):
            return type(node).__name__, frozenset(map(_shape, parts))
        case Not(part):
            return "Not", _shape(part)
        case Compare():
            return normal(node)[:3]
        case _:
            return node
