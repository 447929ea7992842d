"""The supply in an update: the sharpest concentrations of what is on the forums' tables, and what partners hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from renkei.desk.answers import Cited
from renkei.desk.coverage import coverage
from renkei.desk.exposure import Exposed, ExposureAnswer, ExposureFilter, exposure
from renkei.desk.shock import ShockAnswer, shock, world_losses
from renkei.desk.together import Together
from renkei.record.knowing import View
from renkei.supply.loading import Supply, built_in
from renkei.supply.rows import Good, Stage
from renkei.supply.scenarios.files import find

STAGES_OF: Mapping[str, tuple[Stage, ...]] = {
    "critical-minerals": ("minerals",),
    "semiconductors": ("materials", "design", "equipment", "fabrication", "assembly"),
}
"""Which stages of the chain a topic of the record speaks of; narrower topics count with the wider one."""

OLD = 6
"""Years after which a figure tells too little of the day to stand in an update."""

MOST = 8
"""So many goods of a topic are told."""

STRESS = "china-gallium-germanium-exports"
"""The scenario that every update works out anew: both metals were the first of those China put under license."""

TWO = frozenset({"US", "JP"})


@dataclass(frozen=True)
class SupplyState:
    """What an update says of the supply.

    Attributes:
        answer: everything that is counted by the day, with the shares of the two governments.
        partners: all parties of the forums that are wider than the two governments, on the day.
        topics: the topics on the forums' tables that stages stand for, in the order of STAGES_OF.
        stress: the standing stress test; None where no figures tell yet who makes what is cut.
    """

    answer: ExposureAnswer
    partners: Together
    topics: tuple[str, ...]
    stress: ShockAnswer | None

    def sharpest(self, topic: str) -> list[Exposed]:
        """The goods of a topic of which one place holds most; each once, as its sharpest count has it.

        Figures more than OLD years back are left to `exposure`. Of minerals those count that a list calls critical,
        or that go into something made further down the chain.
        """
        found: dict[str, Exposed] = {}
        for row in self.answer.rows:
            if row.good.stage not in STAGES_OF[topic] or not matters(self.answer.supply, row.good):
                continue
            recent = row.figures.year >= self.answer.as_of.year - OLD
            if recent and row.found is not None and row.found.top is not None and not row.found.partial:
                found.setdefault(row.good.id, row)
        return sorted(found.values(), key=_top_first)[:MOST]

    def cited(self, id_: str) -> Cited | None:
        """The publication an id stands for."""
        return self._cited.get(id_)

    @cached_property
    def _cited(self) -> dict[str, Cited]:
        behind = self.stress.sources if self.stress is not None else ()
        return {each.id: each for each in (*behind, *self.answer.sources)}

    @property
    def told(self) -> dict[str, Any]:
        """What it says, as rows."""
        return {
            "concentrations": [
                {
                    "topic": topic,
                    "good": row.good.id,
                    "statistic": row.figures.statistic,
                    "year": row.figures.year,
                    "place": row.found.top.place,
                    "share": row.found.top.told,
                    "two": row.found.of(TWO),
                    "partners": row.found.of(self.partners.places),
                    "source": row.figures.publication,
                }
                for topic in self.topics
                for row in self.sharpest(topic)
                if row.found is not None and row.found.top is not None
            ],
            "partners": sorted(self.partners.places),
            "stress_test": self._stress(),
        }

    def _stress(self) -> dict[str, Any] | None:
        if self.stress is None:
            return None
        return {
            "scenario": STRESS,
            "cuts": [str(each) for each in self.stress.scenario.cuts],
            "lost": [
                {"good": each.good, "what": each.what, "worst": each.worst, "days": each.lost, "first": each.first}
                for each in world_losses(self.stress.found)
            ],
        }


def matters(supply: Supply, good: Good) -> bool:
    """Whether a good is told: of minerals those on a list of critical ones, or that go into what is made of them."""
    if good.stage != "minerals" or good.listed:
        return True
    return any(supply.goods[user].stage != "minerals" for user in supply.uses(good.id))


def supply_state(view: View, supply: Supply | None = None) -> SupplyState:
    """The supply as of the view's day, from the figures that come with the program."""
    supply = supply or built_in()
    two = ExposureFilter(together=Together(None, TWO))
    on_tables = {row.topic for row in coverage(view).rows if row.last_on_a_table is not None}
    wider = {each.id: each.broader for each in view.record.topics.values()}
    reached = {each for topic in on_tables for each in _upward(topic, wider)}
    answer = exposure(supply, view.as_of, view.known_on, two)
    scenario = find(STRESS)
    counted = {each.good.id for each in answer.rows}
    known = any(cut.good in counted for cut in scenario.cuts)
    return SupplyState(
        answer=answer,
        stress=shock(supply, view.as_of, view.known_on, scenario) if known else None,
        partners=_partners(view, supply),
        topics=tuple(each for each in STAGES_OF if each in reached),
    )


def _upward(topic: str, wider: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    at: str | None = topic
    while at is not None and at not in found:
        found.append(at)
        at = wider.get(at)
    return found


def _partners(view: View, supply: Supply) -> Together:
    """The parties of every forum in the record on the day, the European Union as its members."""
    parties: set[str] = set()
    for forum in view.forums.values():
        late = {each.party for each in forum.joined if each.since.earliest > view.as_of}
        parties |= set(forum.parties) - late
    groups = {each.upper(): grouping for each, grouping in supply.groupings.items()}
    members = {place for each in parties for place in (groups[each].on(view.as_of) if each in groups else (each,))}
    return Together(None, frozenset(members))


def _top_first(row: Exposed) -> tuple[object, ...]:
    top = row.found.top if row.found else None
    return (-(top.told or 0) if top is not None else 0, row.good.id)
