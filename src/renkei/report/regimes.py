"""A regime in words: the list of its paragraphs, or some of them whole with every version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from renkei.controls.conditions import to_plain
from renkei.controls.rulebook import Version
from renkei.controls.wording import Wording
from renkei.desk.regime import Paragraph, RegimeAnswer
from renkei.ground.words import Words
from renkei.report.screen import screen, shown

Styled = tuple[str, str]
"""A line and how it looks: title, head, line, quiet, warn."""


def regime_text(answer: RegimeAnswer, words: Words, *, width: int, color: bool) -> str:
    """The regime for a terminal."""
    from rich.text import Text

    looks = {"title": "bold", "head": "bold", "line": "", "quiet": "bright_black", "warn": "yellow"}
    console = screen(width=width, color=color)
    for line, look in _lines(answer, words):
        console.print(Text(line, style=looks[look]), soft_wrap=line.strip().startswith("http"))
    return shown(console)


def regime_markdown(answer: RegimeAnswer, words: Words) -> str:
    """The regime as Markdown."""
    from renkei.report.plain_text import escape

    marks = {"title": "# ", "head": "\n## ", "line": "", "quiet": "", "warn": ""}
    lines = []
    for line, look in _lines(answer, words):
        indent = len(line) - len(line.lstrip())
        bullet = f"{' ' * max(0, indent - 2)}* " if look not in {"title", "head"} and line.strip() else ""
        lines.append(f"{marks[look]}{bullet}{escape(line.strip())}")
    return "\n".join(lines).rstrip() + "\n"


def _lines(answer: RegimeAnswer, words: Words) -> Iterator[Styled]:
    regime, lang = answer.rules.regime, words.lang
    yield words("regime.title", regime=regime.names[lang], day=answer.rules.as_of), "title"
    yield f"{regime.authority[lang]} · {regime.law[lang]}", "quiet"
    if answer.narrowed:
        for each in answer.paragraphs:
            yield from _whole(each, answer, words)
        return
    counts = answer.counts
    encoded = counts["modelled"] + counts["partly"] + counts["not at hand"]
    yield "", "line"
    yield words("regime.counts", n=encoded, **{k.replace(" ", "_"): v for k, v in counts.items()}), "line"
    yield words("regime.verified", verified=regime.verified), "warn" if answer.rules.as_of > regime.verified else "line"
    topic = ""
    for each in sorted(answer.paragraphs, key=lambda p: list(answer.book.topics).index(p.provision.topic)):
        if each.provision.topic != topic:
            topic = each.provision.topic
            yield answer.book.topics[topic][lang], "head"
        version = each.version
        state = (
            ""
            if version is None or version.state == "modelled"
            else f"  [{words.label('regime_state', version.state)}]"
        )
        check = "  [" + words("regime.unverified") + "]" if version and "when" in version.unverified else ""
        yield f"  {each.provision.number(lang)}  {each.provision.title[lang]}{state}{check}", "line"
    yield words("regime.licensing"), "head"
    for requirement, _ in answer.requirements:
        yield f"  {requirement.cites}  {requirement.names[lang]}", "line"
    yield words("regime.not_modelled"), "head"
    for what in regime.not_modelled:
        yield f"  {what[lang]}", "line"
    if answer.left_out:
        yield words("regime.left_out"), "head"
        for each_out in answer.left_out:
            yield f"  {each_out.paragraph}: {each_out.why[lang]}", "line"
    yield words("license.rules", hash=answer.book.hash[:12]), "quiet"


def _whole(each: Paragraph, answer: RegimeAnswer, words: Words) -> Iterator[Styled]:
    lang, provision = words.lang, each.provision
    yield f"{provision.number(lang)}  {provision.title[lang]}", "head"
    kinds = words.join(answer.book.kinds[kind].names[lang] for kind in provision.goods)
    yield "  " + words("regime.goods", kinds=kinds), "quiet"
    if each.version is None:
        yield "  " + words("regime.not_in_force", day=answer.rules.as_of), "warn"
    for version in reversed(provision.versions):
        yield from _version(version, answer, words, now=version is each.version)


def _version(version: Version, answer: RegimeAnswer, words: Words, *, now: bool) -> Iterator[Styled]:
    lang = words.lang
    span = (
        words("regime.since_until", since=version.since, until=version.until)
        if version.until
        else words("regime.since", since=version.since)
    )
    yield f"  {'▸' if now else '▹'} {span}  {version.instrument}", "line"
    state = words.label("regime_state", version.state)
    checked = words.label("license", version.how)
    unverified = (
        words("regime.unverified_parts", parts=words.join(words.label("regime_part", p) for p in version.unverified))
        if version.unverified
        else ""
    )
    yield f"    {state} · {checked}{' · ' + unverified if unverified else ''}", "warn" if unverified else "quiet"
    for line in Wording(answer.book, words).lines(version.when):
        yield f"    {'  ' * line.depth}– {line.text}", "line"
    for id_ in version.license:
        requirement = answer.book.requirements.get(id_)
        if requirement:
            yield f"    → {requirement.cites}  {requirement.names[lang]}", "line"
    for what in version.not_modelled:
        yield "    " + words("regime.part_not_modelled", what=what[lang]), "warn"
    for text in (version.unsettled, version.note):
        if text:
            yield f"    {text[lang]}", "quiet"
    for source in version.sources:
        read = "" if source.read else f" ({words('regime.not_read')})"
        yield f"    {source.address or words.label('license', source.how)}{read}", "quiet"


def regime_json(answer: RegimeAnswer, languages: Mapping[str, Words]) -> dict[str, Any]:
    """The regime as plain values."""
    regime = answer.rules.regime
    wordings = {lang: Wording(answer.book, words) for lang, words in languages.items()}
    return {
        "question": "regime",
        "as_of": answer.rules.as_of.isoformat(),
        "known_on": answer.rules.known_on.isoformat() if answer.rules.known_on else None,
        "rules": answer.book.hash,
        "regime": {
            "id": regime.id,
            "name": dict(regime.names),
            "authority": dict(regime.authority),
            "law": dict(regime.law),
            "verified": regime.verified.isoformat(),
        },
        "summary": answer.counts,
        "answer": [_paragraph_json(each, wordings) for each in answer.paragraphs],
        "not_modelled": [dict(each) for each in regime.not_modelled],
        "left_out": [{"paragraph": each.paragraph, "why": dict(each.why)} for each in answer.left_out],
    }


def _paragraph_json(each: Paragraph, wordings: Mapping[str, Wording]) -> dict[str, Any]:
    provision = each.provision
    return {
        "id": provision.id,
        "paragraph": provision.paragraph,
        "names": dict(provision.names),
        "title": dict(provision.title),
        "topic": provision.topic,
        "goods": list(provision.goods),
        "in_force": each.version is not None,
        "versions": [_version_json(version, wordings) for version in provision.versions],
    }


def _version_json(version: Version, wordings: Mapping[str, Wording]) -> dict[str, Any]:
    return {
        "since": version.since.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "public": version.public.isoformat() if version.public else None,
        "instrument": version.instrument,
        "state": version.state,
        "how": version.how,
        "verified": version.verified.isoformat() if version.verified else None,
        "unverified": list(version.unverified),
        "condition": to_plain(version.when),
        "words": {
            lang: [{"depth": line.depth, "text": line.text} for line in w.lines(version.when)]
            for lang, w in wordings.items()
        },
        "license": list(version.license),
        "not_modelled": [dict(each) for each in version.not_modelled],
        "unsettled": dict(version.unsettled) or None,
        "note": dict(version.note) or None,
        "sources": [
            {"address": s.address, "how": s.how, "read": s.read, "title": s.title, "dated": s.dated, "note": s.note}
            for s in version.sources
        ],
    }
