"""Shares, amounts and places of the supply in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from renkei.desk.exposure import Exposed, ExposureAnswer
from renkei.ground.places import place_name
from renkei.ground.words import Words
from renkei.supply.amounts import Amount
from renkei.supply.concentration import Band, Concentration, Interval, Share, lumped
from renkei.supply.figures import OTHER, Figures
from renkei.supply.loading import Supply

FEW = 8
"""So many names are told in running text; the rest is told by their number."""

_WITH_ARTICLE = frozenset({"AE", "BS", "CD", "CF", "CG", "DO", "EU", "GB", "KR", "MH", "NL", "PH", "US"})
"""Places whose English name takes an article within a sentence."""

_WHOLE = Decimal(100)


class ExposureWords:
    """How an answer on exposure is said in one language."""

    def __init__(self, answer: ExposureAnswer, words: Words) -> None:
        self.answer, self.words = answer, words

    def good(self, id_: str) -> str:
        """The name of a good."""
        found = self.answer.supply.goods.get(id_)
        return found.name[self.words.lang] if found else id_

    def goods(self, ids: Iterable[str]) -> str:
        """The names of goods."""
        return self.words.join(self.good(each) for each in ids)

    def few_goods(self, ids: Sequence[str]) -> str:
        """The names of the first goods, and how many more there are."""
        return self.few([self.good(each) for each in ids])

    def few(self, names: Sequence[str], most: int = FEW) -> str:
        """The first names, and how many more there are; one too many is named as well."""
        if len(names) <= most + 1:
            return self.words.join(names)
        return self.words("exposure.and_more", list=self.words.join(names[:most]), n=len(names) - most)

    def place(self, code: str) -> str:
        """The name of a place, or of those that the source does not name, as it stands in a table."""
        return self.words("exposure.other") if code == OTHER else place_name(code, self.words.lang)

    def the_place(self, code: str) -> str:
        """The name of a place within a sentence."""
        name = self.place(code)
        return f"the {name}" if self.words.lang == "en" and code in _WITH_ARTICLE else name

    def places(self, codes: Iterable[str]) -> str:
        """The names of places within a sentence."""
        names = [self.the_place(each) for each in codes]
        if self.words.lang == "en" and len(names) > 1:
            return f"{', '.join(names[:-1])} and {names[-1]}"
        return self.words.join(names)

    def together(self) -> str:
        """What the places taken together are called at the head of a column."""
        found = self.answer.asked.together
        if found is None:
            return ""
        return found.name[self.words.lang] if found.name else self.words.join(map(self.place, sorted(found.places)))

    def together_subject(self) -> str:
        """What the places taken together are called within a sentence."""
        found = self.answer.asked.together
        if found is None:
            return ""
        if found.name is None:
            return self.places(sorted(found.places))
        return self.words("exposure.members", name=found.name[self.words.lang], n=len(found.places))

    def percent(self, share: Decimal | None, digits: int = 1) -> str:
        """A share; a dash for none."""
        return "–" if share is None else f"{percent(share, digits)}%"

    def share_of(self, figures: Figures, share: Share, digits: int = 1) -> str:
        """A share as the source gives it, where it gives shares; else computed, with so many decimals."""
        if figures.in_percent:
            return self.amount(share.figure.amount, "%")
        return self.percent(share.told, digits)

    def first_three(self, found: Concentration, digits: int = 1) -> str:
        """What the first three places hold, no finer than the source tells."""
        told = found.first(3)
        if told is None:
            return "–"
        if not found.figures.in_percent:
            return self.percent(told, digits)
        amounts = [each.figure.amount for each in first_three(found.shares)]
        shown = f"{plainly(sum((each.low for each in amounts), Decimal(0)))}%"
        if any(each.high is None for each in amounts):
            return self.words("exposure.at_least", n=shown)
        return self.words("exposure.about", n=shown) if any(each.about for each in amounts) else shown

    def span(self, between: Interval, digits: int = 1) -> str:
        """What a share can be."""
        low, high = (percent(each, digits) for each in (between.low, between.high))
        return f"{low}%" if low == high else self.words("exposure.span", low=low, high=f"{high}%")

    def hhi(self, value: Decimal | None, figures: Figures) -> str:
        """An index; in whole numbers where the source gives shares, which are rounded themselves."""
        return "–" if value is None else f"{value:,.{0 if figures.in_percent else 1}f}"

    def hhi_of(self, found: Concentration) -> str:
        """The index of what is told, marked where untold amounts can change it."""
        return self.hhi(found.hhi_told, found.figures) + ("*" if found.untold else "")

    def bands(self, bands: Sequence[Band]) -> str:
        """A band, or the bands between which what is not told decides."""
        first, last = (self.words.label("exposure.band", each) for each in (bands[0], bands[-1]))
        return first if first == last else self.words("exposure.bands", low=first, high=last)

    def amount(self, amount: Amount, unit: str = "") -> str:
        """An amount with its unit, or why there is none; digits as the source writes them."""
        if amount.why is not None:
            return self.words.label("exposure.untold", amount.why)
        tail = "" if not unit else "%" if unit == "%" else f" {self.unit(unit)}"
        if amount.exact is not None:
            shown = f"{plainly(amount.exact)}{tail}"
            return self.words("exposure.about", n=shown) if amount.about else shown
        if amount.high is None:
            return self.words("exposure.at_least", n=f"{plainly(amount.low)}{tail}")
        if not amount.low:
            return self.words("exposure.at_most", n=f"{plainly(amount.high)}{tail}")
        return self.words("exposure.span", low=plainly(amount.low), high=f"{plainly(amount.high)}{tail}")

    def unit(self, unit: str) -> str:
        """A unit in this language, where it is known here."""
        return self.words.label("exposure.unit", unit)

    def counted(self, figures: Figures) -> str:
        """What the figures count, marked where they count headquarters."""
        return figures.measure[self.words.lang] + ("†" if figures.basis == "headquarters" else "")

    def counted_briefly(self, figures: Figures) -> str:
        """What the figures count and of which year, beside the name of the good."""
        counted = self._without_name(figures) + ("†" if figures.basis == "headquarters" else "")
        return self.words("exposure.counted_year", counted=counted, year=str(figures.year))

    def _without_name(self, figures: Figures) -> str:
        """The measure without the good's name at its beginning or end."""
        measure, name = figures.measure[self.words.lang], _core(self.good(figures.good))
        folded = measure.casefold()
        rest = measure
        if folded.startswith(name.casefold()):
            rest = measure[len(name) :].removeprefix("の").strip()
        elif folded.endswith(name.casefold()):
            rest = measure[: len(measure) - len(name)].strip()
            for word in (" of", " for", " in"):
                rest = rest.removesuffix(word)
        return rest or measure

    def of_what(self, row: Exposed) -> str:
        """The whole of which shares are told, such as the primary production of gallium."""
        measure = row.figures.measure[self.words.lang]
        if row.figures.publication not in self.answer.supply.releases:
            return self.words("exposure.of_measure", measure=measure)  # a publication's own words name the good
        head, rest = _split(measure)
        told = self.words("exposure.of_good", measure=head, good=self.good(row.good.id))
        return told + (self.words.aside(rest) if rest else "")

    def form(self, figures: Figures) -> str:
        """The good as figures of trade count it, such as tin: waste and scrap."""
        _, rest = _split(figures.measure[self.words.lang])
        name = self.good(figures.good)
        return self.words("exposure.form", good=name, form=rest) if rest else name

    def publication(self, id_: str) -> str:
        """The title of a publication."""
        return publication_title(self.answer.supply, id_, self.words)


