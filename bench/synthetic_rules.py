"""A made-up problem of 60 rules over 12 figures and 4 choices, in a plain form that every engine's writer can put into its own words.

70 % of the rules ask for a kind and two to four thresholds, 22 % for one threshold or a third of it together with another,
under a kind, 8 % for a kind and a country. A fifth of all cells is missing.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

FIGURES = tuple(f"f{place}" for place in range(12))
CHOICES = {
    "kind": tuple(f"kind{place}" for place in range(8)),
    "country": tuple(f"country{place}" for place in range(12)),
    "grade": ("grade0", "grade1", "grade2"),
    "maker": tuple(f"maker{place}" for place in range(20)),
}
GAPS = 0.2
RULES = 60


@dataclass(frozen=True)
class Bound:
    """`figure >= value` or `figure <= value`; the value is a decimal as text, so that all engines read the same."""

    figure: str
    sign: Literal[">=", "<="]
    value: str


@dataclass(frozen=True)
class Among:
    """A choice that is one of these."""

    choice: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Every:
    """All parts hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Either:
    """One of the parts holds."""

    parts: tuple[Node, ...]


Node = Bound | Among | Every | Either


def rules(seed: int = 7) -> list[Node]:
    """The 60 rules."""
    pick = random.Random(seed)
    return [_rule(place / RULES, pick) for place in range(RULES)]


def _rule(share: float, pick: random.Random) -> Node:
    kind = Among("kind", (pick.choice(CHOICES["kind"]),))
    if share < 0.70:
        chosen = pick.sample(FIGURES, pick.randint(2, 4))
        return Every((kind, *(_bound(figure, pick) for figure in chosen)))
    if share < 0.92:
        first, second = pick.sample(FIGURES, 2)
        high = pick.randint(60, 95)
        third = Bound(first, ">=", f"{high / 3:.2f}")
        return Every((kind, Either((Bound(first, ">=", str(high)), Every((third, _bound(second, pick)))))))
    places = tuple(sorted(pick.sample(CHOICES["country"], 3)))
    return Every((Among("kind", tuple(sorted(pick.sample(CHOICES["kind"], 2)))), Among("country", places)))


def _bound(figure: str, pick: random.Random) -> Bound:
    return Bound(figure, pick.choice((">=", "<=")), str(pick.randint(20, 80)))


def catalogue(height: int, seed: int = 11) -> pl.DataFrame:
    """So many items with gaps; figures have two decimals, so that some stand exactly on a bound."""
    draw = np.random.default_rng(seed)
    columns = [_with_gaps(pl.Series(name, draw.integers(0, 10_000, height) / 100), draw) for name in FIGURES]
    for name, values in CHOICES.items():
        codes = pl.Series(draw.integers(0, len(values), height).astype(np.uint32))
        columns.append(_with_gaps(pl.Series(name, values).gather(codes), draw))
    return pl.DataFrame(columns)


def _with_gaps(column: pl.Series, draw: np.random.Generator) -> pl.Series:
    there = pl.Series(draw.random(len(column)) >= GAPS)
    return pl.DataFrame([column, there.alias("there")]).select(pl.when("there").then(column.name)).to_series()


def folder_of(found: list[Node], folder: Path) -> Path:
    """The rules as a folder of Renkei's own rule files."""
    text = "{en: made up, ja: 例}"
    source = "[{how: memory}]"
    (folder / "attributes").mkdir(parents=True)
    (folder / "us").mkdir()
    _write(
        folder / "goods.yaml",
        f"topics:\n  made_up: {text}\ngroups: {{}}\nkinds:\n  device:\n    topic: made_up\n    name: {text}\n",
    )
    _write(folder / "units.yaml", "nm: {of: length, is: '1'}\n")
    figures = [f"{name}:\n  kinds: [device]\n  type: number\n  unit: 1\n  name: {{en: {name}}}\n" for name in FIGURES]
    choices = [
        f"{name}:\n  kinds: [device]\n  type: choice\n  name: {{en: {name}}}\n  values:\n"
        + "".join(f"    {value}: {{en: {value}}}\n" for value in values)
        for name, values in CHOICES.items()
    ]
    _write(folder / "attributes" / "made_up.yaml", "".join(figures + choices))
    _write(
        folder / "us" / "regime.yaml",
        f"id: us\nname: {text}\nauthority: {text}\nlaw: {text}\ngoods: [device]\nverified: 2026-01-01\nsince: 2020-01-01\n",
    )
    for place, rule in enumerate(found):
        _write(
            folder / "us" / f"R{place:02}.yaml",
            f"id: us-R{place:02}\nparagraph: R{place:02}\ntopic: made_up\ntitle: {text}\ngoods: [device]\nversions:\n"
            f"  - since: 2020-01-01\n    instrument: made up\n    sources: {source}\n    when:\n      - {_line(rule)}\n",
        )
    return folder


def _line(node: Node) -> str:
    """A node in the grammar of the rule files."""
    match node:
        case Bound(figure, sign, value):
            return f"'{figure} {sign} {value}'"
        case Among(choice, values):
            return f"'{choice} in {{{', '.join(values)}}}'"
        case Every(parts):
            return f"{{all: [{', '.join(map(_line, parts))}]}}"
        case Either(parts):
            return f"{{any: [{', '.join(map(_line, parts))}]}}"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
