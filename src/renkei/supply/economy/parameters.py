"""The parameters of the daily model, each with unit, default, source and what it does to the result.

symbol     name                  unit   default       idea     what it does
---------  --------------------  -----  ------------  -------  ----------------------------------------------------
dt         step                  days   1             [H13]    length of a step; all times below are in days
-          days_a_year           days   365           -        turns the yearly flows of the table into daily ones
psi        psi                   -      0.8           [H13]    share of its target stock below which a missing input
                                                               starts to limit production; lower: shortages bite later
n_s        inventory_days        days   90            [H13]    stock of each input at the start and as target; by
                                                               sector; infinite: the input never limits anybody
tau_inv    restoration_days      days   60            [H13]    how fast missing stock is ordered again; short: echoes
alpha_b    alpha_base            -      1             [H08]    capacity over ordinary output before anything happens
alpha_max  alpha_max             -      1.25          [H08]    most an industry can overproduce in the end
tau_alpha  alpha_days            days   365           [H08]    how fast it gets there; short: losses are made up sooner
-          slack                 -      `scarcity`    -        how overproduction ends: see `Slack`
k_v        capital_ratio         years  4             [H08]    capital over a year's value added, by sector; turns
                                                               money of capital lost into a share of capacity
-          orders                -      `capacity`    [G20]    how orders are split among the sellers of a good: by
                                                               ordinary purchases, weighted with capacity left
                                                               (`capacity`), or by ordinary purchases (`fixed`, [H13])
-          rationing             -      proportional  [H13]    who gets what when an industry cannot serve all orders

[H08] Hallegatte 2008, Risk Analysis 28(3), 779-799, doi:10.1111/j.1539-6924.2008.01046.x
[H13] Hallegatte 2013, Risk Analysis, doi:10.1111/risa.12090
[G20] Guan and others 2020, Nature Human Behaviour 4, 577-587, doi:10.1038/s41562-020-0896-8
The defaults are those BoARIO documents, so that results can be set beside its own:
https://spjuhel.github.io/BoARIO/tutorials/model-params.html
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from renkei.supply.economy.errors import BadEconomicParameter, unknown
from renkei.supply.economy.rationing import Rationing

Slack = Literal["scarcity", "published"]
"""How overproduction changes once nothing is scarce.

