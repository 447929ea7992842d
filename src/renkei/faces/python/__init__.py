"""Python: every question as a function of `renkei`; the other faces ask through these functions as well."""

from __future__ import annotations

FUNCTIONS: dict[str, str] = {
    "changes": "changes",
    "choices": "choices",
    "coverage": "coverage",
    "due": "due",
    "exposure": "exposure",
    "export": "export",
    "export_all": "export",
    "gaps": "gaps",
    "license": "license",
    "license_file": "license",
    "lint": "lint",
    "met": "met",
    "regime": "regime",
    "share": "share",
    "shock": "shock",
    "template": "template",
    "update": "update",
}
"""Each function of `renkei` and the module here that holds it, which is loaded when the function is first named."""

QUESTIONS: tuple[str, ...] = (
    "update",
    "met",
    "due",
    "coverage",
    "license",
    "regime",
    "gaps",
    "changes",
    "exposure",
    "shock",
    "share",
    "lint",
    "export",
)
"""The words that are a command, an address and a tool as well, in the order in which they are listed."""
