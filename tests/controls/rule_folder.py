"""A small, sound folder of rules written below a test's folder; each test puts one thing wrong and asks for the faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from renkei.controls.checking import rule_faults
from renkei.ground.errors import Fault

READ = {"address": "https://example.org/law", "how": "official", "read": "yes"}


class _Plain(yaml.SafeDumper):
    """Writes a value out wherever it stands."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def text(words: str) -> dict[str, str]:
    return {"en": words, "ja": words}


def scanner_figures() -> dict[str, Any]:
    return {
        "overlay": {"kinds": ["scanner"], "type": "number", "unit": "nm", "above": "0", "name": text("overlay")},
        "wavelength": {"kinds": ["scanner"], "type": "number", "unit": "nm", "above": "0", "name": text("wavelength")},
        "immersion": {"kinds": ["scanner"], "type": "flag", "name": text("immersion")},
        "gases": {
            "kinds": ["etcher"],
            "type": "set",
            "name": text("gases"),
            "values": {"chlorine": text("chlorine"), "fluorine": text("fluorine")},
        },
    }


def version(*when: Any, **more: Any) -> dict[str, Any]:
    """A version since 2024, read in the official text."""
    return {"since": "2024-01-01", "instrument": "a rule", "when": list(when), "sources": [READ], **more}


def provision(*versions: dict[str, Any], goods: str | list[str] = "scanner", **more: Any) -> dict[str, Any]:
    kinds = [goods] if isinstance(goods, str) else goods
    return {"topic": "tools", "title": text("a tool"), "goods": kinds, "versions": list(versions), **more}


def case(expect: str, item: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"says": "a claim", "on": "2025-01-01", "item": item, "expect": expect, **more}


class RuleFolder:
    """Two regimes with rules: `us-1` and `us-2` over scanners, `jp-1` over etchers; the other two hold none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.attributes = scanner_figures()
        self.put("units.yaml", {"nm": {"of": "length", "is": "1"}, "mm": {"of": "length", "is": "1000000"}})
        kinds = {name: {"topic": "tools", "name": text(name)} for name in ("scanner", "etcher")}
        self.goods = {"topics": {"tools": text("tools")}, "groups": {}, "kinds": kinds}
        self.regimes = {"us": ["scanner"], "jp": ["etcher"], "nl": [], "eu": []}
        for name, goods in self.regimes.items():
            self.regime(name, goods)
        self.provision("us-1", provision(version("overlay <= 5 nm", license=["us-all"])))
        self.cases("us-1", case("controlled", {"goods": "scanner", "overlay": "5 nm"}))
        self.provision("us-2", provision(version("wavelength < 200 nm", "immersion", unless=["meets us-1"])))
        self.cases("us-2", case("undecided", {"goods": "scanner", "immersion": "yes", "overlay": "9 nm"}))
        self.provision("jp-1", provision(version("gases has any {chlorine, fluorine}"), goods="etcher"))
        self.cases("jp-1", case("controlled", {"goods": "etcher", "gases": "chlorine"}))
        self.requirement("us-all", version("destination in us.D5", review=[{"policy": "case by case", "cites": "1"}]))
        self.set("us.D5", [{"place": "CN"}, {"place": "RU"}])

    def put(self, path: str, value: Any) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def regime(self, name: str, goods: list[str], **more: Any) -> None:
        value = {"id": name, "name": text(name), "authority": text("they"), "law": text("law"), "goods": goods}
        self.put(f"{name}/regime.yaml", {**value, "since": "2023-01-01", "verified": "2026-01-01", **more})

    def provision(self, id_: str, value: dict[str, Any]) -> None:
        regime, paragraph = id_.split("-", 1)
        self.put(f"{regime}/{paragraph}.yaml", {"id": id_, "paragraph": paragraph, **value})

    def scanner(self, *versions: dict[str, Any], goods: str | list[str] = "scanner") -> None:
        """`us-1` with other versions."""
        self.provision("us-1", provision(*versions, goods=goods))

    def cases(self, id_: str, *cases: dict[str, Any]) -> None:
        self.put(f"{id_.replace('-', '/', 1)}.cases.yaml", {"provision": id_, "cases": list(cases)})

    def requirement(self, id_: str, *versions: dict[str, Any]) -> None:
        regime, name = id_.split("-", 1)
        value = {"id": id_, "cites": "1", "name": text("license"), "versions": list(versions)}
        self.put(f"{regime}/licensing/{name}.yaml", value)

    def set(self, id_: str, members: list[dict[str, str]], **more: Any) -> None:
        regime, name = id_.split(".", 1)
        value = {"id": id_, "name": text("places"), "members": members, "sources": [READ], **more}
        self.put(f"{regime}/sets/{name}.yaml", value)

    def faults(self) -> list[Fault]:
        self.put("goods.yaml", self.goods)
        self.put("attributes/tools.yaml", self.attributes)
        return rule_faults(self.folder)

    def only(self) -> Fault:
        """The one fault there is."""
        found = self.faults()
        assert len(found) == 1, [each.text() for each in found]
        return found[0]

    def told(self) -> list[tuple[str, str, str]]:
        """Every fault by its file, its code, and what begins on its line."""
        found = []
        for each in self.faults():
            lines = ["", *each.file.read_text(encoding="utf-8").splitlines()]
            found.append((each.file.name, each.code, lines[each.line].strip(" -").replace("'", "")))
        return found

    def codes(self) -> set[str]:
        return {fault.code for fault in self.faults()}
