"""The chip data set from the user's own copy: tables in its two layouts, all numbers made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from renkei.supply.importing.eto import read_eto
from renkei.supply.importing.eto_goods import SAME, SAME_SINCE_2026
from renkei.supply.importing.imported import BadImport, Imported
from supply.importing.own_copies import (
    OLD_PROVISION,
    PROVIDERS,
    PROVISION,
    SEQUENCE,
    STAGES,
    eto_copy,
    old_eto_copy,
)

DAY = date(2026, 8, 12)


def figures(imported: tuple[Imported, ...], good: str) -> dict[str, str]:
    return {row["printed"]: row["amount"] for part in imported for row in part.figures if row["good"] == good}


def faults(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(BadImport) as caught:
        read_eto(folder, DAY)
    return [(each.file.name, each.line, each.code) for each in caught.value.faults]


def test_rows_of_countries_become_figures_with_the_row_they_stand_in(tmp_path: Path) -> None:
    read = read_eto(eto_copy(tmp_path), DAY)
    assert figures(read, "euv-scanners") == {"Netherlands": "100"}
    row = next(each for part in read for each in part.figures if each["good"] == "lithography-equipment")
    assert (row["place"], row["year"], row["unit"], row["row"]) == ("NL", "2025", "%", "4")


def test_a_country_without_a_share_takes_part_and_is_never_zero(tmp_path: Path) -> None:
    read = read_eto(eto_copy(tmp_path), DAY)
    assert figures(read, "photoresists") == {"Japan": "made", "United States": "made"}
    assert figures(read, "lithography-equipment")["United States"] == "<0.05"


def test_firms_are_counted_and_left_out_though_one_stands_twice(tmp_path: Path) -> None:
    assert read_eto(eto_copy(tmp_path), DAY)[0].left_out == {"firms": 1}


def test_capacity_by_site_is_a_publication_of_its_own_counted_by_place(tmp_path: Path) -> None:
    by_headquarters, by_place = read_eto(eto_copy(tmp_path), DAY)
    assert (by_headquarters.release["basis"], by_place.release["basis"]) == ("headquarters", "place")
    assert {row["good"] for row in by_place.figures} == {"chip-fabrication"}
    assert {row["statistic"] for row in by_place.figures} == {"eto-capacity"}
    assert "CC BY-NC 4.0" in by_place.release["license"]["en"]


def test_europe_and_various_countries_are_places_that_are_not_named(tmp_path: Path) -> None:
    (_, by_place) = read_eto(eto_copy(tmp_path), DAY)
    assert [(row["place"], row["printed"]) for row in by_place.figures] == [
        ("TW", "Taiwan"),
        ("other", "Europe"),
        ("other", "Various countries"),
    ]


def test_whole_shares_may_add_up_to_102(tmp_path: Path) -> None:
    (_, by_place) = read_eto(eto_copy(tmp_path), DAY)
    assert sum(int(row["amount"]) for row in by_place.figures) == 102


def test_links_become_needs_and_wider_goods(tmp_path: Path) -> None:
    goods = {each["id"]: each for each in read_eto(eto_copy(tmp_path), DAY)[0].goods}
    assert goods["euv-scanners"]["type_of"] == "lithography-equipment"
    assert [each["good"] for each in goods["eto-n25"]["needs"]] == ["lithography-equipment", "photoresists"]
    assert goods["eto-n25"]["needs"][1]["sources"][0]["note"] == "sequence.csv, row 4"
    assert goods["eto-n900"]["family"] == "product"
    assert goods["eda-software"]["family"] == "software"


def test_the_2022_layout_has_shares_in_percent_and_years_in_the_size_of_the_market(tmp_path: Path) -> None:
    (read,) = read_eto(old_eto_copy(tmp_path), DAY)
    rows = {row["printed"]: row for row in read.figures if row["good"] == "dicing-equipment"}
    assert {name: row["amount"] for name, row in rows.items()} == {
        "JPN": "98",
        "MAL": "<=1",
        "USA": "<=2",
        "Various": "2",
    }
    assert rows["MAL"]["place"] == "MY"
    assert rows["JPN"]["year"] == "2018"


def test_a_year_that_the_2022_release_does_not_name_is_told(tmp_path: Path) -> None:
    (read,) = read_eto(old_eto_copy(tmp_path), DAY)
    row = next(each for each in read.figures if each["good"] == "photoresists")
    assert (row["year"], "not told" in row["note"]) == ("2019", True)


def test_fabrication_in_the_2022_layout_counts_other_chips_by_headquarters(tmp_path: Path) -> None:
    (read,) = read_eto(old_eto_copy(tmp_path), DAY)
    assert read.release["basis"] == "headquarters"
    assert "eto-s2" in {row["good"] for row in read.figures}


def test_two_inputs_are_the_same_good_only_where_a_stage_has_an_input_of_its_name() -> None:
    together = list((SAME | SAME_SINCE_2026).values())
    assert {each for each in together if together.count(each) > 1} == {"chip-design"}


@pytest.mark.parametrize(
    ("share", "code"),
    [
        ("101", "bad-value"),
        ("-3", "bad-value"),
        ("=1+1", "bad-value"),
        ("about 3", "bad-value"),
        ("1e1", "bad-value"),
        ("１２", "bad-value"),
    ],
)
def test_what_is_no_share_is_told_with_its_line(tmp_path: Path, share: str, code: str) -> None:
    folder = eto_copy(tmp_path, provision=PROVISION.replace("70.5", share))
    assert faults(folder) == [("provision.csv", 4, code)]


def test_every_fault_of_every_file_is_told(tmp_path: Path) -> None:
    folder = eto_copy(
        tmp_path,
        provision=PROVISION.replace("70.5", "seventy").replace("60.0,2022", "60.0,soon"),
        sequence=SEQUENCE.replace("N31,Made-up", "N77,Made-up"),
    )
    assert faults(folder) == [
        ("provision.csv", 4, "bad-value"),
        ("provision.csv", 9, "bad-value"),
        ("sequence.csv", 4, "unknown-id"),
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"provision": ""}, ("provision.csv", 0, "empty-file")),
        ({"provision": "a,b\n1,2\n"}, ("provision.csv", 1, "missing-column")),
        ({"provision": PROVISION.splitlines()[0]}, ("provision.csv", 0, "empty-file")),
        ({"provision": PROVISION + "NLD,P2,x,N20,3.0,2025,made up\n"}, ("provision.csv", 12, "duplicate")),
        ({"provision": PROVISION.replace("22.0", "23.0")}, ("provision.csv", 9, "over-100")),
        ({"provision": PROVISION.replace("P2,Made-up EUV", "P99,Made-up EUV")}, ("provision.csv", 2, "unknown-id")),
        ({"provision": PROVISION + "a,b,c\n"}, ("provision.csv", 12, "bad-table")),
        ({"provision": PROVISION + '"NLD,P2\n'}, ("provision.csv", 12, "bad-table")),
        ({"providers": PROVIDERS.replace("NLD,Netherlands", "ZZZ,Nowhere")}, ("providers.csv", 3, "unknown-place")),
        ({"providers": PROVIDERS.replace("P2,country", "P2,planet")}, ("providers.csv", 3, "bad-value")),
        ({"stages": STAGES + "S2,Again,,,,\n"}, ("stages.csv", 5, "duplicate")),
        ({"stages": STAGES.replace("S3,Assembly", "S3,=cmd()")}, ("stages.csv", 4, "bad-value")),
    ],
)
def test_bad_files_are_told(tmp_path: Path, changed: dict[str, str], expected: tuple[str, int, str]) -> None:
    assert expected in faults(eto_copy(tmp_path, **changed))


def test_files_that_are_no_utf_8_or_no_text_are_told(tmp_path: Path) -> None:
    folder = eto_copy(tmp_path)
    (folder / "providers.csv").write_bytes(PROVIDERS.encode() + "S\xe3o,,P8,organization,\n".encode("latin-1"))
    (folder / "stages.csv").write_bytes(STAGES.encode("utf-16"))
    assert {("providers.csv", 10, "not-text"), ("stages.csv", 0, "not-text")} <= set(faults(folder))


def test_a_folder_or_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path / "none") == [("none", 0, "unreadable-file")]
    folder = eto_copy(tmp_path / "some")
    (folder / "sequence.csv").unlink()
    assert faults(folder) == [("sequence.csv", 0, "unreadable-file")]


def test_negligible_written_as_something_else_is_told(tmp_path: Path) -> None:
    folder = old_eto_copy(tmp_path, provision=OLD_PROVISION.replace(",negligible\n", ",hardly\n"))
    assert faults(folder) == [("provision.csv", 4, "bad-value")]
