"""Colors as six hexadecimal digits: mixed, and taken apart."""

from __future__ import annotations


def mixed(light: str, dark: str, share: float) -> str:
    """A color between two."""
    ends = zip(parts(light), parts(dark), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in ends)


def parts(color: str) -> list[int]:
    """Its red, green and blue, each from 0 to 255."""
    return [int(color[place : place + 2], 16) for place in (1, 3, 5)]
