"""A multi-regional input-output table, checked: who sells how much to whom in a year.

symbol  name             shape               what it is
------  ---------------  ------------------  --------------------------------------------------------------
r, s    regions, sectors                     an industry is a sector of a region; industry r * S + s
Z       flows            [N, N]              sold by the industry of the row to the industry of the column
Y       final            [N, R * C]          sold to final consumers of a region; region r, category c at r * C + c
x       output           [N]                 what an industry makes: its row of Z and Y together
v       value_added      [N]                 x less its column of Z
N = R * S industries. All in units of `unit` times `factor` a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from renkei.supply.economy.errors import BadEconomicTable

Floats = NDArray[np.float64]
Negative = Literal["refuse", "zero"]

TOLERANCE = 1e-2
"""How far a row of Z and Y may be from the output stated for it: a share of it, or of an average industry if that is
more."""

WORST = 5
"""Rows named when a table does not balance."""


@dataclass(frozen=True, eq=False)
class EconomicTable:
    """A table that holds together; `economic_table` makes one.

    Attributes:
        regions: R names.
        sectors: S names, the same in each region.
        flows: Z, [N, N].
        final: Y, [N, R * C], nowhere negative.
        output: x, [N]: the sums of the rows, so that the first day is exactly in balance.
        categories: C names of kinds of final consumers.
        unit: of the money, such as `USD`.
        factor: how many of the unit one stands for, such as 1,000,000.
        year: the year of the table, if known.
        name: what to call the table.
        notes: what was changed to make it hold together, for the caveats of an answer.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    flows: Floats
    final: Floats
    output: Floats
    categories: tuple[str, ...]
    unit: str = "USD"
    factor: float = 1e6
    year: int | None = None
    name: str = ""
    notes: tuple[str, ...] = ()

    @property
    def industries(self) -> tuple[tuple[str, str], ...]:
        """Region and sector of each industry, in the order of the arrays."""
        return tuple((region, sector) for region in self.regions for sector in self.sectors)

    @property
    def value_added(self) -> Floats:
        """V = x less what is bought of others, [N]; negative where an industry buys more than it makes."""
        made: Floats = self.output - self.flows.sum(axis=0)
        return made

    def final_by_region(self) -> Floats:
        """Y with the kinds of consumers of a region taken together, [N, R]."""
        together: Floats = self.final.reshape(len(self.output), len(self.regions), -1).sum(axis=2)
        return together


