"""`license`: are these items controlled, is a license needed to this place on this day, under each regime, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renkei.controls.answering import OfRegime, answer
from renkei.controls.conditions import Largest, figures
from renkei.controls.facts import Facts, Value
from renkei.controls.in_force import InForce, in_force
from renkei.controls.rulebook import Dated, Rulebook
from renkei.ground.errors import BadOption


@dataclass(frozen=True, slots=True)
class Item:
    """One item asked about: its name, its row in the caller's file (0: at the prompt), and what is known of it."""

    name: str
    row: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class LicenseRow:
    """What one regime says of one item."""

    item: Item
    found: OfRegime


@dataclass(frozen=True, slots=True)
class LicenseCaveat:
    """Something to bear in mind; worded under `license_caveats.<code>`."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LicenseAnswer:
    """The answer for some items under some regimes.

    Attributes:
        rows: one per item and regime, items in their order, regimes in theirs.
        caveats: what to bear in mind, of the regimes and of the provisions the rows rest on.
    """

    book: Rulebook
    rules: tuple[InForce, ...]
    rows: tuple[LicenseRow, ...]
    caveats: tuple[LicenseCaveat, ...]

    @property
    def as_of(self) -> date:
        """The day asked for."""
        return self.rules[0].as_of


def regimes_in_force(
    book: Rulebook, names: Sequence[str], as_of: date, known_on: date | None = None
) -> tuple[InForce, ...]:
    """The regimes asked for, on their day.

    Raises:
        BadOption: if a regime is unknown.
    """
    for name in names:
        if name not in book.regimes:
            message = f"`{name}` is no regime"
            raise BadOption(message, f"the regimes are {', '.join(f'`{each}`' for each in book.regimes)}")
    return tuple(in_force(book, name, as_of, known_on) for name in dict.fromkeys(names))


def facts(book: Rulebook, kind: str | None, values: Mapping[str, Value], of_goods: str | None = None) -> Facts:
    """What is known of one item."""
    return Facts(kind, values, book.attributes, of_goods, book.about)


def license_of(book: Rulebook, rules: Sequence[InForce], items: Sequence[Item], *, ways: bool = True) -> LicenseAnswer:
    """What each regime says of each item; with the sets of facts that would decide, if `ways`."""
    rows = tuple(LicenseRow(item, answer(regime, item.facts, ways=ways)) for item in items for regime in rules)
    return LicenseAnswer(book, tuple(rules), rows, tuple(_caveats(rules, rows)))


def general_caveats(rules: Sequence[InForce]) -> list[LicenseCaveat]:
    """What to bear in mind with any answer of these regimes: how far the texts were read, what is not modelled."""
    found = []
    for each in rules:
        regime = each.regime
        if each.as_of < regime.since:
            values = {"regime": regime.names, "since": regime.since, "as_of": each.as_of}
            found.append(LicenseCaveat("before_record", values))
        if each.as_of > regime.verified:
            values = {"regime": regime.names, "verified": regime.verified, "as_of": each.as_of}
            found.append(LicenseCaveat("past_verified", values))
        if regime.not_modelled:
            found.append(LicenseCaveat("not_modelled", {"regime": regime.names, "what": list(regime.not_modelled)}))
    if rules and rules[0].known_on:
        found.append(LicenseCaveat("known_on", {"known_on": rules[0].known_on}))
    found.append(LicenseCaveat("no_advice"))
    return found


def _caveats(rules: Sequence[InForce], rows: Sequence[LicenseRow]) -> list[LicenseCaveat]:
    """Every caveat of the rules the rows rest on, each once."""
    found: dict[tuple[str, str], LicenseCaveat] = {}
    for row in rows:
        for each in row.found.provisions:
            found |= _of_rule("", each.provision.id, each.provision.paragraph, each.version)
        for need in row.found.requirements:
            found |= _of_rule("_requirement", need.requirement.id, need.requirement.cites, need.version)
    silent = [
        LicenseCaveat("no_paragraph", {"regime": each.regime.names, "kinds": kinds})
        for each in rules
        if (kinds := _silent_on(each, rows))
    ]
    largest = [
        LicenseCaveat("largest", {"figure": rules[0].rulebook.attributes[name].names})
        for name in _largest_of_some(rules, rows)
    ]
    return [*found.values(), *silent, *largest, *general_caveats(rules)]


def _of_rule(sort: str, id_: str, paragraph: str, version: Dated) -> dict[tuple[str, str], LicenseCaveat]:
    """What to bear in mind of one provision, or of one license requirement."""
    names = {"provision": id_, "paragraph": paragraph}
    found = {}
    if {"when", "review"} & set(version.unverified):
        found["unverified", id_] = LicenseCaveat(f"unverified{sort}", {**names, "how": version.how})
    if version.unsettled:
        found["unsettled", id_] = LicenseCaveat("unsettled", {**names, "what": version.unsettled})
    for part in version.not_modelled:
        found["partly", id_ + part["en"]] = LicenseCaveat("partly", {**names, "what": part})
    return found


def _silent_on(rules: InForce, rows: Sequence[LicenseRow]) -> list[dict[str, str]]:
    """The names of the kinds asked about of which no paragraph of a regime speaks, though it is modelled for them."""
    kinds = {row.item.facts.kind for row in rows if row.found.regime == rules.regime.id}
    silent = sorted(kind for kind in kinds if kind and rules.models(kind) and not rules.provisions(kind))
    return [dict(rules.rulebook.kinds[kind].names) for kind in silent]


def _largest_of_some(rules: Sequence[InForce], rows: Sequence[LicenseRow]) -> list[str]:
    """Figures computed as the largest of several, of which an item gives only some."""
    if not rules:
        return []
    attributes = rules[0].rulebook.attributes
    partial: dict[str, None] = {}
    for name, attribute in attributes.items():
        if isinstance(attribute.formula, Largest):
            leaves = set(figures(attribute.formula))
            for row in rows:
                given = row.item.facts.values
                if name not in given and leaves & given.keys() and not leaves <= given.keys():
                    partial[name] = None
    return list(partial)
