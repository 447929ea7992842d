"""Random pairs of small regimes: shared figures, features, exclusions that hang on each other, goods about goods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from controls.two_regimes import Rule, requirements, two
from renkei.controls.comparing.plainly import Subject
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
    Meets,
    Not,
)
from renkei.controls.rulebook import Rulebook

SUBJECTS = [
    Subject("printer"),
    Subject("kit"),
    Subject("software", "printer"),
    Subject("software", "kit"),
    Subject("software", "oven"),
]

bounds = st.sampled_from([1, 2, 2, 3]).map(Fraction)
signs = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
figures: SearchStrategy[Any] = st.sampled_from(["width", "width", "height", "layers"]).map(Figure)
combined_figures: SearchStrategy[Any] = st.sampled_from(
    [
        Arithmetic("/", Figure("wavelength"), Figure("aperture")),
        Arithmetic("*", Figure("width"), Figure("height")),
        Arithmetic("*", Constant(Fraction(1, 2), "0.5"), Arithmetic("/", Figure("wavelength"), Figure("aperture"))),
        Arithmetic("+", Figure("width"), Figure("height")),
    ]
)
constants = bounds.map(lambda bound: Constant(bound, str(bound)))
comparisons: SearchStrategy[Condition] = st.builds(Compare, figures, signs, constants)
features: SearchStrategy[Condition] = st.sampled_from(
    [
        Flag("fast"),
        Flag("meant_for_war"),
        Choice("chemistry", ("wet",)),
        Has("films", ("cobalt",)),
        Has("films", ("cobalt", "tin"), every=True),
        Has("films", ("tin", "zinc")),
    ]
)
tangled: SearchStrategy[Condition] = st.builds(Compare, combined_figures, signs, constants)


@st.composite
def conditions(draw: DrawFn, names: Sequence[str] = (), *, of_software: bool = False) -> Condition:
    """A condition of a few parts, some negated, which may refer to the named provisions."""
    atoms = st.one_of(comparisons, comparisons, features, tangled)
    if of_software:
        atoms = st.one_of(atoms, st.just(Flag("secret")))
    simple = atoms | atoms.map(Not)
    parts = draw(st.lists(simple | st.lists(simple, min_size=2, max_size=2).map(lambda p: AnyOf(tuple(p))), max_size=3))
    if names:
        several = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
        met: Condition = Meets(several[0]) if len(several) == 1 else AnyOf(tuple(map(Meets, several)))
        how = draw(st.sampled_from(["unless", "unless", "within", "or", "none"]))
        if how == "or":
            return AnyOf((met, All(tuple(parts))))
        parts += {"unless": [Not(met)], "within": [met], "none": []}[how]
    return All(tuple(parts))


@st.composite
def rules(draw: DrawFn, regime: str) -> dict[str, Rule]:
    """One to four provisions; each may refer to those before it."""
    found: dict[str, Rule] = {}
    for name in "abcd"[: draw(st.integers(1, 4))]:
        before = [f"{regime}-{each}" for each in found]
        goods = draw(st.sampled_from([("printer",), ("printer",), ("printer", "kit"), ("kit",), ("software",)]))
        when = draw(conditions(before, of_software="software" in goods))
        needed = draw(st.sampled_from(["far", "far", "wide", "minor"]))
        found[name] = Rule(when, goods=goods, license=(f"{regime}-{needed}",))
    return found


@st.composite
def echoed(draw: DrawFn, left: Mapping[str, Rule]) -> dict[str, Rule]:
    """The provisions of another regime after their example: bounds moved, parts let go, some dropped."""
    found: dict[str, Rule] = {}
    for name, rule in left.items():
        if draw(st.sampled_from(["keep", "keep", "keep", "drop"])) == "keep":
            needed = tuple(each.replace("xx-", "yy-") for each in rule.license)
            found[name] = Rule(_altered(draw, rule.when), goods=rule.goods, license=needed)
    return found


def _altered(draw: DrawFn, node: Condition) -> Condition:
    match node:
        case All(parts):
            kept = [part for part in parts if draw(st.integers(0, 6))]
            return All(tuple(_altered(draw, part) for part in kept))
        case AnyOf(parts):
            return AnyOf(tuple(_altered(draw, part) for part in parts))
        case Not(part):
            return Not(_altered(draw, part))
        case Meets(id_):
            return Meets(id_.replace("xx-", "yy-"))
        case Compare(term, sign, _) if not draw(st.integers(0, 2)):
            return Compare(
                term, draw(st.sampled_from([sign, *{"<": ["<="], ">": [">="]}.get(sign, [])])), draw(constants)
            )
        case _:
            return node


@st.composite
def rivals(draw: DrawFn) -> tuple[Rulebook, Subject]:
    """Two regimes, and goods of which one of them speaks."""
    left = draw(rules("xx"))
    made = two(left, draw(rules("yy") | echoed(left)), requirements())
    spoken = {kind for each in made.provisions.values() for kind in each.goods}
    return made, draw(st.sampled_from([each for each in SUBJECTS if each.kind in spoken]))
