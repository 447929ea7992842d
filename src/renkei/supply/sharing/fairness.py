"""How even a sharing is, in a few numbers that can be set beside those of another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from renkei.supply.sharing.cuts import exact_sum


@dataclass(frozen=True)
class Measures:
    """What a sharing comes to. A covered share is given by asked, of one claim.

    Attributes:
        worst: the smallest covered share.
        jain: Jain's index of the covered shares: 1 if all are equal, one over their number if one has everything.
        gini: the Gini coefficient of the covered shares: 0 if all are equal.
        covered: how much of what is asked is given, the mean of the goods.
        short: how many claims are left short.
        harm: the sum of harm.
    """

    worst: float
    jain: float
    gini: float
    covered: float
    short: int
    harm: float


def jain(shares: Sequence[float]) -> float:
    """Jain's index (Jain, Chiu and Hawe 1984): the square of the sum over n times the sum of squares."""
    squares = sum(each * each for each in shares)
    return sum(shares) ** 2 / (len(shares) * squares) if squares else 1.0


def gini(shares: Sequence[float]) -> float:
    """The Gini coefficient: half the mean difference between two claims, as a part of the mean."""
    ordered, total = sorted(shares), sum(shares)
    if not total:
        return 0.0
    count = len(ordered)
    return sum((2 * place - count - 1) * each for place, each in enumerate(ordered, 1)) / (count * total)


def measures(goods: Sequence[tuple[Sequence[int], Sequence[Fraction]]], harm: Fraction) -> Measures:
    """The measures of a sharing.

    Args:
        goods: for each good what its claims asked and what they got.
        harm: the sum of harm over all goods.
    """
    pairs = [pair for asked, got in goods for pair in zip(asked, got, strict=True)]
    shares = [got.numerator / (got.denominator * asked) for asked, got in pairs]
    short = sum(got < asked for asked, got in pairs)
    covered = sum(float(exact_sum(got) / sum(asked)) for asked, got in goods) / len(goods)
    return Measures(min(shares), jain(shares), gini(shares), covered, short, float(harm))
