"""What can be wrong with a table, a scenario or a parameter; every fault found is told, not only the first."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from renkei.ground.errors import BadInput

MOST_TOLD = 50
"""Faults told one by one; of any further ones the number."""


class SeveralFaultsOfInput(BadInput):
    """An input with one or more faults.

    Attributes:
        faults: each as one line: where, what is wrong, what to do.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(f"{self.faults[0]}{more}")

    def lines(self) -> list[str]:
        """One line for every fault, up to `MOST_TOLD`, and then how many there are besides."""
        told = [f"{self.code}: {each}" for each in self.faults[:MOST_TOLD]]
        left = len(self.faults) - len(told)
        return [*told, f"{self.code}: and {left} more faults"] if left else told


class BadEconomicTable(SeveralFaultsOfInput):
    """An input-output table that cannot be read or does not hold together."""

    code = "bad-economic-table"


class BadEconomicScenario(SeveralFaultsOfInput):
    """Shocks that do not fit the table or cannot be."""

    code = "bad-economic-scenario"


class BadEconomicParameter(SeveralFaultsOfInput):
    """Parameters no simulation can run with."""

    code = "bad-economic-parameter"


class NoTableReader(BadInput):
    """The optional library that reads a published table's own layout is not installed."""

    code = "no-table-reader"


def unknown(kind: str, name: str, known: Sequence[str]) -> str:
    """The fault of a name the table does not have, with the nearest one that it has."""
    near = get_close_matches(name, known, 1)
    help = f"did you mean `{near[0]}`?" if near else f"it has {_some(known)}"  # noqa: A001 - the word of `BadInput`
    return f"the table has no {kind} `{name}`; {help}"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:12])
    return shown if len(names) <= 12 else f"{shown} and {len(names) - 12} more"
