"""The charts of an update as Vega-Lite specifications: data and marks, colors and fonts from one place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from renkei.record.forums import LEVELS
from renkei.report.blocks import Figure
from renkei.report.sections.writing import TONES, Writing

INK = "#1f2a37"
QUIET = "#6b7684"
LINE = "#d5dae1"
FAINT = "#e9ecf0"
ACCENT = "#1d4e89"
PAGE = "#ffffff"
TONE_COLORS = {"good": "#2f6f4f", "half": "#c08a1e", "bad": "#a4343a", "open": "#4b74a6", "quiet": "#a3abb5"}
"""One color per tone, told apart in gray as well."""

START = date(2021, 1, 1)
"""The timeline begins here: the year the bilateral forums of today were set up."""

WIDTH = 620
NARROW = 196
"""The width of a plot on a page, and on a phone."""

NARROW_STEP = 52
"""The width of a tile on a phone; a grid of many is moved sideways."""

FONT = "Noto Sans JP"

_LEVEL_COLORS = ("#7b2d26", "#1d4e89", "#3f8683", "#b57f17", "#8068a0", "#6b7684", "#2f6f4f", "#b0567a")
_LEVEL_SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "triangle-down",
    "cross",
    "triangle-right",
    "triangle-left",
)
"""Levels differ in shape as well, for readers and printers without color."""

_READINGS = ("met", "partly", "open", "overtaken", "unknown", "not met")
_READING_COLORS = {
    "met": "#2d6e4e",
    "partly": "#d0a03c",
    "open": "#8fb0d4",
    "overtaken": "#7c6599",
    "unknown": "#c9ced6",
    "not met": "#a4343a",
}
_ON_DARK, _ON_LIGHT = "#fffffe", "#1b2531"
"""Figures on bars. Neither they nor the bars are in `NIGHT`: both stay as they are on a dark page."""

NIGHT = {
    INK: "#dfe4ea",
    QUIET: "#98a3b1",
    LINE: "#3a4452",
    FAINT: "#29313c",
    ACCENT: "#82aee0",
    PAGE: "#14191f",
    "#7b2d26": "#e0837a",
    "#1d4e89": "#82aee0",
    "#3f8683": "#6fc0bb",
    "#b57f17": "#e0b050",
    "#8068a0": "#b7a0d6",
    "#6b7684": "#98a3b1",
    "#2f6f4f": "#5fae85",
    "#b0567a": "#e08fb0",
}
"""What each color of a chart becomes on a dark page."""


def _spec(**parts: Any) -> dict[str, Any]:
    text = {"labelColor": INK, "titleColor": QUIET, "labelFontSize": 12, "titleFontSize": 12}
    config = {
        "font": FONT,
        "aria": False,
        "background": "transparent",
        "axis": {
            **text,
            "domainColor": LINE,
            "tickColor": LINE,
            "gridColor": FAINT,
            "labelLimit": 300,
            "labelPadding": 6,
        },
        "legend": {
            **text,
            "orient": "top",
            "labelLimit": 200,
            "symbolStrokeWidth": 0,
            "columnPadding": 18,
            "rowPadding": 4,
            "offset": 12,
        },
        "view": {"stroke": None},
    }
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": config, **parts}


def narrow(figure: Figure) -> Figure:
    """The figure for a phone: its own, or a smaller plot, smaller letters, long names on two lines."""
    if figure.phone is not None:
        return replace(figure, spec=figure.phone)
    spec = dict(figure.spec)
    config: Any = spec["config"]
    smaller = {"labelFontSize": 11, "titleFontSize": 11}
    spec["config"] = {
        **config,
        "lineBreak": "\n",
        "axis": {**config["axis"], **smaller, "labelLimit": 150},
        "legend": {**config["legend"], **smaller, "columns": 2},
        "axisX": {"labelOverlap": "greedy"},
    }
    changed: dict[str, Any] = _narrow_matrix(spec) if figure.name == "matrix" else {"width": NARROW}
    if figure.name == "gaps":
        changed = {"width": {"step": NARROW_STEP}}
    if figure.name == "timeline":
        layers: Any = spec["layer"]
        changed["layer"] = [{**layer, "mark": {**layer["mark"], "size": 44}} for layer in layers[:2]] + layers[2:]
    return replace(figure, spec={**spec, **changed})


def _narrow_matrix(spec: dict[str, Any]) -> dict[str, Any]:
    """The parts of the matrix that change on a phone."""
    x, y, (only, met) = spec["encoding"]["x"], spec["encoding"]["y"], spec["layer"]

    def folded(layer: dict[str, Any]) -> dict[str, Any]:
        cells = layer["data"]["values"]
        return {**layer, "data": {"values": [{**cell, "topic": _two_lines(cell["topic"])} for cell in cells]}}

    # Half a line up where a name has two, so that both stand around their row.
    raised = {"condition": {"test": "indexof(datum.value, '\\n') > 0", "value": -6}, "value": 0}
    size = met["encoding"]["size"]
    smaller = {
        **size,
        "scale": {**size["scale"], "range": [10, 95]},
        "legend": {**size["legend"], "columns": 0},
    }
    return {
        "width": {"step": max(10.5, min(16, NARROW / max(1, len(x["sort"]))))},
        "height": {"step": 26},
        "encoding": {
            "x": {**x, "axis": {**x["axis"], "labelAngle": -90, "labelFontSize": 10, "labelOverlap": False}},
            "y": {
                **y,
                "sort": [_two_lines(topic) for topic in y["sort"]],
                "axis": {**y["axis"], "labelLineHeight": 12, "labelOffset": raised},
            },
        },
        "layer": [
            {**folded(only), "mark": {**only["mark"], "size": 18}},
            {**folded(met), "encoding": {"size": smaller}},
        ],
    }


def _two_lines(name: str) -> str:
    """A name broken near its middle if it is long: at a space, or in Japanese after a mark or particle."""
    wide = sum(2 if ord(sign) > 0x2E80 else 1 for sign in name)
    if wide <= 22:
        return name
    breaks = [i for i in range(2, len(name) - 1) if name[i - 1] in " ・の" or name[i] in "(（"]
    at = min(breaks or [len(name) // 2], key=lambda i: abs(2 * i - len(name)))
    return f"{name[:at].rstrip()}\n{name[at:]}"


def _forum_order(w: Writing) -> list[str]:
    return [w.names.forum(f.id) for group in ("bilateral", "science", "wider") for f in w.brief.forums(group)]


def _names(field: str, order: list[str], **axis: Any) -> dict[str, Any]:
    """Rows or columns that are names, in a given order."""
    axis = {"domain": False, "ticks": False, **axis}
    return {"field": field, "type": "nominal", "sort": order, "title": None, "axis": axis}


def _days(first: str, last: str) -> dict[str, Any]:
    """An axis of years; days are read as UTC, so that they stand at the same place wherever it is drawn."""
    label = {"labelAlign": "left", "labelOffset": 4, "labelPadding": 2}
    axis = {"format": "%Y", "tickCount": "year", "gridColor": LINE, "tickSize": 12, **label}
    scale = {"type": "utc", "domain": [first, last]}
    return {"field": "day", "type": "temporal", "title": None, "scale": scale, "axis": axis}


def timeline(w: Writing) -> Figure:
    """Meetings by forum (rows) and level (color and shape), from 2021 to a little past the day."""
    rows = _dated(w, START)
    order = [name for name in _forum_order(w) if any(r["forum"] == name for r in rows)]
    shown = {r["level"] for r in rows}
    levels = [w.level(level) for level in LEVELS if w.level(level) in shown]
    last = max([w.brief.view.as_of.isoformat(), *(r["day"] for r in rows)])
    x = _days("2020-12-18", (date.fromisoformat(last) + timedelta(days=21)).isoformat())
    colors, shapes = list(_LEVEL_COLORS[: len(levels)]), list(_LEVEL_SHAPES[: len(levels)])
    level = {"field": "level", "type": "nominal"}
    color = {**level, "scale": {"domain": levels, "range": colors}, "legend": {"title": None}}
    signs = {"color": color, "shape": {**level, "scale": {"domain": levels, "range": shapes}}}
    dot = {"type": "point", "filled": True, "size": 84, "opacity": 1, "stroke": PAGE, "strokeWidth": 1}
    ring = {**dot, "shape": "circle", "filled": False, "fill": PAGE, "size": 76, "strokeWidth": 1.8}
    del ring["stroke"]
    today = {"x": x, "y": {"value": 0}, "y2": {"value": "height"}}
    layer = [
        {"mark": dot, "transform": [{"filter": "!datum.planned"}], "encoding": signs},
        {"mark": ring, "transform": [{"filter": "datum.planned"}], "encoding": {"color": color}},
        {
            "mark": {"type": "rule", "strokeDash": [3, 3], "color": QUIET},
            "data": {"values": [{"day": w.brief.view.as_of.isoformat()}]},
            "encoding": today,
        },
    ]
    encoding = {"x": x, "y": _names("forum", order, grid=True)}
    spec = _spec(width=WIDTH, height={"step": 21}, data={"values": rows}, encoding=encoding, layer=layer)
    caption = w.words("update.figure_timeline", day=w.brief.view.as_of)
    last = {m.forum: m.date for m in w.brief.view.meetings if m.forum and m.date.latest >= START}
    told = w.words.join(w.words("chart.last", forum=w.names.forum(f), day=day) for f, day in last.items())
    held = sum(not row["planned"] for row in rows)
    return Figure("timeline", spec, w.words("chart.timeline", n=held, forums=len(last), last=told), caption)


def _dated(w: Writing, start: date) -> list[dict[str, Any]]:
    """Meetings held since `start` and those announced, one row each."""
    held = [(m, m.date.latest, False) for m in w.brief.view.meetings if m.date.latest >= start]
    told = [
        (p.meeting, p.announced.date.earliest, True)
        for p in w.brief.view.planned
        if p.announced.date.precision != "year"
    ]
    return [
        {
            "day": day.isoformat(),
            "forum": w.names.forum(m.forum),
            "level": w.level(m.level),
            "planned": coming,
        }
        for m, day, coming in (*held, *told)
        if m.forum
    ]


def _cells(w: Writing) -> list[dict[str, Any]]:
    """A topic and a forum each, with the number of meetings; 0 where only the mandate has it."""
    return [
        {"topic": w.names.topic(row.topic), "forum": w.names.forum(table.forum), "n": table.meetings}
        for row in w.brief.coverage
        for table in row.forums
        if table.forum is not None and (table.meetings or table.mandate)
    ]


def matrix(w: Writing) -> Figure:
    """Topics (rows) against forums (columns): dots by number of meetings, rings where only the mandate is."""
    cells = _cells(w)
    met, only = [cell for cell in cells if cell["n"]], [cell for cell in cells if not cell["n"]]
    counts: Counter[str] = Counter()
    for cell in met + only:
        counts[cell["topic"]] += cell["n"]
    topics = sorted(counts, key=lambda topic: -counts[topic])
    order = [name for name in _forum_order(w) if any(cell["forum"] == name for cell in cells)]
    most = max((cell["n"] for cell in met), default=1)
    values = sorted({1, (most + 1) // 2, most})
    key = {"title": None, "orient": "bottom", "values": values, "symbolFillColor": ACCENT, "format": "d"}
    scale = {"type": "linear", "range": [20, 200], "domain": [1, max(most, 2)]}
    size = {"field": "n", "type": "quantitative", "scale": scale, "legend": key}
    ring = {"type": "point", "filled": False, "size": 26, "color": QUIET, "strokeWidth": 1, "opacity": 1}
    dot = {"type": "point", "filled": True, "color": ACCENT, "opacity": 1}
    layer = [
        {"data": {"values": only}, "mark": ring},
        {"data": {"values": met}, "mark": dot, "encoding": {"size": size}},
    ]
    x = _names("forum", order, grid=True, orient="top", labelAngle=-50)
    encoding = {"x": x, "y": _names("topic", topics, grid=True)}
    spec = _spec(width={"step": 23}, height={"step": 18}, encoding=encoding, layer=layer)
    caption = w.words("update.figure_matrix")
    often = sorted(w.brief.coverage, key=lambda row: (-row.meetings, row.topic))[:5]
    told = w.words.join(w.words("chart.most", topic=w.names.topic(row.topic), n=row.meetings) for row in often)
    alt = w.words("chart.matrix", topics=len(topics), forums=len(order), most=told)
    return Figure("matrix", spec, alt, caption)


def promise_states(w: Writing) -> Figure:
    """Promises by forum, one bar each, split by reading, the number on each part."""
    labels = {name: w.words.label("reading", name) for name in _READINGS}
    rows: list[dict[str, Any]] = [
        {"forum": w.names.forum(p.forum), "reading": labels[name], "order": _READINGS.index(name)}
        for p in w.brief.due.rows
        for name in [p.reading.value]
    ]
    counts = Counter(row["forum"] for row in rows)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    scale = {"domain": list(labels.values()), "range": [_READING_COLORS[name] for name in _READINGS]}
    x = {"aggregate": "count", "type": "quantitative", "title": None, "stack": "zero", "axis": None}
    encoding = {
        "y": _names("forum", order),
        "x": x,
        "color": {"field": "reading", "type": "nominal", "scale": scale, "legend": {"title": None}},
        "order": {"field": "order", "type": "quantitative"},
    }
    dark = {"field": "reading", "oneOf": [labels[name] for name in ("met", "overtaken", "not met")]}
    number = {
        "x": {**x, "bandPosition": 0.5},
        "text": {"aggregate": "count", "type": "quantitative"},
        "color": {"condition": {"test": dark, "value": _ON_DARK}, "value": _ON_LIGHT},
        "detail": {"field": "reading"},
    }
    layer = [
        {"mark": {"type": "bar", "stroke": PAGE, "strokeWidth": 1, "height": {"band": 0.74}}},
        {"mark": {"type": "text", "fontSize": 11, "baseline": "middle"}, "encoding": number},
    ]
    spec = _spec(width=WIDTH, height={"step": 23}, data={"values": rows}, encoding=encoding, layer=layer)
    caption = w.words("update.figure_promises", day=w.brief.view.as_of)
    counts = w.brief.due.summary["readings"]
    told = (
        w.words("update.reading_count", n=n, reading=w.words.label("reading", name)) for name, n in counts.items() if n
    )
    alt = w.words("chart.promises", n=len(w.brief.due.rows), readings=w.words.join(told))
    return Figure("promises", spec, alt, caption)


__all__ = ["FONT", "NIGHT", "TONES", "TONE_COLORS", "WIDTH", "matrix", "narrow", "promise_states", "timeline"]
