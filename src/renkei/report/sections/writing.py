"""What every section writes with: the brief, the words, the names, the notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from renkei.desk.brief import Brief
from renkei.desk.due import DueRow
from renkei.desk.met import Attendee, MetRow
from renkei.ground.words import Words
from renkei.record.meetings import Meeting
from renkei.report.blocks import Mark, Spans
from renkei.report.naming import Names
from renkei.report.notes import Notes
from renkei.report.sheets import reading, seat

TONES = {
    "met": "good",
    "partly": "half",
    "not met": "bad",
    "overtaken": "quiet",
    "open": "open",
    "unknown": "quiet",
}
"""The tone of a reading: how writers color it."""

MOST_NAMED = 8
"""So many people at most are named for one meeting; the others are in the answer to `met --each`."""


@dataclass(frozen=True)
class Writing:
    """One update being written in one language."""

    brief: Brief
    words: Words
    names: Names
    notes: Notes

    def sentence(self, parts: Iterable[str]) -> str:
        """Sentences one after the other, spaced as the language does."""
        return ("" if self.words.lang == "ja" else " ").join(part.strip() for part in parts if part.strip())

    def reading(self, row: DueRow) -> Mark:
        """A promise's reading as a label."""
        return Mark(reading(row, self.words), TONES[row.reading.value])

    def place(self, row: MetRow | Meeting) -> str:
        """Where it was, as part of a sentence."""
        if row.place and row.mode in {"in-person", "hybrid"}:
            return self.words("update.place", place=row.place)
        return self.words("update.place_online" if row.mode == "online" else "update.place_unknown")

    def place_note(self, row: MetRow | Meeting) -> str:
        """Where it was, to stand beside the day in a list."""
        if row.place and row.mode in {"in-person", "hybrid"}:
            return self.words("update.place_note", place=row.place)
        return self.words("update.place_note_online") if row.mode == "online" else ""

    def people(self, seats: tuple[Attendee, ...]) -> str:
        """Who was there, as part of a sentence; nothing if no readout read names anybody."""
        if not seats:
            return ""
        named = [
            seat(each, self.words, self.names) for each in seats[:MOST_NAMED] if each.office or len(seats) < MOST_NAMED
        ]
        return self.words("update.who", people=self.words.join(named))

    def level(self, name: str) -> str:
        """A level by its label."""
        return self.words.label("level", name)

    def at_level(self, name: str) -> str:
        """A level as part of a sentence: `at ministerial level`."""
        return self.words.label("at_level", name)

    def title(self, name: str) -> str:
        """What any row is called, whatever its table."""
        return self.names.anything(name)

    def stop(self, text: str) -> str:
        """The text without its own full stop, to stand inside a sentence."""
        return text.rstrip().rstrip(".。")

    def said(self, key: str, *rows: str | None, **values: object) -> Spans:
        """A sentence of the catalog with its notes."""
        return self.notes.said(self.words(key, **values), *rows)
