"""An attribute is read by a rule, worded in both languages and found under one heading."""

from __future__ import annotations

from typing import Any

import pytest

from controls.rule_folder import RuleFolder, text


def test_an_attribute_no_rule_reads_is_told(rules: RuleFolder) -> None:
    rules.attributes["doses"] = {"kinds": ["scanner"], "type": "number", "unit": "1", "name": text("doses")}
    assert (rules.only().code, rules.only().file.name) == ("unused-attribute", "tools.yaml")


def test_an_attribute_that_another_is_computed_from_is_read(rules: RuleFolder) -> None:
    rules.attributes["half"] = {"kinds": ["scanner"], "type": "number", "unit": "nm", "name": text("half")}
    rules.attributes["overlay"]["from"] = "2 * half"
    assert rules.faults() == []


def test_an_attribute_computed_from_itself_is_told(rules: RuleFolder) -> None:
    rules.attributes["overlay"]["from"] = "wavelength"
    rules.attributes["wavelength"]["from"] = "overlay"
    assert rules.codes() == {"loop"}


def test_a_kind_of_which_no_provision_reads_an_attribute_is_told(rules: RuleFolder) -> None:
    rules.attributes["immersion"]["kinds"] = ["scanner", "etcher"]
    assert (rules.only().code, "`etcher`" in rules.only().message) == ("idle-kind", True)


@pytest.mark.parametrize("names", [{"name": {"en": "immersion"}}, {"help": {"en": "wet lenses"}}], ids=["name", "help"])
def test_an_attribute_is_worded_in_japanese_too(rules: RuleFolder, names: dict[str, Any]) -> None:
    rules.attributes["immersion"] |= names
    assert rules.only().code == "no-japanese"


def test_a_judgement_asks_a_question(rules: RuleFolder) -> None:
    rules.attributes["immersion"]["type"] = "judgement"
    assert rules.only().code == "no-question"


@pytest.mark.parametrize(
    ("heading", "kinds", "faulty"),
    [
        ("Over-lay!", ["scanner"], False),
        ("OVER LAY", ["scanner"], True),  # the name of another attribute, by another spelling
        ("line width", ["scanner"], True),
        ("line width", ["etcher"], False),
        ("品名", ["scanner"], True),  # what the column of names is called
    ],
)
def test_a_heading_stands_for_one_attribute_of_the_same_goods(
    rules: RuleFolder, heading: str, kinds: list[str], faulty: bool
) -> None:
    rules.attributes["wavelength"]["also"] = ["Line-Width"]
    other = "immersion" if kinds == ["scanner"] else "gases"
    rules.attributes[other]["also"] = [heading]
    assert rules.codes() == ({"ambiguous-heading"} if faulty else set())
