"""A cut: everything some places can give by certain months, set against all claims that nobody else can serve in time.

What these claims get can never be more than what those places have by then, less what they have pledged to others.
Every bound Renkei gives on an allocation is a cut, or several with weights; it is plain addition, which anybody can
repeat from the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from renkei.supply.sharing.fine import Network


@dataclass(frozen=True, slots=True)
class Cut:
    """For every hub the last month of the cut, by number; -1 leaves the hub out."""

    last: tuple[int, ...]

    def holds(self, network: Network) -> list[bool]:
        """For every profile, whether its claims can be served by nobody outside the cut."""
        return [all(self.last[hub] >= each.month for hub in each.hubs) for each in network.profiles]

    def room(self, network: Network) -> int:
        """The most that the claims of the cut can get beyond what is pledged to them, in grains."""
        return sum(hub.free[month] for hub, month in zip(network.hubs, self.last, strict=True) if month >= 0)


def cut_at(prices: list[list[float]], height: float) -> Cut:
    """The cut of what costs more than `height`; a price never rises with the months, since goods can be kept."""
    found = []
    for of_hub in prices:
        above = [month for month, price in enumerate(of_hub) if price > height]
        found.append(above[-1] if above else -1)
    return Cut(tuple(found))


def exact_sum(amounts: Iterable[Fraction | int]) -> Fraction:
    """The sum, exact; those with the same denominator are added as whole numbers."""
    over: dict[int, int] = {}
    for each in amounts:
        over[each.denominator] = over.get(each.denominator, 0) + each.numerator
    return sum((Fraction(top, bottom) for bottom, top in over.items()), Fraction(0))


Weighed = tuple[int, Cut]
"""A cut and how much it counts, in parts of the harm's divisor."""
