"""Every claim of the article that a record can answer, put to Renkei as of 15 October 2023.

A verdict is never written down: each answer compares what the article claims with what the desk returns.
"""

from __future__ import annotations

from datetime import date

from asking import (
    AS_OF,
    Callable,
    MetFilter,
    Verdict,
    absences,
    by_forum,
    compared,
    followed,
    institutions,
    last,
    meeting,
    met,
    pairs,
    promise,
    record,
    topic,
    topics_of,
    view,
)

ANSWERS: dict[str, Callable[[], Verdict]] = {}


def answers(*numbers: int) -> Callable[[Callable[[], Verdict]], Callable[[], Verdict]]:
    """Marks a function as the answer to these claims."""

    def keep(function: Callable[[], Verdict]) -> Callable[[], Verdict]:
        for number in numbers:
            ANSWERS[str(number)] = function
        return function

    return keep


@answers(3, 45, 80)
def carriers() -> Verdict:
    start = date(2026, 11, 1)
    first, now = pairs(view(AS_OF, start)).rows, pairs(view()).rows
    top, of = now[0], now[0].of
    answer = (
        f"METI and Commerce share {top.shared} of the {of} promises that at least two agencies own (a bureau counts as its "
        f"department); next come {' and '.join(now[1].agencies)} with {now[1].shared}. In the starting fact base alone: "
        f"{first[0].shared} of {first[0].of}. The record is chosen by hand."
    )
    return compared(("jp-meti", "us-doc"), top.agencies, answer, "renkei coverage --by agencies", *top.promises)


@answers(4)
def first_ministerial() -> Verdict:
    rows = met(view(), MetFilter(forum="epcc", level="ministerial"), each=True).rows
    first = rows[-1]
    return compared(
        "2022-07",
        first.last_met.text[:7],
        f"First held on {first.last_met}.",
        "renkei met --forum epcc --each",
        first.meeting,
    )


@answers(5)
def attendance() -> Verdict:
    row = last("epcc", "ministerial")
    names = {p.person for p in row.people}
    told = ", ".join(f"{p.name.en} ({p.office.en})" for p in row.people)
    return compared(
        {"blinken", "raimondo", "hayashi", "hagiuda"},
        names,
        f"{told}.",
        "renkei met --forum epcc --each",
        row.meeting,
    )


@answers(6)
def then() -> Verdict:
    ended = {p.person for p in last("epcc", "ministerial").people if p.then}
    people = record().people
    told = "; ".join(
        f"{people[p].name.en} left that office on {people[p].offices_on(date(2022, 7, 29))[0].until}"
        for p in sorted(ended)
    )
    answer = f'"Then" belongs to both Japanese ministers: {told}.'
    return compared({"hayashi"}, ended, answer, "renkei met --forum epcc --each", *sorted(ended))


@answers(7)
def tokyo_summit() -> Verdict:
    m = meeting("m-sum-2022-05")
    answer = f"{m.place.en}, {m.date}, with {', '.join(m.chairs)}."
    return compared(
        ("2022-05-23", {"kishida", "biden"}),
        (m.date.text, set(m.chairs)),
        answer,
        "renkei met --forum summit-us-jp --each",
        m.id,
    )


@answers(8)
def shortly_after() -> Verdict:
    gap = (meeting("m-epcc-1").date.earliest - meeting("m-sum-2022-05").date.latest).days
    return compared(True, 0 < gap < 100, f"{gap} days later.", "renkei met --each", "m-sum-2022-05", "m-epcc-1")


@answers(9)
def called() -> Verdict:
    names = record().forums["epcc"].also_called
    return compared(True, "Economic 2+2" in names, f"Also called {', '.join(names)}.", "renkei export forums", "epcc")


@answers(10)
def epcc_topics() -> Verdict:
    wanted = {"supply-chains", "semiconductors", "critical-minerals"}
    found = {name for name in wanted if any(t.forum == "epcc" and t.meetings for t in topic(name).forums)}
    answer = f"On its tables by then: {', '.join(sorted(found))}. That it coordinates Commerce's work is an opinion the record does not hold."
    return Verdict("in part" if found == wanted else "wrong", answer, "renkei coverage --forum epcc", ("m-epcc-1",))


