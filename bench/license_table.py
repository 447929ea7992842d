"""Measures `renkei license FILE -o RESULT` for large catalogues, its memory, and the start of a single item.

The peer only reads the same file with Polars and writes it again, in the same process settings. `make bench-rules` runs it.
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
BYTES = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"
READ_AND_WRITE = "import sys, polars; polars.scan_csv(sys.argv[1], infer_schema=False).sink_csv(sys.argv[2])"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--rows", type=int, nargs="*", default=[100_000, 1_000_000, 3_000_000])
    asked = options.parse_args()
    print(
        f"Python {platform.python_version()}, Polars {pl.__version__}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(
        "\n| rows | columns | file | result | Polars reads and writes the file | Renkei | ratio | only copying the result | at most in memory |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as place:
        for rows in asked.rows:
            for columns in (16, 40):
                print(_row(Path(place), rows, columns, asked.runs), flush=True)
    walls = [_run([sys.executable, "-m", "renkei", *ONE])[0] for _ in range(10)][1:]
    print(f"\none item, a program of its own, median of 9: {statistics.median(walls):.2f} s")


def _row(place: Path, rows: int, columns: int, runs: int) -> str:
    """One line of the table."""
    file, result, copy = place / "catalogue.csv", place / "result.csv", place / "copy.csv"
    write_catalogue(file, rows, columns)
    peer, ours = [], []
    for _ in range(runs):
        for path in (copy, result):
            path.unlink(missing_ok=True)
        peer.append(_run([sys.executable, "-c", READ_AND_WRITE, str(file), str(copy)]))
        ours.append(_run([sys.executable, "-m", "renkei", "license", str(file), "-o", str(result)]))
    copied = statistics.median(_run([sys.executable, "-c", BYTES, str(result), str(copy)])[0] for _ in range(runs))
    wall, peer_wall = (statistics.median(each[0] for each in found) for found in (ours, peer))
    processor, peer_processor = (statistics.median(each[1] for each in found) for found in (ours, peer))
    sizes = [f"{path.stat().st_size / 1e6:,.0f} MB" for path in (file, result)]
    return (
        f"| {rows:,} | {columns} | {sizes[0]} | {sizes[1]} | {peer_wall:.2f} s ({peer_processor:.2f}) | "
        f"{wall:.2f} s ({processor:.2f}) | {wall / peer_wall:.1f} ({processor / peer_processor:.1f}) | "
        f"{copied:.2f} s | {max(each[2] for each in ours) / 1e6:,.1f} GB |"
    )


def _run(command: list[str]) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processors, and the most kilobytes held, of a program of its own."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, command
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, _kilobytes(used)


def _kilobytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main()
