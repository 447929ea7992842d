"""What every row of the record has in common."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from renkei.ground.days import When, WrittenDay
from renkei.ground.sources import Sourced
from renkei.ground.texts import Text

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
"""A readable, stable id: small letters, digits and hyphens."""

Owner = Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]*|[A-Z][A-Z0-9]{1,5})$")]
"""Who promised or acts: an agency's id, a country code or a group's name."""

Party = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,5}$")]
"""A country code or a group's name."""

Layer = Literal["built-in", "added", "amended"]
"""Where a row comes from: the built-in record, or the user's own laid over it."""


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in {"yes", "no"}:
        return value == "yes"
    message = f"`{value}` is neither `yes` nor `no`"
    raise ValueError(message)


YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
"""`yes` or `no`, never guessed from other words."""


class Says(BaseModel):
    """What one source says where sources disagree."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: Text
    by: str


class Dispute(BaseModel):
    """Sources that disagree about one field, kept side by side."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    readings: list[Says] = Field(min_length=2)


class Reviewed(BaseModel):
    """A second reading of a row against its sources, by somebody who did not write it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: WrittenDay
    result: Literal["agrees", "changed", "not found"]
    note: Text | None = None


class Row(Sourced):
    """A fact of the record.

    Attributes:
        id: unique in its table.
        public: the day a source first said so; None when not known.
        recorded: the day this record learned it.
        disputes: where sources disagree.
        note: for the reader; may speak of later days, so dated answers do not print it.
        reviewed: the second reading.
        layer: built-in, or from the user's own record; set while loading, never written in a file.
    """

    id: Id
    public: WrittenDay | None = None
    recorded: WrittenDay | None = None
    disputes: list[Dispute] = Field(default_factory=list)
    note: Text | None = None
    reviewed: Reviewed | None = None
    layer: Layer = "built-in"

    @property
    def happened(self) -> When | None:
        """The row's own day, if it has one."""
        return None

    @property
    def public_day(self) -> date | None:
        """The day from which the row counts as known: its `public` day, else the last day of its own date."""
        if self.public:
            return self.public.latest
        return self.happened.latest if self.happened else None

    @property
    def title_text(self) -> Text:
        """What to call the row in a list."""
        return Text(en=self.id)
