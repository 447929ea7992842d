"""The economy engine in the form that scenarios, sweeps and draws ask it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from renkei.ground.places import find_place
from renkei.supply.scenarios.scenario import BadScenario, Engine, Scenario
from renkei.supply.stopping.cuts import EVERY, BadCut, Cut
from renkei.supply.stopping.losses import WORLD, Loss, Stopped
from renkei.supply.stopping.parameters import MOST_DAYS, BadParameter
from renkei.supply.stopping.ranges import Range, exactly

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from renkei.supply.economy.outcome import Outcome
    from renkei.supply.economy.prepared import Prepared
    from renkei.supply.economy.shocks import CapacityLoss, EconomicScenario, LinkCut
    from renkei.supply.economy.table import EconomicTable

NOTHING = exactly(0.0)

Rule = Literal["proportional", "priority"]
"""Who gets what when an industry cannot serve all orders: everybody alike, or industries before final demand."""

DEFAULTS: Mapping[str, Range] = {
    "days": exactly(180.0),
    "stocks": exactly(90.0),
    "extra": exactly(25.0),
    "ramp": exactly(365.0),
    "reexport": exactly(0.0),
    "restart": exactly(0.0),
    "psi": exactly(80.0),
    "restoration": exactly(60.0),
    "guaranteed": exactly(0.0),
}
"""The engine's own defaults, in the units of the command: days and percent."""

_BOUNDS = {
    "days": (1.0, MOST_DAYS),
    "stocks": (2.0, MOST_DAYS),
    "extra": (0.0, 1000.0),
    "ramp": (1.0, MOST_DAYS),
    "reexport": (0.0, 100.0),
    "restart": (0.0, MOST_DAYS),
    "psi": (1.0, 100.0),
    "restoration": (1.0, MOST_DAYS),
    "guaranteed": (0.0, 100.0),
}

AFTER = 180
"""So many days are followed after everything that stopped works again."""

NOTICED = 1e-3
"""An industry counts as hit on a day on which it makes less than usual by more than this part."""

MOST_CORNERS = 16
"""With more ends of ranges to combine than this, only all lower and all upper ends are run."""

MOST_INDUSTRIES = 300
"""So many industries are told one by one, those that lose most; sectors of the whole table are always told."""


@dataclass(frozen=True)
class EconomyStopped(Stopped):
    """What a whole table loses.

    Attributes:
        output: lost in all, in days of the whole table's output; what is made up for later taken off.
        amount: the same in the table's own units of money.
        unmet: final demand not met, in the same units.
        runs: how many runs the ranges rest on.
        left_out: industries hit that are not told one by one.
    """

    output: Range = NOTHING
    amount: Range = NOTHING
    unmet: Range = NOTHING
    runs: int = 1
    left_out: int = 0


