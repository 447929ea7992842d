"""The rules are checked: each fault is told by file and line, and sound rules have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from controls.rule_folder import READ, RuleFolder, case, provision, text, version
from renkei.controls.checking import product_faults
from renkei.controls.loading import built_in
from renkei.desk.lint import lint
from renkei.ground.errors import Fault

MEMORY = [{"how": "memory"}]
PRESS = [{"address": "https://example.org/news", "how": "press", "read": "yes"}]


@pytest.fixture
def rules(tmp_path: Path) -> RuleFolder:
    return RuleFolder(tmp_path / "rules")


def only(rules: RuleFolder) -> Fault:
    """The one fault there is."""
    found = rules.faults()
    assert len(found) == 1, [each.text() for each in found]
    return found[0]


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


# Reading


def test_what_every_rule_rests_on_is_told_first(rules: RuleFolder) -> None:
    rules.attributes["overlay"]["above"] = "nothing"
    rules.scanner(version("overlay > 5 nm", "overlay < 4 nm"))
    assert (only(rules).code, only(rules).file.name) == ("bad-value", "tools.yaml")


def test_a_rule_with_a_fault_of_its_own_does_not_fail_the_cases_of_others(rules: RuleFolder) -> None:
    rules.scanner(version("overlay <= 5"))
    rules.cases("us-2", case("controlled", {"goods": "scanner", "immersion": "yes", "wavelength": "193 nm"}))
    assert (only(rules).code, only(rules).file.name) == ("bad-condition", "1.yaml")


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
    assert only(rules).code == "missing-file"


def test_a_number_without_unit_is_told(rules: RuleFolder) -> None:
    del rules.attributes["overlay"]["unit"]
    assert "no-unit" in rules.codes()


# Versions


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
    assert only(rules).code == "unread-source"


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
    assert only(rules).code == "unknown-reference"


# References


def test_a_circle_of_references_is_told_once_and_nothing_in_it_is_judged(rules: RuleFolder) -> None:
    rules.scanner(version("overlay <= 5 nm", unless=["meets us-2"]))
    assert (only(rules).code, "us-1 → us-2 → us-1" in only(rules).message) == ("loop", True)


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


# Conditions


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
    assert (only(rules).code, "can never hold" in only(rules).message) == ("dead-condition", True)


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
    assert (only(rules).code, "for `etcher`" in only(rules).message) == ("dead-condition", True)


def test_values_of_a_set_do_not_rule_each_other_out(rules: RuleFolder) -> None:
    rules.provision("jp-1", provision(version("gases has chlorine", "gases has fluorine"), goods="etcher"))
    rules.cases("jp-1", case("not controlled", {"goods": "etcher", "gases": "chlorine"}))
    assert rules.faults() == []


def test_the_same_provision_twice_is_told_at_the_second_however_it_is_written(rules: RuleFolder) -> None:
    rules.provision("us-3", provision(version("immersion", "200 nm > wavelength", unless=["meets us-1"])))
    rules.cases("us-3", case("undecided", {"goods": "scanner"}))
    assert (only(rules).code, only(rules).file.name) == ("duplicate-provision", "3.yaml")


def test_the_same_condition_on_different_days_is_no_duplicate(rules: RuleFolder) -> None:
    rules.provision("us-3", provision(version("overlay <= 5 nm", since="2023-01-01", until="2024-01-01")))
    rules.cases("us-3", case("not controlled", {"goods": "scanner"}))
    assert rules.faults() == []


# Attributes


def test_an_attribute_no_rule_reads_is_told(rules: RuleFolder) -> None:
    rules.attributes["doses"] = {"kinds": ["scanner"], "type": "number", "unit": "1", "name": text("doses")}
    assert (only(rules).code, only(rules).file.name) == ("unused-attribute", "tools.yaml")


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
    assert (only(rules).code, "`etcher`" in only(rules).message) == ("idle-kind", True)


@pytest.mark.parametrize("names", [{"name": {"en": "immersion"}}, {"help": {"en": "wet lenses"}}], ids=["name", "help"])
def test_an_attribute_is_worded_in_japanese_too(rules: RuleFolder, names: dict[str, Any]) -> None:
    rules.attributes["immersion"] |= names
    assert only(rules).code == "no-japanese"


def test_a_judgement_asks_a_question(rules: RuleFolder) -> None:
    rules.attributes["immersion"]["type"] = "judgement"
    assert only(rules).code == "no-question"


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


# Cases


def test_a_provision_without_cases_is_told(rules: RuleFolder) -> None:
    (rules.folder / "us" / "2.cases.yaml").unlink()
    assert only(rules).code == "no-cases"


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
    assert only(rules).code == "unknown-reference"


# Places and licenses


@pytest.mark.parametrize(
    ("members", "more", "code"),
    [
        ([{"place": "CN"}, {"place": "Q9"}], {}, "unknown-reference"),
        ([{"place": "EU"}], {}, "unknown-reference"),
        ([{"place": "RU"}, {"place": "CN", "since": "2025-01-01", "until": "2024-01-01"}], {}, "impossible-date"),
        (
            [{"place": "RU"}, {"place": "CN", "until": "2023-01-01"}],
            {"known": {"since": "2023-06-01"}},
            "impossible-date",
        ),
        ([{"place": "CN", "since": "2025-01-01"}], {"known": {"until": "2024-12-31"}}, "impossible-date"),
        ([{"place": "CN"}], {"known": {"since": "2025-01-01", "until": "2024-12-31"}}, "impossible-date"),
        ([{"place": "CN", "until": "2025-01-01"}, {"place": "CN", "since": "2024-01-01"}], {}, "overlapping-versions"),
        ([{"place": "CN"}], {"sources": MEMORY}, "unread-source"),
    ],
)
def test_a_set_of_places_that_cannot_be_is_told(
    rules: RuleFolder, members: list[dict[str, str]], more: dict[str, Any], code: str
) -> None:
    rules.set("us.D5", members, **more)
    assert (only(rules).code, only(rules).file.name) == (code, "D5.yaml")


def test_a_place_may_leave_a_set_and_come_back(rules: RuleFolder) -> None:
    rules.set("us.D5", [{"place": "CN", "until": "2024-01-01"}, {"place": "CN", "since": "2024-01-01"}])
    assert rules.faults() == []


@pytest.mark.parametrize("when", ["destination in us.E9", "destination is Q9"])
def test_a_requirement_for_nowhere_is_told(rules: RuleFolder, when: str) -> None:
    rules.requirement("us-all", version(when))
    assert only(rules).code == "unknown-reference"


@pytest.mark.parametrize(
    ("review", "code"),
    [
        ([("headquarters is CN", "presumption of denial")], "open-review"),
        ([(None, "case by case"), ("headquarters is CN", "presumption of denial")], "shadowed-condition"),
        (
            [
                ("headquarters is {CN, RU}", "case by case"),
                ("headquarters is CN", "presumption of denial"),
                (None, "case by case"),
            ],
            "shadowed-condition",
        ),
        ([("destination is JP", "presumption of approval"), (None, "case by case")], "shadowed-condition"),
    ],
)
def test_a_review_that_leaves_a_gap_or_is_never_reached_is_told(
    rules: RuleFolder, review: list[tuple[str | None, str]], code: str
) -> None:
    lines = [{"policy": policy, "cites": "1"} | ({"when": [when]} if when else {}) for when, policy in review]
    rules.requirement("us-all", version("destination in us.D5", review=lines))
    assert code in rules.codes()


def test_a_gap_in_a_review_may_be_named_as_unverified(rules: RuleFolder) -> None:
    review = [{"when": ["headquarters is CN"], "policy": "case by case", "cites": "1"}]
    rules.requirement("us-all", version("destination in us.D5", review=review, unverified=["review"]))
    assert rules.faults() == []


# Regimes


def test_goods_without_a_provision_must_be_explained(rules: RuleFolder) -> None:
    rules.regime("us", ["scanner", "etcher"])
    assert only(rules).code == "goods-without-provision"
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
    assert only(rules).code == "impossible-date"


# Products


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
