"""Values known only within bounds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Range:
    """A value that is at least `low` and at most `high`."""

    low: float
    high: float

    @property
    def exact(self) -> float | None:
        """The value, if the bounds leave no choice."""
        return self.low if self.low == self.high else None

    def at(self, part: float) -> float:
        """The value so far between the bounds: 0 is the lower, 1 the upper."""
        return self.low if self.low == self.high else self.low + (self.high - self.low) * part


def exactly(value: float) -> Range:
    """A value without doubt."""
    return Range(value, value)
