"""The same scenario many times, everything doubtful drawn at random each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.supply.scenarios.model import Model
from renkei.supply.scenarios.scenario import BadScenario, Scenario
from renkei.supply.scenarios.spreading import spread
from renkei.supply.stopping.losses import WORLD

if TYPE_CHECKING:
    from numpy.random import SeedSequence

MOST_RUNS = 100_000
QUANTILES = (0.05, 0.5, 0.95)
"""The parts of the runs that lose less than the values told."""


@dataclass(frozen=True)
class Draw:
    """One run.

    Attributes:
        number: counted from 1.
        assumed: the parameters drawn.
        lost: of each good that lost something, days of the world's normal output.
        first: of each of them, the first day with a loss.
    """

    number: int
    assumed: Mapping[str, float]
    lost: Mapping[str, float]
    first: Mapping[str, int]


@dataclass(frozen=True)
class Spread:
    """What the runs say of one good.

    Attributes:
        lost: days of normal output lost: 5, 50 and 95 percent of the runs lose no more.
        hit: the part of the runs that lose something.
        hangs_on: the parameter with which the loss moves most; None if none does.
        strength: how closely, as a rank correlation from -1 to 1.
    """

    good: str
    lost: tuple[float, ...]
    hit: float
    hangs_on: str | None
    strength: float


def draws(
    model: Model,
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Draw]:
    """Many runs, the same for the same seed whatever the order and number of workers.

    Raises:
        BadScenario: if the number of runs or the seed is none.
    """
    if not 1 <= runs <= MOST_RUNS:
        message = f"{runs:,} runs"
        raise BadScenario(message, f"ask for 1 to {MOST_RUNS:,}")
    if seed < 0:
        message = f"`{seed}` is no seed"
        raise BadScenario(message, "give a whole number from 0 on")
    from numpy.random import SeedSequence

    streams = list(enumerate(SeedSequence(seed).spawn(runs), 1))
    return spread(one_draw, (model, scenario), streams, executor=executor, progress=progress)


def one_draw(common: tuple[Model, Scenario], numbered: tuple[int, SeedSequence]) -> Draw:
    """One run with a stream of random numbers of its own."""
    from numpy.random import default_rng

    model, scenario = common
    number, seed = numbered
    found, assumed = model.drawn(scenario, default_rng(seed))
    made = [each for each in found.losses if each.place == WORLD and each.what == "made"]
    lost = {each.good: each.lost.high for each in made}
    return Draw(number, assumed, lost, {each.good: each.first[1] or 0 for each in made})


def spreads(found: Sequence[Draw]) -> list[Spread]:
    """What the runs say of each good, the greatest loss in the middle run first."""
    import numpy as np

    goods = list(dict.fromkeys(good for each in found for good in each.lost))
    rows = []
    for good in goods:
        lost = np.array([each.lost.get(good, 0.0) for each in found])
        told = tuple(float(each) for each in np.quantile(lost, QUANTILES))
        rows.append(Spread(good, told, float((lost > 0).mean()), *_hangs_on(found, lost.tolist())))
    return sorted(rows, key=lambda row: (-row.lost[1], -row.lost[2], row.good))


def _hangs_on(found: Sequence[Draw], lost: Sequence[float]) -> tuple[str | None, float]:
    """The parameter whose ranks move most closely with those of the loss."""
    best: tuple[str | None, float] = (None, 0.0)
    for name in found[0].assumed:
        strength = rank_correlation([each.assumed[name] for each in found], lost)
        if abs(strength) > abs(best[1]):
            best = name, strength
    return best


def rank_correlation(left: Sequence[float], right: Sequence[float]) -> float:
    """Spearman's coefficient, ties at the mean of their ranks; 0 where one side never changes."""
    import numpy as np

    ranks = [_ranks(each) for each in (left, right)]
    if any(np.ptp(each) == 0 for each in ranks):
        return 0.0
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _ranks(values: Sequence[float]) -> list[float]:
    import numpy as np

    _, inverse, counts = np.unique(np.array(values), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middle = ends - (counts - 1) / 2
    return [float(middle[each]) for each in inverse]
