"""Small made-up cases, at random but repeatable; promises in them can always be kept unless asked otherwise."""

from __future__ import annotations

import random
from decimal import Decimal

from renkei.supply.sharing.case import Capacity, Case, Closed, Line, Need, Pledge, Stock
from renkei.supply.sharing.fine import by_good, network
from renkei.supply.sharing.promises import conflict


def need(
    place: str, month: int, asked: str, least: str = "0", order: int = 1, harm: str | None = None, good: str = "resin"
) -> Need:
    number = 100 * month + sum(map(ord, place + good))
    return Need(
        place, good, month, Decimal(asked), Line("needs", number), Decimal(least), order, harm and Decimal(harm)
    )  # type: ignore[arg-type]


def stock(place: str, amount: str, keep: str = "0", good: str = "resin") -> Stock:
    return Stock(place, good, Decimal(amount), Line("stocks", sum(map(ord, place + good))), Decimal(keep))


def capacity(place: str, month: int, amount: str, good: str = "resin") -> Capacity:
    return Capacity(place, good, month, Decimal(amount), Line("capacities", 100 * month + sum(map(ord, place + good))))


def pledge(giver: str, to: str, month: int, amount: str, good: str = "resin") -> Pledge:
    number = 10_000 * month + 100 * sum(map(ord, giver)) + sum(map(ord, to + good))
    return Pledge(giver, to, good, month, Decimal(amount), Line("pledges", number))


def closed(giver: str, to: str, good: str | None = None, month: int | None = None) -> Closed:
    return Closed(giver, to, good, month, Line("closed", 100 * sum(map(ord, giver)) + sum(map(ord, to)) + (month or 0)))


def case(*rows: Need | Stock | Capacity | Pledge | Closed) -> Case:
    needs = tuple(each for each in rows if isinstance(each, Need))
    months = 1 + max(each.month for each in rows if not isinstance(each, Stock | Closed))
    return Case(
        tuple(f"2027-{month + 1:02}" for month in range(months)),
        {each.good: "t" for each in needs},
        needs,
        tuple(each for each in rows if isinstance(each, Stock)),
        tuple(each for each in rows if isinstance(each, Capacity)),
        tuple(each for each in rows if isinstance(each, Pledge)),
        tuple(each for each in rows if isinstance(each, Closed)),
    )


def at_random(seed: int, places: int = 4, months: int = 3, most: int = 12, kept: bool = True) -> Case:
    """A case of one good with everything in it: minimums, pledges, reserves, classes, weights, closed ways.

    Args:
        seed: the same seed makes the same case.
        places: how many places.
        months: how many months.
        most: the largest need.
        kept: draw again until what is promised can be kept.
    """
    for attempt in range(1000):
        found = _drawn(random.Random(1000 * seed + attempt), places, months, most)  # noqa: S311 - made-up cases
        if not kept or all(conflict(network(each)) is None for each in by_good(found)):
            return found
    message = "no case found"
    raise AssertionError(message)


def _drawn(chance: random.Random, places: int, months: int, most: int) -> Case:
    names = [f"P{number}" for number in range(places)]
    weighed = chance.random() < 0.5
    rows: list[Need | Stock | Capacity | Pledge | Closed] = []
    for place in names:
        if chance.random() < 0.7:
            amount = chance.randint(0, 2 * most)
            rows.append(stock(place, str(amount), str(chance.randint(0, amount) if chance.random() < 0.3 else 0)))
        for month in range(months):
            if chance.random() < 0.9:
                asked = chance.randint(1, most)
                least = chance.randint(0, asked) if chance.random() < 0.2 else 0
                harm = str(Decimal(chance.randint(1, 12)) / 4) if weighed else None
                rows.append(need(place, month, str(asked), str(least), chance.randint(1, 3), harm))
            if chance.random() < 0.3:
                rows.append(capacity(place, month, str(chance.randint(0, most))))
    asking = [each for each in rows if isinstance(each, Need)] or [need(names[0], months - 1, "3")]
    rows += [each for each in asking if each not in rows]
    shut = {pair for pair in ((a, b) for a in names for b in names if a != b) if chance.random() < 0.3}
    rows += [closed(*pair, month=chance.choice([None, None, 0])) for pair in sorted(shut)]
    for wanted in asking:
        giver = chance.choice(names)
        if giver != wanted.place and (giver, wanted.place) not in shut and chance.random() < 0.2:
            rows.append(pledge(giver, wanted.place, wanted.month, str(chance.randint(1, int(wanted.asked)))))
    return case(*rows)
