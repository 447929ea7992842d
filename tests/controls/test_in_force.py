"""Which version of a rule holds on a day, and which was known."""

from __future__ import annotations

from datetime import date

import pytest

from controls.sample_rules import book, provision, rules_of, version

FIRST, NEXT, LAST = date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1)
PUBLIC, REFORM = date(2023, 11, 15), date(2024, 5, 20)


def versions():
    old = version("overlay <= 2.4 nm", since=FIRST, until=NEXT, public=PUBLIC)
    new = version("overlay <= 1.5 nm", since=NEXT, until=LAST, public=REFORM)
    return old, new, book([provision("xx-a", old, new)])


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2023, 12, 31), None),
        (FIRST, 0),
        (date(2024, 6, 30), 0),
        (NEXT, 1),
        (date(2024, 12, 31), 1),
        (LAST, None),
    ],
)
def test_a_version_holds_from_its_first_day_until_the_day_before_its_end(day: date, place: int | None) -> None:
    old, new, rules = versions()
    assert rules_of(rules, day).versions.get("xx-a") == (None if place is None else (old, new)[place])


@pytest.mark.parametrize(
    ("known", "held"), [(date(2023, 11, 14), False), (PUBLIC, True), (date(2024, 5, 19), True), (REFORM, True)]
)
def test_a_rule_is_known_from_the_day_it_was_published(known: date, held: bool) -> None:
    _, _, rules = versions()
    assert ("xx-a" in rules_of(rules, FIRST, known).versions) is held


def test_a_rule_in_force_without_being_public_is_known_from_its_first_day() -> None:
    rules = book([provision("xx-a", version("fast", since=FIRST))])
    assert "xx-a" in rules_of(rules, FIRST, FIRST).versions
    assert "xx-a" not in rules_of(rules, FIRST, date(2023, 12, 31)).versions


def test_only_provisions_for_the_kind_of_goods_are_asked() -> None:
    rules = book([provision("xx-a", version("fast")), provision("xx-b", version("fast"), goods=("oven", "kit"))])
    assert [each.id for each, _ in rules_of(rules).provisions("printer")] == ["xx-a"]
    assert [each.id for each, _ in rules_of(rules).provisions("kit")] == ["xx-b"]
    assert rules_of(rules).provisions("spoon") == []


def test_the_figures_a_kind_is_asked_for_include_those_of_rules_referred_to() -> None:
    names = ["xx-a", "xx-b"]
    rules = book(
        [
            provision("xx-a", version("overlay <= 2.4 nm")),
            provision("xx-b", version(["fast", "not meets xx-a"], names=names), goods=("kit",)),
        ]
    )
    assert set(rules_of(rules).attributes("kit")) == {"fast", "overlay"}
