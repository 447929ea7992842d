"""Answers by dictionary: every different answer once, and for each item which of them is its own.

Items share few answers, so the texts of an answer are put together once for all the items it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.controls.result_rows import SEPARATOR

Flags = npt.NDArray[np.uint8]
"""1 for every item of which something holds, else 0."""
Places = npt.NDArray[np.intp]

_TABLE = 1 << 21
_ALWAYS = 1 << 12
_FEW = 50_000
"""So many texts are cheaper as categories than copied item by item."""


@dataclass
class Texts:
    """The texts of one field of the different answers."""

    plain: list[str] = field(default_factory=list)
    parts: list[pl.Series] = field(default_factory=list)

    def add(self, texts: list[str] | pl.Series) -> None:
        """Add those of some answers."""
        if isinstance(texts, list):
            self.plain.extend(texts)
        else:
            self.parts += [pl.Series(self.plain, dtype=pl.String), texts]
            self.plain = []

    def all(self) -> pl.Series:
        """Every text, in the order of the answers."""
        return pl.concat([*self.parts, pl.Series(self.plain, dtype=pl.String)])


class Answers:
    """The answers of one regime for many items.

    Attributes:
        which: for every item the place of its answer among the different ones.
        size: how many different answers there are.
    """

    def __init__(self, height: int, fields: Iterable[str]) -> None:
        self.which = np.zeros(height, dtype=np.uint32)
        self.size = 0
        self._fields = {name: Texts() for name in fields}

    def put(self, rows: slice | Places, which: Places, fields: dict[str, list[str] | pl.Series]) -> None:
        """Give some items their answers."""
        self.which[rows] = which.astype(np.uint32) + np.uint32(self.size)
        for name, texts in fields.items():
            self._fields[name].add(texts)
        self.size += len(next(iter(fields.values())))

    def different(self) -> pl.DataFrame:
        """The different answers, perhaps some of them twice."""
        return pl.DataFrame([texts.all().alias(name) for name, texts in self._fields.items()])


def places_in_turn(parts: Sequence[Answers]) -> pl.Series:
    """For every item the place of its answer in each part in turn, where their answers stand one below another."""
    starts = np.cumsum([0, *(each.size for each in parts[:-1])], dtype=np.uint32)
    which = [each.which + start for each, start in zip(parts, starts, strict=True)]
    return pl.Series(np.stack(which, axis=1).reshape(-1))


def spread(texts: pl.Series, places: pl.Series) -> pl.Series:
    """For every place its text; few texts become categories, which are neither copied nor looked at one by one."""
    if len(texts) > min(_FEW, len(places) // 4):
        return texts.gather(places)
    different: dict[str, int] = {}
    numbers = np.array([different.setdefault(text, len(different)) for text in texts.to_list()], dtype=np.uint32)
    return pl.Series(texts.name, numbers[places.to_numpy()]).cat.to(pl.Enum(list(different)))


def alike(sets: Sequence[Flags], height: int) -> tuple[Places, Places]:
    """Items of which the same holds: one item of each sort, and for every item its sort.

    Eight sets make a byte, and after each byte only what occurs is kept. Where most items differ, as the first
    ones show, each is its own sort, and the two returned are the same.
    """
    if height > 2 * _ALWAYS and len(alike([each[:_ALWAYS] for each in sets], _ALWAYS)[0]) > _ALWAYS // 2:
        every = np.arange(height)
        return every, every
    sorts, which = 1, np.zeros(height, dtype=np.intp)
    for start in range(0, len(sets), 8):
        present, which = _numbered(
            which << 8 | _bytes([("", each) for each in sets[start : start + 8]], height), sorts << 8
        )
        sorts = len(present)
    rows = np.zeros(sorts, dtype=np.intp)
    rows[which] = np.arange(height)
    return rows, which


def chosen(ranked: Sequence[tuple[str, Flags]], height: int) -> list[str] | pl.Series:
    """For every item the first word that holds; the last holds for all the others."""
    found = np.full(height, len(ranked) - 1, dtype=np.uint8)
    for place in range(len(ranked) - 2, -1, -1):
        np.putmask(found, ranked[place][1].view(np.bool_), place)
    words = [word for word, _ in ranked]
    return _gathered(words, found) if height > _ALWAYS else [words[place] for place in found.tolist()]


def listed(labels: Sequence[tuple[str, Flags]], height: int) -> list[str] | pl.Series:
    """For every item all the labels that hold, in their order, as one text, put together from texts of eight labels."""
    parts = [(_texts(labels[i : i + 8]), _bytes(labels[i : i + 8], height)) for i in range(0, len(labels), 8)]
    if not parts:
        return pl.Series([""]).new_from_index(0, height) if height > _ALWAYS else [""] * height
    if height > _ALWAYS:
        frame = pl.DataFrame([_gathered(*part).alias(str(i)) for i, part in enumerate(parts)])
        return frame.select(pl.concat_str(pl.all()).str.strip_suffix(SEPARATOR)).to_series()
    whole = [""] * height
    for texts, places in parts:
        whole = [text + texts[place] for text, place in zip(whole, places.tolist(), strict=True)]
    return [text.removesuffix(SEPARATOR) for text in whole]


def _texts(eight: Sequence[tuple[str, Flags]]) -> list[str]:
    """The text for every byte of up to eight labels, a separator behind each label."""
    found = [""]
    for label, _ in eight:
        found += [text + label + SEPARATOR for text in found]
    return found


def _bytes(eight: Sequence[tuple[str, Flags]], height: int) -> Flags:
    """Up to eight flags an item as one byte; eight items at once, since no flag is shifted out of its own byte."""
    found = np.zeros(height, dtype=np.uint8)
    whole = height // 8 * 8
    words, rest = found[:whole].view(np.uint64), found[whole:]
    for bit, (_, has) in enumerate(eight):
        flags = np.ascontiguousarray(has)
        words |= flags[:whole].view(np.uint64) << np.uint64(bit)
        rest |= flags[whole:] << np.uint8(bit)
    return found


def _numbered(codes: npt.NDArray[np.integer], most: int) -> tuple[Places, Places]:
    """The different codes below `most`, and for every item the place of its code among them."""
    if most > _TABLE:
        found, places = np.unique(codes, return_inverse=True)
        return found.astype(np.intp), places
    seen = np.zeros(most, dtype=np.bool_)
    seen[codes] = True
    present = np.flatnonzero(seen)
    place = np.empty(most, dtype=np.intp)
    place[present] = np.arange(len(present))
    return present, place[codes]


def _gathered(texts: list[str], places: Flags) -> pl.Series:
    return pl.Series(texts, dtype=pl.String).gather(pl.Series(places))
