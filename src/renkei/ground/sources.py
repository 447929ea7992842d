"""A source: where a fact can be seen, and how it was checked."""

from __future__ import annotations

from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from renkei.ground.days import WrittenDay


class How(StrEnum):
    """How a fact was checked, best first."""

    OFFICIAL = "official"
    MIRROR = "mirror"
    PRESS = "press"
    MEMORY = "memory"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(How).index(self)

    @property
    def verified(self) -> bool:
        """Whether an official text, or a copy of one, was read."""
        return self in {How.OFFICIAL, How.MIRROR}


class Source(BaseModel):
    """One page a fact rests on.

    Attributes:
        address: where the page is; only what rests on memory has none.
        how: what kind of page it is.
        read: whether this very page was read, or only stands here to be cited.
        title: what the page is called, where that helps.
        dated: the day the page bears.
        cites: id of the document, instrument or event of the record that the page is.
        note: what to know about it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str | None = None
    how: How
    read: bool = False
    title: str | None = None
    dated: WrittenDay | None = None
    cites: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _address_holds(self) -> Self:
        if self.address is None:
            if self.how is not How.MEMORY:
                message = "a source without address; give its `address`, or `how: memory` if none was looked up"
                raise ValueError(message)
            return self
        parts = urlsplit(self.address)
        if parts.scheme not in {"http", "https"} or "." not in parts.netloc or " " in self.address:
            message = f"`{self.address}` is not a web address; write it whole, beginning with `https://`"
            raise ValueError(message)
        return self

    @property
    def site(self) -> str:
        """The host, as readers know it."""
        return urlsplit(self.address).netloc.removeprefix("www.") if self.address else ""


def best(sources: list[Source]) -> How:
    """How well a fact with these sources is checked: as its best source that was read; memory if none was."""
    return min((s.how for s in sources if s.read), key=lambda how: how.rank, default=How.MEMORY)


def to_cite(sources: list[Source]) -> Source | None:
    """The source to print: an official address first, then the best one read."""
    with_address = [s for s in sources if s.address]
    return min(with_address, key=lambda s: (s.how.rank, not s.read), default=None)


class Sourced(BaseModel):
    """Anything that carries sources and says which of its fields are still unverified."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: list[Source] = Field(default_factory=list)
    unverified: list[str] = Field(default_factory=list)

    @property
    def checked(self) -> How:
        """How well this is checked."""
        return best(self.sources)
