"""The page that sets how two texts relate to a reader beside what Renkei computes from them, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, get_args

import yaml

from renkei.controls.comparing.boxes import Space
from renkei.controls.comparing.pairs import Excess, Pair, pair
from renkei.controls.comparing.plainly import Plainly, Subject
from renkei.controls.comparing.proving import Prover
from renkei.controls.comparing.relating import Region, Relating
from renkei.controls.comparing.sides import Side, Which
from renkei.controls.comparing.worded import phrases
from renkei.controls.in_force import InForce, in_force
from renkei.controls.loading import built_in
from renkei.controls.possible_values import Numbers
from renkei.controls.products import products
from renkei.controls.wording import Wording
from renkei.desk.gaps import Gap, GapsAnswer, gaps
from renkei.ground.words import Words
from renkei.report.gap_words import GapWords

DATA = Path(__file__).parent / "concordance"
ON = date(2026, 2, 14)
"""The day on which the Japanese order was last changed."""
STANDS_FOR = "scanner"
"""The goods that software or technology is compared for, where a row does not hang on them."""

Relation = Literal["same", "jp wider", "jp narrower", "operator differs", "text differs", "jp only", "us only"]
Found = Literal["same", "jp wider", "jp narrower", "each wider", "nothing shared", "us only", "jp only", "only in part"]

SAID: dict[str, str] = {
    "same": "the same",
    "jp wider": "Japan wider",
    "jp narrower": "Japan narrower",
    "operator differs": "differs at the bound itself",
    "text differs": "the texts differ",
    "each wider": "each wider in part",
    "nothing shared": "nothing shared",
    "us only": "United States only",
    "jp only": "Japan only",
    "only in part": "only in part",
}
"""How the page words a relation or a verdict."""


@dataclass(frozen=True)
class Row:
    """Paragraphs of both regimes on the same goods.

    Attributes:
        us, jp: ids of the provisions; empty: the regime has none.
        relation: how they relate for somebody who reads both texts side by side.
        remark: what that reader saw.
        agrees: whether Renkei's verdict is the same.
        because: where it is not: why, with the place in both texts.
    """

    us: Sequence[str]
    jp: Sequence[str]
    relation: Relation
    remark: str
    agrees: bool = True
    because: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """All provisions of the row."""
        return (*self.us, *self.jp)

    @property
    def subjects(self) -> list[Subject]:
        """The goods of which the row speaks."""
        book = built_in()
        kinds = [kind for kind in book.kinds if any(kind in book.provisions[id_].goods for id_ in self.ids)]
        return [Subject(kind, STANDS_FOR if book.kinds[kind].of_goods else None) for kind in kinds]

    @cached_property
    def alone(self) -> tuple[Pair, ...]:
        """These paragraphs beside each other, whatever else the regimes control; one for each kind of goods."""
        return tuple(pair(_side("us"), _side("jp"), each, self.us, self.jp) for each in self.subjects)

    @property
    def excesses(self) -> list[tuple[Pair, Excess]]:
        """What meets the paragraphs of one side and not those of the other."""
        return [(each, excess) for each in self.alone for excess in each.excesses]

    @cached_property
    def gaps(self) -> list[Gap]:
        """What the comparison of both regimes as a whole says where these paragraphs come in."""
        known = _by_subject()
        return [gap for each in self.subjects for gap in known(each) if _has(gap, self.ids)]

    @property
    def regions(self) -> list[tuple[Gap, Region]]:
        """Goods that these paragraphs control and the other regime leaves free."""
        return [(gap, each) for gap in self.gaps for each in gap.relation.regions if each.provision in self.ids]

    @property
    def found_alone(self) -> Found:
        """The verdict on these paragraphs."""
        if not any(each.verdict != "nothing shared" for each in self.alone):
            return "nothing shared"
        return _wider({excess.by for _, excess in self.excesses})

    @property
    def found(self) -> Found:
        """The verdict on these paragraphs and everything else that both regimes control."""
        if self.us and self.jp:
            return _wider({each.by for _, each in self.regions})
        cut = {each.provision for _, each in self.regions if each.deciding}
        free = {each.provision for _, each in self.regions} == {*self.ids}
        if not free or any(self._reached(id_) for id_ in cut):
            return "only in part"
        return "us only" if self.us else "jp only"

    def _reached(self, id_: str) -> bool:
        """Whether what matches a paragraph on the other side reaches goods that its text, exclusions and all, controls."""
        mine, other = ("us", "jp") if self.us else ("jp", "us")
        for gap in self.gaps:
            subject, ids = gap.relation.subject, {*gap.relation.left, *gap.relation.right}
            stands = Plainly(_rules(mine), subject, {})(_rules(mine).versions[id_].when)
            others = [each.condition for each in _side(other).paragraphs(subject) if each.id in ids]
            prover = Prover(Space(built_in(), subject, [stands, *others]))
            if prover.possible(prover.condition(stands), prover.any_of(others)) is not False:
                return True
        return False

    @property
    def holds(self) -> bool:
        """Whether Renkei's verdict is what a reader of both texts expects."""
        match self.relation:
            case "us only" | "jp only":
                return self.found == self.relation
            case "operator differs":
                return bool(self.excesses) and all(_at_the_bound(excess) for _, excess in self.excesses)
            case "text differs":
                return self.found_alone == "each wider"
            case _:
                return self.found_alone == self.relation

    @property
    def proof(self) -> str:
        """Whether the solver certified all of it."""
        ends = {each.proof for each in self.alone} | {each.proof for each in self.gaps}
        return "yes" if ends == {"proved"} else ", ".join(sorted(str(each) for each in ends - {"proved"}))


