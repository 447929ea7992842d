"""A scenario: what stops, for how long, and what is assumed; the same for every engine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from renkei.ground.errors import BadInput
from renkei.ground.sources import Source
from renkei.ground.texts import Text
from renkei.supply.stopping.cuts import WHOLLY, Cut
from renkei.supply.stopping.ranges import Range

Engine = Literal["chain", "economy"]

_CUT = re.compile(r"(?P<place>[^>:=]+)(?:>(?P<to>[^>:=]+))?(?::(?P<good>[^:=]+))?(?:=(?P<share>[^:=]+))?")
_RANGE = re.compile(r"(?P<low>\d{1,9}(?:\.\d{1,9})?)(?:\s*[-–]\s*(?P<high>\d{1,9}(?:\.\d{1,9})?))?\s*%?", re.ASCII)


class BadScenario(BadInput):
    """A scenario that cannot be read, or does not fit its engine."""

    code = "bad-scenario"


@dataclass(frozen=True)
class Scenario:
    """What stops, and what is assumed.

    Attributes:
        id: its name in a list; empty for one asked for at the prompt.
        engine: which model answers it.
        cuts: what stops, as written: the model looks up places and goods.
        assumed: parameters of the model by name; what is not there has the model's default.
        title: what it is called.
        about: what it is: a stress test, and of what.
        why: for parameters, what the value rests on.
        sources: pages that the scenario rests on.
    """

    id: str
    engine: Engine
    cuts: tuple[Cut, ...]
    assumed: Mapping[str, Range] = field(default_factory=dict)
    title: Text | None = None
    about: Text | None = None
    why: Mapping[str, Text] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()


def read_cut(text: str) -> Cut:
    """The cut that a text such as `CN`, `CN:gallium`, `CN>JP:gallium` or `CN:chips=50%` writes.

    Raises:
        BadScenario: if it writes none.
        BadCut: if more than all is cut, or a place from itself.
    """
    found = _CUT.fullmatch(text.strip())
    parts = {name: each.strip() for name, each in found.groupdict().items() if each is not None} if found else {}
    if not parts or not all(parts.values()):
        message = f"`{text}` is no cut"
        raise BadScenario(
            message, "write `CN`, `CN:gallium`, `CN>JP:gallium`, `CN>*:gallium`, or one with `=50%` behind it"
        )
    share = read_range(parts["share"]) if "share" in parts else WHOLLY
    return Cut(parts["place"], parts.get("good"), parts.get("to"), share)


def read_range(text: str) -> Range:
    """The value or range that a text such as `30`, `30-60` or `20%` writes.

    Raises:
        BadScenario: if it writes none, or the larger number stands first.
    """
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        message = f"`{text}` is neither a number nor a range"
        raise BadScenario(message, "write `30`, `30-60` or `20%`")
    low = float(found["low"])
    high = float(found["high"]) if found["high"] else low
    if high < low:
        message = f"`{text}` runs backward"
        raise BadScenario(message, "write the smaller number first, such as `30-60`")
    return Range(low, high)
