"""Writes what BoARIO makes of a small made-up table, for the tests: tests/supply/economy/oracle/*.json.

Run in the peers' environment (`make bench-peers`): `.bench-peers/bin/python bench/economy_oracle.py`. BoARIO is only run;
nothing of it is part of Renkei. One file holds the table, one each the events, our shocks that stand for them, and
BoARIO's results. An event of BoARIO that occurs on step k keeps its whole loss for `duration + 2` steps from k (of the
kind `recovery`) or from k + 1 (`arbitrary`) before it recovers: so it was seen to do.
"""

from __future__ import annotations

import json
import logging
import platform
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pymrio
from boario.event import from_series
from boario.extended_models import ARIOPsiModel
from boario.simulation import Simulation

from made_up_tables import made_up

ORACLE = Path(__file__).parents[1] / "tests" / "supply" / "economy" / "oracle"
REGIONS, SECTORS, SEED = 5, 4, 7
DAYS = 365
KEPT = [0, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 40, 60, 100, 150, 200, 300, 364]

ONE = ("R1", "s2")
OTHER = ("R3", "s0")
CUT = {"type": "CapacityLoss", "share": 0.2, "day": 5, "days": 3, "regions": ["R1"], "sectors": ["s2"]}
LINEAR = {"recovery": "linear", "recovery_days": 30}

CASES: list[dict[str, Any]] = [
    {
        "name": "recovery",
        "what": "an industry loses a fifth of its capital and recovers linearly in 30 days",
        "events": [["recovery", {ONE: 0.2}, {"occurrence": 5, "duration": 1, "recovery_tau": 30}]],
        "shocks": [{**CUT, **LINEAR}],
    },
    {
        "name": "two_events",
        "what": "two industries, different days, one of them hard",
        "events": [
            ["recovery", {ONE: 0.5}, {"occurrence": 5, "duration": 10, "recovery_tau": 30}],
            ["recovery", {OTHER: 0.9}, {"occurrence": 40, "duration": 1, "recovery_tau": 10}],
        ],
        "shocks": [
            {**CUT, "share": 0.5, "days": 12, **LINEAR},
            {
                "type": "CapacityLoss",
                "share": 0.9,
                "day": 40,
                "days": 3,
                "regions": ["R3"],
                "sectors": ["s0"],
                "recovery": "linear",
                "recovery_days": 10,
            },
        ],
    },
    {
        "name": "capacity_all",
        "what": "an industry stands still for 32 days",
        "events": [["arbitrary", {ONE: 1.0}, {"occurrence": 5, "duration": 30, "recovery_tau": 1}]],
        "shocks": [{**CUT, "share": 1.0, "day": 6, "days": 32}],
    },
    {
        "name": "capacity_region",
        "what": "a whole region makes a tenth for 102 days and recovers in 40",
        "events": [
            [
                "arbitrary",
                {("R1", f"s{each}"): 0.9 for each in range(SECTORS)},
                {"occurrence": 5, "duration": 100, "recovery_tau": 40},
            ]
        ],
        "shocks": [
            {**CUT, "share": 0.9, "day": 6, "days": 102, "sectors": [], "recovery": "linear", "recovery_days": 40}
        ],
    },
    {
        "name": "fixed_orders",
        "what": "orders split by ordinary purchases only",
        "boario": {"order_type": "noalt"},
        "parameters": {"orders": "fixed"},
        "events": [["recovery", {ONE: 0.5}, {"occurrence": 5, "duration": 10, "recovery_tau": 30}]],
        "shocks": [{**CUT, "share": 0.5, "days": 12, **LINEAR}],
    },
    {
        "name": "other_parameters",
        "what": "shorter stocks, a stricter psi, faster restoration, less and faster overproduction",
        "boario": {
            "psi_param": 0.9,
            "main_inv_dur": 20,
            "inventory_restoration_tau": 30,
            "alpha_max": 1.1,
            "alpha_tau": 100,
        },
        "parameters": {
            "psi": 0.9,
            "inventory_days": 20,
            "restoration_days": 30,
            "alpha_max": 1.1,
            "alpha_days": 100,
        },
        "events": [["recovery", {ONE: 0.5}, {"occurrence": 5, "duration": 10, "recovery_tau": 30}]],
        "shocks": [{**CUT, "share": 0.5, "days": 12, **LINEAR}],
    },
    {
        "name": "inventories_by_sector",
        "what": "stocks that differ by good, one of two days",
        "boario": {"inventory_dict": {"s0": 2, "s1": 20, "s2": 60, "s3": 30}},
        "parameters": {"inventory_days": {"s0": 2, "s1": 20, "s2": 60, "s3": 30}},
        "events": [["recovery", {ONE: 0.5}, {"occurrence": 5, "duration": 10, "recovery_tau": 30}]],
        "shocks": [{**CUT, "share": 0.5, "days": 12, **LINEAR}],
    },
]


