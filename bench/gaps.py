"""Measures the comparison of regimes: real ones, made-up ones of growing size, and the solver alone as a peer.

Prints Markdown tables and draws `gaps.svg`. `make bench-gaps` runs it.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from made_up_regimes import regimes
from renkei.controls.comparing.certifying import Certifying
from renkei.controls.comparing.looking import Looking
from renkei.controls.comparing.relating import Relating
from renkei.controls.comparing.sides import Side
from renkei.controls.comparing.witnesses import Witnesses
from renkei.controls.in_force import in_force
from renkei.controls.loading import built_in
from renkei.controls.products import products
from renkei.desk.gaps import GapsAnswer, gaps
from renkei.faces.cli import UNCOLLECTED
from renkei.report.blocks import Figure
from renkei.report.charts import as_svg
from renkei.report.figures import ACCENT, FONT, INK, LINE, PAGE, QUIET
from solver_alone import alone

REAL = (("us", "jp"), ("us", "eu"))
AS_OF = date(2026, 2, 14)
SIZES = (60, 200, 600, 2_000)
STEPS = ("enumerate", "witness", "prove")
STEP_COLORS = (INK, ACCENT, "#c08a1e", "#2f6f4f")
PARTS: tuple[tuple[str, type, tuple[str, ...]], ...] = (
    ("witness", Looking, ("at_once", "any")),
    ("witness", Witnesses, ("judged", "without_judgement")),
    ("prove", Certifying, ("possible", "example", "meeting", "proofs")),
)
"""What belongs to a step; none of these calls one of the other step. The rest of the time is enumeration."""


def main() -> None:
    """Measure, print and draw."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--bound", type=float, default=60.0, help="seconds for the solver alone")
    options.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    asked = options.parse_args()
    gc.set_threshold(UNCOLLECTED)
    load = os.getloadavg()[0]
    print(
        f"Python {platform.python_version()}, z3-solver {version('z3-solver')}, medians of {asked.runs}, load {load:.1f}\n"
    )
    _real(asked.runs)
    first = _growing(asked.sizes, asked.runs)
    _peer(asked.sizes[0], first, asked.bound)


def _real(runs: int) -> None:
    book, goods = built_in(), products()
    print("| regimes | rules | gaps | regions | " + " | ".join(STEPS) + " | together | by the clock | proved |")
    print("| --- | ---: | ---: | ---: | " + "---: | " * (len(STEPS) + 3))
    for left, right in REAL:
        sides = [in_force(book, each, AS_OF) for each in (left, right)]
        for each in sides:
            _built(each)
        answer, seconds = _median(lambda sides=sides: gaps(book, *sides, goods), runs)  # type: ignore[misc]
        rules = " + ".join(str(len(each.versions)) for each in sides)
        _row(f"{left}, {right}", rules, answer, seconds)
    print()


def _growing(sizes: list[int], runs: int) -> float:
    print(
        "| made up, rules a side | rules | gaps | regions | "
        + " | ".join(STEPS)
        + " | together | by the clock | proved |"
    )
    print("| --- | ---: | ---: | ---: | " + "---: | " * (len(STEPS) + 3))
    drawn, first = [], 0.0
    for size in sizes:
        book, left, right = regimes(size)
        answer, seconds = _median(lambda: gaps(book, left, right, ()), runs)  # noqa: B023  # called at once
        _row(f"{size:,}", f"{len(left.versions)} + {len(right.versions)}", answer, seconds)
        drawn += [{"rules": size, "step": step, "seconds": seconds[step]} for step in (*STEPS, "together")]
        first = first or seconds["together"]
    print()
    Path(__file__).with_suffix(".svg").write_text(_drawn(drawn), encoding="utf-8")
    return first


