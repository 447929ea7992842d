"""The controls on a day: the state of each regime, what changed in it, and where the regimes stand on products."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from renkei.controls.in_force import InForce
from renkei.controls.loading import built_in
from renkei.controls.products import Product, products
from renkei.controls.rulebook import REGIMES, Bilingual, Dated, Rulebook
from renkei.desk.answers import Cited
from renkei.desk.example_goods import ExampleGoods, example_goods
from renkei.desk.license import regimes_in_force
from renkei.desk.regime import natural, regime
from renkei.desk.rule_changes import RuleChange, coming_changes, opens, rule_changes
from renkei.desk.rule_texts import RuleText, in_record, product_source, rule_texts, spelled
from renkei.ground.days import add_months
from renkei.record.knowing import View

MOST_LATEST = 2
"""So many instruments at most are named as the latest that changed a regime."""

_DAY = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)
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
        latest: the latest instruments that changed what is in force, each with its first day; the oldest texts at hand,
            which may have been in force before, are not among them.
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

    @property
    def answer(self) -> dict[str, Any]:
        """What it says, without the rules and products it was worked out from."""
        names = ("regimes", "changed", "before_since", "coming", "goods", "unsettled")
        return {"rules": self.book.hash} | {name: getattr(self, name) for name in names}

    def cited(self, name: str) -> Cited | None:
        """A text of the rules or a product as a source of a document."""
        if name in self.texts:
            return self.texts[name].cited
        return product_source(self.products[name]) if name in self.products else None


def regimes_state(view: View, since: date) -> RegimesState:
    """The regimes on the day of a view, as far as was public by its second clock."""
    book = built_in()
    rules = regimes_in_force(book, REGIMES, view.as_of, view.known_on)
    horizon = min(view.as_of, view.known_on or view.as_of)
    changed = rule_changes(book, since, view.as_of, view.known_on)
    year = min(since, add_months(view.as_of, -12))
    texts = rule_texts(book)
    found = ((each.text, in_record(each.text, view.instruments)) for each in texts.values())
    return RegimesState(
        book=book,
        since=since,
        regimes=tuple(_state(each, horizon) for each in rules),
        changed=changed,
        before_since=() if changed else rule_changes(book, year, since, view.known_on),
        coming=coming_changes(book, view.as_of, view.known_on),
        goods=_goods(view.as_of, view.known_on) if any(each.versions for each in rules) else None,
        unsettled=tuple(matter for each in rules for matter in _unsettled(each, horizon)),
        texts=texts,
        products={each.id: each for each in products()},
        in_record={text: row for text, row in found if row},
    )


@lru_cache(maxsize=32)
def _goods(as_of: date, known_on: date | None) -> ExampleGoods:
    """What the rules and products that come with the program say of each other; they do not change while it runs."""
    return example_goods(built_in(), regimes_in_force(built_in(), REGIMES, as_of, known_on), products())


def _state(rules: InForce, horizon: date) -> RegimeState:
    book = rules.rulebook
    counts = regime(book, rules.regime.id, rules.as_of, rules.known_on).counts
    began = {
        (version.since, spelled(version.instrument))
        for id_, version in rules.versions.items()
        if version is not book.provisions[id_].versions[0] or not opens(book.provisions[id_])
    }
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
    """Each matter once, with everything in force that it is about; those that speak of later days together."""
    about: dict[str, tuple[Bilingual, list[str]]] = {}
    requirements = {id_: version for id_, (_, version) in rules.requirements.items()}
    standing: dict[str, Dated] = {**rules.versions, **requirements}
    for id_, version in standing.items():
        if version.unsettled:
            about.setdefault(version.unsettled["en"], (version.unsettled, []))[1].append(id_)
    matters = [(text, ids) for told, (text, ids) in about.items() if not speaks_later(told, horizon)]
    later = [id_ for told, (_, ids) in about.items() if speaks_later(told, horizon) for id_ in ids]
    return [
        Unsettled(rules.regime.id, tuple(sorted(ids, key=natural)), text)
        for text, ids in [*matters, *([({}, later)] if later else [])]
    ]


def speaks_later(text: str, day: date) -> bool:
    """Whether an English text names a day, or a year, after `day`."""
    days = [datetime.strptime(each, "%d %B %Y").date() for each in _DAY.findall(text)]  # noqa: DTZ007 - a day has no zone
    years = [int(each) for each in _YEAR.findall(_DAY.sub("", text))]
    return any(each > day for each in days) or any(year > day.year for year in years)
