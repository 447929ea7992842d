"""Boxes, lines and words laid out by hand, as Vega-Lite layers without axes: for pictures that are no plots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from renkei.report.colors import parts
from renkei.report.figures import FONT, INK, PAGE

ON_DARK, ON_LIGHT = "#fffffe", "#1b2531"
"""Words on boxes that keep their color on a dark page; neither is a night color."""


_NOT_FIRST = frozenset("ー）)」、。ァィゥェォッャュョ")
"""Signs that no line begins with."""


@dataclass(frozen=True)
class Box:
    """A rectangle, in pixels from the upper left corner."""

    x: float
    y: float
    wide: float
    tall: float
    ground: str
    edge: str = PAGE
    thick: float = 1


@dataclass(frozen=True)
class Line:
    """A straight line between two points."""

    x: float
    y: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Label:
    """Words, centered on a height; lines are parted by a line break."""

    text: str
    x: float
    y: float
    color: str = INK
    size: float = 10.5
    bold: bool = False
    align: str = "center"


def words_on(ground: str) -> str:
    """The color of words that reads on a ground; on the page's own the one that changes with it."""
    if ground == PAGE:
        return INK
    red, green, blue = parts(ground)
    return ON_DARK if 0.299 * red + 0.587 * green + 0.114 * blue < 118 else ON_LIGHT


def wide_of(text: str, size: float = 10.5) -> float:
    """About how many pixels a text takes; East Asian characters are as wide as they are high."""
    return sum(size if ord(sign) > 0x2E80 else size * 0.56 for sign in text)


def folded(text: str, wide: float, size: float = 10.5, most: int = 2) -> str:
    """A text in at most so many lines, each at most so wide; what does not fit is cut off with an ellipsis."""
    lines: list[str] = []
    left = text
    while left and len(lines) < most:
        if wide_of(left, size) <= wide:
            lines.append(left)
            left = ""
            break
        fits = next(n for n in range(len(left), 0, -1) if wide_of(left[:n], size) <= wide or n == 1)
        if len(lines) == most - 1:
            lines.append(left[: fits - 1].rstrip() + "…")
            return "\n".join(lines)
        at = _break(left, fits)
        lines.append(left[:at].rstrip())
        left = left[at:].lstrip()
    return "\n".join(lines)


def _break(text: str, fits: int) -> int:
    """Where a line ends: after the last break that fits; else near the middle of what is left, or where it must."""
    found = [at for at in range(2, fits + 1) if text[at - 1] in " /・" or text[at : at + 1] in {"（", "("}]
    if found:
        return found[-1]
    at = max(min(fits, (len(text) + 1) // 2), len(text) - fits if len(text) <= 2 * fits else 1)
    while at > 1 and text[at : at + 1] in _NOT_FIRST:
        at -= 1
    return at


def drawing(
    boxes: Sequence[Box], lines: Sequence[Line], labels: Sequence[Label], *, wide: float, tall: float
) -> dict[str, Any]:
    """The picture as a specification; lines lie under the boxes, words on top."""
    hidden: dict[str, Any] = {"type": "quantitative", "axis": None, "title": None}
    x = {**hidden, "field": "x", "scale": {"domain": [0, wide], "nice": False, "zero": False}}
    y = {**hidden, "field": "y", "scale": {"domain": [tall, 0], "nice": False, "zero": False}}
    ends = {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    same: dict[str, Any] = {"type": "nominal", "scale": None, "legend": None}
    layer: list[dict[str, Any]] = []
    if lines:
        drawn = [{"x": each.x, "y": each.y, "x2": each.x2, "y2": each.y2} for each in lines]
        mark = {"type": "rule", "stroke": "#6b7684", "strokeWidth": 1, "opacity": 0.5}
        layer.append({"data": {"values": drawn}, "mark": mark, "encoding": ends})
    layer.append(
        {
            "data": {"values": [_values(each) for each in boxes]},
            "mark": {"type": "rect", "cornerRadius": 2},
            "encoding": {
                **ends,
                "fill": {"field": "ground", **same},
                "stroke": {"field": "edge", **same},
                "strokeWidth": {"field": "thick", "type": "quantitative", "scale": None, "legend": None},
            },
        }
    )
    for look in dict.fromkeys((each.size, each.bold, each.align) for each in labels):
        size, bold, align = look
        chosen = [each for each in labels if (each.size, each.bold, each.align) == look]
        layer.append(
            {
                "data": {
                    "values": [
                        {"x": each.x, "y": y_, "text": text, "on": each.color}
                        for each in chosen
                        for text, y_ in _placed(each)
                    ]
                },
                "mark": {
                    "type": "text",
                    "fontSize": size,
                    "fontWeight": "bold" if bold else "normal",
                    "align": align,
                    "baseline": "middle",
                },
                "encoding": {"x": x, "y": y, "text": {"field": "text"}, "color": {"field": "on", **same}},
            }
        )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"font": FONT, "aria": False, "background": "transparent", "view": {"stroke": None}},
        "width": wide,
        "height": tall,
        "padding": 3,
        "layer": layer,
    }


def _values(box: Box) -> dict[str, Any]:
    return {
        "x": box.x,
        "y": box.y,
        "x2": box.x + box.wide,
        "y2": box.y + box.tall,
        "ground": box.ground,
        "edge": box.edge,
        "thick": box.thick,
    }


def _placed(label: Label) -> list[tuple[str, float]]:
    """Each line with the height of its middle."""
    lines = label.text.split("\n")
    step = label.size * 1.2
    first = label.y - step * (len(lines) - 1) / 2
    return [(line, first + step * at) for at, line in enumerate(lines)]
