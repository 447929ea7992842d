"""Whether the files of the supply hold together: known ids, known places, sums, and links without a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from renkei.ground.errors import Fault
from renkei.ground.reading import fault_at, line_of
from renkei.supply.figures import WORLD
from renkei.supply.reading import SupplyFiles, TableLine, known_place
from renkei.supply.rows import Statistic

ROUNDED = Decimal(2)
"""Shares that a publication rounded may add up to so much over 100 percent."""


def faults_of(parts: Sequence[SupplyFiles]) -> list[Fault]:
    """Every fault of files that are laid over one another, the built-in ones first."""
    goods = {each.id for part in parts for each in part.goods.values()}
    statistics = {name: each for part in parts for name, each in part.statistics.items()}
    found: list[Fault] = []
    for part in parts:
        found += _of_goods(part, goods)
        found += _of_shares(part, goods, statistics)
        found += _of_tables(part, goods, statistics)
    return found + list(_circles(parts))


def _unknown(path: Path, line: int, what: str, name: str) -> Fault:
    return Fault(path, line, "unknown-id", f"no {what} is called `{name}`", f"correct the id, or add the {what}")


def _of_goods(part: SupplyFiles, goods: set[str]) -> Iterator[Fault]:
    for path, good in part.goods.items():
        if good.type_of is not None and good.type_of not in goods:
            yield _unknown(path, line_of(path, ("type_of",)), "good", good.type_of)
        for place, need in enumerate(good.needs):
            for name in (need.good, *need.substitutes):
                if name not in goods:
                    yield _unknown(path, line_of(path, ("needs", place)), "good", name)
            if not need.sources:
                message = f"nothing says that `{need.good}` goes into `{good.id}`"
                yield Fault(path, line_of(path, ("needs", place)), "no-source", message, "add `sources`")
        twice = [name for name, n in Counter(each.good for each in good.needs).items() if n > 1]
        for name in twice:
            yield Fault(path, 1, "duplicate", f"`{name}` stands twice among the needs", "keep one")


def _of_shares(part: SupplyFiles, goods: set[str], statistics: Mapping[str, Statistic]) -> Iterator[Fault]:
    for path, each in part.shares.items():
        if each.good not in goods:
            yield _unknown(path, line_of(path, ("good",)), "good", each.good)
        if each.statistic not in statistics:
            yield _unknown(path, line_of(path, ("statistic",)), "statistic", each.statistic)
        if not each.sources:
            yield Fault(path, 1, "no-source", "nothing says where the shares come from", "add `sources`")
        for place, row in enumerate(each.shares):
            keys = ("shares", place)
            if not known_place(row.place) or row.place == WORLD:
                message, advice = f"`{row.place}` is no place", "use a country code or `other`"
                yield fault_at(path, keys, "unknown-place", message, advice)
            if row.share.low > 100 or (row.share.high or 0) > 100:
                yield fault_at(
                    path, keys, "over-100", f"`{row.share.text}` is more than the whole", "correct the share"
                )
        yield from _sum(path, [row.share.low for row in each.shares])
        for name, n in Counter(row.place for row in each.shares).items():
            if n > 1:
                yield Fault(path, 1, "duplicate", f"`{name}` stands twice among the shares", "keep one")


def _sum(path: Path, lows: list[Decimal], line: int = 1, of: str = "the shares") -> Iterator[Fault]:
    if (total := sum(lows, Decimal(0))) > 100 + ROUNDED:
        yield Fault(path, line, "over-100", f"{of} add up to {total:f} percent", "correct them; rounding explains 2")


def _of_tables(part: SupplyFiles, goods: set[str], statistics: Mapping[str, Statistic]) -> Iterator[Fault]:
    for lines in part.lines.values():
        seen: dict[tuple[object, ...], TableLine] = {}
        shares: dict[tuple[object, ...], list[TableLine]] = {}
        for each in lines:
            if each.good not in goods:
                yield _unknown(each.file, each.line, "good", each.good)
            if each.statistic not in statistics:
                yield _unknown(each.file, each.line, "statistic", each.statistic)
            table = each.good, each.statistic, each.year, each.unit, each.importer
            before = seen.setdefault((*table, each.place, each.printed), each)
            if before is not each:
                message = f"`{each.printed}` stands here again, first on line {before.line}"
                yield Fault(each.file, each.line, "duplicate", message, "keep one of the two")
            counts = statistics.get(each.statistic)
            if each.unit == "%" and each.place != WORLD and counts is not None and counts.measures != "reliance":
                shares.setdefault(table, []).append(each)
        for of, members in shares.items():
            name = f"the shares of `{of[0]}` in {of[2]}"
            yield from _sum(members[0].file, [each.amount.low for each in members], members[0].line, name)


def _circles(parts: Sequence[SupplyFiles]) -> Iterator[Fault]:
    """A good that, by way of others, goes into itself: no stage comes first then."""
    graph: dict[str, set[str]] = {}
    files: dict[str, Path] = {}
    for part in parts:
        for path, good in part.goods.items():
            graph.setdefault(good.id, set()).update(need.good for need in good.needs)
            files[good.id] = path
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        message = f"goods go into one another in a circle: {' > '.join(circle)}"
        at = next((files[each] for each in circle if each in files), parts[0].folder)
        yield Fault(at, 1, "circle", message, "take one of the links out")
