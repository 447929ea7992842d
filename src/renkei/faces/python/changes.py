"""`changes`: what changed in a regime between two days, and for which items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from renkei.controls.loading import built_in
from renkei.controls.rulebook import Rulebook
from renkei.desk.changes import ChangeRow, ChangesAnswer
from renkei.desk.changes import changes as ask
from renkei.faces.python.given import day, day_or_none, several
from renkei.faces.python.places import place_given
from renkei.faces.python.progress import progress
from renkei.faces.python.regime import Regime
from renkei.faces.python.reply import Look, Reply, Writer, as_text
from renkei.faces.python.saying import Day, Headquarters, RulesKnownOn, Says, question
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from renkei.controls.facts import Value
    from renkei.desk.license import Item
    from renkei.report.blocks import Document

FORMS = ("text", "json", "csv", "md", "html")

Items = str | Path | Mapping[str, Any] | Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class ChangesWriter(Writer):
    """Writes what changed; as CSV, of items if any were given."""

    asked: ChangesAnswer
    forms = FORMS
    documented = True

    def plain(self, lang: Lang) -> Any:
        """The answer as plain values, with the words in both languages."""
        from renkei.report.change_data import changes_json

        del lang
        return changes_json(self.asked, {"en": Words("en"), "ja": Words("ja")})

    def written(self, form: str, look: Look) -> str | bytes:
        """The answer in one of its forms."""
        if form == "json":
            return as_text(self.plain(look.lang))
        if form == "csv":
            return self._csv(look.words)
        from renkei.report.written import written

        return written(self.document(look), form, width=look.width, color=look.color)

    def _csv(self, words: Words) -> str:
        from renkei.report import change_data
        from renkei.report.tabular import rows_csv

        if self.asked.items is None:
            return rows_csv(change_data.change_rows(self.asked, words), change_data.CHANGE_COLUMNS)
        return rows_csv(change_data.item_rows(self.asked, words), change_data.ITEM_COLUMNS)

    def document(self, look: Look) -> Document:
        """The answer as a document of blocks."""
        from renkei.report.change_report import document

        return document(self.asked, look.words)

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, and what is not modelled, as sentences."""
        from renkei.report.change_caveats import caveats

        return [each.text for each in caveats(self.asked, look.words)]


@question
def changes(
    name: Annotated[Regime, Says("The regime.")],
    since: Annotated[Day, Says("The earlier day, such as 2022-10-21.")],
    until: Annotated[Day, Says("The later day, such as 2023-11-17.")],
    *,
    items: Annotated[
        Items | None,
        Says("A table of your items, as `license` takes it: which of them move, and by which paragraph."),
    ] = None,
    topic: Annotated[str | Iterable[str] | None, Says("Only goods of these topics, such as `etch,deposition`.")] = None,
    to: Annotated[str | None, Says("Ask who needs a license for this destination, not what is listed.")] = None,
    hq: Headquarters = None,
    known_on: RulesKnownOn = None,
) -> Reply[ChangeRow]:
    """What changed in a regime between two days: free to controlled, controlled to free, and which of your items.

    A row for each paragraph that says something else on the later day; the moved items are in `to_json()["items"]`, and
    in the CSV if items are given.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if the days are not in order, the regime is not modelled on the first, or a topic is unknown.
        BadCell: if a place is unknown.
        BadTable: with every faulty cell of the items.
        TooMany: if there are more than 20,000 items.
    """
    from renkei.controls.in_force import in_force
    from renkei.controls.products import products

    first, last = _in_order(since, until)
    book = built_in()
    _modelled(book, name, first)
    places, topics = _places(to, hq), _topics(book, topic)
    known = day_or_none(known_on)
    found = ask(
        book,
        in_force(book, name, first, known),
        in_force(book, name, last, known),
        products(),
        places=places,
        topics=topics,
        items=_items(book, items, dict(places)) if items is not None else None,
        progress=progress("comparing"),
    )
    return Reply("changes", found.as_of, found.right.known_on, tuple(found.rows), found, ChangesWriter(found))


def _in_order(since: Day, until: Day) -> tuple[date, date]:
    first, last = day(since), day(until)
    if first >= last:
        same = "the same day twice" if first == last else f"`{since}` is after `{until}`"
        message = f"{same}, so that there is nothing between them" if first == last else same
        raise BadOption(message, "give the earlier day first, such as `2022-10-21 2023-11-17`")
    return first, last


def _modelled(book: Rulebook, name: str, day: date) -> None:
    regime = book.regimes[name]
    if day < regime.since:
        message = f"the rules of `{name}` are modelled from {regime.since}; of {day} nothing is said"
        raise BadOption(message, f"give {regime.since} or a later day")


def _places(to: str | None, hq: str | None) -> dict[str, str]:
    found = {}
    for name, option, place in (("destination", "--to", to), ("headquarters", "--hq", hq)):
        if place is None:
            continue
        code = place_given(option, place)
        if code is None:
            message = f"`{option} {place}` names no place"
            raise BadOption(message, "give a country code or name")
        found[name] = code
    return found


def _topics(book: Rulebook, asked: str | Iterable[str] | None) -> list[str]:
    topics = several(asked or "")
    for each in topics:
        if each not in book.topics:
            message = f"`{each}` is no topic of goods"
            raise BadOption(message, f"the topics are {', '.join(f'`{topic}`' for topic in book.topics)}")
    if asked is not None and not topics:
        message = "no topic is asked for"
        raise BadOption(message, "give `--topic etch,deposition`")
    return topics


def _items(book: Rulebook, given: Items, fixed: dict[str, Value]) -> list[Item]:
    from renkei.desk.moved_items import items_of

    if isinstance(given, (str, Path)):
        return items_of(book, Path(given), fixed)
    from renkei.controls.listed_items import ListedSheet
    from renkei.faces.python.license_given import rows_of

    return items_of(book, ListedSheet(rows_of(given)), fixed)
