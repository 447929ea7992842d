"""The sources of a comparison: each paragraph with its version, instrument and link, numbered as it is first cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from renkei.controls.rulebook import Version
from renkei.desk.rule_texts import spelled
from renkei.ground.sources import How
from renkei.ground.words import Words
from renkei.report.blocks import MARKS, Cite, SourceNote
from renkei.report.gap_report import GapReport
from renkei.report.rule_names import instrument_name


class GapNotes:
    """Numbers paragraphs as they are cited."""

    def __init__(self, report: GapReport) -> None:
        self._report = report
        self._numbers: dict[str, int] = {}
        self._versions: Mapping[str, Version] = {
            id_: version for rules in report.rules for id_, version in rules.versions.items()
        }

    def cite(self, ids: Iterable[str]) -> Cite:
        """Notes for some paragraphs."""
        return Cite(tuple(self._numbers.setdefault(id_, len(self._numbers) + 1) for id_ in ids))

    def listed(self, words: Words) -> tuple[SourceNote, ...]:
        """Every source that was cited, by number."""
        return tuple(self._note(id_, number, words) for id_, number in self._numbers.items())

    def _note(self, id_: str, number: int, words: Words) -> SourceNote:
        provision, version = self._report.book.provisions[id_], self._versions[id_]
        how, cited = How(version.how), version.cited
        title = words(
            "gaps.source",
            regime=self._report.book.regimes[provision.regime].names[words.lang],
            paragraph=provision.number(words.lang),
            title=provision.title[words.lang],
            since=version.since,
            instrument=instrument_name(spelled(version.instrument), words),
        )
        address = cited.address if cited else None
        return SourceNote(number, id_, title, how, MARKS[how], words.label("how", how), address, own=False)
