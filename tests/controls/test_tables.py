"""Tables are judged as single items are: the columns against the plain reading, with gaps."""

from __future__ import annotations

import os
from datetime import date

import pytest

from controls.random_items import RandomItems
from renkei.controls.answering import answer
from renkei.controls.facts import Value
from renkei.controls.in_force import in_force
from renkei.controls.loading import built_in
from renkei.controls.result_rows import FIELDS, Labels, row_of
from renkei.controls.rulebook import Rulebook
from renkei.controls.table import table_of
from renkei.controls.tables import table_answers
from renkei.desk.license import facts

ITEMS = int(os.environ.get("RENKEI_DIFFERENTIAL_ITEMS", "20000"))
"""Random items to compare; `make differential` asks for a million."""


def differences(book: Rulebook, kind: str, of_goods: str | None, items: list[dict[str, Value]], day: date) -> list[str]:
    """Where the table and the plain reading disagree."""
    rules = [in_force(book, name, day) for name in book.regimes]
    labels = Labels()
    tables = table_answers(rules, table_of(book, items, [kind] * len(items), [of_goods] * len(items)), labels)
    found = []
    for regime, table in zip(rules, tables, strict=True):
        for item, got in zip(items, table.iter_rows(named=True), strict=True):
            wanted = row_of(answer(regime, facts(book, kind, item, of_goods), ways=False), labels)
            if any(got[name] != wanted[name] for name in FIELDS):
                wrong = {name: (got[name], wanted[name]) for name in FIELDS if got[name] != wanted[name]}
                found.append(f"{regime.regime.id} {kind} {of_goods} {item}: {wrong}")
    return found


def cases(book: Rulebook) -> list[tuple[str, str | None]]:
    """Every kind of goods; what is about goods with each of them, with goods about goods, and without any."""
    about = [kind for kind, each in book.kinds.items() if each.of_goods]
    return [(kind, None) for kind in book.kinds] + [(kind, of) for kind in about for of in book.kinds]


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2024, 1, 15), date(2026, 7, 23)])
def test_a_table_is_judged_as_its_items_are_one_by_one(day: date) -> None:
    book = built_in()
    makes = RandomItems(book, seed=day.toordinal())
    kinds = cases(book)
    each = max(20, ITEMS // 3 // len(kinds))
    places = [{"destination": "CN"}, {"destination": "DE", "headquarters": "MO"}, {}]
    found: list[str] = []
    for number, (kind, of_goods) in enumerate(kinds):
        items = [{**item, **places[number % 3]} for item in makes.items(kind, each, of_goods)]
        for start in range(0, len(items), 5000):
            found += differences(book, kind, of_goods, items[start : start + 5000], day)
    assert found == []
