"""Truth in three values over many items: two sets of items, one bit an item, and what keeps a condition open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]
"""A set of items: a bit for each row, 64 in a word; bits behind the last row are never set. No set is ever changed."""


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """For which items something surely holds, and for which it may; `sure` lies within `may`."""

    sure: Bits
    may: Bits

    @property
    def open(self) -> Bits:
        """For which items nobody can say."""
        return self.may ^ self.sure


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What was looked up of the items.

    Attributes:
        wants: attributes whose absence keeps it open, and for which items it does; the name of a missing text is empty.
    """

    truth: Truth
    wants: tuple[tuple[str, Bits], ...]


def some(bits: Bits) -> bool:
    """Whether there is any item in a set."""
    return bool(np.count_nonzero(bits))


def packed(truths: Any) -> Bits:
    """The items for which an array says yes."""
    held = np.packbits(truths, bitorder="little")
    if len(held) % 8:
        whole = np.zeros(-(-len(held) // 8) * 8, dtype=np.uint8)
        whole[: len(held)] = held
        held = whole
    return held.view(np.uint64)


def packed_rows(truths: npt.NDArray[np.bool_]) -> Bits:
    """The same for every row of an array, as rows."""
    held = np.packbits(truths, axis=1, bitorder="little")
    if held.shape[1] % 8:
        held = np.pad(held, ((0, 0), (0, -held.shape[1] % 8)))
    return held.view(np.uint64)


def unpacked(bits: Bits, height: int) -> npt.NDArray[np.uint8]:
    """One byte an item: 1 where the bit is set."""
    return np.unpackbits(bits.view(np.uint8), count=height, bitorder="little")
