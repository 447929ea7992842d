"""A scenario turned into numbers of one prepared table: what is lost, cut and wanted on each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renkei.supply.economy.errors import BadEconomicScenario
from renkei.supply.economy.prepared import Places, Prepared
from renkei.supply.economy.shocks import (
    CapacityLoss,
    CapitalLoss,
    DemandChange,
    EconomicScenario,
    LinkCut,
    Rebuilding,
)
from renkei.supply.economy.table import EconomicTable, Floats

Numbers = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Cut:
    """What the cut links of one good do to who can order what of whom.

    Attributes:
        columns: places of the buyers that some seller does not serve as usual, [J], in the order of the buyers.
        sellers: rows of the sellers that cut, [C].
        left: what each of them still sells to each buyer, [C, N].
        ordered: the same, less only what may be ordered elsewhere, [C, N].
    """

    columns: Places
    sellers: Places
    left: Floats
    ordered: Floats

    def reached(self, shares: Numbers, weights: Floats, left: Floats, columns: Places) -> Numbers:
        """What weights of the sellers, [R], add up to for some buyers; those that cut count as far as is `left`."""
        others = weights.copy()
        others[self.sellers] = 0.0
        others = others.astype(shares.dtype)
        wide = 2 * len(columns) > shares.shape[1]  # then all columns are faster than picking some
        found = (others @ shares)[columns] if wide else others @ shares[:, columns]
        for row, seller in enumerate(self.sellers):
            found += weights[seller] * left[row, columns] * shares[seller, columns]
        return found


@dataclass(frozen=True, eq=False)
class Wanted:
    """Final demand while some shocks change it, in money per step.

    Attributes:
        by_region: of each industry's product, by region of the consumers, [N, R].
        missing: cut off and not to be had elsewhere, [N, R].
    """

    by_region: Floats
    missing: Floats


@dataclass(eq=False)
class Damage:
    """Capital that is being rebuilt; changes as the days go by.

    What is ordered of a seller stays with it until it delivers: the orders that are left are the capital still missing.

    Attributes:
        first: the step it is destroyed.
        ordered_from: the step from which rebuilding is ordered.
        industries: the places hit, [H].
        capital: of these industries before, in money, [H].
        sellers: the places that rebuild, [B].
        left: ordered, or to be ordered, of each seller by each industry, in money, [B, H].
        rate: the part of what is left that is ordered on a step.
        of_class: of the customer that rebuilds, [H].
    """

    first: int
    ordered_from: int
    industries: Places
    capital: Floats
    sellers: Places
    left: Floats
    rate: float
    of_class: Places

    def ordered(self, classes: int, industries: int) -> Floats:
        """What is ordered on a step by class of customer, [G, N]."""
        orders = np.zeros((classes, industries))
        for of in np.unique(self.of_class):
            orders[of, self.sellers] = self.left[:, self.of_class == of].sum(axis=1) * self.rate
        return orders

    def deliver(self, fill: Floats) -> None:
        """Take off what is delivered, by the share of orders filled, [G, N]."""
        self.left *= 1.0 - self.rate * fill[:, self.sellers][self.of_class].T


@dataclass(eq=False)
class Compiled:
    """A scenario in numbers.

    Attributes:
        scenario: where it comes from.
        losses: places, shares of capacity, and what is left of the loss on a day.
        damages: capital to be rebuilt.
    """

    scenario: EconomicScenario
    prepared: Prepared
    losses: list[tuple[Places, Floats, Callable[[int], float]]]
    damages: list[Damage]

    def __post_init__(self) -> None:
        self._cuts = [each for each in self.scenario.shocks if isinstance(each, LinkCut)]
        self._changes = [each for each in self.scenario.shocks if isinstance(each, DemandChange)]
        self._cut: tuple[tuple[LinkCut, ...], dict[int, Cut]] = ((), {})
        self._wanted: tuple[tuple[LinkCut | DemandChange, ...], Wanted | None] = ((), None)
        self._now: tuple[tuple[float, ...], Floats] = ((), np.ones(len(self.prepared.usual)))

    def capacity(self, step: int) -> Floats:
        """The part of each industry's capacity that is left, [N]; do not write on it."""
        day = self._day(step)
        left = tuple(still(day) for _, _, still in self.losses)
        damaged = [each for each in self.damages if step >= each.first]
        if left != self._now[0]:
            capacity = np.ones(len(self.prepared.usual))
            for (places, share, _), still in zip(self.losses, left, strict=True):
                if still:
                    capacity[places] *= 1.0 - share * still
            self._now = (left, capacity)
        capacity = self._now[1]
        if damaged:
            capacity = capacity.copy()
            for each in damaged:
                capacity[each.industries] *= 1.0 - each.left.sum(axis=0) / each.capital
        return capacity

    def cuts(self, step: int) -> dict[int, Cut]:
        """The goods with cut links on a step, by sector."""
        active = tuple(each for each in self._cuts if self._on(each, step))
        if active != self._cut[0]:
            self._cut = (active, _cut_links(self.prepared, active))
        return self._cut[1]

    def wanted(self, step: int) -> Wanted | None:
        """Final demand on a step; None if it is as usual."""
        changes: list[LinkCut | DemandChange] = [*self._changes, *(each for each in self._cuts if each.final)]
        active = tuple(each for each in changes if self._on(each, step))
        if active != self._wanted[0]:
            self._wanted = (active, _wanted(self.prepared, active) if active else None)
        return self._wanted[1]

    def _day(self, step: int) -> int:
        return int(step * self.prepared.parameters.step)

    def _on(self, shock: LinkCut | DemandChange, step: int) -> bool:
        return shock.day <= self._day(step) < shock.day + shock.days


