"""What a shock does, for machines: as JSON, and as one row for each place, good and week or day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from renkei.desk.answers import Caveat, plain
from renkei.desk.shock import Each, ShockAnswer, SweepAnswer, in_steps, world_losses
from renkei.desk.shock_cuts import Meant
from renkei.desk.shock_economy import EconomyStopped
from renkei.report.shock_words import cut_goods
from renkei.supply.stopping.losses import Loss, Stopped
from renkei.supply.stopping.ranges import Range
from renkei.supply.stopping.steadiness import Warned

FIELDS = ("place", "good", "stage", "what", "day", "lost", "lost_least", "lost_most", "surely")
"""The columns of the CSV: one row for each place, good and step of time with a loss, in percent of normal."""

SWEEP_FIELDS = (
    "place",
    "good",
    "stage",
    "own_least",
    "own_most",
    "hit_surely",
    "hit_possibly",
    "hardest",
    "hardest_least",
    "hardest_most",
    "total_least",
    "total_most",
)
"""The columns of the CSV of a sweep."""


def shock_json(answer: ShockAnswer, each: Each) -> dict[str, Any]:
    """The answer as plain values; days of output and percent, rounded to six decimals."""
    return {
        "question": "shock",
        "as_of": answer.as_of.isoformat(),
        "known_on": answer.known_on.isoformat() if answer.known_on else None,
        "asked": {
            "engine": answer.scenario.engine,
            "table": answer.table,
            "scenario": answer.scenario.id or None,
            "cuts": [_meant(cut) for cut in answer.cuts],
            "assumed": {name: _range(value) for name, value in answer.assumed.items()},
            "step": each,
        },
        "answer": [_row(answer, loss, each) for loss in answer.found.losses],
        "summary": summary(answer),
        "untold": sorted({good for cut in answer.cuts for good in cut.untold}),
        "dispensable": list(answer.found.dispensable),
        "warnings": [_warning(warned) for warned in answer.warned],
        "shares": {
            good: {
                "statistic": found.figures.statistic,
                "basis": found.figures.basis,
                "year": found.figures.year,
                "source": found.figures.publication,
                "shares": {
                    share.place: {"low": float(share.between.low), "high": float(share.between.high)}
                    for share in found.shares
                },
            }
            for good, found in answer.counted.items()
        },
        "draws": {
            "runs": answer.runs,
            "seed": answer.seed,
            "goods": [
                {
                    "good": spread.good,
                    "lost": dict(zip(("p5", "p50", "p95"), map(_number, spread.lost), strict=True)),
                    "hit": _number(spread.hit),
                    "hangs_on": spread.hangs_on,
                    "rank_correlation": _number(spread.strength),
                }
                for spread in answer.spreads
            ],
        }
        if answer.runs
        else None,
        "sources": plain(answer.sources),
        "caveats": _caveats(answer.caveats),
    }


def summary(answer: ShockAnswer) -> dict[str, Any]:
    """What is lost in all, when it begins to be missed, and when all is whole again."""
    losses = answer.found.losses
    made = world_losses(answer.found)
    goods = cut_goods(answer)
    missed = [loss for loss in losses if loss.what == "used" or loss.good not in goods]
    sure = [loss.first[0] for loss in missed if loss.first[0] is not None]
    possible = [loss.first[1] for loss in missed if loss.first[1] is not None]
    late = [loss.back[1] for loss in losses]
    return {
        "days_followed": answer.found.days,
        "total_lost": {loss.good: _range(loss.lost) for loss in made},
        "goods_hit": {"surely": sum(loss.surely for loss in made), "possibly": len(made)},
        "first_shortage_day": {"surely": min(sure, default=None), "possibly": min(possible, default=None)},
        "recovery_day": None if None in late else max((day for day in late if day is not None), default=None),
        **_economy(answer.found),
    }


def _economy(found: Stopped) -> dict[str, Any]:
    """What a whole table loses."""
    if not isinstance(found, EconomyStopped):
        return {}
    return {
        "lost_days_of_output": _range(found.output),
        "lost_in_units_of_the_table": _range(found.amount),
        "unmet_final_demand": _range(found.unmet),
        "runs": found.runs,
        "industries_left_out": found.left_out,
    }


def shock_rows(answer: ShockAnswer, each: Each) -> Iterator[dict[str, Any]]:
    """One row for each place, good and step of time with a loss."""
    for loss in answer.found.losses:
        good = answer.supply.goods.get(loss.good)
        for day, low, high in in_steps(loss.least, loss.most, each):
            yield {
                "place": loss.place,
                "good": loss.good,
                "stage": good.stage if good else None,
                "what": loss.what,
                "day": day,
                "lost": _number(low) if _number(low) == _number(high) else None,
                "lost_least": _number(low),
                "lost_most": _number(high),
                "surely": low > 0,
            }


def sweep_json(answer: SweepAnswer) -> dict[str, Any]:
    """The sweep as plain values."""
    return {
        "question": "shock",
        "as_of": answer.as_of.isoformat(),
        "known_on": answer.known_on.isoformat() if answer.known_on else None,
        "asked": {
            "engine": answer.scenario.engine,
            "table": answer.table,
            "sweep": [cut.text for cut in answer.scenario.cuts] or True,
            "assumed": {name: _range(value) for name, value in answer.assumed.items()},
        },
        "answer": [
            {
                "place": row.place,
                "good": row.good,
                "own": _range(row.own),
                "hit": {"surely": row.hit[0], "possibly": row.hit[1]},
                "hardest": row.hardest,
                "hardest_lost": _range(row.hardest_lost),
                "total": _range(row.total),
            }
            for row in answer.rows
        ],
        "summary": {"tried": answer.tried, "with_loss": len(answer.rows)},
        "sources": plain(answer.sources),
        "caveats": _caveats(answer.caveats),
    }


def sweep_rows(answer: SweepAnswer) -> Iterator[dict[str, Any]]:
    """One row for each cut."""
    for row in answer.rows:
        good = answer.supply.goods.get(row.good)
        yield {
            "place": row.place,
            "good": row.good,
            "stage": good.stage if good else None,
            "own_least": _number(row.own.low),
            "own_most": _number(row.own.high),
            "hit_surely": row.hit[0],
            "hit_possibly": row.hit[1],
            "hardest": row.hardest,
            "hardest_least": _number(row.hardest_lost.low),
            "hardest_most": _number(row.hardest_lost.high),
            "total_least": _number(row.total.low),
            "total_most": _number(row.total.high),
        }


def _row(answer: ShockAnswer, loss: Loss, each: Each) -> dict[str, Any]:
    good = answer.supply.goods.get(loss.good)
    return {
        "place": loss.place,
        "good": loss.good,
        "stage": good.stage if good else None,
        "what": loss.what,
        "lost": _range(loss.lost),
        "worst": _range(loss.worst),
        "of_world": _range(loss.of_world) if loss.of_world is not None else None,
        "day": {"surely": loss.first[0], "possibly": loss.first[1]},
        "back": {"at_best": loss.back[0], "at_worst": loss.back[1]},
        "surely": loss.surely,
        "by": [
            {"day": day, "least": _number(low), "most": _number(high)}
            for day, low, high in in_steps(loss.least, loss.most, each)
        ],
    }


def _meant(cut: Meant) -> dict[str, Any]:
    return {"cut": cut.asked.text, "speaks_of": cut.speaks, "cuts": len(cut.cuts), "untold": list(cut.untold)}


def _warning(warned: Warned) -> dict[str, Any]:
    found: dict[str, Any] = {"code": warned.code}
    if warned.unsteady is not None:
        found |= asdict(warned.unsteady)
    if warned.goods:
        found["goods"] = list(warned.goods)
    return found


def _caveats(caveats: tuple[Caveat, ...]) -> list[dict[str, Any]]:
    return [{"code": each.code, **plain(each.values)} for each in caveats]


def _range(value: Range) -> dict[str, float]:
    return {"low": _number(value.low), "high": _number(value.high)}


def _number(value: float) -> float:
    return round(value, 6)
