"""Many goods at a glance: who makes them, what one place supplies, whom one place buys from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from renkei.desk.exposure import Exposed
from renkei.report.blocks import Block, Paragraph, Plain, Spans, Strong, Table
from renkei.report.exposure_notes import ExposureNotes
from renkei.report.exposure_words import NET_EXPORTER, ExposureWords, capital, sign
from renkei.supply.concentration import HIGH, Share
from renkei.supply.graph import ALONE

SHOWN = 30
"""So many goods are listed on a screen unless all are asked for."""

_WIDTHS = {
    "good": 0.28,
    "counted": 0.25,
    "year": 0.08,
    "own": 0.12,
    "top": 0.21,
    "three": 0.1,
    "hhi": 0.1,
    "together": 0.16,
    "reliance": 0.15,
}
_RIGHT = frozenset({"year", "own", "three", "hhi", "together", "reliance"})


def overview(said: ExposureWords, notes: ExposureNotes, *, figures: bool, everything: bool) -> Iterator[Block]:
    """The first sentence, a chart if `figures`, and the table; only the first goods, unless `everything`."""
    answer, words = said.answer, said.words
    rows = [each for each in answer.rows if each.found is not None]
    reliance = [each for each in answer.rows if each.found is None]
    if not rows:
        yield from _reliance_alone(reliance, said, notes)
        return
    yield Paragraph((Plain(_lead(rows, said)),), "lead")
    if figures:
        from renkei.report.exposure_figures import share_bars

        yield share_bars(rows, said)
    shown = rows if everything else rows[:SHOWN]
    yield _table(shown, reliance, said, notes)
    if len(shown) < len(rows):
        yield Paragraph((Plain(words("exposure.more", n=len(rows) - len(shown))),), "note")
    yield Paragraph((Plain(words("exposure.read")),), "note")
    told = {each.good.id for each in rows}
    alone = [each for each in reliance if each.good.id not in told]
    if alone:
        usual = _usual_year(reliance)
        lines = [f"{said.form(each.figures)} {_reliance_of(each, said, usual)}" for each in alone]
        few = words.join(lines) if everything else said.few(lines)
        yield Paragraph(
            (
                Plain(words("exposure.reliance_alone", list=few, year=str(usual))),
                notes.cite(alone[0].figures.publication),
            )
        )


def _lead(rows: Sequence[Exposed], said: ExposureWords) -> str:
    asked, words = said.answer.asked, said.words
    supplied = [each for each in rows if asked.place is None or each.supplied]
    values: dict[str, Any] = {"n": len({each.good.id for each in supplied}), "counts": len(supplied)}
    if asked.place is not None and not asked.importer:
        values["place"] = said.the_place(asked.place)
        full = [each for each in rows if not _partial(each)]
        first = sum(each.found is not None and _is(each.found.top, asked.place) for each in full)
        most = len({each.good.id for each in full if each.share and (each.share.told or 0) >= ALONE})
        told = [words("exposure.lead_place", **values), words("exposure.lead_place_sharp", first=first, most=most)]
    else:
        sharp = [each for each in rows if not _partial(each) and _share(each) >= ALONE]
        high = [each for each in rows if not _partial(each) and each.found and (each.found.hhi_told or 0) > HIGH]
        key = "exposure.lead_importer" if asked.importer else "exposure.lead"
        who = {
            "importer": said.the_place(asked.importer) if asked.importer else "",
            "place": said.the_place(asked.place) if asked.place else "",
        }
        told = [
            words("exposure.lead_from" if asked.importer and asked.place else key, **values, **who),
            words("exposure.lead_sharp", sharp=len(sharp), high=len(high)),
        ]
    if len(supplied) < 2:
        del told[1:]
    if asked.regimes:
        names = words.join(words.label("gaps.regime", each) for each in asked.regimes)
        told.append(words("exposure.lead_only", regimes=names))
    return ("" if words.lang == "ja" else " ").join(map(capital, told))


def _is(top: Share | None, place: str) -> bool:
    return top is not None and top.place == place


def _partial(row: Exposed) -> bool:
    return row.found is None or row.found.partial


def _share(row: Exposed) -> float:
    top = row.found.top if row.found else None
    return float(top.told or 0) if top else 0.0


def _table(rows: Sequence[Exposed], reliance: Sequence[Exposed], said: ExposureWords, notes: ExposureNotes) -> Table:
    asked, words = said.answer.asked, said.words
    names = ["good", "year" if asked.importer else "counted", "top", "three", "hhi"]
    if asked.importer and reliance:
        names.append("reliance")
    if asked.place:
        names.insert(2, "own")
    if asked.together:
        names.append("together")
    place = said.place(asked.place) if asked.place else ""
    usual = _usual_year(reliance)
    filled = {"places": said.together(), "place": place, "year": str(usual)}
    columns = tuple(words(f"exposure.columns.{each}", **filled) for each in names)
    right = frozenset(at for at, each in enumerate(names) if each in _RIGHT)
    cells = tuple(_cells(each, names, reliance, said, notes) for each in rows)
    return Table(columns, cells, tuple(_WIDTHS[each] for each in names), right)


def _cells(
    row: Exposed, names: Sequence[str], reliance: Sequence[Exposed], said: ExposureWords, notes: ExposureNotes
) -> tuple[Spans, ...]:
    found, figures = row.found, row.figures
    imports = figures.importer is not None
    cells: dict[str, Spans] = {
        "good": (
            Plain(said.form(figures) if imports else said.good(row.good.id)),
            notes.cite(figures.publication),
        ),
        "counted": (Plain(said.counted_briefly(figures)),),
        "year": (Plain(str(figures.year)),),
    }
    if found is not None:
        first = found.top or next((each for each in found.shares if each.told), None)
        if first is not None and found.partial:
            cells["top"] = (Plain(said.words("exposure.others_untold", place=said.place(first.place))),)
        elif first is not None:
            top = f"{said.place(first.place)} {said.sign_of(figures, first)}"
            sharp = first is found.top and first.told is not None and first.told >= ALONE
            cells["top"] = (Strong(top) if sharp else Plain(top),)
        if not found.partial:
            cells["three"] = (Plain(said.first_three(found, briefly=True)),)
            cells["hhi"] = (Plain(said.hhi_of(found)),)
    if row.share is not None:
        told = row.share.told is not None and not _partial(row)
        cells["own"] = (Plain(said.sign_of(figures, row.share) if told else said.span(row.share.between, figures)),)
    if row.together is not None:
        told_share = said.percent(row.together_told) if row.together_told is not None else ""
        span = said.span(row.together, figures)
        same = told_share == span or not told_share or figures.in_percent or _partial(row)
        cells["together"] = (Plain(span if same else f"{told_share}{said.words.aside(span)}"),)
    needed = _of_form(row, reliance) if "reliance" in names else None
    if needed is not None:
        cells["reliance"] = (Plain(_reliance_of(needed, said, _usual_year(reliance))),)
    return tuple(cells.get(each, (Plain("–"),)) for each in names)


def _of_form(row: Exposed, reliance: Sequence[Exposed]) -> Exposed | None:
    """The reliance on imports of the same form of a good; of the good as a whole, where no form is told apart."""
    same = [each for each in reliance if each.good.id == row.good.id]
    form = row.figures.statistic.partition("import-sources")[2]
    of_form = [each for each in same if each.figures.statistic.partition("net-import-reliance")[2] == form]
    whole = [each for each in same if each.figures.statistic == "net-import-reliance"]
    return next(iter([*of_form, *whole]), None)


def _reliance_alone(reliance: Sequence[Exposed], said: ExposureWords, notes: ExposureNotes) -> Iterator[Block]:
    """How far a place relies on imports, good by good, where nothing else is asked for."""
    words, asked = said.words, said.answer.asked
    importer = said.the_place(asked.importer) if asked.importer else ""
    yield Paragraph((Plain(capital(words("exposure.lead_reliance", n=len(reliance), importer=importer))),), "lead")
    usual = _usual_year(reliance)
    columns = tuple(words(f"exposure.columns.{each}", year=str(usual)) for each in ("good", "reliance"))
    rows = tuple(
        (
            (Plain(said.form(each.figures)), notes.cite(each.figures.publication)),
            (Plain(_reliance_of(each, said, usual)),),
        )
        for each in sorted(reliance, key=lambda each: (-each.figures.rows[0].amount.low, each.good.id))
    )
    yield Table(columns, rows, (0.6, 0.4), frozenset({1}))


def _usual_year(rows: Sequence[Exposed]) -> int:
    """The year that most of them are of."""
    years = Counter(each.figures.year for each in rows)
    return max(years, key=lambda year: (years[year], year), default=0)


def _reliance_of(row: Exposed, said: ExposureWords, usual: int) -> str:
    """How far a place relies on imports, with the year where it is not the usual one."""
    figure, year = row.figures.rows[0], row.figures.year
    told = said.words("exposure.net_exporter") if figure.note == NET_EXPORTER else sign(figure.amount)
    return told if year == usual or figure.amount.why is not None else told + said.words.aside(str(year))
