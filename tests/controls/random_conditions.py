"""Random conditions over the words of `sample_rules`, for properties."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

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
    Within,
)
from renkei.controls.facts import NOT_APPLICABLE

NUMBERS = ["width", "height", "bits", "ops"]

small = st.integers(-3, 6).map(Fraction)
constants = small.map(lambda v: Constant(v, str(v)))
terms: SearchStrategy[Any] = st.recursive(
    constants | st.sampled_from(NUMBERS).map(Figure),
    lambda inner: (
        st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner)
        | st.lists(inner, min_size=1, max_size=3).map(lambda each: Largest(tuple(each)))
    ),
    max_leaves=4,
)
steady_terms: SearchStrategy[Any] = st.recursive(
    constants | st.sampled_from(NUMBERS).map(Figure),
    lambda inner: st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
    max_leaves=4,
)
"""Terms without `largest`, which is taken of what is given and so may grow when more is."""


def compared(with_: SearchStrategy[Any]) -> SearchStrategy[Condition]:
    signs = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
    return st.builds(Compare, st.sampled_from(NUMBERS).map(Figure), signs, with_)


comparisons = compared(terms)
features: SearchStrategy[Condition] = st.sampled_from(
    [
        Flag("fast"),
        Flag("meant_for_war"),
        Choice("chemistry", ("wet",)),
        Choice("chemistry", ("wet", "dry")),
        Has("films", ("cobalt",)),
        Has("films", ("cobalt", "tin"), every=True),
        Has("films", ("tin", "zinc")),
    ]
)
elsewhere: SearchStrategy[Condition] = st.sampled_from([Within("destination", "xx.far"), Meets("xx-a"), NotAtHand()])


def combined(leaves: SearchStrategy[Condition], *, negated: bool = True) -> SearchStrategy[Condition]:
    """Conditions over these, with `all`, `any` and, unless left out, `not`."""

    def deeper(inner: SearchStrategy[Condition]) -> SearchStrategy[Condition]:
        several = st.lists(inner, max_size=3).map(tuple)
        joined = several.map(All) | several.map(AnyOf)
        return joined | inner.map(Not) if negated else joined

    return st.recursive(leaves, deeper, max_leaves=6)


conditions = combined(comparisons | features | elsewhere)
judged_conditions = combined(comparisons | features)
steady_conditions = combined(compared(steady_terms) | features)

values: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        **{name: small | st.just(NOT_APPLICABLE) for name in NUMBERS},
        "fast": st.booleans(),
        "meant_for_war": st.booleans(),
        "chemistry": st.sampled_from(["wet", "dry"]),
        "films": st.frozensets(st.sampled_from(["cobalt", "tin", "zinc"])),
    },
)
