"""Imports become folders that the supply reads: whole or not at all, and never over somebody's files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from renkei.ground.errors import CannotWrite, Fault
from renkei.supply.importing.eto import read_eto
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.importing.writing import TooManyFigures, Written, write_imported
from renkei.supply.loading import assembled
from renkei.supply.reading import read_supply
from supply.importing.own_copies import eto_copy

DAY = date(2026, 11, 24)
Put = Callable[..., Written]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    parts = read_eto(eto_copy(tmp_path / "copy"), DAY)

    def write(folder: Path, *, force: bool = False) -> Written:
        return write_imported(parts, folder, "eto", DAY, force=force)

    return write


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_written_is_what_the_supply_reads(tmp_path: Path, put: Put) -> None:
    put(tmp_path / "mine")
    read = read_supply(tmp_path / "mine")
    assert read.faults == []
    figures = {each.good: each for each in assembled([read]).figures}
    assert [(row.place, row.amount.text) for row in figures["euv-scanners"].rows] == [("NL", "100")]
    assert figures["chip-fabrication"].basis == "place"
    assert figures["photoresists"].rows[0].amount.why == "made"


def test_the_license_of_the_origin_stands_in_the_folder(tmp_path: Path, put: Put) -> None:
    put(tmp_path / "mine")
    for path in (tmp_path / "mine").glob("releases/*/release.yaml"):
        assert "CC BY-NC 4.0" in path.read_text(encoding="utf-8")


def test_an_earlier_import_is_replaced(tmp_path: Path, put: Put) -> None:
    put(tmp_path / "mine")
    before = files(tmp_path / "mine")
    assert put(tmp_path / "mine").replaced
    assert files(tmp_path / "mine") == before


@pytest.mark.parametrize("what", ["own file", "changed", "file", "link", "strange folder"])
def test_nothing_else_is_overwritten(tmp_path: Path, put: Put, what: str) -> None:
    folder = tmp_path / "mine"
    if what == "file":
        folder.write_text("mine")
    elif what == "link":
        (tmp_path / "real").mkdir()
        folder.symlink_to(tmp_path / "real")
    elif what == "strange folder":
        folder.mkdir()
        (folder / "letters.txt").write_text("mine")
    else:
        put(folder)
        place = folder / ("notes.txt" if what == "own file" else "statistics.yaml")
        place.write_text("mine")
    beside = set(tmp_path.iterdir())
    with pytest.raises(CannotWrite):
        put(folder)
    assert set(tmp_path.iterdir()) == beside
    done = put(folder, force=True)
    assert done.kept is not None
    assert done.kept.name == "mine.before-1"
    assert read_supply(folder).faults == []
    if what == "strange folder":
        assert (done.kept / "letters.txt").read_text() == "mine"


def test_an_empty_folder_is_filled(tmp_path: Path, put: Put) -> None:
    (tmp_path / "mine").mkdir()
    assert put(tmp_path / "mine") == Written(replaced=False, kept=None)


def test_a_folder_of_empty_folders_is_left_alone(tmp_path: Path, put: Put) -> None:
    (tmp_path / "mine" / "plans").mkdir(parents=True)
    with pytest.raises(CannotWrite):
        put(tmp_path / "mine")


def test_rows_that_could_not_be_placed_keep_everything_from_being_written(tmp_path: Path) -> None:
    (part, *_) = read_eto(eto_copy(tmp_path / "copy"), DAY)
    fault = Fault(tmp_path / "x.csv", 3, "unknown-place", "`x` is no place", "correct it")
    bad = Imported(part.release, part.figures, part.goods, part.statistics, [fault])
    with pytest.raises(BadImport):
        write_imported([bad], tmp_path / "mine", "eto", DAY)
    assert {each.name for each in tmp_path.iterdir()} == {"copy"}


def test_a_folder_that_would_not_hold_together_is_not_written(tmp_path: Path) -> None:
    (part, *_) = read_eto(eto_copy(tmp_path / "copy"), DAY)
    bad = Imported(part.release, [part.figures[0] | {"good": "nothing-of-the-kind"}], part.goods, part.statistics)
    with pytest.raises(BadImport) as caught:
        write_imported([bad], tmp_path / "mine", "eto", DAY)
    assert caught.value.faults[0].code == "unknown-id"
    assert {each.name for each in tmp_path.iterdir()} == {"copy"}


def test_a_table_larger_than_is_read_is_refused(tmp_path: Path) -> None:
    (part, *_) = read_eto(eto_copy(tmp_path / "copy"), DAY)
    bad = Imported(part.release, part.figures * 60_000, part.goods, part.statistics)
    with pytest.raises(TooManyFigures):
        write_imported([bad], tmp_path / "mine", "eto", DAY)
    assert not (tmp_path / "mine").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, put: Put) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        put(tmp_path / "file" / "mine")