def rows() -> list[Row]:
    """The rows, as they stand in the file."""
    found = yaml.safe_load((DATA / "us_jp.yaml").read_text(encoding="utf-8"))
    made = [Row(**each) for each in found]
    for row in made:
        if row.relation not in get_args(Relation):
            message = f"{row.ids}: no such relation as `{row.relation}`"
            raise ValueError(message)
    return made


@cache
def _rules(regime: str) -> InForce:
    return in_force(built_in(), regime, ON)


@cache
def _side(regime: str) -> Side:
    return Side(_rules(regime))


@cache
def _answer() -> GapsAnswer:
    """The comparison of all goods; software, technology and parts are asked for by themselves."""
    book = built_in()
    topics = dict.fromkeys(each.topic for each in book.kinds.values() if not each.of_goods)
    return gaps(book, _rules("us"), _rules("jp"), products(), topics=list(topics))


class _BySubject:
    """What the whole comparison says of each subject."""

    def __init__(self) -> None:
        self._found: dict[Subject, list[Gap]] = {}
        for gap in _answer().gaps:
            for each in gap.subjects:
                self._found.setdefault(each, []).append(gap)

    def __call__(self, subject: Subject) -> list[Gap]:
        if subject not in self._found:
            comparison = Relating(built_in(), _side("us"), _side("jp"), products()).of(subject)
            relations = comparison.relations if comparison else ()
            self._found[subject] = [Gap((subject,), each, each.proof) for each in relations]
        return self._found[subject]


@cache
def _by_subject() -> _BySubject:
    return _BySubject()


def _has(gap: Gap, ids: Iterable[str]) -> bool:
    return bool({*gap.relation.left, *gap.relation.right} & {*ids})


def _wider(by: Iterable[Which]) -> Found:
    match sorted(by):
        case []:
            return "same"
        case ["left"]:
            return "jp narrower"
        case ["right"]:
            return "jp wider"
        case _:
            return "each wider"


def _at_the_bound(excess: Excess) -> bool:
    """Whether nothing decides but one figure, at exactly one value."""
    values = list(excess.deciding.values())
    if len(values) != 1 or not isinstance(values[0], Numbers) or values[0].none:
        return False
    return all(each.low is not None and each.low == each.high for each in values[0].stretches)


