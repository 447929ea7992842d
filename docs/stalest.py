"""Prints what in the record is unverified or waits for a second reading, by table, stalest first."""

from __future__ import annotations

from datetime import date

from renkei.ground.sources import How
from renkei.record.keeping import Record, load
from renkei.record.people import Person
from renkei.record.rows import Row

NEVER = date.min


def stalest(record: Record) -> dict[str, list[tuple[date, str, str]]]:
    """By table: the day somebody last looked at the row, its id, and what is still to be done about it."""
    found: dict[str, list[tuple[date, str, str]]] = {}
    for table, row in record.rows():
        if table in {"topics", "articles"}:
            continue
        todo = _todo(row)
        if todo:
            found.setdefault(table, []).append((_last_looked_at(row), row.id, "; ".join(todo)))
    return {table: sorted(rows) for table, rows in found.items()}


def _todo(row: Row) -> list[str]:
    todo = []
    if row.reviewed is None:
        todo.append("awaits a second reading")
    elif row.reviewed.result == "not found":
        todo.append("no source could be read the second time")
    if not isinstance(row, Person) and row.checked is How.MEMORY:
        todo.append("no source was read")
    fields = [*row.unverified]
    if isinstance(row, Person):
        fields += [f"{office.office.en}: {name}" for office in row.offices for name in office.unverified]
    if fields:
        todo.append(f"unverified: {', '.join(fields)}")
    return todo


def _last_looked_at(row: Row) -> date:
    days = [day.latest for day in (row.recorded, row.reviewed.on if row.reviewed else None) if day]
    return max(days, default=NEVER)


def main() -> None:
    """Print the list, and a count per table."""
    record = load()
    for table, rows in stalest(record).items():
        print(f"\n{table}: {len(rows)} of {len(record.tables[table])}")
        for day, name, todo in rows:
            print(f"  {'no day' if day == NEVER else day}  {name:<28} {todo}")


if __name__ == "__main__":
    main()