@answers(11)
def not_again() -> Verdict:
    row = last("epcc", "ministerial")
    later = last("epcc", "ministerial", date(2023, 11, 20))
    answer = f"Last met on {row.last_met}, {row.days_since} days before; it met again on {later.last_met}."
    return compared(1, row.met, answer, "renkei met --forum epcc", row.meeting)


@answers(12)
def other_levels() -> Verdict:
    row = last("epcc", "vice-ministerial")
    answer = f"At vice-ministerial level {row.met} times by then, last on {row.last_met}."
    return compared(True, row.met > 0, answer, "renkei met --forum epcc", row.meeting)


@answers(13)
def january() -> Verdict:
    found = topics_of("m-epcc-vm2")
    answer = f"{meeting('m-epcc-vm2').date}: {', '.join(meeting('m-epcc-vm2').topics)}."
    return compared(
        True,
        {"economic-coercion", "emerging-tech"} <= found,
        answer,
        "renkei met --forum epcc --each",
        "m-epcc-vm2",
    )


@answers(14)
def main_channel() -> Verdict:
    leads = {}
    for name in ("semiconductors", "export-controls", "digital-economy"):
        tables = [t for t in topic(name).forums if t.forum and record().forums[t.forum].group == "bilateral"]
        leads[name] = max(tables, key=lambda t: (t.promises, t.meetings)).forum
    told = "; ".join(f"{name}: {forum}" for name, forum in leads.items())
    answer = f"Bilateral forum with most promises on the topic, then most meetings: {told}."
    verdict = "agrees" if set(leads.values()) == {"jucip"} else "in part" if "jucip" in leads.values() else "wrong"
    return Verdict(verdict, answer, "renkei coverage")


@answers(16)
def launched() -> Verdict:
    forum = record().forums["jucip"]
    agencies = set(forum.agencies)
    answer = f"Set up on {forum.since} by {' and '.join(sorted(agencies))}."
    return compared(
        ("2021-11", {"us-doc", "jp-meti"}),
        (forum.since.text[:7], agencies),
        answer,
        "renkei export forums",
        "jucip",
    )


@answers(17)
def priorities() -> Verdict:
    found = topics_of("m-jucip-0")
    groups = record().forums["jucip"].working_groups
    extra = set(groups) - {"semiconductors", "digital-economy", "trade-investment"}
    answer = f"On the table that day: {', '.join(meeting('m-jucip-0').topics)}; working groups: {', '.join(groups)}."
    held = {"semiconductors", "digital-economy", "trade-investment"} <= found
    return Verdict(
        "wrong" if not held else "in part" if extra else "agrees",
        answer,
        "renkei met --forum jucip --each",
        ("m-jucip-0", "jucip"),
    )


@answers(18)
def under_core() -> Verdict:
    return compared(
        "core",
        record().forums["jucip"].parent,
        "JUCIP's parent in the record is the CoRe Partnership.",
        "renkei export forums",
        "jucip",
    )


@answers(19)
def first_jucip() -> Verdict:
    m = meeting("m-jucip-1")
    claimed = ("2022-05", {"raimondo", "hagiuda"}, "1")
    found = (m.date.text[:7], set(m.chairs), m.ordinal)
    return compared(
        claimed,
        found,
        f"{m.date}, {m.place.en}; it counts itself as the first.",
        "renkei met --forum jucip --each",
        m.id,
    )


@answers(20)
def principles() -> Verdict:
    d = record().documents["d-semi-principles"]
    return compared(
        "m-jucip-1",
        d.meeting,
        f"Issued on {d.date} at the first JUCIP ministerial (checked: {d.checked.value}).",
        "renkei export documents",
        d.id,
    )


@answers(22)
def principle_topics() -> Verdict:
    row = promise("c-jucip1-principles")
    held = {"semiconductors", "semi-shortage", "semi-rnd", "supply-chains"} <= topics_of("m-jucip-1")
    return compared(
        True,
        held,
        f"{row.text.en}. Read as {row.reading.value} on that day.",
        "renkei due --forum jucip",
        row.id,
    )


@answers(23, 24)
def work_plan() -> Verdict:
    row = promise("c-jucip1-workplan")
    answer = f"{row.text.en}. Read as {row.reading.value}; no published plan is in the record."
    return Verdict(
        "in part" if row.reading.value != "met" else "agrees",
        answer,
        "renkei due --forum jucip --topic export-controls",
        (row.id,),
    )


