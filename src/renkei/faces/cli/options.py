"""Options every question takes, what follows from them, and how a reply is put out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict, TypeVar, get_args, get_origin, get_type_hints

from cyclopts import Parameter

from renkei.faces.cli.writing import screen, write
from renkei.faces.python import saying
from renkei.faces.python.reply import Look, Reply
from renkei.ground.languages import Lang

if TYPE_CHECKING:
    CommandT = TypeVar("CommandT", bound=Callable[..., int])


def told_by(question: Callable[..., Any]) -> Callable[[CommandT], CommandT]:
    """Gives the options of a command the help that the question has for its parameters of the same name.

    An option whose annotation has a help of its own keeps it.
    """
    helps = {each.name: each.text for each in saying.described(question).parameters}

    def told(command: CommandT) -> CommandT:
        for name, hint in get_type_hints(command, include_extras=True).items():
            if name in helps:
                kind, *own = get_args(hint) if get_origin(hint) is Annotated else (hint,)
                command.__annotations__[name] = Annotated[(kind, Parameter(help=helps[name]), *own)]
        return command

    return told


class Clocks(TypedDict):
    """The day and the record that a question is asked of."""

    as_of: str | None
    known_on: str | None
    recorded_by: str | None
    data: Path | None


@Parameter(name="*")
@dataclass(frozen=True)
class Asked:
    """What every question of the record may be asked with."""

    as_of: Annotated[str | None, Parameter(help=saying.text_of(saying.AsOf))] = None
    known_on: Annotated[str | None, Parameter(help=saying.text_of(saying.KnownOn))] = None
    recorded_by: Annotated[str | None, Parameter(help=saying.text_of(saying.RecordedBy))] = None
    data: Annotated[Path | None, Parameter(help=saying.text_of(saying.Data))] = None
    lang: Annotated[Lang, Parameter(help="The language of the answer.")] = "en"
    era: Annotated[bool, Parameter(help="Write Japanese days with the era as well.", negative="")] = False
    both_scripts: Annotated[bool, Parameter(help="Write names of people and forums in both scripts.", negative="")] = (
        False
    )
    sources: Annotated[bool, Parameter(help="List the rows and addresses the answer rests on.", negative="")] = False
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the screen.")
    ] = None

    @property
    def clocks(self) -> Clocks:
        """The day and the record, as every question about the record takes them."""
        return {"as_of": self.as_of, "known_on": self.known_on, "recorded_by": self.recorded_by, "data": self.data}

    @property
    def look(self) -> Look:
        """How the answer is to look, on the screen or in the file."""
        look = look_of(self.lang, self.output)
        return Look(self.lang, self.era, self.both_scripts, self.sources, False, look.width, look.color)


def look_of(lang: Lang, output: Path | None, *, everything: bool = False) -> Look:
    """How an answer is to look on this screen, or in a file."""
    width, color = screen()
    return Look(lang, everything=everything, width=width, color=color and output is None)


def put(reply: Reply[Any], form: str, look: Look, output: Path | None) -> None:
    """Put a reply on the screen or into a file."""
    write(reply.looking(form, look), output)
