"""`gaps`: where do two regimes differ, with an example item for every difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from renkei.controls.in_force import InForce
from renkei.controls.loading import built_in
from renkei.controls.rulebook import Rulebook
from renkei.desk.gaps import Gap, GapsAnswer
from renkei.faces.python.gaps_writing import GapsWriter
from renkei.faces.python.given import day, day_of, day_or_none, several, shown
from renkei.faces.python.places import place_given
from renkei.faces.python.progress import progress
from renkei.faces.python.reply import Reply
from renkei.faces.python.saying import AsOf, Day, RulesKnownOn, Says, question
from renkei.ground.errors import BadOption
from renkei.ground.words import Words
from renkei.report.gap_report import GapReport

if TYPE_CHECKING:
    from renkei.controls.comparing.plainly import Subject


@question
def gaps(
    left: Annotated[str, Says("A regime: `us`, `jp`, `nl` or `eu`.")],
    right: Annotated[str, Says("Another one.")],
    /,
    *more: Annotated[str, Says("Further ones; then every pair is compared.")],
    as_of: AsOf = None,
    known_on: RulesKnownOn = None,
    to: Annotated[
        str | None,
        Says("Compare who needs a license to this place, not what is listed: a country code or name."),
    ] = None,
    hq: Annotated[str | None, Says("Where the recipient, or its ultimate parent, is headquartered; the same.")] = None,
    topic: Annotated[str | Iterable[str] | None, Says("Only these topics, such as `lithography,etch`.")] = None,
    since: Annotated[
        Day | None,
        Says("Also tell how far the regimes were aligned from this day on, and since when they differ."),
    ] = None,
    against: Annotated[
        str | Path | None, Says("A JSON answer saved earlier; tells which differences are new and which closed.")
    ] = None,
) -> Reply[Gap]:
    """Where do regimes differ: every difference proved, worded, and shown by an item judged under both.

    A row for each group of paragraphs that speak of the same goods in both, with its verdict: `same`, `stricter`,
    `looser`, `incomparable`, `only left`, `only right`, `not compared`. All topics of two regimes take seconds.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if a regime or topic is unknown, a regime is given twice or not modelled on the day, `since` is after
            the day, or `against` is no saved answer to the same question.
        BadCell: if a place is unknown.
    """
    book = built_in()
    rules = _regimes(book, (left, right, *more), as_of, known_on)
    begun = _begun(since, rules)
    report = GapReport((), rules, _topics(book, topic), _places(to, hq))
    report = _over_time(_compared(book, report, Path(against) if against is not None else None), begun)
    rows = tuple(gap for answer in report.answers for gap in answer.gaps)
    return Reply("gaps", report.as_of, report.known_on, rows, report, GapsWriter(report))


def _regimes(book: Rulebook, given: tuple[str, ...], as_of: Day | None, known_on: Day | None) -> tuple[InForce, ...]:
    """The regimes on their day.

    Raises:
        BadOption: if one is unknown, given twice, or not modelled on the day.
    """
    from renkei.desk.license import regimes_in_force

    names = [each.strip().lower() for each in given]
    twice = next((each for place, each in enumerate(names) if each in names[:place]), None)
    rules = regimes_in_force(book, names, day_of(as_of), day_or_none(known_on))
    if twice is not None:
        message = f"`{twice}` is given twice"
        raise BadOption(message, "name regimes that differ; `renkei changes` compares one on two days")
    for each in rules:
        if each.as_of < each.regime.since:
            message = (
                f"`{each.regime.id}` is modelled from {each.regime.since}; of {each.as_of} nothing can be compared"
            )
            raise BadOption(message, "give a later `--as-of`, or other regimes")
    return rules


def _topics(book: Rulebook, given: str | Iterable[str] | None) -> tuple[str, ...]:
    if given is None:
        return ()
    given = given if isinstance(given, str) else list(given)
    names = [each.lower() for each in several(given)]
    unknown = next((each for each in names if each not in book.topics), None)
    if unknown is not None or not names:
        from difflib import get_close_matches

        message = f"`{unknown or shown(given)}` is no topic"
        near = get_close_matches(unknown or "", book.topics, 1)
        advice = f"did you mean `{near[0]}`? " if near else ""
        raise BadOption(message, f"{advice}`renkei gaps {' '.join(list(book.regimes)[:2])} --topic list` lists them")
    return tuple(dict.fromkeys(names))


def _places(to: str | None, hq: str | None) -> dict[str, str]:
    """Where the goods go."""
    given = {"destination": place_given("--to", to), "headquarters": place_given("--hq", hq)}
    return {name: code for name, code in given.items() if code is not None}


def _begun(since: Day | None, rules: tuple[InForce, ...]) -> date | None:
    """The first day of the timeline.

    Raises:
        BadOption: if it is after the day asked for.
    """
    if since is None:
        return None
    begun = day(since)
    if begun > rules[0].as_of:
        message = f"`--since {since}` is after {rules[0].as_of}, the day the answer is for"
        raise BadOption(message, "give an earlier `--since`, or a later `--as-of`")
    return begun


def _compared(book: Rulebook, report: GapReport, against: Path | None) -> GapReport:
    """Every pair compared, and set against a saved answer."""
    saved = None
    if against is not None:
        from renkei.report.gap_data import asked
        from renkei.report.gap_news import saved_answer

        saved = saved_answer(against, asked(report))
    pairs = combinations(report.rules, 2)
    report = replace(report, answers=tuple(_pair(book, *pair, report.topics, report.places) for pair in pairs))
    if saved is not None:
        from renkei.report.gap_data import rows
        from renkei.report.gap_news import news

        report = replace(report, news=news(saved, rows(report, {"en": Words("en"), "ja": Words("ja")})))
    return report


def _over_time(report: GapReport, since: date | None) -> GapReport:
    """The report, with the alignment of every pair from a day on."""
    if since is None:
        return report
    from renkei.desk.alignment import alignment

    found = (
        alignment(
            report.book,
            left.regime.id,
            right.regime.id,
            report.as_of,
            known_on=report.known_on,
            since=since,
            places=report.places,
            topics=report.topics,
            progress=progress(f"looking back at {left.regime.id} and {right.regime.id}"),
        )
        for left, right in combinations(report.rules, 2)
    )
    return replace(report, alignments=tuple(found))


def _pair(
    book: Rulebook, left: InForce, right: InForce, topics: tuple[str, ...], places: Mapping[str, str]
) -> GapsAnswer:
    from renkei.controls.products import products
    from renkei.desk.gaps import gaps as ask

    tell = _telling(book, left, right, topics)
    return ask(book, left, right, products(), places=places, topics=topics, progress=tell)


def _telling(
    book: Rulebook, left: InForce, right: InForce, topics: tuple[str, ...]
) -> Callable[[Subject], None] | None:
    """Tells how many kinds of goods have been compared, where anybody is told."""
    from renkei.controls.comparing.relating import Relating
    from renkei.controls.comparing.sides import Side

    told = progress(f"comparing {left.regime.id} and {right.regime.id}")
    if told is None:
        return None
    kinds = [each.kind for each in Relating(book, Side(left), Side(right)).subjects()]
    of = sum(not topics or book.kinds[kind].topic in topics for kind in kinds)
    begun = 0

    def tell(_: Subject) -> None:
        nonlocal begun
        begun += 1
        told(begun, of)

    return tell
