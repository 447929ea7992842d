"""Folders of supply data: what is read, and that every fault is told with its file and line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from renkei.ground.errors import Fault
from renkei.supply.checking import faults_of
from renkei.supply.loading import assembled, latest
from renkei.supply.reading import COLUMNS, NoSupply, SupplyFiles, read_supply

STATISTICS = """
mine-production:
  name: {en: Mine production, ja: 鉱山生産}
  measures: production
"""
GOOD = """
id: {id}
name: {{en: {id}, ja: {id}}}
family: mineral
stage: minerals
"""
SOURCES = """
sources:
- {address: https://example.org/a, how: official, read: yes}
"""
RELEASE = """
id: yearbook
title: {en: Yearbook, ja: 年鑑}
publisher: {en: Survey, ja: 調査所}
public: 2025-02-01
license: {en: public domain, ja: パブリックドメイン}
sources:
- {address: https://example.org/b, how: official, read: yes}
"""
LINES = [
    "ore,mine-production,2024,t,CN,China,86,yes,,,2",
    "ore,mine-production,2024,t,US,United States,withheld,yes,,,3",
    "ore,mine-production,2024,t,JP,Japan,14,no,,,4",
    "ore,mine-production,2024,t,world,World total (rounded),100,yes,,,5",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "goods").mkdir()
    (tmp_path / "shares").mkdir()
    (tmp_path / "releases" / "yearbook").mkdir(parents=True)
    write(tmp_path, "statistics.yaml", STATISTICS)
    write(tmp_path, "goods/ore.yaml", GOOD.format(id="ore"))
    write(tmp_path, "releases/yearbook/release.yaml", RELEASE)
    table(tmp_path, LINES)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text.lstrip(), encoding="utf-8")


def table(folder: Path, lines: list[str], heads: str = ",".join(COLUMNS)) -> None:
    write(folder, "releases/yearbook/figures.csv", "\n".join([heads, *lines]) + "\n")


def faults(folder: Path) -> list[Fault]:
    found = read_supply(folder)
    return found.faults + faults_of([found])


def test_a_sound_folder_has_no_faults_and_its_figures_are_there(folder: Path) -> None:
    found = read_supply(folder)
    assert found.faults + faults_of([found]) == []
    supply = assembled([found])
    (figures,) = supply.known(date(2025, 6, 1))
    assert [row.place for row in figures.rows] == ["CN", "US", "JP"]
    assert [row.row for row in figures.rows] == [2, 3, 4]
    assert figures.world is not None
    assert figures.world.exact == 100


def test_a_year_counts_once_it_has_ended_and_the_publication_is_out(folder: Path) -> None:
    supply = assembled([read_supply(folder)])
    assert supply.known(date(2024, 12, 31)) == ()
    assert supply.known(date(2025, 1, 1)) != ()
    assert supply.known(date(2025, 3, 1), known_on=date(2025, 1, 31)) == ()
    assert supply.known(date(2025, 3, 1), known_on=date(2025, 2, 1)) != ()


def test_the_last_year_is_taken_from_the_last_publication(folder: Path) -> None:
    table(folder, [*LINES, "ore,mine-production,2023,t,CN,China,1,no,,,9"])
    supply = assembled([read_supply(folder)])
    assert [each.year for each in latest(supply.known(date(2026, 1, 1)))] == [2024]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ore,mine-production,2024,t,XX,Nowhere,1,no,,,9", "`XX` is no place"),
        ("ore,mine-production,2024,t,DE,Germany,-4,no,,,9", "`-4` is no amount"),
        ("ore,mine-production,2024,t,DE,Germany,=A1,no,,,9", "`=A1` is no amount"),
        ("ore,mine-production,24,t,DE,Germany,4,no,,,9", "`24` is no year"),
        ("ore,mine-production,2024,t,DE,Germany,4,maybe,,,9", "neither `yes` nor `no`"),
        ("ore,mine-production,2024,t,DE,Germany,4,no,,,x", "`x` is no row number"),
        ("ore,mine-production,2024,,DE,Germany,4,no,,,9", "`unit` is empty"),
        ("ore,mine-production,2024,t,DE,Germany,4", "7 cells, not 11"),
        ("gold,mine-production,2024,t,DE,Germany,4,no,,,9", "no good is called `gold`"),
        ("ore,smelting,2024,t,DE,Germany,4,no,,,9", "no statistic is called `smelting`"),
        ("ore,mine-production,2024,t,CN,China,4,no,,,9", "stands here again, first on line 2"),
    ],
)
def test_every_fault_of_a_table_is_told_at_its_line(folder: Path, line: str, told: str) -> None:
    table(folder, [*LINES, line, "ore,mine-production,2024,t,YY,Nowhere else,1,no,,,10"])
    found = faults(folder)
    assert len(found) == 2
    first = min(found, key=lambda each: each.line)
    assert (first.file.name, first.line) == ("figures.csv", 6)
    assert told in first.message
    assert first.help


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.write_bytes(b""), "bad-table"),
        (lambda path: path.write_bytes(b"a,b\n1,2\n"), "bad-table"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00x"), "not-text"),
        (lambda path: path.unlink(), "unreadable-file"),
    ],
)
def test_a_table_that_is_none_is_one_fault(folder: Path, spoil: Callable[[Path], object], code: str) -> None:
    spoil(folder / "releases" / "yearbook" / "figures.csv")
    assert [each.code for each in faults(folder)] == [code]


def shares(folder: Path, rows: str, sources: str = SOURCES) -> None:
    write(
        folder,
        "shares/ore-2024.yaml",
        "id: ore-2024\ngood: ore\nstatistic: mine-production\nmeasure: {en: ore}\nbasis: place\nyear: 2024\n"
        f"public: 2025-03-01\nshares:\n{rows}{sources}",
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("- {place: CN, share: 101}\n", "more than the whole"),
        ("- {place: CN, share: 60}\n- {place: JP, share: 50}\n", "add up to 110 percent"),
        ("- {place: CN, share: 60}\n- {place: CN, share: 5}\n", "stands twice"),
        ("- {place: QQ, share: 60}\n", "`QQ` is no place"),
        ("- {place: CN, share: most}\n", "`most` is no amount"),
    ],
)
def test_shares_that_cannot_be_are_told(folder: Path, rows: str, told: str) -> None:
    shares(folder, rows)
    assert any(told in each.message and each.file.name == "ore-2024.yaml" for each in faults(folder))


def test_shares_may_exceed_the_whole_by_rounding_only(folder: Path) -> None:
    shares(folder, "- {place: CN, share: 60}\n- {place: JP, share: 42}\n")
    assert faults(folder) == []


def test_shares_without_a_source_are_refused(folder: Path) -> None:
    shares(folder, "- {place: CN, share: 60}\n", sources="")
    assert [each.code for each in faults(folder)] == ["no-source"]


def test_goods_that_go_into_one_another_in_a_circle_are_told(folder: Path) -> None:
    need = "needs:\n- good: {good}\n  role: {{en: part}}\n  sources: [{{address: https://example.org, how: press}}]\n"
    write(folder, "goods/ore.yaml", GOOD.format(id="ore") + need.format(good="metal"))
    write(folder, "goods/metal.yaml", GOOD.format(id="metal") + need.format(good="ore"))
    (found,) = faults(folder)
    assert found.code == "circle"
    assert "ore" in found.message
    assert "metal" in found.message


def test_a_link_without_a_source_and_to_an_unknown_good_is_told(folder: Path) -> None:
    write(folder, "goods/metal.yaml", GOOD.format(id="metal") + "needs:\n- good: dust\n  role: {en: part}\n")
    assert {each.code for each in faults(folder)} == {"unknown-id", "no-source"}


def test_a_folder_without_supply_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSupply, match="holds no supply data"):
        read_supply(tmp_path)


def test_a_folder_laid_over_adds_links_and_keeps_names(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own")
    (own / "goods").mkdir()
    link = "needs:\n- good: dust\n  role: {en: part}\n  sources: [{address: https://example.org, how: press}]\n"
    write(own, "goods/ore.yaml", GOOD.format(id="ore").replace("en: ore", "en: My ore") + link)
    write(own, "goods/dust.yaml", GOOD.format(id="dust"))
    parts: list[SupplyFiles] = [read_supply(folder), read_supply(own)]
    assert faults_of(parts) == []
    supply = assembled(parts)
    assert supply.goods["ore"].name.en == "ore"
    assert [each.good for each in supply.goods["ore"].needs] == ["dust"]
    assert supply.owned == {"ore", "dust"}


def test_a_publication_laid_over_again_takes_the_place_of_the_one_before(folder: Path) -> None:
    first = read_supply(folder)
    table(folder, [each.replace(",86,", ",80,") for each in LINES])
    supply = assembled([first, read_supply(folder)])
    (figures,) = supply.figures
    assert figures.rows[0].amount.exact == 80