@dataclass(frozen=True)
class EconomyModel:
    """The economy engine with a table."""

    table: EconomicTable
    rationing: Rule = "proportional"
    block: int = field(default=32)

    @property
    def engine(self) -> Engine:
        """The economy engine."""
        return "economy"

    def outcome(self, scenario: Scenario, *, daily: bool = True) -> Stopped:
        """The least and the most of runs at the ends of every range.

        These are no bounds: the model does not always lose more with a larger cut, or less with a larger stock.
        """
        if not daily:
            return next(self.outcomes([scenario]))
        from renkei.supply.economy.engine import simulate

        economy = self.cuts(scenario)
        ends = _Ends()
        for picked, parts in corners(economy):
            found = simulate(
                self._ready(picked), self._shocks(economy.cuts, picked, parts), _followed(economy), keep="production"
            )
            ends.add(found)
        return ends.stopped(self.table)

    def outcomes(self, scenarios: Sequence[Scenario]) -> Iterator[Stopped]:
        """Several scenarios with the same assumptions, without what is lost on each day; simulated as a block."""
        from renkei.supply.economy.engine import simulate_block

        if not scenarios:
            return
        every = [self.cuts(each) for each in scenarios]
        sums: list[list[Outcome]] = [[] for _ in every]
        for picked in _parameter_corners(every[0]):
            for end in (0.0, 1.0):
                if end and all(cut.share.exact is not None for each in every for cut in each.cuts):
                    continue
                asked = [
                    self._shocks(each.cuts, picked, tuple(cut.share.at(end) for cut in each.cuts)) for each in every
                ]
                found = simulate_block(self._ready(picked), asked, _followed(every[0]), block=self.block)
                for place, one in enumerate(found):
                    sums[place].append(one)
        for outcomes in sums:
            yield _summed(self.table, outcomes)

    def drawn(self, scenario: Scenario, random: Generator) -> tuple[Stopped, Mapping[str, float]]:
        """One run with every range drawn evenly."""
        from renkei.supply.economy.engine import simulate

        economy = self.cuts(scenario)
        picked = {name: each.at(random.random()) for name, each in assumed(economy).items()}
        picked["days"] = float(round(picked["days"]))
        parts = tuple(cut.share.at(random.random()) for cut in economy.cuts)
        shocks = self._shocks(economy.cuts, picked, parts)
        found = simulate(self._ready(picked), shocks, _followed(economy), keep="summed")
        return _summed(self.table, [found]), picked

    def single_cuts(self) -> Iterator[Cut]:
        """Every region cut from every sector that it has, one at a time."""
        for (region, sector), made in zip(self.table.industries, self.table.output.tolist(), strict=True):
            if made > 0:
                yield Cut(region, sector)

    def cuts(self, scenario: Scenario) -> Scenario:
        """The scenario with its cuts as the table names them.

        Raises:
            BadCut: if the table has no such region or sector.
        """
        assumed(scenario)
        if not scenario.cuts:
            message = "nothing is cut"
            raise BadCut(message, "name a region and a sector of the table")
        return replace(scenario, cuts=tuple(self._cut(each) for each in scenario.cuts))

    def _cut(self, cut: Cut) -> Cut:
        good = None if cut.good in {None, EVERY} else _label("sector", str(cut.good), self.table.sectors)
        to = cut.to if cut.to in {None, EVERY} else _label("region", str(cut.to), self.table.regions)
        place = EVERY if cut.place == EVERY else _label("region", cut.place, self.table.regions)
        return Cut(place, good, to, cut.share)

    def _ready(self, picked: Mapping[str, float]) -> Prepared:
        from renkei.supply.economy.parameters import Parameters
        from renkei.supply.economy.prepared import prepare
        from renkei.supply.economy.rationing import Rationing

        kept = picked["guaranteed"] / 100
        rule = Rationing("guaranteed", minimum=kept) if kept else Rationing(self.rationing)
        given = Parameters(
            psi=picked["psi"] / 100,
            inventory_days=picked["stocks"],
            restoration_days=picked["restoration"],
            alpha_max=1 + picked["extra"] / 100,
            alpha_days=picked["ramp"],
            rationing=rule,
        )
        return prepare(self.table, given)

    def _shocks(self, cuts: Sequence[Cut], picked: Mapping[str, float], parts: Sequence[float]) -> EconomicScenario:
        from renkei.supply.economy.shocks import EconomicScenario

        found = [each for cut, part in zip(cuts, parts, strict=True) for each in self._shock(cut, picked, part / 100)]
        return EconomicScenario(tuple(found))

    def _shock(self, cut: Cut, picked: Mapping[str, float], part: float) -> Iterator[CapacityLoss | LinkCut]:
        from renkei.supply.economy.shocks import CapacityLoss, LinkCut

        days, sectors = round(picked["days"]), () if cut.good is None else (cut.good,)
        if cut.to is None:
            regions = () if cut.place == EVERY else (cut.place,)
            restart = picked["restart"]
            recovery: Any = "linear" if restart else "at once"
            yield CapacityLoss(part, 0, days, regions, sectors, recovery, restart)
            return
        sellers = [each for each in self.table.regions if cut.place in {each, EVERY} and each != cut.to]
        buyers = () if cut.to == EVERY else (cut.to,)
        for seller in sellers:
            yield LinkCut(seller, 0, days, sectors, buyers, part, passed_on=picked["reexport"] / 100)


