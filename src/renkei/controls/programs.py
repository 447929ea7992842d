"""The conditions of one regime for one kind of goods, made ready once for judging many items.

What the kind of goods and the day settle is settled here. What is left are leaves, which look at the items, and steps
that join earlier ones; whatever several provisions share is there once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from renkei.controls.conditions import (
    All,
    AnyOf,
    Choice,
    Compare,
    Condition,
    Constant,
    Figure,
    Flag,
    Has,
    Meets,
    Not,
    NotAtHand,
    Term,
    Within,
    figures,
)
from renkei.controls.in_force import InForce
from renkei.controls.rulebook import PLACES, Provision, Requirement, RequirementVersion, Rulebook, Version

FALSE, TRUE = 0, 1
"""The steps that never and always hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """What is looked up of the items themselves.

    Attributes:
        place: its number among all leaves.
        node: a comparison, flag, choice, set or place; None: nobody can say.
        names: the attributes whose absence keeps it open; the name of a missing text is empty.
        judgement: it is open because a person must judge.
        as_it_stands: it compares figures that are nowhere computed; then floats are exact.
        day: the day for which sets of places are asked.
    """

    place: int
    node: Compare | Flag | Choice | Has | Within | None
    names: tuple[str, ...]
    judgement: bool
    as_it_stands: bool
    day: date


class Leaves:
    """Every leaf that any program reads, each once."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._found: dict[object, Leaf] = {}

    def unknown(self, names: tuple[str, ...], day: date, *, judgement: bool = False) -> Leaf:
        """A leaf that is open for every item."""
        return self._leaf((names, judgement), None, names, day, judgement=judgement)

    def of(self, node: Compare | Flag | Choice | Has | Within, day: date) -> Leaf:
        """The leaf for a condition that can be true of the goods."""
        if isinstance(node, Compare):
            names = tuple(dict.fromkeys((*figures(node.left), *figures(node.right))))
            return self._leaf(node, node, names, day)
        judgement = isinstance(node, Flag) and self._book.attributes[node.name].type == "judgement"
        key = (node, day) if isinstance(node, Within) else node
        return self._leaf(key, node, (node.name,), day, judgement=judgement)

    def _leaf(
        self,
        key: object,
        node: Compare | Flag | Choice | Has | Within | None,
        names: tuple[str, ...],
        day: date,
        *,
        judgement: bool = False,
    ) -> Leaf:
        if key not in self._found:
            stands = not isinstance(node, Compare) or (self._stands(node.left) and self._stands(node.right))
            self._found[key] = Leaf(len(self._found), node, names, judgement, stands, day)
        return self._found[key]

    def _stands(self, term: Term) -> bool:
        match term:
            case Constant(value, _, _):
                return Fraction(repr(float(value))) == value
            case Figure(name):
                return self._book.attributes[name].formula is None
            case _:
                return False


@dataclass(frozen=True, slots=True)
class Step:
    """A leaf, or what joins earlier steps."""

    sort: Literal["constant", "leaf", "all", "any", "not"]
    parts: tuple[int, ...] = ()
    leaf: Leaf | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """A step and what to look through where it is open: the leaves it joins, and what joins further ones."""

    step: int
    leaves: tuple[int, ...]
    inner: tuple[Asking, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A provision that can control the goods.

    Attributes:
        step: the step of its condition.
        plain: it is open exactly where a figure, feature or text is missing.
    """

    provision: Provision
    version: Version
    step: int
    asking: Asking
    plain: bool


@dataclass(frozen=True, slots=True)
class Need:
    """A license requirement: the provisions it attaches to, its condition, and its review policies with theirs."""

    requirement: Requirement
    version: RequirementVersion
    attached: tuple[int, ...]
    when: int
    review: tuple[tuple[str, int], ...]


