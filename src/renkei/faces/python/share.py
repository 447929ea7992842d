"""`share`: who gets what when there is not enough, by which rule, proved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from renkei.faces.python.given import day_of
from renkei.faces.python.progress import progress
from renkei.faces.python.reply import Look, Reply, Writer, as_text
from renkei.faces.python.saying import AsOf, Says, question
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from renkei.desk.share import ShareAnswer, ShareRow
    from renkei.report.blocks import Document
    from renkei.supply.sharing.case import Role
    from renkei.supply.sharing.rules import Rule

FORMS = ("text", "json", "csv", "md", "html")

RuleAsked = Literal["proportional", "priority", "max-min", "least-harm"]

TEXT_WIDTH = 110
"""Columns at most that the text takes."""


@dataclass(frozen=True)
class ShareWriter(Writer):
    """Writes who gets what."""

    asked: ShareAnswer
    forms = FORMS
    documented = True

    def plain(self, lang: Lang) -> Any:
        """The answer as plain values, with the words in both languages."""
        from renkei.report.share_data import share_json

        del lang
        return share_json(self.asked, {"en": Words("en"), "ja": Words("ja")})

    def written(self, form: str, look: Look) -> str | bytes:
        """The answer in one of its forms."""
        if form == "json":
            return as_text(self.plain(look.lang))
        if form == "csv":
            from renkei.report.share_data import FIELDS, share_rows
            from renkei.report.tabular import rows_csv

            return rows_csv(share_rows(self.asked), FIELDS)
        from renkei.report.written import written

        document = self.document(look, figures=form == "html")
        return written(document, form, width=min(look.width, TEXT_WIDTH), color=look.color)

    def document(self, look: Look, *, figures: bool = True) -> Document:
        """The answer as a document of blocks."""
        from renkei.report.share_outline import share_document

        return share_document(self.asked, look.words, figures=figures)

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, as sentences."""
        from renkei.desk.share import caveats
        from renkei.report.share_words import caveat_line

        return [caveat_line(each, look.words) for each in caveats(self.asked)]


@question
def share(
    needs: Annotated[
        str | Path,
        Says("Who asks for what: `place, good, month, amount, unit`, and if wanted `priority, minimum, harm`."),
    ],
    stocks: Annotated[str | Path, Says("Who has what: `place, good, amount, unit`, and if wanted `keep`.")],
    *,
    capacities: Annotated[
        str | Path | None, Says("What can be added in a month: `place, good, month, amount`.")
    ] = None,
    pledges: Annotated[str | Path | None, Says("What was promised: `from, to, good, month, amount`.")] = None,
    closed: Annotated[
        str | Path | None, Says("Ways on which nothing can be given: `from, to`, and if wanted `good, month`.")
    ] = None,
    rule: Annotated[RuleAsked | None, Says("The rule to share by. Default: `max-min`.")] = None,
    rules: Annotated[Literal["all"] | None, Says("`all` sets the four rules side by side.")] = None,
    as_of: AsOf = None,
) -> Reply[ShareRow]:
    """Who gets what when there is not enough: shared by a rule, proved, with what one more unit would bring.

    Each parameter but the rule names a file with these columns: .csv, .tsv or .xlsx. A row for each claim under each
    rule; amounts in the units of the files.

    Raises:
        BadDay: if the day is not a whole, existing one.
        BadOption: if both `rule` and `rules` are given.
        BadSharingFiles: if anything in the files is wrong; every fault is told.
        CannotKeep: if what is promised cannot all be kept.
    """
    from renkei.desk.share import share_of  # loads the optimizer
    from renkei.supply.sharing.rules import RULES

    if rule and rules:
        message = "`--rule` and `--rules` are both given"
        raise BadOption(message, "leave one of them out")
    day = day_of(as_of)
    given = {"needs": needs, "stocks": stocks, "capacities": capacities, "pledges": pledges, "closed": closed}
    files: dict[Role, Path] = {role: Path(path) for role, path in given.items() if path is not None}  # type: ignore[misc]
    chosen: tuple[Rule, ...] = RULES if rules else (rule or "max-min",)
    answer = share_of(files, chosen, day, progress("sharing"))
    return Reply("share", answer.as_of, None, answer.rows, answer, ShareWriter(answer))
