"""Reading a condition as it stands in a rule file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

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
    Meets,
    Not,
    NotAtHand,
    Operator,
    Term,
    Within,
    figures,
)
from renkei.controls.quantities import Units, WrongUnit, exact


class Typed(Protocol):
    """What the grammar must know of an attribute."""

    @property
    def type(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


class BadCondition(ValueError):
    """A condition that cannot be read; the message says why."""


_OPERATORS = ("<=", ">=", "!=", "<", ">", "=")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_AMOUNT = re.compile(r"-?\d[\d,_]*(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
_MEETS = re.compile(r"meets\s+(?:any\s+)?(?P<ids>\S.*)")
_IN = re.compile(r"(?P<name>\w+)\s+(?P<how>is|in|has all|has any|has)\s+(?P<values>.+)")


class Grammar:
    """Reads conditions over the given attributes; `meets` with `*` is spread over the provisions known."""

    def __init__(self, attributes: Mapping[str, Typed], units: Units, provisions: tuple[str, ...] = ()) -> None:
        self._attributes = attributes
        self._units = units
        self._provisions = provisions

    def read(self, written: Any) -> Condition:
        """The condition written as a line, a list (all of these) or a mapping with one key.

        Raises:
            BadCondition: if it cannot be read.
        """
        if isinstance(written, list):
            return All(tuple(map(self.read, written)))
        if isinstance(written, dict):
            if len(written) != 1:
                message = "a mapping in a condition has one key: `all`, `any` or `none`"
                raise BadCondition(message)
            key, parts = next(iter(written.items()))
            if not isinstance(parts, list) or not parts:
                message = f"`{key}` needs a list"
                raise BadCondition(message)
            if key == "all":
                return All(tuple(map(self.read, parts)))
            if key in {"any", "none"}:
                some = AnyOf(tuple(map(self.read, parts)))
                return Not(some) if key == "none" else some
            message = f"`{key}` is none of `all`, `any`, `none`"
            raise BadCondition(message)
        return self._line(str(written).strip())

    def term(self, written: str) -> Term:
        """The arithmetic term written, such as a formula of a derived attribute."""
        reader = _Terms(written, self)
        found = reader.sum()
        reader.end()
        return found

    def attribute(self, name: str) -> Typed:
        """What is known of an attribute."""
        if name not in self._attributes:
            message = f"`{name}` is no attribute"
            raise BadCondition(message)
        return self._attributes[name]

    def units(self) -> Units:
        """The units conditions may be written in."""
        return self._units

    def _line(self, line: str) -> Condition:
        if line == "not at hand":
            return NotAtHand()
        if line.startswith("not "):
            return Not(self._line(line[4:].strip()))
        if match := _MEETS.fullmatch(line):
            return self._meets(match["ids"])
        if any(each in line for each in ("<", ">", "=")):
            return self._comparison(line)
        if match := _IN.fullmatch(line):
            return self._membership(match["name"], match["how"], match["values"].strip())
        if _WORD.fullmatch(line):
            if self.attribute(line).type not in {"flag", "judgement"}:
                message = f"`{line}` is neither a flag nor a judgement; compare it"
                raise BadCondition(message)
            return Flag(line)
        message = f"`{line}` cannot be read as a condition"
        raise BadCondition(message)

    def _meets(self, written: str) -> Condition:
        found: list[Condition] = []
        for each, ids in spread(written, self._provisions).items():
            if not ids:
                message = f"`meets` names `{each}`, which is no provision"
                raise BadCondition(message)
            found.extend(map(Meets, ids))
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def _membership(self, name: str, how: str, written: str) -> Condition:
        attribute = self.attribute(name)
        values = tuple(v.strip() for v in written.strip("{} ").split(",") if v.strip())
        if attribute.type == "place":
            if how == "in":
                return Within(name, written)
            return Choice(name, values)
        wanted = {"is": "choice", "in": "choice"}.get(how, "set")
        if attribute.type != wanted:
            message = f"`{name}` is a {attribute.type}; `{how}` asks a {wanted}"
            raise BadCondition(message)
        for value in values:
            if value not in attribute.values:
                message = f"`{name}` has no value `{value}`"
                raise BadCondition(message)
        return Choice(name, values) if wanted == "choice" else Has(name, values, every=how == "has all")

    def _comparison(self, line: str) -> Condition:
        pieces = re.split(r"(<=|>=|!=|<|>|=)", line)
        terms, operators = pieces[0::2], pieces[1::2]
        read = [self.term(each) for each in terms]
        compared = [
            self._compare(left, operator, right)  # type: ignore[arg-type]
            for left, operator, right in zip(read, operators, read[1:], strict=False)
        ]
        return compared[0] if len(compared) == 1 else All(tuple(compared))

    def _compare(self, left: Term, operator: Operator, right: Term) -> Condition:
        used = [self.attribute(name) for name in (*figures(left), *figures(right))]
        if not used:
            message = "a comparison names at least one attribute"
            raise BadCondition(message)
        for each in used:
            if each.type != "number":
                message = "only numbers are compared"
                raise BadCondition(message)
        return Compare(self._fitted(left, used), operator, self._fitted(right, used))

    def _fitted(self, term: Term, used: list[Typed]) -> Term:
        """A constant in the unit of the attributes it is compared with."""
        if not isinstance(term, Constant):
            return term
        wanted = [each.unit for each in used if each.unit != "1"]
        if term.unit == "1":
            if len(used) == 1 and wanted:
                message = f"`{term.written}` needs a unit, such as {wanted[0]}"
                raise BadCondition(message)
            return term
        given = self._units.by_symbol[term.unit]
        for unit in wanted:
            if self._units.by_symbol[unit].dimension == given.dimension:
                return Constant(self._units.convert(term.value, term.unit, unit), term.written, term.unit)
        if len(used) == 1:
            message = f"`{term.written} {term.unit}` does not measure what it is compared with"
            raise BadCondition(message)
        return term


def spread(written: str, provisions: Iterable[str]) -> dict[str, list[str]]:
    """The provisions that each word after `meets` names; `*` at its end stands for the rest of an id."""
    known = list(provisions)
    found = {}
    for each in re.split(r"[,\s]+", written.strip("{} ")):
        stem = each.removesuffix("*").rstrip(".")
        longer = stem + "." if each.endswith("*") else None
        found[each] = [id_ for id_ in known if id_ == stem or (longer and id_.startswith(longer))]
    return found


def references(line: str, provisions: Iterable[str]) -> dict[str, list[str]]:
    """The provisions that a line refers to, by the words that name them; none if it is no reference."""
    match = _MEETS.fullmatch(line.strip().removeprefix("not ").strip())
    return spread(match["ids"], provisions) if match else {}


class _Terms:
    """A reader of sums, products and parentheses."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text.strip()
        self._at = 0
        self._grammar = grammar

    def end(self) -> None:
        if self._at != len(self._text):
            message = f"`{self._text[self._at :]}` is left over in `{self._text}`"
            raise BadCondition(message)

    def sum(self) -> Term:
        term = self._product()
        while sign := self._take("+", "-"):
            term = Arithmetic(sign, term, self._product())  # type: ignore[arg-type]
        return term

    def _product(self) -> Term:
        term = self._factor()
        while sign := self._take("*", "/"):
            term = Arithmetic(sign, term, self._factor())  # type: ignore[arg-type]
        return term

    def _factor(self) -> Term:
        if self._take("("):
            term = self.sum()
            self._need(")")
            return term
        rest = self._text[self._at :]
        if match := _AMOUNT.match(rest):
            self._at += match.end()
            return self._constant(match[0])
        if match := _WORD.match(rest):
            self._at += match.end()
            self._space()
            if match[0] == "largest":
                return self._largest()
            self._grammar.attribute(match[0])
            return Figure(match[0])
        message = f"a number or an attribute is wanted in `{self._text}`"
        raise BadCondition(message)

    def _largest(self) -> Term:
        self._need("(")
        terms = [self.sum()]
        while self._take(","):
            terms.append(self.sum())
        self._need(")")
        return Largest(tuple(terms))

    def _constant(self, written: str) -> Term:
        self._space()
        rest = self._text[self._at :]
        symbols = sorted(self._grammar.units().by_symbol, key=len, reverse=True)
        for symbol in symbols:
            after = rest[len(symbol) : len(symbol) + 1]
            if rest.startswith(symbol) and not (after and (after.isalnum() or after in "/²³")):
                self._at += len(symbol)
                self._space()
                return Constant(exact(written), written, symbol)
        return Constant(exact(written), written)

    def _take(self, *signs: str) -> str:
        self._space()
        for sign in signs:
            if self._text.startswith(sign, self._at):
                self._at += len(sign)
                self._space()
                return sign
        return ""

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            message = f"`{sign}` is missing in `{self._text}`"
            raise BadCondition(message)

    def _space(self) -> None:
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1


__all__ = ["BadCondition", "Grammar", "WrongUnit"]
