"""Columns of text by dictionary: every different text once, and for each item which of them is its own.

Items share few answers, so a text is put together once for all the items it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

SEPARATOR = "; "

Places = npt.NDArray[np.uint32]
Labeled = tuple[str, npt.NDArray[np.uint8]]
"""A label, and 1 for every item that has it."""

_TABLE = 1 << 16
_AT_ONCE = 1 << 12


@dataclass
class Dictionary:
    """The texts of one column, and the place in them of each item's text."""

    places: Places
    texts: list[str | pl.Series] = field(default_factory=list)
    size: int = 0

    def put(self, rows: npt.NDArray[np.intp], texts: list[str] | pl.Series, places: npt.NDArray[np.integer]) -> None:
        """Give some items their texts."""
        self.places[rows] = places.astype(np.uint32) + np.uint32(self.size)
        self.size += len(texts)
        if isinstance(texts, list):
            self.texts.extend(texts)
        else:
            self.texts.append(texts)

    def all(self) -> pl.Series:
        """Every text."""
        parts: list[pl.Series] = []
        plain: list[str] = []
        for each in self.texts:
            if isinstance(each, str):
                plain.append(each)
                continue
            parts += [pl.Series(plain, dtype=pl.String), each]
            plain = []
        return pl.concat([*parts, pl.Series(plain, dtype=pl.String)])


def chosen(ranked: Sequence[Labeled], height: int) -> tuple[list[str], npt.NDArray[np.uint8]]:
    """For every item the first label it has; the last label is for all the others."""
    found = np.full(height, len(ranked) - 1, dtype=np.uint8)
    for place in range(len(ranked) - 2, -1, -1):
        np.putmask(found, ranked[place][1].view(np.bool_), place)
    return [label for label, _ in ranked], found


def listed(labels: Sequence[Labeled], height: int) -> tuple[list[str] | pl.Series, npt.NDArray[np.integer]]:
    """For every item all the labels it has, in their order, as one text.

    Eight labels make a byte. The bytes are joined two by two, and after each step only what occurs is kept; where
    nearly every item has a text of its own, the texts are put together item by item.
    """
    texts, places = [""], np.zeros(height, dtype=np.intp)
    for start in range(0, len(labels), 8):
        more, at = _of_eight(labels[start : start + 8], height)
        joined = places * len(more) + at if start else at
        present, places = _numbered(joined, len(texts) * len(more))
        if len(present) > max(height // 2, _AT_ONCE):
            return _one_by_one(texts, more, joined, labels[start + 8 :], height)
        one, other = np.divmod(present, len(more)) if start else (np.zeros_like(present), present)
        texts = [texts[i] + more[j] for i, j in zip(one.tolist(), other.tolist(), strict=True)]
    return [text.removesuffix(SEPARATOR) for text in texts], places


def _of_eight(labels: Sequence[Labeled], height: int) -> tuple[list[str], npt.NDArray[np.intp]]:
    """The texts of up to eight labels, each with a separator behind it, and the place of each item's text."""
    code = np.zeros(height, dtype=np.uint8)
    for bit, (_, has) in enumerate(labels):
        code |= has << np.uint8(bit)
    present, places = _numbered(code, 256)
    return [
        "".join(label + SEPARATOR for bit, (label, _) in enumerate(labels) if number >> bit & 1)
        for number in present.tolist()
    ], places


def _numbered(codes: npt.NDArray[np.integer], most: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The different codes below `most`, and for every item the place of its code among them."""
    if most > max(_TABLE, 4 * len(codes)):
        found, places = np.unique(codes, return_inverse=True)
        return found.astype(np.intp), places
    seen = np.zeros(most, dtype=np.bool_)
    seen[codes] = True
    present = np.flatnonzero(seen)
    place = np.empty(most, dtype=np.intp)
    place[present] = np.arange(len(present))
    return present, place[codes]


def _one_by_one(
    texts: list[str], more: list[str], joined: npt.NDArray[np.intp], rest: Sequence[Labeled], height: int
) -> tuple[pl.Series, npt.NDArray[np.intp]]:
    """A text for every item, for the case that few items share theirs."""
    one, other = np.divmod(joined, len(more))
    parts = [(texts, one), (more, other), *(_of_eight(rest[i : i + 8], height) for i in range(0, len(rest), 8))]
    frame = pl.DataFrame([_gathered(texts, places).alias(str(i)) for i, (texts, places) in enumerate(parts)])
    whole = frame.select(pl.concat_str(pl.all()).str.strip_suffix(SEPARATOR)).to_series()
    return whole, np.arange(height)


def _gathered(texts: Iterable[str], places: npt.NDArray[np.intp]) -> pl.Series:
    return pl.Series(list(texts), dtype=pl.String).gather(pl.Series(places.astype(np.uint32)))
