"""Where the regimes stand on the example products: who controls them, who asks for a license, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from renkei.controls.answering import LicenseNeed, Status
from renkei.controls.in_force import InForce
from renkei.controls.products import Product
from renkei.controls.rulebook import Rulebook
from renkei.desk.license import Item, facts, license_of
from renkei.desk.rule_changes import may_be_older

Standing = Status | None
"""A status; None where no text at hand reaches back to the day, so that nothing can be said."""

DESTINATION = "CN"
"""Where the products are taken to go; the buyer has its headquarters there as well."""

MOST_GROUPS = 12
MOST_OF_A_KIND = 3
"""So many groups at most are shown, and so many of one kind of goods."""

_SETTLED = ("controlled", "not controlled")


@dataclass(frozen=True, slots=True)
class OfGoods:
    """What one regime says of a product: its status, and whether a license to the destination is needed."""

    status: Standing
    license: LicenseNeed

    @property
    def settled(self) -> bool:
        """Whether the regime's answer on control is known."""
        return self.status in _SETTLED


@dataclass(frozen=True, slots=True)
class GoodsGroup:
    """Products of one kind of which every regime says the same.

    Attributes:
        product: the best documented of them, by id.
        alike: the ids of the others.
        answers: in the order of the regimes.
    """

    kind: str
    product: str
    alike: tuple[str, ...]
    answers: tuple[OfGoods, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two regimes compared over all products.

    Attributes:
        compared: products of which both say whether they are controlled.
        first_only, second_only: ids of those that only one of them controls.
        licenses: products of which both say whether a license to the destination is needed.
        first_license, second_license: ids of those for which only one of them asks for it.
    """

    regimes: tuple[str, str]
    compared: int
    first_only: tuple[str, ...]
    second_only: tuple[str, ...]
    licenses: int
    first_license: tuple[str, ...]
    second_license: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleGoods:
    """The example products under the regimes on a day.

    Attributes:
        counts: by regime, how many products have each status, `untold` for None and `license` for a license needed.
        groups: those shown, where regimes differ first.
        not_shown: groups left out.
    """

    regimes: tuple[str, ...]
    products: int
    counts: dict[str, dict[str, int]]
    groups: tuple[GoodsGroup, ...]
    not_shown: int
    differences: tuple[Difference, ...]


def example_goods(book: Rulebook, rules: Sequence[InForce], products: Sequence[Product]) -> ExampleGoods:
    """What the regimes say of the products on their way to DESTINATION."""
    regimes = tuple(each.regime.id for each in rules)
    answers = _answers(book, rules, products)
    counts = {
        regime: {
            **Counter(answers[each.id][place].status or "untold" for each in products),
            "license": sum(answers[each.id][place].license == "required" for each in products),
        }
        for place, regime in enumerate(regimes)
    }
    groups = _groups(book, products, answers)
    shown = _chosen(groups)
    pairs = combinations(enumerate(regimes), 2)
    differences = tuple(_difference((a, b), (x, y), answers) for (x, a), (y, b) in pairs)
    return ExampleGoods(regimes, len(products), counts, shown, len(groups) - len(shown), differences)


def _answers(book: Rulebook, rules: Sequence[InForce], products: Sequence[Product]) -> dict[str, tuple[OfGoods, ...]]:
    way = {"destination": DESTINATION, "headquarters": DESTINATION}
    items = [Item(each.id, 0, facts(book, each.goods, {**each.values, **way})) for each in products]
    rows = license_of(book, rules, items, ways=False).rows
    unknown = {(each.regime.id, kind): silent_on(each, kind) for each in rules for kind in {p.goods for p in products}}
    unlicensed = {each.regime.id for each in rules if _requirement_unknown(each)}
    found: dict[str, list[OfGoods]] = {}
    for row in rows:
        kind = row.item.facts.kind or ""
        status: Standing = row.found.status
        license_need = row.found.license
        if unknown[row.found.regime, kind]:
            status = None if status == "not controlled" else status
        if license_need == "not required" and (unknown[row.found.regime, kind] or row.found.regime in unlicensed):
            license_need = "undecided"
        found.setdefault(row.item.name, []).append(OfGoods(status, license_need))
    return {name: tuple(each) for name, each in found.items()}


def silent_on(rules: InForce, kind: str) -> bool:
    """Whether a paragraph on such goods may have stood there before the oldest text at hand.

    Then silence of the texts at hand says nothing.
    """
    about = (each for each in rules.rulebook.of(rules.regime.id) if kind in each.goods)
    return not rules.versions or any(may_be_older(each, rules.as_of) for each in about)


def _requirement_unknown(rules: InForce) -> bool:
    """Whether a license requirement may have stood there before the oldest text at hand."""
    every = rules.rulebook.requirements.values()
    return any(may_be_older(each, rules.as_of) for each in every if each.regime == rules.regime.id)


def _groups(book: Rulebook, products: Sequence[Product], answers: dict[str, tuple[OfGoods, ...]]) -> list[GoodsGroup]:
    """Products that fare alike, those with differing regimes first, kinds in their order, larger groups first."""
    alike: dict[tuple[str, tuple[OfGoods, ...]], list[Product]] = {}
    for each in products:
        alike.setdefault((each.goods, answers[each.id]), []).append(each)
    made = []
    for (kind, same), members in alike.items():
        best, *others = sorted(members, key=lambda p: (-len(p.figures), -len(p.known), p.id))
        made.append(GoodsGroup(kind, best.id, tuple(sorted(p.id for p in others)), same))
    kinds = list(book.kinds)
    return sorted(made, key=lambda g: (_agreement(g.answers), -len(g.alike), kinds.index(g.kind), g.product))


def _agreement(answers: tuple[OfGoods, ...]) -> int:
    """0: regimes differ on control; 1: on the license; 2: they agree; 3: at most one has an answer."""
    settled = [each for each in answers if each.settled]
    if len({each.status for each in settled}) > 1:
        return 0
    if len({each.license for each in answers} & {"required", "not required"}) > 1:
        return 1
    return 2 if len(settled) > 1 else 3


def _chosen(groups: Sequence[GoodsGroup]) -> tuple[GoodsGroup, ...]:
    """The groups to show: at most MOST_OF_A_KIND of one kind, MOST_GROUPS in all."""
    taken: Counter[str] = Counter()
    shown: list[GoodsGroup] = []
    for each in groups:
        if len(shown) < MOST_GROUPS and taken[each.kind] < MOST_OF_A_KIND:
            taken[each.kind] += 1
            shown.append(each)
    return tuple(shown)


def _difference(
    regimes: tuple[str, str], places: tuple[int, int], answers: dict[str, tuple[OfGoods, ...]]
) -> Difference:
    first, second = places
    both = {name: (each[first], each[second]) for name, each in answers.items()}
    compared = {name: pair for name, pair in both.items() if pair[0].settled and pair[1].settled}
    licenses = {name: pair for name, pair in both.items() if "undecided" not in {pair[0].license, pair[1].license}}
    return Difference(
        regimes,
        len(compared),
        tuple(n for n, (a, b) in compared.items() if a.status == "controlled" != b.status),
        tuple(n for n, (a, b) in compared.items() if b.status == "controlled" != a.status),
        len(licenses),
        tuple(n for n, (a, b) in licenses.items() if a.license == "required" != b.license),
        tuple(n for n, (a, b) in licenses.items() if b.license == "required" != a.license),
    )
