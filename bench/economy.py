"""Measures a year of the economy against BoARIO, and a sweep of many scenarios against one after the other.

Each figure is measured in a process of its own with one thread, so that its peak memory is its own, and all in one run on
one machine. The floor is what reading the table from memory costs: three products with the table a day in plain NumPy,
which any daily model needs that reads it three times. Prints Markdown tables, and draws `economy.svg` if told to.
`make bench-economy` runs it.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from made_up_tables import made_up

SIZES = ("40x30", "77x45")
DAYS = 365
SCENARIOS = 32
QUICK = 30
HIT = 0.2


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument(
        "--quick", action="store_true", help=f"{QUICK} days for BoARIO and the sweeps, scaled to a year"
    )
    options.add_argument("--sizes", nargs="*", default=list(SIZES))
    options.add_argument("--figure", action="store_true", help="draw economy.svg")
    options.add_argument("--part", nargs=3, metavar=("WHAT", "SIZE", "DAYS"))
    asked = options.parse_args()
    if asked.part:
        what, size, days = asked.part
        print(json.dumps(PARTS[what](size, int(days))))
        return
    load = f"{os.getloadavg()[0]:.1f}"
    print(
        f"Python {platform.python_version()}, NumPy {version('numpy')}, BoARIO {version('boario')}, medians of {asked.runs},"
    )
    print(f"one thread, load at the start {load}, {QUICK if asked.quick else DAYS} days of BoARIO and of the sweeps\n")
    short = QUICK if asked.quick else DAYS
    found: dict[str, dict[str, dict[str, float]]] = {}
    for size in asked.sizes:
        runs: dict[str, list[dict[str, float]]] = {what: [] for what in PARTS}
        for _ in range(asked.runs):
            for what in PARTS:  # in turn, so that other work on the machine meets all of them
                runs[what].append(_measured(what, size, DAYS if what in ("renkei", "floor") else short))
        found[size] = {what: _median(each) for what, each in runs.items()}
    _tables(found)
    if asked.figure:
        Path(__file__).with_suffix(".svg").write_text(_drawn(found), encoding="utf-8")


def _measured(what: str, size: str, days: int) -> dict[str, float]:
    setting = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--part", what, size, str(days)]
    done = subprocess.run(command, check=True, env=setting, capture_output=True, text=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _median(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(each[key] for each in runs) for key in runs[0]}


def _size(size: str) -> tuple[int, int]:
    regions, sectors = size.split("x")
    return int(regions), int(sectors)


def _figures(started: tuple[float, float], years: float, lost: float = 0.0) -> dict[str, float]:
    """Seconds for a year of one scenario, by the clock and of the processor, and the peak of the process in MiB."""
    seconds, busy = time.perf_counter() - started[0], time.process_time() - started[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"clock": seconds / years, "processor": busy / years, "peak": peak, "lost": lost}


def _started() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _boario(size: str, days: int) -> dict[str, float]:
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    import pandas as pd
    import pymrio
    from boario.event import from_series
    from boario.extended_models import ARIOPsiModel
    from boario.simulation import Simulation

    regions, sectors, flows, final = made_up(*_size(size))
    index = pd.MultiIndex.from_product([regions, sectors], names=["region", "sector"])
    consumers = pd.MultiIndex.from_product([regions, ["final"]], names=["region", "category"])
    output = flows.sum(axis=1) + final.sum(axis=1)
    system = pymrio.IOSystem(
        Z=pd.DataFrame(flows, index, index),
        Y=pd.DataFrame(final, index, consumers),
        x=pd.DataFrame({"indout": output}, index),
    )
    system.calc_all()
    capital = 4 * (output[0] - flows[:, 0].sum())
    model = ARIOPsiModel(system)
    simulation = Simulation(model, n_temporal_units_to_sim=days)
    how = {"event_type": "recovery", "occurrence": 5, "duration": 1, "recovery_tau": 30, "event_monetary_factor": 10**6}
    simulation.add_event(from_series(pd.Series({index[0]: HIT * capital}), **how))
    started = _started()
    simulation.loop()
    figures = _figures(started, days / DAYS)
    made = simulation.production_realised.to_numpy()
    return {**figures, "lost": float((made[0] - made).sum() / made[0].sum())}


def _scenario(regions: list[str], sectors: list[str], place: int) -> Any:
    from renkei.supply.economy.shocks import CapacityLoss, EconomicScenario

    region, sector = regions[place % len(regions)], sectors[place % len(sectors)]
    return EconomicScenario((CapacityLoss(HIT, 5, 3, (region,), (sector,), "linear", 30),))


def _renkei(size: str, days: int) -> dict[str, float]:
    from renkei.supply.economy.engine import simulate
    from renkei.supply.economy.prepared import prepare
    from renkei.supply.economy.table import economic_table

    regions, sectors, flows, final = made_up(*_size(size))
    ready = prepare(economic_table(regions, sectors, flows, final))
    started = _started()
    outcome = simulate(ready, _scenario(regions, sectors, 0), days)
    return _figures(started, days / DAYS, outcome.lost_days)


def _sweep(size: str, days: int, precision: Any) -> dict[str, float]:
    from renkei.supply.economy.engine import simulate_block
    from renkei.supply.economy.prepared import prepare
    from renkei.supply.economy.table import economic_table

    regions, sectors, flows, final = made_up(*_size(size))
    ready = prepare(economic_table(regions, sectors, flows, final), precision=precision)
    started = _started()
    outcomes = list(simulate_block(ready, [_scenario(regions, sectors, each) for each in range(SCENARIOS)], days))
    return _figures(started, SCENARIOS * days / DAYS, outcomes[0].lost_days)


def _double(size: str, days: int) -> dict[str, float]:
    return _sweep(size, days, "double")


def _single(size: str, days: int) -> dict[str, float]:
    return _sweep(size, days, "single")


def _floor(size: str, days: int) -> dict[str, float]:
    _, _, flows, _ = made_up(*_size(size))
    ones = np.ones(len(flows))
    started = _started()
    for _ in range(days):
        ones @ flows
        flows @ ones
        ones @ flows
    return _figures(started, days / DAYS)


PARTS = {"boario": _boario, "renkei": _renkei, "floor": _floor, "double": _double, "single": _single}


def _tables(found: dict[str, dict[str, dict[str, float]]]) -> None:
    print(
        "| industries | BoARIO | Renkei | times faster | three passes in NumPy | Renkei over that | memory BoARIO | Renkei |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size, each in found.items():
        peer, ours, floor = each["boario"], each["renkei"], each["floor"]
        print(
            f"| {np.prod(_size(size)):,} | {_seconds(peer)} | {_seconds(ours)} | {peer['clock'] / ours['clock']:.1f} "
            f"({peer['processor'] / ours['processor']:.1f}) | {_seconds(floor)} | {ours['clock'] / floor['clock']:.2f} "
            f"| {peer['peak']:,.0f} MiB | {ours['peak']:,.0f} MiB |"
        )
    print(
        f"\n| industries | one after the other | {SCENARIOS} together | times faster | single precision | times faster | memory |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size, each in found.items():
        ours, double, single = each["renkei"], each["double"], each["single"]
        print(
            f"| {np.prod(_size(size)):,} | {_seconds(ours)} | {_seconds(double)} | {ours['clock'] / double['clock']:.1f} "
            f"({ours['processor'] / double['processor']:.1f}) | {_seconds(single)} | {ours['clock'] / single['clock']:.1f} "
            f"({ours['processor'] / single['processor']:.1f}) | {double['peak']:,.0f}, {single['peak']:,.0f} MiB |"
        )


def _seconds(figures: dict[str, float]) -> str:
    return f"{figures['clock']:.2f} s ({figures['processor']:.2f})"


def _drawn(found: dict[str, dict[str, dict[str, float]]]) -> str:
    from renkei.report.blocks import Figure
    from renkei.report.charts import as_svg
    from renkei.report.figures import FONT, INK, LINE, PAGE, QUIET

    names = {
        "boario": "BoARIO",
        "renkei": "Renkei",
        "floor": "three passes in NumPy",
        "double": "Renkei, 32 together",
        "single": "Renkei, 32 together, single precision",
    }
    points = [
        {"what": names[what], "seconds": figures["processor"], "size": f"{np.prod(_size(size)):,} industries"}
        for size, each in found.items()
        for what, figures in each.items()
    ]
    axis = {"labelColor": INK, "titleColor": QUIET, "domainColor": LINE, "tickColor": LINE, "gridColor": LINE}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"font": f"{FONT}, sans-serif", "background": PAGE, "axis": axis, "view": {"stroke": None}},
        "width": 460,
        "data": {"values": points},
        "mark": {"type": "point", "size": 70, "filled": True},
        "encoding": {
            "x": {
                "field": "seconds",
                "type": "quantitative",
                "scale": {"type": "log"},
                "title": "seconds of the processor for a year of one scenario",
            },
            "y": {
                "field": "what",
                "type": "nominal",
                "sort": list(names.values()),
                "title": None,
                "axis": {"labelLimit": 260},
            },
            "color": {
                "field": "size",
                "type": "nominal",
                "legend": {"title": None, "orient": "top", "labelColor": INK},
            },
        },
    }
    return as_svg(Figure("economy", spec, "seconds of the processor for a year of one scenario", ""))


if __name__ == "__main__":
    main()
