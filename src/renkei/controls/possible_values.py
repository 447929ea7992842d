"""The values an attribute may still take, exactly: stretches of numbers with open or closed ends, or words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from renkei.controls.conditions import Operator
from renkei.controls.rulebook import Bounds

OPPOSITE: dict[Operator, Operator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
MIRRORED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Stretch:
    """All numbers from `low` to `high`; None: without end."""

    low: Fraction | None = None
    low_included: bool = False
    high: Fraction | None = None
    high_included: bool = False

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_included and self.high_included))

    def both(self, other: Stretch) -> Stretch:
        """The numbers that lie in both."""
        low, low_included = _tighter((self.low, self.low_included), (other.low, other.low_included), 1)
        high, high_included = _tighter((self.high, self.high_included), (other.high, other.high_included), -1)
        return Stretch(low, low_included, high, high_included)

    def beyond(self) -> tuple[Stretch, ...]:
        """The numbers below and above it."""
        below = () if self.low is None else (Stretch(high=self.low, high_included=not self.low_included),)
        above = () if self.high is None else (Stretch(self.high, low_included=not self.high_included),)
        return (*below, *above)

    def reaches(self, later: Stretch) -> bool:
        """Whether no number lies between it and a stretch that begins no earlier."""
        if self.high is None or later.low is None or later.low < self.high:
            return True
        return later.low == self.high and (self.high_included or later.low_included)

    def spanning(self, later: Stretch) -> Stretch:
        """From its beginning to the later of both ends."""
        if self.high is None or later.high is None:
            return Stretch(self.low, self.low_included)
        mine, other = (self.high, self.high_included), (later.high, later.high_included)
        return Stretch(self.low, self.low_included, *max(mine, other))


def _from(stretch: Stretch) -> tuple[bool, Fraction, bool]:
    return stretch.low is not None, stretch.low or Fraction(0), not stretch.low_included


End = tuple[Fraction | None, bool]


def _tighter(one: End, other: End, sign: int) -> End:
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return one if (one[0] - other[0]) * sign > 0 else other


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in some stretches; `none`: or that the item has no such figure."""

    stretches: tuple[Stretch, ...]
    none: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is possible any more."""
        return not self.stretches and not self.none

    def both(self, other: Numbers) -> Numbers:
        """What is possible by both."""
        met = (one.both(two) for one in self.stretches for two in other.stretches)
        return Numbers(tuple(each for each in met if not each.empty), self.none and other.none)

    def either(self, other: Numbers) -> Numbers:
        """What is possible by one or the other, in as few stretches as can be."""
        joined: list[Stretch] = []
        for each in sorted((*self.stretches, *other.stretches), key=_from):
            if joined and joined[-1].reaches(each):
                joined[-1] = joined[-1].spanning(each)
            else:
                joined.append(each)
        return Numbers(tuple(joined), self.none or other.none)

    def rest(self) -> Numbers:
        """Everything else."""
        left = Numbers((Stretch(),))
        for each in self.stretches:
            left = left.both(Numbers(each.beyond()))
        return Numbers(left.stretches, not self.none)


def numbers(operator: Operator, bound: Fraction, *, holds: bool = True) -> Numbers:
    """The values with which a comparison with a bound holds, or does not; of no figure at all it does not."""
    if not holds:
        return Numbers(numbers(OPPOSITE[operator], bound).stretches, none=True)
    below, above = Stretch(high=bound), Stretch(low=bound)
    match operator:
        case "<":
            return Numbers((below,))
        case "<=":
            return Numbers((Stretch(high=bound, high_included=True),))
        case ">":
            return Numbers((above,))
        case ">=":
            return Numbers((Stretch(low=bound, low_included=True),))
        case "=":
            return Numbers((Stretch(bound, low_included=True, high=bound, high_included=True),))
        case _:
            return Numbers((below, above))


def within(bounds: Bounds, *, none: bool) -> Numbers:
    """The physically possible values."""
    return Numbers((Stretch(bounds.low, bounds.low_included, bounds.high, bounds.high_included),), none)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words, or with `others` all but these; `none`: or that the item has no such feature."""

    words: frozenset[str]
    others: bool = False
    none: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is possible any more."""
        return not self.words and not self.others and not self.none

    def either(self, other: Words) -> Words:
        """What is possible by one or the other."""
        return self.rest().both(other.rest()).rest()

    def rest(self) -> Words:
        """Everything else."""
        return Words(self.words, others=not self.others, none=not self.none)

    def both(self, other: Words) -> Words:
        """What is possible by both."""
        none = self.none and other.none
        if self.others and other.others:
            return Words(self.words | other.words, others=True, none=none)
        if self.others or other.others:
            listed, left_out = (other, self) if self.others else (self, other)
            return Words(listed.words - left_out.words, none=none)
        return Words(self.words & other.words, none=none)


def words(these: frozenset[str], *, holds: bool = True) -> Words:
    """The values that are one of these words, or are not; no feature at all is not."""
    return Words(these, others=not holds, none=not holds)
