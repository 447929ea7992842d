"""The Python in the pages runs as it stands, and says what is shown."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import renkei
from renkei.faces.python import FUNCTIONS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDES = (DOCS / "guide" / "python.md", DOCS / "guide" / "ja" / "python.md")
PAGES = sorted({*GUIDES, *DOCS.rglob("*.md"), ROOT / "README.md"})
HOW = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: Path) -> list[str]:
    """The Python fences of a page that show a session."""
    found = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [block for block in found if ">>> " in block]


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=lambda page: str(page.relative_to(DOCS)))
def test_every_line_of_python_runs_and_says_what_is_shown(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    session = doctest.DocTestParser().get_doctest("\n".join(blocks(page)), {}, page.name, str(page), 0)
    assert len(session.examples) > 1
    told: list[str] = []
    assert doctest.DocTestRunner(optionflags=HOW).run(session, out=told.append).failed == 0, "".join(told)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: str(page.relative_to(DOCS)))
def test_the_guide_names_every_function_and_every_part_of_a_reply(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert {name for name in FUNCTIONS if f"`{name}(" not in text} == set()
    parts = {name for name in vars(renkei.Reply) if not name.startswith("_")} - {"looking"}
    assert {name for name in parts if f"`{name}`" not in text and f"`{name}(" not in text} == set()


def test_a_block_that_tells_an_untruth_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\n>>> 1 + 1\n3\n\n```\n", encoding="utf-8")
    session = doctest.DocTestParser().get_doctest("\n".join(blocks(page)), {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(optionflags=HOW).run(session, out=lambda _: None).failed == 1
