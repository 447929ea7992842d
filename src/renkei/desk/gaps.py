"""`gaps`: where do two regimes differ, with an example item for every difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from renkei.controls.comparing.certifying import worst
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Comparison, Region, Relating, Relation, Verdict
from renkei.controls.comparing.sides import OTHER, Side, Which
from renkei.controls.in_force import InForce
from renkei.controls.products import Product
from renkei.controls.rulebook import Rulebook, Version
from renkei.desk.example_goods import silent_on


@dataclass(frozen=True)
class Gap:
    """Some paragraphs of both regimes on the same goods, and where they differ.

    Attributes:
        subjects: the goods; of software and so on, all goods it is for of which the same is to be said.
        relation: what was found, for the first of the subjects.
        proof: proved, refuted or timed out, the worst of all subjects; None: not asked.
    """

    subjects: tuple[Subject, ...]
    relation: Relation
    proof: str | None

    @property
    def topic(self) -> str:
        """The topic of the goods."""
        return self.relation.topic

    @property
    def verdict(self) -> Verdict:
        """What the left regime is beside the right."""
        return self.relation.verdict

    @property
    def id(self) -> str:
        """The same for the same paragraphs, differing in the same way, on whichever day it is asked."""
        differs = sorted({f"{each.by} {each.provision}" for each in self.relation.regions})
        kind = self.relation.subject.kind
        return " ".join((kind, "+".join(self.relation.left), "|", "+".join(self.relation.right), *differs))


@dataclass(frozen=True)
class GapsAnswer:
    """Two regimes compared on a day, or one regime on two days.

    Attributes:
        places: where the goods go, if the question was who needs a license; empty: what is listed.
        gaps: by topic, those that differ first.
        proofs: by subject, whether all regions together were proved to be exactly the difference.
        not_modelled: kinds of goods of which one side says nothing, so that nothing is compared.
        left_out: ids of paragraphs that control for anti-terrorism reasons alone, and were not compared.
        silent: for each side, kinds of goods of which older texts are not at hand, so that its silence says nothing.
    """

    book: Rulebook
    left: InForce
    right: InForce
    places: Mapping[str, str]
    gaps: tuple[Gap, ...]
    proofs: Mapping[Subject, str | None]
    not_modelled: tuple[str, ...]
    left_out: tuple[str, ...]
    silent: Mapping[Which, frozenset[str]]

    @property
    def as_of(self) -> date:
        """The day asked for; of two days, the later."""
        return self.right.as_of

    def versions(self, gap: Gap) -> Iterator[tuple[str, Version]]:
        """The versions in force of the paragraphs of a gap, left before right."""
        for rules, ids in ((self.left, gap.relation.left), (self.right, gap.relation.right)):
            yield from ((id_, rules.versions[id_]) for id_ in ids)

    def regions(self) -> Iterator[tuple[Gap, Region]]:
        """Every difference."""
        return ((gap, region) for gap in self.gaps for region in gap.relation.regions)


def gaps(
    book: Rulebook,
    left: InForce,
    right: InForce,
    products: Sequence[Product],
    *,
    places: Mapping[str, str] | None = None,
    topics: Sequence[str] = (),
    prove: bool = True,
    progress: Callable[[Subject], None] | None = None,
) -> GapsAnswer:
    """Two regimes compared.

    Args:
        book: all rules.
        left: one regime on its day.
        right: the other, or the same on a later day.
        products: real products, taken as witnesses where one will do.
        places: `destination` and `headquarters`, to compare who needs a license; None: to compare what is listed.
        topics: only goods of these; empty: all.
        prove: whether the solver certifies each difference.
        progress: told of each kind of goods before it is compared.
    """
    relating = Relating(book, Side(left, places or {}), Side(right, places or {}), products, prove)
    kinds = [kind for kind, each in book.kinds.items() if not topics or each.topic in topics]
    silent: dict[Which, frozenset[str]] = {
        "left": frozenset(kind for kind in kinds if silent_on(left, kind)),
        "right": frozenset(kind for kind in kinds if silent_on(right, kind)),
    }
    found: list[Comparison] = []
    for subject in relating.subjects():
        if subject.kind in kinds:
            if progress is not None:
                progress(subject)
            comparison = relating.of(subject)
            if comparison is not None:
                found.append(_unsettled(comparison, silent))
    spoken = {kind for kind in kinds if left.provisions(kind) or right.provisions(kind)}
    unsaid = tuple(kind for kind in kinds if kind in spoken and not (left.models(kind) and right.models(kind)))
    left_out = dict.fromkeys(id_ for each in found for id_ in each.left_out)
    proofs = {each.subject: each.proof for each in found}
    return GapsAnswer(book, left, right, places or {}, _gaps(book, found), proofs, unsaid, tuple(left_out), silent)


def _unsettled(comparison: Comparison, silent: Mapping[Which, frozenset[str]]) -> Comparison:
    """The comparison with nothing certain where the other side may have had a paragraph whose text is not at hand."""
    unsaid = {by for by, theirs in OTHER.items() if silent[theirs] & {*comparison.subject.kinds}}
    if not unsaid:
        return comparison
    relations = (
        replace(each, regions=tuple(replace(r, certain=r.certain and r.by not in unsaid) for r in each.regions))
        for each in comparison.relations
    )
    return replace(comparison, relations=tuple(relations))


def _gaps(book: Rulebook, found: Sequence[Comparison]) -> tuple[Gap, ...]:
    """The relations, those of which the same is to be said of several goods put together, by topic."""
    alike: dict[tuple[object, ...], list[Relation]] = {}
    for comparison in found:
        for each in comparison.relations:
            alike.setdefault(_key(each), []).append(each)
    made = [
        Gap(tuple(each.subject for each in several), several[0], worst([each.proof for each in several]))
        for several in alike.values()
    ]
    topics = list(book.topics)
    return tuple(sorted(made, key=lambda gap: (topics.index(gap.topic), gap.verdict == "same")))


def _key(relation: Relation) -> tuple[object, ...]:
    differs = tuple(
        (each.by, each.provision, repr(sorted(map(repr, each.deciding.items()))), each.certain)
        for each in relation.regions
    )
    of_goods = None if relation.subject.of_goods else relation.subject
    return relation.subject.kind, of_goods, relation.left, relation.right, relation.verdict, differs
