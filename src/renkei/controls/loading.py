"""The rulebook from its files, or from what an earlier run compiled of the very same files."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from renkei import __version__
from renkei.controls.conditions import from_plain
from renkei.controls.deferred import Deferred
from renkei.controls.hashing import known_hash
from renkei.controls.quantities import units_of
from renkei.controls.rulebook import (
    Attribute,
    Bounds,
    Kind,
    LeftOut,
    LicenseException,
    Member,
    PlaceSet,
    Provision,
    Regime,
    Requirement,
    RequirementVersion,
    Review,
    Rulebook,
    RuleSource,
    Version,
)
from renkei.ground import kept
from renkei.ground.errors import BadRecord
from renkei.ground.shipped import shipped

_FORM = "6"
"""Changes with the shape of the compiled value and of its conditions, so that an older one is not taken up."""


@cache
def built_in() -> Rulebook:
    """The rules that come with the program."""
    return load(shipped("controls"))


def load(folder: Path, *, keep: bool = True) -> Rulebook:
    """The rules of a folder.

    Compiling takes about two seconds, so the result is kept in the user's cache folder under a name made of the
    content of the files and the version of the program; where nothing can be kept, the files are compiled each time.

    Raises:
        BadRecord: if the files do not hold together.
    """
    version = known_hash(folder) if keep else ""
    name = f"rules-{_FORM}-{__version__}-{version[:32]}"
    plain = kept.kept(name) if keep else None
    if plain is not None:
        try:
            return build(plain)
        except (ValueError, LookupError, TypeError, AttributeError):
            pass  # not what this program keeps under that name
    from renkei.controls.compiling import Compiler

    compiled = Compiler(folder)
    if compiled.faults:
        raise BadRecord(compiled.faults)
    if compiled.plain["hash"] == version:  # else nothing is to be kept, or the files have changed just now
        kept.keep(name, compiled.plain)
    return build(compiled.plain)


def build(plain: dict[str, Any]) -> Rulebook:
    """The rulebook of a compiled value."""
    rules = _Rules(plain["conditions"], plain["sources"])
    return Rulebook(
        units=units_of(plain["units"]),
        topics=plain["topics"],
        kinds={
            name: Kind(name, **{**kind, "also_of": tuple(kind["also_of"])}) for name, kind in plain["kinds"].items()
        },
        attributes={name: _attribute(name, value) for name, value in plain["attributes"].items()},
        regimes={name: _regime(name, value) for name, value in plain["regimes"].items()},
        provisions={name: rules.provision(name, value) for name, value in plain["provisions"].items()},
        requirements={name: rules.requirement(name, value) for name, value in plain["requirements"].items()},
        sets={name: rules.place_set(name, value) for name, value in plain["sets"].items()},
        hash=plain["hash"],
    )


def _attribute(name: str, value: dict[str, Any]) -> Attribute:
    low, low_in, high, high_in, whole = value["bounds"]
    bounds = Bounds(Fraction(low) if low else None, low_in, Fraction(high) if high else None, high_in, whole)
    formula = from_plain(value["formula"]) if value["formula"] else None
    rest = {key: value[key] for key in ("type", "names", "topic", "unit", "values", "help", "ask", "at_most")}
    return Attribute(
        name=name, kinds=frozenset(value["kinds"]), also=tuple(value["also"]), formula=formula, bounds=bounds, **rest
    )


def _regime(name: str, value: dict[str, Any]) -> Regime:
    return Regime(
        id=name,
        names=value["names"],
        authority=value["authority"],
        law=value["law"],
        goods=frozenset(value["goods"]),
        since=date.fromisoformat(value["since"]),
        verified=date.fromisoformat(value["verified"]),
        not_modelled=tuple(value["not_modelled"]),
        left_out=tuple(LeftOut(paragraph, why) for paragraph, why in value["left_out"]),
        note=value["note"],
    )


class _Rules:
    """Builds the rules of a compiled value, which share conditions and sources by their number."""

    def __init__(self, conditions: list[str], sources: list[list[list[Any]]]) -> None:
        self._conditions: list[Any] = [Deferred(text) for text in conditions]  # taken for conditions
        self._sources = [tuple(RuleSource(*each) for each in some) for some in sources]

    def provision(self, name: str, value: dict[str, Any]) -> Provision:
        return Provision(
            id=name,
            regime=value["regime"],
            paragraph=value["paragraph"],
            names=value["names"],
            topic=value["topic"],
            title=value["title"],
            goods=tuple(value["goods"]),
            versions=tuple(
                Version(
                    instrument=each["instrument"],
                    license=tuple(each["license"]),
                    state=each["state"],
                    **self._dated(each),
                )
                for each in value["versions"]
            ),
        )

    def requirement(self, name: str, value: dict[str, Any]) -> Requirement:
        return Requirement(
            id=name,
            regime=value["regime"],
            cites=value["cites"],
            names=value["names"],
            reasons=tuple(value["reasons"]),
            versions=tuple(
                RequirementVersion(
                    review=tuple(
                        Review(self._conditions[when], policy, cites) for when, policy, cites in each["review"]
                    ),
                    exceptions=tuple(LicenseException(*exception) for exception in each["exceptions"]),
                    **self._dated(each),
                )
                for each in value["versions"]
            ),
        )

    def place_set(self, name: str, value: dict[str, Any]) -> PlaceSet:
        since, until = map(_day, value["known"])
        members = tuple(Member(place, _day(joined), _day(left)) for place, joined, left in value["members"])
        sources = self._sources[value["sources"]]
        return PlaceSet(name, value["names"], members, since, until, value["how"], sources)

    def _dated(self, value: dict[str, Any]) -> dict[str, Any]:
        return {
            "since": date.fromisoformat(value["since"]),
            "until": _day(value["until"]),
            "public": _day(value["public"]),
            "when": self._conditions[value["when"]],
            "how": value["how"],
            "sources": self._sources[value["sources"]],
            "verified": _day(value["verified"]),
            "unverified": tuple(value["unverified"]),
            "not_modelled": tuple(value["not_modelled"]),
            "unsettled": value["unsettled"],
            "note": value["note"],
        }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
