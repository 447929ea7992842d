"""Exposure as pictures: the shares of goods as bars, and the chain around one good as tiles."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from renkei.desk.exposure import Chain, Exposed, ExposureAnswer, makers
from renkei.report.blocks import Figure
from renkei.report.colors import mixed
from renkei.report.exposure_words import ExposureWords, first_three
from renkei.report.figures import FONT, INK, LINE, PAGE, QUIET, WIDTH
from renkei.supply.concentration import Concentration
from renkei.supply.loading import latest
from renkei.supply.rows import STAGES

_RANKS = ("#1d4e88", "#6f93bf", "#b3c7df")
_REST = "#e3e6eb"
_ON_DARK, _ON_LIGHT = "#fffffe", "#1b2531"
_WIDE = 9
"""A bar of so many percent has room for the code of its place."""

_TILE, _GAP, _TALL, _STEP = 132, 46, 34, 42
_MOST = 12
"""So many tiles stand in one column at most; the rest is told by their number."""

_SCALE = ("#e8eef5", "#1d4e88")


def share_bars(rows: Sequence[Exposed], said: ExposureWords) -> Figure:
    """A bar for each good: its first three places, the others together."""
    bars: list[dict[str, Any]] = []
    names: list[str] = []
    told: list[str] = []
    for row in rows:
        if row.found is None or row.found.top is None:
            continue
        name = _named(row, said, names)
        names.append(name)
        begin = Decimal(0)
        for rank, share in enumerate(first_three(row.found.shares)):
            end = begin + (share.told or 0)
            ground = _RANKS[rank]
            text = share.place if end - begin >= _WIDE else ""
            bars.append(_bar(name, begin, end, ground, text, _ON_DARK if rank == 0 else _ON_LIGHT))
            begin = end
        if begin < 100:
            bars.append(_bar(name, begin, Decimal(100), _REST, "", _ON_LIGHT))
        told.append(f"{name} {said.place(row.found.top.place)} {said.percent(row.found.top.told)}")
    y: dict[str, Any] = {
        "field": "good",
        "type": "nominal",
        "sort": names,
        "title": None,
        "axis": {"domain": False, "ticks": False},
    }
    x: dict[str, Any] = {
        "field": "from",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 100], "nice": False},
        "axis": {"grid": False, "tickCount": 5, "labelExpr": "datum.value + '%'", "domainColor": LINE},
    }
    color: dict[str, Any] = {"type": "nominal", "scale": None, "legend": None}
    spec = _spec(
        [
            {
                "mark": {"type": "bar", "height": {"band": 0.72}, "stroke": PAGE, "strokeWidth": 1},
                "encoding": {"y": y, "x": x, "x2": {"field": "to"}, "color": {"field": "color", **color}},
            },
            {
                "mark": {"type": "text", "fontSize": 10.5, "baseline": "middle"},
                "encoding": {
                    "y": y,
                    "x": {**x, "field": "middle"},
                    "text": {"field": "text"},
                    "color": {"field": "on", **color},
                },
            },
        ],
        data={"values": bars},
        width=WIDTH - 240,
        height={"step": 21},
    )
    return Figure(
        "exposure", spec, said.words("exposure.alt", list=said.words.join(told)), said.words("exposure.figure")
    )


def _bar(name: str, begin: Decimal, end: Decimal, color: str, text: str, on: str) -> dict[str, Any]:
    middle = float(begin + end) / 2
    return {
        "good": name,
        "from": float(begin),
        "to": float(end),
        "middle": middle,
        "color": color,
        "text": text,
        "on": on,
    }


def _named(row: Exposed, said: ExposureWords, before: Sequence[str]) -> str:
    """The good; with what is counted, where a good stands twice."""
    name = said.good(row.good.id)
    return f"{name}: {said.counted(row.figures)}" if name in before else name


def chain_picture(chain: Chain, answer: ExposureAnswer, said: ExposureWords) -> Figure:
    """The good, what goes into it and what it goes into, in columns from mine to product."""
    supply = answer.supply
    held = makers(supply, [e for e in latest(supply.known(answer.as_of, answer.known_on)) if e.importer is None])
    links = _links(chain, answer)
    ids = list(dict.fromkeys([chain.good.id, *(each for link in links for each in link)]))
    columns = _columns(ids, answer, chain.good.id)
    spots: dict[str, tuple[float, float]] = {}
    tallest = max(len(column) for column in columns)
    tiles = []
    for number, column in enumerate(columns):
        above = (tallest - len(column)) * _STEP / 2
        for place, id_ in enumerate(column):
            spots[id_] = number * (_TILE + _GAP), above + place * _STEP
            tiles.append(_tile(id_, spots[id_], held.get(id_, ()), said, chosen=id_ == chain.good.id))
    lines = [
        {
            "x": spots[used][0] + _TILE,
            "y": spots[used][1] + _TALL / 2,
            "x2": spots[user][0],
            "y2": spots[user][1] + _TALL / 2,
        }
        for used, user in links
        if used in spots and user in spots and spots[used][0] < spots[user][0]
    ]
    width, height = len(columns) * (_TILE + _GAP) - _GAP, tallest * _STEP
    told = said.words.join(each["name"] + (f" {each['top']}" if each["top"] else "") for each in tiles)
    name = said.good(chain.good.id)
    return Figure(
        f"chain-{chain.good.id}",
        _drawn(tiles, lines, width, height),
        said.words("exposure.chain_alt", good=name, list=told),
        said.words("exposure.chain_figure", good=name),
    )


def _links(chain: Chain, answer: ExposureAnswer) -> list[tuple[str, str]]:
    """What goes into what: everything on the way into the good, and what it goes into at once."""
    inward = [(each.goods[-1], each.goods[-2]) for each in chain.into]
    outward = [(chain.good.id, user) for user in answer.supply.uses(chain.good.id)]
    return [*inward, *outward]


def _columns(ids: Sequence[str], answer: ExposureAnswer, chosen: str) -> list[list[str]]:
    """The goods by stage of the chain; within a stage what goes into another stands before it."""
    goods = answer.supply.goods
    columns: list[list[str]] = []
    for stage in STAGES:
        left = [each for each in ids if goods[each].stage == stage]
        while left:
            inner = [each for each in left if not any(need.good in left for need in goods[each].needs)] or left
            columns.append(sorted(inner, key=lambda each: (each != chosen, ids.index(each)))[:_MOST])
            left = [each for each in left if each not in inner]
    return columns


def _tile(
    id_: str, spot: tuple[float, float], held: Sequence[Concentration], said: ExposureWords, *, chosen: bool
) -> dict[str, Any]:
    found = max(held, key=lambda each: each.hhi_told or 0, default=None)
    top = found.top if found is not None else None
    share = float(top.told) / 100 if top is not None and top.told is not None else None
    ground = PAGE if share is None else mixed(*_SCALE, share)
    dark = share is not None and share > 0.55
    name = said.good(id_)
    short = name if len(name.encode()) <= 44 else name[: 20 if said.words.lang == "en" else 11] + "…"
    return {
        "name": name,
        "short": short,
        "top": f"{said.place(top.place)} {said.percent(top.told, 0)}" if top is not None else "",
        "x": spot[0],
        "y": spot[1],
        "x2": spot[0] + _TILE,
        "y2": spot[1] + _TALL,
        "middle": spot[0] + _TILE / 2,
        "first": spot[1] + (_TALL / 2 - 6 if top is not None else _TALL / 2),
        "second": spot[1] + _TALL / 2 + 8,
        "ground": ground,
        "on": _ON_DARK if dark else _ON_LIGHT,
        "edge": INK if chosen else LINE,
        "thick": 2 if chosen else 1,
    }


def _drawn(tiles: list[dict[str, Any]], lines: list[dict[str, Any]], width: float, height: float) -> dict[str, Any]:
    hidden: dict[str, Any] = {"axis": None, "title": None}
    x: dict[str, Any] = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [-2, width + 2], "nice": False},
        **hidden,
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [height, -2], "nice": False, "zero": False},
        **hidden,
    }
    same: dict[str, Any] = {"type": "nominal", "scale": None, "legend": None}
    box = {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}}
    text = {"type": "text", "baseline": "middle", "align": "center", "limit": _TILE - 6}

    def words(field: str, at: str, size: float, weight: str) -> dict[str, Any]:
        return {
            "data": {"values": tiles},
            "mark": {**text, "fontSize": size, "fontWeight": weight},
            "encoding": {
                "x": {**x, "field": "middle"},
                "y": {**y, "field": at},
                "text": {"field": field},
                "color": {"field": "on", **same},
            },
        }

    layer = [
        {"data": {"values": lines}, "mark": {"type": "rule", "stroke": QUIET, "opacity": 0.55}, "encoding": box},
        {
            "data": {"values": tiles},
            "mark": {"type": "rect", "cornerRadius": 3},
            "encoding": {
                **box,
                "fill": {"field": "ground", **same},
                "stroke": {"field": "edge", **same},
                "strokeWidth": {"field": "thick", "type": "quantitative", "scale": None, "legend": None},
            },
        },
        words("short", "first", 10.5, "normal"),
        words("top", "second", 10, "bold"),
    ]
    return _spec(layer if lines else layer[1:], width=width, height=height)


def _spec(layer: list[dict[str, Any]], **rest: Any) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {
            "font": FONT,
            "aria": False,
            "background": "transparent",
            "axis": {"labelColor": INK, "labelFontSize": 11.5, "labelLimit": 230},
            "view": {"stroke": None},
        },
        **rest,
        "layer": layer,
    }
