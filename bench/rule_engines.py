"""The engines of `rules_against_peers.py`: each answers the same made-up rules over the same items, as its users would ask it.

Every engine gives back how many items each rule holds for and, where it knows a third value, for how many it is open.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from synthetic_rules import CHOICES, FIGURES, Among, Bound, Either, Every, Node

Counts = tuple[list[int], list[int] | None]
"""For how many items each rule holds, and for how many nobody can say; None: the engine does not tell."""


@dataclass(frozen=True)
class Prepared:
    """An engine with its rules and items at hand: the work that is timed, and how its result is counted."""

    work: Callable[[], Any]
    counts: Callable[[Any], Counts]


@dataclass(frozen=True)
class Engine:
    """An engine.

    Attributes:
        most: so many items at most; a slow engine is timed on a sample.
        checked: so many items are counted against the other engines.
    """

    name: str
    prepare: Callable[[list[Node], pl.DataFrame, int], Prepared]
    most: int = 1_000_000
    checked: int = 10_000


def polars_truths(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """Hand-written expressions: a nullable column of truths for each rule."""
    held = items.with_columns(pl.col(name).cast(pl.Enum(values)) for name, values in CHOICES.items())
    wanted = [_expression(rule).alias(str(place)) for place, rule in enumerate(rules)]
    return Prepared(
        lambda: held.select(wanted),
        lambda found: ([each.sum() for each in found], [each.null_count() for each in found]),
    )


def polars_names(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """Hand-written expressions that also give the names of the rules met, and of those open, as two texts an item."""
    held = items.with_columns(pl.col(name).cast(pl.Enum(values)) for name, values in CHOICES.items())
    truths = [_expression(rule).alias(str(place)) for place, rule in enumerate(rules)]
    nothing = pl.lit("")
    met = [pl.when(pl.col(str(i))).then(pl.lit(f"R{i:02}; ")).otherwise(nothing) for i in range(len(rules))]
    open_ = [pl.when(pl.col(str(i)).is_null()).then(pl.lit(f"R{i:02}; ")).otherwise(nothing) for i in range(len(rules))]

    def work() -> pl.DataFrame:
        return held.select(truths).select(
            pl.concat_str(met).str.strip_suffix("; ").alias("met"),
            pl.concat_str(open_).str.strip_suffix("; ").alias("open"),
        )

    def counts(found: pl.DataFrame) -> Counts:
        held_by = [int(found["met"].str.contains(f"R{i:02}", literal=True).sum()) for i in range(len(rules))]
        return held_by, [int(found["open"].str.contains(f"R{i:02}", literal=True).sum()) for i in range(len(rules))]

    return Prepared(work, counts)


def _expression(node: Node) -> pl.Expr:
    match node:
        case Bound(figure, ">=", value):
            return pl.col(figure) >= float(value)
        case Bound(figure, _, value):
            return pl.col(figure) <= float(value)
        case Among(choice, values):
            return functools.reduce(operator.or_, (pl.col(choice) == value for value in values))
        case Every(parts):
            return functools.reduce(operator.and_, map(_expression, parts))
        case Either(parts):
            return functools.reduce(operator.or_, map(_expression, parts))


def duckdb_truths(rules: list[Node], items: pl.DataFrame, threads: int) -> Prepared:
    """SQL over the same columns, the result as Arrow."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    connection.register("given", items.to_arrow())
    connection.execute("CREATE TABLE items AS SELECT * FROM given")
    columns = ", ".join(f"{_infix(rule, ' AND ', ' OR ', '=')} AS r{place}" for place, rule in enumerate(rules))

    def counts(found: Any) -> Counts:
        table = pl.DataFrame(found)
        return [int(each.sum()) for each in table], [each.null_count() for each in table]

    return Prepared(lambda: connection.sql(f"SELECT {columns} FROM items").to_arrow_table(), counts)  # noqa: S608


