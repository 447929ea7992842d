"""Shares a whole case by the rules asked for: who gets what, from whom, at which price, and the proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from renkei.ground.errors import BadInput
from renkei.supply.sharing.case import Case, Need
from renkei.supply.sharing.delivering import deliveries
from renkei.supply.sharing.fairness import Measures, measures
from renkei.supply.sharing.fine import Network, by_good, network
from renkei.supply.sharing.prices import Price, prices
from renkei.supply.sharing.promises import Conflict, conflict, told
from renkei.supply.sharing.proving import Proof, Rows, proof
from renkei.supply.sharing.rules import Outcome, Rule, harm, outcome, whole
from renkei.supply.sharing.solving import Unsolved


class CannotKeep(BadInput):
    """Minimums, pledges and reserves that cannot all be kept; carries one set of them for each good."""

    code = "promises-conflict"

    def __init__(self, conflicts: Sequence[Conflict], case: Case) -> None:
        self.conflicts, self.case = tuple(conflicts), case
        goods = ", ".join(f"`{each.good}`" for each in conflicts)
        super().__init__(f"what is promised of {goods} cannot all be kept", "ease one of the promises named")

    def lines(self) -> list[str]:
        """For each good the sum that does not come out, then a line for every promise."""
        found = []
        for each in self.conflicts:
            first, *rest = told(each, self.case)
            found += [f"{self.code}: {first}", *rest]
        return found


@dataclass(frozen=True, slots=True)
class Given:
    """What one claim gets.

    Attributes:
        need: the claim.
        given: how much it gets, in the unit of the good.
    """

    need: Need
    given: Decimal

    @property
    def unmet(self) -> Decimal:
        """What is still missing."""
        return self.need.asked - self.given

    @property
    def share(self) -> float:
        """The covered share."""
        return float(self.given / self.need.asked)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Who gives what to whom in a month; to itself, if it serves its own need."""

    giver: str
    to: str
    good: str
    month: int
    amount: Decimal
    pledged: bool


@dataclass(frozen=True)
class Shared:
    """A case shared by one rule.

    Attributes:
        given: one for each claim, in the order of the needs.
        deliveries: who gives it.
        prices: the price of every limit that binds, the dearest of each good first.
        proofs: what was proved, by good.
    """

    rule: Rule
    given: tuple[Given, ...]
    deliveries: tuple[Delivery, ...]
    prices: tuple[Price, ...]
    proofs: dict[str, Proof]
    measures: Measures

    @property
    def proved(self) -> bool:
        """Whether everything was proved exactly."""
        return all(each.kept and each.optimal for each in self.proofs.values())


def share(case: Case, rules: Sequence[Rule], progress: Callable[[int, int], None] | None = None) -> tuple[Shared, ...]:
    """Share a case by each rule.

    Raises:
        CannotKeep: if what is promised cannot all be kept.
    """
    networks = [network(each) for each in by_good(case)]
    conflicts = [broken for each in networks if (broken := conflict(each)) is not None]
    if conflicts:
        raise CannotKeep(conflicts, case)
    rows = [Rows(each.supplied) for each in networks]
    found: dict[Rule, list[_Good]] = {rule: [] for rule in rules}
    for done, (of, added_up) in enumerate(zip(networks, rows, strict=True), 1):
        for rule, goods in found.items():
            goods.append(_Good.of(of, added_up, rule))
        if progress:
            progress(done, len(networks))
    return tuple(_together(case, rule, goods) for rule, goods in found.items())


@dataclass(frozen=True)
class _Good:
    """One good shared by one rule."""

    network: Network
    given: tuple[int, ...]
    exact: tuple[Fraction, ...]
    deliveries: tuple[Delivery, ...]
    prices: tuple[Price, ...]
    proof: Proof
    harm: Fraction

    @classmethod
    def of(cls, of: Network, rows: Rows, rule: Rule) -> _Good:
        found: Outcome = outcome(of, rule)
        given = whole(found.given)
        if found.flow is None:
            message = f"{of.supplied.good}: what {rule} gives cannot be delivered"
            raise Unsolved(message)
        sent = deliveries(of, given, found.flow)
        needs, good = of.supplied.needs, of.supplied.good
        handed = tuple(
            Delivery(
                of.givers[each.giver],
                needs[each.claim].place,
                good,
                needs[each.claim].month,
                _units(each.grains, of),
                each.pledged,
            )
            for each in sent
        )
        return cls(
            of, given, found.given, handed, tuple(prices(found)), proof(rows, found, given, sent), harm(of, found.given)
        )


def _units(grains: int, of: Network) -> Decimal:
    return Decimal(grains) / of.supplied.grain


def _together(case: Case, rule: Rule, goods: Sequence[_Good]) -> Shared:
    given = {
        need.line: Given(need, _units(got, each.network))
        for each in goods
        for need, got in zip(each.network.supplied.needs, each.given, strict=True)
    }
    counted = measures([(each.network.asked, each.exact) for each in goods], sum((g.harm for g in goods), Fraction(0)))
    return Shared(
        rule,
        tuple(given[need.line] for need in case.needs),
        tuple(delivery for each in goods for delivery in each.deliveries),
        tuple(price for each in goods for price in each.prices),
        {each.network.supplied.good: each.proof for each in goods},
        counted,
    )
