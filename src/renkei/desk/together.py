"""Places taken together: codes, a grouping with its members on a day, or the parties of a forum of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from renkei.ground.errors import BadOption
from renkei.ground.places import GROUPS, find_place
from renkei.ground.texts import Text
from renkei.supply.loading import Supply


@dataclass(frozen=True)
class Together:
    """Several places, and how they are called.

    Attributes:
        name: of the grouping or forum; None for places listed one by one.
        places: country codes.
        source: id of the forum or grouping that tells the members; None for places listed.
    """

    name: Text | None
    places: frozenset[str]
    source: str | None = None


def together(given: str, supply: Supply, day: date) -> Together:
    """The places that a caller names: `US,JP,KR`, `eu`, or a forum of the record such as `quad`, on a day.

    Raises:
        BadOption: if a part of it names neither.
    """
    parts = [each.strip() for each in given.split(",") if each.strip()]
    if not parts:
        message = f"`{given}` names no places"
        raise BadOption(message, "list country codes, or name a grouping such as `eu` or a forum such as `quad`")
    found = [_one(each, supply, day) for each in parts]
    if len(found) == 1:
        return found[0]
    return Together(None, frozenset(place for each in found for place in each.places))


def _one(given: str, supply: Supply, day: date) -> Together:
    code = find_place(given)
    if code is not None and code not in GROUPS:
        return Together(None, frozenset({code}))
    name = given.lower()
    if name in supply.groupings:
        grouping = supply.groupings[name]
        return Together(grouping.name, grouping.on(day), name)
    return _forum(name, supply, day)


def _forum(name: str, supply: Supply, day: date) -> Together:
    """The parties of a forum; the European Union counts as its members."""
    from renkei.record.keeping import load  # only who names a forum waits for the record

    forums = load().forums
    names = {"g7": "g7-leaders"}
    forum = forums.get(names.get(name, name))
    if forum is None:
        near = get_close_matches(name, [*supply.groupings, *names, *forums], 1)
        message = f"`{name}` is no place, grouping or forum"
        advice = f"did you mean `{near[0]}`?" if near else "`renkei met` lists the forums"
        raise BadOption(message, advice)
    late = {each.party for each in forum.joined if each.since.earliest > day}
    parties = {each for each in forum.parties if each not in late}
    members = {
        place
        for each in parties
        for place in (supply.groupings[each.lower()].on(day) if each.lower() in supply.groupings else (each,))
    }
    return Together(forum.short, frozenset(members), forum.id)
