"""The rows of a comparison table: every paragraph and condition beside the item's own figure, judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renkei.controls.answering import OfProvision, OfRequirement
from renkei.controls.judging import Judge
from renkei.controls.rulebook import Dated
from renkei.desk.license import LicenseRow
from renkei.report.comparison_words import NOTHING, STATUS, BothLanguages, Pair, beside
from renkei.report.reasons import Reason, reasons

_MARKS = {
    "met": ("○", "plain"),
    "not met": ("×", "plain"),
    "missing": ("？", "half"),
    "judge": ("◇", "open"),
    "not at hand": ("…", "quiet"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a comparison.

    Attributes:
        style: how it looks: a regime's band, a paragraph, one of its conditions, or a note.
        depth: how deep a condition stands among alternatives.
        result: met or not, controlled or not, with its sign.
        tone: how the result is tinted.
    """

    style: str
    paragraph: Pair
    text: Pair
    bound: Pair = NOTHING
    figure: Pair = NOTHING
    result: Pair = NOTHING
    tone: str = "plain"
    remark: Pair = NOTHING
    source: str = ""
    since: str = ""
    depth: int = 0

    @property
    def cells(self) -> tuple[Pair, ...]:
        """The cells, in the order of the columns."""
        parts = (self.paragraph, self.text, self.bound, self.figure, self.result, self.remark)
        return (*parts, (self.source, self.source), (self.since, self.since))


class ComparisonRows:
    """The rows of items, worded in both languages."""

    def __init__(self, says: BothLanguages) -> None:
        self._says = says

    def given(self, row: LicenseRow) -> Iterator[Row]:
        """The figures of an item, as they were given."""
        book, values = self._says.answer.book, row.item.facts.values
        yield Row("band", NOTHING, self._says.both("comparison.given"))
        for name in book.attributes:
            if name in values:
                first, second = (said.wording.value(name, values[name]) for said in self._says.said)
                yield Row("condition", NOTHING, self._says.attributes([name]), figure=(first, second))

    def compared(self, row: LicenseRow) -> Iterator[Row]:
        """Every paragraph of one regime for these goods, met or not, then the license requirements."""
        found, facts = row.found, row.item.facts
        rules = self._says.rules[found.regime]
        provisions = rules.provisions(facts.kind) if facts.kind and found.status != "not modelled" else []
        why = "compared" if provisions else "no_kind" if facts.kind is None else "no_paragraph"
        said = self._says.both(f"comparison.{'outside' if found.status == 'not modelled' else why}", n=len(provisions))
        law, read = (
            self._says.bilingual(rules.regime.law),
            self._says.both("regime.verified", verified=rules.regime.verified),
        )
        yield Row(
            "band",
            self._says.regime(row),
            beside(law, said, " — "),
            result=self._says.status(found.status),
            tone=STATUS[found.status][1],
            remark=self._says.license(row),
            source="\n".join(dict.fromkeys(read)),
        )
        judge = Judge(rules, facts)
        for provision, version in provisions:
            yield from self._provision(OfProvision(provision, version, judge.provision(provision.id)), row)
        for need in found.requirements:
            yield self._requirement(need)

    def _provision(self, each: OfProvision, row: LicenseRow) -> Iterator[Row]:
        provision, version = each.provision, each.version
        number = provision.number(self._says.words[0].lang), provision.number(self._says.words[1].lang)
        yield Row(
            "paragraph",
            number,
            self._says.bilingual(provision.title),
            result=self._says.status(each.status),
            tone=STATUS[each.status][1],
            remark=beside(self._says.open(each.judged), self._says.checked(version), "\n"),
            source=_source(version, version.instrument),
            since=version.since.isoformat(),
        )
        first, second = (reasons(each.judged, row.item.facts, wording) for wording in self._says.wordings)
        for one, other in zip(first, second, strict=True):
            yield self._reason(number[0], one, other)

    def _reason(self, number: str, one: Reason, other: Reason) -> Row:
        """A condition, judged, in both languages."""
        sign, tone = _MARKS[one.mark]
        word, word_other = self._says.both(f"comparison.mark.{one.mark}")
        figure = (one.figure, other.figure)
        if one.mark == "missing" and one.subject and not one.figure:
            figure = self._says.both("comparison.not_given")
        return Row(
            "condition",
            (number, number),
            (one.text, other.text),
            bound=(one.bound, other.bound),
            figure=NOTHING if one.heading else figure,
            result=(f"{sign} {word}", f"{sign} {word_other}"),
            tone=tone,
            depth=one.depth,
        )

    def _requirement(self, need: OfRequirement) -> Row:
        status = "required" if need.needed else "undecided"
        label, name = self._says.both("comparison.requirement"), self._says.bilingual(need.requirement.names)
        exceptions = NOTHING
        for each in need.version.exceptions:
            check = self._says.bilingual(each.check)
            shown = f"{each.symbol} ({each.cites}): {check[0]}", f"{each.symbol} ({each.cites}): {check[1]}"
            exceptions = beside(exceptions, shown, "\n")
        remark = beside(beside(self._says.policies([need]), exceptions, "\n"), self._says.checked(need.version), "\n")
        return Row(
            "paragraph",
            (need.requirement.cites, need.requirement.cites),
            (f"→ {label[0]}: {name[0]}", f"→ {label[1]}: {name[1]}"),
            result=self._says.status(status),
            tone=STATUS[status][1],
            remark=remark,
            source=_source(need.version, ""),
            since=need.version.since.isoformat(),
        )


def _source(version: Dated, instrument: str) -> str:
    """The instrument, and the address of the best source that was read."""
    order = {"official": 0, "mirror": 1, "press": 2, "memory": 3}
    cited = min((s for s in version.sources if s.address), key=lambda s: (not s.read, order[s.how]), default=None)
    return "\n".join(filter(None, (instrument, (cited.address or "") if cited else "")))
