"""What can be wrong with the files of a sharing; all faults of all files are told at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from renkei.ground.errors import BadInput, Fault

MOST_TOLD = 100
"""So many faults are told one by one; of the others the number."""


class Wrong(Exception):
    """Something wrong with a file, a row or a cell, before it is known where it stands.

    Attributes:
        message: what is wrong.
        help: what to do about it.
        code: the kind of fault.
    """

    def __init__(self, message: str, help: str, *, code: str) -> None:  # noqa: A002 - the field's name everywhere
        super().__init__(message)
        self.message, self.help, self.code = message, help, code

    def at(self, file: Path, line: int) -> Fault:
        """The fault, with its place; line 0 speaks of the whole file."""
        return Fault(file, line, self.code, " ".join(self.message.split()), " ".join(self.help.split()))


class BadSharingFiles(BadInput):
    """Files that cannot be used; carries every fault found."""

    code = "bad-sharing"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        rest = len(self.faults) - 1
        super().__init__(self.faults[0].text() + (f" (and {rest:,} more)" if rest else ""))

    def lines(self) -> list[str]:
        """One line for every fault, up to as many as anybody reads."""
        told = [each.text() for each in self.faults[:MOST_TOLD]]
        more = len(self.faults) - len(told)
        return [*told, f"{more:,} more faults are not listed"] if more else told
