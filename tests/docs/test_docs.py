"""The docs hold: generated pages are fresh, every command shown runs and says what is shown, every link leads somewhere."""

import re
import shlex
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from renkei.faces.cli.commands import app
from renkei.faces.python import record
from renkei.record.keeping import Record

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
sys.path[:0] = [str(DOCS / "article"), str(DOCS)]

import article_page  # noqa: E402
import generate  # noqa: E402
import picture  # noqa: E402
import reference_pages  # noqa: E402
import source_facts  # noqa: E402
import stalest  # noqa: E402

PAGES = sorted({ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("*.md")})
WORDS = (
    "update",
    "met",
    "due",
    "coverage",
    "license",
    "regime",
    "gaps",
    "changes",
    "exposure",
    "shock",
    "share",
    "supply",
    "lint",
    "export",
)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def reference(page: str) -> str:
    return (DOCS / "reference" / page).read_text(encoding="utf-8")


# The generated pages


def test_the_generated_pages_are_up_to_date(
    built_in: Record, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load = article_page.load  # the page asks for the built-in record once per claim; once is enough here
    monkeypatch.setattr(article_page, "load", lambda folder=None: load(folder) if folder else built_in)
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    assert generate.main() == 0, capsys.readouterr().err


def test_every_question_is_a_command() -> None:
    assert {each for each in app if not each.startswith("-")} == set(WORDS)


@pytest.mark.parametrize("word", [last for word in WORDS for last in (reference_pages._below(word) or [word])])
def test_every_option_of_a_command_is_documented_with_its_choices(word: str) -> None:
    heading = f"\n{'###' if ' ' in word else '##'} {word}\n"
    section = reference("commands.md").split(heading)[1].split("\n## ")[0].split("\n### ")[0]
    for argument in reference_pages._app(word).assemble_argument_collection():
        if "*" in argument.names:
            continue
        label = (
            argument.names[0] if argument.names[0].startswith("-") or argument.required else f"[{argument.names[0]}]"
        )
        line = next(line for line in section.splitlines() if line.startswith(f"| `{label}`"))
        assert all(f"`{each}`" in line for each in [*(argument.get_choices() or ()), *argument.names[1:]])
        assert argument.parameter.help


def test_every_error_and_fault_code_is_documented() -> None:
    listed = set(re.findall(r"^\| `([a-z0-9-]+)` \|", reference("errors.md"), re.MULTILINE))
    assert listed == {*reference_pages.error_codes(), *source_facts.fault_codes()}


def test_no_meaning_is_kept_for_a_code_that_is_gone() -> None:
    assert set(reference_pages.ERRORS) == set(reference_pages.error_codes())
    assert set(reference_pages.FAULTS) == source_facts.fault_codes()


def test_fault_codes_are_found_whether_written_out_or_chosen() -> None:
    # One from each place and manner: written out, chosen by a condition, refused while reading, told of a citation.
    assert {"file-name", "no-owner", "bad-value", "duplicate-key", "citation-older"} <= source_facts.fault_codes()


@pytest.mark.parametrize(("table", "code"), [("ERRORS", "bad-day"), ("FAULTS", "no-id")])
def test_a_code_without_a_meaning_stops_the_writing(table: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(getattr(reference_pages, table), code)
    with pytest.raises(KeyError, match=code):
        reference_pages.errors()


def test_every_setting_is_documented() -> None:
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", reference("settings.md"), re.MULTILINE))
    assert listed == {"AS_OF", "COLUMNS", "HOME", "LANGUAGE", "NO_COLOR", "PYTHON", "RENKEI_SUPPLY", "XDG_CACHE_HOME"}
    assert listed == source_facts.environment() | source_facts.makefile_variables()


def test_every_column_handed_out_is_in_the_dictionary() -> None:
    page = reference("data.md")
    for table, rows in reference_pages.dictionary.tables().items():
        section = page.split(f"\n## {table}\n")[1].split("\n## ")[0]
        assert all(f"| `{row['column']}` |" in section for row in rows)


# Commands in the pages


def examples(page: Path) -> list[tuple[str, list[str]]]:
    """Every command of the page's console fences, with the output shown below it."""
    found: list[tuple[str, list[str]]] = []
    inside = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("renkei "):
            found.append((line, []))
        elif inside and found:
            found[-1][1].append(line)
    return found


def pieces(line: str) -> list[str]:
    """The cells of a line; note numbers and rules of tables say nothing about the answer."""
    cells = re.split(r"\s{2,}", re.sub(r"\[\d+(?:,\s?\d+)*\]", "", line).strip())
    return [cell for cell in cells if cell.strip("…─ ")]


@pytest.fixture
def place(tmp_path: Path, built_in: Record, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write into from which the paths shown in the pages lead to the same files."""
    for folder in ("docs", "examples"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(record, "built_in", lambda: built_in)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=name)
@pytest.mark.usefixtures("place")
def test_every_command_shown_runs_and_says_what_is_shown(page: Path, run: Callable[..., Any]) -> None:
    for command, shown in examples(page):
        noted = re.search(r"# exit (\d)$", command)
        ran = run(*shlex.split(command, comments=True)[1:])
        assert ran.status == (int(noted[1]) if noted else 0), f"{command}\n{ran.err}"
        said = [" ".join(pieces(line)) for line in (ran.out + ran.err).splitlines()]
        for cell in (cell for line in shown for cell in pieces(line)):
            assert any(" ".join(cell.split()) in line for line in said), f"{command}\ndoes not say\n{cell}"


def test_the_readme_shows_every_question_with_a_command_that_fits_it() -> None:
    table = re.findall(
        r"^\| \[`(\w+)`\]\(.*`(renkei .*)` \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {word for word, _ in table} == set(WORDS)
    assert all(command.split()[1] == word for word, command in table)


@pytest.mark.usefixtures("place")
def test_the_commands_in_the_table_of_the_readme_run(run: Callable[..., Any]) -> None:
    for command in re.findall(
        r"`(renkei [a-z]+(?: [^`]+)?)` \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    ):
        assert run(*shlex.split(command)[1:]).status == 0, command


@pytest.mark.usefixtures("place")
def test_the_example_of_an_own_record_has_the_outcome_it_tells(run: Callable[..., Any]) -> None:
    for extra, last, chips, promise in (
        ((), "8 April 2022 | 555 days", "28 September 2022 | 382 days", "partly, due since 29 July 2023"),
        (("--data", "examples/own-record"), "5 September 2023 | 40 days", None, "open"),
    ):
        day = ("--as-of", "2023-10-15", "--format", "md", *extra)
        assert f"| {last} |" in run("met", "--forum", "jucip", "--level", "vice-ministerial", *day).out
        chip4 = run("met", "--forum", "chip4", *day).out
        assert "| senior officials | 16 February 2023 |" in chip4
        assert f"| working level | {chips} |" in chip4 if chips else "working level" not in chip4
        assert f"| {promise} | Meet under the economic 2+2 periodically |" in run("due", "--forum", "epcc", *day).out


# Links and pages


def anchors(page: Path) -> set[str]:
    """The anchors a forge gives the headings of a page."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_local_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        led = (page.parent / path).resolve() if path else page
        assert led.exists(), target
        assert not anchor or anchor in anchors(led), target


@pytest.mark.parametrize("word", WORDS)
def test_every_question_has_a_guide_page_in_both_languages(word: str) -> None:
    english, japanese = DOCS / "guide" / f"{word}.md", DOCS / "guide" / "ja" / f"{word}.md"
    assert english.read_text(encoding="utf-8").startswith(f"# {word}\n")
    assert re.search(r"[ぁ-ん]", japanese.read_text(encoding="utf-8"))
    assert all(command.split()[1] == word for page in (english, japanese) for command, _ in examples(page))


def test_there_is_no_guide_page_without_a_question() -> None:
    """Besides the questions, `python` tells how all of them are asked from a program."""
    assert {page.stem for page in (DOCS / "guide").rglob("*.md")} == {*WORDS, "python"}


def test_the_index_names_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = {(DOCS / target.split("#")[0]).resolve() for target in re.findall(r"\]\(([^)]+)\)", index)}
    assert {page for page in DOCS.rglob("*.md") if page.parent != DOCS / "article"} - linked == {DOCS / "README.md"}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_loads_nothing_from_outside(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<(script|iframe|link|img|object|embed)\b", text, re.IGNORECASE)
    assert not re.search(r"!\[[^\]]*\]\([a-z]+:", text)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_names_no_path_of_a_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w./])/(work|home|root|tmp|Users)/", page.read_text(encoding="utf-8"))


# The picture, and the list of what is stale


def test_the_picture_shows_every_forum_of_the_timeline_on_a_white_ground() -> None:
    drawn = ET.parse(picture.PICTURE).getroot()  # noqa: S314 - our own file
    space = "{http://www.w3.org/2000/svg}"
    ground = drawn.find(f"{space}rect")
    assert ground is not None
    assert (ground.get("fill"), ground.get("width")) == ("#ffffff", drawn.get("width"))
    kept = {each.text for each in drawn.iter(f"{space}text")}
    assert {"EPCC", "JUCIP", "JHLC", "2023"} <= kept
    assert kept == {each.text for each in ET.fromstring(picture.picture()).iter(f"{space}text")}  # noqa: S314


def test_the_picture_asks_nothing_of_the_network() -> None:
    text = picture.PICTURE.read_text(encoding="utf-8")
    assert not re.search(r"<script|href=|url\((?!#)|@import", text)


def test_the_stalest_rows_stand_first_and_only_rows_with_something_to_do(built_in: Record) -> None:
    listed = stalest.stalest(built_in)
    assert all(days == sorted(days) for days in ([row[0] for row in rows] for rows in listed.values()))
    names = {row[1] for rows in listed.values() for row in rows}
    waiting = {
        row.id for table, row in built_in.rows() if row.unverified or (row.reviewed is None and table != "topics")
    }
    assert waiting <= names


# The article, claim by claim


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return article_page.verdicts()["us-japan-2023"][1]


def test_every_claim_of_the_article_has_one_verdict(told: dict[str, Any]) -> None:
    assert list(told) == [str(number) for number in range(1, 87)]
    assert {verdict.verdict for verdict in told.values()} <= set(article_page.ORDER)


def test_the_counts_on_the_article_page_are_those_of_its_rows() -> None:
    page = (DOCS / "method" / "article.md").read_text(encoding="utf-8")
    rows = Counter(re.findall(r"^\| \d+ \| .*? \| \*\*([a-z ]+)\*\* \|", page, re.MULTILINE))
    counted = {word: int(n) for word, n in re.findall(r"^\| ([a-z ]+) \| (\d+) \|", page, re.MULTILINE)}
    assert counted == {word: rows[word] for word in article_page.ORDER}
    assert sum(rows.values()) == 86


@pytest.mark.parametrize(
    ("claim", "verdict", "said"),
    [
        ("3", "agrees", "12 of 13"),
        ("6", "wrong", "Hagiuda"),
        ("11", "agrees", "443 days"),
        ("40", "agrees", "Not set up"),
        ("58", "agrees", "semiconductors"),
        ("66", "wrong", "Not announced"),
    ],
)
def test_a_claim_settled_by_hand_has_the_verdict_found_by_hand(
    claim: str, verdict: str, said: str, told: dict[str, Any]
) -> None:
    assert told[claim].verdict == verdict
    assert said in told[claim].answer
