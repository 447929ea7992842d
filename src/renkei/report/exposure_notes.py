"""The sources of an answer on exposure, numbered as they are cited."""

from __future__ import annotations

from renkei.desk.answers import Cited
from renkei.report.blocks import MARKS, Cite, SourceNote
from renkei.report.exposure_words import ExposureWords


class ExposureNotes:
    """Numbers publications and links between goods in the order in which the text cites them."""

    def __init__(self, said: ExposureWords) -> None:
        self.said = said
        self._numbers: dict[str, int] = {}
        self._sources = {each.id: each for each in said.answer.sources}

    def cite(self, id_: str) -> Cite:
        """A note on a publication, or on a link written `user<used>`; none for one that is not among the sources."""
        if id_ not in self._sources:
            return Cite(())
        return Cite((self._numbers.setdefault(id_, len(self._numbers) + 1),))

    def listed(self) -> tuple[SourceNote, ...]:
        """Every source cited, by its number."""
        return tuple(self._note(self._sources[id_], number) for id_, number in self._numbers.items())

    def _note(self, cited: Cited, number: int) -> SourceNote:
        title = self.said.publication(cited.id)
        label = self.said.words.label("how", cited.how.value)
        return SourceNote(
            number, cited.id, title, cited.how, MARKS[cited.how], label, cited.address, own=cited.layer != "built-in"
        )
