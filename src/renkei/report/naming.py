"""What to call the rows of the record in one language."""

from __future__ import annotations

from renkei.ground.days import When
from renkei.ground.places import known, place_name
from renkei.ground.words import Words
from renkei.record.keeping import Record


class Names:
    """Names for ids, in the language of the words given.

    Args:
        record: where the names stand.
        words: the language.
    """

    def __init__(self, record: Record, words: Words) -> None:
        self.record = record
        self.words = words

    def forum(self, name: str | None) -> str:
        """A forum's short name; contacts in no forum are named as such."""
        if name is None or name == "none":
            return self.words("title.no_forum")
        row = self.record.forums.get(name)
        return self.words.text(row.short) if row else name

    def forum_in_full(self, name: str) -> str:
        """A forum's whole name."""
        return self.words.name(self.record.forums[name].name)

    def person(self, name: str) -> str:
        """A person as readers of the language write the name."""
        row = self.record.people.get(name)
        return self.words.name(row.name) if row else name

    def agency(self, name: str) -> str:
        """An agency's short name."""
        row = self.record.agencies.get(name)
        return self.words.text(row.short) if row else name

    def owner(self, name: str) -> str:
        """An agency, a country or a group."""
        if name in self.record.agencies:
            return self.agency(name)
        return place_name(name, self.words.lang) if known(name) else name

    def place(self, code: str) -> str:
        """A place or group by its code."""
        return place_name(code, self.words.lang)

    def topic(self, name: str) -> str:
        """A topic's name."""
        row = self.record.topics.get(name)
        return self.words.text(row.name) if row else name

    def anything(self, name: str, announced: When | None = None) -> str:
        """What a row of any table is called; a meeting with its day, or the day announced for it."""
        if name in self.record.people:
            return self.person(name)
        if name in self.record.forums:
            return self.forum_in_full(name)
        if name in self.record.agencies:
            return self.words.text(self.record.agencies[name].name)
        if name in self.record.meetings:
            return self.words.join((self.title(name), self.words.day(announced or self.record.meetings[name].date)))
        return self.title(name)

    def title(self, name: str) -> str:
        """The title of a promise, meeting, document, instrument or event."""
        row = self.record.evidence_rows.get(name) or self.record.commitments.get(name)
        if row is None:
            return name
        if name in self.record.meetings:
            meeting = self.record.meetings[name]
            return self.words(
                "export.meeting",
                forum=self.forum(meeting.forum),
                level=self.words.label("level", meeting.level),
            )
        return self.words.text(row.title_text)
