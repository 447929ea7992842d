"""Small tables of figures, written as a publication would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from renkei.ground.texts import Text
from renkei.supply.amounts import read_amount
from renkei.supply.figures import Figure, Figures


def figures(unit: str = "t", *, complete: bool = False, good: str = "ore", year: int = 2024, **amounts: str) -> Figures:
    """A table of one good; `US_CA` stands for the joint code `US-CA`."""
    rows = tuple(
        Figure(place.replace("_", "-"), place, read_amount(text), False, "", line, Path("figures.csv"), line)
        for line, (place, text) in enumerate(amounts.items(), 2)
    )
    measure = Text(en="mine production")
    return Figures(
        good=good,
        statistic="mine-production",
        measure=measure,
        basis="place",
        year=year,
        unit=unit,
        importer=None,
        publication="by-hand",
        public=date(year + 1, 2, 1),
        forecast=False,
        complete=complete,
        rows=rows,
        world=None,
    )
