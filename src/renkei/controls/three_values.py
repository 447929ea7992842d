"""Truth in three values over many items: two sets of items, one bit an item, and what keeps a condition open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Bits = int
"""A set of items: bit `i` stands for the item in row `i`."""


@dataclass(frozen=True, slots=True)
class Truth:
    """For which items something surely holds, and for which it may; `sure` lies within `may`."""

    sure: Bits
    may: Bits

    @property
    def open(self) -> Bits:
        """For which items nobody can say."""
        return self.may & ~self.sure


@dataclass(frozen=True, slots=True)
class Node:
    """A condition judged over a table.

    Attributes:
        wants: attributes whose absence may keep this very comparison open, and for which items they are missing; the
            name of a missing text is empty.
        judgement: it is open because a person must judge.
    """

    truth: Truth
    parts: tuple[Node, ...] = ()
    wants: tuple[tuple[str, Bits], ...] = ()
    judgement: bool = False


def any_of(truths: Sequence[Truth]) -> Truth:
    """Whether one of several things holds."""
    sure = may = 0
    for each in truths:
        sure |= each.sure
        may |= each.may
    return Truth(sure, may)


def wanted(node: Node) -> Iterator[tuple[str, bool, Bits]]:
    """Every attribute that keeps a condition open: its name, whether it is a judgement, and for which items it does.

    A comparison counts only where every condition around it is open as well. The name of a missing text is empty.
    """
    yield from _wanted(node, node.truth.open)


def _wanted(node: Node, within: Bits) -> Iterator[tuple[str, bool, Bits]]:
    here = within & node.truth.open
    if not here:
        return
    for name, missing in node.wants:
        if here & missing:
            yield name, node.judgement, here & missing
    for part in node.parts:
        yield from _wanted(part, here)


def packed(truths: Any) -> Bits:
    """The items for which an array says yes."""
    return int.from_bytes(np.packbits(truths, bitorder="little").tobytes(), "little")


def unpacked(bits: Bits, height: int) -> npt.NDArray[np.uint8]:
    """One byte an item: 1 where the bit is set."""
    raw = bits.to_bytes((height + 7) // 8, "little")
    return np.unpackbits(np.frombuffer(raw, dtype=np.uint8), count=height, bitorder="little")
