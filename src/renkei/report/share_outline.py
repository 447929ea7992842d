"""A sharing as a document: the rules side by side, then for each who gets what, from whom, and what would help most."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from renkei.desk.share import ShareAnswer, caveats
from renkei.ground.sources import How
from renkei.ground.words import Words
from renkei.report.blocks import Block, Bullets, Document, Heading, Paragraph, Plain, SourceNote
from renkei.report.share_tables import measures_table, who_gets, who_gives
from renkei.report.share_words import amount, caveat_line, gives_up, price_line, proof_line
from renkei.supply.sharing.sharing import Shared

MOST_PRICES = 12
"""So many prices of a rule are told; JSON holds all."""


def share_document(answer: ShareAnswer, words: Words, *, figures: bool = False) -> Document:
    """The whole answer as blocks; with a picture, if `figures`."""
    case = answer.case
    blocks = [*_opening(answer, words), *_side_by_side(answer, words, figures=figures)]
    for shared in answer.shared:
        blocks += _one(answer, shared, words)
    blocks.append(Heading(words("share.caveats"), 1, "caveats"))
    blocks.append(Bullets(tuple((Plain(caveat_line(each, words)),) for each in caveats(answer))))
    subtitle = words("share.subtitle", first=case.months[0], last=case.months[-1], day=answer.as_of)
    labels = {
        "sources": words("update.sources"),
        "contents": words("update.contents"),
        "key": words("share.sources_key"),
        "foot": words("update.page_foot", day=answer.as_of),
        "skip": words("page.skip"),
        "back": words("page.back", n="{n}", place="{place}"),
    }
    title = words("share.title", goods=_goods(answer, words))
    return Document(words.lang, title, (subtitle,), answer.as_of, tuple(blocks), _sources(answer, words), labels)


def _goods(answer: ShareAnswer, words: Words) -> str:
    goods = answer.case.goods
    return words.join(goods[:3]) + (" …" if len(goods) > 3 else "")


def _opening(answer: ShareAnswer, words: Words) -> Iterator[Block]:
    first = answer.shared[0]
    sums: dict[str, list[Decimal]] = {}
    for each in first.given:
        pair = sums.setdefault(each.need.good, [Decimal(0), Decimal(0)])
        pair[0] += each.given
        pair[1] += each.need.asked
    goods = [
        words("share.lead_good", good=good, given=amount(given), asked=amount(asked), unit=answer.case.units[good])
        for good, (given, asked) in list(sums.items())[:6]
    ]
    if len(sums) > len(goods):
        goods.append("…")
    places = len({each.need.place for each in first.given})
    lead = words("share.lead", claims=len(first.given), places=places, goods=words.join(goods))
    yield Paragraph((Plain(lead),), "lead")
    for shared in answer.shared:
        yield Paragraph((Plain(words(f"share.meaning.{shared.rule}")),), "note")


def _side_by_side(answer: ShareAnswer, words: Words, *, figures: bool) -> Iterator[Block]:
    yield Heading(words("share.side_by_side" if len(answer.shared) > 1 else "share.measures"), 1, "rules")
    yield measures_table(answer, words)
    yield Paragraph((Plain(words("share.measures_note")),), "note")
    told = [line for shared in answer.shared if (line := gives_up(shared, answer, words)) is not None]
    if told:
        yield Bullets(tuple((Plain(line),) for line in told))
    if figures:
        from renkei.report.share_figure import share_figure

        yield share_figure(answer, words)


def _one(answer: ShareAnswer, shared: Shared, words: Words) -> Iterator[Block]:
    name = words(f"share.rule.{shared.rule}")
    yield Heading(name[:1].upper() + name[1:], 1, shared.rule)
    yield Heading(words("share.who_gets"), 2, f"{shared.rule}-gets")
    if not shared.measures.short:
        yield Paragraph((Plain(words("share.all_covered")),))
    yield from who_gets(answer, shared, words)
    yield Heading(words("share.who_gives"), 2, f"{shared.rule}-gives")
    yield from who_gives(answer, shared, words)
    yield Heading(words("share.prices"), 2, f"{shared.rule}-prices")
    lines = [price_line(answer, each, words) for each in shared.prices[:MOST_PRICES]]
    if lines:
        yield Bullets(tuple((Plain(line),) for line in lines))
        if len(shared.prices) > MOST_PRICES:
            yield Paragraph((Plain(words("share.more", n=len(shared.prices) - MOST_PRICES)),), "note")
    else:
        yield Paragraph((Plain(words("share.no_price")),))
    yield Paragraph((Plain(proof_line(shared, words)),), "note")


def _sources(answer: ShareAnswer, words: Words) -> tuple[SourceNote, ...]:
    return tuple(
        SourceNote(
            number,
            each.name,
            words("share.source", role=words(f"share.role.{each.role}"), n=each.rows, hash=each.sha256[:16]),
            How.MEMORY,  # nobody has checked the figures of the caller's own files
            "·",
            words(f"share.role.{each.role}"),
            None,
            own=True,
        )
        for number, each in enumerate(answer.sources, 1)
    )
