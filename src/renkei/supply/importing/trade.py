"""What tables of trade have in common: which goods their codes stand for, their own numbers of countries, and flows.

Trade is counted by codes of the Harmonized System, and few codes hold one good alone. A code that a single good has,
and that holds nothing else, gives figures of that good; any other code becomes a good of its own, such as `hs-811292`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from renkei.ground.errors import UnknownWord
from renkei.supply.figures import OTHER
from renkei.supply.importing.country_codes import by_number
from renkei.supply.rows import Good

IMPORTS, EXPORTS = "imports", "exports"

STATISTICS: dict[str, dict[str, Any]] = {
    IMPORTS: {"name": {"en": "imports, by value", "ja": "輸入（金額）"}, "measures": "imports"},
    EXPORTS: {"name": {"en": "exports, by value", "ja": "輸出（金額）"}, "measures": "exports"},
}

_OWN_NUMBERS = {
    "58": "BE-LU",
    "251": "FR",
    "381": "IT",
    "490": "TW",
    "579": "NO",
    "699": "IN",
    "711": "BW-LS-NA-SZ-ZA",
    "757": "CH",
    "841": "US",
    "842": "US",
    "849": "UM",
}
"""Numbers of trade statistics that are none of ISO 3166-1, or mean a customs area by a number of its own."""

_ELSEWHERE = frozenset(
    "129 221 290 471 472 473 492 527 568 577 636 637 697 837 838 839 879 899".split()  # noqa: SIM905 - a list of numbers
)
"""Numbers for places that are not named: `Areas, nes`, `Bunkers`, `Free Zones`, `Other Europe, nes` and their like."""

TAIWAN = "490"
TAIWAN_NOTE = "Other Asia, nes: in practice Taiwan"


def place_of(number: str) -> str | None:
    """The place that a number of a trade table stands for; `other` for what it does not name, None if it is unknown."""
    bare = number.lstrip("0")
    if bare in _ELSEWHERE:
        return OTHER
    return _OWN_NUMBERS.get(bare) or by_number(bare)


@dataclass(frozen=True)
class Codes:
    """The codes that are wanted.

    Attributes:
        good_of: six digits to the id of the good whose figures they give.
        goods: goods that are new, as their files hold them.
    """

    good_of: dict[str, str]
    goods: list[dict[str, Any]]


def codes_of(goods: dict[str, Good], asked: Sequence[str] = ()) -> Codes:
    """The codes of the goods asked for, by id or code such as `8486.20`; of all goods if none is.

    Raises:
        UnknownWord: if a good is not known, has no code, or there is no code at all.
    """
    holders: dict[str, list[Good]] = defaultdict(list)
    for good in goods.values():
        for code in good.hs:
            holders[code.replace(".", "")].append(good)
    wanted = dict.fromkeys(code for word in asked for code in _codes_asked(word, goods))
    if not asked:
        wanted = dict.fromkeys(sorted(holders))
    if not wanted:
        message = "no good has a code of the Harmonized System"
        raise UnknownWord(message, "name codes: `--goods 8486.20`")
    found: dict[str, str] = {}
    made: dict[str, dict[str, Any]] = {}
    for code in wanted:
        alone = holders[code][0] if len(holders[code]) == 1 else None
        if alone is not None and alone.hs_note is None and all(len(holders[_digits(each)]) == 1 for each in alone.hs):
            found[code] = alone.id
        else:
            found[code] = f"hs-{code}"
            made[code] = _good_of(code, holders[code])
    return Codes(found, list(made.values()))


def _digits(code: str) -> str:
    return code.replace(".", "")


def _codes_asked(word: str, goods: dict[str, Good]) -> list[str]:
    digits = _digits(word)
    if digits.isascii() and digits.isdigit() and len(digits) == 6:
        return [digits]
    if word not in goods:
        import difflib

        near = difflib.get_close_matches(word, goods, 3)
        message = f"no good is called `{word}`"
        advice = f"did you mean {', '.join(f'`{each}`' for each in near)}?" if near else "name a code such as `8486.20`"
        raise UnknownWord(message, advice)
    if not goods[word].hs:
        message = f"`{word}` has no code of the Harmonized System"
        raise UnknownWord(message, "name the code itself, such as `8486.20`")
    return [_digits(each) for each in goods[word].hs]


def _good_of(code: str, holders: Sequence[Good]) -> dict[str, Any]:
    written = f"{code[:4]}.{code[4:]}"
    good: dict[str, Any] = {
        "id": f"hs-{code}",
        "name": {"en": f"all goods of HS {written}", "ja": f"HS {written}の全品目"},
        "family": holders[0].family if holders else "product",
        "stage": holders[0].stage if holders else "products",
        "hs": [written],
        "sources": [],
    }
    if holders:
        among = {
            lang: ("、" if lang == "ja" else ", ").join(each.name[lang] for each in holders) for lang in ("en", "ja")
        }
        good["note"] = {
            "en": f"a code of customs, which among others holds {among['en']}",
            "ja": f"税関の品目番号。{among['ja']}などを含む",
        }
    return good


SHOWN = 10
"""So many codes are named in a sentence."""

_Key = tuple[str, str, int, str, str, str]
"""Good, statistic, year, importer, place, and the place as printed."""


@dataclass
class Flows:
    """Amounts of trade added up, with the row each came from.

    Attributes:
        unit: of the amounts.
    """

    unit: str
    _sums: dict[_Key, Decimal | None] = field(default_factory=dict)
    _rows: dict[_Key, set[int | None]] = field(default_factory=dict)
    _notes: dict[_Key, str] = field(default_factory=dict)

    def add(
        self,
        statistic: str,
        good: str,
        year: int,
        place: tuple[str, str],
        amount: Decimal | None,
        *,
        row: int | None = None,
        importer: str = "",
        note: str = "",
    ) -> None:
        """Add what one row says; a sum may have several, as the codes of one good or the months of a year do.

        Args:
            statistic: imports or exports.
            good: its id.
            year: of the trade.
            place: its code, and as printed.
            amount: None if it is not told; then the sum is not known either.
            row: the row of the publisher's table.
            importer: whose imports they are; nobody's if they are exports.
            note: what to know of it.
        """
        key = good, statistic, year, importer, *place
        before = self._sums.get(key, Decimal(0))
        self._sums[key] = None if before is None or amount is None else before + amount
        self._rows.setdefault(key, set()).add(row)
        if note:
            self._notes[key] = note

    def __len__(self) -> int:
        return len(self._sums)

    def lines(self) -> list[dict[str, str]]:
        """One line of a table of figures for each sum: the largest first within good, statistic, year and importer."""
        return [
            self._line(key) for key in sorted(self._sums, key=lambda key: (*key[:4], -(self._sums[key] or 0), *key[4:]))
        ]

    def _line(self, key: _Key) -> dict[str, str]:
        good, statistic, year, importer, place, printed = key
        rows, amount = self._rows[key], self._sums[key]
        row = next(iter(rows)) if len(rows) == 1 else None
        return {
            "good": good,
            "statistic": statistic,
            "year": str(year),
            "unit": self.unit,
            "place": place,
            "printed": printed,
            "amount": "unknown" if amount is None else _plain(amount),
            "estimated": "no",
            "importer": importer,
            "note": self._notes.get(key, ""),
            "row": "" if row is None else str(row),
        }


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def names_of(codes: Iterable[str]) -> str:
    """Codes as a reader writes them; of very many the first ten and how many more."""
    named = [f"{code[:4]}.{code[4:]}" for code in codes]
    more = [f"... ({len(named) - SHOWN} more)"] if len(named) > SHOWN else []
    return ", ".join([*named[:SHOWN], *more])
