"""Numbering the rows a document rests on, in the order they are first cited."""

from __future__ import annotations

from collections.abc import Iterable

from renkei.desk.brief import Brief
from renkei.desk.rule_texts import PRODUCTS, RULES
from renkei.ground.words import Words
from renkei.report.blocks import MARKS, Cite, Plain, SourceNote, Spans
from renkei.report.exposure_words import publication_title
from renkei.report.naming import Names
from renkei.report.rule_names import source_title


class Notes:
    """Gives each cited row, text of a rule or product its number, and lists them at the end."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, *rows: str | None) -> Cite:
        """The notes for these rows; empty names are passed over."""
        return Cite(tuple(sorted({self._numbers.setdefault(row, len(self._numbers) + 1) for row in rows if row})))

    def said(self, text: str, *rows: str | None) -> Spans:
        """A sentence with its notes."""
        note = self.cite(*rows)
        return (Plain(text), note) if note.numbers else (Plain(text),)

    @property
    def used(self) -> list[str]:
        """Every row cited so far, by number."""
        return list(self._numbers)

    def listed(self, brief: Brief, words: Words, names: Names) -> tuple[SourceNote, ...]:
        """The numbered sources."""
        cited = {each.id: each for each in brief.cited(self.used)}
        notes = []
        for row, number in self._numbers.items():
            each = cited[row]
            title = names.anything(row, each.announced)
            if brief.supply.cited(row) is not None:
                title = publication_title(brief.supply.answer.supply, row, words)
            elif each.table in {RULES, PRODUCTS}:
                title = source_title(brief.controls, row, words)
            own = each.layer != "built-in"
            notes.append(
                SourceNote(
                    number,
                    row,
                    title,
                    each.how,
                    MARKS[each.how],
                    words.label("how", each.how.value),
                    each.address,
                    own,
                )
            )
        return tuple(notes)


def flat(parts: Iterable[Spans]) -> Spans:
    """Several runs of spans as one."""
    return tuple(span for part in parts for span in part)
