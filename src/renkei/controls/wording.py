"""A condition in words, English or Japanese: as indented lines for reading, or as one phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renkei.controls.cells import plain_number
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
    Term,
    Within,
    figures,
)
from renkei.controls.facts import NOT_APPLICABLE
from renkei.controls.result_rows import Labels
from renkei.controls.rulebook import Rulebook
from renkei.ground.places import place_name
from renkei.ground.words import Words

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=", "!=": "≠"}
_BETWEEN = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − "}

MOST_PARAGRAPHS = 6
"""So many numbers of provisions are written out; of more only the number."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a condition: how deep it stands, and its words."""

    depth: int
    text: str


class Wording:
    """Words conditions in one language."""

    def __init__(self, book: Rulebook, words: Words) -> None:
        self._book = book
        self._words = words
        self._lang = words.lang

    def lines(self, node: Condition, depth: int = 0) -> Iterator[Line]:
        """The condition as indented lines; a list of alternatives is introduced by a line of its own."""
        match node:
            case AnyOf(parts) if len(parts) > 1 and all(isinstance(part, Meets) for part in parts):
                yield Line(depth, self._words("controls.meets_one", paragraphs=self.paragraphs(node)))
            case All(parts) if depth == 0:
                for part in parts:
                    yield from self.lines(part, depth)
            case All(parts) | AnyOf(parts) if parts:
                together = self._joined(node)
                if together is not None:
                    yield Line(depth, together)
                    return
                yield Line(depth, self._words("controls.all_of" if isinstance(node, All) else "controls.any_of"))
                for part in parts:
                    yield from self.lines(part, depth + 1)
            case Not(AnyOf(parts) as inner) if len(parts) > 1 and all(isinstance(part, Meets) for part in parts):
                yield Line(depth, self._words("controls.meets_none", paragraphs=self.paragraphs(inner)))
            case Not(AnyOf(parts)) if len(parts) > 1:
                yield Line(depth, self._words("controls.none_of"))
                for part in parts:
                    yield from self.lines(part, depth + 1)
            case Not(All(parts)) if len(parts) > 1:
                yield Line(depth, self._words("controls.not_all_of"))
                for part in parts:
                    yield from self.lines(part, depth + 1)
            case _:
                yield Line(depth, self.phrase(node))

    def phrase(self, node: Condition) -> str:
        """The condition as one phrase."""
        match node:
            case Compare(left, operator, right):
                return self._comparison(left, operator, right)
            case Flag(name):
                return self.attribute(name)
            case Choice(name, values) | Has(name, values, _):
                return self._values(node, name, values)
            case Within(name, set_id):
                return self._words("controls.within", what=self.attribute(name), set=self.set_name(set_id))
            case Meets(id_):
                return self._words("controls.meets", paragraph=self._book.provisions[id_].number(self._lang))
            case NotAtHand():
                return self._words("controls.not_at_hand")
            case Not(part):
                return self._negated(part)
            case All(parts):
                return (
                    self._joined(node)
                    or self._words("controls.and").join(map(self.phrase, parts))
                    or self._words("controls.always")
                )
            case AnyOf(parts):
                return self._words("controls.or").join(map(self.phrase, parts)) or self._words("controls.never")

    def bound(self, node: Compare) -> str:
        """What a comparison compares, with its sign and bound: `≤ 1.50 nm`."""
        _, operator, right = _subject_first(node)
        return f"{_SIGNS[operator]} {self.term(right)}"

    def subject(self, node: Compare) -> str:
        """What a comparison speaks of."""
        return self.term(_subject_first(node)[0])

    def term(self, term: Term) -> str:
        """A term in words, numbers with their unit."""
        match term:
            case Constant(_, written, unit):
                shown = f"{int(written):,}" if written.isdigit() and len(written) > 4 else written
                return shown if unit == "1" else f"{shown}{_space(unit)}{unit}"
            case Figure(name):
                return self.attribute(name)
            case Largest(terms):
                return self._words("controls.largest", terms=self._words.join(map(self.term, terms)))
            case Arithmetic(sign, left, right):
                return f"{self._inner(left, sign)}{_BETWEEN[sign]}{self._inner(right, sign)}"

    def _inner(self, term: Term, sign: str) -> str:
        shown = self.term(term)
        loose = isinstance(term, Arithmetic) and term.sign in "+-" and sign in "*/"
        return f"({shown})" if loose else shown

    def paragraphs(self, node: AnyOf) -> str:
        """The numbers of several provisions, the first few of many."""
        ids = [part.provision for part in node.parts if isinstance(part, Meets)]
        shown = [self._book.provisions[id_].number(self._lang) for id_ in ids[:MOST_PARAGRAPHS]]
        more = len(ids) - len(shown)
        return self._words.join(shown) + (self._words("controls.more_paragraphs", n=more) if more else "")

    def attribute(self, name: str) -> str:
        """The name of an attribute."""
        if name in self._book.attributes:
            return self._book.attributes[name].names[self._lang]
        return self._words(f"controls.{name}")

    def value(self, name: str, value: object) -> str:
        """A value of an attribute, as people write it."""
        if value is NOT_APPLICABLE or value == "":
            return self._words("controls.has_none")
        if isinstance(value, bool):
            return self._words("yes" if value else "no")
        if isinstance(value, frozenset):
            return self._words.join(self.value(name, each) for each in sorted(value)) or self._words("none")
        attribute = self._book.attributes.get(name)
        if isinstance(value, str):
            if attribute is None:
                return place_name(value, self._lang)
            return attribute.values[value][self._lang] if value in attribute.values else value
        unit = attribute.unit if attribute else "1"
        number = plain_number(value)  # type: ignore[arg-type]
        return number if unit == "1" else f"{number}{_space(unit)}{unit}"

    def labels(self) -> Labels:
        """How a result row calls provisions and attributes; the words of the answer stay those of the program."""
        return Labels(lambda provision: provision.number(self._lang), self.attribute)

    def set_name(self, set_id: str) -> str:
        """The name of a set of places."""
        found = self._book.sets.get(set_id)
        return found.names[self._lang] if found else set_id

    def _comparison(self, left: Term, operator: str, right: Term) -> str:
        left, operator, right = _subject_first(Compare(left, operator, right))  # type: ignore[arg-type]
        return self._words(f"controls.compare.{operator}", what=self.term(left), bound=self.term(right))

    def _values(self, node: Choice | Has, name: str, values: tuple[str, ...]) -> str:
        if name in self._book.attributes:
            known = self._book.attributes[name].values
            shown = [known[value][self._lang] for value in values]
        else:
            shown = [place_name(value, self._lang) for value in values]
        key = "is" if isinstance(node, Choice) else "has_all" if node.every and len(values) > 1 else "has"
        joined = (self._words("controls.and") if key == "has_all" else self._words("controls.or")).join(shown)
        return self._words(f"controls.{key}", what=self.attribute(name), values=joined)

    def _negated(self, part: Condition) -> str:
        if isinstance(part, Compare):
            return self._comparison(part.left, _OPPOSITE[part.operator], part.right)
        if isinstance(part, Meets):
            number = self._book.provisions[part.provision].number(self._lang)
            return self._words("controls.meets_not", paragraph=number)
        return self._words("controls.not", what=self.phrase(part))

    def _joined(self, node: All | AnyOf) -> str | None:
        """`more than 20 °C and less than 500 °C` for two bounds of one figure."""
        if not isinstance(node, All) or len(node.parts) != 2:
            return None
        pair = [part for part in node.parts if isinstance(part, Compare)]
        if len(pair) != 2 or {type(p.left) for p in pair} | {type(p.right) for p in pair} != {Constant, Figure}:
            return None
        (one, op_one, low), (other, op_other, high) = map(_subject_first, pair)
        if one != other:
            return None
        first = self._words(f"controls.bound.{op_one}", bound=self.term(low))
        second = self._words(f"controls.bound.{op_other}", bound=self.term(high))
        return self._words("controls.between", what=self.term(one), low=first, high=second)


def _subject_first(node: Compare) -> tuple[Term, str, Term]:
    if not list(figures(node.left)):
        return node.right, _MIRRORED[node.operator], node.left
    return node.left, node.operator, node.right


def _space(unit: str) -> str:
    return "" if unit in {"%", "°"} else " "
