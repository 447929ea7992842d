"""`shock`: what happens when a place, a link or a share of a stage stops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from renkei.desk.answers import Caveat, Cited
from renkei.desk.exposure import publication_sources
from renkei.desk.shock_chain import OnRecord, counted, on_record
from renkei.desk.shock_cuts import Meant, meant
from renkei.ground.sources import How, Source, best, to_cite
from renkei.supply.concentration import Concentration
from renkei.supply.loading import Supply
from renkei.supply.rows import Need
from renkei.supply.scenarios.drawing import Spread, draws, spreads
from renkei.supply.scenarios.model import ChainModel, chain_parameters
from renkei.supply.scenarios.scenario import Scenario
from renkei.supply.scenarios.sweeping import Swept, sweep
from renkei.supply.stopping.cuts import EVERY, BadCut, Cut
from renkei.supply.stopping.losses import WORLD, Loss, Stopped
from renkei.supply.stopping.ranges import Range
from renkei.supply.stopping.steadiness import Warned, warnings

Each = Literal["day", "week"]
"""The steps in which losses are told."""

Telling = Callable[[int, int], None]


@dataclass(frozen=True)
class ShockAnswer:
    """What a shock does along the chain.

    Attributes:
        scenario: what was asked, its cuts as the record knows them.
        assumed: every parameter with its value.
        cuts: what each cut means.
        found: what is lost.
        warned: what makes the answer unstable.
        counted: the figures that tell who makes what is lost.
        links: the links by which loss went on.
        spreads: what many draws say of each good; empty if none were asked for.
        runs, seed: how many, and from which seed.
        table: the table of inputs and outputs that the economy engine took; None: the chain on record.
    """

    supply: Supply
    as_of: date
    known_on: date | None
    scenario: Scenario
    assumed: Mapping[str, Range]
    cuts: tuple[Meant, ...]
    found: Stopped
    warned: tuple[Warned, ...]
    counted: Mapping[str, Concentration]
    links: Mapping[tuple[str, str], Need]
    sources: tuple[Cited, ...]
    caveats: tuple[Caveat, ...]
    spreads: tuple[Spread, ...] = ()
    runs: int = 0
    seed: int = 0
    table: str | None = None


@dataclass(frozen=True)
class SweepAnswer:
    """What each single cut does.

    Attributes:
        rows: the greatest certain loss first.
        tried: how many cuts were made.
        table: as for `ShockAnswer`.
        publications: for each good that is cut the publication that tells who makes it.
    """

    supply: Supply
    as_of: date
    known_on: date | None
    scenario: Scenario
    assumed: Mapping[str, Range]
    rows: tuple[Swept, ...]
    tried: int
    sources: tuple[Cited, ...]
    caveats: tuple[Caveat, ...]
    table: str | None = None
    publications: Mapping[str, str] = field(default_factory=dict)


def shock(
    supply: Supply,
    as_of: date,
    known_on: date | None,
    scenario: Scenario,
    *,
    runs: int = 0,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Telling | None = None,
) -> ShockAnswer:
    """What a scenario loses along the chain on record.

    Args:
        supply: goods, figures and links.
        as_of: figures of years that had ended by this day.
        known_on: only what had been published by this day.
        scenario: what stops, as the caller wrote it.
        runs: how often to draw what is doubtful; 0: never.
        seed: of the draws.
        executor: runs the draws; None: this process, or others if it takes long.
        progress: told how many runs are done.

    Raises:
        BadInput: if a place, good or parameter is unknown or out of bounds.
    """
    parameters = chain_parameters(scenario)
    counts = counted(supply, as_of, known_on)
    cuts = meant(supply, counts, scenario.cuts, as_of)
    asked = replace(scenario, cuts=tuple(each for cut in cuts for each in cut.cuts))
    record = on_record(supply, counts, named_places(asked.cuts))
    model = ChainModel(record.chain)
    found = model.outcome(asked)
    drawn = draws(model, asked, runs, seed, executor=executor, progress=progress) if runs else []
    touched = dict.fromkeys(each.good for each in found.losses)
    cut_goods = [good for good in record.chain.goods if any(cut.of(good) for cut in asked.cuts)]
    used = [
        good
        for good in dict.fromkeys([*cut_goods, *touched])
        if good in record.counted and _needed(good, cut_goods, touched)
    ]
    links = {
        pair: need
        for pair, need in record.links.items()
        if pair[0] in touched and pair[1] in touched and need.essential != "no"
    }
    sources = _sources(supply, [record.counted[good] for good in used], links)
    return ShockAnswer(
        supply=supply,
        as_of=as_of,
        known_on=known_on,
        scenario=replace(scenario, cuts=tuple(each.asked for each in cuts)),
        assumed=parameters.items(),
        cuts=cuts,
        found=found,
        warned=warnings(record.chain, asked.cuts, parameters, found),
        counted={good: record.counted[good] for good in used},
        links=links,
        sources=sources,
        caveats=tuple(_caveats(supply, record, scenario, cuts, found, used, sources, known_on)),
        spreads=tuple(spreads(drawn)) if drawn else (),
        runs=runs,
        seed=seed,
    )


def _needed(good: str, cut: Sequence[str], touched: Mapping[str, object]) -> bool:
    """Whether an answer rests on who makes a good: one that loses, or a single one that was cut without effect."""
    return good in touched or len(cut) == 1


def shock_sweep(
    supply: Supply,
    as_of: date,
    known_on: date | None,
    scenario: Scenario,
    *,
    executor: Executor | None = None,
    progress: Telling | None = None,
) -> SweepAnswer:
    """Every place cut from everything it makes, one at a time; of a scenario with cuts, only what these speak of.

    Raises:
        BadInput: as for `shock`; also if a link is named.
    """
    parameters = chain_parameters(scenario)
    counts = counted(supply, as_of, known_on)
    cuts = meant(supply, counts, scenario.cuts, as_of)
    within = tuple(each for cut in cuts for each in cut.cuts)
    record = on_record(supply, counts, named_places(within))
    model = ChainModel(record.chain)
    every = [each for each in model.single_cuts() if not within or spoken_of(each, within)]
    rows = sweep(model, scenario, every, executor=executor, progress=progress)
    used = dict.fromkeys(row.good for row in rows)
    sources = _sources(supply, [record.counted[good] for good in used], {})
    caveats = [Caveat("stress_test"), *_general(supply, [record.counted[each] for each in used], sources, known_on)]
    return SweepAnswer(
        supply=supply,
        as_of=as_of,
        known_on=known_on,
        scenario=replace(scenario, cuts=tuple(each.asked for each in cuts)),
        assumed=parameters.items(),
        rows=tuple(rows),
        tried=len(every),
        sources=sources,
        caveats=tuple(caveats),
        publications={good: record.counted[good].figures.publication for good in used},
    )


def spoken_of(cut: Cut, within: Iterable[Cut]) -> bool:
    """Whether a single cut of a sweep is among those that a caller asks for.

    Raises:
        BadCut: if the caller names a link.
    """
    link = next((each for each in within if each.to is not None), None)
    if link is not None:
        message = f"a sweep cuts places, and `{link.text}` is a link"
        raise BadCut(message, "name a place, or leave out `--sweep`")
    return any(each.place in {cut.place, EVERY} and each.good in {cut.good, None} for each in within)


def named_places(cuts: Iterable[Cut]) -> tuple[str, ...]:
    """Every place that cuts name."""
    return tuple(dict.fromkeys(p for cut in cuts for p in (cut.place, cut.to) if p is not None and p != EVERY))


def _sources(
    supply: Supply, figures: Iterable[Concentration], links: Mapping[tuple[str, str], Need]
) -> tuple[Cited, ...]:
    """Every publication behind some figures, then every link with what says so."""
    found: dict[str, Cited] = {}
    for each in figures:
        id_ = each.figures.publication
        table = "releases" if id_ in supply.releases else "shares"
        found.setdefault(id_, _cited(supply, id_, id_, table, publication_sources(supply, id_)))
    for (good, input_), need in links.items():
        id_ = f"{good}<{input_}"
        found.setdefault(id_, _cited(supply, id_, good, "links", need.sources))
    return tuple(found.values())


def _cited(supply: Supply, id_: str, owner: str, table: str, sources: list[Source]) -> Cited:
    cited = to_cite(sources)
    layer = "added" if owner in supply.owned else "built-in"
    return Cited(id_, table, best(sources), cited.address if cited else None, layer, ())


def _caveats(
    supply: Supply,
    record: OnRecord,
    scenario: Scenario,
    cuts: Sequence[Meant],
    found: Stopped,
    used: Sequence[str],
    sources: Sequence[Cited],
    known_on: date | None,
) -> Iterable[Caveat]:
    yield Caveat("stress_test")
    if "stocks" not in scenario.assumed:
        yield Caveat("no_stocks")
    if "extra" in scenario.assumed and scenario.assumed["extra"].high > 0:
        yield Caveat("extra_inputs")
    untold = sorted({good for cut in cuts for good in cut.untold})
    if untold:
        yield Caveat("makers_unknown", {"n": len(untold), "ids": untold})
    nobody = sorted({each.good for cut in cuts for each in cut.cuts if each.good and each.good not in record.counted})
    if nobody:
        yield Caveat("made_anywhere", {"n": len(nobody), "ids": nobody})
    lost = {each.good for each in world_losses(found)}
    lasting = sorted({each.input for each in record.chain.links if each.lasting and {each.input, each.good} <= lost})
    if lasting:
        yield Caveat("lasting", {"n": len(lasting), "ids": lasting})
    if any(each.to is not None for cut in cuts for each in cut.cuts):
        yield Caveat("bought_everywhere")
    sorts = sorted(
        {
            each.good
            for cut in cuts
            if cut.speaks == "good"
            for each in cut.cuts
            if each.good not in {None, cut.asked.good}
        }
        - {None}
    )
    if sorts:
        yield Caveat("sorts", {"n": len(sorts), "ids": sorts})
    if not found.losses:
        yield Caveat("nothing_lost")
    yield from _general(supply, [record.counted[each] for each in used], sources, known_on)


def _general(
    supply: Supply, figures: Sequence[Concentration], sources: Sequence[Cited], known_on: date | None
) -> Iterable[Caveat]:
    """What to bear in mind of the figures and links."""
    if known_on is not None:
        yield Caveat("known_on", {"known_on": known_on})
    untold = sorted({each.figures.good for each in figures if each.untold})
    if untold:
        yield Caveat("untold", {"n": len(untold), "ids": untold})
    owners = sorted({each.figures.good for each in figures if each.figures.basis == "headquarters"})
    if owners:
        yield Caveat("headquarters", {"n": len(owners), "ids": owners})
    if supply.own:
        yield Caveat("own_supply", {"n": len(supply.own), "folders": [str(each) for each in supply.own]})
    if sources:
        counts = {how: sum(each.how is how for each in sources) for how in How}
        yield Caveat("supply_checked", {"n": len(sources), **{how.value: n for how, n in counts.items()}})


def in_steps(least: Sequence[float], most: Sequence[float], each: Each) -> list[tuple[int, float, float]]:
    """The first day of every step with a loss, and the mean loss over the step in percent: least and most."""
    width = 7 if each == "week" else 1
    found = []
    for start in range(0, len(most), width):
        low, high = least[start : start + width], most[start : start + width]
        if any(high):
            found.append((start + 1, sum(low) / len(low), sum(high) / len(high)))
    return found


def world_losses(found: Stopped) -> list[Loss]:
    """What the world loses of making, in the order of the chain."""
    return [each for each in found.losses if each.place == WORLD and each.what == "made"]
