"""Renkei over the made-up rules: only the truths, and every field of the answers with the reasons."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from renkei.controls.compiling import Compiler
from renkei.controls.in_force import InForce, in_force
from renkei.controls.loading import build
from renkei.controls.programs import Leaves, Program
from renkei.controls.result_rows import Labels
from renkei.controls.table import Table
from renkei.controls.tables import JudgedTable, TableJudge, table_answers
from renkei.controls.three_values import Bits
from rule_engines import Counts, Prepared, coded
from synthetic_rules import CHOICES, FIGURES, Node, folder_of


def truths(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """For every rule two sets of items: for which it surely holds, and for which it may."""
    regime, table = _regime(rules), _table(items)
    steps = [each.step for each in Program(regime, "device", None, Leaves(regime.rulebook)).judged]

    def counts(found: list[Any]) -> Counts:
        sure = [sum(_size(run.sure[step]) for _, (run,) in found) for step in steps]
        return sure, [sum(_size(run.may[step]) for _, (run,) in found) - n for step, n in zip(steps, sure, strict=True)]

    return Prepared(lambda: list(TableJudge([regime], Labels()).truths(table)), counts)


def _size(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum())


def reasons(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """Every field of every answer as sets of items: status, rules met, rules open, what is missing, and the others."""
    regime, table = _regime(rules), _table(items)

    def counts(found: JudgedTable) -> Counts:
        rows = [found.row(item) for item in range(table.height)]
        return _named(rules, [row["provisions"] for row in rows], [row["undecided"] for row in rows])

    return Prepared(lambda: TableJudge([regime], Labels()).judged(table), counts)


def texts(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """The same fields as texts, a row for each item."""
    regime, table = _regime(rules), _table(items)

    def counts(found: list[pl.DataFrame]) -> Counts:
        met, open_ = (found[0][name].cast(pl.String).to_list() for name in ("provisions", "undecided"))
        return _named(rules, met, open_)

    return Prepared(lambda: table_answers([regime], table, Labels()), counts)


def _named(rules: list[Node], met: list[str], open_: list[str]) -> Counts:
    """How often each rule is named."""
    names = [f"us-R{place:02}" for place in range(len(rules))]
    return [sum(name in text for text in met) for name in names], [
        sum(name in text for text in open_) for name in names
    ]


def _regime(rules: list[Node]) -> InForce:
    with tempfile.TemporaryDirectory() as place:
        compiled = Compiler(folder_of(rules, Path(place) / "rules"))
    wrong = [fault.text() for fault in compiled.faults if fault.code != "missing-file"]
    assert not wrong, wrong
    return in_force(build(compiled.plain), "us", date(2026, 1, 1))


def _table(items: pl.DataFrame) -> Table:
    found = Table(items.height, np.zeros(items.height, np.int64), np.full(items.height, -1, np.int64))
    for name in FIGURES:
        found.numbers[name] = items[name].fill_null(np.nan).to_numpy(writable=True)
    for name in CHOICES:
        found.codes[name] = coded(items, name).astype(np.int64)
    return found
