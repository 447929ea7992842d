"""What a shock does, as a document: the answer in a sentence, then what is lost where, and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renkei.desk.shock import ShockAnswer, world_losses
from renkei.desk.shock_economy import EconomyStopped
from renkei.ground.words import Words
from renkei.report.blocks import Block, Bullets, Cite, Document, Heading, Paragraph, Plain, Spans, Strong
from renkei.report.exposure_words import percent
from renkei.report.shock_parts import SHOWN, ShockNotes, assumed, cropped, document_of
from renkei.report.shock_words import ShockWords, by_stage, cut_goods, number
from renkei.supply.stopping.losses import WORLD, Loss
from renkei.supply.stopping.ranges import Range

COLUMNS = {"good": 0.33, "stage": 0.16, "worst": 0.15, "lost": 0.14, "first": 0.1, "back": 0.12}
"""The columns of what is lost, with their shares of the width."""

CLOSE = 0.3
"""A rank correlation nearer to nothing than this does not name what an answer hangs on."""

NAMED = 6
"""So many places are named before the rest is counted."""


def shock_document(answer: ShockAnswer, words: Words, *, figures: bool = False, everything: bool = True) -> Document:
    """The whole answer as blocks.

    Args:
        answer: what a shock does.
        words: the language.
        figures: with its figure.
        everything: every row of every table, on a page with a short title; else the first rows, below the answer.
    """
    writer = _Writer(answer, words, None if everything else SHOWN)
    answered = writer.said.headline(answer)
    blocks: list[Block] = [Paragraph((Strong(answered),))] if everything else []
    blocks += writer.blocks(figures=figures)
    subtitle = []
    if answer.scenario.title is not None:
        subtitle.append(words("shock.scenario", name=answer.scenario.title[words.lang]))
    title = writer.said.title(answer) if everything else answered
    return document_of(answer, title, subtitle, blocks, writer.notes, words)


class _Writer:
    """Writes one document."""

    def __init__(self, answer: ShockAnswer, words: Words, shown: int | None) -> None:
        self.answer, self.words, self.shown = answer, words, shown
        self.said = ShockWords(answer, words)
        self.notes = ShockNotes(answer.sources, self.said)

    def blocks(self, *, figures: bool) -> Iterator[Block]:
        if self.answer.scenario.about is not None:
            yield Paragraph((Plain(self.answer.scenario.about[self.words.lang]),), "lead")
        if figures and self.answer.found.losses:
            from renkei.report.shock_figure import loss_strips

            yield loss_strips(self.answer, self.said)
        yield from self._lost()
        yield from self._short()
        yield from self._where()
        yield from self._untouched()
        yield from self._unstable()
        yield from self._draws()
        yield from assumed(self.answer, self.said)
        yield from self._shares()
        yield Heading(self.words("shock.caveats"), 1, "caveats")
        yield Bullets(tuple((Plain(self.said.caveat(each)),) for each in self.answer.caveats))

    def _lost(self) -> Iterator[Block]:
        """What the world loses of making, for certain and possibly."""
        losses = by_stage(self.answer, world_losses(self.answer.found))
        if not losses:
            return
        followed = self.words("days.count", n=self.answer.found.days)
        yield Heading(self.words("shock.lost"), 1, "lost")
        if isinstance(self.answer.found, EconomyStopped):
            amount, unmet = (self.said.lost(each) for each in (self.answer.found.amount, self.answer.found.unmet))
            yield Paragraph(
                (Plain(self.words("shock.totals", amount=amount, unmet=unmet)), self.notes.cite(*self._all()))
            )
        lead = "lost_lead" if self.answer.table is None else "lost_lead_table"
        yield Paragraph((Plain(self.words(f"shock.{lead}", days=followed)),), "note")
        sure = [each for each in losses if each.surely]
        maybe = [each for each in losses if not each.surely]
        if sure:
            if maybe:
                yield Heading(self.words("shock.surely"), 2, "surely")
            yield from self._table(sure)
        if maybe:
            yield Heading(self.words("shock.maybe"), 2, "maybe")
            if self.answer.table is None:
                yield Paragraph((Plain(self.words("shock.maybe_lead")),), "note")
            yield from self._table(maybe)

    def _all(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.answer.sources)

    def _table(self, losses: Sequence[Loss]) -> Iterator[Block]:
        said, cut = self.said, cut_goods(self.answer)
        staged = any(said.stage(each.good) for each in losses)  # sectors of a table have no stage
        names = [each for each in COLUMNS if staged or each != "stage"]
        rows = []
        for each in losses:
            name = said.good(each.good)
            cells: dict[str, Spans] = {
                "good": (Strong(name) if each.good in cut else Plain(name), self._behind(each.good)),
                "stage": (Plain(said.stage(each.good)),),
                "worst": (Plain(said.percent(each.worst)),),
                "lost": (Plain(said.lost(each.lost)),),
                "first": (Plain(said.day(each.first)),),
                "back": (Plain(said.back(each.back, self.answer.found.days)),),
            }
            rows.append(tuple(cells[each_] for each_ in names))
        right = frozenset(place for place, each in enumerate(names) if each not in {"good", "stage"})
        yield from self._crop(names, rows, tuple(COLUMNS[each] for each in names), right)

    def _behind(self, good: str) -> Cite:
        """The figures of a good that is cut, and the links by which loss came to one further down."""
        ids = [f"{good}<{input_}" for user, input_ in self.answer.links if user == good]
        found = self.answer.counted.get(good)
        own = [found.figures.publication] if found is not None and good in cut_goods(self.answer) else []
        return self.notes.cite(*own, *ids)

    def _short(self) -> Iterator[Block]:
        """Buyers who must do without, where not all of them fare alike."""
        groups: dict[tuple[object, ...], list[Loss]] = {}
        for each in self.answer.found.losses:
            if each.what == "used":
                groups.setdefault((each.good, each.lost, each.worst, each.first), []).append(each)
        apart = {each.good for each in self.answer.found.losses if each.what == "used" and each.place != WORLD}
        told = [group for group in groups.values() if group[0].good in apart]
        if not told:
            return
        yield Heading(self.words("shock.short"), 1, "short")
        yield Paragraph((Plain(self.words("shock.short_lead")),), "note")
        rows = [
            (
                (Plain(self.said.good(group[0].good)),),
                (Plain(self._places([each.place for each in group])),),
                (Plain(self.said.percent(group[0].worst)),),
                (Plain(self.said.lost(group[0].lost)),),
                (Plain(self.said.day(group[0].first)),),
            )
            for group in told
        ]
        yield from self._crop(
            ("good", "buyers", "worst", "lost", "first"), rows, (0.26, 0.34, 0.13, 0.16, 0.11), frozenset({2, 3, 4})
        )

    def _places(self, codes: Sequence[str]) -> str:
        if WORLD in codes:
            return self.words("shock.all_buyers")
        names = self.words.join(self.said.place(each) for each in codes[:NAMED])
        more = len(codes) - NAMED
        return names if more <= 0 else self.words("shock.more_places", list=names, n=more)

    def _where(self) -> Iterator[Block]:
        losses = [each for each in self.answer.found.losses if each.what == "made" and each.place != WORLD]
        losses.sort(key=lambda each: (-_part(each).low, -_part(each).high, each.good, each.place))
        if not losses:
            return
        yield Heading(self.words("shock.where"), 1, "where")
        yield Paragraph((Plain(self.words("shock.where_lead")),), "note")
        rows = [
            (
                (Plain(self.said.place(each.place, each.good)),),
                (Plain(self.said.good(each.good)),),
                (Plain(self.said.percent(each.worst)),),
                (Plain(self.said.lost(_part(each))),),
                (Plain(self.said.day(each.first)),),
            )
            for each in losses
        ]
        yield from self._crop(
            ("place", "good", "worst", "part", "first"), rows, (0.22, 0.34, 0.16, 0.16, 0.12), frozenset({2, 3, 4})
        )

    def _crop(
        self,
        names: Sequence[str],
        rows: Sequence[tuple[Spans, ...]],
        widths: tuple[float, ...],
        right: frozenset[int],
    ) -> Iterator[Block]:
        """A table, its first rows only where room is short."""
        told = rows if self.shown is None else rows[: self.shown]
        return cropped(self.words, names, told, widths, right, len(rows) - len(told))

    def _untouched(self) -> Iterator[Block]:
        if self.answer.found.dispensable:
            yield Heading(self.words("shock.untouched"), 1, "untouched")
            told = self.said.few(self.answer.found.dispensable)
            yield Paragraph((Plain(self.words("shock.dispensable", list=told)),))

    def _unstable(self) -> Iterator[Block]:
        if self.answer.warned:
            yield Heading(self.words("shock.unstable"), 1, "unstable")
            yield Bullets(tuple((Plain(self.said.warning(each)),) for each in self.answer.warned))

    def _draws(self) -> Iterator[Block]:
        if not self.answer.runs:
            return
        yield Heading(self.words("shock.draws"), 1, "draws")
        lead = self.words("shock.draws_lead", n=self.answer.runs, seed=str(self.answer.seed))
        yield Paragraph((Plain(lead),), "note")
        rows = [
            (
                (Plain(self.said.good(each.good)),),
                (Plain(number(each.lost[1])),),
                (Plain(self.said.lost(Range(each.lost[0], each.lost[2]))),),
                (Plain(f"{number(100 * each.hit)}%"),),
                (Plain(self._hangs(each.hangs_on, each.strength)),),
            )
            for each in self.answer.spreads
        ]
        yield from self._crop(
            ("good", "middle", "spread", "chance", "hangs"), rows, (0.28, 0.12, 0.18, 0.14, 0.28), frozenset({1, 2, 3})
        )

    def _hangs(self, name: str | None, strength: float) -> str:
        if name is None or abs(strength) < CLOSE:
            return self.words("shock.doubts")
        return self.said.parameter(name) + self.words.aside(f"{strength:+.2f}")

    def _shares(self) -> Iterator[Block]:
        """Who makes what is cut, and what is lost further down."""
        if not self.answer.counted:
            return
        yield Heading(self.words("shock.shares"), 1, "shares")
        rows: list[tuple[Spans, ...]] = []
        for good, found in self.answer.counted.items():
            told = [
                f"{self.said.place(each.place)} {percent(each.told)}%"
                for each in found.shares
                if each.told is not None and each.told > 0
            ]
            more = (
                self.words("shock.more_places", list=self.words.join(told[:4]), n=len(told) - 4)
                if len(told) > 4
                else ""
            )
            rows.append(
                (
                    (Plain(self.said.good(good)), self.notes.cite(found.figures.publication)),
                    (Plain(more or self.words.join(told)),),
                    (Plain(found.figures.measure[self.words.lang]),),
                    (Plain(str(found.figures.year)),),
                )
            )
        yield from self._crop(("good", "share", "counted", "year"), rows, (0.26, 0.4, 0.26, 0.08), frozenset({3}))


def _part(loss: Loss) -> Range:
    return loss.of_world if loss.of_world is not None else Range(0.0, 0.0)