@answers(25)
def after_the_plan() -> Verdict:
    rows = [r for r in followed(view()).rows if r.promise == "c-jucip1-workplan"]
    told = "; ".join(f"{r.instrument} {r.days_after} days later" for r in rows)
    return Verdict(
        "not a matter of record",
        f"An order of time, never a cause: {told}.",
        "renkei coverage --by instruments",
        tuple(r.instrument for r in rows),
    )


@answers(26)
def consultations() -> Verdict:
    forums = {name: record().instruments[name].forum for name in ("i-bis-jucip-rfc", "i-jp-2023-23items")}
    answer = "The BIS notice of December 2022 was a JUCIP consultation; METI's of March 2023 was on its own 23-item order (`renkei lint docs/article/record`)."
    ours = forums["i-bis-jucip-rfc"] == "jucip"
    both = ours and forums["i-jp-2023-23items"] == "jucip"
    return Verdict(
        "agrees" if both else "in part" if ours else "wrong",
        answer,
        "renkei export instruments",
        tuple(forums),
    )


@answers(27)
def framework() -> Verdict:
    stages = dict(view().stages(record().instruments["i-jp-2023-23items"]))
    told = ", ".join(f"{name} {day}" for name, day in stages.items())
    return compared(
        "2023-03", stages["announced"].text[:7], f"{told}.", "renkei export instruments", "i-jp-2023-23items"
    )


@answers(29)
def bis_rule() -> Verdict:
    i = record().instruments["i-bis-2022-10"]
    return compared(
        "2022-10",
        i.stages.announced.text[:7],
        f"{i.citation}: announced {i.stages.announced}, published {i.stages.published}.",
        "renkei export instruments",
        i.id,
    )


@answers(32)
def in_force() -> Verdict:
    i = record().instruments["i-jp-2023-23items"]
    answer = f"In force on {i.stages.effective}. The article's note gives 2020, against the year in its own address."
    return compared("2023-07-23", i.stages.effective.text, answer, "renkei lint docs/article/record", i.id)


@answers(34)
def guardrails() -> Verdict:
    i = record().instruments["i-chips-guardrails"]
    return compared(
        "2023-09",
        i.stages.announced.text[:7],
        f"Announced {i.stages.announced}, published {i.stages.published}.",
        "renkei export instruments",
        i.id,
    )


@answers(36)
def second_jucip() -> Verdict:
    row = last("jucip", "ministerial")
    m = meeting(row.meeting)
    return compared(
        ("2023-05", "2"),
        (m.date.text[:7], m.ordinal),
        f"{m.date}, {m.place.en}.",
        "renkei met --forum jucip",
        m.id,
    )


@answers(38)
def ecosystem() -> Verdict:
    return compared(
        True,
        "semiconductors" in topics_of("m-jucip-2"),
        "Chips, chip research and incentive programs were on the table.",
        "renkei met --forum jucip --each",
        "m-jucip-2",
    )


@answers(39)
def nstc_lstc() -> Verdict:
    row = promise("c-jucip2-nstc")
    return compared(
        "m-jucip-2",
        record().commitments[row.id].meeting,
        f"{row.text.en}. Read as {row.reading.value}.",
        "renkei due --forum jucip",
        row.id,
    )


@answers(40)
def nstc() -> Verdict:
    now = institutions(view(), "nstc").rows[0]
    later = institutions(view(date(2024, 12, 31)), "nstc").rows[0]
    return compared(
        "not set up",
        now.state,
        f"{now.state.capitalize()}; set up on {later.set_up}.",
        "renkei coverage --by institutions",
        *later.events,
    )


@answers(41)
def concentration() -> Verdict:
    row = promise("c-jucip2-concentration")
    answer = f"{row.text.en}; promised on {row.made_on} in JUCIP. The article cites the EPCC statement of July 2022 for it, which is older."
    return compared(
        ("jucip", "2023-05-26"),
        (row.forum, row.made_on.text),
        answer,
        "renkei lint docs/article/record",
        row.id,
    )


@answers(42)
def more_technology() -> Verdict:
    row = promise("c-jucip2-tech")
    return compared(
        True,
        {"ai", "quantum"} <= topics_of("m-jucip-2"),
        f"{row.text.en}. Read as {row.reading.value}.",
        "renkei due --forum jucip",
        row.id,
    )


@answers(43, 44)
def graves() -> Verdict:
    e = record().events["e-graves-tuj"]
    answer = f"{e.title.en} ({e.date}). Checked: {e.checked.value}; unverified: {', '.join(e.unverified) or 'nothing'}."
    return compared("2023-09", e.date.text[:7], answer, "renkei export events", e.id)


