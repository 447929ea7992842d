"""The answer to `license` in words, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from renkei.controls.answering import OfProvision, OfRegime, OfRequirement
from renkei.controls.conditions import Compare
from renkei.controls.deciding import Sets
from renkei.controls.judging import Judged
from renkei.controls.rulebook import Dated
from renkei.controls.wording import Wording
from renkei.desk.license import LicenseAnswer, LicenseCaveat, LicenseRow
from renkei.ground.words import Words
from renkei.report.reasons import reasons
from renkei.report.screen import screen, shown

_SIGN = {"met": "✓", "not met": "✗", "missing": "?", "judge": "◇", "not at hand": "…"}
_COLOR = {
    "controlled": "red",
    "required": "red",
    "undecided": "yellow",
    "judgement": "blue",
    "not controlled": "green",
    "not required": "green",
    "not modelled": "bright_black",
}
WIDE = 110
"""Columns a table of several items needs; a narrower screen shows them as a list."""
MOST_OPEN = 3
"""So many paragraphs that are still open are told with their conditions, unless all are asked for."""
MOST_SETS = 3
"""So many of the smallest sets of missing figures are shown; the file formats give them all."""


class LicenseWords:
    """Words the parts of an answer in one language."""

    def __init__(self, answer: LicenseAnswer, words: Words) -> None:
        self.answer = answer
        self.words = words
        self.wording = Wording(answer.book, words)

    def regime(self, found: OfRegime) -> str:
        """The regime's name."""
        return self.answer.book.regimes[found.regime].names[self.words.lang]

    def status(self, word: str) -> str:
        """A status, a need of a license or a review policy in words."""
        return self.words.label("license", word)

    def kind(self, name: str | None) -> str:
        """A kind of goods."""
        return self.answer.book.kinds[name].names[self.words.lang] if name else self.words("license.kind_unknown")

    def sets(self, sets: Sets) -> str:
        """The smallest sets of missing figures: `overlay; or NA and wavelength`."""
        ranked = sorted(sets, key=lambda each: (len(each), sorted(each)))[:MOST_SETS]
        joined = [
            self.words("controls.and").join(self.wording.attribute(name) for name in sorted(each)) for each in ranked
        ]
        return self.words("license.or_else").join(joined)

    def wanted(self, found: OfRegime) -> str:
        """The first few missing facts of an open answer, those of the smallest deciding sets first."""
        ranked = sorted(found.brings_under | found.rules_out, key=lambda each: (len(each), sorted(each)))
        names = list(dict.fromkeys(name for each in ranked for name in sorted(each)))
        names = names or [*found.missing, *found.judgement]
        told = self.words.join(self.wording.attribute(name) for name in names[:MOST_SETS])
        return told + (" …" if len(names) > MOST_SETS else "")

    def caveats(self) -> list[str]:
        """The caveats as sentences; what is the same of several paragraphs is said once."""
        grouped: dict[str, list[str]] = {}
        for each in self.answer.caveats:
            paragraph = str(each.values.get("paragraph", ""))
            same = LicenseCaveat(each.code, {**each.values, "paragraph": "\0"}) if paragraph else each
            grouped.setdefault(self.caveat(same), []).append(paragraph)
        return [text.replace("\0", self.words.join(dict.fromkeys(names))) for text, names in grouped.items()]

    def caveat(self, caveat: LicenseCaveat) -> str:
        """A caveat as a sentence."""
        return caveat_words(caveat, self.words)


def caveat_words(caveat: LicenseCaveat, words: Words) -> str:
    """A caveat as a sentence."""
    values: dict[str, Any] = {}
    for key, value in caveat.values.items():
        if isinstance(value, Mapping):
            values[key] = value[words.lang]
        elif isinstance(value, list):
            values[key] = words("license.list").join(each[words.lang] for each in value)
        else:
            values[key] = words.label("license", value) if key == "how" else value
    return words(f"license_caveats.{caveat.code}", **values)


