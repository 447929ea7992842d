"""Exposure for machines: as JSON, and as one row for each place of each count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from renkei.desk.answers import plain
from renkei.desk.exposure import Chain, Exposed, ExposureAnswer
from renkei.supply.concentration import Interval, Share
from renkei.supply.figures import Figure, Figures

FIELDS = (
    "good",
    "name",
    "stage",
    "statistic",
    "measure",
    "basis",
    "year",
    "place",
    "printed",
    "amount",
    "unit",
    "share",
    "share_low",
    "share_high",
    "top",
    "first_three",
    "hhi",
    "hhi_low",
    "hhi_high",
    "together",
    "together_low",
    "together_high",
    "importer",
    "source",
    "source_row",
)
"""The columns of the CSV."""


def exposure_json(answer: ExposureAnswer) -> dict[str, Any]:
    """The answer as plain values; shares in percent, exact to six decimals."""
    asked = answer.asked
    return {
        "question": "exposure",
        "as_of": answer.as_of.isoformat(),
        "known_on": answer.known_on.isoformat() if answer.known_on else None,
        "asked": {
            "goods": list(asked.goods),
            "place": asked.place,
            "importer": asked.importer,
            "together": sorted(asked.together.places) if asked.together else None,
            "stage": asked.stage,
            "counted": list(asked.measures) if asked.measures else None,
            "regimes": list(asked.regimes),
        },
        "answer": [_row(each) for each in answer.rows],
        "others": [_figures(each) for each in answer.others],
        "chains": [_chain(each) for each in answer.chains],
        "not_counted": list(answer.uncounted),
        "sources": plain(answer.sources),
        "caveats": [{"code": each.code, **plain(each.values)} for each in answer.caveats],
    }


def exposure_rows(answer: ExposureAnswer, lang: str) -> Iterator[dict[str, Any]]:
    """A row for each place of each count."""
    for row in answer.rows:
        figures, found = row.figures, row.found
        shares = {each.place: each for each in found.shares} if found else {}
        first = {
            "good": row.good.id,
            "name": row.good.name["ja" if lang == "ja" else "en"],
            "stage": row.good.stage,
            "statistic": figures.statistic,
            "measure": figures.measure["ja" if lang == "ja" else "en"],
            "basis": figures.basis,
            "year": str(figures.year),
            "unit": figures.unit,
            "top": found.top.place if found and found.top else None,
            "first_three": _number(found.first(3)) if found else None,
            "hhi": _number(found.hhi_told) if found else None,
            "hhi_low": _number(found.hhi.low) if found else None,
            "hhi_high": _number(found.hhi.high) if found else None,
            "together": _number(row.together_told),
            "together_low": _number(row.together.low) if row.together else None,
            "together_high": _number(row.together.high) if row.together else None,
            "importer": figures.importer,
            "source": figures.publication,
        }
        for each in figures.rows:
            share = shares.get(each.place)
            yield first | {
                "place": each.place,
                "printed": each.printed,
                "amount": each.amount.text,
                "share": _number(share.told) if share else None,
                "share_low": _number(share.between.low) if share else None,
                "share_high": _number(share.between.high) if share else None,
                "source_row": each.row,
            }


def _row(row: Exposed) -> dict[str, Any]:
    found = row.found
    given: dict[str, Any] = {
        "good": row.good.id,
        "name": plain(row.good.name),
        "stage": row.good.stage,
        **_of(row.figures),
        "places": [_share(each) for each in found.shares] if found else [_figure(each) for each in row.figures.rows],
    }
    if found is not None:
        top = found.top
        given |= {
            "top": {"place": top.place, "share": _number(top.told)} if top else None,
            "first_three": _number(found.first(3)),
            "hhi": _number(found.hhi_told),
            "hhi_between": _between(found.hhi),
            "bands": list(found.bands),
            "untold": list(found.untold),
        }
    if row.together is not None:
        given["together"] = {"share": _number(row.together_told), "between": _between(row.together)}
    given["paragraphs"] = {regime: list(ids) for regime, ids in row.paragraphs.items()}
    return given


def _of(figures: Figures) -> dict[str, Any]:
    return {
        "statistic": figures.statistic,
        "measure": plain(figures.measure),
        "basis": figures.basis,
        "year": figures.year,
        "forecast": figures.forecast,
        "unit": figures.unit,
        "importer": figures.importer,
        "printed_total": figures.world.text if figures.world else None,
        "source": figures.publication,
        "public": figures.public.isoformat(),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {"good": figures.good, **_of(figures), "places": [_figure(each) for each in figures.rows]}


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "place": figure.place,
        "printed": figure.printed,
        "amount": figure.amount.text,
        "estimated": figure.estimated,
        "source_row": figure.row,
        "note": figure.note or None,
    }


def _share(share: Share) -> dict[str, Any]:
    return {**_figure(share.figure), "share": _number(share.told), "between": _between(share.between)}


def _between(interval: Interval) -> list[float | int | None]:
    return [_number(interval.low), _number(interval.high)]


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "good": chain.good.id,
        "into": [
            {"good": each.good, "way": list(each.goods), "essential": each.essential, "instead": list(each.substitutes)}
            for each in chain.into
        ],
        "out": list(chain.out),
        "single_points": [
            {
                "good": each.route.good,
                "way": list(each.route.goods),
                "essential": each.route.essential,
                "instead": list(each.route.substitutes),
                "place": each.share.place,
                "share": _number(each.share.told),
                "between": _between(each.share.between),
                "certain": each.certain,
                "statistic": each.found.figures.statistic,
                "year": each.found.figures.year,
                "source": each.found.figures.publication,
            }
            for each in chain.points
        ],
        "not_counted": list(chain.uncounted),
    }


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    shown = round(value, 6)
    return int(shown) if shown == shown.to_integral_value() else float(shown)
