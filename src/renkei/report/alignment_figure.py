"""The alignment of two regimes as a picture: for every topic two strips of time, the darker, the more is covered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from renkei.controls.comparing.sides import SIDES, Which
from renkei.desk.alignment import AlignmentAnswer
from renkei.ground.words import Words
from renkei.report.alignment_words import directions, percent, shown_topics
from renkei.report.blocks import Figure
from renkei.report.colors import mixed
from renkei.report.figures import FAINT, FONT, INK, LINE, PAGE, QUIET, WIDTH
from renkei.report.rule_names import topic_heading

_STRIPS: dict[Which, tuple[str, str]] = {"left": ("#e3ebf5", "#1d4e88"), "right": ("#f6ecd6", "#8a5a0b")}
"""The ground of nothing and of everything covered. None is in the night colors: a strip stays as it is."""

_UNKNOWN = "#d9dde3"
"""Where no share can be said."""


def alignment_figure(answer: AlignmentAnswer, words: Words) -> Figure:
    """Topics (rows) over days: the part of one regime's paragraphs that the other covers, and the reverse below."""
    names = dict(zip(SIDES, directions(answer, words), strict=True))
    topics = shown_topics(answer)
    rows = [topic_heading(answer.book, each, words) if each else words("gaps.all_topics") for each in topics]
    strips, ends = [], []
    for row, topic in zip(rows, topics, strict=True):
        for by in SIDES:
            strips += [{"row": row, "side": names[by], **each} for each in _stretches(answer, by, topic)]
            last = answer.days[-1].covered.of(by, topic)
            share = percent(last) if last is not None else None
            text = "–" if share is None else words("alignment.percent", percent=share)
            ends.append({"row": row, "side": names[by], "day": _end(answer).isoformat(), "text": text})
    told = [
        words("alignment.alt_share", which=names[by], share=each["text"])
        for by, each in zip(SIDES, ends[:2], strict=True)
    ]
    alt = words("alignment.alt", rows=rows[0], first=answer.days[0].day, last=answer.as_of, shares=words.join(told))
    spec = _spec(strips, ends, rows, list(names.values()), _end(answer))
    return Figure("alignment", spec, alt, words("alignment.caption"))


def _end(answer: AlignmentAnswer) -> date:
    """The day asked for; a day later if nothing else is shown, so that there is something to draw."""
    first = answer.days[0].day
    return answer.as_of if answer.as_of > first else date.fromordinal(first.toordinal() + 1)


def _stretches(answer: AlignmentAnswer, by: Which, topic: str | None) -> Iterator[dict[str, str]]:
    """The days of one strip, as long as the share stays the same."""
    begun, color = answer.days[0].day, ""
    for day in answer.days:
        one = day.covered.of(by, topic)
        now = "" if one is None else _UNKNOWN if one.share is None else mixed(*_STRIPS[by], float(one.share))
        if now != color:
            if color:
                yield {"day": begun.isoformat(), "until": day.day.isoformat(), "ground": color}
            begun, color = day.day, now
    if color:
        yield {"day": begun.isoformat(), "until": _end(answer).isoformat(), "ground": color}


def _spec(
    strips: list[dict[str, str]], ends: list[dict[str, str]], rows: list[str], sides: list[str], end: date
) -> dict[str, Any]:
    plain = {"domain": False, "ticks": False, "labelColor": INK, "labelFontSize": 12, "labelLimit": 300, "title": None}
    y = {"field": "row", "type": "nominal", "sort": rows, "axis": {**plain, "labelPadding": 8}}
    offset = {"field": "side", "type": "nominal", "sort": sides}
    first = min((each["day"] for each in strips), default=end.isoformat())
    years = {"format": "%Y", "tickCount": "year", "gridColor": LINE, "tickColor": LINE, "labelAlign": "left"}
    x = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "domain": [first, end.isoformat()]},
        "axis": {**plain, **years, "orient": "top", "labelOffset": 2},
    }
    legend = {"title": None, "orient": "top", "labelColor": INK, "labelFontSize": 12, "labelLimit": 300}
    scale = {"domain": sides, "range": [dark for _, dark in _STRIPS.values()]}
    layer = [
        {
            "data": {"values": strips},
            "mark": {"type": "rect", "stroke": PAGE, "strokeWidth": 1},
            "encoding": {
                "x": x,
                "x2": {"field": "until"},
                "color": {"field": "ground", "type": "nominal", "scale": None, "legend": None},
            },
        },
        {
            # Only so that the legend tells which strip is which.
            "data": {"values": ends},
            "mark": {"type": "square", "opacity": 0},
            "encoding": {
                "x": x,
                "fill": {
                    "field": "side",
                    "type": "nominal",
                    "scale": scale,
                    "legend": {**legend, "symbolOpacity": 1, "symbolType": "square", "symbolStrokeWidth": 0},
                },
            },
        },
        {
            "data": {"values": ends},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 5, "fontSize": 10, "color": QUIET},
            "encoding": {"x": x, "text": {"field": "text"}},
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {
            "font": FONT,
            "aria": False,
            "background": "transparent",
            "axis": {"gridColor": FAINT},
            "legend": {},
            "view": {"stroke": None},
        },
        "width": WIDTH,
        "height": {"step": 28, "for": "position"},
        "resolve": {"scale": {"color": "independent", "fill": "independent"}},
        "encoding": {"y": y, "yOffset": offset},
        "layer": layer,
    }
