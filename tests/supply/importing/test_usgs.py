"""The importer of the USGS Mineral Commodity Summaries; the rows are of the published files, which are public domain."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from renkei.ground.shipped import shipped
from renkei.supply.amounts import read_amount
from renkei.supply.figures import WORLD
from renkei.supply.importing import usgs, usgs_long, usgs_wide
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.importing.usgs import read_usgs
from renkei.supply.importing.usgs_cells import amount_of, place_of

LONG = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes"
)
WIDE = (
    "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,"
    "RESERVES_2024,RESERVE_NOTES"
)

_LOW = "GALLIUM,World Low-Purity Production and Production Capacity,Gallium"
GALLIUM = (
    f"{_LOW},United States,Production,Primary production,kilograms,2025,—,,Yes,",
    f'{_LOW},China,Production,Primary production,kilograms,2025,"900,000",Estimated. -- Estimated from Asian Metal,,',
    f'{_LOW},Japan,Production,Primary production,kilograms,2025,"3,000",Estimated.,Yes,',
    f'{_LOW},Russia,Production,Primary production,kilograms,2025,"6,000",Estimated.,Yes,',
    f'{_LOW},World total,Production,Primary production: rounded,kilograms,2025,"900,000",Estimated.,Yes,',
)

_IMPORT = "Import sources 2021-2024"
_RELIANCE = "Net import reliance as a percentage of apparent consumption"


def _read(tmp_path: Path, head: str, *rows: str, encoding: str = "utf-8") -> Imported:
    path = tmp_path / "table.csv"
    path.write_bytes("\r\n".join((head, *rows)).encode(encoding))
    return read_usgs(path)


def _long(
    section: str, commodity: str, country: str, statistics: str, detail: str, year: str, value: str, note: str = ""
) -> str:
    unit = "percent" if section == "Import Sources" or statistics == "Net import reliance" else "metric tons"
    cells = (commodity.upper(), section, commodity, country, statistics, detail, unit, year, value, note, "Yes", "")
    return ",".join(f'"{cell}"' for cell in cells)


def _mine(
    country: str, value: str, note: str = "", commodity: str = "Tungsten", detail: str = "Mine production"
) -> str:
    return _long("World Mine Production and Reserves", commodity, country, "Production", detail, "2025", value, note)


def _one(found: Imported, place: str, **wanted: str) -> dict[str, str]:
    rows = [each for each in found.figures if each["place"] == place and wanted.items() <= each.items()]
    assert len(rows) == 1, rows
    return rows[0]


# the layout of 2026


def test_each_row_of_a_world_table_is_a_figure_with_its_own_row(tmp_path: Path) -> None:
    found = _read(tmp_path, LONG, *GALLIUM)
    assert not found.faults
    told = [(each["place"], each["amount"], each["estimated"], each["row"]) for each in found.figures]
    assert told == [
        ("US", "0", "no", "2"),
        ("CN", "900000", "yes", "3"),
        ("JP", "3000", "yes", "4"),
        ("RU", "6000", "yes", "5"),
        ("world", "900000", "yes", "6"),
    ]
    assert {(each["good"], each["statistic"], each["year"], each["unit"]) for each in found.figures} == {
        ("gallium", "primary-production", "2025", "kilograms")
    }


def test_the_windows_code_page_reads_as_utf_8_does(tmp_path: Path) -> None:
    assert _read(tmp_path, LONG, *GALLIUM, encoding="cp1252").figures == _read(tmp_path, LONG, *GALLIUM).figures


def test_the_edition_is_the_year_after_the_last_figures_and_carries_its_day_and_address(tmp_path: Path) -> None:
    release = _read(tmp_path, LONG, *GALLIUM).release
    assert (release["id"], release["public"]) == ("usgs-mcs-2026", "2026-02-06")
    assert release["sources"][0]["address"] == "https://doi.org/10.5066/P1WKQ63T"


@pytest.mark.parametrize(
    ("written", "note", "amount"),
    [
        ("—", "", "0"),
        ("1,310,000", "", "1310000"),
        ("0.5", "", "0.5"),
        ("W", "", "withheld"),
        ("NA", "", "unknown"),
        ("XX", "", "unknown"),
        ("", "", "unknown"),
        (" ", "", "unknown"),
        (">2,000,000", "", ">2000000"),
        ("<1", "", "<1"),
        ("330 - 390", "", "330-390"),
        ("10,000 - 15,000", "", "10000-15000"),
        ("s", "Estimated. -- Less than ½ unit.", "<0.5"),
        ("s", "Included with “Other countries.”", "made"),
        ("s", "Estimated.", "unknown"),
        ("Large", "", "made"),
        ("Moderate to large", "", "made"),
        ("E", "", "<=0"),
    ],
)
def test_every_sign_of_the_summaries_is_an_amount_of_ours(written: str, note: str, amount: str) -> None:
    found = amount_of(written, note)
    assert found is not None
    assert found[0] == amount
    read_amount(amount)


@pytest.mark.parametrize("written", ["-5", "1,2,3", "12e3", "=1+1", "about 5", "5,", "1.000.000", "—5"])
def test_what_is_no_amount_is_not_guessed(written: str) -> None:
    assert amount_of(written, "") is None


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Korea, Republic of", "KR"),
        ("Korea, North", "KP"),
        ("Congo (Kinshasa)", "CD"),
        ("Burma", "MM"),
        ("Turkey", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Russia ", "RU"),
        ("United\u00a0States and Canada", "US-CA"),
        ("China, Germany, and Russia", "CN-DE-RU"),
        ("Brazil (beneficiated)", "BR"),
        ("Other countries", "other"),
        ("Other countries (rounded)", "other"),
        ("World total (rounded) 10", "world"),
    ],
)
def test_places_are_known_by_the_names_the_summaries_use(printed: str, code: str) -> None:
    found = place_of(printed)
    assert found is not None
    assert found.code == code


def test_a_country_nobody_knows_is_a_fault_on_its_line_and_never_dropped(tmp_path: Path) -> None:
    found = _read(tmp_path, LONG, *GALLIUM, _mine("Atlantis", "5"), _mine("China and Atlantis", "7"))
    assert [(fault.line, fault.code) for fault in found.faults] == [(7, "unknown-place"), (8, "unknown-place")]
    assert "`Atlantis`" in found.faults[0].message


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    wrong_year = _long(
        "World Mine Production and Reserves", "Tungsten", "China", "Production", "Mine production", "soon", "1"
    )
    other_table = _long("World Happiness", "Tungsten", "China", "Happiness", "Mine production", "2025", "1")
    found = _read(tmp_path, LONG, *GALLIUM, _mine("China", "many"), wrong_year, other_table, GALLIUM[1])
    assert [fault.code for fault in found.faults] == ["bad-amount", "bad-year", "unknown-table", "duplicate"]
    assert [fault.line for fault in found.faults] == [7, 8, 9, 10]


def test_a_withheld_amount_is_not_zero(tmp_path: Path) -> None:
    found = _read(tmp_path, LONG, _mine("China", "67,000"), _mine("United States", "W"))
    assert _one(found, "US")["amount"] == "withheld"


def test_import_shares_stand_under_the_last_year_of_their_span(tmp_path: Path) -> None:
    rows = [
        _long("Import Sources", "Gallium", country, _IMPORT, "Metal", "2021–24", share)
        for country, share in (("Canada", "28"), ("Japan", "22"), ("China", "18"), ("Other countries", "32"))
    ]
    found = _read(tmp_path, LONG, *GALLIUM, *rows)
    canada = _one(found, "CA")
    assert canada | {"good": "gallium", "statistic": "import-sources", "year": "2024", "unit": "%"} == canada
    assert canada | {"importer": "US", "amount": "28", "note": "metal; years 2021-24", "row": "7"} == canada


def test_forms_imported_are_told_apart_and_the_total_is_the_goods_own(tmp_path: Path) -> None:
    rows = [
        _long("Import Sources", "Antimony", "China", _IMPORT, detail, "2021–24", share)
        for detail, share in (("Ore and concentrates", "3"), ("Oxide", "55"), ("Total metal and oxide", "45"))
    ]
    found = _read(tmp_path, LONG, *GALLIUM, *rows)
    assert [(each["statistic"], each["amount"]) for each in found.figures if each["good"] == "antimony"] == [
        ("import-sources-ores-and-concentrates", "3"),
        ("import-sources-oxide", "55"),
        ("import-sources", "45"),
    ]


def test_a_net_exporter_relies_on_imports_for_nothing(tmp_path: Path) -> None:
    row = _long(
        "Salient Statistics—United States", "Helium", "United States", "Net import reliance", _RELIANCE, "2025", "E"
    )
    helium = _one(_read(tmp_path, LONG, *GALLIUM, row), "US", good="helium")
    assert (helium["statistic"], helium["amount"], helium["importer"]) == ("net-import-reliance", "<=0", "US")
    assert helium["note"] == "net exporter"


def test_the_two_sorts_of_mica_are_told_apart_by_their_order(tmp_path: Path) -> None:
    rows = [
        _long(
            "Salient Statistics—United States",
            "Mica (Natural)",
            "United States",
            "Net import reliance",
            _RELIANCE,
            "2021",
            v,
        )
        for v in ("32", "100")
    ]
    found = _read(tmp_path, LONG, *GALLIUM, *rows)
    assert _one(found, "US", good="scrap-and-flake-mica")["amount"] == "32"
    assert _one(found, "US", good="sheet-mica")["amount"] == "100"


@pytest.mark.parametrize(
    ("commodity", "detail", "good", "statistic"),
    [
        ("Silicon", "Ferrosilicon", "ferrosilicon", "plant-production"),
        ("Silicon", "Silicon metal", "silicon-metal", "plant-production"),
        ("Clays", "Mine production: Fuller’s earth", "fullers-earth", "mine-production"),
        ("Titanium Mineral Concentrates", "Mine production: Rutile", "rutile", "mine-production"),
        ("Iron Ore", "Mine production: Iron content", "iron-ore", "mine-production-content"),
        ("Iron Ore", "Mine production: Usable ore", "iron-ore", "mine-production"),
        ("Alumina", "Alumina, refinery production", "alumina", "refinery-production"),
        ("Copper", "Refinery production", "copper", "refinery-production"),
        ("Graphite (Natural)", "Mine production", "graphite", "mine-production"),
        ("Sand And Gravel (Industrial)", "Mine production", "sand-and-gravel-industrial", "mine-production"),
        ("Nitrogen (Fixed)—Ammonia", "Plant production", "nitrogen-fixed-ammonia", "plant-production"),
        ("Palladium", "Mine production: Palladium", "palladium", "mine-production"),
    ],
)
def test_kinds_are_goods_and_stages_are_statistics(
    tmp_path: Path, commodity: str, detail: str, good: str, statistic: str
) -> None:
    found = _read(tmp_path, LONG, _mine("China", "5", commodity=commodity, detail=detail))
    assert (found.figures[0]["good"], found.figures[0]["statistic"]) == (good, statistic)


def test_reserves_of_ore_and_of_its_content_are_two_statistics(tmp_path: Path) -> None:
    rows = [
        _long("World Mine Production and Reserves", "Potash", "Canada", "Reserves", detail, "2025", value)
        for detail, value in (("Reserves, Recoverable ore", "4,500,000"), ("Reserves: K2O equivalent", "1,100,000"))
    ]
    assert [(each["statistic"], each["amount"]) for each in _read(tmp_path, LONG, *rows).figures] == [
        ("reserves-ore", "4500000"),
        ("reserves-content", "1100000"),
    ]


def test_a_row_counted_otherwise_than_its_table_says_so(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        LONG,
        _mine("China", "150", commodity="Diatomite"),
        _mine("Denmark", "380", commodity="Diatomite", detail="Mine production: processed"),
        _mine("World total", "530", "Excludes U.S. production.", "Diatomite", "Mine production: rounded"),
    )
    assert [each["note"] for each in found.figures] == ["", "processed", "without the United States"]
    assert {each["statistic"] for each in found.figures} == {"mine-production"}


def test_other_tables_of_the_united_states_and_totals_without_places_are_counted_as_left_out(tmp_path: Path) -> None:
    price = _long("Salient Statistics—United States", "Gallium", "United States", "Price", "Price", "2025", "580")
    slag = _mine("World total", "190 - 290", commodity="Iron And Steel Slag", detail="steel slag production")
    found = _read(tmp_path, LONG, *GALLIUM, price, slag)
    assert found.left_out == {usgs_long.OTHER_TABLES: 1, usgs.WORLD_ONLY: 1}
    assert len(found.figures) == len(GALLIUM)


def test_goods_and_statistics_of_the_figures_are_told(tmp_path: Path) -> None:
    found = _read(tmp_path, LONG, _mine("China", "5", commodity="Silicon", detail="Silicon metal"))
    assert found.goods[0] | {"id": "silicon-metal", "family": "mineral", "type_of": "silicon"} == found.goods[0]
    assert found.statistics == {"plant-production": {"name": {"en": "plant production"}, "measures": "production"}}


# the layout of 2025


def test_a_row_of_the_wide_layout_gives_a_figure_for_each_year_and_column(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        WIDE,
        "MCS2025,Gallium ,United States,Primary production,kilograms,,,,,,,,",
        "MCS2025,Gallium ,China,Primary production,kilograms,621000,750000,estimated 2023,,1000000,,,",
        "MCS2025,Gallium ,World total (rounded),Primary production,kilograms,633000,760000,,,1100000,estimated,,",
    )
    assert found.release["id"] == "usgs-mcs-2025"
    china = [
        (e["statistic"], e["year"], e["amount"], e["estimated"], e["row"]) for e in found.figures if e["place"] == "CN"
    ]
    assert china == [
        ("primary-production", "2023", "621000", "yes", "3"),
        ("primary-production", "2024", "750000", "yes", "3"),
        ("capacity", "2024", "1000000", "yes", "3"),
    ]
    assert _one(found, "US", year="2023")["amount"] == "unknown"
    assert _one(found, "US", year="2023")["note"] == "blank in the table"
    assert _one(found, "world", year="2023")["estimated"] == "no"


def test_a_note_says_why_a_cell_is_empty(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        WIDE,
        "MCS2025,Helium,United States,Production,million cubic meters,,,W for 23-24,,,,,NA",
        "MCS2025,Helium,South Africa,Production,million cubic meters,,,Less than 1/2 unit,,,,,Large",
        "MCS2025,Helium,Peru (exports),Production,million cubic meters,,30,na for 2023,,,,5,",
        "MCS2025,Helium,China,Production,million cubic meters,3,3,reported,,,,7,",
    )
    assert [_one(found, "US", year=y, statistic="production")["amount"] for y in ("2023", "2024")] == ["withheld"] * 2
    assert _one(found, "US", statistic="reserves")["amount"] == "unknown"
    assert _one(found, "ZA", statistic="production", year="2023")["amount"] == "<0.5"
    assert _one(found, "ZA", statistic="reserves") | {"amount": "made", "note": "large"} == _one(
        found, "ZA", statistic="reserves"
    )
    assert _one(found, "PE", year="2023")["note"] == "exports"
    assert _one(found, "CN", statistic="production", year="2024")["estimated"] == "no"


def test_a_place_its_table_splits_is_one_place_with_the_sum(tmp_path: Path) -> None:
    kind = '"Production, helium gas content",million cubic meters'
    found = _read(
        tmp_path,
        WIDE,
        f"MCS2025,Helium,United States (extracted from natural gas),{kind},64,68,,,,,8500,",
        f"MCS2025,Helium,United States (from Cliffside Field),{kind},18,13,,,,,50,",
        f"MCS2025,Helium,Qatar,{kind},66,64,,,,,,Large",
    )
    states = _one(found, "US", year="2023")
    assert states | {"printed": "United States", "amount": "82", "row": "2"} == states
    assert states["note"] == "64 extracted from natural gas and 18 from Cliffside Field, rows 2 and 3"
    assert _one(found, "US", statistic="reserves")["amount"] == "8550"


def test_units_written_by_mistake_are_put_right_and_the_figure_says_so(tmp_path: Path) -> None:
    kind = '"Mine production, rutile, titanium dioxide (TiO2) content"'
    found = _read(
        tmp_path,
        WIDE,
        f"MCS2025,Titanium Mineral Concentrates,Australia,{kind},metric tons,200,200,,,,,35000,",
        f"MCS2025,Titanium Mineral Concentrates,Sierra Leone,{kind},,110,60,,,,,2900,",
        '"MCS2025","Molybdenum ","Chile","Mine production, molybdenum content",metric tons,46000,38000,,,,,1400,',
    )
    assert {each["unit"] for each in found.figures if each["good"] == "rutile"} == {"thousand metric tons"}
    assert _one(found, "AU", year="2023")["note"] == "the table says metric tons by mistake"
    assert _one(found, "SL", year="2023")["note"] == "the table says no unit by mistake"
    assert [each["unit"] for each in found.figures if each["good"] == "molybdenum"] == [
        "metric tons",
        "metric tons",
        "thousand metric tons",
    ]


def test_capacity_in_the_column_of_reserves_is_capacity_and_stands_once(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        WIDE,
        "MCS2025,Indium,China,Refinery production,metric tons,690,760,,,,,1100,",
        "MCS2025,Magnesium metal,China,Magnesium smelter production,thousand metric tons,805,950,,,1800,,1800,",
    )
    assert _one(found, "CN", good="indium", statistic="capacity")["amount"] == "1100"
    assert [e["statistic"] for e in found.figures if e["good"] == "magnesium-metal"] == ["smelter-production"] * 2 + [
        "capacity"
    ]
    assert found.left_out[usgs_wide.COPIED] == 1


# files that are none


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n\r\n", "empty-file"),
        (b"\x00\x01\x02" * 50, "not-text"),
        (LONG.encode("utf-16"), "not-text"),
        (b"PK\x03\x04 a workbook", "not-text"),
        (b"year,exporter\n2024,CN\n", "missing-column"),
        (b"just a line of text", "missing-column"),
        (LONG.replace(",Value", "").encode() + b"\n" + b"x," * 10 + b"x\n", "missing-column"),
        (LONG.encode() + b"\n", "empty-file"),
        (WIDE.encode() + b"\nOther,Gallium,China,Primary production,kilograms,1,1,,,,,,\n", "bad-table"),
        (WIDE.encode() + b"\nMCS2025,Gallium,China,Primary production,kilograms,,,,,,,,\n", "empty-file"),
        (LONG.encode() + b'\n"a quotation that never ends,2024\n', "bad-table"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_one_line(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(BadImport) as caught:
        read_usgs(path)
    assert [fault.code for fault in caught.value.faults] == [code]
    assert "\n" not in caught.value.line()


def test_a_file_that_is_missing_or_a_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadImport) as caught:
            read_usgs(path)
        assert [fault.code for fault in caught.value.faults] == ["unreadable-file"]


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usgs, "MAX_BYTES", 100)
    with pytest.raises(BadImport) as caught:
        _read(tmp_path, LONG, *GALLIUM)
    assert caught.value.faults[0].code == "file-too-large"


# what comes with the program

SHIPPED = ("usgs-mcs-2025", "usgs-mcs-2026")


def _shipped(release: str) -> list[dict[str, str]]:
    with (shipped("supply") / "releases" / release / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("release", SHIPPED)
def test_the_places_of_a_shipped_table_add_up_to_the_total_that_is_printed(release: str) -> None:
    """USGS rounds its totals to two or three digits; one total of the edition of 2025 is a misprint."""
    tables: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in _shipped(release):
        tables[row["good"], row["statistic"], row["year"], row["unit"], row["importer"]].append(row)
    compared, off = 0, []
    for key, rows in tables.items():
        amounts = {each["row"]: read_amount(each["amount"]) for each in rows}
        totals = [amounts[each["row"]].exact for each in rows if each["place"] == WORLD]
        places = [amounts[each["row"]] for each in rows if each["place"] != WORLD]
        assert len({each["place"] for each in rows}) == len(rows), key
        if len(totals) != 1 or not totals[0] or any(each.exact is None for each in places):
            continue
        compared += 1
        if abs(sum((each.low for each in places), Decimal(0)) / totals[0] - 1) > Decimal("0.06"):
            off.append(key[:3])
    assert compared > 80
    assert off == ([("kaolin", "mine-production", "2024")] if release == "usgs-mcs-2025" else [])


@pytest.mark.parametrize("release", SHIPPED)
def test_a_shipped_table_stays_small(release: str) -> None:
    assert (shipped("supply") / "releases" / release / "figures.csv").stat().st_size < 400_000


def test_the_shares_of_what_the_united_states_import_add_up() -> None:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in _shipped("usgs-mcs-2026"):
        if row["statistic"].startswith("import-sources") and not row["amount"].startswith((">", "<")):
            sums[row["good"], row["statistic"]] += Decimal(row["amount"])
    assert len(sums) > 130
    assert all(Decimal(98) <= total <= Decimal(102) for total in sums.values()), sums
