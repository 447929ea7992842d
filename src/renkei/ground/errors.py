"""Every error Renkei raises on purpose, and the faults it finds in files.

RenkeiError
└── BadInput                   the caller's input cannot be used; the command line exits with 2
    ├── BadDay                 a day that cannot be read or does not exist         `bad-day`
    ├── BadOption              an option that does not fit the question            `bad-option`
    ├── UnknownWord            an id or word the record does not know              `unknown-word`
    ├── BadRecord              the files of a record do not hold together          `bad-record`
    ├── CannotWrite            the output file cannot be written                   `cannot-write`
    ├── BadSheet               a table of items that is no table                   `bad-table`
    │   └── BadTable           one with faulty cells, each told on a line; the same code
    ├── UnknownHeading         a heading that stands for nothing the rules read    `unknown-column`
    ├── BadCell                a cell that cannot be read                          `bad-cell`
    ├── FormulaCell            a cell that holds a formula                         `formula-cell`
    ├── Impossible             a value no goods can have                           `impossible-value`
    ├── NotANumber             a text that holds no number                         `not-a-number`
    ├── WrongUnit              a unit that is missing, unknown or does not fit     `wrong-unit`
    ├── NoSupply               a folder that holds no supply data                  `no-supply`
    ├── BadSupply              files of the supply that do not hold together       `bad-supply`
    ├── BadImport              a publication's table that cannot be read           `bad-import`
    ├── TooManyFigures         more figures than a table may hold                  `too-many-figures`
    ├── BadChain               shares and links that make no chain                 `bad-chain`
    ├── BadCut                 a cut that cuts nothing the model knows             `bad-cut`
    ├── BadScenario            a scenario that cannot be read or used              `bad-scenario`
    │   └── BadScenarioFile    one in a file, every fault told; the same code
    ├── BadParameter           a parameter outside of what it can be               `bad-parameter`
    ├── SeveralFaultsOfInput   what the economy engine is given, every fault told
    │   ├── BadEconomicTable   a table that does not hold together                 `bad-economic-table`
    │   ├── BadEconomicScenario shocks that do not fit it                          `bad-economic-scenario`
    │   └── BadEconomicParameter parameters nothing can run with                   `bad-economic-parameter`
    ├── NoTableReader          the reader of a publisher's layout is missing       `no-table-reader`
    ├── BadSharingFiles        files of a sharing that cannot be used              `bad-sharing`
    ├── CannotKeep             promises that cannot all be kept                    `promises-conflict`
    ├── TooMany                more items than can be answered at once             `too-many-items`
    └── SeveralFaults          several faults at the prompt, each told by its own code

The classes about tables and cells, and about the supply, stand where they are raised.

A message is lower case without a final period, shows the caller's input in backticks, and says what to do in `help`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class RenkeiError(Exception):
    """The root of all errors Renkei raises on purpose."""


class BadInput(RenkeiError):
    """The caller's input cannot be used.

    Attributes:
        code: stable short name, the same in every face and in the docs.
        message: what is wrong, with the input in backticks.
        help: what to do about it.
    """

    code = "bad-input"

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the field's name everywhere
        super().__init__(message)
        self.message = message
        self.help = help

    def line(self) -> str:
        """The whole error as one line for a terminal."""
        return f"{self.code}: {self.message}" + (f"; {self.help}" if self.help else "")


class BadDay(BadInput):
    """A day that cannot be read or does not exist."""

    code = "bad-day"


class BadOption(BadInput):
    """An option that does not fit the question."""

    code = "bad-option"


class UnknownWord(BadInput):
    """An id or word the record does not know."""

    code = "unknown-word"


class CannotWrite(BadInput):
    """The output file cannot be written."""

    code = "cannot-write"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one file.

    Attributes:
        file: where it is.
        line: line in the file, counted from 1; 0 speaks of the whole file.
        code: stable short name of the kind of fault, listed in the docs.
        message: what is wrong.
        help: what to do about it.
    """

    file: Path
    line: int
    code: str
    message: str
    help: str

    def text(self) -> str:
        """The fault as one line: file, line, kind, what is wrong, what to do."""
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {self.code}: {self.message}; {self.help}"


class BadRecord(BadInput):
    """The files of a record do not hold together; carries every fault found."""

    code = "bad-record"

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        first = self.faults[0]
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(f"{first.text()}{more}", "`renkei lint DIR` lists all faults")
