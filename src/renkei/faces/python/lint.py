"""`lint`: is the data sound?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from renkei.faces.python.given import day_of
from renkei.faces.python.reply import Look, Reply, Writer
from renkei.faces.python.saying import Says, question
from renkei.ground.errors import Fault
from renkei.ground.languages import Lang


@dataclass(frozen=True)
class FaultsWriter(Writer):
    """Writes faults, one per line or row."""

    found: list[Fault]

    def plain(self, lang: Lang) -> Any:
        """The faults as plain values."""
        return json.loads(self.written("json", Look(lang)))

    def written(self, form: str, look: Look) -> str | bytes:
        """The faults in one of their forms."""
        from renkei.report.faults import faults_as

        del look
        return faults_as(self.found, form)

    def columns(self) -> tuple[str, ...]:
        """What is told of each fault."""
        return ("file", "line", "code", "message", "help")


@question
def lint(
    folder: Annotated[str | Path | None, Says("Your own record. Default: the built-in one.")] = None,
) -> Reply[Fault]:
    """Is the data sound? Every fault of every file, with file, line and what to do; no row if there is none.

    Raises:
        BadInput: if the folder is no record at all.
    """
    from renkei.desk.lint import lint as check

    found = check(Path(folder) if folder is not None else None)
    return Reply("lint", day_of(None), None, tuple(found), found, FaultsWriter(found))
