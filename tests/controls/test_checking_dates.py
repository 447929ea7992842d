"""Days that cannot be, rules that rest on no text, and licenses that end before their provision are told."""

from __future__ import annotations

from typing import Any

import pytest

from controls.rule_folder import READ, RuleFolder, case, provision, version

MEMORY = [{"how": "memory"}]
PRESS = [{"address": "https://example.org/news", "how": "press", "read": "yes"}]


@pytest.mark.parametrize(
    ("versions", "code", "line"),
    [
        ([version("immersion"), version("immersion", since="2023-06-01")], "out-of-order", "since: 2023-06-01"),
        ([version("immersion"), version("immersion")], "out-of-order", "since: 2024-01-01"),
        (
            [version("immersion", until="2024-09-01"), version("immersion", since="2024-06-01")],
            "overlapping-versions",
            "until: 2024-09-01",
        ),
        ([version("immersion", until="2024-01-01")], "impossible-date", "until: 2024-01-01"),
        (
            [version("immersion", until="2023-01-01"), version("immersion", since="2024-06-01")],
            "impossible-date",
            "until: 2023-01-01",
        ),
        ([version("immersion", verified="2023-12-31")], "impossible-date", "verified: 2023-12-31"),
        (
            [version("immersion", verified="2024-06-01"), version("immersion", since="2024-06-01")],
            "impossible-date",
            "verified: 2024-06-01",
        ),
        ([version("immersion", public="2025-01-01")], "impossible-date", "public: 2025-01-01"),
    ],
)
def test_days_of_versions_that_cannot_be_are_told_where_they_stand(
    rules: RuleFolder, versions: list[dict[str, Any]], code: str, line: str
) -> None:
    rules.provision("us-3", provision(*versions))
    rules.cases("us-3", case("controlled", {"goods": "scanner", "immersion": "yes"}, on=versions[0]["since"]))
    told = [each for each in rules.told() if each[1] != "case-fails"]  # a rule that ended before it began holds never
    assert told == [("3.yaml", code, line)]


@pytest.mark.parametrize(
    "sound",
    [
        version("immersion", public="2024-01-20"),  # printed some days after it came into force
        version("immersion", verified="2024-01-01"),
        version("immersion", sources=PRESS, unverified=["when"]),
        {**version(sources=MEMORY), "when": "not at hand"},
    ],
)
def test_days_and_sources_that_may_be_are_not_told(rules: RuleFolder, sound: dict[str, Any]) -> None:
    rules.provision("us-3", provision(sound))
    rules.cases("us-3", case("undecided", {"goods": "scanner"}))
    assert rules.faults() == []


@pytest.mark.parametrize("sources", [MEMORY, PRESS, [{**READ, "read": "no"}]])
def test_a_rule_that_rests_on_no_text_must_say_so(rules: RuleFolder, sources: list[dict[str, str]]) -> None:
    rules.scanner(version("overlay <= 5 nm", sources=sources))
    assert rules.only().code == "unread-source"


@pytest.mark.parametrize(
    ("days", "faulty"),
    [
        ({}, False),
        ({"since": "2024-01-02"}, True),
        ({"until": "2030-01-01"}, True),
        ({"since": "2020-01-01"}, False),
    ],
)
def test_a_license_requirement_holds_as_long_as_the_provision(
    rules: RuleFolder, days: dict[str, str], faulty: bool
) -> None:
    rules.requirement("us-all", version("destination in us.D5", **days))
    assert rules.codes() == ({"license-not-in-force"} if faulty else set())


def test_a_license_requirement_of_another_regime_is_told(rules: RuleFolder) -> None:
    rules.provision("jp-1", provision(version("gases has chlorine", license=["us-all"]), goods="etcher"))
    assert rules.only().code == "unknown-reference"
