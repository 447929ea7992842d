"""`license`: are these items controlled, and is a license needed, under each regime, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from renkei.faces.cli.places import named, place_given
from renkei.faces.cli.writing import as_json, named_form, screen, write
from renkei.ground.days import day_asked, parse_day
from renkei.ground.errors import BadInput, BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from renkei.controls.facts import Value
    from renkei.controls.headings import Headings
    from renkei.controls.in_force import InForce
    from renkei.controls.rulebook import Rulebook
    from renkei.desk.license import LicenseAnswer

Form = Literal["text", "json", "csv", "parquet", "xlsx"]


class SeveralFaults(BadInput):
    """Several things wrong at the prompt; each is told in a line of its own."""

    def __init__(self, errors: list[BadInput]) -> None:
        self.errors = errors
        super().__init__("; ".join(each.line() for each in errors))

    def lines(self) -> list[str]:
        """One line for every fault."""
        return [each.line() for each in self.errors]


MOST_COMPARED = 500
"""Items of one comparison table, which sets every paragraph of their kind beside each."""


def license(  # noqa: A001 - the question's word; one option each
    file: Annotated[
        Path | None,
        Parameter(
            help="A table of items: .csv, .tsv, .xlsx or .parquet; `-` reads CSV from standard input.",
            allow_leading_hyphen=True,
        ),
    ] = None,
    /,
    *,
    goods: Annotated[
        str | None,
        Parameter(help="The kind of goods of a single item, or of every row of a table without that column."),
    ] = None,
    set_: Annotated[
        list[str] | None,
        Parameter(
            name="--set",
            help="A figure, such as `NA=1.35`, of an item or of all rows of a table without it. Repeat as needed.",
            negative="",
        ),
    ] = None,
    of_goods: Annotated[
        str | None, Parameter(help="For software, technology or a part: the kind of goods it is for.")
    ] = None,
    to: Annotated[str | None, Parameter(help="Where it goes: a country code or name.")] = None,
    hq: Annotated[str | None, Parameter(help="Where the recipient, or its ultimate parent, is headquartered.")] = None,
    regime: Annotated[str, Parameter(help="The regimes, such as `us,jp`.")] = "us,jp,nl,eu",
    as_of: Annotated[
        str | None, Parameter(help="The day the answer is for, such as 2023-10-15. Default: today.")
    ] = None,
    known_on: Annotated[str | None, Parameter(help="Use only rules that were public by this day.")] = None,
    template: Annotated[
        str | None,
        Parameter(help="Write an empty sheet for this kind of goods, to be filled in; `list` lists the kinds."),
    ] = None,
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en",
    everything: Annotated[
        bool, Parameter(name="--all", help="Tell the conditions of every paragraph that is still open.", negative="")
    ] = False,
    fail_on: Annotated[
        Literal["controlled", "undecided", "required"] | None, Parameter(help="Leave with status 1 if any item is.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Form | None, Parameter(help="How to write the answer. Default: text, or as the output file ends.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None,
) -> int:
    """Are these items controlled, is a license needed to this place on this day, under each regime, and why."""
    from renkei.controls.loading import built_in
    from renkei.desk.license import regimes_in_force

    if file is not None and str(file).startswith("-") and str(file) != "-":
        message = f"no option is called `{file}`"
        raise BadOption(message, "`renkei license --help` shows what there is")
    book = built_in()
    if template is not None:
        return _template(book, template, Words(lang), format, output)
    day = day_asked(as_of)
    known = parse_day(known_on) if known_on else None
    rules = regimes_in_force(book, [each.strip().lower() for each in regime.split(",") if each.strip()], day, known)
    if not rules:
        message = "no regime is asked for"
        raise BadOption(message, "give `--regime us,jp`")
    fixed = _fixed(book, set_ or [], to, hq)
    form = named_form(format, output, ("json", "csv", "parquet", "xlsx"))
    if file is None:
        if goods is None:
            message = "nothing is asked about"
            raise BadOption(message, "give a file of items, or `--goods KIND` with `--set figure=value`")
        answer = _single(book, rules, goods, of_goods, fixed)
        return _put(answer, form, Words(lang), output, fail_on, everything=everything)
    return _table(book, rules, file, goods, of_goods, fixed, form, Words(lang), output, fail_on)


def _fixed(book: Rulebook, pairs: list[str], to: str | None, hq: str | None) -> dict[str, Value]:
    """What was given at the prompt, every fault told at once; `item` is what the item is called."""
    from renkei.controls.headings import Headings

    found: dict[str, Value] = {}
    faults: list[BadInput] = []
    headings = Headings(book)
    for pair in pairs:
        try:
            found |= _stated(book, headings, pair)
        except BadInput as error:
            told = pair.partition("=")[0] in error.message and "--set" in error.message
            faults.append(error if told else named(error, f"`--set {pair}`"))
    for name, option, place in (("destination", "--to", to), ("headquarters", "--hq", hq)):
        try:
            if (code := place_given(option, place)) is not None:
                found[name] = code
        except BadInput as error:
            faults.append(error)
    if faults:
        raise SeveralFaults(faults)
    return found


def _stated(book: Rulebook, headings: Headings, pair: str) -> dict[str, Value]:
    """What one `--set name=value` says."""
    from renkei.controls.cells import read_cell, read_place

    name, sign, text = pair.partition("=")
    if not sign:
        message = f"`--set {pair}` gives no value"
        raise BadOption(message, "write `--set wavelength=193nm`")
    heading = headings.read(name)
    if set(heading.names) & {"goods", "of_goods"}:
        message = f"`--set {pair}` names the kind of goods"
        raise BadOption(message, "give it with `--goods` or `--of-goods`")
    if heading.names == ("item",):
        return {"item": text.strip()}
    if heading.names[0] in {"destination", "headquarters"}:
        place = read_place(text)
        return {} if place is None else {heading.names[0]: place}
    read = {each: read_cell(text, book.attributes[each], book, heading.unit) for each in heading.names}
    return {each: value for each, value in read.items() if value is not None}


def _single(
    book: Rulebook, rules: tuple[InForce, ...], goods: str, of_goods: str | None, fixed: dict[str, Value]
) -> LicenseAnswer:
    from renkei.controls.cells import read_kind
    from renkei.desk.license import Item, facts, license_of

    kind = read_kind(goods, book)
    about = read_kind(of_goods, book) if of_goods else None
    kinds = {kind, about} - {None}
    for name in fixed:
        fits = name not in book.attributes or kind is None or bool(kinds & book.attributes[name].kinds)
        if not fits and not (kind and book.kinds[kind].of_goods and about is None):
            message = f"`{goods}` has no {book.attributes[name].names['en']}"
            raise BadOption(message, f"`renkei license --template {kind}` shows what it has")
    named = str(fixed.pop("item", goods))
    return license_of(book, rules, [Item(named, 0, facts(book, kind, fixed, about))])


def _put(
    answer: LicenseAnswer,
    form: str,
    words: Words,
    output: Path | None,
    fail_on: str | None,
    *,
    everything: bool = False,
) -> int:
    if form == "json":
        from renkei.report.license_data import license_json

        write(as_json(license_json(answer, {"en": Words("en"), "ja": Words("ja")})), output)
    elif form == "xlsx":
        from renkei.report.comparison import comparison_table

        if len(answer.rows) > MOST_COMPARED * len(answer.rules):
            message = f"a comparison table of more than {MOST_COMPARED} items would take too long"
            raise BadOption(message, "split the file, or write the answer as CSV or Parquet")
        write(comparison_table(answer, words), output)
    elif form == "csv":
        from renkei.report.license_data import license_rows
        from renkei.report.tabular import rows_csv

        write(rows_csv(license_rows(answer, words)), output)
    elif form == "text":
        from renkei.report.licensing import license_text

        width, color = screen()
        shown = license_text(answer, words, width=width, color=color and output is None, everything=everything)
        write(shown, output)
    else:
        message = f"a single item is not written as {form}"
        raise BadOption(message, "choose text, json, csv or xlsx")
    return int(fail_on is not None and any(fail_on in {row.found.status, row.found.license} for row in answer.rows))


def _table(
    book: Rulebook,
    rules: tuple[InForce, ...],
    file: Path,
    goods: str | None,
    of_goods: str | None,
    fixed: dict[str, Value],
    form: str,
    words: Words,
    output: Path | None,
    fail_on: str | None,
) -> int:
    from renkei.controls.cells import read_kind

    for name, given in (("goods", goods), ("of_goods", of_goods)):
        kind = read_kind(given, book) if given else None
        if kind is not None:
            fixed[name] = kind
    fixed.pop("item", None)
    if form in {"csv", "parquet"}:
        from renkei.desk.license_table import write_table
        from renkei.faces.cli.writing import progress
        from renkei.report.licensing import caveat_words

        written = write_table(book, rules, file, fixed, words, form, output, fail_on, progress("judging"))
        for caveat in written.caveats:
            print(f"renkei: {caveat_words(caveat, words)}", file=sys.stderr)
        return int(written.failed)
    from renkei.desk.license_table import read_items

    answer = read_items(book, rules, file, fixed)
    return _put(answer, form, words, output, fail_on)


def _template(book: Rulebook, kind: str, words: Words, form: str | None, output: Path | None) -> int:
    from renkei.controls.cells import read_kind
    from renkei.report.template import template_csv, template_xlsx

    if kind == "list":
        write("".join(f"{name}  {each.names[words.lang]}\n" for name, each in book.kinds.items()), output)
        return 0
    found = read_kind(kind, book)
    if found is None:
        message = "no kind of goods is named"
        raise BadOption(message, "`renkei license --template list` lists the kinds")
    chosen = named_form(form, output, ("csv", "xlsx"), "csv")
    if chosen == "xlsx":
        write(template_xlsx(book, found, words), output)
    elif chosen == "csv":
        write(template_csv(book, found, words), output)
    else:
        message = f"a template is not written as {chosen}"
        raise BadOption(message, "choose csv or xlsx")
    return 0
