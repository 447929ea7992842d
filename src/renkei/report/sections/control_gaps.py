"""Where the regimes' lists differ: the matrix, the certain differences, and what opened or closed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from renkei.controls.comparing.relating import Region, Verdict
from renkei.controls.comparing.sides import SIDES, Which
from renkei.controls.comparing.worded import phrases
from renkei.controls.in_force import InForce
from renkei.controls.wording import Wording
from renkei.desk.gaps import Gap
from renkei.desk.gaps_state import GapsState
from renkei.desk.rule_texts import spelled, text_id
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Plain, Spans, Strong, Table
from renkei.report.sections.writing import Writing

MOST_DIFFERENCES = 24
"""So many certain differences at most are told."""

_COLUMNS: tuple[tuple[str, tuple[Verdict, ...]], ...] = (
    ("same", ("same",)),
    ("left_more", ("stricter", "only left")),
    ("right_more", ("looser", "only right")),
    ("both_more", ("incomparable",)),
    ("not_compared", ("not compared",)),
)


def gaps_told(w: Writing) -> list[Block]:
    """The comparisons; one sentence where there is nothing to compare."""
    state = w.brief.gaps
    head = Heading(w.words("controls_state.gaps"), 2, "controls-gaps")
    day = w.brief.view.as_of
    if not any(answer.gaps for answer in state.answers.values()):
        return [head, Paragraph((Plain(w.words("controls_state.gaps_none", day=day)),))]
    unproved = sum(gap.proof != "proved" for answer in state.answers.values() for gap in answer.gaps)
    notes = [Paragraph((Plain(w.words("controls_state.gaps_unproved", n=unproved)),), "note")] if unproved else []
    return [
        head,
        Paragraph((Plain(w.words("controls_state.gaps_lead", day=day)),)),
        _pairs(w, state),
        Paragraph((Plain(w.words("controls_state.gaps_pairs")),), "note"),
        *_topics(w, state),
        *notes,
        *_certain(w, state),
        Paragraph((Plain(_moved(w, state)),)),
    ]


def _counted(w: Writing, counts: Mapping[Verdict, int]) -> list[Spans]:
    return [(Plain(w.words.number(sum(counts.get(v, 0) for v in verdicts))),) for _, verdicts in _COLUMNS]


def _table(w: Writing, first: str, rows: Sequence[tuple[Spans, ...]]) -> Table:
    columns = (w.words(f"controls_state.column_{first}"), *(w.words(f"controls_state.column_{k}") for k, _ in _COLUMNS))
    return Table(columns, tuple(rows), (0.35, *(0.13,) * len(_COLUMNS)), frozenset(range(1, len(_COLUMNS) + 1)))


def _pairs(w: Writing, state: GapsState) -> Table:
    rows = [
        ((Strong(w.words("controls.and").join(_name(w, state, regime) for regime in pair)),), *_counted(w, counts))
        for pair in state.answers
        if (counts := state.counts(pair))
    ]
    return _table(w, "pair", rows)


def _topics(w: Writing, state: GapsState) -> list[Block]:
    if not state.told.gaps:
        return []
    topics = state.told.book.topics
    rows = [((Plain(topics[topic][w.words.lang]),), *_counted(w, counts)) for topic, counts in state.matrix().items()]
    first, second = _both(w, state)
    lead = w.words("controls_state.gaps_topics", first=first, second=second)
    return [Paragraph((Plain(lead),)), _table(w, "topic", rows)]


def _certain(w: Writing, state: GapsState) -> list[Block]:
    found = state.certain()
    if not found:
        return []
    first, second = _both(w, state)
    left, right = state.told.left.regime.id, state.told.right.regime.id
    lead = w.words("controls_state.gaps_certain", first=first, second=second)
    bounds = [each for each in found if each[1].deciding]
    whole = [each for each in found if not each[1].deciding]
    items = [_difference(w, state, *each) for each in bounds[:MOST_DIFFERENCES]]
    items += [_alone(w, state, by, whole) for by in SIDES if any(r.by == by for _, r in whole)]
    blocks: list[Block] = [Paragraph((Plain(lead),)), Bullets(tuple(items))]
    more = len(bounds) - MOST_DIFFERENCES
    told = w.words("controls_state.gaps_more", n=max(more, 0), left=left, right=right)
    return [*blocks, Paragraph((Plain(told),), "note")]


def _difference(w: Writing, state: GapsState, gap: Gap, region: Region) -> Spans:
    mine, other = _sides(state, region.by)
    wording = Wording(state.told.book, w.words)
    what = phrases(gap.relation.space, region.deciding, wording, w.words)
    told = w.words(
        "controls_state.gap_line",
        paragraph=state.told.book.provisions[region.provision].number(w.words.lang),
        regime=mine.regime.names[w.words.lang],
        other=other.regime.names[w.words.lang],
        what=w.words("controls.and").join(what),
    )
    example = _example(w, region, wording)
    told = w.sentence((told, w.words("controls_state.gap_example", example=example))) if example else told
    return w.notes.said(told, _text(mine, region), region.witness.product if region.witness else None)


def _example(w: Writing, region: Region, wording: Wording) -> str | None:
    """The real product, or the figures by which the made-up item differs; None where a feature decides."""
    if region.witness is None:
        return None
    if region.witness.product is not None:
        return w.brief.controls.products[region.witness.product].name
    deciding = {
        name for key in region.deciding for name in ([n for n, _ in key] if isinstance(key, frozenset) else [key])
    }
    figures = {n: v for n, v in region.witness.values.items() if n in deciding and isinstance(v, Fraction)}
    told = [f"{wording.attribute(name)} {wording.value(name, value)}" for name, value in figures.items()]
    return w.words("license.list").join(told) or None


def _alone(w: Writing, state: GapsState, by: Which, whole: Sequence[tuple[Gap, Region]]) -> Spans:
    """The paragraphs whose goods the other regime does not list at all."""
    mine, other = _sides(state, by)
    regions = [region for _, region in whole if region.by == by]
    told = w.words(
        "controls_state.gap_alone",
        regime=mine.regime.names[w.words.lang],
        other=other.regime.names[w.words.lang],
        list=w.words.join(state.told.book.provisions[each.provision].number(w.words.lang) for each in regions),
    )
    return w.notes.said(told, *dict.fromkeys(_text(mine, each) for each in regions))


def _sides(state: GapsState, by: Which) -> tuple[InForce, InForce]:
    left, right = state.told.left, state.told.right
    return (left, right) if by == "left" else (right, left)


def _text(rules: InForce, region: Region) -> str:
    return text_id(rules.regime.id, spelled(rules.versions[region.provision].instrument))


def _moved(w: Writing, state: GapsState) -> str:
    told = [
        w.words(f"controls_state.gap_{key}", day=state.since, list=w.words.join(_numbers(w, state, found)))
        for key, found in (("opened", state.opened), ("closed", state.closed))
        if found
    ]
    return w.sentence(told) if told else w.words("controls_state.gap_unmoved", day=state.since)


def _numbers(w: Writing, state: GapsState, found: Sequence[tuple[Gap, Region]]) -> list[str]:
    provisions = state.told.book.provisions
    return list(dict.fromkeys(provisions[region.provision].number(w.words.lang) for _, region in found))


def _both(w: Writing, state: GapsState) -> tuple[str, str]:
    return _name(w, state, state.told.left.regime.id), _name(w, state, state.told.right.regime.id)


def _name(w: Writing, state: GapsState, regime: str) -> str:
    return state.told.book.regimes[regime].names[w.words.lang]
