"""Answers for a whole table at once, with the reasons, in the same fields as for a single item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.controls.answering import answer
from renkei.controls.columns import Columns, Exact
from renkei.controls.dictionaries import Answers, alike, chosen, listed, places_in_turn, spread
from renkei.controls.facts import Facts
from renkei.controls.in_force import InForce
from renkei.controls.result_rows import FIELDS, Labels, row_of
from renkei.controls.rulebook import POLICIES, Provision, RequirementVersion, Version
from renkei.controls.table import Table
from renkei.controls.three_values import Bits, Node, Truth, any_of, unpacked, wanted

AT_ONCE = 1 << 16
"""So many items are judged at once: their figures stay close to the processor."""


def table_answers(
    rules: Sequence[InForce], table: Table, labels: Labels, exact: Exact | None = None
) -> list[pl.DataFrame]:
    """The answers of several regimes for every item of a table.

    Args:
        rules: each regime on its day.
        table: the items.
        labels: how things are called in the answers.
        exact: comparisons already made in exact numbers, shared between the pieces of a file.

    Returns:
        One table per regime with the columns of FIELDS, a row per item, in the order of the items. Its columns are
        texts, or categories where there are few different ones.
    """
    found = []
    for each in judged_table(rules, table, labels, exact):
        different, places = each.different(), places_in_turn([each])
        found.append(pl.DataFrame([spread(different[name], places) for name in FIELDS]))
    return found


def judged_table(rules: Sequence[InForce], table: Table, labels: Labels, exact: Exact | None = None) -> list[Answers]:
    """The same as dictionaries: the different answers of each regime, and which is whose."""
    kinds = [*rules[0].rulebook.kinds, None]  # the code of what is unknown, -1, finds the last
    found = [Answers(table.height, FIELDS) for _ in rules]
    for rows in _groups(table, len(kinds)):
        read: dict[Any, Any] = {}
        kind, of_goods = kinds[table.kinds[rows[0]]], kinds[table.of_goods[rows[0]]]
        for regime, into in zip(rules, found, strict=True):
            if kind is None or not regime.models(kind):
                row = row_of(answer(regime, Facts(kind, {}, regime.rulebook.attributes)), labels)
                into.put(rows, np.zeros(len(rows), dtype=np.intp), {name: [row[name]] for name in FIELDS})
            else:
                columns = Columns(regime, kind, table, rows, of_goods, read, exact)
                into.put(rows, *_Fields(regime, kind, columns, labels).answers())
    return found


def _groups(table: Table, kinds: int) -> Iterator[npt.NDArray[np.intp]]:
    """The rows of each kind of goods, and of what it is for, at most AT_ONCE at a time."""
    groups = table.kinds * kinds + table.of_goods
    order = np.argsort(groups.astype(np.int16), kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=groups.min(initial=0) - 1))
    for group in np.split(order, starts[1:]) if table.height else ():
        yield from np.split(group, range(AT_ONCE, len(group), AT_ONCE))


class _Fields:
    """Every field of one regime's answers over items of one kind, as bit sets."""

    def __init__(self, rules: InForce, kind: str, columns: Columns, labels: Labels) -> None:
        judged = [(p, v, columns.condition(v.when)) for p, v in rules.provisions(kind)]
        judged = [(p, v, node) for p, v, node in judged if node.truth.may]
        missing: dict[str, Bits] = {}
        judgement: dict[str, Bits] = {}
        undecided: dict[str, Bits] = {}
        for provision, _, node in judged:
            for name, to_judge, where in wanted(node):
                into = judgement if to_judge else missing
                if name:
                    into[name] = into.get(name, 0) | where
                if not to_judge:
                    undecided[provision.id] = undecided.get(provision.id, 0) | where
        needs = _needs(rules, columns, judged)
        self._columns = columns
        self._height = columns.height
        name_of = {p.id: labels.provision(p) for p, _, _ in judged}
        controls = _some(node.truth.sure for _, _, node in judged)
        open_ = _some(undecided.values())
        to_judge_ = _some(node.truth.open & ~undecided.get(p.id, 0) for p, _, node in judged)
        required = _some(need.sure for need, _ in needs.values())
        unsaid = _some(node.truth.may for _, v, node in judged if not rules.says_where(v))
        self._words = {
            "status": [
                (labels.word("controlled"), controls),
                (labels.word("undecided"), open_),
                (labels.word("judgement"), to_judge_),
                (labels.word("not controlled"), columns.all),
            ],
            "license": [
                (labels.word("required"), required),
                (labels.word("undecided"), _some(need.open for need, _ in needs.values()) | unsaid),
                (labels.word("not required"), columns.all),
            ],
        }
        policies = _policies(needs, columns)
        self._lists = {
            "provisions": [(name_of[p.id], node.truth.sure) for p, _, node in judged],
            "undecided": [(name_of[p.id], undecided.get(p.id, 0)) for p, _, _ in judged],
            "to_judge": [(name_of[p.id], node.truth.open & ~undecided.get(p.id, 0)) for p, _, node in judged],
            "missing": [(labels.attribute(n), missing[n]) for n in rules.in_order(set(missing))],
            "judgement": [(labels.attribute(n), judgement[n]) for n in rules.in_order(set(judgement))],
            "requirements": [(id_, need.may) for id_, (need, _) in needs.items()],
            "policy": [(labels.word(policy), policies.get(policy, 0)) for policy in POLICIES],
            "unsettled": [(name_of[p.id], node.truth.may) for p, v, node in judged if v.unsettled],
            "unverified": [(name_of[p.id], node.truth.may) for p, v, node in judged if "when" in v.unverified],
        }

    def answers(self) -> tuple[npt.NDArray[np.intp], dict[str, list[str] | pl.Series]]:
        """For every item the place of its answer among the different ones, and the fields of these."""
        used = dict.fromkeys(
            where for of_field in (*self._words.values(), *self._lists.values()) for _, where in of_field
        )
        has = {where: unpacked(where, self._height) for where in used}
        telling = [flags for where, flags in has.items() if where not in {0, self._columns.all}]
        rows, which = alike(telling, self._height)
        if rows is not which:
            has = {where: flags[rows] for where, flags in has.items()}
        fields = {name: chosen([(w, has[at]) for w, at in ranked], len(rows)) for name, ranked in self._words.items()}
        lists = {name: [(label, has[at]) for label, at in labels if at] for name, labels in self._lists.items()}
        return which, fields | {name: listed(labels, len(rows)) for name, labels in lists.items()}


Needs = dict[str, tuple[Truth, RequirementVersion]]
"""For every license requirement that may apply: for which items a license is needed by it, and its version."""


def _needs(rules: InForce, columns: Columns, judged: Sequence[tuple[Provision, Version, Node]]) -> Needs:
    found: Needs = {}
    for id_, (_, version) in rules.requirements.items():
        attached = [node.truth for _, v, node in judged if id_ in v.license]
        if attached:
            need = columns.all_of([any_of(attached), columns.condition(version.when).truth])
            if need.may:
                found[id_] = (need, version)
    return found


def _policies(needs: Needs, columns: Columns) -> dict[str, Bits]:
    """For every review policy: for which items it may be the one that applies."""
    found: dict[str, Bits] = {}
    for need, version in needs.values():
        reached = need.may
        for line in version.review:
            truth = columns.condition(line.when).truth
            found[line.policy] = found.get(line.policy, 0) | (reached & truth.may)
            reached &= ~truth.sure
    return found


def _some(sets: Iterable[Bits]) -> Bits:
    found = 0
    for each in sets:
        found |= each
    return found
