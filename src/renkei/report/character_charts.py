"""The charts of an update drawn with characters, from the same specification as the pictures."""

from __future__ import annotations

from collections import Counter
from typing import Any

from renkei.report.blocks import Figure

_SIGNS = "●◆▲■▼◇△□"


def drawn(figure: Figure, width: int) -> list[str]:
    """The lines of a chart; none for charts that characters cannot tell."""
    if figure.name == "timeline":
        return _timeline(figure.spec, width)
    if figure.name == "promises":
        return _bars(figure.spec, width)
    return []


def cells(text: str) -> int:
    """The columns a text takes on a terminal."""
    from rich.cells import cell_len

    return cell_len(text)


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))


def _timeline(spec: Any, width: int) -> list[str]:
    rows = spec["data"]["values"]
    if not rows:
        return []
    order = spec["encoding"]["y"]["sort"]
    levels = spec["layer"][0]["encoding"]["color"]["scale"]["domain"]
    today = spec["layer"][2]["data"]["values"][0]["day"]
    first, last = int(min(r["day"] for r in rows)[:4]), int(max([today, *(r["day"] for r in rows)])[:4])
    label = min(max(cells(name) for name in order), 24) + 1
    room = max(width - label - 1, 24)
    lines = []
    for name in order:
        line = ["·"] + [" "] * room
        for row in rows:
            if row["forum"] == name:
                sign = "○" if row["planned"] else _SIGNS[levels.index(row["level"])] if row["level"] in levels else "●"
                line[_column(row["day"], first, last, room)] = sign
        lines.append(_padded(name, label) + "".join(line).rstrip())
    axis = [" "] * (room + 5)
    for year in range(first, last + 1):
        at = _column(f"{year}-01-01", first, last, room)
        axis[at : at + 4] = list(str(year))
    key = "   ".join(f"{_SIGNS[i]} {level}" for i, level in enumerate(levels))
    return [*lines, " " * label + "".join(axis).rstrip(), " " * label + key]


def _column(day: str, first: int, last: int, room: int) -> int:
    share = (int(day[:4]) - first + (int(day[5:7]) - 1) / 12 + int(day[8:10]) / 366) / (last - first + 1)
    return min(room, max(0, round(share * room)))


def _bars(spec: Any, width: int) -> list[str]:
    rows = spec["data"]["values"]
    order = spec["encoding"]["y"]["sort"]
    domain = spec["encoding"]["color"]["scale"]["domain"]
    if not rows:
        return []
    counts = {name: Counter(r["reading"] for r in rows if r["forum"] == name) for name in order}
    most = max(sum(c.values()) for c in counts.values())
    label = min(max(cells(name) for name in order), 24) + 1
    scale = min(1.0, (width - label - 6) / most)
    signs = dict(zip(domain, "█▓▒░·✕", strict=True))
    lines = []
    for name in order:
        bar = "".join(signs[r] * max(1, round(counts[name][r] * scale)) for r in domain if counts[name][r])
        lines.append(f"{_padded(name, label)}{bar} {sum(counts[name].values())}")
    return [*lines, " " * label + "   ".join(f"{signs[r]} {r}" for r in domain)]
