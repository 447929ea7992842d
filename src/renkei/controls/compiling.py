"""Rule files into one plain value: read, checked against their models, conditions parsed; every fault collected."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from renkei.controls.conditions import ALWAYS, All, Any_, Condition, Not, NotAtHand, both, to_plain
from renkei.controls.files import (
    AttributeFile,
    CasesFile,
    GoodsFile,
    ProvisionFile,
    RegimeFile,
    RequirementFile,
    SetFile,
    UnitFile,
)
from renkei.controls.grammar import BadCondition, Grammar
from renkei.controls.quantities import Unit, Units, exact
from renkei.controls.rulebook import PLACES
from renkei.ground.errors import BadInput, Fault
from renkei.ground.reading import line_of, read_mapping
from renkei.ground.sources import best

REGIMES = ("us", "jp", "nl", "eu")
"""The regimes, in the order answers give them."""

Model = TypeVar("Model", bound=BaseModel)


class _Typed:
    """What the grammar must know of an attribute, before the rulebook exists."""

    def __init__(self, type_: str, unit: str, values: dict[str, Any]) -> None:
        self.type, self.unit, self.values = type_, unit, values


class Compiler:
    """Reads a folder of rules; `plain` is what was read, `faults` what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.plain: dict[str, Any] = {"attributes": {}, "regimes": {}, "provisions": {}, "requirements": {}, "sets": {}}
        self.paths: dict[str, Path] = {}
        self.cases: dict[str, tuple[Path, CasesFile]] = {}
        self._typed: dict[str, _Typed] = {}
        self._units()
        self._goods()
        self._attributes()
        self._rules()
        self.plain["hash"] = content_hash(folder)

    def _fault(self, path: Path, keys: tuple[str | int, ...], code: str, message: str, advice: str) -> None:
        self.faults.append(Fault(path, line_of(path, keys), code, message, advice))

    def _read(self, path: Path) -> dict[str, Any] | None:
        data, faults = read_mapping(path)
        self.faults += faults
        return data

    def _typed_as(self, model: type[Model], data: Any, path: Path, keys: tuple[str | int, ...] = ()) -> Model | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for each in error.errors():
                where = (*keys, *(part for part in each["loc"] if not isinstance(part, str) or "[" not in part))
                message = each["msg"].removeprefix("Value error, ")
                self._fault(
                    path,
                    where,
                    "bad-value",
                    f"{'.'.join(map(str, where))}: {message[:1].lower()}{message[1:]}",
                    "see the README of the controls data",
                )
        except BadInput as error:
            self._fault(path, keys, error.code, error.message, error.help)
        return None

    def _units(self) -> None:
        path = self.folder / "units.yaml"
        self.plain["units"] = {}
        aliases: dict[str, str] = {}
        for symbol, data in (self._read(path) or {}).items():
            unit = self._typed_as(UnitFile, data, path, (symbol,))
            if unit:
                self.plain["units"][symbol] = [unit.of, unit.is_, unit.offset, unit.also]
                aliases |= dict.fromkeys(unit.also, symbol)
        self.units = units_of(self.plain["units"])

    def _goods(self) -> None:
        path = self.folder / "goods.yaml"
        goods = self._typed_as(GoodsFile, self._read(path) or {}, path)
        self.plain["topics"] = {name: _text(text) for name, text in goods.topics.items()} if goods else {}
        self.plain["kinds"] = {}
        self._groups: dict[str, list[str]] = {}
        if not goods:
            return
        for name, kind in goods.kinds.items():
            if kind.topic not in goods.topics:
                self._fault(
                    path, ("kinds", name), "unknown-reference", f"`{kind.topic}` is no topic", "name one of the topics"
                )
            self.plain["kinds"][name] = {
                "topic": kind.topic,
                "names": _text(kind.name),
                "of_goods": kind.of_goods,
                "also_of": kind.also_of,
            }
        for name, members in goods.groups.items():
            for each in members:
                if each not in goods.kinds:
                    self._fault(
                        path, ("groups", name), "unknown-reference", f"`{each}` is no kind of goods", "name a kind"
                    )
        self._groups = {**goods.groups, "any": list(goods.kinds)}

    def _kinds(self, names: list[str], path: Path, keys: tuple[str | int, ...]) -> list[str]:
        found: list[str] = []
        for name in names:
            if name in self._groups:
                found += self._groups[name]
            elif name in self.plain["kinds"]:
                found.append(name)
            else:
                self._fault(
                    path,
                    keys,
                    "unknown-reference",
                    f"`{name}` is no kind of goods",
                    "name a kind or a group of goods.yaml",
                )
        return list(dict.fromkeys(found))

    def _attributes(self) -> None:
        for name in PLACES:
            self._typed[name] = _Typed("place", "1", {})
        read: list[tuple[str, AttributeFile, Path]] = []
        for path in sorted((self.folder / "attributes").glob("*.yaml")):
            for name, data in (self._read(path) or {}).items():
                found = self._typed_as(AttributeFile, data, path, (name,))
                if found is None:
                    continue
                if name in self._typed:
                    self._fault(path, (name,), "same-id", f"`{name}` is defined twice", "define an attribute once")
                    continue
                if found.type == "number" and found.unit is None:
                    self._fault(
                        path,
                        (name,),
                        "no-unit",
                        f"the number `{name}` has no unit",
                        "give its `unit`; `1` for a plain number",
                    )
                elif found.unit not in {None, "1"} and found.unit not in self.units.by_symbol:
                    self._fault(
                        path, (name, "unit"), "no-unit", f"`{found.unit}` is no unit of units.yaml", "add it there"
                    )
                if found.type in {"choice", "set"} and not found.values:
                    self._fault(path, (name,), "bad-value", f"`{name}` has no `values`", "list its values")
                self._typed[name] = _Typed(found.type, found.unit or "1", dict(found.values))
                read.append((name, found, path))
        grammar = Grammar(self._typed, self.units)
        for name, found, path in read:
            formula = None
            if found.formula:
                try:
                    formula = to_plain(grammar.term(found.formula))
                except BadCondition as error:
                    self._fault(
                        path, (name, "from"), "bad-condition", str(error), "see the README of the controls data"
                    )
            bounds = [found.at_least or found.above, found.above is None, found.to or found.below, found.below is None]
            self.plain["attributes"][name] = {
                "kinds": self._kinds(found.kinds, path, (name, "kinds")),
                "type": found.type,
                "names": _text(found.name),
                "topic": path.stem,
                "unit": found.unit or "1",
                "values": {value: _text(text) for value, text in found.values.items()},
                "also": found.also,
                "formula": formula,
                "bounds": bounds,
                "help": _text(found.help),
                "ask": _text(found.ask),
            }

    def _rules(self) -> None:
        provisions: list[tuple[str, ProvisionFile, Path]] = []
        for regime in REGIMES:
            folder = self.folder / regime
            self._regime(regime, folder / "regime.yaml")
            for path in sorted(folder.glob("*.yaml")):
                if path.name.endswith(".cases.yaml"):
                    self._cases(path)
                elif path.name != "regime.yaml":
                    data = self._read(path)
                    found = self._typed_as(ProvisionFile, data, path) if data is not None else None
                    if found and self._named(found.id, regime, path):
                        provisions.append((regime, found, path))
            for path in sorted((folder / "sets").glob("*.yaml")):
                self._set(path, regime)
        self.grammar = Grammar(self._typed, self.units, tuple(found.id for _, found, _ in provisions))
        for regime in REGIMES:
            for path in sorted((self.folder / regime / "licensing").glob("*.yaml")):
                self._requirement(path, regime)
        for regime, found, path in provisions:
            self._provision(regime, found, path)

    def _named(self, id_: str, regime: str, path: Path) -> bool:
        if id_ != f"{regime}-{path.stem}":
            self._fault(
                path,
                ("id",),
                "id-not-file-name",
                f"the id `{id_}` is not `{regime}-{path.stem}`",
                "name the file after the id",
            )
        if id_ in self.paths:
            self._fault(path, ("id",), "same-id", f"`{id_}` stands twice", "give each rule its own id")
            return False
        self.paths[id_] = path
        return True

    def _regime(self, regime: str, path: Path) -> None:
        data = self._read(path) if path.exists() else None
        found = self._typed_as(RegimeFile, data, path) if data is not None else None
        if found is None:
            if data is None:
                self.faults.append(
                    Fault(
                        path,
                        0,
                        "missing-file",
                        "the regime has no `regime.yaml`",
                        "write who makes the rules and what is modelled",
                    )
                )
            return
        self.plain["regimes"][regime] = {
            "names": _text(found.name),
            "authority": _text(found.authority),
            "law": _text(found.law),
            "goods": self._kinds(found.goods, path, ("goods",)),
            "since": found.since,
            "verified": found.verified,
            "not_modelled": [_text(each) for each in found.not_modelled],
            "left_out": [[each.paragraph, _text(each.why)] for each in found.left_out],
            "note": _text(found.note),
        }

    def _cases(self, path: Path) -> None:
        data = self._read(path)
        found = self._typed_as(CasesFile, data, path) if data is not None else None
        if found:
            self.cases[found.provision] = (path, found)

    def _set(self, path: Path, regime: str) -> None:
        data = self._read(path)
        found = self._typed_as(SetFile, data, path) if data is not None else None
        if not found:
            return
        if found.id != f"{regime}.{path.stem}":
            self._fault(
                path,
                ("id",),
                "id-not-file-name",
                f"the id `{found.id}` is not `{regime}.{path.stem}`",
                "name the file after the id",
            )
        self.paths[found.id] = path
        self.plain["sets"][found.id] = {
            "names": _text(found.name),
            "known": [found.known.since, found.known.until],
            "members": [[m.place, m.since, m.until] for m in found.members],
            "how": best(found.sources).value,
            "sources": _sources(found),
        }

    def _requirement(self, path: Path, regime: str) -> None:
        data = self._read(path)
        found = self._typed_as(RequirementFile, data, path) if data is not None else None
        if not found or not self._named(found.id, regime, path):
            return
        versions = []
        for number, version in enumerate(found.versions):
            when = self._condition(version.when, version.unless, path, ("versions", number))
            review = []
            for place, line in enumerate(version.review):
                condition = (
                    self._condition(line.when, None, path, ("versions", number, "review", place))
                    if line.when
                    else ALWAYS
                )
                review.append([to_plain(condition), line.policy, line.cites])
            versions.append(
                _dated(version)
                | {
                    "when": to_plain(when),
                    "review": review,
                    "exceptions": [[e.symbol, e.cites, _text(e.check)] for e in version.exceptions],
                }
            )
        self.plain["requirements"][found.id] = {
            "regime": regime,
            "cites": found.cites,
            "names": _text(found.name),
            "reasons": found.reasons,
            "versions": _ended(versions),
        }

    def _provision(self, regime: str, found: ProvisionFile, path: Path) -> None:
        goods = self._kinds(found.goods, path, ("goods",))
        if found.topic not in self.plain["topics"]:
            self._fault(
                path,
                ("topic",),
                "unknown-reference",
                f"`{found.topic}` is no topic",
                "name one of the topics of goods.yaml",
            )
        versions = []
        for number, version in enumerate(found.versions):
            keys = ("versions", number)
            when = self._condition(version.when, version.unless, path, keys)
            for each in version.license:
                if each not in self.plain["requirements"]:
                    self._fault(
                        path,
                        (*keys, "license"),
                        "unknown-reference",
                        f"`{each}` is no license requirement",
                        "name a file of licensing/",
                    )
            state = "not at hand" if when == NotAtHand() else "partly" if version.not_modelled else "modelled"
            versions.append(
                _dated(version)
                | {"when": to_plain(when), "license": version.license, "state": state, "instrument": version.instrument}
            )
        names = found.names.model_dump(exclude_none=True) if isinstance(found.names, BaseModel) else found.names or {}
        self.plain["provisions"][found.id] = {
            "regime": regime,
            "paragraph": found.paragraph,
            "names": names,
            "topic": found.topic,
            "title": _text(found.title),
            "goods": goods,
            "versions": _ended(versions),
        }

    def _condition(self, when: Any, unless: Any, path: Path, keys: tuple[str | int, ...]) -> Condition:
        found: list[Condition] = []
        for key, written in (("when", when), ("unless", unless)):
            if written is None:
                continue
            try:
                read = self.grammar.read(written)
            except (BadCondition, BadInput, ZeroDivisionError) as error:
                message = getattr(error, "message", str(error))
                self._fault(path, (*keys, key), "bad-condition", message, "see the README of the controls data")
                continue
            if key == "unless":
                parts = read.parts if isinstance(read, All) and isinstance(written, list) else (read,)
                found.append(Not(parts[0] if len(parts) == 1 else Any_(parts)))
            else:
                found.append(read)
        return both(*found) if found else ALWAYS


