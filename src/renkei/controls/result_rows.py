"""An answer as a row of text: what is written of one item under one regime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from renkei.controls.answering import OfRegime
from renkei.controls.rulebook import POLICIES, Provision

FIELDS = (
    "status",
    "provisions",
    "undecided",
    "to_judge",
    "missing",
    "judgement",
    "license",
    "requirements",
    "policy",
    "unverified",
    "unsettled",
)
"""What a row says of one item under one regime."""

SEPARATOR = "; "
"""Stands between the entries of one field."""


@dataclass(frozen=True)
class Labels:
    """How provisions, attributes and the words of the answer are called in the result."""

    provision: Callable[[Provision], str] = lambda provision: provision.id
    attribute: Callable[[str], str] = lambda name: name
    word: Callable[[str], str] = lambda word: word


def row_of(answered: OfRegime, labels: Labels) -> dict[str, str]:
    """The fields of one answer, as a table has them."""
    by_status: dict[str, list[str]] = {"controlled": [], "undecided": [], "judgement": []}
    unverified, unsettled = [], []
    for each in answered.provisions:
        label = labels.provision(each.provision)
        by_status[each.status].append(label)
        if "when" in each.version.unverified:
            unverified.append(label)
        if each.version.unsettled:
            unsettled.append(label)
    policies = {policy for each in answered.requirements for policy in each.policies}
    listed = {
        "provisions": by_status["controlled"],
        "undecided": by_status["undecided"],
        "to_judge": by_status["judgement"],
        "missing": [labels.attribute(name) for name in answered.missing],
        "judgement": [labels.attribute(name) for name in answered.judgement],
        "requirements": [each.requirement.id for each in answered.requirements],
        "policy": [labels.word(each) for each in POLICIES if each in policies],
        "unverified": unverified,
        "unsettled": unsettled,
    }
    row = {name: SEPARATOR.join(found) for name, found in listed.items()}
    return row | {"status": labels.word(answered.status), "license": labels.word(answered.license)}
