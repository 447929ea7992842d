"""The texts that rules rest on, one per regime and instrument, to be cited like rows of the record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from renkei.controls.products import Product
from renkei.controls.rulebook import Dated, Rulebook, RuleSource
from renkei.desk.answers import Cited
from renkei.ground.sources import How, to_cite
from renkei.record.instruments import Instrument
from renkei.record.tables import TABLES

RULES = "rules"
PRODUCTS = "products"
"""The tables of what is cited beside the record."""

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_ORDER = re.compile(r"令和([〇一二三四五六七八九十百元\d]+)年(.+?)第([〇一二三四五六七八九十百千\d]+)号")
_REFERENCE = re.compile(r"\d+ FR \d+|\(EU\) \d+/\d+|Staatscourant \d+, \d+|BZ\d+|令和\d+年[^第\s]+第\d+号")


@dataclass(frozen=True, slots=True)
class RuleText:
    """A text that rules of a regime rest on.

    Attributes:
        id: the regime and the text, such as `us 88 FR 73424`.
        text: the instrument, or the section on who needs a license.
        how: how most versions that rest on it are checked.
    """

    id: str
    regime: str
    text: str
    how: How
    address: str | None

    @property
    def cited(self) -> Cited:
        """It as a source of a document."""
        return Cited(self.id, RULES, self.how, self.address, "built-in", ())


def spelled(instrument: str) -> str:
    """An instrument with its year and number in digits: the same ordinance is written in two ways."""
    return _ORDER.sub(lambda m: f"令和{_number(m[1])}年{m[2]}第{_number(m[3])}号", instrument)


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    total, digit = 0, 0
    for sign in written.replace("元", "一"):
        if sign in _TENS:
            total, digit = total + (digit or 1) * _TENS[sign], 0
        else:
            digit = digit * 10 + _DIGITS[sign]
    return total + digit


def text_id(regime: str, text: str) -> str:
    """The name under which a text is cited."""
    return f"{regime} {text}"


def rule_texts(book: Rulebook) -> dict[str, RuleText]:
    """Every text that a version of a provision or a license requirement rests on, by id."""
    resting: dict[tuple[str, str], list[Dated]] = {}
    for provision in book.provisions.values():
        for version in provision.versions:
            resting.setdefault((provision.regime, spelled(version.instrument)), []).append(version)
    for requirement in book.requirements.values():
        resting.setdefault((requirement.regime, spelled(requirement.cites)), []).extend(requirement.versions)
    return {text_id(*key): _text(*key, versions) for key, versions in resting.items()}


def _text(regime: str, text: str, versions: Sequence[Dated]) -> RuleText:
    how = _most(versions, lambda each: each.how)
    alike = [source for version in versions if version.how == how for source in version.sources if source.address]
    source = min(alike, key=_rank(alike), default=None)
    return RuleText(text_id(regime, text), regime, text, How(how), source.address if source else None)


def _most(versions: Sequence[Dated], of: Callable[[Dated], str]) -> str:
    """The most frequent word; the worse check where two are as frequent."""
    counts = Counter(map(of, versions))
    return max(counts, key=lambda word: (counts[word], How(word).rank))


def _rank(sources: Sequence[RuleSource]) -> Callable[[RuleSource], tuple[bool, int, int]]:
    """What was read first, then the better kind of page, then the page that stands most often."""
    often = Counter(source.address for source in sources)
    return lambda source: (not source.read, How(source.how).rank, -often[source.address])


def product_source(product: Product) -> Cited:
    """A product as a source of a document: its best published page, and how most of its figures are checked."""
    counts = Counter(figure.how for figure in product.figures.values())
    how = max(counts, key=lambda each: (counts[each], each.rank))
    source = to_cite([each for figure in product.figures.values() for each in figure.sources])
    return Cited(product.id, PRODUCTS, how, source.address if source else None, "built-in", ())


def of_record(sources: Iterable[Cited]) -> tuple[Cited, ...]:
    """Those of some sources that are rows of the record."""
    return tuple(each for each in sources if each.table in TABLES)


def in_record(text: str, instruments: Iterable[Instrument]) -> str | None:
    """The record's row on the instrument that a rule names, found by its citation."""
    named = _REFERENCE.search(spelled(text))
    if named is None:
        return None
    for each in instruments:
        if each.citation and named[0] in _REFERENCE.findall(spelled(each.citation)):
            return each.id
    return None
