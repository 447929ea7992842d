"""Amounts as publications print them: a number, a bound, a range, or a reason why there is none.

    69        exactly that, as far as the source tells
    ~80       about that
    >90 >=90  more than, at least
    <1  <=1   less than, at most
    85-90     between the two
    made      made there, how much is not told
    withheld  known to the publisher, who may not tell it
    unknown   not available

What is not told is an interval, never zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

Why = Literal["made", "withheld", "unknown"]
"""Why there is no number."""

WHYS: tuple[Why, ...] = Why.__args__  # type: ignore[attr-defined]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WRITTEN = re.compile(rf"(?P<sign>~|>=|>|<=|<)?\s*(?P<low>{_NUMBER})(?:\s*[-–]\s*(?P<high>{_NUMBER}))?", re.ASCII)


@dataclass(frozen=True)
class Amount:
    """What is known of one figure.

    Attributes:
        low: it is at least this.
        high: it is at most this; None: nothing bounds it.
        about: the source itself calls it approximate.
        why: why there is no number; None if there is one, or a bound.
    """

    low: Decimal
    high: Decimal | None
    about: bool = False
    why: Why | None = None

    @property
    def exact(self) -> Decimal | None:
        """The number, where the source gives one."""
        return self.low if self.high == self.low else None

    @property
    def text(self) -> str:
        """The amount as it is written in a file."""
        if self.why is not None:
            return self.why
        if self.high is None:
            return f">={self.low:f}"
        if self.exact is None:
            return f"{self.low:f}-{self.high:f}" if self.low else f"<={self.high:f}"
        return ("~" if self.about else "") + f"{self.low:f}"


def untold(why: Why) -> Amount:
    """An amount of which nothing is told."""
    return Amount(Decimal(0), None, why=why)


def exactly(number: Decimal | int) -> Amount:
    """A plain number."""
    return Amount(Decimal(number), Decimal(number))


def read_amount(text: str) -> Amount:
    """The amount that `text` writes.

    A strict bound is kept as a bound: `>90` and `>=90` say the same of an interval's closed hull.

    Raises:
        ValueError: if it writes none, is negative, or a range runs backward.
    """
    written = text.strip()
    for why in WHYS:
        if written == why:
            return untold(why)
    found = _WRITTEN.fullmatch(written)
    if found is None:
        message = f"`{text}` is no amount; write a number, `~80`, `>90`, `<1`, `85-90`, `made`, `withheld` or `unknown`"
        raise ValueError(message)
    low = Decimal(found["low"].replace(",", ""))
    sign = found["sign"] or ""
    if found["high"] is not None:
        high = Decimal(found["high"].replace(",", ""))
        if high < low or sign not in {"", "~"}:
            message = f"`{text}` is no range; write the smaller number first and no sign, such as `85-90`"
            raise ValueError(message)
        return Amount(low, high, about=sign == "~")
    if sign.startswith(">"):
        return Amount(low, None)
    if sign.startswith("<"):
        return Amount(Decimal(0), low)
    return Amount(low, low, about=sign == "~")


def _written_amount(value: Any) -> Amount:
    return value if isinstance(value, Amount) else read_amount(str(value))


WrittenAmount = Annotated[Amount, BeforeValidator(_written_amount)]
"""An amount in a file."""
