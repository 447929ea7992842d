"""The charts of an update as Vega-Lite specifications: data and marks, colors and fonts from one place."""

from __future__ import annotations

from datetime import date
from typing import Any

from renkei.record.forums import LEVELS
from renkei.report.blocks import Figure
from renkei.report.sections.writing import TONES, Writing

INK = "#1f2a37"
QUIET = "#6b7684"
LINE = "#d5dae1"
ACCENT = "#1d4e89"
TONE_COLORS = {"good": "#2f6f4f", "half": "#c08a1e", "bad": "#a4343a", "open": "#4b74a6", "quiet": "#a3abb5"}
"""One color per tone, told apart in gray as well."""

WIDTH = 560
FONT = "Noto Sans JP"

_READINGS = ("met", "partly", "open", "overtaken", "unknown", "not met")
_READING_COLORS = {
    "met": "#2f6f4f", "partly": "#c08a1e", "open": "#7fa3cc", "overtaken": "#8f7fa8", "unknown": "#c9ced6", "not met": "#a4343a",
}


def _spec(**parts: Any) -> dict[str, Any]:
    config = {
        "font": FONT,
        "background": "transparent",
        "axis": {"labelColor": INK, "titleColor": QUIET, "domainColor": LINE, "tickColor": LINE, "gridColor": LINE, "labelFontSize": 11, "titleFontSize": 11, "labelLimit": 260},
        "legend": {"labelColor": INK, "titleColor": QUIET, "labelFontSize": 11, "titleFontSize": 11, "orient": "top", "labelLimit": 160},
        "view": {"stroke": None},
    }
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": config, **parts}


def timeline(w: Writing) -> Figure:
    """Meetings by forum (rows) and level (color), from 2021 to a little past the day."""
    start = date(2021, 1, 1)
    rows: list[dict[str, Any]] = []
    for meeting in w.brief.view.meetings:
        if meeting.forum and meeting.date.latest >= start:
            rows.append({"day": meeting.date.latest.isoformat(), "forum": w.names.forum(meeting.forum), "level": w.level(meeting.level), "planned": False})
    for plan in w.brief.view.planned:
        if plan.meeting.forum:
            rows.append({"day": plan.announced.date.earliest.isoformat(), "forum": w.names.forum(plan.meeting.forum), "level": w.level(plan.meeting.level), "planned": True})
    order = [w.names.forum(f.id) for group in ("bilateral", "science", "wider") for f in w.brief.forums(group)]
    order = [name for name in order if any(r["forum"] == name for r in rows)]
    shown = {r["level"] for r in rows}
    levels = [w.level(level) for level in LEVELS if w.level(level) in shown]
    palette = ["#7b2d26", "#1d4e89", "#4b8f8c", "#c08a1e", "#8f7fa8", "#6b7684", "#a3abb5", "#c9ced6"][: len(levels)]
    x = {"field": "day", "type": "temporal", "title": None, "axis": {"format": "%Y", "tickCount": "year", "grid": True}}
    y = {"field": "forum", "type": "nominal", "sort": order, "title": None, "axis": {"grid": True, "domain": False, "ticks": False}}
    color = {"field": "level", "type": "nominal", "scale": {"domain": levels, "range": palette}, "legend": {"title": None, "columns": 4}}
    layer = [
        {"mark": {"type": "point", "filled": True, "size": 62, "opacity": 0.9}, "transform": [{"filter": "!datum.planned"}], "encoding": {"color": color}},
        {"mark": {"type": "point", "filled": False, "size": 70, "strokeWidth": 1.6}, "transform": [{"filter": "datum.planned"}], "encoding": {"color": color}},
        {"mark": {"type": "rule", "strokeDash": [3, 3], "color": QUIET}, "data": {"values": [{"day": w.brief.view.as_of.isoformat()}]}, "encoding": {"x": x}},
    ]
    spec = _spec(width=WIDTH, height={"step": 19}, data={"values": rows}, encoding={"x": x, "y": y}, layer=layer)
    caption = w.words("update.figure_timeline", day=w.brief.view.as_of)
    return Figure("timeline", spec, caption, caption)


def matrix(w: Writing) -> Figure:
    """Topics (rows) against forums (columns): dots by number of meetings, rings where only the mandate has it."""
    met: list[dict[str, Any]] = []
    only: list[dict[str, Any]] = []
    topics: list[str] = []
    for row in w.brief.coverage:
        for table in row.forums:
            if table.forum is None:
                continue
            cell = {"topic": w.names.topic(row.topic), "forum": w.names.forum(table.forum), "n": table.meetings}
            if table.meetings:
                met.append(cell)
            elif table.mandate:
                only.append(cell)
        if any(t.forum and (t.meetings or t.mandate) for t in row.forums):
            topics.append(w.names.topic(row.topic))
    order = [w.names.forum(f.id) for group in ("bilateral", "science", "wider") for f in w.brief.forums(group)]
    order = [name for name in order if any(c["forum"] == name for c in met + only)]
    x = {"field": "forum", "type": "nominal", "sort": order, "title": None, "axis": {"orient": "top", "labelAngle": -50, "grid": True, "domain": False, "ticks": False}}
    y = {"field": "topic", "type": "nominal", "sort": topics, "title": None, "axis": {"grid": True, "domain": False, "ticks": False}}
    size = {"field": "n", "type": "quantitative", "scale": {"type": "sqrt", "range": [16, 200], "domainMin": 1}, "legend": None}
    layer = [
        {"data": {"values": only}, "mark": {"type": "point", "filled": False, "size": 20, "color": QUIET, "strokeWidth": 0.8}},
        {"data": {"values": met}, "mark": {"type": "point", "filled": True, "color": ACCENT, "opacity": 0.95}, "encoding": {"size": size}},
    ]
    spec = _spec(width={"step": 21}, height={"step": 15}, encoding={"x": x, "y": y}, layer=layer)
    caption = w.words("update.figure_matrix")
    return Figure("matrix", spec, caption, caption)


def promise_states(w: Writing) -> Figure:
    """Promises by forum, one bar each, split by reading."""
    rows: list[dict[str, Any]] = []
    for promise in w.brief.due.rows:
        label = w.words.label("reading", promise.reading.value)
        rows.append({"forum": w.names.forum(promise.forum) if promise.forum else w.words("none"), "reading": label, "order": _READINGS.index(promise.reading.value)})
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["forum"]] = counts.get(row["forum"], 0) + 1
    order = sorted(counts, key=lambda name: (-counts[name], name))
    domain = [w.words.label("reading", name) for name in _READINGS]
    colors = [_READING_COLORS[name] for name in _READINGS]
    encoding = {
        "y": {"field": "forum", "type": "nominal", "sort": order, "title": None, "axis": {"domain": False, "ticks": False}},
        "x": {"aggregate": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1, "format": "d"}},
        "color": {"field": "reading", "type": "nominal", "scale": {"domain": domain, "range": colors}, "legend": {"title": None, "columns": 6}},
        "order": {"field": "order", "type": "quantitative"},
    }
    mark = {"type": "bar", "stroke": "white", "strokeWidth": 1, "height": {"band": 0.66}}
    spec = _spec(width=WIDTH, height={"step": 20}, data={"values": rows}, mark=mark, encoding=encoding)
    caption = w.words("update.figure_promises", day=w.brief.view.as_of)
    return Figure("promises", spec, caption, caption)


__all__ = ["FONT", "TONES", "TONE_COLORS", "WIDTH", "matrix", "promise_states", "timeline"]
