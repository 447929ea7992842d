import os
from pathlib import Path

import pytest

from renkei.ground.errors import BadInput, BadRecord
from renkei.record.files import read_folder
from sample_world import World, agency, meeting, world


def test_a_folder_that_does_not_exist_or_holds_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not a folder"):
        read_folder(tmp_path / "missing")
    with pytest.raises(BadInput, match="holds no record"):
        read_folder(tmp_path)


def test_a_file_given_as_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="is not a folder"):
        read_folder(tmp_path / "file")


def test_rows_are_found_in_folders_below_their_table(sample: World) -> None:
    sample.put("meetings", meeting("m-deep", "north", "working-level", "2021-01-01"), name="north/2021/m-deep")
    assert "m-deep" in sample.record().meetings


def test_hidden_files_and_readmes_are_no_rows(sample: World) -> None:
    sample.raw("meetings/.draft.yaml", "not: a row")
    sample.raw("meetings/.git/x.yaml", "not: a row")
    sample.raw("meetings/README.md", "words")
    sample.raw("README.md", "words")
    assert sample.faults() == []


def test_all_faults_of_all_files_are_told_at_once_with_file_and_line(sample: World) -> None:
    twice = sample.raw("meetings/twice.yaml", "id: m-x\nlevel: ministerial\nid: m-y\n")
    empty = sample.raw("events/empty.yaml", "")
    binary = sample.raw("people/binary.yaml", b"\x00\x01")
    stray = sample.raw("topics/notes.txt", "words")
    misspelt = sample.change("meetings", "m-n1", levle="ministerial")
    told = {(fault.file, fault.code): fault.line for fault in sample.faults()}
    assert told[twice, "duplicate-key"] == 3
    assert told[empty, "empty-file"] == 0
    assert told[binary, "not-text"] == 0
    assert told[stray, "stray-file"] == 0
    assert told[misspelt, "unknown-field"] == misspelt.read_text().splitlines().index("levle: ministerial") + 1


def test_loading_a_broken_record_raises_every_fault_and_not_the_first_alone(sample: World) -> None:
    sample.raw("events/a.yaml", "")
    sample.raw("events/b.yaml", "")
    sample.change("meetings", "m-n1", date="2023-02-30")
    with pytest.raises(BadRecord) as caught:
        sample.record()
    assert [fault.code for fault in caught.value.faults] == ["empty-file", "empty-file", "impossible-date"]


def test_a_folder_of_binary_files_is_told_file_by_file(sample: World) -> None:
    paths = {sample.raw(f"documents/{n}.yaml", bytes([0xFF, 0xFE, n]) * 400) for n in range(50)}
    assert {fault.file for fault in sample.faults() if fault.code == "not-text"} == paths


def test_links_that_run_in_circles_do_not_hang_the_reader(sample: World) -> None:
    circle = sample.folder / "events" / "circle.yaml"
    circle.symlink_to(circle)
    (sample.folder / "events" / "up").symlink_to(sample.folder, target_is_directory=True)
    assert [(fault.file, fault.code) for fault in sample.faults()] == [(circle, "unreadable-file")]


def test_a_pipe_in_a_record_does_not_hang_the_reader(sample: World) -> None:
    os.mkfifo(sample.folder / "events" / "pipe.yaml")
    assert sample.codes() == {"unreadable-file"}


def test_a_folder_the_record_does_not_know_is_stray(sample: World) -> None:
    (sample.folder / "meetngs").mkdir()
    assert [(fault.file.name, fault.code) for fault in sample.faults()] == [("meetngs", "stray-file")]


def test_the_layer_of_a_row_cannot_be_written_in_its_file(sample: World) -> None:
    path = sample.put("agencies", agency("x", "IS", layer="built-in"))
    (fault,) = sample.faults()
    assert (fault.file, fault.code, fault.line) == (path, "unknown-field", len(path.read_text().splitlines()))


def test_reading_a_large_record_is_told_as_it_goes(own: World) -> None:
    for n in range(1001):
        own.raw(f"topics/t{n}.yaml", f"id: t{n}\nname: {{en: t}}\n")
    told: list[tuple[int, int]] = []
    read_folder(own.folder, lambda done, of: told.append((done, of)))
    assert told == [(500, 1001), (1000, 1001), (1001, 1001)]


@pytest.mark.parametrize("content", ["through: 2026-11-01\n", "through: 2026-11\nnote: {en: thin}\n"])
def test_a_record_may_say_up_to_when_it_was_looked_after(sample: World, content: str) -> None:
    sample.raw("checked.yaml", content)
    checked = sample.record().checked_through
    assert checked is not None
    assert str(checked) in content


def test_a_record_that_does_not_say_has_no_such_day(sample: World) -> None:
    assert sample.record().checked_through is None


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("note: {en: x}\n", "impossible-date", 1),
        ("through: 2023-02-30\n", "impossible-date", 1),
        ("through: 2023\nnote: thin\n", "bad-value", 2),
    ],
)
def test_a_bad_day_of_looking_after_is_told_with_its_line(sample: World, content: str, code: str, line: int) -> None:
    path = sample.raw("checked.yaml", content)
    assert [(fault.file, fault.code, fault.line) for fault in sample.faults()] == [(path, code, line)]


def test_the_sample_world_itself_is_sound(sample: World) -> None:
    assert sample.faults() == []
    assert {table: len(rows) for table, rows in sample.record().tables.items() if rows} == {
        t: len(r) for t, r in world().items()
    }
