"""What is kept between runs: found again as it was, or not at all."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from renkei.ground import kept as keeping
from renkei.ground.kept import CHANGES_SHOW, NEWEST, keep, kept, made_of


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "renkei"


def test_a_value_is_found_again_as_it_was() -> None:
    value = {"en": "Japan", "ja": "日本", "others": [1, None, True, "\u2028 \n", "\udcff"]}
    keep("words-1", value)
    assert kept("words-1") == value


def test_nothing_is_found_where_nothing_was_kept() -> None:
    assert kept("words-1") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[:-1],
        lambda whole: whole + b"\n",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b"193", b"194"),
        lambda whole: b"null",
        lambda whole: b'{"193": [1, 2]}',
        lambda whole: b'{"check":"00000000","kept":{}}',
        lambda whole: b"\xff\xfe\x00",
    ],
)
def test_a_damaged_or_foreign_file_counts_as_none(cache: Path, damage: Any) -> None:
    keep("words-1", {"193": [1, 2]})
    path = cache / "words-1.json"
    path.write_bytes(damage(path.read_bytes()))
    assert kept("words-1") is None


def test_of_each_sort_only_the_newest_are_kept(cache: Path) -> None:
    keep("rules-0", 0)
    for number in range(NEWEST + 3):
        keep(f"words-{number}", number)
        os.utime(cache / f"words-{number}.json", (number, number))
    keep("words-last", "last")
    assert kept("words-last") == "last"
    assert len(list(cache.glob("words-*"))) == NEWEST
    assert kept("rules-0") == 0


def test_a_folder_that_cannot_be_written_is_no_fault(cache: Path) -> None:
    cache.parent.write_text("a file where a folder is wanted", encoding="utf-8")
    keep("words-1", 1)
    assert kept("words-1") is None


def test_nowhere_to_keep_anything_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    keep("words-1", 1)
    assert kept("words-1") is None


def test_who_reads_while_others_write_finds_a_whole_value() -> None:
    values = [[number] * 20_000 for number in range(4)]
    keep("words-1", values[0])
    with ThreadPoolExecutor(5) as pool:
        for each in values * 5:
            pool.submit(keep, "words-1", each)
        found = list(pool.map(lambda _: kept("words-1"), range(60)))
    assert all(each in values for each in found)


class Made:
    """Counts how often a value is made of a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.times = 0

    def read(self) -> str:
        self.times += 1
        return self.path.read_text(encoding="utf-8")

    def value(self) -> str:
        found: str = made_of("sample", self.path.parent, [(self.path.name, self.path.stat())], self.read)
        return found


@pytest.fixture
def made(tmp_path: Path) -> Made:
    path = tmp_path / "sample.txt"
    path.write_text("193 nm", encoding="utf-8")
    return Made(path)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files made just now count as long untouched."""
    monkeypatch.setattr(keeping, "SETTLED", -60.0)


only_where_changes_show = pytest.mark.skipif(
    not CHANGES_SHOW, reason="the system does not tell when a file was changed"
)


@only_where_changes_show
@pytest.mark.usefixtures("settled")
def test_what_is_made_of_untouched_files_is_made_once(made: Made) -> None:
    assert (made.value(), made.value(), made.times) == ("193 nm", "193 nm", 1)


@pytest.mark.usefixtures("settled")
def test_a_change_shows_though_size_and_time_are_as_before(made: Made) -> None:
    made.value()
    before = made.path.stat()
    time.sleep(0.05)  # more than one tick of the clock of files
    made.path.write_text("248 nm", encoding="utf-8")
    os.utime(made.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert made.value() == "248 nm"


def test_what_is_made_of_files_touched_just_now_is_made_again(made: Made) -> None:
    assert (made.value(), made.value(), made.times) == ("193 nm", "193 nm", 2)


@pytest.mark.usefixtures("settled")
def test_it_is_made_again_where_the_system_does_not_tell_of_changes(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "CHANGES_SHOW", False)
    assert (made.value(), made.value(), made.times) == ("193 nm", "193 nm", 2)


@pytest.mark.usefixtures("settled")
def test_another_version_of_the_program_makes_its_own(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    made.value()
    monkeypatch.setattr(keeping, "__version__", "99")
    made.value()
    assert made.times == 2
