"""What a comparison table says of an item and its rules, each text in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from renkei.controls.answering import OfRequirement
from renkei.controls.conditions import Condition
from renkei.controls.judging import Judged
from renkei.controls.rulebook import Bilingual, Dated, Rulebook, Version
from renkei.controls.wording import Wording
from renkei.desk.license import LicenseAnswer, LicenseRow
from renkei.ground.words import Words
from renkei.report.licensing import LicenseWords

Pair = tuple[str, str]
"""A text in the reader's language and in the other one."""
NOTHING: Pair = ("", "")
MOST_LISTED = 240
"""So many characters of a list stand in the summary."""

STATUS = {
    "controlled": ("○", "bad"),
    "not controlled": ("×", "good"),
    "undecided": ("？", "half"),
    "judgement": ("◇", "open"),
    "not modelled": ("－", "quiet"),
    "required": ("○", "bad"),
    "not required": ("×", "good"),
}
"""The sign of each status, and how it is tinted."""


class BothLanguages:
    """Words the parts of an answer in the reader's language and in the other one."""

    def __init__(self, answer: LicenseAnswer, words: Words) -> None:
        self.answer = answer
        self.words = (words, Words("en" if words.lang == "ja" else "ja"))
        self.said = tuple(LicenseWords(answer, each) for each in self.words)
        self.wordings = tuple(_KeptWording(answer.book, each) for each in self.words)
        self._own: dict[str, Pair] = {}
        self._checks: dict[int, Pair] = {}
        self.rules = {each.regime.id: each for each in answer.rules}

    def both(self, key: str, **values: Any) -> Pair:
        """The program's own words."""
        if not values and key in self._own:
            return self._own[key]
        first, second = (words(key, **values) for words in self.words)
        if not values:
            self._own[key] = first, second
        return first, second

    def bilingual(self, text: Bilingual) -> Pair:
        """A text of the rules."""
        first, second = (text.get(words.lang, "") for words in self.words)
        return first, second

    def status(self, word: str) -> Pair:
        """A status with its sign."""
        first, second = (f"{STATUS[word][0]} {said.status(word)}" for said in self.said)
        return first, second

    def regime(self, row: LicenseRow) -> Pair:
        """The regime of a row."""
        return self.bilingual(self.rules[row.found.regime].regime.names)

    def kind(self, row: LicenseRow) -> Pair:
        """The kind of goods, and for goods about others also those."""
        facts = row.item.facts
        about = tuple(words.aside(said.kind(facts.of_goods)) if facts.of_goods else "" for words, said in self._each())
        first, second = (said.kind(facts.kind) + more for said, more in zip(self.said, about, strict=True))
        return first, second

    def place(self, row: LicenseRow, name: str) -> Pair:
        """Where it goes, or where the recipient is headquartered."""
        value = row.item.facts.values.get(name)
        if value is None:
            return self.both("comparison.not_given")
        first, second = (said.wording.value(name, value) for said in self.said)
        return first, second

    def some(self, found: Pair) -> Pair:
        """The beginning of a long list, as much of it as a row of the summary can show; the item's sheet has it all."""
        first, second = (
            each if len(each) <= MOST_LISTED else each[: each.rfind(sign, 0, MOST_LISTED)] + " …"
            for each, sign in zip(found, (words.join(["", ""])[:1] for words in self.words), strict=True)
        )
        return first, second

    def attributes(self, names: Sequence[str]) -> Pair:
        """Names of attributes as a list."""
        first, second = (words.join(map(said.wording.attribute, names)) for words, said in self._each())
        return first, second

    def policies(self, found: Sequence[OfRequirement]) -> Pair:
        """How an application would be reviewed."""
        names = list(dict.fromkeys(policy for need in found for policy in need.policies))
        first, second = (words.join(map(said.status, names)) for words, said in self._each())
        return first, second

    def deciding(self, row: LicenseRow) -> Pair:
        """The paragraphs on which the status of a regime rests."""
        found = [each.provision for each in row.found.provisions if each.status == row.found.status]
        numbers = [[each.number(words.lang) for each in found] for words in self.words]
        first, second = (words.join(each) for words, each in zip(self.words, numbers, strict=True))
        return first, first if numbers[0] == numbers[1] else second

    def caveats(self, rows: Sequence[LicenseRow]) -> list[Pair]:
        """What to bear in mind with some rows, one pair for each."""
        ids = {each.provision.id for row in rows for each in row.found.provisions}
        ids |= {need.requirement.id for row in rows for need in row.found.requirements}
        kept = tuple(each for each in self.answer.caveats if each.values.get("provision", "") in {"", *ids})
        first, second = (LicenseWords(replace(self.answer, caveats=kept), words).caveats() for words in self.words)
        return list(zip(first, second, strict=True))

    def read(self) -> Pair:
        """As of which day the texts of each regime were read."""
        first, second = (
            words("license.list").join(
                words("comparison.read_of", regime=each.regime.names[words.lang], day=each.regime.verified)
                for each in self.answer.rules
            )
            for words in self.words
        )
        return first, second

    def day(self) -> Pair:
        """The day the answer is for, and the day by which its rules were public."""
        known = self.answer.rules[0].known_on
        first, second = (
            words.day(self.answer.as_of) + (words.aside(words("comparison.known_on", day=known)) if known else "")
            for words in self.words
        )
        return first, second

    def license(self, row: LicenseRow) -> Pair:
        """Whether a license is needed."""
        if row.found.status == "not modelled":
            return NOTHING
        first, second = (words("license.need", need=said.status(row.found.license)) for words, said in self._each())
        return first, second

    def open(self, judged: Judged) -> Pair:
        """What keeps a paragraph open: the missing figures, and the questions a person must answer."""
        atoms = list(judged.open())
        missing = list(dict.fromkeys(name for atom in atoms if not atom.judgement for name in atom.wants))
        asked = list(dict.fromkeys(name for atom in atoms if atom.judgement for name in atom.wants))
        found = NOTHING
        if missing:
            first, second = self.attributes(missing)
            found = (
                self.words[0]("comparison.missing_here", names=first),
                self.words[1]("comparison.missing_here", names=second),
            )
        for name in asked:
            ask = self.bilingual(self.answer.book.attributes[name].ask)
            what = ask if all(ask) else self.attributes([name])
            question = tuple(
                words("comparison.judge_here", what=each) for words, each in zip(self.words, what, strict=True)
            )
            found = beside(found, (question[0], question[1]), "\n")
        return found

    def checked(self, version: Dated) -> Pair:
        """How a text was checked, and what of it is not modelled or not settled."""
        if id(version) not in self._checks:
            self._checks[id(version)] = self._checked(version)
        return self._checks[id(version)]

    def _checked(self, version: Dated) -> Pair:
        found = []
        for words, said in self._each():
            parts = [] if version.how == "official" else [said.status(version.how)]
            if version.unverified:
                names = words.join(words.label("regime_part", each) for each in version.unverified)
                parts.append(words("regime.unverified_parts", parts=names))
            if isinstance(version, Version) and version.state != "modelled":
                parts.append(words.label("regime_state", version.state))
            parts += [words("regime.part_not_modelled", what=each[words.lang]) for each in version.not_modelled]
            parts += [version.unsettled[words.lang]] if version.unsettled else []
            found.append(words("license.list").join(parts))
        return found[0], found[1]

    def _each(self) -> Iterator[tuple[Words, LicenseWords]]:
        return zip(self.words, self.said, strict=True)


