"""The comparison table an exporter files (項目別対比表): every paragraph and threshold beside the item's own figure.

A workbook holds a summary, then one sheet for each item; of very many items, long sheets hold all of them. Every text
stands in both languages, the reader's own first. The same answer gives the same bytes.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import chain, groupby
from typing import Any

from renkei import __version__
from renkei.controls.answering import OfProvision, OfRequirement
from renkei.controls.in_force import InForce
from renkei.controls.judging import Judge, Judged
from renkei.controls.rulebook import Bilingual, RequirementVersion, Version
from renkei.desk.license import LicenseAnswer, LicenseRow
from renkei.ground.words import Words
from renkei.report.licensing import LicenseWords
from renkei.report.reasons import reasons

MOST_SHEETS = 200
"""Up to so many items get a sheet each; more share long sheets."""
MOST_ROWS = 1_048_576
"""Rows an Excel sheet can have; a long sheet that is full is continued on another."""
MOST_CHARACTERS = 32_767
"""Characters an Excel cell can have."""

_ACCENT, _PALE, _INK, _QUIET, _LINE = "#1D4E89", "#E8EEF5", "#1F2A37", "#5B6673", "#CFD5DD"
_TINTS = {"bad": "#F8E3E3", "half": "#FBF0D5", "open": "#E0EAF6", "good": "#E3F1E8", "quiet": "#EEF0F2"}
_FONTS = {"en": "Calibri", "ja": "Yu Gothic"}
_LEADING = {"en": 1.3, "ja": 1.6}
"""The height of a line by the size of its letters; lines of Yu Gothic stand far apart."""
_TALLEST = 409
"""The height in points an Excel row can have."""

_STATUS = {
    "controlled": ("○", "bad"),
    "not controlled": ("×", "good"),
    "undecided": ("？", "half"),
    "judgement": ("◇", "open"),
    "not modelled": ("－", "quiet"),
    "required": ("○", "bad"),
    "not required": ("×", "good"),
}
_MARKS = {
    "met": ("○", "plain"),
    "not met": ("×", "plain"),
    "missing": ("？", "half"),
    "judge": ("◇", "open"),
    "not at hand": ("…", "quiet"),
}

_COLUMNS = ("paragraph", "condition", "bound", "figure", "result", "remark", "source", "since")
_WIDTHS = (19, 58, 16, 16, 16, 36, 38, 12)
_SUMMARY = {
    "number": 5,
    "item": 22,
    "goods": 20,
    "route": 18,
    "regime": 14,
    "status": 15,
    "paragraphs": 24,
    "license": 14,
    "policy": 18,
    "missing": 34,
    "judgement": 28,
}
_BEFORE = {"number": 5, "item": 24, "regime": 16}
"""What stands before the other columns on a long sheet."""

Pair = tuple[str, str]
"""A text in the reader's language and in the other one."""
NOTHING: Pair = ("", "")


