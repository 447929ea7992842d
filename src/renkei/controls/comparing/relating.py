"""Two sets of rules related: which paragraphs speak of the same goods, who controls more, where, and is that proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from renkei.controls.comparing.boxes import Box, Space
from renkei.controls.comparing.certifying import Certifying, Group
from renkei.controls.comparing.fewer import Bits, TooTangled
from renkei.controls.comparing.looking import Looking
from renkei.controls.comparing.matching import Matches, groups, matched
from renkei.controls.comparing.plainly import Referred, Subject
from renkei.controls.comparing.sides import OTHER, Paragraph, Side, Which
from renkei.controls.comparing.telling import Cut, told_apart
from renkei.controls.comparing.witnesses import Witness, Witnesses
from renkei.controls.conditions import Choice, Condition, Flag, Meets, Within
from renkei.controls.products import Product
from renkei.controls.rulebook import PLACES, Rulebook

if TYPE_CHECKING:
    from renkei.controls.comparing.proving import Proof
    from renkei.controls.comparing.translating import Translation

Verdict = Literal["same", "stricter", "looser", "incomparable", "only left", "only right", "not compared"]
"""What the left side is beside the right: `stricter` controls more. `not compared`: too tangled to enumerate."""

VERDICTS: tuple[Verdict, ...] = (
    "incomparable",
    "stricter",
    "looser",
    "only left",
    "only right",
    "not compared",
    "same",
)


@dataclass(frozen=True)
class Region:
    """Goods that one side controls and the other does not.

    Attributes:
        by: the side that controls them.
        provision: id of the provision they were cut from.
        deciding: the values that take them out of the other side's rules, beyond what the provision asks for in any
            case; empty: everything the provision controls.
        boxes: the values they have, one box for each way of meeting the provision.
        witness: an item in it; None: the solver knows there is one, but none could be judged.
        certain: whether the rules differ on the witness without anybody's judgement.
        depends_on: judgements, texts not at hand and unknown places on which it hangs.
    """

    by: Which
    provision: str
    deciding: Box
    boxes: tuple[Box, ...]
    witness: Witness | None
    certain: bool
    depends_on: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """Some paragraphs of both sides on the same goods.

    Attributes:
        left, right: ids of the provisions.
        regions: where they differ.
        proof: whether the solver found the regions to be exactly the difference.
    """

    subject: Subject
    space: Space
    left: tuple[str, ...]
    right: tuple[str, ...]
    verdict: Verdict
    regions: tuple[Region, ...]
    proof: Proof | None

    @property
    def certain(self) -> bool:
        """Whether what the verdict says holds without anybody's judgement."""
        sure = {each.by for each in self.regions if each.certain}
        return sure == {each.by for each in self.regions}

    @property
    def topic(self) -> str:
        """The topic of the goods."""
        return self.space.book.kinds[self.subject.kind].topic


@dataclass(frozen=True)
class Comparison:
    """Everything compared of one subject.

    Attributes:
        relations: in the order of the left side's paragraphs.
        proof: whether the regions of all relations are exactly the difference of both sides as a whole.
        left_out: ids of paragraphs that were not compared, because they control for a minor reason alone.
    """

    subject: Subject
    relations: tuple[Relation, ...]
    proof: Proof | None
    left_out: tuple[str, ...]


_Problem = tuple[list[Paragraph], list[Paragraph], Mapping[Which, list[Condition]]]
"""The paragraphs of both sides, and all their conditions as they stand."""


