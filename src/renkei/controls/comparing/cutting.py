"""The values of a quantity cut into cells at every bound that is asked about: no bound lies within a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from renkei.controls.possible_values import Numbers, Stretch, Words, within
from renkei.controls.rulebook import Bounds

Values = Numbers | Words

YES = Words(frozenset({"yes"}))
NO = Words(frozenset({"no"}))


def number_cells(asked: Sequence[Numbers], bounds: Bounds | None) -> Iterator[Numbers]:
    """The cells of a number: every bound by itself, all between them as far as it is possible, and no number at all.

    Args:
        asked: the values with which something asked holds.
        bounds: what is physically possible; None for what is computed from several figures.
    """
    possible = within(bounds or Bounds(), none=False)
    ends = sorted({end for each in asked for stretch in each.stretches for end in _ends(stretch)})
    for stretch in _between(ends):
        cell = Numbers((stretch,)).both(possible)
        cell = _whole(cell) if bounds is not None and bounds.whole else cell
        if not cell.empty:
            yield cell
    yield Numbers((), none=True)


def word_cells(known: Sequence[str]) -> Iterator[Words]:
    """The cells of a choice: each word it may be, and none at all."""
    yield from (Words(frozenset({each})) for each in known)
    yield Words(frozenset(), none=True)


def place_cells(asked: Sequence[Words]) -> Iterator[Words]:
    """The cells of a place: each place that is named, and all others."""
    named = frozenset(word for each in asked for word in each.words)
    yield from (Words(frozenset({each})) for each in sorted(named))
    yield Words(named, others=True)


def both(one: Values, other: Values) -> Values:
    """The values that are among both; a key always has values of one sort."""
    return one.both(other)  # type: ignore[arg-type]


def either(one: Values, other: Values) -> Values:
    """The values that are among one or the other; a key always has values of one sort."""
    return one.either(other)  # type: ignore[arg-type]


def _ends(stretch: Stretch) -> Iterator[Fraction]:
    yield from (end for end in (stretch.low, stretch.high) if end is not None)


def _between(ends: Sequence[Fraction]) -> Iterator[Stretch]:
    """Every end by itself, and all that lies below, between and above them."""
    if not ends:
        yield Stretch()
        return
    yield Stretch(high=ends[0])
    for place, end in enumerate(ends):
        yield Stretch(end, low_included=True, high=end, high_included=True)
        yield Stretch(end, high=ends[place + 1] if place + 1 < len(ends) else None)


def _whole(values: Numbers) -> Numbers:
    """Of an attribute that counts things: the stretches with whole numbers at their ends."""
    made = []
    for each in values.stretches:
        low = None if each.low is None else Fraction(ceil(each.low))
        high = None if each.high is None else Fraction(floor(each.high))
        if low is not None and low == each.low and not each.low_included:
            low += 1
        if high is not None and high == each.high and not each.high_included:
            high -= 1
        made.append(Stretch(low, low is not None, high, high is not None))
    return Numbers(tuple(each for each in made if not each.empty), values.none)
