"""Certifying what the boxes found, by a solver that reads the conditions themselves.

The solver is given each condition in its own translation, not by way of boxes, so that a fault in one shows itself
against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import z3

from renkei.controls.comparing.boxes import Box, Key, Space
from renkei.controls.comparing.translating import Translation, Variable
from renkei.controls.conditions import Choice, Compare, Condition, figures
from renkei.controls.facts import Value
from renkei.controls.possible_values import Numbers, Words

Proof = Literal["proved", "refuted", "timed out"]

MILLISECONDS = 2_000
"""So long one proof may take."""


class Prover:
    """Asks the solver about conditions and boxes of one subject.

    Args:
        space: what items of the subject can be; its atoms stand for the keys of boxes.
        milliseconds: how long one question may take.
        translation: what was read for other subjects already; None: begin anew.
    """

    def __init__(self, space: Space, milliseconds: int = MILLISECONDS, translation: Translation | None = None) -> None:
        self._space = space
        self._attributes = space.book.attributes
        self._read = translation or Translation(self._attributes)
        self._make = self._read.make
        self._milliseconds = milliseconds
        self._solvers: dict[Any, z3.Solver] = {}
        self._always: list[Any] = []
        self._bound: dict[Variable, None] = {}
        self._held_by: dict[tuple[Key, int], tuple[Numbers | Words, Any]] = {}

    def condition(self, node: Condition) -> Any:
        """A condition as the solver reads it."""
        formula, used = self._read.condition(node)
        self._bind(used)
        return formula

    def any_of(self, nodes: Iterable[Condition]) -> Any:
        """That at least one of some conditions holds."""
        return self._make.any_of([self.condition(node) for node in nodes])

    def boxes(self, boxes: Iterable[Box]) -> Any:
        """That an item lies in one of some boxes."""
        return self._make.any_of([self.box(box) for box in boxes])

    def box(self, box: Box) -> Any:
        """That an item lies in a box."""
        return self._make.all_of([self._held(key, values) for key, values in box.items()])

    def without(self, formula: Any) -> Any:
        """That a formula does not hold."""
        return self._make.negated(formula)

    def both(self, one: Any, other: Any) -> Any:
        """That two formulas hold."""
        return self._make.all_of([one, other])

    def possible(self, *formulas: Any, given: Any = None) -> bool | None:
        """Whether all of these can hold together; None if that took too long.

        Args:
            formulas: what is to hold.
            given: what is to hold besides; kept, so that several questions about it cost less.
        """
        found, _ = self._checked(formulas, given)
        return None if found == z3.unknown else found == z3.sat

    def same(self, one: Any, other: Any) -> Proof:
        """Whether two formulas hold of exactly the same items."""
        return self.never([self.apart(one, other)])

    def apart(self, one: Any, other: Any) -> Any:
        """That one of two formulas holds and the other does not."""
        return self._make.one_only(one, other)

    def one_of(self, formulas: Sequence[Any]) -> Any:
        """That at least one of some formulas holds."""
        return self._make.any_of(formulas)

    def never(self, formulas: Sequence[Any]) -> Proof:
        """Whether no item can be of which one of these holds."""
        solver = z3.SimpleSolver(ctx=self._make.context)
        solver.set("timeout", self._milliseconds)
        for variable in self._bound:
            solver.add(*self._read.possible(variable))
        solver.add(self.one_of(formulas))
        found = solver.check()
        return "timed out" if found == z3.unknown else "refuted" if found == z3.sat else "proved"

    def example(self, *formulas: Any, given: Any = None) -> Mapping[str, Value] | None:
        """What an item with which these hold can be, for every attribute they read; None if none was found."""
        _, model = self._checked(formulas, given)
        return None if model is None else self._example(model)

    def _checked(self, formulas: Sequence[Any], given: Any) -> tuple[Any, Any]:
        """What the solver says, and its model if there is one."""
        solver = self._solver(given)
        solver.push()
        solver.add(*formulas)
        found = solver.check()
        model = solver.model() if found == z3.sat else None
        solver.pop()
        return found, model

    def _solver(self, given: Any) -> z3.Solver:
        key = None if given is None else given.get_id()
        if key not in self._solvers:
            solver = self._solvers[key] = z3.Solver(ctx=self._make.context)
            solver.set("timeout", self._milliseconds)
            solver.add(*self._always, *([] if given is None else [given]))
        return self._solvers[key]

    def _bind(self, used: Iterable[Variable]) -> None:
        """Tells the solver what is true of variables it has not met before, whatever the item."""
        for variable in used:
            if variable not in self._bound:
                self._bound[variable] = None
                for formula in self._read.possible(variable):
                    self._always.append(formula)
                    for solver in self._solvers.values():
                        solver.add(formula)

    def _held(self, key: Key, values: Numbers | Words) -> Any:
        """That an item has one of some values."""
        known = self._held_by.get((key, id(values)))
        if known is None:
            known = self._held_by[key, id(values)] = values, self._holding(key, values)
        return known[1]

    def _holding(self, key: Key, values: Numbers | Words) -> Any:
        make, atom = self._make, self._space.atoms[key]
        self.condition(atom)
        match atom, values:
            case Compare(), Numbers(stretches, none):
                has = self._read.has(tuple(dict.fromkeys((*figures(atom.left), *figures(atom.right)))))
                number = self._quantity(key, atom)
                held = make.all_of([has, make.any_of([self._read.lies(*number, each) for each in stretches])])
                return make.any_of([held, make.negated(has)]) if none else held
            case Choice(name, _), Words(words, others, none):
                named, nothing = self._read.chosen(name, sorted(words)), self._read.unchosen(name)
                if others:
                    return make.all_of([make.negated(named), make.true if none else make.negated(nothing)])
                return make.any_of([named, nothing]) if none else named
            case _, Words(words):
                held = self.condition(atom)
                return make.any_of([held if word == "yes" else make.negated(held) for word in sorted(words)])
        message = f"{key} has values of another sort"
        raise TypeError(message)

    def _quantity(self, key: Key, atom: Compare) -> tuple[Any, Any]:
        """What a key stands for, as a number above and a positive number below the line."""
        one = self._make.one
        if isinstance(key, str) and key in self._attributes:
            return self._read.number(key), one
        if isinstance(key, frozenset):
            above, below = one, one
            for name, power in key:
                for _ in range(abs(power)):
                    number = self._read.number(name)
                    if power > 0:
                        above = number if above is one else above * number
                    else:
                        below = number if below is one else below * number
            return above, below
        if isinstance(key, tuple):
            return self._read.term(atom.left) - self._read.term(atom.right), one
        return self._read.term(atom.left), one

    def _example(self, model: Any) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for variable in self._bound:
            told = self._read.value(variable, model)
            if told is not None:
                name, value = told
                before = found.get(name)
                found[name] = (
                    before | value if isinstance(before, frozenset) and isinstance(value, frozenset) else value
                )
        return found
