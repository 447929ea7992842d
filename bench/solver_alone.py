"""The peer: the solver alone enumerates where one regime controls and the other does not.

It is asked for an item, the comparisons true of that item are made as few as still suffice, and what they describe is
ruled out before it is asked again, until there is no other item or the time is over.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import z3

from renkei.controls.comparing.relating import Relating
from renkei.controls.comparing.translating import Translation, Variable
from renkei.controls.conditions import Condition, atoms


@dataclass
class Alone:
    """What the solver alone came to.

    Attributes:
        finished: of the questions (each kind of goods, in both directions) those answered whole.
        cubes: the pieces found, each a set of comparisons.
    """

    questions: int = 0
    finished: int = 0
    cubes: int = 0
    calls: int = 0
    seconds: float = 0.0


def alone(relating: Relating, bound: float) -> Alone:
    """All that the solver finds in a time.

    Args:
        relating: the two regimes.
        bound: seconds of the processor.
    """
    found, start = Alone(), time.process_time()
    for subject in relating.subjects():
        left, right = (
            [each.condition for each in side.paragraphs(subject)] for side in (relating.left, relating.right)
        )
        for mine, other in ((left, right), (right, left)):
            found.questions += 1
            if time.process_time() - start < bound:
                found.finished += _Question(relating, mine, other).enumerate(found, start + bound)
    found.seconds = time.process_time() - start
    return found


class _Question:
    def __init__(self, relating: Relating, mine: list[Condition], other: list[Condition]) -> None:
        self._read = Translation(relating.book.attributes)
        make = self._read.make
        self._variables: dict[Variable, None] = {}
        controls, free = make.any_of([self._formula(n) for n in mine]), make.any_of([self._formula(n) for n in other])
        self._difference = make.all_of([controls, make.negated(free)])
        self._atoms = [self._formula(atom) for node in (*mine, *other) for atom in atoms(node)]

    def enumerate(self, found: Alone, until: float) -> bool:
        """Whether every cube was found in time."""
        items, outside = self._solver(), self._solver()
        items.add(self._difference)
        outside.add(self._read.make.negated(self._difference))
        while time.process_time() < until:
            found.calls += 1
            if items.check() != z3.sat:
                return True
            cube = self._fewest(outside, items.model(), found, until)
            if cube is None:
                return False
            found.cubes += 1
            items.add(self._read.make.negated(self._read.make.all_of(cube)))
        return False

    def _fewest(self, outside: Any, model: Any, found: Alone, until: float) -> list[Any] | None:
        """Comparisons true of an item, of which none can be left out: all items of which they are true differ."""
        make = self._read.make
        cube = [
            atom if z3.is_true(model.eval(atom, model_completion=True)) else make.negated(atom) for atom in self._atoms
        ]
        for literal in list(cube):
            if time.process_time() > until:
                return None
            fewer = [each for each in cube if each is not literal]
            found.calls += 1
            if outside.check(*fewer) == z3.unsat:
                cube = fewer
        return cube

    def _formula(self, node: Condition) -> Any:
        formula, used = self._read.condition(node)
        self._variables.update(dict.fromkeys(used))
        return formula

    def _solver(self) -> Any:
        solver = z3.Solver(ctx=self._read.make.context)
        solver.add(*self._always())
        return solver

    def _always(self) -> Iterator[Any]:
        for variable in self._variables:
            yield from self._read.possible(variable)
