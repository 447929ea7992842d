"""The only module that knows the optimiser (HiGHS): small linear programs, each handed over as whole arrays.

What comes back is never believed: a cut is read off the prices, its bound is added up exactly in whole numbers, and
the allocation is made from that bound. A wrong answer of the optimiser would show as a gap in the proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import highspy
import numpy as np
import numpy.typing as npt

from renkei.supply.sharing.cuts import Cut, cut_at
from renkei.supply.sharing.fine import Network

Floats = npt.NDArray[np.float64]

SMALL = 1e-9
"""Prices and shares this close are taken for equal when a cut is read off; its bound is exact all the same."""


class Unsolved(RuntimeError):
    """No sharing was found where there must be one: a defect, not bad input."""


class _Quiet(highspy.Highs):
    """The optimiser without its banner, which would otherwise be printed before it can be told to be quiet."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name in the library
        """Called while it is built, as the first chance to speak to it; no callback is needed."""
        self.setOptionValue("output_flag", False)


class Solver:
    """The linear programs of one good. Amounts are handed over as parts of the largest need."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.one = float(max(network.asked))
        self.hubs, self.months = len(network.hubs), len(network.hubs[0].free) if network.hubs else 0
        self._arcs = [(hub, place) for place, each in enumerate(network.profiles) for hub in each.hubs]
        self._highs: highspy.Highs = _Quiet()  # type: ignore[no-untyped-call]
        for name, value in (("threads", 1), ("presolve", "off")):
            self._highs.setOptionValue(name, value)
        self._lay_out()

    def _lay_out(self) -> None:
        """What every program has in common: flows from hubs to profiles, and what hubs keep for later months.

        Rows: one for each hub and month (given + kept = kept before + new), then one for each profile.
        """
        supply = self.hubs * self.months
        starts, rows, values = [0], [], []
        for hub, place in self._arcs:
            rows += [hub * self.months + self.network.profiles[place].month, supply + place]
            values += [1.0, 1.0]
            starts.append(len(rows))
        for hub in range(self.hubs):
            for month in range(self.months):
                row = hub * self.months + month
                rows.append(row)
                values.append(1.0)
                if month + 1 < self.months:
                    rows.append(row + 1)
                    values.append(-1.0)
                starts.append(len(rows))
        self._starts, self._rows, self._values = starts, rows, values
        new = [
            after - before for hub in self.network.hubs for before, after in zip((0, *hub.free), hub.free, strict=False)
        ]
        self._new = np.array(new, dtype=np.float64) / self.one

    def bottleneck(self, growing: Sequence[int], fixed: Sequence[Fraction], most: Fraction) -> Cut | None:
        """The cut that keeps a share from growing: for each profile, `growing` times the share plus `fixed` is wanted.

        Returns:
            The cut; None if the share reaches `most`, or if no cut could be found in floating point.
        """
        width = len(self.network.profiles)
        supply = self.hubs * self.months
        starts = [*self._starts, len(self._rows) + width]
        rows = [*self._rows, *range(supply, supply + width)]
        values = [*self._values, *(-each / self.one for each in growing)]
        columns = len(starts) - 1
        cost = np.zeros(columns)
        cost[-1] = 1.0
        upper = np.full(columns, np.inf)
        upper[-1] = float(most)
        wanted = [float(each) for each in fixed]
        solved = self._solved(cost, upper, wanted, starts, rows, values)
        if solved is None:
            return None
        prices, found = solved
        if found[-1] >= float(most) - SMALL and not prices.any():
            return None
        top = prices.max(initial=0.0)
        if top <= 0:
            return None
        return cut_at(self._by_hub(prices), 0.5 * top)

    def worth(self, fixed: Sequence[int], pieces: Sequence[tuple[int, int, float]]) -> list[list[float]] | None:
        """What one more grain at each hub in each month is worth, where covering a piece of a need has a worth.

        Args:
            fixed: what each profile gets in any case, beyond its pledges.
            pieces: the profile, the grains and the worth of each grain of every piece that may be covered.
        """
        supply = self.hubs * self.months
        starts, rows, values = list(self._starts), list(self._rows), list(self._values)
        for place, _, _ in pieces:
            rows.append(supply + place)
            values.append(-1.0)
            starts.append(len(rows))
        flows = len(self._starts) - 1
        cost = np.concatenate([np.zeros(flows), [worth for _, _, worth in pieces]])
        upper = np.concatenate([np.full(flows, np.inf), np.array([width for _, width, _ in pieces]) / self.one])
        solved = self._solved(cost, upper, fixed, starts, rows, values)
        return None if solved is None else self._by_hub(solved[0])

    def _by_hub(self, prices: Floats) -> list[list[float]]:
        return [[float(each) for each in row] for row in prices.reshape(self.hubs, self.months)]

    def _solved(
        self,
        cost: Floats,
        upper: Floats,
        wanted: Sequence[float],
        starts: list[int],
        rows: list[int],
        values: list[float],
    ) -> tuple[Floats, Floats] | None:
        """The price of every hub and month, and the values of all columns, with the sum of `cost` as large as can be.

        Profiles may be sent more than is wanted: while a promise is straightened, less than nothing may be wanted.
        """
        columns = len(cost)
        low = np.concatenate([self._new, np.array(wanted) / self.one])
        high = np.concatenate([self._new, np.full(len(wanted), np.inf)])
        highs = self._highs
        highs.passModel(
            columns,
            len(low),
            len(rows),
            int(highspy.MatrixFormat.kColwise),
            int(highspy.ObjSense.kMaximize),
            0.0,
            cost,
            np.zeros(columns),
            upper,
            low,
            high,
            np.array(starts[:-1], dtype=np.int32),
            np.array(rows, dtype=np.int32),
            np.array(values, dtype=np.float64),
            np.zeros(columns, dtype=np.int32),
        )
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = highs.getSolution()
        prices = np.array(solution.row_dual[: self.hubs * self.months])
        prices[np.abs(prices) < SMALL * max(np.abs(prices).max(initial=0.0), 1e-300)] = 0.0
        return np.maximum(prices, 0.0), np.array(solution.col_value)
