"""The record for other people's tools: tables, a data dictionary, a calendar, linked data, scores."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from renkei.desk.due import due
from renkei.ground.days import When
from renkei.ground.errors import CannotWrite
from renkei.ground.words import Words
from renkei.record.commitments import Commitment
from renkei.record.forums import Forum
from renkei.record.instruments import Instrument
from renkei.record.knowing import View
from renkei.record.people import Office, Person
from renkei.record.rows import Row
from renkei.record.tables import TABLES
from renkei.report import dictionary
from renkei.report.calendar import as_calendar
from renkei.report.linked import as_linked
from renkei.report.tabular import as_json, rows_csv

OUT = tuple(name for name in TABLES if name != "articles")
"""The tables that are handed out."""


def export(view: View, what: str, form: str, words: Words) -> str | bytes:
    """One table (as `csv` or `json`), or `calendar`, `linked`, `scores`, `dictionary`."""
    if what == "calendar":
        return as_calendar(view, words)
    if what == "linked":
        return as_linked(view)
    if what == "dictionary":
        return as_json(dictionary.tables()) if form == "json" else rows_csv(dictionary.rows(), dictionary.COLUMNS)
    if what == "scores":
        rows = scores(view)
        return as_json(rows) if form == "json" else rows_csv(rows)
    rows = [shown(view, row) for row in table(view, what)]
    return as_json(rows) if form == "json" else rows_csv(rows, dictionary.columns(what))


def table(view: View, name: str) -> list[Row]:
    """The rows of a table by the view's day: what had happened, stood or held office by then, and was public."""
    dated: dict[str, list[Any]] = {
        "forums": list(view.forums.values()),
        "meetings": view.meetings,
        "documents": view.documents,
        "commitments": view.commitments,
        "instruments": view.instruments,
        "events": view.events,
        "agencies": view.agencies,
        "people": view.people,
    }
    return dated[name] if name in dated else [row for row in view.record.tables[name].values() if view.visible(row)]


def shown(view: View, row: Row) -> dict[str, Any]:
    """A row's fields as plain values, without what is later than the view's day."""
    values = row.model_dump(mode="json", exclude_none=True)
    values.pop("note", None)  # a note may speak of later days
    values["checked"] = row.checked.value
    match row:
        case Commitment():
            values["evidence"] = [e.model_dump(mode="json", exclude_none=True) for e in view.evidence(row)]
        case Instrument():
            values["stages"] = {name: day.text for name, day in view.stages(row)}
        case Forum():
            values["parties"], values["joined"] = view.parties(row), []
        case Person():
            values["offices"] = [_office(office, view) for office in row.offices if office.since.by(view.horizon)]
    for field in ("until", "succeeded_on"):
        day = getattr(row, field, None)
        if isinstance(day, When) and not day.by(view.horizon):
            values.pop(field, None)
            values.pop("succeeded_by", None)
    return values


def _office(office: Office, view: View) -> dict[str, Any]:
    later = {field for field in ("until", "seen") if (day := getattr(office, field)) and not day.by(view.horizon)}
    return office.model_dump(mode="json", exclude_none=True, exclude={"note", *later})


def scores(view: View) -> list[dict[str, Any]]:
    """Every promise on the G7 and Open Government Partnership scales; no score where they have none."""
    return [
        {
            "id": r.id,
            "as_of": view.as_of,
            "forum": r.forum,
            "owners": r.owners,
            "made_on": r.made_on,
            "reading": r.reading,
            "g7": r.g7,
            "ogp": r.ogp,
            "text": r.text,
        }
        for r in due(view).rows
    ]


def write_all(view: View, folder: Path, words: Words) -> None:
    """Every table as CSV and JSON with the data dictionary, calendar, linked data and scores, into a new folder.

    Raises:
        CannotWrite: if the folder exists already or cannot be made; then nothing is left behind.
    """
    if folder.exists():
        message = f"`{folder}` exists already"
        raise CannotWrite(message, "name a new folder")
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent) as place:
            made = Path(place) / "record"
            made.mkdir()
            for name in (*OUT, "scores", "dictionary"):
                for form in ("csv", "json"):
                    _put(made / f"{name}.{form}", export(view, name, form, words))
            _put(made / "calendar.ics", export(view, "calendar", "", words))
            _put(made / "linked.jsonld", export(view, "linked", "", words))
            shutil.move(made, folder)
    except OSError as error:
        message = f"`{folder}` cannot be written: {(error.strerror or 'unknown reason').lower()}"
        raise CannotWrite(message, "choose another place") from None


def _put(path: Path, content: str | bytes) -> None:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
