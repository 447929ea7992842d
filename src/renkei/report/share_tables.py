"""The tables of a sharing: rules beside measures, who gets what, who gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from renkei.desk.share import ShareAnswer
from renkei.ground.places import place_name
from renkei.ground.words import Words
from renkei.report.blocks import Block, Mark, Paragraph, Plain, Spans, Strong, Table
from renkei.report.share_words import amount, figure, percent
from renkei.supply.sharing.sharing import Shared

MOST_ROWS = 40
"""A table with more rows adds the months up; if that is still more, the rest is only counted."""

MEASURES = ("worst", "covered", "short", "jain", "gini", "harm")


def measures_table(answer: ShareAnswer, words: Words) -> Table:
    """Rules (rows) beside measures (columns); the best of a column stands out."""
    best = {
        name: (min if name in {"short", "gini", "harm"} else max)(getattr(s.measures, name) for s in answer.shared)
        for name in MEASURES
    }
    rows = []
    for shared in answer.shared:
        cells: list[Spans] = [(Plain(words(f"share.rule.{shared.rule}")),)]
        for name in MEASURES:
            value = getattr(shared.measures, name)
            shown = percent(value, words) if name in {"worst", "covered"} else figure(value)
            leads = len(answer.shared) > 1 and abs(value - best[name]) <= 1e-9 * max(1.0, abs(value))
            cells.append((Strong(shown) if leads else Plain(shown),))
        rows.append(tuple(cells))
    heads = tuple(words(f"share.measure.{name}") for name in ("rule", *MEASURES))
    return Table(heads, tuple(rows), (0.22, *[0.13] * len(MEASURES)), frozenset(range(1, len(heads))))


def who_gets(answer: ShareAnswer, shared: Shared, words: Words) -> Iterator[Block]:
    """Every claim with what it gets; months are added up where there are too many."""
    rows: dict[tuple[str, str, int | None], list[Decimal]] = {}
    by_month = len(shared.given) <= MOST_ROWS
    for each in shared.given:
        key = (each.need.place, each.need.good, each.need.month if by_month else None)
        sums = rows.setdefault(key, [Decimal(0), Decimal(0)])
        sums[0] += each.need.asked
        sums[1] += each.given
    ordered = sorted(rows.items(), key=lambda row: row[1][1] / row[1][0])
    heads = ["to", "good", "month", "asked", "given", "unmet", "share"]
    told = []
    for (place, good, month), (asked, given) in ordered[:MOST_ROWS]:
        unit = answer.case.units[good]
        cells: list[Spans] = [(Plain(place_name(place, words.lang)),), (Plain(good),)]
        if by_month and month is not None:
            cells.append((Plain(answer.case.months[month]),))
        cells += [(Plain(f"{amount(each)} {unit}"),) for each in (asked, given)]
        unmet = asked - given
        cells.append((Plain(f"{amount(unmet)} {unit}" if unmet else "–"),))
        share = float(given / asked)
        cells.append((Mark(percent(share, words), "good" if not unmet else "half" if share >= 0.5 else "bad"),))
        told.append(tuple(cells))
    yield from _table(heads, told, words, frozenset({"asked", "given", "unmet", "share"}), by_month=by_month)
    yield from _rest(len(rows), words, by_month=by_month)


def who_gives(answer: ShareAnswer, shared: Shared, words: Words) -> Iterator[Block]:
    """Who gives what to whom; what serves its own place is marked."""
    by_month = len(shared.deliveries) <= MOST_ROWS
    sums: dict[tuple[str, str, str, int | None, bool], Decimal] = {}
    for each in shared.deliveries:
        key = (each.giver, each.to, each.good, each.month if by_month else None, each.pledged)
        sums[key] = sums.get(key, Decimal(0)) + each.amount
    if not sums:
        yield Paragraph((Plain(words("share.nothing_given")),))
        return
    abroad = sorted(sums.items(), key=lambda row: (row[0][2], row[0][0] == row[0][1], row[0][3] or 0, -row[1]))
    told = []
    for (giver, to, good, month, pledged), given in abroad[:MOST_ROWS]:
        cells: list[Spans] = [(Plain(place_name(giver, words.lang)),)]
        cells.append((Plain(words("share.columns.own")),) if giver == to else (Plain(place_name(to, words.lang)),))
        cells.append((Plain(good),))
        if by_month and month is not None:
            cells.append((Plain(answer.case.months[month]),))
        aside = words.aside(words("share.columns.promised")) if pledged else ""
        cells.append((Plain(f"{amount(given)} {answer.case.units[good]}{aside}"),))
        told.append(tuple(cells))
    yield from _table(["from", "to", "good", "month", "amount"], told, words, frozenset({"amount"}), by_month=by_month)
    yield from _rest(len(sums), words, by_month=by_month)


def _table(
    heads: Sequence[str], rows: Sequence[tuple[Spans, ...]], words: Words, right: frozenset[str], *, by_month: bool
) -> Iterator[Block]:
    named = [each for each in heads if by_month or each != "month"]
    widths = tuple({"to": 0.2, "from": 0.2, "good": 0.22}.get(each, 0.15) for each in named)
    columns = tuple(words(f"share.columns.{each}") for each in named)
    yield Table(columns, tuple(rows), widths, frozenset(n for n, each in enumerate(named) if each in right))


def _rest(rows: int, words: Words, *, by_month: bool) -> Iterator[Block]:
    if not by_month:
        yield Paragraph((Plain(words("share.by_place")),), "note")
    if rows > MOST_ROWS:
        yield Paragraph((Plain(words("share.more", n=rows - MOST_ROWS)),), "note")
