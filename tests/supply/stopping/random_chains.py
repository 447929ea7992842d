"""Small chains and cuts, drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from renkei.supply.stopping.chain import Chain, Link
from renkei.supply.stopping.cuts import Cut
from renkei.supply.stopping.parameters import Parameters
from renkei.supply.stopping.ranges import Range, exactly

PLACES = ("CN", "JP", "US")
GOODS = ("ore", "metal", "wafer", "machine", "chip")


@st.composite
def ranges(draw: st.DrawFn, low: int, high: int) -> Range:
    first, second = draw(st.integers(low, high)), draw(st.integers(low, high))
    return Range(float(min(first, second)), float(max(first, second))) if draw(st.booleans()) else exactly(float(first))


@st.composite
def shares(draw: st.DrawFn, *, exact: bool) -> dict[str, Range]:
    """Shares of some places; exact ones add up to 100, bounds leave room for it."""
    weights = [draw(st.integers(0, 5)) for _ in PLACES]
    weights[draw(st.integers(0, len(PLACES) - 1))] += 1
    parts = [100 * weight / sum(weights) for weight in weights]
    found = {}
    for place, part in zip(PLACES, parts, strict=True):
        wide = 0 if exact else draw(st.integers(0, 30))
        found[place] = Range(max(0.0, part - wide), min(100.0, part + wide))
    return found


@st.composite
def chains(draw: st.DrawFn, *, exact: bool = False, whole: bool = False) -> Chain:
    """A chain whose goods stand in order; `whole`: every link is essential and used up."""
    made = {good: draw(shares(exact=exact)) for good in GOODS}
    links = []
    for place, good in enumerate(GOODS):
        for into in GOODS[:place]:
            if draw(st.booleans()):
                essential = "yes" if whole else draw(st.sampled_from(["yes", "no", "unknown"]))
                others = [each for each in GOODS[:place] if each != into]
                instead = () if whole or not others or not draw(st.booleans()) else (draw(st.sampled_from(others)),)
                lasting = not whole and draw(st.booleans())
                links.append(Link(good, into, essential, instead, lasting))
    return Chain(GOODS, made, tuple(links))


@st.composite
def cuts(draw: st.DrawFn, goods: tuple[str, ...] = GOODS) -> Cut:
    place = draw(st.sampled_from(PLACES))
    to = draw(st.sampled_from([None, None, "*", *(each for each in PLACES if each != place)]))
    return Cut(place, draw(st.sampled_from([None, *goods])), to, draw(ranges(0, 100)))


@st.composite
def parameters(draw: st.DrawFn) -> Parameters:
    return Parameters(
        days=draw(ranges(1, 40)),
        stocks=draw(ranges(0, 30)),
        extra=draw(ranges(0, 60)),
        ramp=draw(ranges(0, 40)),
        reexport=draw(ranges(0, 100)),
        substitutes=draw(ranges(0, 100)),
        restart=draw(ranges(0, 10)),
        life=draw(ranges(20, 400)),
    )
