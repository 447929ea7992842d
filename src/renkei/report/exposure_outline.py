"""Exposure as a document: a table of goods, or everything known of one good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from renkei.desk.answers import Caveat, Cited
from renkei.desk.exposure import Chain, Exposed, ExposureAnswer
from renkei.ground.words import Words
from renkei.report.blocks import (
    MARKS,
    Block,
    Bullets,
    Cite,
    Document,
    Heading,
    Paragraph,
    Plain,
    SourceNote,
    Spans,
    Strong,
    Table,
)
from renkei.report.exposure_words import ExposureWords, first_three
from renkei.supply.concentration import HIGH
from renkei.supply.figures import Figures
from renkei.supply.graph import ALONE

SHOWN = 30
"""So many goods are listed on a screen unless all are asked for."""


def exposure_document(
    answer: ExposureAnswer, words: Words, *, figures: bool = False, everything: bool = True
) -> Document:
    """The whole answer as blocks; with charts, if `figures`; only the first goods, unless `everything`."""
    writer = _Writer(answer, words)
    blocks = list(writer.blocks(figures=figures, everything=everything))
    subtitle = [words("exposure.as_of", day=answer.as_of)]
    if answer.known_on:
        subtitle.append(words("update.known_on", day=answer.known_on))
    labels = {key: words(f"update.{key}") for key in ("sources", "contents", "key")} | {
        "foot": words("update.page_foot", day=answer.as_of),
        "skip": words("page.skip"),
        "back": words("page.back", n="{n}", place="{place}"),
    }
    return Document(words.lang, writer.title(), tuple(subtitle), answer.as_of, tuple(blocks), writer.listed(), labels)


def caveat_line(caveat: Caveat, said: ExposureWords) -> str:
    """A caveat as a sentence, goods by name."""
    values = dict(caveat.values)
    if "ids" in values:
        ids = values["ids"]
        few = ids[:8]
        more = (
            [said.words("few.more", n=len(ids) - len(few))]
            if len(ids) > len(few) and said.words.has("few.more")
            else []
        )
        values["ids"] = said.goods(few) + (" …" if len(ids) > len(few) and not more else "".join(more))
    if "year" in values:
        values["year"] = str(values["year"])
    return said.words(f"exposure_caveats.{caveat.code}", **values)


class _Writer:
    """Writes one document; sources are numbered as they are cited."""

    def __init__(self, answer: ExposureAnswer, words: Words) -> None:
        self.answer, self.words = answer, words
        self.said = ExposureWords(answer, words)
        self._numbers: dict[str, int] = {}
        self._sources = {each.id: each for each in answer.sources}

    def title(self) -> str:
        asked, words = self.answer.asked, self.words
        if asked.importer:
            return words("exposure.title_importer", place=self.said.place(asked.importer))
        if asked.place:
            return words("exposure.title_place", place=self.said.place(asked.place))
        if asked.goods:
            return words("exposure.title_good", good=self.said.goods(asked.goods))
        return words("exposure.title")

    def blocks(self, *, figures: bool, everything: bool) -> Iterator[Block]:
        answer = self.answer
        if answer.asked.goods and not answer.asked.importer:
            for chain in answer.chains:
                yield from self._good(chain, figures=figures)
        elif not answer.rows:
            yield Paragraph((Plain(self.words("exposure.none")),))
        else:
            yield from self._overview(figures=figures, everything=everything)
        if answer.uncounted:
            told = self.words("exposure.no_figures", list=self.said.goods(answer.uncounted))
            yield Paragraph((Plain(told),))
        if answer.caveats:
            yield Heading(self.words("exposure.caveats"), 1, "caveats")
            yield Bullets(tuple((Plain(caveat_line(each, self.said)),) for each in answer.caveats))

    def _overview(self, *, figures: bool, everything: bool) -> Iterator[Block]:
        answer, words, said = self.answer, self.words, self.said
        rows = answer.rows
        place = answer.asked.place
        lead = [
            words("exposure.lead_place", n=len(rows), place=said.place(place))
            if place
            else words("exposure.lead", n=len(rows))
        ]
        tops = [each.found.top for each in rows if each.found is not None and not each.found.partial]
        sharp = sum(top is not None and top.told is not None and top.told >= ALONE for top in tops)
        told = [each.found for each in rows if each.found is not None and not each.found.partial]
        high = sum((each.hhi_told or 0) > HIGH for each in told)
        lead.append(words("exposure.lead_sharp", sharp=sharp, high=high))
        if answer.asked.regimes:
            lead.append(words("exposure.lead_only", regimes=words.join(each.upper() for each in answer.asked.regimes)))
        yield Paragraph((Plain(("" if words.lang == "ja" else " ").join(lead)),))
        if figures:
            from renkei.report.exposure_figures import share_bars

            yield share_bars(rows[:SHOWN], said)
        shown = rows if everything else rows[:SHOWN]
        yield self._table(shown)
        if len(shown) < len(rows):
            yield Paragraph((Plain(words("exposure.more", n=len(rows) - len(shown))),), "note")
        yield Paragraph((Plain(words("exposure.read")),), "note")

    def _table(self, rows: Sequence[Exposed]) -> Table:
        asked, words = self.answer.asked, self.words
        names = ["good", "counted", "year", "top", "three", "hhi"]
        widths = [0.25, 0.28, 0.06, 0.2, 0.09, 0.12]
        if asked.place:
            names.insert(3, "own")
            widths.insert(3, 0.12)
        if asked.together:
            names.append("together")
            widths.append(0.16)
        named = {"own": self.said.place(asked.place) if asked.place else "", "together": self.said.together()}
        columns = tuple(
            words(f"exposure.columns.{each}", places=named["together"], place=named["own"]) for each in names
        )
        right = frozenset(
            place for place, each in enumerate(names) if each in {"year", "own", "three", "hhi", "together"}
        )
        return Table(columns, tuple(self._cells(each, names) for each in rows), tuple(widths), right)

    def _cells(self, row: Exposed, names: Sequence[str]) -> tuple[Spans, ...]:
        said, found, figures = self.said, row.found, row.figures
        cells: dict[str, Spans] = {
            "good": (Plain(said.good(row.good.id)), self._cite(figures.publication)),
            "counted": (Plain(said.counted(figures)),),
            "year": (Plain(str(figures.year)),),
            "top": (Plain("–"),),
            "three": (Plain("–"),),
            "hhi": (Plain("–"),),
        }
        if found is None:
            amounts = [said.amount(each.amount, figures.unit) for each in figures.rows]
            cells["top"] = (Plain(self.words.join(amounts)),)
        else:
            first = found.top or next((each for each in found.shares if each.told), None)
            if first is not None:
                top = f"{said.place(first.place)} {said.percent(first.told)}"
                sharp = first is found.top and first.told is not None and first.told >= ALONE
                cells["top"] = (Strong(top) if sharp else Plain(top),)
            cells["three"] = (Plain(said.percent(found.first(3))),)
            cells["hhi"] = (Plain(said.hhi_of(found)),)
        if row.share is not None:
            cells["own"] = (
                Plain(said.percent(row.share.told) if row.share.told is not None else said.span(row.share.between)),
            )
        if row.together is not None:
            told = said.percent(row.together_told) if row.together_told is not None else ""
            span = said.span(row.together)
            cells["together"] = (Plain(told if told == span or not told else f"{told}{self.words.aside(span)}"),)
        return tuple(cells.get(each, (Plain("–"),)) for each in names)

    def _good(self, chain: Chain, *, figures: bool) -> Iterator[Block]:
        id_ = chain.good.id
        if len(self.answer.chains) > 1:
            yield Heading(self.said.good(id_), 1, id_)
        for row in [each for each in self.answer.rows if each.good.id == id_]:
            yield from self._count(row)
        if figures:
            from renkei.report.exposure_figures import chain_picture

            yield chain_picture(chain, self.answer, self.said)
        yield from self._points(chain)
        yield from self._links(chain)
        yield from self._paragraphs(id_)
        yield from self._others([each for each in self.answer.others if each.good == id_])

    def _count(self, row: Exposed) -> Iterator[Block]:
        words, said, found, figures = self.words, self.said, row.found, row.figures
        if found is None:
            return
        yield Heading(
            f"{said.counted(figures)} {figures.year}", 2, f"{row.good.id}-{figures.statistic}-{figures.basis}"
        )
        yield Paragraph(tuple(self._sentence(row)))
        yield self._places(row)
        if figures.world is not None:
            total = said.amount(figures.world, figures.unit)
            yield Paragraph((Plain(words("exposure.total_line", total=total)),), "note")

    def _sentence(self, row: Exposed) -> Iterator[Plain | Strong | Cite]:
        words, said, found, figures = self.words, self.said, row.found, row.figures
        if found is None or found.top is None or found.hhi_told is None:
            yield Plain(words("exposure.no_top", measure=said.counted(figures), year=str(figures.year)))
            return
        top = found.top
        yield Strong(
            words(
                "exposure.top_line",
                year=str(figures.year),
                place=said.place(top.place),
                share=said.percent(top.told, 2),
                good=said.good(row.good.id),
                measure=figures.measure,
                basis=words(f"exposure.basis.{figures.basis}"),
            )
        )
        yield self._cite(figures.publication)
        parts = (
            [words("exposure.three_line", share=said.percent(found.first(3), 2))]
            if len(first_three(found.shares)) == 3
            else []
        )
        if found.hhi.exact is not None or found.hhi.low == found.hhi.high:
            parts.append(words("exposure.hhi_line", hhi=said.hhi(found.hhi_told), band=said.band(found.hhi_told)))
        else:
            low, high = said.hhi(found.hhi.low), said.hhi(found.hhi.high)
            parts.append(words("exposure.hhi_span", hhi=said.hhi(found.hhi_told), low=low, high=high))
        if row.together is not None:
            parts.append(self._together(row.together_told, row))
        if found.untold:
            parts.append(words("exposure.untold_line", n=len(found.untold), list=said.places(found.untold)))
        space = "" if words.lang == "ja" else " "
        yield Plain(space + space.join(parts))

    def _together(self, told: Decimal | None, row: Exposed) -> str:
        words, said = self.words, self.said
        assert row.together is not None  # noqa: S101 - the caller asked
        if row.together.exact is not None:
            return words("exposure.together_line", places=said.together(), share=said.percent(row.together.exact, 2))
        low, high = said.percent(row.together.low, 2), said.percent(row.together.high, 2)
        return words("exposure.together_span", places=said.together(), share=said.percent(told, 2), low=low, high=high)

    def _places(self, row: Exposed) -> Table:
        words, said, found, figures = self.words, self.said, row.found, row.figures
        shares = found.shares if found else ()
        spread = any(each.between.exact is None for each in shares)
        numbered = any(each.figure.row is not None for each in shares)
        names = ["place", "amount", "share", *(["between"] if spread else []), *(["source_row"] if numbered else [])]
        rows = []
        for each in shares:
            amount = said.amount(each.figure.amount, figures.unit)
            if each.figure.estimated:
                amount = words("exposure.estimated", amount=amount)
            name = said.place(each.place)
            cells = {
                "place": name,
                "amount": amount,
                "share": said.percent(each.told, 2),
                "between": said.span(each.between, 2),
                "source_row": str(each.figure.row) if each.figure.row is not None else "",
            }
            rows.append(tuple((Plain(cells[key]),) for key in names))
        columns = tuple(words(f"exposure.columns.{each}", places="", place="") for each in names)
        widths = {"place": 0.3, "amount": 0.3, "share": 0.14, "between": 0.18, "source_row": 0.08}
        right = frozenset(place for place, each in enumerate(names) if each != "place")
        return Table(columns, tuple(rows), tuple(widths[each] for each in names), right)

    def _points(self, chain: Chain) -> Iterator[Block]:
        words, said = self.words, self.said
        if not chain.into:
            return
        yield Heading(words("exposure.points"), 2, f"{chain.good.id}-points")
        if chain.points:
            yield Paragraph((Plain(words("exposure.points_lead")),), "note")
            lines: list[Spans] = []
            for each in chain.points:
                told = words(
                    "exposure.point",
                    good=said.good(each.route.good),
                    place=said.place(each.share.place),
                    share=said.percent(each.share.told),
                )
                extra = [f"{said.counted(each.found.figures)} {each.found.figures.year}"]
                if len(each.route.goods) > 2:
                    extra.append(words("exposure.point_way", way=said.goods(each.route.goods[-2:0:-1])))
                if each.route.substitutes:
                    extra.append(words("exposure.substitutes", list=said.goods(each.route.substitutes)))
                if not each.certain:
                    extra.append(words("exposure.point_uncertain"))
                lines.append(
                    (Strong(told), Plain(words.aside(words.join(extra))), self._cite(each.found.figures.publication))
                )
            yield Bullets(tuple(lines))
        else:
            yield Paragraph((Plain(words("exposure.no_points")),))
        if chain.uncounted:
            yield Paragraph((Plain(words("exposure.not_counted", list=said.goods(chain.uncounted))),), "note")

    def _links(self, chain: Chain) -> Iterator[Block]:
        words, said = self.words, self.said
        yield Heading(words("exposure.into"), 2, f"{chain.good.id}-into")
        direct = [each for each in chain.into if len(each.goods) == 2 and each.last is not None]
        if direct:
            rows = []
            for each in direct:
                need = each.last
                if need is None:
                    continue
                instead = words("exposure.substitutes", list=said.goods(need.substitutes)) if need.substitutes else ""
                role = need.role[words.lang] + (words.aside(instead) if instead else "")
                stops = words.label("exposure.essential", need.essential)
                link = self._cite(f"{each.goods[-2]}<{each.good}")
                rows.append(((Plain(said.good(each.good)),), (Plain(role), link), (Plain(stops),)))
            columns = tuple(
                words(f"exposure.columns.{each}", places="", place="") for each in ("good", "role", "essential")
            )
            yield Table(columns, tuple(rows), (0.28, 0.54, 0.18))
        else:
            yield Paragraph((Plain(words("exposure.nothing_in")),))
        yield Heading(words("exposure.out"), 2, f"{chain.good.id}-out")
        told = said.goods(chain.out) if chain.out else words("exposure.nothing_out")
        yield Paragraph((Plain(told),))

    def _paragraphs(self, id_: str) -> Iterator[Block]:
        words = self.words
        row = next((each for each in self.answer.rows if each.good.id == id_), None)
        if row is None or not row.good.kinds or not self.answer.modelled:
            return
        yield Heading(words("exposure.paragraphs"), 2, f"{id_}-paragraphs")
        yield Paragraph((Plain(words("exposure.paragraphs_lead")),), "note")
        lines: list[Spans] = []
        for regime in self.answer.modelled:
            ids = row.paragraphs.get(regime, ())
            name = words.label("gaps.regime", regime)
            told = words.join(each.partition(":")[2] or each for each in ids)
            key = "paragraph_line" if ids else "no_paragraphs"
            lines.append((Plain(words(f"exposure.{key}", regime=name, list=told)),))
        yield Bullets(tuple(lines))

    def _others(self, every: Sequence[Figures]) -> Iterator[Block]:
        if not every:
            return
        words, said = self.words, self.said
        yield Heading(words("exposure.others"), 2, f"{every[0].good}-others")
        lines: list[Spans] = []
        for each in every:
            when = words("exposure.forecast", year=str(each.year)) if each.forecast else str(each.year)
            of = f"{said.counted(each)} {when}"
            if each.importer:
                of = (
                    f"{said.place(each.importer)}, {of}" if words.lang == "en" else f"{said.place(each.importer)}：{of}"
                )
            told = sorted(each.rows, key=lambda row: -row.amount.low)
            shown = [f"{said.place(row.place)} {said.amount(row.amount, each.unit)}" for row in told[:6]]
            more = " …" if len(told) > len(shown) else ""
            lines.append((Plain(f"{of}: {words.join(shown)}{more}"), self._cite(each.publication)))
        yield Bullets(tuple(lines))

    def _cite(self, id_: str) -> Cite:
        if id_ not in self._sources:
            return Cite(())
        return Cite((self._numbers.setdefault(id_, len(self._numbers) + 1),))

    def listed(self) -> tuple[SourceNote, ...]:
        return tuple(self._note(self._sources[id_], number) for id_, number in self._numbers.items())

    def _note(self, cited: Cited, number: int) -> SourceNote:
        title = self.said.publication(cited.id) if cited.table != "links" else self._link_title(cited.id)
        label = self.words.label("how", cited.how.value)
        return SourceNote(
            number, cited.id, title, cited.how, MARKS[cited.how], label, cited.address, own=cited.layer != "built-in"
        )

    def _link_title(self, id_: str) -> str:
        user, _, used = id_.partition("<")
        return f"{self.said.good(used)} → {self.said.good(user)}"
