"""Answers for a whole table at once, with the reasons, in the same fields as for a single item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.controls.answering import OfRegime, answer
from renkei.controls.columns import Bits, Columns, Exact, Node, Truth, any_of, unpacked, wanted
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

SEPARATOR = "; "


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
    kinds = [*rules[0].rulebook.kinds, None]  # the code of what is unknown, -1, finds the last
    parts: list[list[pl.DataFrame]] = [[] for _ in rules]
    groups = table.kinds * len(kinds) + table.of_goods
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=groups.min(initial=0) - 1))
    for rows in np.split(order, starts[1:]) if table.height else ():
        read: dict[Any, Any] = {}
        kind, of_goods = kinds[table.kinds[rows[0]]], kinds[table.of_goods[rows[0]]]
        for place, regime in enumerate(rules):
            parts[place].append(_of_kind(regime, kind, of_goods, table, rows, labels, (read, exact)))
    if not table.height:
        return [_empty() for _ in rules]
    back = pl.Series(np.argsort(order, kind="stable"))
    return [pl.concat(found).select(pl.all().str.strip_suffix(SEPARATOR).gather(back)) for found in parts]


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


def _of_kind(
    rules: InForce,
    kind: str | None,
    of_goods: str | None,
    table: Table,
    rows: npt.NDArray[np.intp],
    labels: Labels,
    shared: tuple[dict[Any, Any], Exact | None],
) -> pl.DataFrame:
    if kind is None or kind not in rules.regime.goods:
        row = row_of(answer(rules, Facts(kind, {}, rules.rulebook.attributes)), labels)
        return pl.DataFrame({name: [row[name]] for name in FIELDS})[np.zeros(len(rows), dtype=np.int64)]
    return _Fields(rules, kind, Columns(rules, kind, table, rows, of_goods, *shared), labels).table()


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

    def table(self) -> pl.DataFrame:
        """The fields as texts."""
        pieces = {name: [self._chosen(ranked)] for name, ranked in self._words.items()}
        pieces |= {name: self._listed(labels) for name, labels in self._lists.items()}
        columns = [each.alias(f"{name} {i}") for name, listed in pieces.items() for i, each in enumerate(listed)]
        return pl.DataFrame(columns).select(
            pl.concat_str([f"{name} {i}" for i in range(len(pieces[name]))]).alias(name)
            if len(pieces[name]) > 1
            else pl.col(f"{name} 0").alias(name)
            for name in FIELDS
        )

    def _chosen(self, ranked: list[tuple[str, Bits]]) -> pl.Series:
        """For every item the first word that holds."""
        code = np.zeros(self._height, dtype=np.uint8)
        left = self._columns.all
        for number, (_, where) in enumerate(ranked):
            code += unpacked(where & left, self._height) * np.uint8(number)
            left &= ~where
        return pl.Series([word for word, _ in ranked], dtype=pl.String).gather(pl.Series(code))

    def _listed(self, labels: list[tuple[str, Bits]]) -> list[pl.Series]:
        """For every item the labels that hold, each with a separator behind it, in several pieces of text.

        Eight labels at a time make a byte, and there is a text for every byte.
        """
        used = [(label, where) for label, where in labels if where]
        pieces = []
        for start in range(0, len(used), 8):
            chunk = used[start : start + 8]
            code = np.zeros(self._height, dtype=np.uint8)
            for bit, (_, where) in enumerate(chunk):
                code |= unpacked(where, self._height) << np.uint8(bit)
            texts = [
                "".join(label + SEPARATOR for bit, (label, _) in enumerate(chunk) if number >> bit & 1)
                for number in range(1 << len(chunk))
            ]
            pieces.append(pl.Series(texts, dtype=pl.String).gather(pl.Series(code)))
        return pieces or [pl.Series([""], dtype=pl.String).new_from_index(0, self._height)]


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


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(FIELDS, pl.String))
