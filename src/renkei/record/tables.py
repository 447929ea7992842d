"""The tables of the record: folder name, and the model of one row."""

from __future__ import annotations

from renkei.record.articles import Article
from renkei.record.commitments import Commitment
from renkei.record.documents import Document
from renkei.record.events import Event
from renkei.record.forums import Forum
from renkei.record.instruments import Instrument
from renkei.record.meetings import Meeting
from renkei.record.people import Person
from renkei.record.rows import Row
from renkei.record.vocabulary import Agency, Topic

TABLES: dict[str, type[Row]] = {
    "forums": Forum,
    "meetings": Meeting,
    "people": Person,
    "agencies": Agency,
    "topics": Topic,
    "documents": Document,
    "commitments": Commitment,
    "instruments": Instrument,
    "events": Event,
    "articles": Article,
}
"""Every table, by the name of its folder."""
