"""`renkei regime` as its users drive it: a regime, a paragraph of it, on a day, in every form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["us", "jp", "nl", "eu"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_regime_is_read_in_both_languages(run, name: str, lang: str) -> None:
    ran = run("regime", name, "--as-of", "2026-07-01", "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    assert "2026" in ran.out


def test_a_paragraph_is_told_with_its_condition_and_source(run) -> None:
    ran = run("regime", "us", "3B001.f.1.b", "--as-of", "2026-07-01")
    assert ran.status == 0
    assert "1.50 nm or less" in ran.out
    assert "https://" in ran.out
    assert "3A090" not in ran.out


def test_the_beginning_of_a_number_gives_all_that_begin_so(run) -> None:
    ran = run("regime", "us", "3B001.f.1", "--as-of", "2026-07-01")
    assert "3B001.f.1.a" in ran.out
    assert "3B001.f.1.b" in ran.out


def test_before_a_rule_was_public_it_was_not_known(run) -> None:
    """The rule of 25 October 2023 took effect on 17 November 2023."""
    shown = {
        known: run("regime", "us", "3A090.a", "--as-of", "2023-11-20", "--known-on", known)
        for known in ("2023-10-20", "2023-11-20")
    }
    assert {ran.status for ran in shown.values()} == {0}
    assert shown["2023-10-20"].out != shown["2023-11-20"].out


@pytest.mark.parametrize("form", ["json", "md", "text"])
def test_every_form_goes_to_the_screen_and_to_a_file(run, tmp_path: Path, form: str) -> None:
    asked = ["regime", "jp", "--as-of", "2026-07-01"]
    shown = run(*asked, "--format", form)
    assert shown.status == 0
    target = tmp_path / f"jp.{'txt' if form == 'text' else form}"
    assert run(*asked, "-o", target).status == 0
    assert target.read_text(encoding="utf-8") == shown.out
    if form == "json":
        assert json.loads(shown.out)["as_of"] == "2026-07-01"


BAD = [
    (["regime"], "bad-option", ""),
    (["regime", "xx"], "bad-option", "xx"),
    (["regime", "us", "9Z999"], None, "9Z999"),
    (["regime", "us", "--as-of", "2026-02-30"], "bad-day", "2026-02-30"),
    (["regime", "us", "--format", "csv"], "bad-option", "csv"),
    (["regime", "us", "-o", "us.xlsx"], "bad-option", "xlsx"),
]


@pytest.mark.parametrize(("arguments", "code", "shown"), BAD, ids=[" ".join(a) for a, _, _ in BAD])
def test_bad_input_is_one_line_with_its_code_and_exit_status_2(
    run, arguments: list[str], code: str | None, shown: str
) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"renkei: {code}: " if code else "renkei: ")
    assert ran.err.count("\n") == 1
    assert shown in ran.err
