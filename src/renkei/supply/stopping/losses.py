"""What is lost where and when, between the least and the most that what is known allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from renkei.supply.stopping.chain import Chain
from renkei.supply.stopping.cuts import EVERY, Cut, check
from renkei.supply.stopping.mixing import Days
from renkei.supply.stopping.parameters import Parameters, Setting, least, most
from renkei.supply.stopping.ranges import Range
from renkei.supply.stopping.running import NEARLY, GoodRun, Run, run

WORLD, ABROAD = "world", "abroad"
"""As the place of a loss: all places together; all but those whose exports stop."""

What = Literal["made", "used"]
"""Whether less is made, or buyers must do with less, their stocks counted."""


@dataclass(frozen=True)
class Loss:
    """What one place loses of one good.

    Attributes:
        place: a code, `world` or `abroad`.
        good: its id.
        what: whether it is made or used.
        lost: over all days, in days of what the place normally makes or uses.
        worst: on the worst day, in percent of it.
        of_world: over all days, in days of the world's normal output; None where nobody knows how much the place uses.
        first: the first day with a loss, counted from 1; None: there may be none.
        back: the first day from which nothing is lost anymore; None: not within the days followed.
        surely: whether something is lost even at the better end of every range.
        least, most: what the two ends lose on each day, in percent of normal; empty where not asked for.
    """

    place: str
    good: str
    what: What
    lost: Range
    worst: Range
    of_world: Range | None
    first: tuple[int | None, int | None]
    back: tuple[int | None, int | None]
    surely: bool
    least: tuple[float, ...] = ()
    most: tuple[float, ...] = ()


@dataclass(frozen=True)
class Stopped:
    """The answer of the engine.

    Attributes:
        days: how many days were followed.
        losses: everything with a loss at the worse end, in the order of the chain, the world before places.
        untold: goods that a cut of a whole place may touch, left out as nobody knows their makers.
        dispensable: goods that what is lost goes into, by links that stop nothing.
    """

    days: int
    losses: tuple[Loss, ...]
    untold: tuple[str, ...] = ()
    dispensable: tuple[str, ...] = ()

    def of(self, good: str, place: str = WORLD, what: What = "made") -> Loss | None:
        """One loss; None if there is none."""
        found = (each for each in self.losses if (each.good, each.place, each.what) == (good, place, what))
        return next(found, None)


def stopped(chain: Chain, cuts: Sequence[Cut], parameters: Parameters, *, daily: bool = True) -> Stopped:
    """What is lost, between the least and the most.

    Args:
        chain: who makes what, and what goes into what.
        cuts: what stops.
        parameters: what is assumed.
        daily: whether each loss carries what is lost on each day.

    Raises:
        BadCut: if nothing is cut that the chain knows.
    """
    check(cuts, chain)
    only, untold = cuttable(chain, cuts)
    parts = tuple(cut.share for cut in cuts)
    better = run(chain, cuts, least(parameters, parts), only)
    worse = run(chain, cuts, most(parameters, parts), only)
    losses = tuple(_losses(better, worse, exporters(cuts), daily=daily))
    hit = {each.good for each in losses}
    reached = chain.downstream(hit, essential=frozenset({"yes", "no", "unknown"}))
    return Stopped(worse.days, losses, untold, tuple(each for each in chain.order if each in reached - hit))


def stopped_once(chain: Chain, cuts: Sequence[Cut], setting: Setting) -> Stopped:
    """What is lost with one value for everything."""
    only, untold = cuttable(chain, cuts)
    found = run(chain, cuts, setting, only)
    return Stopped(found.days, tuple(_losses(found, found, exporters(cuts), daily=False)), untold)


def cuttable(chain: Chain, cuts: Sequence[Cut]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Goods that can be cut, and those left out as nobody knows who makes them."""
    spoken = [good for good in chain.order if any(cut.of(good) for cut in cuts)]
    named = {cut.good for cut in cuts if cut.good is not None}
    every = {good for good in spoken if any(cut.of(good) and cut.place == "*" for cut in cuts)}
    known = frozenset(good for good in spoken if chain.shares.get(good) or good in named or good in every)
    return known, tuple(good for good in spoken if good not in known)


