"""What the parameters of a question say of themselves, in one place for every face, and the refusal of other values."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any, Literal, ParamSpec, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from renkei.ground.errors import BadOption

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Says:
    """What a parameter means, in a sentence or two; units and forms that it takes are told in it."""

    text: str


Day: TypeAlias = str | date
"""A day as callers write it: `2023-10-15`, or a date."""

AsOf = Annotated[Day | None, Says("The day the answer is for, such as 2023-10-15. Default: today.")]
KnownOn = Annotated[Day | None, Says("Use only what was public by this day.")]
RecordedBy = Annotated[Day | None, Says("Use only rows this record held by this day (for audits).")]
Data = Annotated[str | Path | None, Says("Your own record, laid over the built-in one.")]
RulesKnownOn = Annotated[Day | None, Says("Use only rules that were public by this day.")]
Headquarters = Annotated[str | None, Says("Where the recipient, or its ultimate parent, is headquartered.")]


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question.

    Attributes:
        name: its name; the option of the command line is the same with dashes.
        text: what it means.
        type: what it takes.
        place: `first` may be given by place, `named` by name only, `further` takes any number by place.
        required: whether it must be given.
        default: what holds if it is not given.
        choices: the only words it takes; empty: any.
    """

    name: str
    text: str
    type: Any
    place: Literal["first", "named", "further"]
    required: bool
    default: Any
    choices: tuple[str, ...]

    @property
    def option(self) -> str:
        """What it is called in complaints."""
        return f"--{self.name.replace('_', '-')}" if self.place == "named" else self.name.upper()

    @property
    def opens_files(self) -> bool:
        """Whether a text given for it may name a file or folder: nothing that callers from elsewhere may give."""
        return Path in set(_within(self.type))


@dataclass(frozen=True)
class Described:
    """A question: its word, what it answers in one line, all there is to know of it, and its parameters in order."""

    name: str
    summary: str
    text: str
    parameters: tuple[Parameter, ...]


@cache
def described(function: Callable[..., Any]) -> Described:
    """What a question of `renkei` says of itself: what descriptions for other programs are made from."""
    inner = inspect.unwrap(function)
    taken = {name: hint for name, hint in inner.__annotations__.items() if name != "return"}
    hints = get_type_hints(SimpleNamespace(__annotations__=taken), inner.__globals__, include_extras=True)
    text = inspect.cleandoc(inner.__doc__ or "")
    found = tuple(_parameter(each, hints[name]) for name, each in inspect.signature(inner).parameters.items())
    return Described(inner.__name__, text.partition("\n")[0], text, found)


def _parameter(each: inspect.Parameter, hint: Any) -> Parameter:
    told, kind = "", hint
    if get_origin(hint) is Annotated:
        kind, told = get_args(hint)[0], text_of(hint)
    places: dict[Any, Literal["first", "named", "further"]] = {
        inspect.Parameter.KEYWORD_ONLY: "named",
        inspect.Parameter.VAR_POSITIONAL: "further",
    }
    place = places.get(each.kind, "first")
    required = each.default is inspect.Parameter.empty and place != "further"
    default = None if each.default is inspect.Parameter.empty else each.default
    return Parameter(each.name, told, kind, place, required, default, tuple(_choices(kind)))


def text_of(alias: Any) -> str:
    """What a parameter of a type such as `AsOf` means."""
    return next(each.text for each in get_args(alias)[1:] if isinstance(each, Says))


def _choices(kind: Any) -> Iterator[str]:
    for each in _within(kind):
        if get_origin(each) is Literal:
            yield from get_args(each)


def _within(kind: Any) -> Iterator[Any]:
    """A type and all types it is put together from."""
    yield kind
    for each in get_args(kind) if get_origin(kind) is not Literal else ():
        yield from _within(each)


def question(function: Callable[P, R]) -> Callable[P, R]:
    """Refuses words that a parameter does not take, and tells the parameters in the documentation of the function."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        _refuse_others(function, args, kwargs)
        return function(*args, **kwargs)

    told, sign, raises = inspect.cleandoc(function.__doc__ or "").partition("\nRaises:")
    asked.__doc__ = "\n".join((told, *([] if sign else [""]), *_arguments(described(function)), f"{sign}{raises}"))
    return asked


def _arguments(question: Described) -> Iterator[str]:
    """The parameters as a section of a docstring."""
    yield "Args:"
    for each in question.parameters:
        yield f"    {each.name}: {each.text}"


def _refuse_others(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    given = dict(zip((each.name for each in described(function).parameters), args, strict=False)) | kwargs
    for each in described(function).parameters:
        value = given.get(each.name)
        if value is not None and each.choices and value not in each.choices:
            choices = ", ".join(f'"{choice}"' for choice in each.choices)
            message = f'invalid value "{value}" for {each.option}. Choose from: {choices}'
            raise BadOption(message, "`renkei --help` shows what there is")
