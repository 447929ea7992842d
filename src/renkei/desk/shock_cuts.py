"""What a caller's cuts mean in the built-in supply: places by name or grouping, goods by name, family or stage."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import product
from typing import Literal, get_args

from renkei.ground.places import GROUPS, find_place
from renkei.supply.loading import Supply
from renkei.supply.rows import STAGES, Family, Good
from renkei.supply.stopping.cuts import EVERY, BadCut, Cut

FAMILIES: tuple[Family, ...] = get_args(Family)

Speaks = Literal["good", "family", "stage", "all"]
"""What a cut names: one good with its sorts, a family, a stage, or everything."""


@dataclass(frozen=True)
class Meant:
    """One cut as asked, and what it means.

    Attributes:
        asked: as the caller wrote it, places and goods by their ids.
        speaks: what its good is.
        cuts: one for each place and good.
        untold: ids of goods it speaks of though nobody knows who makes them; they are not cut.
    """

    asked: Cut
    speaks: Speaks
    cuts: tuple[Cut, ...]
    untold: tuple[str, ...] = ()


def meant(supply: Supply, counted: Mapping[str, object], cuts: Sequence[Cut], day: date) -> tuple[Meant, ...]:
    """What each cut means on a day.

    Args:
        supply: the goods.
        counted: goods of which some figure tells who makes them.
        cuts: as the caller wrote them.
        day: on which groupings have their members.

    Raises:
        BadCut: if a place or good is unknown.
    """
    return tuple(_meant(supply, counted, each, day) for each in cuts)


def _meant(supply: Supply, counted: Mapping[str, object], cut: Cut, day: date) -> Meant:
    place, sellers = _places(supply, cut.place, day)
    to, buyers = _places(supply, cut.to, day) if cut.to is not None else (None, (None,))
    speaks, id_, goods = _goods(supply, cut.good)
    asked = Cut(place, id_, to, cut.share)
    if goods is None:
        every = tuple(Cut(*pair, cut.share) for pair in _pairs(sellers, buyers, (None,)))
        untold = () if place == EVERY else tuple(each for each in supply.goods if each not in counted)
        return Meant(asked, speaks, every, untold)
    told = [each for each in goods if each in counted or each == id_ or place == EVERY]
    untold = tuple(each for each in goods if each not in told)
    if not told:
        message = f"of no goods of `{cut.good}` it is known who makes them"
        raise BadCut(message, "name a good; `renkei exposure --good list` lists them")
    return Meant(asked, speaks, tuple(Cut(*pair, cut.share) for pair in _pairs(sellers, buyers, told)), untold)


def _pairs(
    sellers: Sequence[str], buyers: Sequence[str | None], goods: Sequence[str | None]
) -> list[tuple[str, str | None, str | None]]:
    """Every seller with every good and buyer, but no place cut off from itself."""
    return [(seller, good, to) for seller, good, to in product(sellers, goods, buyers) if seller != to]


def _places(supply: Supply, given: str, day: date) -> tuple[str, tuple[str, ...]]:
    """The id of what is named, and the places that it stands for.

    Raises:
        BadCut: if no place or grouping is called so.
    """
    if given == EVERY:
        return EVERY, (EVERY,)
    code = find_place(given)
    if code is not None and code not in GROUPS:
        return code, (code,)
    name = (code or given).lower()
    if name in supply.groupings:
        upper = name.upper()
        members = sorted(supply.groupings[name].on(day))
        return upper if upper in GROUPS else name, (*members, *([upper] if upper in GROUPS else []))
    message = f"`{given}` names no place" if code is None else f"the members of `{given}` are not known here"
    near = get_close_matches(name, supply.groupings, 1)
    raise BadCut(message, f"did you mean `{near[0]}`?" if near else "give a country code or name, or `eu`")


def _goods(supply: Supply, given: str | None) -> tuple[Speaks, str | None, tuple[str, ...] | None]:
    """What is named, its id, and the goods it stands for; a good brings its sorts along.

    Raises:
        BadCut: if no good, family or stage is called so.
    """
    if given is None or given == EVERY:
        return "all", None, None
    folded = _folded(given)
    id_ = folded if folded in supply.goods else _names(supply).get(folded)
    if id_ is not None:
        return "good", id_, sorts(supply.goods, id_)
    if folded in FAMILIES:
        return "family", folded, tuple(each.id for each in supply.goods.values() if each.family == folded)
    if folded in STAGES:
        return "stage", folded, tuple(each.id for each in supply.goods.values() if each.stage == folded)
    near = get_close_matches(folded, [*supply.goods, *_names(supply), *FAMILIES, *STAGES], 1)
    message = f"`{given}` is no good, family or stage known here"
    advice = f"did you mean `{near[0]}`? " if near else ""
    raise BadCut(message, f"{advice}`renkei exposure --good list` lists the goods")


def sorts(goods: Mapping[str, Good], id_: str) -> tuple[str, ...]:
    """A good and every sort of it."""
    found = [id_]
    for each in found:
        found += [other.id for other in goods.values() if other.type_of == each and other.id not in found]
    return tuple(found)


def _names(supply: Supply) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in supply.goods.values():
        for name in (each.name.en, each.name.ja or "", *each.also_called):
            found.setdefault(_folded(name), each.id)
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()
