"""The page that sets the article's claims beside Renkei's answers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from answers import ANSWERS
from asking import AS_OF, Verdict, view

from renkei.desk.answers import cite
from renkei.desk.lint import lint
from renkei.record.articles import Article
from renkei.record.keeping import load

RECORD = Path(__file__).parent / "article" / "record"
ORDER = ("agrees", "in part", "wrong", "not in the record", "not a matter of record")
_LATER = "Opinion, forecast or proposal: nothing a record can answer."


def verdicts() -> dict[str, tuple[Article, dict[str, Verdict]]]:
    """Every article of the folder with the verdict on each claim, by the claim's number."""
    found = {}
    for article in load(RECORD).tables["articles"].values():
        assert isinstance(article, Article)
        found[article.id] = (
            article,
            {
                c.number: ANSWERS[c.number]() if c.number in ANSWERS else Verdict("not a matter of record", _LATER)
                for c in article.claims
            },
        )
    return found


def page() -> str:
    """The page as Markdown."""
    article, told = verdicts()["us-japan-2023"]
    counts = Counter(v.verdict for v in told.values())
    lines = [
        "# The article, claim by claim",
        "",
        "<!-- Written by docs/generate.py; `make docs` writes it anew. -->",
        "",
        f'"{article.title.en}" ({article.author}) is the kind of article `renkei update` replaces. Its 86 claims, in our own words, are put to',
        f"the built-in record as of {AS_OF}, the last day that fits what it cites. Each verdict compares what the article claims with what",
        "Renkei answers; none is written down by hand (`docs/article/answers.py`).",
        "",
        "| verdict | claims | meaning |",
        "| --- | ---: | --- |",
        f"| agrees | {counts['agrees']} | the record holds the same |",
        f"| in part | {counts['in part']} | the record holds part of it, or holds it unverified |",
        f"| wrong | {counts['wrong']} | the record holds something else |",
        f"| not in the record | {counts['not in the record']} | a fact, but no row settles it |",
        f"| not a matter of record | {counts['not a matter of record']} | opinion, cause, forecast or proposal |",
        "",
        "| # | the article says | verdict | Renkei says | rows |",
        "| ---: | --- | --- | --- | --- |",
    ]
    for claim in article.claims:
        v = told[claim.number]
        asked = f" `{v.asked}`" if v.asked else ""
        lines.append(
            f"| {claim.number} | {_cell(claim.text.en)} | **{v.verdict}** | {_cell(v.answer)}{asked} | {_rows(v.rows)} |"
        )
    lines += [
        "",
        "## Its citations",
        "",
        "`renkei lint docs/article/record` finds, in the article's own footnotes:",
        "",
    ]
    lines += [f"* {_cell(fault.message)}" for fault in lint(RECORD)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _rows(rows: tuple[str, ...]) -> str:
    cited = cite(view(), rows)
    return ", ".join(f"[{c.id}]({c.address})" if c.address else c.id for c in cited[:6])
