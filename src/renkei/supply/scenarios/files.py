"""Scenarios as files: one each, every fault of a file at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from renkei.ground.errors import BadInput, Fault
from renkei.ground.reading import fault_at, read_mapping
from renkei.ground.shipped import shipped
from renkei.ground.sources import Source
from renkei.ground.texts import Text
from renkei.ground.typed import typed_as
from renkei.supply.rows import Id
from renkei.supply.scenarios.scenario import BadScenario, Engine, Scenario, read_cut, read_range
from renkei.supply.stopping.cuts import Cut
from renkei.supply.stopping.ranges import Range

README = "see the README of the supply data"


class BadScenarioFile(BadScenario):
    """A file that holds no scenario; carries every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__(self.faults[0].text(), "correct the file")

    def lines(self) -> list[str]:
        """Every fault on a line."""
        return [f"{self.code}: {each.text()}" for each in self.faults]


class Written(BaseModel):
    """A scenario as it stands in a file.

    Attributes:
        about: what it is, such as a stress test of what.
        cuts: what stops, such as `CN>*:gallium`.
        assumed: parameters of the engine, each a number or a range such as `30-60`.
        why: what the value of a parameter rests on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    name: Text
    about: Text
    engine: Engine
    cuts: Annotated[list[str], Field(min_length=1)]
    assumed: dict[str, str] = Field(default_factory=dict)
    why: dict[str, Text] = Field(default_factory=dict)
    sources: list[Source] = Field(default_factory=list)


def built_in() -> dict[str, Path]:
    """The scenarios that come with the program: id to file."""
    return {path.stem: path for path in sorted(shipped("supply").glob("scenarios/*.yaml"))}


def find(name: str) -> Scenario:
    """The scenario a caller names: a file, or the id of a built-in one.

    Raises:
        BadScenario: if there is none of that name.
        BadScenarioFile: if its file is at fault; with every fault.
    """
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return read(path)
    known = built_in()
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, 1)
        advice = f"did you mean `{near[0]}`? " if near else ""
        message = f"no scenario is called `{name}`"
        raise BadScenario(
            message, f"{advice}`renkei shock --scenario list` lists them; or give a file that ends in `.yaml`"
        )
    return read(known[name])


def read(path: Path) -> Scenario:
    """The scenario in a file.

    Raises:
        BadScenarioFile: if the file is at fault; with every fault.
    """
    data, faults = read_mapping(path)
    if data is None:
        raise BadScenarioFile(faults)
    row, faults = typed_as(Written, data, path, (), README)
    cuts, more = _cuts(path, data.get("cuts"))
    assumed, yet_more = _assumed(path, data.get("assumed"))
    faults += more + yet_more
    if row is not None:
        faults += [
            fault_at(
                path, ("why", name), "unknown-id", f"`why` speaks of `{name}`, which is not assumed", "take it out"
            )
            for name in row.why
            if name not in row.assumed
        ]
    if faults or row is None:
        raise BadScenarioFile(faults)
    return Scenario(row.id, row.engine, tuple(cuts), assumed, row.name, row.about, row.why, tuple(row.sources))


def _cuts(path: Path, given: object) -> tuple[list[Cut], list[Fault]]:
    found, faults = [], []
    for place, text in enumerate(given if isinstance(given, list) else []):
        try:
            found.append(read_cut(str(text)))
        except BadInput as error:
            faults.append(fault_at(path, ("cuts", place), "bad-value", error.message, error.help))
    return found, faults


def _assumed(path: Path, given: object) -> tuple[dict[str, Range], list[Fault]]:
    found, faults = {}, []
    for name, text in given.items() if isinstance(given, dict) else ():
        try:
            found[name] = read_range(str(text))
        except BadInput as error:
            faults.append(fault_at(path, ("assumed", name), "bad-value", f"{name}: {error.message}", error.help))
    return found, faults
