"""A reference to other provisions leads somewhere and never in a circle."""

from __future__ import annotations

import pytest

from controls.rule_folder import RuleFolder, case, provision, text, version


def test_a_circle_of_references_is_told_once_and_nothing_in_it_is_judged(rules: RuleFolder) -> None:
    rules.scanner(version("overlay <= 5 nm", unless=["meets us-2"]))
    assert (rules.only().code, "us-1 → us-2 → us-1" in rules.only().message) == ("loop", True)


def test_two_provisions_may_refer_to_each_other_on_different_days(rules: RuleFolder) -> None:
    early = version("overlay <= 5 nm", until="2024-01-01", since="2023-01-01", unless=["meets us-2"])
    rules.scanner(early, version("overlay <= 5 nm"))
    assert rules.codes() == {"dead-reference"}  # `us-2` began only when that version ended


@pytest.mark.parametrize("word", ["jp-1", "us-9", "us-9.*"])
def test_a_reference_that_leads_nowhere_is_told_on_its_line(rules: RuleFolder, word: str) -> None:
    rules.regime("us", ["scanner", "etcher"])
    rules.provision("us-9", provision(version("gases has fluorine"), goods="etcher"))
    rules.cases("us-9", case("undecided", {"goods": "etcher"}))
    rules.scanner(version("overlay <= 5 nm", unless=["immersion", f"meets {word}"]))
    rules.cases("us-1", case("not controlled", {"goods": "scanner", "immersion": "yes"}))
    assert rules.told() == [("1.yaml", "dead-reference", f"meets {word}")]


def test_a_star_leads_somewhere_if_one_of_its_provisions_does(rules: RuleFolder) -> None:
    rules.regime("us", ["scanner", "etcher"])
    for id_, when, goods in (("us-9.a", "gases has fluorine", "etcher"), ("us-9.b", "wavelength < 14 nm", "scanner")):
        rules.provision(id_, provision(version(when), goods=goods))
        rules.cases(id_, case("undecided", {"goods": goods}))
    rules.scanner(version("overlay <= 5 nm", unless=["meets any us-9.*"]))
    rules.cases("us-1", case("not controlled", {"goods": "scanner", "wavelength": "13.5 nm"}))
    assert rules.faults() == []


def test_software_may_refer_to_any_goods(rules: RuleFolder) -> None:
    rules.goods["kinds"]["software"] = {"topic": "tools", "name": text("software"), "of_goods": "yes"}
    rules.regime("us", ["scanner", "software"])
    rules.provision("us-4", provision(version("meets any us-1, us-2"), goods="software"))
    rules.cases("us-4", case("controlled", {"goods": "software", "of_goods": "scanner", "overlay": "1 nm"}))
    assert rules.faults() == []
