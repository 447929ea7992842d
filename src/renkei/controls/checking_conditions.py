"""Do the conditions mean something? None that can never hold, always holds, or says what a wider one says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

from renkei.controls.conditions import ALWAYS, All, AnyOf, Compare, Condition, Not, NotAtHand, Within, atoms
from renkei.controls.rule_text import as_written
from renkei.controls.rulebook import RequirementVersion, Version
from renkei.controls.satisfying import Satisfying
from renkei.controls.under_check import Keys, UnderCheck, held, met, refers
from renkei.ground.errors import Fault
from renkei.ground.reading import fault_at


def condition_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Every fault of every condition of a provision that can be judged."""
    for provision in rules.book.provisions.values():
        for place, version in enumerate(provision.versions):
            spoken_of = version.when != ALWAYS and not isinstance(version.when, NotAtHand)
            if spoken_of and provision.id not in rules.broken:
                views = _Views(rules, provision.regime, provision.goods, _days(rules, version))
                yield from _of_version(views, version.when, rules.paths[provision.id], ("versions", place))


def requirement_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Every fault of every condition of a license requirement, and policies that no application reaches."""
    for requirement in rules.book.requirements.values():
        path = rules.paths[requirement.id]
        for number, version in enumerate(requirement.versions):
            conditions = [version.when, *(line.when for line in version.review)]
            sets = {atom.set_id for each in conditions for atom in atoms(each) if isinstance(atom, Within)}
            if path in rules.faulty or not sets <= set(rules.book.sets) or any(map(met, conditions)):
                continue
            views = _Views(rules, requirement.regime, (None,), _days_of_sets(rules, version, sets))
            keys: Keys = ("versions", number)
            for place, when in enumerate(conditions):
                if when != ALWAYS:
                    yield from _of_version(views, when, path, (*keys, "review", place - 1) if place else keys)
                earlier = conditions[1:place] if place else []
                taken = not refers(when) and views.never(conditions[0], when, *map(Not, earlier))
                if place and (taken or when in earlier or ALWAYS in earlier):
                    message = "this policy is never reached: earlier ones take every such application"
                    yield fault_at(
                        path, (*keys, "review", place - 1), "shadowed-condition", message, "remove it, or put it first"
                    )


class _Views:
    """A version, seen for each kind of goods (None: any) on each day on which something it refers to changes."""

    def __init__(self, rules: UnderCheck, regime: str, goods: Sequence[str | None], days: list[date]) -> None:
        on = [rules.on(regime, day) for day in days]
        self.by_kind = {kind: [Satisfying(each, kind) for each in on] for kind in goods}
        self._given = [Satisfying(each, kind, given=True) for kind in goods for each in on]

    def never(self, *conditions: Condition) -> bool:
        """Whether these can hold together for none of the goods, on no day."""
        return all(view.possible(*conditions) is False for views in self.by_kind.values() for view in views)

    def always(self, condition: Condition) -> bool:
        """Whether it holds for every item that has all its figures."""
        return all(view.possible(Not(condition)) is False for view in self._given)


def _days(rules: UnderCheck, version: Version) -> list[date]:
    """The first day of a version, and every later one on which a provision it refers to changes."""
    found, seen, left = {version.since}, set[str](), met(version.when)
    while left:
        id_ = left.pop()
        if id_ in seen:
            continue
        seen.add(id_)
        for other in rules.book.provisions[id_].versions:
            left += met(other.when)
            changes = (day for day in (other.since, other.until) if day is not None)
            found.update(day for day in changes if held(version, day))
    return sorted(found)


def _days_of_sets(rules: UnderCheck, version: RequirementVersion, sets: set[str]) -> list[date]:
    """The first day of a version, and every later one on which a set of places it names changes."""
    found = {version.since}
    for each in (rules.book.sets[name] for name in sets):
        changes = [each.known_since, each.known_until, *(day for m in each.members for day in (m.since, m.until))]
        found.update(day for day in changes if day is not None and held(version, day))
    return sorted(found)


def _of_version(views: _Views, when: Condition, path: Path, keys: Keys) -> Iterator[Fault]:
    idle = [kind for kind, each in views.by_kind.items() if all(view.possible(when) is False for view in each)]
    if len(idle) == len(views.by_kind):
        message = "the condition can never hold: its parts rule each other out"
        yield fault_at(path, keys, "dead-condition", message, "read the law again; a bound or a sign is wrong")
        return
    if idle:
        message = f"the condition can never hold for {', '.join(f'`{kind}`' for kind in idle)}"
        advice = "take the kind out of `goods`, or give the attributes it needs this kind"
        yield fault_at(path, keys, "dead-condition", message, advice)
    for node in _dead_branches(views, when):
        message = f"`{as_written(node)}` never makes a difference: the rest of the condition rules it out"
        yield fault_at(path, keys, "dead-condition", message, "remove it, or correct its bound")
    for node in _standing(views, when):
        message = f"`{as_written(node)}` holds for every item that has the figures"
        yield fault_at(path, keys, "always-holds", message, "remove it, or correct its bound")
    for narrow, wide, alternatives in _shadowed(views, when):
        message = f"`{as_written(narrow)}` adds nothing beside `{as_written(wide)}`"
        advice = f"remove it: the {'wider alternative' if alternatives else 'stricter part'} says it already"
        yield fault_at(path, keys, "shadowed-condition", message, advice)


def _dead_branches(views: _Views, when: Condition) -> Iterator[Condition]:
    """Alternatives that the rest rules out, and exclusions that take nothing out; references may do either."""
    parts = when.parts if isinstance(when, All) else (when,)
    for place, part in enumerate(parts):
        rest = (*parts[:place], *parts[place + 1 :])
        inner = part.part if isinstance(part, Not) else part
        if isinstance(inner, AnyOf):
            alternatives = inner.parts
        elif isinstance(part, Not):
            alternatives = (inner,)
        else:
            continue
        for each in alternatives:
            if not refers(each) and views.never(*rest, each):
                yield each


def _standing(views: _Views, node: Condition) -> Iterator[Condition]:
    """Comparisons and alternatives that hold for every item with all figures, wherever they stand."""
    if isinstance(node, Compare | AnyOf) and not refers(node) and views.always(node):
        yield node
        return
    for part in _inside(node):
        yield from _standing(views, part)


def _shadowed(views: _Views, node: Condition) -> Iterator[tuple[Condition, Condition, bool]]:
    """Alternatives with a wider one beside them, and parts of an `all` with a stricter one."""
    alternatives = isinstance(node, AnyOf)
    said: set[int] = set()
    parts = [p for p in _inside(node) if not met(p) and not isinstance(p, Not | NotAtHand)]
    pairs = permutations(enumerate(parts), 2) if isinstance(node, All | AnyOf) else ()
    for (stays, one), (goes, other) in pairs:
        narrow, wide = (other, one) if alternatives else (one, other)
        if refers(other) or {stays, goes} & said:
            continue
        if views.never(narrow, Not(wide)) and not views.never(narrow):
            said.add(goes)
            yield other, one, alternatives
    for part in _inside(node):
        yield from _shadowed(views, part)


def _inside(node: Condition) -> Sequence[Condition]:
    match node:
        case All(parts) | AnyOf(parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()
