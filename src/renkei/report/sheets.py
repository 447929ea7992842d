"""Answers as tables of words: what the terminal, Markdown and the update's own tables show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from renkei.desk.answers import Answer
from renkei.desk.coverage import AbsentRow, CoverageRow, ForumRow, OnTable
from renkei.desk.due import DueRow, Proof
from renkei.desk.followed import FollowedRow
from renkei.desk.institutions import InstitutionRow
from renkei.desk.met import Attendee, MetRow
from renkei.desk.pairs import PairRow
from renkei.ground.words import Words
from renkei.report.blocks import MARKS
from renkei.report.naming import Names


@dataclass(frozen=True)
class Sheet:
    """A table of words, with what stands above and below it.

    Attributes:
        columns: labels.
        right: indexes of columns to align to the right.
        lead: sentences before the table.
        notes: sentences after it; the answer's caveats come last.
        sources: the rows the answer rests on, one line each, if they were asked for.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
    sources: tuple[str, ...] = ()


def sheet(answer: Answer[Any], words: Words, names: Names, **options: Any) -> Sheet:
    """The table for any answer of the record; an answer without rows says so."""
    kind = options.pop("kind", None) or answer.question
    made: Sheet = _SHEETS[kind](answer, words, names, **options)
    lead = made.lead if made.rows else (words("title.nothing"), *made.lead)
    return Sheet(made.title, made.columns, made.rows, made.right, lead, (*made.notes, *caveat_lines(answer, words)))


def with_sources(made: Sheet, answer: Answer[Any], words: Words, names: Names) -> Sheet:
    """The same table with the rows it rests on: how each was checked, its id, what it is, and its address."""
    lines = []
    for each in answer.sources:
        own = "" if each.layer == "built-in" else "⁺"
        called = names.anything(each.id, each.announced)
        lines.append(f"{MARKS[each.how]} {each.id}{own}  {called}  {each.address or ''}".rstrip())
    head = f"{words('update.sources')}  {words('update.key')}"
    return replace(made, sources=(head, *lines) if lines else ())


def caveat_lines(answer: Answer[Any], words: Words) -> Iterable[str]:
    """What to bear in mind, as sentences."""
    return [words(f"caveats.{c.code}", **c.values) for c in answer.caveats]


def _columns(words: Words, *keys: str) -> tuple[str, ...]:
    return tuple(words(f"column.{key}") for key in keys)


def _met(answer: Answer[MetRow], words: Words, names: Names, *, each: bool = False) -> Sheet:
    title = words("title.met_each" if each else "title.met", as_of=answer.as_of)
    if each:
        columns = _columns(words, "day", "forum", "level", "where", "gap", "who")
        rows = tuple(
            (
                words.day(r.last_met),
                names.forum(r.forum),
                words.label("level", r.level),
                where(r, words),
                "" if r.gap_before is None else words.number(r.gap_before),
                words.join(seat(a, words, names) for a in r.people),
            )
            for r in answer.rows
        )
        return Sheet(title, columns, rows, frozenset({4}))
    columns = _columns(words, "forum", "level", "last_met", "since", "next", "every", "overdue")
    return Sheet(title, columns, tuple(_met_line(r, words, names) for r in answer.rows), frozenset({3}))


def _met_line(row: MetRow, words: Words, names: Names) -> tuple[str, ...]:
    last = words.day(row.last_met) if row.last_met else words("met.never")
    if row.status == "reported-only":
        last += words.aside(words("met.reported"))
    days = words("days.count", n=row.days_since) if row.days_since is not None else ""
    planned = words.day(row.next_planned) if row.next_planned else ""
    every = words.label("every", row.promised_every) if row.promised_every else ""
    return (
        names.forum(row.forum),
        words.label("level", row.level),
        last,
        days,
        planned,
        every,
        overdue(row, words),
    )


def overdue(row: MetRow | DueRow, words: Words) -> str:
    """Since when a rhythm is overdue, on either reading."""
    shown = [words.day(row.overdue_since)] if row.overdue_since else []
    if row.overdue_since_by_calendar:
        shown.append(words("met.calendar", day=row.overdue_since_by_calendar))
    return "; ".join(shown)


def where(row: MetRow, words: Words) -> str:
    """Where a meeting was held, or that it was online."""
    mode = words.label("mode", row.mode or "")
    if not row.place:
        return mode
    return words.text(row.place) + ("" if row.mode == "in-person" else words.aside(mode))


def seat(attendee: Attendee, words: Words, names: Names) -> str:
    """Somebody in the room, such as `Hagiuda (then Minister of Economy, Trade and Industry)`."""
    name = names.person(attendee.person)
    if not attendee.office:
        return name + words.aside(words("met.office_unknown"))
    office = words.text(attendee.office)
    if attendee.then:
        office = f"{words('met.then')}{'' if words.lang == 'ja' else ' '}{office}"
    return name + words.aside(office)


def _due(answer: Answer[DueRow], words: Words, names: Names) -> Sheet:
    columns = _columns(words, "reading", "promise", "owners", "made", "due", "evidence")
    rows = tuple(due_line(r, words, names) for r in answer.rows)
    scores = answer.summary["g7"]
    left = scores["left_out"]
    mean = words("due.no_mean") if scores["mean"] is None else f"{scores['mean']:+.2f}"
    note = words("due.scores", mean=mean, scored=scores["scored"], **left)
    counts = answer.summary["readings"]
    told = (words("update.reading_count", n=n, reading=words.label("reading", name)) for name, n in counts.items() if n)
    lead = (f"{len(rows)}{'：' if words.lang == 'ja' else ': '}{words.join(told)}",) if rows else ()
    return Sheet(words("title.due", as_of=answer.as_of), columns, rows, lead=lead, notes=(note,))


