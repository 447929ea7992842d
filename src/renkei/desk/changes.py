"""`changes`: what changed in a regime between two days, for which goods, and for which of the caller's items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Comparison, Region, Relating
from renkei.controls.comparing.sides import Side, Which
from renkei.controls.conditions import Condition, names
from renkei.controls.in_force import InForce
from renkei.controls.products import Product
from renkei.controls.rulebook import Provision, Rulebook, Version
from renkei.desk.license import Item, facts
from renkei.desk.moved_items import MovedItem, moved_items
from renkei.desk.possible_region import can_be
from renkei.desk.regime import natural
from renkei.desk.reworded import Demand, Reach, demands, reach
from renkei.desk.rule_changes import RuleChange, opens, rule_changes
from renkei.desk.within_region import lies_in

Way = Literal["free to controlled", "controlled to free"]
WAYS: dict[Which, Way] = {"right": "free to controlled", "left": "controlled to free"}
"""What a region means, by the side that controls it; the left one is the earlier day."""


@dataclass(frozen=True)
class Moved:
    """Goods that the whole regime controls on one of the days only.

    Attributes:
        subjects: the goods; of software and so on, all goods it is for of which the same is to be said.
        region: the values they have, and an item in it.
        products: ids of real products that moved so, by the same paragraph; the best documented first.
    """

    way: Way
    subjects: tuple[Subject, ...]
    region: Region
    comparison: Comparison
    products: tuple[str, ...]


@dataclass(frozen=True)
class ChangeRow:
    """One paragraph.

    Attributes:
        was, now: its version on either day; None: not in force.
        demands: what its own text asks for on one day only.
        reach: what it gained and lost by itself, whatever other paragraphs reach; None: not asked or too tangled.
        moved: the goods that it took into, or out of, the regime as a whole.
        others: of a paragraph in force on one day only, those of the other day that speak of the same goods.
        license_added, license_dropped: ids of license requirements that attach on one day only.
        judgements: ids of judgements that it asks for only now.
        from_oldest_text: nothing settles that it was not in force before, since its first version is only the oldest
            text at hand.
    """

    provision: Provision
    was: Version | None
    now: Version | None
    demands: tuple[Demand, ...]
    reach: Reach | None
    moved: tuple[Moved, ...]
    others: tuple[str, ...]
    license_added: tuple[str, ...]
    license_dropped: tuple[str, ...]
    judgements: tuple[str, ...]
    from_oldest_text: bool

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it comes to: the ways goods moved, `reason changed`, `became undecided`, or `no goods moved`."""
        found: list[str] = [way for way in WAYS.values() if any(each.way == way for each in self.moved)]
        if self.license_added or self.license_dropped or self.others:
            found.append("reason changed")
        if self.judgements or (self.now is not None and self.now.state == "not at hand" and self.was != self.now):
            found.append("became undecided")
        return tuple(found) or ("no goods moved",)


@dataclass(frozen=True)
class ChangesAnswer:
    """A regime on two days.

    Attributes:
        places: where the goods go, if the question was who needs a license; empty: what is listed.
        steps: what came into force between the days, latest first, by day and instrument.
        rows: by topic, in the order of their numbers.
        items: the caller's items; None if there were none.
        unproved: subjects of which the solver did not certify that the regions are all that changed.
        not_compared: ids of paragraphs too tangled to enumerate.
    """

    book: Rulebook
    left: InForce
    right: InForce
    places: Mapping[str, str]
    steps: tuple[RuleChange, ...]
    rows: tuple[ChangeRow, ...]
    items: tuple[MovedItem, ...] | None
    unproved: tuple[Subject, ...]
    not_compared: tuple[str, ...]

    @property
    def as_of(self) -> date:
        """The later day."""
        return self.right.as_of

    def of(self, kind: str) -> tuple[ChangeRow, ...]:
        """The rows of a kind of change."""
        return tuple(each for each in self.rows if kind in each.kinds)

    def moved(self) -> Iterator[tuple[ChangeRow, Moved]]:
        """All goods that moved."""
        return ((row, each) for row in self.rows for each in row.moved)


