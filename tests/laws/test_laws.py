"""What holds for every record, not for one: laws over small random worlds, and over the built-in record."""

import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.small_worlds import answers, days, evidence, joined, later_rows, small_worlds
from renkei.desk.due import due
from renkei.ground.days import add_months, parse_when
from renkei.ground.errors import BadDay
from renkei.record.files import RawRecord, RawRow
from renkei.record.keeping import Record, lay_over
from renkei.record.knowing import View
from renkei.record.readings import Reading, judge
from sample_world import Rows, World, announced, event, instrument, office, promise, proof, record_of

FIVE_DAYS = ("2021-06-30", "2022-09-30", "2023-10-15", "2024-12-31", "2025-08-24")


def everything(record: Record) -> dict[str, Any]:
    return {table: {name: row.model_dump() for name, row in rows.items()} for table, rows in record.tables.items()}


def laid(record: Record, rows: list[tuple[str, str, dict[str, Any]]]) -> Record:
    """The record with changes laid over it: table, change and row of each."""
    raw = [RawRow(table, Path(f"{row['id']}.yaml"), change, row) for table, change, row in rows]  # type: ignore[arg-type]
    return lay_over(record, RawRecord(Path("nowhere"), raw))


@settings(max_examples=10)
@given(rows=small_worlds(), seed=st.integers(0, 1000))
def test_the_names_and_order_of_files_change_nothing(rows: Rows, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    with TemporaryDirectory() as place:
        first = World(Path(place) / "first", rows).record()
        other = World(Path(place) / "other")
        pairs = [(table, row) for table, many in rows.items() for row in many]
        chance.shuffle(pairs)
        for number, (table, row) in enumerate(pairs):
            keys = list(row)
            chance.shuffle(keys)
            other.put(table, {key: row[key] for key in keys}, name=f"{chance.choice('abc')}/{number}")
        second = other.record()
    assert everything(first) == everything(second)
    assert answers(first, date(2023, 6, 1)) == answers(second, date(2023, 6, 1))


@settings(max_examples=30)
@given(data=st.data(), rows=small_worlds(), as_of=days)
def test_an_answer_never_uses_a_later_fact(data: st.DataObject, rows: Rows, as_of: date) -> None:
    more = joined(rows, data.draw(later_rows(as_of)))
    before, after = answers(record_of(rows), as_of), answers(record_of(more), as_of)
    assert {name: each for name, each in after.items() if each != before.get(name)} == {}


@settings(max_examples=30)
@given(rows=small_worlds(), as_of=days, gap=st.integers(1, 900))
def test_what_a_row_tells_of_a_later_day_changes_no_answer(rows: Rows, as_of: date, gap: int) -> None:
    rows["events"].append(event("e-early", "2020-01-01"))
    rows["instruments"].append(instrument("i-early", {"announced": "2020-01-01"}, issuer="is-trade", topics=["food"]))
    rows["commitments"].append(promise("c-early", "2020-01-01", topics=["food"]))
    before, day = answers(record_of(rows), as_of), (as_of + timedelta(days=gap)).isoformat()
    for row in rows["commitments"]:
        row["evidence"] = [*row.get("evidence", []), proof("e-early", day, "fulfills")]
    for row in rows["instruments"]:
        row["stages"] = row["stages"] | {"compliance": day, "effective": row["stages"].get("effective", day)}
    for row in rows["meetings"]:
        row["announced"] = [*row.get("announced", []), announced(day, day)]
    for row in rows["people"]:
        row["offices"] = [*row["offices"], office("Envoy", "nz-trade", day)]
    for row in rows["forums"]:
        row["joined"] = [{"party": "UY", "since": day}]
    assert answers(record_of(rows), as_of) == before


@pytest.mark.parametrize("as_of", FIVE_DAYS)
def test_dropping_every_later_row_of_the_built_in_record_changes_no_answer(built_in: Record, as_of: str) -> None:
    day = date.fromisoformat(as_of)

    def later(row: Any) -> bool:
        told_before = any(plan.public.earliest <= day for plan in getattr(row, "announced", []))
        return row.happened is not None and row.happened.earliest > day and not told_before

    dropped = sum(later(row) for _, row in built_in.rows())
    tables = {
        table: {name: row for name, row in rows.items() if not later(row)} for table, rows in built_in.tables.items()
    }
    past = Record(tables, dict(built_in.files), built_in.checked_through, built_in.checked_note)
    assert dropped > 50
    whole, kept = answers(built_in, day), answers(past, day)
    assert [name for name in whole if whole[name] != kept[name]] == []


def ids(value: Any) -> set[str]:
    """Every text anywhere in a plain value."""
    if isinstance(value, dict):
        return {each for pair in value.items() for part in pair for each in ids(part)}
    if isinstance(value, list):
        return {each for part in value for each in ids(part)}
    return {value} if isinstance(value, str) else set()


@settings(max_examples=30)
@given(data=st.data(), rows=small_worlds(), as_of=days, known_on=days)
def test_a_row_not_yet_public_is_in_no_answer(data: st.DataObject, rows: Rows, as_of: date, known_on: date) -> None:
    table = data.draw(st.sampled_from(["meetings", "events", "instruments", "documents", "commitments"]))
    for row in rows[table]:
        row["public"] = (known_on + timedelta(days=data.draw(st.integers(1, 500)))).isoformat()
        row.pop("announced", None)
    hidden = {row["id"] for row in rows[table]}
    assert hidden.isdisjoint(ids(answers(record_of(rows), as_of, known_on)))


@settings(max_examples=30)
@given(rows=small_worlds(), as_of=days)
def test_a_second_clock_set_late_enough_hides_nothing(rows: Rows, as_of: date) -> None:
    record = record_of(rows)
    without, late = answers(record, as_of), answers(record, as_of, date(2100, 1, 1))
    for name in ("findings", "agenda", "institutions", "planned", "unconfirmed"):
        assert late[name] == without[name]
    for name in ("met", "due", "coverage", "pairs", "followed", "changed"):
        assert late[name]["answer"] == without[name]["answer"]


@settings(max_examples=30)
@given(data=st.data(), rows=small_worlds(), done=days, gaps=st.tuples(st.integers(0, 400), st.integers(0, 1500)))
def test_a_promise_once_met_stays_met_as_days_go_by(
    data: st.DataObject, rows: Rows, done: date, gaps: tuple[int, int]
) -> None:
    rows["events"].append(event("e-done", done.isoformat()))
    judged = data.draw(st.lists(evidence(["e-done"], ["is-trade", "nz-trade"]), max_size=3))
    judged.append(proof("e-done", done.isoformat(), "fulfills"))
    rows["commitments"].append(promise("c-done", "2020-01-01", evidence=judged))
    first = done + timedelta(days=gaps[0])
    record = record_of(rows)
    early, late = View(record, first), View(record, first + timedelta(days=gaps[1]))
    met = {p.id for p in early.commitments if p.every is None and judge(p, early).reading is Reading.MET}
    assert "c-done" in met
    assert met <= {p.id for p in late.commitments if judge(p, late).reading is Reading.MET}


@settings(max_examples=30)
@given(rows=small_worlds(), as_of=days)
def test_the_counts_of_readings_sum_to_the_number_of_promises(rows: Rows, as_of: date) -> None:
    view = View(record_of(rows), as_of)
    answer = due(view)
    summary = answer.summary
    assert sum(summary["readings"].values()) == len(answer.rows) == len(view.commitments)
    assert summary["g7"]["scored"] + sum(summary["g7"]["left_out"].values()) == len(answer.rows)
    assert sum(summary["ogp"]["steps"].values()) + sum(summary["ogp"]["left_out"].values()) == len(answer.rows)


@pytest.mark.parametrize("as_of", FIVE_DAYS)
def test_the_counts_of_the_built_in_record_sum_up_too(built_in: Record, as_of: str) -> None:
    answer = due(View(built_in, date.fromisoformat(as_of)))
    assert sum(answer.summary["readings"].values()) == len(answer.rows) > 0


@settings(max_examples=20)
@given(rows=small_worlds(), more=later_rows(date(2025, 12, 31)))
def test_laying_rows_over_and_withdrawing_them_again_is_as_if_nothing_was(rows: Rows, more: Rows) -> None:
    record = record_of(rows)
    own = [(table, row) for table, many in more.items() for row in many]
    over = laid(record, [(table, "add", row) for table, row in own])
    back = laid(over, [(table, "withdraw", {"id": row["id"]}) for table, row in own])
    assert len(list(over.rows())) == len(list(record.rows())) + len(own)
    assert everything(back) == everything(record)
    assert back.files == record.files


@settings(max_examples=20)
@given(rows=small_worlds())
def test_amending_every_row_with_its_own_fields_changes_only_the_layer(rows: Rows) -> None:
    record = record_of(rows)
    same = laid(record, [(table, "amend", row) for table, many in rows.items() for row in many])
    told = [(row.layer, row.model_dump(exclude={"layer"})) for _, row in same.rows()]
    assert told == [("amended", row.model_dump(exclude={"layer"})) for _, row in record.rows()]


@given(day=st.dates(date(1, 1, 1), date(9998, 12, 31)), months=st.integers(-12000, 12000))
def test_months_later_is_in_the_month_counted_and_never_past_the_day(day: date, months: int) -> None:
    there = add_months(day, months)
    month = day.year * 12 + day.month - 1 + months
    if 12 <= month < 120_000:
        assert there.year * 12 + there.month - 1 == month
        assert there.day <= day.day
        assert there.day == day.day or (there + timedelta(days=1)).day == 1
    else:
        assert there in {date.min, date.max}


@given(day=st.dates(), shown=st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]), about=st.sampled_from(["", "~", "?"]))
def test_a_day_lies_within_everything_that_may_be_written_for_it(day: date, shown: str, about: str) -> None:
    iso = day.isoformat()
    when = parse_when({"%Y": iso[:4], "%Y-%m": iso[:7], "%Y-%m-%d": iso}[shown] + about)
    assert when.earliest <= day <= when.latest
    assert when.by(when.latest) is True
    assert when.exact == (shown == "%Y-%m-%d" and not about)


@given(first=days, second=days)
def test_a_span_is_read_if_and_only_if_it_runs_forwards(first: date, second: date) -> None:
    written = f"{first}/{second}"
    if first <= second:
        when = parse_when(written)
        assert (when.earliest, when.latest, when.span) == (first, second, True)
    else:
        with pytest.raises(BadDay, match="before it begins"):
            parse_when(written)
