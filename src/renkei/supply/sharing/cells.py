"""One cell each: places, months, amounts, units and classes, read strictly; what is missing is never zero."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from renkei.ground.places import find_place
from renkei.supply.sharing.faults import Wrong

GRAMS = {"g": Decimal(1), "kg": Decimal(1_000), "t": Decimal(1_000_000)}
"""Units of mass in grams; all other units are only equal to themselves."""

_MEANT = {"kgs": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg", "gr": "g", "gram": "g"}
_MEANT |= {"grams": "g", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t", "g": "g", "kg": "kg", "t": "t"}
"""Other spellings of units that would otherwise pass for a unit of their own."""

REMEMBERED = 1 << 14
"""Cells of a kind whose reading is remembered: the same ones stand in row after row."""

MOST_DIGITS = 15
LONGEST = 100

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def plain(text: str) -> str:
    """A cell without the variants of width that Japanese input makes, and without space around it."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def refuse_formula(text: str) -> None:
    """Refuse a formula.

    Raises:
        Wrong: if the cell begins like one.
    """
    if text[:1] in {"=", "@"} or (text[:1] in {"+", "-"} and not _NUMBER.fullmatch(text)):
        message = f"`{_short(text)}` is a formula"
        raise Wrong(message, "write the value itself", code="formula-cell")


@lru_cache(REMEMBERED)
def read_place(text: str, column: str) -> str:
    """The code of a place.

    Raises:
        Wrong: if no place is called so.
    """
    if not text:
        raise _missing(column, "write a country code or name")
    code = find_place(text)
    if code is None:
        message = f"`{_short(text)}` in column `{column}` is no place"
        raise Wrong(message, "write a country code such as `JP`, or a name such as `Japan`", code="unknown-place")
    return code


@lru_cache(REMEMBERED)
def read_month(text: str, column: str) -> str:
    """A month as `2026-03`.

    Raises:
        Wrong: if it is none.
    """
    if not text:
        raise _missing(column, "write a month such as `2026-03`")
    if not _MONTH.fullmatch(text):
        message = f"`{_short(text)}` in column `{column}` is no month"
        raise Wrong(message, "write it as `2026-03`", code="bad-month")
    return text


@lru_cache(REMEMBERED)
def read_good(text: str, column: str) -> str:
    """A good: any words.

    Raises:
        Wrong: if it is missing or too long.
    """
    if not text:
        raise _missing(column, "name the good")
    if len(text) > LONGEST:
        message = f"`{_short(text)}` in column `{column}` has {len(text):,} characters"
        raise Wrong(message, f"use a name of at most {LONGEST}", code="bad-cell")
    return text


@lru_cache(REMEMBERED)
def read_amount(text: str, column: str) -> Decimal:
    """An amount, 0 or more.

    Raises:
        Wrong: if it is no number.
        Wrong: if it is negative.
    """
    if not text:
        raise _missing(column, "write a number; 0 only if it is known to be none")
    if not _NUMBER.fullmatch(text):
        message = f"`{_short(text)}` in column `{column}` is no number"
        raise Wrong(
            message, "write digits with a point, such as `1200` or `0.5`, without separators", code="not-a-number"
        )
    if len(text.lstrip("+-").replace(".", "").lstrip("0")) > MOST_DIGITS:
        message = f"`{_short(text)}` in column `{column}` has more than {MOST_DIGITS} digits"
        raise Wrong(message, "write fewer digits, or a larger unit", code="not-a-number")
    found = Decimal(text)
    if found < 0:
        message = f"`{text}` in column `{column}` is negative"
        raise Wrong(message, "write 0 or more", code="impossible-value")
    return abs(found)


def read_minimum(text: str, column: str, asked: Decimal) -> Decimal:
    """A guaranteed minimum: an amount, or a part of the need such as `30%`; nothing written guarantees nothing.

    Raises:
        Wrong: if it is no number, negative, or above the need.
    """
    if not text:
        return Decimal(0)
    if text.endswith("%"):
        part = read_amount(text[:-1].strip(), column)
        if part > 100:
            message = f"`{text}` in column `{column}` is above 100 %"
            raise Wrong(message, "guarantee at most the whole need", code="impossible-value")
        return asked * part / 100
    return read_amount(text, column)


@lru_cache(REMEMBERED)
def read_order(text: str, column: str) -> int | None:
    """The class of a priority; None if none is written.

    Raises:
        Wrong: if it is not 1, 2, 3 or another whole number above 0.
    """
    if not text:
        return None
    if not re.fullmatch(r"\d{1,6}", text) or int(text) == 0:
        message = f"`{_short(text)}` in column `{column}` is no class of priority"
        raise Wrong(message, "write 1 for those served first, 2 for the next, and so on", code="not-a-number")
    return int(text)


@lru_cache(REMEMBERED)
def read_harm(text: str, column: str) -> Decimal:
    """The harm of a missing unit, above 0.

    Raises:
        Wrong: if it is missing, no number, or not above 0.
    """
    if not text:
        raise _missing(column, "write the harm of a missing unit in every row, or leave out the column")
    found = read_amount(text, column)
    if found == 0:
        message = f"`{text}` in column `{column}` says that going without does no harm"
        raise Wrong(message, "write a number above 0", code="impossible-value")
    return found


@lru_cache(REMEMBERED)
def read_unit(text: str, column: str) -> str:
    """A unit: `g`, `kg`, `t`, or any other word that all rows of the good share.

    Raises:
        Wrong: if it is missing or a number.
    """
    if not text:
        message = f"column `{column}` is empty"
        raise Wrong(message, "write the unit, such as `kg`", code="wrong-unit")
    if len(text) > LONGEST or _NUMBER.fullmatch(text):
        message = f"`{_short(text)}` in column `{column}` is no unit"
        raise Wrong(message, "write a unit such as `kg` or `pieces`", code="wrong-unit")
    meant = _MEANT.get(text.casefold())
    if text not in GRAMS and meant:
        message = f"`{text}` in column `{column}` is not how a unit of mass is written here"
        raise Wrong(message, f"write `{meant}`, if that is what is meant", code="wrong-unit")
    return text


def converted(amount: Decimal, unit: str, to: str, good: str) -> Decimal:
    """An amount in another unit; masses convert exactly.

    Raises:
        Wrong: if the two do not agree.
    """
    if unit == to:
        return amount
    if unit in GRAMS and to in GRAMS:
        return amount * GRAMS[unit] / GRAMS[to]
    message = f"`{unit}` does not agree with `{to}`, the unit in which `{good}` is asked for"
    raise Wrong(message, "use one unit for a good; g, kg and t are converted", code="wrong-unit")


def _missing(column: str, advice: str) -> Wrong:
    return Wrong(f"column `{column}` is empty", advice, code="bad-cell")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
