"""Do the rules' references to each other hold? No circles, none that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.controls.in_force import InForce
from renkei.controls.rulebook import Provision, Rulebook, Version
from renkei.controls.under_check import UnderCheck, fault_at, met
from renkei.ground.errors import Fault


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
    """`meets` of a provision that can never be met: for other goods, or on other days."""
    for provision in rules.book.provisions.values():
        for place, version in enumerate(provision.versions):
            for id_ in met(version.when):
                reason = _nowhere(rules.book, provision, version, rules.book.provisions[id_])
                if reason:
                    keys = ("versions", place)
                    message = f"`meets {id_}` never holds: {reason}"
                    advice = "remove it, or correct the goods or the days of one of the two"
                    yield fault_at(rules.paths[provision.id], keys, "dead-reference", message, advice)


def _nowhere(book: Rulebook, provision: Provision, version: Version, other: Provision) -> str | None:
    """Why a reference leads nowhere; None if it leads somewhere."""
    kinds = [book.kinds[name] for name in provision.goods]
    if not any(k.of_goods or {k.name, *k.also_of} & set(other.goods) for k in kinds):
        return "it is for other goods"
    if provision.regime != other.regime:
        return "it belongs to another regime"
    shared = (
        each
        for each in other.versions
        if (version.until is None or each.since < version.until) and (each.until is None or version.since < each.until)
    )
    return None if any(shared) else "it is never in force on the same day"
