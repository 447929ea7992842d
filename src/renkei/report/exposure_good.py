"""Everything known of one good: who makes it, where one place stands alone, what it needs and what needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from renkei.desk.exposure import Chain, Exposed, makers
from renkei.report.blocks import Block, Bullets, Cite, Heading, Paragraph, Plain, Spans, Strong, Table
from renkei.report.exposure_notes import ExposureNotes
from renkei.report.exposure_words import NET_EXPORTER, ExposureWords, capital, first_three
from renkei.supply.concentration import Concentration, Share
from renkei.supply.figures import Figure, Figures
from renkei.supply.graph import SinglePoint
from renkei.supply.loading import latest

_ESSENTIAL = ("yes", "unknown", "no")

_MANY_PARAGRAPHS = 6
"""More paragraphs than this are told by the paragraph they stand in, with their number."""


class OneGood:
    """Writes what is known of one good."""

    def __init__(self, chain: Chain, said: ExposureWords, notes: ExposureNotes) -> None:
        self.chain, self.said, self.notes = chain, said, notes
        self.answer, self.words, self.id = said.answer, said.words, chain.good.id
        self.rows = [each for each in self.answer.rows if each.good.id == self.id]

    def blocks(self, *, figures: bool) -> Iterator[Block]:
        """Every part that has something to tell; with the picture of the chain, if `figures`."""
        if len(self.answer.chains) > 1:
            yield Heading(self.said.good(self.id), 1, self.id)
        for row in self.rows:
            yield from self._count(row)
        if self.id in self.answer.uncounted:
            yield Paragraph((Plain(self._no_figures()),))
        if not self.answer.supply.known(self.answer.as_of, self.answer.known_on):
            return
        if figures and (self.chain.into or self.chain.out):
            from renkei.report.exposure_chain_figure import chain_picture

            yield chain_picture(self.chain, self.said)
        yield from self._points()
        yield from self._into()
        yield from self._out()
        yield from self._paragraphs()
        yield from self._others([each for each in self.answer.others if each.good == self.id])

    def _no_figures(self) -> str:
        """That there are none, and from when on there are."""
        answer, words = self.answer, self.words
        every = [each for each in answer.supply.figures if each.good == self.id and not each.forecast]
        told = words("exposure.no_figures", list=self.said.good(self.id))
        if not every:
            return told
        first = min(each.year for each in every)
        public = min(each.public for each in every)
        return told + ("" if words.lang == "ja" else " ") + words("exposure.first_figures", year=str(first), day=public)

    def _count(self, row: Exposed) -> Iterator[Block]:
        words, said, found, figures = self.words, self.said, row.found, row.figures
        if found is None:
            return
        title = words("exposure.counted_year", counted=said.counted(figures), year=str(figures.year))
        yield Heading(capital(title), 2, f"{self.id}-{figures.statistic}-{figures.basis}")
        yield Paragraph(tuple(self._sentence(row, found)))
        yield self._places(found)
        if figures.world is not None and figures.world.why is None and not found.partial:
            total = said.amount(figures.world, figures.unit)
            yield Paragraph((Plain(words("exposure.total_line", total=total)),), "note")

    def _sentence(self, row: Exposed, found: Concentration) -> Iterator[Plain | Strong | Cite]:
        words, said, figures = self.words, self.said, row.figures
        year, basis = str(figures.year), words(f"exposure.basis.{figures.basis}")
        if found.partial and found.top is not None:
            place, amount = said.the_place(found.top.place), said.amount(found.top.figure.amount, figures.unit)
            told = words("exposure.partial_line", place=place, amount=amount, of_what=said.of_what(row), year=year)
            yield Plain(capital(told))
            yield self.notes.cite(figures.publication)
            return
        if found.top is None or found.hhi_told is None:
            yield Plain(words("exposure.no_top", of_what=said.of_what(row), year=year, basis=basis))
            yield self.notes.cite(figures.publication)
        else:
            share = said.share_of(figures, found.top, 2)
            place = said.the_place(found.top.place)
            yield Strong(
                words("exposure.top_line", year=year, place=place, share=share, of_what=said.of_what(row), basis=basis)
            )
            yield self.notes.cite(figures.publication)
        space = "" if words.lang == "ja" else " "
        yield Plain(space + space.join(self._further(row, found)))

    def _further(self, row: Exposed, found: Concentration) -> Iterator[str]:
        words, said, figures = self.words, self.said, row.figures
        if len(first_three(found.shares)) == 3:
            yield words("exposure.three_line", share=said.first_three(found, 2))
        if found.hhi_told is not None:
            low, high = said.hhi(found.hhi.low, figures), said.hhi(found.hhi.high, figures)
            bands, told = said.bands(found.bands), said.hhi(found.hhi_told, figures)
            if low == high:
                yield words("exposure.hhi_line", hhi=low, bands=bands)
            elif figures.in_percent:
                yield words("exposure.hhi_between", low=low, high=high, bands=bands)
            else:
                yield words("exposure.hhi_span", hhi=told, low=low, high=high, bands=bands)
        if row.together is not None:
            yield self._together(row)
        if found.untold:
            yield words("exposure.untold_line", n=len(found.untold), list=said.places(found.untold))

    def _together(self, row: Exposed) -> str:
        words, said, between = self.words, self.said, row.together
        asked = self.answer.asked.together
        assert between is not None  # noqa: S101 - the caller asked
        who = {"places": capital(said.together_subject()), "n": len(asked.places) if asked else 0}
        low, high = (f"{said.bound(each, row.figures)}%" for each in (between.low, between.high))
        if low == high:
            return words("exposure.together_line", share=low, **who)
        if row.figures.in_percent or row.together_told is None:
            return words("exposure.together_between", low=low, high=high, **who)
        told = said.percent(row.together_told, 2)
        return words("exposure.together_span", share=told, low=low, high=high, **who)

    def _places(self, found: Concentration) -> Table:
        """Every place; where the source gives shares they are not told twice."""
        words, figures = self.words, found.figures
        spread = any(each.between.exact is None for each in found.shares)
        numbered = any(each.figure.row is not None for each in found.shares)
        names = ["place", *([] if figures.in_percent else ["amount"]), "share"]
        names += [*(["between"] if spread else []), *(["source_row"] if numbered else [])]
        unit = "" if figures.in_percent else words.aside(self.said.unit(figures.unit))
        columns = tuple(
            words(f"exposure.columns.{each}", places="", place="") + (unit if each == "amount" else "")
            for each in names
        )
        widths = {"place": 0.3, "amount": 0.3, "share": 0.2, "between": 0.2, "source_row": 0.12}
        right = frozenset(at for at, each in enumerate(names) if each != "place")
        rows = tuple(self._place_cells(each, found, names) for each in found.shares)
        return Table(columns, rows, tuple(widths[each] for each in names), right)

    def _place_cells(self, share: Share, found: Concentration, names: Sequence[str]) -> tuple[Spans, ...]:
        words, said, figure = self.words, self.said, share.figure
        amount = said.amount(figure.amount)
        cells = {
            "place": said.place(share.place),
            "amount": words("exposure.estimated", amount=amount) if figure.estimated else amount,
            "share": "–" if found.partial else said.share_of(found.figures, share, 2),
            "between": said.span(share.between, found.figures, 2),
            "source_row": str(figure.row) if figure.row is not None else "",
        }
        return tuple((Plain(cells[each]),) for each in names)

    def _points(self) -> Iterator[Block]:
        words, said, chain = self.words, self.said, self.chain
        if not chain.into:
            return
        yield Heading(words("exposure.points"), 2, f"{self.id}-points")
        if chain.points:
            yield Paragraph((Plain(words("exposure.points_lead")),), "note")
            yield Bullets(tuple(self._point(each) for each in chain.points))
        else:
            yield Paragraph((Plain(words("exposure.no_points")),))
        if chain.uncounted:
            told = words("exposure.not_counted", n=len(chain.uncounted), list=said.few_goods(chain.uncounted))
            yield Paragraph((Plain(told),), "note")

    def _point(self, point: SinglePoint) -> Spans:
        words, said, figures = self.words, self.said, point.found.figures
        told = words(
            "exposure.point",
            good=said.good(point.route.good),
            place=said.place(point.share.place),
            share=said.share_of(figures, point.share),
        )
        extra = [said.counted_inside(figures)]
        if len(point.route.goods) > 2:
            extra.append(words("exposure.point_way", way=said.goods(point.route.goods[-2:0:-1])))
        if point.route.substitutes:
            extra.append(words("exposure.substitutes", list=said.goods(point.route.substitutes)))
        if not point.certain:
            extra.append(words("exposure.point_uncertain"))
        return (
            Strong(told),
            Plain(words.aside(words("exposure.apart").join(extra))),
            self.notes.cite(figures.publication),
        )

    def _into(self) -> Iterator[Block]:
        words, said = self.words, self.said
        yield Heading(words("exposure.into"), 2, f"{self.id}-into")
        direct = [each for each in self.chain.into if len(each.goods) == 2 and each.last is not None]
        if not direct:
            yield Paragraph((Plain(words("exposure.nothing_in")),))
            return
        held = self._held()
        rows: list[tuple[Spans, ...]] = []
        for each in sorted(direct, key=lambda route: _ESSENTIAL.index(route.essential)):
            need = each.last
            if need is None:
                continue
            instead = words("exposure.substitutes", list=said.goods(need.substitutes)) if need.substitutes else ""
            role = need.role[words.lang] + (words.aside(instead) if instead else "")
            rows.append(
                (
                    (Plain(said.good(each.good)),),
                    (Plain(role), self.notes.cite(f"{each.goods[-2]}<{each.good}")),
                    (Plain(self._largest(held.get(each.good, ()))),),
                    (Plain(words.label("exposure.essential", need.essential)),),
                )
            )
        columns = tuple(
            words(f"exposure.columns.{each}", places="", place="") for each in ("good", "role", "top", "essential")
        )
        yield Table(columns, tuple(rows), (0.27, 0.37, 0.21, 0.15))

    def _held(self) -> dict[str, list[Concentration]]:
        known = latest(self.answer.supply.known(self.answer.as_of, self.answer.known_on))
        return makers(self.answer.supply, [each for each in known if each.importer is None])

    def _largest(self, held: Sequence[Concentration]) -> str:
        """The place with the largest share of a good, as its sharpest count has it."""
        found = max(held, key=lambda each: each.hhi_told or 0, default=None)
        if found is None or found.top is None:
            return "–"
        return f"{self.said.place(found.top.place)} {self.said.sign_of(found.figures, found.top)}"

    def _out(self) -> Iterator[Block]:
        words, said = self.words, self.said
        yield Heading(words("exposure.out"), 2, f"{self.id}-out")
        if not self.chain.out:
            yield Paragraph((Plain(words("exposure.nothing_out")),))
            return
        users = set(self.answer.supply.uses(self.id))
        direct = [each for each in self.chain.out if each in users]
        others = [each for each in self.chain.out if each not in users]
        told = words("exposure.out_direct", list=said.few_goods(direct)) if direct else ""
        space = "" if words.lang == "ja" or not told else " "
        if others:
            told += space + words("exposure.out_further", list=said.few_goods(others))
        yield Paragraph((Plain(told),))

    def _paragraphs(self) -> Iterator[Block]:
        words = self.words
        row = next(iter(self.rows), None)
        if row is None or not row.good.kinds or not self.answer.modelled:
            return
        yield Heading(words("exposure.paragraphs"), 2, f"{self.id}-paragraphs")
        lines: list[Spans] = []
        for regime in self.answer.modelled:
            ids = row.paragraphs.get(regime, ())
            name = words.label("gaps.regime", regime)
            if ids:
                lines.append((Plain(words("exposure.paragraph_line", regime=name, list=words.join(self._named(ids)))),))
            else:
                lines.append((Plain(words("exposure.no_paragraphs", regime=name)),))
        yield Bullets(tuple(lines))
        yield Paragraph((Plain(words("exposure.paragraphs_lead")),), "note")

    def _named(self, ids: Sequence[str]) -> list[str]:
        """Paragraphs by their official numbers; many by what they stand in, with how many."""
        from renkei.controls.loading import built_in

        provisions, lang = built_in().provisions, self.words.lang
        numbers = [provisions[each].number(lang) if each in provisions else each for each in ids]
        if len(numbers) <= _MANY_PARAGRAPHS:
            return numbers
        heads = Counter(_head(each) for each in numbers)
        return [f"{head}{self.words.aside(str(n))}" if n > 1 else head for head, n in heads.items()]

    def _others(self, every: Sequence[Figures]) -> Iterator[Block]:
        if not every:
            return
        yield Heading(self.words("exposure.others"), 2, f"{self.id}-others")
        yield Bullets(tuple(self._other(each) for each in every))

    def _other(self, figures: Figures) -> Spans:
        words, said = self.words, self.said
        key = "exposure.forecast_year" if figures.forecast else "exposure.counted_year"
        of = words(key, counted=said.counted(figures), year=str(figures.year))
        importer = said.place(figures.importer) if figures.importer else ""
        if importer and importer not in of:
            of = words("exposure.of_importer", importer=importer, counted=of)
        of = capital(of)
        told = sorted(figures.rows, key=lambda row: (row.amount.why is not None, -row.amount.low))
        if not figures.in_percent:
            of += words.aside(said.unit(figures.unit))
        alone = len(told) == 1 and told[0].place == figures.importer
        shown = [self._told(row, figures, alone=alone) for row in told]
        return Plain(words("exposure.other_line", of=of, list=said.few(shown, 6))), self.notes.cite(figures.publication)

    def _told(self, row: Figure, figures: Figures, *, alone: bool) -> str:
        """What one place has; only the amount, where the figures speak of that place anyway."""
        amount = self.said.amount(row.amount, "%" if figures.in_percent else "")
        if row.note == NET_EXPORTER:
            amount = self.words("exposure.net_exporter")
        if alone:
            return amount
        place = self.said.place(row.place)
        return place + self.words.aside(amount) if row.amount.why is not None else f"{place} {amount}"


def _head(number: str) -> str:
    """The paragraph that a part stands in: `3A001.a` of `3A001.a.10.b`, the article's item of a Japanese one."""
    if "." in number and not number.startswith("Art."):
        return ".".join(number.split(".")[:2])
    return number.partition(" (")[0].partition("(")[0]
