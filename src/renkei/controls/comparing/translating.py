"""Conditions as formulas of the solver: a translation of its own, that knows nothing of boxes.

Numbers are exact; a figure an item is stated not to have makes every comparison with it false.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import z3

from renkei.controls.comparing.formulas import Formulas
from renkei.controls.comparing.plainly import Referred
from renkei.controls.conditions import (
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
    Operator,
    Term,
    figures,
)
from renkei.controls.facts import NOT_APPLICABLE, Value
from renkei.controls.possible_values import Stretch, within
from renkei.controls.rulebook import PLACES, Attribute

Variable = tuple[str, Any]
"""Its sort (`is`, `has`, `number` or `choice`), and what it is about."""

Variables = tuple[Variable, ...]

_NONE = 0
"""The code of no value at all, where one value out of several is chosen."""


class Translation:
    """Reads conditions for the solver, each object once.

    One translation serves all subjects of a comparison: what a comparison or a feature means is the same for all.

    Args:
        attributes: every attribute there is.
    """

    def __init__(self, attributes: Mapping[str, Attribute]) -> None:
        self.make = Formulas()
        self._attributes = attributes
        self._variables: dict[Variable, Any] = {}
        self._codes: dict[str, dict[str, int]] = {}
        self._read: dict[int, tuple[Condition, Any, Variables]] = {}
        """By identity of a condition: itself, so that the identity stays its own, and what was read."""

    def condition(self, node: Condition) -> tuple[Any, Variables]:
        """A condition as a formula, and the variables in it."""
        known = self._read.get(id(node))
        if known is None:
            known = self._read[id(node)] = node, *self._condition(node)
        return known[1], known[2]

    def has(self, names: Sequence[str]) -> Any:
        """That an item has all of some figures."""
        return self.make.all_of([self._variable("has", name) for name in names])

    def number(self, name: str) -> Any:
        """The number a figure has."""
        return self._variable("number", name)

    def chosen(self, name: str, words: Sequence[str]) -> Any:
        """That a choice has one of some values."""
        return self.make.any_of([self.make.is_code(self._variable("choice", name), self._code(name, w)) for w in words])

    def unchosen(self, name: str) -> Any:
        """That a choice has no value at all."""
        return self.make.is_code(self._variable("choice", name), _NONE)

    def lies(self, above: Any, below: Any, stretch: Stretch) -> Any:
        """That a quotient with a positive number below the line lies in a stretch."""
        make, parts = self.make, []
        if stretch.low is not None:
            low = make.value(stretch.low)
            low = low if below is make.one else low * below
            parts.append(make.compared(above, ">=" if stretch.low_included else ">", low))
        if stretch.high is not None:
            high = make.value(stretch.high)
            high = high if below is make.one else high * below
            parts.append(make.compared(above, "<=" if stretch.high_included else "<", high))
        return make.all_of(parts)

    def possible(self, variable: Variable) -> Iterator[Any]:
        """What is true of a variable whatever the item: the physical bounds of a figure, the values of a choice."""
        sort, name = variable
        if sort == "number":
            bounds = self._attributes[name].bounds
            number = self.number(name)
            stretches = within(bounds, none=False).stretches
            yield self.make.any_of([self.lies(number, self.make.one, each) for each in stretches])
            if bounds.whole:
                yield z3.IsInt(number)
            whole = self._attributes[name].at_most
            if whole is not None:
                within_whole = self.make.all_of([self.has([whole]), number <= self.number(whole)])
                yield z3.Implies(self.has([name]), within_whole)
        elif sort == "choice" and name not in PLACES:
            found = self._variable(sort, name)
            yield z3.And(found >= _NONE, found <= len(self._codes[name]))

    def value(self, variable: Variable, model: Any) -> tuple[str, Value] | None:
        """What a model says of a variable: an attribute with its value, of a set one member; None: of no attribute."""
        (sort, name), found = variable, model.eval(self._variables[variable], model_completion=True)
        if sort == "number":
            has = z3.is_true(model.eval(self._variable("has", name), model_completion=True))
            return name, _fraction(found) if has else NOT_APPLICABLE
        if sort == "choice":
            words = {code: word for word, code in self._codes.get(name, {}).items()}
            return name, words.get(found.as_long(), NOT_APPLICABLE)
        if sort == "is" and isinstance(name, str):
            return name, z3.is_true(found)
        if sort == "is" and isinstance(name, tuple):
            return name[0], frozenset({name[1]} if z3.is_true(found) else ())
        return None

    def term(self, term: Term) -> Any:
        """A term as a number of the solver."""
        match term:
            case Constant(value):
                return self.make.value(value)
            case Figure(name):
                return self.number(name)
            case Arithmetic(sign, left, right):
                one, other = self.term(left), self.term(right)
                return {"+": one.__add__, "-": one.__sub__, "*": one.__mul__, "/": one.__truediv__}[sign](other)
            case Largest(terms):
                return reduce(lambda one, other: z3.If(one >= other, one, other), map(self.term, terms))

    def _condition(self, node: Condition) -> tuple[Any, Variables]:
        match node:
            case All(parts) | AnyOf(parts):
                read = [self.condition(part) for part in parts]
                joined = self.make.all_of if isinstance(node, All) else self.make.any_of
                return joined([formula for formula, _ in read]), tuple(
                    dict.fromkeys(each for _, used in read for each in used)
                )
            case Not(part):
                formula, used = self.condition(part)
                return self.make.negated(formula), used
            case Referred(_, meaning):
                return self.condition(meaning)
            case Compare(left, operator, right):
                return self._compared(left, operator, right)
            case Choice(name, values):
                return self.chosen(name, values), (("choice", name),)
            case Has(name, values, every):
                held = [self._variable("is", (name, value)) for value in values]
                formula = self.make.all_of(held) if every else self.make.any_of(held)
                return formula, tuple(("is", (name, value)) for value in values)
            case _:
                about: Hashable = node.name if isinstance(node, Flag) else node
                return self._variable("is", about), (("is", about),)

    def _compared(self, left: Term, operator: Operator, right: Term) -> tuple[Any, Variables]:
        names = tuple(dict.fromkeys((*figures(left), *figures(right))))
        holds = self.make.compared(self.term(left), operator, self.term(right))
        used = tuple((sort, name) for name in names for sort in ("has", "number"))
        return self.make.all_of([self.has(names), holds]), used

    def _variable(self, sort: str, about: Hashable) -> Any:
        key = (sort, about)
        if key not in self._variables:
            made = {"number": z3.Real, "choice": z3.Int}.get(sort, z3.Bool)
            self._variables[key] = made(f"{len(self._variables)}: {key}", ctx=self.make.context)
            if sort == "choice" and about not in PLACES:
                for value in self._attributes[str(about)].values:
                    self._code(str(about), value)
        return self._variables[key]

    def _code(self, name: str, value: str) -> int:
        codes = self._codes.setdefault(name, {})
        return codes.setdefault(value, len(codes) + 1)


def _fraction(value: Any) -> Fraction:
    exact = value.approx(9) if z3.is_algebraic_value(value) else value
    return Fraction(exact.numerator_as_long(), exact.denominator_as_long())
