"""`exposure`: who supplies what; concentration; where one place stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from renkei.controls.in_force import InForce
from renkei.desk.exposure import Exposed, ExposureAnswer, ExposureFilter
from renkei.desk.exposure import exposure as ask
from renkei.desk.together import together as places_of
from renkei.faces.python.given import day_of, day_or_none, shown
from renkei.faces.python.places import place_given
from renkei.faces.python.reply import Look, Reply, Writer, as_text
from renkei.faces.python.saying import AsOf, Says, question
from renkei.faces.python.supply import FiguresKnownOn, Own, goods_given, supply_with
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang

if TYPE_CHECKING:
    from renkei.report.blocks import Document

FORMS = ("text", "json", "csv", "md", "html")

Counted = Literal["production", "capacity", "reserves", "sales", "imports", "exports", "reliance"]
Stage = Literal["minerals", "materials", "design", "equipment", "fabrication", "assembly", "products"]

TEXT_WIDTH = 110
"""Columns at most that the text takes."""


@dataclass(frozen=True)
class ExposureWriter(Writer):
    """Writes who supplies what; a text lists the first thirty goods, unless everything is to be told."""

    asked: ExposureAnswer
    forms = FORMS
    documented = True

    def plain(self, lang: Lang) -> Any:
        """The answer as plain values."""
        from renkei.report.exposure_data import exposure_json

        del lang
        return exposure_json(self.asked)

    def written(self, form: str, look: Look) -> str | bytes:
        """The answer in one of its forms."""
        if form == "json":
            return as_text(self.plain(look.lang))
        if form == "csv":
            from renkei.report.exposure_data import FIELDS, exposure_rows
            from renkei.report.tabular import rows_csv

            return rows_csv(exposure_rows(self.asked, look.lang), FIELDS)
        from renkei.report.written import written

        document = self._document(look, figures=form == "html", everything=look.everything or form != "text")
        return written(document, form, width=min(look.width, TEXT_WIDTH), color=look.color)

    def document(self, look: Look) -> Document:
        """The answer as a document of blocks."""
        return self._document(look, figures=True, everything=True)

    def _document(self, look: Look, *, figures: bool, everything: bool) -> Document:
        from renkei.report.exposure_outline import exposure_document

        return exposure_document(self.asked, look.words, figures=figures, everything=everything)

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, as sentences."""
        from renkei.report.exposure_outline import caveat_line
        from renkei.report.exposure_words import ExposureWords

        said = ExposureWords(self.asked, look.words)
        return [caveat_line(each, said) for each in self.asked.caveats]


@question
def exposure(
    *,
    good: Annotated[
        str | Iterable[str] | None, Says("Only these goods, by id or name, such as `gallium,photoresists`.")
    ] = None,
    place: Annotated[
        str | None, Says("Only what this place supplies, with an importer to that buyer: a country code or name.")
    ] = None,
    importer: Annotated[
        str | None, Says("Whom this place buys from, as far as figures of its trade are at hand.")
    ] = None,
    together: Annotated[
        str | Iterable[str] | None,
        Says("Add up the shares of these places: codes such as `US,JP,KR`, `eu`, or a forum such as `quad` or `g7`."),
    ] = None,
    stage: Annotated[Stage | None, Says("Only goods of this stage of the chain.")] = None,
    counted: Annotated[Counted | None, Says("What is counted. Default: who makes it.")] = None,
    regime: Annotated[
        str | Iterable[str] | None,
        Says("Only goods of which a paragraph of these regimes speaks, such as `us,jp`."),
    ] = None,
    own: Own = None,
    as_of: AsOf = None,
    known_on: FiguresKnownOn = None,
) -> Reply[Exposed]:
    """Who supplies what; how concentrated it is; where one place holds a step of the chain alone.

    A row for each good and count, the most concentrated first. Shares are percent, or the bounds between which they
    lie; the index (HHI) runs from 0 to 10,000. What nobody counts is never zero.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if a good, grouping or regime is unknown, or two parameters do not fit.
        BadCell: if a place is unknown.
        BadInput: if folders of figures laid over the built-in ones cannot be used.
    """
    refuse_unfit(good, importer, stage, counted)
    supply = supply_with(own)
    day, known = day_of(as_of), day_or_none(known_on)
    asked = ExposureFilter(
        goods=goods_given(supply, good),
        place=place_given("--place", place),
        importer=place_given("--importer", importer),
        together=places_of(shown(together), supply, day) if together is not None else None,
        stage=stage,
        measures=(counted,) if counted else None,
        regimes=tuple(dict.fromkeys(each.strip().lower() for each in shown(regime).split(",")))
        if regime is not None
        else (),
    )
    answer = ask(supply, day, known, asked, _rules(asked.regimes, day, known))
    return Reply("exposure", answer.as_of, answer.known_on, answer.rows, answer, ExposureWriter(answer))


def refuse_unfit(
    good: str | Iterable[str] | None, importer: str | None, stage: Stage | None, counted: Counted | None
) -> None:
    """Refuse what leaves nothing to ask.

    Raises:
        BadOption: if two parameters do not fit.
    """
    if good is not None and stage is not None:
        message = "`--stage` chooses among all goods, `--good` names them"
        raise BadOption(message, "use one of the two")
    if counted in {"imports", "reliance"} and importer is None:
        message = f"`--counted {counted}` counts what a place buys abroad"
        raise BadOption(message, "say which place with `--importer`, such as `--importer US`")


def _rules(named: Sequence[str], day: date, known_on: date | None) -> tuple[InForce, ...]:
    """The regimes asked for, or all of them, on their day."""
    from renkei.controls.loading import built_in
    from renkei.desk.license import regimes_in_force

    book = built_in()
    return regimes_in_force(book, list(named) or list(book.regimes), day, known_on)
