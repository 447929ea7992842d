"""Answers for a whole table at once, with the reasons, in the same fields as for a single item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.controls.answering import OfRegime, answer
from renkei.controls.columns import Bits, Columns, Exact, Node, Truth, any_of, unpacked, wanted
from renkei.controls.dictionaries import SEPARATOR, Dictionary, chosen, listed
from renkei.controls.facts import Facts
from renkei.controls.in_force import InForce
from renkei.controls.rulebook import POLICIES, Provision, RequirementVersion, Version
from renkei.controls.table import Table

FIELDS = (
    "status",
    "provisions",
    "undecided",
    "to_judge",
    "missing",
    "judgement",
    "license",
    "requirements",
    "policy",
    "unverified",
)
"""What a row says of one item under one regime."""


@dataclass(frozen=True)
class Labels:
    """How provisions, attributes and the words of the answer are called in the result."""

    provision: Callable[[Provision], str] = lambda provision: provision.id
    attribute: Callable[[str], str] = lambda name: name
    word: Callable[[str], str] = lambda word: word


def table_answers(
    rules: Sequence[InForce], table: Table, labels: Labels, exact: Exact | None = None
) -> list[pl.DataFrame]:
    """The answers of several regimes for every item of a table.

    Args:
        rules: each regime on its day.
        exact: comparisons already made in exact numbers, shared between the pieces of a file.

    Returns:
        One table per regime with the columns of FIELDS, a row per item, in the order of the items.
    """
    answers = _answers(rules, table, labels, exact)
    return [pl.DataFrame([_column(name, [each[name]]) for name in FIELDS]) for each in answers]


def table_rows(rules: Sequence[InForce], table: Table, labels: Labels, exact: Exact | None = None) -> pl.DataFrame:
    """The same answers as one table: for every item a row per regime, in the order of the items."""
    answers = _answers(rules, table, labels, exact)
    return pl.DataFrame([_column(name, [each[name] for each in answers]) for name in FIELDS])


def _answers(
    rules: Sequence[InForce], table: Table, labels: Labels, exact: Exact | None
) -> list[dict[str, Dictionary]]:
    """For every regime and field the texts; items of one kind are judged together."""
    kinds = [*rules[0].rulebook.kinds, None]  # the code of what is unknown, -1, finds the last
    found = [{name: Dictionary(np.zeros(table.height, dtype=np.uint32)) for name in FIELDS} for _ in rules]
    for rows in _groups(table, len(kinds)):
        read: dict[Any, Any] = {}
        kind, of_goods = kinds[table.kinds[rows[0]]], kinds[table.of_goods[rows[0]]]
        for regime, into in zip(rules, found, strict=True):
            if kind is None or kind not in regime.regime.goods:
                row = row_of(answer(regime, Facts(kind, {}, regime.rulebook.attributes)), labels)
                for name in FIELDS:
                    into[name].put(rows, [row[name]], np.zeros(len(rows), dtype=np.uint8))
            else:
                columns = Columns(regime, kind, table, rows, of_goods, read, exact)
                _Fields(regime, kind, columns, labels).put(rows, into)
    return found


def _groups(table: Table, kinds: int) -> Iterator[npt.NDArray[np.intp]]:
    """The rows of each kind of goods, and of what it is for."""
    groups = table.kinds * kinds + table.of_goods
    order = np.argsort(groups.astype(np.int16), kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=groups.min(initial=0) - 1))
    if table.height:
        yield from np.split(order, starts[1:])


def _column(name: str, parts: Sequence[Dictionary]) -> pl.Series:
    """A field of several regimes in turn."""
    starts = np.cumsum([0, *(each.size for each in parts[:-1])], dtype=np.uint32)
    places = np.stack([each.places + start for each, start in zip(parts, starts, strict=True)], axis=1).reshape(-1)
    return pl.concat([each.all() for each in parts]).gather(pl.Series(places)).alias(name)


def row_of(answered: OfRegime, labels: Labels) -> dict[str, str]:
    """The fields of one answer, as a table has them."""
    by_status: dict[str, list[str]] = {"controlled": [], "undecided": [], "judgement": []}
    unverified = []
    for each in answered.provisions:
        label = labels.provision(each.provision)
        by_status[each.status].append(label)
        if "when" in each.version.unverified:
            unverified.append(label)
    policies = {policy for each in answered.requirements for policy in each.policies}
    listed = {
        "provisions": by_status["controlled"],
        "undecided": by_status["undecided"],
        "to_judge": by_status["judgement"],
        "missing": [labels.attribute(name) for name in answered.missing],
        "judgement": [labels.attribute(name) for name in answered.judgement],
        "requirements": [each.requirement.id for each in answered.requirements],
        "policy": [labels.word(each) for each in POLICIES if each in policies],
        "unverified": unverified,
    }
    row = {name: SEPARATOR.join(found) for name, found in listed.items()}
    return row | {"status": labels.word(answered.status), "license": labels.word(answered.license)}


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
        unlicensed = _some(node.truth.may for _, v, node in judged if not v.license)
        self._words = {
            "status": [
                (labels.word("controlled"), controls),
                (labels.word("undecided"), open_),
                (labels.word("judgement"), to_judge_),
                (labels.word("not controlled"), columns.all),
            ],
            "license": [
                (labels.word("required"), required),
                (labels.word("undecided"), _some(need.open for need, _ in needs.values()) | unlicensed),
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
            "unverified": [(name_of[p.id], node.truth.may) for p, v, node in judged if "when" in v.unverified],
        }

    def put(self, rows: npt.NDArray[np.intp], into: dict[str, Dictionary]) -> None:
        """Give the items their texts."""
        for name, ranked in self._words.items():
            into[name].put(rows, *chosen([(word, self._has(where)) for word, where in ranked], self._height))
        for name, labels in self._lists.items():
            used = [(label, self._has(where)) for label, where in labels if where]
            into[name].put(rows, *listed(used, self._height))

    def _has(self, where: Bits) -> npt.NDArray[np.uint8]:
        return unpacked(where, self._height)


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
