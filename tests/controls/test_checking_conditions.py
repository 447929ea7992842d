"""A condition that can never hold, always holds or adds nothing is told."""

from __future__ import annotations

from typing import Any

import pytest

from controls.rule_folder import RuleFolder, case, provision, version


@pytest.mark.parametrize(
    ("when", "code", "words"),
    [
        (["overlay > 5 nm", "overlay < 5 nm"], "dead-condition", "can never hold"),
        (["overlay >= 5 nm", "overlay < 0.000005 mm"], "dead-condition", "can never hold"),
        (["overlay < 0 nm"], "dead-condition", "can never hold"),
        (["overlay <= 0 nm"], "dead-condition", "can never hold"),
        (["immersion", "not immersion"], "dead-condition", "can never hold"),
        (["0.25 * wavelength / overlay <= 1", "wavelength / overlay > 4"], "dead-condition", "can never hold"),
        (["2 * overlay > 8 nm", "overlay <= 4 nm"], "dead-condition", "can never hold"),
        ([{"none": ["overlay < 4 nm", "overlay >= 4 nm"]}, "overlay < 9 nm"], "dead-condition", "can never hold"),
        (["overlay < 4 nm", {"any": ["overlay > 5 nm", "immersion"]}], "dead-condition", "`overlay > 5 nm`"),
        (["overlay < 4 nm", {"none": ["overlay > 5 nm"]}], "dead-condition", "`overlay > 5 nm`"),
        (["overlay > 0 nm"], "always-holds", "`overlay > 0 nm`"),
        (["immersion", {"any": ["overlay < 5 nm", "overlay >= 5 nm"]}], "always-holds", "overlay >= 5 nm"),
        ([{"any": ["overlay < 5 nm", "overlay < 10 nm"]}], "shadowed-condition", "`overlay < 5 nm` adds nothing"),
        ([{"any": ["overlay <= 5 nm", {"all": ["overlay < 5 nm", "immersion"]}]}], "shadowed-condition", "immersion"),
        ([{"any": ["overlay < 5 nm", "5 nm > overlay"]}], "shadowed-condition", "`5 nm > overlay` adds nothing"),
        (["overlay < 5 nm", "overlay < 10 nm"], "shadowed-condition", "`overlay < 10 nm` adds nothing"),
    ],
)
def test_a_condition_that_means_nothing_is_told(rules: RuleFolder, when: list[Any], code: str, words: str) -> None:
    rules.provision("us-3", provision(version(*when)))
    found = [each for each in rules.faults() if each.code != "no-cases"]
    assert [(each.file.name, each.code) for each in found] == [("3.yaml", code)]
    assert words in found[0].message


@pytest.mark.parametrize(
    "when",
    [
        ["overlay >= 5 nm", "overlay <= 5 nm"],
        ["5 nm < overlay < 5.000001 nm"],
        [{"any": ["overlay < 5 nm", "overlay > 5 nm"]}],
        [{"any": [{"all": ["overlay < 5 nm", "immersion"]}, {"all": ["overlay < 10 nm", "wavelength < 9 nm"]}]}],
        ["0.25 * wavelength / overlay <= 1", "wavelength / overlay >= 4"],
        ["overlay + wavelength < 5 nm", "overlay + wavelength > 4 nm"],
        [{"none": ["overlay < 4 nm"]}],
        ["overlay < 4 nm", {"none": ["overlay < 3 nm"]}],
        ["overlay != 4 nm"],
    ],
)
def test_a_condition_that_means_something_is_left_alone(rules: RuleFolder, when: list[Any]) -> None:
    rules.provision("us-3", provision(version(*when)))
    assert rules.codes() <= {"no-cases"}


def test_a_condition_and_the_provision_it_leaves_out_may_rule_each_other_out(rules: RuleFolder) -> None:
    rules.provision("us-3", provision(version("overlay <= 4 nm", unless=["meets us-1"])))
    rules.cases("us-3", case("undecided", {"goods": "scanner"}))
    assert (rules.only().code, "can never hold" in rules.only().message) == ("dead-condition", True)


def test_what_an_earlier_version_left_out_does_not_make_a_later_one_dead(rules: RuleFolder) -> None:
    rules.scanner(version("overlay <= 5 nm"), version("overlay <= 3 nm", since="2025-01-01"))
    rules.cases("us-1", case("controlled", {"goods": "scanner", "overlay": "3 nm"}))
    rules.provision("us-3", provision(version("overlay <= 4 nm", unless=["meets us-1"])))
    rules.cases("us-3", case("controlled", {"goods": "scanner", "overlay": "3.5 nm"}))
    assert rules.faults() == []


def test_a_kind_for_which_a_condition_can_never_hold_is_told(rules: RuleFolder) -> None:
    rules.regime("us", ["scanner", "etcher"])
    rules.provision("us-3", provision(version("wavelength < 9 nm"), goods=["scanner", "etcher"]))
    rules.cases("us-3", case("not controlled", {"goods": "scanner", "wavelength": "9 nm"}))
    assert (rules.only().code, "for `etcher`" in rules.only().message) == ("dead-condition", True)


def test_values_of_a_set_do_not_rule_each_other_out(rules: RuleFolder) -> None:
    rules.provision("jp-1", provision(version("gases has chlorine", "gases has fluorine"), goods="etcher"))
    rules.cases("jp-1", case("not controlled", {"goods": "etcher", "gases": "chlorine"}))
    assert rules.faults() == []
