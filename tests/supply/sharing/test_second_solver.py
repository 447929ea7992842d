"""Another solver, on another model, finds the same: OR-Tools' GLOP over every way and month, claim by claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renkei.supply.sharing.case import Case, Closed, Line
from renkei.supply.sharing.fine import by_good, network
from renkei.supply.sharing.promises import conflict
from renkei.supply.sharing.rules import RULES
from renkei.supply.sharing.sharing import Shared, share
from supply.sharing.made_up_cases import at_random

second = pytest.importorskip("supply.sharing.second_solver", reason="OR-Tools is not installed", exc_type=ImportError)

SMALL = range(25)


def by_rule(case: Case) -> dict[str, Shared]:
    return {each.rule: each for each in share(case, RULES)}


@pytest.mark.parametrize("seed", SMALL)
def test_both_agree_whether_what_is_promised_can_be_kept(seed: int) -> None:
    case = at_random(seed, kept=False)
    assert all(conflict(network(each)) is None for each in by_good(case)) == second.possible(case)


@pytest.mark.parametrize("seed", SMALL)
def test_both_find_the_same_least_harm(seed: int) -> None:
    case = at_random(seed)
    assert by_rule(case)["least-harm"].measures.harm == pytest.approx(second.least_harm(case), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("rule", ["proportional", "priority", "max-min"])
@pytest.mark.parametrize("seed", SMALL)
def test_both_give_every_claim_the_same(seed: int, rule: str) -> None:
    case = at_random(seed)
    classes = [list(case.needs)]
    if rule == "priority":
        classes = [[each for each in case.needs if each.order == order] for order in (1, 2, 3)]
    wanted = second.raised(case, classes, together=rule == "proportional")
    for each in by_rule(case)[rule].given:
        assert float(each.given) == pytest.approx(wanted[each.need], abs=1e-4)


@pytest.mark.parametrize("ways", ["open", "some closed", "most closed"])
def test_both_agree_on_a_large_case(ways: str) -> None:
    case = at_random(7, places=16, months=8, most=90)
    shut = {"open": 0, "some closed": 1, "most closed": 3}[ways]
    names = sorted({each.place for each in case.needs})
    pledged = {(each.giver, each.to) for each in case.pledges}
    closed = tuple(
        Closed(a, b, None, None, Line("closed", 100 * i + j))
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if a != b and (i + 2 * j) % 4 < shut and (a, b) not in pledged
    )
    case = replace(case, closed=closed, needs=tuple(replace(n, least=n.least / 4) for n in case.needs))
    found = by_rule(case)
    assert all(each.proved for each in found.values())
    assert found["least-harm"].measures.harm == pytest.approx(second.least_harm(case), rel=1e-6)
    model = second.Model(case)
    worst = model.solver.NumVar(0, 1, "")
    for claim, gets in model.gets.items():
        model.solver.Add(gets >= float(claim.asked) * worst)
    assert found["max-min"].measures.worst == pytest.approx(model.best(worst), abs=1e-6)
    model = second.Model(case)
    first = sum(gets for claim, gets in model.gets.items() if claim.order == 1)
    served = sum(float(each.given) for each in found["priority"].given if each.need.order == 1)
    assert served == pytest.approx(model.best(first), rel=1e-6)
