"""Where a small change of what is assumed changes the answer a lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from renkei.ground.errors import BadInput
from renkei.supply.stopping.chain import Chain
from renkei.supply.stopping.cuts import Cut
from renkei.supply.stopping.losses import WORLD, Stopped, cuttable
from renkei.supply.stopping.parameters import Parameters, most
from renkei.supply.stopping.ranges import Range
from renkei.supply.stopping.running import NEARLY, run

STEP = 0.1
"""Each parameter is made larger and smaller by this part of itself."""

MUCH = 2.0
"""The answer is called unstable if it changes by more than so many times the change of a parameter."""


@dataclass(frozen=True)
class Unsteady:
    """A parameter on which the answer hangs.

    Attributes:
        parameter: its name.
        by: the change that was tried, in percent; below zero: made smaller.
        good: whose loss of making changes.
        lost: days lost at the worse end as asked, and with the change.
    """

    parameter: str
    by: float
    good: str
    lost: tuple[float, float]


@dataclass(frozen=True)
class Warned:
    """Something about the parameters that a reader must know.

    Attributes:
        code: `unstable`, `slow_ramp` (others get there only after the cut), `not_back` or `still_short` (something is
            still lost on the last day followed), `echo` (missing stock is ordered again nearly at once) or
            `thin_stocks` (stock lasts much less long than it takes to be ordered again).
    """

    code: Literal["unstable", "slow_ramp", "not_back", "still_short", "echo", "thin_stocks"]
    unsteady: Unsteady | None = None
    goods: tuple[str, ...] = ()


def warnings(chain: Chain, cuts: Sequence[Cut], parameters: Parameters, found: Stopped) -> tuple[Warned, ...]:
    """What makes the answer unstable, the parameter on which most hangs first."""
    told: list[Warned] = [Warned("unstable", each) for each in _unsteady(chain, cuts, parameters, found)]
    helped = parameters.extra.high > 0 or parameters.substitutes.high > 0
    if helped and parameters.ramp.high > parameters.days.low:
        told.append(Warned("slow_ramp"))
    still = tuple(
        each.good for each in found.losses if each.place == WORLD and each.what == "made" and each.back[1] is None
    )
    if still:
        told.append(Warned("not_back", goods=still))
    return tuple(told)


def _unsteady(chain: Chain, cuts: Sequence[Cut], parameters: Parameters, found: Stopped) -> list[Unsteady]:
    before = _made(found)
    worst: list[tuple[float, Unsteady]] = []
    for name, given in parameters.items().items():
        if not given.high:
            continue
        for by in (STEP, -STEP):
            changed = _changed(parameters, name, given, by)
            if changed is None:
                continue
            after = _after(chain, cuts, changed)
            moved = [(_moved(before.get(good, 0.0), after.get(good, 0.0)), good) for good in {*before, *after}]
            much, good = max(moved, default=(0.0, ""), key=lambda each: (each[0], each[1]))
            if much > MUCH * STEP:
                told = Unsteady(name, by * 100, good, (before.get(good, 0.0), after.get(good, 0.0)))
                worst.append((much, told))
    best: dict[str, Unsteady] = {}
    for _, each in sorted(worst, key=lambda pair: -pair[0]):
        best.setdefault(each.parameter, each)
    return list(best.values())


def _made(found: Stopped) -> dict[str, float]:
    return {each.good: each.lost.high for each in found.losses if each.place == WORLD and each.what == "made"}


def _after(chain: Chain, cuts: Sequence[Cut], parameters: Parameters) -> dict[str, float]:
    """The same with other parameters: the worse end alone."""
    found = run(chain, cuts, most(parameters, tuple(cut.share for cut in cuts)), cuttable(chain, cuts)[0])
    lost = {good: float((1 - each.made).sum()) for good, each in found.goods.items()}
    return {good: days for good, days in lost.items() if days > NEARLY}


def _moved(before: float, after: float) -> float:
    """The change, as a part of what was lost before; of a loss below one day, of one day."""
    return abs(after - before) / max(before, 1.0)


def _changed(parameters: Parameters, name: str, given: Range, by: float) -> Parameters | None:
    low, high = given.low * (1 + by), given.high * (1 + by)
    if name == "days":
        low, high = float(round(low)), float(round(high))
    try:
        return replace(parameters, **{name: Range(low, high)})
    except BadInput:
        return None  # at the end of what the parameter can be
