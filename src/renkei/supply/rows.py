"""What stands in the files of the supply: goods, what goes into them, statistics, publications and shares."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from renkei.ground.days import WrittenDay
from renkei.ground.sources import Source, Sourced
from renkei.ground.texts import Text
from renkei.supply.amounts import WrittenAmount

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
"""A readable, stable id: small letters, digits and hyphens."""

PlaceCode = Annotated[str, Field(pattern=r"^([A-Z0-9]{2,5}(-[A-Z]{2})*|other|world)$")]
"""A country code, a group, joint figures such as `US-CA`, `other` (places the source does not name) or `world`."""

Family = Literal["mineral", "material", "equipment", "software", "process", "product"]
"""What sort of thing a good is; a process is a step done somewhere, such as making chips below 10 nm."""

Stage = Literal["minerals", "materials", "design", "equipment", "fabrication", "assembly", "products"]
"""Where in the chain it stands, first to last."""

STAGES: tuple[Stage, ...] = Stage.__args__  # type: ignore[attr-defined]

Basis = Literal["place", "headquarters"]
"""Whether a share is counted where the thing is made, or where its maker has its headquarters."""

CriticalList = Literal["us-2025"]
"""Lists of critical minerals: that of the United States of 2025, as the Mineral Commodity Summaries of 2026 mark it."""

Needed = Literal["yes", "no", "unknown"]
"""Whether a maker must stop without an input."""


class Need(Sourced):
    """One good that goes into another.

    Attributes:
        good: id of what goes in.
        role: what it does there.
        essential: whether making stops without it.
        substitutes: ids of goods that can take its place in this use.
    """

    good: Id
    role: Text
    essential: Needed = "unknown"
    substitutes: list[Id] = Field(default_factory=list)
    note: Text | None = None


class Good(Sourced):
    """A mineral, material, machine, program, step or product of the chain.

    Attributes:
        type_of: id of the wider good it is one sort of.
        hs: six-digit codes of the Harmonized System, written `8112.92`.
        hs_note: what else those codes hold.
        listed: lists of critical minerals that name it.
        kinds: kinds of goods, as the control rules name them, that it is or holds.
        needs: what goes into it.
    """

    id: Id
    name: Text
    also_called: list[str] = Field(default_factory=list)
    family: Family
    stage: Stage
    type_of: Id | None = None
    hs: list[Annotated[str, Field(pattern=r"^\d{4}\.\d{2}$")]] = Field(default_factory=list)
    hs_note: Text | None = None
    listed: list[CriticalList] = Field(default_factory=list)
    kinds: list[str] = Field(default_factory=list)
    needs: list[Need] = Field(default_factory=list)
    note: Text | None = None
    recorded: WrittenDay | None = None


class Statistic(BaseModel):
    """What a figure counts.

    Attributes:
        measures: making something, being able to, holding it in the ground, selling it, or buying it abroad.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    measures: Literal["production", "capacity", "reserves", "sales", "imports", "exports", "reliance"]


class Release(BaseModel):
    """A publication whose tables are taken over.

    Attributes:
        license: what its publisher allows, in our words.
        public: the day it was published.
        basis: of all its figures.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    title: Text
    publisher: Text
    public: WrittenDay
    license: Text
    basis: Basis = "place"
    sources: list[Source] = Field(min_length=1)
    note: Text | None = None


class PlaceShare(BaseModel):
    """What one place has of a good, in percent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    place: PlaceCode
    share: WrittenAmount
    note: Text | None = None


class Shares(Sourced):
    """The shares that one publication gives for one good and year.

    Attributes:
        measure: what is divided, in words, such as wafer capacity.
        year: the year the shares are of.
        forecast: whether the publication looked ahead.
        complete: whether places that are not named have nothing; else what is missing to 100 is elsewhere.
        public: the day the publication appeared.
    """

    id: Id
    good: Id
    statistic: Id
    measure: Text
    basis: Basis
    year: Annotated[int, Field(ge=1950, le=2100)]
    forecast: Literal["yes", "no"] = "no"
    complete: Literal["yes", "no"] = "no"
    public: WrittenDay
    shares: list[PlaceShare] = Field(min_length=1)
    note: Text | None = None
    recorded: WrittenDay | None = None


class Member(BaseModel):
    """A place that belongs to a grouping.

    Attributes:
        since: the first day; None: from its beginning.
        until: the first day on which it no longer belonged.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    place: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    since: WrittenDay | None = None
    until: WrittenDay | None = None


class Grouping(Sourced):
    """Places that act as one, with the days of their membership."""

    id: Id
    name: Text
    members: list[Member] = Field(min_length=1)
    recorded: WrittenDay | None = None

    def on(self, day: date) -> frozenset[str]:
        """Its members on a day."""
        return frozenset(
            each.place
            for each in self.members
            if (each.since is None or each.since.earliest <= day) and (each.until is None or day < each.until.earliest)
        )
