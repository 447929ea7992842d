"""Trying out missing facts: can a set of them really settle an answer, or only on paper?

`deciding` looks at each comparison by itself. Two paragraphs that share a figure may leave it no value that takes an
item out of both: an overlay above one limit falls under the next. Here values from every cell between the bounds are
tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product

from renkei.controls.conditions import Compare, Constant, Figure, Has, figures
from renkei.controls.deciding import Sets, smallest
from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.in_force import InForce
from renkei.controls.judging import Judge
from renkei.controls.rulebook import Attribute

TRIES = 400
"""So many combinations of values are tried for one item; sets that would need more are kept as they are."""

MOST = 5
"""So many of the smallest sets are named."""

WIDEST = 3
"""Sets of more facts than this are not made wider when they fail."""


class Trial:
    """Tries values for the missing facts of one item.

    Args:
        rules: the regime on its day.
        facts: what is known of the item.
        open_: ids of the provisions that are still open for it.
    """

    def __init__(self, rules: InForce, facts: Facts, open_: Sequence[str]) -> None:
        self._rules = rules
        self._facts = facts
        self._open = open_
        self._bounds, self._members, self._mixed = _named(rules, open_)
        self._left = 0

    def real(self, sets: Sets, *, under: bool) -> Sets:
        """Of the sets that might bring the item under a rule (or out of all), those that can; one that fails, wider."""
        self._left = TRIES
        waiting = sorted(sets, key=lambda each: (len(each), sorted(each)))
        missing = sorted({name for each in sets for name in each})
        kept: list[frozenset[str]] = []
        seen = set(waiting)
        while waiting and len(kept) < MOST:
            each = waiting.pop(0)
            if any(other <= each for other in kept):
                continue
            if self._settles(each, under=under):
                kept.append(each)
            elif len(each) < WIDEST and self._left:
                wider = [w for name in missing if name not in each and (w := each | {name}) not in seen]
                seen.update(wider)
                waiting = sorted([*waiting, *wider], key=lambda s: (len(s), sorted(s)))
        return smallest(kept)

    def _settles(self, names: frozenset[str], *, under: bool) -> bool:
        """Whether some values of these facts settle the answer so; true as well where they cannot all be tried."""
        ordered = sorted(names)
        choices = [self._values(name) for name in ordered]
        if self._mixed & names or not all(choices):
            return True  # no list of values stands for all there are
        for values in product(*choices):
            if not self._left or self._ends(dict(zip(ordered, values, strict=True)), under=under):
                return True
            self._left -= 1
        return False

    def _ends(self, added: Mapping[str, Value], *, under: bool) -> bool:
        facts = self._facts
        of_goods = added.get("of_goods", facts.of_goods)
        known = {**facts.values, **{name: value for name, value in added.items() if name != "of_goods"}}
        judge = Judge(self._rules, replace(facts, values=known, of_goods=None if of_goods is None else str(of_goods)))
        truths = (judge.holds(id_) for id_ in self._open)
        return any(truth is True for truth in truths) if under else all(truth is False for truth in truths)

    def _values(self, name: str) -> list[Value]:
        """One value out of every cell that the rules tell apart."""
        if name == "of_goods":
            return [kind for kind, each in self._rules.rulebook.kinds.items() if not each.of_goods]
        attribute = self._rules.rulebook.attributes.get(name)
        if attribute is None:
            return []
        match attribute.type:
            case "flag" | "judgement":
                return [True, False]
            case "choice":
                return [*attribute.values, NOT_APPLICABLE]
            case "set":
                return list(_subsets(attribute, self._members.get(name, ())))
            case "number":
                return [*_cells(attribute, sorted(self._bounds.get(name, ()))), NOT_APPLICABLE]
            case _:
                return []


def _cells(attribute: Attribute, bounds: Sequence[Fraction]) -> Iterator[Value]:
    """Every bound, a value between each two, and one beyond either end."""
    if not bounds:
        bounds = [Fraction(1)]
    span = bounds[-1] - bounds[0] or abs(bounds[0]) or Fraction(1)
    low = [bounds[0] - span, bounds[0] / 2, bounds[0] - Fraction(1, 1000)]
    middle = [value for one, other in pairwise(bounds) for value in (one, (one + other) / 2)]
    for value in dict.fromkeys([*low, *middle, bounds[-1], bounds[-1] + span]):
        if attribute.bounds.hold(value):
            yield value


def _subsets(attribute: Attribute, members: Sequence[str]) -> Iterator[Value]:
    """No value, each one that a rule names, and all of them."""
    yield frozenset()
    for each in dict.fromkeys(members):
        yield frozenset({each})
    yield frozenset(attribute.values)


def _named(rules: InForce, ids: Sequence[str]) -> tuple[dict[str, set[Fraction]], dict[str, list[str]], frozenset[str]]:
    """What the provisions compare figures with, which values of sets they name, and which figures they compute with."""
    mixed: set[str] = set()
    bounds: dict[str, set[Fraction]] = {}
    members: dict[str, list[str]] = {}
    for atom in rules.atoms(ids):
        match atom:
            case Has(name, values, _):
                members.setdefault(name, []).extend(values)
            case Compare(left, _, right):
                for one, bound in ((left, right), (right, left)):
                    if isinstance(bound, Constant) and isinstance(one, Figure):
                        bounds.setdefault(one.name, set()).add(bound.value)
                    elif not isinstance(one, Constant):
                        mixed.update(figures(one))
            case _:
                pass
    return bounds, members, frozenset(mixed)