class _KeptWording(Wording):
    """Words each condition once: many items are held against the same ones."""

    def __init__(self, book: Rulebook, words: Words) -> None:
        super().__init__(book, words)
        self._phrases: dict[int, str] = {}

    def phrase(self, node: Condition) -> str:
        """The condition as one phrase."""
        # A condition is known by its place in memory, since to compare it whole takes as long as to word it.
        if id(node) not in self._phrases:
            self._phrases[id(node)] = super().phrase(node)
        return self._phrases[id(node)]


def beside(one: Pair, other: Pair, between: str) -> Pair:
    """Two texts as one, in either language."""
    first, second = (between.join(filter(None, each)) for each in zip(one, other, strict=True))
    return first, second


def pieces(pair: Pair, fits: Callable[[Pair], bool]) -> list[Pair]:
    """A text parted so that each piece fits: first by language, then in halves between words."""
    first, second = pair
    if fits(pair) or max(len(first), len(second)) < 2:
        return [pair]
    if first and second and first != second:
        return [*pieces((first, ""), fits), *pieces(("", second), fits)]
    text = first or second
    middle = len(text) // 2
    breaks = [at for at, each in enumerate(text[:-1], 1) if each in " \n、。，；"]
    cut = min(breaks, key=lambda at: abs(at - middle), default=middle)
    halves = text[:cut].rstrip(), text[cut:].lstrip()
    return [piece for half in halves for piece in pieces((half, "") if first else ("", half), fits)]
