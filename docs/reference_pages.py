"""The reference pages that follow from the program itself: commands, errors, data and settings."""

from __future__ import annotations

import inspect
import re
import types
import typing
from pathlib import Path
from typing import Any

import source_facts

from renkei.faces.cli.commands import app
from renkei.ground.errors import BadInput
from renkei.report import dictionary

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "renkei" / "data"
WRITTEN = "<!-- Written by docs/generate.py; `make docs` writes it anew. -->"

ERRORS = {
    "bad-economic-parameter": "A parameter of the economy's model is none it can run with.",
    "bad-economic-scenario": "A shock does not fit the table of inputs and outputs, or cannot be.",
    "bad-economic-table": "A table of inputs and outputs cannot be read, or does not hold together.",
    "bad-import": "A publisher's table given to `renkei supply import` cannot be read as one; the first twenty faults are told, each with file and line, and the rest counted. Nothing is written.",
    "bad-input": "The input cannot be used in a way none of the other codes names, such as a folder that holds no record.",
    "bad-cell": "A cell of a table of items, or a value after `--set`, cannot be read: neither yes nor no, no value of its figure, no place, more than 15 digits; or two columns mean the same. In a file of `share`: a cell that must be filled is empty, or a place stands on both sides.",
    "bad-chain": "Shares and links make no chain for `shock`: a share over 100, a good that is unknown or stands twice, goods that go into one another in a circle.",
    "bad-cut": "What `shock` is to cut is nothing it knows: an unknown place, good, region or sector, a place cut off from itself, more than all.",
    "bad-day": "A day is not written as `2023-10-15`, or does not exist in the calendar.",
    "bad-option": "An option is unknown, its value is not among the choices, or it does not fit the question.",
    "bad-parameter": "A parameter of `shock` is outside of what it can be; the bounds are told.",
    "bad-record": "The files of your own record cannot be used; the first fault is told, `renkei lint DIR` tells all.",
    "bad-scenario": "A scenario of `shock` cannot be read, has faults (each on a line of its own), or does not fit its engine.",
    "bad-supply": "Files of goods and shares laid over the built-in ones with `--with` do not hold together; every fault is told, each on a line of its own.",
    "bad-table": "A table of items cannot be used: not a table, damaged, empty, ragged, a heading twice; or some of its cells are faulty, each on a line of its own. Files of `share` are told of all at once.",
    "cannot-write": "The output file or folder cannot be written, or the folder exists already.",
    "formula-cell": "A cell of a table of items holds a formula where a value is wanted; the row and column are told.",
    "impossible-value": "A figure that no goods can have, such as a negative wavelength; the possible values are told. In a file of `share`: a negative amount, a minimum above the need, more kept than there is.",
    "no-supply": "A folder given with `--with` or `RENKEI_SUPPLY` is none, or holds no goods, shares or releases.",
    "no-table-reader": "The optional library that reads a published table's own layout is not installed.",
    "not-a-number": "A text stands where a number is wanted.",
    "bad-sharing": "The files of a sharing cannot be used; every fault is told with its own code, file and line.",
    "promises-conflict": "Minimums, pledges and what places keep cannot all be kept together; those that contradict each other are named with file and line.",
    "too-many-figures": "An import has more figures than one table may hold; name fewer goods or importers.",
    "too-many-items": "More items than are answered with every reason at once; `-o answers.csv` or `.parquet` takes any number.",
    "unknown-column": "A heading, or a name after `--set`, stands for no figure, or names a unit its figure cannot have; a near name is suggested. In a file of `share`: a column that is not read, or one that is missing.",
    "unknown-word": "The record knows no forum, agency, person or topic, or the regime no paragraph, of that name; near ids are suggested where there are any.",
    "wrong-unit": "A figure has an unknown unit, or one that measures something else; or the units of a good do not agree.",
}
"""What each error code means."""

