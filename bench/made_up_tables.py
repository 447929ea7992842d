"""Input-output tables made up by a stated recipe, so that any size can be measured and anybody gets the same.

Flows are lognormal (sigma 2), ten times larger within a region than between regions, and a fifth of those between regions
are zero. Final demand is lognormal (sigma 1), mostly at home, and as much in all as leaves every industry a value added of
a quarter of its output or more. Numbers come from NumPy's `default_rng(seed)`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def made_up(regions: int, sectors: int, seed: int = 1) -> tuple[list[str], list[str], Floats, Floats]:
    """Names of regions and sectors (in the order of the alphabet), flows [N, N] and final demand [N, regions]."""
    random = np.random.default_rng(seed)
    n = regions * sectors
    home = np.repeat(np.arange(regions), sectors)
    flows = random.lognormal(0.0, 2.0, (n, n))
    for region in range(regions):
        rows = slice(region * sectors, (region + 1) * sectors)
        away = home != region
        flows[rows, ~away] *= 10.0
        flows[rows, away] *= random.random((sectors, int(away.sum()))) > 0.2
    final = random.lognormal(0.0, 1.0, (n, regions))
    final[np.arange(n), home] *= 10.0
    wanted = np.maximum(flows.sum(axis=0) / 0.75 - flows.sum(axis=1), 0.05 * flows.sum(axis=1)) + 1.0
    final *= (wanted / final.sum(axis=1))[:, None]
    width = len(str(max(regions, sectors)))
    names = [f"R{each:0{width}}" for each in range(regions)], [f"s{each:0{width}}" for each in range(sectors)]
    return *names, flows, final
