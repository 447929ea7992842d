"""Are the attributes of use? Read by some rule, named in both languages, and found under one heading each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from renkei.controls.conditions import figures, names
from renkei.controls.headings import SPECIAL
from renkei.controls.rulebook import Attribute, Rulebook
from renkei.controls.spelling import folded
from renkei.controls.under_check import UnderCheck, met
from renkei.ground.errors import Fault
from renkei.ground.reading import fault_at


def attribute_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Every fault of every attribute."""
    yield from _unread(rules)
    yield from _unnamed(rules)
    yield from _headings(rules)


def formula_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Attributes that are computed from themselves, by however many steps; no item with one can be judged."""
    for attribute in rules.book.attributes.values():
        left, seen = _sources_of(attribute), set[str]()
        while left:
            name = left.pop()
            if name == attribute.name:
                message = f"`{name}` is computed from itself"
                keys = (attribute.name, "from")
                yield fault_at(_file(rules, attribute), keys, "loop", message, "break the circle")
                break
            if name not in seen:
                seen.add(name)
                left += _sources_of(rules.book.attributes[name])


def _sources_of(attribute: Attribute) -> list[str]:
    return list(figures(attribute.formula)) if attribute.formula else []


def _file(rules: UnderCheck, attribute: Attribute) -> Path:
    return rules.folder / "attributes" / f"{attribute.topic}.yaml"


def _unread(rules: UnderCheck) -> Iterator[Fault]:
    """Attributes no rule reads, and kinds of goods for which no provision reads them."""
    book = rules.book
    if rules.faulty:
        return  # the rule that reads it may be one that could not be read itself
    read = {kind: _with_sources(book, _read_of(book, kind)) for kind in book.kinds}
    anywhere = _with_sources(book, _read_by_requirements(book))
    for attribute in book.attributes.values():
        if attribute.name in anywhere:
            continue
        idle = [kind for kind in book.kinds if kind in attribute.kinds and attribute.name not in read[kind]]
        path, keys = _file(rules, attribute), (attribute.name, "kinds")
        if set(idle) == attribute.kinds and not any(attribute.name in each for each in read.values()):
            message = f"no rule reads `{attribute.name}`"
            yield fault_at(path, keys, "unused-attribute", message, "remove it, or write the rule that reads it")
        elif idle:
            message = f"no provision reads `{attribute.name}` of {', '.join(f'`{kind}`' for kind in idle)}"
            advice = "take these out of `kinds`, or write the provision"
            yield fault_at(path, keys, "idle-kind", message, advice)


def _read_of(book: Rulebook, kind: str) -> set[str]:
    """The attributes that the provisions read of a kind of goods on any day, by whatever reference."""
    about = book.kinds[kind].of_goods
    reached = {kind, *book.kinds[kind].also_of}
    found: set[str] = set()
    seen: set[str] = set()
    left = [each.id for each in book.provisions.values() if kind in each.goods]
    while left:
        id_ = left.pop()
        provision = book.provisions.get(id_)
        if provision is None or id_ in seen:
            continue
        seen.add(id_)
        for version in provision.versions:
            found.update(names(version.when))
            others = (book.provisions[other] for other in met(version.when) if other in book.provisions)
            left += [other.id for other in others if about or reached & set(other.goods)]
    return found


def _read_by_requirements(book: Rulebook) -> set[str]:
    """The attributes that license requirements read; these may attach to goods of any kind."""
    found: set[str] = set()
    for requirement in book.requirements.values():
        for version in requirement.versions:
            found.update(names(version.when), *(names(line.when) for line in version.review))
    return found


def _with_sources(book: Rulebook, read: set[str]) -> set[str]:
    """These attributes and those they are computed from."""
    left, found = [*read], set(read)
    while left:
        attribute = book.attributes.get(left.pop())
        for name in _sources_of(attribute) if attribute else ():
            if name not in found:
                found.add(name)
                left.append(name)
    return found


def _unnamed(rules: UnderCheck) -> Iterator[Fault]:
    for attribute in rules.book.attributes.values():
        path = _file(rules, attribute)
        written = rules.raw[path][attribute.name]
        for key in ("name", "help", "ask"):
            if key in written and not written[key].get("ja"):
                message = f"the {key} of `{attribute.name}` has no Japanese"
                yield fault_at(path, (attribute.name, key), "no-japanese", message, "add `ja`")
        for value, text in written.get("values", {}).items():
            if not text.get("ja"):
                message = f"the value `{value}` of `{attribute.name}` has no Japanese"
                yield fault_at(path, (attribute.name, "values", value), "no-japanese", message, "add `ja`")
        if attribute.type == "judgement" and not attribute.ask:
            message = f"nothing says what a person must judge for `{attribute.name}`"
            yield fault_at(path, (attribute.name,), "no-question", message, "add `ask`")


def _headings(rules: UnderCheck) -> Iterator[Fault]:
    """Headings that stand for two attributes of the same goods, or that another name takes away."""
    attributes = rules.book.attributes
    exact = {folded(name): name for name in (*attributes, *SPECIAL)}
    taken = {folded(each): name for name, spellings in SPECIAL.items() for each in spellings}
    seen: dict[str, list[Attribute]] = {}
    for attribute in attributes.values():
        path, keys = _file(rules, attribute), (attribute.name, "also")
        spellings = {folded(each): each for each in (*attribute.names.values(), *attribute.also)}
        for spelling, written in spellings.items():
            owner = exact.get(spelling, taken.get(spelling))
            if owner == attribute.name:
                continue
            if owner:
                message = f"the heading `{written}` of `{attribute.name}` always stands for `{owner}`"
                yield fault_at(path, keys, "ambiguous-heading", message, "choose another heading")
                continue
            for other in seen.setdefault(spelling, []):
                shared = sorted(attribute.kinds & other.kinds)
                if shared:
                    message = (
                        f"the heading `{written}` stands for `{other.name}` and `{attribute.name}` of `{shared[0]}`"
                    )
                    yield fault_at(path, keys, "ambiguous-heading", message, "leave it to one of the two")
            seen[spelling].append(attribute)
