"""The chain around one good as a picture: what goes into it and what it goes into, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from renkei.desk.exposure import Chain, ExposureAnswer, makers
from renkei.report.blocks import Figure
from renkei.report.colors import mixed
from renkei.report.exposure_drawing import Box, Label, Line, drawing, folded, wide_of, words_on
from renkei.report.exposure_words import ExposureWords
from renkei.report.figures import INK, LINE, PAGE, QUIET
from renkei.supply.concentration import Concentration, Share
from renkei.supply.loading import latest
from renkei.supply.rows import STAGES

HALF = 50
"""Where not every step can be drawn, only those are of which one place has so many percent."""

MOST, MOST_USES, MOST_COLUMNS = 14, 6, 6
"""So many steps are drawn whatever their shares, so many uses, so many columns."""

MOST_STEPS = 24
"""So many steps with large shares are drawn at most, the largest first."""

_WIDE, _GAP, _TALL, _BETWEEN, _TOP = 890, 26, 62, 8, 24
_WIDEST, _PHONE = 170, 334
_SCALE = ("#e3ebf5", "#1d4e88")


@dataclass(frozen=True)
class _Drawn:
    """What is drawn.

    Attributes:
        ids: goods, the one asked about first.
        links: from what goes in to what it goes into.
        steps_left, uses_left: how many are not drawn.
    """

    ids: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    steps_left: int
    uses_left: int


def chain_picture(chain: Chain, said: ExposureWords) -> Figure:
    """The good with what leads to it and away from it; a narrow one for phones sets the stages below one another."""
    answer, words = said.answer, said.words
    known = latest(answer.supply.known(answer.as_of, answer.known_on))
    held = makers(answer.supply, [each for each in known if each.importer is None])
    tops = {id_: top for id_, every in held.items() if (top := _sharpest(every)) is not None}
    drawn = _chosen(chain, answer, tops)
    columns = _columns(drawn, answer, chain.good.id)
    name = said.good(chain.good.id)
    told = [said.good(each) + (f" {_shared(tops[each], said)}" if each in tops else "") for each in drawn.ids]
    caption = [words("exposure.chain_figure", good=name)]
    if drawn.steps_left:
        caption.append(words("exposure.chain_left_out", n=drawn.steps_left))
    if drawn.uses_left:
        caption.append(words("exposure.chain_uses_left_out", n=drawn.uses_left))
    return Figure(
        f"chain-{chain.good.id}",
        _wide(columns, drawn, tops, chain.good.id, said),
        words("exposure.chain_alt", good=name, list=words.join(told)),
        ("" if words.lang == "ja" else " ").join(caption),
        _narrow(columns, tops, chain.good.id, said),
    )


def _sharpest(every: Sequence[Concentration]) -> tuple[Concentration, Share] | None:
    found = max(every, key=lambda each: each.hhi_told or 0, default=None)
    return (found, found.top) if found is not None and found.top is not None else None


def _shared(top: tuple[Concentration, Share], said: ExposureWords) -> str:
    found, share = top
    return f"{said.place(share.place)} {said.whole_percent(found, share)}"


def _chosen(chain: Chain, answer: ExposureAnswer, tops: Mapping[str, tuple[Concentration, Share]]) -> _Drawn:
    """All steps if they are few; else those of which one place has half, linked across the steps left out."""
    uses = answer.supply.uses(chain.good.id)
    near = uses[: MOST_USES + 1] if len(uses) <= MOST_USES + 1 else uses[:MOST_USES]
    routes = list(chain.into)
    if len(routes) > MOST:

        def part(id_: str) -> float:
            return float(tops[id_][1].told or 0) if id_ in tops else 0.0

        routes = [each for each in routes if each.essential != "no" and part(each.good) >= HALF]
        routes = sorted(routes, key=lambda each: -part(each.good))[:MOST_STEPS]
    kept = {chain.good.id, *(each.good for each in routes)}
    links: dict[tuple[str, str], None] = {}
    for each in routes:
        user = next(id_ for id_ in reversed(each.goods[:-1]) if id_ in kept)
        links[each.good, user] = None
    links |= {(chain.good.id, user): None for user in near}
    ids = dict.fromkeys([chain.good.id, *(each.good for each in routes), *near])
    return _Drawn(tuple(ids), tuple(links), len(chain.into) - len(routes), len(uses) - len(near))


def _columns(drawn: _Drawn, answer: ExposureAnswer, chosen: str) -> list[tuple[str, list[str]]]:
    """The goods by stage, first to last; within a stage what goes into another before it, if there is room."""
    goods = answer.supply.goods
    inward: dict[str, set[str]] = {}
    for used, user in drawn.links:
        inward.setdefault(user, set()).add(used)
    columns: list[tuple[str, list[str]]] = []
    whole: list[tuple[str, list[str]]] = []
    for stage in STAGES:
        left = [each for each in drawn.ids if goods[each].stage == stage]
        if left:
            whole.append((stage, left))
        while left:
            inner = [each for each in left if not inward.get(each, set()) & set(left)] or left
            columns.append((stage, inner))
            left = [each for each in left if each not in inner]
    found = columns if len(columns) <= MOST_COLUMNS else whole
    return [(stage, sorted(ids, key=lambda each: (each != chosen, drawn.ids.index(each)))) for stage, ids in found]


def _wide(
    columns: Sequence[tuple[str, Sequence[str]]],
    drawn: _Drawn,
    tops: Mapping[str, tuple[Concentration, Share]],
    chosen: str,
    said: ExposureWords,
) -> dict[str, object]:
    tile = min(_WIDEST, (_WIDE - _GAP * (len(columns) - 1)) / len(columns))
    tallest = max(len(ids) for _, ids in columns)
    step = _TALL + _BETWEEN
    spots: dict[str, tuple[float, float]] = {}
    boxes: list[Box] = []
    labels: list[Label] = []
    before = ""
    for number, (stage, ids) in enumerate(columns):
        x = 2 + number * (tile + _GAP)
        if stage != before:
            labels.append(Label(said.words.label("exposure.stage", stage), x, 9, QUIET, 11.5, align="left"))
        before = stage
        for place, id_ in enumerate(ids):
            y = _TOP + (tallest - len(ids)) * step / 2 + place * step
            spots[id_] = x, y
            _tile(id_, x, y, tile, tops, chosen, said, boxes, labels)
    lines = [
        Line(spots[used][0] + tile, spots[used][1] + _TALL / 2, spots[user][0], spots[user][1] + _TALL / 2)
        for used, user in drawn.links
        if spots[used][0] < spots[user][0]
    ]
    wide = 4 + len(columns) * (tile + _GAP) - _GAP
    return drawing(boxes, lines, labels, wide=wide, tall=_TOP + tallest * step)


def _narrow(
    columns: Sequence[tuple[str, Sequence[str]]],
    tops: Mapping[str, tuple[Concentration, Share]],
    chosen: str,
    said: ExposureWords,
) -> dict[str, object]:
    """The stages below one another, two goods in a row, without lines."""
    boxes: list[Box] = []
    labels: list[Label] = []
    tile = (_PHONE - 4 - _BETWEEN) / 2
    y = 0.0
    before = ""
    for stage, ids in columns:
        if stage != before:
            labels.append(Label(said.words.label("exposure.stage", stage), 2, y + 11, QUIET, 11.5, align="left"))
            y += _TOP
        before = stage
        for place, id_ in enumerate(ids):
            x = 2 + (place % 2) * (tile + _BETWEEN)
            _tile(id_, x, y + (place // 2) * (_TALL + _BETWEEN), tile, tops, chosen, said, boxes, labels)
        y += (len(ids) + 1) // 2 * (_TALL + _BETWEEN)
    return drawing(boxes, [], labels, wide=_PHONE, tall=y)


def _tile(
    id_: str,
    x: float,
    y: float,
    wide: float,
    tops: Mapping[str, tuple[Concentration, Share]],
    chosen: str,
    said: ExposureWords,
    boxes: list[Box],
    labels: list[Label],
) -> None:
    """A good with its largest place; the one asked about with a thick edge."""
    top = tops.get(id_)
    ground = PAGE if top is None else mixed(*_SCALE, max(float(top[1].told or 0) / 50 - 1, 0.0))
    edge, thick = (INK, 2.5) if id_ == chosen else (LINE, 1)
    boxes.append(Box(x, y, wide, _TALL, ground, edge, thick))
    on = words_on(ground)
    name = folded(said.good(id_), wide - 8, most=3)
    middle = x + wide / 2
    if top is None:
        labels.append(Label(name, middle, y + _TALL / 2, on))
        return
    labels.append(Label(name, middle, y + (_TALL - 18) / 2 + 2, on))
    shown = _shared(top, said)
    if wide_of(shown, 11.5) > wide - 6:  # bold letters are a little wider
        shown = f"{top[1].place} {said.whole_percent(*top)}"
    labels.append(Label(shown, middle, y + _TALL - 11, on, 11, bold=True))
