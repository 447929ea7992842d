"""Which fixture to choose.

`built_in`  the built-in record, read once: for claims about what it says on a day. Never change it.
`sample`    a tiny made-up world written as YAML files below `tmp_path`: for claims about rules, files and faults.
            Change it as you like (`put`, `change`, `raw`), then ask for `record()`, `view(day)` or `faults()`.
`own`       an empty folder beside it: for a user's record laid over another with `own.over(record)`.
`run`       the command line in-process: `run("met", "--as-of", "2023-10-15")` gives status, output and complaints.
`on`        a view of the built-in record: `on("2023-10-15")`.

Tests that need many small worlds build them without files: `sample_world.record_of`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from renkei.faces.cli import run as run_command
from renkei.record.keeping import Record, load
from renkei.record.knowing import View
from sample_world import World, world

settings.register_profile(
    "renkei",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("renkei")


class Ran(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def built_in() -> Record:
    return load()


@pytest.fixture
def on(built_in: Record) -> Callable[..., View]:
    def view(as_of: str, known_on: str | None = None, recorded_by: str | None = None) -> View:
        days = [date.fromisoformat(day) if day else None for day in (known_on, recorded_by)]
        return View(built_in, date.fromisoformat(as_of), *days)

    return view


@pytest.fixture
def sample(tmp_path: Path) -> World:
    return World(tmp_path / "sample", world())


@pytest.fixture
def own(tmp_path: Path) -> World:
    return World(tmp_path / "own")


@pytest.fixture(autouse=True)
def a_screen_of_120_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are laid out alike wherever the tests run; some runners have screens of their own width."""
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def ran(*arguments: str | Path) -> Ran:
        status = run_command([str(each) for each in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return ran
