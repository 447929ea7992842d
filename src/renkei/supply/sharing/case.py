"""What is to be shared: who asks for what and when, who has what, what was promised, which ways are closed.

Amounts are exact decimals in the unit of their good. Months are numbered from 0 in calendar order. Every row keeps
the line of the file it came from, so that an answer can name it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

Role = Literal["needs", "stocks", "capacities", "pledges", "closed"]
"""What a file is about."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a row stands: the role of its file, and the line counted from 1."""

    role: Role
    number: int


@dataclass(frozen=True, slots=True)
class Need:
    """What a place asks for of a good in a month: one claim.

    Attributes:
        asked: how much, above 0.
        least: the guaranteed minimum, at most `asked`.
        order: the class of its priority; 1 is served first. Rows without one come after all others.
        harm: harm for every unit left unmet, before the steps; None if the file gives none.
    """

    place: str
    good: str
    month: int
    asked: Decimal
    line: Line
    least: Decimal = Decimal(0)
    order: int = 1
    harm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """What a place has of a good before the first month, and how much of it it keeps for itself throughout."""

    place: str
    good: str
    amount: Decimal
    line: Line
    keep: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a place can add in a month for sharing; what is not given that month is kept for later ones."""

    place: str
    good: str
    month: int
    amount: Decimal
    line: Line


@dataclass(frozen=True, slots=True)
class Pledge:
    """What one place promised to give another in a month, at least."""

    giver: str
    to: str
    good: str
    month: int
    amount: Decimal
    line: Line


@dataclass(frozen=True, slots=True)
class Closed:
    """A way on which nothing can be given: from one place to another, of a good (None: any), in a month (None: any)."""

    giver: str
    to: str
    good: str | None
    month: int | None
    line: Line

    def closes(self, good: str, month: int) -> bool:
        """Whether it closes the way for this good in this month."""
        return self.good in {None, good} and self.month in {None, month}


@dataclass(frozen=True, slots=True)
class File:
    """A file an answer rests on: what it is about, its name, the hash of its bytes, and how many rows were used."""

    role: Role
    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in the files that is no fault and may still be a mistake; worded under `share.notice.CODE`."""

    code: str
    values: dict[str, object]


@dataclass(frozen=True)
class Case:
    """Everything given.

    Attributes:
        months: as `2026-03`, in order.
        units: the unit of each good.
        weighed: whether the needs say what harm a missing unit does.
    """

    months: tuple[str, ...]
    units: dict[str, str]
    needs: tuple[Need, ...]
    stocks: tuple[Stock, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    closed: tuple[Closed, ...] = ()
    files: tuple[File, ...] = ()
    notices: tuple[Notice, ...] = field(default=())

    @cached_property
    def goods(self) -> tuple[str, ...]:
        """Every good that is asked for, in the order of the needs."""
        return tuple(dict.fromkeys(each.good for each in self.needs))

    @property
    def weighed(self) -> bool:
        """Whether the needs say what harm a missing unit does."""
        return any(each.harm is not None for each in self.needs)
