"""One run of the engine: what is made and used of each good on each day, everything at one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from renkei.supply.figures import OTHER
from renkei.supply.stopping.buyers import Supplied, levels
from renkei.supply.stopping.chain import Chain, Link, with_unnamed
from renkei.supply.stopping.cuts import EVERY, Cut, classes
from renkei.supply.stopping.mixing import Days, mixed
from renkei.supply.stopping.parameters import Setting
from renkei.supply.stopping.ranges import Range

NEARLY = 1e-9
"""Smaller parts of normal are rounding, not loss."""


@dataclass(frozen=True)
class GoodRun:
    """What becomes of one good, everything as a part of normal on each day.

    Attributes:
        shares: of each place, within bounds, as parts of 1.
        made: of the world's normal output.
        here: of what each place normally makes.
        arrives: what is delivered to each class of buyers.
        beyond: what can be had on top of normal.
        used: what buyers of each class can use, their stocks counted.
    """

    shares: Mapping[str, Range]
    made: Days
    here: Mapping[str, Days]
    arrives: tuple[Days, ...]
    beyond: tuple[Days, ...]
    used: tuple[Days, ...]


@dataclass(frozen=True)
class Run:
    """One run.

    Attributes:
        days: how many days were followed.
        classes: for each place the number of its class of buyers.
        goods: what becomes of each good that is touched, in the order of the chain.
    """

    days: int
    classes: Mapping[str, int]
    goods: Mapping[str, GoodRun]


def run(chain: Chain, cuts: Sequence[Cut], setting: Setting, only: frozenset[str] | None = None) -> Run:
    """What is made and used of each good on each day.

    Args:
        chain: who makes what.
        cuts: what stops.
        setting: one value for everything.
        only: goods that may be cut; None: every good a cut speaks of.
    """
    return _Running(chain, cuts, setting, only).run()


class _Running:
    def __init__(self, chain: Chain, cuts: Sequence[Cut], setting: Setting, only: frozenset[str] | None) -> None:
        self.chain, self.cuts, self.setting, self.only = chain, tuple(cuts), setting, only
        self.days = setting.horizon
        named = {each for cut in cuts for each in (cut.place, cut.to) if each is not None and each != EVERY}
        self.asked = sorted(named)
        self.parted = self.asked if any(cut.to is not None for cut in self.cuts) else []
        self.classes = classes(sorted({*chain.places, *named, OTHER}), self.cuts)
        self.number = max(self.classes.values()) + 1
        one_of = {number: place for place, number in reversed(self.classes.items())}
        self.one_of = [one_of.get(number, OTHER) for number in range(self.number)]
        self.done: dict[str, GoodRun] = {}
        self.known: dict[frozenset[object], Days] = {}

    def run(self) -> Run:
        for good in self.chain.order:
            inputs = [link for link in self.chain.into[good] if self._stops(link)]
            cut = self._cut(good)
            if cut or inputs:
                self.done[good] = self._good(good, inputs, cut)
        return Run(self.days, self.classes, self.done)

    def _cut(self, good: str) -> list[tuple[Cut, float]]:
        """The cuts that speak of a good, with the part that stops."""
        if self.only is not None and good not in self.only:
            return []
        return [(cut, part) for cut, part in zip(self.cuts, self.setting.parts, strict=True) if cut.of(good)]

    def _stops(self, link: Link) -> bool:
        if link.input not in self.done or link.essential == "no":
            return False
        return link.essential == "yes" or self.setting.needed(link)

    @cached_property
    def _rising(self) -> Days:
        """How far along the ramp each day is."""
        days = np.arange(1, self.days + 1)
        return np.minimum(1.0, days / self.setting.ramp) if self.setting.ramp else np.ones(self.days)

    @cached_property
    def _lasting(self) -> Days:
        """What part of a full cut holds on each day: all of it, then falling to nothing as places start again."""
        past = np.arange(1, self.days + 1) - self.setting.days
        after = 1 - past / (self.setting.restart + 1) if self.setting.restart else np.zeros(self.days)
        return np.where(past <= 0, 1.0, np.clip(after, 0.0, 1.0))

    @cached_property
    def _link_lasting(self) -> Days:
        """The same of a link, which opens again at once."""
        return np.where(np.arange(1, self.days + 1) <= self.setting.days, 1.0, 0.0)

    def _extra(self, stopped: Days | None) -> Days:
        """How much more than normal a place makes: nothing while any of it, or of the link, is stopped."""
        more = self.setting.extra * self._rising
        return more if stopped is None else np.where(stopped > 0, 0.0, more)

    def _good(self, good: str, inputs: list[Link], cut: list[tuple[Cut, float]]) -> GoodRun:
        shares = with_unnamed(
            self.chain.shares.get(good) or {OTHER: Range(100, 100)}, self.asked if cut else self.parted
        )
        places = list(shares)
        reach = [self._reach(inputs, number) for number in range(self.number)]
        makers = np.array([reach[self.classes.get(place, 0)] for place in places])
        stopped = [max((p for each, p in cut if each.stops(place)), default=0.0) for place in places]
        able = np.array([1 - part * self._lasting for part in stopped])
        more = np.array([self._extra(self._lasting if part else None) for part in stopped])
        greatest = makers.max(axis=0)
        lean = self.setting.lean(good)
        bounds = list(shares.values())

        made = np.minimum(greatest, mixed(bounds, able * (1 + more) * makers, lean))
        arrives: list[Days] = []
        beyond: list[Days] = []
        whole = makers.min(axis=0) >= 1 - NEARLY
        parted = any(each.to is not None for each, _ in cut)
        for number in range(self.number):
            if number and not parted:  # nobody is cut off from anybody: all buyers get the same
                arrives.append(arrives[0])
                beyond.append(beyond[0])
                continue
            comes = self._deliveries(places, self.one_of[number], cut, able, more) * makers
            all_of_it = mixed(bounds, comes, lean)
            arrives.append(_snapped(np.minimum(greatest, all_of_it)))
            beyond.append(np.where(whole, np.maximum(all_of_it - 1, 0.0), 0.0))
        nothing = np.zeros(self.days)
        used = [self._levels([Supplied(here, more_, nothing)]) for here, more_ in zip(arrives, beyond, strict=True)]
        here = {place: _snapped(able[row] * makers[row]) for row, place in enumerate(places)}
        return GoodRun(shares, _snapped(made), here, tuple(arrives), tuple(beyond), tuple(used))

    def _deliveries(
        self,
        places: Sequence[str],
        buyer: str,
        cut: list[tuple[Cut, float]],
        able: NDArray[np.float64],
        more: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """What each place could deliver to a buyer with all its inputs, as a part of normal: places x days."""
        found = able * (1 + more)
        for row, place in enumerate(places):
            part = max((p for each, p in cut if each.parts(place, buyer)), default=0.0)
            if part:
                kept = part * (1 - self.setting.reexport) * self._link_lasting
                found[row] = able[row] * (1 - kept) * (1 + np.minimum(more[row], self._extra(kept)))
        return found

    def _reach(self, inputs: list[Link], number: int) -> Days:
        """How far makers of one class get."""
        return self._levels([self._supplied(link, number) for link in inputs])

    def _levels(self, inputs: list[Supplied]) -> Days:
        """How far those get who cannot do without some inputs; worked out once for inputs that arrive alike."""
        key = frozenset(each.sign for each in inputs if not each.whole)
        if key not in self.known:
            self.known[key] = levels(inputs, self.setting.stocks, self.days)
        return self.known[key]

    def _supplied(self, link: Link, number: int) -> Supplied:
        got = self.done[link.input]
        instead = np.zeros(self.days)
        if self.setting.substitutes and link.substitutes:
            there = [
                self.done[each].arrives[number] if each in self.done else np.ones(self.days)
                for each in link.substitutes
            ]
            instead = self.setting.substitutes * self._rising * np.max(there, axis=0)
        life = self.setting.life if link.lasting else None
        return Supplied(got.arrives[number], got.beyond[number], instead, life)


def _snapped(days: Days) -> Days:
    """The same, with what is whole but for rounding made whole."""
    return np.where(days >= 1 - NEARLY, 1.0, np.maximum(days, 0.0))
