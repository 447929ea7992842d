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

NET_EXPORTER = "net exporter"
"""The note of a reliance on imports that is nothing because more is sold abroad than bought."""

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

    def sign_of(self, figures: Figures, share: Share, digits: int = 1) -> str:
        """The same as briefly as a table or picture wants it, with a sign for `about` and `at least`."""
        if not figures.in_percent or share.figure.amount.why is not None:
            return self.percent(share.told, digits)
        return sign(share.figure.amount)

    def whole_percent(self, found: Concentration, share: Share) -> str:
        """The same in whole percent."""
        amount = share.figure.amount
        before = "≥" if amount.high is None else "~" if amount.about else ""
        return (before if found.figures.in_percent else "") + self.percent(share.told, 0)

    def first_three(self, found: Concentration, digits: int = 1, *, briefly: bool = False) -> str:
        """What the first three places hold, no finer than the source tells."""
        told = found.first(3)
        if told is None:
            return "–"
        if not found.figures.in_percent:
            return self.percent(told, digits)
        amounts = [each.figure.amount for each in first_three(found.shares)]
        low = min(sum((each.low for each in amounts), Decimal(0)), _WHOLE)  # rounded shares may add up to more
        high = None if any(each.high is None for each in amounts) else low
        whole = Amount(low, high, about=any(each.about for each in amounts))
        return sign(whole) if briefly else self.amount(whole, "%")

    def bound(self, value: Decimal, figures: Figures, digits: int = 2) -> str:
        """A bound of a share; without decimals of our own where the source gives shares."""
        return plainly(round(value, digits)) if figures.in_percent else percent(value, digits)

    def span(self, between: Interval, figures: Figures, digits: int = 1) -> str:
        """What a share can be."""
        low, high = (self.bound(each, figures, digits) for each in (between.low, between.high))
        return f"{low}%" if low == high else self.words("exposure.span", low=low, high=f"{high}%")

    def hhi(self, value: Decimal | None, figures: Figures) -> str:
        """An index; in whole numbers where the source gives shares, which are rounded themselves."""
        return "–" if value is None else plainly(round(value, 0 if figures.in_percent else 1))

    def hhi_of(self, found: Concentration) -> str:
        """The index of what is told in whole numbers, marked where untold amounts can change it."""
        return "–" if found.hhi_told is None else f"{found.hhi_told:,.0f}" + ("*" if found.untold else "")

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

    def counted_inside(self, figures: Figures) -> str:
        """The same within brackets."""
        counted = self._without_name(figures) + ("†" if figures.basis == "headquarters" else "")
        return self.words("exposure.counted_inside", counted=counted, year=str(figures.year))

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
    """The title of a publication, or of a link between goods, written `user<used>`."""
    user, _, used = id_.partition("<")
    if used:
        return f"{supply.goods[used].name[words.lang]} → {supply.goods[user].name[words.lang]}"
    if id_ in supply.releases:
        return supply.releases[id_].title[words.lang]
    return next((each.title for each in supply.shares[id_].sources if each.title), id_)


def percent(share: Decimal, digits: int = 1) -> str:
    """A share with so many decimals; nothing and the whole have none, and what is neither never reads as they do."""
    near = round(share, 9)  # a sum of quotients misses the whole by a hair
    if near in {0, _WHOLE}:
        return f"{near:.0f}"
    shown = f"{near:.{digits}f}"
    if not shown.strip("0."):
        return f"<{Decimal(1).scaleb(-digits)}"
    if Decimal(shown) == _WHOLE:
        return f">{_WHOLE - Decimal(1).scaleb(-digits)}"
    return shown


def plainly(number: Decimal) -> str:
    """A number with separators and no more decimals than it needs."""
    whole = number.normalize()
    return f"{whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole:,f}"


def sign(amount: Amount) -> str:
    """A percentage with a sign for `about`, `at least` and `at most`; a dash for none."""
    if amount.why is not None:
        return "–"
    if amount.high is None:
        return f"≥{plainly(amount.low)}%"
    if amount.exact is None:
        return f"{plainly(amount.low)}–{plainly(amount.high)}%" if amount.low else f"≤{plainly(amount.high)}%"
    return ("~" if amount.about else "") + f"{plainly(amount.low)}%"


def capital(sentence: str) -> str:
    """A sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


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