FAULTS = {
    "bad-cell": "A cell of a file of a sharing is empty, too long, or says something that cannot be meant.",
    "impossible-value": "An amount of a sharing that cannot be: negative, a minimum above the need, more kept than there is.",
    "unknown-column": "A heading of a file of a sharing that stands for nothing, or one that is missing.",
    "bad-month": "A month is not written as `2027-01`.",
    "not-a-number": "A cell of a file of a sharing that holds no number, or one with too many digits.",
    "wrong-unit": "A unit in a file of a sharing is missing, or does not agree with the others of its good.",
    "formula-cell": "A cell of a file of a sharing begins like a formula.",
    "empty-pledge": "A pledge is for something the receiver does not ask for, or goes over a way that is closed.",
    "duplicate-row": "Two rows of a file speak of the same place, good and month, or of the same stock or pledge.",
    "alias": "A YAML anchor is used again by an alias. Write the value out in both places.",
    "always-holds": "A comparison of a rule holds for every item that has the figure, by the figure's own bounds or by its alternatives.",
    "ambiguous-heading": "A heading of spreadsheets stands for two attributes of the same goods, or is the name of another one.",
    "bad-amount": "A cell of a publisher's table is neither an amount nor one of the publisher's signs.",
    "bad-condition": "A condition of a rule cannot be read: an unknown attribute, unit, value or provision, or a word left over.",
    "bad-form": "A value does not have the form its field asks for, such as an id with capital letters.",
    "bad-table": "A table of figures cannot be read: its headings are not those asked for, or a line is no CSV.",
    "bad-value": "A value does not fit its field: a word where a list is wanted, a period that is none, no number where one is due.",
    "bad-year": "A cell of a publisher's table is no year.",
    "broken-yaml": "The file is not YAML, or is nested too deeply.",
    "case-fails": "A provision, judged, does not say of the item of a case what the case expects of it, or wants other figures.",
    "circle": "Goods go into one another in a circle, so that no stage comes first.",
    "citation-consultation": "A consultation is cited for a forum it does not belong to.",
    "citation-older": "A source is older than what it is given for.",
    "citation-year": "The year a source bears is not the year in its own address.",
    "dead-condition": "A condition of a rule, or an alternative or exclusion in it, can never hold, of some goods or of any.",
    "dead-reference": "`meets` names a provision that is for other goods, of another regime or never in force on the same day.",
    "duplicate": "A good stands twice among what goes into another, or a place twice in one table of shares or figures.",
    "duplicate-id": "Two files have the same id, or a file adds an id that the record below already has.",
    "duplicate-key": "A key stands twice in one mapping.",
    "duplicate-meeting": "Two meetings have the same forum and level, and the same day or the same number.",
    "duplicate-provision": "Two provisions of a regime have the same condition for the same goods on the same day.",
    "empty-file": "The file holds nothing.",
    "file-name": "The file is not named after the id of its row.",
    "file-too-large": "The file is larger than a file of one thing can be.",
    "goods-not-listed": "A provision is for a kind of goods that its regime does not list.",
    "goods-without-provision": "A regime lists a kind of goods, no provision is for it, and the regime's texts do not name that kind.",
    "id-not-file": "The file of a good, of shares or of a release is not named after its id.",
    "id-not-file-name": "The file of a rule, or of its cases, is not named after the id of the rule.",
    "idle-kind": "An attribute is given to a kind of goods of which no provision reads it.",
    "impossible-date": "A day does not exist, is before anything is said of, or two days that stand together cannot both be right.",
    "left-out-held": "A paragraph is listed as left out, and a provision holds it.",
    "license-not-in-force": "A license requirement is not in force on every day on which a provision that asks for it is.",
    "loop": "A chain of `parent`, `broader`, `succeeded_by`, `amends` or `meets`, or of computed attributes, comes back to its start.",
    "missing-column": "A publisher's table has not the columns it is published with.",
    "missing-field": "A field the row must have is missing or empty.",
    "missing-file": "A regime has no `regime.yaml`.",
    "no-address": "A source has no address and does not say `how: memory`.",
    "no-cases": "A provision whose text is at hand has no cases beside it.",
    "no-id": "The row has no `id`.",
    "no-japanese": "An attribute, or a value of it, has no Japanese name, help or question.",
    "no-office": "Somebody was at a meeting on a day for which no office is recorded.",
    "no-owner": "A promise names nobody who made it.",
    "no-question": "A judgement does not say what a person must judge.",
    "no-reason": "A row is withdrawn without a reason.",
    "no-source": "A row or an office has no source.",
    "no-unit": "An attribute that is a number has no unit, or one that `units.yaml` does not hold.",
    "not-a-mapping": "The file does not begin with `key: value` lines.",
    "not-text": "The file is binary or not UTF-8.",
    "open-review": "The last policy of a license requirement has a condition, so that some applications have none.",
    "out-of-order": "The versions of a rule do not stand oldest first, or two begin on the same day.",
    "over-100": "A share is over 100 percent, or the shares of one table add up to more than rounding explains.",
    "overlapping-terms": "Two people hold the same office at the same time for certain.",
    "overlapping-versions": "Two versions of a rule, or two memberships of a place in a set, hold on the same day.",
    "placeholder": "A text still holds a placeholder such as `TBD`.",
    "same-id": "Two rules or two attributes have the same id.",
    "shadowed-condition": "A condition of a rule adds nothing: a wider alternative, a stricter part or an earlier policy says it already.",
    "stray-file": "A file or folder belongs to no table of the record.",
    "tag": "A YAML tag is used; every value is text.",
    "unknown-change": "`change` is neither `add`, `amend` nor `withdraw`.",
    "unknown-field": "A field is not one of the table's, or `unverified` names no field.",
    "unknown-id": "A row to amend or withdraw does not exist in the record below.",
    "unknown-place": "A place in a table of shares, figures, needs or stocks is no country, group, joint figure or `other`.",
    "unknown-reference": "A row or rule names another one, a place, a set, an attribute, an owner or a footnote that does not exist.",
    "unknown-table": "A row of a publisher's table counts something that is not taken over.",
    "unknown-word": "A value is not among the words its field allows.",
    "unread-source": "A rule rests on no official text, and no copy of one, that was read, and does not say so under `unverified`.",
    "unreadable-file": "The file cannot be opened, or is not a file.",
    "unused-attribute": "No rule reads an attribute.",
}
"""What each fault code of `renkei lint` means."""