def exporters(cuts: Sequence[Cut]) -> frozenset[str]:
    """The places whose exports stop."""
    return frozenset(cut.place for cut in cuts if cut.to == EVERY)


def _losses(better: Run, worse: Run, sellers: frozenset[str], *, daily: bool) -> Iterator[Loss]:
    for good, bad in worse.goods.items():
        fine = better.goods.get(good)
        yield from _made(good, fine, bad, daily=daily)
        yield from _used(good, fine, worse, bad, sellers, daily=daily)


def _made(good: str, fine: GoodRun | None, bad: GoodRun, *, daily: bool) -> Iterator[Loss]:
    world = _loss(WORLD, good, "made", fine.made if fine else None, bad.made, daily=daily)
    if world is not None:
        yield _with_part(world, Range(1.0, 1.0))
    for place, here in bad.here.items():
        found = _loss(place, good, "made", fine.here.get(place) if fine else None, here, daily=daily)
        if found is not None and bad.shares[place].high > NEARLY:
            yield _with_part(found, bad.shares[place])


def _used(
    good: str, fine: GoodRun | None, worse: Run, bad: GoodRun, sellers: frozenset[str], *, daily: bool
) -> Iterator[Loss]:
    """What buyers lose: told once where all of them, or all but exporters, fare alike; else for each place."""
    found: dict[int, Loss] = {}
    for number, here in enumerate(bad.used):
        loss = _loss(WORLD, good, "used", fine.used[number] if fine else None, here, daily=daily)
        if loss is not None:
            found[number] = loss
    hit = {place: found[number] for place, number in worse.classes.items() if number in found}
    spared = set(worse.classes) - set(hit)
    alike = len({(each.lost, each.worst, each.first) for each in hit.values()}) == 1
    if alike and spared <= sellers:
        yield _at(next(iter(hit.values())), ABROAD if spared else WORLD)
        return
    for place, loss in hit.items():
        yield _at(loss, place)


def _at(loss: Loss, place: str) -> Loss:
    return replace(loss, place=place)


def _with_part(loss: Loss, share: Range) -> Loss:
    return replace(loss, of_world=Range(loss.lost.low * share.low, loss.lost.high * share.high))


def _loss(place: str, good: str, what: What, fine: Days | None, bad: Days, *, daily: bool) -> Loss | None:
    worse = 1 - bad
    if worse.max() <= NEARLY:
        return None
    better = np.zeros_like(bad)
    if fine is not None:
        shared = min(len(fine), len(bad))
        better[:shared] = 1 - fine[:shared]
    totals = sorted((float(better.sum()), float(worse.sum())))
    # on single days the better end may lose more: what it made earlier was made from stocks that it then lacks
    least_, most_ = np.minimum(better, worse), np.maximum(better, worse)
    first = _first(better), _first(worse)
    return Loss(
        place,
        good,
        what,
        Range(*totals),
        Range(float(least_.max()) * 100, float(most_.max()) * 100),
        None,
        first,
        (_back(better), _back(worse)),
        first[0] is not None,
        _percent(least_) if daily else (),
        _percent(most_) if daily else (),
    )


def _percent(days: Days) -> tuple[float, ...]:
    return tuple((100 * days).round(6).tolist())


def _first(lost: Days) -> int | None:
    found = np.flatnonzero(lost > NEARLY)
    return int(found[0]) + 1 if len(found) else None


def _back(lost: Days) -> int | None:
    """The first day after the last loss; 1 if there is none; None if the last day still has one."""
    found = np.flatnonzero(lost > NEARLY)
    if not len(found):
        return 1
    return int(found[-1]) + 2 if found[-1] + 1 < len(lost) else None
