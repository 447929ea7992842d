"""Do the cases hold? Every provision has some, every one can be read, and each is judged as it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from renkei.controls.answering import status_of
from renkei.controls.cells import read_cell, read_place
from renkei.controls.facts import Facts, Value
from renkei.controls.files import CaseFile
from renkei.controls.judging import Judge
from renkei.controls.rulebook import PLACES, Provision
from renkei.controls.under_check import Keys, UnderCheck
from renkei.ground.errors import BadInput, Fault
from renkei.ground.reading import fault_at

_GOODS = ("goods", "of_goods")
_NAME = "name one of attributes/"


def case_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Every fault of every case."""
    for provision in rules.book.provisions.values():
        if provision.id not in rules.cases and any(v.state != "not at hand" for v in provision.versions):
            message = f"`{provision.id}` has no cases"
            advice = f"have a second reader write `{provision.id.split('-', 1)[1]}.cases.yaml` from the law"
            yield fault_at(rules.paths[provision.id], (), "no-cases", message, advice)
    for id_, (path, found) in rules.cases.items():
        judged = rules.book.provisions.get(id_)
        if judged is None:
            message = f"`{id_}` is no provision"
            yield fault_at(path, ("provision",), "unknown-reference", message, "name the provision, or remove the file")
            continue
        for place, case in enumerate(found.cases):
            yield from _of_case(rules, judged, case, path, ("cases", place))


def _of_case(rules: UnderCheck, provision: Provision, case: CaseFile, path: Path, keys: Keys) -> Iterator[Fault]:
    reader = _Item(rules, path, keys)
    item = reader.read(case)
    yield from reader.faults
    day, first = date.fromisoformat(case.on), rules.book.regimes[provision.regime].since
    if day < first:
        message = f"the case is of {day}, but nothing is said of days before {first}"
        yield fault_at(path, (*keys, "on"), "impossible-date", message, "choose a later day")
    elif item is not None and not reader.faults and provision.id not in rules.broken:
        yield from _judged(rules, provision, case, item, path, keys)


class _Item:
    """Reads the item of a case; `faults` is what is wrong with it."""

    def __init__(self, rules: UnderCheck, path: Path, keys: Keys) -> None:
        self._book, self._about, self._path, self._keys = rules.book, rules.book.about, path, keys
        self.faults: list[Fault] = []

    def read(self, case: CaseFile) -> Facts | None:
        kind, of_goods = case.item.get("goods"), case.item.get("of_goods")
        if kind is None:
            advice = "say what kind of goods it is"
            self.faults.append(fault_at(self._path, self._at("item"), "bad-value", "the item has no `goods`", advice))
            return None
        for key in _GOODS:
            if key in case.item and case.item[key] not in self._book.kinds:
                message, advice = f"`{case.item[key]}` is no kind of goods", "name a kind of goods.yaml"
                self.faults.append(fault_at(self._path, self._at("item", key), "unknown-reference", message, advice))
        values: dict[str, Value] = {}
        for name, written in case.item.items():
            value = None if name in _GOODS else self._value(name, written, {kind, of_goods})
            if value is not None:
                values[name] = value
        for name in case.missing or ():
            if name not in self._book.attributes and name not in {"of_goods", *PLACES}:
                self.faults.append(
                    fault_at(self._path, self._at("missing"), "unknown-reference", f"`{name}` is no attribute", _NAME)
                )
        return Facts(kind, values, self._book.attributes, of_goods, self._about)

    def _at(self, *keys: str) -> Keys:
        return (*self._keys, *keys)

    def _value(self, name: str, written: str, kinds: set[str | None]) -> Value | None:
        if name in PLACES:
            return self._read(name, written)
        attribute = self._book.attributes.get(name)
        if attribute is None:
            message, advice = f"`{name}` is no attribute", _NAME
        elif not attribute.kinds & kinds:
            message = f"`{' of '.join(sorted(k for k in kinds if k))}` has no `{name}`"
            advice = "name an attribute of this kind of goods"
        else:
            return self._read(name, written)
        self.faults.append(fault_at(self._path, self._at("item", name), "unknown-reference", message, advice))
        return None

    def _read(self, name: str, written: str) -> Value | None:
        try:
            if name in PLACES:
                return read_place(written)
            value = read_cell(written, self._book.attributes[name], self._book)
        except BadInput as error:
            keys = self._at("item", name)
            self.faults.append(fault_at(self._path, keys, error.code, error.message, error.help))
            return None
        if value is None:
            message, advice = f"`{written}` says that `{name}` is not known", "leave it out of the item"
            self.faults.append(fault_at(self._path, self._at("item", name), "bad-value", message, advice))
        return value


def _judged(
    rules: UnderCheck, provision: Provision, case: CaseFile, item: Facts, path: Path, keys: Keys
) -> Iterator[Fault]:
    """What the provision says of the item, held against what the case expects."""
    on = rules.on(provision.regime, date.fromisoformat(case.on))
    status, wants = "not controlled", set[str]()
    if provision.id in on.versions and item.kind in provision.goods:
        judged = Judge(on, item).provision(provision.id)
        status = status_of(judged)
        wants = {name for atom in judged.open() if not atom.judgement for name in atom.wants}
    advice = "read the law again: it decides whether the case or the provision is wrong"
    if status != case.expect:
        wanting = f" for want of {_listed(wants)}" if wants else ""
        message = f"“{case.says}”: {case.expect} is expected, but by the provision it is {status}{wanting}"
        yield fault_at(path, keys, "case-fails", message, advice)
    elif status == "undecided" and case.missing is not None and set(case.missing) != wants:
        message = f"“{case.says}”: {_listed(case.missing)} should be wanted, but by the provision {_listed(wants)}"
        yield fault_at(path, (*keys, "missing"), "case-fails", message, advice)


def _listed(names: set[str] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "nothing"
