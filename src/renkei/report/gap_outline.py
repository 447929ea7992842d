"""A comparison of regimes as a document: the verdicts, then every difference with its example and proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renkei.desk.gaps import GapsAnswer
from renkei.desk.license import general_caveats
from renkei.ground.places import place_name
from renkei.ground.words import Words
from renkei.report.alignment import alignment_blocks
from renkei.report.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Plain,
    Strong,
)
from renkei.report.gap_left_out import told
from renkei.report.gap_news import news_blocks
from renkei.report.gap_notes import GapNotes
from renkei.report.gap_paragraphs import gap_blocks, topic_blocks
from renkei.report.gap_report import GapReport, by_topic, counted, differs, verdicts
from renkei.report.gap_tables import pair_table, topic_pair_table, verdict_table
from renkei.report.gap_words import GapWords
from renkei.report.licensing import caveat_words


def gap_document(report: GapReport, words: Words, *, figures: bool = False) -> Document:
    """The whole answer as blocks; with charts, if `figures`."""
    writer = _Writer(report, words)
    blocks = [
        *writer.opening(),
        *(writer.one(figures=figures) if len(report.answers) == 1 else writer.several(figures=figures)),
    ]
    blocks += writer.caveats()
    subtitle = [words("gaps.as_of", day=report.as_of)]
    if report.places:
        subtitle.append(route(report, words))
    if report.known_on:
        subtitle.append(words("update.known_on", day=report.known_on))
    labels = {key: words(f"update.{key}") for key in ("sources", "contents", "key")} | {
        "foot": words("update.page_foot", day=report.as_of),
        "skip": words("page.skip"),
        "back": words("page.back", n="{n}", place="{place}"),
    }
    sources = writer.notes.listed(words)
    return Document(
        words.lang, document_title(report, words), tuple(subtitle), report.as_of, tuple(blocks), sources, labels
    )


def document_title(report: GapReport, words: Words) -> str:
    """What the answer is called."""
    names = [each.regime.names[words.lang] for each in report.rules]
    return words("gaps.title", regimes=words("gaps.versus").join(names) if len(names) == 2 else words.join(names))


def route(report: GapReport, words: Words) -> str:
    """Where the goods go."""
    stated = ((name, report.places[name]) for name in ("destination", "headquarters") if name in report.places)
    return words.join(words(f"license.{name}", place=place_name(place, words.lang)) for name, place in stated)


def leads(report: GapReport, words: Words) -> tuple[str, str]:
    """What was compared, and how the answer is read."""
    compared = words("gaps.by_license", route=route(report, words)) if report.places else words("gaps.by_list")
    return compared, words("gaps.how_to_read")


def caveat_lines(report: GapReport, words: Words) -> list[str]:
    """What to bear in mind."""
    return [caveat_words(each, words) for each in general_caveats(report.rules)]


def summary(said: GapWords) -> str:
    """How many groups of paragraphs have each verdict, how many of them for certain, and whether it is proved."""
    gaps, words = said.answer.gaps, said.words
    if not gaps:
        return words("gaps.nothing")
    counts = counted(gaps)
    shown = [verdict for verdict in verdicts(gaps) if counts[verdict].all]
    told_ = words.join(words("gaps.count", n=counts[each].all, verdict=said.verdict(each)) for each in shown)
    differing = [gap for gap in gaps if differs(gap)]
    certain = sum(gap.relation.certain for gap in differing)
    lines = [words("gaps.summary", n=len(gaps), counts=told_)]
    if differing:
        key = "sure_all" if certain == len(differing) else "sure"
        lines.append(words(f"gaps.{key}", n=len(differing), certain=certain))
    unproved = sum(gap.proof != "proved" for gap in gaps)
    lines.append(words("gaps.proved_some", n=unproved) if unproved else words("gaps.proved_all"))
    return ("" if words.lang == "ja" else " ").join(lines)


class _Writer:
    """Writes one document; sources are numbered as they are cited."""

    def __init__(self, report: GapReport, words: Words) -> None:
        self.report, self.words = report, words
        self.notes = GapNotes(report)

    def opening(self) -> Iterator[Block]:
        for lead in leads(self.report, self.words):
            yield Paragraph((Plain(lead),), "note")
        if self.report.news is not None:
            yield from news_blocks(self.report.news, self.words, self.report.book)

    def one(self, *, figures: bool) -> Iterator[Block]:
        """The answer for two regimes."""
        said = GapWords(self.report.answers[0], self.words)
        yield Heading(self.words("gaps.verdicts"), 1, "verdicts")
        yield Paragraph((Plain(summary(said)),))
        yield from verdict_table(said)
        if figures and said.answer.gaps:
            from renkei.report.gap_figures import verdict_matrix

            yield verdict_matrix(said)
        yield from self._over_time(figures=figures)
        for topic, gaps in by_topic(said.answer).items():
            yield Heading(said.topic(topic), 1, topic)
            yield from topic_blocks(said, self.notes, topic, gaps)
        yield from self._not_compared([said], 1)

    def _over_time(self, *, figures: bool) -> Iterator[Block]:
        for each in self.report.alignments:
            yield from alignment_blocks(each, self.words, figures=figures)

    def several(self, *, figures: bool) -> Iterator[Block]:
        """The answers for more than two regimes: all pairs beside each other, then what differs for certain."""
        every = [GapWords(answer, self.words) for answer in self.report.answers]
        yield Heading(self.words("gaps.pairs"), 1, "verdicts")
        yield pair_table(every)
        yield Heading(self.words("gaps.verdicts"), 1, "topics")
        yield topic_pair_table(every)
        if figures:
            from renkei.report.gap_figures import pair_matrix

            yield pair_matrix(every)
        yield from self._over_time(figures=figures)
        for said in every:
            yield Heading(said.pair, 1, _anchor(said.answer))
            yield Paragraph((Plain(summary(said)),))
            yield from verdict_table(said)
            yield from self._certain(said)
        yield from self._not_compared(every, 1)

    def _certain(self, said: GapWords) -> Iterator[Block]:
        left, right = said.answer.left.regime.id, said.answer.right.regime.id
        yield Paragraph((Plain(self.words("gaps.only_certain", left=left, right=right)),), "note")
        found = False
        for topic, gaps in by_topic(said.answer).items():
            sure = [gap for gap in gaps if any(each.certain for each in gap.relation.regions)]
            if sure:
                found = True
                anchor = f"{_anchor(said.answer)}-{topic}"
                yield Heading(said.topic(topic), 2, anchor)
                for place, gap in enumerate(sure, 1):
                    yield Heading(said.title(gap), 3, f"{anchor}-{place}")
                    yield from gap_blocks(said, self.notes, gap, only_certain=True)
        if not found:
            yield Paragraph((Plain(self.words("gaps.none_differ")),))

    def _not_compared(self, every: Sequence[GapWords], level: int) -> Iterator[Block]:
        lines = [(said, line) for said in every for line in dict.fromkeys(told(said))]
        if not lines:
            return
        yield Heading(self.words("gaps.not_compared"), level, "not-compared")
        several = len(every) > 1
        yield Bullets(
            tuple(((Strong(f"{said.pair}  "), Plain(line)) if several else (Plain(line),)) for said, line in lines)
        )

    def caveats(self) -> Iterator[Block]:
        yield Heading(self.words("gaps.caveats"), 1, "caveats")
        lines = [*caveat_lines(self.report, self.words), self.words("license.rules", hash=self.report.book.hash[:12])]
        yield Bullets(tuple((Plain(line),) for line in lines))


def _anchor(answer: GapsAnswer) -> str:
    return f"{answer.left.regime.id}-{answer.right.regime.id}"
