"""YAML as plain values together with the line of every key, item and value.

The file is composed with PyYAML's safe loader: tags other than the plain ones, anchors and aliases (with which a
small file can grow without bound) and repeated keys are faults, and a bare date stays the text that was written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from graph.errors import Fault

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 32
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))
_BASE: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]  # PyYAML's C loader has no stubs
    """The safe loader without dates: `2023-05-01` stays text, for EDTF to read."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _BASE.yaml_implicit_resolvers.items()
}


@dataclass(slots=True)
class Lined:
    """A value and the line where it begins; `inner` has the same for its keys or items."""

    value: Any
    line: int
    inner: dict[str | int, Lined] = field(default_factory=dict)

    def lines(self) -> dict[str, int]:
        """Lines of a mapping's keys."""
        return {str(key): part.line for key, part in self.inner.items()}

    def at(self, path: tuple[str | int, ...]) -> int:
        """The line of the value that a path of keys and items leads to, as near as the file has one."""
        here = self
        for step in path:
            if step not in here.inner:
                break
            here = here.inner[step]
        return here.line


class YamlFault(Exception):
    """The file is no YAML that we read; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_yaml(path: Path) -> Lined:
    """The value of a YAML file with its lines; an empty file gives None.

    Raises:
        YamlFault: unreadable, not UTF-8, not YAML, too large, too deep, or with anchors, tags or repeated keys.
    """
    text = _text(path)
    loader = _Loader(text)
    try:
        event_fault = _first_oddity(text, path)
        if event_fault:
            raise YamlFault(event_fault)
        node = loader.get_single_node()
        return Lined(None, 1) if node is None else _lined(node, loader, path, 0)
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlFault(_yaml_fault(error, path)) from None
    finally:
        loader.dispose()


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise YamlFault(Fault("not a regular file", str(path)))
        if path.stat().st_size > MAX_BYTES:
            raise YamlFault(Fault(f"larger than {MAX_BYTES // 2**20} MiB; split it into several files", str(path)))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise YamlFault(Fault("not UTF-8 text; save the file as UTF-8", str(path), line)) from None
    except OSError as error:
        raise YamlFault(Fault(f"cannot be read: {error.strerror or error}", str(path))) from None


def _first_oddity(text: str, path: Path) -> Fault | None:
    """A fault for the first anchor, alias, tag or excessive nesting, seen in the event stream before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if getattr(event, "anchor", None) is not None:
            return Fault("anchors and aliases are not read; write the value out", str(path), _line(event))
        tag = getattr(event, "tag", None)
        if tag and tag not in _PLAIN_TAGS:
            return Fault("tags are not read; write the value without it", str(path), _line(event), value=tag)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return Fault(f"nested deeper than {MAX_DEPTH} levels", str(path), _line(event))
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _yaml_fault(error: Exception, path: Path) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Fault(f"not YAML: {problem}", str(path), mark.line + 1 if mark else 0)


def _lined(node: yaml.Node, loader: Any, path: Path, depth: int) -> Lined:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        inner: dict[str | int, Lined] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node)
            key_line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise YamlFault(Fault("a key must be text", str(path), key_line, value=str(key)))
            if key in inner:
                raise YamlFault(Fault("the key stands twice", str(path), key_line, field=key))
            part = _lined(value_node, loader, path, depth + 1)
            inner[key] = Lined(part.value, key_line, part.inner)
        return Lined({key: part.value for key, part in inner.items()}, line, inner)
    if isinstance(node, yaml.SequenceNode):
        items = [_lined(item, loader, path, depth + 1) for item in node.value]
        return Lined([item.value for item in items], line, dict(enumerate(items)))
    try:
        return Lined(loader.construct_object(node), line)
    except (ValueError, OverflowError) as error:
        raise YamlFault(Fault(f"not a value that YAML knows: {error}", str(path), line)) from None
