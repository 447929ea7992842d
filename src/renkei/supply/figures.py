"""Figures by place: one good, one statistic, one year of one publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from renkei.ground.texts import Text
from renkei.supply.amounts import Amount
from renkei.supply.rows import Basis

OTHER, WORLD = "other", "world"
"""Places the source does not name, taken together; the total it prints."""


MOST_OF_IT = 90
"""Shares that add up to so many percent tell of the whole."""


@dataclass(frozen=True)
class Figure:
    """What one place has.

    Attributes:
        place: a code, a joint code such as `US-CA`, or `other`.
        printed: the place as the source names it.
        estimated: the source calls it an estimate.
        row: the row of the publication's own table, counted as a spreadsheet does; None where it has none.
        file, line: where it stands here.
    """

    place: str
    printed: str
    amount: Amount
    estimated: bool
    note: str
    row: int | None
    file: Path
    line: int


@dataclass(frozen=True)
class Figures:
    """All places of one good, statistic and year in one publication.

    Attributes:
        publication: id of the release, or of the file of shares.
        unit: of the amounts; `%` where the source gives shares.
        importer: of whose imports these are shares; None for making and capacity.
        world: the total the source prints, often rounded; never the base of our shares.
        complete: whether places that are not named have nothing.
    """

    good: str
    statistic: str
    measure: Text
    basis: Basis
    year: int
    unit: str
    importer: str | None
    publication: str
    public: date
    forecast: bool
    complete: bool
    rows: tuple[Figure, ...]
    world: Amount | None

    @property
    def in_percent(self) -> bool:
        """Whether the source itself gives shares."""
        return self.unit == "%"

    @property
    def full(self) -> bool:
        """Whether they tell of the whole, and not only of some place's part: amounts, or shares that add up to most."""
        return not self.in_percent or sum(row.amount.low for row in self.rows) >= MOST_OF_IT