def comparison_table(answer: LicenseAnswer, words: Words) -> bytes:
    """The answer as a workbook to be checked, signed and filed."""
    return _Workbook(answer, words).written()


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a comparison.

    Attributes:
        style: how it looks: a regime's band, a paragraph, one of its conditions, or a note.
        depth: how deep a condition stands among alternatives.
        result: met or not, controlled or not, with its sign.
        tone: how the result is tinted.
    """

    style: str
    paragraph: Pair
    text: Pair
    bound: Pair = NOTHING
    figure: Pair = NOTHING
    result: Pair = NOTHING
    tone: str = "plain"
    remark: Pair = NOTHING
    source: str = ""
    since: str = ""
    depth: int = 0

    @property
    def cells(self) -> tuple[Pair, ...]:
        """The cells, in the order of the columns."""
        parts = (self.paragraph, self.text, self.bound, self.figure, self.result, self.remark)
        return (*parts, (self.source, self.source), (self.since, self.since))


class _Comparison:
    """What a comparison says, in both languages."""

    def __init__(self, answer: LicenseAnswer, words: Words) -> None:
        self.answer = answer
        self.words = (words, Words("en" if words.lang == "ja" else "ja"))
        self.said = tuple(LicenseWords(answer, each) for each in self.words)
        self._rules: dict[str, InForce] = {each.regime.id: each for each in answer.rules}

    def both(self, key: str, **values: Any) -> Pair:
        """The program's own words."""
        first, second = (words(key, **values) for words in self.words)
        return first, second

    def bilingual(self, text: Bilingual) -> Pair:
        """A text of the rules."""
        first, second = (text.get(words.lang, "") for words in self.words)
        return first, second

    def status(self, word: str) -> Pair:
        """A status with its sign."""
        first, second = (f"{_STATUS[word][0]} {said.status(word)}" for said in self.said)
        return first, second

    def regime(self, row: LicenseRow) -> Pair:
        """The regime of a row."""
        return self.bilingual(self._rules[row.found.regime].regime.names)

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

    def given(self, row: LicenseRow) -> Iterator[_Row]:
        """The figures of an item, as they were given."""
        book, values = self.answer.book, row.item.facts.values
        yield _Row("band", NOTHING, self.both("comparison.given"))
        for name in book.attributes:
            if name in values:
                first, second = (said.wording.value(name, values[name]) for said in self.said)
                yield _Row("condition", NOTHING, self.attributes([name]), figure=(first, second))

    def compared(self, row: LicenseRow) -> Iterator[_Row]:
        """Every paragraph of one regime for these goods, met or not, then the license requirements."""
        found, facts = row.found, row.item.facts
        rules = self._rules[found.regime]
        provisions = rules.provisions(facts.kind) if facts.kind and found.status != "not modelled" else []
        why = "compared" if provisions else "no_kind" if facts.kind is None else "no_paragraph"
        said = self.both(f"comparison.{'outside' if found.status == 'not modelled' else why}", n=len(provisions))
        law, read = self.bilingual(rules.regime.law), self.both("regime.verified", verified=rules.regime.verified)
        yield _Row(
            "band",
            self.regime(row),
            _beside(law, said, " — "),
            result=self.status(found.status),
            tone=_STATUS[found.status][1],
            remark=self._license(row),
            source="\n".join(dict.fromkeys(read)),
        )
        judge = Judge(rules, facts)
        for provision, version in provisions:
            yield from self._provision(OfProvision(provision, version, judge.provision(provision.id)), row)
        for need in found.requirements:
            yield self._requirement(need)

    def _license(self, row: LicenseRow) -> Pair:
        if row.found.status == "not modelled":
            return NOTHING
        first, second = (words("license.need", need=said.status(row.found.license)) for words, said in self._each())
        return first, second

    def _provision(self, each: OfProvision, row: LicenseRow) -> Iterator[_Row]:
        provision, version = each.provision, each.version
        number = provision.number(self.words[0].lang), provision.number(self.words[1].lang)
        yield _Row(
            "paragraph",
            number,
            self.bilingual(provision.title),
            result=self.status(each.status),
            tone=_STATUS[each.status][1],
            remark=_beside(self._open(each.judged), self._checked(version), "\n"),
            source=_source(version, version.instrument),
            since=version.since.isoformat(),
        )
        first, second = (reasons(each.judged, row.item.facts, said.wording) for said in self.said)
        for one, other in zip(first, second, strict=True):
            sign, tone = _MARKS[one.mark]
            word, word_other = self.both(f"comparison.mark.{one.mark}")
            figure = (one.figure, other.figure)
            if one.mark == "missing" and one.subject and not one.figure:
                figure = self.both("comparison.not_given")
            yield _Row(
                "condition",
                (number[0], number[0]),
                (one.text, other.text),
                bound=(one.bound, other.bound),
                figure=NOTHING if one.heading else figure,
                result=(f"{sign} {word}", f"{sign} {word_other}"),
                tone=tone,
                depth=one.depth,
            )

    def _open(self, judged: Judged) -> Pair:
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
            found = _beside(found, (question[0], question[1]), "\n")
        return found

    def _checked(self, version: Version | RequirementVersion) -> Pair:
        """How a text was checked, and what of it is not modelled or not settled."""
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

    def _requirement(self, need: OfRequirement) -> _Row:
        status = "required" if need.needed else "undecided"
        label, name = self.both("comparison.requirement"), self.bilingual(need.requirement.names)
        exceptions = NOTHING
        for each in need.version.exceptions:
            check = self.bilingual(each.check)
            shown = f"{each.symbol} ({each.cites}): {check[0]}", f"{each.symbol} ({each.cites}): {check[1]}"
            exceptions = _beside(exceptions, shown, "\n")
        remark = _beside(_beside(self.policies([need]), exceptions, "\n"), self._checked(need.version), "\n")
        return _Row(
            "paragraph",
            (need.requirement.cites, need.requirement.cites),
            (f"→ {label[0]}: {name[0]}", f"→ {label[1]}: {name[1]}"),
            result=self.status(status),
            tone=_STATUS[status][1],
            remark=remark,
            source=_source(need.version, ""),
            since=need.version.since.isoformat(),
        )

    def _each(self) -> Iterator[tuple[Words, LicenseWords]]:
        return zip(self.words, self.said, strict=True)