SETTINGS = {
    "NO_COLOR": "If set, to whatever value, answers on the screen have no color.",
    "COLUMNS": "If set to a number, the width answers on the screen are laid out for; otherwise the terminal's own, or 120 columns.",
    "HOME": "Where `XDG_CACHE_HOME` is not set, they are kept in `.cache/renkei` below it; where neither is set, nothing is kept.",
    "RENKEI_SUPPLY": "Folders of your own goods and figures, laid over the built-in ones where `--with` is not given; several are parted as in `PATH`.",
    "XDG_CACHE_HOME": "The folder in which what is slow to make is kept between commands, below `renkei/`: the compiled rules (`rules-….json`), their hash (`hash-….json`), and the words and names of places by language (`words_…`, `places_…`). It may be deleted at any time; no answer changes by it.",
}
"""What each environment variable does."""

VARIABLES = {
    "AS_OF": ("the reader's today", "The day `make update` writes for: `make update AS_OF=2023-10-15`."),
    "LANGUAGE": ("`en`", "The language `make update` writes in: `make update LANGUAGE=ja`."),
    "PYTHON": ("`python3`", "The Python that `make` builds `.venv` with: `make setup PYTHON=python3.12`."),
}
"""What each variable of `make` does: its default and its meaning."""

DAYS = {"--as-of", "--known-on", "--recorded-by", "--since", "SINCE", "UNTIL"}
"""Options that take a day."""


def pages() -> dict[str, str]:
    """Every generated page of `docs/reference` by its file name."""
    return {"commands.md": commands(), "errors.md": errors(), "data.md": data(), "settings.md": settings()}


def commands() -> str:
    """Every command with its options, read from the command line itself."""
    names = [name for name in app if not name.startswith("-")]
    lines = ["# Commands", "", WRITTEN, "", _cell(app.help), "", *_listed(names), ""]
    lines += [
        "`renkei --help` and `renkei COMMAND --help` show the same in the terminal; `renkei --version` shows the version.",
        "", "Exit status: 0 answered; 1 answered, and something was found that `--fail-on` names; 2 bad input, or faults",
        "found by `lint`. Answers go to standard output, complaints to standard error.", "",
    ]  # fmt: skip
    for name in names:
        below = _below(name)
        lines += [f"## {name}", "", _cell(_app(name).help), "", *(_command(name) if not below else [])]
        for each in below:
            lines += [f"### {each}", "", _cell(_app(each).help), "", *_command(each), ""]
        lines.append("")
    return _page(lines)


def _below(name: str) -> list[str]:
    """The commands below a command that only holds others, each by all its words; none below any other."""
    found = _app(name)
    deeper = [f"{name} {each}" for each in found if not each.startswith("-")]
    return [last for each in deeper for last in (_below(each) or [each])]


def _app(name: str) -> Any:
    """The command of that name, of one word or several."""
    found: Any = app
    for word in name.split():
        found = found[word]
    return found


def _listed(names: list[str]) -> list[str]:
    rows = [f"| [`{name}`](#{name}) | {_cell(_app(name).help)} |" for name in names]
    return ["| command | what it answers |", "| --- | --- |", *rows]


def _command(name: str) -> list[str]:
    arguments, options = _parameters(name)
    shown = "".join(f" {a[0].strip('`')}" for a in arguments)
    lines = [
        "```text",
        f"renkei {name}{shown} [OPTIONS]",
        "```",
        "",
    ]
    lines += ["| option | value | default | meaning |", "| --- | --- | --- | --- |"]
    return lines + [
        f"| {name} | {value} | {default} | {meaning} |" for name, value, default, meaning in [*arguments, *options]
    ]


