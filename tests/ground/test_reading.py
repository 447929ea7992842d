import os
import subprocess
import sys
from pathlib import Path

import pytest

from renkei.ground.reading import MAX_BYTES, line_of, read_mapping


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "row.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(folder: Path, content: str | bytes) -> list[tuple[str, int]]:
    value, faults = read_mapping(written(folder, content))
    assert value is None
    assert all(fault.message and fault.help for fault in faults)
    return [(fault.code, fault.line) for fault in faults]


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "3E001",
        "010121",
        "8542.10",
        "12:30",
        "1.10",
        "yes",
        "on",
        "null",
        "~",
        "0x1F",
        "1e3",
        "2023-05-16",
        "1_000",
        ".inf",
        "-0",
    ],
)
def test_a_scalar_stays_as_it_is_written(tmp_path: Path, scalar: str) -> None:
    assert read_mapping(written(tmp_path, f"key: {scalar}\n")) == ({"key": scalar}, [])


def test_keys_stay_as_they_are_written(tmp_path: Path) -> None:
    value, _ = read_mapping(written(tmp_path, "no: a\n1.10: b\n? 010121\n: c\n"))
    assert value == {"no": "a", "1.10": "b", "010121": "c"}


def test_an_empty_value_is_an_empty_text(tmp_path: Path) -> None:
    assert read_mapping(written(tmp_path, "key:\n")) == ({"key": ""}, [])


def test_lists_and_mappings_are_read_to_any_depth_a_row_needs(tmp_path: Path) -> None:
    value, faults = read_mapping(written(tmp_path, "a: [b, {c: d}]\ne:\n- f: [g]\n  h:\n    i: j\n"))
    assert faults == []
    assert value == {"a": ["b", {"c": "d"}], "e": [{"f": ["g"], "h": {"i": "j"}}]}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_mapping(written(tmp_path, b"\xef\xbb\xbfid: x\n"))[0] == {"id": "x"}


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    assert read_mapping(written(tmp_path, b"id: x\r\nkind: y\r\n"))[0] == {"id": "x", "kind": "y"}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
        ("a:\n  b: 1\n  b: 2\n", "duplicate-key", 3),
        ("a: &x [1]\nb: *x\n", "alias", 1),
        ("a: &x\n- *x\n", "alias", 2),
        ("a: &x\n  b: *x\n", "alias", 2),
        ("a: 1\nb: !!int 3\n", "tag", 2),
        ("a: !mine x\n", "tag", 1),
        ("a: !!python/object/apply:os.getcwd []\n", "tag", 1),
        ("", "empty-file", 0),
        ("# nothing but a comment\n", "empty-file", 0),
        ("- a\n- b\n", "not-a-mapping", 1),
        ("just words\n", "not-a-mapping", 1),
        ("a: [1\n", "broken-yaml", 2),
        ("a: 1\nb:\n\t- c\n", "broken-yaml", 3),
        ("a: 1\n---\nb: 2\n", "broken-yaml", 2),
        ("a: *nobody\n", "broken-yaml", 1),
        ("a: \x01\n", "broken-yaml", 0),
        (b"a: \x00\n", "not-text", 0),
        (b"\x89PNG\r\n\x1a\n\x00", "not-text", 0),
        (b"a: caf\xe9\n", "not-text", 0),
        ("a: b\n".encode("utf-16"), "not-text", 0),
        ("a: 日本\n".encode("shift_jis"), "not-text", 0),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, content: str | bytes, code: str, line: int) -> None:
    found = refused(tmp_path, content)
    assert code in {name for name, _ in found}
    if code != "alias":  # the reader marks an alias with the line of its anchor
        assert found[0] == (code, line)


def test_all_refused_things_of_one_file_are_told_at_once(tmp_path: Path) -> None:
    found = refused(tmp_path, "a: 1\na: 2\nb: !!int 3\nc: &x [1]\nd: *x\n")
    assert [code for code, _ in found] == ["duplicate-key", "tag", "alias"]


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    assert {code for code, _ in refused(tmp_path, "\n".join(lines))} == {"alias"}


def test_a_file_too_large_for_one_thing_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "row.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: takes no room
    value, faults = read_mapping(path)
    assert value is None
    assert [(fault.code, fault.line) for fault in faults] == [("file-too-large", 0)]
    assert "50,000,000,000" in faults[0].message


def test_a_file_of_exactly_the_largest_size_is_read(tmp_path: Path) -> None:
    content = "a: b\n#" + "x" * (MAX_BYTES - 6)
    assert read_mapping(written(tmp_path, content)) == ({"a": "b"}, [])
    assert refused(tmp_path, content + "x") == [("file-too-large", 0)]


@pytest.mark.parametrize("opening", ["[", "a: [{", "- ", "? ", "{a: "])
def test_a_file_nested_without_end_is_refused_and_does_not_end_the_process(tmp_path: Path, opening: str) -> None:
    path = written(tmp_path, opening * 150_000)
    program = "import sys, pathlib; from renkei.ground.reading import read_mapping as r; print(r(pathlib.Path(sys.argv[1]))[1][0].text())"
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "nested too deeply" in ran.stdout


def test_a_mapping_nested_10000_deep_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a: " + "[" * 10_000 + "]" * 10_000) == [("broken-yaml", 1)]
    assert refused(tmp_path, "".join(" " * n + "a:\n" for n in range(1200)))[0][0] == "broken-yaml"


def test_many_brackets_side_by_side_are_not_nesting(tmp_path: Path) -> None:
    value, faults = read_mapping(written(tmp_path, "a:\n" + "- [b]\n" * 500))
    assert faults == []
    assert value == {"a": [["b"]] * 500}


def test_what_is_no_file_or_cannot_be_opened_is_told(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path in (loop, pipe, tmp_path, tmp_path / "missing.yaml"):
        value, faults = read_mapping(path)
        assert value is None
        assert [fault.code for fault in faults] == ["unreadable-file"]


def test_the_line_of_a_value_is_the_line_of_its_key_or_item(tmp_path: Path) -> None:
    path = written(tmp_path, "id: x\nsources:\n- how: press\n- how: memory\n  read: no\n")
    assert line_of(path, ("id",)) == 1
    assert line_of(path, ("sources",)) == 2
    assert line_of(path, ("sources", 1)) == 4
    assert line_of(path, ("sources", 1, "read")) == 5


def test_the_line_of_a_missing_value_is_the_nearest_above_it(tmp_path: Path) -> None:
    path = written(tmp_path, "id: x\nsources:\n- how: press\n")
    assert line_of(path, ("sources", 0, "address")) == 3
    assert line_of(path, ("sources", 7)) == 2
    assert line_of(path, ("nothing",)) == 1


def test_the_line_in_an_unreadable_file_is_unknown(tmp_path: Path) -> None:
    assert line_of(written(tmp_path, b"\x00"), ("id",)) == 0
    assert line_of(written(tmp_path, "a: [\n"), ("a",)) == 0
    assert line_of(written(tmp_path, "[" * 10_000), ("a",)) == 0
