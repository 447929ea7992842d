"""Conditions as boxes: for every quantity the values it may take; joined, cut and subtracted exactly.

All bounds that either side knows cut a quantity into cells, which nothing compared tells apart any further. Which of
its cells a quantity may lie in is kept as the bits of a number, so that boxes are cut by arithmetic on bits.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from renkei.controls.comparing.cutting import YES, Values, both, either, number_cells, place_cells, word_cells
from renkei.controls.comparing.fewer import Bits, TooTangled, fewest, joined
from renkei.controls.comparing.plainly import Referred, Subject
from renkei.controls.conditions import All, AnyOf, Choice, Compare, Condition, Flag, Has, Not, atoms
from renkei.controls.possible_values import Numbers, Words, numbers, words
from renkei.controls.rulebook import PLACES, Rulebook
from renkei.controls.satisfying import normal

__all__ = ["Bits", "Box", "Key", "Space", "TooTangled"]

Key = Hashable
"""What is asked about: an attribute, a product of attributes, a value of a set, or a thing nobody can say."""

Box = Mapping[Key, Values]
"""For every key that matters, the values with which an item lies in the box; of other keys, any."""


class Space:
    """Everything an item of a subject can be, as far as some conditions tell it apart.

    Inside, a key is a small number, its place, and a condition is known by its identity: neither is hashed again and
    again.

    Args:
        conditions: all that will be asked about.

    Attributes:
        atoms: for each key, a comparison or feature that speaks of it.
    """

    def __init__(self, book: Rulebook, subject: Subject, conditions: Iterable[Condition]) -> None:
        self.book, self.subject = book, subject
        self.atoms: dict[Key, Condition] = {}
        self._known: dict[int, tuple[Condition, list[Bits], list[Bits]]] = {}
        """By identity of a condition: itself, so that the identity stays its own, and where it holds or does not."""
        self._found: dict[tuple[int, bool], tuple[Condition, list[Bits]]] = {}
        asked: list[tuple[Condition, Key, Values]] = []
        for atom in _every(conditions):
            for each in _single(atom):
                key, values = _narrowed(each)
                self.atoms.setdefault(key, each)
                asked.append((each, key, values))
        self._keys = list(self.atoms)
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._cells = self._cut(asked)
        self._full = [(1 << len(cells)) - 1 for cells in self._cells]
        self._words: dict[tuple[int, int], Values] = {}
        for each, key, values in asked:
            self._keep(each, self._places[key], values)

    def everything(self, place: int) -> int:
        """All cells of a key."""
        return self._full[place]

    def values(self, bits: Bits) -> dict[Key, Values]:
        """A box with its values spelled out."""
        return {self._keys[place]: self._spelled(place, each) for place, each in bits.items()}

    def demands(self, bits: Bits) -> Iterator[Key]:
        """The keys of a box for which having nothing at all is not enough."""
        return (self._keys[place] for place, each in bits.items() if not each & self._nothing(place))

    def boxes(self, node: Condition, *, holds: bool = True) -> list[Bits]:
        """The boxes in which a condition holds, or does not.

        Raises:
            TooTangled: if there are more than LIMIT.
            KeyError: if it asks about something the space was not made for.
        """
        known = self._known.get(id(node))
        if known is not None:
            return known[1] if holds else known[2]
        if (id(node), holds) not in self._found:
            self._found[id(node), holds] = node, self._enumerated(node, holds=holds)
        return self._found[id(node), holds][1]

    def _enumerated(self, node: Condition, *, holds: bool) -> list[Bits]:
        match node:
            case Not(part):
                return self.boxes(part, holds=not holds)
            case Has(_, values, every) if len(values) > 1:
                single = _single(node)
                return self.boxes(All(single) if every else AnyOf(single), holds=holds)
            case All(parts) | AnyOf(parts) if isinstance(node, All) is holds:
                found: list[Bits] = [{}]
                for part in parts:
                    more = self.boxes(part, holds=holds)
                    found = self.fewest([met for one in found for two in more if (met := joined(one, two)) is not None])
                return found
            case All(parts) | AnyOf(parts):
                return self.fewest([box for part in parts for box in self.boxes(part, holds=holds)])
            case _:
                _, where, elsewhere = self._equal(node)
                return where if holds else elsewhere

    def minus(self, box: Bits, others: Iterable[Bits]) -> list[Bits]:
        """The largest boxes of a box that lie in none of the others.

        Raises:
            TooTangled: if there are more than LIMIT.
        """
        left = [box]
        for other in others:
            cut: list[Bits] = []
            apart = True
            for each in left:
                if joined(each, other) is None:
                    cut.append(each)
                    continue
                apart = False
                for place, bits in other.items():
                    rest = each.get(place, self._full[place]) & ~bits
                    if rest:
                        cut.append({**each, place: rest})
            left = left if apart else self.fewest(cut)
        return left

    def ways(self, box: Bits) -> Iterator[Bits]:
        """The ways to lie in a box, with what the goods it refers to must meet spelled out.

        Raises:
            TooTangled: if what they must meet has more than LIMIT boxes.
        """
        own: Bits = {}
        met: list[list[Bits]] = []
        for place, bits in box.items():
            key = self._keys[place]
            if not isinstance(key, Referred):
                own[place] = bits
            elif self._spelled(place, bits) == YES:
                met.append(self.boxes(key.meaning))
        return _joined_with(own, met)

    def fewest(self, boxes: Sequence[Bits]) -> list[Bits]:
        """The same in fewer boxes: those within others left out, those that differ in one key only made one.

        Raises:
            TooTangled: if more than LIMIT are left.
        """
        return fewest(boxes, self._full)

    def _equal(self, node: Condition) -> tuple[Condition, list[Bits], list[Bits]]:
        """What is known of a comparison or feature that equals one the space was made for."""
        key, values = _narrowed(node)
        self._keep(node, self._places[key], values)
        return self._known[id(node)]

    def _keep(self, atom: Condition, place: int, values: Values) -> None:
        bits, full = self._among(place, values), self._full[place]
        holds, fails = ([{place: each}] if each else [] for each in (bits, full & ~bits))
        self._known[id(atom)] = atom, holds, fails

    def _cut(self, asked: Sequence[tuple[Condition, Key, Values]]) -> list[list[Values]]:
        """The cells of every key, by its place."""
        told: dict[Key, list[Values]] = {key: [] for key in self._keys}
        for _, key, values in asked:
            told[key].append(values)
        return [list(self._cells_of(key, each)) for key, each in told.items()]

    def _cells_of(self, key: Key, told: Sequence[Values]) -> Iterator[Values]:
        named = self.book.attributes.get(key) if isinstance(key, str) else None
        if isinstance(told[0], Numbers):
            asked = [each for each in told if isinstance(each, Numbers)]
            yield from number_cells(asked, None if named is None else named.bounds)
        elif not isinstance(self.atoms[key], Choice):
            yield from (YES, Words(frozenset({"no"})))
        elif key in PLACES:
            yield from place_cells([each for each in told if isinstance(each, Words)])
        else:
            yield from word_cells(() if named is None else tuple(named.values))

    def _among(self, place: int, values: Values) -> int:
        """The cells that lie within some values."""
        return sum(1 << n for n, cell in enumerate(self._cells[place]) if not both(cell, values).empty)

    def _nothing(self, place: int) -> int:
        """The cell of an item that has no such thing; no cell of a place, which every item has."""
        no_such = self._cells[place][-1]
        feature = isinstance(no_such, Words) and not no_such.none and not no_such.others
        return 1 << (len(self._cells[place]) - 1) if no_such.none or feature else 0

    def _spelled(self, place: int, bits: int) -> Values:
        if (place, bits) not in self._words:
            found: Values | None = None
            for n, cell in enumerate(self._cells[place]):
                if bits >> n & 1:
                    found = cell if found is None else either(found, cell)
            self._words[place, bits] = found if found is not None else Words(frozenset())
        return self._words[place, bits]


def _joined_with(box: Bits, others: Sequence[Sequence[Bits]]) -> Iterator[Bits]:
    """What lies in a box and in one of each of the others, in the order of these."""
    if not others:
        yield box
        return
    for each in others[0]:
        met = joined(box, each)
        if met is not None:
            yield from _joined_with(met, others[1:])


def _narrowed(atom: Condition) -> tuple[Key, Values]:
    """What an atom asks about, and the values with which it holds."""
    match atom:
        case Compare():
            return _compared(atom)
        case Choice(name, chosen):
            return name, words(frozenset(chosen))
        case Flag(name):
            return name, YES
        case Has(name, held):
            return (name, *held), YES
        case _:
            return atom, YES


@lru_cache(maxsize=20_000)
def _compared(atom: Compare) -> tuple[Key, Numbers]:
    key, operator, bound, _ = normal(atom)
    return key, numbers(operator, bound)


def _every(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Every comparison and feature once, those of the goods that are referred to as well."""
    seen: set[int] = set()
    todo = [atom for node in conditions for atom in atoms(node)][::-1]
    while todo:
        atom = todo.pop()
        if id(atom) not in seen:
            seen.add(id(atom))
            yield atom
            if isinstance(atom, Referred):
                todo += list(atoms(atom.meaning))[::-1]


def _single(atom: Condition) -> tuple[Condition, ...]:
    """An atom; of a set that is asked for several values, one for each."""
    if isinstance(atom, Has) and len(atom.values) > 1:
        return tuple(Has(atom.name, (value,)) for value in atom.values)
    return (atom,)
