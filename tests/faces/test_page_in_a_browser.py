"""The HTML update opened as a reader opens it: in a browser without network, on a desk, on a phone, on paper, in the dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from renkei.desk.brief import brief
from renkei.ground.words import Words
from renkei.record.keeping import load
from renkei.record.knowing import View
from renkei.report.update import written

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "the page tests need Chromium; `make test` installs it, or install the Debian package `chromium`"
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    view = View(load(), date(2023, 10, 15))
    made = {}
    for lang in ("en", "ja"):
        made[lang] = folder / f"{lang}.html"
        made[lang].write_text(str(written(brief(view, date(2023, 7, 15)), Words(lang), "html")), encoding="utf-8")  # type: ignore[arg-type]
    return made


def opened(browser: Browser, path: Path, **context: object) -> tuple[Page, list[str], list[str]]:
    """The page, every address it asked for, and every complaint it made."""
    page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    return page, asked, complaints


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_page_asks_for_nothing_but_itself_and_does_not_complain(
    browser: Browser, pages: dict[str, Path], lang: str
) -> None:
    page, asked, complaints = opened(browser, pages[lang], viewport={"width": 1280, "height": 900})
    assert asked == [pages[lang].as_uri()]
    assert complaints == []
    assert page.evaluate("document.documentElement.lang") == lang


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_the_page_never_scrolls_sideways(browser: Browser, pages: dict[str, Path], lang: str, width: int) -> None:
    page, _, _ = opened(browser, pages[lang], viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_note_leads_to_a_visible_source_and_back(browser: Browser, pages: dict[str, Path]) -> None:
    page, _, _ = opened(browser, pages["en"], viewport={"width": 1280, "height": 900})
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).length"
    )
    assert broken == 0
    assert page.locator("a[href^='#']").count() > 100


def test_charts_are_drawn_and_have_a_name(browser: Browser, pages: dict[str, Path]) -> None:
    page, _, _ = opened(browser, pages["ja"], viewport={"width": 1280, "height": 900})
    assert page.locator("figure").count() == 3
    for i in range(3):
        drawn = [box for each in page.locator("figure").nth(i).locator("svg").all() if (box := each.bounding_box())]
        shown = [box for box in drawn if box["width"] > 300 and box["height"] > 100]
        assert len(shown) == 1
    assert page.locator("figure [role=img][aria-label]").count() >= 3


def test_the_dark_page_is_dark_and_its_words_are_light(browser: Browser, pages: dict[str, Path]) -> None:
    page, _, _ = opened(browser, pages["en"], viewport={"width": 1280, "height": 900}, color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    words = page.evaluate("getComputedStyle(document.querySelector('main p, article p, p')).color")
    assert _light(words) - _light(ground) > 100


def test_the_page_prints_on_paper(browser: Browser, pages: dict[str, Path]) -> None:
    page, _, _ = opened(browser, pages["en"])
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert len(printed) > 20_000


def _light(color: str) -> float:
    numbers = [float(part) for part in color[color.index("(") + 1 : -1].replace(",", " ").split()[:3]]
    return sum(numbers) / 3
