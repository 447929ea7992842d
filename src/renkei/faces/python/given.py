"""What callers write, as the desk takes it: days, and several words at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from renkei.faces.python.saying import Day
from renkei.ground.days import day_asked, parse_day


def day_of(given: Day | None) -> date:
    """The day asked for, or today.

    Raises:
        BadDay: if it is not a whole, existing day.
    """
    return day_asked(None) if given is None or given == "" else day(given)


def day(given: Day) -> date:
    """A day.

    Raises:
        BadDay: if it is not a whole, existing day.
    """
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else parse_day(given)


def day_or_none(given: Day | None) -> date | None:
    """A day, if one was given."""
    return None if given is None or given == "" else day(given)


def several(given: str | Iterable[str]) -> list[str]:
    """Words written with commas between, or as a list."""
    parts = given.split(",") if isinstance(given, str) else given
    return [each.strip() for each in parts if each.strip()]


def shown(given: str | Iterable[str]) -> str:
    """Several words as they are shown in complaints."""
    return given if isinstance(given, str) else ",".join(given)