@dataclass(frozen=True)
class _Worded:
    """Words the rows."""

    gap_words: GapWords = field(default_factory=lambda: GapWords(_answer(), Words("en")))

    def line(self, row: Row) -> str:
        """One row of the table."""
        cells = (
            self.ids(row.us),
            self.ids(row.jp),
            f"{SAID[row.relation]}: {row.remark}",
            SAID[row.found_alone] if row.us and row.jp else "",
            SAID[row.found],
            "<br>".join(self.differences(row)),
            "<br>".join(dict.fromkeys(self.examples(row))),
            row.proof,
            "yes" if row.holds else "**no**",
        )
        return "| " + " | ".join(cells) + " |"

    def ids(self, ids: Sequence[str]) -> str:
        """Numbers of paragraphs; the first and the last of many."""
        numbers = [_number(id_) for id_ in ids]
        if len(numbers) > 4:
            return f"{numbers[0]} to {numbers[-1]}"
        return ", ".join(numbers) or "none"

    def differences(self, row: Row) -> Iterator[str]:
        """Where these paragraphs differ, and what of it the other regime controls by another paragraph."""
        if not (row.us and row.jp):
            for gap, region in row.regions:
                yield self._by(region.by, f"{_number(region.provision)}: {self.gap_words.where(gap, region)}")
            return
        wording, words = Wording(built_in(), Words("en")), Words("en")
        free = {(each.by, each.provision) for _, each in row.regions}
        told: dict[tuple[Which, str], list[str]] = {}
        for each, excess in row.excesses:
            where = "; ".join(phrases(each.space, excess.deciding, wording, words)) or "everything it covers"
            if len(row.alone) > 1:
                where = f"{built_in().kinds[each.subject.kind].names['en']}: {where}"
            others = "" if (excess.by, excess.provision) in free else self._others(row, excess)
            told.setdefault((excess.by, others), []).append(where)
        for (by, others), wheres in told.items():
            yield self._by(by, " *or* ".join(dict.fromkeys(wheres))) + others

    def examples(self, row: Row) -> Iterator[str]:
        """An item for either side that its paragraphs control and the whole other regime leaves free."""
        shown: set[Which] = set()
        for gap, region in row.regions:
            if region.by not in shown and region.witness is not None:
                shown.add(region.by)
                yield self._by(region.by, self.gap_words.example(gap, region)) + self._judged(region)

    def _judged(self, region: Region) -> str:
        """What a person must judge before a difference is one."""
        names = [self.gap_words.wording.attribute(name) for name in region.depends_on if name in built_in().attributes]
        return "" if region.certain else f" (hangs on a judgement: {', '.join(names)})"

    def _others(self, row: Row, excess: Excess) -> str:
        """The paragraphs of the other side by which it controls these goods all the same."""
        met = [g for g in row.gaps if excess.provision in (*g.relation.left, *g.relation.right)]
        ids = dict.fromkeys(id_ for g in met for id_ in (g.relation.right if excess.by == "left" else g.relation.left))
        return f" (controlled by {', '.join(_number(id_) for id_ in ids if id_ not in row.ids) or 'another paragraph'})"

    def _by(self, by: Which, text: str) -> str:
        return f"{'US' if by == 'left' else 'JP'}: {text}"


def _number(id_: str) -> str:
    number = built_in().provisions[id_].paragraph.removeprefix("省令第")
    return number.replace("6条第17号", "17号").replace("条第", "条")


def table(found: Sequence[Row]) -> list[str]:
    """Rows as a table in Markdown."""
    heads = ["United States", "Japan", "by reading", "these alone", "with all", "where they differ", "for example"]
    heads += ["proved", "agrees"]
    return [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|", *map(_Worded().line, found)]


def page() -> str:
    """The page as Markdown."""
    found, worded = rows(), _Worded()
    apart = [row for row in found if not row.holds]
    lines = [
        "# Concordance",
        "",
        "<!-- Written by docs/generate.py; `make docs` writes it anew. -->",
        "",
        "No official table says which paragraph of the American list goes with which item of the Japanese order. Here the relation that",
        "somebody finds who reads both texts side by side (written by hand, `docs/concordance`) stands beside Renkei's verdict, which is",
        f"computed from the rules while this page is written, for {ON.day} {ON:%B %Y}. They agree in {len(found) - len(apart)} of {len(found)} rows; the",
        "others are explained below, by the words of both texts.",
        "",
        "* *These alone*: only the paragraphs of the row, each without what its text leaves to other paragraphs of its own list.",
        "* *With all*: whether the other regime leaves anything free that they control, by whatever paragraph. What one paragraph",
        "  alone does not reach, another may: then the difference is followed by that other in parentheses.",
        "* *For example*: an item that the one regime controls and the other leaves free, judged again under both.",
        "* *Proved*: whether the solver found the differences, alone and with all, to be exactly these, nothing missed and nothing extra.",
        "",
        "17号 means Article 6 item 17 of the Japanese order; 6条 and 7条 are its Articles 6 and 7. Lists are compared, not who needs a",
        "license: the same goods may be free for one destination under either. `make test` fails if a row no longer says what stands here.",
        "",
        *table(found),
        "",
        "## Where reading and computing disagree",
        "",
    ]
    for row in apart:
        lines += [f"### {worded.ids(row.us)} beside {worded.ids(row.jp)}", "", " ".join(row.because.split()), ""]
    return "\n".join(lines).rstrip() + "\n"
