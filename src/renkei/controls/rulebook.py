"""The rules of every regime as loaded: goods, attributes, provisions with their versions, license requirements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeVar

from renkei.controls.conditions import Condition, Term
from renkei.controls.deferred import takes_deferred
from renkei.controls.quantities import Units
from renkei.controls.spelling import folded

Bilingual = Mapping[str, str]
"""A text by language, `en` and `ja`."""

AttributeType = Literal["number", "flag", "choice", "set", "place", "judgement"]

State = Literal["modelled", "partly", "not at hand"]
"""How much of a provision's text a version's condition holds."""

REGIMES = ("us", "jp", "nl", "eu")
"""The regimes, in the order answers give them."""

POLICIES = ("presumption of denial", "case by case", "presumption of approval", "entity entry")
"""How an application is reviewed, strictest first; `entity entry`: as the Entity List says of the party."""

PLACES = ("destination", "headquarters")
"""What a license requirement may ask of the transaction rather than of the item."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of goods.

    Attributes:
        of_goods: it is about other goods, whose figures stand in the same row.
        also_of: kinds it contains or works on, whose figures stand in its row as well.
    """

    name: str
    topic: str
    names: Bilingual
    of_goods: bool = False
    also_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values that are physically possible; None: no limit; `whole`: it counts things."""

    low: Fraction | None = None
    low_included: bool = True
    high: Fraction | None = None
    high_included: bool = True
    whole: bool = False

    def hold(self, value: Fraction) -> bool:
        """Whether a value is possible."""
        if self.whole and value.denominator != 1:
            return False
        if self.low is not None and (value < self.low or (value == self.low and not self.low_included)):
            return False
        return not (self.high is not None and (value > self.high or (value == self.high and not self.high_included)))


@dataclass(frozen=True, slots=True)
class Attribute:
    """A figure, feature or judgement of goods, defined once for every regime.

    Attributes:
        kinds: kinds of goods that can have it.
        unit: of a number; `1` for a plain one.
        values: of a choice or set, with their names.
        also: other headings under which people write it.
        formula: how it is computed where it is not given itself.
        ask: for a judgement, the question a person must answer.
        at_most: the attribute of which every item with this one has at least as much, as a whole of its part.
    """

    name: str
    kinds: frozenset[str]
    type: AttributeType
    names: Bilingual
    topic: str
    unit: str = "1"
    values: Mapping[str, Bilingual] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    formula: Term | None = None
    bounds: Bounds = field(default_factory=Bounds)
    help: Bilingual = field(default_factory=dict)
    ask: Bilingual = field(default_factory=dict)
    at_most: str | None = None


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A text a rule rests on, and how it was checked."""

    how: str
    read: bool
    address: str | None = None
    title: str | None = None
    dated: str | None = None
    note: str | None = None


_ORDER = ("official", "mirror", "press", "memory")


@takes_deferred
@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A rule as it stood for some days.

    Attributes:
        since: first day in force.
        until: first day no longer in force; None while it lasts.
        public: the day the text was published, where known.
        when: where the rule applies, the exclusions included; a deferred one is built when it is first read.
        how: how the version is checked: as the best of its sources that was read.
        verified: last day for which the text was seen to stand so.
    """

    since: date
    until: date | None
    public: date | None
    when: Condition
    how: str
    sources: tuple[RuleSource, ...]
    verified: date | None = None
    unverified: tuple[str, ...] = ()
    not_modelled: tuple[Bilingual, ...] = ()
    unsettled: Bilingual = field(default_factory=dict)
    note: Bilingual = field(default_factory=dict)

    @property
    def cited(self) -> RuleSource | None:
        """The source to print: the best with an address that was read; else the best with an address."""
        with_address = (s for s in self.sources if s.address)
        return min(with_address, key=lambda s: (not s.read, _ORDER.index(s.how)), default=None)


DatedT = TypeVar("DatedT", bound=Dated)


