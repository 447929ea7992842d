"""Which items move between two days of one regime: free to controlled, controlled to free, for another reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from renkei.controls.answering import OfProvision, OfRegime, answer
from renkei.controls.comparing.sides import Side
from renkei.desk.license import Item
from renkei.desk.regime import natural
from renkei.desk.rule_changes import may_be_older

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renkei.controls.facts import Value
    from renkei.controls.rulebook import Rulebook
    from renkei.controls.sheets import Sheet

Move = Literal[
    "free to controlled",
    "controlled to free",
    "undecided to controlled",
    "undecided to free",
    "became undecided",
    "reason changed",
    "stays controlled",
    "stays free",
    "stays undecided",
    "not modelled",
]
STAYS: tuple[Move, ...] = ("stays controlled", "stays free", "stays undecided", "not modelled")
"""Of these only the number is told."""

NO_TEXT = "no text"
"""Stands for the status by a paragraph of which no text at hand reaches back to the day."""

_STANDS = {"required": "controlled", "not required": "not controlled", "undecided": "not controlled"}


@dataclass(frozen=True, slots=True)
class RuleMove:
    """One paragraph that says something else of an item: its status on both days; None: not in force; or NO_TEXT."""

    provision: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class MovedItem:
    """One item on both days.

    Attributes:
        was, now: what the regime says of it.
        stood, stands: its status by the paragraphs compared; of a question about a place, whether a license is needed.
        rules: the paragraphs that say something else of it, in the order of their numbers.
        open_on_both: paragraphs that did not change and leave it undecided on both days, so that the move is told as
            far as what changed goes.
    """

    item: Item
    was: OfRegime
    now: OfRegime
    stood: str
    stands: str
    move: Move
    rules: tuple[RuleMove, ...]
    open_on_both: tuple[str, ...]

    @property
    def by_now(self) -> tuple[str, ...]:
        """The paragraphs that control it on the later day."""
        return tuple(each.provision.id for each in self.now.provisions if each.judged.truth)

    @property
    def by_then(self) -> tuple[str, ...]:
        """The paragraphs that controlled it on the earlier day."""
        return tuple(each.provision.id for each in self.was.provisions if each.judged.truth)


def moved_items(left: Side, right: Side, items: Sequence[Item]) -> tuple[MovedItem, ...]:
    """What becomes of some items from the day of one side to that of the other, in their order."""
    return tuple(_moved(left, right, item) for item in items)


def items_of(book: Rulebook, given: Path | Sheet, fixed: Mapping[str, Value]) -> list[Item]:
    """The items of a file or a sheet, as `license` reads it.

    Raises:
        BadInput: if the file cannot be read, holds none, or has more rows than can be answered with every reason.
    """
    from renkei.controls.catalogue import Catalogue
    from renkei.controls.reading_sheets import open_sheet
    from renkei.desk.license_table import items_of as every_item

    sheet = open_sheet(given) if isinstance(given, Path) else given
    catalogue = Catalogue(sheet, book, dict(fixed))
    return every_item(catalogue, sheet.name, "split the file, or ask `renkei license` for each of the two days")


def _moved(left: Side, right: Side, item: Item) -> MovedItem:
    was, now = answer(left.rules, item.facts, ways=False), answer(right.rules, item.facts, ways=False)
    before, after = _by_id(left, was), _by_id(right, now)
    unchanged = tuple(
        id_
        for id_, each in before.items()
        if each.judged.truth is None
        and id_ in after
        and after[id_].judged.truth is None
        and each.version is after[id_].version
    )
    move = _move(left, right, was, now, before, after, set(unchanged))
    stood, stands = _told(left, was, before), _told(right, now, after)
    return MovedItem(item, was, now, stood, stands, move, tuple(_rules(left, right, item, before, after)), unchanged)


def _told(side: Side, found: OfRegime, by_id: dict[str, OfProvision]) -> str:
    if found.status == "not modelled":
        return found.status
    if side.by_license:
        return found.license
    statuses = {each.status for each in by_id.values()}
    return next((each for each in ("controlled", "undecided", "judgement") if each in statuses), "not controlled")


def _by_id(side: Side, found: OfRegime) -> dict[str, OfProvision]:
    """The paragraphs that control an item, or may, without those for a minor reason alone."""
    return {each.provision.id: each for each in found.provisions if side.by_license or not side.minor(each.version)}


def _move(
    left: Side,
    right: Side,
    was: OfRegime,
    now: OfRegime,
    before: dict[str, OfProvision],
    after: dict[str, OfProvision],
    unchanged: set[str],
) -> Move:
    if "not modelled" in {was.status, now.status}:
        return "not modelled"
    one, other = _stands(left, was, before, unchanged), _stands(right, now, after, unchanged)
    if one == "not controlled" and any(_may_be_older(left, id_) for id_ in after):
        one = "undecided"
    if one == other == "controlled":
        return "stays controlled" if _reasons(was, before) == _reasons(now, after) else "reason changed"
    if one == other:
        open_on_both = one == "undecided" or bool(unchanged)
        return "stays undecided" if open_on_both else "stays free"
    if other == "undecided":
        return "became undecided"
    if one == "undecided":
        return "undecided to controlled" if other == "controlled" else "undecided to free"
    return "free to controlled" if other == "controlled" else "controlled to free"


def _may_be_older(side: Side, id_: str) -> bool:
    return may_be_older(side.rules.rulebook.provisions[id_], side.rules.as_of)


def _stands(side: Side, found: OfRegime, by_id: dict[str, OfProvision], unchanged: set[str]) -> str:
    """How an item stands on a day, leaving out what is open in the same way on the other day."""
    if side.by_license:
        on_these = {each.requirement.id for each in found.requirements}
        asks = {id_ for id_, each in by_id.items() if _asks(side, each, on_these)}
        return "undecided" if found.license == "undecided" and asks - unchanged else _STANDS[found.license]
    if any(each.judged.truth for each in by_id.values()):
        return "controlled"
    return "undecided" if by_id.keys() - unchanged else "not controlled"


def _asks(side: Side, each: OfProvision, requirements: set[str]) -> bool:
    """Whether a license may be needed for what a paragraph controls."""
    return bool(requirements & set(each.version.license)) or not side.rules.says_where(each.version)


def _reasons(found: OfRegime, by_id: dict[str, OfProvision]) -> tuple[object, ...]:
    """By which paragraphs an item is controlled, and under which license requirements."""
    met = {id_: each for id_, each in by_id.items() if each.judged.truth}
    needed = {(each.requirement.id, each.policies) for each in found.requirements if each.needed}
    return set(met), {id_ for each in met.values() for id_ in each.version.license}, needed


def _rules(
    left: Side, right: Side, item: Item, before: dict[str, OfProvision], after: dict[str, OfProvision]
) -> Iterator[RuleMove]:
    for id_ in sorted(before.keys() | after.keys(), key=natural):
        was, now = _status(left, item, before, id_), _status(right, item, after, id_)
        if was != now:
            yield RuleMove(id_, was, now)


def _status(side: Side, item: Item, found: dict[str, OfProvision], id_: str) -> str | None:
    if id_ in found:
        return found[id_].status
    if _may_be_older(side, id_):
        return NO_TEXT
    in_force = {provision.id for provision, _ in side.rules.provisions(item.facts.kind or "")}
    return "not controlled" if id_ in in_force else None