def assumed(scenario: Scenario) -> dict[str, Range]:
    """Every parameter of the engine with its value.

    Raises:
        BadScenario: if the scenario names one that the engine does not have.
        BadParameter: if a value is out of bounds.
    """
    for name, given in scenario.assumed.items():
        if name not in DEFAULTS:
            near = get_close_matches(name, DEFAULTS, 1)
            message = f"the economy engine has no parameter `{name}`"
            raise BadScenario(message, f"did you mean `{near[0]}`?" if near else f"it has {', '.join(DEFAULTS)}")
        least, most = _BOUNDS[name]
        if not (least <= given.low <= given.high <= most) or (name == "days" and round(given.low) != given.low):
            shown = f"{given.low:g}" if given.exact is not None else f"{given.low:g} to {given.high:g}"
            message = f"`{name}` cannot be {shown}"
            raise BadParameter(message, f"give {least:g} to {most:g}" + (", whole days" if name == "days" else ""))
    return {**DEFAULTS, **scenario.assumed}


def _label(kind: str, given: str, known: Sequence[str]) -> str:
    """A region or sector as the table writes it; a region also by code or name, if the table uses two-letter codes."""
    folded = {each.casefold(): each for each in known}
    if given.casefold() in folded:
        return folded[given.casefold()]
    code = find_place(given) if kind == "region" else None
    if code is not None and code in known:
        return code
    near = get_close_matches(given, known, 1)
    message = f"the table has no {kind} `{given}`"
    shown = ", ".join(known[:12]) + (f" and {len(known) - 12} more" if len(known) > 12 else "")
    raise BadCut(message, f"did you mean `{near[0]}`?" if near else f"it has {shown}")


def corners(scenario: Scenario) -> Iterator[tuple[dict[str, float], tuple[float, ...]]]:
    """Every combination of the ends of ranges: parameters, and the parts of the cuts."""
    ranged = [cut.share for cut in scenario.cuts]
    for picked in _parameter_corners(scenario):
        yield picked, tuple(each.low for each in ranged)
        if any(each.exact is None for each in ranged):
            yield picked, tuple(each.high for each in ranged)


def _parameter_corners(scenario: Scenario) -> Iterator[dict[str, float]]:
    given = assumed(scenario)
    wide = [name for name, each in given.items() if each.exact is None]
    choices = list(product((0.0, 1.0), repeat=len(wide)))
    if len(choices) > MOST_CORNERS:
        choices = [choices[0], choices[-1]]
    for ends in choices:
        at = dict(zip(wide, ends, strict=True))
        yield {name: each.at(at.get(name, 0.0)) for name, each in given.items()}


def _followed(scenario: Scenario) -> int:
    """How many days are simulated."""
    given = assumed(scenario)
    return round(given["days"].high + given["restart"].high) + AFTER


