"""Every place cut from everything it makes, one at a time, ranked by what that does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from renkei.supply.scenarios.model import Model
from renkei.supply.scenarios.scenario import Scenario
from renkei.supply.scenarios.spreading import spread
from renkei.supply.stopping.cuts import Cut
from renkei.supply.stopping.losses import WORLD, Stopped
from renkei.supply.stopping.ranges import Range


@dataclass(frozen=True)
class Swept:
    """What one cut of a sweep does.

    Attributes:
        place, good: what was cut.
        own: days of the world's normal output of the good itself that are lost.
        hit: how many further goods lose something for certain, and how many may.
        hardest: the further good that may lose most; None if none does.
        hardest_lost: days of its normal output lost.
        total: days of normal output lost of all goods together, each counting the same.
    """

    place: str
    good: str
    own: Range
    hit: tuple[int, int]
    hardest: str | None
    hardest_lost: Range
    total: Range


def sweep(
    model: Model,
    scenario: Scenario,
    cuts: Sequence[Cut] | None = None,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Swept]:
    """One row for each cut with a loss, the greatest certain loss first, then the greatest possible one.

    Args:
        model: answers.
        scenario: what is assumed; its own cuts are not made.
        cuts: what to cut, one at a time; None: every place from everything it makes.
        executor: runs the work, such as that of a cluster.
        progress: told how many of how many are done.
    """
    every = list(model.single_cuts()) if cuts is None else list(cuts)
    blocks = [every[start : start + model.block] for start in range(0, len(every), model.block)]
    told = _in_cuts(progress, len(every), model.block)
    found = spread(swept, (model, scenario), blocks, executor=executor, progress=told)
    rows = [each for block in found for each in block if each is not None]
    return sorted(rows, key=lambda row: (-row.total.low, -row.total.high, row.good, row.place))


def swept(common: tuple[Model, Scenario], cuts: Sequence[Cut]) -> list[Swept | None]:
    """The rows of some cuts; None where nothing is lost."""
    model, scenario = common
    found = model.outcomes([replace(scenario, cuts=(cut,)) for cut in cuts])
    return [_row(cut, each) for cut, each in zip(cuts, found, strict=True)]


def _in_cuts(progress: Callable[[int, int], None] | None, cuts: int, block: int) -> Callable[[int, int], None] | None:
    """Tells how many cuts are done, where blocks of them are counted."""
    if progress is None:
        return None
    return lambda done, _: progress(min(done * block, cuts), cuts)


def _row(cut: Cut, found: Stopped) -> Swept | None:
    made = [each for each in found.losses if each.place == WORLD and each.what == "made"]
    own = next((each.lost for each in made if each.good == cut.good), Range(0.0, 0.0))
    further = [each for each in made if each.good != cut.good]
    if not made:
        return None
    hardest = max(further, key=lambda each: (each.lost.high, each.lost.low), default=None)
    return Swept(
        cut.place,
        cut.good or "",
        own,
        (sum(each.surely for each in further), len(further)),
        hardest.good if hardest else None,
        hardest.lost if hardest else Range(0.0, 0.0),
        Range(sum(each.lost.low for each in made), sum(each.lost.high for each in made)),
    )