def compiled(prepared: Prepared, scenario: EconomicScenario) -> Compiled:
    """A scenario in the numbers of a table.

    Raises:
        BadEconomicScenario: with everything in it that cannot be.
    """
    faults = scenario.faults(prepared.table)
    losses: list[tuple[Places, Floats, Callable[[int], float]]] = []
    damages: list[Damage] = []
    if not faults:
        for number, shock in enumerate(scenario.shocks, start=1):
            called = f"{scenario.name or 'scenario'}, shock {number} ({type(shock).__name__})"
            if isinstance(shock, CapacityLoss):
                places = industries(prepared.table, shock.regions, shock.sectors)
                losses.append((places, np.full(len(places), shock.share), shock.left))
            elif isinstance(shock, CapitalLoss | Rebuilding):
                places, share = _capital_share(prepared, shock, called, faults)
                if isinstance(shock, CapitalLoss):
                    losses.append((places, np.full(len(places), share), shock.left))
                elif not faults:
                    damages.append(_damage(prepared, shock, places, share))
    if faults:
        raise BadEconomicScenario(faults)
    return Compiled(scenario, prepared, losses, damages)


def industries(table: EconomicTable, regions: tuple[str, ...], sectors: tuple[str, ...]) -> Places:
    """Places of industries in the prepared order; all regions or sectors if none are named."""
    chosen = [table.regions.index(each) for each in dict.fromkeys(regions)] or range(len(table.regions))
    goods = [table.sectors.index(each) for each in dict.fromkeys(sectors)] or range(len(table.sectors))
    return np.array([good * len(table.regions) + region for good in goods for region in chosen], dtype=np.intp)


def _capital_share(
    prepared: Prepared, shock: CapitalLoss | Rebuilding, called: str, faults: list[str]
) -> tuple[Places, float]:
    """The industries with capital, and the share of it that is lost; a fault if it is more than there is."""
    places = industries(prepared.table, shock.regions, shock.sectors)
    places = places[prepared.capital[places] > 0]
    held = float(prepared.capital[places].sum())
    if shock.amount > held:
        faults.append(
            f"{called}: `amount` is {shock.amount:g}, the industries named have capital of {held:g} "
            "(value added times the capital ratio); lower it, or say the share of capacity that is lost"
        )
        return places, 0.0
    return places, shock.amount / held


