"""Are the rules sound? Every fault of every rule file and of its cases, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from renkei.controls.checking_attributes import attribute_faults, formula_faults
from renkei.controls.checking_cases import case_faults
from renkei.controls.checking_conditions import condition_faults, requirement_faults
from renkei.controls.checking_dates import date_faults, license_faults
from renkei.controls.checking_duplicates import duplicate_faults
from renkei.controls.checking_places import place_faults, review_faults, set_faults, unknown_sets
from renkei.controls.checking_references import circle_faults, circles, dead_reference_faults
from renkei.controls.checking_regimes import regime_faults
from renkei.controls.compiling import Compiler
from renkei.controls.loading import build
from renkei.controls.products import load_products
from renkei.controls.rulebook import Rulebook
from renkei.controls.under_check import UnderCheck, leaning_on
from renkei.ground.errors import BadRecord, Fault

_CHECKS: tuple[Callable[[UnderCheck], Iterator[Fault]], ...] = (
    date_faults,
    license_faults,
    circle_faults,
    dead_reference_faults,
    condition_faults,
    requirement_faults,
    duplicate_faults,
    attribute_faults,
    case_faults,
    place_faults,
    set_faults,
    review_faults,
    regime_faults,
)


def rule_faults(folder: Path, products: Path | None = None) -> list[Fault]:
    """Every fault of the rules in a folder, their cases, and the example products beside them, by file and line.

    What all rules rest on (units, goods, attributes, regimes) must be sound before the rules are looked at; a rule
    whose own file has a fault is not judged.
    """
    compiled = Compiler(folder)
    found = list(compiled.faults)
    if any(_foundation(fault.file, folder) for fault in found):
        return sorted(set(found))
    rules = UnderCheck(build(compiled.plain), folder, compiled.paths, compiled.cases, compiled.raw)
    circular = list(formula_faults(rules))
    if circular:
        return sorted({*found, *circular})
    rules = replace(rules, faulty=frozenset(fault.file for fault in found))
    rules = replace(rules, broken=_broken(rules))
    for check in _CHECKS:
        found += check(rules)
    if products is not None:
        found += product_faults(products, rules.book)
    return sorted(set(found))


def product_faults(folder: Path, book: Rulebook) -> list[Fault]:
    """What is wrong with the files of the example products."""
    try:
        load_products(folder, book)
    except BadRecord as error:
        return error.faults
    return []


def _foundation(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return len(parts) == 1 or parts[0] == "attributes" or parts[1] == "regime.yaml"


def _broken(rules: UnderCheck) -> frozenset[str]:
    """Provisions that cannot be judged: with a fault of their own, in a circle, or leaning on such a one."""
    wrong = {id_ for id_, path in rules.paths.items() if path in rules.faulty} | unknown_sets(rules)
    wrong |= {id_ for way in circles(rules).values() for id_ in way}
    return leaning_on(rules.book, wrong)
