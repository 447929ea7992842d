"""The languages of the program, and what everything that is written in both has in common."""

from __future__ import annotations

from typing import Literal

Lang = Literal["en", "ja"]
LANGS: tuple[Lang, ...] = ("en", "ja")


class InBothLanguages:
    """Something written in both languages, each given by `[lang]`.

    Whoever only words texts asks for this, and need not load what reads and checks them.
    """

    __slots__ = ()

    def __getitem__(self, lang: Lang) -> str:
        raise NotImplementedError
