"""Two sets of rules related: which paragraphs speak of the same goods, who controls more, where, and is that proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from renkei.controls.comparing.boxes import Bits, Box, Key, Space, TooTangled
from renkei.controls.comparing.matching import Matches, groups, matched
from renkei.controls.comparing.plainly import Referred, Subject
from renkei.controls.comparing.sides import Paragraph, Side, Which
from renkei.controls.comparing.witnesses import Witness, Witnesses
from renkei.controls.conditions import Flag, Meets, Within, names
from renkei.controls.products import Product
from renkei.controls.rulebook import Rulebook

if TYPE_CHECKING:
    from renkei.controls.proving import Proof, Prover

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
        deciding: the values that take them out of the other side's rules, beyond what the provision asks for; empty:
            everything the provision controls.
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
        agree: whether some item is controlled by both.
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
        return _Compared(self, subject, left, right).result()

    def usual(self, subject: Subject) -> dict[str, list[Fraction]]:
        """Values that real products of the subject's kinds have, the most frequent first."""
        found: dict[str, dict[Fraction, int]] = {}
        for product in self.products:
            if product.goods in subject.kinds:
                for name, value in product.values.items():
                    if isinstance(value, Fraction):
                        counts = found.setdefault(name, {})
                        counts[value] = counts.get(value, 0) + 1
        return {name: sorted(counts, key=lambda v: -counts[v]) for name, counts in found.items()}


