"""A sharing for machines: as JSON in both languages, and as rows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from renkei.desk.answers import plain
from renkei.desk.share import ShareAnswer, caveats
from renkei.ground.words import Words
from renkei.report.share_words import caveat_line
from renkei.supply.sharing.prices import Price
from renkei.supply.sharing.proving import Proof
from renkei.supply.sharing.sharing import Shared

FIELDS = ("rule", "to", "good", "month", "asked", "given", "unmet", "unit", "share", "row")
"""The columns of the CSV."""

Languages = Mapping[str, Words]


def share_rows(answer: ShareAnswer) -> list[dict[str, Any]]:
    """One row for each claim and rule."""
    return [
        {
            "rule": each.rule,
            "to": each.to,
            "good": each.good,
            "month": each.month,
            "asked": _exact(each.asked),
            "given": _exact(each.given),
            "unmet": _exact(each.unmet),
            "unit": each.unit,
            "share": round(each.share, 6),
            "row": answer.name(each.line),
        }
        for each in answer.rows
    ]


def share_json(answer: ShareAnswer, languages: Languages) -> dict[str, Any]:
    """The answer as plain values."""
    return {
        "question": "share",
        "as_of": answer.as_of.isoformat(),
        "known_on": None,
        "answer": share_rows(answer),
        "deliveries": [row for shared in answer.shared for row in _deliveries(answer, shared)],
        "prices": [_price(answer, shared, each) for shared in answer.shared for each in shared.prices],
        "proofs": [
            _proof(answer, shared, good, each) for shared in answer.shared for good, each in shared.proofs.items()
        ],
        "summary": [{"rule": shared.rule, **plain(shared.measures)} for shared in answer.shared],
        "sources": [
            {"role": each.role, "file": each.name, "sha256": each.sha256, "rows": each.rows} for each in answer.sources
        ],
        "caveats": [
            {"code": each.code, **plain(each.values), **{lang: caveat_line(each, w) for lang, w in languages.items()}}
            for each in caveats(answer)
        ],
    }


def _exact(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _deliveries(answer: ShareAnswer, shared: Shared) -> list[dict[str, Any]]:
    return [
        {
            "rule": shared.rule,
            "from": each.giver,
            "to": each.to,
            "good": each.good,
            "month": answer.case.months[each.month],
            "amount": _exact(each.amount),
            "unit": answer.case.units[each.good],
            "pledged": each.pledged,
        }
        for each in shared.deliveries
    ]


def _price(answer: ShareAnswer, shared: Shared, price: Price) -> dict[str, Any]:
    return {
        "rule": shared.rule,
        "good": price.good,
        "limit": price.kind,
        "places": list(price.places),
        "to": price.to,
        "month": answer.case.months[price.month],
        "price": float(price.price),
        "counts": "harm" if price.share is None else "covered share",
        "per": answer.case.units[price.good],
        "share": None if price.share is None else float(price.share),
        "claims": price.claims,
        "rows": [answer.name(each) for each in price.lines],
    }


def _proof(answer: ShareAnswer, shared: Shared, good: str, proof: Proof) -> dict[str, Any]:
    months = answer.case.months
    return {
        "rule": shared.rule,
        "good": good,
        "kept": proof.kept,
        "optimal": proof.optimal,
        "gap": float(proof.gap),
        "bounds": [
            {
                "share": None if each.share is None else str(each.share),
                "weight": str(each.weight),
                "places": [
                    {"place": at.place, "until": months[at.last], "reckoned": months[at.reckoned]} for at in each.cut
                ],
                "claims": [line.number for line in each.claims],
                "room": str(each.room),
                "stands": str(each.stands),
            }
            for each in proof.bounds
        ],
    }
