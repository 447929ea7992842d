from datetime import date

import pytest

from renkei.ground.days import add_months, business_days_after, exact, months_in, parse_day, parse_when
from renkei.ground.errors import BadDay


def day(written: str) -> date:
    return date.fromisoformat(written)


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "precision"),
    [
        ("2023-05-16", "2023-05-16", "2023-05-16", "day"),
        ("2022-09", "2022-09-01", "2022-09-30", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023-02", "2023-02-01", "2023-02-28", "month"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2019~", "2018-01-01", "2020-12-31", "year"),
        ("2019?", "2018-01-01", "2020-12-31", "year"),
        ("2022-09~", "2022-08-01", "2022-10-31", "month"),
        ("2022-01~", "2021-12-01", "2022-02-28", "month"),
        ("2022-12~", "2022-11-01", "2023-01-31", "month"),
        ("2026-02-24~", "2026-02-21", "2026-02-27", "day"),
        ("2024-03-01~", "2024-02-27", "2024-03-04", "day"),
        ("2023-05-19/2023-05-21", "2023-05-19", "2023-05-21", "day"),
        ("2022-09/2022-10", "2022-09-01", "2022-10-31", "month"),
        ("2020/2021", "2020-01-01", "2021-12-31", "year"),
    ],
)
def test_every_written_form_has_the_bounds_of_the_calendar(
    written: str, earliest: str, latest: str, precision: str
) -> None:
    when = parse_when(written)
    assert (when.earliest, when.latest, when.precision) == (day(earliest), day(latest), precision)
    assert str(when) == written


@pytest.mark.parametrize(
    ("written", "about", "span", "is_exact"),
    [
        ("2023-05-16", False, False, True),
        ("2023-05-16~", True, False, False),
        ("2022-09", False, False, False),
        ("2023-05-19/2023-05-21", False, True, True),
        ("2023-05-19~/2023-05-21", True, True, False),
    ],
)
def test_a_day_knows_how_surely_it_is_written(written: str, about: bool, span: bool, is_exact: bool) -> None:
    when = parse_when(written)
    assert (when.about, when.span, when.exact) == (about, span, is_exact)


@pytest.mark.parametrize(
    "written",
    ["2023-02-30", "2023-13", "2023-00", "0000", "2023-02-29", "1900-02-29", "2023-04-31", "0000-05"],
)
def test_a_day_that_is_not_in_the_calendar_is_refused(written: str) -> None:
    with pytest.raises(BadDay, match="does not exist in the calendar"):
        parse_when(written)


@pytest.mark.parametrize(
    "written",
    ["", " ", "2023-5-1", "20230516", "16 May 2023", "2023-05-16 ", "2023-W20", "soon", "2023-05-16T10:00", "２０２３-05-16", "/",
     "2023-05-16/", "/2023-05-16", "2023-01-01/2023-01-02/2023-01-03", "-2023", "2023--05", "令和5年", "/" * 5000],
)  # fmt: skip
def test_anything_else_is_not_a_day(written: str) -> None:
    with pytest.raises(BadDay, match="is not a day"):
        parse_when(written)


@pytest.mark.parametrize("written", ["2023-05-21/2023-05-19", "2023-06/2023-05", "2023/2022", "2023-06-01/2023-05"])
def test_a_span_that_runs_backwards_is_refused(written: str) -> None:
    with pytest.raises(BadDay, match="ends before it begins"):
        parse_when(written)


def test_a_bad_day_shows_what_was_written_and_a_form_that_works() -> None:
    with pytest.raises(BadDay) as caught:
        parse_when("May 2023")
    assert "`May 2023`" in caught.value.message
    assert "`2022-09`" in caught.value.help


@pytest.mark.parametrize(
    ("written", "by", "expected"),
    [
        ("2023-05-16", "2023-05-15", False),
        ("2023-05-16", "2023-05-16", True),
        ("2022-09", "2022-08-31", False),
        ("2022-09", "2022-09-01", None),
        ("2022-09", "2022-09-29", None),
        ("2022-09", "2022-09-30", True),
        ("2023-05-19/2023-05-21", "2023-05-20", False),
        ("2023-05-19/2023-05-21", "2023-05-21", True),
        ("2019~", "2018-06-01", None),
    ],
)
def test_a_partial_day_has_come_only_when_its_last_day_has(written: str, by: str, expected: bool | None) -> None:
    assert parse_when(written).by(day(by)) is expected


