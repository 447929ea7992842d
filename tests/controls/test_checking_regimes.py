"""What a regime says it covers is what its provisions cover."""

from __future__ import annotations

import pytest

from controls.rule_folder import RuleFolder, case, provision, text, version


def test_goods_without_a_provision_must_be_explained(rules: RuleFolder) -> None:
    rules.regime("us", ["scanner", "etcher"])
    assert rules.only().code == "goods-without-provision"
    rules.regime("us", ["scanner", "etcher"], note=text("the list names no etcher"))
    assert rules.faults() == []


def test_goods_of_a_provision_must_be_listed(rules: RuleFolder) -> None:
    rules.regime("us", [])
    assert rules.codes() == {"goods-not-listed"}


@pytest.mark.parametrize(
    ("left_out", "faulty"),
    [
        ("3B001.d.4", True),
        ("3B001", True),
        ("3A001, 3B001.d", True),
        ("3B000 to 3B003", True),
        ("3B001.d.40", False),
        ("3C000 to 3C003", False),
        ("3B001 other than d", False),
    ],
)
def test_a_paragraph_left_out_is_not_there(rules: RuleFolder, left_out: str, faulty: bool) -> None:
    rules.provision("us-3B001.d.4", provision(version("wavelength < 14 nm")))
    rules.cases("us-3B001.d.4", case("undecided", {"goods": "scanner"}))
    rules.regime("us", ["scanner"], left_out=[{"paragraph": left_out, "why": text("not encoded")}])
    assert rules.codes() == ({"left-out-held"} if faulty else set())


def test_a_regime_read_before_its_rules_begin_is_told(rules: RuleFolder) -> None:
    rules.regime("us", ["scanner"], verified="2022-12-31")
    assert rules.only().code == "impossible-date"
