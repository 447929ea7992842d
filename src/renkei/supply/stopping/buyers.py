"""How far makers get day by day with what is delivered, what they hold and what is installed.

Two ways lead to the same numbers. Where nothing refills stocks and nothing is substituted, all days are worked out at
once: with C the running sum of what is installed and M the scarcest of stock plus deliveries so far, makers have made
Q(t) = C(t) + min over s <= t of min(0, M(s) - C(s)) by day t. Otherwise the days are followed one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renkei.supply.stopping.mixing import Days


@dataclass(frozen=True)
class Supplied:
    """One input as it arrives at one class of buyers.

    Attributes:
        arrives: deliveries, as a part of normal, on each day.
        beyond: what can be had on top of normal, to refill stocks.
        instead: what substitutes can take over, as a part of normal use.
        life: days until what is installed is worn out; None if the input is used up.
    """

    arrives: Days
    beyond: Days
    instead: Days
    life: float | None = None

    @property
    def sign(self) -> tuple[bytes, bytes, bytes, float | None]:
        """The same for inputs that arrive alike: what lacks one of them lacks the other."""
        return self.arrives.tobytes(), self.beyond.tobytes(), self.instead.tobytes(), self.life

    @property
    def whole(self) -> bool:
        """Whether it always arrives."""
        return bool((self.arrives >= 1.0).all())


def levels(inputs: Sequence[Supplied], stocks: float, days: int) -> Days:
    """How far makers get on each day, as a part of normal.

    Args:
        inputs: everything they cannot do without.
        stocks: days of normal use that they hold of each input that is used up, when the cut begins.
        days: how many days are followed.
    """
    short = list({each.sign: each for each in inputs if not each.whole}.values())
    if not short:
        return np.ones(days)
    used = [each for each in short if each.life is None]
    if any(each.beyond.any() or each.instead.any() for each in used):
        return _one_by_one(short, stocks, days)
    return _at_once(used, [each for each in short if each.life is not None], stocks, days)


def installed(each: Supplied) -> Days:
    """What part of the machines works on each day; missing ones come back as far as more than normal is made.

    What is missing after all has worn out still has to come before anything works again.
    """
    change = (np.minimum(1.0, each.arrives + each.instead) + each.beyond - 1.0) / (each.life or 1.0)
    gone = np.cumsum(change) - change  # up to the evening before
    working = 1.0 + gone - np.maximum(0.0, np.maximum.accumulate(gone))
    return np.asarray(np.maximum(working, 0.0), dtype=np.float64)


def _at_once(used: Sequence[Supplied], lasting: Sequence[Supplied], stocks: float, days: int) -> Days:
    able = np.ones(days)
    for each in lasting:
        able = np.minimum(able, installed(each))
    if not used:
        return able
    could = np.cumsum(able)
    scarcest = np.min([stocks + np.cumsum(each.arrives) for each in used], axis=0)
    made = could + np.minimum.accumulate(np.minimum(scarcest - could, 0.0))
    return np.asarray(np.clip(np.diff(made, prepend=0.0), 0.0, 1.0), dtype=np.float64)


def _one_by_one(short: Sequence[Supplied], stocks: float, days: int) -> Days:
    """The days in turn, for stocks that are refilled and inputs that are substituted."""
    able = np.ones(days)
    for each in short:
        if each.life is not None:
            able = np.minimum(able, installed(each))
    rows = [(e.arrives.tolist(), e.beyond.tolist(), e.instead.tolist()) for e in short if e.life is None]
    held = [stocks] * len(rows)
    out = able.tolist()
    for day in range(days):
        level = out[day]
        for place, (arrives, _, instead) in enumerate(rows):
            level = min(level, held[place] + arrives[day] + instead[day])
        out[day] = level
        for place, (arrives, beyond, instead) in enumerate(rows):
            taken_over = min(instead[day], max(0.0, level - arrives[day]))
            left = held[place] + arrives[day] - (level - taken_over)
            held[place] = max(left, min(stocks, left + beyond[day]))
    return np.array(out)
