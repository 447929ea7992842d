"""`gaps`: where do two regimes differ, with an example item for every difference."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.places import place_given
from renkei.faces.cli.writing import as_json, named_form, progress, screen, write
from renkei.ground.days import day_asked, parse_day
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from datetime import date

    from renkei.controls.comparing.plainly import Subject
    from renkei.controls.in_force import InForce
    from renkei.controls.rulebook import Rulebook
    from renkei.desk.gaps import GapsAnswer
    from renkei.report.gap_report import GapReport

Form = Literal["text", "json", "csv", "xlsx", "md", "html"]

TEXT_WIDTH = 110
"""Columns at most that an answer on the screen takes."""


def gaps(
    left: Annotated[str, Parameter(help="A regime: `us`, `jp`, `nl` or `eu`.")],
    right: Annotated[str, Parameter(help="Another one.")],
    /,
    *more: Annotated[str, Parameter(help="Further ones; then every pair is compared.")],
    as_of: Annotated[
        str | None, Parameter(help="The day the answer is for, such as 2023-10-15. Default: today.")
    ] = None,
    known_on: Annotated[str | None, Parameter(help="Use only rules that were public by this day.")] = None,
    to: Annotated[
        str | None,
        Parameter(help="Compare who needs a license to this place, not what is listed: a country code or name."),
    ] = None,
    hq: Annotated[
        str | None, Parameter(help="Where the recipient, or its ultimate parent, is headquartered; the same.")
    ] = None,
    topic: Annotated[
        str | None, Parameter(help="Only these topics, such as `lithography,etch`; `list` lists them.")
    ] = None,
    since: Annotated[
        str | None,
        Parameter(help="Also tell how far the regimes were aligned from this day on, and since when they differ."),
    ] = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    against: Annotated[
        Path | None, Parameter(help="A JSON answer saved earlier; tells which differences are new and which closed.")
    ] = None,
    fail_on: Annotated[
        Literal["new"] | None, Parameter(help="Leave with status 1 if any difference is new; needs `--against`.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Form | None, Parameter(help="How to write the answer. Default: text, or as the output file ends.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Where do regimes differ: every difference proved, worded, and shown by an item judged under both."""
    from renkei.controls.loading import built_in

    if fail_on and against is None:
        message = "`--fail-on new` needs an answer to set this one against"
        raise BadOption(message, "add `--against SAVED.json`")
    book = built_in()
    words = Words(lang)
    if topic == "list":
        write("".join(f"{name}  {each[lang]}\n" for name, each in book.topics.items()), output)
        return 0
    form = named_form(format, output, ("json", "csv", "xlsx", "md", "html"))
    rules = _regimes(book, (left, right, *more), as_of, known_on)
    begun = _begun(since, rules, form)
    report = _report(book, rules, _topics(book, topic), _places(to, hq), against)
    report = _over_time(report, begun)
    _put(report, form, words, output)
    return int(fail_on is not None and report.news is not None and bool(report.news.new))


def _regimes(book: Rulebook, given: tuple[str, ...], as_of: str | None, known_on: str | None) -> tuple[InForce, ...]:
    """The regimes on their day.

    Raises:
        BadOption: if one is unknown, given twice, or not modelled on the day.
    """
    from renkei.desk.license import regimes_in_force

    names = [each.strip().lower() for each in given]
    twice = next((each for place, each in enumerate(names) if each in names[:place]), None)
    rules = regimes_in_force(book, names, day_asked(as_of), parse_day(known_on) if known_on else None)
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


def _topics(book: Rulebook, given: str | None) -> tuple[str, ...]:
    if given is None:
        return ()
    names = [each.strip().lower() for each in given.split(",") if each.strip()]
    unknown = next((each for each in names if each not in book.topics), None)
    if unknown is not None or not names:
        from difflib import get_close_matches

        message = f"`{unknown or given}` is no topic"
        near = get_close_matches(unknown or "", book.topics, 1)
        advice = f"did you mean `{near[0]}`? " if near else ""
        raise BadOption(message, f"{advice}`renkei gaps {' '.join(list(book.regimes)[:2])} --topic list` lists them")
    return tuple(dict.fromkeys(names))


def _places(to: str | None, hq: str | None) -> dict[str, str]:
    """Where the goods go."""
    given = {"destination": place_given("--to", to), "headquarters": place_given("--hq", hq)}
    return {name: code for name, code in given.items() if code is not None}