def license_text(answer: LicenseAnswer, words: Words, *, width: int, color: bool, everything: bool = False) -> str:
    """The answer for a terminal: every reason for one item, a table for several."""
    from rich.text import Text

    console = screen(width=width, color=color)
    said = LicenseWords(answer, words)
    items = list(dict.fromkeys(id(row.item) for row in answer.rows))
    if len(items) == 1:
        _one(console, said, everything=everything)
    elif width >= WIDE:
        _many(console, said)
    else:
        _listed(console, said)
    console.print()
    for line in said.caveats():
        console.print(Text(f"· {line}", style="dim"))
    console.print(Text(words("license.rules", hash=answer.book.hash[:12]), style="dim"))
    return shown(console)


def _one(console: Any, said: LicenseWords, *, everything: bool) -> None:
    from rich.text import Text

    words, answer = said.words, said.answer
    item = answer.rows[0].item
    console.print(Text.assemble((item.name, "bold"), f"  {said.kind(item.facts.kind)}"))
    console.print(Text(_route(said, item.facts.values), style="dim"))
    for row in answer.rows:
        found = row.found
        console.print()
        line = Text(said.regime(found), style="bold")
        line.append(f"  {said.status(found.status)}", style=_COLOR[found.status])
        if found.status != "not modelled":
            line.append("  ·  ", style="dim")
            line.append(words("license.need", need=said.status(found.license)), style=_COLOR[found.license])
        console.print(line)
        told, rest = _told(found, everything=everything)
        for each in told:
            _provision(console, said, row, each)
        if rest:
            numbers = words.join(each.provision.number(words.lang) for each in rest)
            console.print(_indented(Text(words("license.also_open", paragraphs=numbers), style="dim"), 2))
        for need in found.requirements:
            _requirement(console, said, need)
        if found.status in {"undecided", "judgement"}:
            for key, sets in (("brings_under", found.brings_under), ("rules_out", found.rules_out)):
                if sets and frozenset() not in sets:
                    console.print(_indented(Text(words(f"license.{key}", sets=said.sets(sets))), 2))
            if found.brings_under and not found.rules_out:
                console.print(_indented(Text(words("license.no_way_out"), style="yellow"), 2))


def _told(found: OfRegime, *, everything: bool) -> tuple[list[OfProvision], list[OfProvision]]:
    """The provisions told with their conditions (of an open answer those with least missing), and those only named."""
    same = [each for each in found.provisions if each.status == found.status]
    same.sort(key=_how_open)
    told = list(found.provisions) if everything else same if found.status == "controlled" else same[:MOST_OPEN]
    return told, [each for each in found.provisions if each not in told]


def _how_open(each: OfProvision) -> tuple[int, int]:
    """Paragraphs of which the item gives figures first, those that lack least before others."""
    lacks = {name for atom in each.judged.open() for name in atom.wants}
    return -_given(each.judged), len(lacks)


def _given(judged: Judged) -> int:
    """How many comparisons of figures the item settles."""
    own = isinstance(judged.node, Compare) and judged.truth is not None
    return int(own) + sum(map(_given, judged.parts))


def _indented(text: Any, left: int) -> Any:
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, left))


def _route(said: LicenseWords, values: Mapping[str, Any]) -> str:
    where = [
        said.words(f"license.{name}", place=said.wording.value(name, values[name]))
        for name in ("destination", "headquarters")
        if name in values
    ]
    return said.words.join([*where, said.words("license.as_of", day=said.answer.as_of)])


def _provision(console: Any, said: LicenseWords, row: LicenseRow, each: OfProvision) -> None:
    from rich.text import Text

    lang = said.words.lang
    line = Text()
    line.append(each.provision.number(lang), style="bold")
    if each.provision.paragraph != each.provision.number(lang):
        line.append(f" {each.provision.paragraph}", style="dim")
    line.append(f"  {each.provision.title[lang]}")
    line.append(f"  [{said.status(each.status)}]", style=_COLOR[each.status])
    line.append(_marks(said, each.version), style="yellow")
    console.print(_indented(line, 2))
    for reason in reasons(each.judged, row.item.facts, said.wording):
        sign = _SIGN[reason.mark]
        figure = f"  ({reason.figure})" if reason.figure and not reason.heading else ""
        style = {"met": "", "not met": "dim", "missing": "yellow", "judge": "blue"}.get(reason.mark, "dim")
        console.print(_indented(Text(f"{sign} {reason.text}{figure}", style=style), 4 + 2 * reason.depth))
    source = each.version.cited
    cited = said.words("license.version", since=each.version.since, instrument=each.version.instrument)
    console.print(
        Text(f"    {cited}" + (f"  {source.address}" if source else ""), style="bright_black"), soft_wrap=True
    )


