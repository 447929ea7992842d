"""Countries as statistical offices write them, by three letters or by number, as codes of places.

The tables are those of the locale data that also name the places; a country that has split up becomes a joint code of
its successors, such as `CZ-SK`.
"""

from __future__ import annotations

from renkei.ground.places import known


def by_letters(text: str) -> str | None:
    """The place that a code of three letters of ISO 3166-1 stands for, such as `NLD`; None if none does."""
    return _place(text) if len(text) == 3 and text.isascii() and text.isalpha() and text.isupper() else None


def by_number(text: str) -> str | None:
    """The place that a number of ISO 3166-1 stands for, such as `528`, with or without its zeros; None if none does."""
    return _place(text.zfill(3)) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def _place(code: str) -> str | None:
    from babel.core import get_global  # only an import reads these tables

    successors = get_global("territory_aliases").get(code, [])
    return "-".join(sorted(successors)) if successors and all(map(known, successors)) else None