@dataclass(frozen=True)
class Relating:
    """Compares two sides, subject by subject.

    Attributes:
        products: real products, from which witnesses are taken where one will do.
        prove: whether the solver is asked.
    """

    book: Rulebook
    left: Side
    right: Side
    products: Sequence[Product] = ()
    prove: bool = True
    _reads: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _alike: dict[object, list[tuple[_Problem, Comparison]]] = field(default_factory=dict, repr=False, compare=False)

    def subjects(self) -> Iterator[Subject]:
        """The kinds of goods of which both sides say something, with the goods that software and so on is for."""
        for kind, each in self.book.kinds.items():
            goods = [name for name, other in self.book.kinds.items() if not other.of_goods] if each.of_goods else [None]
            for of_goods in goods:
                subject = Subject(kind, of_goods)
                if all(side.rules.models(name) for side in (self.left, self.right) for name in subject.kinds):
                    yield subject

    def of(self, subject: Subject) -> Comparison | None:
        """The comparison of one subject; None if neither side controls any of it."""
        left = {each.id: each for each in self.left.paragraphs(subject)}
        right = {each.id: each for each in self.right.paragraphs(subject)}
        if not left and not right:
            return None
        alike = self._alike.setdefault((subject.kind, tuple(left), tuple(right)), [])
        texts: dict[Which, list[Condition]] = {}
        if self.prove:
            texts = {"left": self.left.texts(subject), "right": self.right.texts(subject)}
        problem = ([*left.values()], [*right.values()], texts)
        # Of software and so on, goods that all references treat alike are one problem: the conditions are equal, and
        # these are all that the boxes, the solver and, of an item with nothing else, the judge ask about.
        known = next((found for asked, found in alike if asked == problem), None)
        if known is not None:
            relations = tuple(replace(each, subject=subject) for each in known.relations)
            return replace(known, subject=subject, relations=relations)
        found = _Compared(self, subject, left, right, texts).result()
        alike.append((problem, found))
        return found

    @cached_property
    def translation(self) -> Translation:
        """What the solver has read, of any subject."""
        from renkei.controls.comparing.translating import Translation  # the solver takes long to import

        return Translation(self.book.attributes)

    def reads(self, kind: str) -> tuple[str, ...]:
        """Every attribute that either side reads of a kind of goods."""
        if kind not in self._reads:
            every = (name for side in (self.left, self.right) for name in side.rules.attributes(kind))
            self._reads[kind] = tuple(dict.fromkeys(every))
        return self._reads[kind]

    def usual(self, subject: Subject) -> dict[str, list[Fraction]]:
        """Values that real products have, those of the subject's own kinds first, then the most frequent."""
        found = dict(self._frequent)
        for kind in subject.kinds:
            for name, own in self._figures.get(kind, {}).items():
                before = {value: place for place, value in enumerate(found[name])}
                found[name] = sorted(found[name], key=lambda each: (-own[each], before[each]))
        return found

    @cached_property
    def _figures(self) -> dict[str, dict[str, Counter[Fraction]]]:
        """How often products have a value, by their kind and attribute."""
        found: dict[str, dict[str, Counter[Fraction]]] = {}
        for product in self.products:
            for name, value in product.values.items():
                if isinstance(value, Fraction):
                    found.setdefault(product.goods, {}).setdefault(name, Counter())[value] += 1
        return found

    @cached_property
    def _frequent(self) -> dict[str, list[Fraction]]:
        """The values of every attribute, the most frequent first."""
        found: dict[str, Counter[Fraction]] = {}
        for counts in self._figures.values():
            for name, each in counts.items():
                found.setdefault(name, Counter()).update(each)
        return {name: [value for value, _ in counts.most_common()] for name, counts in found.items()}