def _marks(said: LicenseWords, version: Dated) -> str:
    """What a reader must see at once: that a state of affairs is unsettled, that no official text settles the rule."""
    marks = []
    if "when" in version.unverified:
        marks.append(said.words("license.unverified_mark"))
    if version.unsettled:
        marks.append(said.words("license.unsettled_mark"))
    return "".join(f"  [{each}]" for each in marks)


def _requirement(console: Any, said: LicenseWords, need: OfRequirement) -> None:
    from rich.text import Text

    lang, words = said.words.lang, said.words
    status = "required" if need.needed else "undecided"
    line = Text("→ ")
    line.append(need.requirement.cites, style="bold")
    line.append(f"  {need.requirement.names[lang]}: ")
    line.append(said.status(status), style=_COLOR[status])
    if need.policies:
        line.append(f"  ({words('controls.or').join(said.status(each) for each in need.policies)})")
    line.append(_marks(said, need.version), style="yellow")
    console.print(_indented(line, 2))
    for each in need.version.exceptions:
        console.print(_indented(Text(f"{each.symbol} ({each.cites}): {each.check[lang]}", style="dim"), 6))


def _many(console: Any, said: LicenseWords) -> None:
    from rich import box
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    words, answer = said.words, said.answer
    console.print(Text(words("license.title", day=answer.as_of), style="bold"))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    columns = ("item", "regime", "status", "provisions", "license", "policy", "missing")
    for column in columns:
        table.add_column(words(f"license.columns.{column}"), overflow="fold")
    last = None
    for row in answer.rows:
        found = row.found
        settled = found.status in {"controlled", "not controlled", "not modelled"}
        shown_ = [e for e in found.provisions if e.status == found.status] or list(found.provisions)
        table.add_row(
            Text(row.item.name if row.item is not last else ""),
            Text(said.regime(found)),
            Text(said.status(found.status), style=_COLOR[found.status]),
            Text(words.join(e.provision.number(words.lang) for e in shown_[:4]) + (" …" if len(shown_) > 4 else "")),
            Text(said.status(found.license) if found.status != "not modelled" else "", style=_COLOR[found.license]),
            Text(words.join(dict.fromkeys(said.status(p) for n in found.requirements for p in n.policies))),
            Text("" if settled else said.wanted(found)),
        )
        last = row.item
    console.print(Padding(table, (1, 0, 0, 0)))


def _listed(console: Any, said: LicenseWords) -> None:
    """Several items on a narrow screen: a few lines each."""
    from rich.text import Text

    words = said.words
    console.print(Text(words("license.title", day=said.answer.as_of), style="bold"))
    last = None
    for row in said.answer.rows:
        found = row.found
        if row.item is not last:
            console.print()
            console.print(Text(row.item.name, style="bold"))
        last = row.item
        line = Text(f"{said.regime(found)}  ")
        line.append(said.status(found.status), style=_COLOR[found.status])
        if found.status != "not modelled":
            line.append("  ·  ", style="dim")
            line.append(words("license.need", need=said.status(found.license)), style=_COLOR[found.license])
        console.print(_indented(line, 2))
        for each in [e for e in found.provisions if e.status == found.status][:MOST_OPEN]:
            console.print(_indented(Text(each.provision.number(words.lang), style="dim"), 4))
        if found.status in {"undecided", "judgement"}:
            told = f"{words('license.columns.missing')}: {said.wanted(found)}"
            console.print(_indented(Text(told, style="dim"), 4))