class Program:
    """Everything one regime asks of one kind of goods.

    Args:
        of_goods: for software, technology or a part: the goods it is for; None if not said.
    """

    def __init__(self, rules: InForce, kind: str, of_goods: str | None, leaves: Leaves) -> None:
        self.rules = rules
        self.steps: list[Step] = [Step("constant"), Step("constant")]
        self._kind = kind
        # Goods that are themselves about goods say nothing of what those are.
        self._of_goods = None if of_goods and rules.rulebook.kinds[of_goods].of_goods else of_goods
        self._about = rules.rulebook.kinds[kind].of_goods
        self._leaves = leaves
        self._places: dict[Step, int] = {}
        self._met: dict[str, int] = {}
        found = [(p, v, self._node(v.when, about=self._about)) for p, v in rules.provisions(kind)]
        self.judged = [self._judged(p, v, step) for p, v, step in found if step != FALSE]
        self.needs = [
            Need(
                requirement,
                version,
                attached,
                self._node(version.when, about=self._about),
                tuple((line.policy, self._node(line.when, about=self._about)) for line in version.review),
            )
            for requirement, version in rules.requirements.values()
            if (attached := tuple(j.step for j in self.judged if requirement.id in j.version.license))
        ]

    def leaves(self) -> list[Leaf]:
        """The leaves of its steps."""
        return [each.leaf for each in self.steps if each.leaf is not None]

    def _judged(self, provision: Provision, version: Version, step: int) -> Judged:
        asking = self._asking(step)
        leaves = [self.steps[each].leaf for each in _leaves_of(asking)]
        plain = all(leaf is not None and leaf.as_it_stands and not leaf.judgement for leaf in leaves)
        return Judged(provision, version, step, asking, plain)

    def _asking(self, step: int) -> Asking:
        held = self.steps[step]
        if held.sort == "not":  # is open where what it turns round is
            return self._asking(held.parts[0])
        if held.sort == "leaf":
            return Asking(step, (step,), ())
        inner = [self._asking(part) for part in held.parts]
        leaves = tuple(each.step for each in inner if self.steps[each.step].sort == "leaf")
        return Asking(step, leaves, tuple(each for each in inner if self.steps[each.step].sort != "leaf"))

    def _put(self, step: Step) -> int:
        """The place of a step, which is added where it is new."""
        if step not in self._places:
            self._places[step] = len(self.steps)
            self.steps.append(step)
        return self._places[step]

    def _leaf(self, leaf: Leaf) -> int:
        return self._put(Step("leaf", leaf=leaf))

    def _unknown(self, names: Sequence[str], *, judgement: bool = False) -> int:
        return self._leaf(self._leaves.unknown(tuple(names), self.rules.as_of, judgement=judgement))

    def _node(self, node: Condition, *, about: bool) -> int:
        match node:
            case All(parts):
                return self._joined("all", [self._node(part, about=about) for part in parts], TRUE, FALSE)
            case AnyOf(parts):
                return self._joined("any", [self._node(part, about=about) for part in parts], FALSE, TRUE)
            case Not(part):
                inner = self._node(part, about=about)
                return {FALSE: TRUE, TRUE: FALSE}[inner] if inner in {FALSE, TRUE} else self._put(Step("not", (inner,)))
            case Meets(id_):
                return self._meets(id_, about=about)
            case NotAtHand():
                return self._unknown([""])
            case Compare():
                return self._compare(node, about=about)
            case _:
                return self._feature(node, about=about)

    def _joined(self, sort: Literal["all", "any"], parts: list[int], neutral: int, settled: int) -> int:
        """Several steps as one, but for those that tell nothing."""
        if settled in parts:
            return settled
        telling = tuple(dict.fromkeys(part for part in parts if part != neutral))
        if len(telling) < 2:
            return telling[0] if telling else neutral
        return self._put(Step(sort, telling))

    def _meets(self, id_: str, *, about: bool) -> int:
        version = self.rules.versions.get(id_)
        if version is None:
            return FALSE
        if about and self._of_goods is None:
            return self._unknown(["of_goods"])
        if not self.rules.reaches(id_, self._of_goods if self._about else self._kind):
            return FALSE
        if id_ not in self._met:
            self._met[id_] = self._node(version.when, about=False)
        return self._met[id_]

    def _applies(self, name: str, *, about: bool) -> bool | None:
        """Whether the goods can have an attribute; None where it is not said what they are for."""
        kinds = self.rules.rulebook.attributes[name].kinds
        if self._about and not about:
            return self._of_goods in kinds
        if self._kind in kinds or (self._of_goods is not None and self._of_goods in kinds):
            return True
        return None if self._about and self._of_goods is None else False

    def _feature(self, node: Flag | Choice | Has | Within, *, about: bool) -> int:
        if node.name not in PLACES and (applies := self._applies(node.name, about=about)) is not True:
            judgement = isinstance(node, Flag) and self.rules.rulebook.attributes[node.name].type == "judgement"
            return FALSE if applies is False else self._unknown([node.name], judgement=judgement)
        return self._leaf(self._leaves.of(node, self.rules.as_of))

    def _compare(self, node: Compare, *, about: bool) -> int:
        leaf = self._leaves.of(node, self.rules.as_of)
        applies = [self._applies(name, about=about) for name in leaf.names]
        if False in applies:
            return FALSE
        return self._unknown(leaf.names) if None in applies else self._leaf(leaf)


def _leaves_of(asking: Asking) -> list[int]:
    return [*asking.leaves, *(leaf for each in asking.inner for leaf in _leaves_of(each))]
