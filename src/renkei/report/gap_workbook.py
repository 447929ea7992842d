"""The concordance of regimes as a workbook: a front sheet, then every topic with the paragraphs side by side.

The same answer gives the same bytes. Texts are written as texts, never as formulas.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from renkei import __version__
from renkei.controls.comparing.relating import Region
from renkei.controls.comparing.sides import OTHER
from renkei.desk.gaps import Gap
from renkei.desk.rule_texts import spelled
from renkei.ground.words import Words
from renkei.report.comparison_style import (
    ACCENT,
    LABEL,
    MOST_CHARACTERS,
    TALLEST,
    TINTS,
    WHITE,
    Look,
    Styles,
    clean,
    single,
)
from renkei.report.gap_left_out import told
from renkei.report.gap_news import news_counts, news_lines
from renkei.report.gap_outline import caveat_lines, document_title, leads, route, summary
from renkei.report.gap_report import TONES, Count, GapReport, by_topic, counted, verdicts
from renkei.report.gap_words import GapWords
from renkei.report.rule_names import instrument_name

SIDE = {"paragraph": 16, "title": 26, "condition": 40, "since": 12, "source": 26}
BOTH = {"verdict": 15, "where": 36, "example": 36, "certain": 24, "proof": 11}
GOODS = 20
FRONT = (30, 13, 13, 13, 13, 13, 13, 13)
"""The widths of the columns."""
A3, A4 = 8, 9
"""Paper, by its number in workbooks."""

Cell = tuple[str, Look]


def gap_workbook(report: GapReport, words: Words) -> bytes:
    """The answer as a workbook."""
    return _Workbook(report, words).written()


class _Workbook:
    """One workbook in the making."""

    def __init__(self, report: GapReport, words: Words) -> None:
        import xlsxwriter

        self._report, self._words = report, words
        self._out = io.BytesIO()
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book: Any = xlsxwriter.Workbook(self._out, {**plain, "in_memory": True})
        self._styles = Styles(self._book, (words.lang, "ja" if words.lang == "en" else "en"))
        self._title = document_title(report, words)
        day = report.as_of
        made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, not a moment
        self._book.set_properties({"title": self._title, "author": "Renkei", "created": made})
        self._names: set[str] = set()

    def written(self) -> bytes:
        """The bytes of the workbook."""
        every = [GapWords(answer, self._words) for answer in self._report.answers]
        self._front(every)
        for said in every:
            for topic, gaps in by_topic(said.answer).items():
                self._topic(said, topic, gaps, several=len(every) > 1)
        self._book.close()
        return self._out.getvalue()

    def _sheet(self, name: str, widths: Sequence[int], paper: int = A3) -> _Sheet:
        rules, day = self._report.book.hash[:12], self._report.as_of.isoformat()
        foot = f"&L&8Renkei {__version__} · {rules} · {day}&C&8&A&R&8&P / &N"
        return _Sheet(self._book.add_worksheet(self._free(name)), self._styles, widths, foot, paper)

    def _free(self, name: str) -> str:
        """A name that Excel takes and no sheet has yet."""
        plain = re.sub(r"[\[\]:*?/\\]", " ", clean(name)).strip().strip("'")[:28]
        number, found = 1, plain
        while found.casefold() in self._names:
            number += 1
            found = f"{plain} {number}"
        self._names.add(found.casefold())
        return found

    def _front(self, every: Sequence[GapWords]) -> None:
        words, report, look = self._words, self._report, self._styles.look
        sheet = self._sheet(words("gaps.front"), FRONT, A4)
        sheet.title(self._title)
        label, plain = look(**LABEL), look(border=0)
        for name, text in self._fields():
            sheet.row([(name, label)], last=(text, look(valign="vcenter")))
        sheet.gap()
        for said in every:
            self._counts(sheet, said)
        head = look(bold=True, font_color=ACCENT, border=0, text_wrap=False)
        sections = [(words("gaps.reading"), [*leads(report, words), words("gaps.sheet_note"), words("gaps.mark_note")])]
        if report.news is not None:
            lines = [news_counts(report.news, words), *news_lines(report.news, words, report.book)]
            sections.append((words("gaps.news"), lines))
        for said in every:
            suffix = words.aside(said.pair) if len(every) > 1 else ""
            sections.append((words("gaps.not_compared") + suffix, list(dict.fromkeys(told(said)))))
        sections.append((words("gaps.caveats"), caveat_lines(report, words)))
        for heading, lines in sections:
            if lines:
                sheet.row([(heading, head)])
                for line in lines:
                    sheet.row([], last=(line, plain))
                sheet.gap()

    def _fields(self) -> Iterator[tuple[str, str]]:
        """What was asked, and of which rules."""
        words, report = self._words, self._report
        yield words("gaps.day"), words.day(report.as_of)
        yield words("gaps.regimes"), words.join(each.regime.names[words.lang] for each in report.rules)
        if report.known_on:
            yield words("gaps.known_on"), words.day(report.known_on)
        if report.places:
            yield words("gaps.route"), route(report, words)
        yield words("gaps.rules"), f"Renkei {__version__} · {report.book.hash}"

    def _counts(self, sheet: _Sheet, said: GapWords) -> None:
        """The verdicts by topic."""
        words, look = self._words, self._styles.look
        gaps = said.answer.gaps
        columns = verdicts(gaps)
        head = look(bold=True, bg_color=ACCENT, font_color=WHITE, valign="vcenter")
        sheet.row([(said.pair, look(bold=True, font_color=ACCENT, border=0, text_wrap=False))])
        sheet.row([], last=(summary(said), look(border=0)))
        sheet.row([(words("gaps.topic"), head), *((said.verdict(each), head) for each in columns)])
        rows = [(said.topic(topic), counted(each)) for topic, each in by_topic(said.answer).items()]
        for name, counts in [*rows, (words("gaps.all_topics"), counted(gaps))]:
            shown = [self._count(counts[each], TONES[each]) for each in columns]
            sheet.row([(name, look(bold=name == words("gaps.all_topics"))), *shown])
        sheet.gap()

    def _count(self, count: Count, tone: str) -> Cell:
        tinted = {"bg_color": TINTS[tone]} if count.all else {}
        return count.shown, self._styles.look(align="right", **tinted)

    def _topic(self, said: GapWords, topic: str, gaps: Sequence[Gap], *, several: bool) -> None:
        words, look = self._words, self._styles.look
        name = said.topic(topic)
        sheet = self._sheet(
            f"{said.pair} {name}" if several else name, (GOODS, *SIDE.values(), *SIDE.values(), *BOTH.values())
        )
        sheet.title(f"{said.pair}: {name}" if words.lang == "en" else f"{said.pair}：{name}")
        head = look(bold=True, bg_color=ACCENT, font_color=WHITE, valign="vcenter")
        sides = [
            words(f"gaps.columns.{column}", regime=said.side(which)) for which in ("left", "right") for column in SIDE
        ]
        heads = [words("gaps.columns.goods"), *sides, *(words(f"gaps.columns.{column}") for column in BOTH)]
        sheet.row([(text, head) for text in heads])
        sheet.kept_in_sight(2)
        first = sheet.at
        for gap in gaps:
            self._gap(sheet, said, gap)
        sheet.raw.autofilter(first - 1, 0, sheet.at - 1, len(heads) - 1)

    def _gap(self, sheet: _Sheet, said: GapWords, gap: Gap) -> None:
        """The paragraphs of both sides beside each other, each row with the differences of its own paragraphs."""
        pairs = zip_longest(gap.relation.left, gap.relation.right)
        for place, (left, right) in enumerate(pairs):
            line: dict[str, Any] = {"top": 2, "top_color": ACCENT} if place == 0 else {}
            plain = self._styles.look(**line)
            mine = [each for each in gap.relation.regions if each.provision in {left, right}]
            tint = {"bg_color": TINTS[TONES[gap.verdict]]} if gap.verdict != "same" else {}
            own = {"bg_color": TINTS["bad" if any(r.certain for r in mine) else "half"]} if mine else {}
            marked = self._styles.look(**line, **own)
            cells = [(said.goods(gap.subjects), plain)]
            for id_ in (left, right):
                tinted = self._styles.look(**line, **(own if any(each.provision == id_ for each in mine) else {}))
                cells += self._paragraph(said, id_, plain, tinted)
            bold = self._styles.look(**line, **tint, bold=place == 0)
            cells += [(said.verdict(gap.verdict), bold), *self._told(said, gap, mine, marked)]
            proof = self._styles.look(**line, **({} if gap.proof == "proved" else {"bg_color": TINTS["bad"]}))
            cells.append((said.proof(gap.proof), proof))
            sheet.row(cells)

    def _paragraph(self, said: GapWords, id_: str | None, plain: Look, tinted: Look) -> list[Cell]:
        """A paragraph with its title, its condition, its first day and where it can be read."""
        if id_ is None:
            return [("", plain)] * len(SIDE)
        words, provision = self._words, said.answer.book.provisions[id_]
        rules = said.answer.left if provision.regime == said.answer.left.regime.id else said.answer.right
        version = rules.versions[id_]
        lines = said.wording.lines(version.when)
        condition = "\n".join(f"{'  ' * line.depth}– {line.text}" for line in lines)
        cited = version.cited
        source = instrument_name(spelled(version.instrument), words)
        if cited and cited.address:
            source += f"\n{cited.address}"
        return [
            (provision.number(words.lang), tinted),
            (provision.title[words.lang], plain),
            (condition, plain),
            (version.since.isoformat(), plain),
            (source, plain),
        ]

    def _told(self, said: GapWords, gap: Gap, regions: Sequence[Region], look: Look) -> list[Cell]:
        """Where a row differs, an example of each, and whether it is certain; numbered if there are several."""
        words = self._words
        where, example, certain = [], [], []
        for each in regions:
            key = "gaps.region_license" if said.answer.places else "gaps.region"
            told_ = words(key, by=said.side(each.by), other=said.side(OTHER[each.by]), where=said.where(gap, each))
            where.append(told_)
            review = said.policies(each.witness)
            review = words.aside(words("gaps.policy", policies=review)) if review else ""
            example.append((said.example(gap, each) or words("gaps.no_example")) + review)
            depends = said.depends(gap, each)
            may = words("gaps.depends", what=depends) if depends else words("gaps.may")
            certain.append(words("gaps.certain") if each.certain else may)
        if len(regions) > 1:
            where, example, certain = (
                [f"{n}. {text}" for n, text in enumerate(texts, 1)] for texts in (where, example, certain)
            )
        return [("\n".join(texts), look) for texts in (where, example, certain)]


class _Sheet:
    """A sheet written from top to bottom."""

    def __init__(self, raw: Any, styles: Styles, widths: Sequence[int], foot: str, paper: int) -> None:
        self.raw, self._styles, self._widths = raw, styles, tuple(widths)
        self.at = 0
        for column, width in enumerate(widths):
            raw.set_column(column, column, width)
        raw.hide_gridlines(2)
        raw.set_landscape()
        raw.set_paper(paper)
        raw.fit_to_pages(1, 0)
        raw.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
        raw.set_footer(foot)
        raw.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def title(self, text: str) -> None:
        """The first row, across all columns."""
        look = self._styles.look(
            bold=True, font_size=14, font_color=ACCENT, border=0, text_wrap=False, valign="vcenter"
        )
        self.raw.set_row(self.at, 26)
        self.raw.write_string(self.at, 0, single(clean(text)[:MOST_CHARACTERS], look), look.cell)
        self.at += 1

    def row(self, cells: Sequence[Cell], *, last: Cell | None = None) -> None:
        """A row of texts; `last` spans the columns that are left."""
        tall = 15.0
        for column, (text, look) in enumerate(cells):
            tall = max(tall, self._write(column, text, self._widths[column], look))
        if last is not None:
            first, end = len(cells), len(self._widths) - 1
            self.raw.merge_range(self.at, first, self.at, end, "", last[1].cell)
            tall = max(tall, self._write(first, last[0], sum(self._widths[first:]), last[1]))
        self.raw.set_row(self.at, min(TALLEST, round(tall, 1)))
        self.at += 1

    def gap(self) -> None:
        """An empty row."""
        self.at += 1

    def kept_in_sight(self, columns: int) -> None:
        """All rows so far, and the first columns, stay in sight; the last row is printed on every page."""
        self.raw.freeze_panes(self.at, columns)
        self.raw.repeat_rows(self.at - 1)

    def _write(self, column: int, text: str, width: int, look: Look) -> float:
        """A text as a text, and how tall its cell must be."""
        written = self._styles.written((text, ""), width, look)
        if written.text:
            self.raw.write_string(self.at, column, written.text, look.cell)
        else:
            self.raw.write_blank(self.at, column, None, look.cell)
        return written.tall