def units_of(plain: dict[str, Any]) -> Units:
    """The units of a compiled folder."""
    units = {s: Unit(s, of, exact(factor), exact(offset)) for s, (of, factor, offset, _) in plain.items()}
    return Units(units, {alias: symbol for symbol, (_, _, _, also) in plain.items() for alias in also})


def rule_files(folder: Path) -> Iterator[Path]:
    """Every file that can change an answer, in order of name; cases and notes cannot."""
    for path in sorted(folder.rglob("*.yaml")):
        if not path.name.endswith(".cases.yaml"):
            yield path


def content_hash(folder: Path) -> str:
    """A hash over the names and contents of all rule files: the version of the rules."""
    found = hashlib.sha256()
    for path in rule_files(folder):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _text(text: Any) -> dict[str, str]:
    return {} if text is None else {"en": text.en, "ja": text.ja or text.en}


def _sources(found: Any) -> list[list[Any]]:
    return [[s.how.value, s.read, s.address, s.title, str(s.dated) if s.dated else None, s.note] for s in found.sources]


def _dated(version: Any) -> dict[str, Any]:
    return {
        "since": version.since,
        "until": version.until,
        "public": version.public,
        "how": best(version.sources).value,
        "sources": _sources(version),
        "verified": version.verified,
        "unverified": list(version.unverified),
        "not_modelled": [_text(each) for each in version.not_modelled],
        "unsettled": _text(version.unsettled),
        "note": _text(version.note),
    }


def _ended(versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Versions, each ending when the next begins."""
    for each, after in zip(versions, versions[1:], strict=False):
        each["until"] = each["until"] or after["since"]
    return versions