def in_force_on(versions: Sequence[DatedT], day: date, known_on: date | None) -> DatedT | None:
    """The version in force on a day, as far as was public on another.

    A version that another one ended still held for those who could not know of the other.
    """
    known = [v for v in versions if known_on is None or (v.public or v.since) <= known_on]
    begun = [v for v in known if v.since <= day]
    if not begun:
        return None
    last = begun[-1]
    if last.until is None or day < last.until:
        return last
    after = next((v for v in versions if v.since == last.until), None)
    ended_in_secret = known_on is not None and (after not in known if after else last.until > known_on)
    return last if ended_in_secret else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Dated):
    """A provision as it stood for some days; `when` is what an item must meet.

    Attributes:
        instrument: what brought it in.
        license: ids of the license requirements that attach.
        state: how much of the text is modelled.
    """

    instrument: str
    license: tuple[str, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Provision:
    """One paragraph of a regime, with its dated versions, oldest first."""

    id: str
    regime: str
    paragraph: str
    names: Bilingual
    topic: str
    title: Bilingual
    goods: tuple[str, ...]
    versions: tuple[Version, ...]

    def at(self, day: date, known_on: date | None = None) -> Version | None:
        """The version in force on a day."""
        return in_force_on(self.versions, day, known_on)

    def number(self, lang: str) -> str:
        """The official number in a language's script."""
        return self.names.get(lang, self.paragraph)


@takes_deferred
@dataclass(frozen=True, slots=True)
class Review:
    """How an application is reviewed, where `when` holds."""

    when: Condition
    policy: str
    cites: str


@dataclass(frozen=True, slots=True)
class LicenseException:
    """An exception by its symbol; what must be checked is told, nothing is decided."""

    symbol: str
    cites: str
    check: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementVersion(Dated):
    """A license requirement as it stood for some days; `when` is where a license is needed."""

    review: tuple[Review, ...]
    exceptions: tuple[LicenseException, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Who needs a license where: one license requirement of a regime."""

    id: str
    regime: str
    cites: str
    names: Bilingual
    reasons: tuple[str, ...]
    versions: tuple[RequirementVersion, ...]

    def at(self, day: date, known_on: date | None = None) -> RequirementVersion | None:
        """The version in force on a day."""
        return in_force_on(self.versions, day, known_on)


@dataclass(frozen=True, slots=True)
class Member:
    """A place in a set, and the days it joined and left."""

    place: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceSet:
    """A set of places with membership by day; outside the days known, membership is unknown."""

    id: str
    names: Bilingual
    members: tuple[Member, ...]
    known_since: date | None = None
    known_until: date | None = None
    how: str = "memory"
    sources: tuple[RuleSource, ...] = ()

    def holds(self, place: str, day: date) -> bool | None:
        """Whether a place was in the set on a day; None where that is not known."""
        if (self.known_since and day < self.known_since) or (self.known_until and day >= self.known_until):
            return None
        return any(
            m.place == place and (m.since is None or m.since <= day) and (m.until is None or day < m.until)
            for m in self.members
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph that is not encoded, and why."""

    paragraph: str
    why: Bilingual


@dataclass(frozen=True, slots=True)
class Regime:
    """Whose rules they are, which texts were read, and what is not modelled.

    Attributes:
        goods: kinds of goods whose paragraphs are modelled; of others nothing is said.
        since: the first day for which the rules are modelled; of earlier days nothing is said.
        verified: the last day for which the texts were read.
        not_modelled: parts of the law that no answer covers.
        left_out: paragraphs not encoded, with the reason.
    """

    id: str
    names: Bilingual
    authority: Bilingual
    law: Bilingual
    goods: frozenset[str]
    since: date
    verified: date
    not_modelled: tuple[Bilingual, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    note: Bilingual = field(default_factory=dict)


@dataclass(frozen=True)
class Rulebook:
    """Everything the controls know, by name.

    Attributes:
        hash: of the content of all rule files; every answer prints it.
    """

    units: Units
    topics: Mapping[str, Bilingual]
    kinds: Mapping[str, Kind]
    attributes: Mapping[str, Attribute]
    regimes: Mapping[str, Regime]
    provisions: Mapping[str, Provision]
    requirements: Mapping[str, Requirement]
    sets: Mapping[str, PlaceSet]
    hash: str

    @cached_property
    def spellings(self) -> dict[str, dict[str, str]]:
        """For every choice and set, its values by each way of writing them."""
        return {
            name: _spelled({v: n.values() for v, n in each.values.items()}) for name, each in self.attributes.items()
        }

    @cached_property
    def kind_spellings(self) -> dict[str, str]:
        """The kinds of goods by each way of writing them."""
        return _spelled({name: kind.names.values() for name, kind in self.kinds.items()})

    @cached_property
    def about(self) -> frozenset[str]:
        """The kinds of goods that are about other goods, whose figures stand in the same row."""
        return frozenset(name for name, each in self.kinds.items() if each.of_goods)

    def of(self, regime: str) -> list[Provision]:
        """The provisions of a regime, in the order of their files."""
        return [each for each in self.provisions.values() if each.regime == regime]


def _spelled(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {folded(spelling): word for word, spellings in words.items() for spelling in (word, *spellings)}
