"""The rule files as they must look; each model says what a file of its sort may hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from renkei.ground.days import parse_day
from renkei.ground.sources import Source
from renkei.ground.texts import Text


def _day(value: Any) -> str:
    return parse_day(str(value)).isoformat()


def _yes_or_no(value: Any) -> Any:
    return {"yes": True, "no": False, "true": True, "false": False}.get(value, value)


Day = Annotated[str, BeforeValidator(_day)]
"""A whole day, such as `2023-11-17`, kept as text."""

YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
"""`yes` or `no`."""

RegimeName = Literal["us", "jp", "nl", "eu"]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KindFile(_File):
    """A kind of goods."""

    topic: str
    name: Text
    of_goods: YesNo = False
    also_of: list[str] = Field(default_factory=list)


class GoodsFile(_File):
    """`goods.yaml`."""

    topics: dict[str, Text]
    groups: dict[str, list[str]]
    kinds: dict[str, KindFile]


class UnitFile(BaseModel):
    """A unit."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    of: str
    is_: str = Field(alias="is")
    offset: str = "0"
    also: list[str] = Field(default_factory=list)


class AttributeFile(BaseModel):
    """An attribute in `attributes/TOPIC.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    kinds: list[str] = Field(min_length=1)
    type: Literal["number", "flag", "choice", "set", "place", "judgement"]
    name: Text
    unit: str | None = None
    values: dict[str, Text] = Field(default_factory=dict)
    also: list[str] = Field(default_factory=list)
    formula: str | None = Field(default=None, alias="from")
    above: str | None = None
    at_least: str | None = None
    below: str | None = None
    to: str | None = None
    whole: bool = False
    at_most: str | None = None
    help: Text | None = None
    ask: Text | None = None


class _DatedFile(_File):
    """A rule as it stood for some days."""

    since: Day
    until: Day | None = None
    public: Day | None = None
    when: Any
    unless: Any = None
    verified: Day | None = None
    sources: list[Source] = Field(min_length=1)
    not_modelled: list[Text] = Field(default_factory=list)
    unsettled: Text | None = None
    note: Text | None = None


class VersionFile(_DatedFile):
    """A provision as it stood for some days."""

    instrument: str
    license: list[str] = Field(default_factory=list)
    unverified: list[Literal["when", "since", "until", "public", "license"]] = Field(default_factory=list)


class ProvisionFile(_File):
    """`REGIME/PARAGRAPH.yaml`."""

    id: str
    paragraph: str
    names: Text | dict[str, str] | None = None
    topic: str
    title: Text
    goods: list[str] = Field(min_length=1)
    versions: list[VersionFile] = Field(min_length=1)


class ReviewFile(_File):
    """One line of a review policy."""

    when: Any = None
    policy: Literal["presumption of denial", "presumption of approval", "case by case", "entity entry"]
    cites: str


class ExceptionFile(_File):
    """A license exception by name."""

    symbol: str
    cites: str
    check: Text


class RequirementVersionFile(_DatedFile):
    """A license requirement as it stood for some days."""

    instrument: str | None = None
    review: list[ReviewFile] = Field(default_factory=list)
    exceptions: list[ExceptionFile] = Field(default_factory=list)
    unverified: list[Literal["when", "since", "until", "public", "review", "exceptions"]] = Field(default_factory=list)


class RequirementFile(_File):
    """`REGIME/licensing/ID.yaml`."""

    id: str
    cites: str
    name: Text
    reasons: list[str] = Field(default_factory=list)
    versions: list[RequirementVersionFile] = Field(min_length=1)


class MemberFile(_File):
    """A place in a set."""

    place: str
    since: Day | None = None
    until: Day | None = None
    note: Text | None = None
    sources: list[Source] = Field(default_factory=list)


class KnownFile(_File):
    """The days for which a set's members are known."""

    since: Day | None = None
    until: Day | None = None


class SetFile(_File):
    """`REGIME/sets/ID.yaml`."""

    id: str
    name: Text
    known: KnownFile = KnownFile()
    members: list[MemberFile]
    sources: list[Source] = Field(min_length=1)
    unverified: list[str] = Field(default_factory=list)
    note: Text | None = None


class LeftOutFile(_File):
    """A paragraph that is not encoded."""

    paragraph: str
    why: Text


class RegimeFile(_File):
    """`REGIME/regime.yaml`."""

    id: RegimeName
    name: Text
    authority: Text
    law: Text
    goods: list[str]
    since: Day
    verified: Day
    not_modelled: list[Text] = Field(default_factory=list)
    left_out: list[LeftOutFile] = Field(default_factory=list)
    note: Text | None = None


class CaseFile(_File):
    """One case of a provision."""

    says: str
    on: Day
    item: dict[str, str]
    expect: Literal["controlled", "not controlled", "undecided", "judgement"]
    missing: list[str] | None = None


class CasesFile(_File):
    """`REGIME/PARAGRAPH.cases.yaml`."""

    provision: str
    cases: list[CaseFile] = Field(min_length=1)