class _Compared:
    """One subject being compared."""

    def __init__(
        self, asked: Relating, subject: Subject, left: Mapping[str, Paragraph], right: Mapping[str, Paragraph]
    ) -> None:
        self._asked, self._subject = asked, subject
        self._paragraphs: dict[Which, Mapping[str, Paragraph]] = {"left": left, "right": right}
        every = (*left.values(), *right.values())
        self._space = Space(asked.book, subject, [each.condition for each in every])
        self._tangled: set[str] = set()
        self._boxes: dict[Which, dict[str, list[Bits]]] = {
            "left": self._enumerated(left),
            "right": self._enumerated(right),
        }
        self._prover_made: Prover | None = None
        self._leaves_free: dict[Which, object] = {}
        self._witnesses_made: Witnesses | None = None

    def result(self) -> Comparison:
        """The relations of all paragraphs, and the proof that they miss nothing."""
        matches = matched(self._space, self._boxes["left"], self._boxes["right"])
        relations = self._relations(matches)
        covered = self._covered(relations)
        if covered:
            relations = self._relations(matches | covered)
        relations += [self._not_compared(id_) for id_ in sorted(self._tangled)]
        left_out = (*self._asked.left.left_out(self._subject), *self._asked.right.left_out(self._subject))
        return Comparison(self._subject, tuple(relations), self._whole(relations), left_out)

    def _relations(self, matches: Matches) -> list[Relation]:
        together = groups(list(self._boxes["left"]), list(self._boxes["right"]), matches)
        return [self._relation(left, right) for left, right in together]

    def _covered(self, relations: Sequence[Relation]) -> Matches:
        """For paragraphs that matched none and yet differ from nothing: what the other side reaches their goods by."""
        found: Matches = set()
        for each in relations:
            if each.regions or (each.left and each.right) or each.verdict == "not compared":
                continue
            by: Which = "left" if each.left else "right"
            theirs: Which = "right" if by == "left" else "left"
            mine = self._prover.any_of(self._paragraphs[by][id_].condition for id_ in (*each.left, *each.right))
            for id_, other in self._paragraphs[theirs].items():
                if self._prover.possible(mine, self._prover.condition(other.condition)) is not False:
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

    def _relation(self, left: list[str], right: list[str]) -> Relation:
        try:
            regions = (*self._regions("left", left, right), *self._regions("right", right, left))
        except TooTangled:
            return self._made(left, right, "not compared", ())
        return self._made(left, right, _verdict(left, right, regions), regions)

    def _not_compared(self, id_: str) -> Relation:
        left = [id_] if id_ in self._paragraphs["left"] else []
        return self._made(left, [] if left else [id_], "not compared", ())

    def _made(self, left: list[str], right: list[str], verdict: Verdict, regions: tuple[Region, ...]) -> Relation:
        proof = self._proof(left, right, regions) if self._asked.prove and verdict != "not compared" else None
        return Relation(self._subject, self._space, tuple(left), tuple(right), verdict, regions, proof)

    def _regions(self, by: Which, mine: Sequence[str], other: Sequence[str]) -> Iterator[Region]:
        """What some paragraphs of one side control and those of the other side do not, nor any other of that side."""
        theirs: Which = "right" if by == "left" else "left"
        against = self._space.fewest([box for id_ in other for box in self._boxes[theirs].get(id_, ())])
        for id_ in mine:
            cut: dict[frozenset[tuple[Key, int]], list[tuple[Bits, Bits]]] = {}
            for source in self._boxes[by][id_]:
                for part in self._space.minus(source, against):
                    deciding = frozenset((k, v) for k, v in part.items() if v != source.get(k))
                    cut.setdefault(deciding, []).append((part, source))
            for deciding, parts in cut.items():
                region = self._region(by, id_, dict(deciding), parts)
                if region is not None:
                    yield region

    def _region(self, by: Which, id_: str, deciding: Bits, parts: Sequence[tuple[Bits, Bits]]) -> Region | None:
        """A region, with a witness; None if no item can lie in it that the other side leaves free."""
        spelled = [(self._space.values(part), self._space.values(source)) for part, source in parts]
        boxes = tuple(part for part, _ in spelled)
        theirs: Which = "right" if by == "left" else "left"
        refers = any(isinstance(key, Referred) for key in boxes[0])
        if refers and not self._possible(boxes, theirs):
            return None
        found = (self._witnesses.of(part, source, by) for part, source in spelled)
        witness = next((each for each in found if each is not None), None)
        if witness is None:
            if not refers and not self._possible(boxes, theirs):
                return None
            example = self._prover.example(self._prover.boxes(boxes), self._free(theirs))
            witness = self._witnesses.judged(example, by) if example is not None else None
        depends = tuple(dict.fromkeys(name for box in boxes for name in self._open(box)))
        certain = witness is not None and (not depends or self._witnesses.without_judgement(witness, by))
        return Region(by, id_, self._space.values(deciding), boxes, witness, certain, depends)

    def _possible(self, boxes: Sequence[Box], theirs: Which) -> bool:
        """Whether some item may lie in one of the boxes that the other side leaves free."""
        return self._prover.possible(self._prover.boxes(boxes), self._free(theirs)) is not False

    def _free(self, which: Which) -> object:
        """That none of the paragraphs of a side reaches an item."""
        if which not in self._leaves_free:
            self._leaves_free[which] = self._prover.without(self._any(which))
        return self._leaves_free[which]

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
                case Referred(_, meaning):
                    attributes = self._asked.book.attributes
                    yield from dict.fromkeys(
                        n for n in names(meaning) if n in attributes and attributes[n].type == "judgement"
                    )
                case _:
                    pass

    @property
    def _prover(self) -> Prover:
        if self._prover_made is None:
            from renkei.controls.proving import Prover  # the solver takes long to import

            self._prover_made = Prover(self._space)
        return self._prover_made

    @property
    def _witnesses(self) -> Witnesses:
        if self._witnesses_made is None:
            asked, subject = self._asked, self._subject
            reads = dict.fromkeys(
                name for side in (asked.left, asked.right) for name in side.rules.attributes(subject.kind)
            )
            products = [each for each in asked.products if subject == Subject(each.goods)]
            self._witnesses_made = Witnesses(
                self._space, asked.left, asked.right, tuple(reads), products, asked.usual(subject)
            )
        return self._witnesses_made

    def _any(self, which: Which) -> object:
        return self._prover.any_of(each.condition for each in self._paragraphs[which].values())

    def _proof(self, left: Sequence[str], right: Sequence[str], regions: Sequence[Region]) -> Proof:
        found = [self._exactly("left", left, regions), self._exactly("right", right, regions)]
        return next((each for each in ("refuted", "timed out") if each in found), "proved")

    def _exactly(self, by: Which, mine: Sequence[str], regions: Sequence[Region]) -> Proof:
        """Whether the regions are what some paragraphs control and nothing on the other side does."""
        prover = self._prover
        theirs: Which = "right" if by == "left" else "left"
        free = self._free(theirs)
        conditions = prover.any_of(self._paragraphs[by][id_].condition for id_ in mine)
        boxes = prover.boxes(box for each in regions if each.by == by for box in each.boxes)
        return prover.same(prover.both(conditions, free), prover.both(boxes, free))

    def _whole(self, relations: Sequence[Relation]) -> Proof | None:
        """Whether all regions together are the difference of both sides, read from their texts as they stand."""
        if not self._asked.prove or self._tangled or any(each.verdict == "not compared" for each in relations):
            return None
        regions = [region for each in relations for region in each.regions]
        prover = self._prover
        texts = {
            "left": prover.any_of(self._asked.left.texts(self._subject)),
            "right": prover.any_of(self._asked.right.texts(self._subject)),
        }
        found = []
        for by, theirs in (("left", "right"), ("right", "left")):
            free = prover.without(texts[theirs])
            boxes = prover.boxes(box for each in regions if each.by == by for box in each.boxes)
            found.append(prover.same(prover.both(texts[by], free), prover.both(boxes, free)))
        return next((each for each in ("refuted", "timed out") if each in found), "proved")


def _verdict(left: Sequence[str], right: Sequence[str], regions: Sequence[Region]) -> Verdict:
    sides = {each.by for each in regions}
    if not sides:
        return "same"
    if not right or not left:
        return "only left" if left else "only right"
    if len(sides) == 2:
        return "incomparable"
    return "stricter" if "left" in sides else "looser"
