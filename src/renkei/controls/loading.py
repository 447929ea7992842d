"""The rulebook from its files, or from what an earlier run compiled of the very same files."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from renkei import __version__
from renkei.controls.conditions import from_plain
from renkei.controls.hashing import content_hash
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
from renkei.ground.errors import BadRecord, CannotWrite

_FORM = "4"
"""Changes with the shape of the compiled value, so that an older one is not taken up."""

KEPT = 4
"""So many compiled rulebooks are kept, the newest."""


@cache
def built_in() -> Rulebook:
    """The rules that come with the program."""
    with as_file(files("renkei").joinpath("data/controls")) as folder:
        return load(folder)


def load(folder: Path, *, keep: bool = True) -> Rulebook:
    """The rules of a folder.

    Compiling takes about two seconds, so the result is kept in the user's cache folder under a name made of the
    content of the files and the version of the program; where nothing can be kept, the files are compiled each time.

    Raises:
        BadRecord: if the files do not hold together.
    """
    kept = _kept(folder) if keep else None
    if kept is not None:
        try:
            return build(json.loads(kept.read_bytes()))
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            pass
    from renkei.controls.compiling import Compiler

    compiled = Compiler(folder)
    if compiled.faults:
        raise BadRecord(compiled.faults)
    if kept is not None:
        _keep(kept, compiled.plain)
    return build(compiled.plain)


def _kept(folder: Path) -> Path | None:
    """Where the compiled rules of these very files are kept; None where there is no place for them."""
    home = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache" if os.environ.get("HOME") else None)
    if home is None:
        return None
    version = hashlib.sha256(f"{_FORM} {__version__} {content_hash(folder)}".encode()).hexdigest()
    return Path(home) / "renkei" / f"rules-{version[:32]}.json"


def _keep(path: Path, plain: dict[str, Any]) -> None:
    from renkei.ground.whole_files import whole_file  # only the first run after a change keeps anything

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as beside:
            beside.write_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        kept = sorted(path.parent.glob("rules-*"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in kept[KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, CannotWrite):
        return  # a folder that cannot be written only costs time


def build(plain: dict[str, Any]) -> Rulebook:
    """The rulebook of a compiled value."""
    return Rulebook(
        units=units_of(plain["units"]),
        topics=plain["topics"],
        kinds={
            name: Kind(name, **{**kind, "also_of": tuple(kind["also_of"])}) for name, kind in plain["kinds"].items()
        },
        attributes={name: _attribute(name, value) for name, value in plain["attributes"].items()},
        regimes={name: _regime(name, value) for name, value in plain["regimes"].items()},
        provisions={name: _provision(name, value) for name, value in plain["provisions"].items()},
        requirements={name: _requirement(name, value) for name, value in plain["requirements"].items()},
        sets={name: _set(name, value) for name, value in plain["sets"].items()},
        hash=plain["hash"],
    )


def _attribute(name: str, value: dict[str, Any]) -> Attribute:
    low, low_in, high, high_in = value["bounds"]
    bounds = Bounds(Fraction(low) if low else None, low_in, Fraction(high) if high else None, high_in)
    formula = from_plain(value["formula"]) if value["formula"] else None
    rest = {key: value[key] for key in ("type", "names", "topic", "unit", "values", "help", "ask")}
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


def _provision(name: str, value: dict[str, Any]) -> Provision:
    return Provision(
        id=name,
        regime=value["regime"],
        paragraph=value["paragraph"],
        names=value["names"],
        topic=value["topic"],
        title=value["title"],
        goods=tuple(value["goods"]),
        versions=tuple(_version(each) for each in value["versions"]),
    )


def _version(value: dict[str, Any]) -> Version:
    return Version(
        instrument=value["instrument"],
        when=from_plain(value["when"]),
        license=tuple(value["license"]),
        state=value["state"],
        **_dated(value),
    )


def _requirement(name: str, value: dict[str, Any]) -> Requirement:
    return Requirement(
        id=name,
        regime=value["regime"],
        cites=value["cites"],
        names=value["names"],
        reasons=tuple(value["reasons"]),
        versions=tuple(
            RequirementVersion(
                when=from_plain(each["when"]),
                review=tuple(Review(from_plain(when), policy, cites) for when, policy, cites in each["review"]),
                exceptions=tuple(LicenseException(*exception) for exception in each["exceptions"]),
                **_dated(each),
            )
            for each in value["versions"]
        ),
    )


def _set(name: str, value: dict[str, Any]) -> PlaceSet:
    since, until = map(_day, value["known"])
    members = tuple(Member(place, _day(joined), _day(left)) for place, joined, left in value["members"])
    return PlaceSet(name, value["names"], members, since, until, value["how"], _sources(value["sources"]))


def _dated(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "since": date.fromisoformat(value["since"]),
        "until": _day(value["until"]),
        "public": _day(value["public"]),
        "how": value["how"],
        "sources": _sources(value["sources"]),
        "verified": _day(value["verified"]),
        "unverified": tuple(value["unverified"]),
        "not_modelled": tuple(value["not_modelled"]),
        "unsettled": value["unsettled"],
        "note": value["note"],
    }


def _sources(value: list[list[Any]]) -> tuple[RuleSource, ...]:
    return tuple(RuleSource(*each) for each in value)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
