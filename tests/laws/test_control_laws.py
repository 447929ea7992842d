"""Laws of the controls that hold for any rule and any item: what more knowledge, other units or another order may change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controls.random_conditions import judged_conditions, steady_conditions, values
from controls.sample_rules import book, item, provision, requirement, rules_of, version
from controls.sheets_to_read import csv_file, read
from renkei.controls.answering import OfRegime, answer
from renkei.controls.conditions import Arithmetic, Condition, Largest, Term, figures
from renkei.controls.in_force import in_force
from renkei.controls.judging import Judge
from renkei.controls.loading import built_in
from renkei.controls.rulebook import Rulebook, Version
from renkei.desk.license import facts


def worlds(conditions: list[Condition]) -> Rulebook:
    made = [
        Version(
            since=date(2024, 1, 1),
            until=None,
            public=None,
            instrument="Order",
            when=each,
            license=("xx-need",),
            how="official",
            state="modelled",
            sources=(),
        )
        for each in conditions
    ]
    rows = [provision(f"xx-{place}", each) for place, each in enumerate(made)]
    return book(rows, [requirement("xx-need", "destination in xx.far")])


@given(st.lists(steady_conditions, min_size=1, max_size=3), values, values)
def test_knowing_more_never_turns_a_decided_answer_around(
    conditions: list[Condition], known: dict[str, Any], more: dict[str, Any]
) -> None:
    rules = worlds(conditions)
    before = answer(rules_of(rules), item(rules, **known), ways=False)
    after = answer(rules_of(rules), item(rules, **{**more, **known}), ways=False)
    if before.status in {"controlled", "not controlled"}:
        assert after.status == before.status
    if before.license != "undecided":
        assert after.license == before.license
    assert {each.provision.id for each in after.provisions} <= {each.provision.id for each in before.provisions}


@given(judged_conditions, values)
def test_an_open_condition_wants_something_that_is_missing(condition: Condition, known: dict[str, Any]) -> None:
    rules = worlds([condition])
    found = Judge(rules_of(rules), item(rules, **known)).condition(condition)
    if found.truth is None:
        assert list(found.open())
        assert all(name not in known or atom.wants for atom in found.open() for name in atom.wants)


UNITS = {"overlay": ["nm", "µm", "Å"], "wavelength": ["nm", "µm", "Å"], "heat": ["°C", "K", "°F"]}


@given(
    name=st.sampled_from(sorted(UNITS)),
    number=st.integers(1, 5000).map(lambda n: Fraction(n, 10)),
    bound=st.integers(1, 5000).map(lambda n: Fraction(n, 10)),
    sign=st.sampled_from(["<", "<=", ">", ">=", "=", "!="]),
    place=st.integers(0, 2),
)
def test_the_unit_a_figure_is_given_in_changes_no_answer(
    name: str, number: Fraction, bound: Fraction, sign: str, place: int
) -> None:
    from controls.sample_rules import grammar

    rules = book()
    own = rules.attributes[name].unit
    condition = grammar().read(f"{name} {sign} {float(bound)} {own}")
    kind = "oven" if name == "heat" else "printer"
    other = UNITS[name][place]
    there = rules.units.convert(rules.units.convert(number, own, other), other, own)
    one, again = (
        Judge(rules_of(rules), item(rules, kind, **{name: each})).condition(condition) for each in (number, there)
    )
    assert one.truth is again.truth


@given(st.integers(0, 10_000))
def test_the_order_of_rows_and_columns_changes_no_answer(seed: int) -> None:
    rows = [
        "A,printer,193,1.35,2.4",
        "B,printer,0.193 µm,,2.4 nm",
        "C,oven,,,",
        "D,kit,1930 Å,1.35,unknown",
        "E,,193,1.2,2",
        "F,printer,none,1.35,2.4",
    ]
    head = ["item", "goods", "wavelength", "aperture", "overlay"]
    cells = [head, *[row.split(",") for row in rows]]
    shuffled = Random(seed)  # noqa: S311
    columns = shuffled.sample(range(len(head)), len(head))
    below = shuffled.sample(cells[1:], len(rows))
    text = "\n".join(",".join(row[column] for column in columns) for row in [head, *below])
    with TemporaryDirectory() as folder:
        there = {name: given_ for _, name, given_ in read(csv_file(Path(folder), text + "\n"))}
        here = {
            name: given_ for _, name, given_ in read(csv_file(Path(folder), "\n".join(map(",".join, cells)) + "\n"))
        }
    assert there == here


@given(
    starts=st.lists(st.integers(0, 1000), min_size=1, max_size=4),
    lags=st.lists(st.integers(-200, 200), min_size=4, max_size=4),
    day=st.integers(0, 1200),
    known=st.tuples(st.integers(0, 1200), st.integers(0, 1200)).map(sorted),
)
def test_what_becomes_public_later_only_adds(starts: list[int], lags: list[int], day: int, known: list[int]) -> None:
    first = date(2023, 1, 1)
    rules = book(
        [
            provision(
                f"xx-{place}",
                version("fast", since=first + timedelta(start), public=first + timedelta(start + lags[place])),
            )
            for place, start in enumerate(starts)
        ]
    )
    early, late = (set(rules_of(rules, first + timedelta(day), first + timedelta(each)).versions) for each in known)
    assert early <= late <= set(rules_of(rules, first + timedelta(day)).versions)


def test_the_largest_of_what_is_given_is_the_one_exception() -> None:
    """`largest` is taken of the figures given (README of the data): one more figure may turn the answer around."""
    rules = book([provision("xx-a", version("largest(width, height) >= 5"))])
    known: list[dict[str, Any]] = [{"width": 4}, {"width": 4, "height": 6}]
    assert [answer(rules_of(rules), item(rules, **each)).status for each in known] == ["not controlled", "controlled"]


def under_largest(rules: Rulebook) -> set[str]:
    """Figures of which a computed one takes the largest."""

    def walk(term: Term) -> Iterator[str]:
        match term:
            case Largest():
                yield from figures(term)
            case Arithmetic(_, left, right):
                yield from walk(left)
                yield from walk(right)

    return {name for each in rules.attributes.values() if each.formula is not None for name in walk(each.formula)}


def found_for(rules: Rulebook, regime: str, day: date, kind: str, known: dict[str, Any]) -> OfRegime:
    return answer(in_force(rules, regime, day), facts(rules, kind, known), ways=False)


@pytest.mark.parametrize("regime", ["us", "jp", "nl", "eu"])
def test_under_the_real_rules_knowing_more_never_turns_a_decided_answer_around(regime: str) -> None:
    """Figures of which the largest is taken stay as they were (see above), and so do those that can be computed: a
    random one contradicts what it would be computed from, and a contradiction is not more knowledge."""
    from controls.random_items import RandomItems

    rules, day, pick = built_in(), date(2026, 7, 1), Random(7)  # noqa: S311
    makes = RandomItems(rules, seed=11)
    kinds = [kind for kind, each in rules.kinds.items() if not each.of_goods]
    steady = under_largest(rules)
    steady |= {each.name for each in rules.attributes.values() if each.formula is not None}
    turned = []
    for kind in kinds:
        for known in makes.items(kind, 25):
            fewer = {name: value for name, value in known.items() if name in steady or pick.random() < 0.7}
            before, after = (found_for(rules, regime, day, kind, each) for each in (fewer, known))
            if before.status in {"controlled", "not controlled"} and after.status != before.status:
                turned.append((kind, fewer, known, before.status, after.status))
    assert turned == []
