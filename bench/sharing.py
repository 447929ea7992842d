"""How long sharing takes: made-up cases by size, every rule, deliveries, prices and proofs included.

Seconds of the processor and by the clock, medians; and beside them the largest of the optimiser's own work put the plain
way: one program with every way and month as a column, solved once for the worst share and once for the least harm.

    python bench/sharing.py [--runs 3] [--plain]
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from decimal import Decimal

from renkei.supply.sharing.case import Capacity, Case, Closed, Line, Need, Stock
from renkei.supply.sharing.rules import RULES
from renkei.supply.sharing.sharing import share


def made_up(places: int, goods: int, months: int, closed: int = 0, seed: int = 1) -> Case:
    """A shortage at random: six places of ten have a stock, three of ten can add something each month.

    A need is 1 to 100, a fifth of the needs have a minimum of up to 30 %, there are three classes, and every need has a
    weight of its own. Together there is about a third of what is asked.
    """
    chance = random.Random(seed)
    names = [f"P{number}" for number in range(places)]
    needs, stocks, capacities = [], [], []
    for number in range(goods):
        good = f"good {number}"
        for place in names:
            if chance.random() < 0.6:
                stocks.append(Stock(place, good, Decimal(chance.randint(0, 300)), Line("stocks", len(stocks))))
            for month in range(months):
                asked = Decimal(chance.randint(1, 100))
                least = asked * chance.randint(0, 3) / 10 if chance.random() < 0.2 else Decimal(0)
                harm = Decimal(chance.randint(1, 40)) / 10
                line = Line("needs", len(needs))
                needs.append(Need(place, good, month, asked, line, least, chance.randint(1, 3), harm))
                if chance.random() < 0.3:
                    line = Line("capacities", len(capacities))
                    capacities.append(Capacity(place, good, month, Decimal(chance.randint(0, 60)), line))
    pairs = [chance.sample(names, 2) for _ in range(closed)]
    ways = tuple(Closed(a, b, None, None, Line("closed", number)) for number, (a, b) in enumerate(pairs))
    units = {f"good {number}": "t" for number in range(goods)}
    shown = tuple(f"{2027 + month // 12}-{month % 12 + 1:02}" for month in range(months))
    return Case(shown, units, tuple(needs), tuple(stocks), tuple(capacities), (), ways)


def timed(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """Median seconds of the processor and by the clock."""
    spent = []
    for _ in range(runs):
        own, clock = time.process_time(), time.perf_counter()
        work()
        spent.append((time.process_time() - own, time.perf_counter() - clock))
    return statistics.median(own for own, _ in spent), statistics.median(clock for _, clock in spent)


def plainly(case: Case) -> None:
    """The worst share and the least harm of each good, by GLOP over every way and month."""
    from ortools.linear_solver import pywraplp

    for good in case.goods:
        solver = pywraplp.Solver.CreateSolver("GLOP")
        needs = [each for each in case.needs if each.good == good]
        has: dict[str, list[float]] = {}
        for stock in case.stocks:
            if stock.good == good:
                has.setdefault(stock.place, [0.0] * len(case.months))[0] += float(stock.amount)
        for each in case.capacities:
            if each.good == good:
                has.setdefault(each.place, [0.0] * len(case.months))[each.month] += float(each.amount)
        shut = {(way.giver, way.to) for way in case.closed}
        sent: dict[tuple[str, int], list[object]] = {(p, m): [] for p in has for m in range(len(case.months))}
        worst = solver.NumVar(0, 1, "")
        harm = 0.0
        for need in needs:
            gives = []
            for place in has:
                if (place, need.place) not in shut:
                    gives.append(solver.NumVar(0, solver.infinity(), ""))
                    sent[place, need.month].append(gives[-1])
            gets = solver.NumVar(float(need.least), float(need.asked), "")
            solver.Add(gets == solver.Sum(gives))
            solver.Add(gets >= float(need.asked) * worst)
            parts = [solver.NumVar(0, float(need.asked) / 4, "") for _ in range(4)]
            solver.Add(gets + solver.Sum(parts) >= float(need.asked))
            harm += solver.Sum([float(need.harm or 1) * step * part for step, part in enumerate(parts, 1)])
        for place, added in has.items():
            before: object = 0.0
            for month, new in enumerate(added):
                after = solver.NumVar(0, solver.infinity(), "")
                solver.Add(before + new == solver.Sum(sent[place, month]) + after)
                before = after
        for goal in (solver.Maximize, solver.Minimize):
            goal(worst if goal is solver.Maximize else harm)
            assert solver.Solve() == pywraplp.Solver.OPTIMAL


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--plain", action="store_true", help="time the plain programs as well (minutes)")
    options = asked.parse_args()
    share(made_up(3, 1, 2), RULES)  # loads the optimiser
    print("| places x goods x months | closed ways | rule | processor, s | clock, s | proved |")
    print("| --- | ---: | --- | ---: | ---: | --- |")
    for size, closed in (((7, 10, 6), 0), ((30, 30, 12), 0), ((30, 30, 12), 40), ((30, 30, 12), 300)):
        case = made_up(*size, closed)
        for rules in (*((rule,) for rule in RULES), RULES):
            own, clock = timed(lambda case=case, rules=rules: share(case, rules), options.runs)
            proved = all(each.proved for each in share(case, rules))
            name = rules[0] if len(rules) == 1 else "all four"
            print(
                f"| {' x '.join(map(str, size))} | {closed} | {name} | {own:.2f} | {clock:.2f} | {'yes' if proved else 'no'} |",
                flush=True,
            )
        if options.plain:
            own, clock = timed(lambda case=case: plainly(case), 1)
            print(
                f"| {' x '.join(map(str, size))} | {closed} | plain programs, GLOP | {own:.2f} | {clock:.2f} | |",
                flush=True,
            )


if __name__ == "__main__":
    main()
