"""What arrives from places whose shares are known within bounds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from renkei.supply.stopping.ranges import Range

Days = NDArray[np.float64]
"""One number for each day, the first day of the cut first."""


def mixed(shares: Sequence[Range], values: NDArray[np.float64], lean: float) -> Days:
    """The sum of shares times values on each day, the shares chosen within their bounds and adding up to 1.

    Args:
        shares: of each place; the lower bounds add up to 1 at most, the upper ones to 1 at least.
        values: places x days.
        lean: 0 takes the choice that gives most on each day, 1 the one that gives least, between them a mixture,
            which is a choice within the bounds as well.
    """
    lows = np.array([each.low for each in shares])
    room = np.array([each.high for each in shares]) - lows
    rest = 1.0 - lows.sum()
    sure = lows @ values
    if rest <= 1e-12 or not room.any():
        return np.asarray(sure, dtype=np.float64)
    order = np.argsort(values, axis=0, kind="stable")
    falling = np.take_along_axis(values, order, axis=0)
    wide = room[order]
    most = _filled(falling[::-1], wide[::-1], rest) if lean < 1 else 0.0
    least = _filled(falling, wide, rest) if lean > 0 else 0.0
    return np.asarray(sure + (1 - lean) * most + lean * least, dtype=np.float64)


def _filled(values: NDArray[np.float64], room: NDArray[np.float64], rest: float) -> Days:
    """The rest given to places in order, each taking what it has room for."""
    before = np.cumsum(room, axis=0) - room
    taken = np.clip(rest - before, 0.0, room)
    return np.asarray((taken * values).sum(axis=0), dtype=np.float64)
