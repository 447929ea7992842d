"""What a cell says: a number with its unit, a yes or no, a choice, a set, a place, or nothing yet."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from renkei.controls.facts import NOT_APPLICABLE, Value
from renkei.controls.rulebook import Attribute, Rulebook
from renkei.controls.spelling import folded
from renkei.ground.errors import BadInput

UNKNOWN = frozenset(
    map(
        folded,
        (
            "",
            "-",
            "—",
            "–",
            "?",
            "unknown",
            "n/a",
            "na",
            "tbd",
            "not known",
            "not given",
            "null",
            "不明",
            "未定",
            "未記入",
            "不詳",
            "ー",
            "―",
        ),
    )
)
"""What people write where they do not know; never a zero and never a no."""

_YES = frozenset(
    map(
        folded,
        ("yes", "y", "true", "1", "○", "〇", "◯", "有", "有り", "あり", "はい", "該当", "する", "✓", "✔"),
    )
)
_NO = frozenset(map(folded, ("no", "n", "false", "0", "×", "✕", "無", "無し", "なし", "いいえ", "非該当", "しない")))
_SPLIT = re.compile(r"\s*[,;、，；|/\n]\s*|\s+\+\s+")
_FORMULA = re.compile(r"^\s*(=|@|\+[A-Za-z(]|-[A-Za-z(])")
_DATE = re.compile(r"^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}")
_NONE = frozenset(map(folded, ("none", "not applicable", "has none", "なし", "無し", "該当なし", "対象外")))
"""What people write where an item has no such figure or feature at all."""
_WRITTEN = re.compile(r"[\s+−-]*[\d,.]*")
DIGITS = 15
"""Numbers of more digits than this are refused: a table compares 64-bit floats, which keep so many apart."""

LEAST, MOST = Fraction(1, 10**60), Fraction(10**60)
"""Numbers beyond these are refused: no figure is so small or large, and products of them leave the 64-bit floats."""


class BadCell(BadInput):
    """A cell that cannot be read, or says what cannot be."""

    code = "bad-cell"


class FormulaCell(BadInput):
    """A cell that holds a formula where a value is wanted."""

    code = "formula-cell"


class Impossible(BadInput):
    """A value no goods can have."""

    code = "impossible-value"


def is_unknown(text: str) -> bool:
    """Whether a cell says that nothing is known."""
    return not text.strip() or folded(text) in UNKNOWN or text.strip() in {"-", "—", "–", "―", "ー", "?", "？"}


def read_cell(text: str, attribute: Attribute, book: Rulebook, unit: str | None = None) -> Value | None:
    """The value in a cell, in the attribute's own unit; None where it is not known.

    A unit in the cell goes before `unit`, which is the one the heading of its column names, if any.

    Raises:
        BadInput: if the cell cannot be read or says what cannot be.
    """
    if is_unknown(text):
        return None
    refuse_formula(text)
    if folded(text) in _NONE and attribute.type not in {"flag", "judgement", "place"}:
        return frozenset() if attribute.type == "set" else NOT_APPLICABLE
    match attribute.type:
        case "number":
            return _number(text, attribute, book, unit)
        case "flag" | "judgement":
            return _yes_or_no(text)
        case "choice":
            return _one_of(text, attribute, book)
        case "set":
            return frozenset(_one_of(each, attribute, book) for each in _SPLIT.split(text.strip()) if each)
        case _:
            return read_place(text)


def refuse_formula(text: str) -> None:
    """Refuse a cell that a spreadsheet would compute.

    Raises:
        FormulaCell: if it is one.
    """
    if _FORMULA.match(text):
        message = f"`{text.strip()[:40]}` is a formula"
        raise FormulaCell(message, "paste its value instead")


def _number(text: str, attribute: Attribute, book: Rulebook, unit: str | None) -> Fraction:
    written = _WRITTEN.match(unicodedata.normalize("NFKC", text))
    digits = re.sub(r"[^0-9]", "", written[0] if written else "").strip("0")
    if len(digits) > DIGITS and not _kept(text):
        message = f"`{text.strip()}` has more than {DIGITS} digits"
        raise BadCell(message, "round it to what was measured")
    if _DATE.match(unicodedata.normalize("NFKC", text)):
        message = f"`{text.strip().removesuffix(' (a date)')}` is a date"
        raise BadCell(message, "format the cell as a number and write it again")
    wanted = attribute.unit
    if unit is None or unit == wanted:
        value = book.units.read(text, wanted)
    else:
        value = book.units.convert(book.units.read(text, unit), unit, wanted)
    if value and not LEAST < abs(value) < MOST:
        message = f"`{text.strip()[:40]}` is no possible {attribute.names['en']}"
        raise Impossible(message, "look at its exponent")
    if not attribute.bounds.hold(value):
        message = f"`{text.strip()}` is no possible {attribute.names['en']}"
        raise Impossible(message, f"it must be {bounds_in_words(attribute)}")
    return value


def _kept(text: str) -> bool:
    """Whether a number of many digits is just what a 64-bit float holds, as computed figures are."""
    try:
        return repr(float(text)) == text.strip()
    except ValueError:
        return False


def bounds_in_words(attribute: Attribute) -> str:
    """The possible values of a number in English: `more than 0 and less than 2`, `a whole number, at least 1`."""
    bounds, unit = attribute.bounds, "" if attribute.unit == "1" else f" {attribute.unit}"
    parts = []
    if bounds.low is not None:
        parts.append(f"{'at least' if bounds.low_included else 'more than'} {plain_number(bounds.low)}{unit}")
    if bounds.high is not None:
        parts.append(f"{'at most' if bounds.high_included else 'less than'} {plain_number(bounds.high)}{unit}")
    return ", ".join((*(["a whole number"] if bounds.whole else []), *([" and ".join(parts)] if parts else [])))


def plain_number(value: Fraction) -> str:
    """A number as a decimal, exact where it is one of at most 15 digits."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    text = format(number, "f") if abs(number.adjusted()) < DIGITS else str(number)
    if "." in text and len(text.replace(".", "").lstrip("-0")) > DIGITS:
        text = f"{float(value):.6g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text.lower() else text


def _yes_or_no(text: str) -> bool:
    word = folded(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    message = f"`{text.strip()}` is neither yes nor no"
    raise BadCell(message, "write `yes` or `no`, or leave it empty if it is not known")


def _one_of(text: str, attribute: Attribute, book: Rulebook) -> str:
    found = book.spellings[attribute.name].get(folded(text))
    if found is None:
        message = f"`{text.strip()}` is no value of {attribute.names['en']}"
        raise BadCell(message, f"the values are {', '.join(f'`{each}`' for each in attribute.values)}")
    return found


def read_kind(text: str, book: Rulebook) -> str | None:
    """The kind of goods in a cell, by its name or id; None where it is not known.

    Raises:
        BadCell: if no kind is called so.
    """
    if is_unknown(text):
        return None
    refuse_formula(text)
    found = book.kind_spellings.get(folded(text))
    if found is None:
        message = f"`{text.strip()}` is no kind of goods"
        raise BadCell(message, "`renkei license --template list` lists the kinds")
    return found


def read_place(text: str) -> str | None:
    """The place in a cell, by its code or its name in English or Japanese; None where it is not known.

    Raises:
        BadCell: if no place is called so.
    """
    if is_unknown(text):
        return None
    from renkei.ground.places import GROUPS, find_place

    found = find_place(text)
    if found is None or found in GROUPS:
        message = f"`{text.strip()}` is no place" if found is None else f"`{text.strip()}` is a group of places"
        raise BadCell(message, "write one place by its two-letter code, such as `CN`, or by its name")
    return found