def economic_table(
    regions: Sequence[str],
    sectors: Sequence[str],
    flows: Floats,
    final: Floats,
    output: Floats | None = None,
    *,
    categories: Sequence[str] | None = None,
    unit: str = "USD",
    factor: float = 1e6,
    year: int | None = None,
    name: str = "table",
    negative_final: Negative = "zero",
    negative_flows: Negative = "refuse",
    tolerance: float = TOLERANCE,
) -> EconomicTable:
    """A checked table.

    Inventory changes make cells of final demand negative in published tables. A negative demand cannot be delivered, so
    `zero` sets such cells to zero, tells how much that was, and takes the output from the rows as they are then.
    Balance is checked before, against the rows as they were published.

    Args:
        regions: names, each once.
        sectors: names, each once.
        flows: Z, [N, N], not copied if it is float64 and needs no change.
        final: Y, [N, R * C].
        output: x, [N], to check the rows against; without it nothing is checked.
        categories: names of the C kinds of final consumers.
        unit: of the money.
        factor: how many of the unit one stands for.
        year: of the table.
        name: what to call it.
        negative_final: what to do with negative cells of Y.
        negative_flows: what to do with negative cells of Z.
        tolerance: how far a row may be from its output; see `TOLERANCE`.

    Raises:
        BadEconomicTable: with everything that is wrong.
    """
    z, y = np.asarray(flows, dtype=np.float64), np.asarray(final, dtype=np.float64)
    x = None if output is None else np.asarray(output, dtype=np.float64).reshape(-1)
    faults = _names(name, "region", regions) + _names(name, "sector", sectors)
    if not faults:
        faults = _shapes(name, len(regions), len(sectors), z, y, x) or _finite(name, z, y, x)
    if faults:
        raise BadEconomicTable(faults)
    industries = [f"{region}.{sector}" for region in regions for sector in sectors]
    faults += _refused(name, "flows", "negative_flows", z, negative_flows)
    faults += _refused(name, "final demand", "negative_final", y, negative_final)
    notes: list[str] = []
    rows = z.sum(axis=1) + y.sum(axis=1)
    if x is not None:
        faults += _unbalanced(name, industries, rows, x, tolerance, notes)
    if faults:
        raise BadEconomicTable(faults)
    z = _without_negative(z, "flows", unit, factor, notes)
    y = _without_negative(y, "final demand", unit, factor, notes)
    made = z.sum(axis=1) + y.sum(axis=1)
    if not made.any():
        raise BadEconomicTable([f"{name}: no industry makes anything; give the flows in money of a year"])
    short = int((made < z.sum(axis=0) * (1 - 1e-9)).sum())
    if short:
        notes.append(f"{short} industries buy more than they make (negative value added); their capital counts as zero")
    idle = int((made == 0).sum())
    if idle:
        notes.append(f"{idle} industries make nothing; they stay idle")
    held = tuple(categories) if categories else tuple(f"final {each + 1}" for each in range(y.shape[1] // len(regions)))
    return EconomicTable(
        tuple(regions), tuple(sectors), z, y, made, held, unit, factor, year, name, tuple(notes)
    )  # fmt: skip


def _names(name: str, kind: str, names: Sequence[str]) -> list[str]:
    if not names:
        return [f"{name}: no {kind}; a table needs at least one"]
    twice = sorted({each for each in names if list(names).count(each) > 1})
    return [f"{name}: {kind} `{each}` stands more than once; give each its own name" for each in twice]


def _shapes(name: str, regions: int, sectors: int, z: Floats, y: Floats, x: Floats | None) -> list[str]:
    n = regions * sectors
    faults = []
    if z.shape != (n, n):
        faults.append(f"{name}: flows are {_shape(z)}; {regions} regions of {sectors} sectors need {n} x {n}")
    if y.ndim != 2 or y.shape[0] != n or y.shape[1] % regions or not y.shape[1]:
        faults.append(
            f"{name}: final demand is {_shape(y)}; it needs {n} rows and as many columns for each of {regions} regions"
        )
    if x is not None and x.shape != (n,):
        faults.append(f"{name}: output has {x.size} values; it needs {n}")
    return faults


def _shape(array: Floats) -> str:
    return " x ".join(str(each) for each in array.shape)


def _finite(name: str, z: Floats, y: Floats, x: Floats | None) -> list[str]:
    faults = []
    for part, array in (("flows", z), ("final demand", y), ("output", x)):
        if array is not None and not np.isfinite(array.sum()) and (lost := int((~np.isfinite(array)).sum())):
            faults.append(f"{name}: {lost} cells of {part} are no numbers; fill them, zero where nothing is sold")
    if x is not None and (x < 0).any():
        faults.append(f"{name}: {int((x < 0).sum())} outputs are negative; no industry makes less than nothing")
    return faults


def _refused(name: str, part: str, option: str, array: Floats, choice: Negative) -> list[str]:
    if choice == "zero" or (array.size and array.min() >= 0):
        return []
    row, column = np.unravel_index(int(array.argmin()), array.shape)
    count = int((array < 0).sum())
    worst = f"the lowest is {array[row, column]:g} in row {row + 1}, column {column + 1}"
    return [f"{name}: {count} cells of {part} are negative ({worst}); correct them or choose `{option}='zero'`"]


def _without_negative(array: Floats, part: str, unit: str, factor: float, notes: list[str]) -> Floats:
    if array.min() >= 0:
        return array
    below = array < 0
    notes.append(
        f"{int(below.sum())} negative cells of {part}, {-array[below].sum() * factor:.6g} {unit} in all, count as zero"
    )
    return np.where(below, 0.0, array)


def _unbalanced(
    name: str, industries: list[str], rows: Floats, x: Floats, tolerance: float, notes: list[str]
) -> list[str]:
    """Faults of the rows that differ most from their outputs; small differences become a note."""
    away = np.abs(rows - x)
    allowed = tolerance * np.maximum(np.abs(x), x.mean())
    bad = np.flatnonzero(away > allowed)
    if bad.size:
        worst = bad[np.argsort(-away[bad])][:WORST]
        named = ", ".join(f"{industries[i]} (row {rows[i]:.6g}, output {x[i]:.6g})" for i in worst)
        message = f"{name}: {bad.size} rows of flows and final demand are not the output stated: {named}"
        return [f"{message}; correct the table, or leave the output out to take the rows as they are"]
    if away.max(initial=0.0) > 0:
        i = int(away.argmax())
        notes.append(
            f"rows differ from the outputs stated by {away[i]:.6g} at most ({industries[i]}); the rows are taken"
        )
    return []
