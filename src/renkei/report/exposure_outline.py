"""Exposure as a document: a table of goods, or everything known of one good."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.desk.answers import Caveat
from renkei.desk.exposure import ExposureAnswer
from renkei.ground.sources import How
from renkei.ground.words import Words
from renkei.report.blocks import Block, Bullets, Document, Heading, Paragraph, Plain
from renkei.report.exposure_good import OneGood
from renkei.report.exposure_notes import ExposureNotes
from renkei.report.exposure_tables import overview
from renkei.report.exposure_words import ExposureWords


def exposure_document(
    answer: ExposureAnswer, words: Words, *, figures: bool = False, everything: bool = True
) -> Document:
    """The whole answer as blocks; with charts, if `figures`; only the first goods, unless `everything`."""
    said = ExposureWords(answer, words)
    notes = ExposureNotes(said)
    blocks = tuple(_blocks(said, notes, figures=figures, everything=everything))
    subtitle = [words("exposure.as_of", day=answer.as_of)]
    if answer.known_on:
        subtitle.append(words("update.known_on", day=answer.known_on))
    labels = {key: words(f"update.{key}") for key in ("sources", "contents", "key")} | {
        "foot": words("update.page_foot", day=answer.as_of),
        "skip": words("page.skip"),
        "back": words("page.back", n="{n}", place="{place}"),
    }
    return Document(words.lang, _title(said), tuple(subtitle), answer.as_of, blocks, notes.listed(), labels)


def _title(said: ExposureWords) -> str:
    asked, words = said.answer.asked, said.words
    if asked.importer and asked.place:
        return words("exposure.title_from", importer=said.the_place(asked.importer), place=said.the_place(asked.place))
    if asked.importer:
        return words("exposure.title_importer", place=said.the_place(asked.importer))
    if asked.goods:
        return words("exposure.title_good", good=said.goods(asked.goods))
    if asked.place:
        return words("exposure.title_place", place=said.the_place(asked.place))
    return words("exposure.title")


def _blocks(said: ExposureWords, notes: ExposureNotes, *, figures: bool, everything: bool) -> Iterator[Block]:
    answer, words = said.answer, said.words
    if answer.chains:
        for chain in answer.chains:
            yield from OneGood(chain, said, notes).blocks(figures=figures)
    elif not answer.rows:
        yield Paragraph((Plain(_nothing(said)),))
    else:
        yield from overview(said, notes, figures=figures, everything=everything)
    caveats = answer.caveats if answer.rows or answer.others else ()
    if caveats:
        yield Heading(words("exposure.caveats"), 1, "caveats")
        yield Bullets(tuple((Plain(caveat_line(each, said)),) for each in caveats))


def _nothing(said: ExposureWords) -> str:
    """That nothing is known, and where something is."""
    answer, words = said.answer, said.words
    told = [words("exposure.none")]
    every = [each for each in answer.supply.figures if not each.forecast]
    if answer.asked.importer and not any(each.importer == answer.asked.importer for each in every):
        importers = sorted({each.importer for each in every if each.importer})
        told.append(words("exposure.only_importers", list=said.places(importers)))
    elif every and not answer.supply.known(answer.as_of, answer.known_on):
        year, public = min(each.year for each in every), min(each.public for each in every)
        told.append(words("exposure.first_figures", year=str(year), day=public))
    return ("" if words.lang == "ja" else " ").join(told)


def caveat_line(caveat: Caveat, said: ExposureWords) -> str:
    """A caveat as a sentence, goods by name."""
    if caveat.code == "supply_checked":
        return _checked(caveat, said.words)
    values = dict(caveat.values)
    if "ids" in values:
        values["ids"] = said.few_goods(values["ids"])
    if "year" in values:
        values["year"] = str(values["year"])
    return said.words(f"exposure_caveats.{caveat.code}", **values)


def _checked(caveat: Caveat, words: Words) -> str:
    """How many sources were checked how; what there is none of is not told."""
    told = [words(f"exposure_caveats.how.{how.value}", n=caveat.values[how.value]) for how in How]
    there = [each for each, how in zip(told, How, strict=True) if caveat.values[how.value]]
    return words("exposure_caveats.supply_checked", n=caveat.values["n"], list=words.join(there))
