"""Where the regimes stand on the example products: how many each controls, where two differ, and which products."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.desk.example_goods import DESTINATION, Difference, ExampleGoods, GoodsGroup, OfGoods
from renkei.desk.regimes_state import RegimesState
from renkei.report.blocks import Block, Bullets, Heading, Mark, Paragraph, Plain, Spans, Strong, Table
from renkei.report.sections.writing import Writing

MOST_PRODUCTS = 3
"""So many products at most are named where two regimes differ."""

_TONES = {"required": "bad", "not required": "half", "undecided": "open"}
"""The tone of a controlled product, by its license."""


def goods_told(w: Writing, state: RegimesState) -> list[Block]:
    """The counts, the differences, and the table of groups; nothing without products."""
    goods = state.goods
    if goods is None:
        return []
    place = w.names.place(DESTINATION)
    lead = w.words("controls_state.goods_lead", n=goods.products, place=place)
    differences = tuple(filter(None, (_difference(w, state, each) for each in goods.differences)))
    blocks: list[Block] = [
        Heading(w.words("controls_state.goods", place=place), 2, "controls-goods"),
        Paragraph((Plain(lead),)),
        _counts(w, state, goods),
        *([Bullets(differences)] if differences else []),
        Paragraph((Plain(w.words("controls_state.groups_lead", n=len(goods.groups))),)),
        _groups(w, state, goods),
    ]
    if goods.not_shown:
        told = w.words("controls_state.not_shown", n=goods.not_shown)
        blocks.append(Paragraph((Plain(told),), "note"))
    return blocks


def _counts(w: Writing, state: RegimesState, goods: ExampleGoods) -> Table:
    keys = ("controlled", "not_controlled", "undecided", "unsaid", "license")
    columns = tuple(w.words(f"controls_state.column_{key}") for key in ("regime", *keys))
    rows = []
    for regime in goods.regimes:
        counts = goods.counts[regime]
        figures = (
            counts.get("controlled", 0),
            counts.get("not controlled", 0),
            counts.get("undecided", 0) + counts.get("judgement", 0),
            counts.get("untold", 0) + counts.get("not modelled", 0),
            counts["license"],
        )
        name: Spans = (Strong(state.book.regimes[regime].names[w.words.lang]),)
        rows.append((name, *((Plain(w.words.number(n)),) for n in figures)))
    return Table(columns, tuple(rows), (0.25, 0.15, 0.15, 0.15, 0.15, 0.15), frozenset({1, 2, 3, 4, 5}))


def _difference(w: Writing, state: RegimesState, each: Difference) -> Spans:
    """What two regimes say of the products of which both say something; nothing where there is none."""
    first, second = (state.book.regimes[name].names[w.words.lang] for name in each.regimes)
    told = []
    for n, lists, about in (
        (each.compared, (each.first_only, each.second_only), "control"),
        (each.licenses, (each.first_license, each.second_license), "license"),
    ):
        alone = [
            w.words(f"controls_state.only_{about}", regime=regime, n=len(ids), names=_named(w, state, ids))
            for regime, ids in zip((first, second), lists, strict=True)
            if ids
        ]
        if n:
            key = f"controls_state.{'differ' if alone else 'same'}_{about}"
            told.append(w.words(key, n=n, place=w.names.place(DESTINATION), alone=w.words("license.list").join(alone)))
    if not told:
        return ()
    ids = [i for found in (each.first_only, each.second_only) for i in found[:MOST_PRODUCTS]]
    ids += [i for found in (each.first_license, each.second_license) for i in found[:MOST_PRODUCTS]]
    pair = Strong(w.words("controls_state.pair", first=first, second=second))
    return (pair, *w.notes.said(w.sentence(told), *ids))


def _named(w: Writing, state: RegimesState, ids: Sequence[str]) -> str:
    told = w.words.join(state.products[i].name for i in ids[:MOST_PRODUCTS])
    more = len(ids) - MOST_PRODUCTS
    return w.words("controls_state.and_more", list=told, n=more) if more > 0 else told


def _groups(w: Writing, state: RegimesState, goods: ExampleGoods) -> Table:
    names = tuple(state.book.regimes[regime].names[w.words.lang] for regime in goods.regimes)
    rows = tuple((_product(w, state, each), *(_cell(w, a) for a in each.answers)) for each in goods.groups)
    columns = (w.words("controls_state.column_product"), *names)
    return Table(columns, rows, (0.32, *(0.68 / len(names),) * len(names)))


def _product(w: Writing, state: RegimesState, each: GoodsGroup) -> Spans:
    kind = state.book.kinds[each.kind].names[w.words.lang]
    key = "controls_state.kind_alike" if each.alike else "controls_state.kind"
    told = w.words(key, kind=kind, n=len(each.alike))
    return (Strong(state.products[each.product].name), *w.notes.said(told, each.product))


def _cell(w: Writing, answer: OfGoods) -> Spans:
    if answer.status is None or answer.status == "not modelled":
        return (Plain(w.words("none")),)
    label = w.words.label("license", answer.status)
    if answer.status == "controlled":
        told = w.words(f"controls_state.license_{answer.license.replace(' ', '_')}")
        return (Mark(label, _TONES[answer.license]), Plain(told))
    return (Mark(label, "good" if answer.status == "not controlled" else "quiet"),)
