"""All goods and figures in memory: the built-in ones, and the user's own folders laid over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from renkei.ground.errors import BadInput, Fault
from renkei.ground.shipped import shipped
from renkei.supply.checking import faults_of
from renkei.supply.figures import WORLD, Figure, Figures
from renkei.supply.reading import SupplyFiles, TableLine, read_supply
from renkei.supply.rows import Good, Grouping, Release, Shares, Statistic

OUTDATED = 4
"""Figures so many years older than others do not stand for the same thing any more."""


class BadSupply(BadInput):
    """Supply data that do not hold together; carries every fault found."""

    code = "bad-supply"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__(self.faults[0].text(), "correct the files")

    def lines(self) -> list[str]:
        """Every fault on a line."""
        return [f"{self.code}: {each.text()}" for each in self.faults]


@dataclass
class Supply:
    """The goods, the links between them, and every figure about them.

    Attributes:
        figures: one for each good, statistic, year, unit, importer and publication.
        own: the folders laid over the built-in data.
        files: id of a publication to the file it stands in.
        owned: ids of goods and publications that come from the user's folders.
    """

    goods: dict[str, Good] = field(default_factory=dict)
    groupings: dict[str, Grouping] = field(default_factory=dict)
    statistics: dict[str, Statistic] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)
    shares: dict[str, Shares] = field(default_factory=dict)
    figures: tuple[Figures, ...] = ()
    own: tuple[Path, ...] = ()
    owned: frozenset[str] = frozenset()

    def known(self, as_of: date, known_on: date | None = None) -> tuple[Figures, ...]:
        """The figures of years that had ended by a day; if `known_on` is given, of what had been published by then.

        What a publication forecast is not among them.
        """
        return tuple(
            each
            for each in self.figures
            if not each.forecast and each.year < as_of.year and (known_on is None or each.public <= known_on)
        )

    def uses(self, good: str) -> tuple[str, ...]:
        """Ids of the goods that a good goes into."""
        return tuple(each.id for each in self.goods.values() if any(need.good == good for need in each.needs))


def latest(figures: Iterable[Figures]) -> tuple[Figures, ...]:
    """Of each good, statistic, basis and importer the figures of the last year, from the last publication on it.

    A table that tells of the whole stands before one that tells of a part, if it is not OUTDATED years older.
    """
    alike: dict[tuple[str, str, str, str | None], list[Figures]] = defaultdict(list)
    for each in figures:
        alike[each.good, each.statistic, each.basis, each.importer].append(each)
    return tuple(_newest(every) for every in alike.values())


def _newest(every: Sequence[Figures]) -> Figures:
    last = max(each.year for each in every)

    def rank(each: Figures) -> tuple[object, ...]:
        return each.full and each.year > last - OUTDATED, each.year, each.public

    return max(every, key=rank)


@cache
def built_in() -> Supply:
    """What comes with the program."""
    return laid_over(())


def laid_over(folders: Sequence[Path]) -> Supply:
    """The built-in data with folders of the user's own laid over them, in order.

    A good that stands in both keeps its name, and gains what the folder says goes into it.

    Raises:
        NoSupply: if a folder holds no supply data.
        BadSupply: if files do not hold together; with every fault.
    """
    parts = [read_supply(each) for each in (shipped("supply"), *folders)]
    faults = [fault for each in parts for fault in each.faults]
    if folders:  # what comes with the program is looked through by `renkei lint`
        faults += faults_of(parts)
    if faults:
        raise BadSupply(faults)
    return assembled(parts)


def assembled(parts: Sequence[SupplyFiles]) -> Supply:
    """Sound files as one supply; the first part is the built-in one."""
    found = Supply(own=tuple(each.folder for each in parts[1:]))
    owned: set[str] = set()
    figures: list[Figures] = []
    for place, part in enumerate(parts):
        found.statistics |= part.statistics
        for good in part.goods.values():
            found.goods[good.id] = _with(found.goods.get(good.id), good)
        found.groupings |= {each.id: each for each in part.groupings.values()}
        found.releases |= {each.id: each for each in part.releases.values()}
        found.shares |= {each.id: each for each in part.shares.values()}
        if place:
            owned |= {each.id for rows in (part.goods, part.shares, part.releases) for each in rows.values()}
    for place, part in enumerate(parts):
        later = {id_ for other in parts[place + 1 :] for id_ in _publications(other)}
        for path, release in part.releases.items():
            if release.id not in later:  # a publication laid over again takes the place of the one before
                figures += _of_release(release, part.lines[path], found.statistics)
        figures += [_of_shares(each, path) for path, each in part.shares.items() if each.id not in later]
    found.figures = tuple(figures)
    found.owned = frozenset(owned)
    return found


def _publications(part: SupplyFiles) -> set[str]:
    return {each.id for each in part.releases.values()} | {each.id for each in part.shares.values()}


def _with(before: Good | None, good: Good) -> Good:
    if before is None:
        return good
    have = {each.good for each in before.needs}
    more = [each for each in good.needs if each.good not in have]
    codes = list(dict.fromkeys([*before.hs, *good.hs]))
    return before.model_copy(update={"needs": [*before.needs, *more], "hs": codes})


def _of_release(release: Release, lines: Iterable[TableLine], statistics: dict[str, Statistic]) -> Iterable[Figures]:
    groups: dict[tuple[str, str, int, str, str | None], list[TableLine]] = defaultdict(list)
    for line in lines:
        groups[line.good, line.statistic, line.year, line.unit, line.importer].append(line)
    for (good, statistic, year, unit, importer), members in groups.items():
        world = next((each.amount for each in members if each.place == WORLD), None)
        yield Figures(
            good=good,
            statistic=statistic,
            measure=statistics[statistic].name,
            basis=release.basis,
            year=year,
            unit=unit,
            importer=importer,
            publication=release.id,
            public=release.public.latest,
            forecast=False,
            complete=False,
            rows=tuple(
                Figure(each.place, each.printed, each.amount, each.estimated, each.note, each.row, each.file, each.line)
                for each in members
                if each.place != WORLD
            ),
            world=world,
        )


def _of_shares(shares: Shares, path: Path) -> Figures:
    return Figures(
        good=shares.good,
        statistic=shares.statistic,
        measure=shares.measure,
        basis=shares.basis,
        year=shares.year,
        unit="%",
        importer=None,
        publication=shares.id,
        public=shares.public.latest,
        forecast=shares.forecast == "yes",
        complete=shares.complete == "yes",
        rows=tuple(
            Figure(each.place, each.place, each.share, False, each.note.en if each.note else "", None, path, 0)
            for each in shares.shares
            if each.place != WORLD
        ),
        world=None,
    )
