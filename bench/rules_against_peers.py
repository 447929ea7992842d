"""Measures 60 made-up rules over up to a million items: Renkei, and what people write such rules in.

Every engine's answers are counted rule by rule against each other's before anything is timed. `make bench-rules` runs it
in an environment of its own, once with one thread and once with two.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

SIZES = (10_000, 100_000, 1_000_000)
PACKAGES = (
    "polars", "numpy", "duckdb", "OpenFisca-Core", "zen-engine", "common-expression-language", "cel-python",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--threads", type=int, default=None)
    asked = options.parse_args()
    if asked.threads is not None:
        _table(asked.runs, asked.threads)
        return
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, medians of {asked.runs}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES))
    for threads in (1, 2):
        setting = os.environ | {"POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
        command = [sys.executable, __file__, "--threads", str(threads), "--runs", str(asked.runs)]
        subprocess.run(command, check=True, env=setting)


def _table(runs: int, threads: int) -> None:
    import renkei_rules
    import rule_engines as peers
    from synthetic_rules import catalogue, rules

    engines = [
        peers.Engine("Polars, truths", peers.polars_truths),
        peers.Engine("Renkei, truths", renkei_rules.truths),
        peers.Engine("Polars, names of the rules met and open", peers.polars_names),
        peers.Engine("Renkei, every field as sets of items", renkei_rules.reasons),
        peers.Engine("Renkei, every field as texts", renkei_rules.texts),
        peers.Engine("DuckDB SQL", peers.duckdb_truths),
        peers.Engine("OpenFisca-Core, true only", peers.openfisca_truths),
        peers.Engine("plain Python, written out", peers.python_truths, 100_000),
        peers.Engine("zen-engine expression, true only", peers.zen_truths, 10_000),
        peers.Engine("CEL in Rust, true only", peers.cel_truths, 10_000),
        peers.Engine("CEL in Python", peers.celpy_truths, 100, 100),
    ]
    found = rules()
    _check(engines, found, catalogue(10_000), threads)
    print(
        f"\n{threads} thread(s), load {os.getloadavg()[0]:.1f}; thousand items per second, and the time against Polars' truths\n"
    )
    print("| engine | 10,000 | 100,000 | 1,000,000 | time against Polars |\n| --- | ---: | ---: | ---: | ---: |")
    against: dict[int, float] = {}
    for engine in engines:
        cells = []
        last = 0.0
        for size in SIZES:
            if size > engine.most and size > SIZES[0]:
                cells.append("–")
                continue
            rows = min(size, engine.most)
            prepared = engine.prepare(found, catalogue(rows), threads)
            each = _median(prepared.work, runs) / rows
            against.setdefault(size, each)
            cells.append(_short(1e-3 / each) + (f" (of {rows:,})" if rows < size else ""))
            last = each / against[size]
        print(f"| {engine.name} | {' | '.join(cells)} | {_short(last) if last >= 100 else f'{last:.1f}'} |", flush=True)


def _check(engines: list, found: list, items, threads: int) -> None:  # type: ignore[no-untyped-def, type-arg]
    """Refuse to measure engines that do not agree."""
    for engine in engines:
        few = items.head(engine.checked)
        true, open_ = _counted(engine, found, few, threads)
        wanted_true, wanted_open = _counted(engines[0], found, few, threads)
        assert true == wanted_true, (engine.name, true, wanted_true)
        assert open_ is None or open_ == wanted_open, (engine.name, open_, wanted_open)


def _counted(engine, found: list, items, threads: int):  # type: ignore[no-untyped-def, type-arg]
    prepared = engine.prepare(found, items, threads)
    return prepared.counts(prepared.work())


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2g}"


def _median(work: Callable[[], object], runs: int) -> float:
    """The median time of some runs after one that is not counted, in seconds."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
