"""Scenario files: what they say, and every fault of one at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from renkei.supply.scenarios.files import BadScenarioFile, built_in, find, read
from renkei.supply.scenarios.scenario import BadScenario, read_cut, read_range
from renkei.supply.stopping.cuts import BadCut, Cut
from renkei.supply.stopping.ranges import Range, exactly

SOUND = """\
id: try
name: {en: A try, ja: 試し}
about: {en: A stress test of nothing real}
engine: chain
cuts:
- CN>*:gallium
- KR:dram=20-40%
assumed: {days: 90, stocks: 30-60, extra: 20%}
why:
  stocks: {en: assumed}
"""


@pytest.fixture
def file(tmp_path: Path):
    def written(text: str) -> Path:
        path = tmp_path / "try.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_file_is_read_as_it_stands(file) -> None:
    found = read(file(SOUND))
    assert found.cuts == (Cut("CN", "gallium", "*"), Cut("KR", "dram", None, Range(20.0, 40.0)))
    assert found.assumed == {"days": exactly(90.0), "stocks": Range(30.0, 60.0), "extra": exactly(20.0)}
    assert (found.id, found.engine, found.title.ja) == ("try", "chain", "試し")
    assert find(str(file(SOUND))) == found


def test_every_fault_is_told_with_its_line(file) -> None:
    broken = SOUND.replace("chain", "wheel").replace("CN>*:gallium", "CN>>").replace("20-40%", "140%")
    broken = broken.replace("30-60", "60-30").replace("  stocks: {en: assumed}", "  ramp: {en: assumed}")
    with pytest.raises(BadScenarioFile) as caught:
        read(file(broken))
    told = caught.value.lines()
    assert len(told) == 4
    for part in ("try.yaml:4", "`CN>>` is no cut", "140 to 140 percent", "`60-30` runs backward"):
        assert any(part in line for line in told), part
    with pytest.raises(BadScenarioFile, match="`ramp`, which is not assumed"):
        read(file(SOUND.replace("  stocks: {en: assumed}", "  ramp: {en: assumed}")))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds nothing"),
        ("- one\n", "does not begin"),
        (SOUND.replace("cuts:\n- CN>*:gallium\n- KR:dram=20-40%\n", "cuts: []\n"), "cuts"),
        (SOUND.replace("cuts:\n- CN>*:gallium\n- KR:dram=20-40%\n", ""), "cuts"),
        (SOUND + "more: 1\n", "more"),
        (SOUND.replace("name: {en: A try, ja: 試し}\n", ""), "name"),
        (SOUND.replace("- KR", "- *x KR"), "try.yaml"),
    ],
)
def test_what_is_no_scenario_is_refused(file, text, told) -> None:
    with pytest.raises(BadScenarioFile) as caught:
        read(file(text))
    assert told in "\n".join(caught.value.lines())


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(BadScenarioFile, match="no such file"):
        find(str(tmp_path / "none.yaml"))


def test_a_name_nobody_knows_is_told_with_a_near_one() -> None:
    known = next(iter(built_in()))
    with pytest.raises(BadScenario) as caught:
        find(known[:-1])
    assert known in caught.value.help


@pytest.mark.parametrize("name", built_in())
def test_every_scenario_that_comes_with_the_program_is_sound_and_says_that_it_is_a_stress_test(name) -> None:
    found = find(name)
    assert found.id == name
    assert found.title.ja
    assert found.about.ja
    assert "stress test" in found.about.en
    assert "ストレステスト" in found.about.ja
    assert set(found.why) == set(found.assumed)
    assert all(each.ja for each in found.why.values())


@pytest.mark.parametrize("text", ["", ":", ">JP", "CN>", "CN:", "CN=", "CN:a:b", "CN>JP>US", " : "])
def test_a_text_that_is_no_cut_is_refused(text) -> None:
    with pytest.raises(BadScenario, match="is no cut"):
        read_cut(text)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("CN", Cut("CN")),
        (" CN : gallium ", Cut("CN", "gallium")),
        ("South Korea>Japan:dram", Cut("South Korea", "dram", "Japan")),
        ("CN=50%", Cut("CN", share=exactly(50.0))),
        ("*:assembly=10-20", Cut("*", "assembly", share=Range(10.0, 20.0))),
    ],
)
def test_a_cut_is_written_in_one_way_and_read_back(text, cut) -> None:
    assert read_cut(text) == cut
    assert read_cut(cut.text) == cut


@pytest.mark.parametrize("text", ["", "-1", "1e3", "nan", "五", "1-", "1-2-3", "%", "1 %%", "1" * 12])
def test_a_text_that_is_no_number_is_refused(text) -> None:
    with pytest.raises(BadScenario):
        read_range(text)


def test_more_than_all_cannot_be_cut() -> None:
    with pytest.raises(BadCut):
        read_cut("CN:gallium=101%")