def table() -> dict[str, Any]:
    """The table, rounded so that its file says exactly what was simulated."""
    regions, sectors, flows, final = made_up(REGIONS, SECTORS, SEED)
    return {
        "recipe": f"bench/made_up_tables.py, made_up({REGIONS}, {SECTORS}, {SEED}), rounded to 4 digits after the point",
        "regions": regions,
        "sectors": sectors,
        "flows": np.round(flows, 4).tolist(),
        "final": np.round(final, 4).tolist(),
    }


def result(held: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """What BoARIO makes of a case."""
    index = pd.MultiIndex.from_product([held["regions"], held["sectors"]], names=["region", "sector"])
    consumers = pd.MultiIndex.from_product([held["regions"], ["final"]], names=["region", "category"])
    flows = pd.DataFrame(held["flows"], index, index)
    system = pymrio.IOSystem(Z=flows, Y=pd.DataFrame(held["final"], index, consumers))
    system.calc_all()
    added = system.x["indout"] - flows.sum()
    model = ARIOPsiModel(system, **case.get("boario", {}))
    simulation = Simulation(model, n_temporal_units_to_sim=DAYS)
    for kind, hit, how in case["events"]:
        worth = {place: share * 4 * added[place] if kind == "recovery" else share for place, share in hit.items()}
        more = {"event_monetary_factor": 10**6} if kind == "recovery" else {}
        simulation.add_event(from_series(pd.Series(worth), event_type=kind, **how, **more))
    simulation.loop()
    made = simulation.production_realised[list(index)].to_numpy()
    usual = made[0]
    return {
        "lost_days": float((usual - made).sum() / usual.sum()),
        "unmet": float(simulation.final_demand_unmet.to_numpy().sum()),
        "lowest": float((made / usual).min()),
        "days": KEPT,
        "production": made[KEPT].tolist(),
    }


def main() -> None:
    """Write every file."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    ORACLE.mkdir(parents=True, exist_ok=True)
    held = table()
    (ORACLE / "table.json").write_text(json.dumps(held) + "\n", encoding="utf-8")
    made = {
        "by": f"BoARIO {version('boario')}, pymrio {version('pymrio')}, numpy {version('numpy')}",
        "python": platform.python_version(),
        "model": f"ARIOPsiModel, its defaults but for `boario`; {DAYS} days; bench/economy_oracle.py",
    }
    for case in CASES:
        events = [
            {"kind": kind, "hit": [[*place, share] for place, share in hit.items()], **how}
            for kind, hit, how in case["events"]
        ]
        told = {key: value for key, value in case.items() if key != "events"}
        content = {**made, **told, "events": events, "result": result(held, case)}
        (ORACLE / f"{case['name']}.json").write_text(json.dumps(content) + "\n", encoding="utf-8")
        print(case["name"], content["result"]["lost_days"])


if __name__ == "__main__":
    main()
