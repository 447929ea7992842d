"""`update`: the coordination update as of a day, the main job."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from renkei.desk.brief import Brief, brief, default_since
from renkei.desk.findings import Finding
from renkei.faces.python.given import day
from renkei.faces.python.record import record_of, view_of
from renkei.faces.python.reply import Look, Reply, Writer
from renkei.faces.python.saying import AsOf, Data, Day, KnownOn, RecordedBy, Says, question
from renkei.ground.languages import Lang

if TYPE_CHECKING:
    from renkei.report.blocks import Document


@dataclass(frozen=True)
class UpdateWriter(Writer):
    """Writes an update."""

    made: Brief
    forms = ("text", "md", "html", "json", "pdf", "docx")
    documented = True

    def plain(self, lang: Lang) -> Any:
        """The answers of all questions the update rests on, with its text section by section."""
        return json.loads(self.written("json", Look(lang)))

    def dicts(self) -> list[dict[str, Any]]:
        """The findings."""
        from renkei.desk.answers import plain

        return [plain(each) for each in self.made.findings]

    def document(self, look: Look) -> Document:
        """The whole update as blocks."""
        from renkei.report.outline import outline

        return outline(self.made, look.words)

    def written(self, form: str, look: Look) -> str | bytes:
        """The update in one of its forms."""
        from renkei.report.update import written

        return written(self.made, look.words, form, width=look.width, color=look.color)

    def notes(self, look: Look) -> list[str]:
        """What to bear in mind, as sentences."""
        words = look.words
        cited = self.made.cited(note.id for note in self.document(look).sources)
        return [words(f"caveats.{each.code}", **each.values) for each in self.made.caveats(cited)]


@question
def update(
    as_of: AsOf = None,
    *,
    since: Annotated[Day | None, Says("Tell what changed after this day. Default: three months before.")] = None,
    known_on: KnownOn = None,
    recorded_by: RecordedBy = None,
    data: Data = None,
) -> Reply[Finding]:
    """Write the coordination update as of a day, every line with the rows and addresses it rests on.

    The rows are its findings. The whole update is what it writes: `text`, `html`, `pdf`, `docx`, `markdown`, and
    `to_json` with the answers to all questions it rests on.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if `since` is not before the day.
        BadRecord: if your own record cannot be used.
    """
    view = view_of(record_of(data), as_of, known_on, recorded_by)
    made = brief(view, day(since) if since else default_since(view.as_of))
    return Reply("update", view.as_of, view.known_on, tuple(made.findings), made, UpdateWriter(made))