def due_line(row: DueRow, words: Words, names: Names) -> tuple[str, ...]:
    """One promise as the cells of a table."""
    evidence = "; ".join(f"{words.label('effect', p.effect)}: {proof(p, words, names)}" for p in row.evidence)
    if row.candidates:
        evidence = "; ".join(filter(None, (evidence, words("due.candidates", n=row.candidates))))
    return (
        reading(row, words),
        words.text(row.text),
        words.join(names.owner(o) for o in row.owners),
        words.day(row.made_on),
        due_day(row, words),
        evidence,
    )


def proof(each: Proof, words: Words, names: Names) -> str:
    """A piece of evidence by its title and the day it took effect."""
    return names.title(each.ref) + words.aside(words.day(each.on))


def reading(row: DueRow, words: Words) -> str:
    """The reading, and whether it was late or is overdue."""
    label = words.label("reading", row.reading.value)
    if row.timing and row.timing != "on time":
        return words("due.late", reading=label, timing=words.label("timing", row.timing))
    if row.overdue_since and row.reading.value in {"not met", "unknown", "partly"}:
        return words("due.overdue", reading=label, day=row.overdue_since)
    return label


def due_day(row: DueRow, words: Words) -> str:
    """When it falls due, as the promise says it and as it was read."""
    days = " / ".join(words.day(day) for day in row.due)
    if row.every:
        every = words.label("every", row.every)
        return every if row.interval == "promised" else words("update.no_interval", every=every)
    phrase = words.text(row.phrase)
    if row.not_before and not days:
        days = words("due.not_before", day=row.not_before)
    if days and phrase:
        return days + words.aside(phrase)
    return days or phrase


def _coverage(answer: Answer[CoverageRow], words: Words, names: Names) -> Sheet:
    columns = _columns(words, "topic", "last_table", "since", "forums")
    rows = tuple(
        (
            names.topic(r.topic),
            words.day(r.last_on_a_table) if r.last_on_a_table else words("met.never"),
            words("days.count", n=r.days_since) if r.days_since is not None else "",
            words.join(_on_table(t, names) for t in r.forums if t.meetings),
        )
        for r in answer.rows
    )
    return Sheet(words("title.coverage", as_of=answer.as_of), columns, rows, frozenset({2}))


def _on_table(table: OnTable, names: Names) -> str:
    return f"{names.forum(table.forum)} {table.meetings}"


def _pairs(answer: Answer[PairRow], words: Words, names: Names) -> Sheet:
    rows = tuple(
        (f"{names.agency(r.agencies[0])} – {names.agency(r.agencies[1])}", f"{r.shared} / {r.of}") for r in answer.rows
    )
    rule = words("met.rule_pairs", joint=answer.summary["joint_promises"], all=answer.summary["promises"])
    return Sheet(
        words("title.pairs", as_of=answer.as_of),
        _columns(words, "agencies", "shared"),
        rows,
        frozenset({1}),
        (rule,),
    )


def _institutions(answer: Answer[InstitutionRow], words: Words, names: Names) -> Sheet:
    del names
    rows = tuple(
        (words.text(r.name), words.label("state", r.state), words.day(r.set_up), words.day(r.undone))
        for r in answer.rows
    )
    columns = _columns(words, "institution", "state", "set_up", "undone")
    return Sheet(words("title.institutions", as_of=answer.as_of), columns, rows)


def _followed(answer: Answer[FollowedRow], words: Words, names: Names) -> Sheet:
    rows = tuple(
        (
            names.title(r.promise),
            words.day(r.made_on),
            names.title(r.instrument),
            f"{words.label('stage', r.stage)} {words.day(r.day)}",
            words.number(r.days_after),
        )
        for r in answer.rows
    )
    columns = _columns(words, "promise", "made", "instrument", "stage", "after")
    return Sheet(
        words("title.followed", as_of=answer.as_of),
        columns,
        rows,
        frozenset({4}),
        (words("met.rule_followed"),),
    )


def _forums(answer: Answer[ForumRow], words: Words, names: Names) -> Sheet:
    rows = tuple(
        (
            names.forum(r.forum),
            str(r.meetings),
            words.day(r.last_met) if r.last_met else words("met.never"),
            str(r.documents),
            str(r.promises),
            str(r.fulfilled),
        )
        for r in answer.rows
    )
    columns = _columns(words, "forum", "meetings", "last_met", "documents", "promises", "fulfilled")
    return Sheet(words("title.by_forum", as_of=answer.as_of), columns, rows, frozenset({1, 3, 4, 5}))


def _absences(answer: Answer[AbsentRow], words: Words, names: Names, *, forum: str = "") -> Sheet:
    rows = tuple(
        (
            names.topic(r.topic),
            words.label("absent", r.absent),
            words.join(names.forum(f) for f in r.elsewhere),
        )
        for r in answer.rows
    )
    day = (
        words.day(names.record.meetings[answer.summary["meeting"]].date)
        if "meeting" in answer.summary
        else words("none")
    )
    title = words("title.absences", forum=names.forum(forum), day=day)
    return Sheet(title, _columns(words, "topic", "absent", "elsewhere"), rows)


_SHEETS: dict[str, Any] = {
    "met": _met,
    "due": _due,
    "coverage": _coverage,
    "pairs": _pairs,
    "institutions": _institutions,
    "followed": _followed,
    "by_forum": _forums,
    "absences": _absences,
}
