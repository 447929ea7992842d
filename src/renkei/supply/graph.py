"""The chain as a graph: what goes into a good, by which way, and where one place holds it alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from renkei.supply.concentration import Concentration, Share
from renkei.supply.rows import Good, Need, Needed

ALONE = Decimal(80)
"""From this share on, in percent, a place counts as a single point of failure."""


@dataclass(frozen=True)
class Route:
    """A way by which one good goes into another.

    Attributes:
        goods: ids from the good asked about down to what goes in; the first goes in nowhere.
        essential: `yes` if making stops without it at every step, `no` if some step can do without it.
        substitutes: ids of goods that can take its place at the last step.
        last: the last link; None for the good itself.
    """

    goods: tuple[str, ...]
    essential: Needed
    substitutes: tuple[str, ...] = ()
    last: Need | None = None

    @property
    def good(self) -> str:
        """What goes in."""
        return self.goods[-1]


@dataclass(frozen=True)
class SinglePoint:
    """A place that alone holds most of something a good cannot do without, as far as is known.

    Attributes:
        certain: whether the share is that high whatever the untold amounts are.
    """

    route: Route
    found: Concentration
    share: Share
    certain: bool


def needs(goods: Mapping[str, Good], good: str) -> list[Need]:
    """What goes into a good; a sort of a wider good needs what that needs."""
    found: dict[str, Need] = {}
    name: str | None = good
    while name is not None and name in goods:
        for need in goods[name].needs:
            found.setdefault(need.good, need)
        name = goods[name].type_of
    return list(found.values())


def upstream(goods: Mapping[str, Good], good: str) -> list[Route]:
    """Everything that goes into a good, nearest first, each by its shortest and most binding way; itself first."""
    first = Route((good,), "yes")
    found = {good: first}
    level = [first]
    while level:
        reached: dict[str, Route] = {}
        for route in level:
            for need in needs(goods, route.good):
                way = Route(
                    (*route.goods, need.good), _both(route.essential, need.essential), tuple(need.substitutes), need
                )
                before = reached.get(need.good)
                if need.good not in found and (before is None or _binding(way) > _binding(before)):
                    reached[need.good] = way
        found |= reached
        level = list(reached.values())
    return list(found.values())


def downstream(goods: Mapping[str, Good], good: str) -> list[str]:
    """Ids of everything that a good goes into, at once or by way of others, nearest first."""
    users: dict[str, list[str]] = {}
    for each in goods:
        for need in needs(goods, each):
            users.setdefault(need.good, []).append(each)
    found: dict[str, None] = {}
    level = [good]
    while level:
        level = [user for each in level for user in users.get(each, ()) if user not in found and user != good]
        found |= dict.fromkeys(level)
    return list(found)


def single_points(
    routes: Iterable[Route], held: Mapping[str, Iterable[Concentration]], least: Decimal = ALONE
) -> Iterator[SinglePoint]:
    """The places that hold at least so much of something on the way that is not known to be dispensable.

    Args:
        routes: the ways into a good.
        held: who makes what, by good; several where it is counted in several ways.
        least: from which share in percent on a place counts.
    """
    for route in routes:
        if route.essential == "no":
            continue
        for found in held.get(route.good, ()):
            top = found.top
            if top is not None and top.told is not None and top.told >= least:
                yield SinglePoint(route, found, top, top.between.low >= least)


def _both(above: Needed, here: Needed) -> Needed:
    if "no" in (above, here):
        return "no"
    return "unknown" if "unknown" in (above, here) else "yes"


def _binding(route: Route) -> int:
    return ("no", "unknown", "yes").index(route.essential)
