"""`regime`: the paragraphs of a regime on a day, their versions, and how much of the law is modelled."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date

from renkei.controls.in_force import InForce, in_force
from renkei.controls.rulebook import LeftOut, Provision, Requirement, RequirementVersion, Rulebook, Version
from renkei.ground.errors import UnknownWord


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A provision, and its version in force on the day; None if it was not in force."""

    provision: Provision
    version: Version | None


@dataclass(frozen=True)
class RegimeAnswer:
    """A regime on a day.

    Attributes:
        paragraphs: those asked for, in the order of their numbers.
        narrowed: only some paragraphs were asked for; then each is told whole.
        requirements: license requirements in force.
        counts: provisions in force by how much is modelled (`modelled`, `partly`, `not at hand`), the
            `unverified` among them, and paragraphs `left out`.
    """

    book: Rulebook
    rules: InForce
    paragraphs: tuple[Paragraph, ...]
    narrowed: bool
    requirements: tuple[tuple[Requirement, RequirementVersion], ...]
    left_out: tuple[LeftOut, ...]
    counts: dict[str, int]


def regime(
    book: Rulebook, name: str, as_of: date, known_on: date | None = None, paragraph: str | None = None
) -> RegimeAnswer:
    """A regime, or some of its paragraphs, on a day.

    Raises:
        UnknownWord: if no paragraph begins as asked.
    """
    rules = in_force(book, name, as_of, known_on)
    found = sorted(book.of(name), key=lambda each: natural(each.id))
    if paragraph is not None:
        found = [each for each in found if _begins(each, paragraph)]
        if not found:
            message = f"no paragraph of `{name}` begins with `{paragraph}`"
            raise UnknownWord(message, f"`renkei regime {name}` lists them")
    in_it = [Paragraph(each, rules.versions.get(each.id)) for each in found]
    states = Counter(version.state for version in rules.versions.values())
    counts = {state: states.get(state, 0) for state in ("modelled", "partly", "not at hand")}
    counts["unverified"] = sum("when" in version.unverified for version in rules.versions.values())
    left_out = rules.regime.left_out
    counts["left out"] = len(left_out)
    return RegimeAnswer(
        book,
        rules,
        tuple(each for each in in_it if paragraph is not None or each.version is not None),
        paragraph is not None,
        tuple(rules.requirements.values()),
        left_out,
        counts,
    )


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """A key that sorts `d.2` before `d.10`."""
    parts = re.findall(r"\d+|[^\d.]+", text)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def _begins(provision: Provision, asked: str) -> bool:
    wanted = _plain(asked)
    short = provision.id.partition("-")[2]
    numbers = (short, provision.paragraph, *provision.names.values())
    return wanted == _plain(provision.id) or any(_plain(each).startswith(wanted) for each in numbers)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold().removeprefix("省令")
