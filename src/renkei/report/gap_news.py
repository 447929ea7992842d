"""What became of the differences of a saved answer: which are new, which have closed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from renkei.controls.rulebook import Rulebook
from renkei.ground.errors import BadOption
from renkei.ground.words import Words
from renkei.report.blocks import Block, Bullets, Heading, Paragraph, Plain
from renkei.report.gap_report import News

_MAKE = "save one with `renkei gaps … --format json -o FILE`"


def saved_answer(file: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    """A saved JSON answer to the same question.

    Raises:
        BadOption: if the file is no such answer, or one to another question.
    """
    try:
        saved = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"`{file}` cannot be read: {(error.strerror or 'unknown reason').lower()}"
        raise BadOption(message, _MAKE) from None
    except (ValueError, RecursionError):
        message = f"`{file}` is not JSON"
        raise BadOption(message, _MAKE) from None
    if not _is_answer(saved):
        message = f"`{file}` is no saved answer of `renkei gaps`"
        raise BadOption(message, _MAKE)
    found = saved["asked"]
    if set(found["regimes"]) != set(asked["regimes"]):
        message = f"`{file}` compares {_listed(found['regimes'])}, not {_listed(asked['regimes'])}"
        raise BadOption(message, "give the answer saved for the same regimes")
    for key, option in (("topics", "--topic"), ("places", "--to` and `--hq")):
        if found.get(key) != asked[key]:
            message = f"`{file}` was asked with another `{option}`"
            raise BadOption(message, "give the answer saved for the same question")
    answer: dict[str, Any] = saved
    return answer


def _is_answer(saved: Any) -> bool:
    """Whether it has what is read of it."""
    try:
        date.fromisoformat(saved["as_of"])
        rows = saved["answer"]
        whole = isinstance(saved["asked"]["regimes"], list) and isinstance(rows, list)
        list(_differences(rows))
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return whole and saved.get("question") == "gaps"


def _listed(regimes: Iterable[Any]) -> str:
    return ", ".join(f"`{each}`" for each in regimes)


def news(saved: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> News:
    """What is in one answer and not in the other; by the goods, the paragraph and the values that decide."""
    before, now = _together(saved["answer"]), _together(rows)
    return News(
        date.fromisoformat(saved["as_of"]),
        tuple(_without(now, before)),
        tuple(_without(before, now)),
    )


def _without(these: Mapping[str, dict[str, Any]], those: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for id_, each in these.items():
        goods = [name for name in each["goods"] if name not in those.get(id_, {"goods": ()})["goods"]]
        if goods:
            yield {**each, "goods": goods}


def _together(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The differences by id, each with all the goods it is about."""
    found: dict[str, dict[str, Any]] = {}
    for each in _differences(rows):
        kept = found.setdefault(each["id"], {**each, "goods": []})
        kept["goods"] += [name for name in each["goods"] if name not in kept["goods"]]
    return found


def _differences(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every difference; a pair that could not be compared counts as one."""
    for row in rows:
        goods = [str(each) for each in row["goods"]]
        if row["verdict"] == "not compared":
            for id_ in (*row["left"], *row["right"]):
                yield {"id": f"not compared {id_}", "goods": goods, "by": None, "provision": id_, "where": None}
        for each in row["regions"]:
            yield {
                "id": str(each["id"]),
                "goods": goods,
                "by": str(each["controlled_by"]),
                "provision": str(each["provision"]),
                "where": {lang: str(each["where"][lang]) for lang in ("en", "ja")},
            }


def news_blocks(found: News, words: Words, book: Rulebook) -> Iterator[Block]:
    """The news as a section."""
    yield Heading(words("gaps.news"), 1, "news")
    yield Paragraph((Plain(news_counts(found, words)),))
    lines = news_lines(found, words, book)
    if lines:
        yield Bullets(tuple((Plain(line),) for line in lines))


def news_counts(found: News, words: Words) -> str:
    """How many differences are new, and how many have closed."""
    return words("gaps.news_counts", day=found.day, new=len(found.new), closed=len(found.closed))


def news_lines(found: News, words: Words, book: Rulebook) -> list[str]:
    """Each difference that is new or has closed, in one line."""
    return [
        words(f"gaps.{key}", what=_line(each, words, book))
        for key, listed in (("new", found.new), ("closed", found.closed))
        for each in listed
    ]


def _line(each: Mapping[str, Any], words: Words, book: Rulebook) -> str:
    provision = book.provisions.get(each["provision"])
    number = provision.number(words.lang) if provision else each["provision"]
    goods = words.join(_goods(name, words, book) for name in each["goods"])
    by = words.label("gaps.regime", each["by"]) if each["by"] else words("gaps.verdict.not compared")
    where = each["where"][words.lang] if each["where"] else words("gaps.verdict.not compared")
    return words("gaps.news_line", by=by, provision=number, goods=goods, where=where)


def _goods(name: str, words: Words, book: Rulebook) -> str:
    """The names behind `software:scanner`; what the rules no longer know stands as it is."""
    kind, _, about = name.partition(":")
    named = [book.kinds[each].names[words.lang] if each in book.kinds else each for each in (kind, about) if each]
    return named[0] + (words.aside(words("gaps.for_kinds", kinds=named[1])) if len(named) > 1 else "")