class _Workbook:
    """One workbook in the making; every sheet is written from top to bottom."""

    def __init__(self, answer: LicenseAnswer, words: Words) -> None:
        import xlsxwriter

        self._says = _Comparison(answer, words)
        self._answer = answer
        self._langs = tuple(each.lang for each in self._says.words)
        self._items = [list(rows) for _, rows in groupby(answer.rows, key=lambda row: id(row.item))]
        self._long = len(self._items) > MOST_SHEETS
        self._out = io.BytesIO()
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book: Any = xlsxwriter.Workbook(
            self._out, {**plain, "constant_memory": self._long, "in_memory": not self._long}
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._tall = 0.0
        day = answer.as_of
        made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, not a moment
        title = self._says.both("comparison.title")
        self._book.set_properties({"title": " · ".join(title), "author": "Renkei", "created": made})
        self._names = [] if self._long else [sheet_name(n, rows[0].item.name) for n, rows in enumerate(self._items, 1)]

    def written(self) -> bytes:
        """The bytes of the workbook."""
        self._summary()
        if self._long:
            self._long_sheets()
        else:
            for name, rows in zip(self._names, self._items, strict=True):
                self._item(name, rows)
        self._book.close()
        return self._out.getvalue()

    # --- sheets -------------------------------------------------------------------------------------------------

    def _summary(self) -> None:
        first, second = self._says.both("comparison.summary")
        sheet = self._sheet(f"{first} {second}", tuple(_SUMMARY.values()))
        title = self._says.both("comparison.title")
        self._title(sheet, f"{title[0]} · {title[1]} — {first} {second}")
        self._fields(
            sheet, 1, [("as_of", self._says.day(), (0, 1), (2, 3)), ("read", self._says.read(), (4, 5), (6, 10))]
        )
        version = f"Renkei {__version__} · {self._answer.book.hash}"
        self._fields(sheet, 2, [("rules", (version, version), (0, 1), (2, 10))])
        self._headings(sheet, 3, [*_SUMMARY], 2)
        at = 4
        for number, rows in enumerate(self._items, 1):
            for row in rows:
                self._summary_row(sheet, at, number, row, first=row is rows[0])
                at += 1
        sheet.autofilter(3, 0, at - 1, len(_SUMMARY) - 1)
        self._ending(sheet, at + 1, ((0, 1), (2, 4), (5, 7), (8, 10)), tuple(_SUMMARY.values()), self._answer.rows)

    def _summary_row(self, sheet: Any, at: int, number: int, row: LicenseRow, *, first: bool) -> None:
        says, found = self._says, row.found
        modelled = found.status != "not modelled"
        route = _beside(says.place(row, "destination"), says.place(row, "headquarters"), " / ")
        cells: dict[str, tuple[Pair, str]] = {
            "number": ((str(number),) * 2, "plain"),
            "item": ((row.item.name,) * 2, "plain"),
            "goods": (says.kind(row), "plain"),
            "route": (route, "plain"),
            "regime": (says.regime(row), "plain"),
            "status": (says.status(found.status), _STATUS[found.status][1]),
            "paragraphs": (says.deciding(row), "plain"),
            "license": (says.status(found.license), _STATUS[found.license][1]) if modelled else (NOTHING, "plain"),
            "policy": (says.policies(found.requirements), "plain"),
            "missing": (says.attributes(found.missing), "plain"),
            "judgement": (says.attributes(found.judgement), "plain"),
        }
        line = {"top": 1, "top_color": _ACCENT} if first else {}
        for column, (name, (pair, tone)) in enumerate(cells.items()):
            look = {**self._tint(tone), **line, **({"bold": True} if name in {"item", "status"} else {})}
            if name == "item" and self._names:
                place = self._names[number - 1].replace("'", "''")
                shown = _clean(row.item.name)[:MOST_CHARACTERS]
                look["font_color"] = _ACCENT
                sheet.write_url(at, column, f"internal:'{place}'!A1", self._style(**look), shown or place)
                self._measure(pair, _SUMMARY[name], look)
            else:
                self._put(sheet, at, column, pair, _SUMMARY[name], **look)
        self._fit(sheet, at)

    def _item(self, name: str, rows: list[LicenseRow]) -> None:
        says, row = self._says, rows[0]
        sheet = self._sheet(name, _WIDTHS)
        title = says.both("comparison.title")
        self._title(sheet, f"{title[0]} · {title[1]} — {row.item.name}")
        version = f"Renkei {__version__} · {self._answer.book.hash}"
        left, middle, right = ((0, 0), (1, 1)), ((2, 2), (3, 4)), ((5, 5), (6, 7))
        self._fields(
            sheet,
            1,
            [
                ("item", (row.item.name,) * 2, *left),
                ("destination", says.place(row, "destination"), *middle),
                ("as_of", says.day(), *right),
            ],
        )
        self._fields(
            sheet,
            2,
            [
                ("goods", says.kind(row), *left),
                ("headquarters", says.place(row, "headquarters"), *middle),
                ("rules", (version, version), *right),
            ],
        )
        self._fields(
            sheet, 3, [("maker", NOTHING, *left), ("document", NOTHING, *middle), ("read", says.read(), *right)]
        )
        self._headings(sheet, 4, _COLUMNS, 1)
        at = 5
        for each in (*says.given(row), *(line for one in rows for line in says.compared(one))):
            self._row(sheet, at, each, 0)
            at += 1
        self._ending(sheet, at + 1, ((0, 0), (1, 1), (2, 4), (5, 7)), _WIDTHS, rows)

    def _long_sheets(self) -> None:
        """All items below each other, on as many sheets as they need."""
        first, second = self._says.both("comparison.all_items")
        sheet, at, part = None, 0, 0
        for number, rows in enumerate(self._items, 1):
            for row in rows:
                for line in chain(self._says.given(row) if row is rows[0] else (), self._says.compared(row)):
                    if sheet is None or at == MOST_ROWS:
                        part += 1
                        sheet = self._sheet(f"{first} {second} {part}", (*_BEFORE.values(), *_WIDTHS))
                        self._headings(sheet, 0, (*_BEFORE, *_COLUMNS), 2)
                        at = 1
                    before = (str(number),) * 2, (row.item.name,) * 2, self._says.regime(row)
                    for column, (pair, width) in enumerate(zip(before, _BEFORE.values(), strict=True)):
                        self._put(sheet, at, column, pair, width)
                    self._row(sheet, at, line, len(before))
                    at += 1

    # --- parts of sheets ----------------------------------------------------------------------------------------

    def _sheet(self, name: str, widths: Sequence[int]) -> Any:
        sheet = self._book.add_worksheet(name)
        self._widths = tuple(widths)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
        day = self._answer.as_of.isoformat()
        sheet.set_footer(f"&L&8Renkei {__version__} · {self._answer.book.hash[:12]} · {day}&C&8&A&R&8&P / &N")
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    def _title(self, sheet: Any, text: str) -> None:
        sheet.set_row(0, 26)
        look = self._style(bold=True, font_size=14, font_color=_ACCENT, border=0, text_wrap=False, valign="vcenter")
        sheet.write_string(0, 0, _clean(text)[:MOST_CHARACTERS], look)

    def _headings(self, sheet: Any, at: int, names: Sequence[str], fixed: int) -> None:
        for column, name in enumerate(names):
            look = {"bold": True, "bg_color": _ACCENT, "font_color": "#FFFFFF", "valign": "vcenter"}
            self._put(sheet, at, column, self._says.both(f"comparison.{name}"), self._widths[column], **look)
        self._fit(sheet, at)
        sheet.freeze_panes(at + 1, fixed)
        sheet.repeat_rows(at)

    def _fields(
        self, sheet: Any, at: int, fields: Sequence[tuple[str, Pair, tuple[int, int], tuple[int, int]]]
    ) -> None:
        """A row of labels with what stands beside them."""
        for name, pair, label, box in fields:
            self._merged(
                sheet,
                at,
                label,
                self._says.both(f"comparison.{name}"),
                bg_color=_PALE,
                font_color=_ACCENT,
                valign="vcenter",
            )
            self._merged(sheet, at, box, pair, valign="vcenter", bold=name == "item")
        self._fit(sheet, at, 30)

    def _row(self, sheet: Any, at: int, row: _Row, first: int) -> None:
        looks: dict[str, dict[str, Any]] = {
            "band": {"bold": True, "bg_color": _PALE, "font_color": _ACCENT, "top": 2, "top_color": _ACCENT},
            "paragraph": {"bold": True},
            "condition": {},
        }
        for place, (name, pair) in enumerate(zip(_COLUMNS, row.cells, strict=True)):
            look = dict(looks[row.style])
            if name == "result":
                look |= self._tint(row.tone)
            elif name in {"remark", "source", "since"}:
                look |= {"bold": False, "font_size": 8}
            elif row.style == "condition" and name == "paragraph":
                look |= {"font_color": _QUIET, "font_size": 8}
            elif row.style == "condition" and name == "condition":
                look["indent"] = row.depth + 1
            self._put(sheet, at, first + place, pair, _WIDTHS[place], **look)
        self._fit(sheet, at)

    def _ending(
        self, sheet: Any, at: int, spans: Sequence[tuple[int, int]], widths: Sequence[int], rows: Sequence[LicenseRow]
    ) -> None:
        """The space to sign, the legend and what to bear in mind."""
        says = self._says
        label = {"bg_color": _PALE, "font_color": _ACCENT, "valign": "vcenter"}
        for name, span in zip(("sign_off", "prepared", "checked", "approved"), spans, strict=True):
            self._merged(sheet, at, span, says.both(f"comparison.{name}"), **label, bold=True)
        self._fit(sheet, at)
        for name, height in (("department", 32), ("name", 32), ("signature", 52), ("date", 32)):
            at += 1
            self._merged(sheet, at, spans[0], says.both(f"comparison.{name}"), **label)
            for span in spans[1:]:
                self._merged(sheet, at, span, NOTHING)
            self._fit(sheet, at, height)
        at += 2
        legend = [
            says.both(f"comparison.legend_{each}") for each in ("met", "not_met", "missing", "judge", "other", "all")
        ]
        for head, lines in (("legend", legend), ("caveats", says.caveats(rows))):
            look = self._style(bold=True, font_color=_ACCENT, border=0, text_wrap=False)
            sheet.write_string(at, 0, " ".join(says.both(f"comparison.{head}")), look)
            for pair in lines:
                at += 1
                self._merged(sheet, at, (0, len(widths) - 1), pair, border=0, font_size=9)
                self._fit(sheet, at)
            at += 2

    # --- cells --------------------------------------------------------------------------------------------------

    def _merged(self, sheet: Any, at: int, span: tuple[int, int], pair: Pair, **look: Any) -> None:
        """A text over several columns."""
        if span[0] != span[1]:
            sheet.merge_range(at, span[0], at, span[1], "", self._style(**look))
        self._put(sheet, at, span[0], pair, sum(self._widths[span[0] : span[1] + 1]), **look)

    def _put(self, sheet: Any, at: int, column: int, pair: Pair, width: int, **look: Any) -> None:
        """A text in both languages, the second one quieter below the first; always as text, never as a formula."""
        first, second = (_clean(each)[: MOST_CHARACTERS // 2 - 1] for each in pair)
        style = self._style(**look)
        self._measure((first, second), width, look)
        if first and second and first != second:
            quiet = {} if look.get("font_color") == "#FFFFFF" else {"font_color": _QUIET}
            below = {**look, "bold": False, "font_size": _below(look), **quiet}
            runs = self._run(self._langs[0], look), self._run(self._langs[1], below)
            sheet.write_rich_string(at, column, runs[0], first, runs[1], f"\n{second}", style)
        elif first or second:
            sheet.write_string(at, column, first or second, style)
        else:
            sheet.write_blank(at, column, None, style)

    def _measure(self, pair: Pair, width: int, look: dict[str, Any]) -> None:
        """How tall a cell must be; neither wrapped runs nor merged cells find their height by themselves everywhere."""
        tall = 3.0
        shown = pair if pair[0] != pair[1] else pair[:1]
        room = width - 0.5 - 1.4 * look.get("indent", 0)
        for text, lang, size in zip(shown, self._langs, (look.get("font_size", 10), _below(look)), strict=False):
            spread = size / 10 * (1.06 if look.get("bold") else 1)
            lines = sum(max(1, -(-_wide(part) * spread // room)) for part in text.split("\n")) if text else 0
            tall += lines * size * _LEADING[lang]
        self._tall = max(self._tall, tall)

    def _fit(self, sheet: Any, at: int, least: float = 0) -> None:
        """Give a row, now that its cells are written, the height they need."""
        sheet.set_row(at, min(_TALLEST, round(max(self._tall, least), 1)))
        self._tall = 0.0

    def _tint(self, tone: str) -> dict[str, Any]:
        return {"bg_color": _TINTS[tone]} if tone in _TINTS else {}

    def _style(self, **look: Any) -> Any:
        base = {
            "font_name": _FONTS[self._langs[0]],
            "font_size": 10,
            "font_color": _INK,
            "text_wrap": True,
            "valign": "top",
        }
        return self._format({**base, "border": 1, "border_color": _LINE, **look})

    def _run(self, lang: str, look: dict[str, Any]) -> Any:
        """How part of a cell looks: its letters only."""
        letters = {key: look[key] for key in ("bold", "font_size", "font_color") if key in look}
        base: dict[str, Any] = {"font_size": 10, "font_color": _INK, "font_name": _FONTS[lang]}
        return self._format(base | letters)

    def _format(self, look: dict[str, Any]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def sheet_name(number: int, name: str) -> str:
    """A name for an item's sheet: its number, and as much of its name as Excel takes."""
    plain = re.sub(r"\s+", " ", re.sub(r"[\[\]:*?/\\]", " ", _clean(name)))
    kept = f"{number} {plain}".strip()
    while len(kept.encode("utf-16-le")) // 2 > 31:
        kept = kept[:-1]
    return kept.strip().rstrip("'")


def _beside(one: Pair, other: Pair, between: str) -> Pair:
    """Two texts as one, in either language."""
    first, second = (between.join(filter(None, each)) for each in zip(one, other, strict=True))
    return first, second


def _source(version: Version | RequirementVersion, instrument: str) -> str:
    """The instrument, and the address of the best source that was read."""
    order = {"official": 0, "mirror": 1, "press": 2, "memory": 3}
    cited = min((s for s in version.sources if s.address), key=lambda s: (not s.read, order[s.how]), default=None)
    return "\n".join(filter(None, (instrument, (cited.address or "") if cited else "")))


def _below(look: dict[str, Any]) -> int:
    """The size of the second language's letters."""
    return max(8, int(look.get("font_size", 10)) - 1)


@lru_cache(maxsize=20_000)
def _clean(text: str) -> str:
    """A text without characters that no workbook can hold."""
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"})


@lru_cache(maxsize=20_000)
def _wide(text: str) -> float:
    """How many columns of digits a text of 10 points takes, breaks between words included."""
    return sum(1.92 if unicodedata.east_asian_width(each) in "WF" else 0.84 for each in text)
