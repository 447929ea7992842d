"""What is kept of a block's days."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from renkei.supply.economy.compiling import Compiled
from renkei.supply.economy.days import Days
from renkei.supply.economy.outcome import Outcome
from renkei.supply.economy.prepared import Prepared
from renkei.supply.economy.table import Floats

Keep = Literal["summed", "production", "full"]
"""What is kept of the days: sums only; production too (8 bytes * N * days for each scenario); unmet demand too (twice
that)."""


class Record:
    """Sums over the days of a block of K scenarios, and the days themselves if they are kept."""

    def __init__(self, block: list[Compiled], ready: Prepared, steps: int, keep: Keep, threshold: float) -> None:
        k, n = len(block), len(ready.usual)
        self.block, self.ready, self.threshold = block, ready, threshold
        self.sums: dict[str, NDArray[np.float64]] = {
            each: np.zeros((k, n)) for each in ("lost", "short", "unmet", "overproduction")
        }
        self.by_region = np.zeros((k, ready.regions))
        self.world = np.empty((k, steps))
        self.first = np.full((k, n), -1, np.int32)
        self.last = np.full((k, n), -1, np.int32)
        self.production = np.empty((k, steps, n)) if keep != "summed" else None
        self.unmet = np.empty((k, steps, n)) if keep == "full" else None
        self.floor = ready.usual * (1.0 - threshold)

    def write(self, number: int, economy: Days) -> None:
        """A step."""
        usual, made = self.ready.usual, economy.made
        lost = usual - made
        self.sums["lost"] += lost
        np.maximum(lost, 0.0, out=lost)
        self.sums["short"] += lost
        np.maximum(self.sums["overproduction"], economy.alpha, out=self.sums["overproduction"])
        unfilled = 1.0 - economy.fill
        unmet = (unfilled * economy.final).sum(axis=0) + economy.missing
        self.sums["unmet"] += unmet
        self._regions(unfilled, economy)
        self.world[:, number] = made.sum(axis=1)
        below = made < self.floor
        self.last[below] = number
        self.first[below & (self.first < 0)] = number
        if self.production is not None:
            self.production[:, number] = made
        if self.unmet is not None:
            self.unmet[:, number] = unmet

    def _regions(self, unfilled: Floats, economy: Days) -> None:
        """Unmet final demand by region of the consumers."""
        final = self.ready.classes.final
        if len(unfilled) == 1:
            self.by_region += unfilled[0] @ self.ready.final
        else:
            for region, of in enumerate(final):
                self.by_region[:, region] += unfilled[of] @ self.ready.final[:, region]
        for index, each in enumerate(economy.changed):
            if each is not None:
                more = each.by_region - self.ready.final
                self.by_region[index] += (unfilled[final, index].T * more).sum(axis=0)
                self.by_region[index] += each.missing.sum(axis=0)

    def outcomes(self) -> list[Outcome]:
        """One for each scenario."""
        ready, steps = self.ready, self.world.shape[1]
        table = {name: ready.as_table(values) for name, values in self.sums.items()}
        first = ready.as_table(self.first)
        last = ready.as_table(self.last)
        production = None if self.production is None else ready.as_table(self.production)
        unmet = None if self.unmet is None else ready.as_table(self.unmet)
        usual = ready.as_table(ready.usual)
        found = []
        for index, each in enumerate(self.block):
            lost, short = table["lost"][index], table["short"][index]
            back = np.where(last[index] < 0, -1, last[index] + 1)
            found.append(
                Outcome(
                    table=ready.table,
                    scenario=each.scenario,
                    step=ready.parameters.step,
                    threshold=self.threshold,
                    usual=usual,
                    lost=lost,
                    short=short,
                    above=short - lost,
                    unmet=table["unmet"][index],
                    unmet_by_region=self.by_region[index],
                    overproduction=table["overproduction"][index],
                    world=self.world[index],
                    first_below=first[index],
                    back=np.minimum(back, steps),
                    production=None if production is None else production[index],
                    unmet_daily=None if unmet is None else unmet[index],
                )
            )
        return found
