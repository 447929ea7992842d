"""Every provision has cases, and every case holds."""

from __future__ import annotations

from typing import Any

import pytest

from controls.rule_folder import RuleFolder, case


def test_a_provision_without_cases_is_told(rules: RuleFolder) -> None:
    (rules.folder / "us" / "2.cases.yaml").unlink()
    assert rules.only().code == "no-cases"


@pytest.mark.parametrize(
    ("wrong", "code", "line"),
    [
        (case("controlled", {"goods": "scanner", "overlay": "5.1 nm"}), "case-fails", "says: a claim"),
        (case("not controlled", {"goods": "scanner"}), "case-fails", "says: a claim"),
        (case("undecided", {"goods": "scanner"}, missing=["wavelength"]), "case-fails", "missing:"),
        (case("controlled", {"goods": "scanner", "sharpness": "5 nm"}), "unknown-reference", "sharpness: 5 nm"),
        (case("controlled", {"goods": "scanner", "gases": "chlorine"}), "unknown-reference", "gases: chlorine"),
        (case("controlled", {"goods": "scanner", "overlay": "5 kg"}), "wrong-unit", "overlay: 5 kg"),
        (case("controlled", {"goods": "scanner", "overlay": "-5 nm"}), "impossible-value", "overlay: -5 nm"),
        (case("undecided", {"goods": "scanner", "overlay": "unknown"}), "bad-value", "overlay: unknown"),
        (case("controlled", {"goods": "sieve"}), "unknown-reference", "goods: sieve"),
        (case("controlled", {"overlay": "5 nm"}), "bad-value", "item:"),
        (case("undecided", {"goods": "scanner"}, missing=["sharpness"]), "unknown-reference", "missing:"),
        (case("not controlled", {"goods": "scanner"}, on="2022-12-31"), "impossible-date", "on: 2022-12-31"),
    ],
)
def test_a_case_that_does_not_hold_is_told_on_its_line(
    rules: RuleFolder, wrong: dict[str, Any], code: str, line: str
) -> None:
    rules.cases("us-1", wrong)
    assert rules.told() == [("1.cases.yaml", code, line)]


@pytest.mark.parametrize(
    "sound",
    [
        case("not controlled", {"goods": "scanner", "overlay": "5 nm"}, on="2023-12-31"),  # the day before it began
        case("controlled", {"goods": "scanner", "overlay": "0.000005 mm"}),
        case("not controlled", {"goods": "etcher"}),
        case("undecided", {"goods": "scanner"}, missing=["overlay"]),
        case("not controlled", {"goods": "scanner", "overlay": "none"}),
    ],
)
def test_a_case_that_holds_is_not_told(rules: RuleFolder, sound: dict[str, Any]) -> None:
    rules.cases("us-1", sound)
    assert rules.faults() == []


def test_cases_of_no_provision_are_told(rules: RuleFolder) -> None:
    rules.cases("us-7", case("controlled", {"goods": "scanner"}))
    assert rules.only().code == "unknown-reference"
