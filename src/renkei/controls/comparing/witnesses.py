"""An item for every difference: possible, as near as can be to the bound that decides, and judged again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from renkei.controls.answering import answer
from renkei.controls.comparing.boxes import Box, Key, Space
from renkei.controls.comparing.cutting import Values
from renkei.controls.comparing.making_up import MakingUp
from renkei.controls.comparing.plainly import Referred, names_of
from renkei.controls.comparing.points import among, quantity
from renkei.controls.comparing.sides import Side, Which
from renkei.controls.comparing.telling import Cut
from renkei.controls.conditions import NEVER, Choice, Condition
from renkei.controls.facts import NOT_APPLICABLE, Facts, Value
from renkei.controls.judging import Judge
from renkei.controls.possible_values import Numbers, Words
from renkei.controls.products import Product
from renkei.controls.rulebook import Attribute

Finding = Literal["yes", "no", "open"]
"""Whether one side's rules reach an item."""


@dataclass(frozen=True, slots=True)
class Witness:
    """An item on which two sets of rules differ.

    Attributes:
        values: what matters of it; it has nothing else that the rules ask about.
        product: the id of the real product it is; None: made up.
        provisions: ids of the provisions that reach it, on the side that does.
        policies: how an application would be reviewed, where licenses are compared.
    """

    values: Mapping[str, Value]
    product: str | None
    provisions: tuple[str, ...]
    policies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Witnesses:
    """Finds witnesses for the regions of one subject.

    Args:
        space: what goods of the subject can be.
        left, right: the two sides.
        reads: every attribute that either side reads of the subject.
        products: real products of the kind.
        usual: values that real products have, by attribute; the best known first.
    """

    space: Space
    left: Side
    right: Side
    reads: Sequence[str]
    products: Sequence[Product]
    usual: Mapping[str, Sequence[Fraction]]

    def tried(self, cut: Cut, box: Box, by: Which) -> Iterator[tuple[Witness | None, Facts]]:
        """Items that should lie in what is left of a box, real ones first: as a witness if one, and as read."""
        for each, facts in self._real:
            if self.lies(box, facts):
                yield self._judged(each.values, by, each.id, facts), facts
        for values in self._making_up.items(*cut):
            facts = self._facts(self.complete(values))
            yield self._judged(values, by, None, facts), facts

    def judged(self, values: Mapping[str, Value], by: Which) -> Witness | None:
        """The item as a witness, if both rules judge it as they should: one reaches it, the other does not."""
        return self._judged(values, by, None, self._facts(self.complete(values)))

    def without_judgement(self, witness: Witness, by: Which) -> bool:
        """Whether the rules differ on the item even if nobody states a judgement.

        What is left unsaid makes nothing true or false that was not so before: only what reads a judgement is judged
        once more.
        """
        mine, other = self._in_order(by)
        attributes = self.space.book.attributes
        stated = self.complete(witness.values) if witness.product is None else witness.values
        facts = self._facts(
            {n: v for n, v in stated.items() if n not in attributes or attributes[n].type != "judgement"}
        )
        if mine.by_license:
            return self._free(other, facts, self._ids(other)) and self._reached(mine, facts)[0] == "yes"
        if not self._free(other, facts, [id_ for id_ in self._ids(other) if id_ in self._judgements]):
            return False
        judge = Judge(mine.rules, facts)
        return any(id_ not in self._judgements or judge.holds(id_) for id_ in witness.provisions)

    def complete(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """The item with everything else the rules read of such goods: it has none of it."""
        found = {**self._nothing, **values}
        for name, whole in self._parts.items():
            if isinstance(found.get(name), Fraction) and whole not in values:
                found[whole] = found[name]
        return found

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The figures of which an item can have no more than of another."""
        attributes = self.space.book.attributes
        return {name: whole for name in self.reads if name in attributes and (whole := attributes[name].at_most)}

    def _can_be(self, values: Mapping[str, Value]) -> bool:
        """Whether the item states no more of a part than of the whole."""
        stated = ((values.get(name), values.get(whole)) for name, whole in self._parts.items())
        return not any(
            isinstance(part, Fraction) and (whole is NOT_APPLICABLE or (isinstance(whole, Fraction) and part > whole))
            for part, whole in stated
        )

    def _judged(self, values: Mapping[str, Value], by: Which, product: str | None, facts: Facts) -> Witness | None:
        mine, other = self._in_order(by)
        if not self._can_be(facts.values) or not self._free(other, facts, self._ids(other)):
            return None
        finding, provisions, policies = self._reached(mine, facts)
        return Witness(dict(values), product, provisions, policies) if finding == "yes" else None

    def _in_order(self, by: Which) -> tuple[Side, Side]:
        return (self.left, self.right) if by == "left" else (self.right, self.left)

    @cached_property
    def _real(self) -> list[tuple[Product, Facts]]:
        """The real products, and as the rules read them."""
        return [(each, self._facts(each.values)) for each in self.products]

    @cached_property
    def _making_up(self) -> MakingUp:
        return MakingUp(self.space, self.usual, self._facts)

    @cached_property
    def _nothing(self) -> dict[str, Value]:
        """What an item has that has nothing of all that is read."""
        attributes = self.space.book.attributes
        return {name: _nothing(attributes[name]) for name in self.reads if name in attributes}

    @cached_property
    def _texts(self) -> dict[Which, dict[str, Condition]]:
        """The texts of each side that can speak of such goods at all, by the id of their paragraph."""
        return {"left": self._speaking(self.left), "right": self._speaking(self.right)}

    def _speaking(self, side: Side) -> dict[str, Condition]:
        subject = self.space.subject
        texts = zip(side.compared(subject), side.texts(subject), strict=True)
        return {id_: text for id_, text in texts if text != NEVER}

    @cached_property
    def _judgements(self) -> frozenset[str]:
        """The paragraphs that read a judgement, of the goods they refer to as well."""
        attributes = self.space.book.attributes
        return frozenset(
            id_
            for texts in self._texts.values()
            for id_, text in texts.items()
            if any(name in attributes and attributes[name].type == "judgement" for name in names_of(text))
        )

    def _ids(self, side: Side) -> Collection[str]:
        return self._texts["left" if side is self.left else "right"].keys()

    def _free(self, side: Side, facts: Facts, ids: Iterable[str]) -> bool:
        """Whether the rules of a side leave an item free for certain: not one of its paragraphs may hold.

        Where licenses are compared, a paragraph may hold that needs none, which only a whole answer tells.
        """
        judge = Judge(side.rules, facts)
        if all(judge.holds(id_) is False for id_ in ids):
            return True
        return side.by_license and answer(side.rules, facts, ways=False).license == "not required"

    def _reached(self, side: Side, facts: Facts) -> tuple[Finding, tuple[str, ...], tuple[str, ...]]:
        """Whether the rules of a side reach an item, by which provisions, and with which review policy."""
        judge = Judge(side.rules, facts)
        truths = {id_: judge.holds(id_) for id_ in self._ids(side)}
        met = tuple(id_ for id_, truth in truths.items() if truth)
        if not side.by_license or not met:
            return ("yes" if met else "open" if None in truths.values() else "no"), met, ()
        found = answer(side.rules, facts, ways=False)
        findings: dict[str, Finding] = {"required": "yes", "not required": "no", "undecided": "open"}
        needed = [each for each in found.requirements if each.needed]
        ids = {each.requirement.id for each in needed}
        provisions = tuple(p.provision.id for p in found.provisions if p.judged.truth and ids & set(p.version.license))
        policies = dict.fromkeys(policy for each in needed for policy in each.policies)
        return findings[found.license], provisions, tuple(policies)

    def _facts(self, values: Mapping[str, Value]) -> Facts:
        book, subject = self.space.book, self.space.subject
        places = {**self.right.places, **self.left.places}
        return Facts(subject.kind, {**values, **places}, book.attributes, subject.of_goods, book.about)

    def lies(self, box: Box, facts: Facts) -> bool:
        """Whether an item surely lies in a box."""
        judge = Judge(self.left.rules, facts)
        return all(self._has(key, values, facts, judge) for key, values in box.items())

    def _has(self, key: Key, values: Values, facts: Facts, judge: Judge) -> bool:
        atom = self.space.atoms[key]
        if isinstance(values, Numbers):
            number = quantity(key, atom, facts)
            if number is None:
                return False
            return values.none if number is NOT_APPLICABLE else isinstance(number, Fraction) and among(values, number)
        if isinstance(atom, Choice) and atom.name in self.space.book.attributes:
            chosen = facts.value(atom.name)
            return chosen is not None and not values.both(Words(frozenset({str(chosen)}))).empty
        if isinstance(atom, Referred):
            goods = replace(facts, kind=facts.of_goods, of_goods=None)
            truth = Judge(self.left.rules, goods).condition(atom.meaning).truth
        else:
            truth = judge.condition(atom).truth
        return truth is not None and ("yes" if truth else "no") in values.words


def _nothing(attribute: Attribute) -> Value:
    match attribute.type:
        case "flag" | "judgement":
            return False
        case "set":
            return frozenset()
        case _:
            return NOT_APPLICABLE
