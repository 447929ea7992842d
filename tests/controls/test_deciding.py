"""Which missing figures would decide: the smallest sets, worked out by hand and against trying everything."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controls.random_conditions import combined
from controls.sample_rules import book, item, judged, rules_of
from renkei.controls.conditions import Condition, Flag
from renkei.controls.deciding import NEVER, NOTHING, deciding, smallest
from renkei.controls.judging import Judge


def sets(*written: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(each.split()) for each in written)


@pytest.mark.parametrize(
    ("when", "known", "holds", "fails"),
    [
        ("fast", {}, sets("fast"), sets("fast")),
        ("fast", {"fast": True}, NOTHING, NEVER),
        (["fast", "width > 1"], {}, sets("fast width"), sets("fast", "width")),
        ({"any": ["fast", "width > 1"]}, {}, sets("fast", "width"), sets("fast width")),
        ({"none": ["fast", "width > 1"]}, {}, sets("fast width"), sets("fast", "width")),
        (["fast", "width > 1"], {"fast": True}, sets("width"), sets("width")),
        (["width / height > 1"], {}, sets("width height"), sets("width height")),
        (
            {"any": [["fast", "width > 1"], ["width > 5", "chemistry is wet"]]},
            {},
            sets("fast width", "width chemistry"),
            sets("width", "fast chemistry"),
        ),
        ({"any": ["fast", ["fast", "width > 1"]]}, {}, sets("fast"), sets("fast")),
        ("not at hand", {}, NEVER, NEVER),
        ({"any": ["not at hand", "fast"]}, {}, sets("fast"), NEVER),
        (["not at hand", "fast"], {}, NEVER, sets("fast")),
        (["meant_for_war", "fast"], {"fast": True}, sets("meant_for_war"), sets("meant_for_war")),
        ("power >= 4800", {"bits": 8}, sets("power"), sets("power")),
    ],
    ids=lambda value: value if isinstance(value, str) else "with",
)
def test_the_smallest_sets_are_named(when: Any, known: dict[str, Any], holds: Any, fails: Any) -> None:
    found = judged(when, **known)
    assert deciding(found, holds=True) == holds
    assert deciding(found, holds=False) == fails


def test_of_sets_within_each_other_the_smallest_stay() -> None:
    assert smallest([frozenset("ab"), frozenset("a"), frozenset("bc"), frozenset("abc")]) == {
        frozenset("a"),
        frozenset("bc"),
    }


FLAGS = ["fast", "meant_for_war", "dark", "big"]
monotone = combined(st.sampled_from(FLAGS).map(Flag), negated=False)


def every_part(names: frozenset[str]) -> list[frozenset[str]]:
    return [frozenset(each) for each in chain.from_iterable(combinations(sorted(names), n) for n in range(len(names)))]


@given(
    condition=monotone, known=st.dictionaries(st.sampled_from(FLAGS), st.booleans(), max_size=3), holds=st.booleans()
)
def test_every_set_decides_for_some_values_and_no_part_of_it_does(
    condition: Condition, known: dict[str, bool], holds: bool
) -> None:
    rules = book()
    flags = dict.fromkeys(FLAGS, rules.attributes["fast"])
    object.__setattr__(rules, "attributes", {**rules.attributes, **flags})

    def truth(added: dict[str, bool]) -> bool | None:
        return Judge(rules_of(rules), item(rules, **known, **added)).condition(condition).truth

    def decides(names: frozenset[str]) -> bool:
        tried = (dict(zip(sorted(names), each, strict=True)) for each in product([True, False], repeat=len(names)))
        return any(truth(added) is holds for added in tried)

    missing = frozenset(FLAGS) - set(known)
    able = [each for each in [*every_part(missing), missing] if decides(each)]
    wanted = {each for each in able if not any(other < each for other in able)}
    found = deciding(Judge(rules_of(rules), item(rules, **known)).condition(condition), holds=holds)
    assert found == wanted
