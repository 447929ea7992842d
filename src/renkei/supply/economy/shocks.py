"""What happens to an economy: industries make less, sellers sell less to some, consumers want more or less.

Days count from 0, the first day simulated. A shock of `days` acts on `day`, `day + 1`, ... `day + days - 1`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from renkei.supply.economy.errors import unknown
from renkei.supply.economy.table import EconomicTable

Recovery = Literal["at once", "linear", "exponential", "never"]
"""What follows the days of a loss: e days after the last of them, the part still lost is 0, max(0, 1 - e /
recovery_days), exp(-e / recovery_days), or 1."""


@dataclass(frozen=True)
class CapacityLoss:
    """Industries can make only a part of what they usually can.

    Attributes:
        share: of their capacity that is lost, from 0 to 1.
        day: the first day.
        days: with the whole loss.
        regions: whose industries; all if empty.
        sectors: which industries; all if empty.
        recovery: what follows.
        recovery_days: of `linear`, until all is back; of `exponential`, until 1/e is still lost.
    """

    share: float
    day: int
    days: int
    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    recovery: Recovery = "at once"
    recovery_days: float = 0.0

    def faults(self, table: EconomicTable) -> list[str]:
        """What makes it impossible in a table."""
        return [
            *_when(self.day, self.days),
            *_share("share", self.share),
            *_where(table, self.regions, self.sectors),
            *_recovery(self.recovery, self.recovery_days),
        ]

    def left(self, day: int) -> float:
        """The part of the loss that is still there on a day, from 0 to 1."""
        return _still(day, self.day, self.days, self.recovery, self.recovery_days)


@dataclass(frozen=True)
class CapitalLoss:
    """Capital is destroyed; capacity falls by the same share and comes back by itself.

    Attributes:
        amount: destroyed, in the table's money (`factor` times `unit`), split by the capital of the industries named.
        day: the first day.
        days: before recovery begins.
        regions: whose industries; all if empty.
        sectors: which industries; all if empty.
        recovery: what follows.
        recovery_days: see `CapacityLoss`.
    """

    amount: float
    day: int
    days: int
    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    recovery: Recovery = "linear"
    recovery_days: float = 60.0

    def faults(self, table: EconomicTable) -> list[str]:
        """What makes it impossible in a table; whether it is more than there is, is seen when it is compiled."""
        return [
            *_when(self.day, self.days),
            *_above("amount", self.amount),
            *_where(table, self.regions, self.sectors),
            *_recovery(self.recovery, self.recovery_days),
        ]

    def left(self, day: int) -> float:
        """The part of the loss that is still there on a day, from 0 to 1."""
        return _still(day, self.day, self.days, self.recovery, self.recovery_days)


@dataclass(frozen=True)
class Rebuilding:
    """Capital is destroyed and built anew: the rebuilding is ordered, and capacity comes back as it is delivered.

    Each industry orders of the sectors that rebuild, from the sellers it buys of as a rule, and of those its region's
    final consumers buy of if it buys none; what is still missing, divided by `rebuilding_days`, each day.

    Attributes:
        amount: destroyed, in the table's money, split by the capital of the industries named.
        day: on which it is destroyed.
        days: before rebuilding is ordered.
        rebuilders: shares of the sectors that rebuild; they add up to 1.
        rebuilding_days: how fast it is ordered.
        regions: whose industries; all if empty.
        sectors: which industries; all if empty.
    """

    amount: float
    day: int
    rebuilders: Mapping[str, float]
    days: int = 1
    rebuilding_days: float = 60.0
    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()

    def faults(self, table: EconomicTable) -> list[str]:
        """What makes it impossible in a table."""
        found = [
            *_when(self.day, self.days),
            *_above("amount", self.amount),
            *_where(table, self.regions, self.sectors),
        ]
        found += [unknown("sector", each, table.sectors) for each in self.rebuilders if each not in table.sectors]
        if any(share < 0 for share in self.rebuilders.values()) or abs(sum(self.rebuilders.values()) - 1) > 1e-9:
            found.append(
                f"the shares of `rebuilders` add up to {sum(self.rebuilders.values()):g}; they need to be 1 together"
            )
        if not (math.isfinite(self.rebuilding_days) and self.rebuilding_days >= 1):
            found.append(f"`rebuilding_days` is {self.rebuilding_days}; it needs at least 1")
        return found


@dataclass(frozen=True)
class LinkCut:
    """A region stops selling, or sells less of, some goods to others: a cut of links, or an export ban.

    Nothing is lost of what the seller can make; it may serve the other buyers.

    Attributes:
        seller: the region that sells less.
        day: the first day.
        days: how long.
        sectors: the goods; all if empty.
        buyers: the regions cut off; all but the seller itself if empty (an export ban).
        share: of ordinary sales that is stopped, from 0 to 1.
        replace: whether buyers may order from other sellers what they cannot have. If not, it is missing.
        passed_on: the part of what is stopped that still reaches the buyers through third places, from 0 to 1. A table
            knows no transit: goods passed on count as sold by the seller directly.
        final: whether final consumers are cut off too, and not industries only.
    """

    seller: str
    day: int
    days: int
    sectors: tuple[str, ...] = ()
    buyers: tuple[str, ...] = ()
    share: float = 1.0
    replace: bool = True
    passed_on: float = 0.0
    final: bool = True

    def faults(self, table: EconomicTable) -> list[str]:
        """What makes it impossible in a table."""
        found = [*_when(self.day, self.days), *_share("share", self.share), *_share("passed_on", self.passed_on)]
        found += _where(table, (self.seller, *self.buyers), self.sectors)
        if self.seller in self.buyers:
            found.append(
                f"`{self.seller}` is cut off from itself; leave it out of the buyers, or use a loss of capacity"
            )
        if not self.buyers and len(table.regions) == 1:
            found.append("the table has one region only; there is nobody abroad to be cut off")
        return found

    def cut(self) -> float:
        """The part of ordinary sales that does not reach the buyers."""
        return self.share * (1.0 - self.passed_on)

    def cut_off(self, table: EconomicTable) -> tuple[str, ...]:
        """The regions cut off."""
        return self.buyers or tuple(each for each in table.regions if each != self.seller)


def export_ban(seller: str, day: int, days: int, sectors: Sequence[str] = (), **how: object) -> LinkCut:
    """A region sells no goods of some sectors to anybody abroad, or to none of the `buyers`.

    Args:
        seller: the region.
        day: the first day.
        days: how long.
        sectors: the goods; all if empty.
        how: buyers, share, replace, passed_on, final, as `LinkCut` takes them.
    """
    return LinkCut(seller, day, days, tuple(sectors), **how)  # type: ignore[arg-type]


@dataclass(frozen=True)
class DemandChange:
    """Final consumers want more or less than usual.

    Attributes:
        change: share of the usual demand, -1 for none, 0.5 for half as much again.
        day: the first day.
        days: how long.
        regions: whose consumers; all if empty.
        sectors: of which goods, wherever they are made; all if empty.
        made_in: only goods of these regions; all if empty.
    """

    change: float
    day: int
    days: int
    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    made_in: tuple[str, ...] = ()

    def faults(self, table: EconomicTable) -> list[str]:
        """What makes it impossible in a table."""
        found = [*_when(self.day, self.days), *_where(table, (*self.regions, *self.made_in), self.sectors)]
        if not (math.isfinite(self.change) and self.change >= -1):
            found.append(f"`change` is {self.change}; it needs at least -1, which is no demand at all")
        return found


Shock = CapacityLoss | CapitalLoss | Rebuilding | LinkCut | DemandChange


@dataclass(frozen=True)
class EconomicScenario:
    """Shocks that come together.

    Attributes:
        shocks: in any order. Capacity lost for several reasons is lost in turn: two halves leave a quarter.
        name: what to call it.
    """

    shocks: tuple[Shock, ...] = field(default=())
    name: str = ""

    def faults(self, table: EconomicTable) -> list[str]:
        """Everything that makes it impossible in a table."""
        called = self.name or "scenario"
        return [
            f"{called}, shock {number} ({type(shock).__name__}): {fault}"
            for number, shock in enumerate(self.shocks, start=1)
            for fault in shock.faults(table)
        ]


def _still(day: int, first: int, days: int, recovery: Recovery, recovery_days: float) -> float:
    if day < first:
        return 0.0
    past = day - (first + days) + 1
    if past <= 0 or recovery == "never":
        return 1.0
    if recovery == "linear":
        return max(0.0, 1.0 - past / recovery_days)
    return math.exp(-past / recovery_days) if recovery == "exponential" else 0.0


def _when(day: int, days: int) -> list[str]:
    found = []
    if day < 0:
        found.append(f"`day` is {day}; the first day is 0")
    if days < 1:
        found.append(f"`days` is {days}; a shock lasts at least 1 day")
    return found


def _share(name: str, value: float) -> list[str]:
    return [] if 0 <= value <= 1 else [f"`{name}` is {value}; it needs a share from 0 to 1"]


def _above(name: str, value: float) -> list[str]:
    return [] if math.isfinite(value) and value > 0 else [f"`{name}` is {value}; it needs an amount above 0"]


def _where(table: EconomicTable, regions: Sequence[str], sectors: Sequence[str]) -> list[str]:
    found = [unknown("region", each, table.regions) for each in regions if each not in table.regions]
    return found + [unknown("sector", each, table.sectors) for each in sectors if each not in table.sectors]


def _recovery(recovery: str, recovery_days: float) -> list[str]:
    if recovery not in ("at once", "linear", "exponential", "never"):
        return [f"`recovery` is `{recovery}`; it is `at once`, `linear`, `exponential` or `never`"]
    if recovery in ("linear", "exponential") and not (math.isfinite(recovery_days) and recovery_days > 0):
        return [f"`recovery_days` is {recovery_days}; `{recovery}` needs a number above 0"]
    return []
