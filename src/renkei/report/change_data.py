"""A regime's changes for machines: as JSON, with the words in every language, and as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from renkei.controls.cells import plain_number
from renkei.controls.conditions import to_plain
from renkei.controls.facts import NOT_APPLICABLE, Value
from renkei.controls.rulebook import Version
from renkei.desk.changes import ChangeRow, ChangesAnswer, Moved
from renkei.desk.moved_items import MovedItem
from renkei.desk.rule_changes import RuleChange
from renkei.ground.words import Words
from renkei.report.change_caveats import caveats
from renkei.report.change_words import ChangeWords

Said = Mapping[str, ChangeWords]


def changes_json(answer: ChangesAnswer, languages: Mapping[str, Words]) -> dict[str, Any]:
    """The answer as plain values, the words in every language given."""
    said = {lang: ChangeWords(answer, words) for lang, words in languages.items()}
    known_on = answer.right.known_on
    told = {lang: caveats(answer, words) for lang, words in languages.items()}
    first = next(iter(told.values()))
    return {
        "question": "changes",
        "regime": answer.left.regime.id,
        "since": answer.left.as_of.isoformat(),
        "as_of": answer.as_of.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "rules": answer.book.hash,
        "places": dict(answer.places),
        "answer": [_row(each, said) for each in answer.rows],
        "items": None if answer.items is None else [_item(each) for each in answer.items],
        "steps": [_step(each) for each in answer.steps],
        "proved": not answer.unproved,
        "unproved": [{"goods": each.kind, "of_goods": each.of_goods} for each in answer.unproved],
        "sources": _sources(answer),
        "caveats": [
            {"code": each.code, "about": list(each.about), "text": {lang: told[lang][place].text for lang in told}}
            for place, each in enumerate(first)
        ],
    }


def _row(row: ChangeRow, said: Said) -> dict[str, Any]:
    reach = row.reach
    return {
        "provision": row.provision.id,
        "paragraph": row.provision.paragraph,
        "title": dict(row.provision.title),
        "topic": row.provision.topic,
        "kinds": list(row.kinds),
        "state": {lang: each.state(row) for lang, each in said.items()},
        "was": _version(row.was, said),
        "is": _version(row.now, said),
        "asked": [
            {
                "was": to_plain(each.was) if each.was is not None else None,
                "is": to_plain(each.now) if each.now is not None else None,
                "alternative": each.alternative,
                "text": {lang: words.demand(each) for lang, words in said.items()},
            }
            for each in row.demands
        ],
        "by_itself": None
        if reach is None
        else {
            name: [{lang: w.values(reach.space, box) for lang, w in said.items()} for box in boxes]
            for name, boxes in (("gained", reach.gained), ("lost", reach.lost))
        },
        "regions": [_region(row, each, said) for each in row.moved],
        "others": list(row.others),
        "license_added": list(row.license_added),
        "license_dropped": list(row.license_dropped),
        "judgements": list(row.judgements),
        "from_oldest_text": row.from_oldest_text,
    }


def _version(version: Version | None, said: Said) -> dict[str, Any] | None:
    if version is None:
        return None
    return {
        "since": version.since.isoformat(),
        "public": version.public.isoformat() if version.public else None,
        "instrument": version.instrument,
        "state": version.state,
        "unverified": list(version.unverified),
        "license": list(version.license),
        "words": {lang: each.condition(version) for lang, each in said.items()},
    }


def _region(row: ChangeRow, moved: Moved, said: Said) -> dict[str, Any]:
    region, space = moved.region, moved.comparison.relations[0].space
    witness = region.witness
    return {
        "way": moved.way,
        "goods": [{"goods": each.kind, "of_goods": each.of_goods} for each in moved.subjects],
        "text": {lang: each.where(row, moved) for lang, each in said.items()},
        "deciding": {lang: each.values(space, region.deciding) for lang, each in said.items()},
        "values": [{lang: each.values(space, box) for lang, each in said.items()} for box in region.boxes],
        "certain": region.certain,
        "depends_on": list(region.depends_on),
        "products": list(moved.products),
        "witness": None
        if witness is None
        else {
            "product": witness.product,
            "values": {name: _plain(value) for name, value in witness.values.items()},
            "provisions": list(witness.provisions),
            "policies": list(witness.policies),
        },
    }


def _plain(value: Value) -> Any:
    if value is NOT_APPLICABLE:
        return None
    if isinstance(value, Fraction):
        return plain_number(value)
    return sorted(value) if isinstance(value, frozenset) else value


def _item(each: MovedItem) -> dict[str, Any]:
    return {
        "item": each.item.name,
        "row": each.item.row or None,
        "goods": each.item.facts.kind,
        "move": each.move,
        "was": each.stood,
        "is": each.stands,
        "license_was": each.was.license,
        "license_is": each.now.license,
        "rules": [{"provision": rule.provision, "was": rule.was, "is": rule.now} for rule in each.rules],
        "open_on_both": list(each.open_on_both),
    }


def _step(step: RuleChange) -> dict[str, Any]:
    return {
        "day": step.day.isoformat(),
        "public": step.public.isoformat() if step.public else None,
        "instrument": step.instrument,
        "requirements": step.requirements,
        "changed": {change: list(ids) for change, ids in step.changed.items()},
    }


def _sources(answer: ChangesAnswer) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row in answer.rows:
        versions = [row.was] if row.was is row.now else [row.was, row.now]
        for version in versions:
            if version is None:
                continue
            cited = version.cited
            found.append(
                {
                    "id": row.provision.id,
                    "since": version.since.isoformat(),
                    "how": version.how,
                    "address": cited.address if cited else None,
                    "title": cited.title if cited else None,
                    "verified": version.verified.isoformat() if version.verified else None,
                    "unverified": list(version.unverified),
                }
            )
    return found


CHANGE_COLUMNS = (
    "provision",
    "paragraph",
    "topic",
    "kinds",
    "was_since",
    "was_instrument",
    "is_since",
    "is_instrument",
    "asked",
    "way",
    "goods",
    "region",
    "certain",
    "depends_on",
    "example",
    "products",
    "others",
    "license_added",
    "license_dropped",
)
"""The columns of the answer as CSV: a row for each region, or one for a paragraph without any."""

ITEM_COLUMNS = ("item", "goods", "move", "was", "is", "license_was", "license_is", "rules", "open_on_both")
"""The columns of the items as CSV."""


def change_rows(answer: ChangesAnswer, words: Words) -> Iterator[dict[str, Any]]:
    """The answer as rows of CHANGE_COLUMNS."""
    said = ChangeWords(answer, words)
    for row in answer.rows:
        own = {
            "provision": row.provision.id,
            "paragraph": row.provision.number(words.lang),
            "topic": row.provision.topic,
            "kinds": list(row.kinds),
            "was_since": row.was.since.isoformat() if row.was else None,
            "was_instrument": row.was.instrument if row.was else None,
            "is_since": row.now.since.isoformat() if row.now else None,
            "is_instrument": row.now.instrument if row.now else None,
            "asked": [said.demand(each) for each in row.demands],
            "others": list(row.others),
            "license_added": list(row.license_added),
            "license_dropped": list(row.license_dropped),
        }
        for moved in row.moved:
            yield own | {
                "way": moved.way,
                "goods": [each.kind + (f" {each.of_goods}" if each.of_goods else "") for each in moved.subjects],
                "region": said.where(row, moved),
                "certain": moved.region.certain,
                "depends_on": list(moved.region.depends_on),
                "example": said.example(moved),
                "products": list(moved.products),
            }
        if not row.moved:
            yield own


def item_rows(answer: ChangesAnswer, words: Words) -> Iterator[dict[str, Any]]:
    """The items as rows of ITEM_COLUMNS."""
    said = ChangeWords(answer, words)
    for each in answer.items or ():
        yield _item(each) | {"rules": [said.rule(rule) for rule in each.rules]}
