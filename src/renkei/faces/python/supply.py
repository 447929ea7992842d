"""The figures on supply as questions see them: the built-in ones, with the caller's own laid over them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from renkei.faces.python.given import shown
from renkei.faces.python.saying import Day, Says
from renkei.ground.errors import BadOption
from renkei.supply.loading import Supply, built_in, laid_over

Own = Annotated[
    str | Path | Iterable[str | Path] | None,
    Says("A folder of your own figures, as `renkei supply import` makes it; may be repeated."),
]
FiguresKnownOn = Annotated[Day | None, Says("Use only figures that were public by this day.")]


def supply_with(own: str | Path | Iterable[str | Path] | None) -> Supply:
    """The built-in figures with the caller's folders laid over them; where none is given, those of `RENKEI_SUPPLY`."""
    given = [own] if isinstance(own, (str, Path)) else list(own or ())
    named = [Path(each) for each in os.environ.get("RENKEI_SUPPLY", "").split(os.pathsep) if each]
    chosen = [Path(each) for each in given] or named
    return laid_over(chosen) if chosen else built_in()


def goods_given(supply: Supply, given: str | Iterable[str] | None) -> tuple[str, ...]:
    """The ids of goods named, by id or by name in either language.

    Raises:
        BadOption: if one is unknown.
    """
    if given is None:
        return ()
    written = given if isinstance(given, str) else list(given)
    names: dict[str, str] = {}
    for each in supply.goods.values():
        for name in (each.name.en, each.name.ja or "", *each.also_called):
            names.setdefault(_folded(name), each.id)
    found = []
    parts = written.split(",") if isinstance(written, str) else written or [""]
    for one in (part.strip() for part in parts):
        id_ = one.lower() if one.lower() in supply.goods else names.get(_folded(one))
        if not one or id_ is None:
            from difflib import get_close_matches

            near = get_close_matches(_folded(one), [*supply.goods, *names], 1)
            message = f"`{one or shown(written)}` is no good known here"
            advice = f"did you mean `{near[0]}`? " if near else ""
            raise BadOption(message, f"{advice}`renkei exposure --good list` lists them")
        found.append(id_)
    return tuple(dict.fromkeys(found))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()
