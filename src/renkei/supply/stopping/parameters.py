"""What the engine is told besides the chain and the cuts, with the signs of `docs/method/chain.md`.

sign  field        unit         default  what more of it does
----  -----------  -----------  -------  --------------------------------------------------------------------------
D     days         days         180      the cut lasts longer: more loss
S     stocks       days of use  0        buyers hold more of every input that is used up: later and less loss
x     extra        percent      0        places that are not cut make more than normal: less loss
tau   ramp         days         90       they take longer until they do: more loss
rho   reexport     percent      0        more of a cut link arrives by way of third places: less loss
y     substitutes  percent      0        substitutes take over more of a use: less loss
R     restart      days         0        places that stopped take longer to make all of it again: more loss
L     life         days         3,650    lasting inputs wear out more slowly: less loss

No source gives the defaults: zeros stand for "not counted", ninety days and ten years are assumptions. Every field may
be a range; the least loss is found at the better end of each, the greatest at the worse one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from renkei.ground.errors import BadInput
from renkei.supply.stopping.chain import Link
from renkei.supply.stopping.ranges import Range, exactly

MOST_DAYS = 3650
"""A cut is followed for so many days at most."""

NONE, QUARTER, HALF_A_YEAR, TEN_YEARS = (exactly(each) for each in (0.0, 90.0, 180.0, 3650.0))
"""The defaults."""

_MORE_IS_WORSE = {"days", "ramp", "restart"}
_PERCENT = {"extra", "reexport", "substitutes"}
_MOST = {"days": MOST_DAYS, "restart": MOST_DAYS, "ramp": MOST_DAYS, "stocks": MOST_DAYS, "extra": 1000.0}
_LEAST = {"days": 1.0, "life": 1.0}


class BadParameter(BadInput):
    """A parameter outside of what it can be."""

    code = "bad-parameter"


@dataclass(frozen=True)
class Parameters:
    """What is assumed, each within bounds; see the table on top of this file."""

    days: Range = HALF_A_YEAR
    stocks: Range = NONE
    extra: Range = NONE
    ramp: Range = QUARTER
    reexport: Range = NONE
    substitutes: Range = NONE
    restart: Range = NONE
    life: Range = TEN_YEARS

    def __post_init__(self) -> None:
        for name, given in self.items().items():
            least = _LEAST.get(name, 0.0)
            most = _MOST.get(name, 100.0 if name in _PERCENT else math.inf)
            if not (
                math.isfinite(given.low) and math.isfinite(given.high) and least <= given.low and given.high <= most
            ):
                wanted = f"give {least:g} to {most:g}" if most < math.inf else f"give {least:g} or more"
                message = f"`{name}` cannot be {given.low:g}" + (
                    "" if given.exact is not None else f" to {given.high:g}"
                )
                raise BadParameter(message, wanted)
            if given.low > given.high:
                message = f"`{name}` runs from {given.low:g} down to {given.high:g}"
                raise BadParameter(message, "give the smaller number first")
        if self.days.low != round(self.days.low) or self.days.high != round(self.days.high):
            message = f"`days` cannot be {self.days.low:g}"
            raise BadParameter(message, "give whole days")

    def items(self) -> dict[str, Range]:
        """Every parameter by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True)
class Setting:
    """One value for everything: one run of the engine.

    Attributes:
        lean: where the shares lie between most arriving (0) and least (1).
        needed: whether an input of which nobody says so is essential.
        parts: the part of each cut that stops, in the order of the cuts.
    """

    days: int
    stocks: float
    extra: float
    ramp: float
    reexport: float
    substitutes: float
    restart: float
    life: float
    lean: Callable[[str], float]
    needed: Callable[[Link], bool]
    parts: tuple[float, ...]

    @property
    def horizon(self) -> int:
        """How many days are followed: until well after everything that stopped works again."""
        return int(2 * self.days + math.ceil(self.restart) + 30)


def least(parameters: Parameters, parts: tuple[Range, ...]) -> Setting:
    """Every range at the end at which least is lost."""
    picked = {n: each.low if n in _MORE_IS_WORSE else each.high for n, each in parameters.items().items()}
    return setting(picked, tuple(each.low for each in parts), lambda _: 0.0, lambda _: False)


def most(parameters: Parameters, parts: tuple[Range, ...]) -> Setting:
    """Every range at the end at which most is lost."""
    picked = {n: each.high if n in _MORE_IS_WORSE else each.low for n, each in parameters.items().items()}
    return setting(picked, tuple(each.high for each in parts), lambda _: 1.0, lambda _: True)


def setting(
    picked: Mapping[str, float],
    parts: tuple[float, ...],
    lean: Callable[[str], float],
    needed: Callable[[Link], bool],
) -> Setting:
    """A setting from values as they are written: percent become parts of 1."""
    plain = {name: value / 100 if name in _PERCENT else value for name, value in picked.items()}
    return Setting(
        **{**plain, "days": round(plain["days"])},  # type: ignore[arg-type]
        lean=lean,
        needed=needed,
        parts=tuple(each / 100 for each in parts),
    )