def openfisca_truths(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """A variable per rule; what is missing stays false, since OpenFisca knows no third value."""
    from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables

    item = entities.build_entity("item", "items", "", is_person=True)
    system = taxbenefitsystems.TaxBenefitSystem([item])
    year = periods.DateUnit.YEAR

    def variable(name: str, value: type, formula: Any = None) -> None:
        body = {"value_type": value, "entity": item, "definition_period": year, "label": name}
        system.add_variable(type(name, (variables.Variable,), body | ({"formula": formula} if formula else {})))

    for name in FIGURES:
        variable(name, float)
    for name in CHOICES:
        variable(name, int)
    for place, rule in enumerate(rules):
        variable(f"r{place}", bool, _formula(rule))
    given = {name: items[name].fill_null(np.nan).to_numpy() for name in FIGURES}
    given |= {name: coded(items, name) for name in CHOICES}

    def work() -> list[Any]:
        simulation = simulations.SimulationBuilder().build_default_simulation(system, count=items.height)
        for name, values in given.items():
            simulation.set_input(name, "2026", values)
        return [simulation.calculate(f"r{place}", "2026") for place in range(len(rules))]

    return Prepared(work, lambda found: ([int(each.sum()) for each in found], None))


def _formula(rule: Node) -> Callable[[Any, Any], Any]:
    return lambda entity, period: _over_arrays(rule, lambda name: entity(name, period))


def coded(items: pl.DataFrame, name: str) -> Any:
    """A choice as the place of its value, -1 where it is missing."""
    places = {value: place for place, value in enumerate(CHOICES[name])}
    return items[name].replace_strict(places, default=-1, return_dtype=pl.Int32).to_numpy()


def _over_arrays(node: Node, column: Callable[[str], Any]) -> Any:
    match node:
        case Bound(figure, ">=", value):
            return column(figure) >= float(value)
        case Bound(figure, _, value):
            return column(figure) <= float(value)
        case Among(choice, values):
            return functools.reduce(operator.or_, (column(choice) == CHOICES[choice].index(v) for v in values))
        case Every(parts):
            return functools.reduce(operator.and_, (_over_arrays(part, column) for part in parts))
        case Either(parts):
            return functools.reduce(operator.or_, (_over_arrays(part, column) for part in parts))


def zen_truths(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """One compiled expression that gives a list of all truths; a missing figure must be asked for before it is compared."""
    import zen

    whole = zen.compile_expression(f"[{', '.join(_guarded(_infix(r, ' and ', ' or ', '=='), r) for r in rules)}]")
    rows = items.to_dicts()
    return Prepared(lambda: [whole.evaluate(row) for row in rows], _of_rows)


def cel_truths(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """CEL in Rust, one expression that gives a list; a missing figure must be asked for before it is compared."""
    import cel

    whole = cel.compile(f"[{', '.join(_guarded(_infix(r, ' && ', ' || ', '=='), r, '&&') for r in rules)}]")
    rows = items.to_dicts()
    return Prepared(lambda: [whole.execute(row) for row in rows], _of_rows)


def celpy_truths(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """CEL in Python, a program per rule; what raises is open."""
    import celpy

    environment = celpy.Environment()
    programs = [environment.program(environment.compile(_infix(rule, " && ", " || ", "=="))) for rule in rules]
    rows = [celpy.json_to_cel({k: v for k, v in row.items() if v is not None}) for row in items.to_dicts()]

    def one(program: Any, row: Any) -> bool | None:
        try:
            return bool(program.evaluate(row))
        except celpy.CELEvalError:
            return None

    return Prepared(lambda: [[one(program, row) for program in programs] for row in rows], _of_rows_open)


def python_truths(rules: list[Node], items: pl.DataFrame, _: int) -> Prepared:
    """A function written out by a program: for every item what surely holds, and what may."""
    sure = ", ".join(_python(rule, "is not None and") for rule in rules)
    may = ", ".join(_python(rule, "is None or") for rule in rules)
    names = (*FIGURES, *CHOICES)
    space: dict[str, Any] = {}
    exec(f"def judge({', '.join(names)}):\n    return ({sure}), ({may})", space)  # noqa: S102 - written above
    judge, rows = space["judge"], items.select(names).rows()

    def counts(found: list[Any]) -> Counts:
        sure_, may_ = (np.array([each[side] for each in found]).sum(axis=0) for side in (0, 1))
        return sure_.tolist(), (may_ - sure_).tolist()

    return Prepared(lambda: [judge(*row) for row in rows], counts)


def _python(node: Node, known: str) -> str:
    match node:
        case Bound(figure, sign, value):
            return f"({figure} {known} {figure} {sign} {float(value)})"
        case Among(choice, values):
            return f"({choice} {known} {choice} in {values!r})"
        case Every(parts):
            return f"({' and '.join(_python(part, known) for part in parts)})"
        case Either(parts):
            return f"({' or '.join(_python(part, known) for part in parts)})"


def _infix(node: Node, and_: str, or_: str, equals: str) -> str:
    """A rule as a text with infix operators."""
    match node:
        case Bound(figure, sign, value):
            return f"({figure} {sign} {float(value)})"
        case Among(choice, values):
            return f"({or_.join(f'{choice} {equals} {value!r}' for value in values)})"
        case Every(parts):
            return f"({and_.join(_infix(part, and_, or_, equals) for part in parts)})"
        case Either(parts):
            return f"({or_.join(_infix(part, and_, or_, equals) for part in parts)})"


def _guarded(text: str, rule: Node, and_: str = "and") -> str:
    """The text with every comparison of a figure guarded against null."""
    for bound in set(_bounds(rule)):
        plain = f"({bound.figure} {bound.sign} {float(bound.value)})"
        text = text.replace(plain, f"({bound.figure} != null {and_} {plain[1:-1]})")
    return text


def _bounds(node: Node) -> list[Bound]:
    match node:
        case Bound():
            return [node]
        case Every(parts) | Either(parts):
            return [bound for part in parts for bound in _bounds(part)]
        case _:
            return []


def _of_rows(found: list[Any]) -> Counts:
    return np.array(found, dtype=bool).sum(axis=0).tolist(), None


def _of_rows_open(found: list[Any]) -> Counts:
    open_ = np.array([[each is None for each in row] for row in found])
    return np.array(found).astype(bool).sum(axis=0).tolist(), open_.sum(axis=0).tolist()
