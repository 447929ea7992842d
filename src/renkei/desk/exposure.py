"""`exposure`: who supplies what; how concentrated it is; where one place holds a step of the chain alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from renkei.controls.in_force import InForce
from renkei.desk.answers import Caveat, Cited
from renkei.desk.together import Together
from renkei.ground.sources import How, Source, best, to_cite
from renkei.supply.concentration import Concentration, Interval, Share, concentration
from renkei.supply.figures import Figures
from renkei.supply.graph import ALONE, Route, SinglePoint, downstream, needs, single_points, upstream
from renkei.supply.loading import OUTDATED, Supply, latest
from renkei.supply.rows import STAGES, Good, Stage

MAKING = ("production", "capacity", "sales")
"""What a statistic measures where it tells who makes a good, best first."""


@dataclass(frozen=True)
class ExposureFilter:
    """What is asked.

    Attributes:
        goods: ids; empty: all.
        place: only what this place supplies, largest share first.
        importer: who this place buys from, instead of who makes a good.
        together: places whose share is added up.
        stage: of the chain.
        measures: what is counted; None: making, else capacity, else sales.
        regimes: only goods of which a paragraph of one of these speaks.
    """

    goods: tuple[str, ...] = ()
    place: str | None = None
    importer: str | None = None
    together: Together | None = None
    stage: Stage | None = None
    measures: tuple[str, ...] | None = None
    regimes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exposed:
    """One good, counted in one way in one year.

    Attributes:
        figures: the figures behind it.
        found: the shares; None where the figures are no parts of a whole, such as a reliance on imports.
        share: the share of the place asked about.
        together: what the places asked about can have between them; `together_told` of what is told.
        paragraphs: ids of the paragraphs in force that speak of such goods, by regime.
    """

    good: Good
    figures: Figures
    found: Concentration | None
    share: Share | None
    together: Interval | None
    together_told: Decimal | None
    paragraphs: Mapping[str, tuple[str, ...]]

    @property
    def supplied(self) -> bool:
        """Whether the place asked about takes part, as far as is known."""
        return self.share is not None and (self.share.told is None or self.share.told > 0)


@dataclass(frozen=True)
class Chain:
    """Where one good stands in the chain.

    Attributes:
        into: ways of everything that goes into it.
        out: ids of everything it goes into.
        points: places that alone hold something it is not known to do without.
        uncounted: ids of what goes into it of which no figures are at hand.
    """

    good: Good
    into: tuple[Route, ...]
    out: tuple[str, ...]
    points: tuple[SinglePoint, ...]
    uncounted: tuple[str, ...]


@dataclass(frozen=True)
class ExposureAnswer:
    """Who supplies what on a day.

    Attributes:
        rows: most concentrated first; or largest share of the place first.
        others: further figures of one good: forecasts, reserves, reliance, earlier years.
        chains: of the goods asked about by name, unless it is one place's share of them that is asked for.
        uncounted: ids of goods asked about of which no figures are at hand.
        modelled: the regimes that were looked through.
    """

    supply: Supply
    as_of: date
    known_on: date | None
    asked: ExposureFilter
    rows: tuple[Exposed, ...]
    others: tuple[Figures, ...]
    chains: tuple[Chain, ...]
    uncounted: tuple[str, ...]
    sources: tuple[Cited, ...]
    caveats: tuple[Caveat, ...]
    modelled: tuple[str, ...] = field(default=())


def exposure(
    supply: Supply,
    as_of: date,
    known_on: date | None = None,
    asked: ExposureFilter | None = None,
    rules: Sequence[InForce] = (),
) -> ExposureAnswer:
    """Who supplies what, as of a day.

    Args:
        supply: the goods and figures.
        as_of: figures of years that had ended by this day.
        known_on: only what had been published by this day.
        asked: which goods, and of whom.
        rules: regimes on their day, to tell which paragraphs speak of a good.
    """
    asked = asked or ExposureFilter()
    known = supply.known(as_of, known_on)
    newest = latest(known)
    rows = [_exposed(supply, each, asked, rules) for each in _chosen(supply, newest, asked)]
    rows = [each for each in rows if _wanted(each, asked)]
    rows.sort(key=lambda each: _order(each, asked))
    shown = {each.figures for each in rows}
    one_by_one = asked.goods if asked.importer is None and asked.place is None else ()
    further = [*_others(supply, as_of, known_on, one_by_one), *_earlier(known, rows, one_by_one)]
    others = tuple(each for each in dict.fromkeys(further) if each not in shown)
    chains = tuple(_chain(supply, newest, each) for each in one_by_one)
    counted = {each.good.id for each in rows} | {each.good for each in others}
    uncounted = tuple(each for each in asked.goods if each not in counted)
    behind = [each.figures for each in rows] + list(others)
    behind += [point.found.figures for chain in chains for point in chain.points]
    links = [route for chain in chains for route in chain.into]
    sources = _sources(supply, behind, links)
    return ExposureAnswer(
        supply=supply,
        as_of=as_of,
        known_on=known_on,
        asked=asked,
        rows=tuple(rows),
        others=others,
        chains=chains,
        uncounted=uncounted,
        sources=sources,
        caveats=tuple(_caveats(supply, rows, sources, as_of, known_on, asked)),
        modelled=tuple(each.regime.id for each in rules),
    )


def makers(supply: Supply, newest: Iterable[Figures]) -> dict[str, list[Concentration]]:
    """Who makes each good, in every way it is counted: production where there is any, else capacity, else sales."""
    by_good: dict[str, list[Figures]] = defaultdict(list)
    for each in newest:
        by_good[each.good].append(each)
    return {
        good: [concentration(each) for each in _making(supply, every)]
        for good, every in by_good.items()
        if _making(supply, every)
    }


def _making(supply: Supply, every: Sequence[Figures]) -> list[Figures]:
    """The figures that tell best who makes a good: of the whole before those of a part, making before selling."""
    for full in (True, False):
        for measure in MAKING:
            found = [each for each in every if each.full >= full and _made(supply, each, measure)]
            if found:
                last = max(each.year for each in found)
                return [each for each in found if each.year > last - OUTDATED]
    return []


def _made(supply: Supply, figures: Figures, measure: str) -> bool:
    return supply.statistics[figures.statistic].measures == measure and any(row.amount.low for row in figures.rows)


def _chosen(supply: Supply, newest: Sequence[Figures], asked: ExposureFilter) -> list[Figures]:
    by_good: dict[str, list[Figures]] = defaultdict(list)
    for each in newest:
        if asked.goods and each.good not in asked.goods:
            continue
        if asked.stage is not None and supply.goods[each.good].stage != asked.stage:
            continue
        if each.importer == asked.importer:
            by_good[each.good].append(each)
    if asked.importer is not None and asked.measures is None:
        return [each for every in by_good.values() for each in every]
    if asked.measures is not None:
        wanted = asked.measures
        return [e for every in by_good.values() for e in every if supply.statistics[e.statistic].measures in wanted]
    return [each for every in by_good.values() for each in _making(supply, every)]


def _exposed(supply: Supply, figures: Figures, asked: ExposureFilter, rules: Sequence[InForce]) -> Exposed:
    good = supply.goods[figures.good]
    shared = supply.statistics[figures.statistic].measures != "reliance"
    found = concentration(figures) if shared else None
    share = None
    if found is not None and asked.place is not None:
        share = next((each for each in found.shares if each.place == asked.place), None)
    places = asked.together.places if asked.together and found else None
    return Exposed(
        good=good,
        figures=figures,
        found=found,
        share=share,
        together=found.of(places) if found and places else None,
        together_told=found.told_of(places) if found and places else None,
        paragraphs={each.regime.id: paragraphs(good, each) for each in rules},
    )


def paragraphs(good: Good, rules: InForce) -> tuple[str, ...]:
    """Ids of the paragraphs in force that speak of the kinds of goods that a good is."""
    return tuple(dict.fromkeys(each.id for kind in good.kinds for each, _ in rules.provisions(kind)))


def _wanted(row: Exposed, asked: ExposureFilter) -> bool:
    if asked.place is not None and not asked.goods and not row.supplied:
        return False
    return not asked.regimes or any(row.paragraphs.get(each) for each in asked.regimes)


def _order(row: Exposed, asked: ExposureFilter) -> tuple[object, ...]:
    name = (row.good.id, row.figures.statistic)
    if asked.place is not None:
        told = row.share.told if row.share else None
        partial = row.found is not None and row.found.partial
        return (partial or told is None, -(told or 0), *name)
    if row.found is None or row.found.hhi_told is None:
        return (2, 0, *name)
    return (row.found.partial, -row.found.hhi_told, *name)


def _others(supply: Supply, as_of: date, known_on: date | None, goods: Sequence[str]) -> list[Figures]:
    """Of goods asked about by name: the newest figures of every other sort, and what was forecast."""
    every = [each for each in latest(supply.known(as_of, known_on)) if each.good in goods]
    ahead = [
        each
        for each in supply.figures
        if each.good in goods and each.forecast and each.year >= as_of.year and each.public <= (known_on or as_of)
    ]
    return [*every, *ahead]


def _earlier(known: Sequence[Figures], rows: Sequence[Exposed], goods: Sequence[str]) -> list[Figures]:
    """Of goods asked about by name: what is shown as it was in earlier years, the last year first."""

    def count(figures: Figures) -> tuple[object, ...]:
        return figures.good, figures.statistic, figures.basis, figures.importer

    shown = {count(each.figures): each.figures.year for each in rows}
    older = [each for each in known if each.good in goods and each.year < shown.get(count(each), 0)]
    years = sorted({each.year for each in older}, reverse=True)
    return [found for year in years for found in latest(each for each in older if each.year == year)]


def _chain(supply: Supply, newest: Sequence[Figures], good: str) -> Chain:
    into = upstream(supply.goods, good)
    held = makers(supply, [each for each in newest if each.importer is None])
    return Chain(
        good=supply.goods[good],
        into=tuple(into[1:]),
        out=tuple(downstream(supply.goods, good)),
        points=tuple(single_points(into, held, ALONE)),
        uncounted=tuple(each.good for each in into[1:] if each.good not in held),
    )


def stage_order(good: Good) -> tuple[int, str]:
    """Where a good stands in the chain, first to last."""
    return STAGES.index(good.stage), good.id


def direct(supply: Supply, good: str) -> tuple[str, ...]:
    """Ids of what goes into a good at once."""
    return tuple(each.good for each in needs(supply.goods, good))


def publication_sources(supply: Supply, id_: str) -> list[Source]:
    """The pages of a publication."""
    return supply.releases[id_].sources if id_ in supply.releases else supply.shares[id_].sources


def _sources(supply: Supply, figures: Iterable[Figures], links: Iterable[Route]) -> tuple[Cited, ...]:
    """Every publication behind some figures, then every link of the chain with what says so."""
    found: dict[str, Cited] = {}
    for each in figures:
        id_ = each.publication
        table = "releases" if id_ in supply.releases else "shares"
        found.setdefault(id_, _cited(supply, id_, table, publication_sources(supply, id_)))
    for route in links:
        if route.last is not None:
            id_ = f"{route.goods[-2]}<{route.good}"
            found.setdefault(id_, _cited(supply, id_, "links", route.last.sources, owner=route.goods[-2]))
    return tuple(found.values())


def _cited(supply: Supply, id_: str, table: str, sources: list[Source], owner: str | None = None) -> Cited:
    cited = to_cite(sources)
    layer = "added" if (owner or id_) in supply.owned else "built-in"
    return Cited(id_, table, best(sources), cited.address if cited else None, layer, ())


def _caveats(
    supply: Supply,
    rows: Sequence[Exposed],
    sources: Sequence[Cited],
    as_of: date,
    known_on: date | None,
    asked: ExposureFilter,
) -> Iterable[Caveat]:
    if known_on is not None:
        yield Caveat("known_on", {"known_on": known_on})
    untold = sorted({each.good.id for each in rows if each.found is not None and each.found.untold})
    if untold:
        yield Caveat("untold", {"n": len(untold), "ids": untold})
    owners = sorted({each.good.id for each in rows if each.figures.basis == "headquarters"})
    if owners:
        yield Caveat("headquarters", {"n": len(owners), "ids": owners})
    old = sorted({each.good.id for each in rows if each.figures.year < as_of.year - 3})
    if old:
        yield Caveat("old_figures", {"n": len(old), "ids": old, "year": as_of.year - 3})
    if supply.own:
        yield Caveat("own_supply", {"n": len(supply.own), "folders": [str(each) for each in supply.own]})
    if asked.importer is None:
        yield Caveat("no_trade")
    counts = {how: sum(each.how is how for each in sources) for how in How}
    if sources:
        yield Caveat("supply_checked", {"n": len(sources), **{how.value: n for how, n in counts.items()}})
