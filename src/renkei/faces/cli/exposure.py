"""`exposure`: who supplies what; concentration; where one place stands alone."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.places import place_given
from renkei.faces.cli.writing import as_json, named_form, screen, write
from renkei.ground.days import day_asked, parse_day
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from renkei.controls.in_force import InForce
    from renkei.desk.exposure import ExposureAnswer
    from renkei.supply.loading import Supply

Form = Literal["text", "json", "csv", "md", "html"]
Counted = Literal["production", "capacity", "reserves", "sales", "imports", "exports", "reliance"]
Stage = Literal["minerals", "materials", "design", "equipment", "fabrication", "assembly", "products"]

TEXT_WIDTH = 110
"""Columns at most that an answer on the screen takes."""


def exposure(
    *,
    good: Annotated[
        str | None,
        Parameter(help="Only these goods, by id or name, such as `gallium,photoresists`; `list` lists them."),
    ] = None,
    place: Annotated[str | None, Parameter(help="Only what this place supplies: a country code or name.")] = None,
    importer: Annotated[
        str | None, Parameter(help="Whom this place buys from, as far as figures of its trade are at hand.")
    ] = None,
    together: Annotated[
        str | None,
        Parameter(
            help="Add up the shares of these places: codes such as `US,JP,KR`, `eu`, or a forum such as `quad` or `g7`."
        ),
    ] = None,
    stage: Annotated[Stage | None, Parameter(help="Only goods of this stage of the chain.")] = None,
    counted: Annotated[Counted | None, Parameter(help="What is counted. Default: who makes it.")] = None,
    regime: Annotated[
        str | None, Parameter(help="Only goods of which a paragraph of these regimes speaks, such as `us,jp`.")
    ] = None,
    all: Annotated[bool, Parameter(help="List every good, not only the first thirty.", negative="")] = False,  # noqa: A002
    with_: Annotated[
        list[Path] | None,
        Parameter(
            name="--with", help="A folder of your own figures, as `renkei supply import` makes it; may be repeated."
        ),
    ] = None,
    as_of: Annotated[
        str | None, Parameter(help="The day the answer is for, such as 2023-10-15. Default: today.")
    ] = None,
    known_on: Annotated[str | None, Parameter(help="Use only figures that were public by this day.")] = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    format: Annotated[  # noqa: A002 - the option's name
        Form | None, Parameter(help="How to write the answer. Default: text, or as the output file ends.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Who supplies what; how concentrated it is; where one place holds a step of the chain alone."""
    from renkei.desk.exposure import ExposureFilter
    from renkei.desk.exposure import exposure as ask
    from renkei.desk.together import together as places_of

    form = named_form(format, output, ("json", "csv", "md", "html"))
    supply = supply_with(with_ or [])
    if good == "list":
        write("".join(f"{each.id}  {each.name[lang]}\n" for each in supply.goods.values()), output)
        return 0
    day, known = day_asked(as_of), parse_day(known_on) if known_on else None
    asked = ExposureFilter(
        goods=goods_given(supply, good),
        place=place_given("--place", place),
        importer=place_given("--importer", importer),
        together=places_of(together, supply, day) if together is not None else None,
        stage=stage,
        measures=(counted,) if counted else None,
        regimes=tuple(each.strip().lower() for each in (regime or "").split(",") if each.strip()),
    )
    rules = _rules(asked.regimes, day, known) if asked.goods or asked.regimes or form == "json" else ()
    answer = ask(supply, day, known, asked, rules)
    write(_written(answer, form, Words(lang), everything=all or form != "text", to_screen=output is None), output)
    return 0


def supply_with(folders: Sequence[Path]) -> Supply:
    """The built-in figures with the caller's folders laid over them; where none is given, those of `RENKEI_SUPPLY`."""
    import os

    from renkei.supply.loading import built_in, laid_over

    named = [Path(each) for each in os.environ.get("RENKEI_SUPPLY", "").split(os.pathsep) if each]
    chosen = list(folders) or named
    return laid_over(chosen) if chosen else built_in()


def goods_given(supply: Supply, given: str | None) -> tuple[str, ...]:
    """The ids of goods named at the prompt, by id or by name in either language.

    Raises:
        BadOption: if one is unknown.
    """
    if given is None:
        return ()
    names: dict[str, str] = {}
    for each in supply.goods.values():
        for name in (each.name.en, each.name.ja or "", *each.also_called):
            names.setdefault(_folded(name), each.id)
    found = []
    for one in (part.strip() for part in given.split(",")):
        id_ = one.lower() if one.lower() in supply.goods else names.get(_folded(one))
        if not one or id_ is None:
            from difflib import get_close_matches

            near = get_close_matches(_folded(one), [*supply.goods, *names], 1)
            message = f"`{one or given}` is no good known here"
            advice = f"did you mean `{near[0]}`? " if near else ""
            raise BadOption(message, f"{advice}`renkei exposure --good list` lists them")
        found.append(id_)
    return tuple(dict.fromkeys(found))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _rules(named: Sequence[str], day: date, known_on: date | None) -> tuple[InForce, ...]:
    """The regimes asked for, or all of them, on their day."""
    from renkei.controls.loading import built_in
    from renkei.desk.license import regimes_in_force

    book = built_in()
    return regimes_in_force(book, list(named) or list(book.regimes), day, known_on)


def _written(answer: ExposureAnswer, form: str, words: Words, *, everything: bool, to_screen: bool) -> str | bytes:
    if form == "json":
        from renkei.report.exposure_data import exposure_json

        return as_json(exposure_json(answer))
    if form == "csv":
        from renkei.report.exposure_data import FIELDS, exposure_rows
        from renkei.report.tabular import rows_csv

        return rows_csv(exposure_rows(answer, words.lang), FIELDS)
    from renkei.report.exposure_outline import exposure_document
    from renkei.report.written import written

    width, color = screen()
    document = exposure_document(answer, words, figures=form == "html", everything=everything)
    return written(document, form, width=min(width, TEXT_WIDTH), color=color and to_screen)
