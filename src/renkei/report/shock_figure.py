"""What is lost by day and stage as a picture: a strip of time for each good."""

from __future__ import annotations

from typing import Any

from renkei.desk.shock import ShockAnswer, in_steps, world_losses
from renkei.report.blocks import Figure
from renkei.report.figures import FAINT, FONT, INK, QUIET, WIDTH
from renkei.report.shock_words import ShockWords, by_stage
from renkei.supply.stopping.losses import Loss

MOST_ROWS = 22
"""With more goods than this, those with the smallest losses are left out of the picture."""

WEEK = 7
"""Days of a tile."""

LOST = "#a4343a"
"""What is lost, the denser the more; it lies on the ground of the page, so that it reads on a dark one as well."""

FAINTEST = 0.1
"""How dense the smallest loss is drawn, from 0 to 1."""


def loss_strips(answer: ShockAnswer, said: ShockWords) -> Figure:
    """Goods by stage (rows) against days: how much of a normal day is lost, at most above and at least below."""
    made = world_losses(answer.found) or [each for each in answer.found.losses if each.what == "used"][:1]
    losses = by_stage(answer, _shown(made))
    last = max(_last(each) for each in losses)
    rows: list[str] = []
    tiles: list[dict[str, Any]] = []
    ends: list[dict[str, Any]] = []
    heads: list[str] = []
    for each in losses:
        head = said.stage(each.good)
        if head and head not in heads:
            heads.append(head)
            rows.append(head)
        name = said.good(each.good)
        rows.append(name)
        tiles += _tiles(each, name, last)
        ends.append({"good": name, "day": last + 1, "text": said.percent(each.worst)})
    told = said.words.join(
        said.words("shock.alt_row", good=said.good(each.good), share=said.percent(each.worst), day=said.day(each.first))
        for each in losses
    )
    spec = _spec(rows, heads, tiles, ends, answer.assumed["days"].high, last, said.words("shock.day_axis"))
    return Figure("shock", spec, said.words("shock.alt", list=told), said.words("shock.figure"))


def _shown(losses: list[Loss]) -> list[Loss]:
    """The losses to show."""
    kept = set(map(id, sorted(losses, key=lambda each: (-each.lost.low, -each.lost.high))[:MOST_ROWS]))
    return [each for each in losses if id(each) in kept]


def _last(loss: Loss) -> int:
    return max((day for day, lost in enumerate(loss.most, 1) if lost), default=1)


def _tiles(loss: Loss, name: str, last: int) -> list[dict[str, Any]]:
    """Two strips of weeks: the most, and the least."""
    found: list[dict[str, Any]] = []
    steps = in_steps(loss.least, loss.most, "week")
    for end, column in (("a", 2), ("b", 1)):
        for step in steps:
            start, lost = step[0], step[column]
            if not lost:
                continue
            dense = round(FAINTEST + (1 - FAINTEST) * min(1.0, lost / 100), 2)
            until = min(start + WEEK, last + 1)
            before = found[-1] if found else {}
            if (before.get("end"), before.get("dense"), before.get("to")) == (end, dense, start):
                before["to"] = until
            else:
                found.append({"good": name, "end": end, "from": start, "to": until, "dense": dense})
    return found


def _spec(
    rows: list[str],
    heads: list[str],
    tiles: list[dict[str, Any]],
    ends: list[dict[str, Any]],
    cut: float,
    last: int,
    day: str,
) -> dict[str, Any]:
    plain: dict[str, Any] = {"scale": None, "legend": None}
    is_head = f"indexof({heads!r}, datum.value) >= 0"
    axis = {
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelPadding": 8,
        "labelFontWeight": {"condition": {"test": is_head, "value": "bold"}, "value": "normal"},
        "labelColor": {"condition": {"test": is_head, "value": QUIET}, "value": INK},
    }
    y = {
        "field": "good",
        "type": "nominal",
        "sort": rows,
        "scale": {"domain": rows, "paddingInner": 0.22},
        "title": None,
    }
    x = {
        "type": "quantitative",
        "scale": {"domain": [1, last + 1], "nice": False},
        "title": day,
        "axis": {"grid": False, "tickCount": 6, "domain": False, "format": "d", "tickColor": QUIET},
    }
    layer: list[dict[str, Any]] = [
        {
            "data": {"values": [{"good": each["good"], "from": 1, "to": last + 1} for each in ends]},
            "mark": {"type": "rect", "strokeWidth": 0, "color": FAINT},
            "encoding": {"y": {**y, "axis": axis}, "x": {**x, "field": "from"}, "x2": {"field": "to"}},
        },
        {
            "data": {"values": tiles},
            "mark": {"type": "rect", "strokeWidth": 0, "color": LOST},
            "encoding": {
                "y": y,
                "yOffset": {"field": "end", "type": "nominal", "scale": {"domain": ["a", "b"], "paddingInner": 0}},
                "x": {**x, "field": "from"},
                "x2": {"field": "to"},
                "fillOpacity": {"field": "dense", "type": "quantitative", **plain},
            },
        },
        {
            "data": {"values": ends},
            "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 11, "color": INK},
            "encoding": {"y": y, "x": {**x, "field": "day"}, "text": {"field": "text"}},
        },
        {
            "data": {"values": [{"day": min(cut + 1, last + 1)}]},
            "mark": {"type": "rule", "color": QUIET, "strokeDash": [3, 3]},
            "encoding": {"x": {**x, "field": "day"}},
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {
            "font": FONT,
            "aria": False,
            "background": "transparent",
            "axis": {
                "labelColor": INK,
                "titleColor": QUIET,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "labelLimit": 260,
            },
            "legend": {},
            "view": {"stroke": None},
        },
        "width": WIDTH - 120,
        "height": {"step": 22, "for": "position"},
        "layer": layer,
    }
