"""Small made-up economies for the tests."""

from __future__ import annotations

import numpy as np

from renkei.supply.economy.table import EconomicTable, economic_table


def economy(
    regions: int = 3, sectors: int = 3, seed: int = 0, *, empty: float = 0.1, factor: float = 1e6
) -> EconomicTable:
    """A random table in which every industry adds value; `empty` is the part of flows that are zero."""
    random = np.random.default_rng(seed)
    n = regions * sectors
    flows = random.lognormal(0, 1.5, (n, n)) * (random.random((n, n)) > empty)
    final = random.lognormal(0, 1, (n, regions))
    wanted = np.maximum(flows.sum(axis=0) / 0.7 - flows.sum(axis=1), 0) + 0.5 * random.random(n) + 0.1
    final *= (wanted / final.sum(axis=1))[:, None]
    names = [f"R{each}" for each in range(regions)], [f"s{each}" for each in range(sectors)]
    return economic_table(*names, flows, final, factor=factor, name="made up")
