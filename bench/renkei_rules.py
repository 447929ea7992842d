"""Renkei over the made-up rules: only the truths, and every field of the answers with the reasons."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from renkei.controls.columns import Columns
from renkei.controls.compiling import Compiler
from renkei.controls.in_force import InForce, in_force
from renkei.controls.loading import build
from renkei.controls.result_rows import Labels
from renkei.controls.table import Table
from renkei.controls.tables import AT_ONCE, table_answers
from renkei.controls.three_values import Truth
from rule_engines import Counts, Prepared, coded
from synthetic_rules import CHOICES, FIGURES, Node, folder_of


def truths(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """For every rule two sets of items: for which it surely holds, and for which it may."""
    regime, table = _regime(rules), _table(items)

    def work() -> list[list[Truth]]:
        found = []
        for first in range(0, table.height, AT_ONCE):
            rows = np.arange(first, min(first + AT_ONCE, table.height))
            columns = Columns(regime, "device", table, rows)
            found.append([columns.condition(version.when).truth for _, version in regime.provisions("device")])
        return found

    def counts(found: list[list[Truth]]) -> Counts:
        by_rule = list(zip(*found, strict=True))
        sure = [sum(each.sure.bit_count() for each in blocks) for blocks in by_rule]
        return sure, [sum(each.open.bit_count() for each in blocks) for blocks in by_rule]

    return Prepared(work, counts)


def reasons(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """The fields of an answer as texts: status, rules met, rules open, what is missing, and the others."""
    regime, table = _regime(rules), _table(items)

    def counts(found: list[pl.DataFrame]) -> Counts:
        met, open_ = (found[0][name].cast(pl.String) for name in ("provisions", "undecided"))
        names = [f"us-R{place:02}" for place in range(len(rules))]
        return (
            [int(met.str.contains(name, literal=True).sum()) for name in names],
            [int(open_.str.contains(name, literal=True).sum()) for name in names],
        )

    return Prepared(lambda: table_answers([regime], table, Labels()), counts)


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
