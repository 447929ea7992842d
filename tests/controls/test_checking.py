"""The rules are checked: each fault is told by file and line, and sound rules have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from controls.rule_folder import READ, RuleFolder, case, provision, version
from renkei.controls.checking import product_faults
from renkei.controls.loading import built_in
from renkei.desk.lint import lint


def test_sound_rules_have_no_fault(rules: RuleFolder) -> None:
    assert rules.faults() == []


def test_the_built_in_rules_have_no_fault() -> None:
    assert [each.text() for each in lint() if {"controls", "products"} & set(each.file.parts)] == []


def test_the_command_line_tells_the_faults_of_the_rules_beside_those_of_the_record(
    rules: RuleFolder, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rules.scanner(version("overlay <= 5 nm", license=["us-none"]))
    told = rules.faults()
    monkeypatch.setattr("renkei.controls.checking.rule_faults", lambda *_: told)
    ran = run("lint")
    assert ran.status == 2
    assert "us/1.yaml:18: unknown-reference: `us-none` is no license requirement" in ran.out


def test_what_every_rule_rests_on_is_told_first(rules: RuleFolder) -> None:
    rules.attributes["overlay"]["above"] = "nothing"
    rules.scanner(version("overlay > 5 nm", "overlay < 4 nm"))
    assert (rules.only().code, rules.only().file.name) == ("bad-value", "tools.yaml")


def test_a_rule_with_a_fault_of_its_own_does_not_fail_the_cases_of_others(rules: RuleFolder) -> None:
    rules.scanner(version("overlay <= 5"))
    rules.cases("us-2", case("controlled", {"goods": "scanner", "immersion": "yes", "wavelength": "193 nm"}))
    assert (rules.only().code, rules.only().file.name) == ("bad-condition", "1.yaml")


@pytest.mark.parametrize(
    ("file", "value", "code"),
    [
        ("units.yaml", {"nm": {"of": "length", "is": "much"}}, "bad-value"),
        ("us/regime.yaml", {"id": "us"}, "bad-value"),
        ("us/3.yaml", {"id": "us-4", "paragraph": "4", **provision(version("immersion"))}, "id-not-file-name"),
        (
            "us/1.cases.yaml",
            {"provision": "us-2", "cases": [case("judgement", {"goods": "scanner"})]},
            "id-not-file-name",
        ),
    ],
)
def test_files_that_cannot_be_read_are_told(rules: RuleFolder, file: str, value: Any, code: str) -> None:
    rules.put(file, value)
    assert code in rules.codes()


def test_a_regime_without_its_own_file_is_told(rules: RuleFolder) -> None:
    (rules.folder / "eu" / "regime.yaml").unlink()
    assert rules.only().code == "missing-file"


def test_a_number_without_unit_is_told(rules: RuleFolder) -> None:
    del rules.attributes["overlay"]["unit"]
    assert "no-unit" in rules.codes()


def test_an_example_product_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    product = {"maker": "M", "model": "1", "headquarters": "JP", "goods": "scanner"}
    wavelength = {"value": "5 kg", "sources": [READ]}
    rules = RuleFolder(tmp_path / "rules")
    rules.put("products/no-figures.yaml", {"id": "no-figures", **product})
    rules.put("products/wrong-unit.yaml", {"id": "wrong-unit", **product, "figures": {"wavelength": wavelength}})
    found = product_faults(rules.folder / "products", built_in())
    assert [(each.file.stem, each.code) for each in found] == [
        ("no-figures", "bad-value"),
        ("wrong-unit", "wrong-unit"),
    ]
