"""The question `share`: rows, sources and caveats of an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from renkei.desk.share import ShareAnswer, caveats, share_of
from renkei.supply.sharing.case import Role
from renkei.supply.sharing.rules import RULES, Rule

Ask = Callable[..., ShareAnswer]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Asks about texts by role."""

    def asked(*rules: Rule, **texts: str) -> ShareAnswer:
        files: dict[Role, Path] = {}
        for role, text in texts.items():
            path = tmp_path / f"{role}.csv"
            path.write_text(text, encoding="utf-8")
            files[role] = path  # type: ignore[index]
        return share_of(files, rules or RULES, date(2027, 1, 1))

    return asked


NEEDS = "place,good,month,amount,unit\nJP,resin,2027-01,30,t\nUS,resin,2027-01,10,t\n"
STOCKS = "place,good,amount,unit\nKR,resin,20,t\n"


def test_a_row_tells_who_asked_for_what_got_what_and_where_that_stands(ask: Ask) -> None:
    first, second = ask("max-min", needs=NEEDS, stocks=STOCKS).rows
    assert (first.rule, first.to, first.good, first.month, first.unit) == ("max-min", "JP", "resin", "2027-01", "t")
    assert (first.asked, first.given, first.unmet, first.share) == (30, 15, 15, 0.5)
    assert (second.given, second.unmet) == (5, 5)


def test_the_rules_stand_in_the_order_asked_for_and_each_once(ask: Ask) -> None:
    answer = ask("least-harm", "max-min", "least-harm", needs=NEEDS, stocks=STOCKS)
    assert [each.rule for each in answer.shared] == ["least-harm", "max-min"]


def test_the_sources_are_the_files_with_the_hash_of_their_bytes(ask: Ask) -> None:
    from hashlib import sha256

    needs, stocks = ask(needs=NEEDS, stocks=STOCKS).sources
    assert (needs.role, needs.rows, needs.sha256) == ("needs", 2, sha256(NEEDS.encode()).hexdigest())
    assert (stocks.role, stocks.rows) == ("stocks", 1)


def test_a_row_is_named_by_file_and_line(ask: Ask) -> None:
    answer = ask("max-min", needs=NEEDS, stocks=STOCKS)
    assert answer.name(answer.rows[1].line).endswith("needs.csv:3")


def test_what_is_left_out_of_the_model_is_always_told(ask: Ask) -> None:
    codes = [each.code for each in caveats(ask("max-min", needs=NEEDS, stocks=STOCKS))]
    assert codes == ["share_not_modelled", "share_own_files", "share_one_way", "share_prices", "share_months"]


def test_where_harm_comes_from_is_told_if_it_is_shown(ask: Ask) -> None:
    assert "share_harm_even" in [each.code for each in caveats(ask(needs=NEEDS, stocks=STOCKS))]
    weighed = "place,good,month,amount,unit,harm\nJP,resin,2027-01,30,t,2\n"
    assert "share_harm_given" in [each.code for each in caveats(ask(needs=weighed, stocks=STOCKS))]


def test_a_good_nobody_has_is_told(ask: Ask) -> None:
    found = caveats(ask(needs=NEEDS.replace("resin", "valve"), stocks=STOCKS))
    assert ("share_nobody_has", "valve") in [(each.code, each.values.get("good")) for each in found]


def test_whether_anybody_is_left_short_is_told(ask: Ask) -> None:
    assert ask(needs=NEEDS, stocks=STOCKS).short
    assert not ask(needs=NEEDS, stocks=STOCKS.replace("20", "40")).short


def test_nothing_is_harmed_where_everything_is_given(ask: Ask) -> None:
    for each in ask(needs=NEEDS, stocks=STOCKS.replace("20", "40")).shared:
        assert (each.measures.harm, each.measures.worst, each.measures.short) == (0, 1, 0)
        assert sum((d.amount for d in each.deliveries), Decimal(0)) == 40
