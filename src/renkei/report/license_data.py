"""The answer to `license` for machines: as JSON, with the reasons in every language, and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from renkei.controls.answering import OfProvision
from renkei.controls.deciding import Sets
from renkei.controls.result_rows import FIELDS, row_of
from renkei.controls.rulebook import Dated
from renkei.controls.wording import Wording
from renkei.desk.license import LicenseAnswer, LicenseCaveat, LicenseRow
from renkei.ground.words import Words
from renkei.report.licensing import LicenseWords, caveat_words
from renkei.report.reasons import reasons


def license_rows(answer: LicenseAnswer, words: Words) -> list[dict[str, str]]:
    """The answer as rows of the fields that a table of items has."""
    labels = Wording(answer.book, words).labels()
    rows = []
    for row in answer.rows:
        fields = row_of(row.found, labels)
        rows.append({"item": row.item.name, "regime": row.found.regime, **{name: fields[name] for name in FIELDS}})
    return rows


def license_json(answer: LicenseAnswer, languages: Mapping[str, Words]) -> dict[str, Any]:
    """The answer as plain values, reasons in every language given."""
    said = {lang: LicenseWords(answer, words) for lang, words in languages.items()}
    sources: dict[str, dict[str, Any]] = {}
    rows = []
    for row in answer.rows:
        found = row.found
        for each in found.provisions:
            sources.setdefault(each.provision.id, _source(each.provision.id, each.version))
        for need in found.requirements:
            sources.setdefault(need.requirement.id, _source(need.requirement.id, need.version))
        rows.append(
            {
                "item": row.item.name,
                "row": row.item.row or None,
                "goods": row.item.facts.kind,
                "regime": found.regime,
                "status": found.status,
                "provisions": [_provision_json(each, row, said) for each in found.provisions],
                "license": found.license,
                "requirements": [
                    {
                        "id": need.requirement.id,
                        "cites": need.requirement.cites,
                        "license": "required" if need.needed else "undecided",
                        "policies": list(need.policies),
                        "exceptions": [
                            {"symbol": e.symbol, "cites": e.cites, "check": dict(e.check)}
                            for e in need.version.exceptions
                        ],
                    }
                    for need in found.requirements
                ],
                "policy": list(dict.fromkeys(p for need in found.requirements for p in need.policies)),
                "missing": list(found.missing),
                "brings_under": _sets(found.brings_under),
                "rules_out": _sets(found.rules_out),
                "judgement": list(found.judgement),
            }
        )
    first = answer.rules[0]
    return {
        "question": "license",
        "as_of": first.as_of.isoformat(),
        "known_on": first.known_on.isoformat() if first.known_on else None,
        "rules": answer.book.hash,
        "answer": rows,
        "sources": list(sources.values()),
        "caveats": caveats_json(answer.caveats, languages),
    }


def caveats_json(caveats: Iterable[LicenseCaveat], languages: Mapping[str, Words]) -> list[dict[str, Any]]:
    """Caveats as plain values, with their words in every language given."""
    return [
        {
            "code": each.code,
            **{key: _plain(value) for key, value in each.values.items()},
            "text": {lang: caveat_words(each, words) for lang, words in languages.items()},
        }
        for each in caveats
    ]


def _provision_json(each: OfProvision, row: LicenseRow, said: Mapping[str, LicenseWords]) -> dict[str, Any]:
    judged = {lang: reasons(each.judged, row.item.facts, words.wording) for lang, words in said.items()}
    first = next(iter(judged.values()))
    why = [
        {
            "text": {lang: judged[lang][i].text for lang in judged},
            "figure": reason.figure or None,
            "mark": reason.mark,
            "depth": reason.depth,
        }
        for i, reason in enumerate(first)
    ]
    return {
        "id": each.provision.id,
        "paragraph": each.provision.paragraph,
        "title": dict(each.provision.title),
        "status": each.status,
        "since": each.version.since.isoformat(),
        "instrument": each.version.instrument,
        "state": each.version.state,
        "why": why,
    }


def _source(id_: str, version: Dated) -> dict[str, Any]:
    cited = version.cited
    return {
        "id": id_,
        "how": version.how,
        "address": cited.address if cited else None,
        "title": cited.title if cited else None,
        "verified": version.verified.isoformat() if version.verified else None,
        "unverified": list(version.unverified),
    }


def _sets(sets: Sets) -> list[list[str]]:
    return [sorted(each) for each in sorted(sets, key=lambda s: (len(s), sorted(s)))]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return [_plain(each) for each in value] if isinstance(value, list) else value
