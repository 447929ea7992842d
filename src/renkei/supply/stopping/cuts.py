"""What stops: places, links, or parts of them; and which buyers are in the same situation."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.ground.errors import BadInput
from renkei.supply.stopping.ranges import Range, exactly

if TYPE_CHECKING:
    from renkei.supply.stopping.chain import Chain

EVERY = "*"
"""As the place that is cut: every place; as the buyer: every place but the seller itself."""

WHOLLY = exactly(100.0)
"""The part of a cut that stops where nothing is said of it, in percent."""


class BadCut(BadInput):
    """A cut that cuts nothing the model knows."""

    code = "bad-cut"


@dataclass(frozen=True)
class Cut:
    """Something that stops.

    Attributes:
        place: which place makes, or sells, nothing; `*`: every place.
        good: of what; None: of everything.
        to: the buyer that gets nothing, `*` for all abroad; None: nothing is made at all.
        share: what part of it stops, in percent.
    """

    place: str
    good: str | None = None
    to: str | None = None
    share: Range = WHOLLY

    def __post_init__(self) -> None:
        if not (math.isfinite(self.share.low) and 0 <= self.share.low <= self.share.high <= 100):
            message = f"a cut of {self.share.low:g} to {self.share.high:g} percent"
            raise BadCut(message, "give 0 to 100")
        if self.to is not None and self.to == self.place:
            message = f"`{self.place}` is cut off from itself"
            raise BadCut(message, "name two places, or leave the second out to stop all it makes")

    @property
    def text(self) -> str:
        """The cut as it is written."""
        part = "" if self.share == WHOLLY else f"={_written(self.share)}"
        return self.place + (f">{self.to}" if self.to else "") + (f":{self.good}" if self.good else "") + part

    def of(self, good: str) -> bool:
        """Whether it speaks of a good."""
        return self.good is None or self.good == good

    def stops(self, place: str) -> bool:
        """Whether it keeps a place from making."""
        return self.to is None and self.place in {place, EVERY}

    def parts(self, seller: str, buyer: str) -> bool:
        """Whether it keeps a seller from selling to a buyer."""
        if self.to is None or seller == buyer or self.place not in {seller, EVERY}:
            return False
        return self.to in {buyer, EVERY}


def _written(share: Range) -> str:
    return f"{share.low:g}%" if share.exact is not None else f"{share.low:g}-{share.high:g}%"


def check(cuts: Sequence[Cut], chain: Chain) -> None:
    """That there is something to cut.

    Raises:
        BadCut: if there are no cuts, or a good is unknown.
    """
    if not cuts:
        message = "nothing is cut"
        raise BadCut(message, "name a place, such as `CN:gallium`")
    for cut in cuts:
        if cut.good is not None and cut.good not in chain.shares and cut.good not in chain.goods:
            message = f"`{cut.good}` is no good of the chain"
            raise BadCut(message, "correct the id")


def classes(places: Iterable[str], cuts: Sequence[Cut]) -> dict[str, int]:
    """For each place the number of its class: places cut off from the same sellers for the same goods are one.

    The sellers of a link cut are classes of their own: of all abroad, they alone are not cut off.
    """
    links = [cut for cut in cuts if cut.to is not None]
    every = any(cut.place == EVERY for cut in links)
    numbers: dict[tuple[object, ...], int] = {(): 0}
    found: dict[str, int] = {}
    for place in places:
        named = every or any(place == cut.place for cut in links)
        sign = tuple((place != cut.place and cut.to in {place, EVERY}, place == cut.place) for cut in links)
        key: tuple[object, ...] = (place,) if named else sign if any(map(any, sign)) else ()
        found[place] = numbers.setdefault(key, len(numbers))
    return found
