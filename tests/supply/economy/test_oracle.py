"""Results equal those BoARIO gave for the same shocks (bench/economy_oracle.py wrote them down)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renkei.supply.economy import shocks
from renkei.supply.economy.engine import simulate
from renkei.supply.economy.parameters import Parameters
from renkei.supply.economy.table import EconomicTable, economic_table

ORACLE = Path(__file__).parent / "oracle"
CASES = sorted(path.stem for path in ORACLE.glob("*.json") if path.stem != "table")


@pytest.fixture(scope="module")
def table() -> EconomicTable:
    held = json.loads((ORACLE / "table.json").read_text())
    return economic_table(held["regions"], held["sectors"], np.array(held["flows"]), np.array(held["final"]))


def scenario(case: dict[str, Any]) -> shocks.EconomicScenario:
    made = []
    for each in case["shocks"]:
        fields = {
            key: tuple(value) if isinstance(value, list) else value for key, value in each.items() if key != "type"
        }
        made.append(getattr(shocks, each["type"])(**fields))
    return shocks.EconomicScenario(tuple(made), case["name"])


def test_there_are_several_kinds_of_event_to_compare_with() -> None:
    kinds = {event["kind"] for name in CASES for event in json.loads((ORACLE / f"{name}.json").read_text())["events"]}
    assert kinds == {"recovery", "arbitrary"}
    assert len(CASES) >= 6


@pytest.mark.parametrize("name", CASES)
def test_every_industry_makes_every_day_what_it_makes_in_boario(name: str, table: EconomicTable) -> None:
    case = json.loads((ORACLE / f"{name}.json").read_text())
    found = simulate(table, scenario(case), 365, parameters=Parameters(**case.get("parameters", {})))
    expected = np.array(case["result"]["production"])
    assert found.production is not None
    assert (np.abs(found.production[case["result"]["days"]] - expected) / found.usual).max() < 1e-6


@pytest.mark.parametrize("name", CASES)
def test_what_is_lost_in_a_year_is_what_is_lost_in_boario(name: str, table: EconomicTable) -> None:
    case = json.loads((ORACLE / f"{name}.json").read_text())
    found = simulate(table, scenario(case), 365, parameters=Parameters(**case.get("parameters", {})))
    assert found.production is not None
    assert found.lost_days == pytest.approx(case["result"]["lost_days"], rel=1e-6)
    assert found.unmet.sum() == pytest.approx(case["result"]["unmet"], rel=1e-6)
    assert (found.production / found.usual).min() == pytest.approx(case["result"]["lowest"], rel=1e-6, abs=1e-12)
