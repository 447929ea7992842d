"""Which promises cannot be kept together: a set from which none can be left out without the rest becoming possible.

Promises are the guaranteed minimums, the pledges, and what places keep for themselves. What is in stock and what can be
added are facts, and so are closed ways. All sums are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from renkei.supply.sharing.case import Case, Need, Pledge, Stock
from renkei.supply.sharing.fine import Network, by_good, network
from renkei.supply.sharing.routing import violated

Promise = Need | Pledge | Stock

MOST_TOLD = 20
"""So many promises of one good are told one by one; of the others the number."""


@dataclass(frozen=True)
class Conflict:
    """Promises of one good that cannot be kept together; without any one of them the others can."""

    good: str
    minimums: tuple[Need, ...]
    pledges: tuple[Pledge, ...]
    kept: tuple[Stock, ...]

    @property
    def promises(self) -> tuple[Promise, ...]:
        """All of them."""
        return (*self.minimums, *self.pledges, *self.kept)


def told(conflict: Conflict, case: Case) -> list[str]:
    """The conflict in lines: what is too much, then every promise with the file and line it stands in."""
    unit = case.units[conflict.good]
    files = {each.role: each.name for each in case.files}

    def line(promise: Promise, words: str) -> str:
        return f"{files.get(promise.line.role, promise.line.role)}:{promise.line.number}: {words}"

    head = f"`{conflict.good}`: {_why(conflict, case)}; without any one of these promises the others named can be kept"
    lines = [
        line(need, f"`{need.place}` is guaranteed {need.least:f} {unit} in {case.months[need.month]}")
        for need in conflict.minimums
    ]
    for each in conflict.pledges:
        month = case.months[each.month]
        lines.append(line(each, f"`{each.giver}` pledged {each.amount:f} {unit} to `{each.to}` in {month}"))
    lines += [
        line(stock, f"`{stock.place}` keeps {stock.keep:f} {unit} of its {stock.amount:f} {unit}")
        for stock in conflict.kept
    ]
    more = len(lines) - MOST_TOLD
    return [
        head,
        *lines[:MOST_TOLD],
        *([f"`{conflict.good}`: {more} more promises are not listed"] if more > 0 else []),
    ]


def _why(conflict: Conflict, case: Case) -> str:
    """The sum that does not come out."""
    unit = case.units[conflict.good]
    (supplied,) = (each for each in by_good(case) if each.good == conflict.good)
    everything: list[Promise] = [*supplied.stocks, *supplied.needs, *supplied.pledges]
    alone = network(supplied, [each for each in everything if each not in conflict.promises])

    def units(grains: int) -> str:
        return f"{(Decimal(grains) / supplied.grain).normalize():f} {unit}"

    for claim, (promised, asked) in enumerate(zip(alone.promised, alone.asked, strict=True)):
        if promised > asked:
            need = supplied.needs[claim]
            when = case.months[need.month]
            return f"`{need.place}` asks for {units(asked)} in {when} and is pledged {units(promised)}"
    for number, (giver, free) in enumerate(zip(alone.givers, alone.free, strict=True)):
        if free[0] < 0:
            month = min(range(len(free)), key=lambda m: alone.has[number][m] - alone.pledged[number][m])
            has, pledged = alone.has[number][month], alone.pledged[number][month]
            return f"`{giver}` pledged {units(pledged)} by {case.months[month]} and has {units(has)}"
    wanted = {claim for claim, least in enumerate(alone.least) if least > alone.promised[claim]}
    too_much = sum(alone.least[claim] - alone.promised[claim] for claim in wanted)
    room, places = 0, []
    for number, hub in enumerate(alone.hubs):
        served = [supplied.needs[c].month for c in wanted if number in alone.profiles[alone.profile_of[c]].hubs]
        if served:
            room += hub.free[max(served)]
            places += [alone.givers[giver] for giver in hub.givers if alone.free[giver][max(served)]]
    givers = ", ".join(f"`{each}`" for each in places)
    last = case.months[max(supplied.needs[claim].month for claim in wanted)]
    have = f"{givers} can give {units(room)}" if places else "nobody can give anything"
    return f"{units(too_much)} is guaranteed beyond pledges, and by {last} {have}"


def can_be_kept(of: Network) -> bool:
    """Whether every promise of the good can be kept."""
    if not of.sound:
        return False
    wanted = [0] * len(of.profiles)
    for claim, place in enumerate(of.profile_of):
        wanted[place] += of.least[claim] - of.promised[claim]
    return violated(of, wanted) is None


def conflict(of: Network) -> Conflict | None:
    """The promises of a good that cannot be kept together; None if all can."""
    if can_be_kept(of):
        return None
    supplied = of.supplied
    small = [(each.keep, each) for each in supplied.stocks if each.keep]
    less = [(each.least, each) for each in supplied.needs if each.least]
    pledged = [(each.amount, each) for each in supplied.pledges if each.amount]
    promises: list[tuple[Decimal, Promise]] = [*small, *less, *pledged]
    promises.sort(key=lambda each: each[0])  # small ones are left out first, so that few large ones remain
    needed = _irreducible(_Trial(of), [promise for _, promise in promises])
    return Conflict(
        supplied.good,
        tuple(each for each in needed if isinstance(each, Need)),
        tuple(each for each in needed if isinstance(each, Pledge)),
        tuple(each for each in needed if isinstance(each, Stock)),
    )


def _irreducible(trial: _Trial, promises: list[Promise]) -> list[Promise]:
    """Leave out what can be left out with the rest still impossible: large parts first, then one by one."""
    left = list(promises)
    part = max(len(left) // 2, 1)
    while True:
        place = 0
        while place < len(left):
            rest = left[:place] + left[place + part :]
            if trial.can_keep(rest):
                place += part
            else:
                left = rest
        if part == 1:
            return sorted(left, key=lambda each: each.line.number)
        part = max(part // 2, 1)


class _Trial:
    """The same good again and again with fewer promises; who can reach whom stays as it is."""

    def __init__(self, of: Network) -> None:
        self.of, self.months = of, of.supplied.months
        grain = of.supplied.grain
        self.number = {giver: number for number, giver in enumerate(of.givers)}
        self.claim = {(need.place, need.month): claim for claim, need in enumerate(of.supplied.needs)}
        self.claim_at = {need.line: claim for claim, need in enumerate(of.supplied.needs)}
        self.grains = {each.line: int(each.least * grain) for each in of.supplied.needs}
        self.grains |= {each.line: int(each.amount * grain) for each in of.supplied.pledges}
        self.grains |= {each.line: int(each.keep * grain) for each in of.supplied.stocks}
        kept = {each.place: self.grains[each.line] for each in of.supplied.stocks}
        self.all = [[each + kept.get(giver, 0) for each in of.has[of_]] for of_, giver in enumerate(of.givers)]

    def can_keep(self, promises: Sequence[Promise]) -> bool:
        """Whether these promises can be kept, and no others are made."""
        of = self.of
        left = [list(each) for each in self.all]
        least = [0] * len(of.asked)
        promised = [0] * len(of.asked)
        for each in promises:
            grains = self.grains[each.line]
            if isinstance(each, Need):
                least[self.claim_at[each.line]] = grains
            elif isinstance(each, Stock):
                left[self.number[each.place]] = [amount - grains for amount in left[self.number[each.place]]]
            else:
                promised[self.claim[each.to, each.month]] += grains
                of_giver = left[self.number[each.giver]]
                for month in range(each.month, self.months):
                    of_giver[month] -= grains
        free = tuple(tuple(reversed(list(accumulate(reversed(each), min)))) for each in left)
        hubs = tuple(
            replace(hub, free=tuple(map(sum, zip(*(free[g] for g in hub.givers), strict=True)))) for hub in of.hubs
        )
        least = [max(pair) for pair in zip(least, promised, strict=True)]
        return can_be_kept(replace(of, free=free, hubs=hubs, least=tuple(least), promised=tuple(promised)))
