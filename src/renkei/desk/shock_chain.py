"""The goods, figures and links on record as the chain engine takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from renkei.desk.exposure import makers
from renkei.ground.places import GROUPS
from renkei.supply.concentration import Concentration
from renkei.supply.figures import OTHER
from renkei.supply.graph import needs
from renkei.supply.loading import Supply, latest
from renkei.supply.rows import Good, Need
from renkei.supply.stopping.chain import Chain, Link
from renkei.supply.stopping.ranges import Range

LATER_FIRST = ("refinery-production", "smelter-production", "primary-production", "plant-production")
"""Where several steps of making are counted, the one nearest to use speaks for the good."""

FULL = 100.0
"""The whole, in percent."""


@dataclass(frozen=True)
class OnRecord:
    """The chain as the record has it.

    Attributes:
        chain: for the engine.
        counted: the figures that tell who makes a good.
        links: what goes into what, as recorded.
    """

    chain: Chain
    counted: Mapping[str, Concentration]
    links: Mapping[tuple[str, str], Need]


def counted(supply: Supply, as_of: date, known_on: date | None) -> dict[str, list[Concentration]]:
    """Who makes each good, in every way that the figures known on a day count it."""
    return makers(supply, [each for each in latest(supply.known(as_of, known_on)) if each.importer is None])


def on_record(supply: Supply, counts: Mapping[str, Sequence[Concentration]], asked: Iterable[str]) -> OnRecord:
    """The chain of every good on record.

    Args:
        supply: goods and links.
        counts: who makes each good.
        asked: places that a cut names; figures that name them are preferred.
    """
    places = frozenset(asked)
    chosen = {good: _chosen(every, places) for good, every in counts.items()}
    shares = {good: _shares(found, places) for good, found in chosen.items()}
    found: dict[tuple[str, str], Need] = {}
    links = []
    for good in supply.goods:
        for need in needs(supply.goods, good):
            found[good, need.good] = need
            lasting = lasts(supply.goods[need.good], supply.goods[good])
            links.append(Link(good, need.good, need.essential, tuple(need.substitutes), lasting))
    return OnRecord(Chain(tuple(supply.goods), shares, tuple(links)), chosen, found)


def lasts(input_: Good, user: Good) -> bool:
    """Whether an input is installed and used for years: machines and programs, but not machines built into machines."""
    if input_.family == "equipment":
        return user.family != "equipment"
    return input_.family == "software" or input_.stage == "design"


def _chosen(every: Sequence[Concentration], places: frozenset[str]) -> Concentration:
    """The figures that speak for a good: those that name a place asked about, by place of making, the latest."""

    def rank(found: Concentration) -> tuple[object, ...]:
        figures = found.figures
        names = any(each.place in places for each in found.shares)
        step = LATER_FIRST.index(figures.statistic) if figures.statistic in LATER_FIRST else len(LATER_FIRST)
        return not names, figures.basis != "place", step, -figures.year, figures.publication

    return min(every, key=rank)


def _shares(found: Concentration, places: Iterable[str]) -> dict[str, Range]:
    """The share of each place within bounds; of places asked about as far as figures lumped together allow."""
    shares: dict[str, Range] = {}
    for each in found.shares:
        before = shares.get(each.place, Range(0.0, 0.0))
        low, high = float(each.between.low), float(each.between.high)
        shares[each.place] = Range(min(100.0, before.low + low), min(100.0, before.high + high))
    lumped = [each for each in shares if each == OTHER or each in GROUPS or "-" in each]
    for place in places:
        if place == OTHER or place in GROUPS:
            continue
        between = found.of({place})
        if between.high > 0 and (place not in shares or float(between.high) > shares[place].high):
            shares[place] = Range(float(between.low), float(between.high))
            shares |= {each: Range(0.0, shares[each].high) for each in lumped}
    total = sum(each.low for each in shares.values())
    if total > FULL:  # rounded by the source, or in what the figures leave open
        shares = {
            place: Range(each.low * FULL / total, max(each.low * FULL / total, each.high))
            for place, each in shares.items()
        }
    return shares
