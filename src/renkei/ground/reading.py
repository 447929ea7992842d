"""Reading YAML files as plain text: every scalar stays the string that stands in the file.

`NO`, `3E001` and `010121` are words of the field that ordinary readers turn into false, thirty and 4177. Here
nothing is guessed; the models type what they need. Refused are: duplicate keys, aliases, tags, files
that are empty, binary, not UTF-8 or larger than a file of one thing can be.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import yaml

from renkei.ground.errors import Fault

try:
    from yaml import CBaseLoader as _BaseLoader
except ImportError:  # PyYAML built without its C part reads the same, more slowly
    from yaml import BaseLoader as _BaseLoader  # type: ignore[assignment]

_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.MappingNode: "tag:yaml.org,2002:map",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
}


class _Loader(_BaseLoader):
    """Builds nodes without looking for types: every scalar is text, so the search the base class makes is spared."""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Nothing is resolved by place."""

    def ascend_resolver(self) -> None:
        """Nothing is resolved by place."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """The plain tag of a node without one of its own."""
        del value, implicit
        return _TAGS[kind]


MAX_BYTES = 1_000_000
"""The largest file read as one thing of a record, in bytes."""

_PLAIN = set(_TAGS.values())
_DEPTH = 20
_LONG_PREFIX = re.compile(r"^[ \t?:-]{200}", re.MULTILINE)


class _Refused(Exception):
    def __init__(self, line: int, code: str, message: str, advice: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message, self.advice = line, code, message, advice


def read_mapping(path: Path) -> tuple[dict[str, Any] | None, list[Fault]]:
    """The mapping in a YAML file, every scalar a string.

    Returns:
        The mapping and no faults, or None and the faults that kept it from being read.
    """
    text, fault = _text(path)
    if fault:
        return None, [fault]
    refused: list[_Refused] = []
    try:
        node = _tree(text)
        if node is None:
            raise _Refused(0, "empty-file", "the file holds nothing", "write the row or remove the file")
        if not isinstance(node, yaml.MappingNode):
            raise _Refused(1, "not-a-mapping", "the file does not begin with `key: value` lines", "see the data README")
        value = _plain(node, set(), refused, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        refused.append(
            _Refused(
                mark.line + 1 if mark else 0,
                "broken-yaml",
                error.problem or "cannot be read",
                "correct the YAML",
            )
        )
    except yaml.YAMLError as error:
        refused.append(_Refused(0, "broken-yaml", str(error).splitlines()[0], "correct the YAML"))
    except RecursionError:
        refused.append(_Refused(0, "broken-yaml", "nested too deeply", "flatten the file"))
    except _Refused as error:
        refused.append(error)
    if refused:
        return None, [Fault(path, each.line, each.code, each.message, each.advice) for each in refused]
    return value, []


def fault_at(path: Path, keys: tuple[str | int, ...], code: str, message: str, advice: str) -> Fault:
    """A fault of the value that stands at `keys`."""
    return Fault(path, line_of(path, keys), code, message, advice)


def line_of(path: Path, keys: tuple[str | int, ...]) -> int:
    """The line on which the value at `keys` begins, or the nearest line above it; 0 if unknown."""
    text, fault = _text(path)
    if fault:
        return 0
    try:
        node = _tree(text)
    except (yaml.YAMLError, _Refused):
        return 0
    line = 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            found = [(k, v) for k, v in node.value if k.value == str(key)]
            if not found:
                break
            line, node = int(found[0][0].start_mark.line) + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = int(node.start_mark.line) + 1
        else:
            break
    return line


def _tree(text: str) -> yaml.Node | None:
    """The tree of nodes in a text; a text that may nest too deeply for the reader is walked first."""
    if text.count("[") + text.count("{") > 200 or _LONG_PREFIX.search(text):
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > 10 * _DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else 0
                raise _Refused(line, "broken-yaml", "nested too deeply", "flatten the file")
    node: yaml.Node | None = _Loader(text).get_single_node()
    return node


def _text(path: Path) -> tuple[str, Fault | None]:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return "", Fault(path, 0, "unreadable-file", "it is not a file", "move it out of the record")
        if (size := found.st_size) > MAX_BYTES:
            advice = f"keep one thing per file (at most {MAX_BYTES:,} bytes)"
            return "", Fault(path, 0, "file-too-large", f"the file has {size:,} bytes", advice)
        raw = path.read_bytes()
    except OSError as error:
        return "", Fault(path, 0, "unreadable-file", (error.strerror or "cannot be opened").lower(), "check the file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", Fault(
            path,
            0,
            "not-text",
            "the file is not UTF-8 text",
            "save it as UTF-8, or move it out of the record",
        )
    if "\0" in text:
        return "", Fault(path, 0, "not-text", "the file is binary", "move it out of the record")
    return text, None


def _plain(node: yaml.Node, seen: set[int], refused: list[_Refused], depth: int) -> Any:
    line = node.start_mark.line + 1
    if id(node) in seen:
        refused.append(
            _Refused(line, "alias", "an anchor is used again by an alias", "write the value out in both places")
        )
        return ""
    if depth > _DEPTH:
        raise _Refused(line, "broken-yaml", "nested too deeply", "flatten the file")
    seen.add(id(node))
    if node.tag not in _PLAIN:
        refused.append(
            _Refused(line, "tag", f"the tag `{node.tag}` is not used here", "remove it; every value is text")
        )
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, seen, refused, depth + 1) for each in node.value]
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name in mapping:
            advice = "keep one of the two"
            refused.append(_Refused(key.start_mark.line + 1, "duplicate-key", f"the key `{name}` stands twice", advice))
        mapping[name] = _plain(value, seen, refused, depth + 1)
    return mapping
