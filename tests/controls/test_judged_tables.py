"""Answers that are not yet in words say the same of an item as the plain reading does."""

from __future__ import annotations

from datetime import date

from controls.random_items import RandomItems
from renkei.controls.answering import answer
from renkei.controls.in_force import in_force
from renkei.controls.loading import built_in
from renkei.controls.result_rows import Labels, row_of
from renkei.controls.table import table_of
from renkei.controls.tables import TableJudge, table_answers
from renkei.desk.license import facts

DAY = date(2026, 7, 23)


def test_the_answer_for_one_item_of_a_table_of_several_kinds_is_the_one_it_has_alone() -> None:
    book = built_in()
    makes = RandomItems(book, seed=3)
    kinds = ["integrated_circuit", "scanner", "computer"]
    items = [(kind, item) for kind in kinds for item in makes.items(kind, 70, None)]
    items = [items[place * 71 % len(items)] for place in range(len(items))]  # kinds in turn
    rules = [in_force(book, name, DAY) for name in book.regimes]
    table = table_of(book, [item for _, item in items], [kind for kind, _ in items], [None] * len(items))
    judged = TableJudge(rules, Labels()).judged(table)
    for place, (kind, item) in enumerate(items):
        for number, regime in enumerate(rules):
            alone = row_of(answer(regime, facts(book, kind, item, None), ways=False), Labels())
            assert judged.row(place, number) == alone


def test_a_judge_that_is_asked_again_answers_the_same() -> None:
    book = built_in()
    items = RandomItems(book, seed=4).items("integrated_circuit", 50, None)
    rules = [in_force(book, "us", DAY)]
    table = table_of(book, items, ["integrated_circuit"] * 50, [None] * 50)
    judge = TableJudge(rules, Labels())
    first = [judge.judged(table).row(place) for place in range(50)]
    assert [judge.judged(table).row(place) for place in range(50)] == first
    assert [row["status"] for row in table_answers(rules, table, Labels())[0].to_dicts()] == [
        r["status"] for r in first
    ]


def test_an_empty_table_has_no_answers() -> None:
    book = built_in()
    table = table_of(book, [], [], [])
    assert TableJudge([in_force(book, "us", DAY)], Labels()).judged(table).blocks == []
