"""The command line: one command per question."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

UNCOLLECTED = 100_000
"""So many objects are made before the first search for unused ones, which takes a short command a tenth of its time."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status: 0 answered, 1 a finding to fail on, 2 bad input."""
    gc.set_threshold(UNCOLLECTED)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """The exit status of one command; answers go to standard output, complaints to standard error."""
    import os

    from cyclopts import CycloptsError

    from renkei.faces.cli.commands import app
    from renkei.ground.errors import BadInput

    try:
        status = app(list(arguments), exit_on_error=False, print_error=False, result_action="return_value")
        if sys.stdout is not None:
            sys.stdout.flush()
    except BadInput as error:
        several = getattr(error, "lines", None)  # of an error that carries several faults
        return complain(*(several() if several else [error.line()]))
    except CycloptsError as error:
        return complain(f"bad-option: {_one_line(error)}; `renkei --help` shows what there is")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return complain("interrupted")
    return status if isinstance(status, int) else 0


def complain(*lines: str) -> int:
    """Say what is wrong on standard error, in one line for each fault, and give the exit status for bad input."""
    for line in lines:
        print(f"renkei: {line}", file=sys.stderr)
    return 2


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text[:1].lower() + text[1:]
