"""Formulas of the solver, made by its plain calls: its operators check every argument again, which takes longest."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import z3

from renkei.controls.conditions import Operator


class Formulas:
    """Makes formulas in one context, in which all that is ever compared with each other must be made."""

    def __init__(self) -> None:
        self.context = z3.Context()
        self._ref = self.context.ref()
        self.true = z3.BoolVal(True, ctx=self.context)
        self.false = z3.BoolVal(False, ctx=self.context)
        self.one = self.value(Fraction(1))

    def all_of(self, parts: Sequence[Any]) -> Any:
        """That every part holds."""
        return self.true if not parts else parts[0] if len(parts) == 1 else self._made(z3.Z3_mk_and, parts)

    def any_of(self, parts: Sequence[Any]) -> Any:
        """That at least one part holds."""
        return self.false if not parts else parts[0] if len(parts) == 1 else self._made(z3.Z3_mk_or, parts)

    def negated(self, part: Any) -> Any:
        """That the part does not hold."""
        return z3.BoolRef(z3.Z3_mk_not(self._ref, part.as_ast()), self.context)

    def one_only(self, one: Any, other: Any) -> Any:
        """That one of both holds and the other does not."""
        return z3.BoolRef(z3.Z3_mk_xor(self._ref, one.as_ast(), other.as_ast()), self.context)

    def compared(self, one: Any, operator: Operator, other: Any) -> Any:
        """A comparison of two numbers."""
        if operator == "!=":
            return self.negated(self.compared(one, "=", other))
        made = {"<": z3.Z3_mk_lt, "<=": z3.Z3_mk_le, ">": z3.Z3_mk_gt, ">=": z3.Z3_mk_ge, "=": z3.Z3_mk_eq}[operator]
        return z3.BoolRef(made(self._ref, one.as_ast(), other.as_ast()), self.context)

    def is_code(self, chosen: Any, code: int) -> Any:
        """That a choice has the value with a code."""
        return self.compared(chosen, "=", z3.IntVal(code, ctx=self.context))

    def value(self, number: Fraction) -> Any:
        """A number, exactly."""
        return z3.RealVal(str(number), ctx=self.context)

    def _made(self, make: Any, parts: Sequence[Any]) -> Any:
        listed = (z3.Ast * len(parts))(*(each.as_ast() for each in parts))
        return z3.BoolRef(make(self._ref, len(parts), listed), self.context)
