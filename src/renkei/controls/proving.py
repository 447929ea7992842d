"""Certifying what the boxes found, by a solver that reads the conditions themselves.

The solver is given each condition in its own translation, not by way of boxes, so that a fault in one shows itself
against the other. Numbers are exact; a figure an item is stated not to have makes every comparison with it false.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any, Literal

import z3

from renkei.controls.comparing.boxes import Box, Key, Space
from renkei.controls.comparing.plainly import Referred
from renkei.controls.conditions import (
    COMPARES,
    All,
    AnyOf,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Constant,
    Figure,
    Flag,
    Has,
    Largest,
    Not,
    Term,
    figures,
)
from renkei.controls.facts import NOT_APPLICABLE, Value
from renkei.controls.possible_values import Numbers, Words, within
from renkei.controls.rulebook import PLACES, Attribute

Proof = Literal["proved", "refuted", "timed out"]

MILLISECONDS = 2_000
"""So long one proof may take."""

_NONE = 0
"""The code of no value at all, where one value out of several is chosen."""


class Prover:
    """Translates conditions and boxes of one subject, and asks the solver about them.

    Args:
        space: what items of the subject can be; its atoms stand for the keys of boxes.
        milliseconds: how long one question may take.
    """

    def __init__(self, space: Space, milliseconds: int = MILLISECONDS) -> None:
        self._space = space
        self._attributes = space.book.attributes
        self._context = z3.Context()
        self._solver = z3.Solver(ctx=self._context)
        self._solver.set("timeout", milliseconds)
        self._variables: dict[tuple[str, Any], Any] = {}
        self._read: dict[Condition, Any] = {}
        self._codes: dict[str, dict[str, int]] = {}

    def condition(self, node: Condition) -> Any:
        """A condition as the solver reads it."""
        if node not in self._read:
            self._read[node] = self._condition(node)
        return self._read[node]

    def any_of(self, nodes: Iterable[Condition]) -> Any:
        """That at least one of some conditions holds."""
        return z3.Or([self._false, *map(self.condition, nodes)])

    def boxes(self, boxes: Iterable[Box]) -> Any:
        """That an item lies in one of some boxes."""
        return z3.Or([self._false, *map(self.box, boxes)])

    def box(self, box: Box) -> Any:
        """That an item lies in a box."""
        return z3.And([self._true, *(self._held(key, values) for key, values in box.items())])

    def without(self, formula: Any) -> Any:
        """That a formula does not hold."""
        return z3.Not(formula, ctx=self._context)

    def both(self, one: Any, other: Any) -> Any:
        """That two formulas hold."""
        return z3.And(one, other)

    def possible(self, *formulas: Any) -> bool | None:
        """Whether all of these can hold together; None if that took too long."""
        self._solver.push()
        self._solver.add(*formulas)
        found = self._solver.check()
        self._solver.pop()
        return None if found == z3.unknown else found == z3.sat

    def same(self, one: Any, other: Any) -> Proof:
        """Whether two formulas hold of exactly the same items."""
        found = self.possible(z3.Xor(one, other, ctx=self._context))
        return "timed out" if found is None else "refuted" if found else "proved"

    def example(self, *formulas: Any) -> Mapping[str, Value] | None:
        """What an item with which these hold can be, for every attribute they read; None if none was found."""
        self._solver.push()
        self._solver.add(*formulas)
        model = self._solver.model() if self._solver.check() == z3.sat else None
        self._solver.pop()
        return None if model is None else self._example(model)

    @property
    def _true(self) -> Any:
        return z3.BoolVal(True, ctx=self._context)  # the solver's own signature

    @property
    def _false(self) -> Any:
        return z3.BoolVal(False, ctx=self._context)  # the solver's own signature

    def _condition(self, node: Condition) -> Any:
        match node:
            case All(parts):
                return z3.And([self._true, *map(self.condition, parts)])
            case AnyOf(parts):
                return self.any_of(parts)
            case Not(part):
                return z3.Not(self.condition(part), ctx=self._context)
            case Compare(left, operator, right):
                return self._compared(left, operator, right)
            case Flag(name):
                return self._bool(name)
            case Choice(name, values):
                chosen = self._choice(name)
                return z3.Or([self._false, *(chosen == self._code(name, value) for value in values)])
            case Has(name, values, every):
                held = [self._bool((name, value)) for value in values]
                return z3.And([self._true, *held]) if every else z3.Or([self._false, *held])
            case Referred(_, meaning):
                return self.condition(meaning)
            case _:
                return self._bool(node)

    def _compared(self, left: Term, operator: str, right: Term) -> Any:
        used = dict.fromkeys((*figures(left), *figures(right)))
        has = [self._has(name) for name in used]
        return z3.And([self._true, *has, COMPARES[operator](self._term(left), self._term(right))])  # type: ignore[index]

    def _term(self, term: Term) -> Any:
        match term:
            case Constant(value):
                return z3.RealVal(str(value), ctx=self._context)
            case Figure(name):
                return self._number(name)
            case Arithmetic(sign, left, right):
                one, other = self._term(left), self._term(right)
                return {"+": one.__add__, "-": one.__sub__, "*": one.__mul__, "/": one.__truediv__}[sign](other)
            case Largest(terms):
                return reduce(lambda one, other: z3.If(one >= other, one, other), map(self._term, terms))

    def _bool(self, key: Hashable) -> Any:
        return self._variable(("is", key), lambda name: z3.Bool(name, ctx=self._context))

    def _has(self, name: str) -> Any:
        return self._variable(("has", name), lambda each: z3.Bool(each, ctx=self._context))

    def _number(self, name: str) -> Any:
        key = ("number", name)
        if key not in self._variables:
            attribute: Attribute = self._attributes[name]
            found = self._variable(key, lambda each: z3.Real(each, ctx=self._context))
            self._solver.add(self._stretches(found, _bounded(attribute)))
            if attribute.bounds.whole:
                self._solver.add(z3.IsInt(found))
        return self._variables[key]

    def _choice(self, name: str) -> Any:
        key = ("choice", name)
        if key not in self._variables:
            found = self._variable(key, lambda each: z3.Int(each, ctx=self._context))
            if name not in PLACES:
                for value in self._attributes[name].values:
                    self._code(name, value)
                self._solver.add(found >= _NONE, found <= len(self._codes[name]))
        return self._variables[key]

    def _code(self, name: str, value: str) -> int:
        codes = self._codes.setdefault(name, {})
        return codes.setdefault(value, len(codes) + 1)

    def _variable(self, key: tuple[str, Any], made: Any) -> Any:
        if key not in self._variables:
            self._variables[key] = made(f"{len(self._variables)}: {key}")
        return self._variables[key]

    def _held(self, key: Key, values: Numbers | Words) -> Any:
        atom = self._space.atoms[key]
        match atom, values:
            case Compare(), Numbers(stretches, none):
                used = dict.fromkeys((*figures(atom.left), *figures(atom.right)))
                has = z3.And([self._true, *map(self._has, used)])
                number = self._quantity(key, atom)
                lies = z3.Or([self._false, *(self._lies(*number, each) for each in stretches)])
                held = z3.And(has, lies)
                return z3.Or(held, z3.Not(has, ctx=self._context)) if none else held
            case Choice(name, _), Words(words, others, none):
                chosen = self._choice(name)
                named = z3.Or([self._false, *(chosen == self._code(name, word) for word in words)])
                if others:
                    return z3.And(z3.Not(named, ctx=self._context), self._true if none else chosen != _NONE)
                return z3.Or(named, chosen == _NONE) if none else named
            case _, Words(words):
                held = self.condition(atom)
                either = [held if word == "yes" else z3.Not(held, ctx=self._context) for word in words]
                return z3.Or([self._false, *either])
        message = f"{key} has values of another sort"
        raise TypeError(message)

    def _quantity(self, key: Key, atom: Compare) -> tuple[Any, Any]:
        """What a key stands for, as a number above and a positive number below the line."""
        one = z3.RealVal(1, ctx=self._context)
        if isinstance(key, str) and key in self._attributes:
            return self._number(key), one
        if isinstance(key, frozenset):
            above, below = one, one
            for name, power in key:
                for _ in range(abs(power)):
                    if power > 0:
                        above = above * self._number(name)
                    else:
                        below = below * self._number(name)
            return above, below
        if isinstance(key, tuple):
            return self._term(atom.left) - self._term(atom.right), one
        return self._term(atom.left), one

    def _lies(self, above: Any, below: Any, stretch: Any) -> Any:
        parts = [self._true]
        if stretch.low is not None:
            low = z3.RealVal(str(stretch.low), ctx=self._context) * below
            parts.append(above >= low if stretch.low_included else above > low)
        if stretch.high is not None:
            high = z3.RealVal(str(stretch.high), ctx=self._context) * below
            parts.append(above <= high if stretch.high_included else above < high)
        return z3.And(parts)

    def _stretches(self, number: Any, values: Numbers) -> Any:
        one = z3.RealVal(1, ctx=self._context)
        return z3.Or([self._false, *(self._lies(number, one, each) for each in values.stretches)])

    def _example(self, model: Any) -> dict[str, Value]:
        found: dict[str, Value] = {}
        members: dict[str, set[str]] = {}
        for (sort, name), variable in self._variables.items():
            value = model.eval(variable, model_completion=True)
            if sort == "number":
                has = z3.is_true(model.eval(self._has(name), model_completion=True))
                found[name] = _fraction(value) if has else NOT_APPLICABLE
            elif sort == "choice":
                words = {code: word for word, code in self._codes.get(name, {}).items()}
                found[name] = words.get(value.as_long(), NOT_APPLICABLE)
            elif sort == "is" and isinstance(name, str):
                found[name] = z3.is_true(value)
            elif sort == "is" and isinstance(name, tuple):
                members.setdefault(name[0], set()).update({name[1]} if z3.is_true(value) else ())
        return found | {name: frozenset(values) for name, values in members.items()}


def _bounded(attribute: Attribute) -> Numbers:
    return within(attribute.bounds, none=False)


def _fraction(value: Any) -> Fraction:
    exact = value.approx(9) if z3.is_algebraic_value(value) else value
    return Fraction(exact.numerator_as_long(), exact.denominator_as_long())
