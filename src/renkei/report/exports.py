"""The record for other people's tools: tables, a data dictionary, a calendar, linked data, scores."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from renkei.desk.due import due
from renkei.ground.errors import CannotWrite
from renkei.ground.words import Words
from renkei.record.knowing import View
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
    rows = [shown(view, what, row) for row in table(view, what)]
    return as_json(rows) if form == "json" else rows_csv(rows, dictionary.columns(what))


def table(view: View, name: str) -> list[Row]:
    """The rows of a table that had happened, and were public, by the view's day."""
    dated: dict[str, list[Any]] = {
        "forums": list(view.forums.values()),
        "meetings": view.meetings,
        "documents": view.documents,
        "commitments": view.commitments,
        "instruments": view.instruments,
        "events": view.events,
    }
    if name in dated:
        return dated[name]
    return [row for row in view.record.tables[name].values() if view.visible(row)]


def shown(view: View, name: str, row: Row) -> dict[str, Any]:
    """A row's fields as plain values, without what is later than the view's day."""
    values = row.model_dump(mode="json", exclude_none=True)
    if name == "commitments":
        kept = {(e.ref, e.on.text) for e in view.evidence(row)}  # type: ignore[arg-type]
        values["evidence"] = [e for e in values["evidence"] if (e["ref"], e["on"]) in kept]
    if name == "instruments":
        stages = dict(view.stages(row))  # type: ignore[arg-type]
        values["stages"] = {stage: day for stage, day in values["stages"].items() if stage in stages}
    if name == "people":
        values["offices"] = [
            _office(office, view) for office in values["offices"] if office["since"][:10] <= view.as_of.isoformat()
        ]
    values.pop("note", None)  # a note may speak of later days
    values["checked"] = row.checked.value
    return values


def _office(office: dict[str, Any], view: View) -> dict[str, Any]:
    later = ("until", "seen")
    return {
        key: value
        for key, value in office.items()
        if key not in {*later, "note"} or (key in later and value[:10] <= view.as_of.isoformat())
    }


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
