"""The least that must be lost: what the best possible allocation could still make, as a linear program.

Over all the days together, each industry may make at most what its capacity allows if it overproduces from the first
day, needs its inputs, and may start on its stocks; every seller may serve any buyer it is linked with, or in a large
table anybody. Whatever a rule of rationing does from day to day satisfies these conditions, so that no rule loses less.
It is the bound of Pichler and Farmer 2021 (doi:10.1080/09535314.2021.1926934), with stocks, and over days instead of at
rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from renkei.supply.economy.compiling import Compiled, compiled
from renkei.supply.economy.parameters import Parameters
from renkei.supply.economy.prepared import Prepared, prepare
from renkei.supply.economy.shocks import EconomicScenario, Rebuilding
from renkei.supply.economy.table import EconomicTable, Floats

Links = Literal["kept", "pooled"]

MOST_LINKS = 300_000
"""Links of sellers and buyers that are kept apart; in a table with more, the sellers of a good serve a common pool."""


@dataclass(frozen=True)
class Bound:
    """What is lost at least.

    Attributes:
        lost: output below the usual, over all days, in the table's unit; compare with the sum of `Outcome.short`.
        lost_days: the same in days of the whole table's output.
        links: whether who sells to whom was kept (`kept`), or all sellers of a good serve a common pool (`pooled`).
        optimal: whether the solver proved it; if not, nothing is known beyond 0.
    """

    lost: float
    lost_days: float
    links: Links
    optimal: bool


def loss_bound(
    economy: Prepared | EconomicTable,
    scenario: EconomicScenario,
    days: int,
    *,
    parameters: Parameters | None = None,
    links: Links | None = None,
    seconds: float = 600.0,
) -> Bound:
    """The least any rule of rationing loses in a scenario; `days = 1` gives the highest output of one day.

    Capacity that is being rebuilt counts as whole, and a cut link counts only if it is cut altogether on all the days:
    both make the bound lower, never wrong.

    Args:
        economy: a table, or one made ready by `prepare`.
        scenario: the shocks.
        days: over which the loss is counted.
        parameters: of a table; one made ready has its own.
        links: `kept` up to `MOST_LINKS` links and `pooled` above, unless it is said.
        seconds: after which the solver gives up.

    Raises:
        BadEconomicScenario: if a shock does not fit the table.
    """
    ready = economy if isinstance(economy, Prepared) else prepare(economy, parameters)
    case = compiled(ready, scenario)
    steps = int(np.ceil(days / ready.parameters.step))
    kept = links or ("kept" if np.count_nonzero(ready.shares) <= MOST_LINKS else "pooled")
    program = _program(ready, case, steps, kept)
    most = program.solve(seconds)
    usual = float(ready.usual.sum())
    if most is None:
        return Bound(0.0, 0.0, kept, optimal=False)
    lost = max(0.0, steps * usual - most * program.unit)
    return Bound(lost, lost / usual * ready.parameters.step, kept, optimal=True)


@dataclass
class _Program:
    """Rows and columns of the program, column by column; money in `unit`."""

    unit: float
    most: Floats
    gain: Floats
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    values: Floats
    low: Floats
    high: Floats

    def solve(self, seconds: float) -> float | None:
        """The highest useful output; None if the solver did not prove one."""
        import highspy

        class Quiet(highspy.Highs):
            """The solver without the banner it would print before it can be told not to."""

            def enableCallbacks(self) -> None:  # noqa: N802 - the name in the library
                """Called while it is built."""
                self.setOptionValue("output_flag", False)

        solver = Quiet()  # type: ignore[no-untyped-call]
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", seconds)
        order = np.argsort(self.columns, kind="stable")
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.most), len(self.low)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = self.gain, np.zeros(len(self.most)), self.most
        lp.row_lower_, lp.row_upper_ = self.low, self.high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(self.columns, minlength=len(self.most))
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        lp.a_matrix_.index_ = self.rows[order].astype(np.int32)
        lp.a_matrix_.value_ = self.values[order]
        solver.passModel(lp)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(solver.getInfo().objective_function_value)


def _program(ready: Prepared, case: Compiled, steps: int, links: Links) -> _Program:
    """Columns: useful output and output above the usual of each industry, its final sales, then what buyers get.

    Rows: what each seller makes is sold (by seller, or by good if pooled); then for each good and buyer that needs it,
    what is used comes from the stock or was got, and no stock grows beyond what the rules can order.
    """
    s, r, n = ready.shares.shape
    how = ready.parameters
    highest = max(how.alpha_max, how.alpha_base, 1.0)
    left = np.array([_left(case, step) for step in range(steps)])
    wanted = np.zeros(n)
    for step in range(steps):
        change = case.wanted(step)
        wanted += (ready.final if change is None else change.by_region).sum(axis=1)
    for damage in case.damages:
        np.add.at(wanted, damage.sellers, damage.left.sum(axis=1))
    unit = float(ready.usual.mean())
    usual = ready.usual / unit
    useful = np.minimum(highest * left, 1.0).sum(axis=0) * usual
    above = (highest * left).sum(axis=0) * usual
    buyer = np.arange(n) if ready.buyers is None else ready.buyers
    needs = np.zeros((s, n))
    needs[:, buyer] = ready.needs
    limited = (needs > 0) & np.isfinite(ready.stock)[:, None]
    good, user = np.nonzero(limited)
    stock = needs[good, user] * usual[user] * ready.stock[good]
    room = needs[good, user] * usual[user] * (ready.stock[good] + 1.0) * highest - stock
    sellers, buyers, goods = _links(ready, case, steps, links, needs)
    row_of = np.full((s, n), -1)
    row_of[good, user] = np.arange(len(good))
    sold = s if links == "pooled" else n
    every = np.arange(n)
    of_row = every // r if links == "pooled" else every
    # Made is sold: useful + above - final - got by buyers = 0.
    rows = [of_row, of_row, of_row, sellers]
    columns = [every, n + every, 2 * n + every, 3 * n + np.arange(len(sellers))]
    values = [np.ones(n), np.ones(n), -np.ones(n), -np.ones(len(sellers))]
    # Used less got is at most the stock and at least minus the room: one row with two sides.
    at = sold + np.arange(len(good))
    for shift in (0, n):
        rows.append(at)
        columns.append(shift + user)
        values.append(needs[good, user])
    counted = row_of[goods, buyers] >= 0
    rows.append(sold + row_of[goods, buyers][counted])
    columns.append((3 * n + np.arange(len(sellers)))[counted])
    values.append(-np.ones(int(counted.sum())))
    most = np.concatenate([useful, above, wanted / unit, np.full(len(sellers), np.inf)])
    # The two kinds of output together stay within capacity: one more row for each industry.
    first = sold + len(good)
    rows += [first + every, first + every]
    columns += [every, n + every]
    values += [np.ones(n), np.ones(n)]
    low = np.concatenate([np.zeros(sold), -room, np.full(n, -np.inf)])
    high = np.concatenate([np.zeros(sold), stock, above])
    gain = np.zeros(len(most))
    gain[:n] = 1.0
    return _Program(
        unit,
        most,
        gain,
        np.concatenate(rows).astype(np.int32),
        np.concatenate(columns).astype(np.int32),
        np.concatenate(values),
        low,
        high,
    )


def _left(case: Compiled, step: int) -> Floats:
    """The most capacity that can be left: what is being rebuilt counts as whole."""
    if any(isinstance(each, Rebuilding) for each in case.scenario.shocks):
        whole = Compiled(case.scenario, case.prepared, case.losses, [])
        return whole.capacity(step)
    return case.capacity(step)


def _links(
    ready: Prepared, case: Compiled, steps: int, links: Links, needs: Floats
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Row of the seller (or of the good, if pooled), buyer and good of each way goods can go."""
    _, r, n = ready.shares.shape
    if links == "pooled":
        goods, buyers = np.nonzero(needs > 0)
        return goods, buyers, goods
    buyer = np.arange(n) if ready.buyers is None else ready.buyers
    open_ = ready.shares > 0
    for sector in {sector for step in range(steps) for sector in case.cuts(step)}:
        served = np.zeros((r, n), dtype=bool)
        for step in range(steps):
            cut = case.cuts(step).get(sector)
            if cut is None:
                served[:] = True
            else:
                now = np.ones((r, n), dtype=bool)
                now[list(cut.sellers)] = cut.left > 0
                served |= now
        open_[sector] &= served
    goods, rows, columns = np.nonzero(open_)
    return goods * r + rows, buyer[columns], goods
