"""Two made-up regimes, `xx` and `yy`, over the words of `sample_rules`, and all items their bounds tell apart.

`two(left={...}, right={...})` makes them from conditions as they stand in a rule file; `compared(...)` compares them;
`items(...)` are the items, `controls(...)` says of one of them what a regime does, by judging its provisions one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from random import Random
from typing import Any

from controls import sample_rules
from controls.sample_rules import DAY, START, attribute, units
from renkei.controls.answering import answer
from renkei.controls.comparing.boxes import Box, Key, Space
from renkei.controls.comparing.plainly import Referred, Subject
from renkei.controls.comparing.relating import Comparison, Region, Relating
from renkei.controls.comparing.sides import Side, Which
from renkei.controls.conditions import (
    All,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Constant,
    Figure,
    Not,
    Term,
    atoms,
    both,
    figures,
)
from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.grammar import Grammar
from renkei.controls.in_force import InForce, in_force
from renkei.controls.judging import Judge
from renkei.controls.possible_values import Numbers, Words
from renkei.controls.rulebook import Attribute, Bounds, Provision, Requirement, Rulebook, Version

PRINTER = Subject("printer")


@dataclass(frozen=True)
class Rule:
    """A provision of one of the regimes.

    Attributes:
        when: a condition, or how it stands in a rule file.
        unless: what is left out, in the same way.
    """

    when: Any
    unless: Any = None
    goods: tuple[str, ...] = ("printer",)
    license: tuple[str, ...] = ()
    state: Any = "modelled"


@cache
def words() -> dict[str, Attribute]:
    """The words of `sample_rules`, a figure that counts things, and a feature that only software has."""
    own = [
        attribute("layers", "number", sample_rules.TOOLS, "層数", bounds=Bounds(Fraction(1), whole=True)),
        attribute("secret", "flag", frozenset({"software"}), "秘密"),
    ]
    return {**sample_rules.attributes(), **{each.name: each for each in own}}


def reads(names: Sequence[str] = ()) -> Grammar:
    return Grammar(words(), units(), tuple(names))


def condition(written: Any, names: Sequence[str] = ()) -> Condition:
    """A condition as it stands in a rule file; what is read already stays itself."""
    if isinstance(written, list):
        return All(tuple(condition(each, names) for each in written))
    return written if isinstance(written, Condition) else reads(names).read(written)  # type: ignore[arg-type]


def two(
    left: Mapping[str, Any], right: Mapping[str, Any], requirements: Sequence[Requirement] = (), **more: Any
) -> Rulebook:
    """A rulebook with two regimes; a provision is a `Rule`, or its condition if it is one on printers."""
    names = [f"{regime}-{each}" for regime, rules in (("xx", left), ("yy", right)) for each in rules]
    made = [
        _provision(regime, name, rule if isinstance(rule, Rule) else Rule(rule), names)
        for regime, rules in (("xx", left), ("yy", right))
        for name, rule in rules.items()
    ]
    book = sample_rules.book(made, requirements)
    regimes = {regime: replace(book.regimes["xx"], id=regime) for regime in ("xx", "yy")}
    return replace(book, regimes=regimes, attributes=words(), **more)


def _provision(regime: str, name: str, rule: Rule, names: Sequence[str]) -> Provision:
    when = condition(rule.when, names)
    if rule.unless is not None:
        when = both(when, Not(condition({"any": rule.unless}, names)))
    version = Version(
        since=START,
        until=None,
        public=None,
        instrument="Order",
        when=when,
        license=rule.license,
        how="official",
        state=rule.state,
        sources=(),
    )
    return replace(sample_rules.provision(f"{regime}-{name}", version, goods=rule.goods), regime=regime, paragraph=name)


def requirements() -> list[Requirement]:
    """For each regime: a license for far places, one for all places, and one that only a minor reason asks for."""
    found = []
    for regime in ("xx", "yy"):
        for name, when, reasons in (
            ("far", "destination in xx.far", ("NS",)),
            ("wide", None, ()),
            ("minor", None, ("AT",)),
        ):
            made = sample_rules.requirement(f"{regime}-{name}", when)
            found.append(replace(made, regime=regime, reasons=reasons))
    return found


def relating(book: Rulebook, places: Mapping[str, str] | None = None, **more: Any) -> Relating:
    """The two regimes, ready to be compared."""
    left, right = (Side(in_force(book, regime, DAY), places or {}) for regime in ("xx", "yy"))
    return Relating(book, left, right, **more)


def compared(
    left: Mapping[str, Any], right: Mapping[str, Any], subject: Subject = PRINTER, **more: Any
) -> Comparison | None:
    """Two regimes compared for one kind of goods."""
    return relating(two(left, right), **more).of(subject)


def regions(comparison: Comparison | None, by: Which) -> list[Region]:
    """What a side controls and the other leaves free."""
    found = comparison.relations if comparison is not None else ()
    return [region for each in found for region in each.regions if region.by == by]


def fact(book: Rulebook, subject: Subject, values: Mapping[str, Value]) -> Facts:
    return Facts(subject.kind, values, book.attributes, subject.of_goods, book.about)


def needs_license(asked: Relating, which: Which, facts: Facts) -> bool:
    """Whether a license is needed for an item that says everything, where it goes included."""
    found = answer(_side(asked, which).rules, facts, ways=False).license
    assert found != "undecided"
    return found == "required"


def controls(asked: Relating, which: Which, facts: Facts) -> bool:
    """Whether a side lists an item that says everything, for more than a minor reason."""
    side = _side(asked, which)
    judge = Judge(side.rules, facts)
    truths = [
        judge.provision(p.id).truth for p, version in side.rules.provisions(str(facts.kind)) if not side.minor(version)
    ]
    assert None not in truths, "an item must say everything"
    return any(truths)


def _side(asked: Relating, which: Which) -> Side:
    return asked.left if which == "left" else asked.right


def in_some(space: Space, found: Sequence[Region], facts: Facts) -> bool:
    """Whether an item lies in one of the regions, by what their values mean."""
    return any(lies(space, box, facts) for region in found for box in region.boxes)


def lies(space: Space, box: Box, facts: Facts) -> bool:
    """Whether an item lies in a box, by what its values mean."""
    return all(_has(space.atoms[key], key, values, facts) for key, values in box.items())


def _has(atom: Condition, key: Key, values: Numbers | Words, facts: Facts) -> bool:
    if isinstance(values, Numbers):
        assert isinstance(atom, Compare)
        number = facts.number(_term(key, atom))
        if number is NOT_APPLICABLE:
            return values.none
        assert isinstance(number, Fraction)
        return any(not _outside(number, each) for each in values.stretches)
    if isinstance(atom, Choice):
        chosen = facts.value(atom.name)
        return values.none if chosen is NOT_APPLICABLE else chosen in values.words
    if isinstance(atom, Referred):
        facts, atom = replace(facts, kind=facts.of_goods, of_goods=None), atom.meaning
    return ("yes" if Judge(_no_rules(), facts).condition(atom).truth else "no") in values.words


@cache
def _no_rules() -> InForce:
    return in_force(two({}, {}), "xx", DAY)


def _outside(number: Fraction, stretch: Any) -> bool:
    low, high = stretch.low, stretch.high
    under = low is not None and (number < low or (number == low and not stretch.low_included))
    over = high is not None and (number > high or (number == high and not stretch.high_included))
    return under or over


def _term(key: Key, atom: Compare) -> Term:
    """The quantity of which a box keeps the values."""
    if isinstance(key, frozenset):
        term: Term = Constant(Fraction(1), "1")
        for name, power in key:
            for _ in range(abs(power)):
                term = Arithmetic("*" if power > 0 else "/", term, Figure(name))
        return term
    if isinstance(key, tuple):
        return Arithmetic("-", atom.left, atom.right)
    return Figure(key) if isinstance(key, str) and key in words() else atom.left


def items(book: Rulebook, subject: Subject, most: int = 400, seed: int = 0) -> Iterator[Facts]:
    """Items on, between and beyond all bounds of the rules, with every feature and without; at most so many of them.

    What no rule reads, no item has. Where figures are multiplied or divided, some items lie just on the bound.
    """
    used = _used(book, subject)
    choices = {name: _choices(book, name) for name in used}
    size = 1
    for each in choices.values():
        size *= len(each)
    pick = Random(seed)  # noqa: S311  # the same seed must make the same items
    if size <= most:
        chosen = [dict(zip(choices, each, strict=True)) for each in product(*choices.values())]
    else:
        chosen = [{name: pick.choice(each) for name, each in choices.items()} for _ in range(most)]
        chosen += [moved for known in chosen[: most // 4] if (moved := _onto_a_bound(book, known, pick)) is not None]
    for known in chosen:
        rest = {name: nothing(book.attributes[name]) for name in book.attributes if name not in known}
        yield fact(book, subject, {**rest, **known})


def nothing(attribute_: Attribute) -> Value:
    """What an item has that has none of it."""
    if attribute_.type in {"flag", "judgement"}:
        return False
    return frozenset() if attribute_.type == "set" else NOT_APPLICABLE


def _used(book: Rulebook, subject: Subject) -> list[str]:
    found: dict[str, None] = {}
    for provision in book.provisions.values():
        for atom in atoms(provision.versions[0].when):
            names = (*figures(atom.left), *figures(atom.right)) if isinstance(atom, Compare) else ()
            found |= dict.fromkeys(names or ([atom.name] if hasattr(atom, "name") else []))
    return [name for name in found if any(kind in book.attributes[name].kinds for kind in subject.kinds)]


def _choices(book: Rulebook, name: str) -> list[Value]:
    known = book.attributes[name]
    match known.type:
        case "flag" | "judgement":
            return [True, False]
        case "choice":
            return [*known.values, NOT_APPLICABLE]
        case "set":
            held = list(known.values)
            return [frozenset(v for n, v in enumerate(held) if bits >> n & 1) for bits in range(1 << len(held))]
        case _:
            return [*(value for value in _numbers(book, name) if known.bounds.hold(value)), NOT_APPLICABLE]


def _numbers(book: Rulebook, name: str) -> list[Fraction]:
    """Every bound set for a figure, and a number under, between and over them."""
    bounds = sorted(
        {
            atom.right.value
            for provision in book.provisions.values()
            for atom in atoms(provision.versions[0].when)
            if isinstance(atom, Compare) and name in figures(atom.left) and isinstance(atom.right, Constant)
        }
    ) or [Fraction(1)]
    between = [(one + other) / 2 for one, other in pairwise(bounds)]
    return sorted({bounds[0] - 1, bounds[0] / 2, *bounds, *between, bounds[-1] + 1})


def _onto_a_bound(book: Rulebook, known: Mapping[str, Value], pick: Random) -> dict[str, Value] | None:
    """The item with one figure moved so that a product or quotient of two comes to lie on its bound."""
    found = [
        atom
        for provision in book.provisions.values()
        for atom in atoms(provision.versions[0].when)
        if isinstance(atom, Compare) and isinstance(atom.left, Arithmetic) and isinstance(atom.right, Constant)
        if all(isinstance(known.get(name), Fraction) for name in figures(atom.left))
    ]
    if not found:
        return None
    atom = pick.choice(found)
    assert isinstance(atom.left, Arithmetic)
    assert isinstance(atom.right, Constant)
    first, second = (name for name in figures(atom.left))
    other = known[second]
    assert isinstance(other, Fraction)
    on = {"*": lambda b: b / other if other else None, "/": lambda b: b * other, "+": lambda b: b - other}
    value = on.get(atom.left.sign, lambda b: b + other)(atom.right.value)
    return {**known, first: value} if value is not None and book.attributes[first].bounds.hold(value) else None
