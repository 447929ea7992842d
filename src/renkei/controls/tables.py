"""Answers for a whole table at once, with the reasons, in the same fields as for a single item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.controls.answer_sets import AnswerSets, OneAnswer, Run
from renkei.controls.answering import answer
from renkei.controls.columns import Bounds, Columns, Exact, Rows, at
from renkei.controls.dictionaries import Answers, places_in_turn, spread
from renkei.controls.facts import Facts
from renkei.controls.in_force import InForce
from renkei.controls.programs import Leaves, Program
from renkei.controls.result_rows import FIELDS, Labels, row_of
from renkei.controls.table import Table

AT_ONCE = 64_000
"""So many items are judged at once: their figures stay close to the processor."""

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Ready:
    """What each regime asks of one kind of goods (None: nothing), and the comparisons it takes."""

    programs: list[Program | None]
    bounds: Bounds


@dataclass
class Block:
    """Items of one kind of goods: their rows, and their answers under each regime."""

    rows: Rows
    answers: list[AnswerSets | OneAnswer]


@dataclass
class JudgedTable:
    """The answers of several regimes for every item, not yet in words.

    Attributes:
        blocks: the items in groups of one kind of goods.
    """

    height: int
    blocks: list[Block]

    def row(self, item: int, regime: int = 0) -> dict[str, str]:
        """The answer for one item under one of the regimes asked for, with the fields of FIELDS."""
        blocks, places = self._found
        found: dict[str, str] = self.blocks[blocks[item]].answers[regime].row(int(places[item]))
        return found

    @cached_property
    def _found(self) -> tuple[Places, Places]:
        """For every item its block, and its place there."""
        blocks, places = np.empty((2, self.height), dtype=np.intp)
        for number, block in enumerate(self.blocks):
            where = at(block.rows)
            blocks[where], places[where] = number, np.arange(len(block.rows))
        return blocks, places


class TableJudge:
    """Judges tables under several regimes; what was made ready for one table serves the next.

    Args:
        rules: each regime on its day.
        labels: how things are called in the answers.
    """

    def __init__(self, rules: Sequence[InForce], labels: Labels) -> None:
        self._rules = rules
        self._labels = labels
        self._book = rules[0].rulebook
        self._kinds = [*self._book.kinds, None]  # the code of what is unknown, -1, finds the last
        self._leaves = Leaves(self._book)
        self._exact: Exact = {}
        self._ready: dict[tuple[str, str | None], Ready] = {}

    def judged(self, table: Table) -> JudgedTable:
        """The answers for every item, to be put into words for the items they are asked of."""
        return JudgedTable(table.height, [self._block(table, rows) for rows in self._groups(table)])

    def dictionaries(self, table: Table) -> list[Answers]:
        """The different answers of each regime, and which is whose."""
        found = [Answers(table.height, FIELDS) for _ in self._rules]
        for rows in self._groups(table):
            for into, each in zip(found, self._block(table, rows).answers, strict=True):
                into.put(at(rows), *each.different())
        return found

    def truths(self, table: Table) -> Iterator[tuple[Rows, list[Run | None]]]:
        """Only for which items which provision surely holds and may hold, block by block; None: nothing is modelled."""
        for rows in self._groups(table):
            ready, columns = self._prepared(table, rows)
            yield rows, [None if program is None else Run(program, columns) for program in ready.programs]

    def _block(self, table: Table, rows: Rows) -> Block:
        """The answers for items of one kind."""
        ready, columns = self._prepared(table, rows)
        found: list[AnswerSets | OneAnswer] = []
        for regime, program in zip(self._rules, ready.programs, strict=True):
            if program is None:
                kind = self._kinds[table.kinds[rows[0]]]
                row = row_of(answer(regime, Facts(kind, {}, self._book.attributes)), self._labels)
                found.append(OneAnswer(row, len(rows)))
            else:
                found.append(AnswerSets(program, columns, self._labels))
        return Block(rows, found)

    def _prepared(self, table: Table, rows: Rows) -> tuple[Ready, Columns]:
        key = self._kinds[table.kinds[rows[0]]], self._kinds[table.of_goods[rows[0]]]
        ready = self._ready[key]
        return ready, Columns(self._book, table, rows, ready.bounds, self._exact)

    def _make_ready(self, kind: str | None, of_goods: str | None) -> Ready:
        programs = [
            Program(each, kind, of_goods, self._leaves) if kind is not None and each.models(kind) else None
            for each in self._rules
        ]
        return Ready(programs, Bounds([leaf for each in programs if each is not None for leaf in each.leaves()]))

    def _groups(self, table: Table) -> Iterator[Rows]:
        """The rows of each kind of goods, and of what it is for, at most AT_ONCE at a time."""
        if not table.height:
            return
        if (table.kinds == table.kinds[0]).all() and (table.of_goods == table.of_goods[0]).all():
            parts: Iterable[Rows] = [range(table.height)]
        else:
            groups = (table.kinds * len(self._kinds) + table.of_goods).astype(np.int16)
            order = np.argsort(groups, kind="stable")
            parts = np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
        for group in parts:
            key = self._kinds[table.kinds[group[0]]], self._kinds[table.of_goods[group[0]]]
            if key not in self._ready:
                self._ready[key] = self._make_ready(*key)
            for first in range(0, len(group), AT_ONCE):
                yield group[first : first + AT_ONCE]


def table_answers(rules: Sequence[InForce], table: Table, labels: Labels) -> list[pl.DataFrame]:
    """The answers of several regimes for every item of a table.

    Args:
        rules: each regime on its day.
        table: the items.
        labels: how things are called in the answers.

    Returns:
        One table per regime with the columns of FIELDS, a row per item, in the order of the items. Its columns are
        texts, or categories where there are few different ones.
    """
    found = []
    for each in TableJudge(rules, labels).dictionaries(table):
        different, places = each.different(), places_in_turn([each])
        found.append(pl.DataFrame([spread(different[name], places) for name in FIELDS]))
    return found