def _damage(prepared: Prepared, shock: Rebuilding, places: Places, share: float) -> Damage:
    """Capital to be rebuilt, and of whom it is ordered."""
    r = prepared.regions
    step = prepared.parameters.step
    destroyed = prepared.capital[places] * share
    column = places if prepared.back is None else prepared.back[places]
    region = places % r
    sellers, left = [], []
    for sector, part in shock.rebuilders.items():
        good = prepared.table.sectors.index(sector)
        rows = np.arange(good * r, (good + 1) * r)
        usual = prepared.shares[good][:, column]
        consumed = prepared.final[rows][:, region]
        total = consumed.sum(axis=0)
        consumed = np.divide(consumed, total, out=np.full_like(consumed, 1.0 / r), where=total > 0)
        sellers.append(rows)
        left.append(part * destroyed * np.where(usual.sum(axis=0) > 0, usual, consumed))
    return Damage(
        first=int(np.ceil(shock.day / step)),
        ordered_from=int(np.ceil((shock.day + shock.days) / step)),
        industries=places,
        capital=prepared.capital[places],
        sellers=np.concatenate(sellers),
        left=np.concatenate(left),
        rate=min(1.0, step / shock.rebuilding_days),
        of_class=prepared.classes.final[region],
    )


def _cut_links(prepared: Prepared, active: tuple[LinkCut, ...]) -> dict[int, Cut]:
    """The cut links by good."""
    table, r = prepared.table, prepared.regions
    goods = {good for each in active for good in _goods(table, each)}
    found = {}
    for good in sorted(goods):
        mine = [each for each in active if good in _goods(table, each)]
        sellers = np.unique([table.regions.index(each.seller) for each in mine])
        left = np.ones((len(sellers), len(prepared.usual)))
        ordered = np.ones_like(left)
        for each in mine:
            row = int(np.searchsorted(sellers, table.regions.index(each.seller)))
            cut_off = np.isin(np.arange(r), [table.regions.index(name) for name in each.cut_off(table)])
            factor = prepared.as_buyers(np.tile(np.where(cut_off, 1.0 - each.cut(), 1.0), prepared.sectors))
            left[row] *= factor
            if each.replace:
                ordered[row] *= factor
        found[good] = Cut(np.flatnonzero((left < 1).any(axis=0)), sellers, left, ordered)
    return found


def _goods(table: EconomicTable, cut: LinkCut) -> list[int]:
    return [table.sectors.index(each) for each in cut.sectors] or list(range(len(table.sectors)))


def _wanted(prepared: Prepared, active: tuple[LinkCut | DemandChange, ...]) -> Wanted:
    """Final demand with changes first and cut links after them."""
    table, r = prepared.table, prepared.regions
    final = prepared.final.reshape(prepared.sectors, r, r).copy()
    missing = np.zeros_like(final)
    for each in active:
        if isinstance(each, DemandChange):
            goods = [table.sectors.index(name) for name in each.sectors] or list(range(prepared.sectors))
            sellers = [table.regions.index(name) for name in each.made_in] or list(range(r))
            buyers = [table.regions.index(name) for name in each.regions] or list(range(r))
            final[np.ix_(goods, sellers, buyers)] *= 1.0 + each.change
    serves = np.ones_like(final)
    replaced = np.ones_like(final)
    for each in active:
        if isinstance(each, LinkCut):
            at = np.ix_(
                _goods(table, each),
                [table.regions.index(each.seller)],
                [table.regions.index(name) for name in each.cut_off(table)],
            )
            serves[at] *= 1.0 - each.cut()
            if each.replace:
                replaced[at] *= 1.0 - each.cut()
    left = final * replaced
    total = left.sum(axis=1, keepdims=True)
    moved = (final - left).sum(axis=1, keepdims=True)
    # Consumers order from the other sellers of a good what one does not sell; where there is none, it is missing.
    grown = left * (1.0 + np.divide(moved, total, out=np.zeros_like(total), where=total > 0))
    missing += np.where(total > 0, 0.0, final - left)
    missing += grown * np.divide(replaced - serves, replaced, out=np.zeros_like(serves), where=replaced > 0)
    served = grown * np.divide(serves, replaced, out=np.zeros_like(serves), where=replaced > 0)
    n = len(prepared.usual)
    return Wanted(served.reshape(n, r), missing.reshape(n, r))
