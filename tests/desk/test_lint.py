from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renkei.desk.lint import lint
from renkei.ground.errors import BadInput
from sample_world import World, meeting


def test_the_made_up_world_laid_over_the_built_in_record_is_sound(sample: World) -> None:
    assert lint(sample.folder) == []


def test_faults_are_told_by_file_and_line(sample: World) -> None:
    sample.change("meetings", "m-n1", mood="good", chairs="anna")
    sample.raw("events/a.yaml", "")
    faults = lint(sample.folder)
    assert {f.code for f in faults} >= {"empty-file", "bad-value", "unknown-field"}
    assert [(f.file, f.line) for f in faults] == sorted((f.file, f.line) for f in faults)


def test_a_row_that_cannot_be_read_does_not_keep_the_others_from_being_checked(sample: World) -> None:
    sample.raw("events/a.yaml", "")
    sample.change("meetings", "m-n2", chairs=["nobody"])
    assert {"empty-file", "unknown-reference"} <= {f.code for f in lint(sample.folder)}


def test_a_user_s_row_may_rest_on_rows_of_the_built_in_record(own: World) -> None:
    own.put(
        "meetings",
        meeting("m-own", "jucip", "ministerial", "2026-01-05", chairs=["lutnick"], topics=["semiconductors"]),
    )
    assert lint(own.folder) == []


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        lint(tmp_path / "missing")


def test_the_command_line_says_when_there_is_nothing_to_say(sample: World, run: Callable[..., Any]) -> None:
    assert run("lint", sample.folder).status == 0


def test_the_command_line_leaves_with_2_and_one_line_where_there_is_no_record(
    tmp_path: Path, run: Callable[..., Any]
) -> None:
    ran = run("lint", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_a_withdrawal_that_leaves_others_pointing_nowhere_is_told(own: World) -> None:
    own.put("forums", {"change": "withdraw", "id": "epcc", "reason": "a test"})
    assert {f.code for f in lint(own.folder)} == {"unknown-reference"}
