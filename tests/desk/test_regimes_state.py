"""The controls of an update: changes are told by their instrument, and silence of the texts is never told as freedom."""

from __future__ import annotations

from datetime import date

import pytest

from renkei.controls.loading import built_in
from renkei.controls.rulebook import Rulebook
from renkei.desk.regimes_state import RegimesState, regimes_state, speaks_later
from renkei.desk.rule_changes import coming_changes, opens, rule_changes
from renkei.desk.rule_texts import rule_texts, spelled


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return built_in()


def state(on, day: str, since: str, **more: str) -> RegimesState:
    return regimes_state(on(day, **more), date.fromisoformat(since))


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("令和七年経済産業省令第三十四号", "令和7年経済産業省令第34号"),
        ("令和四年経済産業省令第七十八号", "令和4年経済産業省令第78号"),
        ("令和元年経済産業省令第百二号", "令和1年経済産業省令第102号"),
        ("令和七年政令第百七十五号", "令和7年政令第175号"),
        ("令和6年経済産業省令第44号", "令和6年経済産業省令第44号"),
        ("88 FR 73424", "88 FR 73424"),
    ],
)
def test_an_ordinance_has_one_spelling(written: str, same: str) -> None:
    assert spelled(written) == same


def test_the_japanese_order_of_2023_came_into_force_on_23_july_as_published_on_23_may(book: Rulebook) -> None:
    # METI Order No. 25 of 2023: published 23 May, in force 23 July.
    found = [c for c in rule_changes(book, date(2023, 7, 1), date(2023, 7, 31)) if c.regime == "jp"]
    assert [(c.day, c.public, c.instrument) for c in found] == [
        (date(2023, 7, 23), date(2023, 5, 23), "令和5年経済産業省令第25号")
    ]
    assert {"jp-6.17.ヲ"} <= set(found[0].changed["new"])


def test_a_rule_published_and_not_yet_in_force_is_coming_and_no_change(book: Rulebook) -> None:
    # 88 FR 73424 and 73458: published 25 October 2023, in force 17 November 2023.
    day = date(2023, 10, 30)
    assert {c.instrument for c in coming_changes(book, day)} >= {"88 FR 73424", "88 FR 73458"}
    assert not [c for c in rule_changes(book, date(2023, 9, 30), day) if c.regime == "us"]
    assert not coming_changes(book, date(2023, 10, 24))
    assert not coming_changes(book, day, known_on=date(2023, 10, 24))


def test_the_first_day_of_a_window_is_outside_and_its_last_day_inside(book: Rulebook) -> None:
    before, day, after = date(2023, 7, 22), date(2023, 7, 23), date(2023, 7, 24)
    assert [c.day for c in rule_changes(book, before, day) if c.regime == "jp"] == [day]
    assert not [c for c in rule_changes(book, day, after) if c.regime == "jp"]


def test_the_oldest_text_at_hand_is_not_told_as_new(book: Rulebook) -> None:
    for each in rule_changes(book, date(2022, 1, 1), date(2026, 12, 31)):
        index = book.requirements if each.requirements else book.provisions
        for id_ in each.changed.get("new", ()):
            assert not (opens(index[id_]) and index[id_].versions[0].since == each.day)  # type: ignore[index]


def test_every_beginning_is_told_once(book: Rulebook) -> None:
    told = rule_changes(book, date(1990, 1, 1), date(2100, 1, 1))
    begun = [(i, c.day) for c in told for kind, ids in c.changed.items() if kind != "ended" for i in ids]
    index = {**book.provisions, **book.requirements}
    assert sorted(begun) == sorted((i, v.since) for i, of in index.items() for v in of.versions)  # type: ignore[attr-defined]


def test_what_was_not_public_yet_is_no_change(book: Rulebook) -> None:
    # 89 FR 96790: in force 2 December 2024, printed on 5 December 2024.
    asked = (date(2024, 11, 30), date(2024, 12, 3))
    assert "89 FR 96790" in {c.instrument for c in rule_changes(book, *asked)}
    assert "89 FR 96790" not in {c.instrument for c in rule_changes(book, *asked, known_on=date(2024, 12, 3))}


def test_before_the_oldest_texts_nothing_is_said_of_any_product(on) -> None:
    told = state(on, "2021-06-30", "2021-03-30")
    assert told.goods is None
    assert not any(each.in_force for each in told.regimes)


