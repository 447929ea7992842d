"""A table made ready for the daily model: once for all scenarios, since it is by far the largest thing.

Industries stand sector by sector here (sector s of region r at s * R + r), because a day is worked through one good
after the other: all that an order of a good needs is the R rows of its sellers, which stay in the processor's cache
meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from renkei.supply.economy.parameters import Parameters
from renkei.supply.economy.rationing import Classes, classes
from renkei.supply.economy.table import EconomicTable, Floats

Places = NDArray[np.intp]
Kind = TypeVar("Kind", bound=np.generic)
Precision = Literal["double", "single"]


@dataclass(frozen=True, eq=False)
class Prepared:
    """What every day of every scenario reads. R regions, S sectors, N = R * S industries; money per step.

    Attributes:
        table: where it comes from.
        parameters: how it reacts.
        places: of the industries here in the arrays of the table, [N].
        buyers: industries in the order they stand as buyers, class by class, as places here, [N]; None if they are the
            same.
        back: the way back from the order of buyers, [N]; None if they are the same.
        spans: columns of the buyers of each class, G pairs.
        classes: of the customers.
        shares: part of what a buyer buys of a good that comes from a seller, [S, R, N]; they add up to 1 over R, or
            are all 0; in single or double precision.
        sales: what a seller usually sells to the industries of each class, [G, N].
        needs: of a good, for one unit of a buyer's output, [S, N] (a).
        usual: output, [N] (x).
        final: final demand by region of the consumers, [N, R].
        stock: steps of use that a stock should last, [S]; infinite allowed.
        restoration: steps, tau_inv.
        adaptation: steps, tau_alpha.
        capital: of each industry, in the table's money, [N]; zero without value added.
    """

    table: EconomicTable
    parameters: Parameters
    places: Places
    buyers: Places | None
    back: Places | None
    spans: tuple[tuple[int, int], ...]
    classes: Classes
    shares: NDArray[np.floating]
    sales: Floats
    needs: Floats
    usual: Floats
    final: Floats
    stock: Floats
    restoration: float
    adaptation: float
    capital: Floats

    @property
    def regions(self) -> int:
        """R."""
        return int(self.shares.shape[1])

    @property
    def sectors(self) -> int:
        """S."""
        return int(self.shares.shape[0])

    def as_buyers(self, values: Floats) -> Floats:
        """Values of industries, [..., N], in the order of the buyers."""
        return values if self.buyers is None else values[..., self.buyers]

    def as_sellers(self, values: Floats) -> Floats:
        """Values in the order of the buyers, [..., N], in the order of everything else."""
        return values if self.back is None else values[..., self.back]

    def as_table(self, values: NDArray[Kind]) -> NDArray[Kind]:
        """Values of industries, [..., N], in the order of the table: region by region."""
        split = values.reshape(*values.shape[:-1], self.sectors, self.regions)
        return np.ascontiguousarray(np.swapaxes(split, -1, -2)).reshape(values.shape)


def prepare(table: EconomicTable, parameters: Parameters | None = None, *, precision: Precision = "double") -> Prepared:
    """A table with parameters, ready for `simulate` and `simulate_block`; takes as much memory as the flows again.

    Args:
        table: the table.
        parameters: how it reacts.
        precision: of the shares and of the differences from what is usual. `single` halves memory and time of a block;
            results then differ from those in double precision by about 1e-7 of a usual day (`docs/method/economy.md`).

    Raises:
        BadEconomicParameter: for a sector or region the table does not have.
    """
    how = parameters or Parameters()
    r, s = len(table.regions), len(table.sectors)
    n = r * s
    places = np.arange(n).reshape(r, s).T.reshape(-1)
    grouped = classes(how.rationing, table.regions)
    buyers, spans = _buyers(grouped, s)
    per_step = how.step / how.days_a_year
    usual = table.output[places] * per_step
    shares = np.empty((s, r, n), np.float64 if precision == "double" else np.float32)
    needs = np.empty((s, n))
    sales = np.zeros((grouped.count, n))
    order = places if buyers is None else places[buyers]
    output = table.output[order]
    for sector in range(s):
        sold = table.flows[sector::s]
        bought = sold.sum(axis=0)[order]
        sold = sold[:, order]
        for of, (start, stop) in enumerate(spans):
            sales[of, sector * r : (sector + 1) * r] = sold[:, start:stop].sum(axis=1) * per_step
        np.divide(sold, bought, out=sold, where=bought > 0)
        shares[sector] = sold
        needs[sector] = np.divide(bought, output, out=np.zeros(n), where=output > 0)
    added = np.maximum(table.value_added, 0.0)[places]
    return Prepared(
        table=table,
        parameters=how,
        places=places,
        buyers=buyers,
        back=None if buyers is None else np.argsort(buyers),
        spans=spans,
        classes=grouped,
        shares=shares,
        sales=sales,
        needs=needs,
        usual=usual,
        final=table.final_by_region()[places] * per_step,
        stock=np.array(how.days_of_stock(table.sectors)) / how.step,
        restoration=how.restoration_days / how.step,
        adaptation=how.alpha_days / how.step,
        capital=added * np.repeat(how.ratios(table.sectors), r),
    )


def _buyers(grouped: Classes, sectors: int) -> tuple[Places | None, tuple[tuple[int, int], ...]]:
    """Industries class by class, and the columns of each class; None if all industries are of one class."""
    of = np.tile(grouped.industries, sectors)
    order = np.argsort(of, kind="stable")
    ends = np.searchsorted(of[order], np.arange(grouped.count + 1))
    spans = tuple((int(a), int(b)) for a, b in pairwise(ends))
    return (None if len(set(grouped.industries.tolist())) == 1 else order), spans
