"""A made-up catalogue of real kinds of goods: figures near those that the built-in products and the rules name, with gaps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl

from renkei.controls.cells import plain_number
from renkei.controls.conditions import Compare, Constant, Figure, atoms
from renkei.controls.loading import built_in
from renkei.controls.products import products
from renkei.controls.rulebook import Attribute, Rulebook

GAPS = 0.2
"""The share of cells left empty where the goods have such a figure."""

PIECE = 250_000
PLACES = ("CN", "US", "JP", "DE", "TW", "KR", "MO", "SG", "IN", "VN", "AE", "NL")
CHIPS = ("integrated_circuit", "computer", "memory_stack")


def write_catalogue(path: Path, rows: int, columns: int, seed: int = 5) -> None:
    """So many rows under so many headings; up to 16 columns hold chips and computers only, more hold every kind."""
    book = built_in()
    kinds = CHIPS if columns <= 16 else tuple(dict.fromkeys(each.goods for each in products()))
    names = _attributes(book, kinds)[: columns - 3]
    draw = np.random.default_rng(seed)
    pools = {name: pl.Series(_texts(book, book.attributes[name], seed)) for name in names}
    with path.open("wb") as out:
        for first in range(0, rows, PIECE):
            piece = _piece(book, kinds, pools, first, min(PIECE, rows - first), draw)
            piece.write_csv(out, include_header=first == 0)


def _attributes(book: Rulebook, kinds: tuple[str, ...]) -> list[str]:
    """The attributes of these kinds: those most products state first, then those the rules compare most."""
    stated = [name for each in products() if each.goods in kinds for name in each.figures]
    compared = [name for name, values in _bounds(book).items() for _ in values]
    chosen = {name for name, each in book.attributes.items() if each.kinds & set(kinds)}
    return sorted(chosen, key=lambda name: (-stated.count(name), -compared.count(name), name))


def _piece(
    book: Rulebook,
    kinds: tuple[str, ...],
    pools: dict[str, pl.Series],
    first: int,
    rows: int,
    draw: np.random.Generator,
) -> pl.DataFrame:
    of_kind = draw.integers(0, len(kinds), rows)
    item = pl.Series("item", [f"P-{first + row:08}" for row in range(rows)])
    goods = pl.Series(kinds).gather(pl.Series(of_kind)).alias("goods")
    to = pl.Series(PLACES).gather(pl.Series(draw.integers(0, len(PLACES), rows))).alias("destination")
    found = [item, goods, to]
    for name, pool in pools.items():
        attribute = book.attributes[name]
        has = np.array([kind in attribute.kinds for kind in kinds])[of_kind] & (draw.random(rows) >= GAPS)
        chosen = pool.gather(pl.Series(draw.integers(0, len(pool), rows)))
        heading = f"{name} ({attribute.unit})" if attribute.unit != "1" else name
        nothing = pl.Series([None], dtype=pl.String).new_from_index(0, rows)
        found.append(chosen.zip_with(pl.Series(has), nothing).alias(heading))
    return pl.DataFrame(found)


def _texts(book: Rulebook, attribute: Attribute, seed: int) -> list[str]:
    """What may stand in the cells of a column."""
    pick = random.Random(f"{seed} {attribute.name}")
    match attribute.type:
        case "number":
            return list(_numbers(book, attribute, pick))
        case "choice":
            return list(attribute.values)
        case "set":
            most = min(3, len(attribute.values))
            return ["; ".join(pick.sample(list(attribute.values), pick.randint(1, most))) for _ in range(60)]
        case _:
            return ["yes", "yes", "no"]


def _numbers(book: Rulebook, attribute: Attribute, pick: random.Random) -> Iterator[str]:
    """Figures from a quarter of a known one to four times as much, of four digits; some exactly on a bound of a rule."""
    stated = [value for each in products() if isinstance(value := each.values.get(attribute.name), Fraction)]
    bounds = [value for value in _bounds(book).get(attribute.name, []) if value == Fraction(repr(float(value)))]
    known = stated + bounds or [Fraction(10)]
    for place in range(2000):
        one = pick.choice(known)
        value = one if place % 10 == 0 else Fraction(f"{float(one) * 4 ** pick.uniform(-1, 1):.4g}")
        if not attribute.bounds.hold(value):
            value = one
        if attribute.bounds.hold(value):
            yield plain_number(value)


def _bounds(book: Rulebook) -> dict[str, list[Fraction]]:
    """For every figure the numbers that rules compare it with."""
    found: dict[str, list[Fraction]] = {}
    for provision in book.provisions.values():
        for version in provision.versions:
            for atom in atoms(version.when):
                if isinstance(atom, Compare) and isinstance(atom.left, Figure) and isinstance(atom.right, Constant):
                    found.setdefault(atom.left.name, []).append(atom.right.value)
    return found
