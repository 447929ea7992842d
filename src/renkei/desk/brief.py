"""Everything a coordination update tells, gathered from the other questions as of one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from renkei.desk.agenda import AgendaItem, agenda
from renkei.desk.answers import Answer, Caveat, Cited, caveats, cite
from renkei.desk.changed import ChangedRow, changed
from renkei.desk.coverage import CoverageRow, absences, coverage
from renkei.desk.due import DueRow, due
from renkei.desk.findings import Finding, findings
from renkei.desk.followed import FollowedRow, followed
from renkei.desk.gaps_state import GapsState, gaps_state
from renkei.desk.institutions import InstitutionRow, institutions
from renkei.desk.met import MetRow, met
from renkei.desk.pairs import PairRow, pairs
from renkei.desk.regimes_state import RegimesState, regimes_state
from renkei.desk.rule_texts import of_record
from renkei.desk.supply_state import SupplyState, supply_state
from renkei.ground.days import add_months
from renkei.record.forums import Forum
from renkei.record.knowing import View


def default_since(as_of: date) -> date:
    """The day an update looks back to when none is given: three months before."""
    return add_months(as_of, -3)


@dataclass
class Brief:
    """The material of an update, every part worked out once.

    Args:
        view: the record as of the day.
        since: what changed is told after this day.
    """

    view: View
    since: date

    @cached_property
    def met(self) -> tuple[MetRow, ...]:
        """Last meetings per forum and level."""
        return met(self.view).rows

    @cached_property
    def due(self) -> Answer[DueRow]:
        """Every promise with its reading."""
        return due(self.view)

    @cached_property
    def coverage(self) -> tuple[CoverageRow, ...]:
        """Topics against forums."""
        return coverage(self.view).rows

    @cached_property
    def pairs(self) -> Answer[PairRow]:
        """Agencies by shared promises."""
        return pairs(self.view)

    @cached_property
    def institutions(self) -> tuple[InstitutionRow, ...]:
        """Institutions and their state."""
        return institutions(self.view).rows

    @cached_property
    def followed(self) -> tuple[FollowedRow, ...]:
        """Instruments that followed promises."""
        return followed(self.view).rows

    @cached_property
    def changed(self) -> tuple[ChangedRow, ...]:
        """What changed."""
        return changed(self.view, self.since).rows

    @cached_property
    def controls(self) -> RegimesState:
        """The export controls of the regimes, from the rules and products that come with the program."""
        return regimes_state(self.view, self.since)

    @cached_property
    def gaps(self) -> GapsState:
        """Where the regimes' lists of goods differ, from the rules that come with the program."""
        return gaps_state(self.view.as_of, self.view.known_on, self.since)

    @cached_property
    def supply(self) -> SupplyState:
        """Who holds what of the goods on the forums' tables, from the figures that come with the program."""
        return supply_state(self.view)

    @cached_property
    def findings(self) -> list[Finding]:
        """What it means."""
        return findings(self.view)

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        """The proposed agenda."""
        return agenda(self.view, self.findings)

    def forums(self, group: str) -> list[Forum]:
        """The forums of one group, most recently met first, those that never met last."""
        rows = [f for f in self.view.forums.values() if f.group == group]
        last = {
            f.id: max((r.last_met.latest for r in self.met if r.forum == f.id and r.last_met), default=date.min)
            for f in rows
        }
        return sorted(rows, key=lambda f: (-last[f.id].toordinal(), f.id))

    def met_of(self, forum: str | None) -> list[MetRow]:
        """A forum's levels, highest first."""
        return [r for r in self.met if r.forum == forum]

    def due_of(self, forum: str) -> list[DueRow]:
        """The promises made in a forum."""
        return [r for r in self.due.rows if r.forum == forum]

    def absent(self, forum: str) -> list[str]:
        """Topics looked for in the readouts of a forum's last meeting and not there."""
        return [r.topic for r in absences(self.view, forum).rows if r.absent == "checked"]

    def reviewed(self, used: Iterable[str]) -> Counter[str]:
        """How the second reading of the rows used came out: agrees, changed, not found, none."""
        index = self.view.record.by_id
        rows = [index[name][1] for name in dict.fromkeys(used) if name in index]
        return Counter(row.reviewed.result if row.reviewed else "none" for row in rows)

    def cited(self, used: Iterable[str]) -> tuple[Cited, ...]:
        """The sources behind what is used, in the order first used: of the record, the rules, products, the supply."""
        found: list[Cited] = []
        for name in dict.fromkeys(used):
            beside = None if name in self.view.record.by_id else self.supply.cited(name) or self.controls.cited(name)
            found += [beside] if beside else cite(self.view, [name])
        return tuple(found)

    def caveats(self, sources: tuple[Cited, ...]) -> tuple[Caveat, ...]:
        """What to bear in mind about a document that rests on `sources`, as far as they are rows of the record."""
        return caveats(self.view, of_record(sources))


def brief(view: View, since: date) -> Brief:
    """The material of an update as of the view's day.

    Raises:
        BadOption: if `since` is not before that day.
    """
    if since >= view.as_of:
        from renkei.ground.errors import BadOption

        message = f"`--since {since}` is not before the day asked for, {view.as_of}"
        raise BadOption(message, "give an earlier day")
    return Brief(view, since)
