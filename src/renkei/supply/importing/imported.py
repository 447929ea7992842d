"""What reading somebody's tables gives: rows in our layout, and what could not be carried over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from renkei.ground.errors import BadInput, Fault

TOLD = 20
"""So many faults of an import are told one by one."""


class BadImport(BadInput):
    """A publication's table that cannot be read as one; carries every fault found."""

    code = "bad-import"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(set(faults))
        first = self.faults[0]
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(f"{first.text()}{more}")

    def lines(self) -> list[str]:
        """The first faults, each on a line, and how many more there are."""
        told = [f"{self.code}: {each.text()}" for each in self.faults[:TOLD]]
        more = len(self.faults) - TOLD
        return [*told, f"{self.code}: and {more:,} more faults; correct these first"] if more > 0 else told


@dataclass(frozen=True)
class Imported:
    """One publication in our layout, ready to be written into a folder of supply data.

    Attributes:
        release: what `release.yaml` holds.
        figures: one mapping for each line of `figures.csv`, by its headings.
        goods: what each `goods/<id>.yaml` holds that the figures need; names as the publication has them.
        statistics: what `statistics.yaml` holds for the figures' statistics, by id, the built-in ones included.
        faults: rows that could not be placed; nothing is to be written while there are any.
        left_out: rows that were not wanted, counted by the reason, in words.
    """

    release: dict[str, Any]
    figures: list[dict[str, str]]
    goods: list[dict[str, Any]]
    statistics: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
