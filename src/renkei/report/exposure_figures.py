"""The shares of many goods as bars: the first three places of each, the others, and what is not told."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.desk.exposure import Exposed
from renkei.report.blocks import Figure
from renkei.report.exposure_drawing import Box, Label, Line, drawing, folded, wide_of, words_on
from renkei.report.exposure_words import ExposureWords, first_three
from renkei.report.figures import FAINT, LINE, PAGE, QUIET
from renkei.supply.concentration import Share

MOST = 20
"""So many bars are drawn; the table holds all."""

_RANKS = ("#1d4e88", "#6f93bf", "#b3c7df")
_NAMES, _PLOT, _PHONE = 250, 560, 330
"""The width of the names, of the bars, and of both on a phone, in pixels."""

_BAR, _STEP, _PHONE_STEP = 18, 28, 40
_TOP = 22


def share_bars(rows: Sequence[Exposed], said: ExposureWords) -> Figure:
    """A bar for each count, as they stand in the table."""
    counts = [each for each in rows if each.found is not None and each.found.top is not None and not each.found.partial]
    drawn, left = counts[:MOST], len(counts) - len(counts[:MOST])
    names = [_named(row, counts, said) for row in drawn]
    told = [f"{name} {_first(row, said)}" for name, row in zip(names, drawn, strict=True)]
    words = said.words
    caption = words("exposure.figure")
    if left:
        caption += ("" if words.lang == "ja" else " ") + words("exposure.figure_more", n=left)
    return Figure(
        "exposure",
        _bars(drawn, names, said, start=_NAMES + 10, wide=_PLOT),
        words("exposure.alt", list=words.join(told)),
        caption,
        _bars(drawn, names, said, start=0, wide=_PHONE),
    )


def _first(row: Exposed, said: ExposureWords) -> str:
    top = row.found.top if row.found else None
    return f"{said.place(top.place)} {said.sign_of(row.figures, top)}" if top is not None else ""


def _named(row: Exposed, every: Sequence[Exposed], said: ExposureWords) -> str:
    """The good; with what is counted, where it stands there more than once."""
    if row.figures.importer is not None:
        return said.form(row.figures)
    name = said.good(row.good.id) + ("†" if row.figures.basis == "headquarters" else "")
    twice = sum(each.good.id == row.good.id for each in every) > 1
    return f"{name}: {said.counted_briefly(row.figures)}" if twice else name


def _bars(
    rows: Sequence[Exposed], names: Sequence[str], said: ExposureWords, *, start: float, wide: float
) -> dict[str, object]:
    """The picture; names stand before the bars, or above them where there is no room before."""
    step = _STEP if start else _PHONE_STEP
    boxes: list[Box] = []
    labels: list[Label] = []
    bottom = _TOP + step * len(rows)
    lines = [Line(start + wide * at / 4, _TOP, start + wide * at / 4, bottom) for at in range(5) if start]
    for at in range(5):
        align = "left" if at == 0 else "right" if at == 4 else "center"
        labels.append(Label(f"{25 * at}%", start + wide * at / 4, 9, QUIET, 10.5, align=align))
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        above = _TOP + place * step
        bar = above + (step - _BAR) / 2 if start else above + step - _BAR - 3
        if start:
            labels.append(Label(folded(name, _NAMES, 11.5), start - 8, bar + _BAR / 2, size=11.5, align="right"))
        else:
            labels.append(Label(folded(name, wide, 11.5, 1), 0, bar - 9, size=11.5, align="left"))
        for box, text in _segments(row, said, start, bar, wide):
            boxes.append(box)
            if text:
                labels.append(Label(text, box.x + 5, bar + _BAR / 2, words_on(box.ground), align="left"))
    return drawing(boxes, lines, labels, wide=start + wide, tall=bottom + 2)


def _segments(row: Exposed, said: ExposureWords, start: float, y: float, wide: float) -> list[tuple[Box, str]]:
    """The first three places, what all others have, and what is not told, from left to right."""
    found: list[tuple[Box, str]] = []
    if row.found is None:
        return found
    begin = 0.0
    for rank, share in enumerate(first_three(row.found.shares)):
        part = float(share.told or 0)
        box = Box(start + wide * begin / 100, y, wide * part / 100, _BAR, _RANKS[rank])
        found.append((box, _on_bar(row, share, said, box.wide)))
        begin += part
    told = min(float(sum((each.told or 0) for each in row.found.shares)), 100.0)
    for until, ground, edge in ((told, FAINT, PAGE), (100.0, PAGE, LINE)):
        if until - begin > 0.05:
            found.append((Box(start + wide * begin / 100, y, wide * (until - begin) / 100, _BAR, ground, edge), ""))
            begin = until
    return found


def _on_bar(row: Exposed, share: Share, said: ExposureWords, wide: float) -> str:
    """The most that fits on a bar: place and share, the place, its code."""
    name = said.place(share.place)
    for text in (f"{name} {said.sign_of(row.figures, share)}", name, share.place):
        if wide_of(text) + 10 <= wide:
            return text
    return ""
