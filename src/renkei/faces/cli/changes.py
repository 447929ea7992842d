"""`changes`: what changed in a regime between two days, and for which items."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.places import place_given
from renkei.faces.cli.writing import as_json, named_form, progress, screen, write
from renkei.ground.days import parse_day
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from renkei.controls.rulebook import Rulebook
    from renkei.desk.changes import ChangesAnswer


def changes(
    name: Annotated[Literal["us", "jp", "nl", "eu"], Parameter(help="The regime.")],
    since: Annotated[str, Parameter(help="The earlier day, such as 2022-10-21.")],
    until: Annotated[str, Parameter(help="The later day, such as 2023-11-17.")],
    /,
    *,
    items: Annotated[
        Path | None,
        Parameter(help="A table of your items, as `license` takes it: which of them move, and by which paragraph."),
    ] = None,
    topic: Annotated[str | None, Parameter(help="Only goods of these topics, such as `etch,deposition`.")] = None,
    to: Annotated[
        str | None, Parameter(help="Ask who needs a license for this destination, not what is listed.")
    ] = None,
    hq: Annotated[str | None, Parameter(help="Where the recipient, or its ultimate parent, is headquartered.")] = None,
    known_on: Annotated[str | None, Parameter(help="Use only rules that were public by this day.")] = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    format: Annotated[  # noqa: A002 - the option's name
        Literal["text", "json", "csv", "md", "html"] | None,
        Parameter(
            help="How to write the answer. Default: text, or as the output file ends. With items, CSV is about them."
        ),
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """What changed in a regime between two days: free to controlled, controlled to free, and which of your items."""
    form = named_form(format, output, ("json", "csv", "md", "html"))
    first, last = parse_day(since), parse_day(until)
    if first >= last:
        same = "the same day twice" if first == last else f"`{since}` is after `{until}`"
        message = f"{same}, so that there is nothing between them" if first == last else same
        raise BadOption(message, "give the earlier day first, such as `2022-10-21 2023-11-17`")
    from renkei.controls.in_force import in_force
    from renkei.controls.loading import built_in
    from renkei.controls.products import products
    from renkei.desk.changes import changes as ask
    from renkei.desk.moved_items import items_of

    book = built_in()
    _modelled(book, name, first)
    places, topics = _places(to, hq), _topics(book, topic)
    known = parse_day(known_on) if known_on else None
    found = ask(
        book,
        in_force(book, name, first, known),
        in_force(book, name, last, known),
        products(),
        places=places,
        topics=topics,
        items=items_of(book, items, dict(places)) if items is not None else None,
        progress=progress("comparing"),
    )
    _put(found, form, Words(lang), output)
    return 0


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


def _topics(book: Rulebook, asked: str | None) -> list[str]:
    topics = [each.strip() for each in (asked or "").split(",") if each.strip()]
    for each in topics:
        if each not in book.topics:
            message = f"`{each}` is no topic of goods"
            raise BadOption(message, f"the topics are {', '.join(f'`{topic}`' for topic in book.topics)}")
    if asked is not None and not topics:
        message = "no topic is asked for"
        raise BadOption(message, "give `--topic etch,deposition`")
    return topics


def _put(answer: ChangesAnswer, form: str, words: Words, output: Path | None) -> None:
    from renkei.report import change_data

    if form == "json":
        write(as_json(change_data.changes_json(answer, {"en": Words("en"), "ja": Words("ja")})), output)
        return
    if form == "csv":
        from renkei.report.tabular import rows_csv

        if answer.items is None:
            write(rows_csv(change_data.change_rows(answer, words), change_data.CHANGE_COLUMNS), output)
        else:
            write(rows_csv(change_data.item_rows(answer, words), change_data.ITEM_COLUMNS), output)
        return
    from renkei.report.change_report import document
    from renkei.report.written import written

    width, color = screen()
    write(written(document(answer, words), form, width=width, color=color and output is None), output)
