"""What one regime says of one item: its status, the provisions behind it, the license needed, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from renkei.controls.deciding import Sets, deciding, either, together
from renkei.controls.facts import Facts
from renkei.controls.in_force import InForce
from renkei.controls.judging import Judge, Judged, Truth
from renkei.controls.rulebook import POLICIES, Provision, Requirement, RequirementVersion, Version
from renkei.controls.settling import Trial

Status = Literal["controlled", "not controlled", "undecided", "judgement", "not modelled"]
LicenseNeed = Literal["required", "not required", "undecided"]


@dataclass(frozen=True, slots=True)
class OfProvision:
    """What one provision says of an item."""

    provision: Provision
    version: Version
    judged: Judged

    @property
    def status(self) -> Status:
        """Controlled, not controlled, undecided for want of facts, or left to a person's judgement."""
        return status_of(self.judged)


@dataclass(frozen=True, slots=True)
class OfRequirement:
    """What one license requirement says of an item and its way.

    Attributes:
        needed: whether a license is needed by it, the item's control included.
        policies: how an application would be reviewed; several where the facts leave it open.
    """

    requirement: Requirement
    version: RequirementVersion
    needed: Truth
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfRegime:
    """What one regime says of one item.

    Attributes:
        provisions: those that control it, or may.
        brings_under: smallest sets of missing facts that could bring it under the regime.
        rules_out: smallest sets of missing facts that could take it out.
        judgement: what a person must judge.
        missing: every missing fact on which something still hangs.
    """

    regime: str
    status: Status
    provisions: tuple[OfProvision, ...]
    license: LicenseNeed
    requirements: tuple[OfRequirement, ...]
    missing: tuple[str, ...] = ()
    judgement: tuple[str, ...] = ()
    brings_under: Sets = frozenset()
    rules_out: Sets = frozenset()


def status_of(judged: Judged) -> Status:
    """A judged condition as a status."""
    if judged.truth is not None:
        return "controlled" if judged.truth else "not controlled"
    return "judgement" if all(each.judgement for each in judged.open()) else "undecided"


def answer(rules: InForce, facts: Facts, *, ways: bool = True) -> OfRegime:
    """What a regime says of an item on the day of `rules`; with the sets of facts that would decide, if `ways`."""
    regime = rules.regime
    if facts.kind is None:
        return OfRegime(regime.id, "undecided", (), "undecided", (), ("goods",))
    if not rules.models(facts.kind):
        return OfRegime(regime.id, "not modelled", (), "undecided", ())
    judge = Judge(rules, facts)
    found = [OfProvision(p, v, judge.provision(p.id)) for p, v in rules.provisions(facts.kind)]
    open_or_met = tuple(each for each in found if each.judged.truth is not False)
    status = _status(open_or_met)
    requirements = _requirements(rules, judge, open_or_met)
    atoms = [atom for each in open_or_met for atom in each.judged.open()]
    missing = {name for atom in atoms if not atom.judgement for name in atom.wants}
    judgement = {name for atom in atoms if atom.judgement for name in atom.wants}
    wanted = ways and status in {"undecided", "judgement"}
    brings_under, rules_out = _ways(rules, facts, open_or_met) if wanted else (frozenset(), frozenset())
    return OfRegime(
        regime=regime.id,
        status=status,
        provisions=open_or_met,
        license=_license(rules, requirements, open_or_met),
        requirements=requirements,
        missing=rules.in_order(missing),
        judgement=rules.in_order(judgement),
        brings_under=brings_under,
        rules_out=rules_out,
    )


def _ways(rules: InForce, facts: Facts, found: tuple[OfProvision, ...]) -> tuple[Sets, Sets]:
    """The smallest sets of missing facts that could bring the item under a rule, and those that could rule it out."""
    trial = Trial(rules, facts, [each.provision.id for each in found])
    under = either(deciding(each.judged, holds=True) for each in found)
    out = together(deciding(each.judged, holds=False) for each in found)
    return trial.real(under, under=True), trial.real(out, under=False)


def _status(found: tuple[OfProvision, ...]) -> Status:
    statuses = {each.status for each in found}
    for status in ("controlled", "undecided", "judgement"):
        if status in statuses:
            return status
    return "not controlled"


def _requirements(rules: InForce, judge: Judge, found: tuple[OfProvision, ...]) -> tuple[OfRequirement, ...]:
    """Every license requirement that attaches to a provision which controls the item, or may."""
    controls: dict[str, Truth] = {}
    for each in found:
        for id_ in each.version.license:
            controls[id_] = True if controls.get(id_) is True else each.judged.truth
    answers = []
    for id_, (requirement, version) in rules.requirements.items():
        if id_ not in controls:
            continue
        controlled = controls[id_]
        where = judge.condition(version.when).truth
        needed = False if where is False else True if where and controlled else None
        if needed is not False:
            answers.append(OfRequirement(requirement, version, needed, _policies(version, judge)))
    return tuple(answers)


def _policies(version: RequirementVersion, judge: Judge) -> tuple[str, ...]:
    """The policy of the first line that is met, after every line that may be."""
    possible = set()
    for line in version.review:
        truth = judge.condition(line.when).truth
        if truth is not False:
            possible.add(line.policy)
        if truth:
            break
    return tuple(each for each in POLICIES if each in possible)


def _license(rules: InForce, requirements: tuple[OfRequirement, ...], found: tuple[OfProvision, ...]) -> LicenseNeed:
    if any(each.needed for each in requirements):
        return "required"
    unsaid = any(not rules.says_where(each.version) for each in found)
    return "undecided" if requirements or unsaid else "not required"