@answers(47)
def ostp() -> Verdict:
    rows = [m for m in view().meetings if "us-ostp" in view().agencies_at(m)]
    return compared(
        True,
        bool(rows),
        f"OSTP was at {len(rows)} meetings by then, last on {rows[-1].date}.",
        "renkei met --agency us-ostp --each",
        *(m.id for m in rows[-3:]),
    )


@answers(48)
def agreement() -> Verdict:
    forum, paper = record().forums["jhlc"], record().documents["d-st-1988"]
    return compared(
        ("1988", "1988"),
        (forum.since.text[:4], paper.date.text[:4]),
        f"Agreement of {paper.date}; {forum.origin.en.rstrip('.')}.",
        "renkei export documents",
        paper.id,
        forum.id,
    )


@answers(49)
def ministerial() -> Verdict:
    levels = record().forums["jhlc"].levels
    return compared(
        ["ministerial"],
        levels,
        f"Levels in the record: {', '.join(levels)}.",
        "renkei met --forum jhlc",
        "jhlc",
    )


@answers(50)
def two_tracks() -> Verdict:
    m = meeting("m-jhlc-14")
    told = m.format.en if m.format else "no format"
    verdict = (
        "in part" if m.format and "track" in m.format.en.lower() and "format" in m.unverified else "not in the record"
    )
    return Verdict(verdict, f"{m.date}: {told}", "renkei export meetings", (m.id,))


@answers(51)
def track_leaders() -> Verdict:
    m = meeting("m-jhlc-14")
    offices = {p.person: [o.office.en for o in p.offices] for p in view().in_room(m)}
    found = {"droegemeier", "kratsios"} <= set(offices)
    answer = f"US co-chairs: Kelvin Droegemeier ({offices['droegemeier'][0]}), Michael Kratsios ({offices['kratsios'][0]}); who led which track is not settled by an official text."
    return Verdict("in part" if found else "wrong", answer, "renkei met --forum jhlc --each", (m.id,))


@answers(52)
def kratsios() -> Verdict:
    office = next(
        o
        for o in record().people["kratsios"].offices
        if "Chief Technology" in o.office.en and "Deputy" not in o.office.en
    )
    return compared(
        "2019-08",
        office.since.text[:7],
        f"In that office since {office.since} (checked: {office.checked.value}).",
        "renkei export people",
        "kratsios",
    )


@answers(54)
def little_policy() -> Verdict:
    rows = {r.forum: r for r in by_forum(view()).rows}
    j, c = rows["jhlc"], rows["jucip"]
    answer = f"By then the record holds {j.promises} promises of the JHLC ({j.fulfilled} with fulfilling evidence) and {c.promises} of JUCIP ({c.fulfilled})."
    return Verdict(
        "agrees" if j.promises < c.promises else "wrong",
        answer,
        "renkei coverage --by forum",
        ("jhlc", "jucip"),
    )


@answers(55)
def fifteenth() -> Verdict:
    row = last("jhlc")
    m = meeting(row.meeting)
    answer = f"{m.date}, {m.place.en}, {row.gap_before:,} days after the one before."
    return compared(
        ("2023-05-16", "15", True),
        (m.date.text, m.ordinal, "Tokyo" in m.place.en),
        answer,
        "renkei met --forum jhlc",
        m.id,
    )


@answers(56)
def venue() -> Verdict:
    m = meeting("m-jhlc-15")
    named = "Foreign" in m.place.en
    return Verdict(
        "agrees" if named else "not in the record",
        f"The readouts name the city ({m.place.en}), not the building.",
        "renkei export meetings",
        (m.id,),
    )


@answers(57)
def co_chairs() -> Verdict:
    row = last("jhlc")
    japan = {p.person for p in row.people if record().people[p.person].country == "JP"}
    told = ", ".join(record().people[p].name.en for p in sorted(japan))
    verdict = "agrees" if japan == {"takaichi"} else "in part" if "takaichi" in japan else "wrong"
    return Verdict(
        verdict,
        f"Japan's co-chairs were {told}; the article names one.",
        "renkei met --forum jhlc --each",
        (row.meeting,),
    )


