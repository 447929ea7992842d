"""What to bear in mind about a regime's changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renkei.desk.changes import ChangesAnswer
from renkei.desk.license import LicenseCaveat, general_caveats
from renkei.ground.words import Words
from renkei.report.change_words import ChangeWords
from renkei.report.licensing import caveat_words


@dataclass(frozen=True, slots=True)
class ChangeCaveat:
    """One caveat: its code, the paragraphs it is about, and its words."""

    code: str
    about: tuple[str, ...]
    text: str


def caveats(answer: ChangesAnswer, words: Words) -> list[ChangeCaveat]:
    """Every caveat in one language, the same codes in the same order in each."""
    said = ChangeWords(answer, words)
    return [*_proofs(answer, words, said), *_paragraphs(answer, words, said), *_general(answer, words)]


def _proofs(answer: ChangesAnswer, words: Words, said: ChangeWords) -> Iterator[ChangeCaveat]:
    if answer.unproved:
        text = words("changes.unproved", kinds=said.few(said.subjects()))
        yield ChangeCaveat("unproved", (), text)
    elif answer.rows:
        yield ChangeCaveat("proved", (), words("changes.proved"))
    if any(row.moved for row in answer.rows):
        yield ChangeCaveat("certain", (), words("changes.certain"))
    if answer.not_compared:
        text = words("changes.not_compared", paragraphs=said.numbers(answer.not_compared))
        yield ChangeCaveat("not_compared", answer.not_compared, text)


def _paragraphs(answer: ChangesAnswer, words: Words, said: ChangeWords) -> Iterator[ChangeCaveat]:
    found = {
        "oldest": [row for row in answer.rows if row.from_oldest_text],
        "missing_text": [
            row for row in answer.rows if any(v is not None and v.state == "not at hand" for v in (row.was, row.now))
        ],
        "unverified": [
            row for row in answer.rows if any(v is not None and "when" in v.unverified for v in (row.was, row.now))
        ],
    }
    for code, rows in found.items():
        ids = tuple(row.provision.id for row in rows)
        if ids:
            yield ChangeCaveat(code, ids, words(f"changes.{code}", paragraphs=said.numbers(ids)))


def _general(answer: ChangesAnswer, words: Words) -> Iterator[ChangeCaveat]:
    if not answer.places:
        yield ChangeCaveat("minor", (), words("changes.minor"))
    found: list[LicenseCaveat] = []
    for each in general_caveats([answer.left]) + general_caveats([answer.right]):
        if each not in found and each.code != "before_record":
            found.append(each)
    for each in sorted(found, key=lambda c: c.code == "no_advice"):
        yield ChangeCaveat(each.code, (), caveat_words(each, words))
