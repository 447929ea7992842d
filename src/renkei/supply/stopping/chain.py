"""The chain as the engine takes it: goods, who makes them, and what goes into what."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from renkei.ground.errors import BadInput
from renkei.supply.figures import OTHER
from renkei.supply.rows import Needed
from renkei.supply.stopping.ranges import Range

ROUNDED = 2.0
"""Shares that a publication rounded may add up to so much over 100 percent."""


class BadChain(BadInput):
    """Shares and links that make no chain; carries everything that is wrong."""

    code = "bad-chain"

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__(*faults[0])
        self.faults = tuple(faults)

    def lines(self) -> list[str]:
        """Every fault on a line."""
        return [f"{self.code}: {message}; {advice}" for message, advice in self.faults]


@dataclass(frozen=True)
class Link:
    """One good that goes into another.

    Attributes:
        good: what is made.
        input: what goes in.
        essential: whether making stops without it.
        substitutes: goods that can take its place in this use.
        lasting: installed once and used for years, such as a machine; not used up.
    """

    good: str
    input: str
    essential: Needed = "yes"
    substitutes: tuple[str, ...] = ()
    lasting: bool = False


@dataclass(frozen=True)
class Chain:
    """Who makes what, and what goes into what.

    Attributes:
        goods: ids, in any order.
        shares: for each good the share of each place in percent; `other` is places that nobody names. A good
            without an entry, or with an empty one, is made nobody knows where.
        links: what goes into what.

    Raises:
        BadChain: if a share is none, goods are unknown or doubled, or goods go into one another in a circle.
    """

    goods: tuple[str, ...]
    shares: Mapping[str, Mapping[str, Range]]
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        faults = [*_of_goods(self.goods), *_of_shares(self), *_of_links(self)]
        if not faults:
            try:
                _ = self.order
            except CycleError as error:
                circle = " > ".join(f"`{each}`" for each in reversed(error.args[1]))
                faults.append((f"goods go into one another in a circle: {circle}", "take one of the links out"))
        if faults:
            raise BadChain(faults)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every good after all that goes into it, or can take the place of what does."""
        graph: dict[str, set[str]] = {each: set() for each in self.goods}
        for link in self.links:
            graph[link.good] |= {link.input, *link.substitutes}
        return tuple(TopologicalSorter(graph).static_order())

    @cached_property
    def into(self) -> Mapping[str, tuple[Link, ...]]:
        """For each good what goes into it."""
        found: dict[str, list[Link]] = {each: [] for each in self.goods}
        for link in self.links:
            found[link.good].append(link)
        return {good: tuple(links) for good, links in found.items()}

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Every place that makes something, in order of name."""
        return tuple(sorted({place for shares in self.shares.values() for place in shares}))

    def downstream(self, goods: Iterable[str], *, essential: frozenset[Needed]) -> set[str]:
        """The goods, and all that they go into by links of these kinds."""
        found = set(goods)
        for good in self.order:
            if any(link.input in found and link.essential in essential for link in self.into[good]):
                found.add(good)
        return found


def _of_goods(goods: Sequence[str]) -> Iterable[tuple[str, str]]:
    seen: set[str] = set()
    for each in goods:
        if each in seen:
            yield f"`{each}` stands twice among the goods", "keep one"
        seen.add(each)


def _of_shares(chain: Chain) -> Iterable[tuple[str, str]]:
    for good, shares in chain.shares.items():
        if good not in chain.goods:
            yield f"there are shares of `{good}`, which is no good of the chain", "add the good, or take them out"
        for place, share in shares.items():
            if not (math.isfinite(share.low) and math.isfinite(share.high) and 0 <= share.low <= share.high):
                yield f"`{place}` has {share.low:g} to {share.high:g} percent of `{good}`", "give 0 to 100, low first"
            elif share.low > 100 + ROUNDED:
                yield f"`{place}` has {share.low:g} percent of `{good}`, more than the whole", "correct the share"
        total = sum(share.low for share in shares.values())
        if total > 100 + ROUNDED and all(share.low <= 100 + ROUNDED for share in shares.values()):
            yield f"the shares of `{good}` add up to {total:g} percent", "correct them; rounding explains 2"


def _of_links(chain: Chain) -> Iterable[tuple[str, str]]:
    known = set(chain.goods)
    seen: set[tuple[str, str]] = set()
    for link in chain.links:
        for each in (link.good, link.input, *link.substitutes):
            if each not in known:
                yield f"the link from `{link.input}` to `{link.good}` names `{each}`", "add the good, or correct the id"
        if (link.good, link.input) in seen:
            yield f"`{link.input}` goes into `{link.good}` twice", "keep one link"
        seen.add((link.good, link.input))


def with_unnamed(shares: Mapping[str, Range], places: Iterable[str]) -> dict[str, Range]:
    """The shares as parts of 1, with places that nobody names among them as far as they can have something.

    Args:
        shares: of one good, in percent.
        places: places asked about; one without a share may have anything up to what the unnamed have together.
    """
    found = {place: Range(each.low / 100, min(each.high, 100.0) / 100) for place, each in shares.items()}
    total = sum(each.low for each in found.values())
    if total > 1:
        found = {place: Range(each.low / total, max(each.low / total, each.high)) for place, each in found.items()}
    most = sum(each.high for each in found.values())
    if most < 1:
        before = found.get(OTHER, Range(0.0, 0.0))
        found[OTHER] = Range(before.low + 1 - most, before.high + 1 - most)
    unnamed = [each for each in places if each not in found and each != OTHER]
    if unnamed and OTHER in found:
        rest = found[OTHER].high
        found |= {place: Range(0.0, rest) for place in [*unnamed, OTHER]}
    return found
