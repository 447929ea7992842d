"""What the source says of itself: fault codes, environment variables, variables of `make`; read, never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "renkei"

_CODE_AT = {"Fault": 2, "Trouble": 3, "_Refused": 1, "fault_at": 2, "_fault_at": 2, "Wrong": 2}
"""Which argument of these calls is the fault's code; methods are called by the same names, without their object."""

_OWN_MAKE_VARIABLES = {"SHELL", "RUN", "ASKED"}
"""Variables of the Makefile that are not for the reader to set."""


def error_codes() -> set[str]:
    """The code of every kind of bad input, as its class gives it."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for each in node.body if isinstance(node, ast.ClassDef) else ():
                match each:
                    case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code))):
                        found.add(code)
    return found


def fault_codes() -> set[str]:
    """Every fault code that `renkei lint` can give.

    Raises:
        ValueError: if a code is computed in a way this reader does not follow.
    """
    return {code for path in sorted(SOURCE.rglob("*.py")) for code in _codes_in(path)}


def _codes_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    code_at = _CODE_AT | {each.name: at for each in functions if (at := _passing_on(each)) is not None}
    for function in functions:
        own = list(_own_nodes(function))
        assigned: dict[str, list[ast.expr]] = {}
        for node in own:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                assigned.setdefault(node.targets[0].id, []).append(node.value)
        for call in [node for node in own if isinstance(node, ast.Call)]:
            name = _called(call)
            if name not in code_at:
                continue
            code = _code_of(call, code_at[name])
            if not _passed_on(code, function, code_at):
                yield from _constants(code, assigned, path)


def _own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Everything in a function but what stands in functions inside it."""
    for child in ast.iter_child_nodes(function):
        yield child
        if not isinstance(child, ast.FunctionDef):
            yield from _own_nodes(child)  # type: ignore[arg-type]


def _passing_on(function: ast.FunctionDef) -> int | None:
    """Which argument is the code a function of a file's own tells a fault with; None if it takes none."""
    named = [argument.arg for argument in function.args.args if argument.arg != "self"]
    calls = [node for node in _own_nodes(function) if isinstance(node, ast.Call) and _called(node) == "Fault"]
    codes = [_code_of(call, _CODE_AT["Fault"]) for call in calls]
    return (
        named.index("code")
        if any(isinstance(each, ast.Name) and each.id == "code" for each in codes) and "code" in named
        else None
    )


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name):
            return name
    return ""


def _passed_on(code: ast.expr, function: ast.FunctionDef, code_at: dict[str, int]) -> bool:
    """Whether a function that tells faults passes on the code it is called with; its calls are read as well."""
    named = {argument.arg for argument in function.args.args}
    return function.name in code_at and isinstance(code, ast.Name) and code.id in named


def _code_of(call: ast.Call, place: int) -> ast.expr:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return named["code"] if "code" in named else call.args[place]


def _constants(value: ast.expr, assigned: dict[str, list[ast.expr]], path: Path) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp():
            yield from _constants(value.body, assigned, path)
            yield from _constants(value.orelse, assigned, path)
        case ast.Name(id=name) if name in assigned:
            for each in assigned[name]:
                yield from _constants(each, assigned, path)
        case ast.Attribute(attr="code"):
            return  # passed on from a fault whose own call is read as well
        case _:
            message = f"{path}:{value.lineno}: the fault code is not a word; docs/source_facts.py cannot follow it"
            raise ValueError(message)


def environment() -> set[str]:
    """Every environment variable the source reads; the width of a terminal is read through `COLUMNS`."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for line in text.splitlines():
            if "os.environ" in line or "getenv(" in line:
                found |= set(re.findall(r"[\"']([A-Z][A-Z0-9_]+)[\"']", line))
            if "get_terminal_size" in line:
                found.add("COLUMNS")
    return found


def makefile_variables() -> set[str]:
    """Every variable a reader may set for `make`, in the Makefile or in the scripts it runs."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "make").glob("*.sh")))
    set_there = set(re.findall(r"^([A-Z_]+)\s*[?:]?=", makefile, re.MULTILINE)) - _OWN_MAKE_VARIABLES
    return set_there | set(re.findall(r"\$\{([A-Z_]+):-", scripts))
