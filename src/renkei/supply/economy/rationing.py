"""Who gets what of an industry that cannot serve all its orders.

Customers are divided into classes. `proportional`: all are one class and get the same share of their orders.
`priority`: a class gets what it ordered before the next one gets anything; within a class all get the same share.
`guaranteed`: everybody first gets the same minimum share of its order, as far as that goes, and the rest goes by
priority (the priority with constraint of Han and others 2025, arXiv:2504.17120; rules of rationing: Pichler and Farmer
2021, doi:10.1080/09535314.2021.1926934).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from renkei.supply.economy.errors import BadEconomicParameter, unknown

Rule = Literal["proportional", "priority", "guaranteed"]

INDUSTRIES = "industries"
FINAL = "final demand"


@dataclass(frozen=True)
class Rationing:
    """A rule of rationing.

    Attributes:
        rule: see above.
        order: classes of customers, the first served first. A customer is `industries`, `final demand`, a region (both
            of
            that region), `REGION:industries` or `REGION:final demand`; whom no class names comes last. A later class
            that names a customer again does not move it. Rebuilding counts as final demand of the region that rebuilds.
        minimum: the share of each order that is guaranteed, from 0 to 1; only of `guaranteed`.
    """

    rule: Rule = "proportional"
    order: tuple[tuple[str, ...], ...] = ((INDUSTRIES,), (FINAL,))
    minimum: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no rule.

        Raises:
            BadEconomicParameter: with all that is wrong.
        """
        faults = []
        if self.rule not in ("proportional", "priority", "guaranteed"):
            faults.append(f"rationing is `{self.rule}`; it is `proportional`, `priority` or `guaranteed`")
        if not 0 <= self.minimum <= 1:
            faults.append(f"the guaranteed minimum is {self.minimum}; it needs a share from 0 to 1")
        if self.rule != "guaranteed" and self.minimum > 0:
            faults.append(f"rationing is `{self.rule}` and has a minimum; only `guaranteed` has one")
        if self.rule == "guaranteed" and self.minimum == 0:
            faults.append("rationing is `guaranteed` and the minimum is 0; give a `minimum`, or take `priority`")
        if self.rule != "proportional" and not self.order:
            faults.append("rationing by priority has no order; name at least one class of customers")
        if faults:
            raise BadEconomicParameter(faults)


@dataclass(frozen=True, eq=False)
class Classes:
    """Which class each customer is in.

    Attributes:
        count: G classes, at least 1.
        industries: class of the industries of each region, [R].
        final: class of the final demand of each region, [R].
    """

    count: int
    industries: NDArray[np.intp]
    final: NDArray[np.intp]


def classes(rationing: Rationing, regions: tuple[str, ...]) -> Classes:
    """The classes of a table's customers.

    Raises:
        BadEconomicParameter: for a customer the table does not have.
    """
    n = len(regions)
    if rationing.rule == "proportional":
        return Classes(1, np.zeros(n, np.intp), np.zeros(n, np.intp))
    held = {INDUSTRIES: np.full(n, -1), FINAL: np.full(n, -1)}
    faults = []
    for number, named in enumerate(rationing.order):
        for customer in named:
            try:
                for kind, at in _customers(customer, regions):
                    free = held[kind][at] < 0
                    held[kind][at] = np.where(free, number, held[kind][at])
            except ValueError:
                region = customer.partition(":")[0]
                faults.append(f"rationing: {unknown('region', region, (INDUSTRIES, FINAL, *regions))}")
    if faults:
        raise BadEconomicParameter(faults)
    last = len(rationing.order)
    both = np.concatenate([np.where(held[kind] < 0, last, held[kind]) for kind in (INDUSTRIES, FINAL)])
    used, number_of = np.unique(both, return_inverse=True)
    return Classes(len(used), number_of[:n].astype(np.intp), number_of[n:].astype(np.intp))


def _customers(customer: str, regions: tuple[str, ...]) -> Iterator[tuple[str, slice]]:
    """Kind and places of the customers a name stands for."""
    if customer in (INDUSTRIES, FINAL):
        yield customer, slice(None)
        return
    region, _, kind = customer.partition(":")
    if region not in regions or kind not in ("", INDUSTRIES, FINAL):
        raise ValueError(customer)
    at = slice(regions.index(region), regions.index(region) + 1)
    for each in [kind] if kind else [INDUSTRIES, FINAL]:
        yield each, at


def filled(
    made: NDArray[np.float64], demand: NDArray[np.float64], asked: NDArray[np.float64], minimum: float
) -> NDArray[np.float64]:
    """The share of its orders that each class gets of each industry, [G, K, N], from 0 to 1.

    Args:
        made: production, [K, N], not above the demand.
        demand: all orders, [K, N].
        asked: orders by class, [G, K, N]; they add up to the demand.
        minimum: share guaranteed to all.
    """
    shared = _part(made, demand)
    if len(asked) == 1:
        return shared[None]
    floor = np.minimum(shared, minimum)
    left = made - floor * demand
    shares = np.empty_like(asked)
    for each, order in enumerate(asked):
        given = np.clip(left, 0.0, (1.0 - floor) * order)
        left = left - given
        shares[each] = np.minimum(floor + _part(given, order), 1.0)
    return shares


def _part(given: NDArray[np.float64], asked: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of what was asked that is given; where nothing was asked, all of it."""
    part = np.divide(given, asked, out=np.ones_like(asked), where=asked > 0)
    return np.minimum(part, 1.0, out=part)
