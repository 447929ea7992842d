"""Simulating scenarios on a table: one by one, or a block of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import numpy as np

from renkei.supply.economy.compiling import Compiled, compiled
from renkei.supply.economy.days import Days, Step
from renkei.supply.economy.one_thread import one_thread
from renkei.supply.economy.outcome import Outcome
from renkei.supply.economy.parameters import Parameters
from renkei.supply.economy.prepared import Prepared, prepare
from renkei.supply.economy.recording import Keep, Record
from renkei.supply.economy.shocks import EconomicScenario
from renkei.supply.economy.table import EconomicTable

YEAR = 365
THRESHOLD = 1e-3
"""An industry is hit while it makes less than the usual by more than this share."""

BLOCK = 32
"""Scenarios simulated together: enough to keep the processor busy while a good's sellers are in its cache."""


def simulate(
    economy: Prepared | EconomicTable,
    scenario: EconomicScenario,
    days: int = YEAR,
    *,
    parameters: Parameters | None = None,
    keep: Keep = "production",
    threshold: float = THRESHOLD,
) -> Outcome:
    """One scenario, day by day.

    Args:
        economy: a table, or one made ready by `prepare`, which saves time if it is used again.
        scenario: the shocks.
        days: how long.
        parameters: of a table; one made ready has its own.
        keep: what is kept of the days.
        threshold: see `THRESHOLD`.

    Raises:
        BadEconomicScenario: if a shock does not fit the table.
        BadEconomicParameter: if a parameter does not.
    """
    ready = economy if isinstance(economy, Prepared) else prepare(economy, parameters)
    return run([compiled(ready, scenario)], ready, days, keep, threshold)[0]


def simulate_block(
    economy: Prepared | EconomicTable,
    scenarios: Iterable[EconomicScenario],
    days: int = YEAR,
    *,
    parameters: Parameters | None = None,
    block: int = BLOCK,
    keep: Keep = "summed",
    threshold: float = THRESHOLD,
) -> Iterator[Outcome]:
    """Many scenarios, a block at a time; outcomes come in the order of the scenarios.

    Memory is that of the prepared table and, for each scenario of a block, two numbers for each industry and good:
    16 bytes * N * S, or 8 if the table was prepared in single precision, which is about twice as fast.

    Args:
        economy: as for `simulate`.
        scenarios: any number.
        days: how long.
        parameters: as for `simulate`.
        block: scenarios simulated at once.
        keep: what is kept of the days.
        threshold: see `THRESHOLD`.

    Raises:
        BadEconomicScenario: if a shock does not fit the table, when its block is reached.
        BadEconomicParameter: if a parameter does not fit the table.
    """
    ready = economy if isinstance(economy, Prepared) else prepare(economy, parameters)
    left = iter(scenarios)
    while some := list(islice(left, block)):
        yield from run([compiled(ready, each) for each in some], ready, days, keep, threshold)


def run(
    block: list[Compiled],
    ready: Prepared,
    days: int,
    keep: Keep,
    threshold: float = THRESHOLD,
    watch: Callable[[Step], None] | None = None,
) -> list[Outcome]:
    """The scenarios of a block together; `watch` sees each step."""
    steps = int(np.ceil(days / ready.parameters.step))
    with one_thread():
        economy = Days(block, ready, watching=watch is not None)
    record = Record(block, ready, steps, keep, threshold)
    with one_thread():
        for number in range(steps):
            economy.pass_one(number)
            record.write(number, economy)
            if watch:
                watch(economy.seen(number))
    return record.outcomes()
