"""What tells a difference: the values that decide it, beyond what its paragraph asks for anyway."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.controls.comparing.fewer import Bits, joined

Told = frozenset[tuple[int, int]]
"""The values that decide, by the place of their key."""

Cut = tuple[Bits, Bits]
"""What is left of a box of a paragraph, and that box."""


def told_apart(cuts: Sequence[Cut], ways: Sequence[Bits], against: Sequence[Bits]) -> dict[Told, list[Cut]]:
    """What is left of a paragraph, by the values that decide.

    Of a paragraph that can be met in several ways, these are also what sets the one way apart, if otherwise goods that
    meet it in another way, and that the other side controls, would be spoken of as well.

    Args:
        cuts: what is left of the paragraph's boxes.
        ways: all its boxes.
        against: what the other side controls.
    """
    found: dict[Told, list[Cut]] = {}
    for part, source in cuts:
        found.setdefault(frozenset((k, v) for k, v in part.items() if v != source.get(k)), []).append((part, source))
    if len(ways) == 1:
        return found
    told: dict[Told, list[Cut]] = {}
    for deciding, parts in found.items():
        too_much = _says_too_much(dict(deciding), ways, against)
        for cut in parts:
            told.setdefault(_own(cut[0], ways) if too_much else deciding, []).append(cut)
    return told


def _says_too_much(deciding: Bits, ways: Sequence[Bits], against: Sequence[Bits]) -> bool:
    """Whether goods that meet the paragraph with these values may be controlled by the other side."""
    meant = [met for way in ways if (met := joined(way, deciding)) is not None]
    return any(joined(one, other) is not None for one in meant for other in against)


def _own(part: Bits, ways: Sequence[Bits]) -> Told:
    """The values that not every way of meeting the paragraph asks for."""
    return frozenset((k, v) for k, v in part.items() if any(way.get(k) != v for way in ways))