@pytest.mark.parametrize(
    "written",
    [
        "2023-10",
        "2023",
        "2023-10-15~",
        "15-10-2023",
        "2023-02-30",
        "",
        "２０２３-10-15",
        "2023-10-15/2023-10-16",
    ],
)
def test_a_caller_must_ask_for_one_whole_day(written: str) -> None:
    with pytest.raises(BadDay, match="not a day of the calendar"):
        parse_day(written)


def test_a_caller_may_ask_for_any_day_of_the_calendar() -> None:
    assert parse_day("2024-02-29") == date(2024, 2, 29)
    assert parse_day("0001-01-01") == date.min
    assert parse_day("9999-12-31") == date.max


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2023-05-16", 12, "2024-05-16"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2023-11-30", 0, "2023-11-30"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(start: str, months: int, expected: str) -> None:
    assert add_months(day(start), months) == day(expected)


def test_counting_months_never_leaves_the_calendar() -> None:
    assert add_months(date(1, 1, 1), -3) == date.min
    assert add_months(date(9999, 6, 1), 12) == date.max


def test_about_the_first_or_last_year_of_the_calendar_ends_with_the_calendar() -> None:
    assert parse_when("0001~").earliest == date.min
    assert parse_when("9999~").latest == date.max
    assert parse_when("9999-12-30~").latest == date.max


@pytest.mark.parametrize(("period", "months"), [("P12M", 12), ("P1Y", 12), ("P2Y", 24), ("P1Y6M", 18), ("P3M", 3)])
def test_a_period_is_counted_in_months(period: str, months: int) -> None:
    assert months_in(period) == months


@pytest.mark.parametrize("period", ["P", "P0M", "P0Y", "", "12M", "P1W", "P30D", "yearly", "P99999Y", "P-1M"])
def test_what_names_no_months_is_no_period(period: str) -> None:
    with pytest.raises(BadDay, match="not a period"):
        months_in(period)


def test_45_us_business_days_after_17_february_2026_is_21_april() -> None:
    assert business_days_after(date(2026, 2, 17), 45, "US") == date(2026, 4, 21)


def test_two_japanese_holidays_move_it_to_23_april() -> None:
    assert business_days_after(date(2026, 2, 17), 45, "JP") == date(2026, 4, 23)
    assert business_days_after(date(2026, 2, 17), 45, "US+JP") == date(2026, 4, 23)


@pytest.mark.parametrize(
    ("start", "count", "place", "expected"),
    [
        ("2026-02-16", 1, "US", "2026-02-17"),  # the day after Washington's Birthday is a working day
        ("2026-02-13", 1, "US", "2026-02-17"),  # Friday; Monday is Washington's Birthday
        ("2026-02-13", 1, "JP", "2026-02-16"),
        ("2026-02-20", 1, "JP", "2026-02-24"),  # Monday 23 is the Emperor's Birthday
        ("2026-02-20", 1, "US", "2026-02-23"),
        ("2026-03-19", 1, "JP", "2026-03-23"),  # Friday 20 is the vernal equinox
        ("2025-12-31", 1, "US", "2026-01-02"),  # over the new year
        ("2026-02-17", 0, "US", "2026-02-17"),
    ],
)
def test_business_days_skip_weekends_and_holidays(start: str, count: int, place: str, expected: str) -> None:
    assert business_days_after(day(start), count, place) == day(expected)


def test_an_exact_day_is_written_in_iso_form() -> None:
    assert exact(date(2023, 5, 6)) == parse_when("2023-05-06")


def test_days_sort_by_their_earliest_day() -> None:
    written = ["2023-05-19/2023-05-21", "2022-09", "2021", "2022-09-15"]
    assert [str(w) for w in sorted(map(parse_when, written))] == [
        "2021",
        "2022-09",
        "2022-09-15",
        "2023-05-19/2023-05-21",
    ]
