"""`share`: who gets what when there is not enough, under each rule, proved, with the rows of the files it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from renkei.desk.answers import Caveat
from renkei.supply.sharing.case import Case, File, Line, Role
from renkei.supply.sharing.reading import read_case
from renkei.supply.sharing.rules import Rule
from renkei.supply.sharing.sharing import Shared, share


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What one place gets of one good in one month under one rule.

    Attributes:
        share: the covered share, from 0 to 1.
        line: the row of the needs.
    """

    rule: Rule
    to: str
    good: str
    month: str
    asked: Decimal
    given: Decimal
    unmet: Decimal
    unit: str
    share: float
    line: Line


@dataclass(frozen=True)
class ShareAnswer:
    """A case shared by one rule or several, side by side."""

    as_of: date
    case: Case
    shared: tuple[Shared, ...]

    @property
    def rows(self) -> tuple[ShareRow, ...]:
        """Every claim under every rule, in the order of the needs."""
        case = self.case
        return tuple(
            ShareRow(
                shared.rule,
                each.need.place,
                each.need.good,
                case.months[each.need.month],
                each.need.asked,
                each.given,
                each.unmet,
                case.units[each.need.good],
                each.share,
                each.need.line,
            )
            for shared in self.shared
            for each in shared.given
        )

    @property
    def sources(self) -> tuple[File, ...]:
        """The files it rests on."""
        return self.case.files

    @property
    def short(self) -> bool:
        """Whether anybody is left short under any of the rules."""
        return any(each.measures.short for each in self.shared)

    def name(self, line: Line) -> str:
        """A row as `file:line`."""
        names = {each.role: each.name for each in self.case.files}
        return f"{names.get(line.role, line.role)}:{line.number}"


def share_of(
    files: dict[Role, Path],
    rules: Sequence[Rule],
    as_of: date,
    progress: Callable[[int, int], None] | None = None,
) -> ShareAnswer:
    """Share what some files say.

    Args:
        files: one file for each role; `needs` and `stocks` must be there.
        rules: the rules, in the order in which they are shown.
        as_of: the day the answer is given for. The months are those of the files.
        progress: told how many goods are done, of how many.

    Raises:
        BadSharingFiles: if anything in the files is wrong; every fault is told.
        CannotKeep: if what is promised cannot all be kept.
    """
    case = read_case(files)
    return ShareAnswer(as_of, case, share(case, list(dict.fromkeys(rules)), progress))


def caveats(answer: ShareAnswer) -> tuple[Caveat, ...]:
    """What to bear in mind; the first of them hold for every sharing."""
    found = [Caveat(f"share_{each}") for each in ("not_modelled", "own_files", "one_way", "prices", "months")]
    if any(each.rule == "least-harm" for each in answer.shared) or len(answer.shared) > 1:
        found.append(Caveat("share_harm_given" if answer.case.weighed else "share_harm_even"))
    found += [Caveat(f"share_{each.code}", dict(each.values)) for each in answer.case.notices]
    if not all(each.proved for each in answer.shared):
        found.append(Caveat("share_unproved"))
    return tuple(found)
