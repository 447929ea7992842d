"""`license`: are these items controlled, and is a license needed, under each regime, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from renkei.controls.facts import Value
from renkei.controls.in_force import InForce
from renkei.controls.loading import built_in
from renkei.controls.rulebook import Rulebook
from renkei.desk.license import Item, LicenseAnswer, LicenseRow, facts, license_of, regimes_in_force
from renkei.faces.python.given import day_of, day_or_none, several
from renkei.faces.python.license_given import Figure, fixed, pairs_of, rows_of
from renkei.faces.python.license_writing import LicenseWriter
from renkei.faces.python.progress import progress
from renkei.faces.python.reply import Reply
from renkei.faces.python.saying import AsOf, Day, Headquarters, RulesKnownOn, Says, question
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from renkei.desk.license_table import TableWritten

Items = str | Path | Mapping[str, Any] | Iterable[Mapping[str, Any]]
"""A file of items, one item, or several: names and figures under the headings that a sheet may have."""

Goods = Annotated[
    str | None, Says("The kind of goods of a single item, or of every row of a table without that column.")
]
Figures = Annotated[
    Mapping[str, Figure] | Iterable[str] | None,
    Says(
        "Figures of an item, or of all rows of a table without them, by name: texts with a unit such as `193 nm`, or "
        "numbers in the unit of the template; or a list such as `NA=1.35`."
    ),
]
OfGoods = Annotated[str | None, Says("For software, technology or a part: the kind of goods it is for.")]
To = Annotated[str | None, Says("Where it goes: a country code or name.")]
Regimes = Annotated[str | Iterable[str], Says("The regimes, such as `us,jp`.")]


@question
def license(  # noqa: A001 - the question's word; one parameter each
    items: Annotated[
        Items | None,
        Says("Items with their figures, one or several, or a table of them: .csv, .tsv, .xlsx or .parquet."),
    ] = None,
    *,
    goods: Goods = None,
    figures: Figures = None,
    of_goods: OfGoods = None,
    to: To = None,
    hq: Headquarters = None,
    regime: Regimes = "us,jp,nl,eu",
    as_of: AsOf = None,
    known_on: RulesKnownOn = None,
) -> Reply[LicenseRow]:
    """Are these items controlled, is a license needed to this place on this day, under each regime, and why.

    A row for each item and regime: `controlled`, `not controlled`, `undecided` with the figures that would decide,
    `judgement` with what a person must judge, or `not modelled`. Without `items`, `goods` and `figures` are one item.
    Up to 20,000 items are answered with every reason; `license_file` takes any number.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if a regime is unknown, or nothing is asked about.
        SeveralFaults: with every fault of `figures`, `to` and `hq`.
        BadTable: with every faulty cell of the items.
        TooMany: if there are more items than are answered with every reason.
    """
    return asked(items, goods, figures, of_goods, to, hq, regime, as_of, known_on).reply()


@question
def license_file(
    items: Annotated[str | Path, Says("A table of items: .csv, .tsv, .xlsx or .parquet.")],
    output: Annotated[str | Path, Says("The file to write, whole or not at all: .csv or .parquet.")],
    *,
    goods: Goods = None,
    figures: Figures = None,
    of_goods: OfGoods = None,
    to: To = None,
    hq: Headquarters = None,
    regime: Regimes = "us,jp,nl,eu",
    as_of: AsOf = None,
    known_on: RulesKnownOn = None,
    lang: Annotated[Lang, Says("The language of the answer.")] = "en",
) -> TableWritten:
    """Judge a table of any length piece by piece, and write a row for each item and regime into another file.

    Memory does not grow with the file. Returns what to bear in mind.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if a regime is unknown, or the output ends in neither `.csv` nor `.parquet`.
        SeveralFaults: with every fault of `figures`, `to` and `hq`.
        BadTable: with every faulty cell of the items; nothing is written then.
        CannotWrite: if the output cannot be written.
    """
    into = Path(output)
    form = {".csv": "csv", ".parquet": "parquet"}.get(into.suffix.lower())
    if form is None:
        message = f"no format is called `{into.suffix.removeprefix('.')}`"
        raise BadOption(message, "end the file in `.csv` or `.parquet`")
    made = asked(Path(items), goods, figures, of_goods, to, hq, regime, as_of, known_on)
    return made.into(into, form, Words(lang))


@dataclass(frozen=True)
class Asked:
    """What is asked, checked before anything is judged.

    Attributes:
        given: the items, or the file they stand in; None: a single item of `goods`.
        fixed: what holds for every item.
    """

    book: Rulebook
    rules: tuple[InForce, ...]
    given: Items | None
    goods: str | None
    of_goods: str | None
    fixed: dict[str, Value]

    def reply(self) -> Reply[LicenseRow]:
        """The answer with every reason.

        Raises:
            BadInput: if nothing is asked about, or the items are at fault.
        """
        answer = self._single() if self.given is None else self._listed(self.given)
        writer = LicenseWriter(answer, single=self.given is None)
        return Reply("license", answer.as_of, self.rules[0].known_on, answer.rows, answer, writer)

    def into(self, output: Path | None, form: str, words: Words, fail_on: str | None = None) -> TableWritten:
        """The answer written row by row into a file, or on standard output.

        Raises:
            BadInput: if the items are at fault, or the output cannot be written.
        """
        from renkei.desk.license_table import write_table

        fixed_ = self._of_rows()
        file = Path(str(self.given))
        return write_table(self.book, self.rules, file, fixed_, words, form, output, fail_on, progress("judging"))

    def _single(self) -> LicenseAnswer:
        from renkei.controls.cells import read_kind

        book, goods = self.book, self.goods
        if goods is None:
            message = "nothing is asked about"
            raise BadOption(message, "give a file of items, or `--goods KIND` with `--set figure=value`")
        kind = read_kind(goods, book)
        about = read_kind(self.of_goods, book) if self.of_goods else None
        kinds = {kind, about} - {None}
        for name in self.fixed:
            fits = name not in book.attributes or kind is None or bool(kinds & book.attributes[name].kinds)
            if not fits and not (kind and book.kinds[kind].of_goods and about is None):
                message = f"`{goods}` has no {book.attributes[name].names['en']}"
                raise BadOption(message, f"`renkei license --template {kind}` shows what it has")
        values = {name: value for name, value in self.fixed.items() if name != "item"}
        item = Item(str(self.fixed.get("item", goods)), 0, facts(book, kind, values, about))
        return license_of(book, self.rules, [item])

    def _listed(self, given: Items) -> LicenseAnswer:
        from renkei.controls.listed_items import ListedSheet
        from renkei.desk.license_table import read_items

        fixed_ = self._of_rows()
        if isinstance(given, (str, Path)):
            return read_items(self.book, self.rules, Path(given), fixed_)
        return read_items(self.book, self.rules, ListedSheet(rows_of(given)), fixed_)

    def _of_rows(self) -> dict[str, Value]:
        """What holds for every row."""
        from renkei.controls.cells import read_kind

        found = {name: value for name, value in self.fixed.items() if name != "item"}
        for name, given in (("goods", self.goods), ("of_goods", self.of_goods)):
            kind = read_kind(given, self.book) if given else None
            if kind is not None:
                found[name] = kind
        return found


def asked(
    items: Items | None,
    goods: str | None,
    figures: Mapping[str, Figure] | Iterable[str] | None,
    of_goods: str | None,
    to: str | None,
    hq: str | None,
    regime: str | Iterable[str],
    as_of: Day | None,
    known_on: Day | None,
) -> Asked:
    """What is asked, with the rules in force on the day.

    Raises:
        BadInput: if a day, a regime, a figure or a place is at fault.
    """
    book = built_in()
    names = [each.lower() for each in several(regime)]
    rules = regimes_in_force(book, names, day_of(as_of), day_or_none(known_on))
    if not rules:
        message = "no regime is asked for"
        raise BadOption(message, "give `--regime us,jp`")
    return Asked(book, rules, items, goods, of_goods, fixed(book, pairs_of(figures), to, hq))