@answers(58)
def off_the_table() -> Verdict:
    answer = absences(view(), "jhlc")
    found = {r.topic for r in answer.rows if r.absent == "checked"}
    wanted = {"semiconductors", "supply-chains", "export-controls", "critical-minerals"}
    told = f"Looked for in the readouts and not there: {', '.join(sorted(found))}. Readouts: {', '.join(answer.summary['readouts'])}."
    return compared(
        wanted,
        found,
        told,
        "renkei coverage --by absences --forum jhlc",
        "m-jhlc-15",
        *answer.summary["readouts"],
    )


@answers(60)
def one_track() -> Verdict:
    m = meeting("m-jhlc-15")
    told = m.format.en if m.format else "The readouts name no format."
    return Verdict("not in the record", told, "renkei export meetings", (m.id,))


@answers(61)
def research() -> Verdict:
    found = meeting("m-jhlc-15").topics
    extra = [t for t in found if t not in {"ai", "quantum"}]
    verdict = "wrong" if not {"ai", "quantum"} <= set(found) else "in part" if extra else "agrees"
    return Verdict(verdict, f"Readouts have {', '.join(found)}.", "renkei met --forum jhlc --each", ("m-jhlc-15",))


@answers(62)
def use_the_jhlc() -> Verdict:
    found = [r.topic for r in absences(view(), "jhlc").rows if r.absent == "checked"]
    return Verdict(
        "not a matter of record",
        f"A proposal; the absent topics it would fill: {', '.join(sorted(found))}.",
        "renkei coverage --by absences --forum jhlc",
    )


@answers(63)
def international() -> Verdict:
    row = promise("c-epcc1-hub")
    return compared(
        "jp",
        "jp" if "JP" in row.owners else "",
        f"One instance in the record: {row.text.en} ({row.reading.value} on that day).",
        "renkei due --topic semi-rnd",
        row.id,
        otherwise="not in the record",
    )


@answers(64)
def wider() -> Verdict:
    both = {"us-doc", "jp-meti"}
    rows = [m for m in view().meetings if m.forum and both <= view().departments(view().agencies_at(m))]
    found = list(dict.fromkeys(m.forum for m in rows if len(record().forums[m.forum].parties) > 2))
    return compared(
        True,
        bool(found),
        f"Forums of more than two parties where both were in the room by then: {', '.join(found)}.",
        "renkei coverage --by forum",
        *found,
    )


@answers(65)
def asean() -> Verdict:
    row = promise("c-jucip2-asean")
    named = "ASEAN" in row.text.en or "South-East" in row.text.en
    return Verdict(
        "agrees" if named else "in part",
        f"The part read speaks of the Indo-Pacific: {row.text.en}.",
        "renkei due --forum jucip",
        (row.id,),
    )


@answers(66)
def dutch() -> Verdict:
    row = promise("c-nl-unpublished")
    answer = f"Not announced: {row.text.en} ({row.disclosure}); a US official acknowledged it on {record().events['e-graves-ack'].date}."
    return compared("published", row.disclosure, answer, "renkei due --forum us-jp-nl", row.id, "e-graves-ack")


@answers(67)
def among_the_first() -> Verdict:
    rows = [i for i in view().instruments if "-" in i.jurisdiction and "export-controls" in i.topics]
    return Verdict(
        "not in the record",
        f"The record holds {len(rows)} earlier instruments of several governments on export controls; judging this needs a wider inventory.",
        "renkei export instruments",
    )


@answers(68)
def added_controls() -> Verdict:
    reached: dict[str, list[str]] = {"US": [], "JP": []}
    for i in view().instruments:
        stages = dict(view().stages(i))
        first = stages.get("effective") or stages.get("published")
        if i.jurisdiction in reached and "export-controls" in i.topics and first and first.earliest.year == 2023:
            reached[i.jurisdiction].append(i.id)
    told = "; ".join(f"{place}: {', '.join(ids) or 'none'}" for place, ids in reached.items())
    return compared(
        True,
        all(reached.values()),
        f"Published or in force in 2023 by then: {told}.",
        "renkei export instruments",
        *reached["US"],
        *reached["JP"],
    )


@answers(69)
def camp_david() -> Verdict:
    m = meeting("m-cd-2023")
    claimed = ("2023-08-18", {"kishida", "yoon", "biden"}, "1")
    answer = f"{m.date}, {m.place.en}; the first held on its own, earlier ones were beside other meetings."
    return compared(claimed, (m.date.text, set(m.chairs), m.ordinal), answer, "renkei met --forum us-jp-kr", m.id)


