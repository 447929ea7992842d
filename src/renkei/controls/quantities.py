"""Quantities as people write them, turned into exact numbers of the unit asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from renkei.ground.errors import BadInput

_NUMBER = re.compile(
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)(?:\s*[x×*]\s*10\s*\^?\s*(?P<power>[+-]?\d{1,3}))?\s*(?P<unit>.*)"
)

_DECIMAL_COMMA = re.compile(r"^([+-]?\d+),(\d{1,2}|\d{4,})(?!\d|,)")


class WrongUnit(BadInput):
    """A quantity whose unit is missing, unknown or of another dimension."""

    code = "wrong-unit"


class NotANumber(BadInput):
    """A text that holds no number."""

    code = "not-a-number"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, its exact factor to the dimension's first unit, and for temperatures the offset.

    A value `v` of this unit is `v * factor + offset` of the first one.
    """

    symbol: str
    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)


class Units:
    """Every unit by symbol and by the other ways people write it."""

    def __init__(self, units: Mapping[str, Unit], aliases: Mapping[str, str]) -> None:
        self.by_symbol = dict(units)
        self._by_spelling = {_folded(symbol): unit for symbol, unit in units.items()}
        for alias, symbol in aliases.items():
            self._by_spelling.setdefault(_folded(alias), units[symbol])

    def named(self, text: str) -> Unit | None:
        """The unit that `text` spells, if any."""
        folded = _folded(text)
        found = self._by_spelling.get(folded)
        return found or self._by_spelling.get(folded.lower())

    def convert(self, value: Fraction, given: str, wanted: str) -> Fraction:
        """`value` of the unit `given` in the unit `wanted`, exactly.

        Raises:
            WrongUnit: if one does not measure what the other does.
        """
        if given == wanted:
            return value
        source, target = self.by_symbol[given], self.by_symbol[wanted]
        if source.dimension != target.dimension:
            message = f"`{given}` is not a unit of {target.dimension.replace('_', ' ')}"
            raise WrongUnit(message, f"give it in {wanted}")
        return (value * source.factor + source.offset - target.offset) / target.factor

    def read(self, text: str, wanted: str) -> Fraction:
        """The number in a cell such as `2.4 nm`, `１，２００` or `2×10^8`, in the unit `wanted` (`1`: a plain number).

        A bare number is taken to be in the unit wanted.

        Raises:
            NotANumber: if there is no number.
            WrongUnit: if the unit is unknown or measures something else.
        """
        plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("–", "-")
        plain = re.sub(r"^(?:零下|マイナス)\s*", "-", plain)
        if _DECIMAL_COMMA.match(plain):
            message = f"`{text}` has a comma where a point is wanted"
            pointed = _DECIMAL_COMMA.sub(r"\1.\2", plain)
            raise NotANumber(message, f"write {pointed}; a comma separates thousands")
        match = _NUMBER.fullmatch(plain)
        if match is None or not re.search(r"\d", match["number"] or ""):
            message = f"`{text}` is not a number"
            raise NotANumber(message, "write one number, with its unit if it is another one" + _hint(wanted))
        value = Fraction(match["number"].replace(",", ""))
        if match["power"]:
            value *= Fraction(10) ** int(match["power"])
        written = match["unit"].strip()
        if not written:
            return value
        unit = self.named(written)
        if wanted == "1":
            message = f"`{text}` has a unit, but a plain number is wanted"
            raise WrongUnit(message, "leave the unit out")
        if unit is None:
            message = f"`{written}` in `{text}` is not a unit this tool knows"
            raise WrongUnit(message, f"give it in {wanted}")
        return self.convert(value, unit.symbol, wanted)


def _hint(wanted: str) -> str:
    return "" if wanted == "1" else f" than {wanted}"


def _folded(text: str) -> str:
    """One spelling for the many: width, micro signs, exponents and spaces folded."""
    folded = unicodedata.normalize("NFKC", text).strip().replace("μ", "µ").replace(" ", "")
    return folded.replace("µ", "u").replace("^", "").replace("·", "")


def exact(text: str) -> Fraction:
    """A number written in a rule file, exactly; fractions such as `20265/152` as well."""
    return Fraction(text.replace(",", "").replace("_", ""))


def units_of(plain: dict[str, Any]) -> Units:
    """The units as compiled: by symbol what each measures, its factor and offset, and how else it is written."""
    units = {s: Unit(s, of, exact(factor), exact(offset)) for s, (of, factor, offset, _) in plain.items()}
    return Units(units, {alias: symbol for symbol, (_, _, _, also) in plain.items() for alias in also})
