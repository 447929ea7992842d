"""What a comparison of two regimes could not compare, and what stands unproved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from renkei.controls.comparing.sides import SIDES
from renkei.desk.gaps import GapsAnswer
from renkei.report.gap_ids import goods_id
from renkei.report.gap_words import GapWords

MOST_NAMED = 40
"""So many paragraphs are named in one line."""


def not_compared(answer: GapsAnswer) -> dict[str, Any]:
    """What was not compared, by ids; every list may be empty."""
    versions = {id_: version for gap in answer.gaps for id_, version in answer.versions(gap)}
    return {
        "kinds": list(answer.not_modelled),
        "silent": {
            answer.left.regime.id: sorted(answer.silent["left"]),
            answer.right.regime.id: sorted(answer.silent["right"]),
        },
        "left_out": list(answer.left_out),
        "parts": {id_: [dict(each) for each in v.not_modelled] for id_, v in versions.items() if v.not_modelled},
        "texts": [id_ for id_, version in versions.items() if version.state == "not at hand"],
        "unverified": [id_ for id_, version in versions.items() if "when" in version.unverified],
        "tangled": [
            id_
            for gap in answer.gaps
            if gap.verdict == "not compared"
            for id_ in (*gap.relation.left, *gap.relation.right)
        ],
        "unproved": [gap.id for gap in answer.gaps if gap.proof != "proved"],
        "unproved_whole": [goods_id(each) for each, proof in answer.proofs.items() if proof != "proved"],
        "unshown": [f"{gap.id}: {each.provision}" for gap, each in answer.regions() if each.witness is None],
    }


def told(said: GapWords) -> Iterator[str]:
    """The same, one line each."""
    answer, words = said.answer, said.words
    found = not_compared(answer)
    if found["kinds"]:
        yield words("gaps.kinds", list=said.few(map(said.kind, found["kinds"]), MOST_NAMED))
    for which in SIDES:
        if answer.silent[which]:
            kinds = said.few(map(said.kind, sorted(answer.silent[which])), MOST_NAMED)
            yield words("gaps.silent", regime=said.side(which), list=kinds)
    for key in ("left_out", "texts", "unverified", "tangled"):
        if found[key]:
            yield words(f"gaps.{key}", list=said.few(map(said.number, found[key]), MOST_NAMED))
    unproved = [gap for gap in answer.gaps if gap.proof != "proved"]
    if unproved:
        yield words(
            "gaps.unproved",
            list=words("license.list").join(
                f"{said.numbers((*gap.relation.left, *gap.relation.right))}{words.aside(said.proof(gap.proof))}"
                for gap in unproved
            ),
        )
    whole = {each: proof for each, proof in answer.proofs.items() if proof != "proved"}
    if whole:
        named = [f"{said.goods([each])}{words.aside(said.proof(proof))}" for each, proof in whole.items()]
        yield words("gaps.unproved_whole", list=words("license.list").join(named))
    if found["unshown"]:
        regions = [each.provision for _, each in answer.regions() if each.witness is None]
        yield words("gaps.unshown", list=said.few(map(said.number, regions), MOST_NAMED))
    alike: dict[str, list[str]] = {}
    for id_, parts in found["parts"].items():
        alike.setdefault(words("license.list").join(each[words.lang] for each in parts), []).append(id_)
    for what, ids in alike.items():
        yield words("gaps.parts", paragraph=said.few(map(said.number, ids), MOST_NAMED), what=what)
