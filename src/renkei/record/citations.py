"""Citations that contradict themselves: the faults that articles in this field really show.

* the year a source says it bears is not the year in its own address;
* a source is older than what it is given for;
* a consultation is cited for a forum it does not belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from renkei.ground.days import When
from renkei.record.articles import Article
from renkei.record.instruments import Instrument
from renkei.record.keeping import Record
from renkei.record.meetings import Meeting
from renkei.record.references import Keys, Trouble
from renkei.record.rows import Row

_YEAR_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?=[/_-]|(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?:\d{3})?)?(?!\d))"
)
_ZONES = timedelta(days=1)
"""A day's grace: the same moment bears two dates in Washington and Tokyo."""


def citation_troubles(record: Record) -> Iterator[Trouble]:
    """Every source or footnote that contradicts itself or what it is given for."""
    for table, row in record.rows():
        for i, source in enumerate(row.sources):
            keys: Keys = ("sources", i)
            yield from _year(table, row.id, keys, source.address, source.dated)
            yield from _consultation(table, row.id, keys, record, source.cites, _forum(row))
        if table in {"events", "documents", "commitments", "meetings"} and _happened_then(row):
            yield from _all_older(table, row, record)
        if isinstance(row, Article):
            yield from _of_article(record, row)


def _all_older(table: str, row: Row, record: Record) -> Iterator[Trouble]:
    """A row all of whose sources are older than the fact: at best they announced it."""
    days = [_day_of(record, source.dated, source.cites) for source in row.sources]
    if days and all(days):
        newest = max((day for day in days if day), key=lambda day: day.latest)
        yield from _older(table, row.id, ("sources",), newest, row.happened)


def _happened_then(row: Row) -> bool:
    return not isinstance(row, Meeting) or row.took_place


def _of_article(record: Record, article: Article) -> Iterator[Trouble]:
    place = {c.number: i for i, c in enumerate(article.citations)}
    for i, citation in enumerate(article.citations):
        yield from _year("articles", article.id, ("citations", i), citation.address, citation.dated)
    for i, claim in enumerate(article.claims):
        for number in claim.citations:
            if number not in place:
                message = f"claim {claim.number} cites note {number}, which does not exist"
                yield Trouble("articles", article.id, ("claims", i), "unknown-reference", message, "correct the number")
                continue
            citation = article.citations[place[number]]
            keys: Keys = ("citations", place[number])
            told = f"note {number}, given for claim {claim.number}: "
            day = _day_of(record, citation.dated, citation.cites)
            yield from _older("articles", article.id, keys, day, claim.on, told)
            yield from _consultation("articles", article.id, keys, record, citation.cites, claim.forum, told)


def years_in(address: str) -> set[int]:
    """The years that stand in an address as part of a date or a path."""
    return {int(found["year"]) for found in _YEAR_IN_ADDRESS.finditer(address.split("#", maxsplit=1)[0])}


def _year(table: str, name: str, keys: Keys, address: str | None, dated: When | None) -> Iterator[Trouble]:
    if not address or not dated:
        return
    years = years_in(address)
    if years and not any(dated.earliest.year <= year <= dated.latest.year for year in years):
        shown = " and ".join(str(year) for year in sorted(years))
        message = f"the source says {dated}, its address says {shown}"
        yield Trouble(table, name, keys, "citation-year", message, "look up which of the two is right")


def _day_of(record: Record, dated: When | None, cites: str | None) -> When | None:
    row = record.evidence_rows.get(cites or "")
    if dated or row is None:
        return dated
    return row.stages.days()[-1][1] if isinstance(row, Instrument) else row.happened


def _older(
    table: str, name: str, keys: Keys, cited: When | None, fact: When | None, told: str = ""
) -> Iterator[Trouble]:
    if cited and fact and fact.earliest - cited.latest > _ZONES:
        message = f"{told}a source of {cited} cannot show what happened on {fact}"
        yield Trouble(table, name, keys, "citation-older", message, "cite something later, or correct a day")


def _forum(row: Row) -> str | None:
    forum = getattr(row, "forum", None)
    return forum if isinstance(forum, str) else None


def _consultation(
    table: str, name: str, keys: Keys, record: Record, cites: str | None, forum: str | None, told: str = ""
) -> Iterator[Trouble]:
    cited = record.instruments.get(cites or "")
    if forum and isinstance(cited, Instrument) and cited.stages.comment_until and cited.forum != forum:
        whose = f"belongs to `{cited.forum}`" if cited.forum else "belongs to no forum"
        message = f"{told}the consultation `{cited.id}` {whose}, not to `{forum}`"
        yield Trouble(table, name, keys, "citation-consultation", message, "cite the consultation that is meant")
