"""Measures `renkei license FILE -o RESULT` for large catalogues, its memory, and the start of a single item.

The peers only read the same file with Polars and write it again, as CSV and as Parquet, each a program of its own as
well. `make bench-rules` runs it.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from made_up_catalogue import write_catalogue

ONE = (
    "license", "--goods", "scanner", "--set", "wavelength=193nm", "--set", "numerical_aperture=1.35",
    "--set", "dedicated_chuck_overlay=1.5nm", "--to", "CN",
)  # fmt: skip
COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"
READ_AND_WRITE = "import sys, polars; polars.scan_csv(sys.argv[1], infer_schema=False).sink_{}(sys.argv[2])"
FORMS = ("csv", "parquet")

Used = tuple[float, float, float]
"""Seconds by the clock, seconds of processors, and the most kilobytes held."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--rows", type=int, nargs="*", default=[100_000, 1_000_000])
    asked = options.parse_args()
    print(f"Python {platform.python_version()}, Polars {pl.__version__}, {os.cpu_count()} cores, {_load()}")
    print(
        "\n| rows | columns | file | result | Polars reads, writes CSV | Polars reads, writes Parquet | Renkei "
        "| against CSV | against Parquet | only copying the result | at most in memory |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as place:
        for rows in asked.rows:
            for columns in (16, 40):
                for line in _lines(Path(place), rows, columns, asked.runs):
                    print(line, flush=True)
    print(f"\nat the end {_load()}")
    walls = [_run([sys.executable, "-m", "renkei", *ONE])[0] for _ in range(10)][1:]
    print(f"one item, a program of its own, median of 9: {statistics.median(walls):.2f} s")


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def _lines(place: Path, rows: int, columns: int, runs: int) -> list[str]:
    """The lines of one catalogue, one for each form of the result; what is compared is run in turn."""
    file, copy = place / "catalogue.csv", place / "copy"
    write_catalogue(file, rows, columns)
    peers: dict[str, list[Used]] = {form: [] for form in FORMS}
    ours: dict[str, list[Used]] = {form: [] for form in FORMS}
    copied: dict[str, list[Used]] = {form: [] for form in FORMS}
    sizes = {}
    for _ in range(runs):
        for form in FORMS:
            result = place / f"result.{form}"
            peers[form].append(_run([sys.executable, "-c", READ_AND_WRITE.format(form), str(file), str(copy)]))
            copy.unlink()
            ours[form].append(_run([sys.executable, "-m", "renkei", "license", str(file), "-o", str(result)]))
            sizes[form] = _megabytes(result)
            copied[form].append(_run([sys.executable, "-c", COPY, str(result), str(copy)]))
            copy.unlink()
            result.unlink()
    return [
        f"| {rows:,} | {columns} | {_megabytes(file)} | {form.upper() if form == 'csv' else 'Parquet'}, {sizes[form]} | "
        f"{_shown(peers['csv'])} | {_shown(peers['parquet'])} | {_shown(ours[form])} | "
        f"{_ratio(ours[form], peers['csv'])} | {_ratio(ours[form], peers['parquet'])} | "
        f"{_median(copied[form], 0):.2f} s | {max(each[2] for each in ours[form]) / 1e6:,.1f} GB |"
        for form in FORMS
    ]


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:,.0f} MB"


def _median(found: list[Used], place: int) -> float:
    return statistics.median(each[place] for each in found)


def _shown(found: list[Used]) -> str:
    return f"{_median(found, 0):.2f} s ({_median(found, 1):.2f})"


def _ratio(ours: list[Used], peer: list[Used]) -> str:
    by_clock, by_processor = (_median(ours, place) / _median(peer, place) for place in (0, 1))
    return f"{by_clock:.1f} ({by_processor:.1f})"


def _run(command: list[str]) -> Used:
    """Run a program of its own."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, command
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, _kilobytes(used)


def _kilobytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main()
