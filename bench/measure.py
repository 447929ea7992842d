"""Measures start-up, the questions, the update per format and a large record, beside peers in the same run.

Prints a Markdown table: the median of several runs, and its ratio to the peer named. `make bench` runs it.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import large_record

RENKEI = [sys.executable, "-m", "renkei"]
RECORD = Path(__file__).parents[1] / "src" / "renkei" / "data" / "record"


def command(arguments: list[str]) -> Callable[[], object]:
    """Runs a whole program."""
    return lambda: subprocess.run(arguments, check=True, capture_output=True)


def reading_with(loader: str) -> Callable[[], object]:
    """Reads every file of the built-in record with a loader of PyYAML, as a program of its own."""
    code = f"import pathlib,yaml\nfor p in pathlib.Path({str(RECORD)!r}).rglob('*.yaml'): yaml.load(p.read_bytes(), Loader=yaml.{loader})"
    return command([sys.executable, "-c", code])


def reading_with_renkei() -> Callable[[], object]:
    """Reads, types and lays out the built-in record."""
    return command([sys.executable, "-c", "from renkei.record.keeping import load\nload()"])


def median(work: Callable[[], object], runs: int) -> float:
    """The median time of some runs after one that is not counted, in seconds."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--meetings", type=int, default=100_000)
    asked = options.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {asked.runs} runs each, medians\n")
    print("| what | seconds | peer | ratio |")
    print("| --- | ---: | --- | ---: |")
    bare = _row("`python -c pass`", command([sys.executable, "-c", "pass"]), asked.runs)
    _row("`renkei --version`", command([*RENKEI, "--version"]), asked.runs, "python -c pass", bare)
    safe = _row("PyYAML SafeLoader reads the record's files (values guessed)", reading_with("SafeLoader"), asked.runs)
    fast = _row(
        "PyYAML CSafeLoader reads them (values guessed)",
        reading_with("CSafeLoader"),
        asked.runs,
        "SafeLoader",
        safe,
    )
    _row(
        "Renkei reads, checks and types them (nothing guessed)",
        reading_with_renkei(),
        asked.runs,
        "CSafeLoader",
        fast,
    )
    met = _row("`renkei met`", command([*RENKEI, "met"]), asked.runs, "python -c pass", bare)
    for question in ("due", "coverage", "lint"):
        _row(f"`renkei {question}`", command([*RENKEI, question]), asked.runs, "met", met)
    with tempfile.TemporaryDirectory() as place:
        text = None
        for form in ("text", "md", "json", "html", "pdf", "docx"):
            work = command([*RENKEI, "update", "--format", form, "-o", f"{place}/update.{form}"])
            took = _row(f"`renkei update --format {form}`", work, asked.runs, "text" if text else "", text)
            text = text or took
        folder = Path(place) / "large"
        large_record.write(folder, asked.meetings)
        runs = min(asked.runs, 3)
        _row(
            f"`renkei met --data` with {asked.meetings:,} more meetings",
            command([*RENKEI, "met", "--data", str(folder)]),
            runs,
            "met",
            met,
        )
        guess = f"import pathlib,yaml\nfor p in pathlib.Path({str(folder)!r}).rglob('*.yaml'): yaml.load(p.read_bytes(), Loader=yaml.CSafeLoader)"
        _row("PyYAML CSafeLoader only reads those files", command([sys.executable, "-c", guess]), runs)


def _row(name: str, work: Callable[[], object], runs: int, peer: str = "", against: float | None = None) -> float:
    took = median(work, runs)
    ratio = f"{took / against:.1f}" if against else ""
    print(f"| {name} | {took:.2f} | {peer} | {ratio} |", flush=True)
    return took


if __name__ == "__main__":
    main()
