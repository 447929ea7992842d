"""A condition for one kind of goods, with nothing left in it but what such goods can have and what nobody can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from renkei.controls.conditions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    Choice,
    Compare,
    Condition,
    Flag,
    Has,
    Meets,
    Not,
    NotAtHand,
    Within,
    atoms,
    figures,
    names,
)
from renkei.controls.in_force import InForce
from renkei.controls.rulebook import PLACES


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of goods that is compared; of software, technology or a part, with the goods it is for."""

    kind: str
    of_goods: str | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds whose figures stand in its row."""
        return (self.kind,) if self.of_goods is None else (self.kind, self.of_goods)


@dataclass(frozen=True)
class Referred:
    """What software, technology or a part says of the goods it is for; two are one if they mean the same.

    Attributes:
        provisions: ids of those of which the goods must meet one.
        meaning: what that asks of these goods.
    """

    provisions: tuple[str, ...] = field(compare=False)
    meaning: Condition

    def __hash__(self) -> int:
        """Of what its meaning reads: enough to tell most apart, and quick."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.reads)

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """Every attribute its meaning reads, once, in reading order."""
        return tuple(dict.fromkeys(names(self.meaning)))


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What was rewritten before for one regime, day and places, by the identity of a condition that stays here.

    Attributes:
        conditions: by subject and condition.
        referred: by the provisions referred to and the goods.
    """

    conditions: dict[Subject, dict[int, tuple[Condition, Condition]]] = field(default_factory=dict)
    referred: dict[tuple[tuple[str, ...], Subject], tuple[dict[str, Condition], Condition]] = field(
        default_factory=dict
    )


@dataclass(frozen=True)
class Plainly:
    """Rewrites the conditions of a regime on a day for one subject.

    References are replaced by what they refer to, comparisons of what the goods cannot have by `NEVER`, places by
    where the goods go. References to the goods that software, technology or a part is for stand as one thing each, with
    what they mean. Left as they stand are provisions whose text is not at hand, and sets of places and the places
    themselves where nothing is said or known of them: nobody can say whether these hold.

    Attributes:
        places: where the goods go, by `destination` and `headquarters`; None: not said.
        before: what was rewritten for the same rules and places already.
    """

    rules: InForce
    subject: Subject
    places: Mapping[str, str]
    before: Rewritten = field(default_factory=Rewritten, repr=False, compare=False)

    def __call__(self, node: Condition) -> Condition:
        """The condition, rewritten."""
        return self._plain(node, self.subject)

    def _plain(self, node: Condition, subject: Subject) -> Condition:
        of_subject = self.before.conditions.get(subject)
        if of_subject is None:
            of_subject = self.before.conditions[subject] = {}
        known = of_subject.get(id(node))
        if known is None:
            known = of_subject[id(node)] = node, self._rewritten(node, subject)
        return known[1]

    def _rewritten(self, node: Condition, subject: Subject) -> Condition:
        match node:
            case All(parts):
                return all_of(*(self._plain(part, subject) for part in parts))
            case AnyOf(parts) if parts and all(isinstance(part, Meets) for part in parts):
                return self._one_of(tuple(part.provision for part in parts if isinstance(part, Meets)), subject)
            case AnyOf(parts):
                return any_of(*(self._plain(part, subject) for part in parts))
            case Not(part):
                return opposite(self._plain(part, subject))
            case Meets(id_):
                return self._one_of((id_,), subject)
            case Compare(left, _, right):
                used = (*figures(left), *figures(right))
                return node if all(self._can_have(name, subject) for name in used) else NEVER
            case Choice(name, values) if name in PLACES:
                return node if name not in self.places else _fixed(self.places[name] in values)
            case Within(name, set_id):
                place = self.places.get(name)
                held = self.rules.rulebook.sets[set_id].holds(place, self.rules.as_of) if place else None
                return node if held is None else _fixed(held)
            case Flag(name) | Choice(name, _) | Has(name, _, _):
                return node if self._can_have(name, subject) else NEVER
            case NotAtHand():
                return node

    def _one_of(self, ids: tuple[str, ...], subject: Subject) -> Condition:
        """That one of some provisions is met; of software, technology and parts, by the goods they are for."""
        if not self.rules.rulebook.kinds[subject.kind].of_goods:
            return self._referred(ids, subject)[1]
        if subject.of_goods is None:
            return any_of(*map(Meets, ids))
        meanings, meaning = self._referred(ids, Subject(subject.of_goods))
        return meaning if meaning in (ALWAYS, NEVER) else Referred(tuple(meanings), meaning)  # type: ignore[return-value]

    def _referred(self, ids: tuple[str, ...], subject: Subject) -> tuple[dict[str, Condition], Condition]:
        """The conditions of provisions that reach the goods, and that one of them holds.

        Together they cover what one of them leaves to another, so that nothing is cut out for that.
        """
        if (ids, subject) in self.before.referred:
            return self.before.referred[ids, subject]
        found: dict[str, Condition] = {}
        for id_ in ids:
            version = self.rules.versions.get(id_)
            if version is None or not self.rules.reaches(id_, subject.kind):
                continue
            if isinstance(version.when, NotAtHand):
                found[id_] = Meets(id_)
            else:
                found[id_] = self._plain(without(version.when, {*ids} - {id_}), subject)
        found = {id_: node for id_, node in found.items() if node != NEVER}
        self.before.referred[ids, subject] = found, any_of(*found.values())
        return self.before.referred[ids, subject]

    def _can_have(self, name: str, subject: Subject) -> bool:
        kinds = self.rules.rulebook.attributes[name].kinds
        return subject.kind in kinds or subject.of_goods in kinds


def _fixed(holds: bool) -> Condition:  # noqa: FBT001  # the one thing it says
    return ALWAYS if holds else NEVER


def all_of(*parts: Condition) -> Condition:
    """All of the parts, without those that say nothing."""
    flat: list[Condition] = []
    for part in parts:
        if part == NEVER:
            return NEVER
        flat.extend(part.parts if isinstance(part, All) else (part,))
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else All(kept)


def any_of(*parts: Condition) -> Condition:
    """Any of the parts, without those that cannot hold."""
    flat: list[Condition] = []
    for part in parts:
        if part == ALWAYS:
            return ALWAYS
        flat.extend(part.parts if isinstance(part, AnyOf) else (part,))
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def opposite(node: Condition) -> Condition:
    """What holds where this does not."""
    if node == ALWAYS:
        return NEVER
    if node == NEVER:
        return ALWAYS
    return node.part if isinstance(node, Not) else Not(node)


def names_of(node: Condition) -> Iterator[str]:
    """Every attribute a rewritten condition reads, of the goods it refers to as well."""
    for atom in atoms(node):
        yield from names(atom.meaning if isinstance(atom, Referred) else atom)


def without(node: Condition, left_to: Set[str]) -> Condition:
    """A condition without its exclusion of what meets other paragraphs."""
    parts = node.parts if isinstance(node, All) else (node,)
    return All(tuple(kept for part in parts if (kept := _excluding_fewer(part, left_to)) is not None))


def _excluding_fewer(part: Condition, left_to: Set[str]) -> Condition | None:
    """An exclusion without the paragraphs it names; None if nothing else is left of it."""
    if not isinstance(part, Not):
        return part
    kept = _naming_fewer(part.part, left_to)
    return None if kept is None else Not(kept)


def _naming_fewer(node: Condition, left_to: Set[str]) -> Condition | None:
    """What an exclusion names, without some paragraphs; None if it names nothing else."""
    match node:
        case Meets(id_) if id_ in left_to:
            return None
        case AnyOf(parts):
            kept = tuple(fewer for each in parts if (fewer := _naming_fewer(each, left_to)) is not None)
            return node if kept == parts else AnyOf(kept) if kept else None
        case _:
            return node