def changes(
    book: Rulebook,
    left: InForce,
    right: InForce,
    products: Sequence[Product],
    *,
    places: Mapping[str, str] | None = None,
    topics: Sequence[str] = (),
    items: Sequence[Item] | None = None,
    prove: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> ChangesAnswer:
    """What changed in a regime from one day to a later one.

    Args:
        book: all rules.
        left: the regime on the earlier day.
        right: the regime on the later day.
        products: real products, named as examples where they moved.
        places: `destination` and `headquarters`, to ask who needs a license; None: to ask what is listed.
        topics: only goods of these; empty: all.
        items: the caller's own.
        prove: whether the solver certifies that nothing else moved.
        progress: told how many kinds of goods are compared, of how many.
    """
    sides = Side(left, places or {}), Side(right, places or {})
    kinds = {kind for kind, each in book.kinds.items() if not topics or each.topic in topics}
    compared = list(_compared(Relating(book, *sides, products, prove), kinds, progress))
    rows = _Rows(book, sides, compared, _products_moved(book, sides, products, compared)).rows(kinds)
    tangled = {id_ for c in compared for r in c.relations if r.verdict == "not compared" for id_ in r.left + r.right}
    every = rule_changes(book, left.as_of, right.as_of, right.known_on)
    steps = (_about(book, each, kinds) for each in every if each.regime == left.regime.id)
    return ChangesAnswer(
        book,
        left,
        right,
        places or {},
        tuple(each for each in steps if each.changed),
        tuple(rows),
        None if items is None else moved_items(*sides, items),
        tuple(each.subject for each in compared if prove and each.proof != "proved"),
        tuple(sorted(tangled, key=natural)),
    )


def in_short(answer: ChangesAnswer) -> tuple[tuple[ChangeRow, Moved], ...]:
    """The certain moves of goods, one for each paragraph and way: that with a real product, else the first."""
    found: dict[tuple[str, Way], tuple[ChangeRow, Moved]] = {}
    for row, moved in answer.moved():
        if not moved.region.certain or row.from_oldest_text:
            continue
        key = row.provision.id, moved.way
        if key not in found or (moved.products and not found[key][1].products):
            found[key] = row, moved
    return tuple(found.values())


def _compared(relating: Relating, kinds: set[str], progress: Callable[[int, int], None] | None) -> Iterator[Comparison]:
    """The comparison of every subject of which a text changed; of others nothing can have moved."""
    subjects = [each for each in relating.subjects() if each.kind in kinds]
    for place, subject in enumerate(subjects, 1):
        before, after = (_texts(side, subject) for side in (relating.left, relating.right))
        comparison = relating.of(subject) if before != after else None
        if comparison is not None:
            yield comparison
        if progress is not None:
            progress(place, len(subjects))


def _texts(side: Side, subject: Subject) -> list[tuple[str, Condition]]:
    return [(each.id, each.condition) for each in side.paragraphs(subject)]


def _products_moved(
    book: Rulebook, sides: tuple[Side, Side], products: Sequence[Product], compared: Sequence[Comparison]
) -> list[tuple[Product, MovedItem]]:
    """The products that moved, best documented first."""
    kinds = {each.subject.kind for each in compared}
    known = sorted((each for each in products if each.goods in kinds), key=lambda p: (-len(p.known), p.id))
    items = [Item(each.id, 0, facts(book, each.goods, {**each.values, **sides[0].places})) for each in known]
    return list(zip(known, moved_items(*sides, items), strict=True))


def _about(book: Rulebook, step: RuleChange, kinds: set[str]) -> RuleChange:
    """What came into force, of paragraphs on some kinds of goods only; license requirements are on none."""
    if step.requirements:
        return step
    kept = {
        change: tuple(id_ for id_ in ids if not kinds.isdisjoint(book.provisions[id_].goods))
        for change, ids in step.changed.items()
    }
    return replace(step, changed={change: ids for change, ids in kept.items() if ids})


class _Rows:
    """Puts together what is told of each paragraph."""

    def __init__(
        self,
        book: Rulebook,
        sides: tuple[Side, Side],
        compared: Sequence[Comparison],
        products: Sequence[tuple[Product, MovedItem]],
    ) -> None:
        self._book, self._products = book, products
        self._left, self._right = sides[0].rules, sides[1].rules
        self._compared = compared
        self._moved = self._by_paragraph()

    def rows(self, kinds: set[str]) -> list[ChangeRow]:
        """A row for each paragraph that changed, or whose goods moved."""
        topics = list(self._book.topics)
        ids = {*self._left.versions, *self._right.versions}
        found = []
        for id_ in ids:
            provision = self._book.provisions[id_]
            was, now = self._left.versions.get(id_), self._right.versions.get(id_)
            if kinds.isdisjoint(provision.goods):
                continue
            if was is not now or id_ in self._moved or self._requirements(was) != self._requirements(now):
                found.append(self._row(provision, was, now))
        return sorted(found, key=lambda r: (topics.index(r.provision.topic), natural(r.provision.id)))

    def _row(self, provision: Provision, was: Version | None, now: Version | None) -> ChangeRow:
        both = was is not None and now is not None
        before, after = self._requirements(was), self._requirements(now)
        asked = self._asked(now) - self._asked(was) if both else set()
        return ChangeRow(
            provision=provision,
            was=was,
            now=now,
            demands=demands(was.when, now.when) if was is not None and now is not None and was is not now else (),
            reach=self._reach(provision, was, now),
            moved=tuple(self._moved.get(provision.id, ())),
            others=() if both else tuple(self._others(provision.id)),
            license_added=tuple(sorted(after - before)) if both else (),
            license_dropped=tuple(sorted(before - after)) if both else (),
            judgements=tuple(name for name in self._book.attributes if name in asked),
            from_oldest_text=was is None and now is provision.versions[0] and opens(provision),
        )

    def _reach(self, provision: Provision, was: Version | None, now: Version | None) -> Reach | None:
        if was is None or now is None or was.when == now.when:
            return None
        kinds = [kind for kind in provision.goods if not self._book.kinds[kind].of_goods]
        return reach(Subject(kinds[0]), self._left, was, self._right, now) if kinds else None

    def _asked(self, version: Version | None) -> set[str]:
        """The judgements a text asks for."""
        found = set(names(version.when)) if version is not None else set()
        return {n for n in found if n in self._book.attributes and self._book.attributes[n].type == "judgement"}

    def _requirements(self, version: Version | None) -> set[str]:
        return set(version.license) if version is not None else set()

    def _others(self, id_: str) -> Iterator[str]:
        """The paragraphs of the other day that are on the same goods."""
        found: dict[str, None] = {}
        for each in (relation for comparison in self._compared for relation in comparison.relations):
            if id_ in each.left and id_ not in each.right:
                found |= dict.fromkeys(each.right)
            elif id_ in each.right and id_ not in each.left:
                found |= dict.fromkeys(each.left)
        return iter(sorted(found, key=natural))

    def _by_paragraph(self) -> dict[str, list[Moved]]:
        """The regions of each paragraph, those of which the same is to be said of several goods put together."""
        alike: dict[tuple[object, ...], list[tuple[Comparison, Region]]] = {}
        for comparison in self._compared:
            for relation in comparison.relations:
                for region in (each for each in relation.regions if any(can_be(self._book, b) for b in each.boxes)):
                    own = None if comparison.subject.of_goods else comparison.subject
                    values = repr(sorted(map(repr, region.deciding.items())))
                    key = region.provision, region.by, own, values, region.certain
                    alike.setdefault(key, []).append((comparison, region))
        found: dict[str, list[Moved]] = {}
        for several in alike.values():
            comparison, region = several[0]
            subjects = tuple(each.subject for each, _ in several)
            way = WAYS[region.by]
            moved = Moved(way, subjects, region, comparison, tuple(self._examples(way, comparison, region)))
            found.setdefault(region.provision, []).append(moved)
        return found

    def _examples(self, way: Way, comparison: Comparison, region: Region) -> Iterator[str]:
        rules = self._right if region.by == "right" else self._left
        for product, moved in self._products:
            by = moved.by_now if region.by == "right" else moved.by_then
            if moved.move != way or region.provision not in by or Subject(product.goods) != comparison.subject:
                continue
            space = comparison.relations[0].space
            if lies_in(space, region.deciding, rules, moved.item.facts):
                yield product.id
