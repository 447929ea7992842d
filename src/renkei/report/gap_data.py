"""The differences between regimes for machines: as JSON in both languages, and as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from renkei.controls.facts import NOT_APPLICABLE, Value
from renkei.controls.rulebook import Version
from renkei.desk.gaps import Gap, GapsAnswer
from renkei.desk.license import general_caveats
from renkei.ground.words import Words
from renkei.report.alignment import alignment_json
from renkei.report.gap_ids import deciding_json, exact, goods_id, region_id
from renkei.report.gap_left_out import not_compared
from renkei.report.gap_report import GapReport, by_topic, counted
from renkei.report.gap_words import GapWords
from renkei.report.license_data import caveats_json

FIELDS = (
    "as_of",
    "left",
    "right",
    "topic",
    "goods",
    "left_paragraphs",
    "right_paragraphs",
    "verdict",
    "proof",
    "controlled_by",
    "paragraph",
    "where",
    "certain",
    "depends_on",
    "example",
    "product",
    "id",
    "news",
)
"""The columns of the CSV."""

Languages = Mapping[str, Words]


def gap_json(report: GapReport, languages: Languages) -> dict[str, Any]:
    """The answer as plain values."""
    return {
        "question": "gaps",
        "as_of": report.as_of.isoformat(),
        "known_on": report.known_on.isoformat() if report.known_on else None,
        "rules": report.book.hash,
        "asked": asked(report),
        "answer": rows(report, languages),
        "summary": [_summary(each) for each in report.answers],
        "not_compared": [{**_pair(each), **not_compared(each)} for each in report.answers],
        "news": _news(report),
        "alignment": [alignment_json(each) for each in report.alignments],
        "sources": list(_sources(report)),
        "caveats": caveats_json(general_caveats(report.rules), languages),
    }


def asked(report: GapReport) -> dict[str, Any]:
    """What the answer is to; two answers are comparable if it is the same."""
    return {
        "regimes": [each.regime.id for each in report.rules],
        "topics": sorted(report.topics),
        "places": dict(report.places),
    }


def rows(report: GapReport, languages: Languages) -> list[dict[str, Any]]:
    """One row for each gap."""
    found = []
    for answer in report.answers:
        said = {lang: GapWords(answer, words) for lang, words in languages.items()}
        found += [_row(answer, gap, said) for gaps in by_topic(answer).values() for gap in gaps]
    return found


def gap_rows(report: GapReport, words: Words) -> list[dict[str, Any]]:
    """One row for each difference, and one for each pair without any; in one language."""
    new = {each["id"] for each in report.news.new} if report.news else set()
    found = []
    for answer in report.answers:
        said = GapWords(answer, words)
        for gaps in by_topic(answer).values():
            for gap in gaps:
                found += list(_flat(answer, gap, said, new))
    return found


def _row(answer: GapsAnswer, gap: Gap, said: Mapping[str, GapWords]) -> dict[str, Any]:
    return {
        "id": gap.id,
        "regimes": [answer.left.regime.id, answer.right.regime.id],
        "topic": gap.topic,
        "goods": [goods_id(each) for each in gap.subjects],
        "left": list(gap.relation.left),
        "right": list(gap.relation.right),
        "verdict": gap.verdict,
        "verdict_words": {lang: each.verdict(gap.verdict) for lang, each in said.items()},
        "certain": gap.relation.certain,
        "proof": gap.proof,
        "regions": _regions(answer, gap, said),
    }


def _regions(answer: GapsAnswer, gap: Gap, said: Mapping[str, GapWords]) -> list[dict[str, Any]]:
    by = {"left": answer.left.regime.id, "right": answer.right.regime.id}
    return [
        {
            "id": region_id(answer, gap, each),
            "controlled_by": by[each.by],
            "provision": each.provision,
            "where": {lang: words.where(gap, each) for lang, words in said.items()},
            "deciding": deciding_json(gap, each),
            "certain": each.certain,
            "depends_on": list(each.depends_on),
            "witness": None
            if each.witness is None
            else {
                "product": each.witness.product,
                "values": {name: _value(answer, name, value) for name, value in each.witness.values.items()},
                "words": {lang: words.example(gap, each) for lang, words in said.items()},
                "provisions": list(each.witness.provisions),
                "policies": list(each.witness.policies),
            },
        }
        for each in gap.relation.regions
    ]


def _flat(answer: GapsAnswer, gap: Gap, said: GapWords, new: set[str]) -> Iterator[dict[str, Any]]:
    by = {"left": answer.left.regime.id, "right": answer.right.regime.id}
    shared = {
        "as_of": answer.as_of,
        **_pair(answer),
        "topic": gap.topic,
        "goods": [goods_id(each) for each in gap.subjects],
        "left_paragraphs": list(gap.relation.left),
        "right_paragraphs": list(gap.relation.right),
        "verdict": said.verdict(gap.verdict),
        "proof": gap.proof,
    }
    if not gap.relation.regions:
        yield {**dict.fromkeys(FIELDS), **shared, "id": gap.id}
    for each in gap.relation.regions:
        id_ = region_id(answer, gap, each)
        yield {
            **dict.fromkeys(FIELDS),
            **shared,
            "controlled_by": by[each.by],
            "paragraph": each.provision,
            "where": said.where(gap, each),
            "certain": each.certain,
            "depends_on": list(each.depends_on),
            "example": said.example(gap, each),
            "product": each.witness.product if each.witness else None,
            "id": id_,
            "news": "new" if id_ in new else None,
        }


def _pair(answer: GapsAnswer) -> dict[str, str]:
    return {"left": answer.left.regime.id, "right": answer.right.regime.id}


def _summary(answer: GapsAnswer) -> dict[str, Any]:
    return {
        **_pair(answer),
        "verdicts": {v: {"all": c.all, "may": c.may} for v, c in counted(answer.gaps).items()},
        "topics": {
            topic: {v: {"all": c.all, "may": c.may} for v, c in counted(gaps).items() if c.all}
            for topic, gaps in by_topic(answer).items()
        },
        "proofs": {goods_id(subject): proof for subject, proof in answer.proofs.items()},
    }


def _news(report: GapReport) -> dict[str, Any] | None:
    news = report.news
    if news is None:
        return None
    return {"day": news.day.isoformat(), "new": list(map(dict, news.new)), "closed": list(map(dict, news.closed))}


def _sources(report: GapReport) -> Iterator[dict[str, Any]]:
    versions: dict[str, Version] = {
        id_: version for answer in report.answers for gap in answer.gaps for id_, version in answer.versions(gap)
    }
    for id_, version in versions.items():
        provision, cited = report.book.provisions[id_], version.cited
        yield {
            "id": id_,
            "paragraph": provision.paragraph,
            "title": dict(provision.title),
            "since": version.since.isoformat(),
            "instrument": version.instrument,
            "state": version.state,
            "how": version.how,
            "address": cited.address if cited else None,
            "verified": version.verified.isoformat() if version.verified else None,
            "unverified": list(version.unverified),
        }


def _value(answer: GapsAnswer, name: str, value: Value) -> Any:
    """A value of an example, as `license --set` reads it."""
    if value is NOT_APPLICABLE:
        return ""
    if isinstance(value, Fraction):
        unit = answer.book.attributes[name].unit
        return exact(value) if unit == "1" else f"{exact(value)} {unit}"
    return sorted(value) if isinstance(value, frozenset) else value
