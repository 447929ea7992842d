"""A small chain in the form engines have; at the top of a module, so that other processes find it."""

from __future__ import annotations

from renkei.supply.scenarios.model import ChainModel
from renkei.supply.scenarios.scenario import Scenario
from renkei.supply.stopping.chain import Chain, Link
from renkei.supply.stopping.cuts import Cut
from renkei.supply.stopping.ranges import Range, exactly

MODEL = ChainModel(
    Chain(
        ("ore", "metal", "chip", "toy"),
        {
            "ore": {"CN": exactly(60), "JP": exactly(40)},
            "metal": {"CN": Range(40, 70), "JP": Range(10, 60)},
            "chip": {"JP": exactly(90), "US": exactly(10)},
        },
        (Link("metal", "ore"), Link("chip", "metal"), Link("toy", "chip", "unknown")),
    )
)

CUT = Scenario(
    "",
    "chain",
    (Cut("CN", "ore"),),
    {"days": Range(20, 40), "stocks": Range(0, 10), "extra": Range(0, 50), "ramp": exactly(10)},
)