class _Compared:
    """One subject being compared."""

    def __init__(
        self,
        asked: Relating,
        subject: Subject,
        left: Mapping[str, Paragraph],
        right: Mapping[str, Paragraph],
        texts: Mapping[Which, Sequence[Condition]],
    ) -> None:
        self._asked, self._subject, self._texts = asked, subject, texts
        self._paragraphs: dict[Which, Mapping[str, Paragraph]] = {"left": left, "right": right}
        every = (*left.values(), *right.values())
        self._space = Space(asked.book, subject, [each.condition for each in every])
        self._tangled: set[str] = set()
        self._boxes: dict[Which, dict[str, list[Bits]]] = {
            "left": self._enumerated(left),
            "right": self._enumerated(right),
        }
        self._related: dict[tuple[tuple[str, ...], tuple[str, ...]], Relation] = {}

    def result(self) -> Comparison:
        """The relations of all paragraphs, and the proof that they miss nothing."""
        matches = matched(self._space, self._boxes["left"], self._boxes["right"])
        relations = self._relations(matches)
        covered = self._covered(relations)
        if covered:
            relations = self._relations(matches | covered)
        relations += [self._not_compared(id_) for id_ in sorted(self._tangled)]
        left_out = (*self._asked.left.left_out(self._subject), *self._asked.right.left_out(self._subject))
        return Comparison(self._subject, *self._proved(relations), left_out)

    def _relations(self, matches: Matches) -> list[Relation]:
        together = groups(list(self._boxes["left"]), list(self._boxes["right"]), matches)
        return [self._relation(tuple(left), tuple(right)) for left, right in together]

    def _covered(self, relations: Sequence[Relation]) -> Matches:
        """For paragraphs that matched none and yet differ from nothing: what the other side reaches their goods by."""
        found: Matches = set()
        for each in relations:
            if each.regions or (each.left and each.right) or each.verdict == "not compared":
                continue
            by: Which = "left" if each.left else "right"
            for id_ in self._solver.meeting(by, each.left or each.right):
                found |= {(a, b) for a in (each.left or (id_,)) for b in (each.right or (id_,))}
        return found

    def _enumerated(self, paragraphs: Mapping[str, Paragraph]) -> dict[str, list[Bits]]:
        found = {}
        for id_, paragraph in paragraphs.items():
            try:
                boxes = self._space.boxes(paragraph.condition)
            except TooTangled:
                self._tangled.add(id_)
                continue
            if boxes:
                found[id_] = boxes
        return found

    def _relation(self, left: tuple[str, ...], right: tuple[str, ...]) -> Relation:
        if (left, right) not in self._related:
            verdict: Verdict
            regions: tuple[Region, ...]
            try:
                regions = (*self._regions("left", left, right), *self._regions("right", right, left))
            except TooTangled:
                regions, verdict = (), "not compared"
            else:
                verdict = _verdict(left, right, regions)
            self._related[left, right] = Relation(self._subject, self._space, left, right, verdict, regions, None)
        return self._related[left, right]

    def _not_compared(self, id_: str) -> Relation:
        left = (id_,) if id_ in self._paragraphs["left"] else ()
        return Relation(self._subject, self._space, left, () if left else (id_,), "not compared", (), None)

    def _regions(self, by: Which, mine: Sequence[str], other: Sequence[str]) -> Iterator[Region]:
        """What some paragraphs of one side control and those of the other side do not, nor any other of that side."""
        against = self._space.fewest([box for id_ in other for box in self._boxes[OTHER[by]].get(id_, ())])
        for id_ in mine:
            ways = self._boxes[by][id_]
            cuts = [(part, source) for source in ways for part in self._space.minus(source, against)]
            for deciding, parts in told_apart(cuts, ways, against).items():
                region = self._region(by, id_, dict(deciding), parts)
                if region is not None:
                    yield region

    def _region(self, by: Which, id_: str, deciding: Bits, cuts: Sequence[Cut]) -> Region | None:
        """A region, with a witness; None if no item can lie in it that the other side leaves free."""
        boxes = tuple(self._space.values(part) for part, _ in cuts)
        refers = any(isinstance(key, Referred) for key in boxes[0])
        looking = Looking(self._witnesses, cuts, boxes, by)
        if refers and looking.at_once() is None and not self._solver.possible(boxes, by):
            return None
        witness = looking.any()
        if witness is None:
            if not refers and not self._solver.possible(boxes, by):
                return None
            example = self._solver.example(boxes, by)
            witness = self._witnesses.judged(example, by) if example is not None else None
        depends = tuple(dict.fromkeys(name for box in boxes for name in self._open(box)))
        certain = witness is not None and (not depends or self._witnesses.without_judgement(witness, by))
        return Region(by, id_, self._space.values(deciding), boxes, witness, certain, depends)

    def _open(self, box: Box) -> Iterator[str]:
        """What a box asks that no figure answers."""
        for key in box:
            match self._space.atoms[key]:
                case Flag(name) if self._asked.book.attributes[name].type == "judgement":
                    yield name
                case Meets(id_):
                    yield id_
                case Within(_, set_id):
                    yield set_id
                case Choice(name, _) if name in PLACES:
                    yield name
                case Referred() as referred:
                    attributes = self._asked.book.attributes
                    yield from (n for n in referred.reads if n in attributes and attributes[n].type == "judgement")
                case _:
                    pass

    @cached_property
    def _solver(self) -> Certifying:
        from renkei.controls.comparing.proving import Prover  # the solver takes long to import

        return Certifying(Prover(self._space, translation=self._asked.translation), self._paragraphs)

    @cached_property
    def _witnesses(self) -> Witnesses:
        asked, subject = self._asked, self._subject
        products = [each for each in asked.products if subject == Subject(each.goods)]
        reads, usual = asked.reads(subject.kind), asked.usual(subject)
        return Witnesses(self._space, asked.left, asked.right, reads, products, usual)

    def _proved(self, relations: Sequence[Relation]) -> tuple[tuple[Relation, ...], Proof | None]:
        """The relations, each with what the solver says of it, and what it says of all together."""
        if not self._asked.prove:
            return tuple(relations), None
        asked = [each for each in relations if each.verdict != "not compared"]
        every = not self._tangled and len(asked) == len(relations)
        grouped: list[Group] = [({"left": each.left, "right": each.right}, each.regions) for each in asked]
        found, whole = self._solver.proofs(grouped, self._texts if every else None)
        proofs = iter(found)
        told = (each if each.verdict == "not compared" else replace(each, proof=next(proofs)) for each in relations)
        return tuple(told), whole


def _verdict(left: Sequence[str], right: Sequence[str], regions: Sequence[Region]) -> Verdict:
    sides = {each.by for each in regions}
    if not sides:
        return "same"
    if not right or not left:
        return "only left" if left else "only right"
    if len(sides) == 2:
        return "incomparable"
    return "stricter" if "left" in sides else "looser"
