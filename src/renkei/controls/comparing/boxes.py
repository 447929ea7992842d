"""Conditions as boxes: for every quantity the values it may take; joined, cut and subtracted exactly.

All bounds that either side knows cut a quantity into cells, which nothing compared tells apart any further. Which of
its cells a quantity may lie in is kept as the bits of a number, so that boxes are cut by arithmetic on bits.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from renkei.controls.comparing.plainly import Referred, Subject
from renkei.controls.conditions import All, AnyOf, Choice, Compare, Condition, Flag, Has, Not, atoms
from renkei.controls.possible_values import Numbers, Stretch, Words, numbers, within, words
from renkei.controls.rulebook import PLACES, Bounds, Rulebook
from renkei.controls.satisfying import normal

Key = Hashable
"""What is asked about: an attribute, a product of attributes, a value of a set, or a thing nobody can say."""

Values = Numbers | Words
Box = Mapping[Key, Values]
"""For every key that matters, the values with which an item lies in the box; of other keys, any."""

Bits = dict[Key, int]
"""A box, with the cells of each key as bits."""

LIMIT = 4_000
"""So many boxes are kept; a condition too tangled for that is not enumerated."""

YES = Words(frozenset({"yes"}))
_EITHER = Words(frozenset({"yes", "no"}))


class TooTangled(Exception):  # a finding, told as such
    """A condition has too many boxes."""


class Space:
    """Everything an item of a subject can be, as far as some conditions tell it apart.

    Args:
        conditions: all that will be asked about.

    Attributes:
        atoms: for each key, a comparison or feature that speaks of it.
    """

    def __init__(self, book: Rulebook, subject: Subject, conditions: Iterable[Condition]) -> None:
        self.book, self.subject = book, subject
        self.atoms: dict[Key, Condition] = {}
        self._kept: dict[Condition, tuple[Key, Values]] = {}
        for atom in dict.fromkeys(_single(each) for node in conditions for each in _every(node)):
            for each in atom:
                key, values = self._narrowed(each)
                self._kept[each] = key, values
                self.atoms.setdefault(key, each)
        self._cells = self._cut()
        self._bits = {atom: (key, self._among(key, values)) for atom, (key, values) in self._kept.items()}

    def everything(self, key: Key) -> int:
        """All cells of a key."""
        return (1 << len(self._cells[key])) - 1

    def values(self, bits: Bits) -> dict[Key, Values]:
        """A box with its values spelled out."""
        return {key: self._spelled(key, each) for key, each in bits.items()}

    def boxes(self, node: Condition, *, holds: bool = True) -> list[Bits]:
        """The boxes in which a condition holds, or does not.

        Raises:
            TooTangled: if there are more than LIMIT.
        """
        match node:
            case Not(part):
                return self.boxes(part, holds=not holds)
            case Has(_, values, every) if len(values) > 1:
                each = _single(node)
                return self.boxes(All(each) if every else AnyOf(each), holds=holds)
            case All(parts) | AnyOf(parts) if isinstance(node, All) is holds:
                found: list[Bits] = [{}]
                for part in parts:
                    more = self.boxes(part, holds=holds)
                    found = self.fewest([met for one in found for two in more if (met := joined(one, two)) is not None])
                return found
            case All(parts) | AnyOf(parts):
                return self.fewest([box for part in parts for box in self.boxes(part, holds=holds)])
            case _:
                key, bits = self._bits[node]
                kept = bits if holds else self.everything(key) & ~bits
                return [{key: kept}] if kept else []

    def minus(self, box: Bits, others: Iterable[Bits]) -> list[Bits]:
        """The largest boxes of a box that lie in none of the others.

        Raises:
            TooTangled: if there are more than LIMIT.
        """
        left = [box]
        for other in others:
            cut: list[Bits] = []
            for each in left:
                if joined(each, other) is None:
                    cut.append(each)
                    continue
                for key, bits in other.items():
                    rest = each.get(key, self.everything(key)) & ~bits
                    if rest:
                        cut.append({**each, key: rest})
            left = self.fewest(cut)
        return left

    def fewest(self, boxes: Sequence[Bits]) -> list[Bits]:
        """The same in fewer boxes: those within others left out, those that differ in one key only made one.

        Raises:
            TooTangled: if more than LIMIT are left.
        """
        if len(boxes) > 5 * LIMIT:
            raise TooTangled
        kept: list[Bits] = []
        for box in sorted(boxes, key=len):
            if not any(inside(box, other) for other in kept):
                kept.append(box)
        while (merged := self._merged(kept)) is not None:
            kept = merged
        if len(kept) > LIMIT:
            raise TooTangled
        return kept

    def _merged(self, boxes: list[Bits]) -> list[Bits] | None:
        """The boxes with two of them made one; None if no two can be."""
        seen: dict[Hashable, int] = {}
        for place, box in enumerate(boxes):
            for key in box:
                rest = key, frozenset(each for each in box.items() if each[0] != key)
                if rest not in seen:
                    seen[rest] = place
                    continue
                first = boxes[seen[rest]]
                both = {**box, key: first[key] | box[key]}
                if both[key] == self.everything(key):
                    del both[key]
                return [*(each for each in boxes if not inside(each, both)), both]
        return None

    def _narrowed(self, atom: Condition) -> tuple[Key, Values]:
        """What an atom asks about, and the values with which it holds."""
        match atom:
            case Compare():
                key, operator, bound, _ = normal(atom)
                return key, numbers(operator, bound)
            case Choice(name, chosen):
                return name, words(frozenset(chosen))
            case Flag(name):
                return name, YES
            case Has(name, held):
                return (name, *held), YES
            case _:
                return atom, YES

    def _cut(self) -> dict[Key, list[Values]]:
        """The cells of every key: no bound lies within one."""
        told: dict[Key, list[Values]] = {}
        for key, values in self._kept.values():
            told.setdefault(key, []).append(values)
        return {key: list(self._cells_of(key, each)) for key, each in told.items()}

    def _cells_of(self, key: Key, told: Sequence[Values]) -> Iterator[Values]:
        if isinstance(told[0], Numbers):
            bounds = self.book.attributes[key].bounds if isinstance(key, str) and key in self.book.attributes else None
            possible = within(bounds or Bounds(), none=False)
            ends = sorted({end for v in told if isinstance(v, Numbers) for s in v.stretches for end in _ends(s)})
            for stretch in _between(ends):
                cell = Numbers((stretch,)).both(possible)
                cell = _whole(cell) if bounds is not None and bounds.whole else cell
                if not cell.empty:
                    yield cell
            yield Numbers((), none=True)
        elif isinstance(self.atoms[key], Choice):
            named = frozenset(word for v in told if isinstance(v, Words) for word in v.words)
            known = self.book.attributes[str(key)].values if key not in PLACES else named
            yield from (Words(frozenset({each})) for each in known)
            yield Words(frozenset(known), others=True) if key in PLACES else Words(frozenset(), none=True)
        else:
            yield from (YES, Words(frozenset({"no"})))

    def _among(self, key: Key, values: Values) -> int:
        """The cells that lie within some values."""
        return sum(1 << place for place, cell in enumerate(self._cells[key]) if not both(cell, values).empty)

    def _spelled(self, key: Key, bits: int) -> Values:
        found: Values | None = None
        for place, cell in enumerate(self._cells[key]):
            if bits >> place & 1:
                found = cell if found is None else _either(found, cell)
        return found if found is not None else Words(frozenset())


def joined(one: Bits, other: Bits) -> Bits | None:
    """What lies in both boxes; None if nothing does."""
    met = {**one}
    for key, bits in other.items():
        kept = met[key] & bits if key in met else bits
        if not kept:
            return None
        met[key] = kept
    return met


def inside(one: Bits, other: Bits) -> bool:
    """Whether a box lies within another."""
    return all(key in one and not one[key] & ~bits for key, bits in other.items())


def both(one: Values, other: Values) -> Values:
    """The values that are among both; a key always has values of one sort."""
    return one.both(other)  # type: ignore[arg-type]


def _either(one: Values, other: Values) -> Values:
    return one.either(other)  # type: ignore[arg-type]  # a key always has values of one sort


def _every(node: Condition) -> Iterator[Condition]:
    """Every comparison and feature, those of the goods that are referred to as well."""
    for atom in atoms(node):
        yield atom
        if isinstance(atom, Referred):
            yield from _every(atom.meaning)


def _single(atom: Condition) -> tuple[Condition, ...]:
    """An atom; of a set that is asked for several values, one for each."""
    if isinstance(atom, Has) and len(atom.values) > 1:
        return tuple(Has(atom.name, (value,)) for value in atom.values)
    return (atom,)


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
