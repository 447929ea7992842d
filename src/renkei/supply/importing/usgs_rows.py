"""One figure read from the USGS summaries, before whole tables are looked at together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from renkei.supply.figures import WORLD

IMPORTER = "US"
"""The summaries tell where the United States buys."""


@dataclass(frozen=True)
class Found:
    """One figure.

    Attributes:
        form: the form imported, as part of an id; empty for everything.
        called: the form as the publication calls it.
        unit: `%` for shares and reliance.
        notes: what is to be said of it, in our words.
        row: row of the publication's own table; its headings are row 1.
    """

    good: str
    statistic: str
    form: str
    called: str
    year: int
    unit: str
    place: str
    printed: str
    amount: str
    estimated: bool
    importer: str
    notes: tuple[str, ...]
    row: int

    def line(self) -> dict[str, str]:
        """The line of `figures.csv`."""
        return {
            "good": self.good,
            "statistic": self.statistic,
            "year": str(self.year),
            "unit": self.unit,
            "place": self.place,
            "printed": self.printed,
            "amount": self.amount,
            "estimated": "yes" if self.estimated else "no",
            "importer": self.importer,
            "note": "; ".join(dict.fromkeys(each for each in self.notes if each)),
            "row": str(self.row),
        }


def forms_as_statistics(found: Iterable[Found]) -> list[Found]:
    """Each form imported as a statistic of its own, unless it is the only one of its good: then it is the good's."""
    rows = list(found)
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in rows:
        forms[each.good, each.statistic].add(each.form)
    told: list[Found] = []
    for each in rows:
        if not each.form:
            told.append(each)
        elif len(forms[each.good, each.statistic]) == 1:
            told.append(replace(each, notes=(each.called, *each.notes)))
        else:
            told.append(replace(each, statistic=f"{each.statistic}-{each.form}"))
    return told


def one_row_a_place(found: Iterable[Found]) -> list[Found]:
    """The rows, with the parts of one place added up where its table splits it: `United States (from …)`."""
    parts: dict[tuple[str, str, int, str, str, str], list[Found]] = {}
    for each in found:
        parts.setdefault((each.good, each.statistic, each.year, each.unit, each.importer, each.place), []).append(each)
    return [row for rows in parts.values() for row in _added_up(rows)]


def _added_up(rows: list[Found]) -> list[Found]:
    names = {each.printed for each in rows}
    numbers = [Decimal(each.amount) for each in rows if re.fullmatch(r"[\d.]+", each.amount)]
    split = len(names) == len(rows) > 1 and all(each.printed.endswith(")") for each in rows)
    if not split or len(numbers) != len(rows):
        return rows
    told = " and ".join(f"{each.amount} {each.printed.partition('(')[2].rstrip(')')}" for each in rows)
    places = " and ".join(str(each.row) for each in rows)
    name = rows[0].printed.partition("(")[0].strip()
    return [replace(rows[0], printed=name, amount=f"{sum(numbers)}", notes=(f"{told}, rows {places}",))]


def twice(found: Iterable[Found]) -> list[tuple[Found, Found]]:
    """Rows that tell of the same place and thing as an earlier one, with that one."""
    first: dict[tuple[str, str, int, str, str, str, str], Found] = {}
    again: list[tuple[Found, Found]] = []
    for each in found:
        key = each.good, each.statistic, each.year, each.unit, each.importer, each.place, each.printed
        before = first.setdefault(key, each)
        if before is not each:
            again.append((each, before))
    return again


def tables_of_places(found: Sequence[Found]) -> tuple[list[Found], int]:
    """The rows of tables that name a place; and how many rows only give a world total."""
    tables: dict[tuple[str, str, int, str, str], list[Found]] = defaultdict(list)
    for each in found:
        tables[each.good, each.statistic, each.year, each.unit, each.importer].append(each)
    kept: list[Found] = []
    totals = 0
    for rows in tables.values():
        if all(each.place == WORLD for each in rows):
            totals += len(rows)
        else:
            kept += rows
    return kept, totals
