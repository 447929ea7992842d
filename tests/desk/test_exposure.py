"""Who supplies what, from the figures that come with the program: published shares and indices come out exactly.

Shares of 2025 follow from the amounts printed in the Mineral Commodity Summaries 2026 of the U.S. Geological Survey,
each divided by the sum of the printed rows. Shares of chip making are those of SIA and BCG, `Emerging Resilience in the
Semiconductor Supply Chain`, May 2024, and `Strengthening the Global Semiconductor Supply Chain`, April 2021.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from renkei.controls.loading import built_in as rules_built_in
from renkei.desk.exposure import Exposed, ExposureAnswer, ExposureFilter, exposure, publication_sources
from renkei.desk.license import regimes_in_force
from renkei.desk.together import Together, together
from renkei.ground.errors import BadOption
from renkei.report.exposure_data import exposure_json
from renkei.supply.concentration import Concentration
from renkei.supply.loading import Supply, built_in, laid_over

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def supply() -> Supply:
    return built_in()


def of(supply: Supply, good: str, statistic: str | None = None, as_of: date = DAY, **asked: object) -> Exposed:
    rows = exposure(supply, as_of, None, ExposureFilter(goods=(good,), **asked)).rows  # type: ignore[arg-type]
    return next(row for row in rows if statistic is None or row.figures.statistic == statistic)


def shares(row: Exposed) -> Concentration:
    assert row.found is not None
    return row.found


# Published figures


@pytest.mark.parametrize(
    ("good", "place", "top", "first_three", "hhi"),
    [
        ("gallium", "CN", "99.01", "100.00", "9803.5"),
        ("niobium", "BR", "93.16", "99.41", "8709.5"),
        ("magnesium-metal", "CN", "87.72", "95.11", "7735.8"),
        ("silicon-metal", "CN", "87.15", "93.90", "7622.5"),
        ("bismuth", "CN", "86.00", "95.21", "7453.2"),
        # With the concentrate of Sweden (48 t), as in the printed total: for 2024 the rows add up to its 981 t with it.
        ("tellurium", "CN", "77.82", "90.27", "6166.3"),
        ("graphite", "CN", "79.87", "88.71", "6447.2"),
        ("tungsten", "CN", "78.69", "85.04", "6234.4"),
        ("vanadium", "CN", "72.37", "95.59", "5622.9"),
        ("cobalt", "CD", "73.11", "89.54", "5554.0"),
        ("platinum", "ZA", "71.13", "93.66", "5324.1"),
        ("indium", "CN", "69.66", "92.12", "5180.7"),
        ("rare-earths", "CN", "69.35", "89.90", "5072.4"),
        ("nickel", "ID", "66.92", "79.02", "4593.8"),
        ("fluorspar", "CN", "58.62", "87.93", "3888.6"),
        ("tantalum", "CD", "52.31", "84.10", "3319.1"),
        ("antimony", "CN", "36.13", "84.90", "2582.3"),
        ("lithium", "AU", "31.90", "72.82", "2046.7"),
    ],
)
def test_shares_and_index_of_2025_are_those_of_the_summaries(
    supply: Supply, good: str, place: str, top: str, first_three: str, hhi: str
) -> None:
    row = of(supply, good)
    found = shares(row)
    assert (row.figures.publication, row.figures.year) == ("usgs-mcs-2026", 2025)
    assert found.top is not None
    assert (found.top.place, f"{found.top.told:.2f}") == (place, top)
    assert (f"{found.first(3):.2f}", f"{found.hhi_told:.1f}") == (first_three, hhi)


def test_gallium_is_900_of_909_tonnes_as_printed(supply: Supply) -> None:
    row = of(supply, "gallium")
    amounts = {each.place: each.amount.exact for each in row.figures.rows}
    assert (amounts["CN"], sum(each or 0 for each in amounts.values())) == (900_000, 909_000)
    assert shares(row).hhi.exact == shares(row).hhi_told
    assert row.figures.world is not None
    assert row.figures.world.exact == 900_000  # rounded by the source, and no base of ours


def test_below_10_nm_taiwan_has_69_and_korea_31_percent_in_2022(supply: Supply) -> None:
    row = of(supply, "chips-below-10nm", "capacity", date(2023, 6, 1))
    found = shares(row)
    assert {each.place: each.told for each in found.shares if each.told} == {"TW": 69, "KR": 31}
    assert (row.figures.year, found.hhi.exact) == (2022, 5722)
    assert row.figures.basis == "place"


def test_below_10_nm_taiwan_had_92_percent_in_2019_and_the_index_was_at_least_8464(supply: Supply) -> None:
    found = shares(of(supply, "chips-below-10nm", "capacity", date(2020, 6, 1)))
    assert found.top is not None
    assert (found.top.place, found.top.told) == ("TW", 92)
    assert found.hhi.low >= 8464


def test_what_was_forecast_for_2032_is_told_apart(supply: Supply) -> None:
    answer = exposure(supply, DAY, None, ExposureFilter(goods=("chips-below-10nm",)))
    (ahead,) = [each for each in answer.others if each.forecast]
    told = {each.place: each.amount.exact for each in ahead.rows}
    assert (ahead.year, told["TW"], told["US"], told["KR"], told["EU"], told["JP"]) == (2032, 47, 28, 9, 6, 5)
    assert not any(each.figures.forecast for each in answer.rows)


def test_earlier_years_stand_beside_the_last_one(supply: Supply) -> None:
    # MCS 2026 has 839,000 kg of gallium of China for 2024; SIA and BCG 92 percent of Taiwan below 10 nm for 2019.
    others = exposure(supply, DAY, None, ExposureFilter(goods=("gallium", "chips-below-10nm"))).others
    first = {(each.good, each.statistic, each.year): each.rows for each in others if not each.forecast}
    of_2024 = {each.place: each.amount.exact for each in first["gallium", "primary-production", 2024]}
    of_2019 = {each.place: each.amount.exact for each in first["chips-below-10nm", "capacity", 2019]}
    assert (of_2024["CN"], of_2019["TW"]) == (839_000, 92)


# What is not told


def test_a_withheld_amount_is_never_nothing(supply: Supply) -> None:
    found = shares(of(supply, "silicon-metal"))
    (home,) = [each for each in found.shares if each.place == "US"]
    assert (home.figure.amount.why, home.told) == ("withheld", None)
    assert home.between.high > 0
    assert found.hhi.low < found.hhi.high


def test_no_place_with_an_untold_amount_has_a_share_of_zero(supply: Supply) -> None:
    for row in exposure(supply, DAY).rows:
        for each in shares(row).shares:
            if each.figure.amount.why is not None:
                assert each.told is None, row.good.id
                assert each.between.high > 0, row.good.id


def test_what_all_others_have_unknown_stands_behind_what_is_told(supply: Supply) -> None:
    every = [shares(row) for row in exposure(supply, DAY).rows if row.found is not None]
    partial = [each.partial for each in every if each.hhi_told is not None]
    assert partial == sorted(partial)


# Days


def test_a_year_counts_when_it_has_ended(supply: Supply) -> None:
    assert of(supply, "gallium", as_of=date(2026, 1, 1)).figures.year == 2025
    assert of(supply, "gallium", as_of=date(2025, 12, 31)).figures.year == 2024


def test_known_on_leaves_out_what_was_published_later(supply: Supply) -> None:
    # The summaries of 2026 appeared on 6 February 2026.
    for known_on, year in ((date(2026, 2, 5), 2024), (date(2026, 2, 6), 2025)):
        (row,) = exposure(supply, DAY, known_on, ExposureFilter(goods=("gallium",))).rows
        assert row.figures.year == year


def test_before_any_publication_nothing_is_known(supply: Supply) -> None:
    answer = exposure(supply, DAY, date(1990, 1, 1), ExposureFilter(goods=("gallium",)))
    assert (answer.rows, answer.others, answer.uncounted) == ((), (), ("gallium",))


# Places together


@pytest.mark.parametrize(("day", "members"), [(date(2020, 1, 31), 28), (date(2020, 2, 1), 27)])
def test_the_european_union_has_its_members_on_the_day(supply: Supply, day: date, members: int) -> None:
    found = together("eu", supply, day)
    assert len(found.places) == members
    assert ("GB" in found.places) == (members == 28)


def test_quad_is_its_four_parties(supply: Supply) -> None:
    assert together("quad", supply, DAY).places == {"AU", "IN", "JP", "US"}


def test_the_union_in_a_forum_counts_as_its_members(supply: Supply) -> None:
    found = together("g7", supply, DAY)
    assert {"US", "JP", "CA", "GB", "DE", "FR", "IT", "NL"} <= found.places
    assert "EU" not in found.places


def test_places_listed_are_added_up_with_groups(supply: Supply) -> None:
    assert together("JP, eu", supply, DAY).places == together("eu", supply, DAY).places | {"JP"}


def test_what_is_no_place_and_no_forum_is_refused_with_the_nearest_name(supply: Supply) -> None:
    with pytest.raises(BadOption, match="`quadd` is no place, grouping or forum") as refused:
        together("quadd", supply, DAY)
    assert refused.value.help == "did you mean `quad`?"


def test_the_quad_mines_a_fifth_of_rare_earths(supply: Supply) -> None:
    # Australia 29,000, India 2,900, United States 51,000 of 389,310 t; what others not named have may be theirs in part.
    row = of(supply, "rare-earths", together=together("quad", supply, DAY))
    assert row.together is not None
    assert f"{row.together_told:.2f}" == "21.29"
    assert f"{row.together.low:.2f}" == "21.29"
    assert row.together.high > row.together.low


def test_all_places_together_have_the_whole(supply: Supply) -> None:
    named = frozenset(each.place for each in of(supply, "niobium").figures.rows if each.place != "other")
    row = of(supply, "niobium", together=Together(None, named))
    assert row.together is not None
    assert row.together.high == 100


# The chain, and the rules


def test_extreme_ultraviolet_optics_are_a_single_point_of_failure_for_chips_below_10_nm(supply: Supply) -> None:
    (chain,) = exposure(supply, DAY, None, ExposureFilter(goods=("chips-below-10nm",))).chains
    alone = {(each.route.good, each.share.place) for each in chain.points}
    assert {("euv-scanners", "NL"), ("euv-optics", "DE"), ("photoresists", "JP")} <= alone
    assert all(each.share.told is not None and each.share.told >= 80 for each in chain.points)
    assert all(each.route.essential != "no" for each in chain.points)


def test_what_is_not_counted_on_the_way_is_said(supply: Supply) -> None:
    (chain,) = exposure(supply, DAY, None, ExposureFilter(goods=("chips-below-10nm",))).chains
    counted = {each.route.good for each in chain.points}
    assert chain.uncounted
    assert not counted & set(chain.uncounted)
    assert set(chain.uncounted) <= {each.good for each in chain.into}


def test_the_paragraphs_on_euv_scanners_are_found(supply: Supply) -> None:
    rules = regimes_in_force(rules_built_in(), ["us", "jp", "nl"], DAY, None)
    (row,) = exposure(supply, DAY, None, ExposureFilter(goods=("euv-scanners",)), rules).rows
    assert "us-3B001.f.1.a" in row.paragraphs["us"]
    assert "jp-6.17.ヘ.1.1" in row.paragraphs["jp"]
    assert "nl-3B001.f.4" in row.paragraphs["nl"]


def test_goods_of_a_regime_are_those_of_which_it_speaks(supply: Supply) -> None:
    rules = regimes_in_force(rules_built_in(), ["nl"], DAY, None)
    rows = exposure(supply, DAY, None, ExposureFilter(regimes=("nl",)), rules).rows
    assert rows
    assert all(row.paragraphs["nl"] for row in rows)


# Whom a place buys from


def test_the_united_states_buy_gallium_from_canada_japan_and_china(supply: Supply) -> None:
    # Import sources (2021-24) of MCS 2026: Canada 28, Japan 22, China 18, Germany 16, other 16 percent.
    rows = exposure(supply, DAY, None, ExposureFilter(goods=("gallium",), importer="US")).rows
    (bought,) = [row for row in rows if row.found is not None]
    assert {each.place: each.told for each in shares(bought).shares} == {
        "CA": 28, "JP": 22, "CN": 18, "DE": 16, "other": 16,
    }  # fmt: skip
    (reliance,) = [row for row in rows if row.found is None]
    assert reliance.figures.rows[0].amount.exact == 100


def test_what_a_place_buys_from_another_leads_with_the_largest_share(supply: Supply) -> None:
    rows = exposure(supply, DAY, None, ExposureFilter(importer="US", place="CN")).rows
    told = [row.share.told for row in rows if row.share is not None and row.share.told is not None]
    assert told == sorted(told, reverse=True)
    assert len(told) == len(rows)


# Sources


def test_every_row_of_every_answer_leads_to_a_publication_with_an_address(supply: Supply) -> None:
    answer = exposure(supply, DAY)
    cited = {each.id: each for each in answer.sources}
    for row in answer.rows:
        assert cited[row.figures.publication].address
        assert publication_sources(supply, row.figures.publication)


def test_rows_of_the_summaries_carry_the_row_of_the_published_table(supply: Supply) -> None:
    for row in exposure(supply, DAY).rows:
        if row.figures.publication.startswith("usgs-"):
            rows = [each.row for each in row.figures.rows]
            assert all(each is not None and each > 1 for each in rows), row.good.id
            assert len(set(rows)) == len(rows), row.good.id


# A folder of one's own


def told(answer: ExposureAnswer) -> dict[str, object]:
    found = exposure_json(answer)
    return {key: value for key, value in found.items() if key != "caveats"}


def test_an_empty_folder_laid_over_changes_nothing(supply: Supply, tmp_path: Path) -> None:
    (tmp_path / "goods").mkdir()
    asked = ExposureFilter(goods=("gallium", "euv-scanners"))
    assert told(exposure(laid_over([tmp_path]), DAY, None, asked)) == told(exposure(supply, DAY, None, asked))


def test_figures_of_ones_own_of_a_later_year_take_the_place_of_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "shares").mkdir()
    (tmp_path / "shares" / "gallium-2026-own.yaml").write_text(
        "id: gallium-2026-own\ngood: gallium\nstatistic: primary-production\nmeasure: {en: made-up, ja: 架空}\n"
        "basis: place\nyear: 2026\ncomplete: yes\npublic: 2027-01-15\nshares:\n- {place: JP, share: 60}\n"
        "- {place: CN, share: 40}\nsources:\n- {address: https://example.org/a, how: memory}\n",
        encoding="utf-8",
    )
    row = of(laid_over([tmp_path]), "gallium", as_of=date(2027, 2, 1))
    assert (row.figures.publication, shares(row).hhi.exact) == ("gallium-2026-own", Decimal(5200))