`scarcity`: alpha moves by (alpha_max - alpha) * scarcity / tau_alpha, also while scarcity is negative, and never below
1. So BoARIO 0.7.2 was observed to behave. `published`: alpha returns to alpha_base with tau_alpha as soon as scarcity
is not positive, as [H13] writes it.
"""

Orders = Literal["capacity", "fixed"]


@dataclass(frozen=True)
class Parameters:
    """How the economy reacts; the table at the top of this file tells what each does.

    Attributes:
        step: days a step stands for.
        days_a_year: days the table's yearly flows are spread over.
        psi: above 0, at most 1.
        inventory_days: of every sector's product, or by the name of the sector; `math.inf` for what never runs out.
        other_inventory_days: of the sectors a mapping does not name.
        restoration_days: at least a step.
        alpha_base: at least 1 as a rule.
        alpha_max: at least `alpha_base`.
        alpha_days: at least a step.
        slack: see `Slack`.
        capital_ratio: of every sector, or by the name of the sector.
        other_capital_ratio: of the sectors a mapping does not name.
        orders: see above.
        rationing: see `Rationing`.
    """

    step: float = 1.0
    days_a_year: float = 365.0
    psi: float = 0.8
    inventory_days: float | Mapping[str, float] = 90.0
    other_inventory_days: float = 90.0
    restoration_days: float = 60.0
    alpha_base: float = 1.0
    alpha_max: float = 1.25
    alpha_days: float = 365.0
    slack: Slack = "scarcity"
    capital_ratio: float | Mapping[str, float] = 4.0
    other_capital_ratio: float = 4.0
    orders: Orders = "capacity"
    rationing: Rationing = field(default_factory=Rationing)

    def __post_init__(self) -> None:
        """Refuse values no simulation can run with.

        Raises:
            BadEconomicParameter: with all of them.
        """
        faults = [*_times(self), *_capacities(self)]
        for name, value in _each("inventory_days", self.inventory_days, self.other_inventory_days):
            if not value * self.psi >= self.step:  # a stock of less than a step cannot feed the step
                faults.append(f"`{name}` is {value}; times `psi` it needs at least a step of {self.step:g} days")
        faults += [
            f"`{name}` is {value}; it needs a finite number above 0"
            for name, value in _each("capital_ratio", self.capital_ratio, self.other_capital_ratio)
            if not (math.isfinite(value) and value > 0)
        ]
        if self.slack not in ("scarcity", "published"):
            faults.append(f"`slack` is `{self.slack}`; it is `scarcity` or `published`")
        if self.orders not in ("capacity", "fixed"):
            faults.append(f"`orders` is `{self.orders}`; it is `capacity` or `fixed`")
        if faults:
            raise BadEconomicParameter(faults)

    def days_of_stock(self, sectors: tuple[str, ...]) -> list[float]:
        """n_s in the order of the sectors.

        Raises:
            BadEconomicParameter: for a sector the table does not have.
        """
        return _by_sector("inventory_days", self.inventory_days, self.other_inventory_days, sectors)

    def ratios(self, sectors: tuple[str, ...]) -> list[float]:
        """k_v in the order of the sectors.

        Raises:
            BadEconomicParameter: for a sector the table does not have.
        """
        return _by_sector("capital_ratio", self.capital_ratio, self.other_capital_ratio, sectors)


def warnings(parameters: Parameters) -> list[str]:
    """What makes the answer unstable or hard to believe; nothing if all is usual."""
    found = []
    steps = parameters.restoration_days / parameters.step
    if steps < 7:
        found.append(
            f"`restoration_days` is {steps:g} steps: missing stock is ordered again nearly at once, so that a shortage "
            "comes back later as a peak of orders (an echo); 30 to 90 days are usual"
        )
    finite = [days for _, days in _named("inventory_days", parameters.inventory_days) if math.isfinite(days)]
    shortest = min(finite, default=math.inf)
    if shortest * parameters.psi < 3 * parameters.step:
        found.append(
            f"stocks of {shortest:g} days are near a step of {parameters.step:g}; a shortage of a day stops buyers"
        )
    if parameters.restoration_days > 4 * shortest:
        found.append("stocks are ordered again much slower than they are used up; losses may go on long after the cut")
    if parameters.psi > 0.95:
        found.append("`psi` is near 1: the smallest gap in a stock already limits production")
    if parameters.alpha_days < 30:
        found.append("`alpha_days` is below a month: industries overproduce nearly at once, which hides losses")
    if parameters.alpha_max > 1.5:
        found.append("`alpha_max` is above 1.5: industries may make half as much again as usual")
    if parameters.alpha_base < 1:
        found.append("`alpha_base` is below 1: capacity is short before anything happens")
    if parameters.step > 7:
        found.append("a step is more than a week; cuts shorter than that are not seen")
    return found


def _times(how: Parameters) -> list[str]:
    """What is wrong with the times."""
    faults = []
    for name in ("step", "days_a_year", "restoration_days", "alpha_days"):
        value = getattr(how, name)
        if not (math.isfinite(value) and value > 0):
            faults.append(f"`{name}` is {value}; it needs a finite number above 0")
        elif value < how.step:
            faults.append(f"`{name}` is {value}, less than a step; it needs at least {how.step:g}")
    return faults


def _capacities(how: Parameters) -> list[str]:
    """What is wrong with psi and overproduction."""
    faults = []
    if not 0 < how.psi <= 1:
        faults.append(f"`psi` is {how.psi}; it needs a number above 0 and at most 1")
    if not (math.isfinite(how.alpha_base) and how.alpha_base > 0):
        faults.append(f"`alpha_base` is {how.alpha_base}; it needs a finite number above 0")
    if not (math.isfinite(how.alpha_max) and how.alpha_max >= how.alpha_base):
        faults.append(f"`alpha_max` is {how.alpha_max}; it needs a finite number not below `alpha_base`")
    return faults


def _each(name: str, value: float | Mapping[str, float], other: float) -> list[tuple[str, float]]:
    return [*_named(name, value), (f"other_{name}", other)]


def _named(name: str, value: float | Mapping[str, float]) -> list[tuple[str, float]]:
    if isinstance(value, Mapping):
        return [(f"{name}[{key}]", each) for key, each in value.items()]
    return [(name, value)]


def _by_sector(name: str, value: float | Mapping[str, float], other: float, sectors: tuple[str, ...]) -> list[float]:
    if not isinstance(value, Mapping):
        return [float(value)] * len(sectors)
    faults = [f"`{name}`: {unknown('sector', each, sectors)}" for each in value if each not in sectors]
    if faults:
        raise BadEconomicParameter(faults)
    return [float(value.get(sector, other)) for sector in sectors]