class _Ends:
    """The least and the most of several runs, kept as two arrays of days x industries, and two of days x sectors."""

    def __init__(self) -> None:
        self.runs: list[Outcome] = []
        self.industries: list[NDArray[Any]] = []
        self.sectors: list[NDArray[Any]] = []

    def add(self, found: Outcome) -> None:
        """Count one more run in."""
        import numpy as np

        table = found.table
        made = found.production
        assert made is not None  # noqa: S101 - it was asked for
        shape = (len(made), len(table.regions), len(table.sectors))
        usual = found.usual.reshape(shape[1:])
        parts = [_lost(made, found.usual), _lost(made.reshape(shape).sum(axis=1), usual.sum(axis=0))]
        for kept, lost in zip((self.industries, self.sectors), parts, strict=True):
            kept[:] = [np.minimum(kept[0], lost), np.maximum(kept[1], lost)] if kept else [lost, lost]
        self.runs.append(replace(found, production=None))

    def stopped(self, table: EconomicTable) -> EconomyStopped:
        """What the runs say together."""
        least, most = self.sectors
        losses = [
            each
            for column, sector in enumerate(table.sectors)
            if (each := _loss(WORLD, sector, least[:, column], most[:, column], 1.0)) is not None
        ]
        told, left_out = self._industries(table)
        order = {sector: place for place, sector in enumerate(table.sectors)}
        losses += told
        losses.sort(key=lambda each: (order[each.good], each.place != WORLD))
        return EconomyStopped(len(least), tuple(losses), left_out=left_out, **_totals(table, self.runs))

    def _industries(self, table: EconomicTable) -> tuple[list[Loss], int]:
        least, most = self.industries
        usual = self.runs[0].usual
        hit = [place for place in range(len(usual)) if most[:, place].max() > NOTICED]
        hit.sort(key=lambda place: -float(most[:, place].sum() * usual[place]))
        sizes = usual.reshape(len(table.regions), len(table.sectors)).sum(axis=0)
        found = []
        for place in hit[:MOST_INDUSTRIES]:
            region, sector = table.industries[place]
            part = float(usual[place] / sizes[table.sectors.index(sector)])
            loss = _loss(region, sector, least[:, place], most[:, place], part)
            if loss is not None:
                found.append(loss)
        return found, max(0, len(hit) - MOST_INDUSTRIES)


def _lost(made: NDArray[Any], usual: NDArray[Any]) -> NDArray[Any]:
    """The part of usual output that is lost on each day; nothing where usually nothing is made."""
    import numpy as np

    safe = np.where(usual > 0, usual, 1.0)
    lost: NDArray[Any] = np.where(usual > 0, np.clip(1 - made / safe, 0.0, 1.0), 0.0)
    return np.where(lost > NOTICED, lost, 0.0)


def _loss(place: str, good: str, least: NDArray[Any], most: NDArray[Any], part: float) -> Loss | None:
    if not most.any():
        return None
    lost = Range(float(least.sum()), float(most.sum()))
    first = _first(least), _first(most)
    return Loss(
        place,
        good,
        "made",
        lost,
        Range(100 * float(least.max()), 100 * float(most.max())),
        Range(lost.low * part, lost.high * part),
        first,
        (_back(least), _back(most)),
        first[0] is not None,
        tuple((100 * least).round(6).tolist()),
        tuple((100 * most).round(6).tolist()),
    )


def _first(lost: NDArray[Any]) -> int | None:
    found = lost.nonzero()[0]
    return int(found[0]) + 1 if len(found) else None


def _back(lost: NDArray[Any]) -> int | None:
    found = lost.nonzero()[0]
    if not len(found):
        return 1
    return int(found[-1]) + 2 if found[-1] + 1 < len(lost) else None


def _totals(table: EconomicTable, runs: Sequence[Outcome]) -> dict[str, Any]:
    del table
    return {
        "output": _between([each.lost_days for each in runs]),
        "amount": _between([float(each.lost.sum()) for each in runs]),
        "unmet": _between([float(each.unmet.sum()) for each in runs]),
        "runs": len(runs),
    }


def _between(values: Sequence[float]) -> Range:
    return Range(min(values), max(values))


def _summed(table: EconomicTable, runs: Sequence[Outcome]) -> EconomyStopped:
    """What runs say without their days: of each sector what fell short, in days of its output."""
    shape = len(table.regions), len(table.sectors)
    usual = runs[0].usual.reshape(shape).sum(axis=0)
    short = [each.short.reshape(shape).sum(axis=0) for each in runs]
    losses = []
    for column, sector in enumerate(table.sectors):
        if usual[column] <= 0:
            continue
        lost = _between([float(each[column] / usual[column]) * runs[0].step for each in short])
        if lost.high > NOTICED:
            worst = Range(0.0, 100.0)  # what is lost on single days is not kept
            losses.append(
                Loss(WORLD, sector, "made", lost, worst, lost, (None, None), (None, None), lost.low > NOTICED)
            )
    return EconomyStopped(len(runs[0].world), tuple(losses), **_totals(table, runs))
