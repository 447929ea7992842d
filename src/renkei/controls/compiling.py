"""Rule files into one plain value: read, checked against their models, conditions parsed; every fault collected."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from renkei.controls.compiling_vocabulary import README, Vocabulary, text_of
from renkei.controls.conditions import ALWAYS, All, AnyOf, Condition, Not, NotAtHand, both
from renkei.controls.deferred import as_text
from renkei.controls.files import CasesFile, ProvisionFile, RegimeFile, RequirementFile, SetFile
from renkei.controls.grammar import BadCondition, Grammar
from renkei.controls.hashing import content_hash
from renkei.controls.rulebook import REGIMES
from renkei.ground.errors import BadInput, Fault
from renkei.ground.sources import best


class Compiler(Vocabulary):
    """Reads a folder of rules; `plain` is what was read, `faults` what is wrong with it.

    Attributes:
        paths: the file of every provision, license requirement and set of places, by id.
        cases: the cases of every provision that has some, with their file.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.paths: dict[str, Path] = {}
        self.cases: dict[str, tuple[Path, CasesFile]] = {}
        self._conditions: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._rules()
        self.plain["conditions"] = list(self._conditions)
        self.plain["sources"] = [json.loads(text) for text in self._sources]
        self.plain["hash"] = content_hash(folder)

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
            self._fault_at(
                path,
                ("id",),
                "id-not-file-name",
                f"the id `{id_}` is not `{regime}-{path.stem}`",
                "name the file after the id",
            )
        if id_ in self.paths:
            self._fault_at(path, ("id",), "same-id", f"`{id_}` stands twice", "give each rule its own id")
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
            "names": text_of(found.name),
            "authority": text_of(found.authority),
            "law": text_of(found.law),
            "goods": self._kinds(found.goods, path, ("goods",)),
            "since": found.since,
            "verified": found.verified,
            "not_modelled": [text_of(each) for each in found.not_modelled],
            "left_out": [[each.paragraph, text_of(each.why)] for each in found.left_out],
            "note": text_of(found.note),
        }

    def _cases(self, path: Path) -> None:
        data = self._read(path)
        found = self._typed_as(CasesFile, data, path) if data is not None else None
        if not found:
            return
        named = f"{path.parent.name}-{path.name.removesuffix('.cases.yaml')}"
        if found.provision != named:
            message = f"the cases are of `{found.provision}`, the file is named after `{named}`"
            self._fault_at(path, ("provision",), "id-not-file-name", message, "name the file after the provision")
        self.cases.setdefault(found.provision, (path, found))

    def _set(self, path: Path, regime: str) -> None:
        data = self._read(path)
        found = self._typed_as(SetFile, data, path) if data is not None else None
        if not found:
            return
        if found.id != f"{regime}.{path.stem}":
            self._fault_at(
                path,
                ("id",),
                "id-not-file-name",
                f"the id `{found.id}` is not `{regime}.{path.stem}`",
                "name the file after the id",
            )
        self.paths[found.id] = path
        self.plain["sets"][found.id] = {
            "names": text_of(found.name),
            "known": [found.known.since, found.known.until],
            "members": [[m.place, m.since, m.until] for m in found.members],
            "how": best(found.sources).value,
            "sources": self._sources_of(found),
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
                review.append([self._number(condition), line.policy, line.cites])
            versions.append(
                self._dated(version)
                | {
                    "when": self._number(when),
                    "review": review,
                    "exceptions": [[e.symbol, e.cites, text_of(e.check)] for e in version.exceptions],
                }
            )
        self.plain["requirements"][found.id] = {
            "regime": regime,
            "cites": found.cites,
            "names": text_of(found.name),
            "reasons": found.reasons,
            "versions": _ended(versions),
        }

    def _provision(self, regime: str, found: ProvisionFile, path: Path) -> None:
        goods = self._kinds(found.goods, path, ("goods",))
        if found.topic not in self.plain["topics"]:
            self._fault_at(
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
                    self._fault_at(
                        path,
                        (*keys, "license"),
                        "unknown-reference",
                        f"`{each}` is no license requirement",
                        "name a file of licensing/",
                    )
            state = "not at hand" if when == NotAtHand() else "partly" if version.not_modelled else "modelled"
            rule = {"when": self._number(when), "license": version.license, "state": state}
            versions.append(self._dated(version) | rule | {"instrument": version.instrument})
        names = found.names.model_dump(exclude_none=True) if isinstance(found.names, BaseModel) else found.names or {}
        self.plain["provisions"][found.id] = {
            "regime": regime,
            "paragraph": found.paragraph,
            "names": names,
            "topic": found.topic,
            "title": text_of(found.title),
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
                self._fault_at(path, (*keys, key), "bad-condition", message, README)
                continue
            if key == "unless":
                parts = read.parts if isinstance(read, All) and isinstance(written, list) else (read,)
                found.append(Not(parts[0] if len(parts) == 1 else AnyOf(parts)))
            else:
                found.append(read)
        return both(*found) if found else ALWAYS

    def _number(self, condition: Condition) -> int:
        """Where a condition stands among all of them; many versions share one."""
        return self._conditions.setdefault(as_text(condition), len(self._conditions))

    def _sources_of(self, found: Any) -> int:
        """Where the sources of a rule stand among all of them; most rules share theirs with others."""
        rows = [
            [s.how.value, s.read, s.address, s.title, str(s.dated) if s.dated else None, s.note] for s in found.sources
        ]
        return self._sources.setdefault(json.dumps(rows), len(self._sources))

    def _dated(self, version: Any) -> dict[str, Any]:
        return {
            "since": version.since,
            "until": version.until,
            "public": version.public,
            "how": best(version.sources).value,
            "sources": self._sources_of(version),
            "verified": version.verified,
            "unverified": list(version.unverified),
            "not_modelled": [text_of(each) for each in version.not_modelled],
            "unsettled": text_of(version.unsettled),
            "note": text_of(version.note),
        }


def _ended(versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Versions, each ending when the next begins."""
    for each, after in pairwise(versions):
        each["until"] = each["until"] or after["since"]
    return versions
