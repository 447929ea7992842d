"""Do the rules' references to each other hold? No circles, none that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from renkei.controls.grammar import references
from renkei.controls.in_force import InForce
from renkei.controls.rulebook import Provision, Rulebook, Version
from renkei.controls.under_check import Keys, UnderCheck, met, overlap
from renkei.ground.errors import Fault
from renkei.ground.reading import fault_at


def circles(rules: UnderCheck) -> dict[str, tuple[str, ...]]:
    """Provisions that on some day refer to themselves by way of others: the way around, by the first of them."""
    found: dict[str, tuple[str, ...]] = {}
    for regime in rules.book.regimes:
        days = {version.since for provision in rules.book.of(regime) for version in provision.versions}
        for day in sorted(days):
            for way in _ways_around(rules.on(regime, day)):
                if not any(set(way) == set(other) for other in found.values()):
                    found.setdefault(way[0], way)
    return found


def _ways_around(on: InForce) -> Iterator[tuple[str, ...]]:
    """Each circle of the day, once."""
    done: set[str] = set()

    def follow(id_: str, way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if id_ in way:
            yield way[way.index(id_) :]
            return
        if id_ in done or id_ not in on.versions:
            return
        for other in met(on.versions[id_].when):
            yield from follow(other, (*way, id_))
        done.add(id_)

    for id_ in on.versions:
        yield from follow(id_, ())


def circle_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Circles of `meets`."""
    for id_, way in circles(rules).items():
        message = f"`meets` comes back to its start: {' → '.join((*way, id_))}"
        advice = "keep the direction the law has"
        yield fault_at(rules.paths[id_], ("versions",), "loop", message, advice)


def dead_reference_faults(rules: UnderCheck) -> Iterator[Fault]:
    """`meets` of what can never be met: for other goods, of another regime, or on other days.

    A word with `*` leads nowhere only if none of the provisions it stands for can be met.
    """
    for provision in rules.book.provisions.values():
        path = rules.paths[provision.id]
        for place, version in enumerate(provision.versions):
            if not met(version.when):
                continue
            for keys, line in _lines(rules.raw[path]["versions"][place], ("versions", place)):
                for word, ids in references(line, rules.book.provisions).items():
                    reasons = [_nowhere(rules.book, provision, version, rules.book.provisions[id_]) for id_ in ids]
                    if reasons and all(reasons):
                        message = f"`meets {word}` never holds: {reasons[0]}"
                        advice = "remove it, or correct the goods or the days of one of the two"
                        yield fault_at(path, keys, "dead-reference", message, advice)


def _lines(version: Mapping[str, Any], keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every line of a version's conditions, and where it stands."""

    def walk(written: Any, at: Keys) -> Iterator[tuple[Keys, str]]:
        if isinstance(written, str):
            yield at, written
        elif isinstance(written, dict):
            for key, part in written.items():
                yield from walk(part, (*at, key))
        elif isinstance(written, list):
            for place, part in enumerate(written):
                yield from walk(part, (*at, place))

    for key in ("when", "unless"):
        yield from walk(version.get(key), (*keys, key))


def _nowhere(book: Rulebook, provision: Provision, version: Version, other: Provision) -> str | None:
    """Why a reference leads nowhere; None if it leads somewhere."""
    kinds = [book.kinds[name] for name in provision.goods]
    if not any(k.of_goods or {k.name, *k.also_of} & set(other.goods) for k in kinds):
        return "it is for other goods"
    if provision.regime != other.regime:
        return "it belongs to another regime"
    return None if any(overlap(version, each) for each in other.versions) else "it is never in force on the same day"
