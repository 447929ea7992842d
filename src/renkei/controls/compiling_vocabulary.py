"""The words rules are written in, from their files: units, kinds of goods, attributes; every fault collected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from renkei.controls.conditions import to_plain
from renkei.controls.files import AttributeFile, GoodsFile, UnitFile
from renkei.controls.grammar import BadCondition, Grammar
from renkei.controls.quantities import exact, units_of
from renkei.controls.rulebook import PLACES
from renkei.ground.errors import Fault
from renkei.ground.reading import fault_at, read_mapping
from renkei.ground.typed import Model, typed_as

README = "see the README of the controls data"


class Typing:
    """What the grammar must know of an attribute, before the rulebook exists."""

    def __init__(self, type_: str, unit: str, values: dict[str, Any]) -> None:
        self.type, self.unit, self.values = type_, unit, values


class Vocabulary:
    """Reads the units, goods and attributes of a folder; `plain` is what was read, `faults` what is wrong with it.

    Attributes:
        raw: what stands in each file, before anything was made of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.plain: dict[str, Any] = {"attributes": {}, "regimes": {}, "provisions": {}, "requirements": {}, "sets": {}}
        self.raw: dict[Path, dict[str, Any]] = {}
        self._typed: dict[str, Typing] = {}
        self._units()
        self._goods()
        self._attributes()

    def _fault_at(self, path: Path, keys: tuple[str | int, ...], code: str, message: str, advice: str) -> None:
        self.faults.append(fault_at(path, keys, code, message, advice))

    def _read(self, path: Path) -> dict[str, Any] | None:
        data, faults = read_mapping(path)
        self.faults += faults
        if data is not None:
            self.raw[path] = data
        return data

    def _typed_as(self, model: type[Model], data: Any, path: Path, keys: tuple[str | int, ...] = ()) -> Model | None:
        found, faults = typed_as(model, data, path, keys, README)
        self.faults += faults
        return found

    def _units(self) -> None:
        path = self.folder / "units.yaml"
        self.plain["units"] = {}
        aliases: dict[str, str] = {}
        for symbol, data in (self._read(path) or {}).items():
            unit = self._typed_as(UnitFile, data, path, (symbol,))
            if unit and self._is_number(unit.is_, path, (symbol, "is"), unit.offset):
                self.plain["units"][symbol] = [unit.of, unit.is_, unit.offset, unit.also]
                aliases |= dict.fromkeys(unit.also, symbol)
        self.units = units_of(self.plain["units"])

    def _is_number(self, written: str, path: Path, keys: tuple[str | int, ...], *others: str) -> bool:
        """Whether these are numbers; if one is not, that is a fault."""
        for each in (written, *others):
            try:
                exact(each)
            except (ValueError, ZeroDivisionError):
                self._fault_at(path, keys, "bad-value", f"`{each}` is not a number", "write a number or a fraction")
                return False
        return True

    def _goods(self) -> None:
        path = self.folder / "goods.yaml"
        goods = self._typed_as(GoodsFile, self._read(path) or {}, path)
        self.plain["topics"] = {name: text_of(text) for name, text in goods.topics.items()} if goods else {}
        self.plain["kinds"] = {}
        self._groups: dict[str, list[str]] = {}
        if not goods:
            return
        for name, kind in goods.kinds.items():
            if kind.topic not in goods.topics:
                self._fault_at(
                    path, ("kinds", name), "unknown-reference", f"`{kind.topic}` is no topic", "name one of the topics"
                )
            self.plain["kinds"][name] = {
                "topic": kind.topic,
                "names": text_of(kind.name),
                "of_goods": kind.of_goods,
                "also_of": kind.also_of,
            }
            for each in kind.also_of:
                if each not in goods.kinds:
                    self._fault_at(
                        path, ("kinds", name), "unknown-reference", f"`{each}` is no kind of goods", "name a kind"
                    )
        for name, members in goods.groups.items():
            for each in members:
                if each not in goods.kinds:
                    self._fault_at(
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
                self._fault_at(
                    path,
                    keys,
                    "unknown-reference",
                    f"`{name}` is no kind of goods",
                    "name a kind or a group of goods.yaml",
                )
        return list(dict.fromkeys(found))

    def _attributes(self) -> None:
        for name in PLACES:
            self._typed[name] = Typing("place", "1", {})
        read: list[tuple[str, AttributeFile, Path]] = []
        for path in sorted((self.folder / "attributes").glob("*.yaml")):
            for name, data in (self._read(path) or {}).items():
                found = self._typed_as(AttributeFile, data, path, (name,))
                if found is None:
                    continue
                if name in self._typed:
                    self._fault_at(path, (name,), "same-id", f"`{name}` is defined twice", "define an attribute once")
                    continue
                self._measured(name, found, path)
                unit = found.unit if found.unit in self.units.by_symbol else "1"
                self._typed[name] = Typing(found.type, unit or "1", dict(found.values))
                read.append((name, found, path))
        grammar = Grammar(self._typed, self.units)
        for name, found, path in read:
            if found.at_most is not None and found.at_most not in self._typed:
                message, advice = f"`{found.at_most}` is no attribute", "name an attribute after `at_most`"
                self._fault_at(path, (name, "at_most"), "unknown-reference", message, advice)
            self._attribute(name, found, path, grammar)

    def _measured(self, name: str, found: AttributeFile, path: Path) -> None:
        """Whether a number has a unit and bounds that are numbers, and a choice has values."""
        if found.type == "number" and found.unit is None:
            message = f"the number `{name}` has no unit"
            self._fault_at(path, (name,), "no-unit", message, "give its `unit`; `1` for a plain number")
        elif found.unit not in {None, "1"} and found.unit not in self.units.by_symbol:
            self._fault_at(path, (name, "unit"), "no-unit", f"`{found.unit}` is no unit of units.yaml", "add it there")
        if found.type in {"choice", "set"} and not found.values:
            self._fault_at(path, (name,), "bad-value", f"`{name}` has no `values`", "list its values")
        for key in ("above", "at_least", "below", "to"):
            written = getattr(found, key)
            if written is not None:
                self._is_number(written, path, (name, key))

    def _attribute(self, name: str, found: AttributeFile, path: Path, grammar: Grammar) -> None:
        formula = None
        if found.formula:
            try:
                formula = to_plain(grammar.term(found.formula))
            except BadCondition as error:
                self._fault_at(path, (name, "from"), "bad-condition", str(error), README)
        low, high = found.at_least or found.above, found.to or found.below
        bounds = [low, found.above is None, high, found.below is None, found.whole]
        self.plain["attributes"][name] = {
            "kinds": self._kinds(found.kinds, path, (name, "kinds")),
            "type": found.type,
            "names": text_of(found.name),
            "topic": path.stem,
            "unit": found.unit or "1",
            "values": {value: text_of(text) for value, text in found.values.items()},
            "also": found.also,
            "formula": formula,
            "bounds": bounds,
            "at_most": found.at_most,
            "help": text_of(found.help),
            "ask": text_of(found.ask),
        }


def text_of(text: Any) -> dict[str, str]:
    """A text by language, English standing in for Japanese; nothing if there is none."""
    return {} if text is None else {"en": text.en, "ja": text.ja or text.en}
