"""The compiled rules kept between runs: the same as freshly read, never stale, never in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from controls.rule_folder import RuleFolder, provision, version
from renkei.controls import compiling, deferred, hashing
from renkei.controls.grammar import Grammar
from renkei.controls.loading import built_in, load
from renkei.ground import kept as keeping
from renkei.ground.errors import BadRecord
from renkei.ground.kept import NEWEST


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RuleFolder:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = RuleFolder(tmp_path / "rules")
    found.put("goods.yaml", found.goods)
    found.put("attributes/tools.yaml", found.attributes)
    return found


@pytest.fixture
def folder(rules: RuleFolder) -> Path:
    return rules.folder


def scanner_file(folder: Path) -> Path:
    return folder / "us" / "1.yaml"


def kept(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache" / "renkei").glob("rules-*.json"))


def uncompilable(*_: object) -> None:
    message = "compiled again"
    raise AssertionError(message)


def test_what_is_kept_is_what_was_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load(folder)
    assert len(kept(folder)) == 1
    monkeypatch.setattr(compiling, "Compiler", uncompilable)
    again = load(folder)
    assert again.attributes == first.attributes
    assert again.kinds == first.kinds
    assert again.hash == first.hash


def test_a_changed_bound_is_read_again(folder: Path) -> None:
    first = load(folder)
    path = scanner_file(folder)
    path.write_text(path.read_text(encoding="utf-8").replace("5 nm", "4 nm"), encoding="utf-8")  # as long as before
    os.utime(path, ns=(1, 1))
    again = load(folder)
    assert again.provisions["us-1"] != first.provisions["us-1"]
    assert again.provisions["us-1"].versions[0].when == Grammar(again.attributes, again.units).read("overlay <= 4 nm")
    assert again.hash != first.hash


def test_only_the_newest_rules_are_kept(folder: Path) -> None:
    path = scanner_file(folder)
    text = path.read_text(encoding="utf-8")
    for number in range(NEWEST + 3):
        path.write_text(text.replace("5 nm", f"{number + 1} nm"), encoding="utf-8")
        load(folder)
    assert len(kept(folder)) == NEWEST


def test_a_new_file_and_a_removed_one_count_as_changes(rules: RuleFolder) -> None:
    load(rules.folder)
    rules.provision("us-3", provision(version("immersion")))
    assert "us-3" in load(rules.folder).provisions
    (rules.folder / "us" / "3.yaml").unlink()
    assert "us-3" not in load(rules.folder).provisions


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"null", b"[]", b"{}", b'{"units": 3}', b"\xff\xfe\x00", b'{"units": {"nm": ["length"]}}']
)
def test_damaged_rules_are_read_again_from_their_files(folder: Path, damage: bytes) -> None:
    first = load(folder)
    (path,) = kept(folder)
    path.write_bytes(damage)
    assert load(folder).hash == first.hash


def test_rules_of_another_shape_are_read_again_from_their_files(folder: Path) -> None:
    first = load(folder)
    (path,) = kept(folder)
    for foreign in ([], {}, {"units": 3}, {"units": {"nm": ["length"]}}, {"conditions": [1], "sources": [2]}):
        keeping.keep(path.stem, foreign)
        assert load(folder).provisions == first.provisions
        assert json.loads(path.read_bytes())["kept"]["hash"] == first.hash


def test_a_condition_is_built_when_it_is_first_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = load(folder).provisions["us-1"].versions[0].when
    built = []
    build = deferred.from_plain
    monkeypatch.setattr(deferred, "from_plain", lambda plain: built.append(plain) or build(plain))
    versions = load(folder).provisions["us-1"].versions
    assert built == []
    assert versions[0].when == versions[0].when == compiled
    assert len(built) == 1


def test_files_that_nobody_touched_are_not_hashed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "SETTLED", -60.0)
    first = load(folder)
    monkeypatch.setattr(hashing, "content_hash", uncompilable)
    assert load(folder).hash == first.hash


def test_files_touched_just_now_are_hashed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(folder)
    monkeypatch.setattr(hashing, "content_hash", uncompilable)
    with pytest.raises(AssertionError, match="compiled again"):
        load(folder)


@pytest.mark.skipif(not keeping.CHANGES_SHOW, reason="the system does not tell when a file was changed")
def test_a_changed_bound_is_read_again_though_size_and_time_of_its_file_are_as_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SETTLED", -60.0)
    first = load(folder)
    path = scanner_file(folder)
    before = path.stat()
    time.sleep(0.05)  # more than one tick of the clock of files
    path.write_text(path.read_text(encoding="utf-8").replace("5 nm", "4 nm"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert load(folder).hash != first.hash


def test_programs_that_start_at_once_read_the_same_rules(folder: Path) -> None:
    code = f"from pathlib import Path; from renkei.controls.loading import load; print(load(Path({str(folder)!r})))"
    started = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(4)]
    told = {each.communicate()[0] for each in started}
    assert [each.returncode for each in started] == [0] * 4
    assert len({text.partition(b"units=")[0] + text.partition(b"topics=")[2] for text in told}) == 1
    assert len(kept(folder)) == 1


def test_a_cache_that_cannot_be_written_only_costs_time(folder: Path) -> None:
    (folder.parent / "cache").write_text("a file where a folder is wanted", encoding="utf-8")
    assert "overlay" in load(folder).attributes


def test_nowhere_to_keep_anything_only_costs_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    assert "overlay" in load(folder).attributes


def test_nothing_is_kept_of_rules_that_do_not_hold_together(folder: Path) -> None:
    path = scanner_file(folder)
    path.write_text(path.read_text(encoding="utf-8").replace("5 nm", "5 parsec"), encoding="utf-8")
    with pytest.raises(BadRecord):
        load(folder)
    assert kept(folder) == []


def test_the_built_in_rules_are_the_same_from_the_files_and_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    built_in.cache_clear()
    fresh = built_in()
    built_in.cache_clear()
    monkeypatch.setattr(compiling, "Compiler", uncompilable)
    again = built_in()
    assert fresh.provisions == again.provisions
    assert fresh.requirements == again.requirements
    assert fresh.sets == again.sets
    assert fresh.attributes == again.attributes
    assert len(fresh.provisions) > 100
