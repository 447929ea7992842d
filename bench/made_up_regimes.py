"""Two made-up regimes of a size to choose, spread over kinds of goods and figures as real ones are.

A kind has five rules on average, as few as one and as many as fifteen, over eight figures and four features of its own.
Of the rules 70 % ask for two to four thresholds, 22 % for one threshold or a third of it together with another, 8 % for
a feature and a threshold. The right regime is the left one with some thresholds of 60 % of the rules moved by -20 to
+25 %, 10 % of the rules left out and as many new ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from renkei.controls.conditions import All, AnyOf, Compare, Condition, Constant, Figure, Flag
from renkei.controls.in_force import InForce, in_force
from renkei.controls.quantities import Units
from renkei.controls.rulebook import Attribute, Bounds, Kind, Provision, Regime, Rulebook, Version

SINCE, DAY = date(2024, 1, 1), date(2024, 6, 1)
FIGURES, FEATURES = 8, 4
PER_KIND = 5

Rule = tuple[str, Condition]
"""A kind of goods, and what is asked of it."""


def regimes(rules: int, seed: int = 7) -> tuple[Rulebook, InForce, InForce]:
    """A rulebook of two regimes with about so many rules each, and both in force."""
    pick = random.Random(seed)
    kinds = [f"kind{place}" for place in range(max(1, rules // PER_KIND))]
    left = [_rule(kind, pick) for kind in _spread(kinds, rules, pick)]
    kept = [_moved(rule, pick) if pick.random() < 0.6 else rule for rule in left if pick.random() >= 0.1]
    right = kept + [_rule(pick.choice(kinds), pick) for _ in range(rules // 10)]
    book = _book(kinds, {"left": left, "right": right})
    return book, in_force(book, "left", DAY), in_force(book, "right", DAY)


def _spread(kinds: list[str], rules: int, pick: random.Random) -> list[str]:
    """A kind for every rule: each has one at least, some have many."""
    weights = [pick.paretovariate(2) for _ in kinds]
    drawn: list[str] = []
    while len(drawn) < rules - len(kinds):
        kind = pick.choices(kinds, weights)[0]
        if drawn.count(kind) < 3 * PER_KIND - 1:
            drawn.append(kind)
    return sorted(kinds + drawn)


def _rule(kind: str, pick: random.Random) -> Rule:
    share = pick.random()
    if share < 0.70:
        chosen = pick.sample(range(FIGURES), pick.randint(2, 4))
        return kind, All(tuple(_threshold(f"{kind}_f{place}", pick) for place in chosen))
    if share < 0.92:
        first, second = (f"{kind}_f{place}" for place in pick.sample(range(FIGURES), 2))
        high = pick.randint(60, 95)
        both = All((_compared(first, ">=", Fraction(high, 3).limit_denominator(100)), _threshold(second, pick)))
        return kind, AnyOf((_compared(first, ">=", Fraction(high)), both))
    feature = Flag(f"{kind}_is{pick.randrange(FEATURES)}")
    return kind, All((feature, _threshold(f"{kind}_f{pick.randrange(FIGURES)}", pick)))


def _threshold(name: str, pick: random.Random) -> Compare:
    return _compared(name, pick.choice((">=", "<=", ">", "<")), Fraction(pick.randint(10, 90)))


def _compared(name: str, operator: str, bound: Fraction) -> Compare:
    return Compare(Figure(name), operator, Constant(bound, str(bound)))  # type: ignore[arg-type]


def _moved(rule: Rule, pick: random.Random) -> Rule:
    """The rule with about half of its thresholds moved."""
    return rule[0], _with_moved(rule[1], pick)


def _with_moved(node: Condition, pick: random.Random) -> Condition:
    match node:
        case All(parts):
            return All(tuple(_with_moved(part, pick) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_with_moved(part, pick) for part in parts))
        case Compare(Figure(name), operator, Constant(bound)) if pick.random() < 0.5:
            return _compared(name, operator, bound * Fraction(pick.randint(80, 125), 100))
        case _:
            return node


def _book(kinds: list[str], rules: dict[str, list[Rule]]) -> Rulebook:
    made = {each.id: each for regime, some in rules.items() for each in _provisions(regime, some)}
    names = {"en": "made up", "ja": "作例"}
    regimes_ = {name: Regime(name, names, names, names, frozenset(kinds), SINCE, DAY) for name in rules}
    attributes = {each.name: each for kind in kinds for each in _attributes(kind)}
    return Rulebook(
        units=Units({}, {}),
        topics={"goods": names},
        kinds={kind: Kind(kind, "goods", names) for kind in kinds},
        attributes=attributes,
        regimes=regimes_,
        provisions=made,
        requirements={},
        sets={},
        hash="",
    )


def _attributes(kind: str) -> Iterator[Attribute]:
    own, names = frozenset({kind}), {"en": "made up", "ja": "作例"}
    for place in range(FIGURES):
        yield Attribute(f"{kind}_f{place}", own, "number", names, "goods", bounds=Bounds(Fraction(0)))
    for place in range(FEATURES):
        yield Attribute(f"{kind}_is{place}", own, "flag", names, "goods")


def _provisions(regime: str, rules: list[Rule]) -> Iterator[Provision]:
    names = {"en": "made up", "ja": "作例"}
    for place, (kind, when) in enumerate(rules):
        version = Version(
            since=SINCE,
            until=None,
            public=None,
            instrument="made up",
            when=when,
            license=(),
            how="official",
            state="modelled",
            sources=(),
        )
        yield Provision(f"{regime}-{place}", regime, str(place), {}, "goods", names, (kind,), (version,))
