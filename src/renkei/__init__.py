"""Renkei keeps the coordination of allied economic security in a form that can be asked, and cites every answer.

Every question is a function here, which returns a `Reply`: `renkei.met(as_of="2023-10-15").text()`. What a question
needs is loaded when it is first named.
"""

from __future__ import annotations

TYPE_CHECKING = False  # so named for those who check types; `typing` itself takes most of an empty import's time
if TYPE_CHECKING:
    from typing import Any

    from renkei.faces.python.changes import changes
    from renkei.faces.python.choices import choices
    from renkei.faces.python.coverage import coverage
    from renkei.faces.python.due import due
    from renkei.faces.python.export import export, export_all
    from renkei.faces.python.exposure import exposure
    from renkei.faces.python.gaps import gaps
    from renkei.faces.python.license import license, license_file  # noqa: A004 - the question's word
    from renkei.faces.python.lint import lint
    from renkei.faces.python.met import met
    from renkei.faces.python.regime import regime
    from renkei.faces.python.reply import Reply
    from renkei.faces.python.share import share
    from renkei.faces.python.shock import shock
    from renkei.faces.python.template import template
    from renkei.faces.python.update import update
    from renkei.ground.errors import BadDay, BadInput, BadOption, BadRecord, CannotWrite, RenkeiError, UnknownWord

__version__ = "0.1.0"

__all__ = [
    "BadDay",
    "BadInput",
    "BadOption",
    "BadRecord",
    "CannotWrite",
    "RenkeiError",
    "Reply",
    "UnknownWord",
    "changes",
    "choices",
    "coverage",
    "due",
    "export",
    "export_all",
    "exposure",
    "gaps",
    "license",
    "license_file",
    "lint",
    "met",
    "regime",
    "share",
    "shock",
    "template",
    "update",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        message = f"module `renkei` has no attribute `{name}`"
        raise AttributeError(message)
    from importlib import import_module

    faces = import_module("renkei.faces.python")
    if name in faces.FUNCTIONS:
        address = f"renkei.faces.python.{faces.FUNCTIONS[name]}"
    else:
        address = "renkei.faces.python.reply" if name == "Reply" else "renkei.ground.errors"
    found = globals()[name] = getattr(import_module(address), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