def _peer(size: int, ours: float, bound: float) -> None:
    book, left, right = regimes(size)
    found = alone(Relating(book, Side(left), Side(right)), bound)
    print(f"| {size} rules a side | seconds | pieces | calls of the solver | questions answered | ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    print(f"| Renkei: enumerated, witnessed, proved | {ours:.2f} |  |  | all | 1 |")
    share = f"{found.finished} of {found.questions}"
    print(
        f"| Z3 alone: enumerated | {found.seconds:.2f} | {found.cubes:,} | {found.calls:,} | {share} | {found.seconds / ours:.0f} |"
    )


def _row(what: str, rules: str, answer: GapsAnswer, seconds: dict[str, float]) -> None:
    proofs = Counter(gap.proof for gap in answer.gaps)
    regions = sum(1 for _ in answer.regions())
    times = " | ".join(f"{seconds[step]:.2f} s" for step in (*STEPS, "together", "clock"))
    print(
        f"| {what} | {rules} | {len(answer.gaps):,} | {regions:,} | {times} | {proofs['proved']:,} of {len(answer.gaps):,} |",
        flush=True,
    )


def _built(rules: Any) -> None:
    """Reads every condition once: they are built from the compiled file when first asked for."""
    for each in (*rules.versions.values(), *(found for _, found in rules.requirements.values())):
        repr(each.when)


def _median(work: Callable[[], GapsAnswer], runs: int) -> tuple[GapsAnswer, dict[str, float]]:
    """The answer, and the time of each step in the run whose whole time is the median, in seconds of the processor."""
    found = []
    for _ in range(runs):
        with _steps() as seconds:
            clock, start = time.perf_counter(), time.process_time()
            answer = work()
            together, clock = time.process_time() - start, time.perf_counter() - clock
        rest = together - sum(seconds.values())
        found.append((together, {**seconds, "enumerate": rest, "together": together, "clock": clock}))
    middle = statistics.median_low(together for together, _ in found)
    return answer, next(seconds for together, seconds in found if together == middle)


@contextmanager
def _steps() -> Iterator[dict[str, float]]:
    """Adds up the time spent within the calls of each step."""
    seconds = {step: 0.0 for step, _, _ in PARTS}
    before = {(owner, name): getattr(owner, name) for _, owner, names in PARTS for name in names}

    def timed(step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            start = time.process_time()
            try:
                return work(*arguments)
            finally:
                seconds[step] += time.process_time() - start

        return run

    for step, owner, names in PARTS:
        for name in names:
            setattr(owner, name, timed(step, before[owner, name]))
    try:
        yield seconds
    finally:
        for (owner, name), work in before.items():
            setattr(owner, name, work)


def _drawn(points: list[dict[str, Any]]) -> str:
    names = [*STEPS, "together"]
    axis = {
        "labelColor": INK,
        "titleColor": QUIET,
        "domainColor": LINE,
        "tickColor": LINE,
        "gridColor": LINE,
        "gridOpacity": 0.5,
    }
    scale = {"type": "log", "nice": False}
    sizes = sorted({each["rules"] for each in points})
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"font": f"{FONT}, sans-serif", "background": PAGE, "axis": axis, "view": {"stroke": None}},
        "width": 520,
        "height": 300,
        "data": {"values": points},
        "mark": {"type": "line", "point": {"size": 50, "filled": True}, "strokeWidth": 2},
        "encoding": {
            "x": {
                "field": "rules",
                "type": "quantitative",
                "scale": scale,
                "title": "rules a side",
                "axis": {"values": sizes},
            },
            "y": {
                "field": "seconds",
                "type": "quantitative",
                "scale": {"type": "log"},
                "title": "seconds of the processor",
            },
            "color": {
                "field": "step",
                "type": "nominal",
                "sort": names,
                "scale": {"domain": names, "range": list(STEP_COLORS)},
                "legend": {"title": None, "orient": "top", "labelColor": INK},
            },
            "order": {"field": "rules", "type": "quantitative"},
        },
    }
    return as_svg(Figure("gaps", spec, "seconds by rules a side", ""))


if __name__ == "__main__":
    main()
