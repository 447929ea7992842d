"""What is unverified, where sources disagree, and what the update does not cover."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.desk.answers import Cited
from renkei.desk.rule_texts import PRODUCTS, RULES, of_record
from renkei.ground.sources import How
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Plain, Spans
from renkei.report.sections.writing import Writing


def annex(w: Writing) -> list[Block]:
    """The annex; it speaks of every row the sections before it rest on."""
    cited = w.brief.cited(w.notes.used)
    sources = of_record(cited)
    by = {how: sum(s.how is how for s in sources) for how in How}
    counts = {how.value: by[how] for how in How}
    blocks: list[Block] = [
        Heading(w.words("update.annex"), 1, "annex"),
        Paragraph(w.said("update.unverified_lead", n=len(sources), **counts), "lead"),
    ]
    blocks += _rests(w, cited)
    read = w.brief.reviewed(w.notes.used)
    blocks.append(
        Paragraph(
            w.said(
                "update.reviewed",
                agrees=read["agrees"],
                changed=read["changed"],
                not_found=read["not found"],
                none=read["none"],
            )
        )
    )
    memory = [s.id for s in sources if s.how is How.MEMORY]
    if memory:
        blocks += [
            Heading(w.words("update.unverified_rows"), 2, "unverified-rows"),
            Paragraph((Plain(", ".join(memory)), w.notes.cite(*memory))),
        ]
    fields = [f"{s.id} ({', '.join(s.unverified)})" for s in sources if s.unverified]
    if fields:
        blocks += [
            Heading(w.words("update.unverified_fields"), 2, "unverified-fields"),
            Paragraph((Plain("; ".join(fields)),), "note"),
        ]
    disputes = _disputes(w)
    if disputes:
        blocks += [Heading(w.words("update.disputes"), 2, "disputes"), Bullets(disputes)]
    return [*blocks, *_not_covered(w, sources)]


def _rests(w: Writing, cited: tuple[Cited, ...]) -> list[Block]:
    """What it rests on beside the record, as far as it cites them: texts of rules, products, publications."""
    texts = [each for each in cited if each.table == RULES]
    products = [each for each in cited if each.table == PRODUCTS]
    publications = [each for each in cited if w.brief.supply.cited(each.id) is not None]
    blocks: list[Block] = []
    if texts or products:
        told = w.said("controls_state.rests", n=len(texts), products=len(products), **_checked(texts))
        blocks.append(Paragraph(told))
    if publications:
        blocks.append(Paragraph(w.said("supply_state.rests", n=len(publications), **_checked(publications))))
    return blocks


def _checked(cited: Sequence[Cited]) -> dict[str, int]:
    """How many are checked how."""
    return {how.value: sum(each.how is how for each in cited) for how in How}


def _disputes(w: Writing) -> tuple[Spans, ...]:
    """The fields about which sources disagree; what each says stays with the row, as it may speak of later days."""
    index = w.brief.view.record.by_id
    found = []
    for name in w.notes.used:
        about = [d.about for d in index[name][1].disputes] if name in index else []
        if about:
            found.append((Plain(f"{w.title(name)}: {', '.join(about)}"), w.notes.cite(name)))
    return tuple(found)


def _not_covered(w: Writing, sources: tuple[Cited, ...]) -> list[Block]:
    through = w.brief.view.record.checked_through
    keys = ("not_covered_words", "not_covered_supply")
    items = [w.said("update.not_covered", through=through), *(w.said(f"update.{key}") for key in keys)]
    own = [s for s in sources if s.layer != "built-in"]
    if own:
        items.append(w.said("update.own_record", n=len(own)))
    skip = {"past_checked", "checked", "absence", "own_added", "own_amended"}
    items += [
        w.notes.said(w.words(f"caveats.{c.code}", **c.values)) for c in w.brief.caveats(sources) if c.code not in skip
    ]
    return [Heading(w.words("update.not_covered_head"), 2, "not-covered"), Bullets(tuple(items))]
