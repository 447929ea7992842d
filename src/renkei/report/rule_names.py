"""What the texts of the rules are called: an instrument's citation as readers of the language write it."""

from __future__ import annotations

import re
from datetime import date

from renkei.controls.rulebook import Rulebook
from renkei.desk.regimes_state import RegimesState
from renkei.ground.words import Words

_ORDER = re.compile(r"令和(\d+)年経済産業省令第(\d+)号")
_GOODS_ORDER = re.compile(r"貨物等省令（(\d+)年(\d+)月(\d+)日施行の版）")


def instrument_name(instrument: str, words: Words) -> str:
    """A Japanese ordinance by its English name in English; any other citation as it is."""
    if words.lang == "ja":
        return instrument
    if found := _ORDER.fullmatch(instrument):
        return words("controls_state.order", number=found[2], year=str(int(found[1]) + 2018))
    if found := _GOODS_ORDER.fullmatch(instrument):
        return words("controls_state.goods_order", day=date(*map(int, found.groups())))
    return instrument


def topic_heading(book: Rulebook, topic: str, words: Words) -> str:
    """The name of a topic, as a heading."""
    name = book.topics[topic][words.lang]
    return name[:1].upper() + name[1:]


def source_title(state: RegimesState, name: str, words: Words) -> str:
    """What a text of the rules, or a product, is called among the sources."""
    if name in state.products:
        return state.products[name].name
    text = state.texts[name]
    regime = state.book.regimes[text.regime].names[words.lang]
    return words("controls_state.source", regime=regime, text=instrument_name(text.text, words))
