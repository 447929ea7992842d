"""The parts of a comparison of two regimes in words, English or Japanese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from renkei.controls.comparing.boxes import Box
from renkei.controls.comparing.plainly import Subject
from renkei.controls.comparing.relating import Region
from renkei.controls.comparing.sides import OTHER, Which
from renkei.controls.comparing.witnesses import Witness
from renkei.controls.comparing.worded import phrases
from renkei.controls.conditions import Choice, Compare, Flag, Has, Meets, Not, figures
from renkei.controls.facts import NOT_APPLICABLE, Value
from renkei.controls.in_force import InForce
from renkei.controls.products import products
from renkei.controls.wording import Wording
from renkei.desk.gaps import Gap, GapsAnswer
from renkei.ground.words import Words
from renkei.report.rule_names import topic_heading

MOST_NUMBERS = 6
"""So many paragraphs, or kinds of goods, are named in running text; of more only the number."""
MOST_VALUES = 6
"""So many values of an example are told; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Regions of a gap of which the same is to be said.

    Attributes:
        provisions: ids of the paragraphs they were cut from.
        where: the values that decide, in words.
        depends: what it hangs on, in words; empty if it is certain.
    """

    by: Which
    provisions: tuple[str, ...]
    where: str
    example: str
    policies: str
    certain: bool
    depends: str


class GapWords:
    """Words the parts of a comparison in one language."""

    def __init__(self, answer: GapsAnswer, words: Words) -> None:
        self.answer = answer
        self.words = words
        self.wording = Wording(answer.book, words)
        self._sides: dict[Which, InForce] = {"left": answer.left, "right": answer.right}

    def side(self, which: Which) -> str:
        """The short name of a side's regime."""
        return self.words.label("gaps.regime", self._sides[which].regime.id)

    @property
    def pair(self) -> str:
        """Both regimes, left before right."""
        return self.words("gaps.pair", left=self.side("left"), right=self.side("right"))

    def verdict(self, verdict: str) -> str:
        """A verdict that names the regimes."""
        return self.words(f"gaps.verdict.{verdict}", left=self.side("left"), right=self.side("right"))

    def number(self, id_: str) -> str:
        """The official number of a paragraph."""
        return self.answer.book.provisions[id_].number(self.words.lang)

    def few(self, names: Iterable[str], most: int = MOST_NUMBERS) -> str:
        """A list in running text, the first few of many; each name once."""
        every = list(dict.fromkeys(names))
        more = len(every) - most
        return self.words.join(every[:most]) + (self.words("gaps.more", n=more) if more > 0 else "")

    def numbers(self, ids: Iterable[str]) -> str:
        """The official numbers of some paragraphs, the first few of many."""
        return self.few(map(self.number, ids))

    def title(self, gap: Gap) -> str:
        """What the first paragraph of a gap is about."""
        first = (*gap.relation.left, *gap.relation.right)[0]
        return self.answer.book.provisions[first].title[self.words.lang]

    def topic(self, topic: str) -> str:
        """The name of a topic, as a heading."""
        return topic_heading(self.answer.book, topic, self.words)

    def kind(self, name: str) -> str:
        """The name of a kind of goods."""
        return self.answer.book.kinds[name].names[self.words.lang]

    def goods(self, subjects: Sequence[Subject], most: int = MOST_NUMBERS) -> str:
        """The goods of a gap; of software and so on, with those it is for."""
        kind = self.few((self.kind(each.kind) for each in subjects), most)
        about = [self.kind(each.of_goods) for each in subjects if each.of_goods]
        return kind + self.words.aside(self.words("gaps.for_kinds", kinds=self.few(about, most))) if about else kind

    def proof(self, proof: str | None) -> str:
        """How a proof ended."""
        return self.words(f"gaps.proof.{proof or 'none'}")

    def where(self, gap: Gap, region: Region) -> str:
        """The values that decide; everything, where the other side controls nothing of it."""
        told = phrases(gap.relation.space, region.deciding, self.wording, self.words)
        return self.words("gaps.everything") if not told else self.words("license.list").join(told)

    def depends(self, gap: Gap, region: Region) -> str:
        """What a difference hangs on; nothing if it is certain."""
        if region.certain:
            return ""
        told = [self._open(name) for name in region.depends_on]
        other = OTHER[region.by]
        if self.answer.silent[other] & {*gap.relation.subject.kinds}:
            told.append(self.words("gaps.older_texts", regime=self.side(other)))
        return self.words("license.list").join(told)

    def _open(self, name: str) -> str:
        book = self.answer.book
        if name in book.provisions:
            return self.words("gaps.text_of", paragraph=self.number(name))
        if name in book.requirements:
            return self.words("gaps.text_of", paragraph=book.requirements[name].cites)
        if name in book.sets:
            return self.words("gaps.whether_within", set=self.wording.set_name(name))
        return self.wording.attribute(name) if name in book.attributes else name

    def example(self, gap: Gap, region: Region) -> str:
        """The item that shows a difference: a product by its name, or what decides of a made-up one first."""
        witness = region.witness
        if witness is None:
            return ""
        ordered = _deciding_first(region.deciding, gap, witness)
        told = [self._stated(name, witness.values[name]) for name in ordered]
        text = self.words("license.list").join(told[:MOST_VALUES]) + (" …" if len(told) > MOST_VALUES else "")
        if witness.product is None:
            return text
        name = next((each.name for each in products() if each.id == witness.product), witness.product)
        return f"{name}{self.words.aside(text)}" if text else name

    def policies(self, witness: Witness | None) -> str:
        """How an application for the example would be reviewed."""
        found = witness.policies if witness else ()
        return self.words("controls.or").join(self.words.label("license", each) for each in found)

    def differences(self, gap: Gap) -> list[Difference]:
        """The regions of a gap, those that differ in the same told together, certain ones first."""
        found: dict[tuple[Which, str, bool, str], list[Region]] = {}
        for each in gap.relation.regions:
            told = each.by, self.where(gap, each), each.certain, self.depends(gap, each)
            found.setdefault(told, []).append(each)
        made = [
            Difference(
                by,
                tuple(dict.fromkeys(each.provision for each in regions)),
                where,
                self.example(gap, shown := _best(regions)),
                self.policies(shown.witness),
                certain,
                depends,
            )
            for (by, where, certain, depends), regions in found.items()
        ]
        return sorted(made, key=lambda each: (not each.certain, each.by))

    def _stated(self, name: str, value: Value) -> str:
        """One value of an item."""
        shown = self.wording.attribute(name)
        if value is NOT_APPLICABLE:
            return self.words("controls.has_nothing", what=shown)
        if isinstance(value, bool):
            return self.wording.phrase(Flag(name) if value else Not(Flag(name)))
        said = self.wording.value(name, value)
        if isinstance(value, str | frozenset):
            return self.words("controls.is", what=shown, values=said)
        return f"{shown} {said}"


def _best(regions: Sequence[Region]) -> Region:
    """The region to take an example from: one with a real product, else one with any."""
    return min(regions, key=lambda each: (each.witness is None, each.witness is None or each.witness.product is None))


def _deciding_first(deciding: Box, gap: Gap, witness: Witness) -> list[str]:
    asked = [name for key in deciding for name in _names(gap.relation.space.atoms[key])]
    return sorted(witness.values, key=lambda name: asked.index(name) if name in asked else len(asked))


def _names(atom: object) -> Iterator[str]:
    match atom:
        case Compare(left, _, right):
            yield from figures(left)
            yield from figures(right)
        case Flag(name) | Choice(name, _) | Has(name, _, _):
            yield name
        case Meets() | _:
            return