def publication_title(supply: Supply, id_: str, words: Words) -> str:
    """The title of a publication."""
    if id_ in supply.releases:
        return supply.releases[id_].title[words.lang]
    return next((each.title for each in supply.shares[id_].sources if each.title), id_)


def percent(share: Decimal, digits: int = 1) -> str:
    """A share with so many decimals; nothing and the whole have none, and what is neither never reads as they do."""
    if share in {0, _WHOLE}:
        return f"{share:.0f}"
    shown = f"{share:.{digits}f}"
    if not shown.strip("0."):
        return f"<{Decimal(1).scaleb(-digits)}"
    if Decimal(shown) == _WHOLE:
        return f">{_WHOLE - Decimal(1).scaleb(-digits)}"
    return shown


def plainly(number: Decimal) -> str:
    """A number with separators and the decimals it was written with."""
    return f"{number:,f}"


def first_three(shares: Iterable[Share]) -> list[Share]:
    """The three largest single places whose share is told."""
    return [each for each in shares if each.told and not lumped(each.place)][:3]


def _core(name: str) -> str:
    """A name without what stands behind it in brackets."""
    return name.partition(" (")[0].partition("（")[0]


def _split(measure: str) -> tuple[str, str]:
    """What is counted, and in which form: `import sources of the United States`, `acid`."""
    for mark in (": ", "：", ", "):
        head, found, rest = measure.partition(mark)
        if found:
            return head, rest
    if measure.endswith("）") and "（" in measure:
        head, _, rest = measure[:-1].partition("（")
        return head, rest
    return measure, ""
