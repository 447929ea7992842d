"""The verdicts of a comparison as pictures: topics against verdicts, or against pairs of regimes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from renkei.controls.comparing.relating import Verdict
from renkei.report.blocks import Figure
from renkei.report.colors import mixed, parts
from renkei.report.figures import FONT, INK, PAGE, QUIET
from renkei.report.gap_report import by_topic, counted, differs, verdicts
from renkei.report.gap_words import GapWords

_SCALES: dict[Verdict, tuple[str, str]] = {
    "same": ("#dcece2", "#2f6f4f"),
    "stricter": ("#f5e7c6", "#b57f17"),
    "looser": ("#f5e7c6", "#b57f17"),
    "incomparable": ("#f3d9da", "#a4343a"),
    "only left": ("#d9e4f1", "#1d4e88"),
    "only right": ("#d9e4f1", "#1d4e88"),
    "not compared": ("#e6e9ed", "#6b7683"),
}
"""The lightest and the darkest ground of each verdict. None is in the night colors: a tile stays as it is."""

_SHARE = ("#e8eef5", "#1d4e88")
_ON_DARK, _ON_LIGHT = "#fffffe", "#1b2531"
_BRIGHT = 0.217
"""On a tile brighter than this, dark figures stand out more; on a darker one light ones."""


def verdict_matrix(said: GapWords) -> Figure:
    """Topics (rows) against verdicts (columns): how many groups of paragraphs, and how many may differ only."""
    answer, words = said.answer, said.words
    columns = verdicts(answer.gaps)
    topics = {said.topic(topic): counted(gaps) for topic, gaps in by_topic(answer).items()}
    most = max((counts[v].all for counts in topics.values() for v in columns), default=1)
    tiles = []
    for topic, counts in topics.items():
        for verdict in columns:
            count = counts[verdict]
            if count.all:
                shade = (count.all / most) ** 0.5
                light, dark = _SCALES[verdict]
                tiles.append(_tile(topic, said.verdict(verdict), count.shown, mixed(light, dark, shade)))
    told = words.join(
        words("gaps.count", n=count.all, verdict=said.verdict(verdict))
        for verdict, count in counted(answer.gaps).items()
        if count.all
    )
    spec = _grid(tiles, list(topics), [said.verdict(each) for each in columns], step=66)
    return Figure("gaps", spec, words("gaps.alt_verdicts", counts=told), words("gaps.figure_verdicts"))


def pair_matrix(every: Sequence[GapWords]) -> Figure:
    """Topics (rows) against pairs of regimes (columns): how many groups differ, of how many."""
    words = every[0].words
    split = {said.pair: by_topic(said.answer) for said in every}
    tiles, told = [], []
    for said in every:
        gaps = said.answer.gaps
        told.append(f"{said.pair} {sum(map(differs, gaps))} / {len(gaps)}")
        for topic, listed in split[said.pair].items():
            differing = sum(map(differs, listed))
            share = differing / len(listed)
            text = f"{differing} / {len(listed)}"
            tiles.append(_tile(said.topic(topic), said.pair, text, mixed(*_SHARE, share)))
    topics = [each for each in every[0].answer.book.topics if any(each in found for found in split.values())]
    spec = _grid(tiles, [every[0].topic(each) for each in topics], list(split), step=74)
    return Figure("gaps", spec, words("gaps.alt_pairs", counts=words.join(told)), words("gaps.figure_pairs"))


def _tile(row: str, column: str, text: str, ground: str) -> dict[str, Any]:
    on = _ON_LIGHT if _luminance(ground) > _BRIGHT else _ON_DARK
    return {"row": row, "column": column, "text": text, "ground": ground, "on": on}


def _grid(tiles: list[dict[str, Any]], rows: list[str], columns: list[str], *, step: int) -> dict[str, Any]:
    """A grid of tinted tiles with their figures on them; where nothing is, a dash."""
    filled = {(each["row"], each["column"]) for each in tiles}
    empty = [{"row": r, "column": c, "text": "–"} for r in rows for c in columns if (r, c) not in filled]
    axis = {"domain": False, "ticks": False, "labelPadding": 7}
    head = {**axis, "orient": "top", "labelAngle": -40, "labelAlign": "left", "labelOverlap": False}
    y = {"field": "row", "type": "nominal", "sort": rows, "title": None, "axis": axis}
    x = {"field": "column", "type": "nominal", "sort": columns, "title": None, "axis": head}
    same: dict[str, Any] = {"scale": None, "legend": None}
    text = {"type": "text", "fontSize": 11, "baseline": "middle"}
    layer = [
        {
            "data": {"values": empty},
            "mark": {**text, "color": QUIET},
            "encoding": {"text": {"field": "text"}},
        },
        {
            "data": {"values": tiles},
            "mark": {"type": "rect", "stroke": PAGE, "strokeWidth": 2, "cornerRadius": 3},
            "encoding": {"color": {"field": "ground", "type": "nominal", **same}},
        },
        {
            "data": {"values": tiles},
            "mark": text,
            "encoding": {"text": {"field": "text"}, "color": {"field": "on", "type": "nominal", **same}},
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {
            "font": FONT,
            "aria": False,
            "background": "transparent",
            "axis": {"labelColor": INK, "labelFontSize": 12, "labelLimit": 300},
            "legend": {},
            "view": {"stroke": None},
        },
        "width": {"step": step},
        "height": {"step": 24},
        "encoding": {"x": x, "y": y},
        "layer": layer,
    }


def _luminance(color: str) -> float:
    """How bright a color is, from 0 to 1, as the guidelines for accessible pages (WCAG 2) reckon it."""
    linear = [c / 12.92 if (c := part / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for part in parts(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
