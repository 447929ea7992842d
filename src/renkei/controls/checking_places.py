"""Are the sets of places and the license requirements that use them sound?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from renkei.controls.conditions import ALWAYS, Choice, Condition, Within, atoms
from renkei.controls.rulebook import PLACES, Member, PlaceSet
from renkei.controls.under_check import Keys, UnderCheck
from renkei.ground.errors import Fault
from renkei.ground.places import GROUPS, known
from renkei.ground.reading import fault_at
from renkei.ground.sources import How

_CORRECT = "correct one of the two days"
_CODE = "write one place by its two-letter code, such as `CN`"


def set_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Members that are no places, days that cannot be, and sets that rest on no text."""
    for each in rules.book.sets.values():
        path = rules.paths[each.id]
        if each.known_since and each.known_until and each.known_until <= each.known_since:
            message = f"known until {each.known_until}, not after {each.known_since}"
            yield fault_at(path, ("known",), "impossible-date", message, _CORRECT)
        if not How(each.how).verified and not rules.raw[path].get("unverified"):
            message = "no official text, and no copy of one, was read for the set, yet nothing stands as unverified"
            yield fault_at(path, ("sources",), "unread-source", message, "read the text, or add `unverified`")
        for place, member in enumerate(each.members):
            yield from _of_member(each, member, path, ("members", place))
        yield from _twice(each, path)


def _of_member(each: PlaceSet, member: Member, path: Path, keys: Keys) -> Iterator[Fault]:
    if member.place in GROUPS or not known(member.place):
        yield fault_at(path, (*keys, "place"), "unknown-reference", f"`{member.place}` is no place", _CODE)
    if member.since and member.until and member.until <= member.since:
        message = f"`{member.place}` left on {member.until}, not after it joined on {member.since}"
        yield fault_at(path, (*keys, "until"), "impossible-date", message, _CORRECT)
    if each.known_until and member.since and member.since >= each.known_until:
        message = f"`{member.place}` joined on {member.since}, when members are no longer known"
        yield fault_at(path, (*keys, "since"), "impossible-date", message, "correct `known` or the day")
    if each.known_since and member.until and member.until <= each.known_since:
        message = f"`{member.place}` left on {member.until}, before members are known"
        yield fault_at(path, (*keys, "until"), "impossible-date", message, "correct `known` or the day")


def _twice(each: PlaceSet, path: Path) -> Iterator[Fault]:
    """A place that is a member twice on the same day."""
    places = {member: place for place, member in enumerate(each.members)}
    ordered = sorted(each.members, key=lambda m: (m.place, m.since.isoformat() if m.since else ""))
    for one, after in pairwise(ordered):
        if one.place == after.place and (one.until is None or after.since is None or after.since < one.until):
            message = f"`{after.place}` is a member twice on the same day"
            keys = ("members", places[after])
            yield fault_at(path, keys, "overlapping-versions", message, "merge the two, or correct their days")


def place_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Conditions that name a place or a set of places nobody knows."""
    for versions, path in rules.dated():
        for number, version in enumerate(versions):
            keys: Keys = ("versions", number)
            yield from _named(rules, version.when, path, keys)
            for place, line in enumerate(getattr(version, "review", ())):
                yield from _named(rules, line.when, path, (*keys, "review", place))


def unknown_sets(rules: UnderCheck) -> set[str]:
    """The provisions that name an unknown set; nobody can judge them."""
    return {
        provision.id
        for provision in rules.book.provisions.values()
        for version in provision.versions
        if any(isinstance(atom, Within) and atom.set_id not in rules.book.sets for atom in atoms(version.when))
    }


def _named(rules: UnderCheck, node: Condition, path: Path, keys: Keys) -> Iterator[Fault]:
    for atom in atoms(node):
        if isinstance(atom, Within) and atom.set_id not in rules.book.sets:
            message = f"`{atom.set_id}` is no set of places"
            yield fault_at(path, keys, "unknown-reference", message, "name a file of sets/, such as `us.D5`")
        if isinstance(atom, Choice) and (atom.name in PLACES or rules.book.attributes[atom.name].type == "place"):
            for place in atom.values:
                if place in GROUPS or not known(place):
                    yield fault_at(path, keys, "unknown-reference", f"`{place}` is no place", _CODE)


def review_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Reviews that leave some applications without a policy."""
    for requirement in rules.book.requirements.values():
        path = rules.paths[requirement.id]
        for number, version in enumerate(requirement.versions):
            keys: Keys = ("versions", number, "review")
            if version.review and version.review[-1].when != ALWAYS and "review" not in version.unverified:
                message = "the last policy has a condition, so that some applications have none"
                advice = "end with a policy without `when`, or name `review` under `unverified`"
                yield fault_at(path, (*keys, len(version.review) - 1), "open-review", message, advice)