def _report(
    book: Rulebook,
    rules: tuple[InForce, ...],
    topics: tuple[str, ...],
    places: Mapping[str, str],
    against: Path | None,
) -> GapReport:
    """Every pair compared, and set against a saved answer."""
    from dataclasses import replace

    from renkei.report.gap_report import GapReport

    report = GapReport((), rules, topics, places)
    saved = None
    if against is not None:
        from renkei.report.gap_data import asked
        from renkei.report.gap_news import saved_answer

        saved = saved_answer(against, asked(report))
    report = replace(report, answers=tuple(_compared(book, *pair, topics, places) for pair in combinations(rules, 2)))
    if saved is not None:
        from renkei.report.gap_data import rows
        from renkei.report.gap_news import news

        report = replace(report, news=news(saved, rows(report, {"en": Words("en"), "ja": Words("ja")})))
    return report


def _begun(since: str | None, rules: tuple[InForce, ...], form: str) -> date | None:
    """The first day of the timeline.

    Raises:
        BadOption: if it is after the day asked for, or the format has no room for a timeline.
    """
    if since is None:
        return None
    if form in {"csv", "xlsx"}:
        message = f"a timeline is not written as {form}"
        raise BadOption(message, "leave out `--since`, or choose text, json, md or html")
    begun = parse_day(since)
    if begun > rules[0].as_of:
        message = f"`--since {since}` is after {rules[0].as_of}, the day the answer is for"
        raise BadOption(message, "give an earlier `--since`, or a later `--as-of`")
    return begun


def _over_time(report: GapReport, since: date | None) -> GapReport:
    """The report, with the alignment of every pair from a day on."""
    if since is None:
        return report
    from dataclasses import replace

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


def _compared(
    book: Rulebook, left: InForce, right: InForce, topics: tuple[str, ...], places: Mapping[str, str]
) -> GapsAnswer:
    from renkei.controls.products import products
    from renkei.desk.gaps import gaps as ask

    tell = _telling(book, left, right, topics)
    return ask(book, left, right, products(), places=places, topics=topics, progress=tell)


def _telling(
    book: Rulebook, left: InForce, right: InForce, topics: tuple[str, ...]
) -> Callable[[Subject], None] | None:
    """Tells on a terminal how many kinds of goods have been compared."""
    from renkei.controls.comparing.relating import Relating
    from renkei.controls.comparing.sides import Side

    shown = progress(f"comparing {left.regime.id} and {right.regime.id}")
    if shown is None:
        return None
    kinds = [each.kind for each in Relating(book, Side(left), Side(right)).subjects()]
    of = sum(not topics or book.kinds[kind].topic in topics for kind in kinds)
    begun = 0

    def tell(_: Subject) -> None:
        nonlocal begun
        begun += 1
        shown(begun, of)

    return tell


def _put(report: GapReport, form: str, words: Words, output: Path | None) -> None:
    """Write the answer; where its format has no room for them, the news go to standard error."""
    from renkei.report.gap_news import news_counts, news_lines

    told = [news_counts(report.news, words), *news_lines(report.news, words, report.book)] if report.news else []
    if told and form in {"json", "csv", "xlsx"}:
        for line in told:
            print(line, file=sys.stderr)
    if form == "text" and told:
        write("".join(f"{line}\n" for line in told), output)
    else:
        write(_written(report, form, words, to_screen=output is None), output)


def _written(report: GapReport, form: str, words: Words, *, to_screen: bool) -> str | bytes:
    if form == "json":
        from renkei.report.gap_data import gap_json

        return as_json(gap_json(report, {"en": Words("en"), "ja": Words("ja")}))
    if form == "csv":
        from renkei.report.gap_data import FIELDS, gap_rows
        from renkei.report.tabular import rows_csv

        return rows_csv(gap_rows(report, words), FIELDS)
    if form == "xlsx":
        from renkei.report.gap_workbook import gap_workbook

        return gap_workbook(report, words)
    from renkei.report.gap_outline import gap_document
    from renkei.report.written import written

    width, color = screen()
    document = gap_document(report, words, figures=form == "html")
    return written(document, form, width=min(width, TEXT_WIDTH), color=color and to_screen)
