"""The controls as of a day: the state of each regime, what changed in it, and where the regimes stand on real products."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from renkei.controls.in_force import InForce
from renkei.controls.products import Product
from renkei.controls.rulebook import Bilingual, Rulebook
from renkei.desk.answers import Cited
from renkei.desk.example_goods import ExampleGoods, example_goods
from renkei.desk.license import REGIMES, regimes_in_force
from renkei.desk.regime import natural, regime
from renkei.desk.rule_changes import RuleChange, coming_changes, rule_changes
from renkei.desk.rule_texts import RuleText, in_record, product_source, rule_texts, spelled
from renkei.ground.days import add_months
from renkei.record.knowing import View

MOST_LATEST = 2
"""So many instruments at most are named as the latest that changed a regime."""

_DAY = re.compile(r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}")
_YEAR = re.compile(r"\b20\d{2}\b")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A matter nobody can state for certain.

    Attributes:
        of: ids of the provisions and license requirements in force that it is about.
        text: what is unsettled; empty where it speaks of days later than the one asked for.
    """

    regime: str
    of: tuple[str, ...]
    text: Bilingual


@dataclass(frozen=True, slots=True)
class RegimeState:
    """One regime on the day.

    Attributes:
        read: the last day for which its texts were read.
        in_force: paragraphs in force; the figures after it are of these.
        unverified: those whose condition rests on no official text or copy of one.
        latest: the latest instruments that changed what is in force, each with its first day.
        not_modelled: parts of the law no answer covers, told as far as they speak of no later day.
    """

    regime: str
    names: Bilingual
    read: date
    in_force: int
    modelled: int
    partly: int
    not_at_hand: int
    unverified: int
    latest: tuple[tuple[date, str], ...]
    not_modelled: tuple[Bilingual, ...]


@dataclass(frozen=True)
class RegimesState:
    """The controls as of a day.

    Attributes:
        since: what changed is told after this day; `before_since` goes a year back where that is nothing.
        coming: published by the day, not yet in force.
        goods: None where no regime has a text in force.
        in_record: for an instrument, the record's row about it.
    """

    book: Rulebook
    since: date
    regimes: tuple[RegimeState, ...]
    changed: tuple[RuleChange, ...]
    before_since: tuple[RuleChange, ...]
    coming: tuple[RuleChange, ...]
    goods: ExampleGoods | None
    unsettled: tuple[Unsettled, ...]
    texts: dict[str, RuleText]
    products: dict[str, Product]
    in_record: dict[str, str]

    def cited(self, name: str) -> Cited | None:
        """A text of the rules or a product as a source of a document."""
        if name in self.texts:
            return self.texts[name].cited
        return product_source(self.products[name]) if name in self.products else None


def regimes_state(view: View, since: date, book: Rulebook, products: Iterable[Product]) -> RegimesState:
    """The regimes on the day of a view, as far as was public by its second clock."""
    rules = regimes_in_force(book, REGIMES, view.as_of, view.known_on)
    horizon = min(view.as_of, view.known_on or view.as_of)
    changed = rule_changes(book, since, view.as_of, view.known_on)
    year = min(since, add_months(view.as_of, -12))
    texts = rule_texts(book)
    found = ((each.text, in_record(each.text, view.instruments)) for each in texts.values())
    by_id = {each.id: each for each in products}
    told = any(each.versions for each in rules)
    return RegimesState(
        book=book,
        since=since,
        regimes=tuple(_state(each, horizon) for each in rules),
        changed=changed,
        before_since=() if changed else rule_changes(book, year, since, view.known_on),
        coming=coming_changes(book, view.as_of, view.known_on),
        goods=example_goods(book, rules, list(by_id.values())) if told and by_id else None,
        unsettled=tuple(matter for each in rules for matter in _unsettled(each, horizon)),
        texts=texts,
        products=by_id,
        in_record={text: row for text, row in found if row},
    )


def _state(rules: InForce, horizon: date) -> RegimeState:
    counts = regime(rules.rulebook, rules.regime.id, rules.as_of, rules.known_on).counts
    began = {(each.since, spelled(each.instrument)) for each in rules.versions.values()}
    return RegimeState(
        regime=rules.regime.id,
        names=rules.regime.names,
        read=rules.regime.verified,
        in_force=len(rules.versions),
        modelled=counts["modelled"],
        partly=counts["partly"],
        not_at_hand=counts["not at hand"],
        unverified=counts["unverified"],
        latest=tuple(sorted(began, reverse=True)[:MOST_LATEST]),
        not_modelled=tuple(each for each in rules.regime.not_modelled if not speaks_later(each["en"], horizon)),
    )


def _unsettled(rules: InForce, horizon: date) -> list[Unsettled]:
    """Each matter once, with everything in force that it is about."""
    about: dict[str, tuple[Bilingual, list[str]]] = {}
    requirements = {id_: version for id_, (_, version) in rules.requirements.items()}
    for id_, version in (*rules.versions.items(), *requirements.items()):
        if version.unsettled:
            about.setdefault(version.unsettled["en"], (version.unsettled, []))[1].append(id_)
    return [
        Unsettled(rules.regime.id, tuple(sorted(ids, key=natural)), {} if speaks_later(told, horizon) else text)
        for told, (text, ids) in about.items()
    ]


def speaks_later(text: str, day: date) -> bool:
    """Whether an English text names a day, or a year, after `day`."""
    days = [datetime.strptime(each, "%d %B %Y").date() for each in _DAY.findall(text)]  # noqa: DTZ007 - a day has no zone
    years = [int(each) for each in _YEAR.findall(_DAY.sub("", text))]
    return any(each > day for each in days) or any(year > day.year for year in years)
