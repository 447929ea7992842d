"""What came of a scenario: what was lost, where and when, and when it was over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renkei.supply.economy.shocks import EconomicScenario
from renkei.supply.economy.table import EconomicTable, Floats

Steps = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Outcome:
    """A simulated scenario. N industries in the order of the table, R regions, T steps; money in the table's unit.

    Attributes:
        table: the economy.
        scenario: what happened.
        step: days of a step.
        threshold: the share of usual output below which an industry counts as hit.
        usual: output of an ordinary step, [N].
        lost: output below the usual less output above it, over all steps, [N].
        short: output below the usual only, [N].
        above: output above the usual only, [N].
        unmet: final demand not met, by the industry that did not deliver, [N].
        unmet_by_region: final demand not met, by region of the consumers, [R].
        overproduction: the highest alpha of each industry, [N].
        world: output of all industries together, [T].
        first_below: the first step below the threshold, [N]; -1 if never.
        back: the step from which an industry stays above the threshold, [N]; -1 if never below, T if below at the end.
        production: output on each step, [T, N], if it was kept.
        unmet_daily: final demand not met on each step, [T, N], if it was kept.
    """

    table: EconomicTable
    scenario: EconomicScenario
    step: float
    threshold: float
    usual: Floats
    lost: Floats
    short: Floats
    above: Floats
    unmet: Floats
    unmet_by_region: Floats
    overproduction: Floats
    world: Floats
    first_below: Steps
    back: Steps
    production: Floats | None = None
    unmet_daily: Floats | None = None

    @property
    def lost_days(self) -> float:
        """What was lost in all, in days of the whole table's output."""
        return float(self.lost.sum() / self.usual.sum() * self.step)

    @property
    def lost_money(self) -> float:
        """What was lost in all, in the table's currency (not in millions of it)."""
        return float(self.lost.sum() * self.table.factor)

    @property
    def unmet_money(self) -> float:
        """Final demand not met, in the table's currency."""
        return float(self.unmet.sum() * self.table.factor)

    @property
    def first_day(self) -> int | None:
        """The first day on which some industry was below the threshold; None if none ever was."""
        hit = self.first_below[self.first_below >= 0]
        return int(hit.min() * self.step) if hit.size else None

    @property
    def recovered_on(self) -> int | None:
        """The first day from which every industry stays above the threshold; None if that is not within the days."""
        last = int(self.back.max())
        return None if last >= len(self.world) else max(0, int(last * self.step))

    @property
    def lowest_day(self) -> int:
        """The day on which most was lost."""
        return int(self.world.argmin() * self.step)

    def lost_by_region(self) -> Mapping[str, float]:
        """What was lost by region, in the table's unit."""
        return dict(zip(self.table.regions, self._grid(self.lost).sum(axis=1).tolist(), strict=True))

    def lost_by_sector(self) -> Mapping[str, float]:
        """What was lost by sector, in the table's unit."""
        return dict(zip(self.table.sectors, self._grid(self.lost).sum(axis=0).tolist(), strict=True))

    def _grid(self, values: Floats) -> Floats:
        grid: Floats = values.reshape(len(self.table.regions), len(self.table.sectors))
        return grid
