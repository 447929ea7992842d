"""What a caller says of items besides their file: the kind of goods, figures, where they go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from renkei.faces.python.places import named, place_given
from renkei.ground.errors import BadInput, BadOption

if TYPE_CHECKING:
    from renkei.controls.facts import Value
    from renkei.controls.headings import Headings
    from renkei.controls.rulebook import Rulebook

Figure = str | float | bool | Decimal | list[str] | None
"""A figure as callers write it: a text with its unit such as `193 nm`, or a number in the unit of the template."""


class SeveralFaults(BadInput):
    """Several things wrong at the prompt; each is told in a line of its own."""

    def __init__(self, errors: list[BadInput]) -> None:
        self.errors = errors
        super().__init__("; ".join(each.line() for each in errors))

    def lines(self) -> list[str]:
        """One line for every fault."""
        return [each.line() for each in self.errors]


def as_cell(value: object) -> str | None:
    """What a figure is in a cell of a sheet; None where nothing is known."""
    if value is None or value != value:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (set, frozenset)):
        return "; ".join(sorted(map(str, value)))
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def rows_of(given: Any) -> list[dict[str, str | None]]:
    """One item, several, or the rows of a table that has `to_dicts`, as rows of cells."""
    rows = [given] if isinstance(given, Mapping) else given.to_dicts() if hasattr(given, "to_dicts") else given
    return [{str(name): as_cell(value) for name, value in row.items()} for row in rows]


def pairs_of(figures: Mapping[str, Figure] | Iterable[str] | None) -> list[str]:
    """Figures as `name=value`."""
    if isinstance(figures, str):
        return [figures]
    if isinstance(figures, Mapping):
        return [f"{name}={as_cell(value) or ''}" for name, value in figures.items()]
    return list(figures or ())


def fixed(book: Rulebook, pairs: Iterable[str], to: str | None, hq: str | None) -> dict[str, Value]:
    """What holds for every item, every fault told at once; `item` is what the item is called.

    Raises:
        SeveralFaults: if anything cannot be read.
    """
    from renkei.controls.headings import Headings

    found: dict[str, Value] = {}
    faults: list[BadInput] = []
    headings = Headings(book)
    for pair in pairs:
        try:
            found |= _stated(book, headings, pair)
        except BadInput as error:
            told = pair.partition("=")[0] in error.message and "--set" in error.message
            faults.append(error if told else named(error, f"`--set {pair}`"))
    for name, option, place in (("destination", "--to", to), ("headquarters", "--hq", hq)):
        try:
            if (code := place_given(option, place)) is not None:
                found[name] = code
        except BadInput as error:
            faults.append(error)
    if faults:
        raise SeveralFaults(faults)
    return found


def _stated(book: Rulebook, headings: Headings, pair: str) -> dict[str, Value]:
    """What one `--set name=value` says."""
    from renkei.controls.cells import read_cell, read_place

    name, sign, text = pair.partition("=")
    if not sign:
        message = f"`--set {pair}` gives no value"
        raise BadOption(message, "write `--set wavelength=193nm`")
    heading = headings.read(name)
    if set(heading.names) & {"goods", "of_goods"}:
        message = f"`--set {pair}` names the kind of goods"
        raise BadOption(message, "give it with `--goods` or `--of-goods`")
    if heading.names == ("item",):
        return {"item": text.strip()}
    if heading.names[0] in {"destination", "headquarters"}:
        place = read_place(text)
        return {} if place is None else {heading.names[0]: place}
    read = {each: read_cell(text, book.attributes[each], book, heading.unit) for each in heading.names}
    return {each: value for each, value in read.items() if value is not None}
