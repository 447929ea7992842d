"""`shock` with a table of inputs and outputs: the economy engine's answer in the shape of the chain's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path

from renkei.desk.answers import Caveat, Cited
from renkei.desk.shock import ShockAnswer, SweepAnswer, spoken_of
from renkei.desk.shock_cuts import Meant
from renkei.desk.shock_economy import EconomyModel, EconomyStopped, assumed
from renkei.ground.errors import BadOption
from renkei.ground.sources import How
from renkei.supply.economy.table import EconomicTable
from renkei.supply.loading import Supply
from renkei.supply.scenarios.drawing import draws, spreads
from renkei.supply.scenarios.scenario import Scenario
from renkei.supply.scenarios.sweeping import sweep
from renkei.supply.stopping.losses import Stopped
from renkei.supply.stopping.ranges import Range
from renkei.supply.stopping.steadiness import Warned

THIN = 2
"""Stock that takes so many times as long to order again as it lasts is thin: orders crowd one another out."""

ECHO_DAYS = 7
"""With missing stock ordered again faster than this, shortages come back later as peaks of orders."""


def table_in(folder: Path, layout: str | None) -> EconomicTable:
    """The table in a folder of `Z.csv`, `Y.csv` and perhaps `x.csv`, plain or gzipped; or in a publisher's own layout.

    Raises:
        BadOption: if the folder holds no such files.
        BadEconomicTable: if they do not hold together; with every fault.
    """
    from renkei.supply.economy.reading import read_published, read_tables

    if layout is not None:
        return read_published(folder, layout)
    if not folder.is_dir():
        message = f"`{folder}` is no folder"
        raise BadOption(message, "give the folder of `Z.csv` and `Y.csv`, or add `--layout`")
    flows, final, output = (_file(folder, name) for name in ("Z", "Y", "x"))
    if flows is None or final is None:
        message = f"`{folder}` holds no `{'Z' if flows is None else 'Y'}.csv`"
        raise BadOption(
            message, "put the flows into `Z.csv`, final demand into `Y.csv`, outputs into `x.csv` if you have them"
        )
    return read_tables(flows, final, output, name=folder.name)


def _file(folder: Path, name: str) -> Path | None:
    found = (folder / f"{name}{ending}" for ending in (".csv", ".csv.gz"))
    return next((each for each in found if each.is_file()), None)


def table_shock(
    model: EconomyModel,
    as_of: date,
    scenario: Scenario,
    *,
    runs: int = 0,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ShockAnswer:
    """What a scenario loses in a table.

    Raises:
        BadInput: if a region, sector or parameter is unknown or out of bounds.
    """
    given = assumed(scenario)
    asked = model.cuts(scenario)
    found = model.outcome(asked)
    drawn = draws(model, asked, runs, seed, executor=executor, progress=progress) if runs else []
    source = _source(model.table)
    return ShockAnswer(
        supply=Supply(),
        as_of=as_of,
        known_on=None,
        scenario=asked,
        assumed=given,
        cuts=tuple(Meant(cut, "good" if cut.good else "all", (cut,)) for cut in asked.cuts),
        found=found,
        warned=tuple(_warned(given, found)),
        counted={},
        links={},
        sources=(source,),
        caveats=tuple(_caveats(model, asked, found)),
        spreads=tuple(spreads(drawn)) if drawn else (),
        runs=runs,
        seed=seed,
        table=model.table.name,
    )


def table_sweep(
    model: EconomyModel,
    as_of: date,
    scenario: Scenario,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> SweepAnswer:
    """Every region of a table cut from every sector it has, one at a time; with cuts, only what these speak of."""
    given = assumed(scenario)
    within = model.cuts(scenario).cuts if scenario.cuts else ()
    every = [each for each in model.single_cuts() if not within or spoken_of(each, within)]
    rows = sweep(model, scenario, every, executor=executor, progress=progress)
    caveats = (Caveat("economy_test"), Caveat("economy_table", _about(model.table)))
    source = _source(model.table)
    return SweepAnswer(
        Supply(),
        as_of,
        None,
        replace(scenario, cuts=within),
        given,
        tuple(rows),
        len(every),
        (source,),
        caveats,
        model.table.name,
    )


def _source(table: EconomicTable) -> Cited:
    """The caller's own table: nobody here has looked up where it is from."""
    return Cited(table.name, "tables", How.MEMORY, None, "added", ())


def _about(table: EconomicTable) -> dict[str, object]:
    return {"name": table.name, "regions": len(table.regions), "sectors": len(table.sectors)}


def _warned(given: Mapping[str, Range], found: Stopped) -> Iterator[Warned]:
    if given["restoration"].low < ECHO_DAYS:
        yield Warned("echo")
    if given["restoration"].high > THIN * given["stocks"].low:
        yield Warned("thin_stocks")
    still = tuple(dict.fromkeys(each.good for each in found.losses if each.back[1] is None))
    if still:
        yield Warned("still_short", goods=still)


def _caveats(model: EconomyModel, scenario: Scenario, found: Stopped) -> Iterator[Caveat]:
    yield Caveat("economy_test")
    yield Caveat("economy_table", _about(model.table))
    if model.table.notes:
        yield Caveat("economy_notes", {"notes": list(model.table.notes)})
    if any(cut.to is not None for cut in scenario.cuts):
        yield Caveat("economy_replaced")
    if isinstance(found, EconomyStopped):
        if found.runs > 1:
            yield Caveat("economy_runs", {"n": found.runs})
        if found.left_out:
            yield Caveat("economy_left_out", {"n": found.left_out})
