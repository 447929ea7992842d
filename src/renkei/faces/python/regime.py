"""`regime`: read a regime as it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from renkei.controls.loading import built_in
from renkei.desk.regime import Paragraph, RegimeAnswer
from renkei.desk.regime import regime as ask
from renkei.faces.python.given import day_of, day_or_none
from renkei.faces.python.reply import Look, Reply, Writer, as_text
from renkei.faces.python.saying import Day, Says, question
from renkei.ground.languages import Lang
from renkei.ground.words import Words

Regime = Literal["us", "jp", "nl", "eu"]


@dataclass(frozen=True)
class RegimeWriter(Writer):
    """Writes a regime, or some of its paragraphs whole."""

    asked: RegimeAnswer
    forms = ("text", "json", "md")

    def plain(self, lang: Lang) -> Any:
        """The regime as plain values, with its words in both languages."""
        from renkei.report.regimes import regime_json

        del lang
        return regime_json(self.asked, {"en": Words("en"), "ja": Words("ja")})

    def written(self, form: str, look: Look) -> str | bytes:
        """The regime in one of its forms."""
        from renkei.report import regimes

        if form == "json":
            return as_text(self.plain(look.lang))
        if form == "md":
            return regimes.regime_markdown(self.asked, look.words)
        return regimes.regime_text(self.asked, look.words, width=look.width, color=look.color)

    def notes(self, look: Look) -> list[str]:
        """What of the regime is not modelled, as sentences."""
        words, regime = look.words, self.asked.rules.regime
        return [words("regime.verified", verified=regime.verified), *(each[look.lang] for each in regime.not_modelled)]


@question
def regime(
    name: Annotated[Regime, Says("The regime.")],
    paragraph: Annotated[str | None, Says("A paragraph, or the beginning of one, such as `3B001.f`.")] = None,
    *,
    as_of: Annotated[Day | None, Says("The day the answer is for. Default: today.")] = None,
    known_on: Annotated[Day | None, Says("Use only versions that were public by this day.")] = None,
) -> Reply[Paragraph]:
    """Read a regime: its paragraphs, versions, conditions in words, sources, what is modelled and what is not.

    A row for each paragraph in force on the day; if `paragraph` is given, one for each that begins so.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if the regime is unknown.
        UnknownWord: if no paragraph begins as asked.
    """
    answer = ask(built_in(), name, day_of(as_of), day_or_none(known_on), paragraph)
    rules = answer.rules
    return Reply("regime", rules.as_of, rules.known_on, answer.paragraphs, answer, RegimeWriter(answer))
