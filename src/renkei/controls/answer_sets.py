"""The answers of one regime for many items as sets of items: which have a status, meet a provision, lack a figure.

Nothing is put into words before it is asked for: the fields of one item, or those of every different answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.controls.columns import Columns
from renkei.controls.dictionaries import alike, chosen, listed
from renkei.controls.programs import TRUE, Asking, Program
from renkei.controls.result_rows import SEPARATOR, Labels
from renkei.controls.rulebook import POLICIES
from renkei.controls.three_values import Bits, Truth, some, unpacked

Labelled = list[tuple[str, Bits]]
"""Labels, and for each the items it is true of."""

Fields = dict[str, list[str] | pl.Series]
"""The texts of each field of the different answers."""


class OneAnswer:
    """The same answer for every item."""

    def __init__(self, row: dict[str, str], height: int) -> None:
        self._row = row
        self._height = height

    def row(self, _: int) -> dict[str, str]:
        """The fields of the answer."""
        return self._row

    def different(self) -> tuple[npt.NDArray[np.intp], Fields]:
        """For every item the place of its answer among the different ones, and the fields of these."""
        return np.zeros(self._height, dtype=np.intp), {name: [text] for name, text in self._row.items()}


class Run:
    """A program run over items: for which items each step surely holds, and for which it may."""

    def __init__(self, program: Program, columns: Columns) -> None:
        self.sure: list[Bits] = []
        self.may: list[Bits] = []
        self._program = program
        self._wants: dict[int, tuple[tuple[str, Bits], ...]] = {}
        every = columns.all
        for place, step in enumerate(program.steps):
            parts = step.parts
            match step.sort:
                case "leaf" if step.leaf is not None:
                    looked = columns.leaf(step.leaf)
                    sure, may = looked.truth.sure, looked.truth.may
                    self._wants[place] = looked.wants
                case "all":
                    sure = reduce(and_, [self.sure[part] for part in parts])
                    may = reduce(and_, [self.may[part] for part in parts])
                case "any":
                    sure = reduce(or_, [self.sure[part] for part in parts])
                    may = reduce(or_, [self.may[part] for part in parts])
                case "not":
                    sure, may = every ^ self.may[parts[0]], every ^ self.sure[parts[0]]
                case _:
                    sure = may = every if place == TRUE else columns.nothing
            self.sure.append(sure)
            self.may.append(may)

    def open(self, step: int) -> Bits:
        """For which items nobody can say."""
        return self.may[step] ^ self.sure[step]

    def wanted(self, asking: Asking, within: Bits) -> Iterator[tuple[str, bool, Bits]]:
        """Every attribute that keeps a step open: its name, whether it is a judgement, and for which items it does.

        A leaf counts only where all that is around it is open as well: `within`. The name of a missing text is empty.
        """
        for place in asking.leaves:
            leaf = self._program.steps[place].leaf
            for name, where in self._wants[place]:
                yield name, leaf is not None and leaf.judgement, within & where
        for inner in asking.inner:
            here = within & self.open(inner.step)
            if some(here):
                yield from self.wanted(inner, here)


class AnswerSets:
    """Every field of one regime's answers over items of one kind of goods.

    Attributes:
        first: for `status` and `license` the words, the first that is true of an item being its own.
        lists: for every other field its entries, in their order.
    """

    def __init__(self, program: Program, columns: Columns, labels: Labels) -> None:
        run = Run(program, columns)
        self._height, self._all, self._nothing = columns.height, columns.all, columns.nothing
        missing: dict[str, list[Bits]] = {}
        judgement: dict[str, list[Bits]] = {}
        undecided: list[Bits] = []
        for each in program.judged:
            open_ = run.open(each.step)
            open_for: list[Bits] = []
            if some(open_):
                for name, to_judge, where in run.wanted(each.asking, open_):
                    if name:
                        (judgement if to_judge else missing).setdefault(name, []).append(where)
                    if not to_judge and not each.plain:
                        open_for.append(where)
            undecided.append(open_ if each.plain else self._some(open_for))
        sure, may = [run.sure[each.step] for each in program.judged], [run.may[each.step] for each in program.judged]
        to_judge_ = [
            self._nothing if each.plain else run.open(each.step) & ~open_
            for each, open_ in zip(program.judged, undecided, strict=True)
        ]
        needs = self._needs(program, run)
        unsaid = [m for each, m in zip(program.judged, may, strict=True) if not program.rules.says_where(each.version)]
        self.first: dict[str, Labelled] = {
            "status": [
                (labels.word("controlled"), self._some(sure)),
                (labels.word("undecided"), self._some(undecided)),
                (labels.word("judgement"), self._some(to_judge_)),
                (labels.word("not controlled"), self._all),
            ],
            "license": [
                (labels.word("required"), self._some(need.sure for need in needs.values())),
                (labels.word("undecided"), self._some([*(need.open for need in needs.values()), *unsaid])),
                (labels.word("not required"), self._all),
            ],
        }
        names = [labels.provision(each.provision) for each in program.judged]
        policies = _policies(program, run, needs)
        in_order = program.rules.in_order
        self.lists: dict[str, Labelled] = {
            "provisions": list(zip(names, sure, strict=True)),
            "undecided": list(zip(names, undecided, strict=True)),
            "to_judge": list(zip(names, to_judge_, strict=True)),
            "missing": [(labels.attribute(n), self._some(missing[n])) for n in in_order(set(missing))],
            "judgement": [(labels.attribute(n), self._some(judgement[n])) for n in in_order(set(judgement))],
            "requirements": [(id_, need.may) for id_, need in needs.items()],
            "policy": [(labels.word(each), self._some(policies[each])) for each in POLICIES if each in policies],
            "unsettled": _chosen(names, may, [bool(each.version.unsettled) for each in program.judged]),
            "unverified": _chosen(names, may, ["when" in each.version.unverified for each in program.judged]),
        }

    def row(self, place: int) -> dict[str, str]:
        """The fields of the answer for one item."""
        word, bit = divmod(place, 64)

        def has(where: Bits) -> int:
            return int(where[word]) >> bit & 1

        found = {name: next(text for text, where in ranked if has(where)) for name, ranked in self.first.items()}
        lists = self.lists.items()
        return found | {name: SEPARATOR.join(text for text, where in each if has(where)) for name, each in lists}

    def different(self) -> tuple[npt.NDArray[np.intp], Fields]:
        """For every item the place of its answer among the different ones, and the fields of these."""
        lists = {name: [(label, at) for label, at in each if some(at)] for name, each in self.lists.items()}
        used = {at.tobytes(): at for each in (*self.first.values(), *lists.values()) for _, at in each}
        has = {key: unpacked(at, self._height) for key, at in used.items()}
        constant = {self._all.tobytes(), self._nothing.tobytes()}
        rows, which = alike([flags for key, flags in has.items() if key not in constant], self._height)
        if rows is not which:
            has = {key: flags[rows] for key, flags in has.items()}
        fields: Fields = {
            name: chosen([(word, has[at.tobytes()]) for word, at in ranked], len(rows))
            for name, ranked in self.first.items()
        }
        for name, labels in lists.items():
            fields[name] = listed([(label, has[at.tobytes()]) for label, at in labels], len(rows))
        return which, fields

    def _needs(self, program: Program, run: Run) -> dict[str, Truth]:
        """For every license requirement: for which items a license is needed by it."""
        found = {}
        for need in program.needs:
            sure = self._some([run.sure[each] for each in need.attached]) & run.sure[need.when]
            may = self._some([run.may[each] for each in need.attached]) & run.may[need.when]
            found[need.requirement.id] = Truth(sure, may)
        return found

    def _some(self, sets: Iterable[Bits]) -> Bits:
        """The items that are in any of several sets."""
        found = list(sets)
        return reduce(or_, found) if found else self._nothing


def _policies(program: Program, run: Run, needs: dict[str, Truth]) -> dict[str, list[Bits]]:
    """For every review policy: for which items it may be the one that applies."""
    found: dict[str, list[Bits]] = {}
    for need in program.needs:
        reached = needs[need.requirement.id].may
        for policy, step in need.review:
            found.setdefault(policy, []).append(reached & run.may[step])
            reached = reached & ~run.sure[step]
    return found


def _chosen(names: Sequence[str], sets: Sequence[Bits], which: Sequence[bool]) -> Labelled:
    """Some of the names, with their sets."""
    return [(name, where) for name, where, wanted in zip(names, sets, which, strict=True) if wanted]
