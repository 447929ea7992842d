"""The days, one after the other, for a block of scenarios at once.

A step of an industry j (`docs/method/economy.md` has the equations with their sources):

1. alpha grows with the scarcity of the step before; capacity = alpha * (what the shocks leave) * x.
2. It makes what is asked of it, at most its capacity, and at most what the scarcest of its stocks allows.
3. What it made is rationed among its customers; what they get goes into their stocks, what they used goes out.
4. It orders what it used and a part of what is missing in its stocks, good by good, split among the good's sellers.

Orders are never held as a table of N x N. What j orders of a good is one number, what a seller gets of it is that
number times a share, and shares only change by a weight of the seller. So a step needs three products with the rows of
a good's sellers: what arrives, what the weights add up to, and what is asked of each seller. All three are done good by
good, one after the other while the rows are in the cache: the table is read from memory once a step, for all scenarios
of a block.

All is counted as what is usual plus a difference, and only the differences are multiplied out: so nothing moves without
a shock, and single precision is precise enough for the products. For a buyer of usual output x that needs a of a good:

name      counted in   what it is
--------  -----------  -----------------------------------------------------------------------------
stocks    steps        stock / (a x) less the stock it aims at; infinite where it needs nothing of a good
orders    1            orders of the good / (a x), over what the weights of its sellers add up to
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from renkei.supply.economy.compiling import Compiled, Cut, Numbers, Wanted
from renkei.supply.economy.prepared import Prepared
from renkei.supply.economy.rationing import filled
from renkei.supply.economy.table import Floats

NOTHING = {np.dtype(np.float64): 1e-30, np.dtype(np.float32): 1e-12}
"""Weights of sellers that add up to less than this are nobody to order from."""

SCARCE = 1e-3
"""Where a weight is below this, weights are multiplied out themselves, not their differences from 1: so that nothing
comes of sellers of whom nothing is left."""


@dataclass(frozen=True, eq=False)
class Step:
    """A step for those who watch; arrays in the prepared order, in money per step.

    Attributes:
        number: from 0.
        capacity: [K, N].
        demand: orders of industries, final demand and rebuilding, [K, N].
        made: [K, N].
        delivered: to all customers, [K, N].
        to_industries: the part of it that went to industries, [K, N].
        received: by all industries together of each good, [K, S], counted on the buyers' side.
        unmet: demand that was not delivered, [K, N].
        stocks: in steps of usual use after the step, [S, K, N], in the order of the buyers.
    """

    number: int
    capacity: Floats
    demand: Floats
    made: Floats
    delivered: Floats
    to_industries: Floats
    received: Floats
    unmet: Floats
    stocks: Floats


@dataclass(frozen=True, eq=False)
class _Weighed:
    """The weights of the sellers for a step. G classes of customers, K scenarios, R regions.

    Attributes:
        arriving: the part of what was ordered that arrives, times the weight it was ordered with, [S, G, K, R].
        weights: with which the next step's orders are split, [S, K, R].
        moved: both, one below the other, for the products: less 1 but where `plain`, [S, (G + 1) K, R], without
            the weights if orders are fixed.
        plain: the goods of which some seller has next to nothing left.
    """

    arriving: Floats
    weights: Floats
    moved: Numbers
    plain: list[bool]


class Days:
    """The state of a block of K scenarios. N industries, R regions, S goods, G classes of customers.

    Attributes:
        alpha: overproduction, [K, N].
        made: output of the step, [K, N].
        final: final demand of the step by class, [G, K, N].
        missing: final demand that is cut off and not to be had elsewhere, [K, N].
        fill: the share of its orders each class gets of each seller, [G, K, N].
        changed: final demand where it is not as usual, by scenario.
    """

    def __init__(self, block: list[Compiled], ready: Prepared, *, watching: bool) -> None:
        k, n, s = len(block), len(ready.usual), ready.sectors
        self.block, self.ready, self.watching = block, ready, watching
        self.fixed = ready.parameters.orders == "fixed"
        kind = ready.shares.dtype
        self.nothing = NOTHING[kind]
        usual = ready.as_buyers(ready.usual)
        self.parts_by = np.where(usual > 0, usual, 1.0)
        self.alpha = np.full((k, n), ready.parameters.alpha_base)
        self.made = np.tile(ready.usual, (k, 1))
        self.weights = np.ones((k, n))
        self.left = np.ones((k, n))
        self._final(k, n)
        self.hit = [index for index, each in enumerate(block) if each.losses or each.damages]
        self.rebuilders = [index for index, each in enumerate(block) if each.damages]
        self.received = np.zeros((k, s))
        self.stocks: Numbers = np.where(ready.needs > 0, 0.0, np.inf).astype(kind)[:, None].repeat(k, axis=1)
        self.orders: Numbers = np.ones((s, k, n), kind)
        self.lowest: Numbers = np.zeros((k, n), kind)
        self.uses = (ready.needs * usual).astype(kind)
        self.limits = np.isfinite(ready.stock)
        held = set(ready.stock[self.limits].tolist())
        self.one_stock = held.pop() if len(held) == 1 else None
        self.cuts = self._cuts(0)
        self.flat: Numbers = np.zeros((2 * k, n), kind)
        self.gap: Numbers = np.empty((k, n), kind)
        self.bought: Numbers = np.empty((k, n), kind)
        self.sold: Numbers = np.empty((k, ready.regions), kind)
        self._first_orders()

    def _final(self, k: int, n: int) -> None:
        """Final demand as usual, and what the classes order as a rule."""
        ready = self.ready
        g = ready.classes.count
        self.usual_final = np.zeros((g, n))
        for region, of in enumerate(ready.classes.final):
            self.usual_final[of] += ready.final[:, region]
        self.final = np.repeat(self.usual_final[:, None], k, axis=1)
        self.changed: list[Wanted | None] = [None] * k
        self.missing = np.zeros((k, n))
        self.rebuilding = np.zeros((g, k, n))
        self.fill = np.ones((g, k, n))
        self.asked = np.zeros((g, k, n))

    def _first_orders(self) -> None:
        """What is ordered for the first step: as usual, but for links cut that day."""
        ready = self.ready
        ones = np.ones((len(self.block), ready.regions))
        added = self.flat[len(self.block) :]
        for sector in range(ready.sectors):
            added.fill(1.0)
            self._correct_sums(sector, added, ones, self.cuts)
            np.divide(1.0, np.maximum(added, self.nothing), out=self.orders[sector])
            self._ask(sector, ones, self.cuts)

    def pass_one(self, number: int) -> None:
        """One step."""
        self._demand(number)
        self._produce(number)
        self._deliver(number)

    def _demand(self, number: int) -> None:
        """Final demand and rebuilding."""
        for index, each in enumerate(self.block):
            wanted = each.wanted(number)
            if wanted is not self.changed[index]:
                self.changed[index] = wanted
                self.final[:, index] = self.usual_final if wanted is None else 0.0
                self.missing[index] = 0.0
                if wanted is not None:
                    for region, of in enumerate(self.ready.classes.final):
                        self.final[of, index] += wanted.by_region[:, region]
                    self.missing[index] = wanted.missing.sum(axis=1)
        for index in self.rebuilders:
            self.rebuilding[:, index] = 0.0
            for damage in self.block[index].damages:
                if number >= damage.ordered_from:
                    self.rebuilding[:, index] += damage.ordered(*self.usual_final.shape)

    def _produce(self, number: int) -> None:
        """Capacity, output and how it is rationed."""
        how, ready = self.ready.parameters, self.ready
        self.by_industries = self.asked
        asked = self.asked + self.final
        if self.rebuilders:
            asked += self.rebuilding
        self.demand = asked.sum(axis=0) if len(asked) > 1 else asked[0]
        if number:
            self._adapt()
        for index in self.hit:
            self.left[index] = self.block[index].capacity(number)
        self.before = self.weights
        self.weights = self.alpha * self.left
        self.capacity = self.weights * ready.usual
        wished = ready.as_buyers(np.minimum(self.demand, self.capacity))
        allowed = self.parts_by * ((1.0 + self._lowest_stock()) / how.psi)
        made = np.minimum(wished, allowed)
        self.wished_parts = wished / self.parts_by
        self.made_parts = made / self.parts_by
        self.made = ready.as_sellers(made)
        self.fill = filled(self.made, self.demand, asked, how.rationing.minimum)
        for index in self.rebuilders:
            for damage in self.block[index].damages:
                if number >= damage.ordered_from:
                    damage.deliver(self.fill[:, index])

    def _lowest_stock(self) -> Floats:
        """Of the scarcest stock of each buyer, the difference from its aim as a part of the aim, [K, N]."""
        lowest = self.lowest.astype(np.float64)
        return lowest / self.one_stock if self.one_stock else lowest

    def _adapt(self) -> None:
        """Overproduction by the scarcity of what was made yesterday against what is asked for today."""
        how = self.ready.parameters
        scarcity = np.subtract(self.demand, self.made)
        np.divide(scarcity, self.demand, out=scarcity, where=self.demand > 0)
        grown = self.alpha + (how.alpha_max - self.alpha) * scarcity / self.ready.adaptation
        if how.slack == "scarcity":
            self.alpha = np.maximum(grown, min(1.0, how.alpha_base))
        else:
            ended = self.alpha + (how.alpha_base - self.alpha) / self.ready.adaptation
            self.alpha = np.where(scarcity > 0, grown, ended)

    def _deliver(self, number: int) -> None:
        """What arrives, what is used, and the orders for the next step, good by good."""
        kind = self.ready.shares.dtype
        weighed = self._weigh()
        later = self._cuts(number + 1)
        aims = ((self.wished_parts - 1.0) * self.one_stock).astype(kind) if self.one_stock else None
        made = self.made_parts.astype(kind)
        slower = kind.type(1.0 / self.ready.restoration)
        self.asked = np.empty_like(self.asked)
        self.lowest.fill(np.inf)
        for sector in range(self.ready.sectors):
            came, added = self._multiply(sector, weighed)
            came *= self.orders[sector]
            if self.watching:
                self.received[:, sector] = (came * self.uses[sector]).sum(axis=1)
            gap = made
            if self.limits[sector]:
                stock = self.stocks[sector]
                came -= made
                stock += came
                gap = self._gap(sector, stock, aims)
                gap *= slower
                gap += made
            self._order(sector, gap, added, weighed, later)
        self.cuts = later

    def _weigh(self) -> _Weighed:
        """The weights of the sellers for a step."""
        k, r, s = len(self.block), self.ready.regions, self.ready.sectors
        kind = self.ready.shares.dtype
        given = self.fill if self.fixed else self.fill * self.before
        arriving = np.ascontiguousarray(given.reshape(-1, k, s, r).transpose(2, 0, 1, 3))
        if self.fixed:
            together, next_ = arriving.reshape(s, -1, r), np.ones((s, k, r))
        else:
            next_ = np.ascontiguousarray(self.weights.reshape(k, s, r).transpose(1, 0, 2))
            together = np.concatenate([arriving.reshape(s, -1, r), next_], axis=1)
        plain = together.min(axis=(1, 2)) < SCARCE
        moved = (together - 1.0).astype(kind)
        moved[plain] = together[plain]
        return _Weighed(arriving, next_, moved, plain.tolist())

    def _multiply(self, sector: int, weighed: _Weighed) -> tuple[Numbers, Numbers]:
        """What arrives of each unit ordered of a good, and what the weights of its sellers add up to, [K, N]."""
        shares, moved, k = self.ready.shares[sector], weighed.moved[sector], len(self.block)
        came, added = self.flat[:k], self.flat[k:]
        if len(self.ready.spans) == 1 and not self.fixed:  # one product for both
            np.matmul(moved, shares, out=self.flat)
        else:
            for of, (start, stop) in enumerate(self.ready.spans):
                if stop > start:
                    np.matmul(moved[of * k : (of + 1) * k], shares[:, start:stop], out=came[:, start:stop])
            if not self.fixed:
                np.matmul(moved[-k:], shares, out=added)
        if not weighed.plain[sector]:
            self.flat += 1.0
        self._correct_arrivals(sector, came, weighed.arriving[sector])
        return came, added

    def _order(self, sector: int, gap: Numbers, added: Numbers, weighed: _Weighed, later: list[dict[int, Cut]]) -> None:
        """Orders of a good for the next step, from what is used and missing of it."""
        weights = weighed.weights[sector]
        if self.fixed:
            np.copyto(self.orders[sector], gap)
            self._correct_fixed(sector, self.orders[sector], later)
        else:
            self._correct_sums(sector, added, weights, later)
            if later or weighed.plain[sector]:
                np.maximum(added, self.nothing, out=added)
            np.divide(gap, added, out=self.orders[sector])
        self._ask(sector, weights, later)

    def _gap(self, sector: int, stock: Numbers, aims: Numbers | None) -> Numbers:
        """What is missing in the stocks of a good, in steps of usual use, [K, N]; the scarcest stock on the way."""
        aim = self.ready.stock[sector]
        if aims is None:
            np.multiply(stock, stock.dtype.type(1.0 / aim), out=self.gap)
            np.minimum(self.lowest, self.gap, out=self.lowest)
            np.subtract(((self.wished_parts - 1.0) * aim).astype(stock.dtype), stock, out=self.gap)
        else:
            np.minimum(self.lowest, stock, out=self.lowest)
            np.subtract(aims, stock, out=self.gap)
        np.maximum(self.gap, 0.0, out=self.gap)
        return self.gap

    def _ask(self, sector: int, weights: Floats, cuts: list[dict[int, Cut]]) -> None:
        """What is asked of each seller of a good, by class of the industries that ask."""
        ready = self.ready
        shares, r = ready.shares[sector], ready.regions
        rows = slice(sector * r, (sector + 1) * r)
        np.subtract(self.orders[sector], 1.0, out=self.bought)
        self.bought *= self.uses[sector]
        for of, (start, stop) in enumerate(ready.spans):
            if stop > start:
                np.matmul(self.bought[:, start:stop], shares[:, start:stop].T, out=self.sold)
                asked = self.asked[of][:, rows]
                np.add(self.sold, ready.sales[of, rows], out=asked)
                for index, cut in self._cut(sector, cuts):
                    for seller, left in zip(cut.sellers, cut.left, strict=True):
                        kept = (self.bought[index, start:stop] + self.uses[sector, start:stop]) * left[start:stop]
                        asked[index, seller] = shares[seller, start:stop] @ kept
                asked *= weights
            else:
                self.asked[of][:, rows] = 0.0

    def _cuts(self, number: int) -> list[dict[int, Cut]]:
        """The cut links of a step by scenario; nothing at all if there are none."""
        cuts = [each.cuts(number) for each in self.block]
        return cuts if any(cuts) else []

    def _cut(self, sector: int, cuts: list[dict[int, Cut]]) -> Iterator[tuple[int, Cut]]:
        """The scenarios in which links of a good are cut."""
        if cuts:
            yield from ((index, each[sector]) for index, each in enumerate(cuts) if sector in each)

    def _correct_arrivals(self, sector: int, came: Numbers, arriving: Floats) -> None:
        """What arrives of sellers that have cut links: the cut ones were not ordered of."""
        for index, cut in self._cut(sector, self.cuts):
            for of, (start, stop) in enumerate(self.ready.spans):
                inside = (cut.columns >= start) & (cut.columns < stop)
                columns = cut.columns[inside]
                if columns.size:
                    shares = self.ready.shares[sector]
                    came[index, columns] = cut.reached(shares, arriving[of, index], cut.left, columns)

    def _correct_sums(self, sector: int, added: Numbers, weights: Floats, cuts: list[dict[int, Cut]]) -> None:
        """What the weights of the sellers add up to for buyers that may order elsewhere what some do not sell."""
        for index, cut in self._cut(sector, cuts):
            shares = self.ready.shares[sector]
            added[index, cut.columns] = cut.reached(shares, weights[index], cut.ordered, cut.columns)

    def _correct_fixed(self, sector: int, orders: Numbers, cuts: list[dict[int, Cut]]) -> None:
        """The same for fixed shares, whose sum is 1 unless links are cut."""
        for index, cut in self._cut(sector, cuts):
            ones = np.ones(self.ready.regions)
            sums = cut.reached(self.ready.shares[sector], ones, cut.ordered, cut.columns)
            orders[index, cut.columns] /= np.maximum(sums, self.nothing)

    def seen(self, number: int) -> Step:
        """The step for those who watch."""
        asked = self.by_industries + self.final + self.rebuilding
        delivered = (self.fill * asked).sum(axis=0)
        aims = np.where(self.limits, self.ready.stock, 0.0)[:, None, None]
        return Step(
            number=number,
            capacity=self.capacity,
            demand=self.demand,
            made=self.made,
            delivered=delivered,
            to_industries=(self.fill * self.by_industries).sum(axis=0),
            received=self.received.copy(),
            unmet=self.demand - delivered,
            stocks=np.asarray(self.stocks + aims, dtype=np.float64),
        )
