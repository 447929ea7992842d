"""The same provision twice is told."""

from __future__ import annotations

from controls.rule_folder import RuleFolder, case, provision, version


def test_the_same_provision_twice_is_told_at_the_second_however_it_is_written(rules: RuleFolder) -> None:
    rules.provision("us-3", provision(version("immersion", "200 nm > wavelength", unless=["meets us-1"])))
    rules.cases("us-3", case("undecided", {"goods": "scanner"}))
    assert (rules.only().code, rules.only().file.name) == ("duplicate-provision", "3.yaml")


def test_the_same_condition_on_different_days_is_no_duplicate(rules: RuleFolder) -> None:
    rules.provision("us-3", provision(version("overlay <= 5 nm", since="2023-01-01", until="2024-01-01")))
    rules.cases("us-3", case("not controlled", {"goods": "scanner"}))
    assert rules.faults() == []
