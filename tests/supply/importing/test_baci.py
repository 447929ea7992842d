"""BACI's six columns from the user's own copy; the flows are made up, the sums made by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.ground.errors import BadOption, UnknownWord
from renkei.ground.texts import Text
from renkei.supply.importing.baci import read_baci
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.importing.trade import Codes, codes_of, place_of
from renkei.supply.rows import Good
from supply.importing.own_copies import BACI

DAY = date(2026, 1, 1)
CODES = Codes({"848620": "machines", "010121": "horses"}, [])


def read(path: Path, text: str | bytes = BACI, codes: Codes = CODES, importers: set[str] | None = None) -> Imported:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_baci([path], codes, DAY, importers)


def sums(imported: Imported) -> dict[tuple[str, str, str, str], Decimal]:
    return {
        (row["good"], row["statistic"], row["importer"], row["place"]): Decimal(row["amount"])
        for row in imported.figures
    }


def faults(path: Path, text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(BadImport) as caught:
        read(path, text)
    return [(each.line, each.code) for each in caught.value.faults]


def test_imports_by_exporter_and_exports_of_each_place_are_added_up(tmp_path: Path) -> None:
    assert sums(read(tmp_path / "baci.csv")) == {
        ("machines", "imports", "JP", "NL"): Decimal("70.5"),
        ("machines", "imports", "JP", "US"): Decimal("29.5"),
        ("machines", "imports", "US", "TW"): Decimal(100),
        ("machines", "imports", "US", "NL"): Decimal("300.25"),
        ("machines", "exports", "", "NL"): Decimal("370.75"),
        ("machines", "exports", "", "US"): Decimal("29.5"),
        ("machines", "exports", "", "TW"): Decimal(100),
        ("horses", "imports", "JP", "NL"): Decimal(5),
        ("horses", "imports", "US", "other"): Decimal("2.5"),
        ("horses", "exports", "", "NL"): Decimal(5),
        ("horses", "exports", "", "other"): Decimal("2.5"),
    }


def test_a_flow_keeps_the_row_it_stands_in_and_a_sum_of_several_has_none(tmp_path: Path) -> None:
    rows = {
        (row["good"], row["importer"], row["place"]): (row["row"], row["printed"], row["note"])
        for row in read(tmp_path / "baci.csv").figures
    }
    assert rows["machines", "US", "TW"] == ("4", "490", "Other Asia, nes: in practice Taiwan")
    assert rows["machines", "", "NL"][0] == ""


def test_only_importers_asked_for_are_kept_and_exports_stay_those_to_everywhere(tmp_path: Path) -> None:
    kept = sums(read(tmp_path / "baci.csv", importers={"JP"}))
    assert {key[2] for key in kept} == {"JP", ""}
    assert kept["machines", "exports", "", "NL"] == Decimal("370.75")


def test_the_published_name_of_a_file_tells_its_version(tmp_path: Path) -> None:
    release = read(tmp_path / "BACI_HS17_Y2022_V202501.csv").release
    assert (release["id"], release["public"]) == ("baci-hs17-202501", "2025-01")
    assert read(tmp_path / "flows.csv").release["public"] == "2026-01-01"


def test_versions_are_not_mixed_and_years_are(tmp_path: Path) -> None:
    paths = [tmp_path / f"BACI_HS17_Y{year}_V{version}.csv" for year, version in ((2022, 202501), (2021, 202401))]
    for path in paths:
        path.write_text(BACI)
    with pytest.raises(BadOption):
        read_baci(paths, CODES, DAY)
    second = tmp_path / "BACI_HS17_Y2021_V202501.csv"
    second.write_text(BACI.replace("2022,", "2021,"))
    assert {row["year"] for row in read_baci([paths[0], second], CODES, DAY).figures} == {"2021", "2022"}


def test_codes_without_trade_are_told(tmp_path: Path) -> None:
    codes = Codes({"848620": "machines", "811292": "hs-811292"}, [{"id": "hs-811292"}])
    imported = read(tmp_path / "baci.csv", codes=codes)
    assert imported.left_out == {"no-trade: 8112.92": 1}
    assert imported.goods == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("528,392,848620,70.5", "999,392,848620,70.5", (2, "unknown-place")),
        ("528,392,848620,70.5", "528,,848620,70.5", (2, "unknown-place")),
        ("70.5", "-70.5", (2, "bad-value")),
        ("70.5", "=70", (2, "bad-value")),
        ("70.5", "NA", (2, "bad-value")),
        ("70.5", "nan", (2, "bad-value")),
        ("2022,528,392,848620", "22,528,392,848620", (2, "bad-value")),
        ("848620,70.5", "84,70.5", (2, "bad-table")),
        ("2022,842,392,848620,29.5,NA", "2022,528,392,848620,29.5,NA", (3, "duplicate")),
        ("29.5,NA", "29.5,NA,extra", (3, "bad-table")),
        ("9999AA,1,1", "9999AA,1,1,1", (8, "bad-table")),
        ("2022,842,392,848620,29.5,NA", "2022,842", (3, "bad-table")),
        ("t,i,j,k,v,q", "year,from,to,k,v,q", (1, "missing-column")),
        ("t,i,j,k,v,q", "t,i,j,k,v", (1, "missing-column")),
        ("t,i,j,k,v,q", "t,t,i,j,k,v,q", (1, "bad-table")),
    ],
)
def test_faults_are_told_with_their_lines(tmp_path: Path, old: str, new: str, expected: tuple[int, str]) -> None:
    assert expected in faults(tmp_path / "baci.csv", BACI.replace(old, new))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "empty-file"),
        (b"t,i,j,k,v,q\n", "empty-file"),
        (BACI.encode("utf-16"), "not-text"),
        (b"PK\x03\x04 an archive", "not-text"),
        (b"t,i,j,k,v,q\n2022,528,392,\xe4\xf6,1,1\n", "bad-table"),
        (b"t,i,j,k,v,q\n2022,528,392,010129,1,1\n", "bad-table"),
    ],
)
def test_files_that_cannot_be_it_are_told(tmp_path: Path, text: bytes, code: str) -> None:
    assert code in {each for _, each in faults(tmp_path / "baci.csv", text)}


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = BACI.replace("70.5", "-1").replace("29.5", "-2").replace("300.25", "none")
    assert faults(tmp_path / "baci.csv", text) == [(2, "bad-value"), (3, "bad-value"), (5, "bad-value")]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadImport):
        read_baci([tmp_path], CODES, DAY)


@given(
    st.lists(
        st.tuples(st.sampled_from([528, 842, 392, 490, 251]), st.sampled_from([392, 842, 276]), st.integers(0, 10**6)),
        unique_by=lambda flow: flow[:2],
        min_size=1,
    )
)
def test_exports_are_the_sum_of_everybodys_imports(
    tmp_path_factory: pytest.TempPathFactory, flows: list[tuple[int, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("flows") / "baci.csv"
    lines = [f"2022,{i},{j},848620,{v / 1000},1" for i, j, v in flows]
    found = sums(read(path, "\n".join(["t,i,j,k,v,q", *lines])))
    for statistic in ("imports", "exports"):
        total = sum(amount for key, amount in found.items() if key[1] == statistic)
        assert total == sum(Decimal(v) / 1000 for _, _, v in flows)


def test_numbers_of_trade_statistics_stand_for_places() -> None:
    """As in `country_codes_V202501.csv`, which comes with BACI."""
    expected = {"490": "TW", "842": "US", "840": "US", "251": "FR", "250": "FR", "757": "CH", "699": "IN", "579": "NO"}
    expected |= {"4": "AF", "004": "AF", "380": "IT", "381": "IT", "58": "BE-LU", "697": "other", "891": "ME-RS"}
    assert {number: place_of(number) for number in expected} == expected
    assert [place_of(each) for each in ("", "0", "999", "12a", "１２")] == [None] * 5


def good(name: str, *hs: str, note: str | None = None) -> Good:
    text = Text(en=name)
    return Good(
        id=name, name=text, family="mineral", stage="minerals", hs=list(hs), hs_note=Text(en=note) if note else None
    )


def test_a_code_that_a_good_has_alone_gives_figures_of_that_good() -> None:
    goods = {each.id: each for each in (good("a", "8486.20"), good("b", "8112.92"), good("c", "8112.92"))}
    codes = codes_of(goods)
    assert codes.good_of == {"811292": "hs-811292", "848620": "a"}
    (made,) = codes.goods
    assert "b, c" in made["note"]["en"]


def test_a_code_that_holds_other_things_becomes_a_good_of_its_own() -> None:
    codes = codes_of({"a": good("a", "8486.20", note="and more")}, ["a"])
    assert codes.good_of == {"848620": "hs-848620"}


def test_codes_may_be_asked_for_by_themselves() -> None:
    assert codes_of({}, ["8486.20", "811292"]).good_of == {"848620": "hs-848620", "811292": "hs-811292"}


@pytest.mark.parametrize("asked", [["nothing"], ["bare"], ["12"]])
def test_goods_without_a_code_are_refused(asked: list[str]) -> None:
    with pytest.raises(UnknownWord):
        codes_of({"bare": good("bare")}, asked)


def test_no_code_at_all_is_refused() -> None:
    with pytest.raises(UnknownWord):
        codes_of({"bare": good("bare")})