def _parameters(name: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    arguments, options = [], []
    for each in _app(name).assemble_argument_collection():
        if "*" in each.names:
            continue
        named = [n for n in each.names if n.startswith("-")]
        label = (
            ", ".join(f"`{n}`" for n in named)
            if named
            else f"`{each.names[0] if each.required else f'[{each.names[0]}]'}`"
        )
        row = (label, _value(each), _default(each), _cell(str(each.parameter.help)))
        (options if named else arguments).append(row)
    return arguments, options


def _value(argument: Any) -> str:
    choices = argument.get_choices()
    if choices:
        return ", ".join(f"`{choice}`" for choice in choices)
    if set(argument.names) & DAYS:
        return "a day"
    hints = (
        typing.get_args(argument.hint) if typing.get_origin(argument.hint) in {types.UnionType, typing.Union} else ()
    )
    kinds = {kind for kind in (hints or (argument.hint,)) if kind is not type(None)}
    values = {bool: "", int: "a number", str: "a word", Path: "a path"}
    return {
        **values,
        list[str]: "a word, again and again",
        list[Path]: "a path, again and again",
        tuple[str, ...]: "further words",
    }[kinds.pop()]


def _default(argument: Any) -> str:
    default = argument.field_info.default
    return "" if argument.required or default in {None, False, inspect.Parameter.empty} else f"`{default}`"


def errors() -> str:
    """Every error and fault code with its meaning."""
    lines = [
        "# Errors and faults", "", WRITTEN, "", "## Errors", "",
        "Bad input ends a command with exit status 2 and one line on standard error: `renkei: CODE: what is wrong; what to do`.",
        "A table of items gets one line for every fault in it, with row and column, and nothing is written.",
        "", "| code | meaning |", "| --- | --- |",
        *(f"| `{code}` | {_meaning(ERRORS, code)} |" for code in error_codes()),
        "", "## Faults", "",
        "`renkei lint` finds faults in the files of a record and of the rules, all at once, one per line:",
        "`FILE:LINE: CODE: what is wrong; what to do`. It leaves with status 2 if there is any. A value of a case or an",
        "example product that cannot be read has the code of its error, above.",
        "", "| code | meaning |", "| --- | --- |",
        *(f"| `{code}` | {_meaning(FAULTS, code)} |" for code in sorted(source_facts.fault_codes())),
    ]  # fmt: skip
    return _page(lines)


def error_codes() -> list[str]:
    """The code of every kind of bad input, in order of name, the general one first."""
    return [BadInput.code, *sorted(source_facts.error_codes() - {BadInput.code})]


def data() -> str:
    """The data dictionary, and the format of the files."""
    lines = [
        "# Data", "", WRITTEN, "",
        "What `renkei export` hands out, column by column, and below it [how the files are written](#the-files).",
        "In CSV, lists are joined by `; `, and a text in both languages becomes two columns.", "",
    ]  # fmt: skip
    for table, rows in dictionary.tables().items():
        lines += [
            f"## {table}",
            "",
            "| column | type | always filled | meaning |",
            "| --- | --- | --- | --- |",
        ]
        lines += [f"| `{r['column']}` | {_cell(r['type'])} | {r['required']} | {_cell(r['meaning'])} |" for r in rows]
        lines.append("")
    rules = ["", "## The rules", "", "How the regimes of `renkei license` and `renkei regime` are written.", ""]
    return _page([*lines, "## The files", "", *_format("record"), *rules, *_format("controls")])


def _format(folder: str) -> list[str]:
    """The README of a folder of data without its title, one level further down."""
    text = (DATA / folder / "README.md").read_text(encoding="utf-8").split("\n", 1)[1].strip()
    return [f"#{line}" if line.startswith("## ") else line for line in text.splitlines()]


def settings() -> str:
    """Everything outside the command line that changes what Renkei does."""
    lines = [
        "# Settings", "", WRITTEN, "",
        "What a command does is said on its command line. There is no settings file; besides what stands here, nothing",
        "outside the command line changes an answer, except the day it is asked on where `--as-of` is left out.",
        "", "## Environment", "", "| variable | what it does |", "| --- | --- |",
        *(f"| `{name}` | {_meaning(SETTINGS, name)} |" for name in sorted(source_facts.environment())),
        "", "## Variables of `make`", "", "| variable | default | what it does |", "| --- | --- | --- |",
    ]  # fmt: skip
    for name in sorted(source_facts.makefile_variables()):
        default, meaning = _meaning(VARIABLES, name)
        lines.append(f"| `{name}` | {default} | {meaning} |")
    return _page(lines)


def _meaning(meanings: dict[str, Any], code: str) -> Any:
    if code not in meanings:
        message = f"`{code}` has no meaning in docs/reference_pages.py; write one"
        raise KeyError(message)
    return meanings[code]


def _cell(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip().replace("|", "\\|")


def _page(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
