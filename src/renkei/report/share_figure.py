"""A sharing as a picture: for each place a dot for every rule, the further right, the more of what it asks it gets."""

from __future__ import annotations

from typing import Any

from renkei.desk.share import ShareAnswer
from renkei.ground.places import place_name
from renkei.ground.words import Words
from renkei.report.blocks import Figure
from renkei.report.figures import FAINT, FONT, INK, QUIET, WIDTH
from renkei.report.share_words import percent
from renkei.supply.sharing.rules import RULES
from renkei.supply.sharing.sharing import Shared

_LOOKS = {
    "proportional": ("#1d4e89", "square"),
    "priority": ("#b57f17", "triangle-up"),
    "max-min": ("#2f6f4f", "circle"),
    "least-harm": ("#7b2d26", "diamond"),
}
"""Color and shape of each rule; rules differ in shape as well, for readers without color."""

MOST_TOLD = 8
"""So many places are told in the words that stand for the picture."""


def covered_by_place(shared: Shared) -> dict[str, float]:
    """For every place the part of what it asks that it gets, the mean of its goods."""
    sums: dict[str, dict[str, list[float]]] = {}
    for each in shared.given:
        pair = sums.setdefault(each.need.place, {}).setdefault(each.need.good, [0.0, 0.0])
        pair[0] += float(each.given)
        pair[1] += float(each.need.asked)
    return {place: sum(given / asked for given, asked in goods.values()) / len(goods) for place, goods in sums.items()}


def share_figure(answer: ShareAnswer, words: Words) -> Figure:
    """Places (rows, the worst covered first) against the covered part, a dot for every rule."""
    covered = {shared.rule: covered_by_place(shared) for shared in answer.shared}
    places = sorted(next(iter(covered.values())), key=lambda place: min(each[place] for each in covered.values()))
    names = {place: place_name(place, words.lang) for place in places}
    dots = [
        {"place": names[place], "rule": words(f"share.rule.{rule}"), "covered": round(of[place], 4)}
        for rule, of in covered.items()
        for place in places
    ]
    told = ("；" if words.lang == "ja" else "; ").join(
        words(
            "share.alt_place",
            place=names[place],
            shares=words.join(
                f"{words(f'share.rule.{rule}')} {percent(of[place], words)}" for rule, of in covered.items()
            ),
        )
        for place in places[:MOST_TOLD]
    )
    rules = [rule for rule in RULES if rule in covered]
    spec = _spec(dots, list(names.values()), rules, words)
    return Figure("share", spec, words("share.alt", told=told), words("share.figure"))


def _spec(dots: list[dict[str, Any]], places: list[str], rules: list[Any], words: Words) -> dict[str, Any]:
    axis = {"labelColor": INK, "titleColor": QUIET, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 300}
    y = {
        "field": "place",
        "type": "nominal",
        "sort": places,
        "title": None,
        "scale": {"paddingInner": 0.4},
        "axis": {"domain": False, "ticks": False, "labelPadding": 8},
    }
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "title": words("share.axis"),
        "axis": {"format": ".0%", "tickCount": 5, "domain": False},
    }
    named = [words(f"share.rule.{rule}") for rule in rules]
    legend = {"title": None, "orient": "top", "symbolSize": 90}
    shape = {"field": "rule", "type": "nominal", "sort": named, "legend": legend}
    layer = [
        {
            "data": {"values": dots},
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0.9},
            "encoding": {
                "x": {**x, "field": "covered"},
                "yOffset": {"field": "rule", "type": "nominal", "sort": named},
                "color": {**shape, "scale": {"domain": named, "range": [_LOOKS[rule][0] for rule in rules]}},
                "shape": {**shape, "scale": {"domain": named, "range": [_LOOKS[rule][1] for rule in rules]}},
            },
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {
            "font": FONT,
            "aria": False,
            "background": "transparent",
            "axis": {**axis, "gridColor": FAINT},
            "legend": {"labelColor": INK, "labelFontSize": 12, "labelLimit": 300},
            "view": {"stroke": None},
        },
        "width": WIDTH,
        "height": {"step": 34, "for": "position"},
        "encoding": {"y": y},
        "layer": layer,
    }
