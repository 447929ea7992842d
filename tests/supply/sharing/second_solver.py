"""The whole model written out plainly for a second solver (GLOP of OR-Tools): every way, every month, nothing merged.

It shares no code with the product: it reads the rows of a case and knows neither hubs nor cuts nor grains.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ortools.linear_solver import pywraplp

from renkei.supply.sharing.case import Case, Need


class Model:
    """One good as a linear program over what each place gives each other one in each month."""

    def __init__(self, case: Case) -> None:
        self.case, self.solver = case, pywraplp.Solver.CreateSolver("GLOP")
        places = {each.place for each in (*case.stocks, *case.capacities)} | {each.giver for each in case.pledges}
        infinity = self.solver.infinity()
        self.gives = {
            (place, need): self.solver.NumVar(0, infinity, "")
            for need in case.needs
            for place in places
            if not any(w.giver == place and w.to == need.place and w.closes(need.good, need.month) for w in case.closed)
        }
        self.gets = {need: self.solver.NumVar(float(need.least), float(need.asked), "") for need in case.needs}
        for need, gets in self.gets.items():
            self.solver.Add(sum(v for (_, n), v in self.gives.items() if n is need) + 0 * gets == gets)
        for each in case.pledges:
            (need,) = (n for n in case.needs if (n.place, n.month) == (each.to, each.month))
            self.solver.Add(self.gives[each.giver, need] >= float(each.amount))
        for place in places:
            keep = sum(float(each.keep) for each in case.stocks if each.place == place)
            before = sum(float(each.amount) for each in case.stocks if each.place == place)
            for month in range(len(case.months)):
                after = self.solver.NumVar(keep, infinity, "")
                added = sum(float(c.amount) for c in case.capacities if (c.place, c.month) == (place, month))
                sent = sum(v for (p, n), v in self.gives.items() if p == place and n.month == month)
                self.solver.Add(before + added == sent + after)
                before = after

    def best(self, goal: object, *, least: bool = False) -> float | None:
        """The largest (or least) value of `goal`; None if no sharing keeps what is promised."""
        (self.solver.Minimize if least else self.solver.Maximize)(goal)
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return self.solver.Objective().Value()


def possible(case: Case) -> bool:
    return Model(case).best(0) is not None


def least_harm(case: Case) -> float:
    """The least sum of harm, each quarter of a need as a variable of its own."""
    model = Model(case)
    whole = sum(each.asked for each in case.needs)
    total = 0
    for need, gets in model.gets.items():
        weight = float(need.harm) if need.harm is not None else float(1 / Fraction(whole))
        parts = [model.solver.NumVar(0, float(need.asked) / 4, "") for _ in range(4)]
        model.solver.Add(gets + sum(parts) >= float(need.asked))
        total += sum(weight * step * part for step, part in enumerate(parts, 1))
    found = model.best(total, least=True)
    assert found is not None
    return found


def raised(case: Case, classes: list[list[Need]], *, together: bool = False) -> dict[Need, float]:
    """What each need gets when the smallest shares are raised, class by class, asking of each claim if it could get more.

    Args:
        case: what is shared.
        classes: the claims, those to be filled first first.
        together: the claims of a month rise and stop together, except those that nobody can give anything beyond
            pledges, or that can get nothing at all.
    """
    settled: dict[Need, float] = {}
    if together:
        eased = replace(case, needs=tuple(replace(each, least=Decimal(0)) for each in case.needs))
        for claim, alone in zip(case.needs, eased.needs, strict=True):
            model = Model(eased)
            if (model.best(model.gets[alone]) or 0) <= _promised(eased, alone) + 1e-7:
                settled[claim] = _promised(case, claim)
        classes = [[each for each in case.needs if each not in settled]]
    for claims in classes:
        rising = list(claims)
        while rising:
            share = _highest(case, settled, rising, None, 0.0)
            stuck = []
            for claim in rising:
                others = [each for each in rising if each is not claim]
                if together and share > 1e-9:
                    others = [each for each in rising if each.month != claim.month]
                    month = [each for each in rising if each.month == claim.month]
                    more = _highest(case, settled, month, others, share)
                else:
                    more = _highest(case, settled, [claim], others, share)
                if more <= share + 1e-6:
                    stuck.append(claim)
            assert stuck
            for claim in stuck:
                settled[claim] = max(_promised(case, claim), min(share, 1.0) * float(claim.asked))
            rising = [each for each in rising if each not in stuck]
    return settled


def _promised(case: Case, claim: Need) -> float:
    pledged = sum(float(p.amount) for p in case.pledges if (p.to, p.month) == (claim.place, claim.month))
    return max(float(claim.least), pledged)


def _highest(
    case: Case, settled: dict[Need, float], rising: list[Need], others: list[Need] | None, share: float
) -> float:
    """The highest share that all of `rising` can have while the others keep `share` and what is settled stays."""
    model = Model(case)
    height = model.solver.NumVar(0, 1, "")
    for claim, amount in settled.items():
        model.solver.Add(model.gets[claim] >= amount - 1e-7)
    for claim in rising:
        model.solver.Add(model.gets[claim] >= float(claim.asked) * height)
    for claim in others or []:
        model.solver.Add(model.gets[claim] >= float(claim.asked) * share - 1e-7)
    found = model.best(height)
    assert found is not None
    return found
