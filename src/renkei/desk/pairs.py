"""Which agencies carry the work together: pairs of agencies by the promises they share.

The rule: a promise counts if at least two agencies own it (countries and groups are not agencies; a bureau counts
as its department). A pair's count is the promises both own. Counts follow from what the record holds, which is
chosen by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from renkei.desk.answers import Answer, answered
from renkei.record.knowing import View


@dataclass(frozen=True)
class PairRow:
    """Two agencies and the promises they share.

    Attributes:
        shared: how many promises both own.
        of: how many promises have at least two agencies as owners, whoever they are.
        promises: the ids of the shared ones.
    """

    agencies: tuple[str, str]
    shared: int
    of: int
    promises: tuple[str, ...]


def pairs(view: View) -> Answer[PairRow]:
    """Pairs of agencies, most shared promises first; the summary holds the counts the rule rests on."""
    owners = {c.id: view.departments(o for o in c.owners if o in view.record.agencies) for c in view.commitments}
    joint = {promise: agencies for promise, agencies in owners.items() if len(agencies) >= 2}
    shared: dict[tuple[str, str], list[str]] = {}
    for promise, agencies in joint.items():
        for first, second in combinations(sorted(agencies), 2):
            shared.setdefault((first, second), []).append(promise)
    rows = [PairRow(pair, len(ids), len(joint), tuple(ids)) for pair, ids in shared.items()]
    rows.sort(key=lambda r: (-r.shared, r.agencies))
    return answered("coverage", view, rows, joint, joint_promises=len(joint), promises=len(owners))