def test_a_regime_without_a_text_on_the_day_never_says_not_controlled(on) -> None:
    # The Dutch regulation began on 1 September 2023; the oldest Japanese text at hand is of 6 December 2022.
    goods = state(on, "2022-11-01", "2022-10-01").goods
    assert goods is not None
    for regime in ("jp", "nl"):
        assert "not controlled" not in goods.counts[regime]
        assert goods.counts[regime]["license"] == 0


def test_a_rule_not_public_yet_leaves_the_answers_as_they_were_before_it(on) -> None:
    # The American rules of 2 December 2024 were printed on 5 December; nothing else began or ended in those days.
    before = state(on, "2024-12-01", "2024-09-01", known_on="2024-12-01").goods
    unknown = state(on, "2024-12-02", "2024-09-02", known_on="2024-12-01").goods
    printed = state(on, "2024-12-02", "2024-09-02", known_on="2024-12-05").goods
    assert before is not None
    assert unknown is not None
    assert printed is not None
    assert unknown.counts == before.counts
    assert printed.counts["us"] != before.counts["us"]


def test_the_counts_of_each_regime_add_up_to_all_products(on) -> None:
    goods = state(on, "2024-12-31", "2024-09-30").goods
    assert goods is not None
    for counts in goods.counts.values():
        assert sum(n for word, n in counts.items() if word != "license") == goods.products


def test_high_bandwidth_memory_divides_the_united_states_and_japan_at_the_end_of_2024(on) -> None:
    # 3A090.c began on 2 December 2024 and asks for a license to China; Japan's list had no such item.
    goods = state(on, "2024-12-31", "2024-09-30").goods
    assert goods is not None
    pair = next(each for each in goods.differences if each.regimes == ("us", "jp"))
    assert {"sk-hynix-hbm3-24gb", "micron-hbm3e-24gb"} <= set(pair.first_only) & set(pair.first_license)
    assert "sk-hynix-hbm3-24gb" not in pair.second_only


def test_groups_on_which_regimes_differ_come_first_and_no_product_stands_twice(on) -> None:
    goods = state(on, "2024-12-31", "2024-09-30").goods
    assert goods is not None
    differ = [
        len({a.status for a in g.answers if a.status in {"controlled", "not controlled"}}) > 1 for g in goods.groups
    ]
    assert differ == sorted(differ, reverse=True)
    shown = [i for g in goods.groups for i in (g.product, *g.alike)]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize(
    ("text", "day", "later"),
    [
        ("BIS announced on 13 May 2025 that it does not enforce it.", "2025-05-12", True),
        ("BIS announced on 13 May 2025 that it does not enforce it.", "2025-05-13", False),
        ("The rule of 2023 goes on.", "2022-12-31", True),
        ("The rule of 2023 goes on.", "2023-01-01", False),
        ("No day is named.", "1990-01-01", False),
    ],
)
def test_a_text_speaks_of_later_days_if_it_names_one(text: str, day: str, later: bool) -> None:
    assert speaks_later(text, date.fromisoformat(day)) is later


@pytest.mark.parametrize("day", ["2023-10-15", "2024-12-31", "2025-06-30"])
def test_an_unsettled_matter_never_speaks_of_later_days(on, day: str) -> None:
    told = state(on, day, "2022-12-31")
    texts = [each.text["en"] for each in told.unsettled if each.text]
    texts += [part["en"] for regime in told.regimes for part in regime.not_modelled]
    assert texts
    assert not [text for text in texts if speaks_later(text, date.fromisoformat(day))]


def test_an_instrument_of_the_record_is_found_by_its_citation(on) -> None:
    told = state(on, "2024-12-31", "2024-09-30").in_record
    assert told["88 FR 73424"] == "i-bis-2023-10-sme"
    assert told["令和5年経済産業省令第25号"] == "i-jp-2023-23items"
    assert "90 FR 4544" not in told  # of January 2025


def test_every_text_that_rules_rest_on_can_be_cited_by_one_name(book: Rulebook) -> None:
    texts = rule_texts(book)
    assert len({each.id for each in texts.values()}) == len(texts)
    for provision in book.provisions.values():
        assert all(f"{provision.regime} {spelled(v.instrument)}" in texts for v in provision.versions)
