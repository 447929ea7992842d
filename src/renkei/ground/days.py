"""Days as people write them: exact, partial (`2022-09`), about (`2019~`), or from one day to another.

A written day is kept as written and turned into the earliest and the latest day it may mean. The rules, by form:

====================  ==========================================================
`2023-05-16`          that day
`2022-09`, `2021`     the first to the last day of the month or year
`2019~`, `2019?`      about: one such unit (day: 3 days) more on either side
`2023-05-19/...-21`   from the first to the last day, both included
====================  ==========================================================
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from renkei.ground.errors import BadDay

_SINGLE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<about>[~?%])?", re.ASCII)
_PERIOD = re.compile(r"P(?:(?P<years>\d{1,3})Y)?(?:(?P<months>\d{1,4})M)?", re.ASCII)

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, order=True)
class When:
    """A day as written, and the earliest and latest day it may mean.

    Attributes:
        earliest: first day it may mean.
        latest: last day it may mean.
        text: as written in the record.
        precision: the finest unit written.
        about: written with `~` or `?`.
        span: written as from one day to another; then it lasts, rather than being uncertain.
    """

    earliest: date
    latest: date
    text: str
    precision: Precision = "day"
    about: bool = False
    span: bool = False

    @property
    def exact(self) -> bool:
        """Whether it names one day or a span between two exact days."""
        return self.precision == "day" and not self.about

    def by(self, day: date) -> bool | None:
        """Whether it had wholly come by the end of `day`: yes, no, or None when the writing leaves it open."""
        if self.latest <= day:
            return True
        if self.earliest > day or self.span:
            return False
        return None

    def __str__(self) -> str:
        return self.text


def exact(day: date) -> When:
    """The given day, written exactly."""
    return When(day, day, day.isoformat())


def parse_day(text: str) -> date:
    """The one day a caller asked for.

    Raises:
        BadDay: if it is not a whole, existing day in the form `2023-10-15`.
    """
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            raise ValueError
        return date.fromisoformat(text.strip())
    except ValueError:
        message = f"`{text}` is not a day of the calendar"
        raise BadDay(message, "write it as year-month-day, such as `2023-10-15`") from None


def day_asked(text: str | None) -> date:
    """The day a caller asked for, or the reader's own today.

    Raises:
        BadDay: if it is not a whole, existing day.
    """
    return parse_day(text) if text else date.today()  # noqa: DTZ011 - the reader's own today


def parse_when(text: str) -> When:
    """A written day with its bounds.

    Raises:
        BadDay: if the form is unknown, the day does not exist, or a span runs backwards.
    """
    if "/" in text:
        first, _, last = text.partition("/")
        if "/" in last:
            message = f"`{text}` is not a day"
            raise BadDay(message, "write a span with one `/`, such as `2023-05-19/2023-05-21`")
        start, end = parse_when(first), parse_when(last)
        if end.latest < start.earliest:
            message = f"`{text}` ends before it begins"
            raise BadDay(message, "write the earlier day first")
        precision = start.precision if start.precision == end.precision else "month"
        return When(start.earliest, end.latest, text, precision, start.about or end.about, span=True)
    form = _SINGLE.fullmatch(text)
    if not form:
        message = f"`{text}` is not a day"
        raise BadDay(message, "write `2023-05-16`, `2022-09`, `2021`, `2019~` or `2023-05-19/2023-05-21`")
    try:
        earliest, latest, precision = _bounds(form)
    except ValueError:
        message = f"`{text}` does not exist in the calendar"
        raise BadDay(message, "correct the month or the day") from None
    about = form["about"] is not None
    if about:
        earliest, latest = _widen(earliest, latest, precision)
    return When(earliest, latest, text, precision, about)


def _bounds(form: re.Match[str]) -> tuple[date, date, Precision]:
    year = int(form["year"])
    if form["month"] is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    month = int(form["month"])
    if form["day"] is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
    day = date(year, month, int(form["day"]))
    return day, day, "day"


def _widen(earliest: date, latest: date, precision: Precision) -> tuple[date, date]:
    if precision == "day":
        return _add_days(earliest, -3), _add_days(latest, 3)
    months = 1 if precision == "month" else 12
    if latest == date.max:
        return add_months(earliest, -months), latest
    end = add_months(latest + timedelta(days=1), months)
    return add_months(earliest, -months), end if end == date.max else end - timedelta(days=1)


def _add_days(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later; the month's last day where that day does not exist.

    It never leaves the calendar: beyond its ends stand its first day, 1 January 1, and its last, 31 December 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_in(period: str) -> int:
    """The months in an ISO 8601 period such as `P12M` or `P1Y`.

    Raises:
        BadDay: if it is no such period.
    """
    form = _PERIOD.fullmatch(period)
    months = int(form["years"] or 0) * 12 + int(form["months"] or 0) if form else 0
    if not months:
        message = f"`{period}` is not a period of months or years"
        raise BadDay(message, "write it as `P12M` or `P1Y`")
    return months


def business_days_after(start: date, count: int, calendar_name: str) -> date:
    """The day `count` business days after `start`.

    Args:
        start: the day counted from, itself not counted.
        count: business days to go.
        calendar_name: whose public holidays count as closed: `US` (federal), `JP`, or `US+JP` (either closed).
    """
    import holidays  # a large package, needed for very few promises

    years = range(start.year, start.year + 2 + count // 200)
    closed: set[date] = set()
    for place in calendar_name.split("+"):
        closed |= set(holidays.country_holidays(place, years=years))
    day = start
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            count -= 1
    return day


def _validated(value: Any) -> When:
    if isinstance(value, When):
        return value
    try:
        return parse_when(str(value))
    except BadDay as bad:
        message = f"{bad.message}; {bad.help}"
        raise ValueError(message) from None


class _AsWritten:
    """Reads and writes the field of a file that holds a day; what checks files is loaded only where files are read."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic import PlainSerializer, PlainValidator

        checks = PlainValidator(_validated), PlainSerializer(str, return_type=str)
        return handler.generate_schema(Annotated[source, *checks])


WrittenDay = Annotated[When, _AsWritten()]
"""A field of a file that holds a day as written."""


def _period(text: str) -> str:
    try:
        months_in(text)
    except BadDay as bad:
        message = f"{bad.message}; {bad.help}"
        raise ValueError(message) from None
    return text


class _ReadsAsPeriod:
    """Checks the field of a file that holds a period; loaded as late as `_AsWritten`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic import AfterValidator

        return handler.generate_schema(Annotated[source, AfterValidator(_period)])


Period = Annotated[str, _ReadsAsPeriod()]
"""A field of a file that holds a period of months or years, such as `P12M`."""