@answers(70)
def chip_chains() -> Verdict:
    found = topics_of("m-cd-2023")
    unsure = "topics" in meeting("m-cd-2023").unverified
    verdict = "wrong" if not {"semiconductors", "supply-chains"} <= found else "in part" if unsure else "agrees"
    return Verdict(
        verdict,
        f"Topics: {', '.join(meeting('m-cd-2023').topics)}" + (" (unverified)." if unsure else "."),
        "renkei met --forum us-jp-kr --each",
        ("m-cd-2023",),
    )


@answers(72)
def quad() -> Verdict:
    row = next(r for r in by_forum(view()).rows if r.forum == "quad")
    rows = [
        r
        for r in (promise(c.id) for c in view().commitments if view().forum_of(c) == "quad")
        if "semiconductors" in r.topics or "supply-chains" in r.topics
    ]
    told = "; ".join(f"{r.text.en}: {r.reading.value}" for r in rows)
    answer = f"{row.meetings} meetings, {row.documents} documents, {row.promises} promises by then; on supply chains: {told}."
    limited = all(r.reading.value != "met" for r in rows)
    return Verdict(
        "agrees" if rows and limited else "in part" if rows else "not in the record",
        answer,
        "renkei due --forum quad --topic supply-chains",
        tuple(r.id for r in rows),
    )


@answers(73)
def chip4() -> Verdict:
    forum = record().forums["chip4"]
    return compared(
        {"US", "JP", "KR", "TW"},
        set(forum.parties),
        f"Since {forum.since}, {', '.join(forum.parties)}.",
        "renkei export forums",
        "chip4",
    )


@answers(74)
def chip4_results() -> Verdict:
    row = next(r for r in by_forum(view()).rows if r.forum == "chip4")
    answer = f"{row.meetings} meetings, {row.documents} documents, {row.promises} promises by then."
    return compared((0, 0), (row.documents, row.promises), answer, "renkei coverage --by forum", "chip4")


@answers(76)
def osaka() -> Verdict:
    plan = next(p for p in view().planned if p.meeting.forum == "g7-trade")
    day = plan.announced.date
    held = last("g7-trade", None, date(2023, 11, 20))
    answer = f"Planned for {day} (announced {plan.announced.public}); held on {held.last_met}."
    return compared("2023-10-28/2023-10-29", day.text, answer, "renkei met --forum g7-trade", plan.meeting.id)


@answers(77, 78)
def osaka_afterwards() -> Verdict:
    held = last("g7-trade", "ministerial", date(2023, 11, 20))
    return Verdict(
        "not a matter of record",
        f"A forecast; afterwards the readouts had {', '.join(held.topics)}.",
        "renkei met --forum g7-trade --each --as-of 2023-11-20",
        (held.meeting,),
    )


@answers(81)
def goes_on() -> Verdict:
    now = date(2026, 11, 23)
    e, j = last("epcc", None, now), last("jucip", "ministerial", now)
    top = pairs(view(now)).rows[0]
    answer = (
        f"A forecast; by {now} the pair goes on ({top.shared} of {top.of} shared promises), but the EPCC last met on {e.last_met} and JUCIP on {j.last_met}; "
        "the work moved to the investment committees."
    )
    return Verdict("not a matter of record", answer, "renkei update --as-of 2026-11-23", (e.meeting, j.meeting))


@answers(82, 83)
def ostp_later() -> Verdict:
    d = record().documents["d-tpd-2025"]
    return Verdict(
        "not a matter of record",
        f"Later OSTP did become more active: {d.title.en} ({d.date}, {', '.join(d.issuers)}).",
        "renkei export documents",
        (d.id,),
    )


@answers(28)
def not_aligned() -> Verdict:
    return Verdict("not in the record", "A minister's words to the press; the record holds no row for them.")


@answers(31)
def in_line() -> Verdict:
    return Verdict(
        "not in the record",
        "Needs the item lists of both regimes, compared; the record holds the instruments only.",
    )


@answers(84)
def presidency() -> Verdict:
    return Verdict(
        "not in the record",
        "Presidencies have no row of their own; Japan hosted the 2023 meetings.",
        "renkei met --forum g7-leaders --each",
        ("m-g7-2023",),
    )


@answers(86)
def author() -> Verdict:
    return Verdict("not in the record", "About the article, not about coordination.")
