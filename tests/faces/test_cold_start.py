"""What a program that answers one question about one item does not load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ITEM = ("license", "--goods", "scanner", "--set", "wavelength=193nm", "--set", "NA=1.35", "--to", "CN")
SPARED = {"polars", "numpy", "python_calamine", "xlsxwriter", "pydantic", "yaml", "babel"}
"""The libraries of tables and workbooks; those that read, check and name what an earlier command has kept."""

LOADED = """
import json, sys
from renkei.faces.cli import run
status = run(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which earlier commands have kept what they made."""
    found = tmp_path_factory.mktemp("cache")
    for lang in ("en", "ja"):
        loaded(found, *ITEM, "--lang", lang)
    return found


def loaded(home: Path, *arguments: str) -> set[str]:
    """The packages loaded by a command."""
    command = [sys.executable, "-c", LOADED, *arguments]
    ran = subprocess.run(command, env=os.environ | {"XDG_CACHE_HOME": str(home)}, capture_output=True, check=True)
    status, modules = json.loads(ran.stderr)
    assert (status, bool(ran.stdout)) == (0, True)
    return {each.partition(".")[0] for each in modules}


@pytest.mark.parametrize(
    "more", [(), ("--lang", "ja"), ("--all",), ("--format", "json"), ("--format", "csv")], ids=" ".join
)
def test_one_item_is_answered_without_the_libraries_of_tables_and_of_reading_files(
    home: Path, more: tuple[str, ...]
) -> None:
    assert not SPARED & loaded(home, *ITEM, *more)


def test_a_paragraph_is_read_without_them(home: Path) -> None:
    assert not SPARED & loaded(home, "regime", "us", "3B001.f.1.b")
