"""The page that sets bounds of the American and Japanese lists beside Renkei's answers on items at and past them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from renkei.controls.answering import answer, status_of
from renkei.controls.cells import read_cell
from renkei.controls.facts import Facts
from renkei.controls.in_force import InForce, in_force
from renkei.controls.judging import Judge
from renkei.controls.loading import built_in
from renkei.controls.rulebook import PLACES
from renkei.desk.license import facts

DATA = Path(__file__).parent / "boundaries"
ON = date(2026, 7, 23)
"""The last day for which the American list was read."""

_WORDS = ("controlled", "undecided", "judgement", "not controlled", "not in force", "required", "not required")
"""Every answer, in the order a line gives them."""


@dataclass(frozen=True)
class Witness:
    """An item at or past a bound.

    Attributes:
        expect: by provision, what it says of the item by the text of the law.
        needs: by license requirement, whether it asks for a license.
        whole: by regime, its answer over all its paragraphs.
    """

    says: str
    item: Mapping[str, str]
    expect: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> dict[str, str]:
        """Everything expected, by provision, requirement or regime."""
        return {**self.expect, **self.needs, **self.whole}

    def answered(self) -> dict[str, str]:
        """What Renkei says of the same."""
        known = _facts(self.item)
        found = {id_: _of_provision(id_, known) for id_ in self.expect}
        for id_ in self.needs:
            found[id_] = _of_requirement(id_, known)
        return found | {regime: answer(_rules(regime), known).status for regime in self.whole}


@dataclass(frozen=True)
class Row:
    """What the texts say at one bound, and the items that show it; `untested` says why none can."""

    paragraphs: str
    claim: str
    relation: str = ""
    untested: str = ""
    witnesses: tuple[Witness, ...] = ()


def rows(name: str) -> list[Row]:
    """The rows of one file of `boundaries`."""
    found = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return [
        Row(**{**each, "witnesses": tuple(Witness(**witness) for witness in each.get("witnesses", ()))})
        for each in found
    ]


def _facts(item: Mapping[str, Any]) -> Facts:
    book = built_in()
    values: dict[str, Any] = {}
    for name, written in item.items():
        if name in PLACES:
            values[name] = written
        elif name not in {"goods", "of_goods"}:
            attribute = book.attributes[name]
            value = read_cell(str(written), attribute, book)
            if not {item["goods"], item.get("of_goods")} & attribute.kinds or value is None:
                message = f"`{item['goods']}` has no `{name}`, or `{written}` says nothing"
                raise ValueError(message)
            values[name] = value
    return facts(book, item["goods"], values, item.get("of_goods"))


@cache
def _rules(regime: str) -> InForce:
    return in_force(built_in(), regime, ON)


def _of_provision(id_: str, known: Facts) -> str:
    rules = _rules(id_.partition("-")[0])
    provision = rules.rulebook.provisions[id_]
    if id_ not in rules.versions:
        return "not in force"
    if known.kind not in provision.goods:
        return "not controlled"
    return status_of(Judge(rules, known).provision(id_))


def _of_requirement(id_: str, known: Facts) -> str:
    asked = answer(_rules(built_in().requirements[id_].regime), known).requirements
    needed = next((each.needed for each in asked if each.requirement.id == id_), False)
    return "undecided" if needed is None else "required" if needed else "not required"


def page() -> str:
    """The page as Markdown."""
    anomalies, relations = rows("anomalies.yaml"), rows("relations.yaml")
    told = [witness for row in (*anomalies, *relations) for witness in row.witnesses]
    agree = sum(witness.answered() == witness.expected for witness in told)
    lines = [
        "# Boundaries",
        "",
        "<!-- Written by docs/generate.py; `make docs` writes it anew. -->",
        "",
        "Where the American and the Japanese list differ, or the American text leaves something open, an answer hangs on a bound. Here",
        "items just at and just past such bounds are put to Renkei. Items and expected answers were written by hand from the texts",
        f"(`docs/boundaries`); Renkei's are computed while this page is written, for {ON.day} {ON:%B %Y}. {agree} of {len(told)} items",
        "have the answer expected.",
        "",
        "Each line speaks only of the paragraphs it names; other paragraphs may control the same item. 17号 means Article 6 item 17 of",
        "the Japanese order; *not in force* means that the paragraph is reserved or had ended by that day. `make test` fails if a line",
        "disagrees.",
        "",
        "## What the American text leaves open",
        "",
    ]
    for row in anomalies:
        lines += section(row)
    lines += ["## Where the two lists differ", ""]
    for row in relations:
        lines += section(row)
    return "\n".join(lines).rstrip() + "\n"


def section(row: Row) -> list[str]:
    """One row as Markdown: what the texts say, and a table of its items."""
    claim = " ".join(row.claim.split())
    lines = [f"### {row.paragraphs}", ""]
    lines.append(f"*{row.relation[:1].upper()}{row.relation[1:]}.* {claim}" if row.relation else claim)
    if row.untested:
        return [*lines, "", f"Not put to Renkei: {row.untested}.", ""]
    lines += ["", "| item | Renkei | by the texts |", "| --- | --- | --- |"]
    for each in row.witnesses:
        answered = each.answered()
        agreed = "the same" if answered == each.expected else f"**not so:** {_grouped(each.expected)}"
        lines.append(f"| {each.says} | {_grouped(answered)} | {agreed} |")
    return [*lines, ""]


def _grouped(found: Mapping[str, str]) -> str:
    """The answers, alike ones together: `controlled: 3B993.f.1; not controlled: 3B001.f.1.b`."""
    return "; ".join(
        f"{word}: {', '.join(_labels(id_ for id_, said in found.items() if said == word))}"
        for word in _WORDS
        if word in found.values()
    )


def _labels(ids: Iterable[str]) -> Iterable[str]:
    book = built_in()
    for id_ in ids:
        if id_ in book.provisions:
            number = book.provisions[id_].paragraph.partition(" (")[0]
            yield number.removeprefix("省令第").replace("6条第17号", "17号").replace("条第", "条")
        elif id_ in book.requirements:
            yield f"license for *{book.requirements[id_].names['en']}*"
        else:
            yield f"{book.regimes[id_].names['en']} as a whole"
