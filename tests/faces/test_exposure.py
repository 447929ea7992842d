"""`renkei exposure` as its users drive it: sentences, tables, both languages, every format, and bad input.

The figures are printed in the Mineral Commodity Summaries 2026 (gallium: China 900,000 of 909,000 kg in 2025; import
sources of the United States 2021-24; net import reliance 100 percent) and in SIA and BCG, May 2024 (below 10 nm in 2022:
Taiwan 69, Korea 31 percent).
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from renkei.report.exposure_data import FIELDS

DAY = ("--as-of", "2026-11-24")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def answered(run: Any, *asked: str) -> dict[str, Any]:
    ran = run("exposure", *asked, *DAY, "--format", "json")
    assert ran.status == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def said(run: Any, *asked: str, day: tuple[str, ...] = DAY) -> str:
    ran = run("exposure", *asked, *day)
    assert ran.status == 0, ran.err
    return " ".join(ran.out.split())


# One good


def test_gallium_is_answered_in_a_sentence_with_share_index_and_source(run) -> None:
    out = said(run, "--good", "gallium")
    assert "In 2025 China had 99.01% of the primary production of gallium, by place of making." in out
    assert "HHI 9,803.5: highly concentrated." in out
    assert "Mineral Commodity Summaries 2026" in out


def test_gallium_is_answered_in_japanese(run) -> None:
    out = run("exposure", "--good", "ガリウム", "--lang", "ja", *DAY).out.replace("\n", "")
    assert "2025年、ガリウムの一次生産量の99.01%を中国が占めた（生産地別）。" in out
    assert "HHIは9,803.5（高度に集中）。" in out
    assert "数量（kg）" in out


def test_shares_a_source_gives_gain_no_decimals(run) -> None:
    out = said(run, "--good", "chips-below-10nm", day=("--as-of", "2023-06-01"))
    assert "In 2022 Taiwan had 69% of the wafer capacity for logic chips below 10 nm" in out
    assert "HHI 5,722: highly concentrated." in out
    assert not re.search(r"69\.0|31\.0|5,722\.0", out)


def test_what_a_source_calls_about_is_called_about(run) -> None:
    out = said(run, "--good", "fluorinated-polyimide")
    assert "Japan had about 90% of the world output of fluorinated polyimide" in out
    assert "HHI between 8,100 and 8,200: highly concentrated." in out  # the other tenth in one place, or in countless


def test_a_source_that_names_the_good_itself_is_not_made_to_say_it_twice(run) -> None:
    out = said(run, "--good", "EUV scanners")
    assert "the Netherlands had 100% of the EUV scanners shipped by ASML, Nikon and Canon" in out
    assert "EUV scanners of EUV scanners" not in out
    assert "EUV scanners: EUV scanners" not in out


def test_places_together_are_told_with_their_part(run) -> None:
    # Japan 3,000 and the United States 0 of 909,000 kg.
    assert "Japan and the United States have 0.33% between them." in said(
        run, "--good", "gallium", "--together", "US,JP"
    )
    assert "The 4 places of Quad have 21.29% of what is told between them" in said(
        run, "--good", "rare-earths", "--together", "quad"
    )


def test_steps_held_by_one_place_are_told_with_the_way_and_what_can_stand_in(run) -> None:
    out = said(run, "--good", "chips-below-10nm")
    assert "optics for EUV scanners: Germany 100%" in out
    assert "by way of EUV scanners" in out
    assert "instead: ArF immersion scanners" in out
    assert "steps on the way are not counted here" in out


def test_long_lists_end_in_a_number(run) -> None:
    out = said(run, "--good", "rare-earths")
    assert re.search(r"By way of these: .* and \d+ more\.", out)


def test_paragraphs_are_named_by_their_official_numbers(run) -> None:
    out = said(run, "--good", "euv-scanners")
    assert "US: 3B001.f.1.a, 3B001.f.1.b" in out
    assert "Art. 6 item 17 he (1) 1" in out
    assert "us-3B001" not in out


def test_where_others_are_not_told_no_share_is_said(run) -> None:
    out = said(run, "--good", "construction sand and gravel")
    assert "what all others had is not told, so no share can be said." in out
    assert not re.search(r"(?<!–)100%", out.split("Further figures")[0])


# Many goods


def test_the_most_concentrated_goods_stand_first_and_the_rest_is_counted(run) -> None:
    out = run("exposure", *DAY).out
    rows = [line for line in out.splitlines() if re.search(r"\d,\d{3}\*?$", line)]
    values = [int(re.sub(r"\D", "", line.split()[-1])) for line in rows]
    assert values == sorted(values, reverse=True)
    assert len(rows) == 30
    assert "more counts; the option --all lists them" in " ".join(out.split())
    assert len(run("exposure", "--all", *DAY).out.splitlines()) > len(out.splitlines())


def test_what_a_place_supplies_is_led_by_its_largest_share(run) -> None:
    out = said(run, "--place", "Netherlands")
    assert "What the Netherlands supplies" in out
    assert "The Netherlands supplies" in out
    assert out.index("EUV scanners") < out.index("lithography equipment")


def test_imports_of_the_united_states_stand_beside_its_reliance_on_them(run) -> None:
    out = run("exposure", "--importer", "US", "--all", *DAY).out
    assert "Whom the United States buys from" in out
    assert "reliance, 2025" in out
    (line,) = [line for line in out.splitlines() if line.startswith("gallium")]
    assert line.split()[1:] == ["2024", "Canada", "28%", "68%", "1,848", "100%"]


def test_imports_of_a_form_stand_beside_the_reliance_of_that_form(run) -> None:
    out = run("exposure", "--importer", "US", "--all", *DAY).out
    (line,) = [line for line in out.splitlines() if line.startswith("arsenic: acid")]
    assert line.split()[-1] == "100%"


def test_one_place_may_be_asked_as_a_supplier_of_another(run) -> None:
    out = said(run, "--importer", "US", "--place", "CN")
    assert "What the United States buys from China" in out
    assert "The United States buys" in out


def test_a_regime_leaves_the_goods_of_which_it_speaks(run) -> None:
    out = said(run, "--regime", "nl")
    assert "EUV scanners" in out
    assert "gallium" not in out
    assert "All are goods of which paragraphs of these regimes speak: Netherlands." in out


def test_goods_can_be_listed_in_both_languages(run) -> None:
    assert "euv-scanners  EUV scanners" in run("exposure", "--good", "list").out
    assert "euv-scanners  EUV露光装置" in run("exposure", "--good", "list", "--lang", "ja").out


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("columns", ["80", "200"])
def test_no_line_is_wider_than_the_terminal(run, monkeypatch: pytest.MonkeyPatch, lang: str, columns: str) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", columns)
    for asked in ((), ("--good", "euv-scanners"), ("--importer", "US")):
        lines = run("exposure", *asked, "--lang", lang, *DAY).out.splitlines()
        wide = [line for line in lines if cell_len(line) > int(columns) and "http" not in line]
        assert not wide


# Days


def test_a_day_before_all_figures_says_from_when_there_are_any(run) -> None:
    for asked in ((), ("--good", "gallium")):
        out = said(run, *asked, day=("--as-of", "1990-01-01"))
        assert re.search(r"The first figures here are of \d{4}; the first publication is of", out)


def test_known_on_is_told_and_kept(run) -> None:
    found = answered(run, "--good", "gallium", "--known-on", "2026-02-05")
    assert (found["known_on"], found["answer"][0]["year"]) == ("2026-02-05", 2024)
    assert "known_on" in {each["code"] for each in found["caveats"]}


# Formats


def test_json_carries_question_days_answer_sources_and_caveats(run) -> None:
    found = answered(run, "--good", "gallium", "--together", "US,JP")
    assert (found["question"], found["as_of"], found["known_on"]) == ("exposure", "2026-11-24", None)
    (row,) = found["answer"]
    assert (row["good"], row["stage"], row["top"]) == ("gallium", "minerals", {"place": "CN", "share": 99.009901})
    assert (row["hhi"], row["hhi_between"], row["bands"]) == (9803.505103, [9803.505103, 9803.505103], ["high"])
    china = row["places"][0]
    assert (china["place"], china["amount"], china["source_row"] > 1, row["source"]) == (
        "CN", "900000", True, "usgs-mcs-2026",
    )  # fmt: skip
    assert row["source"] in {each["id"] for each in found["sources"]}
    assert {"no_trade", "supply_checked"} <= {each["code"] for each in found["caveats"]}


def test_json_tells_a_withheld_amount_as_such_and_without_a_share(run) -> None:
    (row,) = answered(run, "--good", "silicon-metal")["answer"]
    (home,) = [each for each in row["places"] if each["place"] == "US"]
    assert (home["amount"], home["share"]) == ("withheld", None)
    assert home["between"][1] > 0
    assert row["untold"] == ["US"]


def test_csv_has_a_row_for_each_place_with_the_columns_named(run) -> None:
    ran = run("exposure", "--good", "gallium", "--format", "csv", *DAY)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert tuple(rows[0]) == FIELDS
    china = next(each for each in rows if each["place"] == "CN")
    assert (china["amount"], china["share"], china["hhi"]) == ("900000", "99.009901", "9803.505103")
    assert china["source_row"].isdigit()


def test_no_cell_of_the_csv_begins_a_formula(run) -> None:
    ran = run("exposure", "--format", "csv", *DAY)
    cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]


def test_a_name_of_ones_own_that_looks_like_a_formula_is_made_harmless(run, tmp_path: Path) -> None:
    own_good(tmp_path, name="=1+1")
    out = run("exposure", "--good", "own-ore", "--with", str(tmp_path), "--format", "csv", *DAY).out
    assert "'=1+1" in out
    assert ",=1+1" not in out


def test_markdown_has_tables_and_notes(run) -> None:
    out = run("exposure", "--good", "gallium", "--format", "md", *DAY).out
    assert "# Who supplies gallium" in out
    assert "| China | 900,000 (estimate) | 99.01% | 2557 |" in out
    assert "[^1]: ● `usgs-mcs-2026`" in out


# A folder of one's own


def own_good(folder: Path, name: str = "own ore") -> None:
    for part in ("goods", "shares"):
        (folder / part).mkdir()
    (folder / "goods" / "own-ore.yaml").write_text(
        f'id: own-ore\nname: {{en: "{name}", ja: 鉱石}}\nfamily: mineral\nstage: minerals\n', encoding="utf-8"
    )
    (folder / "shares" / "own-ore-2024.yaml").write_text(
        "id: own-ore-2024\ngood: own-ore\nstatistic: mine-production\nmeasure: {en: mining of own ore, ja: 採掘}\n"
        "basis: place\nyear: 2024\npublic: 2025-01-15\nshares:\n- {place: JP, share: 60}\n"
        "sources:\n- {address: https://example.org/a, how: memory}\n",
        encoding="utf-8",
    )


def test_a_folder_of_ones_own_is_laid_over_and_told(run, tmp_path: Path) -> None:
    own_good(tmp_path)
    out = said(run, "--good", "own ore", "--with", str(tmp_path))
    assert "In 2024 Japan had 60% of the mining of own ore" in out
    assert "1 folder of your own is laid over the built-in figures." in out
    assert "✕ own-ore-2024⁺" in out


def test_the_setting_names_a_folder_as_the_option_does(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_good(tmp_path)
    by_option = run("exposure", "--good", "own ore", "--with", str(tmp_path), *DAY).out
    monkeypatch.setenv("RENKEI_SUPPLY", str(tmp_path))
    assert run("exposure", "--good", "own ore", *DAY).out == by_option


def test_an_empty_folder_changes_no_share(run, tmp_path: Path) -> None:
    (tmp_path / "goods").mkdir()
    plain, laid = (run("exposure", "--format", "csv", *DAY, *more).out for more in ((), ("--with", str(tmp_path))))
    assert plain == laid


def test_all_faults_of_a_folder_are_told_at_once_one_line_each(run, tmp_path: Path) -> None:
    (tmp_path / "shares").mkdir()
    (tmp_path / "shares" / "wrong.yaml").write_text(
        "id: other\ngood: nosuch\nstatistic: capacity\nmeasure: {en: a, ja: あ}\nbasis: place\nyear: 2022\n"
        "public: 2024-05-08\nshares:\n- {place: XX, share: 70}\n- {place: TW, share: 69}\n",
        encoding="utf-8",
    )
    ran = run("exposure", "--with", str(tmp_path), *DAY)
    lines = ran.err.splitlines()
    assert (ran.status, ran.out) == (2, "")
    assert all("wrong.yaml:" in line for line in lines)
    codes = {line.split(": ")[3] for line in lines}
    assert codes == {"id-not-file", "unknown-id", "no-source", "unknown-place", "over-100"}
    assert len(lines) == 5


# Bad input


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--good", "galium"), "`galium` is no good known here; did you mean `gallium`?"),
        (("--good", ""), "`` is no good known here"),
        (("--place", "Atlantis"), "`Atlantis` is no place"),
        (("--importer", "EU"), "`EU` is a group of places"),
        (("--together", "quadd"), "`quadd` is no place, grouping or forum; did you mean `quad`?"),
        (("--together", ""), "`` names no places"),
        (("--with", "no-such-folder"), "`no-such-folder` holds no supply data"),
        (("--regime", "xx"), "`xx` is no regime"),
        (("--regime", ""), "`` is no regime"),
        (("--good", "gallium", "--stage", "minerals"), "`--stage` chooses among all goods, `--good` names them"),
        (("--counted", "imports"), "`--counted imports` counts what a place buys abroad"),
        (("--as-of", "2023-02-30"), "2023-02-30"),
        (("--format", "pdf"), "pdf"),
    ],
)
def test_bad_input_gets_one_line_and_exit_2(run, asked: tuple[str, ...], told: str) -> None:
    ran = run("exposure", *asked)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_an_importer_without_figures_is_told_of_those_that_have_some(run) -> None:
    assert "Whom a place buys from is at hand for the United States" in said(run, "--importer", "JP")


# The page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "the page tests need Chromium; `make test` installs it, or install the Debian package `chromium`"
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


def page_of(browser: Browser, run: Any, folder: Path, width: int, *asked: str) -> Page:
    path = folder / "page.html"
    ran = run("exposure", *asked, *DAY, "-o", str(path))
    assert ran.status == 0, ran.err
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("asked", [(), ("--good", "chips-below-10nm"), ("--good", "gallium"), ("--importer", "US")])
def test_page_and_pictures_fit_a_phone(
    run, browser: Browser, tmp_path: Path, asked: tuple[str, ...], lang: str
) -> None:
    page = page_of(browser, run, tmp_path, 375, *asked, "--lang", lang)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.locator("figure .chart.narrow svg").first.is_visible()
    assert page.locator("figure .chart.narrow svg").first.get_attribute("aria-label")


def test_words_in_the_picture_of_a_chain_stay_within_their_boxes(run, browser: Browser, tmp_path: Path) -> None:
    page = page_of(browser, run, tmp_path, 1280, "--good", "chips-below-10nm")
    outside = page.evaluate(
        """() => {
          const svg = document.querySelector('figure .chart.wide svg');
          const boxes = [...svg.querySelectorAll('path')].map(p => p.getBoundingClientRect()).filter(b => b.height > 30);
          const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
          const meets = (b, r) => r.x < b.x + b.width && r.x + r.width > b.x && r.y < b.y + b.height && r.y + r.height > b.y;
          return texts.filter(([, r]) => boxes.some(b => b.width < 400 && meets(b, r) &&
            !(r.x >= b.x - 1 && r.x + r.width <= b.x + b.width + 1 && r.y >= b.y - 1 && r.y + r.height <= b.y + b.height + 1)))
            .map(([text]) => text);
        }"""
    )
    assert outside == []


def test_a_chain_of_many_steps_draws_those_of_which_one_place_has_half_and_counts_the_rest(
    run, browser: Browser, tmp_path: Path
) -> None:
    page = page_of(browser, run, tmp_path, 1280, "--good", "chips-below-10nm")
    caption = page.locator("figcaption").first.inner_text()
    assert re.search(r"\d+ further steps on the way are not drawn", caption)
    drawn = page.locator("figure .chart.wide svg").first.text_content() or ""
    assert "EUV scanners" in drawn
    assert "Netherlands 100%" in drawn
